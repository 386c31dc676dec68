"""What else lies in the lanes of a drill: expected actions, what was observed, records, holds, annotations, the plan.

Times are ms of exercise time. ``seq`` is the number of the event a thing comes from, by which the log finds it.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum, StrEnum
from typing import NamedTuple

from player.model.desk_events import GapAs
from player.model.doctrine import RecordKind
from player.model.review_events import AnnotationKind


class ExpectedFate(IntEnum):
    """What became of an expected action; of several at one place the highest is the one to be shown."""

    MET = 0
    OPEN = 1
    """Its deadline has not come."""
    WAIVED = 2
    """Nobody had to do it any more: the exercise ended before its deadline, or it was called for anew."""
    LATE = 3
    """It was seen, past its deadline."""
    MISSED = 4


class ExpectedSpan(NamedTuple):
    """An expected action as it was called for once, from its inject to what became of it.

    Attributes:
        expected: its id in the script; ``seq``: the event of its inject.
        end_ms: when it was met, missed or waived; None while it is open.
        deadline_ms: when it had to be seen; what lies behind it is late.
        met_seq: the event that says it was seen, or None; ``missed_seq``: the one that says it was not seen in time.
        by_action: running number of the action of a unit that met it; None: it was ticked.
        observer: who ticked it; empty for the controller.
        void_ms: when a tick was made that was taken back, or None. It counts for nothing.
    """

    start_ms: int
    end_ms: int | None
    deadline_ms: int
    expected: str
    fate: ExpectedFate
    seq: int
    met_seq: int | None = None
    missed_seq: int | None = None
    by_action: int | None = None
    observer: str = ""
    void_ms: int | None = None

    @property
    def latency_ms(self) -> int | None:
        """How long after its inject it was seen, or None where it was not."""
        met = self.fate in {ExpectedFate.MET, ExpectedFate.LATE}
        return self.end_ms - self.start_ms if met and self.end_ms is not None else None

    def is_of(self, seq: int) -> bool:
        """Whether this event opened it, met it or says that it was missed."""
        return seq in {self.seq, self.met_seq, self.missed_seq}


class ObservedKind(StrEnum):
    """What an observer, or the controller, put down."""

    TAG = "tag"
    NOTE = "note"
    MARKER = "marker"


class ObservedMark(NamedTuple):
    """A tag, a note or a marker.

    Attributes:
        observer: who put it down; empty for the controller.
        tag: id of the tag, empty for the others; ``text``: the words, may be empty.
        unit: id of the unit seen, or None; ``place``, ``rating``: as of `TagObserved`, as amended.
        on: number of the event a note is about, or None; ``begun_ms``: when it was begun.
    """

    start_ms: int
    seq: int
    kind: ObservedKind
    observer: str
    text: str = ""
    tag: str = ""
    unit: str | None = None
    place: str = ""
    rating: str = ""
    on: int | None = None
    begun_ms: int | None = None
    voided: bool = False

    @property
    def end_ms(self) -> int:
        """The moment of it."""
        return self.start_ms


class RecordMark(NamedTuple):
    """A casualty, an arrest or a piece of evidence. ``details`` is what is known of it now, by the field of its event.

    ``number`` is its running number among its kind.
    """

    start_ms: int
    seq: int
    kind: RecordKind
    number: int
    details: Mapping[str, str]
    voided: bool = False

    @property
    def end_ms(self) -> int:
        """The moment it was recorded."""
        return self.start_ms


class ClockKind(IntEnum):
    """Why the exercise clock stood, the gravest last."""

    HOLD = 0
    GAP = 1
    """The machine was asleep or stuck."""
    DOWN = 2
    """The run was cut off, and taken up again."""
    EMERGENCY = 3


class ClockMark(NamedTuple):
    """The exercise clock stood, or ran on unseen.

    It takes no exercise time, but for a gap that counted as elapsed, which reaches from ``start_ms`` to ``end_ms``.

    Attributes:
        length_ms: how long it took in real time; None where that is not known, or it lasts.
        lasting: it has not ended.
        reason: as written; may be empty.
        counted: what a gap was said to count as, or None.
    """

    start_ms: int
    end_ms: int
    seq: int
    kind: ClockKind
    length_ms: int | None = None
    lasting: bool = False
    reason: str = ""
    counted: GapAs | None = None


class DecisionMark(NamedTuple):
    """A decision as it was taken. ``planned``: with the answer the script plans."""

    start_ms: int
    seq: int
    decision: str
    choice: str
    who: str
    planned: bool

    @property
    def end_ms(self) -> int:
        """The moment of it."""
        return self.start_ms


class AnnotationSpan(NamedTuple):
    """A trainer's annotation as it stands, on a moment or a span; ``seq`` is the event that says so.

    Attributes:
        number: its running number.
        end_ms: the same as ``start_ms`` for a moment.
        on: number of the event it is about, or None; ``finding``: key of the finding, or empty.
        objective: id of the objective it belongs to, or empty.
    """

    start_ms: int
    end_ms: int
    seq: int
    number: int
    kind: AnnotationKind
    text: str
    who: str = ""
    on: int | None = None
    finding: str = ""
    objective: str = ""


class PlannedPhase(NamedTuple):
    """A phase as the script plans it, on the time axis of the drill."""

    phase: str
    start_ms: int
    end_ms: int
