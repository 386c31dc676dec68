"""The events of a session: frozen, in the past tense, each with an explicit name and version.

A session's log is nothing but these; state, curves and reports are folds over them. To change the shape of an event,
raise its version and add an upcast in ``player.session``.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from player.model.body import Body
from player.model.course_events import (
    DecisionCameDue,
    DecisionTaken,
    ExpectedActionMet,
    ExpectedActionMissed,
    Firing,
    InjectCameDue,
    InjectFired,
    InjectHeldBack,
    InjectReleased,
    InjectSkipped,
    PhaseAdjusted,
    PhaseCause,
    PhaseStarted,
    Rest,
    ScriptCompleted,
    SkipReason,
)
from player.model.desk_events import (
    EmergencyContacted,
    EmergencyDeclared,
    EmergencyOver,
    GapAs,
    GapCounted,
    GapFound,
    InjectHandSet,
    InjectsShifted,
    InjectTextEdited,
    ObservationAmended,
    ObserverTookTurn,
)
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
from player.model.review_events import (
    REVIEW_BODIES,
    AnnotationKind,
    AnnotationWritten,
    CorrectiveActionPlanned,
    ObjectiveRated,
    SummaryWritten,
)
from player.model.rules import RULES_VERSION
from player.model.wall import WallTime

__all__ = [
    "BODIES",
    "REVIEW_BODIES",
    "ActionStageChanged",
    "ActionStarted",
    "ActionStopped",
    "Actor",
    "AnnotationKind",
    "AnnotationWritten",
    "AnswerKind",
    "ArrestRecorded",
    "BehaviourChanged",
    "Body",
    "CasualtyRecorded",
    "CorrectiveActionPlanned",
    "CrowdDispersed",
    "CrowdGathered",
    "DecisionCameDue",
    "DecisionTaken",
    "EmergencyContacted",
    "EmergencyDeclared",
    "EmergencyOver",
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
    "GapAs",
    "GapCounted",
    "GapFound",
    "InjectCameDue",
    "InjectFired",
    "InjectHandSet",
    "InjectHeldBack",
    "InjectReleased",
    "InjectSkipped",
    "InjectTextEdited",
    "InjectsShifted",
    "MarkerPlaced",
    "NoteWritten",
    "ObjectiveRated",
    "ObservationAmended",
    "ObserverTookTurn",
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
    "Rest",
    "ScriptCompleted",
    "SessionOpened",
    "SessionResumed",
    "SituationChanged",
    "SkipReason",
    "SpeedChanged",
    "StageOpened",
    "SummaryWritten",
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
    OBSERVER = "observer"
    """Whoever observes at the desk."""
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
    GapFound,
    GapCounted,
    EmergencyDeclared,
    EmergencyContacted,
    EmergencyOver,
    ObserverTookTurn,
    ObservationAmended,
    InjectTextEdited,
    InjectHandSet,
    InjectsShifted,
    *REVIEW_BODIES,
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
