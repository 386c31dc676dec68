from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from player.language import lines as lines_module
from player.language.lines import Lines

texts = st.text(st.sampled_from("ab \r\n\n\u2028é😀"), max_size=60)


def plain_lines(text: str) -> list[str]:
    """The lines of a text as anybody would make them."""
    lines = re.split(r"\r\n|\r|\n", text)
    return lines[:-1] if len(lines) > 1 and not lines[-1] else lines


@pytest.fixture(autouse=True)
def _short_strides(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines_module, "_STRIDE", 4)


@given(texts)
def test_lines_are_those_of_the_text(text: str) -> None:
    lines = Lines(text)
    expected = plain_lines(text)
    assert len(lines) == len(expected)
    # backwards, too: what was found last must not lead astray
    for number, line in [*enumerate(expected, 1), *reversed(list(enumerate(expected, 1)))]:
        assert lines.piece(number) == line
        assert lines.length(number) == len(line)


@given(texts, st.integers(0, 70), st.integers(0, 70))
def test_a_piece_ends_with_its_line(text: str, start: int, length: int) -> None:
    lines = Lines(text)
    for number, line in enumerate(plain_lines(text), 1):
        if start <= len(line):
            assert lines.piece(number, start, start + length) == line[start : start + length]


@given(texts)
def test_every_character_has_its_place(text: str) -> None:
    lines = Lines(text)
    for offset, character in enumerate(lines.text):
        number, column = lines.place(offset)
        assert (lines.piece(number) + "\n")[column - 1] == character


@pytest.mark.parametrize(("text", "count"), [("", 1), ("\n", 1), ("a", 1), ("a\n", 1), ("a\n\n", 2), ("\r\r\n\n", 3)])
def test_what_is_a_line(text: str, count: int) -> None:
    assert len(Lines(text)) == count
