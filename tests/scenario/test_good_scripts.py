from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import pytest

from player.language.nodes import MapNode, Node
from player.language.problems import ProblemList
from player.language.records import ListOf, MapOf, OneOrMany, Record, records_in
from player.language.shapes import Shape
from player.model.doctrine import Stage
from player.model.scenario import DEFAULT_RANKS
from player.model.text import Text
from player.scenario import compose as composing
from player.scenario import read_scenario
from player.scenario.compose import compose
from player.scenario.language import SCENARIO
from tests.helpers.big_scenario import big_scenario
from tests.helpers.golden import Golden
from tests.scenario.corpus import BASE, GOOD


@pytest.mark.parametrize("name", GOOD)
def test_model(name: str, golden: Golden) -> None:
    scenario = read_scenario(GOOD[name], name).scenario
    model = json.dumps(asdict(scenario), indent=1, ensure_ascii=False, default=sorted)
    golden(f"scenario/good/{Path(name).stem}.json", model + "\n")


@pytest.mark.parametrize("name", GOOD)
def test_the_parser_in_python_reads_the_same(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    in_c = read_scenario(GOOD[name], name)
    monkeypatch.setattr(composing, "parser_class", lambda: composing.PythonParser)
    assert read_scenario(GOOD[name], name) == in_c


def keys_used(shape: Shape, node: Node) -> set[tuple[str, str]]:
    """Every key of every record that a part of a script uses."""
    used: set[tuple[str, str]] = set()
    if isinstance(shape, Record):
        assert isinstance(node, MapNode)
        for name, (_, value) in node.entries.items():
            used |= {(shape.name, name)} | keys_used(shape[name].shape, value)
    elif isinstance(shape, MapOf):
        assert isinstance(node, MapNode)
        used = used.union(*(keys_used(shape.item, value) for _, value in node.entries.values()))
    elif isinstance(shape, (ListOf, OneOrMany)):
        used = used.union(*(keys_used(shape.item, item) for item in getattr(node, "items", [node])))
    return used


def test_everything_uses_every_key() -> None:
    root = compose(GOOD["everything.yaml"], ProblemList("", ""))
    assert root is not None
    every = {(record.name, field.name) for record in records_in(SCENARIO) for field in record.fields}
    assert keys_used(SCENARIO, root) == every


def test_defaults() -> None:
    scenario = read_scenario(BASE, "base.yaml").scenario
    assert scenario.ranks == DEFAULT_RANKS
    assert [phase.next for phase in scenario.phases] == ["bubar", None]
    action = scenario.action_by_id["negosiasi.dalmas-awal.shield_line"]
    assert (action.stage, action.personnel, action.dialogue, action.order_from) == (Stage.PRESENCE, 30, 0.0, ())
    inject = scenario.inject_by_id["orator"]
    assert inject.title == Text.plain("Kawan-kawan, maju!")
    assert not inject.receiver
    assert not inject.by_hand
    assert scenario.crowd.start == {"tension": 0.3}


def test_titles_are_cut_between_words_in_each_language() -> None:
    long = "{id: Massa bergerak maju perlahan-lahan ke arah barisan, en: The crowd moves. Slowly.}"
    script = BASE.replace("text: Kawan-kawan, maju!", f"text: {long}")
    title = read_scenario(script, "x").scenario.inject_by_id["orator"].title
    assert title.by_language == {"id": "Massa bergerak maju perlahan-lahan ke arah…", "en": "The crowd moves. Slowly."}


def test_sequences_go_on_through_the_script() -> None:
    scenario = read_scenario(big_scenario(300, hours=2), "big.yaml").scenario
    assert [inject.sequence for phase in scenario.phases for inject in phase.injects] == list(range(300))
    assert scenario.planned_ms == 2 * 3_600_000
    assert len(scenario.phases) == 3
    assert len(scenario.expected_by_id) == 100


def test_the_order_of_phases_is_that_of_next() -> None:
    scenario = read_scenario(GOOD["everything.yaml"], "x").scenario
    assert [phase.id for phase in scenario.phase_order] == ["negosiasi", "dorong", "cadangan"]
