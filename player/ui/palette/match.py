"""Finding an action by some of its letters, in either language. No Qt."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

_START, _IN_A_ROW, _ANYWHERE = 12, 6, 1
_WHOLE_WORD = 20
_SKIPPED = 1
"""Points a letter gets at the start of a word, after the letter before it, elsewhere; lost for letters left out."""


@dataclass(frozen=True, slots=True)
class Hit:
    """How well a text answers what was typed.

    Attributes:
        score: more is better.
        places: which letters of the text answered.
    """

    score: int
    places: tuple[int, ...] = ()


def folded(text: str) -> str:
    """A text as it is compared: without case and accents, letter for letter."""
    letters = (unicodedata.normalize("NFD", letter)[0].casefold()[:1] or letter for letter in text)
    return "".join(letters)


def match(typed: str, text: str) -> Hit | None:
    """How well a text answers what was typed: each word of it has to be found, its letters in order.

    Args:
        typed: words in any order; each may leave letters out.
        text: what is searched.
    """
    low = folded(text)
    score, places = 0, set[int]()
    for word in folded(typed).split():
        hit = _match_word(word, low)
        if hit is None:
            return None
        score += hit.score
        places.update(hit.places)
    return Hit(score - len(low) // 8, tuple(sorted(places)))


def best(typed: str, texts: Sequence[str]) -> Hit | None:
    """The best match among these texts; only in the first are the letters told."""
    hits = [match(typed, text) for text in texts]
    if not typed.strip():
        return Hit(0)
    first = hits[0] if hits else None
    rest = [hit.score - _START for hit in hits[1:] if hit is not None]
    if first is not None and (not rest or first.score >= max(rest)):
        return first
    return Hit(max(rest)) if rest else None


def _match_word(word: str, text: str) -> Hit | None:
    at = _find_whole(word, text)
    if at >= 0:
        starts = at == 0 or not text[at - 1].isalnum()
        score = len(word) * _IN_A_ROW + (_START + _WHOLE_WORD if starts else _WHOLE_WORD // 2)
        return Hit(score, tuple(range(at, at + len(word))))
    places: list[int] = []
    score, after = 0, -1
    for letter in word:
        here = _next_place(letter, text, after)
        if here < 0:
            return None
        if here == after + 1 and places:
            score += _IN_A_ROW
        elif here == 0 or not text[here - 1].isalnum():
            score += _START
        else:
            score += _ANYWHERE
        score -= _SKIPPED * min(8, here - after - 1)
        places.append(here)
        after = here
    return Hit(score, tuple(places)) if score > 0 else None


def _find_whole(word: str, text: str) -> int:
    """Where a word stands in one piece, at the start of a word rather than inside one; -1 where it does not."""
    at = first = text.find(word)
    while at > 0 and text[at - 1].isalnum():
        at = text.find(word, at + 1)
    return at if at >= 0 else first


def _next_place(letter: str, text: str, after: int) -> int:
    """Where the letter comes next: right here, else at the start of a word, else anywhere; -1 where it does not."""
    here = text.find(letter, after + 1)
    if here in {-1, after + 1}:
        return here
    at = here
    while at > 0:
        if not text[at - 1].isalnum():
            return at
        at = text.find(letter, at + 1)
    return here
