"""How the times of a column are to be read: what one cell alone would not tell, the whole column does."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import datetime, time, timedelta

from player.i18n import N_, Message
from player.scenario.msel.cells import Value, clean
from player.scenario.msel.dates import month_comes_first
from player.scenario.msel.fields import Field
from player.scenario.msel.headers import plain_words
from player.scenario.msel.moments import LARGEST_NUMBER, LONGEST_MOMENT, Numbers, Reading

_LETTER_SIGNED = re.compile(r"\b([tdjhm]) ?([+-]) ?(\d{1,4})")
_HOURS_OF_A_DAY = 24
_H_WITH_CLOCK = re.compile(r"\bh ?[+-] ?\d+[ ,;]+(?:pukul |jam |pkl\.? )?\d{1,2}[.:]?\d\d\b")
_SPAN_IN_SMALL_UNITS = re.compile(
    r"(?:\d+ ?h)?(?:\d+ ?m)(?:\d+ ?s)?|\d+ ?s|\d+ ?(?:menit|min|detik|sec)", re.IGNORECASE
)
_ZONE = re.compile(r"\d ?(?:z\b|utc|gmt)|t\d\d:\d\d\S*[+-]\d\d:?\d\d$")
_DIGITS = re.compile(r"\d{1,3}|\d{5,}|\d+[.,]\d+")


def reading_of(values: Iterable[Value], field: Field, name: str) -> tuple[Reading, tuple[Message, ...]]:
    """How to read a column of times, and what had to be assumed for it.

    Args:
        values: its cells.
        field: what it was said to be: time, offset or date.
        name: its name in the sheet.
    """
    cells = [value for value in values if value is not None]
    texts = [
        clean(value).casefold().translate(_MINUS)
        for value in cells
        if isinstance(value, str) and len(value) <= LONGEST_MOMENT
    ]
    doubts: list[Message] = []
    is_day = field is Field.DATE
    month_first = month_comes_first(texts)
    if month_first is None:
        month_first = False
        doubts.append(Message(N_("Dates are read with the day before the month."), {}))
    if any(_ZONE.search(text) for text in texts):
        doubts.append(Message(N_("Time zones written beside the times are not converted.")))
    h_is_day, j_is_hour = _letters(texts, name, doubts, is_day=is_day)
    from_start = field is Field.OFFSET
    moments = [value for value in cells if isinstance(value, datetime) and value.year > 1900]
    reading = Reading(
        from_start=from_start,
        is_day=is_day,
        h_is_day=h_is_day,
        j_is_hour=j_is_hour,
        month_first=month_first,
        spans=from_start or any(_SPAN_IN_SMALL_UNITS.fullmatch(text) for text in texts),
        dates_only=bool(moments) and all(value.time() == time.min for value in moments),
        numbers=_numbers(cells, texts, doubts, from_start=from_start),
    )
    return reading, tuple(doubts)


_MINUS = str.maketrans(dict.fromkeys("‐‑‒–—―−", "-"))


def _letters(texts: list[str], name: str, doubts: list[Message], *, is_day: bool) -> tuple[bool, bool]:
    """Whether H means days (hari) and J hours (jam), as in Indonesian; else H means hours and J days (jour)."""
    used: dict[str, list[int]] = {}
    h_before_j = False
    for text in texts:
        found = _LETTER_SIGNED.findall(text)
        letters = [letter for letter, _sign, _number in found]
        h_before_j = h_before_j or ("h" in letters and "j" in letters[letters.index("h") :])
        for letter, _sign, number in found:
            used.setdefault(letter, []).append(int(number))
    header = plain_words(name).split()
    if "jam" in header and "h" not in used:
        return False, True
    if h_before_j:
        return True, True
    if is_day:
        return True, False
    if "h" not in used or {"j", "d", "m"} & used.keys():
        return False, False
    said = "hari" in header or any("hari" in text for text in texts)
    if said or max(used["h"]) > _HOURS_OF_A_DAY or any(_H_WITH_CLOCK.search(text) for text in texts):
        return True, False
    doubts.append(
        Message(
            N_("H+1 and H-1 are read as hours. If they are days (hari), import again with --map {name}=date."),
            {"name": name or "C"},
        )
    )
    return False, False


def _numbers(cells: Sequence[Value], texts: list[str], doubts: list[Message], *, from_start: bool) -> Numbers:
    plain = [cell for cell in cells if isinstance(cell, (int, float)) and not isinstance(cell, bool)]
    numbers = [float(cell) for cell in plain if abs(cell) < LARGEST_NUMBER]
    numbers += [float(text.replace(",", ".")) for text in texts if _DIGITS.fullmatch(text)]
    if not numbers:
        return Numbers.CLOCK
    whole = all(number == int(number) for number in numbers)
    low, high = min(numbers), max(numbers)
    kind = Numbers.MINUTES
    if not whole and low >= 0 and high < 1:
        kind = Numbers.FRACTION
    elif from_start or low < 0:
        kind = Numbers.MINUTES
    elif low >= 30_000 and high <= 80_000:
        kind = Numbers.SERIAL
    elif not whole and all(_is_point(number) for number in numbers):
        kind = Numbers.POINT
    elif whole and high >= 100 and all(number % 100 < 60 and number <= 2400 for number in numbers):
        kind = Numbers.CLOCK
    elif whole and high <= _HOURS_OF_A_DAY and _has_clocks(cells):
        kind = Numbers.POINT
    if kind is Numbers.MINUTES and not from_start:
        doubts.append(Message(N_("Plain numbers in the column of times are read as minutes from StartEx."), {}))
    return kind


def _is_point(number: float) -> bool:
    """Whether a number can be a clock time with a point whose last zero was lost: 9.3 for 09.30."""
    minutes = number * 100 % 100
    return number < 24.6 and abs(minutes - round(minutes)) < 1e-6 and round(minutes) < 60


def _has_clocks(cells: Sequence[Value]) -> bool:
    """Whether other cells of the column are clock times, so that a 9 among them is nine o'clock."""
    return any(isinstance(cell, (time, timedelta)) or (isinstance(cell, str) and ":" in cell) for cell in cells)
