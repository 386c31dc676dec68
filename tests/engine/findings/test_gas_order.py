"""R5: tear gas with no named order. More in ``test_orders``."""

from __future__ import annotations

import pytest

from player.i18n import use_language
from player.model import events as ev
from player.model.rules import Certainty
from tests.engine.findings.play import M, Play


def test_tear_gas_with_no_order_is_found() -> None:
    drill = Play().begin(10 * M, "gas").end(11 * M, "gas")
    (finding,) = drill.found("R5")
    use_language("en")
    assert str(finding.message) == "Gas-Squad: Tear gas with no named order"
    assert str(finding.cleared_by) == "An order for it that names the rank, recorded no later than its start"
    assert (finding.from_ms, finding.to_ms, finding.lasting) == (10 * M, 11 * M, False)
    assert finding.events == (drill.last(ev.ActionStarted),)
    assert finding.certainty is Certainty.HIGH


@pytest.mark.parametrize("rank", ["Kapolres", "Danru"])
def test_on_anybody_s_order_it_is_not(rank: str) -> None:
    assert Play().order(9 * M, "gas", rank).begin(10 * M, "gas", order=1).found("R5") == []


def test_other_means_are_not_this_rule_s() -> None:
    assert Play().begin(10 * M, "cannon").begin(11 * M, "baton").found("R5") == []
