"""The ground under what scrolls in a panel."""

from __future__ import annotations

from PySide6.QtGui import QPainter, QPaintEvent

from player.ui.theme import colour
from player.ui.widgets import Painted


class Ground(Painted):
    """A widget on the ground of a panel."""

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint it."""
        QPainter(self).fillRect(event.rect(), colour(self.theme.surfaces.panel))
