"""The plan laid to the phases as they were played, in pieces with nothing between them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from player.ui.plots.base import Lane, Layer
from player.ui.plots.course import Columns, Course, Reading
from player.ui.plots.pyramid import Pyramid

DOT_RADIUS_PX, DOT_STEP_PX = 1.3, 6.0
"""Size of the dots along the curve, and from one to the next: not to be taken for the dashes of the plan as written."""


class Realigned:
    """The pieces, by time."""

    def __init__(self) -> None:
        self.pieces: list[Course] = []
        self.revision = 0
        """Changes with every change."""

    def __bool__(self) -> bool:
        return bool(self.pieces)

    def refill(self, pieces: Iterable[Columns]) -> None:
        """Take these pieces instead."""
        self.pieces = []
        for columns in pieces:
            piece = Course()
            piece.append(columns)
            self.pieces.append(piece)
        self.revision += 1

    def read(self, t_ms: int) -> Reading:
        """What is planned for this moment; nothing between two pieces."""
        return next((piece.read(t_ms) for piece in reversed(self.pieces) if piece.covers(t_ms)), Reading(t_ms))

    @property
    def most_personnel(self) -> int:
        """The most persons committed at once."""
        return max((piece.most_personnel for piece in self.pieces), default=0)


class DottedCurves(Layer):
    """The tension of the pieces as dotted lines.

    Args:
        lane: where they are drawn.
        depth: layers with more of it lie on top.
        realigned: the pieces.
    """

    def __init__(self, lane: Lane, depth: float, realigned: Realigned) -> None:
        super().__init__(lane, depth)
        self._realigned = realigned
        self._colour = QColor()
        self._key: tuple[float, ...] = ()
        self._dots: list[QPointF] = []
        self._dots_x: list[float] = []

    def set_colour(self, colour: QColor) -> None:
        """Draw them in this colour."""
        self._colour = colour
        self.update()

    def draw(self, painter: QPainter) -> None:
        """Draw them."""
        if not self._realigned:
            return
        lane = self.lane
        key = (self._realigned.revision, lane.start_ms, lane.end_ms, lane.width_px, lane.height_px)
        if key != self._key:
            dots = (dot for piece in self._realigned.pieces for dot in self._along(piece.tension))
            self._key, self._dots = key, sorted(dots, key=QPointF.x)
            self._dots_x = [dot.x() for dot in self._dots]
        first = bisect_left(self._dots_x, self.exposed.left() - DOT_STEP_PX)
        last = bisect_left(self._dots_x, self.exposed.right() + DOT_STEP_PX)
        if first < last:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
            pen = QPen(self._colour, 2 * DOT_RADIUS_PX)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            painter.drawPoints(self._dots[first:last])

    def _along(self, pyramid: Pyramid) -> Iterator[QPointF]:
        """Points along a curve, equally far apart."""
        lane = self.lane
        envelope = pyramid.envelope(lane.start_ms, lane.end_ms, round(lane.width_px))
        if len(envelope.low) < 2:
            return
        x = np.arange(len(envelope.low)) + envelope.first + 0.5
        y = (lane.top - (envelope.low + envelope.high) / 2) * (lane.height_px / (lane.top - lane.bottom))
        along = np.concatenate(([0.0], np.cumsum(np.hypot(np.diff(x), np.diff(y)))))
        at = np.arange(0.0, along[-1] + 0.5, DOT_STEP_PX)
        for left, top in zip(np.interp(at, along, x).tolist(), np.interp(at, along, y).tolist(), strict=True):
            yield QPointF(left, top)
