"""The events of a session: frozen, in the past tense, each with an explicit name and version.

A session's log is nothing but these; state, curves and reports are folds over them. To change the shape of an event,
raise its version and add an upcast in ``player.session``.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from player.model.body import Body
from player.model.instrument import (
    AnswerKind,
    BehaviourChanged,
    CrowdDispersed,
    CrowdGathered,
    FindingAnswered,
    OverrideMode,
    Quantity,
    SituationChanged,
    ValueOverridden,
)
from player.model.observed import (
    ActionStageChanged,
    ActionStarted,
    ActionStopped,
    ArrestRecorded,
    CasualtyRecorded,
    EntryRestored,
    EntryVoided,
    EvidenceRecorded,
    MarkerPlaced,
    NoteWritten,
    OrderGiven,
    ReadinessChecked,
    ReadinessWaived,
    RecordAmended,
    TagObserved,
)
from player.model.rules import RULES_VERSION
from player.model.wall import WallTime

__all__ = [
    "BODIES",
    "ActionStageChanged",
    "ActionStarted",
    "ActionStopped",
    "Actor",
    "AnswerKind",
    "ArrestRecorded",
    "BehaviourChanged",
    "Body",
    "CasualtyRecorded",
    "CrowdDispersed",
    "CrowdGathered",
    "DecisionCameDue",
    "DecisionTaken",
    "EntryRestored",
    "EntryVoided",
    "Event",
    "EvidenceRecorded",
    "ExerciseEnded",
    "ExerciseHeld",
    "ExerciseResumed",
    "ExerciseStarted",
    "ExpectedActionMet",
    "ExpectedActionMissed",
    "FindingAnswered",
    "Firing",
    "InjectCameDue",
    "InjectFired",
    "InjectHeldBack",
    "InjectReleased",
    "InjectSkipped",
    "MarkerPlaced",
    "NoteWritten",
    "OrderGiven",
    "OverrideMode",
    "PhaseAdjusted",
    "PhaseCause",
    "PhaseStarted",
    "Quantity",
    "ReadinessChecked",
    "ReadinessWaived",
    "Record",
    "RecordAmended",
    "ScriptCompleted",
    "SessionOpened",
    "SessionResumed",
    "SituationChanged",
    "SkipReason",
    "SpeedChanged",
    "StageOpened",
    "TagObserved",
    "ValueOverridden",
    "WallTime",
]


class Actor(StrEnum):
    """Who caused an event."""

    CONTROLLER = "controller"
    ENGINE = "engine"
    """The machine, by the script or a running deadline."""
    PLAN = "plan"
    """The script's own plan, in a rehearsal or a headless run."""
    TRAINER = "trainer"
    """Whoever looks at the session after EndEx."""


@dataclass(frozen=True, slots=True)
class SessionOpened(Body):
    """The first event of every session.

    Version 1 did not say by which rules findings were made; they were those of version 1.
    """

    NAME: ClassVar[str] = "session_opened"
    VERSION: ClassVar[int] = 2
    session_id: str
    gladi_version: str
    scenario_id: str
    scenario_name: str
    scenario_sha256: str
    seed: int
    rules_version: int = RULES_VERSION


@dataclass(frozen=True, slots=True)
class SessionResumed(Body):
    """A run that was cut off goes on, on hold, at this exercise time. ``down_ms`` is the wall time nobody logged."""

    NAME: ClassVar[str] = "session_resumed"
    down_ms: int


@dataclass(frozen=True, slots=True)
class ExerciseStarted(Body):
    """StartEx."""

    NAME: ClassVar[str] = "exercise_started"


@dataclass(frozen=True, slots=True)
class ExerciseHeld(Body):
    """The exercise clock was stopped."""

    NAME: ClassVar[str] = "exercise_held"
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ExerciseResumed(Body):
    """The exercise clock goes on."""

    NAME: ClassVar[str] = "exercise_resumed"


@dataclass(frozen=True, slots=True)
class SpeedChanged(Body):
    """Exercise time now runs at ``speed_permille`` thousandths of real time."""

    NAME: ClassVar[str] = "speed_changed"
    speed_permille: int


@dataclass(frozen=True, slots=True)
class ExerciseEnded(Body):
    """EndEx."""

    NAME: ClassVar[str] = "exercise_ended"


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
class StageOpened(Body):
    """The session is a stage of a programme; the crowd starts with what the stage before left.

    Attributes:
        programme, stage: their ids; ``place``: the number of the stage, from 1.
        tension_ppm, activity_ppm, legitimacy_ppm: what is carried over, in millionths, or None.
    """

    NAME: ClassVar[str] = "stage_opened"
    programme: str
    stage: str
    place: int
    tension_ppm: int | None = None
    activity_ppm: int | None = None
    legitimacy_ppm: int | None = None


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


@dataclass(frozen=True, slots=True)
class PhaseAdjusted(Body):
    """The planned length of the current phase was changed by ``delta_ms``."""

    NAME: ClassVar[str] = "phase_adjusted"
    phase: str
    delta_ms: int


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
    PLAN = "plan"
    CONDITION = "condition"
    """By itself, as a condition on the crowd held."""
    EVENT = "event"
    """By itself, as something happened."""


@dataclass(frozen=True, slots=True)
class InjectFired(Body):
    """An inject was delivered. Only one that repeats is delivered more than once."""

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

    ``by_action`` is the running number of the unit action that met it, or None when it was ticked by hand.
    """

    NAME: ClassVar[str] = "expected_action_met"
    expected: str
    latency_ms: int
    late: bool
    by_action: int | None = None


@dataclass(frozen=True, slots=True)
class ExpectedActionMissed(Body):
    """The deadline of an expected action passed with nothing seen."""

    NAME: ClassVar[str] = "expected_action_missed"
    expected: str


BODIES: tuple[type[Body], ...] = (
    SessionOpened,
    SessionResumed,
    StageOpened,
    ReadinessChecked,
    ReadinessWaived,
    ExerciseStarted,
    ExerciseHeld,
    ExerciseResumed,
    SpeedChanged,
    ExerciseEnded,
    PhaseStarted,
    PhaseAdjusted,
    ScriptCompleted,
    DecisionCameDue,
    DecisionTaken,
    InjectCameDue,
    InjectFired,
    InjectHeldBack,
    InjectReleased,
    InjectSkipped,
    ExpectedActionMet,
    ExpectedActionMissed,
    OrderGiven,
    ActionStarted,
    ActionStageChanged,
    ActionStopped,
    TagObserved,
    CasualtyRecorded,
    ArrestRecorded,
    EvidenceRecorded,
    RecordAmended,
    NoteWritten,
    MarkerPlaced,
    EntryVoided,
    EntryRestored,
    BehaviourChanged,
    SituationChanged,
    CrowdDispersed,
    CrowdGathered,
    ValueOverridden,
    FindingAnswered,
)
"""Every kind of event there is."""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened, as the engine tells it.

    Attributes:
        seq: number of the event in its session, from 1 without a gap.
        exercise_ms: exercise time, ms since StartEx, standing still on hold.
        scenario_ms: the story's clock, ms after its first midnight.
    """

    seq: int
    exercise_ms: int
    scenario_ms: int
    actor: Actor
    body: Body


@dataclass(frozen=True, slots=True)
class Record:
    """A committed row of the log: the event, when it was written, and its place in the hash chain."""

    event: Event
    wall: WallTime
    hash: str
