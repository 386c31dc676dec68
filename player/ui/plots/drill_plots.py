"""The two plots of a drill, tension over force, on one time axis."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QPointF, QSize, QSizeF, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from player.i18n import _
from player.ui.plots.base import PANS, PlotView
from player.ui.plots.course import Columns, Course
from player.ui.plots.crosshair import Explainer, UnitReader
from player.ui.plots.look import Look
from player.ui.plots.marks import FindingMark, Mark, OverrideMark
from player.ui.plots.places import GUTTER_PX, LEAST_PX, WISHED_PX, lane_edges
from player.ui.plots.scenery import Scenery
from player.ui.plots.selection import Selecting
from player.ui.plots.state import PlotState
from player.ui.plots.window import TimeWindow
from player.ui.plots.words import Phase, description
from player.ui.theme import Theme, colour, scaled, text_scale
from player.ui.widgets.painted import Painted

_WHEEL_NOTCH = 120
_ZOOM_PER_NOTCH = 0.8


class DrillPlots(Painted):
    """Tension (actual over planned) and force (stage over ceiling) against exercise time.

    The axis follows the drill, from StartEx over its planned length and on in overtime, until `set_range` fixes it.
    The wheel zooms in time, a drag moves the zoomed view, a double click shows all again. With `set_scrubbing` a
    click or a drag moves the present moment instead, and Shift or the middle button moves the view. With
    `set_selecting` a drag with Shift or the right button selects a stretch of time.

    It draws its own two panels, with their headers, on the ground of the window; it follows the theme by itself.
    """

    scrubbed = Signal(int)
    """The moment of exercise time, in ms, that the user has moved to."""

    range_changed = Signal(int, int)
    """The axis now runs from here to there, in ms of exercise time."""

    pointed = Signal(int)
    """The moment of exercise time under the pointer, in ms; -1 where there is none."""

    finding_picked = Signal(str)
    """The key of the finding that was clicked on; of several in one place each in its turn."""

    selecting = Signal(int, int)
    """The stretch being selected, from and to in ms; -1, -1: nothing is selected any more."""

    selected = Signal(int, int)
    """A stretch was selected, from and to in ms."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = PlotState(Look.of(self.theme))
        self._window = TimeWindow()
        self._marks: list[tuple[int, str, str]] = []
        self._grab: tuple[float, int] | None = None
        self._is_scrubbing = False
        self._picked = ""
        self._gutter_px = GUTTER_PX
        self._view = PlotView(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._view)
        self._scenery = Scenery(self._view.centralWidget, self._state)
        self._tension = self._scenery.tension
        self._crosshair = self._scenery.crosshair
        self._hand = Selecting(self._tension, self)
        self._selects = False
        self.retranslate()
        self._connect()
        self.set_theme(self.theme)
        self._show_times()

    def _connect(self) -> None:
        view = self._view
        view.resized.connect(self._lay_out)
        view.pressed.connect(self._press)
        view.dragged.connect(self._drag)
        view.released.connect(self._release)
        view.released.connect(self._hand.end)
        view.hovered.connect(self._hover)
        view.left.connect(self._end_hover)
        view.wheeled.connect(self._wheel)
        view.double_clicked.connect(self.reset_zoom)
        view.marked.connect(lambda point: self._select_from(point) if self._selects else None)
        self._hand.changing.connect(self.show_selection)
        self._hand.changing.connect(self.selecting)
        self._hand.ended.connect(self.selected)

    def set_plan(self, columns: Columns) -> None:
        """Show this planned course: ``t_ms`` with any of ``tension``, ``force`` and ``personnel``."""
        self._refill(self._state.plan, columns)

    def set_realigned(self, pieces: Iterable[Columns]) -> None:
        """Show beside the plan what is left of it where it was moved: pieces by time, columns as of `set_plan`."""
        state = self._state
        most = state.most_personnel
        state.realigned.refill(pieces)
        if most != state.most_personnel:
            self._scenery.scale_personnel()
        self._scenery.update_realigned()
        self._show_now()

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
        self._scenery.update_between(changed_ms, max(old_end_ms, state.course.end_ms))
        if most != state.most_personnel:
            self._scenery.scale_personnel()
        self._show_now()

    def set_now(self, now_ms: int) -> None:
        """Move the present moment, or in review the moment looked at, to this exercise time."""
        self._state.now_ms = now_ms
        self._follow_on()
        if not self._state.scrubbing and self._window.turn_page(now_ms):
            self._show_times()
        self._show_now()

    def set_phases(self, phases: Iterable[tuple[int, str]]) -> None:
        """Mark where phases start: exercise time in ms and title."""
        self._state.phases = sorted((Phase(start_ms, title) for start_ms, title in phases), key=lambda p: p.start_ms)
        self._scenery.update_all()

    def set_marks(self, marks: Iterable[tuple[int, str, str]]) -> None:
        """Flag these moments: exercise time in ms, kind and label. Kinds with a shape are in `shapes.MARK_KINDS`."""
        given, before, present = list(marks), self._marks, self._state.marks
        fresh = [Mark(*mark) for mark in given[len(before) :]]
        last_ms = present[-1].at_ms if present else 0
        self._marks = given
        if given[: len(before)] == before and all(mark.at_ms >= last_ms for mark in fresh):
            present.extend(sorted(fresh, key=_moment))
            if fresh:
                self._scenery.update_marks_between(min(map(_moment, fresh)), present[-1].at_ms)
            return
        self._state.marks = sorted((Mark(*mark) for mark in given), key=_moment)
        self._scenery.update_marks()

    def set_findings(self, marks: Iterable[FindingMark]) -> None:
        """Show what was found."""
        before, state = self._state.findings, self._state
        state.findings = sorted(marks, key=lambda mark: mark.from_ms)
        if state.has_finding_lane and bool(before) != bool(state.findings):
            self._lay_out()
            self._scenery.update_all()
        elif before != state.findings:
            self._scenery.update_findings()

    def set_finding_lane(self, on: bool) -> None:  # noqa: FBT001  # a setter as Qt has them
        """Show the findings in a lane of the plots; not where another lane on the same axis does."""
        self._state.has_finding_lane = on
        self._lay_out()

    def set_overrides(self, marks: Iterable[OverrideMark]) -> None:
        """Show on their curves what the controller set and held."""
        self._state.overrides = sorted(marks, key=lambda mark: mark.at_ms)
        self._scenery.update_overrides()

    def set_available(self, persons: int) -> None:
        """Show the personnel committed against so many; 0: it is not known how many there are."""
        self._state.available = persons
        self._scenery.scale_personnel()
        self._scenery.update_all()

    def set_readers(self, explain: Explainer | None, units: UnitReader | None) -> None:
        """Ask these what moved the tension, and who is in action, when a moment is pointed at."""
        self._crosshair.explain, self._crosshair.units = explain, units
        self._crosshair.forget()

    def set_range(self, start_ms: int, end_ms: int) -> None:
        """Let the axis run from here to there, and stay."""
        if self._window.fix(start_ms, end_ms):
            self._show_times()

    def follow(self, planned_ms: int) -> None:
        """Let the axis run over this planned length, and on with the drill in overtime."""
        if self._window.follow(planned_ms, self._reached_ms):
            self._show_times()

    def set_scrubbing(self, on: bool) -> None:  # noqa: FBT001  # a setter as Qt has them
        """Let a click or a drag move the present moment; otherwise it can only be read."""
        self._state.scrubbing = on
        self._view.viewport().setCursor(Qt.CursorShape.SizeHorCursor if on else Qt.CursorShape.ArrowCursor)
        self._scenery.show_scrubbing()

    def set_selecting(self, on: bool) -> None:  # noqa: FBT001  # a setter as Qt has them
        """Let a drag with Shift or the right button select a stretch; Shift then no longer moves the view."""
        self._selects = on

    def show_selection(self, from_ms: int, to_ms: int) -> None:
        """Show this stretch as selected; less than 0: none."""
        self._scenery.selection.show_span((from_ms, to_ms) if from_ms >= 0 else None)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of this theme, and the text size now in use."""
        self._state.look = Look.of(theme)
        self._view.setBackground(colour(theme.surfaces.window))
        self._scenery.restyle()
        self._scenery.update_all()
        self._lay_out()
        self._view.viewport().update()

    def restyle(self) -> None:
        """Follow a new theme or text size."""
        self.set_theme(self.theme)

    def retranslate(self) -> None:
        """Show every word in the language now in use."""
        self.setAccessibleName(_("Tension and force over exercise time"))
        self._scenery.update_all()
        self._view.viewport().update()

    def reset_zoom(self) -> None:
        """Show the whole axis again."""
        if self._window.show_all():
            self._show_times()

    @property
    def time_range_ms(self) -> tuple[int, int]:
        """From when to when in exercise time the axis now runs."""
        return self._window.range_ms

    @property
    def lane_edges(self) -> tuple[float, float]:
        """What lies left and right of the lanes, in px: whoever shares the axis leaves as much."""
        return lane_edges(text_scale(), self._gutter_px)

    @property
    def whole_range_ms(self) -> tuple[int, int]:
        """From when to when in exercise time the whole axis runs, of which a part may be in view."""
        return self._window.whole_ms

    def look_at(self, start_ms: int, end_ms: int) -> None:
        """Show this stretch of the whole axis, as the wheel does."""
        if self._window.look_at(start_ms, end_ms - start_ms):
            self._show_times()

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

    @property
    def _reached_ms(self) -> int:
        return max(self._state.now_ms, self._state.course.end_ms)

    def _refill(self, course: Course, columns: Columns) -> None:
        course.clear()
        course.append(columns)
        self._follow_on()
        self._scenery.scale_personnel()
        self._scenery.update_all()
        self._show_now()

    def _follow_on(self) -> None:
        if self._window.grow(self._reached_ms):
            self._show_times()

    def _show_times(self) -> None:
        self._scenery.show_times(*self.time_range_ms)
        self._show_now()
        self.range_changed.emit(*self.time_range_ms)

    def _show_now(self) -> None:
        self._state.refresh()
        self._scenery.show_now()
        if self._crosshair.at is not None:
            self._hover(self._crosshair.at)
        text = description(self._state.present, self._state.available)
        if text != self.accessibleDescription():
            self.setAccessibleDescription(text)

    def _lay_out(self) -> None:
        self._scenery.lay_out(QSizeF(self._view.viewport().size()), text_scale(), self._gutter_px)
        self._end_hover()
        self._show_now()

    def _time_under(self, point: QPointF) -> int:
        return self._tension.time_at(point.x() - self._tension.pos().x())

    def _press(self, point: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        self._end_hover()
        if self._selects and modifiers != PANS and modifiers & Qt.KeyboardModifier.ShiftModifier:
            self._select_from(point)
            return
        found = self._crosshair.findings_under(point)
        if found:
            self._pick(found)
            self._hover(point)
        elif self._state.scrubbing and not modifiers & Qt.KeyboardModifier.ShiftModifier:
            self._is_scrubbing = True
            self._scrub(point)
        else:
            self._grab = (point.x(), self.time_range_ms[0])
            self._hover(point)  # under a finger nothing hovers

    def _select_from(self, point: QPointF) -> None:
        self._end_hover()
        self._hand.begin(point)

    def _drag(self, point: QPointF) -> None:
        if self._hand.under_way:
            self._hand.drag(point)
        elif self._is_scrubbing:
            self._scrub(point)
        elif self._grab is not None:
            from_x, start_ms = self._grab
            length_ms = self._window.length_ms
            moved_ms = (from_x - point.x()) / max(1.0, self._tension.width_px) * length_ms
            if self._window.look_at(start_ms + round(moved_ms), length_ms):
                self._end_hover()
                self._show_times()

    def _pick(self, found: Sequence[FindingMark]) -> None:
        """Give the finding clicked on; where several share the place, the next of them with each click."""
        keys = [mark.key for mark in found]
        place = keys.index(self._picked) + 1 if self._picked in keys else 0
        self._picked = keys[place % len(keys)]
        self.finding_picked.emit(self._picked)

    def _release(self) -> None:
        self._grab = None
        self._is_scrubbing = False

    def _scrub(self, point: QPointF) -> None:
        moment_ms = self._time_under(point)
        if moment_ms != self._state.now_ms:
            self.set_now(moment_ms)
            self.scrubbed.emit(moment_ms)

    def _wheel(self, point: QPointF, across: int, up: int) -> None:
        window = self._window
        if abs(across) > abs(up):
            shift_ms = -across / _WHEEL_NOTCH * window.length_ms / 10
            changed = window.look_at(window.range_ms[0] + round(shift_ms), window.length_ms)
        else:
            changed = window.zoom(self._time_under(point), _ZOOM_PER_NOTCH ** (up / _WHEEL_NOTCH))
        if changed:
            self._show_times()
        self._hover(point)

    def _hover(self, point: QPointF) -> None:
        moment_ms = self._crosshair.hover(point, self._scenery.foot)
        self.pointed.emit(-1 if moment_ms is None else moment_ms)

    def _end_hover(self) -> None:
        self._crosshair.hide()
        self.pointed.emit(-1)


def _moment(mark: Mark) -> int:
    return mark.at_ms
