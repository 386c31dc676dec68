"""The time of the day on the clock on the wall."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from player.model.times import MINUTE_MS


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
