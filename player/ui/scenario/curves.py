"""The planned curves of the chosen route, under the map and on its time axis: tension with its situation, and force."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QSizePolicy

from player.i18n import _
from player.model.doctrine import SITUATION_TITLES, STAGE_TITLES, Situation, Stage
from player.model.times import SECOND_MS, clock_text
from player.review.course import PlannedCourse, Span
from player.ui.plots.words import DISCLAIMER, few_left_text, situation_word
from player.ui.scenario.axis import Axis
from player.ui.scenario.board import Board
from player.ui.scenario.facts import fact_words
from player.ui.scenario.map import show_plain_tooltip, zoom_by_wheel
from player.ui.scenario.words import DOT
from player.ui.theme import SPACE, Theme, colour, faded, scaled, text_font
from player.ui.widgets.chips import SITUATION_TONES
from player.ui.widgets.painted import CENTRE, RIGHT, Painted, paint_hatch, paint_text, text_width

_AXIS_PX, _FACTS_PX, _SITUATION_PX, _GAP_PX = 20, 21, 14, 7
_FORCE_SHARE = 0.36
_STAGE_TOP = 6.4
_GRID = (25, 50, 75)
_GRID_STAGES = (2, 4, 6)
_FILL = 0.45

_MANY_POINTS = 4_000
"""A line of more points is drawn thin: a wide one takes too long."""


class CurveView(Painted):
    """Time axis, the facts in words, tension over force."""

    def __init__(self, board: Board) -> None:
        super().__init__()
        self._board = board
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMouseTracking(True)
        self.setAccessibleName(_("Planned curves"))
        for signal in (board.shown, board.routed, board.viewed, board.picked):
            signal.connect(self._refresh)
        self._refresh()

    def sizeHint(self) -> QSize:  # noqa: N802
        """The size it is drawn for."""
        return QSize(scaled(600), scaled(158))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """The size below which labels would collide."""
        return QSize(scaled(300), scaled(140))

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Choose the phase of the route at this moment."""
        axis = self._board.axis
        if event.button() == Qt.MouseButton.LeftButton and event.position().x() >= axis.left_px:
            self._board.pick_block(self._board.block_at(axis.ms_at(event.position().x())))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802, ARG002
        """Show the whole axis again."""
        self._board.set_axis(self._board.axis.fitted())

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        """Zoom, or with Shift move along the axis."""
        zoom_by_wheel(self._board, event.position().x(), event)

    def event(self, event: QEvent) -> bool:
        """Say what the plan is at the moment under the pointer."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            show_plain_tooltip(event.globalPos(), self._said_at(event.pos().x()), self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        """Paint it."""
        painter = QPainter(self)
        theme, axis = self.theme, self._board.axis
        painter.fillRect(self.rect(), colour(theme.surfaces.panel))
        self._paint_axis(painter, axis)
        facts = QRectF(axis.left_px, scaled(_AXIS_PX), self.width() - axis.left_px - 2 * SPACE, scaled(_FACTS_PX))
        course = self._board.course
        self._paint_facts(painter, facts, course)
        top = facts.bottom() + scaled(_SITUATION_PX)
        room = self.height() - top - _GAP_PX - 2 * SPACE
        tension = QRectF(axis.left_px, top, axis.width_px, round(room * (1 - _FORCE_SHARE)))
        force = QRectF(axis.left_px, tension.bottom() + _GAP_PX, axis.width_px, round(room * _FORCE_SHARE))
        self._paint_grid(painter, tension, 100, _GRID, "0", "100")
        self._paint_grid(painter, force, _STAGE_TOP, _GRID_STAGES, "", "")
        if course is not None:
            painter.setClipRect(QRectF(axis.left_px, 0, axis.width_px + 1, self.height()))
            paint_bands(painter, theme, axis, course, tension, scaled(_SITUATION_PX))
            self._paint_phases(painter, tension, force)
            paint_tension(painter, theme, axis, course, tension)
            paint_force(painter, theme, axis, course, force)
            painter.setClipRect(QRectF(axis.left_px - 6, 0, axis.width_px + 12, self.height()))
            self._paint_moments(painter, course, tension)
            painter.setClipping(False)
        small = text_font("small")
        for box, name in ((tension, _("tension")), (force, _("force"))):
            label = QRectF(box.left() + SPACE, box.top() + 1, text_width(small, name) + 6, scaled(15))
            painter.fillRect(label, faded(theme.surfaces.panel, 0.75))
            paint_text(painter, small, theme.ink_soft, label, name, CENTRE)

    def _paint_axis(self, painter: QPainter, axis: Axis) -> None:
        theme = self.theme
        font = text_font("key")
        painter.fillRect(QRectF(0, 0, self.width(), scaled(_AXIS_PX)), colour(theme.surfaces.strip))
        for ms, text in axis.ticks():
            x = round(axis.x_of(ms))
            painter.fillRect(QRectF(x, 0, 1, 4), colour(theme.edge))
            width = text_width(font, text) + 2
            left = min(max(axis.left_px - 8, x - width / 2), self.width() - width)
            paint_text(painter, font, theme.ink_soft, QRectF(left, 3, width, scaled(_AXIS_PX) - 3), text, CENTRE)

    def _paint_facts(self, painter: QPainter, box: QRectF, course: PlannedCourse | None) -> None:
        theme = self.theme
        small = text_font("small")
        disclaimer = _(DISCLAIMER)
        width = text_width(small, disclaimer) + 2
        paint_text(painter, small, theme.ink_soft, box, disclaimer, RIGHT)
        text = _("rehearsing …")
        if course is not None:
            text = DOT.join(fact_words(self._board.scenario, course.facts))
        paint_text(painter, text_font("strong"), theme.ink, box.adjusted(0, 0, -width - 4 * SPACE, 0), text)

    def _paint_grid(
        self, painter: QPainter, box: QRectF, top: float, values: tuple[int, ...], lowest: str, highest: str
    ) -> None:
        theme, axis = self.theme, self._board.axis
        painter.setPen(colour(theme.plots.grid))
        for ms, _text in axis.ticks():
            x = round(axis.x_of(ms))
            painter.drawLine(QPointF(x, box.top()), QPointF(x, box.bottom()))
        font = text_font("key")
        gutter = QRectF(0, 0, box.left() - 6, scaled(14))
        for value in values:
            y = round(box.bottom() - value / top * box.height())
            painter.setPen(colour(theme.plots.grid))
            painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y))
            if box.height() > scaled(50) or value == values[len(values) // 2]:
                paint_text(painter, font, theme.ink_soft, gutter.translated(0, y - scaled(7)), str(value), RIGHT)
        for text, edge in ((lowest, box.bottom()), (highest, box.top())):
            if text:
                paint_text(painter, font, theme.ink_soft, gutter.translated(0, edge - scaled(7)), text, RIGHT)
        painter.setPen(colour(theme.edge))
        painter.drawLine(QPointF(box.left(), round(box.bottom())), QPointF(box.right(), round(box.bottom())))

    def _paint_phases(self, painter: QPainter, tension: QRectF, force: QRectF) -> None:
        board, axis = self._board, self._board.axis
        chosen = board.block
        for block in board.layout.blocks:
            if block.lane:
                continue
            x = round(axis.x_of(block.start_ms))
            painter.setPen(colour(self.theme.edge if block.start_ms else self.theme.plots.grid))
            painter.drawLine(QPointF(x, tension.top()), QPointF(x, force.bottom()))
        if chosen.lane == 0:
            left, right = round(axis.x_of(chosen.start_ms)), round(axis.x_of(chosen.end_ms))
            painter.fillRect(QRectF(left, tension.bottom() + 1, right - left, 3), colour(self.theme.tones.accent.fill))

    def _paint_moments(self, painter: QPainter, course: PlannedCourse, box: QRectF) -> None:
        """Mark the highest tension, and from when on few of the crowd in the model are left."""
        theme, axis, facts = self.theme, self._board.axis, course.facts
        if facts.dispersed_ms:
            gone = round(axis.x_of(facts.dispersed_ms))
            pen = QPen(colour(theme.ink), 1)
            pen.setDashPattern([3, 3])
            painter.setPen(pen)
            painter.drawLine(QPointF(gone, box.top()), QPointF(gone, box.bottom()))
            _paint_note(painter, theme, QPointF(gone + 4, box.top() + scaled(8)), few_left_text(), axis.right_px)
        x, y = axis.x_of(facts.peak_ms), box.bottom() - facts.peak / 100 * box.height()
        if not axis.left_px <= x <= axis.right_px:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colour(theme.plots.actual), 2))
        painter.setBrush(colour(theme.surfaces.panel))
        painter.drawEllipse(QPointF(x, y), 4, 4)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        _paint_note(painter, theme, QPointF(x + 8, max(box.top() + scaled(8), y)), f"{facts.peak:.0f}", axis.right_px)

    def _said_at(self, x: float) -> str:
        course, axis = self._board.course, self._board.axis
        if course is None or x < axis.left_px:
            return ""
        ms = axis.ms_at(x)
        tension = course.tension_at(ms)
        if tension is None:
            return ""
        visit = next((one for one in reversed(course.visits) if one.start_ms <= ms), course.visits[0])
        scenario = self._board.scenario
        lines = [clock_text(ms), f"{scenario.phase_number(visit.phase)} {scenario.phase_by_id[visit.phase].title}"]
        situation = course.value_at(course.situation, ms)
        word = DOT + _(SITUATION_TITLES[Situation(situation)]) if situation is not None else ""
        lines.append(_("Tension {value}").format(value=f"{tension:.0f}") + word)
        stage, ceiling = course.value_at(course.force, ms), course.value_at(course.ceiling, ms)
        if stage is not None and ceiling is not None:
            text = _("Force {stage} {name}, ceiling {ceiling}")
            lines.append(text.format(stage=stage, name=_(STAGE_TITLES[Stage(stage)]), ceiling=ceiling))
        return "\n".join(lines)

    def _refresh(self) -> None:
        course = self._board.course
        said = fact_words(self._board.scenario, course.facts) if course is not None else [_("rehearsing …")]
        self.setAccessibleDescription(DOT.join([*said, _(DISCLAIMER)]))
        self.update()


def paint_bands(
    painter: QPainter, theme: Theme, axis: Axis, course: PlannedCourse, box: QRectF, strip_px: float
) -> None:
    """Draw the colour of the situation: as a strip with words over a box, and as the ground of the box."""
    font = text_font("key")
    for span in course.situation:
        left, right = _edges(axis, span)
        if right <= left:
            continue
        situation = Situation(span.value)
        painter.fillRect(QRectF(left, box.top(), right - left, box.height()), colour(theme.plots.bands[span.value]))
        tone = theme.tone(SITUATION_TONES[situation])
        strip = QRectF(left, box.top() - strip_px, right - left, strip_px - 1)
        painter.fillRect(strip, colour(tone.fill))
        word = situation_word(situation)
        fitting = next((text for text in (word, word[:1]) if text_width(font, text) + 6 <= right - left), "")
        if fitting:
            paint_text(painter, font, tone.on_fill, strip.adjusted(4, 0, 0, 0), fitting)


def paint_tension(painter: QPainter, theme: Theme, axis: Axis, course: PlannedCourse, box: QRectF) -> None:
    """Draw the tension index as a line, from column to column where a pixel holds many seconds."""
    values = course.tension
    points = []
    step_ms = (axis.end_ms - axis.start_ms) / max(1.0, axis.width_px)
    first = max(0, axis.start_ms // SECOND_MS)
    last = min(len(values) - 1, -(-axis.end_ms // SECOND_MS))
    scale = box.height() / 100
    if step_ms <= 2 * SECOND_MS:
        rows = range(first, last + 1)
        points = [QPointF(axis.x_of(row * SECOND_MS), box.bottom() - values[row] * scale) for row in rows]
    else:
        for x in range(int(axis.left_px), int(axis.right_px) + 1):
            row = int((axis.start_ms + (x - axis.left_px) * step_ms) / SECOND_MS)
            column = values[max(first, row) : min(last + 1, max(row + 1, int(row + step_ms / SECOND_MS)))]
            if column:
                low, high = min(column), max(column)
                points.append(QPointF(x, box.bottom() - high * scale))
                if (high - low) * scale >= 1:
                    points.append(QPointF(x, box.bottom() - low * scale))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour(theme.plots.actual), 2 if len(points) < _MANY_POINTS else 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolyline(points)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def paint_force(painter: QPainter, theme: Theme, axis: Axis, course: PlannedCourse, box: QRectF) -> None:
    """Draw the stage of force as steps under its ceiling, what stands over it hatched."""
    plots = theme.plots
    scale = box.height() / _STAGE_TOP
    foot = box.bottom()
    for span in course.force:
        left, right = _edges(axis, span)
        if span.value and right > left:
            top = round(foot - span.value * scale)
            painter.fillRect(QRectF(left, top, right - left, foot - top), faded(plots.stages[span.value], _FILL))
    for over in course.excess:
        left, right = round(axis.x_of(over.start_ms)), round(axis.x_of(over.end_ms))
        place = QRectF(left, foot - over.force * scale, max(2, right - left), (over.force - over.ceiling) * scale)
        painter.fillRect(place, colour(theme.surfaces.panel))
        paint_hatch(painter, place, plots.excess)
    _paint_steps(painter, axis, course.force, QPen(colour(plots.actual), 2), foot, scale)
    dashed = QPen(colour(plots.ceiling), 1.5)
    dashed.setDashPattern([5, 3])
    _paint_steps(painter, axis, course.ceiling, dashed, foot, scale)


def _paint_steps(painter: QPainter, axis: Axis, spans: tuple[Span, ...], pen: QPen, foot: float, scale: float) -> None:
    points = []
    for span in spans:
        if span.end_ms < axis.start_ms or span.start_ms > axis.end_ms:
            continue
        y = round(foot - span.value * scale)
        points += [QPointF(round(axis.x_of(span.start_ms)), y), QPointF(round(axis.x_of(span.end_ms)), y)]
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setPen(pen)
    painter.drawPolyline(points)


def _paint_note(painter: QPainter, theme: Theme, at: QPointF, text: str, limit: float) -> None:
    """Write a word beside a mark; left of it where there is no room at its right."""
    font = text_font("key")
    width, height = text_width(font, text) + 4, scaled(14)
    left = at.x() if at.x() + width <= limit else at.x() - width - 12
    box = QRectF(left, at.y() - height / 2, width, height)
    painter.fillRect(box, faded(theme.surfaces.panel, 0.8))
    paint_text(painter, font, theme.ink, box, text, CENTRE)


def _edges(axis: Axis, span: Span) -> tuple[int, int]:
    left, right = axis.x_of(span.start_ms), axis.x_of(span.end_ms)
    return round(max(axis.left_px, left)), round(min(axis.right_px, right))
