from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from player.language.shapes import LONGEST_DURATION_MS
from player.language.values import (
    guess_duration,
    guess_identifier,
    guess_zone,
    is_identifier,
    is_zone,
    parse_clock_time,
    parse_duration,
)
from player.model.times import DAY_MS, duration_text, story_clock_text


@given(st.integers(0, LONGEST_DURATION_MS))
def test_durations_round_trip(ms: int) -> None:
    assert parse_duration(duration_text(ms)) == ms


@given(st.integers(0, LONGEST_DURATION_MS // 1000))
def test_durations_in_whole_seconds_round_trip(seconds: int) -> None:
    assert parse_duration(duration_text(seconds * 1000)) == seconds * 1000


@given(st.integers(0, DAY_MS // 1000 - 1))
def test_clock_times_round_trip(second: int) -> None:
    assert parse_clock_time(story_clock_text(second * 1000)) == second * 1000
    assert parse_clock_time(story_clock_text(second * 1000, seconds=False)) == second // 60 * 60_000


@pytest.mark.parametrize(
    ("text", "ms"),
    [
        ("0s", 0),
        ("90s", 90_000),
        ("90m", 5_400_000),
        ("4m30s", 270_000),
        ("4m05s", 245_000),
        ("1h05m", 3_900_000),
        ("1h5s", 3_605_000),
        ("0h90m", None),
        ("1h60m", None),
        ("1m60s", None),
        ("", None),
        ("5", None),
        ("4:30", None),
        ("-5m", None),
        ("1.5m", None),
        ("5 m", None),
        ("5M", None),
        ("m", None),
        ("٥m", None),
        ("5m\n", None),
        ("30s4m", None),
        ("9" * 5000 + "s", None),
    ],
)
def test_durations(text: str, ms: int | None) -> None:
    assert parse_duration(text) == ms


@pytest.mark.parametrize("text", ["24:00", "9:00", "09:60", "09.00", "09:00:60", "0900", "", "09:00 ", "٠٩:٠٠"])
def test_what_is_no_clock_time(text: str) -> None:
    assert parse_clock_time(text) is None


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("4:30", "4m30s"),
        ("1:05:00", "1h05m"),
        ("5 menit", "5m"),
        ("1 jam 30 menit", "1h30m"),
        ("90 detik", "1m30s"),
        ("1h90m", "2h30m"),
        ("5 min", "5m"),
        ("5", None),
        ("", None),
        ("sebentar", None),
        ("5h" + " " * 9000 + "x", None),
    ],
)
def test_guessed_durations(text: str, meant: str | None) -> None:
    assert guess_duration(text) == meant


@given(st.text(max_size=200))
def test_guesses_are_what_they_should_be(text: str) -> None:
    duration = guess_duration(text)
    assert duration is None or parse_duration(duration) is not None
    identifier = guess_identifier(text)
    assert identifier is None or is_identifier(identifier)


@pytest.mark.parametrize("zone", ["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura", "UTC", "Etc/GMT-7"])
def test_zones(zone: str) -> None:
    assert is_zone(zone)


@pytest.mark.parametrize(
    "zone",
    ["", "Asia", "Asia/", "/etc/passwd", "../Asia/Jakarta", "right/Asia/Jakarta", "WIB", "asia/jakarta", "a\0b", "é"],
)
def test_what_is_no_zone(zone: str) -> None:
    assert not is_zone(zone)


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("WIB", "Asia/Jakarta"),
        ("wita", "Asia/Makassar"),
        ("WIT", "Asia/Jayapura"),
        ("jakarta", "Asia/Jakarta"),
        ("asia/jakarta", "Asia/Jakarta"),
        ("Asia/Jakrta", "Asia/Jakarta"),
        ("Palembang", None),
        ("", None),
    ],
)
def test_guessed_zones(text: str, zone: str | None) -> None:
    assert guess_zone(text) == zone
