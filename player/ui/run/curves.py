"""What feeds the plots: the course, the plan as written and as moved, phases, marks, findings and overrides."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject

from player.model import events as ev
from player.model.times import SECOND_MS
from player.session.live import Entry
from player.ui.plots.host import PlotHost
from player.ui.run.curve_marks import explainer, finding_marks, override_marks, override_text, unit_reader
from player.ui.run.moved_plan import MovedPlan
from player.ui.views import DrillView

NAME = "curves"

_MARKED = {
    ev.InjectFired: "inject",
    ev.NoteWritten: "note",
    ev.MarkerPlaced: "marker",
    ev.DecisionTaken: "decision",
    ev.ValueOverridden: "override",
}


_TOLD = frozenset({*_MARKED, ev.PhaseStarted, ev.EntryVoided, ev.EntryRestored, ev.ExerciseEnded})
"""The kinds of entry the plots show anything of."""

_WRITTEN = (ev.NoteWritten, ev.MarkerPlaced)

_RARE = _TOLD - {ev.InjectFired, ev.NoteWritten, ev.MarkerPlaced}
"""Those of them of which a long log has few."""


class CurveFeed(QObject):
    """Keeps the plots as the drill is.

    Args:
        view: the drill.
        plots: the plots, or the quiet panel that stands in for them until they are there.
    """

    def __init__(self, view: DrillView, plots: PlotHost) -> None:
        super().__init__(plots)
        self._view = view
        self._plots = plots
        self._row = 0
        self._marked = 0
        self._marks: list[tuple[int, str, str]] = []
        self._phases: list[tuple[int, str]] = []
        self._overrides: list[ev.Event] = []
        self._lasts = False
        plots.set_scrubbing(not view.live)
        plots.set_available(sum(unit.strength for unit in view.scenario.units.values()))
        plots.set_readers(explainer(view), unit_reader(view))
        view.planned.connect(self._show_plan)
        view.grown.connect(self._show_marks)
        view.passed.connect(self._show_now)
        view.judged.connect(self._show_findings)
        self._moved = MovedPlan(view, plots.background, self)
        self._moved.moved.connect(self._show_moved)
        if view.plan is not None:
            self._show_plan()
            self._show_moved()
        if view.live:
            view.second_passed.connect(self._show_rows)
            view.second_passed.connect(self._show_lasting)
            view.changed.connect(self._show_rows)
            plots.follow(view.scenario.planned_ms)
            self._show_rows()
        elif view.looks_ahead:
            plots.follow(max(view.scenario.planned_ms, view.entries[-1].event.exercise_ms))
            plots.set_course(view.columns())
        else:
            view.moved.connect(self._show_known)
            plots.follow(view.scenario.planned_ms)
            columns = view.columns()
            self._row = len(columns["t_ms"]) - 1
            plots.set_course(columns)
        self._show_marks()
        self._show_findings()
        self._show_now()

    def _show_plan(self) -> None:
        plan = self._view.plan
        if plan is not None:
            self._plots.set_plan(plan.fold.crowd.columns())

    def _show_moved(self) -> None:
        self._plots.set_realigned([piece.columns for piece in self._moved.pieces])

    def _show_findings(self) -> None:
        self._lasts = any(finding.lasting for finding in self._view.findings)
        self._plots.set_findings(finding_marks(self._view))

    def _show_lasting(self) -> None:
        """Let what still goes on reach up to now: that is no other finding, so nobody tells of it."""
        if self._lasts:
            self._show_findings()

    @property
    def _known(self) -> int:
        """How many entries are to be seen: all, or those up to a moment of the past."""
        view = self._view
        return len(view.entries) if view.live or view.looks_ahead else view.entry_count

    def _show_known(self) -> None:
        """Show a moment of the past as it was seen then."""
        view = self._view
        columns = view.columns(self._row)
        last_row = len(view.columns()["t_ms"]) - 1
        if last_row < self._row:
            self._plots.set_course(view.columns())
        else:
            self._plots.append_rows(columns)
        self._row = last_row
        self._show_marks()
        self._show_findings()

    def _show_marks(self) -> None:
        scenario, count = self._view.scenario, self._known
        if count < self._marked:  # back in the past, of which less was known
            self._marked, self._marks, self._phases, self._overrides = 0, [], [], []
            self._plots.set_phases([])
            self._plots.set_marks([])
            self._plots.set_overrides([])
        told = self._view.entries_of(_TOLD, self._marked)
        fresh = told if count >= len(self._view.entries) else [entry for entry in told if entry.event.seq <= count]
        rare = [entry.event for entry in fresh if type(entry.event.body) in _RARE]
        phases = [
            (event.exercise_ms, str(scenario.phase_by_id[event.body.phase].title))
            for event in rare
            if isinstance(event.body, ev.PhaseStarted)
        ]
        if phases:
            self._phases += phases
            self._plots.set_phases(self._phases)
        corrected = any(isinstance(event.body, (ev.EntryVoided, ev.EntryRestored)) for event in rare)
        marks = self._marks_of(self._view.entries[:count] if corrected and self._marked else fresh)
        self._marked = count
        if marks or corrected:
            self._marks = marks if corrected else self._marks + marks
            self._plots.set_marks(self._marks)
        overrides = [event for event in rare if isinstance(event.body, ev.ValueOverridden)]
        ends = [event for event in rare if isinstance(event.body, ev.ExerciseEnded)]
        if overrides or (ends and self._overrides):
            self._overrides += sorted(overrides + ends, key=lambda event: event.seq)
            self._plots.set_overrides(override_marks(scenario, self._overrides))

    def _marks_of(self, entries: Sequence[Entry]) -> list[tuple[int, str, str]]:
        voided = self._view.final_state.voided
        marks: list[tuple[int, str, str]] = []
        for entry in entries:
            event = entry.event
            body = event.body
            kind = _MARKED.get(type(body))
            if kind is not None and event.seq not in voided:
                # Of a long log nearly all are texts somebody wrote.
                text = body.text if isinstance(body, _WRITTEN) else self._label(body)
                marks.append((event.exercise_ms, kind, text))
        return marks

    def _label(self, body: ev.Body) -> str:
        scenario = self._view.scenario
        match body:
            case ev.InjectFired(inject=inject):
                return str(scenario.inject_by_id[inject].title)
            case ev.DecisionTaken(decision=decision, choice=choice):
                taken = scenario.decision_by_id[decision].choice(choice)
                return choice if taken is None else str(taken.title)
            case ev.ValueOverridden():
                return override_text(scenario, body)
            case _:
                return ""

    def _show_rows(self) -> None:
        columns = self._view.columns(self._row)
        self._plots.append_rows(columns)
        self._row += max(0, len(columns["t_ms"]) - 1)

    def _show_now(self) -> None:
        """Show the moment, at the end of its second: there stands what was done in it, also on hold and at EndEx."""
        self._plots.set_now(-(-self._view.now_ms // SECOND_MS) * SECOND_MS)
