"""By which version of the rules a session is looked at."""

from __future__ import annotations

import pytest

from player.engine.findings import Finding, FindingsFold, find
from player.engine.fold import Fold
from player.model import events as ev
from player.model.doctrine import Behaviour
from player.model.entries import RuleSettings
from player.model.rules import MARK_TITLES, RULES, RULES_VERSION, BasisMark, Certainty, rules_known, rules_of
from player.model.text import Text
from tests.engine.findings.play import HOLD, M, Play, rule, script

NEWER = RULES_VERSION + 7


def opened(version: int) -> ev.Event:
    """The first event of a session that was run by these rules."""
    return ev.Event(1, 0, 0, ev.Actor.CONTROLLER, ev.SessionOpened("id", "1", "drill", "drill.yaml", "00", 1, version))


def slow_to_stop() -> Play:
    """A drill in which gas goes on for a minute after the behaviour has fallen: R3 grants that here, R2 does not."""
    drill = Play(script({"R2": rule(grace=0), "R3": rule(grace=2 * M)}))
    return drill.see(10 * M, Behaviour.AGRESIF).begin(11 * M, "gas").end(10 * M + HOLD + M, "gas")


@pytest.mark.parametrize(("version", "count"), [(1, 1), (2, 0), (NEWER, 0)])
def test_the_version_is_that_of_the_session(version: int, count: int) -> None:
    drill = slow_to_stop()
    log = [opened(version), *drill.events]
    found = find(drill.engine.scenario, log, drill.engine.fold)
    assert [one.rule for one in found if one.rule == "R3"] == ["R3"] * count
    live = FindingsFold(drill.engine.fold)
    for event in log:
        live.follow(event)
    assert (live.findings, live.rules_version) == (found, version)


def test_a_version_that_is_given_comes_before_that_of_the_session() -> None:
    drill = slow_to_stop()
    log = [opened(2), *drill.events]
    found = find(drill.engine.scenario, log, drill.engine.fold, rules_version=1)
    assert "R3" in {one.rule for one in found}


def test_without_a_session_they_are_those_of_today() -> None:
    assert FindingsFold(Fold(script())).rules_version == RULES_VERSION


def test_it_can_be_asked_whether_a_version_is_known() -> None:
    assert [rules_known(version) for version in (0, 1, RULES_VERSION, NEWER)] == [False, True, True, False]
    assert rules_of(NEWER) is rules_of(RULES_VERSION) is RULES


def test_every_version_has_every_rule_and_only_known_settings() -> None:
    for version in range(1, RULES_VERSION + 1):
        assert list(rules_of(version)) == list(RULES)
        for id, one in rules_of(version).items():
            assert one.settings.keys() <= RULES[id].settings.keys()
    assert "grace" in rules_of(2)["R3"].settings
    assert "grace" not in rules_of(1)["R3"].settings


def test_every_mark_has_its_words_and_what_is_from_memory_says_so() -> None:
    assert list(MARK_TITLES) == list(BasisMark)
    assert "to be confirmed" in MARK_TITLES[BasisMark.MEMORY]
    for one in RULES.values():
        assert one.mark is not BasisMark.SCRIPT
        assert (one.mark is BasisMark.MEMORY) == ("from memory" in one.basis)
        assert one.mark is not BasisMark.MEMORY or one.certainty is Certainty.MEDIUM
        assert "own reading" not in one.basis, "what is read in a source does not say what Gladi reads into it"
        assert "partly" not in one.basis, "its mark says so"


def found_in(settings: dict[str, RuleSettings], rule: str) -> Finding:
    drill = Play(script(settings)).see(10 * M, Behaviour.AKTIF).begin(11 * M, "cannon").begin(12 * M, "gas")
    return next(one for one in drill.finish(20 * M).found(rule))


@pytest.mark.parametrize(
    ("rule_id", "mark"),
    [("R1", BasisMark.PARTLY), ("R2", BasisMark.READ), ("R3", BasisMark.OWN), ("R13", BasisMark.MEMORY)],
)
def test_a_finding_carries_the_mark_of_its_basis(rule_id: str, mark: BasisMark) -> None:
    assert found_in({}, rule_id).mark is mark


@pytest.mark.parametrize("rule_id", ["R1", "R3", "R13"])
def test_what_the_script_cites_is_marked_as_such(rule_id: str) -> None:
    cited = {rule_id: RuleSettings(basis=Text.plain("SOP Polres"))}
    finding = found_in(cited, rule_id)
    assert (finding.mark, str(finding.basis)) == (BasisMark.SCRIPT, "SOP Polres")
