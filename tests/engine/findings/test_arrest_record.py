"""R9: an arrest without a record."""

from __future__ import annotations

from dataclasses import replace

from player.engine import commands as do
from player.engine.findings import find
from player.i18n import use_language
from player.model import events as ev
from player.model.doctrine import RecordKind
from player.model.rules import Certainty
from tests.engine.findings.play import M, Play

ARREST = RecordKind.ARREST
WHOLE = {"who": "NN", "weapon": "none", "handed_to": "Reskrim"}


def test_an_arrest_without_a_record_is_found_at_endex() -> None:
    drill = Play().begin(10 * M, "arrest").end(11 * M, "arrest")
    drill.to(50 * M)
    assert drill.found("R9") == []
    (finding,) = drill.finish(55 * M).found("R9")
    use_language("en")
    assert str(finding.message) == "Tindak: Arrest by force with no record of the arrest"
    assert (finding.from_ms, finding.to_ms, finding.lasting) == (10 * M, 11 * M, False)
    assert finding.events == (drill.find(ev.ActionStarted)[0].seq,)
    assert finding.certainty is Certainty.HIGH


def test_an_arrest_with_a_whole_record_is_not() -> None:
    drill = Play().begin(10 * M, "arrest").record(30 * M, ARREST, by="tindak", **WHOLE)
    assert drill.finish(55 * M).found("R9") == []


def test_carrying_somebody_away_is_no_arrest() -> None:
    assert Play().begin(10 * M, "carry").finish(55 * M).found("R9") == []


def test_one_that_still_runs_at_endex_is_found() -> None:
    assert [one.to_ms for one in Play().begin(10 * M, "arrest").finish(12 * M).found("R9")] == [12 * M]


def test_each_arrest_needs_a_record_of_its_own() -> None:
    drill = Play().begin(10 * M, "arrest").begin(12 * M, "second-arrest").record(30 * M, ARREST, **WHOLE, by="tindak")
    (finding,) = drill.finish(55 * M).found("R9")
    assert finding.events == (drill.find(ev.ActionStarted, does="hard_arrest")[1].seq,)


def test_a_record_of_another_unit_tells_of_another_arrest() -> None:
    drill = Play().begin(10 * M, "arrest").record(30 * M, ARREST, **WHOLE, by="dalmas").finish(55 * M)
    assert len(drill.found("R9")) == 1


def test_one_that_names_no_unit_tells_of_any_but_of_what_comes_after_it() -> None:
    drill = Play().begin(10 * M, "arrest").end(11 * M, "arrest").record(12 * M, ARREST, **WHOLE)
    drill.begin(20 * M, "second-arrest").finish(55 * M)
    unrecorded, incomplete = drill.found("R9")[1], drill.found("R9")[0]
    assert unrecorded.from_ms == 20 * M
    assert incomplete.events == (drill.last(ev.ArrestRecorded),)


def test_two_records_of_one_arrest_do_not_tell_of_a_later_one() -> None:
    drill = Play().begin(10 * M, "arrest").end(11 * M, "arrest")
    drill.record(12 * M, ARREST, **WHOLE, by="tindak").record(13 * M, ARREST, **WHOLE, by="tindak")
    drill.begin(20 * M, "arrest").finish(55 * M)
    assert [one.from_ms for one in drill.found("R9")] == [20 * M]


def test_as_many_arrests_as_can_be_have_their_record() -> None:
    drill = Play().begin(10 * M, "arrest").end(11 * M, "arrest").begin(12 * M, "second-arrest")
    drill.end(13 * M, "second-arrest").begin(20 * M, "arrest")
    drill.record(21 * M, ARREST, **WHOLE, by="tindak").record(15 * M, ARREST, **WHOLE).record(22 * M, ARREST, **WHOLE)
    drill.finish(55 * M)
    assert [one for one in drill.found("R9") if one.certainty is Certainty.HIGH] == []


def test_a_voided_record_does_not_count() -> None:
    drill = Play().begin(10 * M, "arrest").record(30 * M, ARREST, **WHOLE, by="tindak")
    drill.at(31 * M, do.VoidEntry(drill.last(ev.ArrestRecorded))).finish(55 * M)
    assert [one.certainty for one in drill.found("R9")] == [Certainty.HIGH]


def test_what_a_record_does_not_say_is_found_with_less_certainty() -> None:
    drill = Play().begin(10 * M, "arrest").record(30 * M, ARREST, weapon="bladed").finish(55 * M)
    (finding,) = drill.found("R9")
    use_language("en")
    assert str(finding.message) == "The record of arrest 1 lacks: name, unit, handed over to"
    assert (finding.from_ms, finding.to_ms) == (30 * M, 30 * M)
    assert finding.certainty is Certainty.MEDIUM


def test_filling_it_in_clears_it_and_taking_out_brings_it_back() -> None:
    drill = Play().record(30 * M, ARREST, weapon="bladed", who="NN", by="tindak")
    drill.at(31 * M, do.AmendRecord(ARREST, 1, "handed_to", "Reskrim"))
    drill.at(32 * M, do.AmendRecord(ARREST, 1, "who", ""))
    drill.record(33 * M, RecordKind.EVIDENCE).at(34 * M, do.AmendRecord(RecordKind.EVIDENCE, 1, "text", "a film"))
    (finding,) = drill.finish(55 * M).found("R9")
    use_language("en")
    assert str(finding.message) == "The record of arrest 1 lacks: name"


def test_what_the_plan_of_a_script_leaves_out_is_not_found() -> None:
    drill = Play().begin(10 * M, "arrest").record(30 * M, ARREST, weapon="bladed").finish(55 * M)
    planned = [
        replace(event, actor=ev.Actor.PLAN) if isinstance(event.body, ev.ArrestRecorded) else event
        for event in drill.events
    ]
    assert "R9" not in {one.rule for one in find(drill.engine.scenario, planned)}
