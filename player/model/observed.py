"""The events that people put on record: readiness, orders, actions, tags, casualties, arrests, evidence, notes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from player.model.body import Body
from player.model.doctrine import RecordKind


@dataclass(frozen=True, slots=True)
class ReadinessChecked(Body):
    """An item of the muster was found ready, or (``ready`` False) is open again."""

    NAME: ClassVar[str] = "readiness_checked"
    item: str
    ready: bool = True
    note: str = ""


@dataclass(frozen=True, slots=True)
class ReadinessWaived(Body):
    """A required item was still open when its gate was passed; ``reason`` is why it was passed."""

    NAME: ClassVar[str] = "readiness_waived"
    item: str
    reason: str


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
        reason: why, as written; may be empty. Version 1 had none.
    """

    NAME: ClassVar[str] = "action_started"
    VERSION: ClassVar[int] = 2
    action: int
    offer: str
    unit: str
    does: str
    stage: int
    personnel: int
    order: int | None = None
    reason: str = ""


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
class TagObserved(Body):
    """An observer saw what a tag stands for. Version 1 had neither place, rating nor observer.

    Attributes:
        text: details, may be empty; ``unit``: id of the unit seen, or None.
        place: where, as written; ``rating``: how it was done, a word of `Rating`; each may be empty.
        observer: who saw it, as written; empty for the controller.
    """

    NAME: ClassVar[str] = "tag_observed"
    VERSION: ClassVar[int] = 2
    tag: str
    text: str = ""
    unit: str | None = None
    place: str = ""
    rating: str = ""
    observer: str = ""


@dataclass(frozen=True, slots=True)
class CasualtyRecorded(Body):
    """Somebody was hurt.

    Attributes:
        number: running number of the casualty in the session, from 1.
        side: a word of `SIDES`; ``severity``: of `SEVERITIES`; each empty while nobody knows.
        by: id of the unit that treats them, or None.
        place, text: as written; may be empty.
    """

    NAME: ClassVar[str] = "casualty_recorded"
    number: int
    side: str = ""
    severity: str = ""
    by: str | None = None
    place: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class ArrestRecorded(Body):
    """Somebody was arrested.

    Attributes:
        number: running number of the arrest in the session, from 1.
        by: id of the unit that arrested, or None.
        who: whom; ``handed_to``: to whom they were handed over; ``text``: all else. As written; may be empty.
        weapon: a word of `WEAPONS`; empty while nobody knows.
    """

    NAME: ClassVar[str] = "arrest_recorded"
    number: int
    by: str | None = None
    who: str = ""
    weapon: str = ""
    handed_to: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class EvidenceRecorded(Body):
    """A piece of evidence was secured.

    Attributes:
        number: running number of the piece in the session, from 1.
        medium: a word of `MEDIA`; empty while nobody knows.
        by: id of the unit that secured it, or None.
        text: what it shows; may be empty.
    """

    NAME: ClassVar[str] = "evidence_recorded"
    number: int
    medium: str = ""
    by: str | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class RecordAmended(Body):
    """A field of a casualty, arrest or evidence record was filled in or corrected; an empty value takes it out."""

    NAME: ClassVar[str] = "record_amended"
    kind: RecordKind
    number: int
    field: str
    value: str


@dataclass(frozen=True, slots=True)
class NoteWritten(Body):
    """A note. Version 1 had no observer.

    Attributes:
        on: number of the event it is about, or None.
        begun_ms: exercise time of the first keystroke; the event's own time is that of Enter.
        observer: who wrote it, as written; empty for the controller.
    """

    NAME: ClassVar[str] = "note_written"
    VERSION: ClassVar[int] = 2
    text: str
    begun_ms: int
    on: int | None = None
    observer: str = ""


@dataclass(frozen=True, slots=True)
class MarkerPlaced(Body):
    """A moment was marked, by the observer or (empty) the controller. Version 1 had no observer."""

    NAME: ClassVar[str] = "marker_placed"
    VERSION: ClassVar[int] = 2
    text: str = ""
    observer: str = ""


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
