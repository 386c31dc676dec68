"""What can be done with the second window."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from player.i18n import N_
from player.ui.actions import IN_ALL, Action
from player.ui.display.part import DisplayPart
from player.ui.keys import stroke

if TYPE_CHECKING:
    from player.ui.main_window import MainWindow

WINDOW = N_("Window")


def display_actions(window: MainWindow) -> Iterator[Action]:
    """Every action of this module."""
    yield Action(
        "display",
        N_("Display for a second screen"),
        WINDOW,
        (stroke(Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier),),
        IN_ALL,
        lambda: window.part(DisplayPart).toggle(),
        "monitor",
        while_typing=True,
    )
