"""A drill played in code, and chance scripts and scenarios to play it by."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, TypeVar

from hypothesis import strategies as st

from player.engine import commands as do
from player.engine.commands import Command, Refused
from player.engine.engine import Engine
from player.engine.fold import Fold
from player.engine.state import DrillState, ExpectedStatus, Status
from player.model import events as ev
from player.model.course import Effects, Pressure
from player.model.doctrine import ACTION_KINDS, Behaviour, InjectStatus
from player.model.scenario import Scenario
from player.model.times import MINUTE_MS, SECOND_MS
from tests.helpers.scenarios import action, expected, inject, phase, scenario

B = TypeVar("B", bound=ev.Body)


class Drill:
    """An engine that remembers every event it gave."""

    def __init__(self, scenario: Scenario, fold: Fold | None = None) -> None:
        self.engine = Engine(scenario, fold)
        self.events: list[ev.Event] = []

    @property
    def state(self) -> DrillState:
        return self.engine.fold.state

    def start(self) -> Drill:
        """StartEx."""
        self.do(do.StartExercise())
        return self

    def to(self, ms: int) -> list[ev.Event]:
        """Let exercise time go on to ``ms``."""
        return self._keep(self.engine.advance(ms))

    def do(self, *commands: Command) -> list[ev.Event]:
        """Carry out these commands now."""
        return self._keep([event for command in commands for event in self.engine.do(command)])

    def attempt(self, command: Command) -> Refused | None:
        """Carry out a command that may be refused; gives the refusal."""
        try:
            self.do(command)
        except Refused as refusal:
            return refusal
        return None

    def bodies(self) -> list[ev.Body]:
        """What has happened so far."""
        return [event.body for event in self.events]

    def times_ms(self, kind: type[ev.Body], **fields: Any) -> list[int]:
        """Exercise time of every event of this kind with these fields."""
        return [event.exercise_ms for event in self.find(kind, **fields)]

    def find(self, kind: type[ev.Body], **fields: Any) -> list[ev.Event]:
        """Every event of this kind with these fields."""
        return [
            event
            for event in self.events
            if isinstance(event.body, kind) and all(getattr(event.body, name) == fields[name] for name in fields)
        ]

    def _keep(self, events: list[ev.Event]) -> list[ev.Event]:
        self.events += events
        return events


def bodies(events: Iterable[ev.Event]) -> list[ev.Body]:
    """What these events tell."""
    return [event.body for event in events]


def without(events: Iterable[ev.Event], *kinds: type[ev.Body]) -> list[ev.Event]:
    """The events but those of these kinds, numbered anew."""
    left = [event for event in events if not isinstance(event.body, kinds)]
    return [replace(event, seq=seq) for seq, event in enumerate(left, start=1)]


def same_drill(one: Fold, other: Fold) -> None:
    """Fail unless two drills stand alike: state, crowd and time. Their crowds are then computed up to the same tick."""
    mine, theirs = dict(vars(one.state)), dict(vars(other.state))
    assert mine == theirs
    assert one.now_ms == other.now_ms
    level(one, other)
    assert one.crowd.columns() == other.crowd.columns()


def level(one: Fold, other: Fold) -> None:
    """Compute two crowds up to the same tick.

    An engine computes its own up to the tick at which something due takes effect, also where that no longer applies and
    leaves nothing in the log; one folded from the log alone is then a tick behind.
    """
    now_ms = one.now_ms
    for fold in (one, other):
        assert now_ms - SECOND_MS < fold.crowd.tick * SECOND_MS < now_ms + SECOND_MS
    ahead_ms = max(one.crowd.tick, other.crowd.tick) * SECOND_MS
    one.crowd.advance(ahead_ms)
    other.crowd.advance(ahead_ms)


def sound(fold: Fold) -> None:
    """Fail unless what must always hold in a drill holds."""
    state = fold.state
    assert state.running.items() <= state.actions.items()
    assert state.unmet.keys() <= state.expected.keys()
    assert all(run.stopped_ms is None for run in state.running.values())
    met = {ExpectedStatus.MET, ExpectedStatus.MET_LATE}
    assert {name for name, opened in state.expected.items() if opened.status not in met} == state.unmet.keys()
    assert all((opened.met_ms is None) == (opened.status not in met) for opened in state.expected.values())
    fired = {name for name, stands in state.injects.items() if stands.status is InjectStatus.FIRED}
    assert fired == {name for name, stands in state.injects.items() if stands.fired_ms is not None}
    assert {fold.scenario.expected_by_id[name].inject for name in state.expected} <= fired
    assert 0 <= state.personnel <= fold.scenario.total_strength
    assert 0 <= state.force <= 6
    assert 0 <= state.dialogue <= 1
    assert (fold.crowd.force, fold.crowd.personnel) == (state.force, state.personnel)
    assert 0 <= fold.crowd.tension <= 1
    assert state.exercise_ms <= fold.now_ms
    if state.status is not Status.EMERGENCY:  # which may come before StartEx
        assert (state.status is Status.READY) == (not state.phases)
    ends_ms = [run.ended_ms for run in state.phases]
    assert all(end_ms is not None for end_ms in ends_ms[:-1])
    assert [run.started_ms for run in state.phases[1:]] == ends_ms[:-1]
    if state.status is Status.ENDED:
        assert not state.running
        assert {stands.status for stands in state.injects.values()} <= {InjectStatus.FIRED, InjectStatus.SKIPPED}


TIMES_MS = st.one_of(st.sampled_from([0, 500, 1_000, 60_000]), st.integers(0, 3 * MINUTE_MS))
EFFECTS = st.builds(
    Effects,
    tension=st.sampled_from([0.0, 12.0, -20.0, 100.0]),
    pressure=st.none() | st.builds(Pressure, st.sampled_from([0.03, 0.5]), st.integers(1, 2 * MINUTE_MS)),
    behaviour=st.none() | st.sampled_from(Behaviour),
    provocateurs=st.none() | st.sampled_from([0.0, 0.5, 1.0]),
    unlawful=st.booleans(),
)
KINDS = ("shield_line", "warning", "hard_arrest", "water_cannon")
OWN_UNITS = ("dalmas", "negosiator", "water-cannon")


@st.composite
def scenarios(draw: st.DrawFn, *, by_hand: bool = True) -> Scenario:
    """Scenarios of one to three phases of up to three minutes, with injects that often fall on one instant.

    Args:
        by_hand: some injects wait for the controller.
    """
    phases = []
    for number in range(draw(st.integers(1, 3))):
        planned_ms = draw(st.sampled_from([30_000, MINUTE_MS, 3 * MINUTE_MS]))
        injects = [
            _draw_inject(draw, f"inject-{number}-{place}", planned_ms, by_hand=by_hand)
            for place in range(draw(st.integers(1, 4)))
        ]
        actions = [
            action(f"action-{number}-{place}", draw(st.sampled_from(OWN_UNITS)), draw(st.sampled_from(KINDS)))
            for place in range(draw(st.integers(1, 3)))
        ]
        phases.append(phase(f"phase-{number}", *injects, *actions, planned_ms=planned_ms))
    return scenario(*phases)


def _draw_inject(draw: st.DrawFn, name: str, planned_ms: int, *, by_hand: bool) -> Any:
    at_ms = min(planned_ms, draw(TIMES_MS))
    wishes = [
        expected(f"{name}-{n}", draw(TIMES_MS) + 1, draw(st.sampled_from([None, *KINDS])))
        for n in range(draw(st.integers(0, 2)))
    ]
    timed = not by_hand or draw(st.integers(0, 3)) > 0
    manual = by_hand and draw(st.booleans())
    return inject(name, at_ms if timed else None, manual=manual, effects=draw(EFFECTS), expect=wishes)


DELTAS_MS = [-(10**9), -MINUTE_MS, 0, 1, MINUTE_MS, 10**9]


def _desk_commands(
    injects: st.SearchStrategy[str], numbers: st.SearchStrategy[int], texts: st.SearchStrategy[str]
) -> list[st.SearchStrategy[Command]]:
    """What is changed in the script while it runs, gaps, real emergencies, and who observes."""
    return [
        st.builds(do.ShiftInjects, st.sampled_from(DELTAS_MS)),
        st.builds(do.EditInjectText, injects, texts),
        st.builds(do.SetInjectHand, injects, st.booleans()),
        st.builds(do.CountGap, st.sampled_from(ev.GapAs)),
        st.just(do.DeclareEmergency()),
        st.builds(do.MarkContacted, texts, st.booleans()),
        st.just(do.EndEmergency()),
        st.builds(do.TakeTurn, texts),
        st.builds(do.AmendObservation, numbers, st.sampled_from(["text", "place", "rating", "unit", "seq"]), texts),
    ]


def commands(script: Scenario) -> st.SearchStrategy[Command]:
    """Any command, sensible in this scenario or not."""
    injects = st.sampled_from([*script.inject_by_id, "nowhere"])
    numbers = st.integers(-1, 40)
    texts = st.sampled_from(["", "  ", "a note", "{braces}", "x" * 20_000])
    ranks = st.sampled_from([*script.ranks, "", " "])
    kinds = st.sampled_from([*KINDS, *ACTION_KINDS, "singing"])
    units = st.sampled_from([*script.units, "nobody"])
    return st.one_of(
        st.builds(do.FireInject, injects, st.sampled_from(ev.Firing)),
        st.builds(do.HoldBackInject, injects),
        st.builds(do.ReleaseInject, injects),
        st.builds(do.SkipInject, injects),
        st.builds(do.TickExpected, st.sampled_from([*script.expected_by_id, "nowhere"])),
        st.builds(
            do.StartAction,
            st.sampled_from([*script.action_by_id, "nowhere"]),
            st.none() | st.integers(-1, 7),
            st.none() | st.integers(-1, 40),
            st.none() | numbers,
        ),
        st.builds(do.ChangeStage, numbers, st.integers(-1, 7)),
        st.builds(do.StopAction, numbers),
        st.builds(do.GiveOrder, units, kinds, ranks, texts, st.sampled_from(["radio", "pigeon"])),
        st.builds(do.VoidEntry, numbers),
        st.builds(do.RestoreEntry, numbers),
        st.builds(do.WriteNote, texts, st.none() | numbers, st.none() | st.integers(-1, 10**7)),
        st.builds(do.PlaceMarker, texts),
        st.builds(do.AdjustPhase, st.sampled_from(DELTAS_MS), st.sampled_from(ev.Rest)),
        *_desk_commands(injects, numbers, texts),
        st.builds(do.SetSpeed, st.sampled_from([-1, 0, 99, 100, 1_000, 60_000, 120_001])),
        st.just(do.NextPhase()),
        st.just(do.HoldExercise("a reason")),
        st.just(do.ResumeExercise()),
        st.just(do.StartExercise()),
    )


Step = int | Command
"""So many ms of exercise time, or a command."""


@st.composite
def played(draw: st.DrawFn) -> tuple[Scenario, list[Step]]:
    """A scenario and what is done in it: any command at all, but more of those that mean something at that moment."""
    script = draw(scenarios())
    anything = commands(script)
    drill = Drill(script)
    steps: list[Step] = []
    for _ in range(draw(st.integers(0, 50))):
        step: st.SearchStrategy[Step] = TIMES_MS
        if (what := draw(st.integers(0, 4))) > 1:
            step = st.sampled_from(_sensible(drill))
        elif what == 1:
            step = anything
        steps.append(draw(step))
        play(drill, steps[-1:])
    if draw(st.booleans()):
        steps.append(do.EndExercise())
    return script, steps


def _sensible(drill: Drill) -> list[Command]:
    """Commands that mean something in this state."""
    state = drill.state
    if state.status is Status.READY:
        return [do.StartExercise()]
    if state.status is Status.ENDED:
        return [do.PlaceMarker()]
    if state.status is Status.EMERGENCY:
        return [do.EndEmergency()] * 3 + [do.MarkContacted("112"), do.MarkContacted("112", reached=False)]
    wishes: list[Command] = [do.NextPhase(), do.PlaceMarker("here"), do.WriteNote("a note"), do.DeclareEmergency()]
    wishes += [do.ShiftInjects(delta_ms) for delta_ms in (-MINUTE_MS, 7_000)]
    wishes += [do.AdjustPhase(delta_ms, rest) for rest in ev.Rest for delta_ms in (-MINUTE_MS, MINUTE_MS)]
    wishes += [do.CountGap(counts_as) for counts_as in ev.GapAs] * 3 if state.gap is not None else []
    wishes += [do.ResumeExercise()] * 5 if state.status is Status.HELD else [do.HoldExercise()]
    wishes += [do.StopAction(number) for number in state.running]
    wishes += [do.ChangeStage(number, 5) for number in state.running]
    wishes += [do.StartAction(offer) for offer in drill.engine.scenario.action_by_id]
    wishes += [do.TickExpected(wish) for wish in state.unmet]
    wishes += [do.RestoreEntry(seq) for seq in state.voided]
    wishes += [do.VoidEntry(seq) for seq in state.voidable if seq not in state.voided]
    for name, stands in state.injects.items():
        if stands.status in {InjectStatus.HELD, InjectStatus.SKIPPED}:
            wishes += [do.ReleaseInject(name), do.FireInject(name)]
        elif stands.status is not InjectStatus.FIRED:
            wishes += [do.HoldBackInject(name), do.SkipInject(name), do.FireInject(name, ev.Firing.GO)]
            wishes.append(do.SetInjectHand(name, not state.is_by_hand(drill.engine.scenario.inject_by_id[name])))
        else:
            wishes += [do.FireInject(name, ev.Firing.AGAIN), do.EditInjectText(name, "other words")]
    return wishes


def play(drill: Drill, steps: Iterable[Step]) -> None:
    """Take these steps; what is refused is left out."""
    for step in steps:
        if isinstance(step, int):
            drill.to(drill.engine.now_ms + step)
        else:
            drill.attempt(step)
