"""Short names for the things of a script, each used once."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 64
"""Characters of the longest short name the language allows."""

_NO_LETTER = re.compile(r"[^a-z0-9]+")
_PLUS = re.compile(r"\+(?=\d)")
RESERVED = frozenset({"end", "startex"})
"""Words that no thing of a script can be called by."""


def short_name(text: str, longest: int = LONGEST) -> str:
    """A text as a short name: small letters, digits and hyphens, cut between words; empty where nothing is left."""
    text = _PLUS.sub(" plus ", text[: 4 * longest])  # or else J+1 and J-1 were the same
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    name = _NO_LETTER.sub("-", text.lower()).strip("-")
    if len(name) > longest:
        head = name[: longest + 1].rpartition("-")[0]
        name = head if len(head) >= longest // 2 else name[:longest].strip("-")
    return name


class Names:
    """Gives each thing of one kind a short name of its own."""

    def __init__(self) -> None:
        self._taken: set[str] = set(RESERVED)
        self._next: dict[str, int] = {}

    def take(self, *wishes: str) -> str:
        """The first wish that is still free, or the first of all with a number behind it; a wish may be any text."""
        names = [name for wish in wishes if (name := short_name(wish))] or ["x"]
        for name in names:
            if name not in self._taken:
                self._taken.add(name)
                return name
        stem = names[0][: LONGEST - 8].strip("-")
        number = self._next.get(stem, 2)
        while f"{stem}-{number}" in self._taken:
            number += 1
        self._next[stem] = number + 1
        self._taken.add(f"{stem}-{number}")
        return f"{stem}-{number}"
