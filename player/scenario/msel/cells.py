"""What a cell of a sheet can hold, and how it reads as text."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

from player.model.times import DAY_MS, clock_text, story_clock_text

Value = str | int | float | bool | datetime | date | time | timedelta | None
"""What a cell holds: never a formula, only its result; a cell of a text file is always text."""

_BREAKS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_BLANKS = re.compile("[\t\xa0\u202f]")
_UNPRINTABLE = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)

_MANY_EMPTY_LINES = re.compile(r"\n{3,}")
_ENDS_OF_LINES = re.compile(r" +(?=\n)")


def letter_of(column: int) -> str:
    """The letter of a column, counted from 0: A, B, ..., Z, AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def column_of(letters: str) -> int:
    """The column, counted from 0, of its letters."""
    column = 0
    for letter in letters.upper():
        column = 26 * column + ord(letter) - ord("A") + 1
    return column - 1


def cell_name(row: int, column: int) -> str:
    """A cell as spreadsheet programs name it: ``C7`` for row 7 and column 2 (from 0)."""
    return f"{letter_of(column)}{row}"


def clean(text: str) -> str:
    """The text without what no script may hold: control characters, tabs, blanks at the ends of lines.

    Line breaks stay, all of one kind; more than one empty line in a row becomes one.
    """
    if not text.isprintable():  # nearly every cell is
        text = _BREAKS.sub("\n", text)
        text = _BLANKS.sub(" ", text)
        text = _UNPRINTABLE.sub("", text)
        text = _ENDS_OF_LINES.sub("", text)
        text = _MANY_EMPTY_LINES.sub("\n\n", text)
    return text.strip()


def has_unprintable(value: Value) -> bool:
    """Whether cleaning takes characters out of this cell that are no blanks and no line breaks."""
    return isinstance(value, str) and not value.isprintable() and _UNPRINTABLE.search(value) is not None


def text_of(value: Value) -> str:
    """What a cell says, as text; empty where it says nothing."""
    match value:
        case str():
            text = clean(value)
        case None:
            text = ""
        case bool():
            text = str(value).upper()
        case float():
            text = f"{value:.15g}"
        case datetime():
            clock = _clock(value.time())
            text = f"{value:%Y-%m-%d}" if clock == "00:00" else f"{value:%Y-%m-%d} {clock}"
        case time():
            text = _clock(value)
        case timedelta():
            text = clock_text(ms_of(value), hours=True)
        case _:
            text = str(value)
    return text


def line_of(value: Value) -> str:
    """What a cell says, on one line."""
    return " ".join(text_of(value).split())


def is_blank(value: Value) -> bool:
    """Whether a cell says nothing."""
    return value is None or (isinstance(value, str) and not clean(value))


def ms_of(span: timedelta) -> int:
    """A span of time in milliseconds."""
    return round(span / timedelta(milliseconds=1))


def time_ms(moment: time) -> int:
    """A time of day in milliseconds after midnight, to the whole second, which Excel misses by a hair."""
    seconds = 3600 * moment.hour + 60 * moment.minute + moment.second + round(moment.microsecond / 1e6)
    return 1000 * seconds


def _clock(moment: time) -> str:
    ms = time_ms(moment) % DAY_MS
    return story_clock_text(ms, seconds=bool(ms % 60_000))
