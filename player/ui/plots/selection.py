"""The stretch of time that is selected, over both plots, and the hand that selects it."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPointF, QRectF, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGraphicsItem

from player.ui.plots.base import Lane
from player.ui.plots.overlay import Stretches
from player.ui.plots.sheets import Sheet
from player.ui.plots.state import PlotState
from player.ui.theme import colour, faded

_GROUND = 0.16
"""Opacity of its ground: what lies under it can still be read."""

_SLOP_PX = 4.0
"""A press that moves less selects nothing."""


class SelectionBand(Sheet):
    """A band across both plots from one moment to another."""

    stretches: Stretches = ()

    def __init__(self, root: QGraphicsItem, state: PlotState, lane: Lane) -> None:
        super().__init__(root, state, 8)
        self._lane = lane
        self.span_ms: tuple[int, int] | None = None
        self.hide()

    def show_span(self, span_ms: tuple[int, int] | None) -> None:
        """Lie over this stretch; None: nowhere."""
        self.span_ms = span_ms
        self.refresh()

    def refresh(self) -> None:
        """Lie where it has to, as the axis runs now."""
        lane, span = self._lane, self.span_ms
        if span is None or not self.stretches or span[1] < lane.start_ms or span[0] > lane.end_ms:
            self.hide()
            return
        left, right = (min(max(lane.x_of(ms), 0.0), lane.width_px) + lane.pos().x() for ms in span)
        top, bottom = self.stretches[0][0], self.stretches[-1][1]
        self.place(QRectF(round(left), top, max(1, round(right) - round(left)), bottom - top))
        self.show()

    def draw(self, painter: QPainter) -> None:
        """Draw it."""
        tone = self.state.look.theme.tones.accent
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        for upper, lower in self.stretches:
            box = QRectF(self._rect.left(), upper, self._rect.width(), lower - upper)
            painter.fillRect(box, faded(tone.fill, _GROUND))
            for x in (box.left(), box.right() - 1):
                painter.fillRect(QRectF(x, upper, 1, box.height()), colour(tone.text))


class Selecting(QObject):
    """A drag that selects a stretch.

    Signals:
        changing: the stretch so far (from, to in ms); -1, -1: nothing is selected any more.
        ended: the stretch selected in the end (from, to in ms).
    """

    changing = Signal(int, int)
    ended = Signal(int, int)

    def __init__(self, lane: Lane, parent: QObject) -> None:
        super().__init__(parent)
        self._lane = lane
        self._anchor: QPointF | None = None

    @property
    def under_way(self) -> bool:
        """Whether a stretch is being selected."""
        return self._anchor is not None

    def begin(self, point: QPointF) -> None:
        """Begin at this place; what was selected before is no longer."""
        self._anchor = QPointF(point)
        self.changing.emit(-1, -1)

    def drag(self, point: QPointF) -> None:
        """Select up to this place."""
        if self._anchor is not None:
            self.changing.emit(*self._span(self._anchor, point))

    def end(self, point: QPointF) -> None:
        """Let go."""
        anchor, self._anchor = self._anchor, None
        if anchor is not None and abs(anchor.x() - point.x()) >= _SLOP_PX:
            self.ended.emit(*self._span(anchor, point))
        elif anchor is not None:
            self.changing.emit(-1, -1)

    def _span(self, anchor: QPointF, point: QPointF) -> tuple[int, int]:
        left = self._lane.pos().x()
        start_ms, end_ms = sorted(self._lane.time_at(one.x() - left) for one in (anchor, point))
        return start_ms, end_ms
