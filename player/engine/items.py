"""What the state of a drill is made of: how phases, injects, decisions, actions and entries stand.

What a long log has tens of thousands of is a named tuple: it is made in a third of the time of a frozen dataclass.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from player.model import events as ev
from player.model.doctrine import InjectStatus, RecordKind


class Status(StrEnum):
    """Where the exercise stands."""

    READY = "ready"
    RUNNING = "running"
    HELD = "held"
    EMERGENCY = "emergency"
    """Something real has happened: the exercise is frozen."""
    ENDED = "ended"


class ExpectedStatus(StrEnum):
    """Where an expected action stands."""

    OPEN = "open"
    MET = "met"
    MISSED = "missed"
    MET_LATE = "met_late"


@dataclass(frozen=True, slots=True)
class PhaseRun:
    """A phase as it was played; ``ended_ms`` is None while it lasts."""

    phase: str
    started_ms: int
    planned_ms: int
    ended_ms: int | None = None


class InjectState(NamedTuple):
    """Where an inject stands.

    Attributes:
        due_ms: exercise time at which it is due, once that is known.
        fired_ms: exercise time it was last fired; ``fired_seq``: number of that event; ``times``: how often.
        left_out: it was skipped by the controller, not because its phase ended.
    """

    status: InjectStatus = InjectStatus.PENDING
    due_ms: int | None = None
    fired_ms: int | None = None
    fired_seq: int | None = None
    times: int = 0
    left_out: bool = False


class DecisionStatus(StrEnum):
    """Where a decision stands."""

    WAITING = "waiting"
    """Its question has not been put yet; it can be answered all the same while its phase lasts."""
    ASKED = "asked"
    TAKEN = "taken"


@dataclass(frozen=True, slots=True)
class DecisionState:
    """Where a decision stands. Times are exercise time.

    Attributes:
        due_ms: when its question is put, once that is known.
        choice: the answer it last got, also in an earlier round of its phase.
    """

    status: DecisionStatus = DecisionStatus.WAITING
    due_ms: int | None = None
    asked_ms: int | None = None
    taken_ms: int | None = None
    choice: str | None = None
    who: str = ""


class Fact(NamedTuple):
    """A casualty, an arrest or a piece of evidence as it is known now.

    Attributes:
        number: running number of its kind.
        seq: number of the event that recorded it.
        details: what is known of it, by the field of its event, amended; an empty text is not known.
    """

    kind: RecordKind
    number: int
    seq: int
    recorded_ms: int
    details: Mapping[str, str]
    voided: bool = False


class Observation(NamedTuple):
    """A tag an observer logged, as amended; an empty text is not known.

    Attributes:
        rating: a word of `Rating`, or empty; ``observer``: who saw it, empty for the controller.
    """

    seq: int
    tag: str
    seen_ms: int
    text: str
    unit: str | None
    place: str = ""
    rating: str = ""
    observer: str = ""
    voided: bool = False


@dataclass(frozen=True, slots=True)
class Gap:
    """A stretch of real time of which nobody has said what it counts as; ``seq``: the event that tells of it.

    ``speed_permille`` is the speed the exercise ran at when it came, whatever is chosen afterwards.
    """

    seq: int
    gap_ms: int
    speed_permille: int


@dataclass(frozen=True, slots=True)
class Override:
    """A value the controller has set or holds. ``value`` is in the numbers of its `Quantity`."""

    quantity: ev.Quantity
    unit: str | None
    value: int
    held: bool
    since_ms: int
    seq: int
    who: str
    why: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered to a finding."""

    kind: ev.AnswerKind
    text: str
    who: str
    at_ms: int
    seq: int


class Waiting(NamedTuple):
    """Something that waits for a known time: ``rank`` says what it is, and orders what is due at one instant."""

    due_ms: int
    rank: int
    priority: int
    sequence: int
    id: str


INJECT_RANK, DEADLINE_RANK, DECISION_RANK, EXIT_RANK, END_RANK = range(5)
"""The order of what is due at one instant: a deadline comes after the injects, so that what they bring can still meet
it; what ends the phase comes last."""


class ExpectedState(NamedTuple):
    """An expected action that was opened by its inject. Times are exercise time."""

    expected: str
    opened_ms: int
    deadline_ms: int
    status: ExpectedStatus = ExpectedStatus.OPEN
    met_ms: int | None = None


class ActionRun(NamedTuple):
    """An action as it was done; ``stopped_ms`` is None while it runs."""

    action: int
    offer: str
    unit: str
    does: str
    stage: int
    personnel: int
    started_ms: int
    order: int | None = None
    stopped_ms: int | None = None
    reason: str = ""


class Order(NamedTuple):
    """An order as it was given."""

    order: int
    unit: str
    does: str
    rank: str
    who: str
    channel: str
    given_ms: int
    voided: bool = False
