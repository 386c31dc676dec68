"""The force plot: stage over ceiling, what stands above it hatched, and a slim strip of the personnel committed."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QLine, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from player.i18n import _
from player.model.doctrine import Stage
from player.ui.plots.base import Lane, Layer
from player.ui.plots.look import line
from player.ui.plots.state import PlotState
from player.ui.plots.steps import ExcessSpan, Steps, excess_spans
from player.ui.plots.tension import draw_grid
from player.ui.plots.words import ceiling_text, personnel_share
from player.ui.theme import colour, faded
from player.ui.widgets.painted import paint_hatch

STAGE_TOP = 6.5
"""The top of the force scale: stage 6 and room for its line."""

DENSE_SPANS = 400
"""From so many steps in view on, lines are one px wide: wider ones in such a thicket are slow."""

CEILING_DASH, PLANNED_DASH, REALIGNED_DASH = (8, 5), (5, 3), (2, 4)
"""Dashes and gaps of the ceiling, of what was planned and of the plan as it was moved, in px."""

FILL_OPACITY = 0.4
"""Of the area under the stage: the lines and what stands over the ceiling have to speak louder."""

STAGES = tuple(int(stage) for stage in Stage if stage)


class ForceGround(Layer):
    """The grid: one line per stage."""

    def __init__(self, lane: Lane, depth: float, state: PlotState) -> None:
        super().__init__(lane, depth)
        self._state = state

    def draw(self, painter: QPainter) -> None:
        """Draw it."""
        painter.fillRect(self.exposed, colour(self._state.look.theme.surfaces.panel))
        draw_grid(painter, self.lane, self._state, STAGES, self.exposed_ms())


class ForceCourse(Layer):
    """The stage of force as a stepped area, the ceiling as a dashed line over it, the excess hatched."""

    def __init__(self, lane: Lane, depth: float, state: PlotState) -> None:
        super().__init__(lane, depth)
        self._state = state
        self._excess: list[ExcessSpan] = []

    def draw(self, painter: QPainter) -> None:
        """Draw it."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        plots = self._state.look.theme.plots
        course = self._state.course
        lane = self.lane
        times_ms = self.exposed_ms()
        self._excess = list(excess_spans(course.force, course.ceiling, *times_ms, round(lane.width_px)))
        for span in self._excess:  # a ground up to the top, to be seen from afar
            left, right = round(lane.x_of(span.start_ms)), round(lane.x_of(span.end_ms))
            ground = QRectF(left, 0, max(2, right - left), round(lane.y_of(span.ceiling)))
            painter.fillRect(ground, colour(self._state.look.theme.tones.alarm.soft))
        self._fill(painter, times_ms)
        self._hatch(painter)
        draw_steps(painter, self, self._state.plan.force, line(plots.planned, 1), PLANNED_DASH)
        for piece in self._state.realigned.pieces:
            draw_steps(painter, self, piece.force, line(plots.planned, 2), REALIGNED_DASH, upright=False)
        draw_steps(painter, self, course.force, line(plots.actual, 2))
        draw_steps(painter, self, course.ceiling, line(plots.ceiling, 2), CEILING_DASH)
        self._label_ceiling(painter)

    @property
    def label_px(self) -> float:
        """How far the label of the ceiling may reach to either side of the end of its line."""
        return self._state.look.strong.width(ceiling_text(Stage.FIREARM)) + 10

    def _fill(self, painter: QPainter, times_ms: tuple[int, int]) -> None:
        lane, plots = self.lane, self._state.look.theme.plots
        foot = lane.y_of(0)
        for span in self._state.course.force.spans(*times_ms, round(lane.width_px)):
            if span.value > 0:
                left, right, top = round(lane.x_of(span.start_ms)), round(lane.x_of(span.end_ms)), lane.y_of(span.value)
                painter.fillRect(
                    QRectF(left, top, right - left, foot - top), faded(plots.stages[int(span.value)], FILL_OPACITY)
                )

    def _hatch(self, painter: QPainter) -> None:
        lane, theme = self.lane, self._state.look.theme
        for span in self._excess:
            left, right = round(lane.x_of(span.start_ms)), round(lane.x_of(span.end_ms))
            top, bottom = round(lane.y_of(span.force)), round(lane.y_of(span.ceiling))
            box = QRectF(left, top, max(2, right - left), bottom - top)
            painter.fillRect(box, colour(theme.surfaces.panel))
            paint_hatch(painter, box, theme.plots.excess)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
            painter.setPen(line(theme.plots.excess, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(box)

    def _label_ceiling(self, painter: QPainter) -> None:
        """Name the ceiling where its line ends: beside it, or where there is no room, over it."""
        lane, look, course = self.lane, self._state.look, self._state.course
        end_ms = min(course.end_ms, lane.end_ms)
        ceiling = course.read(end_ms).ceiling
        if ceiling is None or end_ms < lane.start_ms:
            return
        # In review the header says what the ceiling is at the moment shown, which is not the end of the line.
        text = _("ceiling") if self._state.scrubbing else ceiling_text(ceiling)
        x, y = lane.x_of(end_ms), lane.y_of(ceiling)
        width, height = look.strong.width(text), look.strong.cap_height + 6
        if x + 10 + width <= lane.width_px:
            left, top = x + 7, min(max(y - height / 2, 0.0), lane.height_px - height)
        else:
            left, top = max(3.0, x - width - 4), y - height - 2 if y > height + 2 else y + 3
        painter.fillRect(QRectF(left - 3, top, width + 6, height), faded(look.theme.surfaces.panel, 0.8))
        painter.setFont(look.strong.font)
        painter.setPen(colour(look.theme.plots.ceiling))
        painter.drawText(QPointF(left, look.strong.baseline(top + height / 2)), text)


class PersonnelStrip(Layer):
    """Persons committed over time as a low silhouette, under a line at how many there are."""

    def __init__(self, lane: Lane, depth: float, state: PlotState) -> None:
        super().__init__(lane, depth)
        self._state = state

    def draw(self, painter: QPainter) -> None:
        """Draw it."""
        lane, theme = self.lane, self._state.look.theme
        times_ms = self.exposed_ms()
        painter.fillRect(self.exposed, colour(theme.surfaces.panel))
        draw_grid(painter, lane, self._state, (0,), times_ms)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        foot = round(lane.y_of(0))
        for span in self._state.course.personnel.spans(*times_ms, round(lane.width_px)):
            left, right, top = round(lane.x_of(span.start_ms)), round(lane.x_of(span.end_ms)), lane.y_of(span.value)
            painter.fillRect(QRectF(left, round(top), right - left, foot - round(top)), colour(theme.plots.personnel))
        draw_steps(painter, self, self._state.plan.personnel, line(theme.plots.planned, 1), PLANNED_DASH)
        if self._state.available:
            y = round(lane.y_of(self._state.available))
            painter.setPen(line(theme.ink, 1))
            painter.drawLine(0, y, round(lane.width_px), y)
        self._label(painter)

    @property
    def label_px(self) -> float:
        """How far the label may reach to either side of the end of the silhouette."""
        return self._state.look.axis.width(personnel_share(9999, 9999)) + 10

    def _label(self, painter: QPainter) -> None:
        """Say how many it is of how many, where the silhouette ends: beside it, or where there is no room, on it.

        Not in review: there the header says it of the moment shown, which is not the end.
        """
        lane, look, course = self.lane, self._state.look, self._state.course
        end_ms = min(course.end_ms, lane.end_ms)
        count = course.read(end_ms).personnel
        if count is None or end_ms < lane.start_ms or self._state.scrubbing:
            return
        text, x = personnel_share(count, self._state.available), lane.x_of(end_ms)
        width, height = look.axis.width(text), look.axis.cap_height + 4
        left = x + 7 if x + 10 + width <= lane.width_px else max(3.0, x - width - 5)
        middle = lane.height_px / 2
        painter.fillRect(
            QRectF(left - 3, middle - height / 2, width + 6, height), faded(look.theme.surfaces.panel, 0.85)
        )
        painter.setFont(look.axis.font)
        painter.setPen(colour(look.theme.ink))
        painter.drawText(QPointF(round(left), look.axis.baseline(middle)), text)


def dash_stretches(left: int, right: int, dash: int, gap: int) -> Iterator[tuple[int, int]]:
    """The dashes of a level line from left to right, in px.

    They lie on a raster of the lane. Qt's own dashes start at the end of the line, and creep as it grows.
    """
    step = dash + gap
    for start in range(left - left % step, right, step):
        first, after = max(left, start), min(right, start + dash)
        if first < after:
            yield first, after


def draw_steps(
    painter: QPainter,
    layer: Layer,
    steps: Steps,
    pen: QPen,
    dash: tuple[int, int] | None = None,
    *,
    upright: bool = True,
) -> None:
    """Draw a stepped line on whole pixels, as far as it is exposed.

    Args:
        dash: length of the dashes and of the gaps between them, in px; upright parts are always whole.
        upright: a dashed line has upright parts.
    """
    lane = layer.lane
    start_ms, end_ms = layer.exposed_ms(4.0)
    spans = list(steps.spans(start_ms, end_ms, round(lane.width_px)))
    if not spans:
        return
    if len(spans) > DENSE_SPANS:
        pen, dash = QPen(pen.color(), 1), None
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setPen(pen)
    points: list[QPoint] = []
    lines: list[QLine] = []
    for span in spans:
        left, right, y = round(lane.x_of(span.start_ms)), round(lane.x_of(span.end_ms)), round(lane.y_of(span.value))
        if dash is not None:
            if points and upright:
                lines.append(QLine(points[-1], QPoint(left, y)))
            lines += [QLine(first, y, after, y) for first, after in dash_stretches(left, right, *dash)]
        points += [QPoint(left, y), QPoint(right, y)]
    if dash is None:
        painter.drawPolyline(points)
    else:
        painter.drawLines(lines)
