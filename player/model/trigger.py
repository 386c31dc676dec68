"""What every trigger kind has in common; the kinds themselves are in ``player.triggers``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Protocol

from player.model.doctrine import Situation
from player.model.events import Body, Event


class Drill(Protocol):
    """What a trigger may know of the drill. Times are exercise time."""

    @property
    def starts_ms(self) -> int:
        """The story's clock at StartEx, ms after midnight."""

    def fired_ms(self, inject: str) -> int | None:
        """When an inject last fired, or None."""

    def met_ms(self, expected: str) -> int | None:
        """When an expected action was met, or None."""

    def is_missed(self, expected: str) -> bool:
        """Whether the deadline of an expected action has passed with nothing seen."""

    def choice_of(self, decision: str) -> str | None:
        """The answer a decision last got, or None."""

    def has_begun(self, phase: str) -> bool:
        """Whether a phase has begun at all."""

    def has_ended(self, phase: str) -> bool:
        """Whether a phase that had begun is over."""

    def doing(self, action: int) -> tuple[str, str]:
        """The unit of a started action, and what it does."""


class CrowdView(Protocol):
    """What a trigger may know of the crowd."""

    @property
    def tension_index(self) -> float:
        """Tension, 0..100."""

    @property
    def activity(self) -> float:
        """Share in active disorder, 0..1."""

    @property
    def legitimacy(self) -> float:
        """Legitimacy, 0..1."""

    @property
    def presence(self) -> float:
        """Share of the crowd that is there, 0..1."""

    @property
    def force(self) -> int:
        """Highest stage of force under way."""

    @property
    def situation(self) -> Situation:
        """The colour."""


@dataclass(frozen=True, slots=True)
class Trigger:
    """When something of a phase is due: an inject fires, a question is put, the phase is left.

    It is asked when its phase begins, after each event of the kinds in ``LISTENS``, and where ``WATCHES`` is set once
    a second about the crowd.

    Attributes:
        KIND: the key of the kind in a script.
    """

    KIND: ClassVar[str] = ""
    LISTENS: ClassVar[tuple[type[Body], ...]] = ()
    WATCHES: ClassVar[bool] = False

    @property
    def planned_ms(self) -> int | None:
        """Planned time from the start of the phase, or None where it depends on what happens."""
        return None

    @property
    def lasting_ms(self) -> int:
        """How long what it watches must have held."""
        return 0

    def due_at_start(self, drill: Drill, started_ms: int) -> int | None:
        """When it is due as things stand at the beginning of its phase, or None while nobody knows.

        A time before that beginning says that the moment has passed.
        """
        del drill, started_ms
        return None

    def due_after(self, drill: Drill, event: Event) -> int | None:
        """When it is due because of an event that was just applied, or None where that changes nothing."""
        del drill, event
        return None

    def again_ms(self, started_ms: int, done_ms: int) -> int | None:
        """When it is due again after it came about at ``done_ms`` in a phase begun at ``started_ms``, or None."""
        del started_ms, done_ms
        return None

    def holds(self, crowd: CrowdView) -> bool:
        """Whether what it watches is true of the crowd now."""
        del crowd
        return False
