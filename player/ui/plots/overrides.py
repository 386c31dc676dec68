"""Overrides on the curve they changed: where a value was set, and how long it was held."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from player.ui.plots.base import Lane, Layer
from player.ui.plots.look import line
from player.ui.plots.marks import Mode, Overridden, OverrideMark
from player.ui.plots.shapes import mark_shape
from player.ui.plots.state import PlotState
from player.ui.plots.tension import disclaimer_box
from player.ui.theme import RADIUS, colour, paint_icon

LOCK_ICON = "lock"
MARGIN_PX = 12.0
"""How far left and right of its moments an override is drawn: half a lock where it is short."""

_LOCK_PX = 12
_CROSS_PX = 11.0
_RING_PX = 3.5
_AWAY_PX = 10.0
_CAP_PX = 5.0


class OverrideCourse(Layer):
    """The overrides of one curve.

    A value that was set is a cross on the curve, with a line from the value before. One that is held has a bracket over
    the curve with a lock, closed where it was let go, which is a ring on the curve.

    Args:
        quantity: which curve the lane shows.
    """

    def __init__(self, lane: Lane, depth: float, state: PlotState, quantity: Overridden) -> None:
        super().__init__(lane, depth)
        self._state = state
        self._quantity = quantity

    def draw(self, painter: QPainter) -> None:
        """Draw them."""
        for mark in self._marks():
            self._draw_jump(painter, mark)
            if mark.mode is Mode.HOLD:
                self._draw_bracket(painter, mark)
            elif mark.mode is Mode.SET:
                self._draw_cross(painter, mark)
            else:
                self._draw_ring(painter, mark)

    def _marks(self) -> Iterator[OverrideMark]:
        """Those of which something is exposed."""
        reached_ms = self._state.course.end_ms
        start_ms, end_ms = self.exposed_ms(MARGIN_PX)
        for mark in self._state.overrides:
            if mark.quantity is self._quantity and mark.at_ms <= end_ms and mark.end_ms(reached_ms) >= start_ms:
                yield mark

    def _draw_jump(self, painter: QPainter, mark: OverrideMark) -> None:
        """The line from the value before to the one after, where they are apart."""
        lane = self.lane
        x, before, after = round(lane.x_of(mark.at_ms)), round(lane.y_of(mark.before)), round(lane.y_of(mark.after))
        if mark.mode is not Mode.RELEASE and before != after:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
            painter.setPen(line(self._state.look.theme.plots.marker, 2))
            painter.drawLine(x, before, x, after)

    def _draw_cross(self, painter: QPainter, mark: OverrideMark) -> None:
        theme, lane = self._state.look.theme, self.lane
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        x, y = round(lane.x_of(mark.at_ms)), round(lane.y_of(mark.after))
        cross = mark_shape("override", x, y - _CROSS_PX / 2, _CROSS_PX)
        painter.strokePath(cross, QPen(colour(theme.surfaces.panel), 4))
        painter.fillPath(cross, colour(theme.plots.marker))

    def _draw_ring(self, painter: QPainter, mark: OverrideMark) -> None:
        """Where a value was let go, an open ring on the curve."""
        theme, lane = self._state.look.theme, self.lane
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        painter.setPen(QPen(colour(theme.plots.marker), 2))
        painter.setBrush(colour(theme.surfaces.panel))
        painter.drawEllipse(QPointF(lane.x_of(mark.at_ms), lane.y_of(mark.before)), _RING_PX, _RING_PX)

    def _is_said_above(self, left: float, right: float, value: float) -> bool:
        """Whether words that must stand are where a bracket over the curve would be."""
        reach = QRectF(left, value - _AWAY_PX - _LOCK_PX, max(right - left, 2.0 * _LOCK_PX), _AWAY_PX + _LOCK_PX)
        return self._quantity is Overridden.TENSION and disclaimer_box(self._state, self.lane).intersects(reach)

    def _draw_bracket(self, painter: QPainter, mark: OverrideMark) -> None:
        theme, lane = self._state.look.theme, self.lane
        left = round(max(0.0, lane.x_of(mark.at_ms)))
        right = round(min(lane.width_px, lane.x_of(mark.end_ms(self._state.course.end_ms))))
        value = lane.y_of(mark.after)
        above = value >= _AWAY_PX + _LOCK_PX / 2 + 1 and not self._is_said_above(left, right, value)
        y = round(value - _AWAY_PX if above else value + _AWAY_PX)
        cap = _CAP_PX if above else -_CAP_PX
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(line(theme.plots.marker, 2))
        painter.drawLine(left, y, right, y)
        if lane.x_of(mark.at_ms) >= 0:
            painter.drawLine(QPointF(left, y), QPointF(left, y + cap))
        if mark.until_ms is not None and right < lane.width_px:
            painter.drawLine(QPointF(right, y), QPointF(right, y + cap))
        middle = (left + right) / 2 if right - left < 5 * _LOCK_PX else left + 2 * _LOCK_PX
        box = QRectF(round(middle - _LOCK_PX / 2) - 2, y - _LOCK_PX / 2 - 1, _LOCK_PX + 4, _LOCK_PX + 2)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(theme.surfaces.panel))
        painter.drawRoundedRect(box, RADIUS, RADIUS)
        paint_icon(painter, LOCK_ICON, theme.plots.marker, box.left() + 2, box.top() + 1, _LOCK_PX)
