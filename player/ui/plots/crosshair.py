"""What is shown of the moment under the pointer: a line across both plots, and a card that says it in words."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtWidgets import QGraphicsItem

from player.i18n import _
from player.model.times import SECOND_MS, clock_text
from player.ui.plots.base import Lane
from player.ui.plots.findings import FindingLane
from player.ui.plots.marks import FindingMark, held_at, marks_near
from player.ui.plots.overlay import HoverCard, HoverLine, Stretches
from player.ui.plots.state import PlotState
from player.ui.plots.words import Line, finding_lines, force_lines, phase_at, span_text, stage_lines, tension_lines

_LEAST_UNITS, _MOST_UNITS, _ROWS_BESIDE_UNITS = 2, 8, 8

Explainer = Callable[[int], Sequence[str]]
"""What moved the tension in the minute before a moment of exercise time in ms, a cause each, the largest first."""

UnitReader = Callable[[int], Sequence[str]]
"""The units in action at a moment of exercise time in ms, a line each: at which stage, with how many, who."""


class Crosshair:
    """The line and the card.

    Args:
        root: the item of the view they belong to.
        state: what they read from.
        tension, force: the lanes of the two plots.
        findings: the findings between them.

    Attributes:
        at: where the pointer of this view is, in px of it, or None.
        explain: says what moved the tension, or None.
        units: says who is in action, or None.
    """

    def __init__(
        self, root: QGraphicsItem, state: PlotState, tension: Lane, force: Lane, findings: FindingLane
    ) -> None:
        self._state, self._tension, self._force, self._findings = state, tension, force, findings
        self.line, self.card = HoverLine(root, state, 9), HoverCard(root, state)
        self.at: QPointF | None = None
        self.explain: Explainer | None = None
        self.units: UnitReader | None = None
        self._explained: tuple[tuple[int, int], Sequence[str]] = ((-1, -1), ())
        self.line.hide()
        self.card.hide()

    def lay_out(self, stretches: Stretches) -> None:
        """Cross what lies between these heights."""
        self.line.stretches = stretches

    def hover(self, point: QPointF, lowest: float) -> int | None:
        """Say what is under the pointer: a moment, which is given, or beside the force lane what the stages are.

        Args:
            lowest: the height above which a moment is pointed at.
        """
        self.at = point
        lane, force_top = self._tension, self._force.pos().y()
        x = point.x() - lane.pos().x()
        if 0 <= x <= lane.width_px and point.y() <= lowest:
            moment_ms = lane.time_at(x)
            found = self.findings_under(point)
            if found:
                self._show_line(point.x())
                self.card.show_lines(span_text(found), "", finding_lines(found), point.x(), self._area())
            else:
                on_force = point.y() >= self.line.stretches[-1][0]
                self._show(moment_ms, point.x(), on_force=on_force)
            return moment_ms
        if x < 0 and force_top <= point.y() <= force_top + self._force.height_px:
            self.line.hide()
            self.card.show_lines("", "", stage_lines(), point.x(), self._area())
        else:
            self.hide()
        return None

    def findings_under(self, point: QPointF) -> tuple[FindingMark, ...]:
        """The findings at this place of the view."""
        lane = self._findings.lane
        x, y = point.x() - lane.pos().x(), point.y() - lane.pos().y()
        if not lane.isVisible() or not (0 <= x <= lane.width_px and 0 <= y < lane.height_px):
            return ()
        return self._findings.under(x, y)

    def show_moment(self, moment_ms: int) -> None:
        """Say what stands at this moment, where it is in view."""
        lane = self._tension
        if lane.start_ms <= moment_ms <= lane.end_ms:
            self._show(moment_ms, lane.pos().x() + lane.x_of(moment_ms), on_force=False)
        else:
            self.hide()

    def hide(self) -> None:
        """Say nothing."""
        self.at = None
        self.line.hide()
        self.card.hide()

    def forget(self) -> None:
        """What moved the tension may have to be told anew."""
        self._explained = ((-1, -1), ())

    def _show(self, moment_ms: int, x: float, *, on_force: bool) -> None:
        state = self._state
        self._show_line(x)
        actual, planned, realigned = (one.read(moment_ms) for one in (state.course, state.plan, state.realigned))
        if on_force:
            units = self.units(moment_ms) if self.units is not None and actual.force is not None else ()
            most = max(_LEAST_UNITS, self.card.rows_in(self._area()) - _ROWS_BESIDE_UNITS)
            lines = force_lines(actual, planned, realigned, state.available, units, min(most, _MOST_UNITS))
        else:
            lines = tension_lines(actual, planned, realigned, self._moved_by(moment_ms))
        lines += self._marked(moment_ms)
        self.card.show_lines(clock_text(moment_ms), phase_at(state.phases, moment_ms), lines, x, self._area())

    def _marked(self, moment_ms: int) -> list[Line]:
        """What is flagged near this moment, and what the controller holds at it."""
        lane, state = self._tension, self._state
        marks = marks_near(state.marks, moment_ms, (lane.end_ms - lane.start_ms) / max(1.0, lane.width_px))
        lines = [Line(clock_text(mark.at_ms), mark.label) for mark in marks]
        told = {(mark.at_ms, mark.label) for mark in marks}
        held = held_at(state.overrides, moment_ms, state.course.end_ms)
        lines += [Line(_("Held"), mark.text) for mark in held if (mark.at_ms, mark.text) not in told]
        return lines

    def _moved_by(self, moment_ms: int) -> Sequence[str]:
        """What moved the tension, asked once a second of the drill and of what is pointed at."""
        end_ms = self._state.course.end_ms
        if self.explain is None or moment_ms > end_ms:
            return ()
        key = moment_ms // SECOND_MS, end_ms if end_ms - moment_ms < 2 * SECOND_MS else 0
        if key != self._explained[0]:
            self._explained = key, self.explain(moment_ms)
        return self._explained[1]

    def _show_line(self, x: float) -> None:
        top, bottom = self.line.stretches[0][0], self.line.stretches[-1][1]
        self.line.place(QRectF(round(x) - 1, top, 3, bottom - top))
        self.line.show()

    def _area(self) -> QRectF:
        lane, bottom = self._tension, self.line.stretches[-1][1]
        return QRectF(lane.pos().x(), lane.pos().y(), lane.width_px, bottom - lane.pos().y())
