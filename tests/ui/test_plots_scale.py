from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from player.model.times import DAY_MS, HOUR_MS, MINUTE_MS
from player.ui.plots.scale import (
    SHORTEST_VIEW_MS,
    is_in_hours,
    reach_ms,
    tick_step_ms,
    tick_text,
    ticks_ms,
    within,
    zoomed,
)


@given(length_ms=st.integers(1_000, 20 * DAY_MS), width_px=st.floats(50, 4000))
def test_labels_keep_their_distance(length_ms: int, width_px: float) -> None:
    step_ms = tick_step_ms(length_ms, width_px, 64.0)
    assert step_ms * width_px / length_ms >= 63.999
    assert len(ticks_ms(0, length_ms, step_ms)) <= width_px / 63 + 2


@pytest.mark.parametrize(
    ("minutes", "width_px", "step_ms"),
    [
        (45, 590, 5 * MINUTE_MS),
        (45, 850, 5 * MINUTE_MS),
        (180, 590, 30 * MINUTE_MS),
        (5, 590, 60_000),
        (1440, 590, 3 * HOUR_MS),
    ],
)
def test_steps_are_round(minutes: int, width_px: float, step_ms: int) -> None:
    assert tick_step_ms(minutes * MINUTE_MS, width_px, 64.0) == step_ms


@given(
    start_ms=st.integers(0, DAY_MS), length_ms=st.integers(1, DAY_MS), step_ms=st.sampled_from([1000, 60_000, HOUR_MS])
)
def test_ticks_are_multiples_inside(start_ms: int, length_ms: int, step_ms: int) -> None:
    ticks = ticks_ms(start_ms, start_ms + length_ms, step_ms)
    for t_ms in (*ticks[:1], *ticks[-1:]):
        assert t_ms % step_ms == 0
        assert start_ms <= t_ms <= start_ms + length_ms
    assert len(ticks) in {length_ms // step_ms, length_ms // step_ms + 1}


def test_labels() -> None:
    assert not is_in_hours(59 * MINUTE_MS)
    assert is_in_hours(HOUR_MS)
    assert tick_text(5 * MINUTE_MS, MINUTE_MS, hours=False) == "05:00"
    assert tick_text(90_000, 30_000, hours=False) == "01:30"
    assert tick_text(95 * MINUTE_MS, 5 * MINUTE_MS, hours=True) == "1:35"
    assert tick_text(95 * MINUTE_MS + 30_000, 30_000, hours=True) == "1:35:30"
    assert tick_text(25 * HOUR_MS, HOUR_MS, hours=True) == "25:00"


def test_the_axis_covers_the_plan_and_not_more_until_it_is_used_up() -> None:
    assert reach_ms(45 * MINUTE_MS, 0) == 45 * MINUTE_MS
    assert reach_ms(45 * MINUTE_MS, 44 * MINUTE_MS) == 45 * MINUTE_MS
    assert reach_ms(0, 0) == 5 * MINUTE_MS


@given(planned_ms=st.integers(0, 8 * HOUR_MS), now_ms=st.integers(0, 48 * HOUR_MS))
def test_overtime_fits_and_the_axis_grows_in_steps(planned_ms: int, now_ms: int) -> None:
    end_ms = reach_ms(planned_ms, now_ms)
    assert end_ms > now_ms
    assert end_ms >= planned_ms
    assert reach_ms(planned_ms, now_ms) <= reach_ms(planned_ms, now_ms + 1000)
    over = [reach_ms(45 * MINUTE_MS, 45 * MINUTE_MS + second * 1000) for second in range(1200)]
    assert len(set(over)) <= 7  # twenty minutes of overtime, and it moves at most every three


@given(
    start_ms=st.integers(0, HOUR_MS),
    length_ms=st.integers(1_000, HOUR_MS),
    at=st.floats(0, 1),
    factor=st.floats(0.01, 50),
)
def test_zooming_keeps_the_moment_under_the_pointer(start_ms: int, length_ms: int, at: float, factor: float) -> None:
    limits = (0, 2 * HOUR_MS)
    at_ms = start_ms + at * length_ms
    view = zoomed((start_ms, start_ms + length_ms), limits, at_ms, factor)
    assert limits[0] <= view[0] < view[1] <= limits[1]
    assert view[1] - view[0] >= SHORTEST_VIEW_MS
    if limits[0] < view[0] and view[1] < limits[1]:
        assert abs((at_ms - view[0]) / (view[1] - view[0]) - at) < 1e-3


def test_a_view_moved_too_far_stops_at_the_end() -> None:
    assert within(-50, (0, 1000), 100) == (0, 100)
    assert within(990, (0, 1000), 100) == (900, 1000)
    assert within(400, (0, 1000), 100) == (400, 500)


def test_a_short_drill_can_still_be_zoomed() -> None:
    assert zoomed((0, 10_000), (0, 10_000), 5_000, 0.1) == (0, 10_000)
