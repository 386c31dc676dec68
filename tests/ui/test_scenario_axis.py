"""The time axis of map and curves: zooming, moving, following, whatever is asked of it."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from player.model.times import HOUR_MS, MINUTE_MS
from player.ui.plots.scale import SHORTEST_VIEW_MS
from player.ui.scenario.axis import Axis

WHOLE = Axis(0, HOUR_MS, HOUR_MS, 50.0, 600.0)
"""An hour over 600 px: ten px a minute."""

moments = st.integers(0, HOUR_MS)


@st.composite
def views(draw: st.DrawFn) -> Axis:
    """Views of an hour that somebody has zoomed and moved to."""
    axis = WHOLE
    for _turn in range(draw(st.integers(0, 4))):
        axis = axis.zoomed(draw(st.floats(0.05, 20.0)), draw(moments))
        axis = axis.moved(draw(st.integers(-2 * HOUR_MS, 2 * HOUR_MS)))
    return axis


def test_time_and_place() -> None:
    assert WHOLE.x_of(0) == 50.0
    assert WHOLE.x_of(MINUTE_MS) == 60.0
    assert WHOLE.ms_at(60.0) == MINUTE_MS
    assert WHOLE.right_px == 650.0
    assert WHOLE.is_whole


@pytest.mark.parametrize(("x", "ms"), [(0.0, 0), (49.0, 0), (650.0, HOUR_MS), (9_000.0, HOUR_MS)])
def test_beyond_its_ends_lies_its_end(x: float, ms: int) -> None:
    assert WHOLE.ms_at(x) == ms


@given(views(), moments)
def test_a_moment_in_view_is_found_where_it_is_drawn(axis: Axis, ms: int) -> None:
    if axis.start_ms <= ms <= axis.end_ms:
        assert abs(axis.ms_at(axis.x_of(ms)) - ms) <= 1


@given(views(), st.floats(0.01, 100.0), moments)
def test_zooming_stays_within(axis: Axis, factor: float, at_ms: int) -> None:
    zoomed = axis.zoomed(factor, at_ms)
    assert 0 <= zoomed.start_ms < zoomed.end_ms <= zoomed.whole_ms == HOUR_MS
    assert zoomed.end_ms - zoomed.start_ms >= SHORTEST_VIEW_MS


@given(views(), st.integers(-2 * HOUR_MS, 2 * HOUR_MS))
def test_moving_keeps_the_length(axis: Axis, by_ms: int) -> None:
    moved = axis.moved(by_ms)
    assert moved.end_ms - moved.start_ms == axis.end_ms - axis.start_ms
    assert 0 <= moved.start_ms <= moved.end_ms <= HOUR_MS


@given(views(), moments, moments)
def test_what_is_followed_comes_into_view(axis: Axis, one: int, other: int) -> None:
    start_ms, end_ms = sorted((one, other))
    followed = axis.with_in_view(start_ms, end_ms)
    assert followed.end_ms - followed.start_ms == axis.end_ms - axis.start_ms
    if end_ms - start_ms <= axis.end_ms - axis.start_ms:
        assert followed.start_ms <= start_ms <= end_ms <= followed.end_ms
    if axis.start_ms <= start_ms <= end_ms <= axis.end_ms:
        assert followed == axis


@given(views(), st.integers(1, 3 * HOUR_MS))
def test_over_another_whole_it_stays_within(axis: Axis, whole_ms: int) -> None:
    over = axis.over(whole_ms)
    assert 0 <= over.start_ms <= over.end_ms <= over.whole_ms == whole_ms
    if axis.is_whole:
        assert over.is_whole


def test_all_of_it_again() -> None:
    assert WHOLE.zoomed(0.2).fitted() == WHOLE


def test_ticks_keep_apart_and_tell_hours_where_there_are_hours() -> None:
    texts = [text for _ms, text in WHOLE.ticks()]
    assert texts[:3] == ["0:00", "0:10", "0:20"]
    short = Axis(0, 20 * MINUTE_MS, 20 * MINUTE_MS, 0.0, 600.0)
    assert [text for _ms, text in short.ticks()][:2] == ["00:00", "05:00"]
    for axis in (WHOLE, short, WHOLE.zoomed(0.01)):
        places = [axis.x_of(ms) for ms, _text in axis.ticks()]
        assert all(right - left >= 64 for left, right in pairwise(places))


def test_an_axis_of_no_width_and_no_length_divides_by_nothing() -> None:
    assert Axis(0, 0, 0).placed(0.0, 0.0).x_of(5) >= 0
    assert Axis().over(0).whole_ms == 1
