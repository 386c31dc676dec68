"""Where every lane lies: the phases stay in sight, what lies under them scrolls."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF

from player.model.scenario import Scenario
from player.ui.instrument.lane_bars import (
    MOST_STACKED,
    Bar,
    expected_bars,
    finding_bars,
    note_bars,
    override_bars,
    rows_of,
)
from player.ui.instrument.lane_feed import LaneFeed
from player.ui.instrument.lane_kinds import FOLDABLE, GROUP_OF, GROUPS, PINNED, LaneKind, filled
from player.ui.scenario.axis import Axis
from player.ui.theme import SPACE, scaled, text_font, text_scale
from player.ui.widgets.painted import text_width

LEAST_NAMES_PX, NAMES_SHARE = 148.0, 0.17
"""Left of the lanes, for their names: so many px at text size 1, or a share of the width where that is more."""

BESIDE_NAME_PX = 48.0
"""What a name needs beside it: its indent, the stage the unit stands at, and the gaps, at text size 1."""


def names_px(scenario: Scenario, width_px: float) -> float:
    """How much of a width the names of the lanes get, in px at text size 1; no more than the longest of them needs."""
    font = text_font("small")
    longest = max((text_width(font, str(unit.title)) for unit in scenario.units.values()), default=0.0)
    wanted = min(longest / text_scale() + BESIDE_NAME_PX, NAMES_SHARE * width_px / text_scale())
    return float(round(max(LEAST_NAMES_PX, wanted)))


HEADER_PX, PHASE_PX, INJECT_PX, ROW_PX, UNIT_PX, STACK_PX = 27, 42, 33, 21, 20, 17
"""Heights at text size 1; a stack is one row of what lies under one another."""

LEAST_BAR_PX = 9.0
"""What is but a moment is this wide, so that it can be seen and pointed at."""


@dataclass(frozen=True, slots=True)
class Lane:
    """A lane.

    Attributes:
        key: id of the unit or name of the observer it is of; empty for all others.
        top: counted from the top of the pinned lanes, or of those that scroll.
        ends_group: the next one belongs to another group.
        folded: it stands for all rows of its group.
    """

    kind: LaneKind
    key: str
    top: float
    height: float
    ends_group: bool = True
    folded: bool = False

    @property
    def unit(self) -> str:
        """Id of the unit it is of, or empty."""
        return self.key if self.kind is LaneKind.UNIT else ""

    @property
    def group(self) -> LaneKind:
        """The group it belongs to."""
        return GROUP_OF[self.kind]


@dataclass(frozen=True, slots=True)
class LanePlaces:
    """Where everything lies, for a stretch of time and a width.

    Attributes:
        pinned: the lanes that stay in sight; ``scrolled``: those under them.
        bars: what lies in rows, by the group, ordered by their beginnings.
    """

    axis: Axis
    pinned: tuple[Lane, ...]
    scrolled: tuple[Lane, ...]
    bars: Mapping[LaneKind, tuple[Bar, ...]]

    @classmethod
    def of(cls, feed: LaneFeed, axis: Axis, shown: Collection[LaneKind], folded: Collection[LaneKind]) -> LanePlaces:
        """The places for what is to be shown now."""
        there = [kind for kind in GROUPS if kind in filled(feed) and kind in shown]
        bars = {
            kind: stack(feed, axis, 1 if kind in folded else MOST_STACKED)
            for kind, stack in (
                (LaneKind.NOTES, note_bars),
                (LaneKind.EXPECTED, expected_bars),
                (LaneKind.FINDINGS, finding_bars),
                (LaneKind.OVERRIDES, override_bars),
            )
            if kind in there
        }
        pinned = [row for kind in there if kind in PINNED for row in _rows(feed, kind, bars, folded)]
        scrolled = [row for kind in there if kind not in PINNED for row in _rows(feed, kind, bars, folded)]
        return cls(axis, tuple(_lay_out(pinned, folded)), tuple(_lay_out(scrolled, folded)), bars)

    @property
    def findings(self) -> tuple[Bar, ...]:
        """The bars of the findings."""
        return self.bars.get(LaneKind.FINDINGS, ())

    @property
    def units(self) -> tuple[Lane, ...]:
        """The lanes of the single units."""
        return tuple(lane for lane in self.scrolled if lane.kind is LaneKind.UNIT)

    @property
    def pinned_px(self) -> float:
        """Height of the lanes that stay in sight."""
        return _height(self.pinned)

    @property
    def scrolled_px(self) -> float:
        """Height of the lanes that scroll."""
        return _height(self.scrolled)

    @property
    def ms_per_px(self) -> float:
        """How much exercise time one px stands for."""
        return max(1e-6, (self.axis.end_ms - self.axis.start_ms) / self.axis.width_px)

    def edges(self, start_ms: int, end_ms: int, least_px: float = 0.0) -> tuple[float, float]:
        """Where a stretch of time lies, cut to what is in view, and at least so wide."""
        left = min(max(self.axis.left_px - 2.0, self.axis.x_of(start_ms)), self.axis.right_px + 2.0)
        right = min(self.axis.right_px + 2.0, self.axis.x_of(end_ms))
        return left, max(right, left + least_px)

    def bar_box(self, lane: Lane, bar: Bar) -> QRectF:
        """Where a bar lies, from the top of its lane."""
        row = scaled(STACK_PX)
        return QRectF(bar.left, lane.top + SPACE / 2 + bar.row * row + 1, bar.right - bar.left, row - 3)


def _rows(
    feed: LaneFeed, kind: LaneKind, bars: Mapping[LaneKind, Sequence[Bar]], folded: Collection[LaneKind]
) -> Iterator[tuple[LaneKind, str, float]]:
    """The lanes of a group, with their heights at text size 1."""
    if kind is LaneKind.PHASES:
        yield kind, "", PHASE_PX
    elif kind is LaneKind.INJECTS:
        yield kind, "", INJECT_PX
    elif kind in bars:
        yield kind, "", max(ROW_PX, STACK_PX * rows_of(bars[kind]) + SPACE)
    elif kind is LaneKind.OBSERVERS and kind not in folded and len(feed.lanes.observed) > 1:
        for observer in feed.lanes.observed:
            yield LaneKind.OBSERVER, observer, ROW_PX
    else:
        yield kind, "", ROW_PX
        if kind is LaneKind.UNITS and kind not in folded:
            for unit in feed.view.scenario.units:
                yield LaneKind.UNIT, unit, UNIT_PX


def _lay_out(wanted: Sequence[tuple[LaneKind, str, float]], folded: Collection[LaneKind]) -> Iterator[Lane]:
    top = 0.0
    for place, (kind, key, px) in enumerate(wanted):
        height = float(scaled(px))
        group = GROUP_OF[kind]
        ends = place + 1 == len(wanted) or GROUP_OF[wanted[place + 1][0]] is not group
        yield Lane(kind, key, top, height, ends, group in FOLDABLE and group in folded)
        top += height


def _height(lanes: Sequence[Lane]) -> float:
    return lanes[-1].top + lanes[-1].height if lanes else 0.0
