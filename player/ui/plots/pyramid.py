"""A curve that only grows, kept so that any stretch of it is drawn exactly in the time its pixels need.

Beside every value stand the lowest and highest of each 8, each 64, each 512 and so on. A pixel column is then a few
look-ups however many values fall into it, and no spike is ever lost.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

FloatArray = NDArray[np.floating[Any]]
IndexArray = NDArray[np.intp]

FACTOR = 8
_SHIFT = 3
_FRAGMENT = np.arange(FACTOR - 1, dtype=np.intp)[:, np.newaxis]


class GrowingArray:
    """Floats that are appended to in amortised constant time."""

    def __init__(self) -> None:
        self._room: FloatArray = np.empty(64)
        self._length = 0

    def __len__(self) -> int:
        return self._length

    @property
    def values(self) -> FloatArray:
        """All values, as a view that is good until the next change."""
        return self._room[: self._length]

    def extend(self, values: FloatArray) -> None:
        """Append these values."""
        needed = self._length + len(values)
        if needed > len(self._room):
            room = np.empty(max(needed, 2 * len(self._room)))
            room[: self._length] = self.values
            self._room = room
        self._room[self._length : needed] = values
        self._length = needed

    def cut(self, length: int) -> None:
        """Forget everything from this length on."""
        self._length = min(self._length, length)


@dataclass(frozen=True, slots=True)
class Envelope:
    """The lowest and highest point of a curve in each pixel column it touches.

    Attributes:
        first: number of the first column touched, from 0 at the left.
        low, high: one value per column from there on. Neighbouring columns always meet in a value.
    """

    first: int
    low: FloatArray
    high: FloatArray


class Pyramid:
    """A curve over rising x, with the extremes of every 8, 64, 512... values.

    Rows are only appended, or the last ones replaced (`cut`, then `append`).

    Args:
        step: each value holds until the next one; otherwise the curve runs straight from value to value.
    """

    def __init__(self, *, step: bool = False) -> None:
        self.step = step
        self.epoch = 0
        """Changes whenever more than the last row was taken back."""
        self.revision = 0
        """Changes with every change."""
        self._x = GrowingArray()
        self._levels = [(GrowingArray(), GrowingArray())]
        # Level 0 is one array under two names: the lowest and highest of one value are that value.
        self._levels[0] = (self._levels[0][0], self._levels[0][0])

    def __len__(self) -> int:
        return len(self._x)

    @property
    def x(self) -> FloatArray:
        """Every x, as a view that is good until the next change."""
        return self._x.values

    @property
    def y(self) -> FloatArray:
        """Every value, as a view that is good until the next change."""
        return self._levels[0][0].values

    def append(self, x: ArrayLike, y: ArrayLike) -> None:
        """Append one row or many.

        Raises:
            ValueError: the two differ in length, x falls, or a number is not finite.
        """
        new_x = np.atleast_1d(np.asarray(x, dtype=np.float64))
        new_y = np.atleast_1d(np.asarray(y, dtype=np.float64))
        if new_x.shape != new_y.shape or new_x.ndim != 1:
            raise ValueError(f"x has the shape {new_x.shape} and y {new_y.shape}")
        if not new_x.size:
            return
        if len(self) and new_x[0] < self._x.values[-1]:
            raise ValueError(f"x falls from {self._x.values[-1]} to {new_x[0]}")
        if new_x.size > 1 and (new_x[1:] < new_x[:-1]).any():
            raise ValueError("x falls within the rows")
        if not (np.isfinite(new_x).all() and np.isfinite(new_y).all()):
            raise ValueError("a number is not finite")
        self.revision += 1
        self._x.extend(new_x)
        self._levels[0][0].extend(new_y)
        self._summarise()

    def cut(self, length: int) -> None:
        """Forget every row from this one on."""
        if length < len(self) - 1:
            self.epoch += 1
        self.revision += 1
        self._x.cut(length)
        for low, high in self._levels:
            low.cut(length)
            high.cut(length)
            length >>= _SHIFT

    def clear(self) -> None:
        """Forget every row."""
        self.epoch += 1
        self.cut(0)

    def at(self, x: float) -> float | None:
        """The value of the curve at this x; the first or the last beyond its ends, None when it is empty."""
        if not len(self):
            return None
        xs, ys = self.x, self.y
        after = int(np.searchsorted(xs, x, side="right"))
        if after == 0:
            return float(ys[0])
        if self.step or after == len(xs):
            return float(ys[after - 1])
        share = (x - xs[after - 1]) / (xs[after] - xs[after - 1])
        return float(ys[after - 1] + share * (ys[after] - ys[after - 1]))

    def envelope(self, x0: float, x1: float, columns: int, *, first: int = 0) -> Envelope:
        """The extremes of the curve in each of the equal columns between x0 and x1.

        Args:
            first: leave out the columns before this one.
        """
        xs = self.x
        if not xs.size or columns < 1 or x1 <= x0 or xs[-1] < x0 or xs[0] > x1:
            return Envelope(0, np.empty(0), np.empty(0))
        width = (x1 - x0) / columns
        start = max(first, min(columns - 1, int((xs[0] - x0) / width)), 0)
        end = max(0, min(columns - 1, int((xs[-1] - x0) / width)))
        if start > end:
            return Envelope(start, np.empty(0), np.empty(0))
        edges = x0 + np.arange(start, end + 2) * width
        rows = np.searchsorted(xs, edges)
        at_edges = self._at_edges(edges, rows)
        low = np.minimum(at_edges[:-1], at_edges[1:])
        high = np.maximum(at_edges[:-1], at_edges[1:])
        if self.step:  # what holds at the left edge of a column is still seen in it
            low, high = at_edges[:-1].copy(), at_edges[:-1].copy()
        # The outermost columns take every row that is left, so that rounding an edge loses none.
        rows[-1] = np.searchsorted(xs, x1, side="right")
        if start > first or not first:
            rows[0] = np.searchsorted(xs, x0)
        filled = np.flatnonzero(rows[1:] > rows[:-1])
        if filled.size:
            lowest, highest = self._extremes(rows[filled], rows[filled + 1])
            low[filled] = np.minimum(low[filled], lowest)
            high[filled] = np.maximum(high[filled], highest)
        return Envelope(start, low, high)

    def view(self, x0: float, x1: float, pixels: int) -> tuple[FloatArray, FloatArray]:
        """A polyline that looks exactly like the curve between x0 and x1, with at most two points per pixel.

        Few rows come as they are, with their neighbour outside on either side; many as the extremes of each column.
        """
        xs, ys = self.x, self.y
        start = max(0, int(np.searchsorted(xs, x0)) - 1)
        end = min(len(xs), int(np.searchsorted(xs, x1, side="right")) + 1)
        if end - start <= 2 * pixels:
            return self._stairs(xs[start:end], ys[start:end]) if self.step else (xs[start:end], ys[start:end])
        envelope = self.envelope(x0, x1, pixels)
        count = len(envelope.low)
        centres = x0 + (np.arange(envelope.first, envelope.first + count) + 0.5) * ((x1 - x0) / pixels)
        points = np.empty((count, 2))
        points[0::2, 0], points[0::2, 1] = envelope.low[0::2], envelope.high[0::2]
        points[1::2, 0], points[1::2, 1] = envelope.high[1::2], envelope.low[1::2]
        return np.repeat(centres, 2), points.reshape(-1)

    @staticmethod
    def _stairs(xs: FloatArray, ys: FloatArray) -> tuple[FloatArray, FloatArray]:
        return np.repeat(xs, 2)[1:], np.repeat(ys, 2)[:-1]

    def _summarise(self) -> None:
        level = 0
        while len(self._levels[level][0]) >= FACTOR:
            if level + 1 == len(self._levels):
                self._levels.append((GrowingArray(), GrowingArray()))
            low, high = self._levels[level]
            low_above, high_above = self._levels[level + 1]
            done, ready = len(low_above), len(low) >> _SHIFT
            if ready == done:
                return
            blocks = slice(done << _SHIFT, ready << _SHIFT)
            low_above.extend(low.values[blocks].reshape(-1, FACTOR).min(axis=1))
            high_above.extend(high.values[blocks].reshape(-1, FACTOR).max(axis=1))
            level += 1

    def _at_edges(self, edges: FloatArray, rows: IndexArray) -> FloatArray:
        xs, ys = self.x, self.y
        before = np.maximum(rows - 1, 0)
        if self.step:
            return ys[before]
        after = np.minimum(rows, len(xs) - 1)
        run = xs[after] - xs[before]
        share = np.divide(edges - xs[before], run, out=np.zeros(len(edges)), where=run > 0)
        return ys[before] + share * (ys[after] - ys[before])

    def _extremes(self, start: IndexArray, end: IndexArray) -> tuple[FloatArray, FloatArray]:
        """The lowest and highest value of rows start to end (not included) of each pair; none may be empty."""
        lowest, highest = np.full(len(start), np.inf), np.full(len(start), -np.inf)
        pairs = np.arange(len(start))
        for low, high in self._levels:
            # What does not fill a whole block of the level above is looked up here: up to 7 rows on either side.
            inner_start = np.minimum((start + (FACTOR - 1)) & -FACTOR, end)
            inner_end = np.maximum(end & -FACTOR, inner_start)
            left = np.minimum(start + _FRAGMENT, np.maximum(inner_start - 1, start))
            right = np.minimum(inner_end + _FRAGMENT, end - 1)
            rows = np.concatenate((left, right))
            lowest[pairs] = np.minimum(lowest[pairs], low.values[rows].min(axis=0))
            highest[pairs] = np.maximum(highest[pairs], high.values[rows].max(axis=0))
            start, end = inner_start >> _SHIFT, inner_end >> _SHIFT
            more = end > start
            if not more.any():
                break
            if not more.all():
                pairs, start, end = pairs[more], start[more], end[more]
        return lowest, highest


class RunningEnvelope:
    """The envelope of a pyramid in one view, of which only the columns that changed are computed anew.

    Args:
        pyramid: the curve.
    """

    def __init__(self, pyramid: Pyramid) -> None:
        self._pyramid = pyramid
        self._key: tuple[object, ...] = ()
        self._revision = -1
        self._settled = 0
        self._first = 0
        self._low: FloatArray = np.empty(0)
        self._high: FloatArray = np.empty(0)
        self._end = 0

    def update(self, x0: float, x1: float, columns: int) -> Envelope:
        """The envelope as `Pyramid.envelope` gives it, good until the next call."""
        pyramid = self._pyramid
        key = (pyramid.epoch, x0, x1, columns)
        if key != self._key:
            self._key, self._revision, self._settled = key, -1, 0
            self._low, self._high = np.empty(columns), np.empty(columns)
            self._first = self._end = 0
        if self._revision != pyramid.revision:
            self._renew(x0, x1, columns)
            self._revision = pyramid.revision
            # The last row may still be replaced, and with it the line that leads to it.
            self._settled = max(0, len(pyramid) - 2)
        return Envelope(self._first, self._low[self._first : self._end], self._high[self._first : self._end])

    def _renew(self, x0: float, x1: float, columns: int) -> None:
        first = 0
        if self._settled and self._end > self._first:
            settled = float(self._pyramid.x[self._settled])
            first = max(self._first, min(columns, int((settled - x0) / (x1 - x0) * columns) - 1))
        fresh = self._pyramid.envelope(x0, x1, columns, first=first)
        if not len(fresh.low):
            if first <= self._first:
                self._first = self._end = 0
            return
        if first == 0 or self._end == self._first:
            self._first = fresh.first
        self._end = fresh.first + len(fresh.low)
        self._low[fresh.first : self._end] = fresh.low
        self._high[fresh.first : self._end] = fresh.high
