"""R7: a unit committed before its situation, or without lintas ganti."""

from __future__ import annotations

import pytest

from player.engine import commands as do
from player.i18n import use_language
from player.model import events as ev
from player.model.doctrine import Behaviour
from player.model.rules import Certainty
from tests.engine.findings.play import HOLD, M, Play, S, script, without_unit


def test_dalmas_lanjut_in_a_green_situation_is_found() -> None:
    drill = Play().begin(10 * M, "lanjut-line")
    (finding,) = drill.found("R7")
    use_language("en")
    assert str(finding.message) == "Lanjut: Shield line: Dalmas Lanjut went in while the situation was green"
    assert (finding.from_ms, finding.to_ms) == (10 * M, 10 * M)
    assert finding.events == (drill.last(ev.ActionStarted),)
    assert finding.certainty is Certainty.HIGH


@pytest.mark.parametrize("tag", [Behaviour.PASIF, Behaviour.AKTIF, Behaviour.AGRESIF, "unlawful"])
def test_in_yellow_or_red_it_is_not(tag: Behaviour | str) -> None:
    drill = Play().see(10 * M, tag).begin(11 * M, "lanjut-line")
    drill.to(30 * M)
    assert drill.found("R7") == []


@pytest.mark.parametrize("tag", [None, Behaviour.PASIF, Behaviour.AKTIF])
def test_phh_before_red_is_found(tag: Behaviour | None) -> None:
    drill = Play().begin(M, "line")
    if tag is not None:
        drill.see(10 * M, tag).begin(10 * M, "lanjut-line")
    drill.begin(11 * M, "phh-line")
    (finding,) = drill.found("R7")
    use_language("en")
    colour = "green" if tag is None else "yellow"
    assert str(finding.message) == f"Phh: Shield line: PHH went in before the situation was red; it was {colour}"
    assert finding.certainty is Certainty.HIGH


@pytest.mark.parametrize("tag", [Behaviour.AGRESIF, "unlawful"])
def test_phh_in_red_that_relieves_dalmas_lanjut_is_not(tag: Behaviour | str) -> None:
    drill = Play().see(10 * M, tag).begin(11 * M, "lanjut-line").end(12 * M, "lanjut-line").begin(12 * M, "phh-line")
    assert drill.found("R7") == []


def test_phh_that_relieves_nobody_is_found_with_less_certainty() -> None:
    drill = Play().see(10 * M, Behaviour.AGRESIF).begin(12 * M, "phh-line")
    (finding,) = drill.found("R7")
    use_language("en")
    assert str(finding.message) == "Phh: Shield line: PHH went in with no Dalmas Lanjut to relieve (lintas ganti)"
    assert finding.certainty is Certainty.MEDIUM


def test_who_acted_before_the_situation_last_left_green_is_not_relieved() -> None:
    drill = Play().see(10 * M, Behaviour.AKTIF).begin(11 * M, "lanjut-line").end(12 * M, "lanjut-line")
    drill.see(20 * M, Behaviour.AGRESIF).begin(21 * M, "phh-line")
    assert len(drill.found("R7")) == 1


def test_who_stood_there_when_it_left_green_is() -> None:
    drill = Play().see(10 * M, Behaviour.AKTIF).begin(11 * M, "lanjut-line")
    drill.see(20 * M, Behaviour.AGRESIF).end(20 * M + 30 * S, "lanjut-line").begin(21 * M, "phh-line")
    assert drill.found("R7") == []


def test_who_acted_in_yellow_is_relieved_in_red_although_it_has_left() -> None:
    drill = Play().see(10 * M, Behaviour.AKTIF).begin(11 * M, "lanjut-line").end(12 * M, "lanjut-line")
    drill.see(13 * M, Behaviour.AGRESIF).begin(14 * M, "phh-line")
    assert drill.found("R7") == []


def test_a_script_with_no_dalmas_lanjut_has_nobody_to_relieve() -> None:
    drill = Play(without_unit(script(), "dalmas_lanjut")).see(10 * M, Behaviour.AGRESIF).begin(12 * M, "phh-line")
    assert drill.found("R7") == []


def test_once_it_has_been_red_phh_may_go_in_in_yellow_but_not_in_green() -> None:
    def after(ms: int) -> Play:
        drill = Play().begin(M, "line").see(10 * M, Behaviour.AGRESIF).see(11 * M, Behaviour.AKTIF)
        drill.begin(11 * M, "lanjut-line")
        return drill.begin(ms, "phh-line")

    assert after(10 * M + HOLD + 30 * S).found("R7") == [], "yellow after red"
    assert len(after(11 * M + HOLD + 30 * S).found("R7")) == 1, "green again"


def test_standby_is_no_commitment() -> None:
    assert Play().begin(10 * M, "lanjut-standby").found("R7") == []
    drill = Play().begin(10 * M, "lanjut-standby").stage(11 * M, "lanjut-standby", 1)
    assert [one.from_ms for one in drill.found("R7")] == [11 * M]


def test_other_units_may_stand_there_at_any_time() -> None:
    assert Play().begin(M, "line").begin(2 * M, "cannon", stage=1).found("R7") == []


@pytest.mark.parametrize(("gap_ms", "count"), [(0, 1), (30 * S, 1), (30 * S + 1, 2)])
def test_what_takes_over_from_its_own_action_is_no_new_commitment(gap_ms: int, count: int) -> None:
    drill = Play().begin(10 * M, "lanjut-line").end(12 * M, "lanjut-line").begin(12 * M + gap_ms, "lanjut-line")
    assert len(drill.found("R7")) == count


def test_who_has_been_there_in_yellow_may_stay_into_green_and_be_present_again() -> None:
    drill = Play().see(10 * M, Behaviour.AKTIF).begin(11 * M, "lanjut-line").end(12 * M, "lanjut-line")
    drill.begin(20 * M, "lanjut-line")
    assert drill.found("R7") == []
    drill.end(21 * M, "lanjut-line").begin(25 * M, "lanjut-line", stage=3)
    assert [one.from_ms for one in drill.found("R7")] == [25 * M], "more than presence is looked at anew"


def test_so_may_one_whose_coming_changed_nothing_else() -> None:
    drill = Play().begin(M, "line").see(10 * M, Behaviour.AKTIF)
    drill.begin(11 * M, "lanjut-line").end(12 * M, "lanjut-line").begin(20 * M, "lanjut-line")
    assert drill.found("R7") == []


def test_who_came_too_early_and_stayed_into_yellow_has_been_there() -> None:
    drill = Play().begin(9 * M, "lanjut-line").see(10 * M, Behaviour.AKTIF).end(11 * M, "lanjut-line")
    drill.begin(20 * M, "lanjut-line")
    assert [one.from_ms for one in drill.found("R7")] == [9 * M]


def test_the_events_of_one_second_are_seen_together() -> None:
    drill = Play().begin(10 * M + 100, "lanjut-line")
    assert len(drill.found("R7")) == 1, "as far as is known by then"
    drill.see(10 * M + 900, Behaviour.PASIF)
    assert drill.found("R7") == []
    drill.to(11 * M)
    assert drill.found("R7") == []


def test_a_voided_tag_did_not_make_it_yellow() -> None:
    drill = Play().see(10 * M, Behaviour.AKTIF)
    drill.at(10 * M + 30 * S, do.VoidEntry(drill.last(ev.TagObserved))).begin(11 * M, "lanjut-line")
    assert len(drill.found("R7")) == 1
