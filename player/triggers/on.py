"""``on``: as something happens."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from player.i18n import N_, Message
from player.language.reader import Reader
from player.language.records import Entry, Field, Record
from player.language.shapes import Duration
from player.language.words import Identifier, OneOf, Reference
from player.model import events as ev
from player.model.doctrine import ACTION_KINDS, RECORD_TITLES, RecordKind
from player.model.trigger import Drill, Trigger
from player.triggers.kind import TriggerKind

STATES = {
    "met": N_("was met"),
    "missed": N_("was missed"),
    "started": N_("began"),
    "ended": N_("ended"),
    "stopped": N_("stopped"),
}
"""What can have come of something, by its word in a scenario."""

STATES_OF = {"expected": ("met", "missed"), "phase": ("started", "ended"), "action": ("started", "stopped")}
"""The words each occurrence can take; the first is the one meant where none is written."""

_RECORDED: dict[type[ev.Body], RecordKind] = {
    ev.CasualtyRecorded: RecordKind.CASUALTY,
    ev.ArrestRecorded: RecordKind.ARREST,
    ev.EvidenceRecorded: RecordKind.EVIDENCE,
}


@dataclass(frozen=True, slots=True)
class On(Trigger):
    """Due ``delay_ms`` after something happened while its phase lasts.

    A decision, an expected action or a phase counts also where it lies behind already when the phase begins; a tag, an
    action and a record count only from then on.

    Attributes:
        what: ``tag``, ``decision``, ``expected``, ``phase``, ``action`` or ``record``.
        name: the id of it; of an action its kind, of a record its kind.
        state: what came of it, a word of `STATES`, or for a decision the id of the answer; empty where any will do.
        unit: the unit that must do the action, or None for any.
    """

    KIND: ClassVar[str] = "on"
    LISTENS: ClassVar[tuple[type[ev.Body], ...]] = (
        ev.TagObserved,
        ev.DecisionTaken,
        ev.ExpectedActionMet,
        ev.ExpectedActionMissed,
        ev.ActionStarted,
        ev.ActionStopped,
        *_RECORDED,
    )
    what: str
    name: str
    state: str = ""
    unit: str | None = None
    delay_ms: int = 0

    def due_at_start(self, drill: Drill, started_ms: int) -> int | None:
        """When it is due where it lies behind already when its phase begins, or None."""
        return started_ms + self.delay_ms if self._has_happened(drill) else None

    def due_after(self, drill: Drill, event: ev.Event) -> int | None:
        """When it is due because of this event, or None."""
        return event.exercise_ms + self.delay_ms if self._is(event.body, drill) else None

    def _has_happened(self, drill: Drill) -> bool:
        match self.what:
            case "decision":
                choice = drill.choice_of(self.name)
                return choice is not None and self.state in {"", choice}
            case "expected":
                return drill.met_ms(self.name) is not None if self.state == "met" else drill.is_missed(self.name)
            case "phase":
                return drill.has_begun(self.name) if self.state == "started" else drill.has_ended(self.name)
        return False

    def _is(self, body: ev.Body, drill: Drill) -> bool:
        what, name, state, unit = _told(body, drill)
        return (
            (self.what, self.name) == (what, name)
            and self.state in {state, ""}
            and (self.unit is None or self.unit == unit)
        )


def _told(body: ev.Body, drill: Drill) -> tuple[str, str, str, str | None]:
    """What an event tells in the words of `On`: what, name, state, unit."""
    told: tuple[str, str, str, str | None] = ("record", _RECORDED.get(type(body), ""), "", None)
    match body:
        case ev.TagObserved(tag=tag):
            told = ("tag", tag, "", None)
        case ev.DecisionTaken(decision=decision, choice=choice):
            told = ("decision", decision, choice, None)
        case ev.ExpectedActionMet(expected=expected):
            told = ("expected", expected, "met", None)
        case ev.ExpectedActionMissed(expected=expected):
            told = ("expected", expected, "missed", None)
        case ev.ActionStarted(unit=unit, does=does):
            told = ("action", does, "started", unit)
        case ev.ActionStopped(action=action):
            by, done = drill.doing(action)
            told = ("action", done, "stopped", by)
    return told


OCCURRENCES = (
    Field("tag", Reference("tag", example="throwing"), N_("An observer logged this tag"), default_text="–"),
    Field("decision", Reference("decision", example="outcome"), N_("This decision was answered"), default_text="–"),
    Field(
        "expected",
        Reference("expected action", example="appeal"),
        N_("This expected action was met or missed"),
        default_text="–",
    ),
    Field("phase", Reference("phase", example="arrival"), N_("This phase began or ended"), default_text="–"),
    Field(
        "action",
        OneOf({word: word for word in ACTION_KINDS}, {word: kind.title for word, kind in ACTION_KINDS.items()}),
        N_("An action of this kind began or stopped"),
        default_text="–",
    ),
    Field(
        "record",
        OneOf({kind.value: kind for kind in RecordKind}, {kind.value: title for kind, title in RECORD_TITLES.items()}),
        N_("Such a record was written"),
        default_text="–",
    ),
)
"""What can happen; an ``on`` names exactly one of them."""

RECORD = Record(
    "on",
    N_("occurrence"),
    (
        *OCCURRENCES,
        Field(
            "is",
            OneOf({word: word for word in STATES}, STATES),
            N_("What came of the expected action, phase or action"),
            default_text=N_("met; started"),
        ),
        Field(
            "choice",
            Identifier(example="accepted"),
            N_("The answer of the decision"),
            default_text=N_("any"),
        ),
        Field("unit", Reference("unit", example="dalmas-awal"), N_("The unit of the action"), default_text=N_("any")),
        Field("delay", Duration(example="1m"), N_("How long after it"), default=0, default_text="0s"),
    ),
    example="{expected: appeal, is: missed}",
)


def _check(entry: Entry, reader: Reader) -> None:
    named = [field.name for field in OCCURRENCES if entry.has(field.name)]
    if len(named) != 1:
        reader.report("on-one", entry.node, names=", ".join(field.name for field in OCCURRENCES))
        return
    (what,) = named
    allowed = STATES_OF.get(what, ())
    if entry.has("is") and entry["is"] is not None and entry["is"] not in allowed:
        words = Message(N_("one of {words}"), {"words": ", ".join(allowed)}) if allowed else Message(N_("nothing"))
        reader.report("on-state", entry.at("is"), what=what, words=words)
    for key, owner in (("choice", "decision"), ("unit", "action")):
        if entry.has(key) and what != owner:
            reader.report("on-belongs", entry.at(key), name=key, owner=owner)


def _build(entry: Entry) -> On:
    what = next(field.name for field in OCCURRENCES if entry[field.name] is not None)
    state = entry["is"] or STATES_OF.get(what, ("",))[0]
    return On(what, entry[what], entry["choice"] or "" if what == "decision" else state, entry["unit"], entry["delay"])


KIND = TriggerKind(Field("on", RECORD, N_("As something happens"), default_text=N_("none")), _build, _check)
