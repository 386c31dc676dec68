"""A text of a scenario: plain, or one per language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from player.i18n import current_language


@dataclass(frozen=True, slots=True)
class Text:
    """A text written in one or more languages. Always plain text: nothing in it is markup.

    Attributes:
        by_language: the text by language code; a text written without a language stands under ``""``.
    """

    by_language: Mapping[str, str]

    @classmethod
    def plain(cls, text: str) -> Text:
        """A text that reads the same in every language."""
        return cls({"": text})

    def in_language(self, code: str) -> str:
        """The text in this language; where it was not written, the first language that was."""
        for key in (code, ""):
            if key in self.by_language:
                return self.by_language[key]
        return next(iter(self.by_language.values()), "")

    def __str__(self) -> str:
        return self.in_language(current_language())

    def __bool__(self) -> bool:
        return any(self.by_language.values())
