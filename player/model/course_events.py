"""The events of the course of a drill: phases, decisions, injects and expected actions."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from player.model.body import Body


class PhaseCause(StrEnum):
    """Why a phase began."""

    START = "start"
    """StartEx."""
    HAND = "hand"
    """The controller, or the plan, went on."""
    TIME = "time"
    """The phase before reached its planned end, and goes on by itself."""
    EXIT = "exit"
    """An exit of the phase before came about."""
    DECISION = "decision"


@dataclass(frozen=True, slots=True)
class PhaseStarted(Body):
    """A phase began; the one before it ended at the same instant.

    Version 1 did not say why.
    """

    NAME: ClassVar[str] = "phase_started"
    VERSION: ClassVar[int] = 2
    phase: str
    cause: PhaseCause = PhaseCause.HAND


@dataclass(frozen=True, slots=True)
class ScriptCompleted(Body):
    """The script has come to its end by itself; the exercise goes on until EndEx."""

    NAME: ClassVar[str] = "script_completed"
    cause: PhaseCause


@dataclass(frozen=True, slots=True)
class DecisionCameDue(Body):
    """The question of a decision is put."""

    NAME: ClassVar[str] = "decision_came_due"
    decision: str


@dataclass(frozen=True, slots=True)
class DecisionTaken(Body):
    """A decision was answered. ``who`` is who decided, as written; may be empty."""

    NAME: ClassVar[str] = "decision_taken"
    decision: str
    choice: str
    who: str = ""


class Rest(StrEnum):
    """What a changed phase does to the phases planned after it."""

    SHIFT = "shift"
    """They come as much later, or earlier."""
    ABSORB = "absorb"
    """They are planned as much shorter, or longer, so that the exercise ends as planned."""


@dataclass(frozen=True, slots=True)
class PhaseAdjusted(Body):
    """The planned length of the current phase was changed by ``delta_ms``.

    Version 1 did not say what comes of the rest; it shifted.
    """

    NAME: ClassVar[str] = "phase_adjusted"
    VERSION: ClassVar[int] = 2
    phase: str
    delta_ms: int
    rest: Rest = Rest.SHIFT


@dataclass(frozen=True, slots=True)
class InjectCameDue(Body):
    """The planned time of an inject that waits for the controller has come."""

    NAME: ClassVar[str] = "inject_came_due"
    inject: str


class Firing(StrEnum):
    """How an inject was fired."""

    SCHEDULE = "schedule"
    GO = "go"
    CHOSEN = "chosen"
    """Picked off the timeline by the controller."""
    AGAIN = "again"
    """Delivered once more by the controller."""
    PLAN = "plan"
    CONDITION = "condition"
    """By itself, as a condition on the crowd held."""
    EVENT = "event"
    """By itself, as something happened."""


@dataclass(frozen=True, slots=True)
class InjectFired(Body):
    """An inject was delivered; more than once where it repeats, or where the controller delivers it again."""

    NAME: ClassVar[str] = "inject_fired"
    inject: str
    how: Firing


@dataclass(frozen=True, slots=True)
class InjectHeldBack(Body):
    """The controller held an inject back; it does not fire until released or fired by hand."""

    NAME: ClassVar[str] = "inject_held_back"
    inject: str


@dataclass(frozen=True, slots=True)
class InjectReleased(Body):
    """An inject held back or skipped waits for its time again; where that has passed, for the controller."""

    NAME: ClassVar[str] = "inject_released"
    inject: str


class SkipReason(StrEnum):
    """Why an inject was skipped."""

    CONTROLLER = "controller"
    PHASE_ENDED = "phase_ended"
    EXERCISE_ENDED = "exercise_ended"


@dataclass(frozen=True, slots=True)
class InjectSkipped(Body):
    """An inject will not fire by itself any more. It can still be fired by hand."""

    NAME: ClassVar[str] = "inject_skipped"
    inject: str
    reason: SkipReason


@dataclass(frozen=True, slots=True)
class ExpectedActionMet(Body):
    """An expected action was done, ``latency_ms`` after its inject; ``late`` when its deadline had passed.

    ``by_action`` is the running number of the unit action that met it, or None when it was ticked by hand, by this
    ``observer`` or (empty) the controller. Version 1 had no observer.
    """

    NAME: ClassVar[str] = "expected_action_met"
    VERSION: ClassVar[int] = 2
    expected: str
    latency_ms: int
    late: bool
    by_action: int | None = None
    observer: str = ""


@dataclass(frozen=True, slots=True)
class ExpectedActionMissed(Body):
    """The deadline of an expected action passed with nothing seen."""

    NAME: ClassVar[str] = "expected_action_missed"
    expected: str
