"""Tags, casualties, arrests and evidence, and what they meet and declare."""

from __future__ import annotations

from dataclasses import replace

import pytest

from player.engine import commands as do
from player.engine.state import ExpectedStatus, Status
from player.i18n import use_language
from player.model import events as ev
from player.model.course import ExpectedAction, WantedRecord
from player.model.doctrine import Behaviour, RecordKind, Situation
from player.model.entries import Tag
from player.model.scenario import Scenario
from player.model.text import Text
from player.model.times import MINUTE_MS
from tests.helpers.drills import Drill, bodies
from tests.helpers.scenarios import expected, inject, phase, scenario

CASUALTY, ARREST, EVIDENCE = RecordKind


def wants(id: str, wanted: WantedRecord, by: str | None = None) -> ExpectedAction:
    return replace(expected(id, 5 * MINUTE_MS, by=by), record=wanted)


def drill() -> Drill:
    script = scenario(
        phase(
            "only",
            inject(
                "clash",
                MINUTE_MS,
                expect=[
                    wants("two-of-the-crowd", WantedRecord(CASUALTY, 2, side="crowd")),
                    wants("any-arrest", WantedRecord(ARREST), by="dalmas"),
                    wants("film", WantedRecord(EVIDENCE, medium="video")),
                ],
            ),
        ),
        tags={
            "throwing": Tag("throwing", 1, Text.plain("Throwing"), Behaviour.AGRESIF),
            "chase": Tag("chase", 2, Text.plain("Chasing"), None, unlawful=True),
        },
    )
    return Drill(script)


def script_of(one: Drill) -> Scenario:
    return one.state.scenario


def seen_as(one: Drill) -> Behaviour:
    return one.engine.fold.crowd.behaviour


def refused(one: Drill, command: do.Command) -> str:
    use_language("en")
    refusal = one.attempt(command)
    assert refusal is not None
    return str(refusal)


def test_records_are_numbered_by_kind_and_keep_what_is_known() -> None:
    one = drill().start()
    one.do(
        do.RecordFact(CASUALTY, {"side": "crowd", "text": " leg "}),
        do.RecordFact(ARREST, {"weapon": "bladed", "by": "dalmas"}),
        do.RecordFact(CASUALTY),
    )
    assert one.bodies()[-3:] == [
        ev.CasualtyRecorded(1, "crowd", text="leg"),
        ev.ArrestRecorded(1, "dalmas", weapon="bladed"),
        ev.CasualtyRecorded(2),
    ]


def test_as_many_as_are_called_for_meet_an_expected_action_counted_from_its_inject() -> None:
    one = drill().start()
    one.do(do.RecordFact(CASUALTY, {"side": "crowd"}))
    one.to(2 * MINUTE_MS)
    one.do(do.RecordFact(CASUALTY, {"side": "personnel"}), do.RecordFact(CASUALTY, {"side": "crowd"}))
    assert one.state.expected["two-of-the-crowd"].status is ExpectedStatus.OPEN
    happened = bodies(one.do(do.RecordFact(CASUALTY)))
    assert happened[1] == ev.ExpectedActionMet("two-of-the-crowd", MINUTE_MS, late=False)


def test_a_record_by_another_unit_or_of_another_kind_meets_nothing() -> None:
    one = drill().start()
    one.to(2 * MINUTE_MS)
    one.do(do.RecordFact(ARREST, {"by": "negosiator"}), do.RecordFact(EVIDENCE, {"medium": "photo"}))
    assert one.find(ev.ExpectedActionMet) == []
    one.do(do.RecordFact(ARREST, {"by": "dalmas"}), do.RecordFact(EVIDENCE, {"medium": "video"}))
    assert [getattr(event.body, "expected", "") for event in one.find(ev.ExpectedActionMet)] == ["any-arrest", "film"]


def test_a_voided_record_does_not_count() -> None:
    one = drill().start()
    one.to(2 * MINUTE_MS)
    seq = one.do(do.RecordFact(CASUALTY, {"side": "crowd"}))[0].seq
    one.do(do.VoidEntry(seq), do.RecordFact(CASUALTY, {"side": "crowd"}))
    assert one.state.expected["two-of-the-crowd"].status is ExpectedStatus.OPEN
    assert one.state.facts[CASUALTY, 1].voided
    one.do(do.RestoreEntry(seq))
    assert not one.state.facts[CASUALTY, 1].voided


def test_details_come_later_and_can_be_taken_out_again_also_after_a_hold() -> None:
    one = drill().start()
    one.do(do.RecordFact(CASUALTY))
    one.do(do.AmendRecord(CASUALTY, 1, "severity", "light"), do.AmendRecord(CASUALTY, 1, "place", "gate"))
    assert one.do(do.AmendRecord(CASUALTY, 1, "place", "gate")) == []
    one.do(do.HoldExercise(), do.AmendRecord(CASUALTY, 1, "place", ""))
    fact = one.state.facts[CASUALTY, 1]
    assert (fact.details["severity"], fact.details["place"], fact.details["side"]) == ("light", "", "")


@pytest.mark.parametrize(
    ("command", "sentence"),
    [
        (do.RecordFact(CASUALTY, {"weapon": "bladed"}), "Such a record has no field weapon."),
        (do.RecordFact(CASUALTY, {"number": "7"}), "Such a record has no field number."),
        (do.RecordFact(CASUALTY, {"side": "left"}), "The word left is not known there."),
        (do.RecordFact(ARREST, {"by": "nobody"}), "The script has no unit nobody."),
        (do.AmendRecord(ARREST, 1, "who", "x"), "There is no such record."),
        (do.ObserveTag("nothing"), "The script has no tag nothing."),
        (do.ObserveTag("chase", unit="nobody"), "The script has no unit nobody."),
    ],
)
def test_what_cannot_be_recorded_is_refused(command: do.Command, sentence: str) -> None:
    one = drill().start()
    before = one.state.copy()
    assert refused(one, command) == sentence
    assert vars(one.state) == vars(before)


@pytest.mark.parametrize("command", [do.ObserveTag("throwing"), do.RecordFact(ARREST)])
def test_nothing_is_observed_before_startex_or_after_endex(command: do.Command) -> None:
    one = drill()
    assert refused(one, command) == "The exercise has not started yet."
    one.start().do(do.EndExercise())
    assert one.state.status is Status.ENDED
    assert refused(one, command) == "The exercise has ended; its log is closed."


def test_a_tag_declares_its_class_of_behaviour_from_then_on() -> None:
    one = drill().start()
    one.to(MINUTE_MS)
    one.do(do.ObserveTag("throwing", " bottles ", "dalmas"))
    crowd = one.engine.fold.crowd
    assert (crowd.behaviour, crowd.situation) == (Behaviour.AGRESIF, Situation.MERAH)
    (seen,) = one.state.observations.values()
    assert (seen.tag, seen.text, seen.unit, seen.seen_ms) == ("throwing", "bottles", "dalmas", MINUTE_MS)


def test_voiding_a_tag_takes_its_class_back_but_not_what_another_saw() -> None:
    one = drill().start()
    first = one.do(do.ObserveTag("throwing"))[0].seq
    one.do(do.VoidEntry(first))
    assert seen_as(one) is Behaviour.TERTIB
    one.do(do.RestoreEntry(first))
    assert seen_as(one) is Behaviour.AGRESIF
    one.to(MINUTE_MS)
    second = one.do(do.ObserveTag("throwing"))[0].seq
    one.do(do.VoidEntry(second))
    assert seen_as(one) is Behaviour.AGRESIF
    assert one.state.observations[second].voided


def test_an_unlawful_tag_turns_the_situation_red_without_a_class() -> None:
    one = drill().start()
    one.do(do.ObserveTag("chase"))
    assert one.engine.fold.crowd.situation is Situation.MERAH
    assert one.engine.fold.crowd.behaviour is Behaviour.TERTIB
