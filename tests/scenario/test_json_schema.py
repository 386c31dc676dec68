"""The JSON Schema of the language: whole, readable, always the same, and true of every good script."""

from __future__ import annotations

import inspect
import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from jsonschema import Draft7Validator

from player.i18n import LANGUAGES, use_language
from player.language import paths, records, shapes, words
from player.language.nodes import MapNode
from player.language.problems import ProblemList
from player.language.reader import Reader
from player.language.records import MapOf, records_in
from player.language.shapes import Shape
from player.resources import scenarios_folder
from player.scenario import read_scenario
from player.scenario.compose import compose
from player.scenario.json_schema import MODELINE, SCHEMA_FILE, json_schema, schema_text
from player.scenario.json_schema.document import SCHEMAS
from player.scenario.json_schema.rules import RULES
from player.scenario.json_schema.snippets import VARIANTS, snippets_in_map, snippets_of
from player.scenario.language import PROGRAMME, SCENARIO
from tests.helpers.golden import Golden
from tests.helpers.json_schemas import judge
from tests.helpers.yaml_core import load
from tests.scenario.corpus import GOOD

SCHEMA = json_schema()
RECORDS = {record.name: record for root in (SCENARIO, PROGRAMME) for record in records_in(root)}
SHIPPED = sorted(scenarios_folder().glob("*.yaml"))
ANNOTATIONS = {"$ref", "title", "description", "examples", "default"}


@cache
def is_old(script: bytes) -> bool:
    """Whether a good script is written in an older version of the language, which the schema does not describe."""
    return str(load(script)["gladi"]) != "2"


NEW = [name for name, script in GOOD.items() if not is_old(script)]


def schemas_in(schema: Any) -> Iterator[dict[str, Any]]:
    """Every schema inside this one, itself included."""
    if isinstance(schema, list):
        for each in schema:
            yield from schemas_in(each)
    elif isinstance(schema, dict):
        yield schema
        for key, value in schema.items():
            if key in {"properties", "definitions", "dependencies"}:
                yield from schemas_in(list(value.values()))
            elif key in {
                "allOf",
                "anyOf",
                "if",
                "then",
                "else",
                "not",
                "items",
                "additionalProperties",
                "propertyNames",
            }:
                yield from schemas_in(value)


def test_the_shipped_schema(golden: Golden) -> None:
    """It lies beside the scripts, and is written anew as every golden file."""
    Golden(golden.rewrite, scenarios_folder())(SCHEMA_FILE, schema_text())


def test_it_is_a_schema_of_draft_7() -> None:
    Draft7Validator.check_schema(SCHEMA)
    assert SCHEMA["$schema"] == "http://json-schema.org/draft-07/schema#"


@pytest.mark.parametrize("code", LANGUAGES)
def test_it_is_the_same_whichever_language_is_in_use(code: str) -> None:
    use_language(code)
    assert schema_text() == json.dumps(SCHEMA, indent=1, ensure_ascii=False) + "\n"


def test_draft_7_sees_nothing_beside_a_reference() -> None:
    for schema in schemas_in(SCHEMA):
        assert "$ref" not in schema or set(schema) <= ANNOTATIONS


def test_every_reference_leads_to_a_definition_and_none_is_idle() -> None:
    used = {schema["$ref"].removeprefix("#/definitions/") for schema in schemas_in(SCHEMA) if "$ref" in schema}
    assert used == set(SCHEMA["definitions"])


def test_patterns_mean_the_same_in_python_and_in_javascript() -> None:
    for schema in schemas_in(SCHEMA):
        if "pattern" in schema:
            re.compile(schema["pattern"])
            assert not re.search(r"\\[dDwWbBAZ]|\(\?P|\(\?<|\(\?[aiLmsux]", schema["pattern"])


def concrete_shapes() -> set[type[Shape]]:
    """Every kind of shape there is."""
    waiting = Shape.__subclasses__()
    found = set()
    while waiting:
        kind = waiting.pop()
        waiting += kind.__subclasses__()
        if not inspect.isabstract(kind) and kind.__module__.startswith("player."):
            found.add(kind)
    return found


def test_every_kind_of_shape_has_a_schema() -> None:
    assert {paths.FilePath, records.ListOf, shapes.Flag, words.Name} <= concrete_shapes() == set(SCHEMAS)


@pytest.mark.parametrize("name", RECORDS)
def test_a_record_has_all_its_keys_and_says_what_they_mean(name: str) -> None:
    definition = SCHEMA["definitions"][name]
    record = RECORDS[name]
    assert list(definition["properties"]) == [field.name for field in record.fields]
    assert definition.get("required", []) == [field.name for field in record.fields if field.required]
    for field in record.fields:
        description = definition["properties"][field.name]["description"]
        assert field.about in description.splitlines()[-1]
        assert 1 <= len(description.splitlines()) <= len(LANGUAGES)


def test_what_may_be_left_out_is_not_written_into_every_entry() -> None:
    for definition in SCHEMA["definitions"].values():
        for name, schema in definition.get("properties", {}).items():
            assert "default" not in schema or name in definition["required"]


def test_rules_and_snippets_are_of_records_that_exist() -> None:
    assert set(RULES) | set(VARIANTS) <= set(RECORDS)


@pytest.mark.parametrize("name", NEW)
def test_good_scripts(name: str) -> None:
    assert [error.message for error in judge(SCHEMA).iter_errors(load(GOOD[name]))] == []


def test_there_are_good_scripts() -> None:
    assert "everything.yaml" in NEW


@pytest.mark.parametrize("path", SHIPPED, ids=[path.stem for path in SHIPPED])
def test_shipped_scripts(path: Any) -> None:
    assert path.read_text(encoding="utf-8").splitlines()[0] == MODELINE, "an editor finds the schema by this line"
    assert [error.message for error in judge(SCHEMA).iter_errors(load(path.read_bytes()))] == []


def test_a_programme() -> None:
    stage = {"id": "kampanye", "title": "Kampanye", "scenario": "kampanye.yaml", "carries": ["tension"]}
    programme = {"gladi": 2, "id": "pemilu", "title": "Pemilu", "stages": [stage]}
    assert judge(SCHEMA).is_valid(programme)
    assert not judge(SCHEMA).is_valid({**programme, "crowd": {"size": 3}})
    assert not judge(SCHEMA).is_valid({**programme, "stages": [{**stage, "scenario": "../kampanye.yaml"}]})


PLACE = re.compile(r"\$\{[0-9]+(?::((?:\\.|[^}\\])*)|\|([^,|]*)[^}]*\|)\}|\$[0-9]+")


def filled(body: Any, indent: str = "") -> str:
    """A snippet as YAML, each place filled with its example."""
    if isinstance(body, dict):
        return "".join(f"\n{indent}{filled(key)}: {filled(value, indent + '  ')}" for key, value in body.items())
    if isinstance(body, list):
        return "".join(f"\n{indent}- {filled(item, indent + '  ').strip()}" for item in body)
    if isinstance(body, bool):
        return str(body).lower()
    return PLACE.sub(lambda found: re.sub(r"\\(.)", r"\1", found[1] or found[2] or "x"), str(body))


SNIPPETS = [(name, snippet) for name, record in RECORDS.items() for snippet in snippets_of(record)]
IN_MAPS = [
    (field.shape, snippet)
    for record in RECORDS.values()
    for field in record.fields
    if isinstance(field.shape, MapOf)
    for snippet in snippets_in_map(field.shape)
]


def read(shape: Shape, script: str) -> list[str]:
    """What is wrong with a part of a script, read as this shape."""
    problems = ProblemList("snippet", script)
    root = compose(script.encode(), problems)
    assert isinstance(root, MapNode)
    shape.read(root, Reader(problems))
    return [str(problem) for problem in problems.in_order()]


@pytest.mark.parametrize(("name", "snippet"), SNIPPETS, ids=[f"{name}-{each['label']}" for name, each in SNIPPETS])
def test_a_snippet_is_right(name: str, snippet: dict[str, Any]) -> None:
    script = filled(snippet["body"]).lstrip("\n") + "\n"
    assert read(RECORDS[name], script) == []
    part = {**SCHEMA["definitions"][name], "definitions": SCHEMA["definitions"]}
    assert [error.message for error in judge(part).iter_errors(load(script))] == []
    assert {field.name for field in RECORDS[name].fields if field.required} <= set(snippet["body"])


@pytest.mark.parametrize(("shape", "snippet"), IN_MAPS, ids=[snippet["label"] for _, snippet in IN_MAPS])
def test_a_snippet_under_a_name_is_right(shape: MapOf, snippet: dict[str, Any]) -> None:
    assert read(shape, filled(snippet["body"]).lstrip("\n") + "\n") == []


def test_the_snippet_of_a_script_can_be_played() -> None:
    for snippet in snippets_of(SCENARIO):
        assert read_scenario(filled(snippet["body"]).lstrip("\n") + "\n", "x.yaml").scenario.phases[0].injects


def test_every_single_value_says_what_is_needed() -> None:
    """An editor shows this in place of a pattern."""
    for schema in schemas_in(SCHEMA):
        if "pattern" in schema and schema not in [each.get("propertyNames") for each in schemas_in(SCHEMA)]:
            assert schema["errorMessage"]
