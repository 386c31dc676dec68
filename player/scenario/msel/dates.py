"""Dates as people write them in English, Indonesian and French, found at the beginning or end of a text."""

from __future__ import annotations

import re
from datetime import date

_MONTHS = (
    "january januari janvier jan",
    "february februari fevrier feb fev",
    "march maret mars mar mrt",
    "april avril apr avr",
    "may mei mai",
    "june juni juin jun",
    "july juli juillet jul",
    "august agustus aout aug agu ags agt",
    "september septembre sept sep",
    "october oktober octobre oct okt",
    "november nopember novembre nov nop",
    "december desember decembre dec des",
)
_NUMBER_OF_MONTH = {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split()}
_WEEKDAYS = [
    "senin",
    "selasa",
    "rabu",
    "kamis",
    "jumat",
    "jum'at",
    "sabtu",
    "minggu",
    "ahad",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "mon",
    "tue",
    "tues",
    "wed",
    "thu",
    "thur",
    "thurs",
    "fri",
    "sat",
    "sun",
    "lundi",
    "mardi",
    "mercredi",
    "jeudi",
    "vendredi",
    "samedi",
    "dimanche",
]

_MONTH = "|".join(sorted(_NUMBER_OF_MONTH, key=len, reverse=True))
_YEAR = r"(?P<y>\d{4}|'?\d{2})(?![\d:.h])"
_WEEKDAY = re.compile(rf"(?:hari[ ,/:]+)?\b(?:{'|'.join(sorted(_WEEKDAYS, key=len, reverse=True))})\b[ ,./:-]*")
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        r"\b(?P<y>\d{4})([-/.])(?P<m>\d{1,2})\2(?P<d>\d{1,2})(?:t(?=\d)|\b)",
        r"\b(?P<a>\d{1,2})([-/])(?P<b>\d{1,2})\2(?P<y>\d{4}|\d{2})\b",
        r"\b(?P<a>\d{1,2})\.(?P<b>\d{1,2})\.(?P<y>\d{4})\b",
        rf"\b(?P<d>\d{{2}})(?P<clock>\d{{4}}) ?[a-z]? ?(?P<n>{_MONTH})[ .]?(?:{_YEAR})?",
        rf"\b(?P<d>\d{{1,2}})(?:st|nd|rd|th|er)?[ .-]*(?P<n>{_MONTH})\b[ .,-]*(?:{_YEAR})?",
        rf"\b(?P<n>{_MONTH})\b[ .]*(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\b(?![:.h]\d)[ ,]*(?:{_YEAR})?",
    )
)
_SHORT_YEAR_WITH_POINTS = re.compile(r"\b(?P<a>\d{1,2})\.(?P<b>\d{1,2})\.(?P<y>\d{2})\b")
_NO_YEAR = re.compile(r"(?P<a>\d{1,2})[/.-](?P<b>\d{1,2})")
_PARTS = re.compile(r"\b(\d{1,2})[-/.](\d{1,2})[-/.](?:\d{4}|\d{2})\b")
_ACCENTS = str.maketrans("éèêàâûùôîç", "eeeaauuoic")

UNKNOWN_YEAR = 2000
"""The year of a date that is written without one; only the days between dates count."""


def month_comes_first(texts: list[str]) -> bool | None:
    """Whether the dates of a column are written month first; None where nothing tells."""
    parts = [(int(found[1]), int(found[2])) for text in texts for found in _PARTS.finditer(text)]
    if any(first > 12 for first, _second in parts):
        return False
    if any(second > 12 for _first, second in parts):
        return True
    return None if any(first != second for first, second in parts) else False


def split_date(text: str, *, month_first: bool = False, date_only: bool = False) -> tuple[date, str] | None:
    """The date in a text in small letters, and the text without it; None where there is none.

    Args:
        month_first: 8/9/2024 is in August.
        date_only: the text is a date if it can be one, even 26.08.24 or 26/08.
    """
    text = text.translate(_ACCENTS)
    bare = _WEEKDAY.sub("", text)
    for pattern in (*_PATTERNS, _SHORT_YEAR_WITH_POINTS) if date_only else _PATTERNS:
        found = pattern.search(bare)
        if found is None:
            continue
        parts = found.groupdict()
        day = _date(parts, month_first=month_first)
        if day is None:
            continue
        rest = f"{bare[: found.start()]} {parts.get('clock') or ''} {bare[found.end() :]}"
        return day, rest.strip(" ,;-/|()")
    if date_only and (found := _NO_YEAR.fullmatch(bare)):
        day = _date({**found.groupdict(), "y": None}, month_first=month_first)
        return None if day is None else (day, "")
    return None


def _date(parts: dict[str, str | None], *, month_first: bool) -> date | None:
    if parts.get("n"):
        month, day = _NUMBER_OF_MONTH[parts["n"] or ""], int(parts["d"] or 0)
    elif parts.get("a"):
        first, second = int(parts["a"] or 0), int(parts["b"] or 0)
        month, day = (first, second) if month_first else (second, first)
    else:
        month, day = int(parts["m"] or 0), int(parts["d"] or 0)
    written = (parts.get("y") or "").lstrip("'")
    year = int(written) if written else UNKNOWN_YEAR
    if written and len(written) == 2:
        year += 2000
    try:
        return date(year, month, day)
    except ValueError:
        return None
