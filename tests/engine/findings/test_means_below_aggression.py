"""R3: baton, gas or water cannon while behaviour is below aggressive."""

from __future__ import annotations

import pytest

from player.engine import commands as do
from player.engine.findings import find
from player.i18n import use_language
from player.model import events as ev
from player.model.doctrine import Behaviour
from player.model.entries import RuleSettings
from player.model.rules import BasisMark, Certainty
from tests.engine.findings.play import HOLD, M, Play, S, rule, script, spans


@pytest.mark.parametrize(
    ("means", "certainty", "mark"),
    [
        ("baton", Certainty.HIGH, BasisMark.READ),
        ("gas", Certainty.HIGH, BasisMark.READ),
        ("cannon", Certainty.MEDIUM, BasisMark.OWN),
    ],
)
def test_a_means_against_active_resistance_is_found(means: str, certainty: Certainty, mark: BasisMark) -> None:
    drill = Play().see(10 * M, Behaviour.AKTIF).begin(11 * M, means).end(12 * M, means)
    (finding,) = drill.found("R3")
    use_language("en")
    assert str(finding.message).endswith(" while the behaviour was below aggressive; at first: active resistance")
    assert (finding.from_ms, finding.to_ms, finding.lasting) == (11 * M, 12 * M, False)
    assert finding.events == (drill.find(ev.ActionStarted)[0].seq,)
    assert (finding.certainty, finding.mark) == (certainty, mark)


@pytest.mark.parametrize("behaviour", [Behaviour.AGRESIF, Behaviour.AGRESIF_SEGERA])
@pytest.mark.parametrize("means", ["baton", "gas", "cannon"])
def test_against_aggressive_behaviour_it_is_not(means: str, behaviour: Behaviour) -> None:
    drill = Play().see(10 * M, behaviour).begin(11 * M, means).end(13 * M, means)
    assert drill.found("R3") == []


@pytest.mark.parametrize("other", ["push", "carry", "arrest", "shot"])
def test_other_force_is_not_this_rule_s(other: str) -> None:
    assert Play().begin(10 * M, other).end(12 * M, other).found("R3") == []


def test_the_shortest_use_is_found_as_it_began_so() -> None:
    drill = Play().begin(10 * M + 100, "baton").end(10 * M + 600, "baton")
    assert spans(drill.found("R3")) == [(10 * M + 100, 10 * M + 600)]
    drill.to(20 * M)
    assert spans(drill.found("R3")) == [(10 * M + 100, 10 * M + 600)]


def test_the_events_of_one_second_are_seen_together() -> None:
    drill = Play().begin(10 * M + 200, "baton")
    assert len(drill.found("R3")) == 1, "as far as is known by then"
    drill.see(10 * M + 900, Behaviour.AGRESIF)
    assert drill.found("R3") == []
    drill.end(12 * M, "baton")
    assert drill.found("R3") == []


def test_on_hold_it_is_shown_at_once_and_a_tag_takes_it_back() -> None:
    drill = Play().at(10 * M, do.HoldExercise()).begin(10 * M, "gas")
    assert [one.lasting for one in drill.found("R3")] == [True]
    drill.see(10 * M, Behaviour.AGRESIF)
    assert drill.found("R3") == []


@pytest.mark.parametrize(("over_ms", "count"), [(30 * S, 0), (31 * S, 1)])
def test_one_begun_against_aggression_may_end_within_the_grace(over_ms: int, count: int) -> None:
    drill = Play().see(10 * M, Behaviour.AGRESIF).begin(11 * M, "gas").end(10 * M + HOLD + over_ms, "gas")
    assert spans(drill.found("R3")) == [(10 * M + HOLD, 10 * M + HOLD + over_ms)] * count


def test_what_goes_on_after_the_behaviour_has_fallen_is_told_so() -> None:
    drill = Play().see(10 * M, Behaviour.AGRESIF).see(11 * M, Behaviour.AKTIF).begin(11 * M, "cannon")
    drill.to(10 * M + HOLD + 40 * S)
    (finding,) = drill.found("R3")
    use_language("en")
    assert str(finding.message) == (
        "Water-Cannon: Water cannon went on after the behaviour had fallen below aggressive; "
        "at first: active resistance"
    )
    assert finding.lasting


@pytest.mark.parametrize(("version", "count"), [(1, 0), (2, 1)])
def test_in_version_1_the_grace_was_that_of_r2_even_where_r2_is_off(version: int, count: int) -> None:
    drill = Play(script({"R2": RuleSettings(active=False, values={"grace": 2 * M})}))
    drill.see(10 * M, Behaviour.AGRESIF).begin(11 * M, "gas").end(12 * M + HOLD, "gas")
    found = find(drill.engine.scenario, drill.events, rules_version=version)
    assert [one.rule for one in found if one.rule in {"R2", "R3"}] == ["R3"] * count


def test_the_grace_of_r2_is_not_its_own() -> None:
    drill = Play(script({"R2": rule(grace=0), "R3": rule(grace=2 * M)}))
    drill.see(10 * M, Behaviour.AGRESIF).begin(11 * M, "gas").end(12 * M + HOLD, "gas")
    assert drill.found("R3") == []
    assert len(drill.found("R2")) == 1


def test_it_ends_when_the_behaviour_becomes_aggressive_and_begins_again_after() -> None:
    drill = Play().begin(10 * M, "gas").see(11 * M, Behaviour.AGRESIF).end(16 * M, "gas")
    assert spans(drill.found("R3")) == [(10 * M, 11 * M), (11 * M + HOLD, 16 * M)]


def test_one_begun_too_early_has_the_grace_too_once_the_behaviour_was_aggressive() -> None:
    drill = Play().begin(10 * M, "gas").see(11 * M, Behaviour.AGRESIF).end(11 * M + HOLD + 20 * S, "gas")
    assert spans(drill.found("R3")) == [(10 * M, 11 * M)]


def test_below_stage_3_it_is_only_shown() -> None:
    drill = Play().begin(10 * M, "cannon", stage=1).stage(12 * M, "cannon", 5).stage(13 * M, "cannon", 1)
    drill.end(14 * M, "cannon")
    assert spans(drill.found("R3")) == [(12 * M, 13 * M)]


def test_endex_ends_it() -> None:
    drill = Play().begin(10 * M, "baton").finish(10 * M + 400)
    assert [(one.from_ms, one.to_ms, one.lasting) for one in drill.found("R3")] == [(10 * M, 10 * M + 400, False)]


def test_a_grace_of_none_finds_it_in_the_next_second() -> None:
    drill = Play(script({"R3": rule(grace=0)})).see(10 * M, Behaviour.AGRESIF).begin(11 * M, "gas")
    drill.end(10 * M + HOLD + S, "gas")
    assert spans(drill.found("R3")) == [(10 * M + HOLD, 10 * M + HOLD + S)]
