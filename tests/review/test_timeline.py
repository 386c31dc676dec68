"""Any moment of a finished drill is what the fold of its events up to then says."""

from __future__ import annotations

from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from player.engine import commands as do
from player.engine import trail as module
from player.engine.fold import fold_events
from player.engine.rehearsal import rehearse
from player.engine.state import Status
from player.engine.trail import KEEP_EVERY
from player.model.events import AnswerKind
from player.model.scenario import Scenario
from player.model.times import MINUTE_MS, SECOND_MS
from player.review.timeline import Moment, Timeline
from tests.helpers.drills import Drill, Step, play, played
from tests.helpers.scenarios import small_drill


def long_drill() -> Drill:
    """A drill of more events than are kept between two checkpoints, many of them in one instant."""
    drill = Drill(small_drill()).start()
    for turn in range(KEEP_EVERY):
        drill.to(turn * 700)
        drill.do(do.PlaceMarker(str(turn)), do.WriteNote(str(turn)), do.VoidEntry(drill.state.last_seq + 1))
    return drill


def same_moment(moment: Moment, scenario: Scenario, drill: Drill, ms: int) -> None:
    so_far = [event for event in drill.events if event.exercise_ms <= ms]
    folded = fold_events(scenario, so_far)
    assert vars(moment.state) == vars(folded.state)
    assert (moment.now_ms, moment.count) == (ms, len(so_far))


@given(played(), st.lists(st.integers(-1_000, 30 * MINUTE_MS), max_size=8), st.sampled_from([1, 2, 7, 256]))
@settings(max_examples=60)
def test_a_moment_is_the_fold_of_the_events_up_to_it_whatever_the_checkpoints(
    script_and_steps: tuple[Scenario, list[Step]], moments_ms: list[int], every: int
) -> None:
    script, steps = script_and_steps
    drill = Drill(script)
    play(drill, steps)
    instants_ms = [event.exercise_ms for event in drill.events]
    with patch.object(module, "KEEP_EVERY", every):
        line = Timeline(script, drill.events)
        assert line.end_ms == max(instants_ms, default=0)
        for ms in [*moments_ms, *instants_ms, *(ms - 1 for ms in instants_ms)]:
            same_moment(line.at(ms), script, drill, ms)
        for count in range(len(drill.events) + 1):
            moment = line.after(count)
            assert vars(moment.state) == vars(fold_events(script, drill.events[:count]).state)
            assert moment.now_ms == (instants_ms[count - 1] if count else 0)


def test_looking_at_moments_in_any_order_changes_none_of_them() -> None:
    drill = long_drill()
    line = Timeline(drill.engine.scenario, drill.events)
    for ms in (line.end_ms, 0, 100 * SECOND_MS, line.end_ms, 99 * SECOND_MS, 0):
        same_moment(line.at(ms), drill.engine.scenario, drill, ms)
    assert len(line.at(line.end_ms).state.voidable) == 2 * KEEP_EVERY


def test_the_crowd_of_a_moment_is_that_of_the_drill_as_it_ran() -> None:
    course = rehearse(small_drill())
    line = Timeline(small_drill(), course.events)
    for second in range(0, course.fold.now_ms // SECOND_MS + 1, 7):
        ms = second * SECOND_MS
        so_far = fold_events(small_drill(), [event for event in course.events if event.exercise_ms <= ms])
        so_far.advance(ms)
        assert line.at(ms).sample == so_far.crowd.sample(ms)


@pytest.mark.parametrize("ms", [-1, -MINUTE_MS])
def test_before_startex_there_is_a_ready_drill(ms: int) -> None:
    moment = Timeline(small_drill(), rehearse(small_drill()).events).at(ms)
    assert (moment.state.status, moment.count) == (Status.READY, 0)


def test_after_the_end_it_stands_as_it_ended() -> None:
    line = Timeline(small_drill(), rehearse(small_drill()).events)
    assert line.at(line.end_ms + MINUTE_MS).state.status is Status.ENDED
    assert line.at(line.end_ms + MINUTE_MS).count == len(line.events)


@pytest.mark.parametrize(("asked", "count"), [(-5, 0), (0, 0), (3, 3), (10**6, None)])
def test_after_so_many_events_is_kept_within_the_log(asked: int, count: int | None) -> None:
    line = Timeline(small_drill(), rehearse(small_drill()).events)
    assert line.after(asked).count == (len(line.events) if count is None else count)


def test_an_empty_log_is_a_drill_that_has_not_begun() -> None:
    line = Timeline(small_drill(), [])
    assert line.end_ms == 0
    assert line.at(0).count == line.after(0).count == 0
    assert line.at(0).state.status is Status.READY


def test_a_drill_cut_off_later_than_its_last_event_is_shown_to_its_end() -> None:
    course = rehearse(small_drill())
    some = course.events[: len(course.events) // 2]
    reached_ms = some[-1].exercise_ms + 20_500
    line = Timeline(small_drill(), some, reached_ms)
    assert line.end_ms == reached_ms
    moment = line.at(line.end_ms)
    assert (moment.count, moment.now_ms) == (len(some), reached_ms)
    assert line.crowd.columns()["t_ms"][-1] == reached_ms // 1000 * 1000
    assert Timeline(small_drill(), some, 0).end_ms == some[-1].exercise_ms


@given(played(), st.lists(st.integers(1, 9), max_size=5), st.sampled_from([1, 2, 7, 256]))
@settings(max_examples=40)
def test_a_timeline_that_grew_is_the_one_of_the_whole_log(
    script_and_steps: tuple[Scenario, list[Step]], portions: list[int], every: int
) -> None:
    """Answers come behind EndEx, a few at a time."""
    script, steps = script_and_steps
    drill = Drill(script)
    play(drill, [do.StartExercise(), *steps, do.EndExercise()])
    with patch.object(module, "KEEP_EVERY", every):
        grown = Timeline(script, drill.events)
        before = grown.findings
        for number, count in enumerate(portions):
            answers = [do.AnswerFinding(f"R{number + 1}.{n}", AnswerKind.ACCEPTED) for n in range(count)]
            added = drill.do(*answers, do.VoidEntry(drill.state.last_seq + 1))
            for event in added:
                grown.fold.apply(event)
            grown.follow(added)
        whole = Timeline(script, drill.events)
        assert grown.events == whole.events
        assert (grown.findings, whole.findings) == (before, before)
        for count in range(len(whole.events) + 1):
            assert vars(grown.after(count).state) == vars(whole.after(count).state)
        assert grown.at(grown.end_ms).count == len(whole.events)
