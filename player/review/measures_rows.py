"""What the groups of measures are made of: rows of a name, a value and how it is counted."""

from __future__ import annotations

from dataclasses import dataclass

from player.i18n import _, current_language
from player.model.times import clock_text
from player.review.measures_delays import Delays

NOTHING = "–"
"""What stands where there is nothing to tell, and never will be."""


_THOUSANDS = {"id": "."}


@dataclass(frozen=True, slots=True)
class Row:
    """A measure as it is shown.

    Attributes:
        detail: what belongs beside the value; may be empty.
        alarming: it calls for a look; it is no verdict.
        about: in one sentence, how it is counted.
    """

    name: str
    value: str
    detail: str
    alarming: bool
    about: str


@dataclass(frozen=True, slots=True)
class Group:
    """Measures that belong together; ``in_chapters``: a chapter of the report tells each of them already."""

    title: str
    rows: tuple[Row, ...]
    in_chapters: bool = False


def row(name: str, value: str, about: str, detail: str = "", *, alarming: bool = False) -> Row:
    """A row, with what is seldom said last."""
    return Row(name, value, detail, alarming, about)


def time_text(ms: int | None, *, ended: bool) -> str:
    """A time; where there is none, that there is none yet, or after EndEx nothing."""
    if ms is None:
        return NOTHING if ended else _("none yet")
    return clock_text(ms)


def moment_text(ms: int | None, *, ended: bool = True) -> str:
    """A moment of exercise time with its hours, as everywhere in a report: "00:04:30"."""
    return time_text(ms, ended=ended) if ms is None else clock_text(ms, hours=True)


def share_text(part: int, whole: int) -> str:
    """A share in whole percent."""
    return f"{part / whole:.0%}" if whole else NOTHING


def count_text(count: int) -> str:
    """A large number with its thousands apart, as the language in use writes them: "15,034", "15.034"."""
    return f"{count:,}".replace(",", _THOUSANDS.get(current_language(), ","))


def of_text(part: int, whole: int) -> str:
    """So many of so many."""
    return _("{n} of {all}").format(n=part, all=whole)


def delays_text(delays: Delays) -> str:
    """Median and longest, or the only one; empty where there are none."""
    if delays.median_ms is None or delays.longest_ms is None:
        return ""
    if delays.count == 1:
        return clock_text(delays.median_ms)
    values = {"median": clock_text(delays.median_ms), "longest": clock_text(delays.longest_ms)}
    return _("median {median}, longest {longest}").format(**values)


def longest_text(delays: Delays) -> str:
    """The longest, to be said beside the median; empty where there are none or only one."""
    if delays.longest_ms is None or delays.count == 1:
        return ""
    return _("longest {time}").format(time=clock_text(delays.longest_ms))


def joined(*parts: str) -> str:
    """Details one after the other, without the empty ones."""
    return "; ".join(filter(None, parts))
