"""What lies under and over the tension curve: situation bands, grid, the standing words, the present value."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from player.i18n import _
from player.model.doctrine import Situation
from player.ui.plots.base import Lane, Layer
from player.ui.plots.look import line
from player.ui.plots.scale import ticks_ms
from player.ui.plots.shapes import situation_shape
from player.ui.plots.sheets import MarkTicks
from player.ui.plots.state import PlotState
from player.ui.plots.words import DISCLAIMER, situation_word
from player.ui.theme import colour, faded

GRID_VALUES = (25, 50, 75)
_GAP_PX = 8.0
_COARSE_PX = 4.0
"""How finely it is looked whether the curve is where words stand."""

_BAND_PAD_PX, _WORD_GAP_PX = 5.0, 4.0


def draw_grid(
    painter: QPainter, lane: Lane, state: PlotState, values: tuple[int, ...], times_ms: tuple[int, int]
) -> None:
    """Draw the grid of a lane and the lines where phases start, as far as they fall between two times."""
    theme = state.look.theme
    start_ms, end_ms = times_ms
    left, right, foot = round(lane.x_of(start_ms)), round(lane.x_of(end_ms)), round(lane.height_px)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setPen(line(theme.plots.grid, 1))
    for value in values:
        y = round(lane.y_of(value))
        painter.drawLine(left, y, right, y)
    for t_ms in ticks_ms(start_ms, end_ms, lane.tick_step_ms):
        x = round(lane.x_of(t_ms))
        painter.drawLine(x, 0, x, foot)
    painter.setPen(line(theme.edge, 1))
    for phase in state.phases:
        if max(start_ms, lane.start_ms + 1) <= phase.start_ms <= end_ms:
            x = round(lane.x_of(phase.start_ms))
            painter.drawLine(x, 0, x, foot)


def disclaimer_box(state: PlotState, lane: Lane) -> QRectF:
    """Where in the lane of the tension it says that the index predicts nothing.

    That is at the upper left, where the curve comes last; where it has come there, in the first corner it leaves free.
    """
    small = state.look.small
    box = QRectF(_GAP_PX - 3, MarkTicks.LENGTH_PX + _GAP_PX - 4, small.width(_(DISCLAIMER)) + 6, small.height)
    down, right = lane.height_px - 2 - box.bottom(), lane.width_px - 6 - box.right()
    corners = (box, box.translated(0, down), box.translated(right, 0), box.translated(right, down))
    return next((corner for corner in corners if not _is_crossed(corner, state, lane)), box)


def _is_crossed(box: QRectF, state: PlotState, lane: Lane) -> bool:
    """Whether the curve runs through a box in its lane."""
    start_ms, end_ms = lane.time_at(box.left()), lane.time_at(box.right())
    curve = state.course.tension.envelope(start_ms, end_ms, max(1, round(box.width() / _COARSE_PX)))
    if not len(curve.low):
        return False
    top, bottom = lane.y_of(float(curve.high.max())), lane.y_of(float(curve.low.min()))
    return bool(top <= box.bottom() + 2 and bottom >= box.top() - 2)


class TensionGround(Layer):
    """The situation bands, the grid and the words that the index predicts nothing."""

    def __init__(self, lane: Lane, depth: float, state: PlotState) -> None:
        super().__init__(lane, depth)
        self._state = state
        self._said_in = QRectF()

    def refresh(self) -> None:
        """Draw it anew where the words have to make way for the curve."""
        if disclaimer_box(self._state, self.lane) != self._said_in:
            self.update()

    def draw(self, painter: QPainter) -> None:
        """Draw it."""
        lane, state = self.lane, self._state
        look = state.look
        times_ms = self.exposed_ms()
        painter.fillRect(self.exposed, colour(look.theme.surfaces.panel))
        for span in state.course.situation.spans(*times_ms, round(lane.width_px)):
            left, right = lane.x_of(span.start_ms), lane.x_of(span.end_ms)
            painter.fillRect(
                QRectF(left, 0, right - left, lane.height_px), colour(look.theme.plots.bands[int(span.value)])
            )
        draw_grid(painter, lane, state, GRID_VALUES, times_ms)
        ground = self._said_in = disclaimer_box(state, lane)
        if not ground.intersects(self.exposed):
            return
        painter.fillRect(ground, faded(look.theme.surfaces.panel, 0.7))
        painter.setFont(look.small.font)
        painter.setPen(colour(look.theme.ink))
        painter.drawText(QPointF(ground.left() + 3, ground.top() + look.small.cap_height + 4), _(DISCLAIMER))


class SituationStrip(Layer):
    """The situation over time as a strip with colour, shape and word."""

    def __init__(self, lane: Lane, depth: float, state: PlotState) -> None:
        super().__init__(lane, depth)
        self._state = state
        self._last: tuple[int, str | None] = (0, None)

    def refresh(self, start_ms: float, end_ms: float) -> None:
        """Draw anew what lies between two times, and all when the last band has got room for another word."""
        changes = self._state.course.situation.changes
        if not len(changes):
            return
        left, right = self._edges(float(changes.x[-1]), self._state.course.situation.end_ms)
        last = (len(changes), self._word(Situation(int(changes.y[-1])), right - left))
        if last == self._last:
            self.update_between(start_ms, end_ms)
        else:
            self._last = last
            self.update()

    def draw(self, painter: QPainter) -> None:
        """Draw it."""
        lane, state = self.lane, self._state
        look = state.look
        painter.fillRect(self.exposed, colour(look.theme.surfaces.sunken))
        painter.setFont(look.axis.font)
        for span in state.course.situation.spans(lane.start_ms, lane.end_ms, round(lane.width_px)):
            left, right = self._edges(span.start_ms, span.end_ms)
            if right < self.exposed.left() or left > self.exposed.right():
                continue
            situation = Situation(int(span.value))
            tone = look.situation(situation)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
            painter.fillRect(QRectF(left, 0, right - left, lane.height_px), colour(tone.fill))
            text = self._word(situation, right - left)
            if text is None:
                continue
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour(tone.on_fill))
            edge = self._shape_px
            painter.drawPath(situation_shape(situation, QRectF(left + _BAND_PAD_PX, 3.5, edge, edge)))
            painter.setPen(colour(tone.on_fill))
            x = left + _BAND_PAD_PX + edge + _WORD_GAP_PX
            painter.drawText(QPointF(x, look.axis.baseline(lane.height_px / 2)), text)

    @property
    def _shape_px(self) -> float:
        return self.lane.height_px - 7

    def _edges(self, start_ms: float, end_ms: float) -> tuple[float, float]:
        return max(0.0, self.lane.x_of(start_ms)), min(self.lane.width_px, self.lane.x_of(end_ms))

    def _word(self, situation: Situation, width_px: float) -> str | None:
        """What stands beside the shape in a band of this width: word, letter or nothing; None: not even the shape."""
        room = width_px - 2 * _BAND_PAD_PX - self._shape_px
        if room < 0:
            return None
        word, axis = situation_word(situation), self._state.look.axis
        return next((text for text in (word, word[0]) if axis.width(text) <= room - _WORD_GAP_PX), "")
