"""What can be done about help."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from player.ui.actions import Action

if TYPE_CHECKING:
    from player.ui.main_window import MainWindow


def help_actions(window: MainWindow) -> Iterator[Action]:
    """Every action of this module."""
    del window
    yield from ()
