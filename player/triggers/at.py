"""``at``: a time from the start of the phase."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from player.i18n import N_
from player.language.records import Field
from player.language.shapes import Duration
from player.model.trigger import Drill, Trigger
from player.triggers.kind import TriggerKind


@dataclass(frozen=True, slots=True)
class At(Trigger):
    """Due at an offset from the start of its phase."""

    KIND: ClassVar[str] = "at"
    offset_ms: int

    @property
    def planned_ms(self) -> int | None:
        """Planned time from the start of the phase."""
        return self.offset_ms

    def due_at_start(self, drill: Drill, started_ms: int) -> int | None:
        """When it is due as things stand at the beginning of its phase."""
        del drill
        return started_ms + self.offset_ms


KIND = TriggerKind(Field("at", Duration(), N_("Planned time from the start of the phase"), default_text=N_("none")), At)
