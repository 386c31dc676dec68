"""R4: force rose by more than one stage with no reason recorded."""

from __future__ import annotations

import pytest

from player.engine import commands as do
from player.i18n import use_language
from player.model import events as ev
from tests.engine.findings.play import M, Play, S


def test_a_rise_by_more_than_one_stage_is_found() -> None:
    drill = Play().begin(M, "warning").begin(10 * M, "gas")
    (finding,) = drill.found("R4")
    use_language("en")
    assert str(finding.message) == "Force rose from stage 2 to stage 5 with no reason: Gas-Squad: Tear gas"
    assert (finding.from_ms, finding.to_ms, finding.lasting) == (10 * M, 10 * M, False)
    assert finding.events == (drill.last(ev.ActionStarted),)


@pytest.mark.parametrize("steps", [("warning", "carry"), ("warning", "carry", "push", "gas"), ("line", "warning")])
def test_a_rise_stage_by_stage_is_not(steps: tuple[str, ...]) -> None:
    drill = Play()
    for minute, name in enumerate(steps, 1):
        drill.begin(minute * M, name)
    assert drill.found("R4") == []


def test_a_reason_recorded_with_the_action_clears_it() -> None:
    assert Play().begin(10 * M, "gas", reason="stones from three sides").found("R4") == []
    assert len(Play().begin(10 * M, "gas", reason="  ").found("R4")) == 1


def test_a_change_of_stage_is_a_rise_too() -> None:
    drill = Play().begin(M, "line").stage(10 * M, "line", 3)
    assert len(drill.found("R4")) == 1
    drill = Play().begin(M, "line").stage(10 * M, "line", 3, "they are being pulled over")
    assert drill.found("R4") == []


def test_a_note_on_its_entry_clears_it_whenever_it_is_written_until_it_is_voided() -> None:
    drill = Play().begin(10 * M, "gas")
    (before,) = drill.found("R4")
    drill.at(20 * M, do.WriteNote("the reason", on=drill.last(ev.ActionStarted)))
    (cleared,) = drill.found("R4")
    use_language("en")
    assert cleared.cleared is not None
    assert str(cleared.cleared.message) == "A note on its entry gave the reason 10:00 after"
    assert (cleared.cleared.at_ms, cleared.cleared.events) == (20 * M, (drill.last(ev.NoteWritten),))
    assert cleared.key == before.key
    drill.at(21 * M, do.VoidEntry(drill.last(ev.NoteWritten)))
    assert drill.found("R4") == [before]
    drill.at(22 * M, do.RestoreEntry(drill.last(ev.NoteWritten)))
    assert drill.found("R4") == [cleared]


def test_a_note_at_the_same_instant_leaves_nothing_to_find() -> None:
    drill = Play().at(10 * M, do.HoldExercise()).begin(10 * M, "gas")
    assert drill.at(10 * M, do.WriteNote("the reason", on=drill.last(ev.ActionStarted))).found("R4") == []


def test_a_note_on_something_else_does_not() -> None:
    drill = Play().begin(9 * M, "line").begin(10 * M, "gas")
    drill.at(20 * M, do.WriteNote("a note", on=drill.find(ev.ActionStarted)[0].seq), do.WriteNote("another"))
    assert [one.open for one in drill.found("R4")] == [True]


def test_whoever_is_there_is_seen_so_that_a_first_word_is_no_rise() -> None:
    assert Play().begin(M, "warning").found("R4") == []
    assert Play().begin(M, "carry").found("R4") != []


def test_what_takes_over_at_the_same_instant_does_not_rise_from_nothing() -> None:
    drill = Play().begin(M, "warning").begin(2 * M, "carry").end(5 * M, "carry").begin(5 * M, "push")
    assert drill.found("R4") == []


@pytest.mark.parametrize(("gap_ms", "count"), [(30 * S, 0), (30 * S + 1, 1)])
def test_nor_what_takes_over_a_moment_later(gap_ms: int, count: int) -> None:
    drill = Play().begin(M, "warning").begin(2 * M, "carry").begin(3 * M, "push")
    drill.end(5 * M, "push").end(5 * M + 10 * S, "carry").begin(5 * M + gap_ms, "gas")
    assert len(drill.found("R4")) == count


def test_the_highest_of_what_stood_a_moment_ago_counts() -> None:
    drill = Play().begin(M, "carry", reason="r").begin(2 * M, "push", reason="r")
    drill.end(5 * M, "push").end(5 * M + S, "carry").begin(5 * M + 2 * S, "carry").end(5 * M + 3 * S, "carry")
    assert drill.begin(5 * M + 20 * S, "gas").found("R4") == []


@pytest.mark.parametrize("first", ["carry", "push"])
def test_at_one_instant_the_order_of_the_entries_does_not_matter(first: str) -> None:
    drill = Play().begin(M, "warning").begin(10 * M, first).begin(10 * M, {"carry": "push", "push": "carry"}[first])
    (finding,) = drill.found("R4")
    use_language("en")
    assert str(finding.message) == "Force rose from stage 2 to stage 4 with no reason: Dalmas: Shield push"


def test_one_reason_is_enough_for_what_rises_together() -> None:
    drill = Play().begin(10 * M, "gas").begin(10 * M, "baton")
    (finding,) = drill.found("R4")
    use_language("en")
    assert str(finding.message).endswith(": Gas-Squad: Tear gas, Dalmas: Baton")
    assert len(finding.events) == 2
    drill.at(11 * M, do.WriteNote("both", on=finding.events[1]))
    assert [one.open for one in drill.found("R4")] == [False]
    assert Play().begin(10 * M, "gas").begin(10 * M, "baton", reason="why").found("R4") == []


def test_an_action_that_ends_as_it_begins_is_told_of_once() -> None:
    (finding,) = Play().begin(10 * M, "gas").end(10 * M, "gas").found("R4")
    use_language("en")
    assert str(finding.message).endswith("no reason: Gas-Squad: Tear gas")


def test_two_rises_are_two_findings() -> None:
    drill = Play().begin(10 * M, "gas").end(12 * M, "gas").begin(20 * M, "gas")
    assert [one.from_ms for one in drill.found("R4")] == [10 * M, 20 * M]
