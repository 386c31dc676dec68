"""Every command in every status of the exercise, and what each one refuses."""

from __future__ import annotations

import pytest

from player.engine import commands as do
from player.engine.commands import Command, Refused
from player.engine.state import Status
from player.i18n import use_language
from player.model import events as ev
from player.model.entries import Place
from player.model.text import Text
from player.model.times import DAY_MS, MINUTE_MS
from tests.helpers.drills import Drill, bodies
from tests.helpers.scenarios import STARTS_MS, inject, phase, scenario, small_drill

ANY = frozenset(Status) - {Status.ENDED, Status.EMERGENCY}
WRITTEN = ANY | {Status.EMERGENCY}
UNDER_WAY = frozenset({Status.RUNNING, Status.HELD})
NOTE, VOIDED_NOTE = 2, 3
"""Numbers of two notes in `drill_in`."""

ACCEPTED: dict[Command, frozenset[Status]] = {
    do.StartExercise(): frozenset({Status.READY}),
    do.HoldExercise(): frozenset({Status.RUNNING}),
    do.ResumeExercise(): frozenset({Status.HELD}),
    do.SetSpeed(2_000): ANY,
    do.EndExercise(): UNDER_WAY | {Status.EMERGENCY},
    do.NextPhase(): UNDER_WAY,
    do.AdjustPhase(MINUTE_MS): UNDER_WAY,
    do.FireInject("rumour"): UNDER_WAY,
    do.HoldBackInject("rumour"): ANY,
    do.ReleaseInject("push"): ANY,
    do.SkipInject("rumour"): ANY,
    do.GiveOrder("dalmas", "shield_line", "Danki"): UNDER_WAY,
    do.StartAction("arrest"): UNDER_WAY,
    do.ChangeStage(1, 3): UNDER_WAY,
    do.StopAction(1): UNDER_WAY,
    do.TickExpected("warn"): UNDER_WAY,
    do.WriteNote("seen"): WRITTEN,
    do.PlaceMarker(): WRITTEN,
    do.VoidEntry(NOTE): ANY,
    do.RestoreEntry(VOIDED_NOTE): ANY,
    do.Override(ev.Quantity.TENSION, ev.OverrideMode.HOLD, 500_000, "Kompol Rini", "hall is louder"): UNDER_WAY,
    do.AnswerFinding("R4.7.1000", ev.AnswerKind.ACCEPTED): UNDER_WAY | {Status.ENDED},
    do.TakeTurn("Bripda Sari"): ANY,
    do.EditInjectText("rumour", "other words"): ANY,
    do.SetInjectHand("bottle", by_hand=False): ANY,
    do.ShiftInjects(MINUTE_MS): UNDER_WAY,
    do.DeclareEmergency(): ANY,
    do.MarkContacted("112"): frozenset({Status.EMERGENCY}),
    do.EndEmergency(): frozenset({Status.EMERGENCY}),
}
"""A command of every kind that fits `drill_in`, and the statuses in which it is accepted."""


WITH_TESTS_OF_THEIR_OWN = {
    do.Annotate,
    do.RemoveAnnotation,
    do.RateObjective,
    do.PlanCorrective,
    do.RemoveCorrective,
    do.WriteSummary,
    do.Decide,
    do.CheckReadiness,
    do.ObserveTag,
    do.RecordFact,
    do.AmendRecord,
    do.AmendObservation,
    do.CountGap,
}
"""Commands that need more than the small drill has; see ``test_engine_branches``, ``_records`` and ``test_desk``."""


def drill_in(status: Status) -> Drill:
    """A small drill in this status, with an inject held back, a note, a void note, and a unit in action."""
    drill = Drill(small_drill())
    drill.do(do.HoldBackInject("push"), do.WriteNote("first"), do.WriteNote("second"), do.VoidEntry(VOIDED_NOTE))
    if status is Status.READY:
        return drill
    drill.start()
    drill.to(2 * MINUTE_MS)
    drill.do(do.StartAction("line"))
    if status is Status.HELD:
        drill.do(do.HoldExercise())
    if status is Status.EMERGENCY:
        drill.do(do.DeclareEmergency())
    if status is Status.ENDED:
        drill.do(do.EndExercise())
    return drill


def test_every_command_is_in_the_table() -> None:
    kinds = {kind for kind in vars(do).values() if isinstance(kind, type) and issubclass(kind, Command)}
    assert {type(command) for command in ACCEPTED} == kinds - {Command} - WITH_TESTS_OF_THEIR_OWN


@pytest.mark.parametrize("status", Status)
def test_the_drills_of_the_table_are_in_their_status(status: Status) -> None:
    assert drill_in(status).state.status is status


@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize("command", ACCEPTED, ids=lambda command: type(command).__name__)
def test_a_command_is_accepted_or_refused_by_the_status(command: Command, status: Status) -> None:
    drill = drill_in(status)
    before = drill.state.copy()
    if status in ACCEPTED[command]:
        events = drill.do(command)
        assert events[0].seq == before.last_seq + 1
        assert events[0].actor is ev.Actor.CONTROLLER or isinstance(command, do.NextPhase | do.EndExercise)
        assert {event.exercise_ms for event in events} == {drill.engine.now_ms}
    else:
        with pytest.raises(Refused) as refusal:
            drill.engine.do(command)
        assert vars(drill.state) == vars(before)
        use_language("en")
        assert str(refusal.value).endswith(".")


REFUSED: dict[str, Command] = {
    "The script has no inject nowhere.": do.FireInject("nowhere"),
    "The script has no inject nobody.": do.SkipInject("nobody"),
    "The script has no inject nothing.": do.HoldBackInject("nothing"),
    "The script has no inject no-one.": do.ReleaseInject("no-one"),
    "The inject “title of arrival” has already been delivered.": do.FireInject("arrival"),
    "The inject “title of arrival” no longer waits for its time.": do.SkipInject("arrival"),
    "The inject “title of push” no longer waits for its time.": do.HoldBackInject("push"),
    "The inject “title of rumour” is neither held back nor skipped.": do.ReleaseInject("rumour"),
    "The script has no unit nobody.": do.GiveOrder("nobody", "shield_line", "Danki"),
    "There is no kind of action singing.": do.GiveOrder("dalmas", "singing", "Danki"),
    "There is no channel pigeon.": do.GiveOrder("dalmas", "shield_line", "Danki", channel="pigeon"),
    "The script does not name the rank Jenderal.": do.GiveOrder("dalmas", "shield_line", "Jenderal"),
    "The script has no phase nowhere.": do.NextPhase("nowhere"),
    "An order names the rank or post of who gave it.": do.GiveOrder("dalmas", "shield_line", "  "),
    "The script has no action nothing.": do.StartAction("nothing"),
    "Dalmas is already doing this.": do.StartAction("second-line"),
    "Dalmas has 30 personnel, not 31.": do.StartAction("arrest", personnel=31),
    "Dalmas has 30 personnel, not -1.": do.StartAction("arrest", personnel=-1),
    "A stage of force lies between 0 and 6, not 7.": do.StartAction("arrest", stage=7),
    "A stage of force lies between 0 and 6, not -1.": do.ChangeStage(1, -1),
    "There is no order number 1.": do.StartAction("arrest", order=1),
    "This action is not under way.": do.StopAction(2),
    "This action is not expected yet; its inject has not been delivered.": do.TickExpected("report"),
    "A note needs a text.": do.WriteNote(" \n "),
    "There is no entry #99.": do.WriteNote("on it", on=99),
    "There is no entry #0.": do.WriteNote("on it", on=0),
    "Your last entry, #1, tells of what happened and stays. Write a note on it instead.": do.VoidEntry(1),
    "Entry #3 is already void.": do.VoidEntry(VOIDED_NOTE),
    "Entry #2 is not void.": do.RestoreEntry(NOTE),
    "A speed lies between 0.1 and 120.0.": do.SetSpeed(99),
    "There is no gap in the time to be counted.": do.CountGap(ev.GapAs.ELAPSED),
    "No real emergency has been declared.": do.EndEmergency(),
    "There is no such observation.": do.AmendObservation(1, "text", "more"),
    "The script has no inject nowhere at all.": do.EditInjectText("nowhere at all", "words"),
}


@pytest.mark.parametrize(("sentence", "command"), REFUSED.items(), ids=REFUSED.keys())
def test_a_refusal_says_why(sentence: str, command: Command) -> None:
    drill = drill_in(Status.RUNNING)
    use_language("en")
    with pytest.raises(Refused) as refusal:
        drill.engine.do(command)
    assert str(refusal.value) == sentence


@pytest.mark.parametrize("speed_permille", [100, 1_000, 120_000])
def test_a_speed_in_range_is_recorded_once(speed_permille: int) -> None:
    drill = Drill(small_drill()).start()
    drill.do(do.SetSpeed(500))
    assert bodies(drill.do(do.SetSpeed(speed_permille))) == [ev.SpeedChanged(speed_permille)]
    assert drill.do(do.SetSpeed(speed_permille)) == [], "the same speed again is nothing new"
    assert drill.state.speed_permille == speed_permille


def test_a_change_to_the_same_stage_is_nothing_new() -> None:
    drill = drill_in(Status.RUNNING)
    assert drill.do(do.ChangeStage(1, 1)) == []


def test_every_event_carries_the_time_of_the_story() -> None:
    drill = drill_in(Status.RUNNING)
    assert drill.do(do.PlaceMarker())[0].scenario_ms == STARTS_MS + 2 * MINUTE_MS


def test_the_story_goes_on_after_midnight_without_a_break() -> None:
    place = Place(Text.plain("Alun-alun"), "Asia/Jayapura", DAY_MS - 10 * MINUTE_MS)
    drill = Drill(scenario(phase("night", inject("late", 20 * MINUTE_MS)), place=place)).start()
    assert drill.to(30 * MINUTE_MS)[0].scenario_ms == DAY_MS + 10 * MINUTE_MS


def test_a_command_of_the_plan_is_recorded_as_the_plan_s() -> None:
    drill = Drill(small_drill())
    events = drill.engine.do(do.StartExercise(), ev.Actor.PLAN)
    assert [(type(event.body), event.actor) for event in events] == [
        (ev.ExerciseStarted, ev.Actor.PLAN),
        (ev.PhaseStarted, ev.Actor.PLAN),
        (ev.InjectFired, ev.Actor.ENGINE),
    ]


def test_time_stands_still_before_start_on_hold_and_after_the_end() -> None:
    drill = Drill(small_drill())
    assert drill.to(MINUTE_MS) == []
    assert drill.engine.now_ms == 0
    drill.start()
    drill.to(MINUTE_MS)
    drill.do(do.HoldExercise("rain"))
    assert drill.to(9 * MINUTE_MS) == []
    assert drill.engine.now_ms == MINUTE_MS
    drill.do(do.ResumeExercise())
    assert drill.engine.now_ms == MINUTE_MS
    drill.do(do.EndExercise())
    assert drill.to(9 * MINUTE_MS) == []
    assert drill.engine.now_ms == MINUTE_MS


def test_ten_go_in_a_second_deliver_one_inject() -> None:
    drill = drill_in(Status.RUNNING)
    for _ in range(10):
        drill.attempt(do.FireInject("rumour", ev.Firing.GO))
        drill.to(drill.engine.now_ms + 100)
    assert len(drill.find(ev.InjectFired, inject="rumour")) == 1
