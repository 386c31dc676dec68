"""A row of a sheet as an inject, before it has its place in the script."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from player.i18n import _
from player.scenario.msel.moments import Moment
from player.scenario.msel.results import Reason

LONGEST_TEXT = 10_000
"""Characters a text of a script may have."""

LONGEST_LINE = 200
"""Characters of what is better short: a title, the name of a field."""

_BULLET = re.compile(r"(?:[-–•*·▪●○]|\(?(?:\d{1,2}|[a-z])[.)])\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class Draft:
    """A row as an inject, before it has its place in the script.

    Attributes:
        row: its number in the sheet.
        channel: a word of the language, or None.
        expect: what the players should do, each a text.
        moment: when it is planned, as far as the sheet says.
        phase_start: when its phase begins, where the sheet says.
        length_ms: how long it takes, where the sheet says.
        phase: name of its phase; empty where the sheet has none.
        times: the cells that say when it is planned, by column.
        fields: what is kept of the other columns, by column.
        assumed: words of the language for what was assumed.
    """

    row: int
    number: str = ""
    title: str = ""
    text: str = ""
    sender: str = ""
    receiver: str = ""
    channel: str | None = None
    expect: tuple[str, ...] = ()
    objective: str = ""
    note: str = ""
    moment: Moment | None = None
    phase_start: Moment | None = None
    length_ms: int | None = None
    phase: str = ""
    times: tuple[tuple[str, str], ...] = ()
    fields: tuple[tuple[str, str], ...] = ()
    assumed: frozenset[str] = frozenset()
    reasons: tuple[Reason, ...] = ()


def entries_of(text: str) -> list[str]:
    """The entries of a list in a cell, where every entry begins with a bullet or a number; else the whole text."""
    entries: list[str] = []
    for line in text.split("\n"):
        bullet = _BULLET.match(line.strip())
        if bullet:
            entries.append(line.strip()[bullet.end() :])
        elif not entries:
            return [text] if text else []
        elif line.strip():
            entries[-1] += f"\n{line.strip()}"
    return entries if len(entries) > 1 else [text]


def within_limits(draft: Draft) -> Draft:
    """The draft with what is too long for a script continued in fields."""
    texts = (draft.text, draft.note, draft.sender, draft.receiver, *draft.expect)
    if len(draft.title) <= LONGEST_LINE and all(len(text) <= LONGEST_TEXT for text in texts):
        return draft
    fields: list[tuple[str, str]] = []
    title, text = draft.title, draft.text
    if len(title) > LONGEST_LINE:
        fields.append((_("Title"), title))
        title = f"{title[: LONGEST_LINE - 1].rstrip()}…"
    parts = {"text": text, "note": draft.note, "sender": draft.sender, "receiver": draft.receiver}
    labels = {"text": _("Text"), "note": _("Notes"), "sender": _("From"), "receiver": _("To")}
    for name, value in parts.items():
        head, rest = _cut(value)
        parts[name] = head
        if rest:
            fields.append((labels[name], rest))
    expect = []
    for wanted in draft.expect:
        head, rest = _cut(wanted)
        expect.append(head)
        if rest:
            fields.append((_("Expected action"), rest))
    kept = (*draft.fields, *fields)
    return replace(draft, title=title, expect=tuple(expect), fields=kept, **parts)  # type: ignore[arg-type]


def named_fields(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Fields under names of their own, what is too long for one continued in the next: ``Text``, ``Text (2)``."""
    named: dict[str, str] = {}
    for name, value in pairs:
        rest, key, number = value, name, 1
        while rest:
            while key in named:
                number += 1
                key = f"{name} ({number})"
            named[key], rest = _cut(rest)
    return named


def _cut(text: str, limit: int = LONGEST_TEXT) -> tuple[str, str]:
    """A text cut so that its beginning fits, between words if it can be."""
    if len(text) <= limit:
        return text, ""
    place = max(text.rfind(" ", limit // 2, limit), text.rfind("\n", limit // 2, limit))
    place = limit if place < 0 else place
    return text[:place].rstrip(), text[place:].strip()
