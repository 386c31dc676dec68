"""Phrases that are written in one language and read in all of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from string import Formatter

from player.i18n import LANGUAGES, _, speaking

_WORD = r"[^\s;,]+"
_ANYTHING = frozenset({"conditions", "records", "words"})
"""Gaps that more than one word fills."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase with gaps, in every language.

    Attributes:
        msgid: its translatable text: ``after {inject}``.
    """

    msgid: str

    def text(self, **gaps: object) -> str:
        """The phrase in the language in use."""
        return _(self.msgid).format(**gaps)

    def read(self, text: str) -> dict[str, str] | None:
        """What fills its gaps in a text, whatever its language; None where the text is another phrase."""
        for pattern in _patterns(self.msgid):
            found = pattern.fullmatch(text)
            if found is not None:
                return found.groupdict()
        return None


@cache
def _patterns(msgid: str) -> tuple[re.Pattern[str], ...]:
    """How the phrase looks in each language, each look once."""
    looks: dict[str, None] = {}
    for code in LANGUAGES:
        with speaking(code):
            template = _(msgid)
        look = ""
        for words, gap, _spec, _conversion in Formatter().parse(template):
            look += re.escape(" ".join(words.split(" "))).replace(r"\ ", r"\s+")
            if gap is not None:
                look += f"(?P<{gap}>{'.+' if gap in _ANYTHING else _WORD})"
        looks[look] = None
    return tuple(re.compile(look, re.IGNORECASE | re.DOTALL) for look in looks)


@cache
def in_every_language(msgid: str) -> frozenset[str]:
    """A text in every language there is, in small letters."""
    found = set()
    for code in LANGUAGES:
        with speaking(code):
            found.add(_(msgid).casefold())
    return frozenset(found)


def is_called(text: str, msgid: str) -> bool:
    """Whether a cell says this, in any language."""
    return text.casefold() in in_every_language(msgid)


def number_text(number: float) -> str:
    """A number in digits, with a point, exactly: never with an exponent."""
    text = format(Decimal(repr(float(number))), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def signed_text(number: float) -> str:
    """A number with its sign."""
    return number_text(number) if number < 0 else f"+{number_text(number)}"


_INDENT = "   "


def numbered(entries: Sequence[str]) -> str:
    """Entries of a list in one cell: each behind its number, its further lines indented; a single one as it is."""
    if len(entries) == 1:
        return entries[0]
    lines = []
    for number, entry in enumerate(entries, 1):
        first, *rest = entry.split("\n")
        lines.append(f"{number}. {first}" if first else f"{number}.")
        lines += [f"{_INDENT}{line}" for line in rest]
    return "\n".join(lines)


def unnumbered(text: str, count: int | None = None) -> list[str]:
    """The entries of a cell as `numbered` wrote them.

    Args:
        count: how many there are, where that is known: of one alone, a number at its beginning is part of it.
    """
    if count == 1 or not text.startswith("1."):
        return [text] if text else []
    entries: list[list[str]] = []
    for line in text.split("\n"):
        lead = f"{len(entries) + 1}."
        if line.startswith(f"{lead} ") or line == lead:
            entries.append([line[len(lead) + 1 :]])
        else:
            entries[-1].append(line.removeprefix(_INDENT))
    return ["\n".join(lines) for lines in entries]
