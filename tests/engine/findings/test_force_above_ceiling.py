"""R2: force above the ceiling for the behaviour observed."""

from __future__ import annotations

import pytest

from player.engine import commands as do
from player.i18n import use_language
from player.model import events as ev
from player.model.doctrine import Behaviour
from tests.engine.findings.play import HOLD, M, Play, S, rule, script, spans


def test_force_above_the_ceiling_is_found() -> None:
    drill = Play().begin(10 * M, "gas").end(12 * M, "gas")
    (finding,) = drill.found("R2")
    use_language("en")
    assert (
        str(finding.message) == "Force above the ceiling for 02:00, furthest at stage 5 with a ceiling of 2 (orderly)"
    )
    assert (finding.from_ms, finding.to_ms, finding.lasting) == (10 * M, 12 * M, False)
    assert finding.events == (drill.find(ev.ActionStarted)[0].seq,)


def test_force_within_the_ceiling_is_not() -> None:
    drill = Play().see(10 * M, Behaviour.AGRESIF).begin(10 * M, "gas").end(13 * M, "gas")
    assert drill.found("R2") == []


@pytest.mark.parametrize(("length_ms", "count"), [(30 * S, 0), (31 * S, 1)])
def test_exactly_the_grace_is_none(length_ms: int, count: int) -> None:
    drill = Play().begin(10 * M, "gas").end(10 * M + length_ms, "gas")
    assert len(drill.found("R2")) == count


@pytest.mark.parametrize(("length_ms", "count"), [(30 * S, 0), (30 * S + 1, 1)])
def test_exactly_the_grace_is_none_while_it_lasts(length_ms: int, count: int) -> None:
    drill = Play().begin(10 * M, "gas")
    drill.to(10 * M + length_ms)
    assert [one.lasting for one in drill.found("R2")] == [True] * count


def test_it_begins_when_the_behaviour_falls_under_the_force() -> None:
    drill = Play().see(10 * M, Behaviour.AGRESIF).begin(11 * M, "gas").end(20 * M, "gas")
    assert spans(drill.found("R2")) == [(10 * M + HOLD, 20 * M)]


def test_it_ends_when_the_behaviour_comes_to_justify_the_force() -> None:
    drill = Play().begin(10 * M, "gas").see(12 * M, Behaviour.AGRESIF).end(13 * M, "gas")
    assert spans(drill.found("R2")) == [(10 * M, 12 * M)]


def test_the_events_of_one_second_are_seen_together() -> None:
    drill = Play().begin(10 * M, "gas").see(10 * M, Behaviour.AGRESIF).end(11 * M, "gas")
    assert drill.found("R2") == []


def test_the_grace_begins_anew_after_a_break() -> None:
    drill = Play()
    for minute in (10, 11, 12):
        drill.begin(minute * M, "gas").end(minute * M + 25 * S, "gas")
    assert drill.found("R2") == []


def test_the_worst_of_a_span_is_told_and_all_that_brought_it() -> None:
    drill = Play().begin(10 * M, "carry").begin(11 * M, "push").begin(12 * M, "gas").begin(12 * M + 30 * S, "baton")
    drill.end(13 * M, "gas").end(13 * M, "baton").end(14 * M, "push").end(15 * M, "carry")
    (finding,) = drill.found("R2")
    use_language("en")
    assert (
        str(finding.message) == "Force above the ceiling for 05:00, furthest at stage 5 with a ceiling of 2 (orderly)"
    )
    assert finding.events == tuple(event.seq for event in drill.find(ev.ActionStarted))


def test_what_joins_and_is_within_the_ceiling_is_not_among_its_events() -> None:
    drill = Play().begin(10 * M, "gas").begin(10 * M + 40 * S, "line").begin(10 * M + 50 * S, "warning")
    drill.end(11 * M, "gas")
    assert len(drill.found("R2")[0].events) == 1


def test_a_short_action_beside_it_is_among_its_events() -> None:
    drill = Play().begin(10 * M, "gas").begin(10 * M + 35 * S + 200, "baton").end(10 * M + 35 * S + 900, "baton")
    drill.end(11 * M, "gas")
    assert len(drill.found("R2")[0].events) == 2


def test_a_voided_tag_no_longer_justifies_it() -> None:
    drill = Play().see(10 * M, Behaviour.AGRESIF).begin(10 * M, "gas")
    drill.at(11 * M, do.VoidEntry(drill.last(ev.TagObserved)))
    drill.to(12 * M)
    assert spans(drill.found("R2")) == [(11 * M, 12 * M)]


def test_the_time_of_a_hold_does_not_count() -> None:
    drill = Play().begin(10 * M, "gas").at(10 * M + 20 * S, do.HoldExercise())
    drill.to(60 * M)
    drill.do(do.ResumeExercise())
    drill.end(10 * M + 30 * S, "gas")
    assert drill.found("R2") == []


def test_endex_ends_it() -> None:
    drill = Play().begin(10 * M, "gas").finish(10 * M + 45 * S + 300)
    assert [(one.from_ms, one.to_ms, one.lasting) for one in drill.found("R2")] == [(10 * M, 10 * M + 45_300, False)]


def test_the_grace_can_be_set() -> None:
    drill = Play(script({"R2": rule(grace=2 * M)})).begin(10 * M, "gas").end(12 * M, "gas")
    assert drill.found("R2") == []
    assert len(drill.begin(20 * M, "gas").end(22 * M + S, "gas").found("R2")) == 1
