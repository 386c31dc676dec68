"""The events of a session: frozen, in the past tense, each with an explicit name and version.

A session's log is nothing but these; state, curves and reports are folds over them. To change the shape of an event,
raise its version and add an upcast in ``player.session``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import ClassVar

from player.model.times import MINUTE_MS


class Actor(StrEnum):
    """Who caused an event."""

    CONTROLLER = "controller"
    ENGINE = "engine"
    """The machine, by the script or a running deadline."""
    PLAN = "plan"
    """The script's own plan, in a rehearsal or a headless run."""


@dataclass(frozen=True, slots=True)
class Body:
    """What happened. ``NAME`` is the word in the file, ``VERSION`` the version of the shape."""

    NAME: ClassVar[str]
    VERSION: ClassVar[int] = 1


@dataclass(frozen=True, slots=True)
class SessionOpened(Body):
    """The first event of every session."""

    NAME: ClassVar[str] = "session_opened"
    session_id: str
    gladi_version: str
    scenario_id: str
    scenario_name: str
    scenario_sha256: str
    seed: int


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
class PhaseStarted(Body):
    """A phase began; the one before it ended at the same instant."""

    NAME: ClassVar[str] = "phase_started"
    phase: str


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


@dataclass(frozen=True, slots=True)
class InjectFired(Body):
    """An inject was delivered. Each inject fires at most once."""

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


@dataclass(frozen=True, slots=True)
class OrderGiven(Body):
    """Somebody ordered a unit to do something.

    Attributes:
        order: running number of the order in the session, from 1.
        rank: rank or post of who ordered it, a word of the scenario's ``ranks``; ``who``: the name, may be empty.
        channel: how it was given, a word of `CHANNELS`.
    """

    NAME: ClassVar[str] = "order_given"
    order: int
    unit: str
    does: str
    rank: str
    who: str = ""
    channel: str = "radio"


@dataclass(frozen=True, slots=True)
class ActionStarted(Body):
    """A unit started an action.

    Attributes:
        action: running number of the action in the session, from 1.
        offer: id of the `UnitAction` of the script it comes from.
        stage: stage of force, 0..6.
        order: running number of the order it follows, or None.
    """

    NAME: ClassVar[str] = "action_started"
    action: int
    offer: str
    unit: str
    does: str
    stage: int
    personnel: int
    order: int | None = None


@dataclass(frozen=True, slots=True)
class ActionStageChanged(Body):
    """A running action goes on at another stage of force. ``reason`` is why, in the controller's words."""

    NAME: ClassVar[str] = "action_stage_changed"
    action: int
    stage: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ActionStopped(Body):
    """A unit stopped an action."""

    NAME: ClassVar[str] = "action_stopped"
    action: int


@dataclass(frozen=True, slots=True)
class NoteWritten(Body):
    """A note of the controller.

    Attributes:
        on: number of the event it is about, or None.
        begun_ms: exercise time of the first keystroke; the event's own time is that of Enter.
    """

    NAME: ClassVar[str] = "note_written"
    text: str
    begun_ms: int
    on: int | None = None


@dataclass(frozen=True, slots=True)
class MarkerPlaced(Body):
    """A moment was marked."""

    NAME: ClassVar[str] = "marker_placed"
    text: str = ""


@dataclass(frozen=True, slots=True)
class EntryVoided(Body):
    """The event numbered ``seq`` no longer counts. It stays in the log."""

    NAME: ClassVar[str] = "entry_voided"
    seq: int


@dataclass(frozen=True, slots=True)
class EntryRestored(Body):
    """The event numbered ``seq`` counts again."""

    NAME: ClassVar[str] = "entry_restored"
    seq: int


BODIES: tuple[type[Body], ...] = (
    SessionOpened,
    SessionResumed,
    ExerciseStarted,
    ExerciseHeld,
    ExerciseResumed,
    SpeedChanged,
    ExerciseEnded,
    PhaseStarted,
    PhaseAdjusted,
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
    NoteWritten,
    MarkerPlaced,
    EntryVoided,
    EntryRestored,
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
class WallTime:
    """A moment of the wall clock.

    Attributes:
        utc_ms: ms since 1970-01-01T00:00Z.
        zone: name of the zone in force, e.g. ``WIB`` or ``Asia/Jakarta``.
        offset_min: minutes east of UTC.
    """

    utc_ms: int
    zone: str
    offset_min: int

    @property
    def local_ms(self) -> int:
        """What a clock shows there, as ms since its 1970-01-01T00:00."""
        return self.utc_ms + self.offset_min * MINUTE_MS

    @property
    def local(self) -> datetime:
        """What a calendar and a clock show there; the zone given with it, UTC, does not count."""
        return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=self.local_ms)


@dataclass(frozen=True, slots=True)
class Record:
    """A committed row of the log: the event, when it was written, and its place in the hash chain."""

    event: Event
    wall: WallTime
    hash: str
