"""Texts in every language of Gladi at once: an editor does not say which of them its user reads."""

from __future__ import annotations

from collections.abc import Callable

from player.i18n import LANGUAGES, Message, speaking


def said(message: Message | str) -> str:
    """A sentence, or a text marked for translation, on one line; once where all languages say it alike."""
    found = Message(message) if isinstance(message, str) else message
    return " / ".join(_in_each_language(lambda: str(found)))


def lines(make: Callable[[], str]) -> str:
    """What this gives in each language in use, a line each."""
    return "\n".join(_in_each_language(make))


def _in_each_language(make: Callable[[], str]) -> list[str]:
    found: dict[str, None] = {}
    for code in LANGUAGES:
        with speaking(code):
            found[make()] = None
    return list(found)
