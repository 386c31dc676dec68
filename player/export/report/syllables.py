"""Where Indonesian words may be broken at the end of a line, for columns that are narrower than a word."""

from __future__ import annotations

import re
from itertools import pairwise

SOFT_HYPHEN = "\u00ad"
"""Shows as a hyphen where a line is broken at it, and not at all elsewhere."""

_SOUND = re.compile(r"ng|ny|kh|sy|.", re.IGNORECASE | re.DOTALL)
"""Two letters that are one consonant stay together."""

_VOWELS = frozenset("aiueoAIUEO")
_SHORTEST = 7
_KEPT = 3
"""Letters that stay together at either end of a word."""


def hyphenated(word: str, language: str) -> str:
    """The word with soft hyphens where it may be broken; other languages are left to the program that sets them.

    A syllable begins with the last consonant before its vowel, or with all but the first of several.
    """
    if language != "id" or len(word) < _SHORTEST or not word.isalpha():
        return word
    sounds: list[str] = _SOUND.findall(word)
    vowels = [place for place, sound in enumerate(sounds) if sound in _VOWELS]
    breaks = set()
    for before, after in pairwise(vowels):
        between = after - before - 1
        if between:
            breaks.add(before + 1 if between == 1 else before + 2)
    made, letters = "", 0
    for place, sound in enumerate(sounds):
        if place in breaks and _KEPT <= letters <= len(word) - _KEPT:
            made += SOFT_HYPHEN
        made += sound
        letters += len(sound)
    return made
