"""The JSON Schema and the loader agree on what is good and what is bad, as far as a schema can know it."""

from __future__ import annotations

import re

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from player.language import problem_kinds
from player.language.problem_kinds import PROBLEM_KINDS
from player.scenario.json_schema import json_schema
from tests.helpers.json_schemas import judge
from tests.helpers.yaml_core import load, resolve
from tests.scenario.corpus import BAD, GOOD, codes_of
from tests.scenario.schema_corpus import (
    BASE,
    ONLY_THE_LOADER_KNOWS,
    OUTSIDE_THE_SCRIPT,
    PASSED_OVER,
    SEEN_BY_BOTH,
    STRICTER,
    Mistake,
)

SCHEMA = judge(json_schema())
SHAPE = {mistake.code for mistake in SEEN_BY_BOTH}
CROSS = {mistake.code for mistake in ONLY_THE_LOADER_KNOWS}
SHAPELESS = {"empty", "not-a-script", "text-too-long"}
"""Kinds that are told before a shape is looked at, and that the schema sees all the same."""

NO_YAML = {
    code
    for group in (problem_kinds._FILE, problem_kinds._TEXT, problem_kinds._YAML)
    for code in group
    if code not in SHAPELESS
}
"""Kinds that an editor finds while it reads the YAML, if at all."""

WARNINGS = {code for code, kind in PROBLEM_KINDS.items() if kind.warning}
GROUPS = {
    "a matter of shape": SHAPE | SHAPELESS,
    "only the loader knows": CROSS,
    "outside the script": OUTSIDE_THE_SCRIPT,
    "the YAML itself": NO_YAML,
    "warnings": WARNINGS,
}


def as_ids(mistakes: tuple[Mistake, ...]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("mistake", mistakes, ids=map(str, mistakes))


@pytest.mark.parametrize("code", PROBLEM_KINDS)
def test_it_is_known_of_every_kind_of_problem_who_sees_it(code: str) -> None:
    assert [name for name, codes in GROUPS.items() if code in codes] != [], (
        "say in schema_corpus.py, with an example, whether the schema sees this kind of problem"
    )
    assert len([name for name, codes in GROUPS.items() if code in codes]) == 1


def test_only_kinds_that_exist_are_spoken_of() -> None:
    assert set().union(*GROUPS.values()) == set(PROBLEM_KINDS)


def test_the_script_without_a_mistake() -> None:
    assert codes_of(BASE) == []
    assert SCHEMA.is_valid(load(BASE))


@as_ids(SEEN_BY_BOTH)
def test_both_refuse_it(mistake: Mistake) -> None:
    assert set(codes_of(mistake.script)) == {mistake.code}
    assert not SCHEMA.is_valid(load(mistake.script))


@as_ids(PASSED_OVER)
def test_the_schema_passes_it_over(mistake: Mistake) -> None:
    assert mistake.code in SHAPE
    assert set(codes_of(mistake.script)) == {mistake.code}
    assert SCHEMA.is_valid(load(mistake.script))


@as_ids(ONLY_THE_LOADER_KNOWS)
def test_only_the_loader_knows_it(mistake: Mistake) -> None:
    assert mistake.code in codes_of(mistake.script)
    assert set(codes_of(mistake.script)) <= CROSS
    assert SCHEMA.is_valid(load(mistake.script))


@pytest.mark.parametrize(("old", "text"), [(old, text) for old, texts in STRICTER.values() for text in texts])
def test_where_the_schema_asks_for_quotes(old: str, text: str) -> None:
    key = old.partition(":")[0]
    bare, quoted = (BASE.replace(old, f"{key}: {value}", 1) for value in (text, f'"{text}"'))
    assert set(codes_of(bare)) | set(codes_of(quoted)) <= {"unknown-reference"}
    assert not SCHEMA.is_valid(load(bare))
    assert SCHEMA.is_valid(load(quoted))


@pytest.mark.parametrize("name", GOOD)
def test_good_scripts(name: str) -> None:
    """Those of older versions are not described by the schema, and refused for that reason."""
    script = load(GOOD[name])
    assert SCHEMA.is_valid(script) == (str(script["gladi"]) == "2")


@pytest.mark.parametrize("name", BAD)
def test_bad_scripts(name: str) -> None:
    codes = set(codes_of(BAD[name]))
    if codes & NO_YAML:
        return
    assert SCHEMA.is_valid(load(BAD[name])) == (not codes & (SHAPE | SHAPELESS)), codes


def test_bad_scripts_are_judged() -> None:
    """Not all of them are bad YAML."""
    assert len([name for name in BAD if not set(codes_of(BAD[name])) & NO_YAML]) >= 20


LINES = GOOD["everything.yaml"].decode().splitlines(keepends=True)
VALUES = [place for place, line in enumerate(LINES) if re.search(r"[a-z]: [^|>&]", line) and not line.startswith("#")]
WORDS = 'no 0123 10:00 "10:00" [] {} 5m 0s -1 1.5 1e3 end orator "" true false 2024 "7" merah [a] P radio'
scalars = st.one_of(
    st.sampled_from(
        [
            *WORDS.split(),
            *("x y", '">= 60"', '"< 7"', "dalmas_awal", "{a: b}"),
        ]
    ),
    st.from_regex(r'"[a-z0-9 ]{0,5}"', fullmatch=True),
    st.from_regex(r"[a-z0-9]{1,5}", fullmatch=True),
)


def taken_for_something_else(text: str) -> bool:
    """Whether YAML reads this text without quotes as a number, a truth value or nothing."""
    return not text.startswith('"') and not isinstance(resolve(text), str)


@given(st.sampled_from(VALUES), scalars)
def test_another_value(place: int, value: str) -> None:
    key, _, old = LINES[place].rpartition(": ")
    ending = re.search(r"[\]}]*\n$", old)
    assert ending is not None
    script = "".join([*LINES[:place], f"{key}: {value}{ending[0]}", *LINES[place + 1 :]])
    codes = set(codes_of(script))
    if codes & NO_YAML:
        return
    try:
        valid = SCHEMA.is_valid(load(script))
    except yaml.YAMLError:
        return
    if valid:
        in_quotes = value.startswith('"') and codes == {"out-of-range"}
        assert not codes & (SHAPE | SHAPELESS) or taken_for_something_else(value) or in_quotes, (key, value)
    else:
        assert codes or taken_for_something_else(value), (key, value)


@given(st.integers(0, len(LINES) - 1))
def test_a_line_less(place: int) -> None:
    script = "".join(LINES[:place] + LINES[place + 1 :])
    codes = set(codes_of(script))
    if codes & NO_YAML:
        return
    assert SCHEMA.is_valid(load(script)) == (not codes & (SHAPE | SHAPELESS)), codes
