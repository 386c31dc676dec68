"""Days as people write and read them; stored they are as 2026-12-31. No Qt."""

from __future__ import annotations

import re
from datetime import MAXYEAR, MINYEAR, date, timedelta

from player.i18n import N_, _, ngettext
from player.review.days import MONTHS, date_text, stored_day

_WEEKDAYS = (
    N_("Monday"),
    N_("Tuesday"),
    N_("Wednesday"),
    N_("Thursday"),
    N_("Friday"),
    N_("Saturday"),
    N_("Sunday"),
)
_LEAST_LETTERS = 3
_SHORT_YEAR = 2
_THIS_CENTURY = 2000

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
_NUMBERS = re.compile(r"(\d{1,2})\s*[-./ ]\s*(\d{1,2})(?:\s*[-./ ]\s*(\d{4}|\d{2}))?", re.ASCII)
_NAMED = re.compile(r"(\d{1,2})\.?\s*([^\W\d_]+)\.?\s*(\d{4}|\d{2})?", re.UNICODE)
_AHEAD = re.compile(r"\+\s*(\d{1,4})", re.ASCII)


def read_day(text: str, today: date) -> date | None:
    """The day somebody wrote, day before month, or None where it is none.

    Understood are 31/12/2026, 31-12-26, 31.12., 31 December 2026, 31 Des, 2026-12-31, and +14 for so many days from
    today. Without a year it is the next such day.
    """
    text = text.strip()
    ahead = _AHEAD.fullmatch(text)
    if ahead is not None:
        return _shifted(today, int(ahead[1]))
    iso = _ISO.fullmatch(text)
    if iso is not None:
        return _day(int(iso[1]), int(iso[2]), int(iso[3]))
    match = _NUMBERS.fullmatch(text.rstrip("."))
    month = int(match[2]) if match is not None else 0
    if match is None:
        match = _NAMED.fullmatch(text)
        month = 0 if match is None else _month(match[2])
    if match is None or not month:
        return None
    if match[3] is None:
        this = _day(today.year, month, int(match[1]))
        return _day(today.year + 1, month, int(match[1])) if this is None or this < today else this
    year = int(match[3])
    return _day(year + _THIS_CENTURY if len(match[3]) == _SHORT_YEAR else year, month, int(match[1]))


def day_text(stored: str) -> str:
    """A stored day as it is read: "31 Dec 2026"; what is no day as it stands."""
    day = stored_day(stored)
    return stored if day is None else f"{day.day} {_(MONTHS[day.month - 1])[:_LEAST_LETTERS]} {day.year}"


def field_text(stored: str) -> str:
    """A stored day as it is typed: "31/12/2026"."""
    day = stored_day(stored)
    return stored if day is None else f"{day.day:02}/{day.month:02}/{day.year:04}"


def day_in_full(day: date, today: date) -> str:
    """A day with its weekday, and how far away it is."""
    name = f"{_(_WEEKDAYS[day.weekday()])}, {date_text(day)}"
    days = (day - today).days
    if days > 0:
        away = ngettext("in {n} day", "in {n} days", days).format(n=days)
    elif days < 0:
        away = ngettext("{n} day ago", "{n} days ago", -days).format(n=-days)
    else:
        away = _("today")
    return f"{name} ({away})"


def is_overdue(stored: str, today: date) -> bool:
    """Whether a stored day has passed."""
    day = stored_day(stored)
    return day is not None and day < today


def _month(name: str) -> int:
    """Number of the month that begins so in any of the languages, or 0."""
    name = name.casefold()
    if len(name) < _LEAST_LETTERS:
        return 0
    for number, month in enumerate(MONTHS, start=1):
        if month.casefold().startswith(name) or _(month).casefold().startswith(name):
            return number
    return 0


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if MINYEAR <= year <= MAXYEAR else None
    except ValueError:
        return None


def _shifted(today: date, days: int) -> date | None:
    try:
        return today + timedelta(days=days)
    except OverflowError:
        return None
