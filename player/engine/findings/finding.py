"""What a rule finds: a frozen finding, in words that are translated when they are shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from player.i18n import Message, _
from player.model.doctrine import ACTION_KINDS
from player.model.rules import BasisMark, Certainty
from player.model.text import Text

Basis: TypeAlias = Text | Message
"""What a finding rests on: the scenario's own text or the rule's; ``str`` of it is what to show."""


@dataclass(frozen=True, slots=True)
class Cleared:
    """How a finding that had stood was cleared.

    Attributes:
        at_ms: exercise time.
        events: numbers of the events that cleared it.
        message: what happened, in words.
    """

    at_ms: int
    events: tuple[int, ...]
    message: Message


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a rule found in a drill. It is no verdict.

    Attributes:
        rule: id of the rule.
        message: what happened.
        from_ms, to_ms: the span of exercise time it tells of, both the same for a moment.
        events: numbers of the events that show it, the one it is about first. None where only the crowd shows it.
        basis: what it rests on.
        certainty: how sure it is that the basis says so.
        mark: where the basis comes from.
        cleared_by: what would have kept it away, or would clear it.
        cleared: how it was cleared, or None while it is open.
        lasting: it still goes on at the time reached, which is then its ``to_ms``.
    """

    rule: str
    message: Message
    from_ms: int
    to_ms: int
    events: tuple[int, ...]
    basis: Basis
    certainty: Certainty
    mark: BasisMark
    cleared_by: Message
    cleared: Cleared | None = None
    lasting: bool = False

    @property
    def open(self) -> bool:
        """Whether it counts: nothing has cleared it."""
        return self.cleared is None

    @property
    def key(self) -> str:
        """What names it in its session: the same while the drill goes on, and when it is looked at afterwards."""
        return f"{self.rule}.{self.events[0] if self.events else 0}.{self.from_ms}"


@dataclass(frozen=True, slots=True)
class Listed:
    """Several things in one sentence, with commas between them."""

    parts: tuple[object, ...]

    def __str__(self) -> str:
        return ", ".join(map(str, self.parts))


@dataclass(frozen=True, slots=True)
class Doing:
    """A unit and what it does: "Dalmas Awal: rope cordon"."""

    unit: Text
    does: str

    def __str__(self) -> str:
        return f"{self.unit}: {_(ACTION_KINDS[self.does].title)}"
