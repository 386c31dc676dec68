"""R6: water cannon with no order from one of the ranks allowed. More in ``test_orders``."""

from __future__ import annotations

from dataclasses import replace

from player.i18n import use_language
from player.model import events as ev
from player.model.rules import Certainty
from player.model.scenario import Scenario
from tests.engine.findings.play import M, Play, rule, script


def needing(*ranks: str) -> Scenario:
    """The script, the water cannon of which needs the order of one of these."""
    whole = script()
    phases = tuple(
        replace(
            one,
            actions=tuple(
                replace(offer, order_from=ranks) if offer.does == "water_cannon" else offer for offer in one.actions
            ),
        )
        for one in whole.phases
    )
    return replace(whole, phases=phases)


def test_the_water_cannon_with_no_order_is_found() -> None:
    drill = Play().begin(10 * M, "cannon").end(11 * M, "cannon")
    (finding,) = drill.found("R6")
    use_language("en")
    assert str(finding.message) == "Water-Cannon: Water cannon with no order"
    assert str(finding.cleared_by) == "An order for it that names the rank, recorded no later than its start"
    assert (finding.from_ms, finding.to_ms) == (10 * M, 11 * M)
    assert finding.events == (drill.last(ev.ActionStarted),)
    assert finding.certainty is Certainty.HIGH


def test_where_nobody_says_otherwise_any_rank_will_do() -> None:
    assert Play().order(9 * M, "cannon", "Danru").begin(10 * M, "cannon").found("R6") == []


def test_an_order_from_a_rank_the_action_does_not_name_is_found() -> None:
    drill = Play(needing("Danki", "Kapolres")).order(9 * M, "cannon", "Danton").begin(10 * M, "cannon", order=1)
    (finding,) = drill.found("R6")
    use_language("en")
    assert str(finding.message) == (
        "Water-Cannon: Water cannon on the order of a Danton; the ranks allowed: Danki, Kapolres"
    )
    assert str(finding.cleared_by).endswith("recorded no later than its start: Danki, Kapolres")
    assert finding.events == (drill.last(ev.ActionStarted), drill.last(ev.OrderGiven))


def test_one_from_a_rank_it_names_is_not() -> None:
    drill = Play(needing("Danki", "Kapolres")).order(9 * M, "cannon", "Kapolres").begin(10 * M, "cannon", order=1)
    assert drill.found("R6") == []


def test_the_ranks_of_the_rule_come_before_those_of_the_action() -> None:
    whole = replace(needing("Danki"), findings={"R6": rule(ranks=("Kapolres",))})
    assert len(Play(whole).order(9 * M, "cannon", "Danki").begin(10 * M, "cannon").found("R6")) == 1
    assert Play(whole).order(9 * M, "cannon", "Kapolres").begin(10 * M, "cannon").found("R6") == []


def test_other_means_are_not_this_rule_s() -> None:
    assert Play(script()).begin(10 * M, "gas").begin(11 * M, "baton").found("R6") == []
