"""R12: a casualty with no medical aid started in time."""

from __future__ import annotations

import pytest

from player.engine import commands as do
from player.i18n import use_language
from player.model import events as ev
from player.model.doctrine import RecordKind
from player.model.rules import Certainty
from tests.engine.findings.play import M, Play, S, rule, script, spans

HURT = RecordKind.CASUALTY


def test_a_casualty_without_aid_is_found() -> None:
    drill = Play().record(10 * M, HURT)
    drill.to(15 * M)
    assert drill.found("R12") == []
    drill.to(16 * M)
    (finding,) = drill.found("R12")
    use_language("en")
    assert str(finding.message) == "Casualty 1: no medical aid within 5 min"
    assert str(finding.cleared_by) == "Medical aid under way, or begun no more than 5 min after the record"
    assert (finding.from_ms, finding.to_ms, finding.lasting) == (10 * M, 16 * M, True)
    assert finding.events == (drill.last(ev.CasualtyRecorded),)
    assert finding.certainty is Certainty.MEDIUM


def test_one_with_aid_under_way_is_not() -> None:
    drill = Play().begin(9 * M, "aid").record(10 * M, HURT).end(10 * M + S, "aid")
    drill.to(30 * M)
    assert drill.found("R12") == []


@pytest.mark.parametrize(("after_ms", "count"), [(0, 0), (5 * M, 0), (5 * M + 1, 1)])
def test_aid_may_begin_at_the_very_end_of_its_time(after_ms: int, count: int) -> None:
    drill = Play().record(10 * M, HURT).begin(10 * M + after_ms, "aid")
    found = drill.found("R12")
    assert spans(found) == [(10 * M, 10 * M + after_ms)] * count
    if count:
        use_language("en")
        cleared = found[0].cleared
        assert cleared is not None
        assert str(cleared.message) == "Medical aid began after 05:00"
        assert (cleared.at_ms, cleared.events) == (10 * M + after_ms, (drill.last(ev.ActionStarted),))
        assert found[0].events == (drill.last(ev.CasualtyRecorded),)
        assert not found[0].lasting


def test_aid_that_had_ended_before_does_not_count() -> None:
    drill = Play().begin(8 * M, "aid").end(9 * M, "aid").record(10 * M, HURT)
    drill.to(16 * M)
    assert len(drill.found("R12")) == 1


def test_a_unit_named_in_the_record_is_no_aid() -> None:
    drill = Play().record(10 * M, HURT, by="medis")
    drill.to(16 * M)
    assert len(drill.found("R12")) == 1


def test_each_casualty_has_its_own_time() -> None:
    drill = (
        Play().record(10 * M, HURT).record(12 * M, HURT).begin(16 * M, "aid").end(17 * M, "aid").record(20 * M, HURT)
    )
    drill.finish(26 * M)
    assert spans(drill.found("R12")) == [(10 * M, 16 * M), (20 * M, 26 * M)]


def test_a_voided_one_is_not_until_it_is_restored() -> None:
    drill = Play().record(10 * M, HURT)
    drill.at(12 * M, do.VoidEntry(drill.last(ev.CasualtyRecorded)))
    drill.to(16 * M)
    assert drill.found("R12") == []
    drill.at(17 * M, do.RestoreEntry(drill.last(ev.CasualtyRecorded)))
    assert spans(drill.found("R12")) == [(10 * M, 17 * M)]


@pytest.mark.parametrize(("after_ms", "count"), [(5 * M, 0), (5 * M + 1, 1)])
def test_voiding_it_when_it_was_overdue_clears_it(after_ms: int, count: int) -> None:
    drill = Play().record(10 * M, HURT)
    drill.at(10 * M + after_ms, do.VoidEntry(drill.last(ev.CasualtyRecorded)))
    drill.to(30 * M)
    found = drill.found("R12")
    assert spans(found) == [(10 * M, 10 * M + after_ms)] * count
    assert all(one.cleared and one.cleared.events == (drill.last(ev.EntryVoided),) for one in found)


def test_what_cleared_it_first_is_told() -> None:
    drill = Play().record(10 * M, HURT).begin(16 * M, "aid")
    drill.at(17 * M, do.VoidEntry(drill.last(ev.CasualtyRecorded)))
    assert [one.cleared and one.cleared.at_ms for one in drill.found("R12")] == [16 * M]


def test_endex_within_its_time_is_in_time() -> None:
    assert Play().record(10 * M, HURT).finish(15 * M).found("R12") == []


def test_the_time_of_a_hold_does_not_count() -> None:
    drill = Play().record(10 * M, HURT).at(12 * M, do.HoldExercise())
    drill.to(60 * M)
    drill.do(do.ResumeExercise())
    assert drill.begin(15 * M, "aid").found("R12") == []


def test_the_time_can_be_set() -> None:
    drill = Play(script({"R12": rule(within=M)})).record(10 * M, HURT).begin(11 * M + 1, "aid")
    assert len(drill.found("R12")) == 1
