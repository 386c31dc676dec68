"""What lies in the lanes of a drill: spans and moments of exercise time, and tracks in which they are found by time."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import IntEnum
from typing import Generic, NamedTuple, Protocol, TypeVar

from player.engine.findings import Finding
from player.model import events as ev


class Spanning(Protocol):
    """Something that lies on the time axis; ``end_ms`` is None while it lasts."""

    @property
    def start_ms(self) -> int:
        """When it begins."""

    @property
    def end_ms(self) -> int | None:
        """When it ends, the same for a moment."""


T = TypeVar("T", bound=Spanning)


class PhaseSpan(NamedTuple):
    """A phase as it was played.

    Attributes:
        planned_ms: its length in the script; ``agreed_ms``: the length as the controller has changed it.
        seq: number of the event that began it.
    """

    phase: str
    start_ms: int
    end_ms: int | None
    planned_ms: int
    agreed_ms: int
    seq: int = 0

    def slip_ms(self, now_ms: int) -> int:
        """How much longer than in the script it takes, up to this time; negative for shorter, once it is over."""
        over_ms = (now_ms if self.end_ms is None else self.end_ms) - self.start_ms - self.planned_ms
        return max(0, over_ms) if self.end_ms is None else over_ms


class UnitSpan(NamedTuple):
    """What a unit did, without a change.

    Attributes:
        stage: its highest stage of force; ``personnel``: persons committed.
        does: the kinds of its actions under way, in the order they began.
        overridden: the controller has set or holds its stage.
        seq: number of the event it began with.
    """

    start_ms: int
    end_ms: int | None
    stage: int
    personnel: int
    does: tuple[str, ...]
    overridden: bool
    seq: int = 0

    @property
    def is_standby(self) -> bool:
        """Whether it only stands by."""
        return not self.overridden and bool(self.does) and set(self.does) <= {"standby"}


class OrderMark(NamedTuple):
    """An order given to a unit, by its id; ``seq`` is the number of its event."""

    start_ms: int
    seq: int
    does: str
    rank: str
    who: str
    voided: bool = False
    unit: str = ""

    @property
    def end_ms(self) -> int:
        """The moment it was given."""
        return self.start_ms


class InjectFate(IntEnum):
    """What became of an inject; of several at one place the highest is the one to be shown."""

    DROPPED = 0
    """Nobody skipped it: its phase or the exercise ended."""
    DELIVERED = 1
    SKIPPED = 2
    LATE = 3


class InjectMark(NamedTuple):
    """An inject delivered or passed over; ``seq`` is the number of its event.

    Attributes:
        late_ms: how long after it was due it was delivered.
        due_ms: when it was due in this round of its phase, or None where nobody could say.
        times: how often it had been delivered with this, 0 where it was passed over.
    """

    start_ms: int
    seq: int
    inject: str
    fate: InjectFate
    late_ms: int = 0
    due_ms: int | None = None
    times: int = 0

    @property
    def end_ms(self) -> int:
        """The moment of it."""
        return self.start_ms


class OverrideSpan(NamedTuple):
    """A value the controller has set, at a moment, or holds. ``value`` is in the numbers of its `Quantity`."""

    start_ms: int
    end_ms: int | None
    quantity: ev.Quantity
    unit: str | None
    value: int
    held: bool
    seq: int
    who: str
    why: str


class FindingSpan(NamedTuple):
    """A finding with the answer to it that stands."""

    finding: Finding
    answer: ev.AnswerKind | None

    @property
    def start_ms(self) -> int:
        """When it begins."""
        return self.finding.from_ms

    @property
    def end_ms(self) -> int | None:
        """When it ends; None while it lasts."""
        return None if self.finding.lasting else self.finding.to_ms

    @property
    def is_open(self) -> bool:
        """Whether nobody has answered it, and nothing has cleared it."""
        return self.answer is None and self.finding.cleared is None


class Group(NamedTuple):
    """Things that lie so near to each other that they are shown as one.

    Attributes:
        first, last: their places in the track, the same for a single one.
        weight: the highest of their weights.
    """

    start_ms: int
    end_ms: int | None
    first: int
    last: int
    weight: int


class Track(Generic[T]):
    """Things one after the other on the time axis, each with a weight, to be found by time.

    Attributes:
        items: the things; only their last is ever taken away or exchanged, but by `exchange`.
    """

    def __init__(self, items: Iterable[tuple[T, int]] = ()) -> None:
        self.items: list[T] = []
        self._starts_ms: list[int] = []
        self._weights: list[int] = []
        for item, weight in items:
            self.add(item, weight)

    def __len__(self) -> int:
        return len(self.items)

    def add(self, item: T, weight: int = 0) -> None:
        """Put one at the end."""
        self.items.append(item)
        self._starts_ms.append(item.start_ms)
        self._weights.append(weight)

    def exchange(self, place: int, item: T, weight: int | None = None) -> None:
        """Put another one, which begins at the same time, in the place of one; without a weight it has that one's."""
        self.items[place] = item
        if weight is not None:
            self._weights[place] = weight

    def until(self, ms: int) -> int:
        """How many begin up to this moment."""
        return bisect_right(self._starts_ms, ms)

    def drop_last(self) -> None:
        """Take the last one away."""
        for column in (self.items, self._starts_ms, self._weights):
            column.pop()

    def at(self, ms: int) -> T | None:
        """The one that lies at this moment, or None."""
        place = bisect_right(self._starts_ms, ms) - 1
        if place < 0:
            return None
        item = self.items[place]
        return item if item.end_ms is None or ms < item.end_ms or item.start_ms == ms else None

    def in_view(self, start_ms: int, end_ms: int, least_ms: float = 0.0) -> Iterator[Group]:
        """What lies between two times; what begins in the same ``least_ms`` comes as one group.

        However much there is, no more groups come than there are such steps in view.
        """
        starts, count = self._starts_ms, len(self.items)
        place = max(0, bisect_right(starts, start_ms) - 1)
        while place < count and starts[place] <= end_ms:
            after = place + 1
            if least_ms > 1:
                limit_ms = (starts[place] // least_ms + 1) * least_ms
                after = bisect_left(starts, limit_ms, place + 1)
            end = self.items[after - 1].end_ms
            if end is None or end >= start_ms:
                weight = self._weights[place] if after == place + 1 else max(self._weights[place:after])
                yield Group(starts[place], end, place, after - 1, weight)
            place = after


class Ceiling:
    """The ceiling of force over time, read from the course of the crowd."""

    def __init__(self) -> None:
        self._starts_ms: list[int] = []
        self._values: list[int] = []
        self.next_row = 0
        """The first row of the course that may still change or come."""

    def take(self, columns: Mapping[str, Sequence[float]]) -> None:
        """Take in the rows from `next_row` on, as ``CrowdTrace.columns`` gives them."""
        times, values = columns["t_ms"], columns["ceiling"]
        if not len(times):
            return
        while self._starts_ms and self._starts_ms[-1] >= times[0]:
            self._starts_ms.pop()
            self._values.pop()
        before = self._values[-1] if self._values else None
        for t_ms, value in zip(times, values, strict=True):
            if value != before:
                before = int(value)
                self._starts_ms.append(int(t_ms))
                self._values.append(before)
        self.next_row += len(times) - 1

    def at(self, ms: int) -> int | None:
        """The ceiling at this moment, or None where nothing is known of it."""
        place = bisect_right(self._starts_ms, ms) - 1
        return self._values[place] if place >= 0 else None

    def below(self, stage: int, start_ms: int, end_ms: int) -> Iterator[tuple[int, int]]:
        """The stretches between two times in which this stage stands above the ceiling."""
        if not self._starts_ms or stage <= min(self._values):
            return
        place = max(0, bisect_right(self._starts_ms, start_ms) - 1)
        begun: int | None = None
        while place < len(self._starts_ms) and self._starts_ms[place] < end_ms:
            if stage > self._values[place]:
                begun = max(start_ms, self._starts_ms[place]) if begun is None else begun
            elif begun is not None:
                yield begun, self._starts_ms[place]
                begun = None
            place += 1
        if begun is not None:
            yield begun, end_ms


def stacked(edges: Sequence[tuple[float, float]], most: int) -> list[int]:
    """In which of at most so many rows each of these stretches, ordered by their beginnings, finds room.

    Each lies in the first row that is free; where none is, in the one that is free the soonest.
    """
    rows: list[int] = []
    free: list[float] = []
    for left, right in edges:
        row = next((row for row, end in enumerate(free) if end <= left), None)
        if row is None and len(free) < most:
            row = len(free)
            free.append(right)
        elif row is None:
            row = min(range(len(free)), key=free.__getitem__)
        free[row] = max(free[row], right)
        rows.append(row)
    return rows
