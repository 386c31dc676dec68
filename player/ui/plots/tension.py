"""What lies under and over the tension curve: situation bands, grid, the standing words, the present value."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from player.i18n import _
from player.model.doctrine import Situation
from player.ui.plots.base import Lane, Layer
from player.ui.plots.look import line
from player.ui.plots.scale import ticks_ms
from player.ui.plots.shapes import situation_shape
from player.ui.plots.state import PlotState
from player.ui.plots.words import DISCLAIMER, situation_word, tension_text
from player.ui.theme import colour, faded

GRID_VALUES = (25, 50, 75)
_DOT_PX = 4.0
_GAP_PX = 8.0


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


class TensionGround(Layer):
    """The situation bands, the grid and the words that the index predicts nothing."""

    def __init__(self, lane: Lane, depth: float, state: PlotState) -> None:
        super().__init__(lane, depth)
        self._state = state

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
        text = _(DISCLAIMER)
        baseline = lane.height_px - _GAP_PX
        ground = QRectF(
            _GAP_PX - 3, baseline - look.small.cap_height - 4, look.small.width(text) + 6, look.small.height
        )
        if not ground.intersects(self.exposed):
            return
        painter.fillRect(ground, faded(look.theme.surfaces.panel, 0.7))
        painter.setFont(look.small.font)
        painter.setPen(colour(look.theme.ink))
        painter.drawText(QPointF(_GAP_PX, baseline), text)


class SituationStrip(Layer):
    """The situation over time as a strip with colour, shape and word."""

    def __init__(self, lane: Lane, depth: float, state: PlotState) -> None:
        super().__init__(lane, depth)
        self._state = state

    def draw(self, painter: QPainter) -> None:
        """Draw it."""
        lane, state = self.lane, self._state
        look = state.look
        painter.fillRect(self.boundingRect(), colour(look.theme.surfaces.sunken))
        painter.setFont(look.axis.font)
        for span in state.course.situation.spans(lane.start_ms, lane.end_ms, round(lane.width_px)):
            left = max(0.0, lane.x_of(span.start_ms))
            right = min(lane.width_px, lane.x_of(span.end_ms))
            situation = Situation(int(span.value))
            tone = look.situation(situation)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
            painter.fillRect(QRectF(left, 0, right - left, lane.height_px), colour(tone.fill))
            room = right - left - 2 * 5
            edge = lane.height_px - 7
            if room < edge:
                continue
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour(tone.on_fill))
            painter.drawPath(situation_shape(situation, QRectF(left + 5, 3.5, edge, edge)))
            word = situation_word(situation)
            text_room = room - edge - 4
            text = next((text for text in (word, word[0]) if look.axis.width(text) <= text_room), None)
            if text is not None:
                painter.setPen(colour(tone.on_fill))
                painter.drawText(QPointF(left + 5 + edge + 4, look.axis.baseline(lane.height_px / 2)), text)


@dataclass(frozen=True, slots=True)
class ValueLabel:
    """Where the present value stands: the dot on the curve, the box of the number, the number."""

    point: QPointF
    box: QRectF
    text: str

    @property
    def extent(self) -> QRectF:
        """All it covers."""
        dot = QRectF(self.point.x() - _DOT_PX, self.point.y() - _DOT_PX, 2 * _DOT_PX, 2 * _DOT_PX)
        return dot.united(self.box).adjusted(-2, -2, 2, 2)


class CurrentValue(Layer):
    """The present tension: a dot on the curve and the number beside it."""

    def __init__(self, lane: Lane, depth: float, state: PlotState) -> None:
        super().__init__(lane, depth)
        self._state = state
        self._label: ValueLabel | None = None

    def refresh(self) -> None:
        """Move it to the present moment."""
        label = self._placed()
        if label == self._label:
            return
        for each in (self._label, label):
            if each is not None:
                self.update(each.extent)
        self._label = label

    def draw(self, painter: QPainter) -> None:
        """Draw it."""
        label = self._placed()
        if label is None:
            return
        look = self._state.look
        theme = look.theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        painter.setPen(line(theme.surfaces.panel, 1.5))
        painter.setBrush(colour(theme.plots.actual))
        painter.drawEllipse(label.point, _DOT_PX, _DOT_PX)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(faded(theme.surfaces.panel, 0.8))
        painter.drawRoundedRect(label.box, 3, 3)
        painter.setPen(colour(theme.plots.actual))
        painter.setFont(look.value.font)
        painter.drawText(QPointF(label.box.left() + 3, look.value.baseline(label.box.center().y())), label.text)

    def _placed(self) -> ValueLabel | None:
        """Right of the dot; where there is no room left of it, on the side the curve does not come from."""
        lane, look = self.lane, self._state.look
        reading = self._state.present
        if reading.tension is None or not lane.start_ms <= reading.t_ms <= lane.end_ms:
            return None
        text = tension_text(reading.tension)
        point = QPointF(lane.x_of(reading.t_ms), lane.y_of(reading.tension))
        width, height = look.value.width(text) + 6, look.value.cap_height + 8
        left, top = point.x() + _DOT_PX + _GAP_PX, point.y() - height / 2
        if left + width > lane.width_px:
            left = point.x() - _DOT_PX - width
            before = self._state.course.tension.at(lane.time_at(left)) or 0.0
            falls = before > reading.tension
            top = point.y() + _GAP_PX if falls else point.y() - _GAP_PX - height
            if not 0 <= top <= lane.height_px - height:
                top = point.y() - _GAP_PX - height if falls else point.y() + _GAP_PX
        top = min(max(top, 0.0), lane.height_px - height)
        return ValueLabel(point, QRectF(round(left), round(top), width, height), text)
