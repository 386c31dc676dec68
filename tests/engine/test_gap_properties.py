"""Gaps in the time, whatever was done before and after: however they are counted, nothing bursts or is lost."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from hypothesis import given, settings
from hypothesis import strategies as st

from player.engine import commands as do
from player.engine.fold import fold_events
from player.engine.state import Status
from player.model import events as ev
from player.model.doctrine import InjectStatus
from player.model.scenario import Scenario
from player.model.times import DAY_MS, HOUR_MS, MINUTE_MS
from tests.helpers.depth import cases
from tests.helpers.drills import Drill, Step, play, played, same_drill, sound


@dataclass(frozen=True)
class Sleep:
    """The machine sleeps; then somebody says what that counts as, or (None) nobody does."""

    gap_ms: int
    counts_as: ev.GapAs | None


SLEEPS = st.builds(
    Sleep, st.one_of(st.integers(11_000, 10 * MINUTE_MS), st.integers(0, DAY_MS)), st.none() | st.sampled_from(ev.GapAs)
)


@st.composite
def courses(draw: st.DrawFn) -> tuple[Scenario, list[Step | Sleep]]:
    """A drill in which the machine sleeps here and there."""
    script, steps = draw(played())
    mixed: list[Step | Sleep] = [do.StartExercise(), *steps]
    for _ in range(draw(st.integers(1, 4))):
        mixed.insert(draw(st.integers(1, len(mixed))), draw(SLEEPS))
    return script, mixed


def take(drill: Drill, steps: Iterable[Step | Sleep]) -> None:
    """Take these steps, as the session does it."""
    for step in steps:
        if not isinstance(step, Sleep):
            play(drill, [step])
        elif drill.state.status is Status.RUNNING:
            drill.do(do.HoldExercise("slept"))
            drill.events.append(drill.engine.record(ev.GapFound(step.gap_ms), drill.engine.now_ms))
            if step.counts_as is not None:
                count(drill, step.gap_ms, step.counts_as)


def count(drill: Drill, gap_ms: int, counts_as: ev.GapAs) -> None:
    """Say what a gap counts as, and hold what must hold of that."""
    before_ms, first = drill.engine.now_ms, len(drill.events)
    elapsed_ms = gap_ms * drill.state.speed_permille // 1000 if counts_as is ev.GapAs.ELAPSED else 0
    status, due = drill.state.status, dict(drill.state.injects)
    refusal = drill.attempt(do.CountGap(counts_as))
    if refusal is not None:
        assert elapsed_ms > DAY_MS
        assert drill.engine.now_ms == before_ms
        return
    assert drill.state.status is status
    assert drill.engine.now_ms == before_ms + elapsed_ms
    assert drill.state.gap is None
    came = drill.events[first:]
    assert all(before_ms <= event.exercise_ms <= drill.engine.now_ms for event in came)
    assert not [event for event in came if isinstance(event.body, ev.InjectFired)], "a burst after a gap"
    if counts_as is ev.GapAs.HOLD:
        assert len(came) == 1
    phase = drill.state.phase
    for inject in phase.injects if phase is not None else ():
        stood = due[inject.id]
        if stood.status is InjectStatus.PENDING and stood.due_ms is not None and stood.due_ms <= drill.engine.now_ms:
            assert drill.state.injects[inject.id].status is InjectStatus.DUE, "lost in a gap"


@given(courses())
@settings(max_examples=cases(100))
def test_nothing_bursts_nothing_is_lost_and_the_log_gives_the_drill_back(
    course: tuple[Scenario, list[Step | Sleep]],
) -> None:
    script, steps = course
    drill = Drill(script)
    for step in steps:
        take(drill, [step])
        sound(drill.engine.fold)
    folded = fold_events(script, drill.events)
    folded.advance(drill.engine.now_ms)
    same_drill(folded, drill.engine.fold)


@given(courses(), st.data())
@settings(max_examples=cases(60))
def test_a_drill_taken_up_from_its_log_goes_on_alike(
    course: tuple[Scenario, list[Step | Sleep]], data: st.DataObject
) -> None:
    script, steps = course
    whole = Drill(script)
    cut = data.draw(st.integers(0, len(steps)), label="steps before the interruption")
    take(whole, steps[:cut])
    fold = fold_events(script, whole.events)
    fold.advance(whole.engine.now_ms)
    taken_up = Drill(script, fold)
    taken_up.events = list(whole.events)
    for drill in (whole, taken_up):
        take(drill, steps[cut:])
        drill.attempt(do.EndEmergency())
        drill.attempt(do.ResumeExercise())
        drill.to(drill.engine.now_ms + HOUR_MS)
    assert taken_up.events == whole.events
    same_drill(taken_up.engine.fold, whole.engine.fold)
