"""A curve over time, bold and smooth, at the cost of a few pixels whatever its length.

Qt draws wide antialiased polylines 50 times slower than thin ones. So the line is not stroked: its outline is. In
each pixel column the curve reaches from its lowest to its highest point; that shape, widened by half the width of the
line all around, is a polygon of two points per column, which Qt fills in well under a millisecond.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from pyqtgraph.functions import create_qpolygonf, ndarray_from_qpolygonf
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPolygonF

from player.ui.plots.base import Lane, Layer
from player.ui.plots.pyramid import Envelope, FloatArray, Pyramid, RunningEnvelope

DASH_PX, DASH_GAP_PX = 7.0, 5.0

PIECE = 64
"""Columns drawn in one go: Qt fills several small polygons faster than one of a thousand corners."""


class CurveItem(Layer):
    """A curve in a lane.

    Args:
        lane: where it is drawn.
        depth: layers with more of it lie on top.
        pyramid: the curve, over exercise time in ms.
        width_px: width of the line.
        dashed: draw it in dashes.
    """

    def __init__(self, lane: Lane, depth: float, pyramid: Pyramid, width_px: float, *, dashed: bool = False) -> None:
        super().__init__(lane, depth)
        self._pyramid = pyramid
        self._envelope = RunningEnvelope(pyramid)
        self._radius_px = width_px / 2
        self._dashed = dashed
        self._colour = QColor(Qt.GlobalColor.black)
        self._path_key: tuple[float, ...] = ()
        self._path = QPainterPath()

    def set_colour(self, colour: QColor) -> None:
        """Draw it in this colour."""
        self._colour = colour
        self.update()

    def draw(self, painter: QPainter) -> None:
        """Draw the part that is exposed."""
        device = painter.device()
        ratio = device.devicePixelRatioF() if device is not None else 1.0
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._colour)
        if self._dashed:
            painter.drawPath(self._dashes(ratio))
            return
        for polygon in self._pieces(ratio):
            painter.drawPolygon(polygon)

    def _pieces(self, ratio: float) -> Iterator[QPolygonF]:
        """The exposed part of the line in polygons that meet on the edges of pixels."""
        envelope = self._columns(ratio)
        after = envelope.first + len(envelope.low)
        # Whole pieces, so that painting a part puts the very same polygons on the screen as painting all.
        reach = 2 + int(self._radius_px * ratio)
        start = (int(self.exposed.left() * ratio) - reach) // PIECE * PIECE
        end = -(-(int(self.exposed.right() * ratio) + 1 + reach) // PIECE) * PIECE
        first, last = max(envelope.first, start - reach), min(after, end + reach)
        if first < last:
            shape = self._shape(envelope, ratio, first, last)
            for piece in shape.pieces(max(start, envelope.first), min(end, after), ratio):
                yield strip(piece)

    def _columns(self, ratio: float) -> Envelope:
        lane = self.lane
        return self._envelope.update(lane.start_ms, lane.end_ms, round(lane.width_px * ratio))

    def _shape(self, envelope: Envelope, ratio: float, first: int, after: int) -> Shape:
        """The shape of the line from one column up to another."""
        lane = self.lane
        part = slice(first - envelope.first, after - envelope.first)
        scale = lane.height_px / (lane.top - lane.bottom)
        top = (lane.top - envelope.high[part]) * scale
        bottom = (lane.top - envelope.low[part]) * scale
        upper, lower = outline(top, bottom, self._radius_px, 1.0 / ratio)
        return Shape(first, (np.arange(first, after) + 0.5) / ratio, upper, lower, (top + bottom) / 2)

    def _dashes(self, ratio: float) -> QPainterPath:
        """All dashes, kept until the curve or the view changes: where one falls depends on all before it."""
        lane = self.lane
        key = (self._pyramid.revision, lane.start_ms, lane.end_ms, lane.width_px, lane.height_px, ratio)
        if key != self._path_key:
            self._path_key, self._path = key, QPainterPath()
            envelope = self._columns(ratio)
            shape = self._shape(envelope, ratio, envelope.first, envelope.first + len(envelope.low))
            for first, last in dash_runs(shape.x, shape.middle, DASH_PX, DASH_GAP_PX):
                self._path.addPolygon(strip(shape.part(first, last + 1)))
        return self._path


@dataclass(frozen=True, slots=True)
class Shape:
    """A line as an area, in px: at each x it reaches from upper to lower, around its middle.

    Attributes:
        first: number of the column of its first x.
    """

    first: int
    x: FloatArray
    upper: FloatArray
    lower: FloatArray
    middle: FloatArray

    def part(self, start: int, end: int) -> Shape:
        """The entries from start up to end."""
        cut = slice(start, end)
        return Shape(self.first + start, self.x[cut], self.upper[cut], self.lower[cut], self.middle[cut])

    def pieces(self, start: int, end: int, ratio: float) -> Iterator[Shape]:
        """The columns from start up to end, cut where a multiple of `PIECE` columns begins.

        Pieces meet on the edge of a pixel, so they share none and antialiasing leaves no seam between them.
        """
        cuts = np.arange(start - start % PIECE, end + PIECE, PIECE)
        cuts = cuts[(cuts > self.first) & (cuts < self.first + len(self.x))] - self.first
        x = np.insert(self.x, cuts, (cuts + self.first) / ratio)
        upper = np.insert(self.upper, cuts, (self.upper[cuts - 1] + self.upper[cuts]) / 2)
        lower = np.insert(self.lower, cuts, (self.lower[cuts - 1] + self.lower[cuts]) / 2)
        whole = Shape(self.first, x, upper, lower, x)
        ends = [0, *(cuts + np.arange(len(cuts))).tolist(), len(x) - 1]
        for left, right in pairwise(ends):
            yield whole.part(left, right + 1)


def outline(top: FloatArray, bottom: FloatArray, radius_px: float, column_px: float) -> tuple[FloatArray, FloatArray]:
    """The upper and lower edge of a curve drawn with a round pen.

    Args:
        top, bottom: the highest and lowest point of the curve in each column, in px downwards.
        radius_px: half the width of the pen.
        column_px: distance between the columns.
    """
    upper, lower = top - radius_px, bottom + radius_px
    for shift in range(1, min(len(top) - 1, int(radius_px / column_px)) + 1):
        reach = float(np.sqrt(radius_px**2 - (shift * column_px) ** 2))
        np.minimum(upper[shift:], top[:-shift] - reach, out=upper[shift:])
        np.minimum(upper[:-shift], top[shift:] - reach, out=upper[:-shift])
        np.maximum(lower[shift:], bottom[:-shift] + reach, out=lower[shift:])
        np.maximum(lower[:-shift], bottom[shift:] + reach, out=lower[:-shift])
    return upper, lower


def dash_runs(x: FloatArray, y: FloatArray, dash_px: float, gap_px: float) -> list[tuple[int, int]]:
    """The stretches of columns, first to last, that dashes of this length along the curve cover."""
    along = np.concatenate(([0.0], np.cumsum(np.hypot(np.diff(x), np.diff(y)))))
    drawn: NDArray[np.bool_] = along % (dash_px + gap_px) < dash_px
    turns = np.flatnonzero(np.diff(np.concatenate(([False], drawn, [False])).astype(np.int8)))
    return [(int(first), int(after) - 1) for first, after in turns.reshape(-1, 2) if after - first > 1]


def strip(shape: Shape) -> QPolygonF:
    """The polygon around a shape; one column alone is drawn one px wide."""
    x, upper, lower = shape.x, shape.upper, shape.lower
    if len(x) == 1:
        x, upper, lower = np.array((x[0] - 0.5, x[0] + 0.5)), np.repeat(upper, 2), np.repeat(lower, 2)
    count = len(x)
    polygon: QPolygonF = create_qpolygonf(2 * count)
    points = ndarray_from_qpolygonf(polygon)
    points[:count, 0], points[:count, 1] = x, upper
    points[count:, 0], points[count:, 1] = x[::-1], lower[::-1]
    return polygon
