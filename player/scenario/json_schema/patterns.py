"""What the texts of a script look like, as regular expressions that JSON Schema and Python understand alike.

They use nothing that one of the two reads otherwise: no classes for digits, no named groups, no flags.
"""

from __future__ import annotations

from collections.abc import Iterable

from player.language.paths import LONGEST_PATH
from player.language.shapes import LONGEST_DURATION_MS, NUMBER
from player.model.times import HOUR_MS, MINUTE_MS, SECOND_MS

SOMETHING = r"\S"
"""A text that is more than blanks."""

ONE_LINE = r"^[^\n]*\S[^\n]*$"
"""A text that is more than blanks, on one line."""

_SIGNS = "(?:>=|>|<=|<|=)"
_RESERVED_NAMES = ("con", "prn", "aux", "nul")
_RESERVED_PORTS = ("com", "lpt")


def whole(pattern: str) -> str:
    """The pattern of a text that is this from its first to its last character."""
    return f"^(?:{pattern})$"


def up_to(high: int) -> str:
    """Every whole number from 0 to this one, without leading zeros."""
    digits = str(high)
    length = len(digits)
    found = [digits]
    for place, digit in enumerate(digits):
        lowest = 1 if place == 0 and length > 1 else 0
        if int(digit) > lowest:
            found.append(f"{digits[:place]}{_digits(lowest, int(digit) - 1)}{_any(length - place - 1)}")
    if length > 1:
        found.append("[0-9]" if length == 2 else f"(?:0|[1-9][0-9]{{0,{length - 2}}})")
    return f"(?:{'|'.join(found)})"


def whole_number(low: int, high: int) -> str:
    """A whole number of a range, with or without its sign, as `player.language.shapes.Integer` reads a text."""
    above = f"(?!{up_to(low - 1)}$)" if low > 0 else ""
    found = [rf"\+?{above}{up_to(high)}"]
    if low <= 0:
        found.append(f"-{up_to(-low)}")
    return whole("|".join(found))


def number(words: Iterable[str]) -> str:
    """A number in digits, whatever its range, or one of these words."""
    return whole("|".join((*words, NUMBER.pattern)))


def comparison(high: int) -> str:
    """A sign, and a number from 0 to this one."""
    below = f"{up_to(high - 1)}(?:\\.[0-9]{{1,12}})?"
    nothing = r"0{1,9}(?:\.0{1,12})?"
    most = rf"{high}(?:\.0{{1,12}})?"
    return whole(rf"{_SIGNS} ?(?:\+?(?=[0-9]{{1,9}}(?![0-9]))0*(?:{below}|{most})|-{nothing})")


def comparison_of_words(words: Iterable[str]) -> str:
    """One of these words, with a sign before it or none, which means the same as ``=``."""
    return whole(f"(?:{_SIGNS} ?)?(?:{'|'.join(words)})")


def duration(*, positive: bool) -> str:
    """A duration up to the longest, as `player.language.values.parse_duration` reads it."""
    hours = LONGEST_DURATION_MS // HOUR_MS
    minutes = LONGEST_DURATION_MS // MINUTE_MS
    some_minutes, some_seconds = "0{0,4}[0-5]?[0-9]m", "0{0,5}[0-5]?[0-9]s"
    forms = (
        f"{up_to(hours - 1)}h(?:{some_minutes})?(?:{some_seconds})?",
        f"{hours}h(?:0{{1,6}}m)?(?:0{{1,7}}s)?",
        f"{up_to(minutes - 1)}m(?:{some_seconds})?",
        f"{minutes}m(?:0{{1,7}}s)?",
        f"{up_to(LONGEST_DURATION_MS // SECOND_MS)}s",
        f"{up_to(LONGEST_DURATION_MS)}ms",
    )
    # The first number may have leading zeros, but no more digits than its unit can hold.
    fitting = "(?=[0-9]{1,6}h|[0-9]{1,6}m(?!s)|[0-9]{1,7}s|[0-9]{1,10}ms)"
    more_than_nothing = "(?=.*[1-9])" if positive else ""
    return whole(f"{fitting}{more_than_nothing}0*(?:{'|'.join(forms)})")


def path(endings: Iterable[str]) -> str:
    """A path with forward slashes from a folder downwards to a file with one of these endings."""
    names = [_in_any_case(name) for name in _RESERVED_NAMES]
    names += [f"{_in_any_case(name)}[0-9]" for name in _RESERVED_PORTS]
    reserved = rf"(?!(?:.*/)?(?:{'|'.join(names)})(?:[./]|$))"
    dots = r"(?!(?:.*/)?\.{1,2}(?:/|$))"
    characters = r'[^\u0000-\u001f<>:"|?*\\/]'
    last = "|".join(_in_any_case(ending.removeprefix(".")) for ending in endings)
    longest = f"(?=[^\\n]{{1,{LONGEST_PATH}}}$)"
    return whole(rf"{longest}{reserved}{dots}(?:{characters}+/)*{characters}+\.(?:{last})")


def _digits(low: int, high: int) -> str:
    return str(low) if low == high else f"[{low}-{high}]"


def _any(count: int) -> str:
    return {0: "", 1: "[0-9]"}.get(count, f"[0-9]{{{count}}}")


def _in_any_case(word: str) -> str:
    return "".join(f"[{letter}{letter.upper()}]" if letter.isalpha() else letter for letter in word)
