"""What holds of the engine whatever is done: for any script, any commands and any course of time."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from player.engine import commands as do
from player.engine.clock import ExerciseClock
from player.engine.engine import Engine
from player.engine.fold import fold_events
from player.model import events as ev
from player.model.scenario import Scenario
from player.model.times import DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS
from tests.helpers.depth import cases
from tests.helpers.drills import Drill, Step, play, played, same_drill, scenarios, sound, without

SCRIPT_AND_STEPS = played()
CUTS = st.lists(st.integers(0, 5 * MINUTE_MS), max_size=20)


@given(SCRIPT_AND_STEPS)
@settings(max_examples=cases(150))
def test_any_commands_at_all_leave_a_sound_drill_and_a_whole_log(script_and_steps: tuple[Scenario, list[Step]]) -> None:
    script, steps = script_and_steps
    drill = Drill(script)
    for step in steps:
        before = len(drill.events)
        play(drill, [step])
        sound(drill.engine.fold)
        assert not isinstance(step, int) or drill.state.status != "held" or len(drill.events) == before
    assert [event.seq for event in drill.events] == list(range(1, len(drill.events) + 1))
    assert all(earlier.exercise_ms <= later.exercise_ms for earlier, later in pairwise(drill.events))
    starts_ms = script.place.starts_ms
    assert all(event.scenario_ms == starts_ms + event.exercise_ms for event in drill.events)
    firings = [event.body for event in drill.events if isinstance(event.body, ev.InjectFired)]
    fired = [body.inject for body in firings if body.how is not ev.Firing.AGAIN]
    assert len(fired) == len(set(fired)), "an inject fired twice"


@given(SCRIPT_AND_STEPS)
@settings(max_examples=cases(100))
def test_a_refused_command_changes_nothing(script_and_steps: tuple[Scenario, list[Step]]) -> None:
    script, steps = script_and_steps
    drill = Drill(script)
    for step in steps:
        if isinstance(step, int):
            play(drill, [step])
            continue
        before = drill.state.copy()
        crowd = drill.engine.fold.crowd.columns()
        if drill.attempt(step) is not None:
            assert vars(drill.state) == vars(before)
            assert drill.engine.fold.crowd.columns() == crowd


@given(SCRIPT_AND_STEPS)
@settings(max_examples=cases(100))
def test_the_log_alone_gives_the_drill_back(script_and_steps: tuple[Scenario, list[Step]]) -> None:
    script, steps = script_and_steps
    drill = Drill(script)
    play(drill, steps)
    folded = fold_events(script, drill.events)
    folded.advance(drill.engine.now_ms)
    same_drill(folded, drill.engine.fold)


@given(SCRIPT_AND_STEPS, st.data())
@settings(max_examples=cases(100))
def test_an_engine_made_anew_from_the_log_goes_on_as_if_never_interrupted(
    script_and_steps: tuple[Scenario, list[Step]], data: st.DataObject
) -> None:
    script, steps = script_and_steps
    whole = Drill(script)
    cut = data.draw(st.integers(0, len(steps)), label="steps before the interruption")
    play(whole, steps[:cut])
    fold = fold_events(script, whole.events)
    fold.advance(whole.engine.now_ms)
    taken_up = Drill(script, fold)
    taken_up.events = list(whole.events)
    play(whole, steps[cut:])
    play(taken_up, steps[cut:])
    for drill in (whole, taken_up):
        drill.attempt(do.ResumeExercise())
        drill.to(drill.engine.now_ms + HOUR_MS)
    assert taken_up.events == whole.events
    same_drill(taken_up.engine.fold, whole.engine.fold)


@given(SCRIPT_AND_STEPS, CUTS)
@settings(max_examples=cases(100))
def test_the_steps_in_which_time_is_advanced_and_looked_at_do_not_matter(
    script_and_steps: tuple[Scenario, list[Step]], cuts_ms: list[int]
) -> None:
    script, steps = script_and_steps
    straight, chunked = Drill(script), Drill(script)
    for step in steps:
        play(straight, [step])
        start_ms = chunked.engine.now_ms
        for cut_ms in sorted(cuts_ms):
            if not isinstance(step, int):
                chunked.to(start_ms)  # also nothing at all may be advanced before and after a command
            elif cut_ms < step:
                chunked.to(start_ms + cut_ms)
            assert chunked.engine.fold.crowd.tick >= start_ms // SECOND_MS  # asked for at every cut, too
        play(chunked, [start_ms + step - chunked.engine.now_ms if isinstance(step, int) else step])
    assert chunked.events == straight.events
    same_drill(chunked.engine.fold, straight.engine.fold)


@given(scenarios(), st.integers(0, 5 * MINUTE_MS), st.integers(0, 5 * MINUTE_MS))
@settings(max_examples=cases(50))
def test_time_never_runs_back(script: Scenario, first_ms: int, second_ms: int) -> None:
    drill = Drill(script).start()
    drill.to(first_ms)
    drill.to(second_ms)
    drill.to(-1)
    assert drill.engine.now_ms == max(first_ms, second_ms)
    straight = Drill(script).start()
    straight.to(max(first_ms, second_ms))
    assert drill.events == straight.events


PAUSES = st.lists(
    st.tuples(st.integers(0, 4 * MINUTE_MS), st.one_of(st.integers(0, 2_000), st.integers(0, 30 * DAY_MS))),
    max_size=8,
)
"""Exercise time each pause falls at, and how long it lasts in real time."""


@given(
    scenarios(by_hand=False), PAUSES, st.sampled_from([7, 100, 1_000, 40_000]), st.sampled_from([1_000, 333, 60_000])
)
@settings(max_examples=cases(100))
def test_pause_anywhere_any_length_each_inject_fires_once_in_order_at_its_time(
    script: Scenario, pauses: list[tuple[int, int]], frame_ms: int, speed_permille: int
) -> None:
    """Traps, row 1, as the window drives it: real time in frames, through the exercise clock."""
    paused = _driven(script, sorted(pauses), frame_ms, speed_permille)
    straight = _driven(script, [], 60_000, 1_000)
    assert without(paused.events, ev.ExerciseHeld, ev.ExerciseResumed) == straight.events
    first = script.phases[0]
    in_order = sorted(first.injects, key=lambda inject: (inject.at_ms, inject.sequence))
    fired = [event for event in paused.events if isinstance(event.body, ev.InjectFired)]
    assert [(event.body.inject, event.exercise_ms) for event in fired if isinstance(event.body, ev.InjectFired)] == [
        (inject.id, inject.at_ms) for inject in in_order
    ]


def _driven(script: Scenario, pauses: list[tuple[int, int]], frame_ms: int, speed_permille: int) -> Drill:
    drill, clock, now_ms = Drill(script), ExerciseClock(), 123_456
    clock.set_speed(now_ms, speed_permille)
    drill.start()
    clock.run(now_ms)
    while drill.engine.now_ms < 5 * MINUTE_MS:
        step_ms = max(frame_ms, 5 * MINUTE_MS // 400)
        now_ms += step_ms
        drill.to(min(clock.exercise_ms(now_ms), 5 * MINUTE_MS))
        while pauses and pauses[0][0] <= drill.engine.now_ms:
            _, length_ms = pauses.pop(0)
            clock.hold(now_ms)
            drill.do(do.HoldExercise())
            for part_ms in (0, length_ms // 3, length_ms):
                drill.to(clock.exercise_ms(now_ms + part_ms))
            now_ms += length_ms
            drill.do(do.ResumeExercise())
            clock.run(now_ms)
    return drill


OF_THE_CROWD = (ev.BehaviourChanged, ev.SituationChanged, ev.CrowdDispersed, ev.CrowdGathered)
"""What nobody can announce."""


@given(scenarios(), st.integers(0, 3 * MINUTE_MS))
@settings(max_examples=cases(40))
def test_the_next_thing_due_is_never_later_than_announced(script: Scenario, start_ms: int) -> None:
    engine = Engine(script)
    engine.do(do.StartExercise())
    engine.advance(start_ms)
    for _ in range(20):
        due_ms = engine.next_due_ms
        if due_ms is None:
            assert without(engine.advance(HOUR_MS), *OF_THE_CROWD) == []
            return
        assert without(engine.advance(due_ms - 1), *OF_THE_CROWD) == []
        assert all(event.exercise_ms == due_ms for event in engine.advance(due_ms))
