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
    yield Action(
        "help",
        N_("Help: pages to read"),
        HELP,
        (stroke(Qt.Key.Key_F1, _SHIFT),),
        IN_ALL,
        partial(_show_help, window),
        "book-open",
        while_typing=True,
    )
    yield Action("print_keys", N_("Print the keys …"), HELP, (), IN_ALL, partial(_print_keys, window), "printer")


def _show_keys(window: MainWindow) -> None:
    from player.ui.key_sheet import KeySheet

    sheet = KeySheet(window.actions_table, window.mode, window)
    ask(sheet)
    if sheet.prints:
        _print_keys(window)


def _print_keys(window: MainWindow) -> None:
    from player.ui.key_sheet import paper_of_keys
    from player.ui.paper.sheet import print_paper

    print_paper(paper_of_keys(window.actions_table), window)


def _show_help(window: MainWindow) -> None:
    from player.ui.help.sheet import HelpSheet

    ask(HelpSheet(window.actions_table, window.mode, window))
