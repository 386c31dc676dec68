from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.scenario.bad_input.judge import judge
from tests.scenario.corpus import BASE, GOOD

EVERYTHING = GOOD["everything.yaml"].decode()
LINES = EVERYTHING.splitlines(keepends=True)
yaml_like = st.text(st.sampled_from("abe10: -\n'\"#{}[],&*!|>?%@`~<\\\t\r=.é"), max_size=120)
scalar = st.one_of(
    st.sampled_from(
        ["no", "0123", "10:00", "~", "", "[]", "{}", "*a", "&a b", "!!int 3", "5m", "-1", "end", "orator", "true"]
    ),
    st.text(max_size=20),
)


@given(st.text())
def test_any_text(text: str) -> None:
    judge(text)


@given(st.text(st.characters(categories=["Cs", "Cc", "Ll", "Zs", "Zl"])))
def test_any_text_with_what_is_no_character(text: str) -> None:
    judge(text)


@given(st.binary())
def test_any_bytes(data: bytes) -> None:
    judge(data)


@given(yaml_like)
def test_anything_like_yaml(text: str) -> None:
    judge(text)
    judge("gladi: 1\n" + text)


@given(st.integers(0, len(LINES) - 1))
def test_a_line_less(place: int) -> None:
    judge("".join(LINES[:place] + LINES[place + 1 :]))


@given(st.integers(0, len(LINES) - 1))
def test_a_line_twice(place: int) -> None:
    judge("".join([*LINES[: place + 1], *LINES[place:]]))


@given(st.integers(0, len(LINES) - 1), st.integers(0, len(LINES) - 1))
def test_two_lines_swapped(one: int, other: int) -> None:
    lines = list(LINES)
    lines[one], lines[other] = lines[other], lines[one]
    judge("".join(lines))


@given(st.integers(0, len(LINES) - 1), st.integers(-4, 4))
def test_a_line_moved_sideways(place: int, by: int) -> None:
    line = LINES[place]
    moved = " " * by + line if by > 0 else line[min(-by, len(line) - len(line.lstrip(" "))) :]
    judge("".join([*LINES[:place], moved, *LINES[place + 1 :]]))


@given(st.data())
def test_another_value(data: st.DataObject) -> None:
    places = [place for place, line in enumerate(LINES) if ": " in line]
    place = data.draw(st.sampled_from(places))
    key, _, _ = LINES[place].rpartition(": ")
    value = data.draw(scalar)
    judge("".join([*LINES[:place], f"{key}: {value}\n", *LINES[place + 1 :]]))


@given(st.integers(0, len(BASE)), st.characters())
def test_a_character_more(place: int, character: str) -> None:
    judge(BASE[:place] + character + BASE[place:])


@given(st.integers(0, len(BASE)))
def test_a_file_cut_off(place: int) -> None:
    judge(BASE[:place])


@pytest.mark.parametrize(
    "text", ["[" * 100_000, "{a: " * 100_000, "- " * 100_000, "'" * 100_001, "\\" * 100_000, "\t" * 100_000]
)
def test_a_lot_of_nonsense(text: str) -> None:
    judge(text)
