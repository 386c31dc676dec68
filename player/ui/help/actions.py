"""Help: the keys, and the pages to read."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from player.i18n import N_
from player.ui.actions import IN_ALL, Action
from player.ui.keys import stroke
from player.ui.sheets import ask

if TYPE_CHECKING:
    from player.ui.main_window import MainWindow

HELP = N_("Help")
_SHIFT = Qt.KeyboardModifier.ShiftModifier


def help_actions(window: MainWindow) -> Iterator[Action]:
    """Every action of this module."""
    yield Action(
        "keys",
        N_("Keys"),
        HELP,
        (stroke(Qt.Key.Key_F1),),
        IN_ALL,
        partial(_show_keys, window),
        "keyboard",
        while_typing=True,
    )


def _show_keys(window: MainWindow) -> None:
    from player.ui.key_sheet import KeySheet

    ask(KeySheet(window.actions_table, window.mode, window))
