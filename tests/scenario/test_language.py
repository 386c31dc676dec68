from __future__ import annotations

import pytest

from player.language.nodes import MapNode
from player.language.problems import ProblemList
from player.language.reader import THINGS, Reader
from player.language.records import Field, Record, records_in
from player.language.words import Identifier, Name, Reference
from player.scenario import describe_language
from player.scenario.compose import compose
from player.scenario.language import HOMES, SCENARIO
from tests.helpers.golden import Golden

RECORDS = {record.name: record for record in records_in(SCENARIO)}
FIELDS = [(record, field) for record in RECORDS.values() for field in record.fields]


@pytest.mark.parametrize(("record", "field"), FIELDS, ids=[f"{record.name}.{field.name}" for record, field in FIELDS])
def test_the_example_of_a_key_is_right(record: Record, field: Field) -> None:
    text = f"{field.name}: {field.sample()}\n"
    problems = ProblemList(record.name, text)
    root = compose(text.encode(), problems)
    assert isinstance(root, MapNode)
    value = field.shape.read(root.entries[field.name][1], Reader(problems))
    assert [str(problem) for problem in problems.in_order()] == []
    assert value is not None


@pytest.mark.parametrize(("record", "field"), FIELDS, ids=[f"{record.name}.{field.name}" for record, field in FIELDS])
def test_a_key_is_described(record: Record, field: Field) -> None:
    assert field.about
    assert not field.about.endswith(".")
    if field.required:
        assert field.default is None
        assert not field.default_text
    else:
        assert field.default is not None or field.default_text


def test_records_have_names_of_their_own() -> None:
    names = [record.name for record in records_in(SCENARIO)]
    assert len(names) == len(set(names)) == 46


def test_whatever_is_referred_to_can_be_defined() -> None:
    shapes = [field.shape for _, field in FIELDS] + [getattr(field.shape, "item", field.shape) for _, field in FIELDS]
    used = {shape.refers_to for shape in shapes if isinstance(shape, Reference)}
    named = {shape.names for shape in shapes if isinstance(shape, (Identifier, Name)) and shape.names}
    assert used == set(HOMES)
    assert named | {"unit", "role", "stage"} == set(THINGS)
    assert set(HOMES.values()) <= {field.name for field in SCENARIO.fields}


def test_reference_for_planners(golden: Golden) -> None:
    golden("scenario/language.md", describe_language())


def test_tables_have_four_columns() -> None:
    rows = [line for line in describe_language().splitlines() if line.startswith("|")]
    assert len(rows) == len(FIELDS) + 2 * len(RECORDS)
    assert {row.count("|") for row in rows} == {5}
