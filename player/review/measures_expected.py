"""What became of the expected actions: as a whole, by objective, by unit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from player.engine.state import DrillState, ExpectedStatus
from player.model import events as ev
from player.model.scenario import Scenario
from player.review.measures_delays import Delays, Handlers, delays_of
from player.review.measures_ticks import Tick, TickByLog, by_log


class SeenBy(StrEnum):
    """Who or what says that an expected action was done."""

    OBSERVER = "observer"
    CONTROLLER = "controller"
    ACTION = "action"
    """A unit began an action of that kind: nobody looked at how it was done."""
    RECORD = "record"
    """A record of that kind was made: nobody looked at what it says."""


@dataclass(frozen=True, slots=True)
class ExpectedMeasure:
    """An expected action as it was called for once.

    Attributes:
        latency_ms: from its inject until it was seen, or None.
        by: id of the unit that has to do it, or None for any; ``objective``: of the objective it shows.
        critical: it is a critical task of that objective.
        ahead: what met it had begun before it was called for, so that its latency of 0 says nothing of how quick
            anybody was.
        seen_by: who or what says that it was done, None where nothing does; ``observer``: his name, or empty.
        by_log: what the log shows of one that somebody ticked, or that records met; None where nothing can be held
            against that.
    """

    expected: str
    opened_ms: int
    deadline_ms: int
    status: ExpectedStatus
    latency_ms: int | None
    by: str | None
    objective: str | None
    critical: bool
    ahead: bool = False
    seen_by: SeenBy | None = None
    observer: str = ""
    by_log: TickByLog | None = None

    @property
    def contradicted(self) -> bool:
        """Whether, by the log, it had not been done when it was ticked, or not by whom it was expected of."""
        return self.by_log is not None and self.by_log.contradicts


@dataclass(frozen=True, slots=True)
class Tally:
    """How several expected actions came out.

    The four counts that follow ``opened`` make it up. ``ahead`` are those of ``met`` whose action had begun before they
    were called for; ``delays`` are of the others that were seen.
    """

    opened: int
    met: int
    late: int
    missed: int
    open: int
    ahead: int
    delays: Delays


@dataclass(frozen=True, slots=True)
class ExpectedMeasures:
    """The expected actions of a drill.

    Attributes:
        called: each one that was called for, in the order of time; one that was called for anew while it was open
            counts from then.
        total: all of them; ``critical``: those that are a critical task.
        by_objective, by_unit: by the id of the objective or unit, in the order of the script; those that name none
            are left out.
    """

    called: tuple[ExpectedMeasure, ...]
    total: Tally
    critical: Tally
    by_objective: Mapping[str, Tally]
    by_unit: Mapping[str, Tally]


def tally(called: Iterable[ExpectedMeasure]) -> Tally:
    """Count these."""
    each = tuple(called)
    counts = dict.fromkeys(ExpectedStatus, 0)
    for one in each:
        counts[one.status] += 1
    return Tally(
        len(each),
        counts[ExpectedStatus.MET],
        counts[ExpectedStatus.MET_LATE],
        counts[ExpectedStatus.MISSED],
        counts[ExpectedStatus.OPEN],
        sum(one.ahead for one in each),
        delays_of(one.latency_ms for one in each if one.latency_ms is not None and not one.ahead),
    )


@dataclass(slots=True)
class _Call:
    """An expected action as it was called for once.

    Attributes:
        tick: number of the last event that says it was seen, or None.
        again_ms: when it was called for anew, or None.
        by_action: running number of the action that met it, or None.
    """

    measure: ExpectedMeasure
    tick: int | None = None
    again_ms: int | None = None
    by_action: int | None = None


class Called:
    """The expected actions, each as often as it was called for. Of the last time the state tells what became of it."""

    def __init__(self, scenario: Scenario) -> None:
        self._scenario = scenario
        self._last: dict[str, _Call] = {}
        self._before: list[_Call] = []
        self._void: set[int] = set()
        self._taken: dict[str, list[int]] = {}
        self.handlers: Handlers = {
            ev.DecisionTaken: self._on_taken,
            ev.InjectFired: self._on_fired,
            ev.ExpectedActionMet: self._on_met,
            ev.ExpectedActionMissed: self._on_missed,
            ev.EntryVoided: self._on_voided,
            ev.EntryRestored: self._on_restored,
        }

    def measures(self, state: DrillState) -> ExpectedMeasures:
        """How they came out."""
        called = [
            self._held_against(_ahead(one, call.by_action, state), call, state)
            for call in self._before
            if (one := self._settled(call)).status is not ExpectedStatus.OPEN
        ]
        for name, call in self._last.items():
            now = state.expected[name]
            latency_ms = None if now.met_ms is None else now.met_ms - now.opened_ms
            measure = replace(call.measure, status=now.status, latency_ms=latency_ms)
            if latency_ms is None:
                measure = replace(measure, seen_by=None, observer="")
            called.append(self._held_against(_ahead(measure, call.by_action, state), call, state))
        each = tuple(sorted(called, key=lambda one: one.opened_ms))
        units: dict[str, list[ExpectedMeasure]] = {unit: [] for unit in self._scenario.units}
        aims: dict[str, list[ExpectedMeasure]] = {aim: [] for aim in self._scenario.objectives}
        for one in each:
            if one.by is not None:
                units[one.by].append(one)
            if one.objective is not None:
                aims[one.objective].append(one)
        return ExpectedMeasures(
            each,
            tally(each),
            tally(one for one in each if one.critical),
            {aim: tally(ones) for aim, ones in aims.items() if ones},
            {unit: tally(ones) for unit, ones in units.items() if ones},
        )

    def _held_against(self, one: ExpectedMeasure, call: _Call, state: DrillState) -> ExpectedMeasure:
        """The same, with what the log shows of it where a person or a record says that it was done."""
        if one.latency_ms is None or one.seen_by in {None, SeenBy.ACTION}:
            return one
        ticked_ms, by_hand = one.opened_ms + one.latency_ms, one.seen_by is not SeenBy.RECORD
        tick = Tick(one.expected, one.opened_ms, one.deadline_ms, ticked_ms, call.again_ms, by_hand)
        return replace(one, by_log=by_log(state, self._taken, tick))

    def _settled(self, call: _Call) -> ExpectedMeasure:
        """One that was called for anew later: where its tick is void it was missed, or was open still."""
        one = call.measure
        if call.tick is None or call.tick not in self._void:
            return one
        over = call.again_ms is not None and call.again_ms >= one.deadline_ms
        status = ExpectedStatus.MISSED if over else ExpectedStatus.OPEN
        return replace(one, status=status, latency_ms=None, seen_by=None, observer="")

    def _on_fired(self, event: ev.Event) -> None:
        body = event.body
        assert isinstance(body, ev.InjectFired)
        for expected in self._scenario.inject_by_id[body.inject].expect:
            now_ms = event.exercise_ms
            before = self._last.pop(expected.id, None)
            if before is not None:
                before.again_ms = now_ms
                self._before.append(before)
            measure = ExpectedMeasure(
                expected.id,
                now_ms,
                now_ms + expected.within_ms,
                ExpectedStatus.OPEN,
                None,
                expected.by,
                expected.objective,
                expected.task is not None,
            )
            self._last[expected.id] = _Call(measure)

    def _on_met(self, event: ev.Event) -> None:
        body = event.body
        assert isinstance(body, ev.ExpectedActionMet)
        call = self._last[body.expected]
        status = ExpectedStatus.MET_LATE if body.late else ExpectedStatus.MET
        seen_by, observer = _seen_by(event.actor, body), body.observer
        call.measure = replace(
            call.measure, status=status, latency_ms=body.latency_ms, seen_by=seen_by, observer=observer
        )
        call.tick, call.by_action = event.seq, body.by_action

    def _on_missed(self, event: ev.Event) -> None:
        body = event.body
        assert isinstance(body, ev.ExpectedActionMissed)
        call = self._last[body.expected]
        call.measure = replace(call.measure, status=ExpectedStatus.MISSED, latency_ms=None, seen_by=None, observer="")
        call.tick = None

    def _on_taken(self, event: ev.Event) -> None:
        body = event.body
        assert isinstance(body, ev.DecisionTaken)
        self._taken.setdefault(body.decision, []).append(event.exercise_ms)

    def _on_voided(self, event: ev.Event) -> None:
        body = event.body
        assert isinstance(body, ev.EntryVoided)
        self._void.add(body.seq)

    def _on_restored(self, event: ev.Event) -> None:
        body = event.body
        assert isinstance(body, ev.EntryRestored)
        self._void.discard(body.seq)


def _seen_by(actor: ev.Actor, body: ev.ExpectedActionMet) -> SeenBy:
    if body.by_action is not None:
        return SeenBy.ACTION
    if actor is ev.Actor.ENGINE:
        return SeenBy.RECORD
    return SeenBy.OBSERVER if body.observer else SeenBy.CONTROLLER


def _ahead(one: ExpectedMeasure, by_action: int | None, state: DrillState) -> ExpectedMeasure:
    """The same, with whether the action that met it had begun before it was called for."""
    if by_action is None or one.status is not ExpectedStatus.MET:
        return one
    return replace(one, ahead=not one.latency_ms and state.actions[by_action].started_ms < one.opened_ms)
