"""R13: force of stage 4 or more with no note on the use of force before EndEx."""

from __future__ import annotations

import pytest

from player.engine import commands as do
from player.i18n import use_language
from player.model import events as ev
from player.model.rules import Certainty
from tests.engine.findings.play import M, Play


def test_force_without_a_note_is_found_at_endex() -> None:
    drill = Play().begin(10 * M, "push").end(12 * M, "push")
    drill.to(50 * M)
    assert drill.found("R13") == []
    (finding,) = drill.finish(55 * M).found("R13")
    use_language("en")
    assert str(finding.message) == "Dalmas: Shield push, stage 4, with no note on the use of force"
    assert (finding.from_ms, finding.to_ms, finding.lasting) == (10 * M, 12 * M, False)
    assert finding.events == (drill.find(ev.ActionStarted)[0].seq,)
    assert finding.certainty is Certainty.MEDIUM


def test_below_stage_4_none_is_asked_for() -> None:
    assert Play().begin(10 * M, "carry").finish(55 * M).found("R13") == []


def test_the_reason_recorded_with_it_is_one() -> None:
    assert Play().begin(10 * M, "push", reason="the line was about to break").finish(55 * M).found("R13") == []
    drill = Play().begin(10 * M, "push").stage(11 * M, "push", 5, "they are at the door").finish(55 * M)
    assert drill.found("R13") == []


@pytest.mark.parametrize("kind", [ev.ActionStarted, ev.ActionStageChanged, ev.ActionStopped])
def test_so_is_a_note_on_any_of_its_entries(kind: type[ev.Body]) -> None:
    drill = Play().begin(10 * M, "push").stage(11 * M, "push", 5).end(12 * M, "push")
    drill.at(20 * M, do.WriteNote("a push of two minutes, nobody hurt", on=drill.last(kind))).finish(55 * M)
    assert drill.found("R13") == []


def test_a_note_on_nothing_or_on_something_else_is_none() -> None:
    drill = Play().begin(9 * M, "line").begin(10 * M, "push")
    drill.at(20 * M, do.WriteNote("a note"), do.WriteNote("a note", on=drill.find(ev.ActionStarted)[0].seq))
    assert len(drill.finish(55 * M).found("R13")) == 1


def test_a_voided_note_is_none() -> None:
    drill = Play().begin(10 * M, "push")
    drill.at(20 * M, do.WriteNote("a note", on=drill.last(ev.ActionStarted)))
    drill.at(21 * M, do.VoidEntry(drill.last(ev.NoteWritten))).finish(55 * M)
    assert len(drill.found("R13")) == 1


def test_it_tells_of_the_time_from_stage_4_on_and_of_the_highest_stage() -> None:
    drill = Play().begin(10 * M, "line").stage(11 * M, "line", 5).stage(12 * M, "line", 4).finish(13 * M)
    (finding,) = drill.found("R13")
    use_language("en")
    assert str(finding.message) == "Dalmas: Shield line, stage 5, with no note on the use of force"
    assert (finding.from_ms, finding.to_ms) == (11 * M, 13 * M)


def test_each_action_needs_its_own() -> None:
    drill = Play().begin(10 * M, "push", reason="why").begin(11 * M, "gas").finish(55 * M)
    assert [one.from_ms for one in drill.found("R13")] == [11 * M]
