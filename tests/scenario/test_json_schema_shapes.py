"""Each shape by itself: the loader and the JSON Schema let the same values pass.

A value is a text with or without quotes. Without, YAML has turned it into what it looks like before the schema sees it;
`excused` says what that may hide.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from player.language.nodes import MapNode
from player.language.problems import ProblemList
from player.language.reader import Reader
from player.language.records import ListOf, MapOf, OneOrMany, Record, records_in
from player.language.shapes import Duration, Flag, Integer, Number, Shape, Version
from player.language.words import Identifier, Name, OneOf, Reference, TextShape
from player.scenario.compose import BAD_CHARACTER, compose
from player.scenario.json_schema.document import Writer
from player.scenario.json_schema.patterns import up_to, whole, whole_number
from player.scenario.language import PROGRAMME, SCENARIO
from tests.helpers.depth import cases
from tests.helpers.json_schemas import judge
from tests.helpers.yaml_core import resolve

GROUPS = (Record, ListOf, MapOf, OneOrMany)
WORDS = """
    0 00 -0 +0 -1 +5 5 9 10 0123 007 1e3 0x1F 0o17 1_000 .5 5. 1.5 12.50 -12.5 100 100.0 100.000001 1000000
    1000001 123456789 1234567890 true True false null ~ Null yes no on off On 10:00 09:30 9:30 24:00 09:30:15
    09:60 0s 0h0m0s 5m 5M 90s 90m 1h90m 1h05m 1h5s 250ms 0ms 1ms 168h 168h0m0s 168h1s 167h59m59s 169h 10080m
    10080m0s 10080m1s 10081m 604800s 604801s 604800000ms 604800001ms 0000001h 000001h 0000001m 00000001s
    00000000001ms 1h0000005m 1h000005m 1m0000005s 1m00000005s orator Orator -a a- a_b end startex 2 1 3 02 merah
    Merah >=60 =60 60 peta.png PETA.PNG a/b/c.pdf ../a.png a/../b.png ./a.png a//b.png /a.png con.png x/con/a.png
    icon.png com1.txt com1x.txt a.exe png .png a..png a:b.png a.png/ Asia/Jakarta WIB wib A/B/C/D radio
"""
EDGES = [
    *WORDS.split(),
    "",
    " ",
    "Orator Satu",
    "a" * 64,
    "a" * 65,
    ">= 60",
    "> 100",
    "> 100.5",
    ">= 0100",
    "< -0",
    "< -0.0",
    "< -1",
    "<= +7",
    ">= 6",
    ">= 7",
    "> =60",
    ">= kuning",
    "a\nb",
    "a\n",
    "a b.png",
    "a\\b.png",
    "a" * 196 + ".png",
    "a" * 197 + ".png",
    "x" * 200,
    "x" * 201,
]


def _single_values() -> Iterator[tuple[str, Shape]]:
    """Every single value of the language, by where it stands; of those that are alike one."""
    seen = set()
    for record in (each for root in (SCENARIO, PROGRAMME) for each in records_in(root)):
        for field in record.fields:
            for part in ("", "key", "item"):
                shape = getattr(field.shape, part) if part and hasattr(field.shape, part) else field.shape
                if not isinstance(shape, GROUPS) and repr(shape) not in seen:
                    seen.add(repr(shape))
                    yield f"{record.name}.{field.name}", shape


KINDS = dict(_single_values())


@cache
def validator(name: str) -> Any:
    """Judges by the schema of one of them."""
    writer = Writer((SCENARIO, PROGRAMME))
    return judge({"allOf": [writer.schema_of(KINDS[name])], "definitions": writer.definitions})


def problems(shape: Shape, text: str, *, quoted: bool) -> set[str]:
    """The kinds of what the loader has against a value."""
    script = f"key: {json.dumps(text, ensure_ascii=False) if quoted else text}\n"
    found = ProblemList("", script)
    root = compose(script.encode(), found)
    assert isinstance(root, MapNode)
    node = root.entries["key"][1]
    shape.read(node, Reader(found))
    assert quoted or getattr(node, "text", None) == text
    return {problem.code for problem in found.in_order()}


def may_stand_alone(text: str) -> bool:
    """Whether a text can be written without quotes and stays itself."""
    return re.fullmatch(r"[A-Za-z0-9_~.+/=-][A-Za-z0-9_ .:+/=-]*", text) is not None and not re.search(
        r": |:$|^[-=] | $|^-+$|^\.+$", text
    )


def excused(shape: Shape, text: str, codes: set[str], *, quoted: bool, valid: bool) -> bool:
    """Whether the two may differ here."""
    value = text if quoted else resolve(text)
    if not valid and isinstance(shape, Version):
        return text in map(str, shape.versions)  # the schema describes the newest one only
    if not valid:
        # The schema asks for quotes round a text that YAML would take for something else.
        of_text = isinstance(shape, (Identifier, Name, TextShape, Reference, OneOf))
        return of_text and (value is None or isinstance(value, (bool, float)))
    if codes <= {"unquoted-time", "unknown-zone"}:
        return True
    if codes == {"out-of-range"} and quoted:
        return isinstance(shape, Number)
    # A number of the right size, but not written as the language wants it: 04, 0x1F, 4.0.
    return not isinstance(value, str) and isinstance(shape, (Integer, Number, Identifier, Flag, Version))


def check(name: str, text: str, *, quoted: bool) -> None:
    """Fail where the loader and the schema differ."""
    shape = KINDS[name]
    codes = problems(shape, text, quoted=quoted)
    valid = validator(name).is_valid(text if quoted else resolve(text))
    if isinstance(shape, Reference):
        # The loader looks for the name in the whole script: what the schema refuses must be none that can be defined.
        definer = Writer((SCENARIO, PROGRAMME)).definer(shape.refers_to)
        codes = problems(definer, text, quoted=quoted) - {"duplicate-id"}
        shape = definer
        if text in getattr(KINDS[name], "besides", ()):
            codes = set()
    assert valid == (not codes) or excused(shape, text, codes, quoted=quoted, valid=valid), (text, quoted, codes, valid)


@pytest.mark.parametrize("name", KINDS)
def test_edges(name: str) -> None:
    for text in EDGES:
        check(name, text, quoted=True)
        if may_stand_alone(text):
            check(name, text, quoted=False)


numbers = st.one_of(
    st.integers(-2_000_000, 2_000_000).map(str),
    st.decimals(-200, 200, places=3).map(str),
    st.from_regex(r"[+-]?[0-9]{1,10}(\.[0-9]{0,13})?", fullmatch=True),
)
durations = st.from_regex(r"([0-9]{1,4}h)?([0-9]{1,6}m)?([0-9]{1,7}s)?|[0-9]{1,11}ms", fullmatch=True)
comparisons = st.from_regex(
    r"(>=|>|<=|<|=|==)? {0,2}([+-]?[0-9]{1,4}(\.[0-9]{1,13})?|hijau|kuning|merah|biru)", fullmatch=True
)
paths = st.from_regex(r"([a-z.]{1,4}/){0,2}[a-zA-Z. ]{0,4}\.(png|PDF|txt|exe|)", fullmatch=True)
clock_times = st.from_regex(r"[0-2]?[0-9]:[0-6][0-9](:[0-6][0-9])?", fullmatch=True)
names = st.from_regex(r"[a-z0-9A-Z-]{0,6}", fullmatch=True)
anything = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=8)


@settings(max_examples=cases(500))
@given(
    st.sampled_from(list(KINDS)),
    st.one_of(numbers, durations, comparisons, paths, clock_times, names, anything),
    st.booleans(),
)
def test_any_value(name: str, text: str, quoted: bool) -> None:  # noqa: FBT001  drawn, never written
    assume(not BAD_CHARACTER.search(text))
    assume(quoted or may_stand_alone(text))
    check(name, text, quoted=quoted)


@given(durations, st.booleans())
def test_any_duration(text: str, positive: bool) -> None:  # noqa: FBT001  drawn, never written
    shape = Duration(positive=positive)
    writer = Writer((SCENARIO, PROGRAMME))
    writer.schema_of(shape)
    (schema,) = writer.definitions.values()
    assert judge(schema).is_valid(text) == (not problems(shape, text, quoted=True))


@given(st.integers(0, 10**9), st.integers(0, 10**9))
def test_numbers_up_to(high: int, number: int) -> None:
    for each in (number, high - 1, high, high + 1, number % (high + 1)):
        assert (re.fullmatch(up_to(high), str(each)) is not None) == (0 <= each <= high)


@given(st.integers(-50, 50), st.integers(0, 500), st.integers(-600, 600), st.sampled_from(["", "+"]))
def test_whole_numbers_of_a_range(low: int, size: int, number: int, sign: str) -> None:
    high = max(low + size, 0)
    text = str(number) if number < 0 else f"{sign}{number}"
    assert (re.search(whole_number(low, high), text) is not None) == (low <= number <= high)
    assert not re.search(whole_number(low, high), f"0{number}" if number >= 0 else f"-0{-number}")


def test_a_pattern_is_of_the_whole_text() -> None:
    assert re.search(whole("a|b"), "a")
    assert not re.search(whole("a|b"), "ab")
