"""Where the parts of the figure lie, and what its axis says: from StartEx, or from where each phase begins. No Qt."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from operator import attrgetter

from player.model.times import SECOND_MS
from player.review.comparing import By, Comparison
from player.review.comparing_axis import Placed
from player.review.comparing_subjects import Run
from player.ui.plots.scale import is_in_hours, tick_step_ms, tick_text, ticks_ms
from player.ui.scenario.axis import Axis

_SPACING_PX = 64.0


@dataclass(frozen=True, slots=True)
class Tick:
    """A moment with a label; ``strong``: a phase begins."""

    x_ms: int
    text: str
    strong: bool = False


def ticks_of(comparison: Comparison, axis: Axis) -> list[Tick]:
    """The moments of the common axis that get a line and a label."""
    if comparison.by is By.STARTEX:
        return [Tick(ms, text) for ms, text in axis.ticks()]
    px_per_ms = axis.width_px / max(1, axis.end_ms - axis.start_ms)
    step_ms = tick_step_ms(axis.end_ms - axis.start_ms, axis.width_px, _SPACING_PX)
    found = []
    for slot in comparison.alignment.slots:
        hours = is_in_hours(slot.length_ms)
        for ms in ticks_ms(0, slot.length_ms, step_ms):
            if ms and (slot.length_ms - ms) * px_per_ms < _SPACING_PX / 2:
                continue
            x_ms = slot.start_ms + ms
            if axis.start_ms <= x_ms <= axis.end_ms:
                found.append(Tick(x_ms, tick_text(ms, step_ms, hours=hours), strong=ms == 0))
    return found


def line_of(placed: Placed, values: Sequence[float], axis: Axis) -> Iterator[list[tuple[float, float]]]:
    """The line of a value, one a second, as stretches of points (px, value); at most a few points a pixel.

    It is broken where the axis is, and only there.
    """
    per_px_ms = (axis.end_ms - axis.start_ms) / max(1.0, axis.width_px)
    for piece in placed.pieces:
        start_ms = max(piece.from_ms, axis.start_ms - piece.shift_ms)
        end_ms = min(piece.to_ms, axis.end_ms - piece.shift_ms)
        if start_ms > end_ms or not values:
            continue
        if per_px_ms <= 2 * SECOND_MS:
            yield _fine(values, start_ms, end_ms, piece.shift_ms, axis)
        else:
            yield _coarse(values, start_ms, end_ms, piece.shift_ms, axis, per_px_ms)


def _fine(values: Sequence[float], start_ms: int, end_ms: int, shift_ms: int, axis: Axis) -> list[tuple[float, float]]:
    first, last = -(-start_ms // SECOND_MS), min(end_ms // SECOND_MS, len(values) - 1)
    points = [(axis.x_of(start_ms + shift_ms), _at(values, start_ms))]
    points += [(axis.x_of(row * SECOND_MS + shift_ms), values[row]) for row in range(first, last + 1)]
    points.append((axis.x_of(end_ms + shift_ms), _at(values, end_ms)))
    return points


def _coarse(
    values: Sequence[float], start_ms: int, end_ms: int, shift_ms: int, axis: Axis, per_px_ms: float
) -> list[tuple[float, float]]:
    points: list[tuple[float, float]] = []
    at_ms = float(start_ms)
    while at_ms < end_ms:
        after_ms = min(float(end_ms), at_ms + per_px_ms)
        rows = values[int(at_ms / SECOND_MS) : max(int(at_ms / SECOND_MS) + 1, int(after_ms / SECOND_MS) + 1)]
        if rows:
            x = axis.x_of(at_ms + shift_ms)
            points += [(x, min(rows)), (x, max(rows))]
        at_ms = after_ms
    points.append((axis.x_of(end_ms + shift_ms), _at(values, end_ms)))
    return points


def _at(values: Sequence[float], ms: int) -> float:
    """The value at a moment, between two seconds on the line that joins them."""
    place, rest_ms = divmod(ms, SECOND_MS)
    if place >= len(values) - 1:
        return values[-1]
    return values[place] + (values[place + 1] - values[place]) * rest_ms / SECOND_MS


def runs_of(placed: Placed, runs: Sequence[Run], axis: Axis) -> Iterator[list[tuple[float, float, int]]]:
    """What held from when to when, as stretches of runs (px from, px to, value), broken where the axis is."""
    for piece in placed.pieces:
        start_ms = max(piece.from_ms, axis.start_ms - piece.shift_ms)
        end_ms = min(piece.to_ms, axis.end_ms - piece.shift_ms)
        if start_ms > end_ms or not runs:
            continue
        first = max(0, bisect_right(runs, start_ms, key=attrgetter("from_ms")) - 1)
        found: list[tuple[float, float, int]] = []
        for run in islice(runs, first, None):
            if run.from_ms >= end_ms and found:
                break
            left, right = max(run.from_ms, start_ms), min(run.to_ms, end_ms)
            found.append((axis.x_of(left + piece.shift_ms), axis.x_of(right + piece.shift_ms), run.value))
        yield found


def thinned(runs: Iterable[tuple[float, float, int]], least_px: float = 1.0) -> list[tuple[float, float, int]]:
    """The runs, those that begin in the same pixels as one with the highest of their values."""
    found: list[tuple[float, float, int]] = []
    for left, right, value in runs:
        if found and right - found[-1][0] < least_px:
            found[-1] = (found[-1][0], right, max(found[-1][2], value))
        else:
            found.append((left, right, value))
    return found
