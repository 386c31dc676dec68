"""The line in the strip of the inject list that says what is about to be due, and in how long."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy

from player.ui.announce.words import coming_text
from player.ui.theme import SMALL_PX, SPACE, scaled, text_font
from player.ui.views import DrillView
from player.ui.widgets import Painted, paint_box, paint_icon_in, paint_text
from player.ui.widgets.painted import text_width


class AnnouncedLine(Painted):
    """Says the next inject that is announced, on a ground that pulses calmly; hidden while none is."""

    def __init__(self, view: DrillView) -> None:
        super().__init__()
        self._view = view
        self.text = ""
        self._lit = False
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.hide()
        view.announced.connect(self.refresh)
        view.second_passed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Say what is announced."""
        coming = self._view.coming
        text = coming_text(self._view, coming[0], len(coming) - 1) if coming else ""
        if (text, self._view.coming_lit) == (self.text, self._lit):
            return
        if len(text) != len(self.text):
            self.updateGeometry()
        self.text, self._lit = text, self._view.coming_lit
        self.setAccessibleName(text)
        self.setVisible(bool(text))
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Room for the whole of it."""
        words = text_width(text_font("strong"), self.text)
        return QSize(round(words) + scaled(SMALL_PX) + 8 * SPACE, scaled(24))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Of its words some may be left out."""
        return QSize(scaled(80), scaled(24))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        """Paint it."""
        tone = self.theme.tones.warn
        painter = QPainter(self)
        box = self.rect().toRectF()
        paint_box(painter, box, tone.soft if self._lit else self.theme.surfaces.panel, tone.text)
        size = scaled(SMALL_PX)
        paint_icon_in(painter, box, 2 * SPACE, "timer", tone.text, size)
        words = box.adjusted(size + 4 * SPACE, 0, -2 * SPACE, 0)
        paint_text(painter, text_font("strong"), tone.text, words, self.text)
