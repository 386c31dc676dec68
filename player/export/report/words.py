"""Times, dates and other small texts as the report writes them. Moments have three parts, lengths two or three."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from player.i18n import _
from player.model.events import WallTime
from player.model.rules import BasisMark
from player.model.times import clock_text, story_clock_text
from player.review.days import date_text
from player.review.measures_delays import Delays

NOTHING = "–"
"""What stands where there is nothing to tell."""

_SIGNS = {
    BasisMark.READ: "[S]",
    BasisMark.PARTLY: "[P]",
    BasisMark.MEMORY: "[M]",
}
_OVERRIDING = frozenset("\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u2069")
"""What turns the direction of everything behind it, also that which is not its own."""

_KEPT = frozenset("\n\u00a0\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufe0f\u3000")
"""What has no shape of its own and is wanted all the same, as what joins letters and emoji."""


def moment(ms: int | None) -> str:
    """A moment of exercise time: "00:04:30"."""
    return NOTHING if ms is None else clock_text(ms, hours=True)


def length(ms: int | None) -> str:
    """A length of time: "04:30", from an hour on "1:04:30"."""
    return NOTHING if ms is None else clock_text(ms)


def signed(ms: int | None) -> str:
    """A difference of times with its sign: "+04:30"; "0" where there is none to the second."""
    if ms is None:
        return NOTHING
    if not abs(ms) // 1000:
        return "0"
    return f"{'+' if ms > 0 else ''}{clock_text(ms)}"


def wall_text(wall: WallTime | None, *, day: bool = False, seconds: bool = True) -> str:
    """The clock on the wall with its zone: "09:41:07 WIB"; with ``day`` the date before it."""
    if wall is None:
        return NOTHING
    time = f"{story_clock_text(wall.local_ms, seconds=seconds)} {wall.zone}".strip()
    return f"{date_text(wall.local.date())}, {time}" if day else time


def offset_text(wall: WallTime) -> str:
    """A zone with how far it is from UTC: "WIB (UTC+07:00)"."""
    hours, minutes = divmod(abs(wall.offset_min), 60)
    sign = "−" if wall.offset_min < 0 else "+"
    return f"{wall.zone} (UTC{sign}{hours:02}:{minutes:02})".strip()


def iso_text(wall: WallTime) -> str:
    """A moment of the wall clock as ISO 8601 with its offset, to the second."""
    sign = "-" if wall.offset_min < 0 else "+"
    hours, minutes = divmod(abs(wall.offset_min), 60)
    return f"{wall.local:%Y-%m-%dT%H:%M:%S}{sign}{hours:02}:{minutes:02}"


def mark_sign(mark: BasisMark) -> str:
    """The sign of where a basis comes from, as the doctrine has it: "[S]"; empty for what needs none."""
    return _SIGNS.get(mark, "")


def listed(parts: Iterable[str]) -> str:
    """Several things in one sentence; empty ones are left out."""
    return ", ".join(filter(None, parts))


def listed_first(parts: Sequence[str], most: int) -> str:
    """The first of several things in one sentence, and how many more there are."""
    told = listed(parts[:most])
    return told if len(parts) <= most else _("{parts} and {n} more").format(parts=told, n=len(parts) - most)


def delay_counts(delays: Delays, *, alone: str, median: str, longest: str) -> Iterator[tuple[str, str]]:
    """Median and longest to stand among figures, each under its own title, or the only one under ``alone``."""
    if delays.count == 1:
        yield alone, length(delays.longest_ms)
    elif delays.count:
        yield median, length(delays.median_ms)
        yield longest, length(delays.longest_ms)


def sentences(parts: Iterable[str]) -> str:
    """Sentences one after the other; empty ones are left out."""
    return " ".join(filter(None, parts))


def capital(text: str) -> str:
    """The text with its first letter large."""
    return f"{text[:1].upper()}{text[1:]}"


def plain(text: str) -> str:
    """The text without what no page can show: control characters become blanks, half characters a mark for them."""
    if text.isprintable():
        return text
    return "".join(map(_shown, text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")))


def _shown(character: str) -> str:
    if character.isprintable() or character in _KEPT:
        return character
    if "\ud800" <= character <= "\udfff":
        return "\ufffd"
    if character in _OVERRIDING:
        return ""
    return "\n" if character in "\u2028\u2029\x85" else " "
