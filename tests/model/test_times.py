"""Milliseconds as people read them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from player.i18n import speaking
from player.language.values import parse_duration
from player.model.times import (
    DAY_MS,
    HOUR_MS,
    MINUTE_MS,
    SECOND_MS,
    apart_ms,
    clock_text,
    countdown_text,
    duration_text,
    length_words,
    story_clock_text,
)

ANY_MS = st.integers(-10 * DAY_MS, 10 * DAY_MS)


def read_clock_s(text: str) -> int:
    """Seconds of a text like ``h:mm:ss`` or ``mm:ss``."""
    sign = -1 if text.startswith("−") else 1
    total = 0
    for part in text.removeprefix("−").split(":"):
        total = total * 60 + int(part)
    return sign * total


@pytest.mark.parametrize(
    ("ms", "text"),
    [
        (0, "00:00"),
        (999, "00:00"),
        (1_000, "00:01"),
        (59_999, "00:59"),
        (MINUTE_MS, "01:00"),
        (HOUR_MS - 1, "59:59"),
        (HOUR_MS, "1:00:00"),
        (27 * HOUR_MS + 61_000, "27:01:01"),
        (-1_000, "−00:01"),
        (-HOUR_MS, "−1:00:00"),
        (-999, "00:00"),
    ],
)
def test_a_clock_text(ms: int, text: str) -> None:
    assert clock_text(ms) == text


@pytest.mark.parametrize(
    ("ms", "text"), [(0, "00:00:00"), (61_000, "00:01:01"), (100 * HOUR_MS, "100:00:00"), (-1_000, "−00:00:01")]
)
def test_a_clock_text_with_hours(ms: int, text: str) -> None:
    assert clock_text(ms, hours=True) == text


@given(ANY_MS, st.booleans())
def test_a_clock_text_is_the_whole_seconds(ms: int, hours: bool) -> None:  # noqa: FBT001
    assert read_clock_s(clock_text(ms, hours=hours)) == int(ms / SECOND_MS)


@pytest.mark.parametrize(
    ("ms", "text"),
    [
        (0, "00:00"),
        (1, "00:01"),
        (1_000, "00:01"),
        (1_001, "00:02"),
        (-1, "00:00"),
        (-999, "00:00"),
        (-1_000, "−00:01"),
    ],
)
def test_a_countdown_text(ms: int, text: str) -> None:
    assert countdown_text(ms) == text


@given(st.integers(1, 10 * DAY_MS))
def test_a_countdown_reads_zero_only_when_nothing_is_left(ms: int) -> None:
    assert read_clock_s(countdown_text(ms)) == -(-ms // SECOND_MS) > 0


@pytest.mark.parametrize(
    ("ms", "text"),
    [(0, "00:00:00"), (9 * HOUR_MS + 31_000, "09:00:31"), (DAY_MS, "00:00:00"), (DAY_MS + 1_000, "00:00:01")],
)
def test_the_story_s_clock_starts_again_at_midnight(ms: int, text: str) -> None:
    assert story_clock_text(ms) == text
    assert story_clock_text(ms, seconds=False) == text[:-3]


@pytest.mark.parametrize(
    ("ms", "text"),
    [
        (0, "0s"),
        (90_000, "1m30s"),
        (30_000, "30s"),
        (MINUTE_MS, "1m"),
        (HOUR_MS, "1h"),
        (HOUR_MS + 5 * MINUTE_MS, "1h05m"),
        (HOUR_MS + 5_000, "1h00m05s"),
        (MINUTE_MS + 5_000, "1m05s"),
        (250, "250ms"),
        (1_500, "1500ms"),
    ],
)
def test_a_duration_text(ms: int, text: str) -> None:
    assert duration_text(ms) == text


@given(st.integers(0, 7 * DAY_MS // SECOND_MS))
def test_a_scenario_reads_a_duration_of_whole_seconds_back(seconds: int) -> None:
    assert parse_duration(duration_text(seconds * SECOND_MS)) == seconds * SECOND_MS


@given(st.integers(0, 7 * DAY_MS))
def test_no_two_durations_read_alike(ms: int) -> None:
    parts = re.findall(r"(\d+)(ms|h|m|s)", duration_text(ms))
    each_ms = {"ms": 1, "s": SECOND_MS, "m": MINUTE_MS, "h": HOUR_MS}
    assert sum(int(number) * each_ms[unit] for number, unit in parts) == ms


@pytest.mark.parametrize(
    ("ms", "english", "indonesian"),
    [
        (0, "0 s", "0 detik"),
        (30_000, "30 s", "30 detik"),
        (300_000, "5 min", "5 menit"),
        (90_000, "1 min 30 s", "1 menit 30 detik"),
        (3_600_000, "1 h", "1 jam"),
        (3_900_000, "1 h 5 min", "1 jam 5 menit"),
        (3_601_000, "1 h 0 min 1 s", "1 jam 0 menit 1 detik"),
        (250, "250 ms", "250 milidetik"),
    ],
)
def test_a_length_in_words_is_no_metre(ms: int, english: str, indonesian: str) -> None:
    with speaking("en"):
        assert str(length_words(ms)) == english
    with speaking("id"):
        assert str(length_words(ms)) == indonesian


@given(ANY_MS, ANY_MS)
def test_times_are_apart_by_what_is_shown_of_them(one_ms: int, other_ms: int) -> None:
    shown_s = read_clock_s(clock_text(one_ms)) - read_clock_s(clock_text(other_ms))
    assert apart_ms(one_ms, other_ms) == shown_s * SECOND_MS
