"""``every``: again and again, a number of times."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from player.i18n import N_
from player.language.records import Entry, Field, Record
from player.language.shapes import Duration, Integer
from player.model.trigger import Drill, Trigger
from player.triggers.kind import TriggerKind

MOST_TIMES = 1_000


@dataclass(frozen=True, slots=True)
class Every(Trigger):
    """Due at fixed times: ``first_ms`` after the start of the phase, then each ``interval_ms``, ``count`` times.

    A time that passes while an earlier one still waits for the controller is left out: it never comes in a burst.
    """

    KIND: ClassVar[str] = "every"
    interval_ms: int
    first_ms: int
    count: int

    @property
    def planned_ms(self) -> int | None:
        """Planned time of the first, from the start of the phase."""
        return self.first_ms

    def due_at_start(self, drill: Drill, started_ms: int) -> int | None:
        """When the first is due."""
        del drill
        return started_ms + self.first_ms

    def again_ms(self, started_ms: int, done_ms: int) -> int | None:
        """The first of its times after ``done_ms``, or None when they are over."""
        place = max(0, (done_ms - started_ms - self.first_ms) // self.interval_ms + 1)
        return started_ms + self.first_ms + place * self.interval_ms if place < self.count else None


RECORD = Record(
    "every",
    N_("repetition"),
    (
        Field("interval", Duration(positive=True, example="3m"), N_("Time between two of them"), required=True),
        Field(
            "first",
            Duration(example="2m"),
            N_("The first, from the start of the phase"),
            default_text=N_("the interval"),
        ),
        Field("count", Integer(1, MOST_TIMES, example="4"), N_("How many times"), required=True),
    ),
    example="{interval: 3m, first: 2m, count: 4}",
)


def _build(entry: Entry) -> Every:
    first_ms = entry["first"]
    return Every(entry["interval"], entry["interval"] if first_ms is None else first_ms, entry["count"])


KIND = TriggerKind(Field("every", RECORD, N_("Again and again, a number of times"), default_text=N_("none")), _build)
