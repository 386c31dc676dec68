"""What R5 and R6 share: which order stands behind the use of a means."""

from __future__ import annotations

from dataclasses import replace

import pytest

from player.engine import commands as do
from player.engine.findings import find
from player.i18n import use_language
from player.model import events as ev
from player.model.entries import RuleSettings
from tests.engine.findings.play import M, Play, S, rule, script, spans

BOTH = pytest.mark.parametrize(("means", "rule"), [("gas", "R5"), ("cannon", "R6")])


@BOTH
def test_an_order_it_was_said_to_follow_stands_behind_it(means: str, rule: str) -> None:
    assert Play().order(10 * M, means).begin(11 * M, means, order=1).found(rule) == []


@BOTH
def test_so_does_one_that_nothing_else_has_followed(means: str, rule: str) -> None:
    assert Play().order(10 * M, means).begin(11 * M, means).found(rule) == []


@BOTH
def test_each_use_needs_an_order_of_its_own(means: str, rule: str) -> None:
    drill = Play().order(10 * M, means)
    for minute, more in ((11, {}), (13, {"order": 1}), (15, {})):
        drill.begin(minute * M, means, **more).end((minute + 1) * M, means)
    assert spans(drill.found(rule)) == [(11 * M, 12 * M), (15 * M, 16 * M)], "the second said that it follows it"
    drill = Play().order(10 * M, means).order(11 * M, means)
    for minute in (12, 14, 16):
        drill.begin(minute * M, means).end((minute + 1) * M, means)
    assert spans(drill.found(rule)) == [(16 * M, 17 * M)]


@BOTH
def test_one_that_comes_while_it_goes_on_clears_it_from_then_on(means: str, rule: str) -> None:
    drill = Play().begin(10 * M, means).order(10 * M + 90 * S, means).end(12 * M, means)
    (finding,) = drill.found(rule)
    use_language("en")
    assert (finding.from_ms, finding.to_ms, finding.lasting) == (10 * M, 10 * M + 90 * S, False)
    assert finding.events == (drill.find(ev.ActionStarted)[0].seq,)
    assert finding.cleared is not None
    assert str(finding.cleared.message) == "An order for it was recorded 01:30 after"
    assert (finding.cleared.at_ms, finding.cleared.events) == (10 * M + 90 * S, (drill.last(ev.OrderGiven),))


@BOTH
@pytest.mark.parametrize(("after_ms", "cleared"), [(0, True), (1, False)])
def test_one_that_comes_when_it_is_over_does_not(means: str, rule: str, after_ms: int, cleared: bool) -> None:  # noqa: FBT001  one of two cases
    drill = Play().begin(10 * M, means).end(12 * M, means).order(12 * M + after_ms, means)
    assert [(one.to_ms, one.open) for one in drill.found(rule)] == [(12 * M, not cleared)]


@BOTH
def test_a_late_order_may_stand_behind_the_next_use_as_well(means: str, rule: str) -> None:
    drill = Play().begin(10 * M, means).order(11 * M, means).end(12 * M, means).begin(20 * M, means)
    assert [(one.from_ms, one.open) for one in drill.found(rule)] == [(10 * M, False)]


@BOTH
def test_at_one_instant_the_order_of_the_entries_does_not_matter(means: str, rule: str) -> None:
    assert Play().begin(10 * M, means).order(10 * M, means).found(rule) == []


@BOTH
def test_one_for_another_unit_or_another_means_does_not(means: str, rule: str) -> None:
    drill = Play().at(9 * M, do.GiveOrder("dalmas", "tear_gas", "Danki"), do.GiveOrder("dalmas", "baton", "Danki"))
    drill.at(9 * M, do.GiveOrder("gas-squad", "water_cannon", "Danki"))
    drill.at(9 * M, do.GiveOrder("water-cannon", "tear_gas", "Danki"))
    assert len(drill.begin(10 * M, means, order=2).found(rule)) == 1, "it cannot follow an order to use the baton"


@BOTH
def test_a_voided_one_does_not_until_it_is_restored(means: str, rule: str) -> None:
    drill = Play().order(10 * M, means).begin(11 * M, means)
    given = drill.last(ev.OrderGiven)
    drill.at(12 * M, do.VoidEntry(given))
    assert len(drill.found(rule)) == 1
    drill.at(13 * M, do.RestoreEntry(given))
    assert drill.found(rule) == []


@BOTH
def test_one_given_in_the_phase_before_does(means: str, rule: str) -> None:
    assert Play().order(10 * M, means).at(11 * M, do.NextPhase()).begin(12 * M, means).found(rule) == []


@BOTH
def test_one_that_names_no_rank_does_not(means: str, rule: str) -> None:
    drill = Play().order(10 * M, means).begin(11 * M, means, order=1)
    events = [
        replace(event, body=replace(event.body, rank=" ")) if isinstance(event.body, ev.OrderGiven) else event
        for event in drill.events
    ]
    found = find(drill.engine.scenario, events)
    assert [one.rule for one in found if one.rule == rule] == [rule]


@BOTH
def test_below_stage_3_it_needs_none_until_it_is_used(means: str, rule: str) -> None:
    drill = Play().begin(10 * M, means, stage=1).stage(12 * M, means, 5).stage(13 * M, means, 2)
    assert spans(drill.found(rule)) == [(12 * M, 13 * M)]
    drill = Play().begin(10 * M, means, stage=1).order(11 * M, means).stage(12 * M, means, 5)
    assert drill.found(rule) == [], "the order came before the use"


@BOTH
def test_it_lasts_while_the_means_is_used(means: str, rule: str) -> None:
    drill = Play().begin(10 * M, means)
    drill.to(11 * M)
    assert [(one.to_ms, one.lasting) for one in drill.found(rule)] == [(11 * M, True)]
    drill.finish(11 * M + 30 * S)
    assert [(one.to_ms, one.lasting) for one in drill.found(rule)] == [(11 * M + 30 * S, False)]


@BOTH
def test_a_rule_that_is_off_finds_nothing(means: str, rule: str) -> None:
    assert Play(script({rule: RuleSettings(active=False)})).begin(10 * M, means).found(rule) == []


def test_of_several_orders_the_last_that_counts_stands_behind_it() -> None:
    settings = {"R6": rule(ranks=("Danki",))}
    drill = Play(script(settings)).order(8 * M, "cannon", "Danki").order(9 * M, "cannon", "Danton")
    assert drill.begin(10 * M, "cannon").end(11 * M, "cannon").found("R6") == []
    assert len(drill.begin(12 * M, "cannon").found("R6")) == 1
