"""``clock``: a time of the story's day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from player.i18n import N_
from player.language.records import Field
from player.language.shapes import ClockTime
from player.model.times import DAY_MS
from player.model.trigger import Drill, Trigger
from player.triggers.kind import TriggerKind


@dataclass(frozen=True, slots=True)
class Clock(Trigger):
    """Due when the story's clock shows a time.

    Of the days of the story the one counts whose time lies nearest to the start of the phase, so that a drill that
    passes midnight finds the time of the next day, and one that is late knows that the moment has passed.
    """

    KIND: ClassVar[str] = "clock"
    time_ms: int

    def due_at_start(self, drill: Drill, started_ms: int) -> int | None:
        """When it is due; a time before the beginning of the phase where the moment has passed."""
        after_ms = (self.time_ms - drill.starts_ms - started_ms) % DAY_MS
        if after_ms > DAY_MS // 2 and started_ms > 0:
            after_ms -= DAY_MS
        return started_ms + after_ms


KIND = TriggerKind(
    Field("clock", ClockTime(), N_("Time of the story's clock, in quotes"), default_text=N_("none")), Clock
)
