"""Printing, from wherever one is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from player.i18n import N_
from player.ui.actions import IN_ALL, Action, Mode
from player.ui.keys import stroke

if TYPE_CHECKING:
    from player.ui.main_window import MainWindow

PAPER = N_("Window")


def paper_actions(window: MainWindow) -> Iterator[Action]:
    """Every action of this module."""
    yield Action(
        "print",
        N_("Print …"),
        PAPER,
        (stroke(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier),),
        IN_ALL - {Mode.EMERGENCY},
        lambda: _print(window),
        "printer",
        while_typing=True,
    )


def _print(window: MainWindow) -> None:
    from player.ui.paper.offers import print_something  # it imports what the table of actions imports

    print_something(window)
