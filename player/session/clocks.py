"""The two clocks of a drill: one to measure with, one to date by.

Elapsed time comes only from the monotonic clock, which counts the time a laptop sleeps. The wall clock may be set,
jump or change its zone; nothing is ever computed from the difference of two of its readings but the length of an
interruption, for which there is nothing else.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from typing import Protocol
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from player.model.events import WallTime

INDONESIAN_ZONES: Mapping[str, tuple[str, int]] = {
    "Asia/Jakarta": ("WIB", 7 * 60),
    "Asia/Pontianak": ("WIB", 7 * 60),
    "Asia/Makassar": ("WITA", 8 * 60),
    "Asia/Ujung_Pandang": ("WITA", 8 * 60),
    "Asia/Jayapura": ("WIT", 9 * 60),
}
"""Name and minutes east of UTC of the zones of Indonesia, for a machine that has no time zone database."""


class Clock(Protocol):
    """What the session reads time from."""

    def monotonic_ms(self) -> int:
        """Milliseconds since some moment, never falling, counting sleep."""

    def wall(self) -> WallTime:
        """The moment by the wall clock."""


class SystemClock:
    """The clocks of this machine.

    Args:
        zone: IANA zone the wall clock is told in, e.g. ``Asia/Jakarta``, whatever the machine is set to; None: the
            machine's own.

    Raises:
        ValueError: there is no such zone.
    """

    def __init__(self, zone: str | None = None) -> None:
        self._zone_name = zone
        self._zone = None if zone is None else _find_zone(zone)

    def monotonic_ms(self) -> int:
        """Milliseconds since some moment, usually the start of the machine, time asleep included."""
        return _elapsed_ns() // 1_000_000

    def wall(self) -> WallTime:
        """The moment by the wall clock, in the zone asked for."""
        utc_ms = time.time_ns() // 1_000_000
        moment = (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=utc_ms)).astimezone(self._zone)
        offset = moment.utcoffset() or timedelta()
        return WallTime(utc_ms, self._name_of(moment), round(offset / timedelta(minutes=1)))

    def _name_of(self, moment: datetime) -> str:
        short = moment.tzname() or ""
        # Zones without letters of their own are called by their offset, as "+08": the full name says more.
        return short if short.isalpha() else self._zone_name or short or "UTC"


def _find_zone(name: str) -> tzinfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:  # OSError: the name of a folder of zones
        if name in INDONESIAN_ZONES:
            short, offset_min = INDONESIAN_ZONES[name]
            return timezone(timedelta(minutes=offset_min), short)
        raise ValueError(f"no time zone {name!r}") from error


def _elapsed_ns() -> int:
    # Linux: CLOCK_MONOTONIC stands still in sleep, CLOCK_BOOTTIME does not. macOS: its CLOCK_MONOTONIC goes on in
    # sleep, while time.monotonic() there reads another clock, which stops. Windows: time.monotonic() goes on.
    if sys.platform == "linux":
        return time.clock_gettime_ns(time.CLOCK_BOOTTIME)
    if sys.platform == "darwin":
        return time.clock_gettime_ns(time.CLOCK_MONOTONIC)
    return time.monotonic_ns()
