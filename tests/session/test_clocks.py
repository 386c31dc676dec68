from __future__ import annotations

import sys
import time
import zoneinfo
from datetime import UTC, datetime, timedelta

import pytest

from player.model.events import WallTime
from player.session import clocks
from player.session.clocks import INDONESIAN_ZONES, Clock, SystemClock
from tests.helpers.clocks import FakeClock

MIDNIGHT_MS = 1_787_709_600_000


@pytest.fixture
def at_midnight_utc(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time, "time_ns", lambda: MIDNIGHT_MS * 1_000_000 + 999_999)


@pytest.mark.usefixtures("at_midnight_utc")
@pytest.mark.parametrize(
    ("zone", "name", "offset_min"),
    [
        ("Asia/Jakarta", "WIB", 420),
        ("Asia/Pontianak", "WIB", 420),
        ("Asia/Makassar", "WITA", 480),
        ("Asia/Jayapura", "WIT", 540),
        ("Asia/Singapore", "Asia/Singapore", 480),
        ("America/St_Johns", "NDT", -150),
        ("UTC", "UTC", 0),
    ],
)
def test_the_wall_clock_is_told_in_the_zone_of_the_script(zone: str, name: str, offset_min: int) -> None:
    assert SystemClock(zone).wall() == WallTime(MIDNIGHT_MS, name, offset_min)


@pytest.mark.usefixtures("at_midnight_utc")
@pytest.mark.parametrize("zone", INDONESIAN_ZONES)
def test_the_zones_of_indonesia_are_known_without_a_database(zone: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with_database = SystemClock(zone).wall()

    def none_there(name: str) -> zoneinfo.ZoneInfo:
        raise zoneinfo.ZoneInfoNotFoundError(name)

    monkeypatch.setattr(clocks, "ZoneInfo", none_there)

    assert SystemClock(zone).wall() == with_database


@pytest.mark.parametrize("zone", ["Asia/Atlantis", "", "../etc/passwd", "Asia", "/usr/share/zoneinfo/Asia/Jakarta"])
def test_a_zone_that_is_none_is_refused(zone: str) -> None:
    with pytest.raises(ValueError, match="no time zone"):
        SystemClock(zone)


def test_without_a_zone_the_machine_s_own_is_told() -> None:
    wall = SystemClock().wall()

    here = datetime.fromtimestamp(wall.utc_ms / 1000, UTC).astimezone()
    assert wall.offset_min * 60 == (here.utcoffset() or timedelta()).total_seconds()
    assert wall.zone


@pytest.mark.skipif(sys.platform != "linux", reason="the clock of Linux that counts sleep")
def test_elapsed_time_counts_sleep(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def reading(clock: int) -> int:
        asked.append(clock)
        return 1_234_567_890

    monkeypatch.setattr(time, "clock_gettime_ns", reading)

    assert SystemClock().monotonic_ms() == 1234
    assert asked == [time.CLOCK_BOOTTIME]


def test_elapsed_time_never_falls() -> None:
    clock = SystemClock("Asia/Jakarta")
    readings = [clock.monotonic_ms() for _ in range(1000)]
    assert readings == sorted(readings)


def test_the_fake_clock_is_a_clock_with_two_independent_hands() -> None:
    fake = FakeClock()
    clock: Clock = fake
    monotonic_ms, wall = clock.monotonic_ms(), clock.wall()

    fake.jump_wall_ms(-3_600_000)
    assert clock.monotonic_ms() == monotonic_ms
    assert clock.wall().utc_ms == wall.utc_ms - 3_600_000

    fake.advance_ms(250)
    assert clock.monotonic_ms() == monotonic_ms + 250
    assert clock.wall().utc_ms == wall.utc_ms - 3_600_000 + 250
