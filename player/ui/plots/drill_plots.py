"""The two plots of a drill, tension over force, on one time axis."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from player.i18n import _
from player.ui.plots.base import Lane, Layer, PlotView
from player.ui.plots.course import Columns, Course
from player.ui.plots.crosshair import Crosshair
from player.ui.plots.curve import CurveItem
from player.ui.plots.force import STAGE_TOP, STAGES, ForceCourse, ForceGround, PersonnelStrip
from player.ui.plots.headers import ForceHeader, TensionHeader
from player.ui.plots.look import Look
from player.ui.plots.overlay import HANDLE_PX, CurrentValue, NowLine
from player.ui.plots.places import GUTTER_PX, LEAST_PX, WISHED_PX, Places, lane_edges
from player.ui.plots.scale import reach_ms, within, zoomed
from player.ui.plots.sheets import FlagRows, MarkTicks, PanelFrame, PersonnelLabel, TimeAxis, ValueLabels
from player.ui.plots.state import PlotState
from player.ui.plots.tension import SituationStrip, TensionGround
from player.ui.plots.words import Mark, Phase, description
from player.ui.theme import Theme, colour, scaled, text_scale
from player.ui.widgets.painted import Painted

ACTUAL_WIDTH_PX = 3.0
PLANNED_WIDTH_PX = 1.6
_WHEEL_NOTCH = 120
_ZOOM_PER_NOTCH = 0.8


class DrillPlots(Painted):
    """Tension (actual over planned) and force (stage over ceiling) against exercise time.

    The axis follows the drill, from StartEx over its planned length and on in overtime, until `set_range` fixes it.
    The wheel zooms in time, a drag moves the zoomed view, a double click shows all again. With `set_scrubbing` a
    click or a drag moves the present moment instead, and Shift or the middle button moves the view.

    It draws its own two panels, with their headers, on the ground of the window; it follows the theme by itself.
    """

    scrubbed = Signal(int)
    """The moment of exercise time, in ms, that the user has moved to."""

    range_changed = Signal(int, int)
    """The axis now runs from here to there, in ms of exercise time."""

    pointed = Signal(int)
    """The moment of exercise time under the pointer, in ms; -1 where there is none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = PlotState(Look.of(self.theme))
        self._whole_ms = (0, reach_ms(0, 0))
        self._planned_ms: int | None = 0
        self._view_ms: tuple[int, int] | None = None
        self._grab: tuple[float, tuple[int, int]] | None = None
        self._is_scrubbing = False
        self._gutter_px = GUTTER_PX
        self._view = PlotView(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._view)
        self._build()
        self._connect()
        self.set_theme(self.theme)
        self._show_times()

    def _build(self) -> None:
        state, root = self._state, self._view.centralWidget
        self._flags, self._tension, self._situation = Lane(0, 1), Lane(0, 100), Lane(0, 1)
        self._force, self._personnel = Lane(0, STAGE_TOP), Lane(0, 1)
        self._lanes = (self._flags, self._tension, self._situation, self._force, self._personnel)
        for lane in self._lanes:
            lane.setParentItem(root)
        self._planned_curve = CurveItem(self._tension, 2, state.plan.tension, PLANNED_WIDTH_PX, dashed=True)
        self._actual_curve = CurveItem(self._tension, 3, state.course.tension, ACTUAL_WIDTH_PX)
        self._strip = SituationStrip(self._situation, 0, state)
        self._ground = TensionGround(self._tension, 0, state)
        self._force_course = ForceCourse(self._force, 1, state)
        self._personnel_layer = PersonnelStrip(self._personnel, 0, state)
        self._value = CurrentValue(root, state, self._tension)
        self._layers: tuple[Layer, ...] = (
            FlagRows(self._flags, 0, state),
            self._ground,
            MarkTicks(self._tension, 1, state),
            self._planned_curve,
            self._actual_curve,
            self._strip,
            ForceGround(self._force, 0, state),
            self._force_course,
            self._personnel_layer,
        )
        self._frames = (PanelFrame(root, state, -10), PanelFrame(root, state, -10))
        self._headers = (TensionHeader(root, state, 0), ForceHeader(root, state, 0))
        self._tension_labels = ValueLabels(root, state, self._tension, (0, 25, 50, 75, 100))
        self._force_labels = ValueLabels(root, state, self._force, (0, *STAGES))
        self._personnel_label = PersonnelLabel(root, state, 0)
        self._axis = TimeAxis(root, state, self._tension)
        self._now_line = NowLine(root, state, 10)
        self._crosshair = Crosshair(root, state, self._tension, self._force)
        self.retranslate()

    def _connect(self) -> None:
        view = self._view
        view.resized.connect(self._lay_out)
        view.pressed.connect(self._press)
        view.dragged.connect(self._drag)
        view.released.connect(self._release)
        view.hovered.connect(self._hover)
        view.left.connect(self._end_hover)
        view.wheeled.connect(self._wheel)
        view.double_clicked.connect(self.reset_zoom)

    def set_plan(self, columns: Columns) -> None:
        """Show this planned course: ``t_ms`` with any of ``tension``, ``force`` and ``personnel``."""
        self._refill(self._state.plan, columns)

    def set_course(self, columns: Columns) -> None:
        """Show this actual course instead of the one so far, columns as of ``CrowdTrace.columns``."""
        self._refill(self._state.course, columns)

    def append_rows(self, columns: Columns) -> None:
        """Add rows to the actual course; where they overlap with it, they replace it."""
        state = self._state
        most, old_end_ms = state.most_personnel, state.course.end_ms
        changed_ms = state.course.append(columns)
        if changed_ms is None:
            return
        end_ms = max(old_end_ms, state.course.end_ms)
        for layer in (self._actual_curve, self._personnel_layer):
            layer.update_between(changed_ms, end_ms)
        self._strip.refresh(changed_ms, end_ms)
        self._force_course.update_between(changed_ms, end_ms, self._force_course.label_px + 4)
        if most != state.most_personnel:
            self._scale_personnel()
        self._show_now()

    def set_now(self, now_ms: int) -> None:
        """Move the present moment, or in review the moment looked at, to this exercise time."""
        self._state.now_ms = now_ms
        self._follow_on()
        if self._view_ms is not None and not self._state.scrubbing:
            self._keep_now_in_view(self._view_ms)
        self._show_now()

    def set_phases(self, phases: Iterable[tuple[int, str]]) -> None:
        """Mark where phases start: exercise time in ms and title."""
        self._state.phases = sorted((Phase(start_ms, title) for start_ms, title in phases), key=lambda p: p.start_ms)
        self._update_layers()

    def set_marks(self, marks: Iterable[tuple[int, str, str]]) -> None:
        """Flag these moments: exercise time in ms, kind and label. Kinds with a shape are in `shapes.MARK_KINDS`."""
        self._state.marks = sorted((Mark(*mark) for mark in marks), key=lambda mark: mark.at_ms)
        self._update_layers()

    def set_range(self, start_ms: int, end_ms: int) -> None:
        """Let the axis run from here to there, and stay."""
        self._planned_ms = None
        self._reach(start_ms, max(end_ms, start_ms + 1))

    def follow(self, planned_ms: int) -> None:
        """Let the axis run over this planned length, and on with the drill in overtime."""
        self._planned_ms = planned_ms
        self._follow_on()

    def set_scrubbing(self, on: bool) -> None:  # noqa: FBT001  # a setter as Qt has them
        """Let a click or a drag move the present moment; otherwise it can only be read."""
        self._state.scrubbing = on
        self._view.viewport().setCursor(Qt.CursorShape.SizeHorCursor if on else Qt.CursorShape.ArrowCursor)
        self._now_line.update()

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of this theme, and the text size now in use."""
        self._state.look = Look.of(theme)
        self._view.setBackground(colour(theme.surfaces.window))
        self._actual_curve.set_colour(colour(theme.plots.actual))
        self._planned_curve.set_colour(colour(theme.plots.planned))
        self._lay_out()
        self._view.viewport().update()

    def restyle(self) -> None:
        """Follow a new theme or text size."""
        self.set_theme(self.theme)

    def retranslate(self) -> None:
        """Show every word in the language now in use."""
        self.setAccessibleName(_("Tension and force over exercise time"))
        self._view.viewport().update()

    def reset_zoom(self) -> None:
        """Show the whole axis again."""
        self._view_ms = None
        self._show_times()

    @property
    def time_range_ms(self) -> tuple[int, int]:
        """From when to when in exercise time the axis now runs."""
        return self._view_ms or self._whole_ms

    @property
    def lane_edges(self) -> tuple[float, float]:
        """What lies left and right of the lanes, in px: whoever shares the axis leaves as much."""
        return lane_edges(text_scale(), self._gutter_px)

    @property
    def whole_range_ms(self) -> tuple[int, int]:
        """From when to when in exercise time the whole axis runs, of which a part may be in view."""
        return self._whole_ms

    def look_at(self, start_ms: int, end_ms: int) -> None:
        """Show this stretch of the whole axis, as the wheel does."""
        length_ms = self._whole_ms[1] - self._whole_ms[0]
        self._set_view(within(start_ms, self._whole_ms, max(1, min(end_ms - start_ms, length_ms))))

    def point_at(self, at_ms: int | None) -> None:
        """Show the crosshair at this moment without a pointer of its own; None: no longer."""
        self._crosshair.hide()
        if at_ms is not None:
            self._crosshair.show_moment(at_ms)

    def set_gutter(self, gutter_px: float) -> None:
        """Leave so much left of the lanes, in px at text size 1."""
        self._gutter_px = gutter_px
        self._lay_out()

    def sizeHint(self) -> QSize:  # noqa: N802  # Qt
        """The size it is drawn for."""
        return QSize(*(scaled(px) for px in WISHED_PX))

    def minimumSizeHint(self) -> QSize:  # noqa: N802  # Qt
        """The size below which labels would collide."""
        return QSize(*(scaled(px) for px in LEAST_PX))

    def _refill(self, course: Course, columns: Columns) -> None:
        course.clear()
        course.append(columns)
        self._follow_on()
        self._scale_personnel()
        self._update_layers()
        self._show_now()

    def _follow_on(self) -> None:
        if self._planned_ms is not None:
            self._reach(0, reach_ms(self._planned_ms, max(self._state.now_ms, self._state.course.end_ms)))

    def _reach(self, start_ms: int, end_ms: int) -> None:
        if self._whole_ms == (start_ms, end_ms):
            return
        self._whole_ms = (start_ms, end_ms)
        if self._view_ms is not None:
            length_ms = min(self._view_ms[1] - self._view_ms[0], end_ms - start_ms)
            self._view_ms = within(self._view_ms[0], self._whole_ms, length_ms)
        self._show_times()

    def _keep_now_in_view(self, view_ms: tuple[int, int]) -> None:
        """Turn the page when the present moment runs out of a zoomed view it was in."""
        start_ms, end_ms = view_ms
        length_ms = end_ms - start_ms
        if end_ms < self._state.now_ms < end_ms + length_ms // 4:
            self._set_view(within(start_ms + length_ms * 3 // 4, self._whole_ms, length_ms))

    def _set_view(self, view_ms: tuple[int, int]) -> None:
        view = None if view_ms == self._whole_ms else view_ms
        if view != self._view_ms:
            self._view_ms = view
            self._show_times()

    def _show_times(self) -> None:
        for lane in self._lanes:
            lane.show_times(*self.time_range_ms)
        self._axis.update()
        self._show_now()
        self.range_changed.emit(*self.time_range_ms)

    def _scale_personnel(self) -> None:
        most = self._state.most_personnel
        self._personnel.show_values(0, most * 1.1)
        self._personnel_label.update()

    def _update_layers(self) -> None:
        for layer in self._layers:
            layer.update()

    def _show_now(self) -> None:
        self._state.refresh()
        lane, now_ms = self._tension, self._state.now_ms
        top, bottom = self._now_line.stretches[0][0], self._now_line.stretches[-1][1]
        if lane.start_ms <= now_ms <= lane.end_ms:
            x = round(lane.pos().x() + lane.x_of(now_ms))
            self._now_line.place(QRectF(x - HANDLE_PX - 1, top, 2 * HANDLE_PX + 2, bottom - top))
            self._now_line.show()
        else:
            self._now_line.hide()
        self._value.refresh()
        for header in self._headers:
            header.refresh()
        if self._crosshair.at is not None:
            self._hover(self._crosshair.at)
        text = description(self._state.present)
        if text != self.accessibleDescription():
            self.setAccessibleDescription(text)

    def _lay_out(self) -> None:
        size = QSizeF(self._view.viewport().size())
        scale = text_scale()
        places = Places.of(size, scale, self._gutter_px)
        for lane, place in zip(
            self._lanes,
            (places.flags, places.tension, places.situation, places.force, places.personnel),
            strict=True,
        ):
            lane.setGeometry(place)
        self._personnel.setVisible(places.personnel.height() > 0)
        self._personnel_label.setVisible(places.personnel.height() > 0)
        for frame, place in zip(self._frames, (places.tension_panel, places.force_panel), strict=True):
            frame.place(place)
        for header, place in zip(self._headers, (places.tension_header, places.force_header), strict=True):
            header.place(place)
        for labels, place in (
            (self._tension_labels, places.tension),
            (self._force_labels, places.force),
            (self._personnel_label, places.personnel),
        ):
            labels.place(QRectF(0, place.top() - 8, place.left(), place.height() + 16))
        self._axis.place(places.axis)
        lowest = max(places.force.bottom(), places.personnel.bottom())
        upper, lower = (places.tension.top(), places.situation.bottom()), (places.force.top(), lowest)
        self._now_line.stretches = ((places.flags.top(), upper[1]), lower)
        self._crosshair.lay_out((upper, lower))
        self._end_hover()
        self._show_now()

    def _time_under(self, point: QPointF) -> int:
        return self._tension.time_at(point.x() - self._tension.pos().x())

    def _press(self, point: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        self._end_hover()
        if self._state.scrubbing and not modifiers & Qt.KeyboardModifier.ShiftModifier:
            self._is_scrubbing = True
            self._scrub(point)
        else:
            self._grab = (point.x(), self._view_ms or self._whole_ms)

    def _drag(self, point: QPointF) -> None:
        if self._is_scrubbing:
            self._scrub(point)
        elif self._grab is not None:
            from_x, (start_ms, end_ms) = self._grab
            moved_ms = (from_x - point.x()) / max(1.0, self._tension.width_px) * (end_ms - start_ms)
            self._set_view(within(start_ms + round(moved_ms), self._whole_ms, end_ms - start_ms))

    def _release(self) -> None:
        self._grab = None
        self._is_scrubbing = False

    def _scrub(self, point: QPointF) -> None:
        moment_ms = self._time_under(point)
        if moment_ms != self._state.now_ms:
            self.set_now(moment_ms)
            self.scrubbed.emit(moment_ms)

    def _wheel(self, point: QPointF, across: int, up: int) -> None:
        view_ms = self._view_ms or self._whole_ms
        if abs(across) > abs(up):
            shift_ms = -across / _WHEEL_NOTCH * (view_ms[1] - view_ms[0]) / 10
            self._set_view(within(view_ms[0] + round(shift_ms), self._whole_ms, view_ms[1] - view_ms[0]))
        else:
            factor = _ZOOM_PER_NOTCH ** (up / _WHEEL_NOTCH)
            self._set_view(zoomed(view_ms, self._whole_ms, self._time_under(point), factor))
        self._hover(point)

    def _hover(self, point: QPointF) -> None:
        moment_ms = self._crosshair.hover(point, self._axis.box.bottom())
        self.pointed.emit(-1 if moment_ms is None else moment_ms)

    def _end_hover(self) -> None:
        self._crosshair.hide()
        self.pointed.emit(-1)
