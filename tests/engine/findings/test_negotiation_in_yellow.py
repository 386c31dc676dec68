"""R8: the situation turned yellow with no negotiation, or it was dropped while yellow."""

from __future__ import annotations

import pytest

from player.engine import commands as do
from player.i18n import use_language
from player.model import events as ev
from player.model.doctrine import Behaviour
from player.model.rules import Certainty
from tests.engine.findings.play import HOLD, M, Play, S, rule, script, spans


def yellow(*minutes: int) -> Play:
    """A drill that turns yellow at each of these, for `HOLD`."""
    drill = Play(script({"R8": rule(within=2 * M)}))
    for minute in minutes:
        drill.see(minute * M, Behaviour.PASIF)
    return drill


def test_yellow_without_negotiation_is_found() -> None:
    drill = yellow(10)
    drill.to(20 * M)
    (finding,) = drill.found("R8")
    use_language("en")
    assert str(finding.message) == "The situation turned yellow, and no negotiation began within 2 min"
    assert str(finding.cleared_by) == (
        "Negotiation or a dialogue of the commander within 2 min, kept up while it is yellow"
    )
    assert (finding.from_ms, finding.to_ms, finding.lasting) == (10 * M, 10 * M + HOLD, False)
    assert finding.events == (drill.find(ev.SituationChanged)[0].seq,)
    assert finding.open, "that it is yellow no more clears nothing"
    assert finding.certainty is Certainty.MEDIUM


@pytest.mark.parametrize("talk", ["negotiation", "dialogue"])
def test_with_negotiation_it_is_not(talk: str) -> None:
    drill = yellow(10).begin(11 * M, talk)
    drill.to(20 * M)
    assert drill.found("R8") == []


@pytest.mark.parametrize("talk", ["appeal", "warning"])
def test_an_appeal_is_no_negotiation(talk: str) -> None:
    drill = yellow(10).begin(11 * M, talk)
    drill.to(20 * M)
    assert len(drill.found("R8")) == 1


@pytest.mark.parametrize(("after_ms", "count"), [(2 * M, 0), (2 * M + 1, 1)])
def test_it_may_begin_at_the_very_end_of_its_time(after_ms: int, count: int) -> None:
    drill = yellow(10).begin(10 * M + after_ms, "negotiation")
    found = drill.found("R8")
    assert spans(found) == [(10 * M, 10 * M + after_ms)] * count
    if count:
        use_language("en")
        cleared = found[0].cleared
        assert cleared is not None
        assert str(cleared.message) == "Negotiation began after 02:00"
        assert (cleared.at_ms, cleared.events) == (10 * M + after_ms, (drill.last(ev.ActionStarted),))


def test_negotiation_that_begins_does_not_change_its_key() -> None:
    drill = yellow(10)
    drill.to(13 * M)
    (before,) = drill.found("R8")
    (after,) = drill.begin(13 * M + S, "negotiation").found("R8")
    assert (before.key, before.open, after.open) == (after.key, True, False)


def test_one_that_runs_when_it_turns_yellow_counts() -> None:
    drill = Play().begin(M, "negotiation").see(10 * M, Behaviour.PASIF)
    drill.to(20 * M)
    assert drill.found("R8") == []


def test_it_lasts_while_it_is_yellow_and_nobody_talks() -> None:
    drill = yellow(10)
    drill.to(12 * M)
    assert drill.found("R8") == []
    drill.to(13 * M)
    assert [(one.to_ms, one.lasting) for one in drill.found("R8")] == [(13 * M, True)]
    drill.to(10 * M + HOLD)
    assert [(one.to_ms, one.lasting) for one in drill.found("R8")] == [(10 * M + HOLD, False)]


@pytest.mark.parametrize("tag", [Behaviour.AGRESIF, "unlawful"])
def test_red_ends_its_time(tag: Behaviour | str) -> None:
    drill = yellow(10).see(12 * M, tag)
    drill.to(30 * M)
    assert drill.found("R8") == []


def test_coming_down_from_red_none_has_to_begin() -> None:
    drill = yellow().see(10 * M, Behaviour.AGRESIF).see(11 * M, Behaviour.PASIF).see(14 * M, Behaviour.PASIF)
    drill.to(30 * M)
    assert drill.found("R8") == []


def test_dropping_it_while_yellow_is_found() -> None:
    drill = yellow(10).begin(10 * M, "negotiation").end(11 * M, "negotiation")
    drill.to(13 * M + 30 * S)
    (finding,) = drill.found("R8")
    use_language("en")
    assert str(finding.message) == (
        "Negotiation was dropped while the situation was yellow, and not taken up again within 2 min"
    )
    assert finding.events == (drill.last(ev.ActionStopped),)
    assert (finding.from_ms, finding.to_ms, finding.lasting) == (11 * M, 13 * M + 30 * S, True)


@pytest.mark.parametrize(("gap_ms", "count"), [(0, 0), (2 * M, 0), (2 * M + 1, 1)])
def test_taking_it_up_again_in_time_is_not(gap_ms: int, count: int) -> None:
    drill = yellow(10).begin(10 * M, "negotiation").end(11 * M, "negotiation").begin(11 * M + gap_ms, "dialogue")
    drill.to(17 * M)
    assert len(drill.found("R8")) == count


def test_as_long_as_one_of_two_goes_on_it_is_not_dropped() -> None:
    drill = yellow(10).begin(10 * M, "negotiation").begin(10 * M, "dialogue").end(11 * M, "negotiation")
    drill.to(17 * M)
    assert drill.found("R8") == []


def test_in_green_or_red_it_may_be_dropped() -> None:
    drill = yellow(10).begin(11 * M, "negotiation").end(15 * M, "negotiation").begin(20 * M, "negotiation")
    drill.see(20 * M, Behaviour.AGRESIF).end(21 * M, "negotiation")
    drill.to(30 * M)
    assert drill.found("R8") == []


def test_a_change_of_phase_does_not_drop_it() -> None:
    drill = yellow(10).begin(10 * M, "negotiation").at(11 * M, do.NextPhase())
    drill.to(17 * M)
    assert drill.found("R8") == []


def test_endex_within_its_time_is_no_silence() -> None:
    assert yellow(10).finish(11 * M + 59 * S).found("R8") == []
    assert spans(yellow(10).finish(13 * M).found("R8")) == [(10 * M, 13 * M)]
    assert yellow(10).begin(11 * M, "negotiation").finish(13 * M).found("R8") == []


def test_the_time_of_a_hold_does_not_count() -> None:
    drill = yellow(10).at(11 * M, do.HoldExercise())
    drill.to(60 * M)
    drill.do(do.ResumeExercise())
    assert drill.begin(12 * M, "negotiation").found("R8") == []


def test_each_turn_to_yellow_counts() -> None:
    drill = yellow(10, 20)
    drill.to(30 * M)
    assert spans(drill.found("R8")) == [(10 * M, 10 * M + HOLD), (20 * M, 20 * M + HOLD)]
