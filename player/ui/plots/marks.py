"""What is marked on the plots beside moments: what was found, and what the controller overrode. No Qt."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Protocol

from player.model.rules import Certainty


@dataclass(frozen=True, slots=True)
class Mark:
    """A moment marked on the time axis. ``kind`` picks its shape: inject, note, marker, decision, override, or any."""

    at_ms: int
    kind: str
    label: str


@dataclass(frozen=True, slots=True)
class FindingMark:
    """A finding on the time axis.

    Attributes:
        key: what names it; `DrillPlots.finding_picked` gives it back.
        rule: id of its rule.
        from_ms, to_ms: its span, both the same for a moment.
        is_open: nothing has cleared it, and nobody has answered it.
        text: what happened, as a sentence.
    """

    key: str
    rule: str
    from_ms: int
    to_ms: int
    certainty: Certainty
    is_open: bool
    text: str


class Overridden(Enum):
    """Which curve an override is drawn on; one of something that has no curve here is flagged only."""

    TENSION = auto()
    FORCE = auto()
    OTHER = auto()


class Mode(Enum):
    """What an override did."""

    SET = auto()
    HOLD = auto()
    RELEASE = auto()


@dataclass(frozen=True, slots=True)
class OverrideMark:
    """An override by the controller.

    Attributes:
        until_ms: when what it holds was let go; None while it is held, and for what holds nothing.
        before, after: the value on the scale of its curve.
        text: what was overridden, by whom and why.
    """

    at_ms: int
    quantity: Overridden
    mode: Mode
    before: float
    after: float
    text: str
    until_ms: int | None = None

    def end_ms(self, reached_ms: int) -> int:
        """Up to when it holds its value, in a drill that has come so far."""
        if self.mode is not Mode.HOLD:
            return self.at_ms
        return max(self.at_ms, reached_ms if self.until_ms is None else self.until_ms)


@dataclass(frozen=True, slots=True)
class Chip:
    """The head of one finding, or of several that begin so close together that their heads would touch.

    Attributes:
        at: where they begin, in px of the lane; a head that would leave the lane stands left of it.
        left, right: its edges in px.
        row: its row, from 0 at the top.
        text: id of the rule, or of the leading one and how many more.
        marks: in the order of time.
    """

    at: float
    left: float
    right: float
    row: int
    text: str
    marks: tuple[FindingMark, ...]

    @property
    def leading(self) -> FindingMark:
        """The one it looks like and names: an open one of high certainty before all others."""
        return _leading(self.marks)


class LaneOfTime(Protocol):
    """A lane, as far as marks have to know it."""

    start_ms: int
    end_ms: int
    width_px: float

    def x_of(self, t_ms: float) -> float:
        """Where a moment lies, in px from the left edge."""


_MARK_REACH_PX = 5.0
CHIP_PAD_PX = 5.0
ICON_ROOM_PX = 10.0
_CHIP_GAP_PX = 2.0


def lay_chips(
    marks: Sequence[FindingMark],
    x_of: Callable[[float], float],
    width_px: float,
    rows: int,
    text_width: Callable[[str], float],
) -> list[Chip]:
    """Give every finding in view a head in one of the rows, or a share in one.

    Args:
        marks: in the order in which they begin.
        x_of: where a moment lies in the lane, in px.
    """
    chips: list[Chip] = []
    last_of: list[int | None] = [None] * rows
    for mark in marks:
        at = max(0.0, x_of(mark.from_ms))
        if x_of(mark.to_ms) < 0 or at > width_px:
            continue
        chip = _chip(at, (mark,), 0, width_px, text_width)
        edges = (-_CHIP_GAP_PX if last is None else chips[last].right for last in last_of)
        row = next((row for row, edge in enumerate(edges) if edge + _CHIP_GAP_PX <= chip.left), None)
        if row is not None:
            last_of[row] = len(chips)
            chips.append(_chip(at, (mark,), row, width_px, text_width))
            continue
        nearest = max((last for last in last_of if last is not None), key=lambda place: chips[place].at)
        old = chips[nearest]
        chips[nearest] = _chip(old.at, (*old.marks, mark), old.row, width_px, text_width)
    return _apart(chips, width_px, text_width)


def _apart(chips: Sequence[Chip], width_px: float, text_width: Callable[[str], float]) -> list[Chip]:
    """The heads with those made one that touch, as at the right edge, where they stand left of their moment."""
    apart: list[Chip] = []
    for chip in sorted(chips, key=lambda one: (one.row, one.at)):
        while apart and apart[-1].row == chip.row and apart[-1].right > chip.left:
            before = apart.pop()
            chip = _chip(before.at, (*before.marks, *chip.marks), chip.row, width_px, text_width)  # noqa: PLW2901
        apart.append(chip)
    return apart


def _chip(
    at: float, marks: tuple[FindingMark, ...], row: int, width_px: float, text_width: Callable[[str], float]
) -> Chip:
    text = _chip_text(marks)
    width = text_width(text) + 2 * CHIP_PAD_PX + (0.0 if any(mark.is_open for mark in marks) else ICON_ROOM_PX)
    left = max(0.0, min(at, width_px - width))
    return Chip(at, left, left + width, row, text, marks)


def _chip_text(marks: tuple[FindingMark, ...]) -> str:
    if len(marks) == 1:
        return marks[0].rule
    rule = _leading(marks).rule
    return f"{rule} ×{len(marks)}" if all(mark.rule == rule for mark in marks) else f"{rule} +{len(marks) - 1}"


def _leading(marks: Sequence[FindingMark]) -> FindingMark:
    return max(marks, key=lambda mark: (mark.is_open, mark.certainty is Certainty.HIGH))


def marks_over(marks: Sequence[FindingMark], t_ms: int, reach_ms: float) -> Iterator[FindingMark]:
    """The findings whose span has a moment in it, or nearly."""
    return (mark for mark in marks if mark.from_ms - reach_ms <= t_ms <= mark.to_ms + reach_ms)


def marks_apart(
    marks: Sequence[Mark], start_ms: int, end_ms: int, x_of: Callable[[float], float]
) -> list[tuple[float, str]]:
    """Where in view a mark stands, in px, and of which kind it is; of one kind no more than one in each px.

    Args:
        marks: in the order of time; a long session has tens of thousands.
        x_of: where a moment lies in the lane, in px.
    """
    first = bisect_left(marks, start_ms, key=lambda mark: mark.at_ms)
    last = bisect_right(marks, end_ms, key=lambda mark: mark.at_ms)
    apart: dict[tuple[int, str], float] = {}
    for mark in marks[first:last]:
        x = x_of(mark.at_ms)
        apart.setdefault((round(x), mark.kind), x)
    return [(x, kind) for (_px, kind), x in apart.items()]


class MarksInView:
    """`marks_apart` for one list of marks at a time, worked out once for all that draw them.

    To the list nothing but later marks may be added; only these are then looked at.
    """

    def __init__(self) -> None:
        self._marks: Sequence[Mark] = ()
        self._shown = (0, 0, 0.0)
        self._count = 0
        self._apart: dict[tuple[int, str], float] = {}

    def places(self, marks: Sequence[Mark], lane: LaneOfTime) -> Mapping[tuple[int, str], float]:
        """Where the marks in view stand in this lane, by whole px and kind."""
        shown = lane.start_ms, lane.end_ms, lane.width_px
        if marks is not self._marks or shown != self._shown or len(marks) < self._count:
            self._marks, self._shown, self._count = marks, shown, 0
            self._apart = {}
        fresh = marks[self._count :] if self._count else marks
        for x, kind in marks_apart(fresh, lane.start_ms, lane.end_ms, lane.x_of):
            self._apart.setdefault((round(x), kind), x)
        self._count = len(marks)
        return self._apart


def marks_near(marks: Sequence[Mark], t_ms: int, ms_per_px: float) -> list[Mark]:
    """The marks the pointer is on, at most three."""
    reach_ms = _MARK_REACH_PX * ms_per_px
    return sorted((mark for mark in marks if abs(mark.at_ms - t_ms) <= reach_ms), key=lambda mark: mark.at_ms)[:3]


def held_at(marks: Sequence[OverrideMark], t_ms: int, reached_ms: int) -> list[OverrideMark]:
    """The overrides that hold a value at this moment."""
    return [mark for mark in marks if mark.mode is Mode.HOLD and mark.at_ms <= t_ms <= mark.end_ms(reached_ms)]
