"""Durations, clock times, names and zones as a script writes them, and guesses at what somebody meant."""

from __future__ import annotations

import difflib
import re
import unicodedata
import zoneinfo
from functools import lru_cache

from player.model.times import HOUR_MS, MINUTE_MS, SECOND_MS, duration_text

LONGEST_NAME = 64

CLOCK_TIME = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])(?::([0-5][0-9]))?")
IDENTIFIER = re.compile(rf"[a-z0-9][a-z0-9-]{{0,{LONGEST_NAME - 1}}}")
ZONE = re.compile(r"[A-Z][A-Za-z0-9_+-]*(?:/[A-Za-z0-9_+-]+){0,2}")
"""How the name of a time zone looks; whether there is such a zone its look does not tell."""

_LONGEST_GUESSED = 40
"""A longer text is no slip of the pen; and some patterns take their time with it."""

_DURATION = re.compile(r"(?:([0-9]{1,6})h)?(?:([0-9]{1,6})m)?(?:([0-9]{1,7})s)?")
_MILLISECONDS = re.compile(r"([0-9]{1,10})ms")
_LOOKS_LIKE_TIME = re.compile(r"[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?")
_SPOKEN = re.compile(
    r"(?:([0-9]{1,4}) *(?:h|hours?|jam))? *(?:([0-9]{1,4}) *(?:m|min|mins|minutes?|menit|mnt))?"
    r" *(?:([0-9]{1,4}) *(?:s|sec|secs|seconds?|detik|dtk))?",
    re.IGNORECASE,
)
_INDONESIAN_ZONES = {"wib": "Asia/Jakarta", "wita": "Asia/Makassar", "wit": "Asia/Jayapura"}


@lru_cache(maxsize=4096)
def parse_duration(text: str) -> int | None:
    """A duration such as ``90s``, ``4m30s``, ``1h05m`` or ``250ms`` in milliseconds; None where it is none.

    After a larger unit the smaller one stays below 60, so that ``1h90m`` is none.
    """
    found = _DURATION.fullmatch(text)
    if found is None or not text:
        found = _MILLISECONDS.fullmatch(text)
        return int(found[1]) if found else None
    hours, minutes, seconds = found.groups()
    if (hours and minutes and int(minutes) >= 60) or ((hours or minutes) and seconds and int(seconds) >= 60):
        return None
    return int(hours or 0) * HOUR_MS + int(minutes or 0) * MINUTE_MS + int(seconds or 0) * SECOND_MS


def guess_duration(text: str) -> str | None:
    """The duration somebody meant who wrote ``4:30``, ``5 min`` or ``1h90m``; None where that is not clear."""
    text = text.strip()
    if len(text) > _LONGEST_GUESSED:
        return None
    if _LOOKS_LIKE_TIME.fullmatch(text):
        parts = [int(part) for part in text.split(":")]
        hours, minutes, seconds = [0] * (3 - len(parts)) + parts
    elif text and (found := _SPOKEN.fullmatch(text)):
        hours, minutes, seconds = (int(part or 0) for part in found.groups())
    else:
        return None
    return duration_text(hours * HOUR_MS + minutes * MINUTE_MS + seconds * SECOND_MS)


def parse_clock_time(text: str) -> int | None:
    """A clock time ``HH:MM`` or ``HH:MM:SS`` in milliseconds after midnight; None where it is none."""
    found = CLOCK_TIME.fullmatch(text)
    if found is None:
        return None
    return int(found[1]) * HOUR_MS + int(found[2]) * MINUTE_MS + int(found[3] or 0) * SECOND_MS


def looks_like_time(text: str) -> bool:
    """Whether the text is written like a clock time, though perhaps none."""
    return _LOOKS_LIKE_TIME.fullmatch(text) is not None


def is_identifier(text: str) -> bool:
    """Whether the text may name a thing of a script: small letters, digits and hyphens."""
    return IDENTIFIER.fullmatch(text) is not None


def guess_identifier(text: str) -> str | None:
    """The identifier nearest to a text; None where nothing of it is left."""
    letters = unicodedata.normalize("NFKD", text[: 2 * LONGEST_NAME]).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-")[:LONGEST_NAME].strip("-") or None


def is_zone(name: str) -> bool:
    """Whether the time zone database has a zone of this name."""
    if not ZONE.fullmatch(name):
        return False
    try:
        zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def guess_zone(text: str) -> str | None:
    """The zone somebody meant who wrote ``WIB`` or ``jakarta``; None where that is not clear."""
    plain = text.strip().casefold().replace(" ", "_")
    if plain in _INDONESIAN_ZONES:
        return _INDONESIAN_ZONES[plain]
    zones = {zone.casefold(): zone for zone in sorted(zoneinfo.available_timezones())}
    cities = {zone.rsplit("/", 1)[-1]: zone for zone in sorted(zones, reverse=True)}
    plain = cities.get(plain.rsplit("/", 1)[-1], plain)
    near = difflib.get_close_matches(plain[:_LONGEST_GUESSED], zones, n=1, cutoff=0.8)
    return zones[near[0]] if near else None
