"""What the log shows of an expected action that was ticked."""

from __future__ import annotations

from dataclasses import replace

import pytest

from player.engine import commands as do
from player.i18n import speaking
from player.model import events as ev
from player.model.course import WantedRecord
from player.model.doctrine import RecordKind
from player.model.entries import Role
from player.model.scenario import Scenario
from player.model.text import Text
from player.model.times import MINUTE_MS, SECOND_MS
from player.review.lane_expected import tick_at
from player.review.lanes import fold_lanes
from player.review.measures import ExpectedMeasure
from player.review.measures_ticks import AFTER_TOLERANCE_MS, BEFORE_TOLERANCE_MS, REACH_MS, Shown, TickByLog, by_log
from player.review.tick_wording import tick_text
from player.triggers.after import After
from player.triggers.every import Every
from player.triggers.on import On
from tests.helpers.scenarios import action, choice, decision, expected, inject, phase, scenario
from tests.review.measures_cases import Course

S, M = SECOND_MS, MINUTE_MS
TICK_MS = 4 * M
"""When what is called for at 3:30 is ticked; its deadline is at 4:30."""


def script() -> Scenario:
    """At 3:30 a warning and two arrest records are called for; what else is in words only."""
    orator = inject(
        "orator",
        210 * S,
        receiver_role="chief",
        expect=[
            expected("warn", M, "warning", "negosiator"),
            expected("any-line", M, "shield_line"),
            expected("listed", M, by="dalmas", record=WantedRecord(RecordKind.ARREST, 2)),
            expected("settled", M, by="dalmas"),
            expected("seen", M),
        ],
    )
    sprayed = inject(
        "sprayed",
        trigger=On("action", "water_cannon", "started", "water-cannon", M),
        expect=[expected("dry", M, by="water-cannon")],
    )
    roles = {"chief": Role("chief", Text.plain("Chief"), unit="dalmas"), "crew": Role("crew", Text.plain("Crew"))}
    offers = (
        action("says", "negosiator", "warning"),
        action("says-too", "dalmas", "warning"),
        action("line"),
        action("spray", "water-cannon", "water_cannon"),
    )
    way = replace(decision("way", choice("on"), choice("off")), by="chief")
    return scenario(phase("only", orator, sprayed, *offers, way, planned_ms=30 * M), roles=roles)


def told(course: Course, name: str) -> ExpectedMeasure:
    """What is measured of the last time it was called for."""
    return [one for one in course.measured.expected.called if one.expected == name][-1]


def log_of(course: Course, name: str) -> TickByLog:
    """What the log shows of it."""
    found = told(course, name).by_log
    assert found is not None
    return found


def said(course: Course, name: str) -> str:
    """The same in words."""
    with speaking("en"):
        return tick_text(course.engine.scenario, told(course, name).by_log)


def ticked(name: str, made: Scenario | None = None) -> Course:
    """A drill in which it was ticked at 4:00."""
    return Course(script() if made is None else made).at(TICK_MS, do.TickExpected(name))


def ended(course: Course) -> Course:
    """The same after EndEx at 20:00."""
    return course.at(20 * M, do.EndExercise())


def arrest(by: str = "") -> do.RecordFact:
    """An arrest, by a unit or without a word of whom."""
    return do.RecordFact(RecordKind.ARREST, {"by": by} if by else {})


def test_a_tick_before_the_action_began_stands_beside_it() -> None:
    course = ended(ticked("warn").at(TICK_MS + 8 * S, do.StartAction("says")))
    found = log_of(course, "warn")
    assert (found.what, found.name, found.at_ms, found.gap_ms) == (Shown.BEGUN, "warning", TICK_MS + 8 * S, 8 * S)
    assert found.differs
    assert found.contradicts
    assert told(course, "warn").latency_ms == 30 * S  # the tick stays what it was
    assert said(course, "warn") == "ticked 00:04:00; by the log begun 00:04:08 (8 s later)"


@pytest.mark.parametrize(("late_ms", "differs"), [(BEFORE_TOLERANCE_MS, False), (BEFORE_TOLERANCE_MS + 1, True)])
def test_two_hands_on_two_keys_agree(late_ms: int, differs: bool) -> None:  # noqa: FBT001
    course = ended(ticked("warn").at(TICK_MS + late_ms, do.StartAction("says")))
    found = log_of(course, "warn")
    assert (found.differs, found.contradicts) == (differs, differs)
    assert bool(said(course, "warn")) == differs


def test_a_tick_of_what_never_began_is_told_so_but_not_while_it_may_come() -> None:
    course = ticked("warn").at(5 * M, do.TickExpected("seen"))
    assert told(course, "warn").by_log is None
    found = log_of(course.at(4 * M + 30 * S + REACH_MS, do.PlaceMarker("")), "warn")
    assert (found.at_ms, found.gap_ms, found.part, found.contradicts) == (None, None, 0, True)
    assert said(ended(course), "warn") == "ticked 00:04:00; the log has no such action"


def test_an_action_by_another_unit_is_named_with_it_where_the_script_names_one() -> None:
    course = ended(ticked("warn").at(TICK_MS + S, do.StartAction("says-too")))
    assert log_of(course, "warn").unit == "dalmas"
    assert said(course, "warn") == "ticked 00:04:00; by the log begun by Dalmas, 00:04:01 (1 s later)"
    course = ended(ticked("any-line").at(TICK_MS + M, do.StartAction("line")))
    assert log_of(course, "any-line").unit is None
    assert log_of(course, "any-line").contradicts


def test_the_own_unit_counts_before_another_and_what_came_much_later_is_still_told() -> None:
    course = ticked("warn").at(TICK_MS + S, do.StartAction("says-too")).at(TICK_MS + 9 * S, do.StartAction("says"))
    assert log_of(ended(course), "warn").gap_ms == 9 * S
    course = ended(ticked("warn").at(15 * M, do.StartAction("says")))
    assert said(course, "warn") == "ticked 00:04:00; by the log begun 00:15:00 (11:00 later)"


def test_what_had_begun_just_before_its_inject_differs_but_does_not_speak_against_the_tick() -> None:
    course = Course(script()).at(3 * M, do.StartAction("says")).at(200 * S, do.StopAction(1))
    ended(course.at(TICK_MS, do.TickExpected("warn")))
    found = log_of(course, "warn")
    assert (found.at_ms, found.differs, found.contradicts) == (3 * M, True, False)
    assert said(course, "warn") == "ticked 00:04:00; by the log begun 00:03:00 (01:00 earlier)"


def test_a_void_tick_is_held_against_nothing_and_what_then_begins_is_the_logs_own_word() -> None:
    course = ticked("warn")
    (met,) = course.find(ev.ExpectedActionMet, expected="warn")
    course.at(TICK_MS + S, do.VoidEntry(met.seq))
    assert told(course, "warn").by_log is None
    course.at(TICK_MS + 8 * S, do.StartAction("says"))
    assert told(ended(course), "warn").by_log is None
    restored = ticked("warn").at(TICK_MS + S)
    (met,) = restored.find(ev.ExpectedActionMet, expected="warn")
    restored.do(do.VoidEntry(met.seq), do.RestoreEntry(met.seq))
    assert log_of(ended(restored), "warn").at_ms is None


@pytest.mark.parametrize(
    ("since_ms", "differs"), [(AFTER_TOLERANCE_MS, False), (AFTER_TOLERANCE_MS + S, True), (55 * S, True)]
)
def test_a_tick_behind_the_thing_differs_once_it_is_far_behind(since_ms: int, differs: bool) -> None:  # noqa: FBT001
    course = Course(script()).at(212 * S, do.Decide("way", "on"))
    ended(course.at(212 * S + since_ms, do.TickExpected("settled")))
    found = log_of(course, "settled")
    assert (found.what, found.differs, found.contradicts) == (Shown.DECIDED, differs, False)


def test_a_late_tick_of_what_was_done_in_time_differs() -> None:
    course = Course(script()).at(4 * M + 28 * S, do.Decide("way", "on")).at(4 * M + 31 * S, do.TickExpected("settled"))
    assert log_of(course, "settled").differs
    assert not log_of(course, "settled").contradicts


def test_a_decision_of_the_unit_behind_the_tick_stands_beside_it() -> None:
    course = ended(ticked("settled").at(TICK_MS + 57 * S, do.Decide("way", "on")))
    assert log_of(course, "settled").contradicts
    assert said(course, "settled") == "ticked 00:04:00; by the log the decision was taken 00:04:57 (57 s later)"


def test_a_decision_out_of_reach_of_nobody_or_of_another_unit_is_another_matter() -> None:
    late = ended(ticked("settled").at(4 * M + 30 * S + REACH_MS + S, do.Decide("way", "on")))
    assert told(late, "settled").by_log is None
    assert told(ended(ticked("settled")), "settled").by_log is None
    ticked_too = ended(ticked("seen").at(TICK_MS + 9 * S, do.Decide("way", "on")))
    assert told(ticked_too, "seen").by_log is None
    made = script()
    crew = ended(ticked("settled", _with_way(made, by="crew")).at(TICK_MS + 9 * S, do.Decide("way", "on")))
    assert told(crew, "settled").by_log is None


def test_a_decision_that_waits_for_the_inject_is_its_own_whoever_it_was_addressed_to() -> None:
    made = script()
    inject_ = replace(made.inject_by_id["orator"], receiver_role=None)
    for trigger, found in ((After("orator", None, 5 * M), True), (After("sprayed", None, 5 * M), False)):
        other = _with_way(made, trigger=trigger)
        only = replace(other.phases[0], injects=(inject_, other.inject_by_id["sprayed"]))
        course = ended(ticked("settled", replace(other, phases=(only,))).at(TICK_MS + 9 * S, do.Decide("way", "on")))
        assert (told(course, "settled").by_log is not None) == found


def test_of_two_in_words_only_nobody_can_say_which_was_meant() -> None:
    made = script()
    orator = made.inject_by_id["orator"]
    two = (*orator.expect, replace(expected("too", M, by="dalmas"), inject="orator"))
    only = replace(made.phases[0], injects=(replace(orator, expect=two), made.inject_by_id["sprayed"]))
    course = ended(ticked("settled", replace(made, phases=(only,))).at(TICK_MS + 9 * S, do.Decide("way", "on")))
    assert told(course, "settled").by_log is None


def test_the_end_of_the_action_the_inject_came_after_stands_beside_the_tick() -> None:
    course = Course(script()).at(M, do.StartAction("spray")).at(150 * S, do.TickExpected("dry"))
    course.at(157 * S + 500, do.StopAction(1))
    assert log_of(course, "dry").contradicts
    assert said(course, "dry") == "ticked 00:02:30; by the log “Water cannon” ended 00:02:37 (7 s later)"


def test_the_action_the_inject_came_after_need_not_name_its_unit_but_must_be_its_own() -> None:
    made = script()
    sprayed = made.inject_by_id["sprayed"]
    for by, found in (("water-cannon", True), ("dalmas", False), (None, False)):
        trigger = On("action", "water_cannon", "started", None, M)
        other = replace(sprayed, trigger=trigger, expect=(replace(sprayed.expect[0], by=by),))
        only = replace(made.phases[0], injects=(made.inject_by_id["orator"], other))
        course = Course(replace(made, phases=(only,))).at(M, do.StartAction("spray"))
        course.at(150 * S, do.TickExpected("dry")).at(158 * S, do.StopAction(1))
        assert (told(ended(course), "dry").by_log is not None) == found


@pytest.mark.parametrize("stop_ms", [100 * S, 10 * M])
def test_an_end_before_the_inject_or_far_behind_it_is_no_such_end(stop_ms: int) -> None:
    course = Course(script()).at(M, do.StartAction("spray"))
    for at_ms, command in sorted([(150 * S, 0), (stop_ms, 1)]):
        course.at(at_ms, (do.TickExpected("dry"), do.StopAction(1))[command])
    assert told(ended(course), "dry").by_log is None


def test_records_are_counted_without_void_ones_and_those_of_another_unit_are_named() -> None:
    course = ticked("listed").at(TICK_MS + 9 * S, arrest("dalmas"))
    assert said(ended(course), "listed") == "ticked 00:04:00; the log has 1 of 2 such records"
    course = ticked("listed").at(TICK_MS + 9 * S, arrest("dalmas")).at(TICK_MS + 10 * S, arrest())
    assert said(course, "listed") == "ticked 00:04:00; by the log recorded 00:04:10 (10 s later)"
    course.do(*(do.VoidEntry(one.seq) for one in course.find(ev.ArrestRecorded)))
    assert said(ended(course), "listed") == "ticked 00:04:00; the log has no such record"
    course = ended(ticked("listed").at(TICK_MS + S, arrest("negosiator"), arrest("negosiator")))
    assert log_of(course, "listed").unit == "negosiator"
    assert said(course, "listed").endswith("by the log recorded 00:04:01 (1 s later), done by Negosiator")


def test_what_records_met_says_so_where_one_of_them_is_void_since() -> None:
    course = Course(script()).at(TICK_MS, arrest(), arrest())
    assert not log_of(course, "listed").differs
    course.do(do.VoidEntry(course.find(ev.ArrestRecorded)[0].seq))
    assert said(ended(course), "listed") == "recorded 00:04:00; the log has 1 of 2 such records"


def test_what_the_log_has_after_it_was_called_for_anew_belongs_to_that() -> None:
    call = expected("told", 40 * S, "appeal", "negosiator")
    again = inject("again", trigger=Every(M, M, 4), repeats=True, expect=[call])
    course = Course(scenario(phase("only", again, action("says", "negosiator", "appeal"), planned_ms=9 * M)))
    course.at(70 * S, do.TickExpected("told")).at(125 * S, do.StartAction("says"))
    first, second = course.at(8 * M, do.EndExercise()).measured.expected.called[:2]
    assert first.by_log is not None
    assert first.by_log.at_ms is None
    assert second.by_log is None


def test_the_lane_holds_the_same_tick_against_the_log() -> None:
    course = ended(ticked("warn").at(TICK_MS + 8 * S, do.StartAction("says")))
    track = fold_lanes(course.engine.scenario, course.events).expected
    place = next(place for place, span in enumerate(track.items) if span.expected == "warn")
    tick = tick_at(track, place)
    assert tick is not None
    assert by_log(course.state, {}, tick) == log_of(course, "warn")
    other = next(place for place, span in enumerate(track.items) if span.expected == "listed")
    assert tick_at(track, other) is None


def _with_way(made: Scenario, **changes: object) -> Scenario:
    """The script with another decision."""
    (way,) = made.phases[0].decisions
    return replace(made, phases=(replace(made.phases[0], decisions=(replace(way, **changes),)),))  # type: ignore[arg-type]
