"""Paragraphs as the columns of details show them. No Qt."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Para:
    """A paragraph.

    Attributes:
        role: type role; ``tone``: as `player.ui.widgets.labels.ink_of` takes it.
        mark: a sign in front of it.
        indent: steps to the right.
        gap: steps of free room above it.
        rule: a line above it.
        quoted: it stands on a ground of its own.
    """

    text: str
    role: str = "body"
    tone: str = "ink"
    mark: str = ""
    indent: int = 0
    gap: int = 1
    rule: bool = False
    quoted: bool = False
