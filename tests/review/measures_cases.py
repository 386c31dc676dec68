"""A drill with something of everything that is measured, chance courses of it, and a plain slow reading of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from hypothesis import strategies as st

from player.engine import commands as do
from player.engine.fold import Fold, fold_events
from player.engine.state import DrillState, Status
from player.model import events as ev
from player.model.course import Effects, Pressure
from player.model.doctrine import Behaviour, InjectStatus
from player.model.entries import Crowd, Objective, Tag
from player.model.scenario import Scenario
from player.model.text import Text
from player.model.times import MINUTE_MS, SECOND_MS
from player.review.measures import Measures, OrderMeasure, measures
from player.triggers.at import At
from player.triggers.every import Every
from tests.helpers.drills import Drill, Step, play
from tests.helpers.scenarios import action, choice, decision, expected, inject, phase, scenario

S, M = SECOND_MS, MINUTE_MS


def script() -> Scenario:
    """Two phases of five minutes; every minute an inject calls for the same appeal again."""
    tags = {one.key: Tag(one.key, 1 + one, Text.plain(one.key), behaviour=one) for one in Behaviour}
    aims = {name: Objective(name, Text.plain(name)) for name in ("warned", "calm")}
    calls = [
        expected("told", 40 * S, "appeal", "negosiator", objective="warned", task="tell"),
        expected("seen", 40 * S, objective="calm"),
    ]
    return scenario(
        phase(
            "first",
            inject("again", trigger=Every(M, M, 4), repeats=True, expect=calls),
            inject("push", 90 * S, effects=Effects(tension=30, pressure=Pressure(0.5, 2 * M))),
            inject("arm", 2 * M, effects=Effects(behaviour=Behaviour.AGRESIF, provocateurs=1.0)),
            inject("wait", 60 * S, manual=True, expect=[expected("report", M, by="dalmas")]),
            inject("rumour", effects=Effects(presence=-70)),
            action("appeal-1", "negosiator", "appeal"),
            action("warning-1", "negosiator", "warning"),
            action("talk-1", "negosiator", "negotiation"),
            action("line-1", personnel=20),
            action("shove-1", "dalmas", "shield_push", order_from=("Danki",)),
            action("cannon-1", "water-cannon", "water_cannon", personnel=8, order_from=("Danki",)),
            decision("way", choice("stay"), choice("go", "second"), trigger=At(2 * M)),
            planned_ms=5 * M,
        ),
        phase(
            "second",
            inject("calm", 30 * S, effects=Effects(tension=-60, presence=-60, provocateurs=0.0)),
            inject("back", 3 * M, effects=Effects(presence=60)),
            action("warning-2", "negosiator", "warning"),
            action("line-2", personnel=30),
            action("shove-2", "dalmas", "shield_push", order_from=("Danki",)),
            decision("close", choice("yes"), choice("no")),
            planned_ms=5 * M,
        ),
        tags=tags,
        objectives=aims,
        crowd=Crowd(300, {"tension": 0.4}),
    )


class Course(Drill):
    """A drill under way that can be measured at any time."""

    def __init__(self, made: Scenario | None = None) -> None:
        super().__init__(script() if made is None else made)
        self.start()

    def at(self, ms: int, *commands: do.Command) -> Course:
        """Let time go on to ``ms``, and carry these out."""
        self.to(ms)
        self.do(*commands)
        return self

    @property
    def measured(self) -> Measures:
        """What is measured as things stand."""
        return measures(self.engine.scenario, self.events, self.engine.fold)

    @property
    def unordered(self) -> list[int]:
        """Numbers of the actions that needed an order and had none."""
        return [one.action for one in self.measured.orders.without_order]

    def order(self, number: int) -> OrderMeasure:
        """What is measured of an order."""
        return next(order for order in self.measured.orders.orders if order.order == number)

    def stop(self, ms: int, offer: str) -> Course:
        """A running action ends."""
        self.to(ms)
        number = next(run.action for run in self.state.running.values() if run.offer == offer)
        return self.at(ms, do.StopAction(number))


def quiet() -> Course:
    """A course in which no inject comes by itself."""
    made = script()
    waiting = [do.SkipInject(inject) for inject in made.inject_by_id]
    course = Course(made)
    course.do(*waiting)
    return course


TIMES_MS = st.sampled_from([1, 500, 1_000, 1_500, 20_000, 45_000, 2 * M])
VALUES = {
    ev.Quantity.TENSION: st.sampled_from([0, 500_000, 1_000_000]),
    ev.Quantity.PRESENCE: st.sampled_from([0, 100_000, 1_000_000]),
    ev.Quantity.BEHAVIOUR: st.sampled_from([int(one) for one in Behaviour]),
    ev.Quantity.FORCE: st.integers(0, 6),
}


@st.composite
def courses(draw: st.DrawFn) -> tuple[Scenario, list[Step]]:
    """The script, and a course of it."""
    made = script()
    drill = Drill(made).start()
    steps: list[Step] = [do.StartExercise()]
    for _ in range(draw(st.integers(0, 40))):
        step: Step = draw(TIMES_MS) if draw(st.integers(0, 2)) == 0 else _command(draw, drill.state)
        steps.append(step)
        play(drill, [step])
    if draw(st.booleans()):
        steps.append(do.EndExercise())
    return made, steps


def _command(draw: st.DrawFn, state: DrillState) -> do.Command:
    wishes: list[do.Command] = [do.ObserveTag(tag) for tag in state.scenario.tags]
    wishes += [do.NextPhase()] + [do.ResumeExercise()] * 8 if state.status is Status.HELD else [do.HoldExercise()]
    wishes += [do.StopAction(number) for number in state.running]
    wishes += [do.ChangeStage(number, stage) for number in state.running for stage in (2, 5)]
    wishes += [do.StartAction(offer) for offer in state.scenario.action_by_id]
    wishes += [
        do.StartAction(offer.id, order=number)
        for offer in state.scenario.action_by_id.values()
        for number, order in state.orders.items()
        if (order.unit, order.does) == (offer.unit, offer.does)
    ]
    wishes += [
        do.GiveOrder(offer.unit, offer.does, "Danki")
        for offer in state.scenario.action_by_id.values()
        for _ in range(2 if offer.order_from else 1)
    ]
    wishes += [do.TickExpected(wish) for wish in state.unmet]
    wishes += [do.RestoreEntry(seq) for seq in state.voided]
    wishes += [do.VoidEntry(seq) for seq in state.voidable if seq not in state.voided]
    wishes += [do.Decide(one.id, one.choices[0].id) for one in state.undecided]
    for name, stands in state.injects.items():
        if stands.status in {InjectStatus.HELD, InjectStatus.SKIPPED}:
            wishes += [do.ReleaseInject(name)]
        wishes += [do.HoldBackInject(name), do.SkipInject(name), do.FireInject(name, ev.Firing.GO)]
    wish = draw(st.sampled_from([*wishes, None, None, None, None]))
    return _override(draw, state) if wish is None else wish


def _override(draw: st.DrawFn, state: DrillState) -> do.Command:
    quantity = draw(st.sampled_from(ev.Quantity))
    unit = draw(st.sampled_from(sorted(state.scenario.units))) if quantity is ev.Quantity.FORCE else None
    mode = draw(st.sampled_from(ev.OverrideMode))
    value = None if mode is ev.OverrideMode.RELEASE else draw(VALUES[quantity])
    return do.Override(quantity, mode, value, "Pengendali", "terlihat", unit)


@dataclass
class Seconds:
    """What a drill was, second by second, as whoever looks at its state at each would count it."""

    situation_ms: dict[int, int] = field(default_factory=dict)
    behaviour_ms: dict[int, int] = field(default_factory=dict)
    stage_ms: dict[int, int] = field(default_factory=dict)
    excess_ms: int = 0
    excess_stage_ms: int = 0
    person_ms: int = 0
    personnel: int = 0
    unit_stage_ms: dict[tuple[str, int], int] = field(default_factory=dict)
    unit_action_ms: dict[str, int] = field(default_factory=dict)
    unit_excess_ms: dict[str, int] = field(default_factory=dict)


def seconds(made: Scenario, events: Sequence[ev.Event], now_ms: int) -> Seconds:
    """Look at a log at every second of it."""
    whole = fold_events(made, events)
    whole.advance(now_ms)
    columns = whole.crowd.columns()
    ended = [event.exercise_ms for event in events if isinstance(event.body, ev.ExerciseEnded)]
    length_ms = ended[0] if ended else now_ms
    fold, left, seen = Fold(made), list(reversed(events)), Seconds()
    for from_ms in range(0, length_ms, S):
        while left and left[-1].exercise_ms <= from_ms:
            fold.apply(left.pop())
        _look(seen, fold.state, {name: int(columns[name][from_ms // S]) for name in NAMES}, min(S, length_ms - from_ms))
    return seen


NAMES = ("situation", "behaviour", "ceiling", "force", "personnel")


def _look(seen: Seconds, state: DrillState, row: dict[str, int], ms: int) -> None:
    stages, ceiling = state.unit_stages, row["ceiling"]
    force = max(stages.values(), default=0)
    assert (force, state.personnel) == (row["force"], row["personnel"])
    for sums, key in ((seen.situation_ms, row["situation"]), (seen.behaviour_ms, row["behaviour"])):
        sums[key] = sums.get(key, 0) + ms
    seen.stage_ms[force] = seen.stage_ms.get(force, 0) + ms
    seen.excess_ms += ms * (force > ceiling)
    seen.excess_stage_ms += ms * max(0, force - ceiling)
    seen.person_ms += ms * state.personnel
    seen.personnel = max(seen.personnel, state.personnel)
    for unit in state.scenario.units:
        stage = stages.get(unit, 0)
        stood = unit, stage
        seen.unit_stage_ms[stood] = seen.unit_stage_ms.get(stood, 0) + ms
        busy = any(run.unit == unit for run in state.running.values())
        seen.unit_action_ms[unit] = seen.unit_action_ms.get(unit, 0) + ms * busy
        seen.unit_excess_ms[unit] = seen.unit_excess_ms.get(unit, 0) + ms * (stage > ceiling)
