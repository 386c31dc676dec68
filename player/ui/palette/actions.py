"""The command palette as an action."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from player.i18n import N_
from player.ui.actions import IN_ALL, Action
from player.ui.keys import stroke
from player.ui.sheets import ask

if TYPE_CHECKING:
    from player.ui.main_window import MainWindow

HELP = N_("Help")


def palette_actions(window: MainWindow) -> Iterator[Action]:
    """Every action of this module."""

    def choose() -> None:
        from player.ui.palette.sheet import PaletteSheet

        sheet = PaletteSheet(window.actions_table, window.mode, window)
        if ask(sheet) and sheet.chosen is not None and sheet.chosen.enabled():
            sheet.chosen.do()

    yield Action(
        "palette",
        N_("All commands …"),
        HELP,
        (stroke(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier),),
        IN_ALL,
        choose,
        "search",
        while_typing=True,
    )
