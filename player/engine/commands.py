"""What can be asked of the drill. A command is a wish; the events the engine gives back are what happened."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from player.engine.assessing_commands import (
    Annotate,
    PlanCorrective,
    RateObjective,
    RemoveAnnotation,
    RemoveCorrective,
    WriteSummary,
)
from player.engine.command import Command, Refused
from player.model.doctrine import RecordKind
from player.model.events import AnswerKind, Firing, GapAs, OverrideMode, Quantity, Rest

__all__ = [
    "AdjustPhase",
    "AmendObservation",
    "AmendRecord",
    "Annotate",
    "AnswerFinding",
    "ChangeStage",
    "CheckReadiness",
    "Command",
    "CountGap",
    "Decide",
    "DeclareEmergency",
    "EditInjectText",
    "EndEmergency",
    "EndExercise",
    "FireInject",
    "GiveOrder",
    "HoldBackInject",
    "HoldExercise",
    "MarkContacted",
    "NextPhase",
    "ObserveTag",
    "Override",
    "PlaceMarker",
    "PlanCorrective",
    "RateObjective",
    "RecordFact",
    "Refused",
    "ReleaseInject",
    "RemoveAnnotation",
    "RemoveCorrective",
    "RestoreEntry",
    "ResumeExercise",
    "SetInjectHand",
    "SetSpeed",
    "ShiftInjects",
    "SkipInject",
    "StartAction",
    "StartExercise",
    "StopAction",
    "TakeTurn",
    "TickExpected",
    "VoidEntry",
    "WriteNote",
    "WriteSummary",
]


@dataclass(frozen=True, slots=True)
class StartExercise(Command):
    """StartEx: the clock runs and the first phase begins.

    Attributes:
        reason: why it starts although required items of the muster are open; not needed where none are.
    """

    reason: str = ""


@dataclass(frozen=True, slots=True)
class HoldExercise(Command):
    """Stop the exercise clock."""

    reason: str = ""


@dataclass(frozen=True, slots=True)
class ResumeExercise(Command):
    """Let the exercise clock go on."""


@dataclass(frozen=True, slots=True)
class SetSpeed(Command):
    """Let exercise time run at so many thousandths of real time."""

    speed_permille: int


@dataclass(frozen=True, slots=True)
class EndExercise(Command):
    """EndEx: running actions stop and nothing fires any more."""


@dataclass(frozen=True, slots=True)
class NextPhase(Command):
    """Go on to the next phase of the script.

    Attributes:
        to: the phase to go to, or None for the one that comes next.
        reason: why it is entered although required readiness items before it are open.
    """

    to: str | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Decide(Command):
    """Answer a decision of the present phase.

    Attributes:
        who: who decided, as written.
        reason: why the phase it leads to is entered although required readiness items before it are open.
    """

    decision: str
    choice: str
    who: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class CheckReadiness(Command):
    """Record that an item of the muster is ready, or open again."""

    item: str
    ready: bool = True
    note: str = ""


@dataclass(frozen=True, slots=True)
class AdjustPhase(Command):
    """Make the current phase longer or shorter than planned; ``rest`` says what becomes of those after it."""

    delta_ms: int
    rest: Rest = Rest.SHIFT


@dataclass(frozen=True, slots=True)
class ShiftInjects(Command):
    """Let what waits for its time in the current phase come so much later, or earlier, but not before now."""

    delta_ms: int


@dataclass(frozen=True, slots=True)
class FireInject(Command):
    """Deliver an inject now, whatever its time and phase; one that was delivered only as ``Firing.AGAIN``."""

    inject: str
    how: Firing = Firing.CHOSEN


@dataclass(frozen=True, slots=True)
class EditInjectText(Command):
    """Change the words of an inject for this exercise; an empty text brings back those of the script."""

    inject: str
    text: str


@dataclass(frozen=True, slots=True)
class SetInjectHand(Command):
    """Let an inject wait for GO when it is due, or be delivered by itself."""

    inject: str
    by_hand: bool


@dataclass(frozen=True, slots=True)
class HoldBackInject(Command):
    """Do not let an inject fire by itself."""

    inject: str


@dataclass(frozen=True, slots=True)
class ReleaseInject(Command):
    """Take back that an inject was held back or skipped."""

    inject: str


@dataclass(frozen=True, slots=True)
class SkipInject(Command):
    """Leave an inject out."""

    inject: str


@dataclass(frozen=True, slots=True)
class GiveOrder(Command):
    """Record that a unit was ordered to do something."""

    unit: str
    does: str
    rank: str
    who: str = ""
    channel: str = "radio"


@dataclass(frozen=True, slots=True)
class StartAction(Command):
    """Record that a unit started an action of the script.

    Attributes:
        offer: id of the `UnitAction`.
        stage: stage of force, or None for the one of the script.
        personnel: persons committed, or None for the number of the script.
        order: running number of the order it follows, or None.
        reason: why.
    """

    offer: str
    stage: int | None = None
    personnel: int | None = None
    order: int | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ChangeStage(Command):
    """Record that a running action goes on at another stage of force."""

    action: int
    stage: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class StopAction(Command):
    """Record that a running action stopped."""

    action: int


@dataclass(frozen=True, slots=True)
class TickExpected(Command):
    """Record that an expected action was seen."""

    expected: str
    observer: str = ""


@dataclass(frozen=True, slots=True)
class ObserveTag(Command):
    """Log a tag."""

    tag: str
    text: str = ""
    unit: str | None = None
    place: str = ""
    rating: str = ""
    observer: str = ""


@dataclass(frozen=True, slots=True)
class AmendObservation(Command):
    """Fill in, correct or (with an empty value) take out the ``text``, ``unit``, ``place`` or ``rating`` of a tag."""

    seq: int
    field: str
    value: str


@dataclass(frozen=True, slots=True)
class TakeTurn(Command):
    """Somebody observes at the desk from now on; an empty name: the controller."""

    name: str


@dataclass(frozen=True, slots=True)
class RecordFact(Command):
    """Put a casualty, an arrest or a piece of evidence on record.

    Attributes:
        details: what is known of it, by the field of its event.
    """

    kind: RecordKind
    details: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AmendRecord(Command):
    """Fill in, correct or (with an empty value) take out a field of a record."""

    kind: RecordKind
    number: int
    field: str
    value: str


@dataclass(frozen=True, slots=True)
class WriteNote(Command):
    """Write a note into the log; ``begun_ms`` is the exercise time of its first keystroke, None for now."""

    text: str
    on: int | None = None
    begun_ms: int | None = None
    observer: str = ""


@dataclass(frozen=True, slots=True)
class PlaceMarker(Command):
    """Mark this moment."""

    text: str = ""
    observer: str = ""


@dataclass(frozen=True, slots=True)
class VoidEntry(Command):
    """Let an entry count no longer."""

    seq: int


@dataclass(frozen=True, slots=True)
class RestoreEntry(Command):
    """Let a voided entry count again."""

    seq: int


@dataclass(frozen=True, slots=True)
class Override(Command):
    """Set, hold or release a value the model or the actions give.

    Attributes:
        value: in the numbers of the quantity, or None: to be released, or held as it is.
        unit: whose force it is, else None.
        who, why: who decided it, and why.
    """

    quantity: Quantity
    mode: OverrideMode
    value: int | None
    who: str
    why: str
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class AnswerFinding(Command):
    """Answer a finding.

    Attributes:
        finding: its key.
        text: why; needed unless it is accepted.
    """

    finding: str
    answer: AnswerKind
    text: str = ""
    who: str = ""


@dataclass(frozen=True, slots=True)
class CountGap(Command):
    """Say what the open gap in the time counts as."""

    counts_as: GapAs


@dataclass(frozen=True, slots=True)
class DeclareEmergency(Command):
    """Something real has happened: freeze the exercise."""


@dataclass(frozen=True, slots=True)
class MarkContacted(Command):
    """Record that a contact of the emergency list was reached, or not after all."""

    contact: str
    reached: bool = True


@dataclass(frozen=True, slots=True)
class EndEmergency(Command):
    """The real emergency is over: the exercise stands on hold, where it had begun."""
