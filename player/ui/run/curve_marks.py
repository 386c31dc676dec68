"""What of the log and of the findings is marked on the plots."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import overload

from player.engine.explain import Explainer
from player.i18n import _
from player.model import events as ev
from player.model.scenario import Scenario
from player.model.times import MINUTE_MS, SECOND_MS
from player.review.explaining import explanation_lines
from player.review.instrument_wording import INSTRUMENT_LINES
from player.review.wording import Wording
from player.session.live import Entry
from player.ui.plots.marks import FindingMark, Mode, Overridden, OverrideMark
from player.ui.plots.words import personnel_text
from player.ui.views import DrillView

_CURVES: Mapping[ev.Quantity, tuple[Overridden, int]] = {
    ev.Quantity.TENSION: (Overridden.TENSION, 10_000),
    ev.Quantity.FORCE: (Overridden.FORCE, 1),
}
"""On which curve an override is drawn, and how many of its numbers are one of the curve's."""

_MODES: Mapping[ev.OverrideMode, Mode] = {
    ev.OverrideMode.SET: Mode.SET,
    ev.OverrideMode.HOLD: Mode.HOLD,
    ev.OverrideMode.RELEASE: Mode.RELEASE,
}


def override_text(scenario: Scenario, body: ev.ValueOverridden) -> str:
    """What was overridden, by whom and why."""
    return INSTRUMENT_LINES[ev.ValueOverridden](Wording(scenario), body).text


def override_marks(scenario: Scenario, events: Iterable[ev.Event]) -> list[OverrideMark]:
    """Every override, those that hold a value up to where it was let go.

    Args:
        events: of these only overrides and EndEx matter.
    """
    marks: list[OverrideMark] = []
    holding: dict[tuple[ev.Quantity, str | None], int] = {}
    for event in events:
        body = event.body
        if isinstance(body, ev.ExerciseEnded):
            for place in holding.values():
                marks[place] = replace(marks[place], until_ms=event.exercise_ms)
            holding.clear()
        if not isinstance(body, ev.ValueOverridden):
            continue
        key = body.quantity, body.unit
        if key in holding:
            place = holding.pop(key)
            marks[place] = replace(marks[place], until_ms=event.exercise_ms)
        if body.mode is ev.OverrideMode.HOLD:
            holding[key] = len(marks)
        curve, scale = _CURVES.get(body.quantity, (Overridden.OTHER, 1))
        text = override_text(scenario, body)
        before, after = body.before / scale, body.after / scale
        marks.append(OverrideMark(event.exercise_ms, curve, _MODES[body.mode], before, after, text))
    return marks


def finding_marks(view: DrillView) -> list[FindingMark]:
    """Everything found."""
    return [
        FindingMark(
            finding.key,
            finding.rule,
            finding.from_ms,
            finding.to_ms,
            finding.certainty,
            finding.open and view.answer_of(finding) is None,
            str(finding.message),
        )
        for finding in view.findings
    ]


def explainer(view: DrillView) -> Callable[[int], list[str]]:
    """Says what moved the tension in the minute before a moment."""
    moved = Explainer(view.trace)

    def explain(moment_ms: int) -> list[str]:
        explanation = moved.between(max(0, moment_ms - MINUTE_MS), moment_ms)
        causes = tuple(replace(cause, doers=()) for cause in explanation.causes)  # there is no room for the units
        lines = explanation_lines(replace(explanation, causes=causes), view.scenario, EventsOf(view.entries))
        return [str(line) for line in lines]

    return explain


def unit_reader(view: DrillView) -> Callable[[int], list[str]]:
    """Says which units were in action at a moment, at which stage of force and with how many."""

    def units_at(moment_ms: int) -> list[str]:
        doings = view.trace.journal.doings
        place = bisect_right(doings, moment_ms // SECOND_MS, key=lambda doing: doing.from_tick)
        stages: dict[str, int] = {}
        for doer in doings[place - 1].doers if place else ():
            stages[doer.unit] = max(stages.get(doer.unit, 0), doer.stage)
        persons = _persons_at(view, moment_ms)
        by_stage = sorted(stages.items(), key=lambda item: -item[1])
        return [
            _("stage {stage} · {persons} · {unit}").format(
                stage=stage, persons=personnel_text(persons.get(unit, 0)), unit=view.scenario.units[unit].title
            )
            for unit, stage in by_stage
        ]

    return units_at


def _persons_at(view: DrillView, moment_ms: int) -> dict[str, int]:
    """Persons committed at a moment, by unit."""
    persons: dict[str, int] = {}
    for run in view.final_state.actions.values():
        if run.started_ms <= moment_ms and (run.stopped_ms is None or moment_ms < run.stopped_ms):
            persons[run.unit] = max(persons.get(run.unit, 0), run.personnel)
    return persons


class EventsOf(Sequence[ev.Event]):
    """The events of a log, without a list of their own."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._entries = entries

    def __len__(self) -> int:
        return len(self._entries)

    @overload
    def __getitem__(self, place: int) -> ev.Event: ...

    @overload
    def __getitem__(self, place: slice) -> Sequence[ev.Event]: ...

    def __getitem__(self, place: int | slice) -> ev.Event | Sequence[ev.Event]:
        if isinstance(place, slice):
            return EventsOf(self._entries[place])
        return self._entries[place].event
