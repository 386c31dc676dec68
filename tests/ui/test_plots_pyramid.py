from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from player.ui.plots.pyramid import FloatArray, Pyramid, RunningEnvelope
from tests.helpers.depth import cases

finite = st.floats(min_value=-1e6, max_value=1e6, allow_nan=False, width=32)
gaps = st.one_of(st.just(1.0), st.sampled_from([0.0, 0.5, 1.0, 7.0, 300.0]), st.floats(0, 1e4, width=32))


@dataclass(frozen=True)
class Curve:
    x: FloatArray
    y: FloatArray


@st.composite
def curves(draw: st.DrawFn, max_rows: int = 700) -> Curve:
    count = draw(st.integers(1, max_rows))
    regular = draw(st.booleans())
    seed = draw(st.integers(0, 2**32 - 1))
    random = np.random.default_rng(seed)
    steps = np.full(count, draw(gaps)) if regular else random.choice([0.0, 0.25, 1.0, 3.0, 500.0], count)
    values = random.normal(0, 1, count)
    for place in draw(st.lists(st.integers(0, count - 1), max_size=4)):
        values[place] = draw(finite)  # spikes
    return Curve(np.cumsum(steps), values)


@st.composite
def views(draw: st.DrawFn, curve: Curve) -> tuple[float, float, int]:
    span = float(curve.x[-1] - curve.x[0]) + 1.0
    start = float(curve.x[0]) + span * draw(st.floats(-0.5, 1.25, width=32))
    length = span * draw(st.sampled_from([0.001, 0.03, 0.3, 1.0, 2.5]))
    return start, start + length, draw(st.integers(1, 200))


def brute_force(curve: Curve, x0: float, x1: float, columns: int, *, step: bool) -> dict[int, tuple[float, float]]:
    """Lowest and highest point of the drawn curve in each column, by looking at every segment and every row."""
    result: dict[int, tuple[float, float]] = {}
    width = (x1 - x0) / columns
    for column in range(columns):
        left, right = x0 + column * width, x0 + (column + 1) * width
        if right < curve.x[0] or left > curve.x[-1]:
            continue
        seen = [float(y) for x, y in zip(curve.x, curve.y, strict=True) if left <= x <= right]
        for (x, next_x), (y, next_y) in zip(pairwise(curve.x), pairwise(curve.y), strict=True):
            if step:
                seen += [float(y)] if x <= right and next_x >= left else []  # a jump at an edge is seen from both sides
            else:
                inside = [edge for edge in (left, right) if x < edge < next_x]
                seen += [float(y + (next_y - y) * (edge - x) / (next_x - x)) for edge in inside]
        if seen:
            result[column] = (min(seen), max(seen))
    return result


@given(data=st.data(), curve=curves(120), step=st.booleans())
def test_the_envelope_is_the_brute_force_one(data: st.DataObject, curve: Curve, *, step: bool) -> None:
    x0, x1, columns = data.draw(views(curve))
    pyramid = Pyramid(step=step)
    pyramid.append(curve.x, curve.y)
    envelope = pyramid.envelope(x0, x1, columns)
    expected = brute_force(curve, x0, x1, columns, step=step)
    scale = float(np.abs(curve.y).max()) + 1.0
    for place, (low, high) in enumerate(zip(envelope.low, envelope.high, strict=True)):
        column = envelope.first + place
        # A row exactly on the edge of two columns may be counted to one of them or to both.
        wide = [expected[n] for n in (column - 1, column, column + 1) if n in expected]
        assert min(pair[0] for pair in wide) - 1e-6 * scale <= low
        assert high <= max(pair[1] for pair in wide) + 1e-6 * scale
    drawn = range(envelope.first, envelope.first + len(envelope.low))
    for column, (low, high) in expected.items():
        near = [n - envelope.first for n in (column - 1, column, column + 1) if n in drawn]
        assert near, f"column {column} of {columns} is missing"
        assert min(envelope.low[n] for n in near) <= low + 1e-6 * scale
        assert max(envelope.high[n] for n in near) >= high - 1e-6 * scale


@given(data=st.data(), curve=curves(3000))
def test_no_spike_is_lost_and_none_invented_in_its_own_column(data: st.DataObject, curve: Curve) -> None:
    x0, x1, columns = data.draw(views(curve))
    pyramid = Pyramid()
    pyramid.append(curve.x, curve.y)
    envelope = pyramid.envelope(x0, x1, columns)
    width = (x1 - x0) / columns
    inside = np.flatnonzero((curve.x >= x0) & (curve.x <= x1))
    for row in inside:
        place = (curve.x[row] - x0) / width
        near = {min(columns - 1, int(place)), min(columns - 1, int(place + 1e-9)), max(0, int(place - 1e-9))}
        cells = [n - envelope.first for n in near if 0 <= n - envelope.first < len(envelope.low)]
        assert any(envelope.low[n] <= curve.y[row] <= envelope.high[n] for n in cells)
    if len(inside):
        visible = curve.y[max(0, inside[0] - 1) : inside[-1] + 2]
        assert envelope.low.min() >= visible.min() - 1e-9 * (1 + abs(visible.min()))
        assert envelope.high.max() <= visible.max() + 1e-9 * (1 + abs(visible.max()))


@given(curve=curves(2000), columns=st.integers(1, 50))
def test_neighbouring_columns_meet(curve: Curve, columns: int) -> None:
    pyramid = Pyramid()
    pyramid.append(curve.x, curve.y)
    envelope = pyramid.envelope(float(curve.x[0]), float(curve.x[-1]) + 1, columns)
    scale = 1e-9 * (1.0 + float(np.abs(curve.y).max()))
    assert (envelope.low[1:] <= envelope.high[:-1] + scale).all()
    assert (envelope.high[1:] >= envelope.low[:-1] - scale).all()


@given(data=st.data(), curve=curves(2500), step=st.booleans())
def test_the_polyline_covers_every_row_in_view_with_few_points(
    data: st.DataObject, curve: Curve, *, step: bool
) -> None:
    x0, x1, pixels = data.draw(views(curve))
    pyramid = Pyramid(step=step)
    pyramid.append(curve.x, curve.y)
    x, y = pyramid.view(x0, x1, pixels)
    assert len(x) == len(y) <= 4 * pixels + 4
    assert (np.diff(x) >= 0).all()
    inside = (curve.x >= x0) & (curve.x <= x1)
    if inside.any():
        assert y.min() <= curve.y[inside].min()
        assert y.max() >= curve.y[inside].max()


@given(curve=curves(900), cuts=st.lists(st.integers(0, 900), max_size=8))
def test_appending_in_pieces_gives_the_same_as_at_once(curve: Curve, cuts: list[int]) -> None:
    whole, pieces = Pyramid(), Pyramid()
    whole.append(curve.x, curve.y)
    edges = sorted({0, len(curve.x), *(min(cut, len(curve.x)) for cut in cuts)})
    for start, end in pairwise(edges):
        pieces.append(curve.x[start:end], curve.y[start:end])
    view = (float(curve.x[0]), float(curve.x[-1]) + 1.0, 37)
    assert np.array_equal(whole.envelope(*view).low, pieces.envelope(*view).low)
    assert np.array_equal(whole.envelope(*view).high, pieces.envelope(*view).high)


@given(data=st.data(), curve=curves(1500))
@settings(max_examples=cases(60))
def test_a_running_envelope_is_always_the_fresh_one(data: st.DataObject, curve: Curve) -> None:
    pyramid = Pyramid()
    running = RunningEnvelope(pyramid)
    view = data.draw(views(curve))
    row = 0
    while row < len(curve.x):
        act = data.draw(st.sampled_from(["one", "many", "provisional", "cut", "zoom"]))
        if act == "zoom":
            view = data.draw(views(curve))
        elif act == "cut":
            row = max(0, row - data.draw(st.integers(0, 40)))
            pyramid.cut(row)
        elif act == "provisional":
            pyramid.append(curve.x[row], 1e5)
            running.update(*view)
            pyramid.cut(row)
            pyramid.append(curve.x[row], curve.y[row])
            row += 1
        else:
            count = 1 if act == "one" else data.draw(st.integers(1, 600))
            pyramid.append(curve.x[row : row + count], curve.y[row : row + count])
            row = min(len(curve.x), row + count)
        got, fresh = running.update(*view), pyramid.envelope(*view)
        assert len(got.low) == len(fresh.low)
        if len(fresh.low):
            assert got.first == fresh.first
            assert np.array_equal(got.low, fresh.low)
            assert np.array_equal(got.high, fresh.high)


def test_a_single_spike_among_a_million_rows_is_seen_at_full_height() -> None:
    pyramid = Pyramid()
    rows = np.zeros(1_000_000)
    rows[654_321] = 99.0
    pyramid.append(np.arange(1_000_000), rows)
    envelope = pyramid.envelope(0, 1_000_000, 500)
    assert envelope.high.max() == 99.0
    assert int(envelope.high.argmax()) + envelope.first == 654_321 * 500 // 1_000_000


def test_a_provisional_last_row_is_replaced() -> None:
    pyramid = Pyramid()
    pyramid.append([0, 1, 2], [5, 6, 90])
    pyramid.cut(2)
    pyramid.append(2, 7)
    assert pyramid.y.tolist() == [5, 6, 7]
    assert pyramid.envelope(0, 2, 4).high.max() == 7


def test_clear_leaves_nothing() -> None:
    pyramid = Pyramid()
    pyramid.append(np.arange(100), np.arange(100))
    pyramid.clear()
    assert len(pyramid) == 0
    assert pyramid.at(5) is None
    assert not len(pyramid.envelope(0, 100, 10).low)
    assert not len(pyramid.view(0, 100, 10)[0])


@pytest.mark.parametrize(("step", "value"), [(False, 15.0), (True, 10.0)])
def test_the_value_between_two_rows(*, step: bool, value: float) -> None:
    pyramid = Pyramid(step=step)
    pyramid.append([0, 10], [10, 20])
    assert pyramid.at(5) == value
    assert pyramid.at(-1) == 10
    assert pyramid.at(99) == 20
    assert pyramid.at(10) == 20


@pytest.mark.parametrize(
    ("x", "y", "said"),
    [([7, 6], [0, 0], "falls within"), ([0], [0], "falls from"), ([9], [np.nan], "finite"), ([9, 10], [1], "shape")],
)
def test_rows_that_cannot_be_are_refused(x: list[float], y: list[float], said: str) -> None:
    pyramid = Pyramid()
    pyramid.append(5, 5)
    with pytest.raises(ValueError, match=said):
        pyramid.append(x, y)
    assert len(pyramid) == 1
