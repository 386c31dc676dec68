"""The action that finds the others."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from player.ui.actions import Action

if TYPE_CHECKING:
    from player.ui.main_window import MainWindow


def palette_actions(window: MainWindow) -> Iterator[Action]:
    """Every action of this module."""
    del window
    yield from ()
