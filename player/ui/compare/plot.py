"""The figure: the curves of all drills on one axis, and under them a strip of phases for each."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy

from player.i18n import _
from player.model.doctrine import STAGE_TITLES, Stage
from player.model.times import SECOND_MS, clock_text
from player.review.comparing import Comparison
from player.review.comparing_wording import label, phase_title, subject_name
from player.ui.compare.board import CompareBoard
from player.ui.compare.lines import badge_width, paint_badge
from player.ui.compare.plot_paint import (
    paint_cursor,
    paint_force,
    paint_moment,
    paint_slots,
    paint_strip,
    paint_tension,
    paint_ticks,
)
from player.ui.compare.plot_scale import ticks_of
from player.ui.plots.words import DISCLAIMER
from player.ui.scenario.axis import Axis
from player.ui.scenario.map import show_plain_tooltip
from player.ui.theme import SPACE, colour, scaled
from player.ui.widgets.painted import Painted, paint_box

_GUTTER_PX, _EDGE_PX = 58, 8
_HEAD_PX, _AXIS_PX, _STRIP_PX, _THIN_STRIP_PX = 18, 18, 18, 15
_MANY = 6
_FORCE_SHARE = 0.36
_LEAST_PLOTS_PX = 190
_ZOOM = 1.25


class ComparePlot(Painted):
    """The curves with a cursor; what does not move with it is painted once and kept."""

    def __init__(self, board: CompareBoard) -> None:
        super().__init__()
        self._board = board
        self._kept: QPixmap | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMouseTracking(True)
        self.setAccessibleName(_("Curves side by side"))
        for signal in (board.shown, board.placed, board.viewed):
            signal.connect(self._anew)
        board.shown.connect(self.updateGeometry)
        board.moved.connect(self.update)
        self._anew()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Room for the curves and all the strips."""
        return QSize(scaled(900), self._strips_px + scaled(_HEAD_PX + _AXIS_PX + _LEAST_PLOTS_PX + 60))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """The least that can be read."""
        return QSize(scaled(420), self._strips_px + scaled(_HEAD_PX + _AXIS_PX + _LEAST_PLOTS_PX))

    @property
    def _strips_px(self) -> int:
        return self._board.count * self._strip_px + 2 * SPACE

    @property
    def _strip_px(self) -> int:
        return scaled(_STRIP_PX if self._board.count <= _MANY else _THIN_STRIP_PX)

    # What the mouse does

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Put the cursor here; in a strip, look at its drill."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        place = next(
            (place for place in range(self._board.count) if self._strip(place).contains(event.position())), None
        )
        if place is not None:
            self._board.look_at(place)
        self._point(event.position().x())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Let the cursor follow while the button is down."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._point(event.position().x())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802, ARG002
        """Show the whole axis again."""
        self._board.set_axis(self._board.axis.fitted())

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        """Zoom, or with Shift move along the axis."""
        axis, turn = self._board.axis, event.angleDelta().y() or event.angleDelta().x()
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._board.set_axis(axis.moved(-round(turn / 120 * (axis.end_ms - axis.start_ms) / 10)))
        else:
            factor = _ZOOM ** (-turn / 120)
            self._board.set_axis(axis.zoomed(factor, axis.ms_at(event.position().x())))
        event.accept()

    def event(self, event: QEvent) -> bool:
        """Say what stood in each drill at the moment under the pointer."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            show_plain_tooltip(event.globalPos(), self._said_at(event.pos().x()), self)
            return True
        return super().event(event)

    def _point(self, x: float) -> None:
        if self._board.comparison is not None and x >= self._board.axis.left_px - SPACE:
            self._board.put_cursor(self._board.axis.ms_at(x))

    # What is painted

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Put the axis where there is room."""
        super().resizeEvent(event)
        self._anew()

    def restyle(self) -> None:
        """Paint it anew."""
        self._anew()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        """Paint what is kept, and over it the cursor and what is marked."""
        painter = QPainter(self)
        comparison = self._board.comparison
        if comparison is None:
            painter.fillRect(self.rect(), colour(self.theme.surfaces.panel))
            return
        if self._kept is None:
            self._kept = self._painted(comparison)
        painter.drawPixmap(0, 0, self._kept)
        axis = self._board.axis
        painter.setClipRect(QRectF(axis.left_px - 8, 0, axis.width_px + 16, self.height()))
        tension = self._tension
        if self._board.cursor is not None:
            bottom = self._strip(self._board.count - 1).bottom()
            paint_cursor(painter, self.theme, axis.x_of(self._board.cursor), tension.top(), bottom)
        contest = self._board.contest
        if contest is not None:
            for place, result in enumerate(contest.results):
                if result.at_ms is not None:
                    x = axis.x_of(comparison.alignment.placed[place].x_of(result.at_ms))
                    paint_moment(painter, self.theme, comparison, place, x, self._strip(place), tension)

    def _painted(self, comparison: Comparison) -> QPixmap:
        """All that stays while only the cursor moves."""
        ratio = self.devicePixelRatioF()
        kept = QPixmap(self.size() * ratio)
        kept.setDevicePixelRatio(ratio)
        theme, axis, at = self.theme, self._board.axis, self._board.place
        kept.fill(colour(theme.surfaces.panel))
        painter = QPainter(kept)
        head = QRectF(axis.left_px, 0, axis.width_px, scaled(_HEAD_PX))
        last = self._strip(self._board.count - 1)
        labels = QRectF(axis.left_px, last.bottom() + 1, axis.width_px + self._edge_px, scaled(_AXIS_PX))
        strips = [self._strip(place) for place in range(self._board.count)]
        for box in strips:
            painter.fillRect(box.adjusted(0, 1, 0, -1), colour(theme.surfaces.sunken))
        paint_slots(painter, theme, axis, comparison, head)
        paint_ticks(painter, theme, axis, ticks_of(comparison, axis), labels, (self._tension, self._force))
        paint_tension(painter, theme, axis, comparison, self._tension, at)
        paint_force(painter, theme, axis, comparison, self._force, at)
        for place, box in enumerate(strips):
            paint_strip(painter, theme, axis, comparison, place, box)
            width = badge_width(comparison, place)
            badge = QRectF(axis.left_px - width - 4, box.top() + 0.5, width, box.height() - 1)
            paint_badge(painter, badge, theme, comparison, place, looked_at=place == at)
            if place == at:
                paint_box(painter, box, None, theme.focus, line_px=1.5, radius=0)
        painter.end()
        return kept

    def _anew(self) -> None:
        self._kept = None
        left = scaled(_GUTTER_PX)
        axis = self._board.axis
        width = max(1.0, self.width() - left - self._edge_px)
        self._board.axis = Axis(axis.start_ms, axis.end_ms, axis.whole_ms, left, width)
        self._tell()
        self.update()

    @property
    def _edge_px(self) -> float:
        """Room at the right for the labels at the ends of the lines."""
        comparison = self._board.comparison
        places = range(self._board.count)
        widest = max((badge_width(comparison, place) for place in places), default=0.0) if comparison else 0.0
        return scaled(_EDGE_PX) + widest

    @property
    def _plots_px(self) -> float:
        return max(40.0, self.height() - scaled(_HEAD_PX + _AXIS_PX) - self._strips_px - 3 * SPACE)

    @property
    def _tension(self) -> QRectF:
        axis = self._board.axis
        height = round(self._plots_px * (1 - _FORCE_SHARE))
        return QRectF(axis.left_px, scaled(_HEAD_PX) + SPACE, axis.width_px, height)

    @property
    def _force(self) -> QRectF:
        top = self._tension.bottom() + 2 * SPACE
        return QRectF(self._board.axis.left_px, top, self._board.axis.width_px, round(self._plots_px * _FORCE_SHARE))

    def _strip(self, place: int) -> QRectF:
        axis = self._board.axis
        top = self._force.bottom() + 2 * SPACE + place * self._strip_px
        return QRectF(axis.left_px, top, axis.width_px, self._strip_px)

    def _tell(self) -> None:
        comparison = self._board.comparison
        names = [] if comparison is None else [subject_name(one) for one in comparison.subjects]
        self.setAccessibleDescription("; ".join([*names, _(DISCLAIMER)]))

    def _said_at(self, x: float) -> str:
        comparison = self._board.comparison
        if comparison is None or x < self._board.axis.left_px:
            return ""
        at_x = self._board.axis.ms_at(x)
        return "\n".join(said_of(comparison, place, at_x) for place in range(self._board.count))


def said_of(comparison: Comparison, place: int, x: int) -> str:
    """A drill at a place of the common axis, in words."""
    subject, ms = comparison.subjects[place], comparison.alignment.placed[place].own_ms(x)
    name = f"{label(comparison, place)} {subject_name(subject)}"
    stay = None if ms is None else subject.stay_at(ms)
    if ms is None or stay is None:
        return f"{name}: –"
    columns = subject.fold.crowd.columns()
    row = min(ms // SECOND_MS, len(columns["tension"]) - 1)
    text = _("{name}: {time}, {phase}; tension {tension}, force {stage} {words}, ceiling {ceiling}")
    return text.format(
        name=name,
        time=clock_text(ms),
        phase=phase_title(comparison, stay.phase),
        tension=f"{columns['tension'][row]:.0f}",
        stage=int(columns["force"][row]),
        words=_(STAGE_TITLES[Stage(int(columns["force"][row]))]),
        ceiling=int(columns["ceiling"][row]),
    )
