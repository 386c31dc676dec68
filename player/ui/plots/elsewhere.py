"""Where the present moment is while the view shows another stretch: the headers still tell of that moment."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGraphicsItem

from player.model.times import clock_text
from player.ui.plots.base import Lane
from player.ui.plots.sheets import Sheet
from player.ui.plots.state import PlotState
from player.ui.plots.tension import disclaimer_box
from player.ui.widgets.chips import chip_width, paint_chip

_EDGE_PX = 4.0


class Elsewhere(Sheet):
    """An arrow with a time at the edge beyond which the present moment lies."""

    def __init__(self, root: QGraphicsItem, state: PlotState, lane: Lane) -> None:
        super().__init__(root, state, 10)
        self._lane = lane
        self._text = self._icon = ""
        self.hide()

    def refresh(self) -> None:
        """Stand at the edge of the lane, where the words that nothing is predicted leave room; hide while in view."""
        lane, now_ms = self._lane, self.state.now_ms
        if lane.start_ms <= now_ms <= lane.end_ms:
            self.hide()
            return
        is_before = now_ms < lane.start_ms
        text, icon = clock_text(now_ms, hours=True), "arrow-left" if is_before else "arrow-right"
        lettering = self.state.look.strong
        width, height = round(chip_width(lettering.font, text, icon)), round(lettering.cap_height + 12)
        left = _EDGE_PX if is_before else lane.width_px - _EDGE_PX - width
        box = QRectF(round(left), round((lane.height_px - height) / 2), width, height)
        words = disclaimer_box(self.state, lane)
        if box.intersects(words):
            is_over = words.center().y() < lane.height_px / 2
            box.moveTop(words.bottom() + 2 if is_over else words.top() - 2 - height)
        self.place(box.translated(round(lane.pos().x()), round(lane.pos().y())))
        if (text, icon) != (self._text, self._icon):
            self._text, self._icon = text, icon
            self.update()
        self.show()

    def draw(self, painter: QPainter) -> None:
        """Draw it."""
        look = self.state.look
        paint_chip(painter, self._rect, look.strong.font, look.theme.tones.accent, self._text, self._icon, "solid")
