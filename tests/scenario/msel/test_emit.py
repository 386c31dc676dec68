"""Texts as YAML: read back as they were, by Gladi's reader and by any other."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from player.scenario.msel.cells import Value, clean, column_of, has_unprintable, letter_of, text_of
from player.scenario.msel.emit import WIDTH, comment, entry, key
from player.scenario.msel.names import LONGEST, Names, short_name

TRICKY = (
    "no",
    "Yes",
    "null",
    "~",
    "0123",
    "10:00",
    "1e3",
    "=1+1",
    "- a",
    "a: b",
    "a #b",
    "#",
    "'",
    '"',
    "''",
    "\\",
    "*a",
)
MORE = (
    "&a",
    "!t",
    "%a",
    "@a",
    "`a`",
    "{a}",
    "[a]",
    "a, b",
    "a,b",
    "<<",
    "---",
    "...",
    "? a",
    "| a",
    "> a",
    "a\nb",
    "\ta",
)
any_text = st.one_of(
    st.text(max_size=200),
    st.text(st.sampled_from("ab 1:#-'\"\\\n\t[]{},é\u202e\u0007\U0001f692"), max_size=60),
    st.lists(st.sampled_from(TRICKY + MORE), min_size=1, max_size=40).map(" ".join),
)


@given(any_text, st.sampled_from([0, 4, 10]))
def test_any_text_is_read_back(text: str, indent: int) -> None:
    text = clean(text)
    if not text:
        return
    written = entry("text", text, indent)
    lines = [line[indent:] for line in written.split("\n")]
    assert yaml.safe_load("\n".join(lines)) == {"text": text}
    assert yaml.safe_load(f"{written}\n{' ' * indent}next: 1") == {"text": text, "next": 1}


@pytest.mark.parametrize("text", [*TRICKY, *(text for text in MORE if clean(text) == text)])
def test_what_yaml_takes_for_something_else_stays_a_text(text: str) -> None:
    assert yaml.safe_load(entry("text", text, 0)) == {"text": text}
    assert yaml.safe_load(f"{key(text)}: 1") == {text: 1}


@given(st.text(st.characters(categories=["L", "N", "P", "Zs"]), min_size=1, max_size=300))
def test_lines_are_no_longer_than_they_must(text: str) -> None:
    text = clean(text)
    if text:
        longest = max(map(len, text.split(" ")))
        assert max(map(len, entry("text", text, 8).split("\n"))) <= max(WIDTH, longest + 20) + text.count(
            '"'
        ) + text.count("\\")


def test_how_texts_look() -> None:
    long = "Massa menarik tali dan menekan barisan depan. " * 4
    assert entry("title", "Massa tiba", 2) == "  title: Massa tiba"
    assert entry("title", "Danki: mundur!", 2) == '  title: "Danki: mundur!"'
    assert entry("text", "satu\n\n  dua", 2) == "  text: |-\n    satu\n\n      dua"
    folded = entry("text", long.strip(), 2).split("\n")
    assert folded[0] == "  text: >-"
    assert all(line.startswith("    ") for line in folded[1:])
    assert len(folded) == 3
    assert comment("one\ntwo", 2) == "  # one two"
    assert key("Lokasi") == "Lokasi"
    assert key("No: 1") == '"No: 1"'


@given(st.text())
def test_cleaning_leaves_nothing_a_script_may_not_hold(text: str) -> None:
    cleaned = clean(text)
    assert clean(cleaned) == cleaned
    assert not has_unprintable(cleaned)
    assert "\t" not in cleaned
    assert "\r" not in cleaned


@given(
    st.one_of(st.text(), st.integers(), st.floats(), st.booleans(), st.times(), st.dates(), st.timedeltas(), st.none())
)
def test_any_value_reads_as_text(value: Value) -> None:
    assert isinstance(text_of(value), str)


@given(st.integers(0, 16_383))
def test_letters_of_columns(column: int) -> None:
    assert column_of(letter_of(column)) == column
    assert (letter_of(0), letter_of(25), letter_of(26), letter_of(701)) == ("A", "Z", "AA", "ZZ")


@given(st.lists(st.text(max_size=80), max_size=20))
def test_names_are_short_and_used_once(wishes: list[str]) -> None:
    names = Names()
    taken = [names.take(wish) for wish in wishes]
    assert len(set(taken)) == len(taken)
    assert not {"end", "startex"} & set(taken)
    assert all(short_name(name) == name and 0 < len(name) <= LONGEST for name in taken)


def test_names() -> None:
    assert short_name("Tahap II: Kuning (awal)") == "tahap-ii-kuning-awal"
    assert (short_name("J-1"), short_name("J+1")) == ("j-1", "j-plus-1")
    assert short_name("satu dua tiga empat", 12) == "satu-dua"
    assert short_name("???") == ""
    names = Names()
    assert [names.take("a"), names.take("a"), names.take("a"), names.take("A", "b"), names.take("end")] == [
        "a",
        "a-2",
        "a-3",
        "b",
        "end-2",
    ]
