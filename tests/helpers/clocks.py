"""A clock that goes only when told to."""

from __future__ import annotations

from player.model.events import WallTime

START_UTC_MS = 1_787_709_600_000
"""26 August 2026, 09:00 WIB."""


class FakeClock:
    """Both clocks of a machine, in the hand of a test."""

    def __init__(self, monotonic_ms: int = 5_000_000, utc_ms: int = START_UTC_MS, zone: str = "WIB") -> None:
        self._monotonic_ms = monotonic_ms
        self._utc_ms = utc_ms
        self.zone = zone
        self.offset_min = 7 * 60
        self.readings = 0

    def monotonic_ms(self) -> int:
        self.readings += 1
        return self._monotonic_ms

    def wall(self) -> WallTime:
        return WallTime(self._utc_ms, self.zone, self.offset_min)

    def advance_ms(self, ms: int) -> None:
        """Let time pass on both clocks, as in life."""
        self._monotonic_ms += ms
        self._utc_ms += ms

    def jump_wall_ms(self, ms: int) -> None:
        """Set the wall clock forward or back; the other knows nothing of it."""
        self._utc_ms += ms
