"""The name of the exercise on the top band, in whatever room the rest leaves."""

from __future__ import annotations

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy

from player.ui.theme import scaled, text_font, theme_in_use
from player.ui.widgets import Label
from player.ui.widgets.painted import paint_lines, plain_tip, text_width

LEAST_PX = 72
"""In less room than this a name says nothing, and is left out."""


class BandTitle(Label):
    """A name on one line; where that is too long, smaller on two."""

    def __init__(self, text: str) -> None:
        super().__init__(text, "title", "band")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        self.setToolTip(plain_tip(text))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint it as large as it can be read."""
        room = self.contentsRect().toRectF()
        if text_width(self.font(), self.text()) <= room.width():
            super().paintEvent(event)
        elif room.width() >= scaled(LEAST_PX):
            paint_lines(QPainter(self), text_font("small"), theme_in_use().on_band, room, self.text())
