"""What the words of the hotwash are made of: tiles with a figure each, and sections of lines."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Look(StrEnum):
    """How a line is meant."""

    PLAIN = "plain"
    SOFT = "soft"
    """It stands for itself: answered, cleared, or not much."""
    GOOD = "good"
    WORTH = "worth"
    """It calls for a look; it is no verdict."""
    UNMET = "unmet"
    SURE = "sure"
    """A finding of high certainty that waits for an answer."""
    LIKELY = "likely"
    """One of medium certainty."""


@dataclass(frozen=True, slots=True)
class Tile:
    """A figure everybody asks for first.

    Attributes:
        at_ms: the moment it tells of, or None.
    """

    caption: str
    value: str
    detail: str
    look: Look = Look.PLAIN
    at_ms: int | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """Something that happened.

    Attributes:
        value: the figure or time that belongs to it; ``detail``: what else does, in small.
        at_ms: the moment it can be looked at, in exercise time; None where it tells of none.
        share: a part of a whole, 0 to 1, to be drawn as a bar; ``planned``: where on that bar the plan stood.
    """

    text: str
    value: str = ""
    detail: str = ""
    look: Look = Look.PLAIN
    at_ms: int | None = None
    share: float | None = None
    planned: float | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """Lines that belong together.

    Attributes:
        name: stable name; ``title``: in words.
        note: what has to be said beside it, as how it is counted; may be empty.
        nothing: what stands there where there are no lines; where it is empty too the section is left out.
    """

    name: str
    title: str
    lines: tuple[Line, ...]
    note: str = ""
    nothing: str = ""
