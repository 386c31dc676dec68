"""``after``: some time after an inject, or after an expected action was met."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from player.i18n import N_
from player.language.reader import Reader
from player.language.records import Entry, Field, Record
from player.language.shapes import Duration
from player.language.words import Reference
from player.model.events import Body, Event, ExpectedActionMet, InjectFired
from player.model.trigger import Drill, Trigger
from player.triggers.kind import TriggerKind


@dataclass(frozen=True, slots=True)
class After(Trigger):
    """Due ``delay_ms`` after the inject fired, or the expected action was met; one of the two is an id.

    Where that lies before the phase, it is due when the phase begins.
    """

    KIND: ClassVar[str] = "after"
    LISTENS: ClassVar[tuple[type[Body], ...]] = (InjectFired, ExpectedActionMet)
    inject: str | None = None
    expected: str | None = None
    delay_ms: int = 0

    def due_at_start(self, drill: Drill, started_ms: int) -> int | None:
        """When it is due as things stand at the beginning of its phase, or None while it has not come about."""
        before_ms = drill.fired_ms(self.inject) if self.inject is not None else drill.met_ms(self.expected or "")
        return None if before_ms is None else max(started_ms, before_ms + self.delay_ms)

    def due_after(self, drill: Drill, event: Event) -> int | None:
        """When it is due because of this event, or None."""
        del drill
        match event.body:
            case InjectFired(inject=inject) if inject == self.inject:
                return event.exercise_ms + self.delay_ms
            case ExpectedActionMet(expected=expected) if expected == self.expected:
                return event.exercise_ms + self.delay_ms
        return None


RECORD = Record(
    "after",
    N_("what it comes after"),
    (
        Field("inject", Reference("inject", example="orator"), N_("After this inject was delivered"), default_text="–"),
        Field(
            "expected",
            Reference("expected action", example="appeal"),
            N_("After this expected action was met"),
            default_text="–",
        ),
        Field("delay", Duration(example="1m"), N_("How long after it"), default=0, default_text="0s"),
    ),
    example="{inject: orator, delay: 1m}",
)


def _check(entry: Entry, reader: Reader) -> None:
    if entry.has("inject") == entry.has("expected"):
        reader.report("after-one", entry.node)


KIND = TriggerKind(
    Field("after", RECORD, N_("Some time after an inject or an expected action"), default_text=N_("none")),
    lambda entry: After(entry["inject"], entry["expected"], entry["delay"]),
    _check,
)
