"""The desk's commands: gaps in the time, real emergencies, observers, and injects changed in the run."""

from __future__ import annotations

from dataclasses import replace

import pytest

from player.engine import commands as do
from player.engine.commands import Refused
from player.engine.fold import fold_events
from player.engine.state import Status
from player.model import events as ev
from player.model.doctrine import InjectStatus
from player.model.entries import EmergencyContact, Tag
from player.model.scenario import Scenario
from player.model.text import Text
from player.model.times import MINUTE_MS as M
from player.model.times import SECOND_MS as S
from tests.helpers.drills import Drill
from tests.helpers.scenarios import expected, inject, phase, scenario


def script() -> Scenario:
    made = scenario(
        phase(
            "first",
            inject("one", M, expect=[expected("seen", M)]),
            inject("two", 2 * M),
            inject("three", 3 * M),
            inject("by-hand"),
            inject("asked", 5 * M, manual=True),
            planned_ms=6 * M,
        ),
        phase("second", inject("later", M), planned_ms=4 * M),
        phase("third", planned_ms=2 * M),
        tags={"throw": Tag("throw", 1, Text.plain("throwing"))},
    )
    contact = EmergencyContact("ambulance", Text.plain("Ambulance"), Text.plain("119"))
    return replace(made, emergency={contact.id: contact})


@pytest.fixture
def drill() -> Drill:
    return Drill(script()).start()


def fired(drill: Drill) -> list[tuple[str, int]]:
    return [(one.body.inject, one.exercise_ms) for one in drill.events if isinstance(one.body, ev.InjectFired)]


def bodies(drill: Drill, kind: type[ev.Body]) -> list[ev.Body]:
    return [one.body for one in drill.events if isinstance(one.body, kind)]


def is_the_fold_of_its_log(drill: Drill) -> bool:
    again, now = fold_events(drill.engine.scenario, drill.events).state, drill.state
    return all(getattr(again, name) == value for name, value in vars(now).items() if name != "just_due")


# Gaps


def gap(drill: Drill, gap_ms: int) -> None:
    """The machine sleeps so long, from now on."""
    drill.events.append(drill.engine.record(ev.GapFound(gap_ms), drill.engine.now_ms))
    drill.do(do.HoldExercise())


def test_a_gap_that_counts_as_hold_leaves_exercise_time_where_it_was(drill: Drill) -> None:
    drill.to(30 * S)
    gap(drill, 10 * M)
    assert drill.state.gap is not None
    drill.do(do.CountGap(ev.GapAs.HOLD))
    assert vars(drill.state)["gap"] is None
    assert (drill.engine.now_ms, drill.state.status) == (30 * S, Status.HELD)
    assert fired(drill) == []


def test_a_gap_that_counts_as_elapsed_brings_no_burst_of_injects(drill: Drill) -> None:
    drill.to(90 * S)
    assert [name for name, _ in fired(drill)] == ["one"]
    gap(drill, 2 * M)
    drill.do(do.CountGap(ev.GapAs.ELAPSED))
    assert drill.engine.now_ms == 210 * S
    assert [name for name, _ in fired(drill)] == ["one"]
    due = {name: now.due_ms for name, now in drill.state.injects.items() if now.status is InjectStatus.DUE}
    assert due == {"two": 2 * M, "three": 3 * M}
    assert bodies(drill, ev.ExpectedActionMissed) == [ev.ExpectedActionMissed("seen")]
    assert drill.state.status is Status.HELD
    drill.do(do.ResumeExercise())
    drill.to(5 * M)
    assert [name for name, _ in fired(drill)] == ["one"]


def test_a_gap_at_double_speed_takes_in_double_the_time(drill: Drill) -> None:
    drill.do(do.SetSpeed(2000))
    gap(drill, 10 * S)
    drill.do(do.CountGap(ev.GapAs.ELAPSED))
    assert drill.engine.now_ms == 20 * S


def test_a_gap_is_taken_in_at_the_speed_the_exercise_had_then(drill: Drill) -> None:
    drill.do(do.SetSpeed(2000))
    gap(drill, 10 * S)
    drill.do(do.SetSpeed(60_000))
    drill.do(do.CountGap(ev.GapAs.ELAPSED))
    assert drill.engine.now_ms == 20 * S


def test_going_on_closes_the_question_of_a_gap(drill: Drill) -> None:
    gap(drill, M)
    drill.do(do.ResumeExercise())
    assert drill.state.gap is None
    with pytest.raises(Refused):
        drill.do(do.CountGap(ev.GapAs.HOLD))


def test_a_run_that_was_cut_off_while_it_ran_leaves_a_gap_and_one_on_hold_does_not(drill: Drill) -> None:
    drill.engine.record(ev.SessionResumed(5 * M), 0)
    assert drill.state.gap is not None
    assert drill.state.gap.gap_ms == 5 * M
    held = Drill(script()).start()
    held.do(do.HoldExercise())
    held.engine.record(ev.SessionResumed(5 * M), 0)
    assert held.state.gap is None


# Real emergencies


def test_in_a_real_emergency_everything_stands_still(drill: Drill) -> None:
    drill.to(30 * S)
    drill.do(do.DeclareEmergency())
    drill.to(10 * M)
    assert drill.engine.now_ms == 30 * S
    refused: tuple[do.Command, ...] = (
        do.FireInject("one"),
        do.ResumeExercise(),
        do.HoldExercise(),
        do.NextPhase(),
        do.ObserveTag("throw"),
        do.AdjustPhase(M),
        do.DeclareEmergency(),
    )
    for command in refused:
        with pytest.raises(Refused):
            drill.do(command)
    drill.do(do.WriteNote("a casualty"), do.MarkContacted("ambulance"), do.PlaceMarker())
    assert drill.state.contacted == {"ambulance": 30 * S}
    drill.do(do.MarkContacted("ambulance", reached=False))
    assert drill.state.contacted == {}
    with pytest.raises(Refused):
        drill.do(do.MarkContacted("nobody"))
    drill.do(do.EndEmergency())
    assert drill.state.status is Status.HELD
    with pytest.raises(Refused):
        drill.do(do.MarkContacted("ambulance"))


def test_an_exercise_can_be_ended_out_of_a_real_emergency(drill: Drill) -> None:
    drill.do(do.DeclareEmergency(), do.EndExercise())
    assert drill.state.status is Status.ENDED


def test_an_emergency_before_startex_leads_back_before_it() -> None:
    drill = Drill(script())
    drill.do(do.DeclareEmergency())
    with pytest.raises(Refused):
        drill.do(do.StartExercise())
    with pytest.raises(Refused):
        drill.do(do.EndExercise())
    drill.do(do.EndEmergency())
    assert drill.state.status is Status.READY


def test_where_the_script_names_nobody_any_contact_can_be_marked() -> None:
    drill = Drill(replace(script(), emergency={})).start()
    drill.do(do.DeclareEmergency(), do.MarkContacted("112"))
    assert drill.state.contacted == {"112": 0}


# Observers


def test_an_observation_is_stamped_at_once_and_completed_later(drill: Drill) -> None:
    drill.do(do.TakeTurn(" Budi "))
    assert drill.state.observer == "Budi"
    drill.to(20 * S)
    drill.do(do.ObserveTag("throw", observer="Budi"))
    seq = drill.state.last_seq
    drill.to(50 * S)
    for field, value in (("place", "pagar timur"), ("rating", "S"), ("unit", "dalmas"), ("text", "botol")):
        drill.do(do.AmendObservation(seq, field, value))
    seen = drill.state.observations[seq]
    known = (seen.seen_ms, seen.place, seen.rating, seen.unit, seen.text, seen.observer)
    assert known == (20 * S, "pagar timur", "S", "dalmas", "botol", "Budi")
    drill.do(do.AmendObservation(seq, "unit", ""))
    assert drill.state.observations[seq].unit is None
    for field, value in (("rating", "X"), ("unit", "nobody"), ("tag", "throw")):
        with pytest.raises(Refused):
            drill.do(do.AmendObservation(seq, field, value))
    drill.do(do.VoidEntry(seq))
    with pytest.raises(Refused):
        drill.do(do.AmendObservation(seq, "text", "more"))


# Injects changed in the run


def test_an_inject_is_delivered_again_only_where_that_is_asked_for(drill: Drill) -> None:
    drill.to(90 * S)
    with pytest.raises(Refused):
        drill.do(do.FireInject("one"))
    drill.do(do.FireInject("one", ev.Firing.AGAIN))
    assert [one.how for one in bodies(drill, ev.InjectFired)] == [ev.Firing.SCHEDULE, ev.Firing.AGAIN]  # type: ignore[attr-defined]
    assert drill.state.injects["one"].times == 2
    assert drill.state.expected["seen"].opened_ms == 90 * S


def test_any_inject_of_any_phase_can_be_delivered_at_any_time(drill: Drill) -> None:
    drill.do(do.FireInject("later", ev.Firing.AGAIN))
    (only,) = bodies(drill, ev.InjectFired)
    assert only == ev.InjectFired("later", ev.Firing.CHOSEN)


def test_the_words_of_an_inject_can_be_changed_and_are_the_scripts_again(drill: Drill) -> None:
    drill.do(do.EditInjectText("two", " other words "), do.EditInjectText("two", "other words"))
    assert drill.state.inject_texts == {"two": "other words"}
    drill.do(do.EditInjectText("two", ""))
    assert drill.state.inject_texts == {}
    assert len(bodies(drill, ev.InjectTextEdited)) == 2


def test_an_inject_waits_for_go_or_is_delivered_by_itself_as_the_controller_says(drill: Drill) -> None:
    drill.do(do.SetInjectHand("one", by_hand=True), do.SetInjectHand("asked", by_hand=False))
    drill.to(5 * M)
    assert [name for name, _ in fired(drill)] == ["two", "three", "asked"]
    assert drill.state.injects["one"].status is InjectStatus.DUE
    with pytest.raises(Refused):
        drill.do(do.SetInjectHand("by-hand", by_hand=False))


def test_what_waits_for_its_time_can_be_shifted_and_comes_once(drill: Drill) -> None:
    drill.to(90 * S)
    drill.do(do.ShiftInjects(M))
    drill.to(6 * M)
    assert fired(drill) == [("one", M), ("two", 3 * M), ("three", 4 * M)]
    assert drill.state.injects["asked"].due_ms == 6 * M


def test_what_is_shifted_into_the_past_is_delivered_at_once(drill: Drill) -> None:
    drill.to(90 * S)
    drill.do(do.ShiftInjects(-10 * M))
    assert fired(drill) == [("one", M), ("two", 90 * S), ("three", 90 * S)]


def test_a_longer_phase_is_absorbed_by_those_after_it_as_far_as_they_can(drill: Drill) -> None:
    drill.do(do.AdjustPhase(2 * M, ev.Rest.ABSORB))
    assert (drill.state.planned_ms_of("second"), drill.state.planned_ms_of("third")) == (2 * M, 2 * M)
    drill.do(do.AdjustPhase(3 * M, ev.Rest.ABSORB))
    assert (drill.state.planned_ms_of("second"), drill.state.planned_ms_of("third")) == (M, M)
    drill.do(do.NextPhase())
    run = drill.state.phase_run
    assert run is not None
    assert run.planned_ms == M
    assert drill.state.planned_changes == {"third": -M}


def test_a_shorter_phase_gives_its_time_to_the_next(drill: Drill) -> None:
    drill.do(do.AdjustPhase(-2 * M, ev.Rest.ABSORB))
    assert drill.state.planned_ms_of("second") == 6 * M


def test_a_longer_phase_shifts_the_rest_unless_it_is_to_be_absorbed(drill: Drill) -> None:
    drill.do(do.AdjustPhase(2 * M))
    assert drill.state.planned_changes == {}


def test_the_state_is_the_fold_of_the_log_through_all_of_it(drill: Drill) -> None:
    drill.do(do.EditInjectText("two", "x"), do.SetInjectHand("three", by_hand=True), do.AdjustPhase(M, ev.Rest.ABSORB))
    drill.to(70 * S)
    drill.do(do.ShiftInjects(30 * S), do.TakeTurn("Ani"), do.ObserveTag("throw", observer="Ani"))
    drill.do(do.AmendObservation(drill.state.last_seq, "place", "gate"), do.DeclareEmergency())
    drill.do(do.MarkContacted("ambulance"), do.EndEmergency())
    assert is_the_fold_of_its_log(drill)
