"""What is due when, and in what order at the same instant."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from player.engine import commands as do
from player.engine.engine import Engine
from player.engine.fold import Fold, fold_events
from player.engine.schedule import Schedule
from player.engine.state import Waiting
from player.model import events as ev
from player.model.scenario import Scenario
from player.model.times import HOUR_MS, MINUTE_MS, SECOND_MS
from tests.helpers.drills import Drill, bodies
from tests.helpers.scenarios import expected, inject, phase, scenario

AT_MS = 3 * MINUTE_MS


def crowded() -> Scenario:
    """Much on one instant, three minutes in: injects out of order of time, and deadlines of earlier ones."""
    return scenario(
        phase(
            "only",
            inject("late-in-file", AT_MS),
            inject("opens", MINUTE_MS, expect=[expected("second", 2 * MINUTE_MS), expected("third", 2 * MINUTE_MS)]),
            inject("by-hand", AT_MS, manual=True),
            inject("opens-first", 0, expect=[expected("first", AT_MS)]),
            inject("again", AT_MS),
        )
    )


def test_of_one_instant_injects_come_first_in_the_order_of_the_script_then_deadlines_in_theirs() -> None:
    drill = Drill(crowded()).start()
    drill.to(AT_MS - 1)
    assert bodies(drill.to(AT_MS)) == [
        ev.InjectFired("late-in-file", ev.Firing.SCHEDULE),
        ev.InjectCameDue("by-hand"),
        ev.InjectFired("again", ev.Firing.SCHEDULE),
        ev.ExpectedActionMissed("second"),
        ev.ExpectedActionMissed("third"),
        ev.ExpectedActionMissed("first"),
    ]


def test_entries_compare_by_time_then_rank_then_priority_then_sequence() -> None:
    entries = [
        Waiting(5, 0, 0, 0, "z"),
        Waiting(4, 1, 0, 0, "y"),
        Waiting(4, 0, 0, 1, "a"),
        Waiting(4, 0, 0, 0, "b"),
        Waiting(4, 0, -1, 5, "urgent"),
        Waiting(4, 1, 0, 1, "a"),
    ]
    assert [entry.id for entry in sorted(entries)] == ["urgent", "b", "a", "y", "a", "z"]


@given(st.permutations(range(5)))
def test_the_order_at_one_instant_is_by_number_not_by_place_in_memory(order: list[int]) -> None:
    injects = [replace(inject(f"inject-{n}", AT_MS), sequence=n, phase="only") for n in order]
    script = scenario(phase("only"))
    shuffled = replace(script, phases=(replace(script.phases[0], injects=tuple(injects)),))
    drill = Drill(shuffled).start()
    fired = [event.body for event in drill.to(AT_MS)]
    assert fired == [ev.InjectFired(f"inject-{n}", ev.Firing.SCHEDULE) for n in range(5)]


def test_a_schedule_has_nothing_before_the_start() -> None:
    schedule = Schedule(Fold(crowded()).state)
    assert schedule.next_due_ms is None
    assert schedule.pop(HOUR_MS) is None


def test_an_entry_is_not_given_before_its_time() -> None:
    engine = Engine(crowded())
    engine.do(do.StartExercise())
    schedule = Schedule(engine.fold.state)
    assert schedule.next_due_ms == MINUTE_MS
    assert schedule.pop(MINUTE_MS - 1) is None
    first = schedule.pop(MINUTE_MS)
    assert first is not None
    assert first.id == "opens"
    assert schedule.pop(MINUTE_MS) is None


def test_an_event_on_the_instant_zero_happens() -> None:
    drill = Drill(crowded()).start()
    assert drill.times_ms(ev.InjectFired, inject="opens-first") == [0]


PAST_PHASE = scenario(phase("first", inject("early", 5 * MINUTE_MS)), phase("second"))


@pytest.mark.parametrize("made_anew", [False, True])
def test_an_inject_released_after_its_phase_still_waits_for_its_time(made_anew: bool) -> None:  # noqa: FBT001
    drill = Drill(PAST_PHASE).start()
    drill.to(MINUTE_MS)
    drill.do(do.NextPhase(), do.ReleaseInject("early"))
    if made_anew:
        events = drill.events
        drill = Drill(PAST_PHASE, fold_events(PAST_PHASE, events))
    drill.to(HOUR_MS)
    assert drill.times_ms(ev.InjectFired, inject="early") == [5 * MINUTE_MS]


def test_what_was_left_behind_while_nobody_ran_the_drill_happens_at_once_and_time_does_not_fall() -> None:
    """A session cut off at 30 s whose last sign of life is of 90 s: the inject of 60 s was never seen."""
    script = scenario(
        phase("only", inject("opens", 0, expect=[expected("wish", 70 * SECOND_MS)]), inject("unseen", MINUTE_MS))
    )
    before = Drill(script).start()
    before.to(30 * SECOND_MS)
    before.do(do.PlaceMarker())
    drill = Drill(script, fold_events(script, before.events))
    resumed = drill.engine.record(ev.SessionResumed(5_000), 90 * SECOND_MS)
    assert resumed.exercise_ms == 90 * SECOND_MS
    assert drill.to(2 * MINUTE_MS) == [], "a session taken up again is on hold"
    happened = drill.do(do.ResumeExercise())
    assert [(event.body, event.exercise_ms) for event in happened] == [
        (ev.ExerciseResumed(), 90 * SECOND_MS),
        (ev.InjectFired("unseen", ev.Firing.SCHEDULE), 90 * SECOND_MS),
        (ev.ExpectedActionMissed("wish"), 90 * SECOND_MS),
    ]


def test_a_record_of_the_session_never_takes_time_back() -> None:
    drill = Drill(PAST_PHASE).start()
    drill.to(MINUTE_MS)
    assert drill.engine.record(ev.SessionResumed(0), 1_000).exercise_ms == MINUTE_MS
