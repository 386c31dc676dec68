"""That every rule is there, is applied as the scenario says, and has its tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from player.engine.findings import FINDING_RULES, Finding, find
from player.engine.findings.applied import applied
from player.engine.findings.rule import FindingRule
from player.i18n import use_language
from player.model.entries import RuleSettings
from player.model.events import BODIES
from player.model.rules import RULES, SettingKind
from player.model.text import Text
from tests.engine.findings.play import M, Play, script

EVERY = pytest.mark.parametrize("rule", FINDING_RULES, ids=lambda rule: rule.ID)


def test_every_rule_of_the_model_is_there_once_and_in_its_order() -> None:
    assert [rule.ID for rule in FINDING_RULES] == list(RULES)


@EVERY
def test_every_rule_is_a_module_of_its_own_with_tests_of_its_own(rule: type[FindingRule]) -> None:
    module = rule.__module__.rpartition(".")[2]
    assert [one for one in FINDING_RULES if one.__module__ == rule.__module__] == [rule]
    text = Path(__file__).with_name(f"test_{module}.py").read_text(encoding="utf-8")
    assert f'found("{rule.ID}")' in text


@EVERY
def test_every_rule_says_what_it_finds_and_listens_to_what_there_is(rule: type[FindingRule]) -> None:
    assert rule.__doc__
    assert rule.__doc__ != FindingRule.__doc__
    assert set(rule.LISTENS) <= set(BODIES)
    assert rule.LISTENS or rule.WATCHES


ALL_AT_ONCE = ("push", "baton", "gas", "cannon", "shot", "arrest", "lanjut-line", "phh-line")


def careless(settings: dict[str, RuleSettings]) -> Play:
    """A drill in which almost everything is found."""
    drill = Play(script(settings))
    for name in ALL_AT_ONCE:
        drill.begin(10 * M, name)
    return drill.finish(20 * M)


def test_a_rule_that_is_off_finds_nothing_and_the_others_go_on() -> None:
    everything = {finding.rule for finding in find_in(careless({}))}
    assert everything == {"R1", "R2", "R3", "R4", "R5", "R6", "R7", "R9", "R11", "R13"}
    for rule in everything:
        assert {one.rule for one in find_in(careless({rule: RuleSettings(active=False)}))} == everything - {rule}


def test_a_scenario_may_cite_another_basis() -> None:
    basis = Text({"en": "The standing order of this exercise", "id": "Perintah tetap latihan ini"})
    use_language("en")
    shown = {one.rule: str(one.basis) for one in find_in(careless({"R5": RuleSettings(basis=basis)}))}
    assert shown["R5"] == "The standing order of this exercise"
    assert shown["R6"] == RULES["R6"].basis
    use_language("id")
    assert {str(one.basis) for one in find_in(careless({"R5": RuleSettings(basis=basis)})) if one.rule == "R5"} == {
        "Perintah tetap latihan ini"
    }


def find_in(drill: Play) -> list[Finding]:
    return list(find(drill.engine.scenario, drill.events))


def test_findings_come_in_the_order_of_time_and_of_the_rules() -> None:
    found = find(careless({}).engine.scenario, careless({}).events)
    numbers = {rule: place for place, rule in enumerate(RULES)}
    assert list(found) == sorted(found, key=lambda one: (one.from_ms, numbers[one.rule]))


@pytest.mark.parametrize(
    ("rule", "name"),
    [
        (rule.id, name)
        for rule in RULES.values()
        for name, one in rule.settings.items()
        if one.kind is SettingKind.DURATION
    ],
)
def test_a_duration_is_the_scenario_s_or_the_rule_s(rule: str, name: str) -> None:
    assert applied(script(), rule).duration_ms(name) == RULES[rule].settings[name].default
    assert applied(script({rule: RuleSettings(values={name: 0})}), rule).duration_ms(name) == 0
    assert applied(script({rule: RuleSettings(values={name: 7_000})}), rule).duration_ms(name) == 7_000


def test_names_are_the_scenario_s_or_none() -> None:
    assert applied(script(), "R10").names("tags") == ()
    assert applied(script({"R10": RuleSettings(values={"tags": ("chasing",)})}), "R10").names("tags") == ("chasing",)
