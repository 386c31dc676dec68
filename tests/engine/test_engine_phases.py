"""StartEx, phases, their planned length, and EndEx."""

from __future__ import annotations

from dataclasses import replace

import pytest

from player.engine import commands as do
from player.engine.commands import Refused
from player.engine.state import PhaseRun, Status
from player.model import events as ev
from player.model.doctrine import InjectStatus
from player.model.times import HOUR_MS, MINUTE_MS
from tests.helpers.drills import Drill, bodies
from tests.helpers.scenarios import action, inject, phase, scenario, small_drill

SCRIPT = scenario(
    phase("first", inject("timed", 5 * MINUTE_MS), inject("by-hand"), action("line"), planned_ms=10 * MINUTE_MS),
    phase("second", inject("at-once", 0), inject("both", MINUTE_MS, manual=True), planned_ms=2 * MINUTE_MS),
    phase("third", inject("last", MINUTE_MS), planned_ms=5 * MINUTE_MS),
)


def started() -> Drill:
    return Drill(SCRIPT).start()


def test_startex_begins_the_first_phase() -> None:
    drill = Drill(SCRIPT)
    assert (drill.state.phase, drill.state.phase_run, drill.state.next_phase) == (None, None, None)
    assert bodies(drill.do(do.StartExercise())) == [
        ev.ExerciseStarted(),
        ev.PhaseStarted("first", ev.PhaseCause.START),
    ]
    assert drill.state.phase is SCRIPT.phases[0]
    assert drill.state.next_phase is SCRIPT.phases[1]
    assert drill.state.phases == [PhaseRun("first", 0, 10 * MINUTE_MS)]


def test_a_phase_ends_when_the_next_begins_and_not_by_itself() -> None:
    drill = started()
    drill.to(HOUR_MS)
    assert drill.state.phase is SCRIPT.phases[0]
    drill.do(do.NextPhase())
    assert drill.state.phases == [
        PhaseRun("first", 0, 10 * MINUTE_MS, HOUR_MS),
        PhaseRun("second", HOUR_MS, 2 * MINUTE_MS),
    ]


def test_the_next_phase_skips_what_still_waits_in_this_one_only() -> None:
    drill = started()
    drill.to(MINUTE_MS)
    drill.do(do.HoldBackInject("timed"), do.HoldBackInject("last"))
    events = drill.do(do.NextPhase())
    assert [(event.body, event.actor) for event in events] == [
        (ev.InjectSkipped("timed", ev.SkipReason.PHASE_ENDED), ev.Actor.ENGINE),
        (ev.InjectSkipped("by-hand", ev.SkipReason.PHASE_ENDED), ev.Actor.ENGINE),
        (ev.PhaseStarted("second"), ev.Actor.CONTROLLER),
        (ev.InjectFired("at-once", ev.Firing.SCHEDULE), ev.Actor.ENGINE),
    ]
    assert drill.state.injects["last"].status is InjectStatus.HELD
    drill.to(HOUR_MS)
    assert drill.times_ms(ev.InjectFired, inject="timed") == []


def test_the_next_phase_skips_what_is_due_and_leaves_what_was_fired_or_skipped() -> None:
    drill = started()
    drill.do(do.SkipInject("by-hand"))
    drill.to(6 * MINUTE_MS)
    assert bodies(drill.do(do.NextPhase()))[0] == ev.PhaseStarted("second")
    drill.to(8 * MINUTE_MS)
    assert bodies(drill.do(do.NextPhase())) == [
        ev.InjectSkipped("both", ev.SkipReason.PHASE_ENDED),
        ev.PhaseStarted("third"),
    ]


def test_times_in_a_phase_run_from_its_own_start() -> None:
    drill = started()
    drill.to(7_123)
    drill.do(do.NextPhase())
    assert drill.times_ms(ev.InjectFired, inject="at-once") == [7_123]
    drill.to(HOUR_MS)
    assert drill.times_ms(ev.InjectCameDue, inject="both") == [7_123 + MINUTE_MS]


def test_a_phase_begun_on_hold_waits_with_its_injects_until_the_exercise_goes_on() -> None:
    drill = started()
    drill.to(MINUTE_MS)
    drill.do(do.HoldExercise(), do.NextPhase())
    assert not drill.find(ev.InjectFired, inject="at-once")
    assert bodies(drill.do(do.ResumeExercise())) == [
        ev.ExerciseResumed(),
        ev.InjectFired("at-once", ev.Firing.SCHEDULE),
    ]


def test_after_the_last_phase_there_is_none() -> None:
    drill = started()
    drill.do(do.NextPhase(), do.NextPhase())
    assert drill.state.next_phase is None
    with pytest.raises(Refused):
        drill.engine.do(do.NextPhase())


def test_phases_are_played_in_the_order_of_the_script_not_of_the_file() -> None:
    first, second, third = SCRIPT.phases
    jumping = replace(
        SCRIPT, phases=(replace(first, next="third"), replace(second, next=None), replace(third, next="second"))
    )
    drill = Drill(jumping).start()
    drill.do(do.NextPhase(), do.NextPhase())
    assert [run.phase for run in drill.state.phases] == ["first", "third", "second"]


@pytest.mark.parametrize(
    ("wished_ms", "delta_ms"),
    [
        (MINUTE_MS, MINUTE_MS),
        (1, 1),
        (-MINUTE_MS, -MINUTE_MS),
        (-9 * MINUTE_MS, -9 * MINUTE_MS),
        (-HOUR_MS, -9 * MINUTE_MS),
    ],
)
def test_a_phase_is_made_longer_or_shorter_down_to_a_minute(wished_ms: int, delta_ms: int) -> None:
    drill = started()
    assert bodies(drill.do(do.AdjustPhase(wished_ms))) == [ev.PhaseAdjusted("first", delta_ms)]
    assert drill.state.phases[-1].planned_ms == 10 * MINUTE_MS + delta_ms


def test_a_phase_as_short_as_can_be_is_not_made_shorter() -> None:
    drill = started()
    drill.do(do.AdjustPhase(-HOUR_MS))
    for delta_ms in (-1, -HOUR_MS, 0):
        with pytest.raises(Refused):
            drill.engine.do(do.AdjustPhase(delta_ms))


def test_a_phase_planned_shorter_than_a_minute_can_only_be_made_longer_and_by_just_that_much() -> None:
    drill = Drill(scenario(phase("blink", planned_ms=10_000))).start()
    with pytest.raises(Refused):
        drill.engine.do(do.AdjustPhase(-MINUTE_MS))
    assert bodies(drill.do(do.AdjustPhase(5_000))) == [ev.PhaseAdjusted("blink", 5_000)]


def test_adjusting_a_phase_moves_no_inject() -> None:
    drill = started()
    drill.do(do.AdjustPhase(30 * MINUTE_MS))
    drill.to(HOUR_MS)
    assert drill.times_ms(ev.InjectFired, inject="timed") == [5 * MINUTE_MS]


def test_endex_stops_what_runs_skips_what_waits_and_closes_the_log() -> None:
    drill = Drill(small_drill()).start()
    drill.to(MINUTE_MS)
    drill.do(do.StartAction("line"), do.StartAction("arrest"), do.StopAction(1), do.StartAction("warning"))
    events = drill.do(do.EndExercise())
    assert [(event.body, event.actor) for event in events] == [
        (ev.ActionStopped(2), ev.Actor.ENGINE),
        (ev.ActionStopped(3), ev.Actor.ENGINE),
        (ev.InjectSkipped("orator", ev.SkipReason.EXERCISE_ENDED), ev.Actor.ENGINE),
        (ev.InjectSkipped("bottle", ev.SkipReason.EXERCISE_ENDED), ev.Actor.ENGINE),
        (ev.InjectSkipped("rumour", ev.SkipReason.EXERCISE_ENDED), ev.Actor.ENGINE),
        (ev.InjectSkipped("push", ev.SkipReason.EXERCISE_ENDED), ev.Actor.ENGINE),
        (ev.ExerciseEnded(), ev.Actor.CONTROLLER),
    ]
    assert drill.state.status is Status.ENDED
    assert drill.state.phases[-1].ended_ms == MINUTE_MS
    assert {run.stopped_ms for run in drill.state.actions.values()} == {MINUTE_MS}
    assert (drill.state.force, drill.state.personnel, drill.state.dialogue) == (0, 0, 0.0)


def test_endex_on_hold_ends_it_at_the_time_it_was_held() -> None:
    drill = started()
    drill.to(MINUTE_MS)
    drill.do(do.HoldExercise("storm"), do.EndExercise())
    assert drill.state.phases[-1].ended_ms == MINUTE_MS
