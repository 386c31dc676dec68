"""The events of the desk: gaps in the time, real emergencies, who observes, and changes to the script in the run."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from player.model.body import Body


@dataclass(frozen=True, slots=True)
class GapFound(Body):
    """The machine was asleep or stuck for ``gap_ms`` of real time while the exercise ran; it is on hold since then."""

    NAME: ClassVar[str] = "gap_found"
    gap_ms: int


class GapAs(StrEnum):
    """What a gap counts as."""

    HOLD = "hold"
    """Nothing went on meanwhile."""
    ELAPSED = "elapsed"
    """The exercise went on without Gladi: exercise time takes the gap in."""


@dataclass(frozen=True, slots=True)
class GapCounted(Body):
    """The controller said what the last gap counts as.

    Where it counts as elapsed, exercise time goes on by ``gap_ms``; what would have been delivered by itself in that
    time has come due instead, and waits for the controller.
    """

    NAME: ClassVar[str] = "gap_counted"
    gap_ms: int
    counts_as: GapAs


@dataclass(frozen=True, slots=True)
class EmergencyDeclared(Body):
    """Something real has happened: the exercise is frozen."""

    NAME: ClassVar[str] = "emergency_declared"


@dataclass(frozen=True, slots=True)
class EmergencyContacted(Body):
    """A contact of the emergency list was reached, or (``reached`` False) that was a mistake.

    Attributes:
        contact: id of the `EmergencyContact`, or of one of the general numbers where the script names none.
    """

    NAME: ClassVar[str] = "emergency_contacted"
    contact: str
    reached: bool = True


@dataclass(frozen=True, slots=True)
class EmergencyOver(Body):
    """The real emergency is over; the exercise stands where it stood, on hold if it had begun."""

    NAME: ClassVar[str] = "emergency_over"


@dataclass(frozen=True, slots=True)
class ObserverTookTurn(Body):
    """Somebody sat down at the desk to observe; an empty ``name`` says that the controller observes."""

    NAME: ClassVar[str] = "observer_took_turn"
    name: str


@dataclass(frozen=True, slots=True)
class ObservationAmended(Body):
    """A field of a logged tag was filled in, corrected or (with an empty value) taken out.

    Attributes:
        seq: number of the event that logged it.
        field: ``text``, ``unit``, ``place`` or ``rating``.
    """

    NAME: ClassVar[str] = "observation_amended"
    seq: int
    field: str
    value: str


@dataclass(frozen=True, slots=True)
class InjectTextEdited(Body):
    """The words of an inject were changed for this exercise; an empty text is the script's own again."""

    NAME: ClassVar[str] = "inject_text_edited"
    inject: str
    text: str


@dataclass(frozen=True, slots=True)
class InjectHandSet(Body):
    """An inject now waits for GO when it is due (``by_hand``), or is delivered by itself, whatever the script says."""

    NAME: ClassVar[str] = "inject_hand_set"
    inject: str
    by_hand: bool


@dataclass(frozen=True, slots=True)
class InjectsShifted(Body):
    """What waited for its time in the present phase comes ``delta_ms`` later, or earlier."""

    NAME: ClassVar[str] = "injects_shifted"
    phase: str
    delta_ms: int
