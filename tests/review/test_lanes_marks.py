"""Each further lane says what the drill itself says: expected actions, entries, the clock, annotations, the plan."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from player.engine import commands as do
from player.engine.fold import fold_events
from player.engine.rehearsal import rehearse
from player.engine.state import ExpectedStatus
from player.engine.transitions import apply_event
from player.model import events as ev
from player.model.doctrine import RecordKind
from player.model.entries import Tag
from player.model.scenario import Scenario
from player.model.text import Text
from player.model.times import MINUTE_MS, SECOND_MS
from player.model.wall import WallTime
from player.review.assessment import assessment_of
from player.review.lane_marks import ClockKind, ExpectedFate, ObservedKind
from player.review.lane_plan import LanePlan
from player.review.lanes import LaneFold, fold_lanes
from player.review.measures import measures
from tests.helpers.drills import Drill, Step, play, played
from tests.helpers.scenarios import choice, decision, expected, inject, phase, scenario

_STATUS = {
    ExpectedFate.MET: ExpectedStatus.MET,
    ExpectedFate.LATE: ExpectedStatus.MET_LATE,
    ExpectedFate.MISSED: ExpectedStatus.MISSED,
    ExpectedFate.OPEN: ExpectedStatus.OPEN,
    ExpectedFate.WAIVED: ExpectedStatus.OPEN,
}


def script() -> Scenario:
    return scenario(
        phase(
            "first",
            inject("bottle", MINUTE_MS, expect=[expected("report", 2 * MINUTE_MS), expected("warn", MINUTE_MS)]),
            inject("rumour"),
            decision("way", choice("calm", "second", planned=True), choice("storm", "third")),
            planned_ms=5 * MINUTE_MS,
        ),
        phase("second", inject("late", 2 * MINUTE_MS), planned_ms=3 * MINUTE_MS),
        phase("third", inject("beside", MINUTE_MS), planned_ms=4 * MINUTE_MS),
    )


def lanes(drill: Drill) -> LaneFold:
    return fold_lanes(drill.engine.scenario, drill.events)


@given(played())
@settings(max_examples=40)
def test_the_lanes_stand_as_the_drill_stands(script_and_steps: tuple[Scenario, list[Step]]) -> None:
    small, steps = script_and_steps
    drill = Drill(small)
    play(drill, steps)
    fold, state = LaneFold(small), fold_events(small, []).state
    for event in drill.events:
        fold.follow(event)
        apply_event(state, event)
        last = {span.expected: span for span in fold.expected.items}
        assert last.keys() == state.expected.keys()
        for name, opened in state.expected.items():
            span = last[name]
            assert (span.start_ms, span.deadline_ms, _STATUS[span.fate]) == (
                opened.opened_ms,
                opened.deadline_ms,
                opened.status,
            )
            assert opened.met_ms is None or span.end_ms == opened.met_ms
            assert (span.end_ms is None) == (span.fate is ExpectedFate.OPEN)
    seen = [mark for track in fold.observed.values() for mark in track.items]
    assert {mark.seq for mark in seen if mark.voided} == state.voided & {mark.seq for mark in seen}
    kinds = (ev.TagObserved, ev.NoteWritten, ev.MarkerPlaced)
    assert sorted(mark.seq for mark in seen) == [one.seq for one in drill.events if isinstance(one.body, kinds)]
    assert [mark.seq for mark in fold.every_order.items] == [one.seq for one in drill.find(ev.OrderGiven)]


@given(played())
@settings(max_examples=25)
def test_what_became_of_expected_actions_is_what_the_measures_count(
    script_and_steps: tuple[Scenario, list[Step]],
) -> None:
    small, steps = script_and_steps
    drill = Drill(small)
    play(drill, [*steps, do.EndExercise()])
    spans = lanes(drill).expected.items
    counted = [
        (one.opened_ms, one.expected, one.status, one.latency_ms)
        for one in measures(small, drill.events, drill.engine.fold).expected.called
        if one.status is not ExpectedStatus.OPEN
    ]
    shown = [
        (one.start_ms, one.expected, _STATUS[one.fate], one.latency_ms)
        for one in spans
        if one.fate not in {ExpectedFate.OPEN, ExpectedFate.WAIVED}
    ]
    assert sorted(shown, key=str) == sorted(counted, key=str)


def test_an_expected_action_is_met_late_missed_or_nobody_had_to_do_it_any_more() -> None:
    drill = Drill(script()).start()
    drill.to(2 * MINUTE_MS)
    drill.do(do.TickExpected("report", "Rini"))
    drill.to(2 * MINUTE_MS + 30 * SECOND_MS)
    drill.do(do.TickExpected("warn"))
    drill.to(4 * MINUTE_MS)
    drill.do(do.FireInject("bottle", ev.Firing.AGAIN))
    drill.to(5 * MINUTE_MS)
    drill.do(do.EndExercise())
    told = [
        (one.expected, one.fate, one.start_ms, one.end_ms, one.observer, one.latency_ms)
        for one in lanes(drill).expected.items
    ]
    assert told == [
        ("report", ExpectedFate.MET, MINUTE_MS, 2 * MINUTE_MS, "Rini", MINUTE_MS),
        ("warn", ExpectedFate.LATE, MINUTE_MS, 2 * MINUTE_MS + 30 * SECOND_MS, "", 90 * SECOND_MS),
        ("report", ExpectedFate.WAIVED, 4 * MINUTE_MS, 5 * MINUTE_MS, "", None),
        ("warn", ExpectedFate.MISSED, 4 * MINUTE_MS, 5 * MINUTE_MS, "", None),
    ]
    assert [lanes(drill).expected.items[place].is_of(drill.find(ev.ExpectedActionMet)[0].seq) for place in (0, 1)] == [
        True,
        False,
    ]


def test_a_tick_taken_back_leaves_its_mark_and_the_action_open_or_missed() -> None:
    drill = Drill(script()).start()
    drill.to(90 * SECOND_MS)
    drill.do(do.TickExpected("report"), do.TickExpected("warn"))
    report, warn = (event.seq for event in drill.find(ev.ExpectedActionMet))
    drill.do(do.VoidEntry(report))
    open_one = next(one for one in lanes(drill).expected.items if one.expected == "report")
    assert (open_one.fate, open_one.end_ms, open_one.void_ms) == (ExpectedFate.OPEN, None, 90 * SECOND_MS)
    assert [one.expected for one in lanes(drill).expected.items if one.fate is ExpectedFate.OPEN] == ["report"]
    drill.do(do.RestoreEntry(report))
    again = next(one for one in lanes(drill).expected.items if one.expected == "report")
    assert (again.fate, again.end_ms, again.void_ms) == (ExpectedFate.MET, 90 * SECOND_MS, None)
    drill.to(4 * MINUTE_MS)
    drill.do(do.VoidEntry(warn))
    missed = next(one for one in lanes(drill).expected.items if one.expected == "warn")
    assert (missed.fate, missed.end_ms, missed.void_ms) == (ExpectedFate.MISSED, 4 * MINUTE_MS, 90 * SECOND_MS)


def test_what_was_observed_stands_by_observer_as_amended() -> None:
    tag, unit = "throw", "dalmas"
    small = scenario(phase("first"), tags={tag: Tag(tag, 1, Text.plain("throws"))})
    drill = Drill(small).start()
    drill.to(MINUTE_MS)
    drill.do(do.ObserveTag(tag, observer="Rini"), do.WriteNote("a note", observer="Budi"), do.PlaceMarker("here"))
    seen = drill.find(ev.TagObserved)[0].seq
    drill.do(do.AmendObservation(seen, "unit", unit), do.AmendObservation(seen, "rating", "S"), do.VoidEntry(seen))
    observed = lanes(drill).observed
    assert list(observed) == ["Rini", "Budi", ""]
    (one,) = observed["Rini"].items
    assert (one.kind, one.tag, one.unit, one.rating, one.voided) == (ObservedKind.TAG, tag, unit, "S", True)
    assert [(who, track.items[0].kind) for who, track in observed.items()][1:] == [
        ("Budi", ObservedKind.NOTE),
        ("", ObservedKind.MARKER),
    ]


def test_records_are_told_as_they_are_known_last() -> None:
    drill = Drill(script()).start()
    drill.do(do.RecordFact(RecordKind.CASUALTY, {"side": "crowd"}), do.RecordFact(RecordKind.ARREST, {"who": "X"}))
    drill.do(do.AmendRecord(RecordKind.ARREST, 1, "handed_to", "Reskrim"))
    casualty, arrest = lanes(drill).records.items
    assert (casualty.kind, casualty.number, casualty.details["side"]) == (RecordKind.CASUALTY, 1, "crowd")
    assert (arrest.details["who"], arrest.details["handed_to"]) == ("X", "Reskrim")
    drill.do(do.VoidEntry(casualty.seq))
    assert [mark.voided for mark in lanes(drill).records.items] == [True, False]


def at(second: int) -> WallTime:
    return WallTime(1_700_000_000_000 + second * SECOND_MS, "Asia/Jakarta", 420)


def test_a_hold_takes_no_exercise_time_and_as_much_real_time_as_the_wall_says() -> None:
    drill = Drill(script()).start()
    drill.to(MINUTE_MS)
    drill.do(do.HoldExercise("rain"))
    (lasting,) = lanes(drill).clock.items
    assert (lasting.lasting, lasting.length_ms, lasting.reason) == (True, None, "rain")
    drill.do(do.ResumeExercise(), do.DeclareEmergency())
    drill.do(do.EndEmergency())
    fold = fold_lanes(drill.engine.scenario, drill.events, (at(10 * place) for place in range(len(drill.events))))
    hold, emergency = fold.clock.items
    assert (hold.kind, hold.start_ms, hold.end_ms, hold.lasting) == (ClockKind.HOLD, MINUTE_MS, MINUTE_MS, False)
    assert (hold.length_ms, emergency.kind) == (10 * SECOND_MS, ClockKind.EMERGENCY)
    assert emergency.length_ms == 10 * SECOND_MS


@pytest.mark.parametrize("counts_as", ev.GapAs)
def test_a_gap_that_counted_as_elapsed_reaches_over_the_time_it_took(counts_as: ev.GapAs) -> None:
    bodies = [ev.ExerciseStarted(), ev.ExerciseHeld(), ev.GapFound(MINUTE_MS), ev.GapCounted(MINUTE_MS, counts_as)]
    events = [ev.Event(seq, 5_000, 0, ev.Actor.ENGINE, body) for seq, body in enumerate(bodies, start=1)]
    gap = next(one for one in fold_lanes(script(), events).clock.items if one.kind is ClockKind.GAP)
    assert (gap.length_ms, gap.counted) == (MINUTE_MS, counts_as)
    assert gap.end_ms - gap.start_ms == (MINUTE_MS if counts_as is ev.GapAs.ELAPSED else 0)


def annotate(seq: int, number: int, at_ms: int, to_ms: int | None = None, text: str = "") -> ev.Event:
    body = ev.AnnotationWritten(number, ev.AnnotationKind.NOTE, at_ms, to_ms, text=text)
    return ev.Event(seq, 9 * MINUTE_MS, 0, ev.Actor.TRAINER, body)


def test_of_an_annotation_its_last_version_stands_and_of_a_void_one_the_one_before() -> None:
    drill = Drill(script()).start()
    drill.to(9 * MINUTE_MS)
    drill.do(do.EndExercise())
    first = drill.state.last_seq + 1
    added = [
        annotate(first, 1, 5_000, text="one"),
        annotate(first + 1, 2, 2_000, 8_000, "span"),
        annotate(first + 2, 1, 6_000, text="changed"),
        ev.Event(first + 3, 9 * MINUTE_MS, 0, ev.Actor.TRAINER, ev.EntryVoided(first + 2)),
    ]
    for upto in range(1, len(added) + 1):
        state = fold_events(drill.engine.scenario, [*drill.events, *added[:upto]]).state
        fold = fold_lanes(drill.engine.scenario, [*drill.events, *added[:upto]])
        standing = assessment_of(state).annotations
        assert [(one.number, one.seq, one.start_ms, one.end_ms, one.text) for one in fold.annotations] == [
            (one.number, one.seq, one.at_ms, one.to_ms, one.text) for one in standing
        ]
    assert [one.text for one in fold.annotations] == ["span", "one"]


def test_the_plan_stands_where_the_drill_went_another_way() -> None:
    drill = Drill(script()).start()
    drill.to(2 * MINUTE_MS)
    drill.do(do.Decide("way", "storm", "Kapolres"))
    drill.to(4 * MINUTE_MS)
    fold = lanes(drill)
    assert [one.phase for one in fold.phases.items] == ["first", "third"]
    assert [(one.phase, one.start_ms, one.end_ms) for one in fold.plan.phases] == [
        ("first", 0, 5 * MINUTE_MS),
        ("second", 5 * MINUTE_MS, 8 * MINUTE_MS),
        ("third", 8 * MINUTE_MS, 12 * MINUTE_MS),
    ]
    assert fold.plan.injects == {"bottle": MINUTE_MS, "late": 7 * MINUTE_MS, "beside": 9 * MINUTE_MS}
    assert [(one.choice, one.planned, one.who) for one in fold.decisions.items] == [("storm", False, "Kapolres")]
    assert fold.plan.phase_at(6 * MINUTE_MS) == fold.plan.phases[1]
    assert fold.plan.phase_at(12 * MINUTE_MS) is None


def test_the_plan_as_it_plays_through_agrees_with_the_plan_as_it_is_written() -> None:
    plan = LanePlan.of_course(rehearse(script()).events)
    written = LanePlan.of(script())
    assert plan.phases[0] == written.phases[0]
    assert plan.end_ms >= written.phases[1].end_ms
    assert all(plan.injects[name] == at_ms for name, at_ms in written.injects.items() if name in plan.injects)
    assert plan.injects["late"] == 7 * MINUTE_MS


def test_an_inject_tells_when_it_was_due_and_how_often_it_was_delivered() -> None:
    drill = Drill(script()).start()
    drill.to(2 * MINUTE_MS)
    drill.do(do.FireInject("bottle", ev.Firing.AGAIN))
    once, again = lanes(drill).injects.items
    assert (once.due_ms, once.times, again.due_ms, again.times) == (MINUTE_MS, 1, None, 2)
