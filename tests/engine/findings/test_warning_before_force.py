"""R1: force of stage 3 or more without a warning before it."""

from __future__ import annotations

import pytest

from player.engine import commands as do
from player.i18n import use_language
from player.model import events as ev
from player.model.rules import Certainty
from tests.engine.findings.play import M, Play, S, rule, script, spans


def test_force_without_a_warning_is_found() -> None:
    drill = Play().begin(10 * M, "push").end(12 * M, "push")
    (finding,) = drill.found("R1")
    use_language("en")
    assert str(finding.message) == "Dalmas: Shield push, stage 4, with no appeal or warning in the 5 min before"
    assert str(finding.basis) == "Perkap 1/2009 Art. 7(1)"
    assert str(finding.cleared_by) == "An appeal or a warning no more than 5 min before the force"
    assert (finding.from_ms, finding.to_ms, finding.lasting) == (10 * M, 12 * M, False)
    assert finding.events == (drill.find(ev.ActionStarted)[0].seq,)
    assert finding.certainty is Certainty.MEDIUM


@pytest.mark.parametrize("kind", ["appeal", "warning"])
def test_a_warning_before_it_keeps_it_away(kind: str) -> None:
    drill = Play().begin(10 * M, kind).end(11 * M, kind).begin(12 * M, "push")
    assert drill.found("R1") == []


def test_talking_is_no_warning() -> None:
    assert Play().begin(10 * M, "negotiation").begin(12 * M, "push").found("R1") != []


@pytest.mark.parametrize(("after_ms", "count"), [(5 * M, 0), (5 * M + 1, 1)])
def test_a_warning_counts_to_the_very_end_of_its_time(after_ms: int, count: int) -> None:
    drill = Play().begin(M, "warning").end(2 * M, "warning").begin(2 * M + after_ms, "push")
    assert len(drill.found("R1")) == count


def test_one_that_still_sounds_counts_however_long_ago_it_began() -> None:
    assert Play().begin(M, "appeal").begin(30 * M, "push").found("R1") == []


def test_one_before_a_change_of_phase_counts() -> None:
    drill = Play().begin(M, "warning").end(2 * M, "warning").at(3 * M, do.NextPhase()).begin(4 * M, "push")
    assert drill.found("R1") == []


def test_the_time_of_a_hold_does_not_count() -> None:
    drill = Play().begin(M, "warning").end(2 * M, "warning").at(3 * M, do.HoldExercise())
    drill.to(60 * M)
    drill.do(do.ResumeExercise())
    assert drill.begin(3 * M, "push").found("R1") == []


@pytest.mark.parametrize("order", [("warning", "push"), ("push", "warning")])
def test_at_one_instant_the_order_of_the_entries_does_not_matter(order: tuple[str, str]) -> None:
    drill = Play()
    for name in order:
        drill.begin(10 * M, name)
    assert drill.found("R1") == []


def test_a_warning_after_it_ends_it_and_says_so() -> None:
    drill = Play().begin(10 * M, "push").begin(10 * M + 40 * S, "warning").end(11 * M, "warning").end(15 * M, "push")
    (finding,) = drill.found("R1")
    use_language("en")
    assert (finding.from_ms, finding.to_ms) == (10 * M, 10 * M + 40 * S)
    assert str(finding.cleared_by) == "An appeal or a warning no more than 5 min before the force"
    assert finding.cleared is not None
    assert str(finding.cleared.message) == "An appeal or a warning came 00:40 after the force began"
    assert finding.cleared.events == (drill.find(ev.ActionStarted, does="warning")[0].seq,)
    assert finding.cleared.at_ms == finding.to_ms


def test_it_lasts_while_the_force_does() -> None:
    drill = Play().begin(10 * M, "push")
    drill.to(11 * M)
    assert [(one.from_ms, one.to_ms, one.lasting) for one in drill.found("R1")] == [(10 * M, 11 * M, True)]
    drill.finish(12 * M)
    assert [(one.from_ms, one.to_ms, one.lasting) for one in drill.found("R1")] == [(10 * M, 12 * M, False)]


def test_what_stays_below_stage_3_needs_none_until_it_comes_to_it() -> None:
    drill = Play().begin(10 * M, "line").stage(12 * M, "line", 3).stage(13 * M, "line", 4).stage(14 * M, "line", 1)
    assert spans(drill.found("R1")) == [(12 * M, 14 * M)]
    assert drill.stage(15 * M, "line", 4).end(16 * M, "line").found("R1")[1].from_ms == 15 * M


def test_each_action_is_found_by_itself() -> None:
    drill = Play().begin(10 * M, "push").begin(11 * M, "arrest")
    assert [one.from_ms for one in drill.found("R1")] == [10 * M, 11 * M]


def test_the_time_can_be_set() -> None:
    drill = Play(script({"R1": rule(within=2 * M)}))
    drill.begin(M, "warning").end(2 * M, "warning").begin(4 * M + 1, "push")
    use_language("en")
    assert "in the 2 min before" in str(drill.found("R1")[0].message)
