"""Values that hold until they change: stage of force, ceiling, situation, personnel.

Only the changes are kept, so a day of rows is a few hundred numbers.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from player.ui.plots.pyramid import Pyramid


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of exercise time, in ms, in which a value held."""

    start_ms: float
    end_ms: float
    value: float


@dataclass(frozen=True, slots=True)
class ExcessSpan:
    """A stretch of exercise time, in ms, in which the force stood above the ceiling."""

    start_ms: float
    end_ms: float
    force: float
    ceiling: float


class Steps:
    """One value over exercise time, held until it changes; the last one holds until `end_ms`."""

    def __init__(self) -> None:
        self.changes = Pyramid(step=True)
        self.end_ms = 0.0

    def __bool__(self) -> bool:
        return len(self.changes) > 0

    def append(self, t_ms: ArrayLike, values: ArrayLike) -> None:
        """Append rows; a row that repeats the value before it only makes it last longer."""
        times = np.atleast_1d(np.asarray(t_ms, dtype=np.float64))
        rows = np.atleast_1d(np.asarray(values, dtype=np.float64))
        if not times.size:
            return
        changed = np.empty(len(rows), dtype=np.bool_)
        changed[0] = not self or rows[0] != self.changes.y[-1]
        np.not_equal(rows[1:], rows[:-1], out=changed[1:])
        self.changes.append(times[changed], rows[changed])
        self.end_ms = float(times[-1])

    def cut_from(self, t_ms: float) -> None:
        """Forget every row at or after this time."""
        self.changes.cut(int(np.searchsorted(self.changes.x, t_ms)))
        self.end_ms = min(self.end_ms, t_ms)

    def clear(self) -> None:
        """Forget every row."""
        self.changes.clear()
        self.end_ms = 0.0

    def at(self, t_ms: float) -> float | None:
        """The value that holds at this time; None before the first row."""
        if not self or t_ms < self.changes.x[0]:
            return None
        return self.changes.at(t_ms)

    def spans(self, start_ms: float, end_ms: float, columns: int) -> Iterator[Span]:
        """What holds between two times, at most about one span per column; among more than that the highest win."""
        xs, ys = self.changes.x, self.changes.y
        first = max(0, int(np.searchsorted(xs, start_ms, side="right")) - 1)
        last = int(np.searchsorted(xs, min(end_ms, self.end_ms), side="right"))
        if last - first <= 2 * columns:
            starts, values = xs[first:last].tolist(), ys[first:last].tolist()
        else:
            envelope = self.changes.envelope(start_ms, end_ms, columns)
            edges = start_ms + (envelope.first + np.arange(len(envelope.high))) * ((end_ms - start_ms) / columns)
            kept = np.flatnonzero(np.diff(envelope.high, prepend=np.nan) != 0)
            starts, values = edges[kept].tolist(), envelope.high[kept].tolist()
        ends = [*starts[1:], self.end_ms if last == len(xs) else float(xs[last])] if starts else []
        for start, end, value in zip(starts, ends, values, strict=True):
            yield Span(start, end, value)


def excess_spans(force: Steps, ceiling: Steps, start_ms: float, end_ms: float, columns: int) -> Iterator[ExcessSpan]:
    """Where the stage of force stood above the ceiling between two times."""
    limits = list(ceiling.spans(start_ms, end_ms, columns))
    place = 0
    for step in force.spans(start_ms, end_ms, columns):
        while place < len(limits) and limits[place].end_ms <= step.start_ms:
            place += 1
        for limit in limits[place:]:
            if limit.start_ms >= step.end_ms:
                break
            if step.value > limit.value:
                yield ExcessSpan(
                    max(step.start_ms, limit.start_ms), min(step.end_ms, limit.end_ms), step.value, limit.value
                )
