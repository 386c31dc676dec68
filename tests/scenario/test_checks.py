from __future__ import annotations

import pytest

from player.model.rules import RULES, RuleSetting, SettingKind
from tests.scenario.corpus import BASE, codes_of, problems_of


def changed(old: str, new: str) -> str:
    assert old in BASE
    return BASE.replace(old, new, 1)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("at: 4m30s", "at: 10m"),
        ("at: 4m30s", "at: 0s"),
        ("at: 4m30s", "manual: true"),
        ("to: 9m", "to: 10m"),
        ("{from: 2m, to: 9m}", "{from: 2m}"),
        ("{from: 2m, to: 9m}", "[{from: 4m}, {from: 2m, to: 4m}]"),
        ("does: shield_line", "does: shield_line, personnel: 30"),
        ("strength: 30", "strength: 0"),
        ("planned: 10m", "planned: 10m\n    next: bubar"),
        ("planned: 10m", "planned: 10m\n    min: 10m\n    max: 10m"),
        ("at: 4m30s", "at: 4m30s\n        confirm: true"),
        ("planned: 5m", "planned: 5m\n    next: end"),
        ("within: 3m", "within: 1h"),
    ],
)
def test_what_is_just_allowed(old: str, new: str) -> None:
    assert codes_of(changed(old, new)) == []


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("at: 4m30s", "at: 10m01s", "inject-after-phase"),
        ("to: 9m", "to: 10m01s", "span-after-phase"),
        ("to: 9m", "to: 2m", "span-backwards"),
        ("{from: 2m, to: 9m}", "[{from: 2m, to: 4m}, {from: 3m59s, to: 5m}]", "spans-overlap"),
        ("{from: 2m, to: 9m}", "[{from: 2m, to: 4m}, {from: 1m}]", "spans-overlap"),
        ("does: shield_line", "does: shield_line, personnel: 31", "too-many-personnel"),
        ("at: 4m30s", "at: 4m30s\n        confirm: true\n        manual: true", "several-triggers"),
        ("planned: 10m", "planned: 10m\n    min: 10m01s", "bounds"),
        ("planned: 10m", "planned: 10m\n    max: 9m59s", "bounds"),
    ],
)
def test_what_is_just_not_allowed(old: str, new: str, code: str) -> None:
    assert codes_of(changed(old, new)) == [code]


DURATIONS = [
    (rule.id, name, setting)
    for rule in RULES.values()
    for name, setting in rule.settings.items()
    if setting.kind is SettingKind.DURATION
]


@pytest.mark.parametrize(("rule", "name", "setting"), DURATIONS, ids=[f"{rule}.{name}" for rule, name, _ in DURATIONS])
def test_a_time_of_a_rule_has_its_range(rule: str, name: str, setting: RuleSetting) -> None:
    assert 0 <= setting.least < (setting.default or 0) < setting.most

    def codes(ms: int) -> list[str]:
        return codes_of(changed("phases:", f"findings: {{{rule}: {{{name}: {ms}ms}}}}\nphases:"))

    assert codes(setting.least) == codes(setting.most) == []
    assert codes(setting.most + 1) == ["setting-out-of-range"]
    if setting.least:
        assert codes(setting.least - 1) == ["setting-out-of-range"]


@pytest.mark.parametrize(
    ("old", "new", "codes"),
    [
        (
            "objectives:\n  - {id: persuasi,",
            "objectives:\n  - {id: Persuasi!,",
            ["not-an-identifier", "unknown-reference"],
        ),
        ("id: bubar", "id: Bubar", ["not-an-identifier"]),
        ("planned: 10m", "planned: sepuluh", ["not-a-duration"]),
        ("planned: 10m", "planned: sepuluh\n    next: bubra", ["not-a-duration", "unknown-reference"]),
        ("at: 4m30s", "at: [4m30s]", ["wrong-kind"]),
        ("at: 4m30s", "manual: [true]", ["wrong-kind"]),
        ("strength: 30}", "strength: many}", ["not-a-whole-number"]),
        ("{unit: dalmas-awal, does", "{unit: [dalmas-awal], does", ["wrong-kind"]),
    ],
)
def test_one_mistake_does_not_make_others(old: str, new: str, codes: list[str]) -> None:
    assert codes_of(changed(old, new)) == codes


@pytest.mark.parametrize("key", ["units", "objectives", "sources", "phases"])
def test_a_broken_part_does_not_make_its_names_unknown(key: str) -> None:
    script = BASE.replace("Kawan-kawan, maju!", "Kawan-kawan, maju!\n        source: berita")
    assert codes_of(script) == []
    codes = codes_of(script.replace(f"{key}:\n", f"{key}: kosong\nx-{key}:\n", 1))
    assert "wrong-kind" in codes
    assert "unknown-reference" not in codes


def test_an_unknown_rank_where_the_script_lists_none() -> None:
    script = changed("does: shield_line", "does: shield_line, order_from: [Dantn, Danton]")
    (problem,) = problems_of(script)
    assert str(problem.advice) == 'Did you mean "Danton"?'


def test_ranks_of_the_script_take_the_place_of_the_usual_ones() -> None:
    script = changed("does: shield_line", "does: shield_line, order_from: [Danton]") + "ranks: [Komandan]\n"
    assert codes_of(script) == ["unknown-reference"]


def test_very_many_unknown_names_are_told_in_time() -> None:
    units = "".join(f"  unit-{n:050}: {{title: x, kind: other, strength: 1}}\n" for n in range(1500))
    actions = "".join(f"      - {{unit: unit-{n:049}x, does: standby}}\n" for n in range(900))
    script = BASE.replace("units:\n", f"units:\n{units}").replace("    actions:\n", f"    actions:\n{actions}")
    problems = problems_of(script)
    assert [problem.code for problem in problems] == ["unknown-reference"] * 900
    assert str(problems[0].advice).startswith("Did you mean")
    assert str(problems[-1].advice).startswith("Known here")
