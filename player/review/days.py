"""Days in words: they are stored as 2026-12-31, and read as people say them."""

from __future__ import annotations

import re
from datetime import date

from player.i18n import N_, _

MONTHS = (
    N_("January"),
    N_("February"),
    N_("March"),
    N_("April"),
    N_("May"),
    N_("June"),
    N_("July"),
    N_("August"),
    N_("September"),
    N_("October"),
    N_("November"),
    N_("December"),
)
"""The months in their order."""

_STORED = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def stored_day(text: str) -> date | None:
    """A day as it is stored, or None where it is none."""
    try:
        return date.fromisoformat(text) if _STORED.fullmatch(text) else None
    except ValueError:
        return None


def date_text(day: date) -> str:
    """A day: "26 August 2026"."""
    return f"{day.day} {_(MONTHS[day.month - 1])} {day.year}"


def due_text(stored: str) -> str:
    """The day something is due, as a day where it is one, and else as it stands."""
    day = stored_day(stored)
    return stored if day is None else date_text(day)
