"""A drill played on the script's own plan: phases on time, planned actions, expected actions met.

The plan gives the planned curve under the actual one, ``rehearse`` and the headless run.
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from heapq import heappop, heappush

from player.engine import commands as do
from player.engine.engine import Engine
from player.engine.fold import Fold
from player.engine.state import ActionRun, Status
from player.model import events as ev
from player.model.course import ExpectedAction, Phase, PlannedSpan, UnitAction
from player.model.scenario import Scenario

_STOP, _FIRE, _START, _TICK, _PHASE = range(5)
"""Order of what the plan does at one instant within a phase: what ends comes before what begins, all of a phase before
the next one."""


class Plan:
    """What the script itself has the controller do, and when.

    Args:
        scenario: the script.
        missed: ids of expected actions that are not done: neither ticked, nor met by the planned action of a unit.
    """

    def __init__(self, scenario: Scenario, missed: AbstractSet[str] = frozenset()) -> None:
        self._scenario = scenario
        self._missed = missed
        self._place_of = {phase.id: place for place, phase in enumerate(scenario.phase_order)}
        self._heap: list[tuple[int, int, int, int, str]] = []
        self._sequence = 0
        self._lay_out()

    @property
    def next_ms(self) -> int | None:
        """Exercise time of the next thing to do, or None when the plan is through."""
        return self._heap[0][0] if self._heap else None

    def take(self, fold: Fold) -> list[do.Command]:
        """The commands of the next thing to do, as the drill stands now; may be none."""
        _, _, what, _, name = heappop(self._heap)
        state = fold.state
        if state.status is Status.ENDED:
            return []
        if what == _STOP:
            offer = self._scenario.action_by_id[name]
            return [do.StopAction(run.action) for run in state.running.values() if _is_same(run, offer)]
        if what == _PHASE:
            return [do.NextPhase() if name else do.EndExercise()]
        if what == _FIRE:
            return [do.FireInject(name, ev.Firing.PLAN)]
        if what == _TICK:
            return [do.TickExpected(name)] if name in state.unmet else []
        return self._start(self._scenario.action_by_id[name], fold)

    def observe(self, events: Iterable[ev.Event]) -> None:
        """Take note of what happened: an expected action will be met at half its deadline."""
        for event in events:
            if isinstance(event.body, ev.InjectFired):
                inject = self._scenario.inject_by_id[event.body.inject]
                for expected in inject.expect:
                    if expected.id not in self._missed:
                        at_ms = event.exercise_ms + expected.within_ms // 2
                        self._push(at_ms, self._place_of[inject.phase], _TICK, expected.id)

    def _lay_out(self) -> None:
        start_ms = 0
        for place, phase in enumerate(self._scenario.phase_order):
            for inject in phase.injects:
                if inject.manual and inject.at_ms is not None:
                    self._push(start_ms + inject.at_ms, place, _FIRE, inject.id)
            for offer in phase.actions:
                for span in self._played(offer, phase):
                    until_ms = _until_ms(span, phase)
                    self._push(start_ms + span.from_ms, place, _START, offer.id)
                    if until_ms < phase.planned_ms or not self._goes_on(offer, place + 1):
                        self._push(start_ms + until_ms, place, _STOP, offer.id)
            start_ms += phase.planned_ms
            self._push(start_ms, place, _PHASE, phase.next or "")

    def _goes_on(self, offer: UnitAction, place: int) -> bool:
        """Whether the phase in this place plans the same from its start, so that the unit just carries on."""
        following = self._scenario.phase_order[place : place + 1]
        return any(
            (other.unit, other.does, other.stage, other.personnel)
            == (offer.unit, offer.does, offer.stage, offer.personnel)
            and any(span.from_ms == 0 for span in self._played(other, phase))
            for phase in following
            for other in phase.actions
        )

    def _played(self, offer: UnitAction, phase: Phase) -> list[PlannedSpan]:
        """When an action is done: as planned, but not while it would at once meet what this plan leaves undone."""
        opened_ms = [
            inject.at_ms
            for inject in phase.injects
            if inject.at_ms is not None
            for expected in inject.expect
            if expected.id in self._missed and expected.is_met_by(offer.unit, offer.does)
        ]
        return [
            span
            for span in offer.planned
            if not any(span.from_ms <= at_ms <= _until_ms(span, phase) for at_ms in opened_ms)
        ]

    def _push(self, at_ms: int, place: int, what: int, name: str) -> None:
        self._sequence += 1
        heappush(self._heap, (at_ms, place, what, self._sequence, name))

    def _start(self, offer: UnitAction, fold: Fold) -> list[do.Command]:
        if any(expected.is_met_by(offer.unit, offer.does) for expected in self._left_undone(fold)):
            return []
        if any(_is_same(run, offer) for run in fold.state.running.values()):
            return []
        if not offer.order_from:
            return [do.StartAction(offer.id)]
        number = max(fold.state.orders, default=0) + 1
        order = do.GiveOrder(offer.unit, offer.does, offer.order_from[0])
        return [order, do.StartAction(offer.id, order=number)]

    def _left_undone(self, fold: Fold) -> list[ExpectedAction]:
        """Expected actions now open that this plan leaves undone."""
        by_id = self._scenario.expected_by_id
        return [by_id[expected] for expected in fold.state.unmet if expected in self._missed]


def _until_ms(span: PlannedSpan, phase: Phase) -> int:
    return phase.planned_ms if span.to_ms is None else span.to_ms


def _is_same(run: ActionRun, offer: UnitAction) -> bool:
    return (run.unit, run.does) == (offer.unit, offer.does)


def next_moment_ms(plan: Plan, next_due_ms: int | None) -> int | None:
    """Exercise time at which next something happens, by the plan or by itself; None when the plan is through.

    Args:
        next_due_ms: `Engine.next_due_ms`.
    """
    if plan.next_ms is None or next_due_ms is None:
        return plan.next_ms
    return min(plan.next_ms, next_due_ms)


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """A drill played through on its plan: every event, and the state and crowd at its end."""

    events: tuple[ev.Event, ...]
    fold: Fold


def rehearse(scenario: Scenario, missed: AbstractSet[str] = frozenset()) -> Rehearsal:
    """Play a script through on its own plan, at once."""
    engine = Engine(scenario)
    plan = Plan(scenario, missed)
    events = engine.do(do.StartExercise(), ev.Actor.PLAN)
    plan.observe(events)
    while engine.fold.state.status is not Status.ENDED:
        moment_ms = next_moment_ms(plan, engine.next_due_ms)
        if moment_ms is None:
            break
        happened = engine.advance(moment_ms)
        plan.observe(happened)
        events += happened
        while plan.next_ms is not None and plan.next_ms <= engine.now_ms:
            for command in plan.take(engine.fold):
                happened = engine.do(command, ev.Actor.PLAN)
                plan.observe(happened)
                events += happened
    return Rehearsal(tuple(events), engine.fold)
