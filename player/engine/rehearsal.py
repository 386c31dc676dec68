"""A drill played on the script's own plan: phases on time, planned actions, expected actions met, planned answers.

The plan gives the planned curve under the actual one, ``rehearse`` and the headless run. With other answers it plays
the other branches.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from enum import IntEnum
from heapq import heappop, heappush

from player.engine import commands as do
from player.engine.engine import Engine
from player.engine.entries import wanted_details
from player.engine.fold import Fold
from player.engine.state import ActionRun, DecisionStatus, DrillState, Status
from player.i18n import DEFAULT_LANGUAGE
from player.model import events as ev
from player.model.course import Choice, Decision, ExpectedAction, Phase, PlannedSpan, UnitAction
from player.model.scenario import Scenario


class Step(IntEnum):
    """What the plan does, in its order at one instant within a phase: what ends comes before what begins."""

    STOP = 0
    ORDER = 1
    FIRE = 2
    START = 3
    TICK = 4
    LEAVE = 5


MOST_PHASES = 200
"""Phases after which a plan gives up: it goes round a circle that has no way out, or takes it too often."""


@dataclass(frozen=True, slots=True)
class Route:
    """A way through a script.

    Attributes:
        choices: answers by the id of their decision, in the order in which it is put; where they run out, and for all
            others, the planned answer, or in a circle of phases one that leads out of it.
        passed_over: ids of optional phases that are not played.
        missed: ids of expected actions that are not done: neither ticked, nor met by the planned action of a unit.
    """

    choices: Mapping[str, Sequence[str]] = field(default_factory=dict)
    passed_over: AbstractSet[str] = frozenset()
    missed: AbstractSet[str] = frozenset()


class Plan:
    """What the script itself has the controller do, and when, as the drill comes to its phases.

    Args:
        scenario: the script.
        route: the way through it; without one the planned way.
    """

    def __init__(self, scenario: Scenario, route: Route | None = None) -> None:
        self._scenario = scenario
        self._route = route if route is not None else Route()
        self._heap: list[tuple[int, int, Step, int, str]] = []
        self._sequence = 0
        self._round = 0
        self._asked: dict[str, int] = {}
        self._played: set[str] = set()
        self._ordered: dict[str, int] = {}

    @property
    def next_ms(self) -> int | None:
        """Exercise time of the next thing to do, or None when there is none as far as is known."""
        return self._heap[0][0] if self._heap else None

    def begin(self) -> list[do.Command]:
        """The commands before and at StartEx: the muster is checked, the exercise starts."""
        checks: list[do.Command] = [do.CheckReadiness(item) for item in self._scenario.readiness]
        return [*checks, do.StartExercise()]

    def take(self, fold: Fold) -> list[do.Command]:
        """The commands of the next thing to do, as the drill stands now; may be none."""
        _, round_, what, _, name = heappop(self._heap)
        state = fold.state
        if self._round > MOST_PHASES and state.status is not Status.ENDED:
            return [do.EndExercise()]
        if state.status is Status.ENDED or (round_ != self._round and what != Step.TICK):
            return []
        commands: list[do.Command] = []
        match what:
            case Step.STOP:
                offer = self._scenario.action_by_id[name]
                commands += [do.StopAction(run.action) for run in state.running.values() if _is_same(run, offer)]
            case Step.ORDER:
                commands += self._order(self._scenario.action_by_id[name], fold)
            case Step.FIRE:
                commands.append(do.FireInject(name, ev.Firing.PLAN))
            case Step.START:
                commands += self._start(self._scenario.action_by_id[name], fold)
            case Step.TICK:
                commands += self._meet(self._scenario.expected_by_id[name], state)
            case Step.LEAVE:
                commands += self._leave(state, fold.now_ms)
        return commands

    def observe(self, events: Iterable[ev.Event], fold: Fold) -> None:
        """Take note of what happened: a phase is laid out, an expected action will be met at half its deadline."""
        for event in events:
            match event.body:
                case ev.PhaseStarted(phase=phase):
                    self._lay_out(self._scenario.phase_by_id[phase], event.exercise_ms, fold.state)
                case ev.InjectFired(inject=inject):
                    for expected in self._scenario.inject_by_id[inject].expect:
                        if expected.id not in self._route.missed:
                            self._push(event.exercise_ms + expected.within_ms // 2, Step.TICK, expected.id)
                case ev.InjectCameDue(inject=inject):
                    self._push(event.exercise_ms, Step.FIRE, inject)
                case ev.DecisionCameDue() | ev.ScriptCompleted():
                    self._push(event.exercise_ms, Step.LEAVE, "")
                case ev.PhaseAdjusted():
                    run = fold.state.phase_run
                    if run is not None:
                        self._push(max(event.exercise_ms, run.started_ms + run.planned_ms), Step.LEAVE, "")

    def _lay_out(self, phase: Phase, start_ms: int, state: DrillState) -> None:
        self._round += 1
        self._played.add(phase.id)
        self._ordered.clear()
        for offer in phase.actions:
            for span in self._spans(offer, phase):
                until_ms = _until_ms(span, phase)
                if offer.order is not None:
                    self._push(start_ms + max(0, span.from_ms - offer.order.ahead_ms), Step.ORDER, offer.id)
                self._push(start_ms + span.from_ms, Step.START, offer.id)
                if until_ms < phase.planned_ms or not self._may_go_on(offer, phase):
                    self._push(start_ms + until_ms, Step.STOP, offer.id)
        self._push(start_ms + (phase.planned_ms if self._round <= MOST_PHASES else 0), Step.LEAVE, "")
        for run in state.running.values():
            if not self._goes_on(run, phase):
                self._push(start_ms, Step.STOP, run.offer)

    def _may_go_on(self, offer: UnitAction, phase: Phase) -> bool:
        """Whether some phase that can come after this one plans the same from its start."""
        by_id = self._scenario.phase_by_id
        return any(self._goes_on(offer, by_id[to]) for to in phase.onward if to is not None)

    def _goes_on(self, run: ActionRun | UnitAction, phase: Phase) -> bool:
        """Whether a phase plans the same from its start, so that the unit just carries on."""
        dialogue = self._scenario.action_by_id[run.offer].dialogue if isinstance(run, ActionRun) else run.dialogue
        goes_on = (run.unit, run.does, run.stage, run.personnel, dialogue)
        return any(
            (offer.unit, offer.does, offer.stage, offer.personnel, offer.dialogue) == goes_on
            and any(span.from_ms == 0 for span in self._spans(offer, phase))
            for offer in phase.actions
        )

    def _spans(self, offer: UnitAction, phase: Phase) -> list[PlannedSpan]:
        """When an action is done: as planned, but not while it would at once meet what this plan leaves undone."""
        opened_ms = [
            inject.at_ms
            for inject in phase.injects
            if inject.at_ms is not None
            for expected in inject.expect
            if expected.id in self._route.missed and expected.is_met_by(offer.unit, offer.does)
        ]
        return [
            span
            for span in offer.planned
            if not any(span.from_ms <= at_ms <= _until_ms(span, phase) for at_ms in opened_ms)
        ]

    def _push(self, at_ms: int, what: Step, name: str) -> None:
        self._sequence += 1
        heappush(self._heap, (at_ms, self._round, what, self._sequence, name))

    def _order(self, offer: UnitAction, fold: Fold) -> list[do.Command]:
        """The planned order of an action, given ahead of it."""
        order = offer.order
        if order is None or self._is_left_undone(offer, fold) or offer.id in self._ordered:
            return []
        if any(_is_same(run, offer) for run in fold.state.running.values()):
            return []
        self._ordered[offer.id] = len(fold.state.orders) + 1
        return [do.GiveOrder(offer.unit, offer.does, order.rank, channel=order.channel)]

    def _start(self, offer: UnitAction, fold: Fold) -> list[do.Command]:
        if self._is_left_undone(offer, fold):
            return []
        if any(_is_same(run, offer) for run in fold.state.running.values()):
            return []
        reason = offer.reason.in_language(DEFAULT_LANGUAGE)  # the same plan is the same log in every language
        if offer.id in self._ordered:
            return [do.StartAction(offer.id, order=self._ordered.pop(offer.id), reason=reason)]
        if not offer.order_from:
            return [do.StartAction(offer.id, reason=reason)]
        number = len(fold.state.orders) + 1
        order = do.GiveOrder(offer.unit, offer.does, offer.order_from[0])
        return [order, do.StartAction(offer.id, order=number, reason=reason)]

    def _is_left_undone(self, offer: UnitAction, fold: Fold) -> bool:
        """Whether an action would meet an expected action, now open, that this plan leaves undone."""
        by_id = self._scenario.expected_by_id
        left = (by_id[expected] for expected in fold.state.unmet if expected in self._route.missed)
        return any(expected.is_met_by(offer.unit, offer.does) for expected in left)

    @staticmethod
    def _meet(expected: ExpectedAction, state: DrillState) -> list[do.Command]:
        """Tick an expected action, or write the records it calls for, one of each that is lacking."""
        if expected.id not in state.unmet:
            return []
        if expected.record is None:
            return [do.TickExpected(expected.id)]
        return [do.RecordFact(expected.record.kind, wanted_details(expected))] * expected.record.count

    def _leave(self, state: DrillState, now_ms: int) -> list[do.Command]:
        """At the end of a phase, or where a question is put: answer it, or go on."""
        phase, run = state.phase, state.phase_run
        if phase is None or run is None:
            return []
        if state.completed:
            return [do.EndExercise()]
        over = now_ms >= run.started_ms + run.planned_ms
        commands: list[do.Command] = []
        for decision in state.undecided:
            if not over and state.decisions[decision.id].status is not DecisionStatus.ASKED:
                continue
            answer = self._choose(decision)
            commands.append(do.Decide(decision.id, answer.id))
            if answer.moves:
                return commands if answer.to is not None else [*commands, do.EndExercise()]
        return [*commands, *self._go_on(phase)] if over else commands

    def _go_on(self, phase: Phase) -> list[do.Command]:
        to = phase.next
        seen: set[str] = set()
        while to is not None and self._passes_over(to) and to not in seen:
            seen.add(to)
            to = self._scenario.phase_by_id[to].next
        return [do.EndExercise()] if to is None else [do.NextPhase(None if to == phase.next else to)]

    def _passes_over(self, phase: str) -> bool:
        return phase in self._route.passed_over and self._scenario.phase_by_id[phase].optional

    def _choose(self, decision: Decision) -> Choice:
        put = self._asked.get(decision.id, 0)
        self._asked[decision.id] = put + 1
        wanted = self._route.choices.get(decision.id, ())
        answer = decision.choice(wanted[put]) if put < len(wanted) else None
        if answer is not None:
            return answer
        planned = decision.planned_choice
        if planned.moves and planned.to in self._played:
            return next((choice for choice in decision.choices if choice.to not in self._played), planned)
        return planned


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


class Superseded(Exception):  # noqa: N818  nothing went wrong
    """A rehearsal was given up, since nobody waits for it any more."""


def rehearse(
    scenario: Scenario,
    route: Route | None = None,
    *,
    opening: ev.StageOpened | None = None,
    wanted: Callable[[], bool] = lambda: True,
) -> Rehearsal:
    """Play a script through on its own plan, at once.

    Args:
        opening: what the stage of a programme takes over from the one before.
        wanted: asked again and again whether somebody still waits for it.

    Raises:
        Superseded: nobody does.
    """
    engine = Engine(scenario)
    plan = Plan(scenario, route)
    events: list[ev.Event] = []
    if opening is not None:
        events.append(engine.record(opening, 0))

    def carry_out(commands: Iterable[do.Command]) -> None:
        for command in commands:
            happened = engine.do(command, ev.Actor.PLAN)
            plan.observe(happened, engine.fold)
            events.extend(happened)

    carry_out(plan.begin())
    while engine.fold.state.status is not Status.ENDED:
        if not wanted():
            raise Superseded
        moment_ms = next_moment_ms(plan, engine.next_due_ms)
        if moment_ms is None:
            break
        happened = engine.advance(moment_ms)
        plan.observe(happened, engine.fold)
        events += happened
        while plan.next_ms is not None and plan.next_ms <= engine.now_ms:
            carry_out(plan.take(engine.fold))
    return Rehearsal(tuple(events), engine.fold)
