"""Where every lane lies: those of the whole drill stay in sight, those of the units scroll beneath them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import inf

from PySide6.QtCore import QRectF

from player.i18n import N_
from player.model.scenario import Scenario
from player.review.lane_spans import stacked
from player.ui.instrument.lane_feed import LaneFeed
from player.ui.scenario.axis import Axis
from player.ui.theme import SPACE, scaled, text_font, text_scale
from player.ui.widgets.painted import text_width

LEAST_NAMES_PX, NAMES_SHARE = 148.0, 0.15
"""Left of the lanes, for their names: so many px at text size 1, or a share of the width where that is more."""

BESIDE_NAME_PX = 42.0
"""What a name needs beside it: the stage the unit stands at, and the gaps, at text size 1."""


def names_px(scenario: Scenario, width_px: float) -> float:
    """How much of a width the names of the lanes get, in px at text size 1; no more than the longest of them needs."""
    font = text_font("small")
    longest = max((text_width(font, str(unit.title)) for unit in scenario.units.values()), default=0.0)
    wanted = min(longest / text_scale() + BESIDE_NAME_PX, NAMES_SHARE * width_px / text_scale())
    return float(round(max(LEAST_NAMES_PX, wanted)))


PHASE_PX, INJECT_PX, UNIT_PX, STACK_PX = 38, 22, 23, 18
"""Heights at text size 1; a stack is one row of findings or overrides."""

MOST_STACKED = 6
"""Findings or overrides of one moment lie in at most so many rows."""

LEAST_BAR_PX = 9.0
"""What is but a moment is this wide, so that it can be seen and pointed at."""


class LaneKind(StrEnum):
    """What a lane shows."""

    PHASES = "phases"
    FINDINGS = "findings"
    INJECTS = "injects"
    OVERRIDES = "overrides"
    UNIT = "unit"


LANE_TITLES = {
    LaneKind.PHASES: N_("Phases"),
    LaneKind.FINDINGS: N_("Findings"),
    LaneKind.INJECTS: N_("Injects"),
    LaneKind.OVERRIDES: N_("Overrides"),
}
"""What each lane of the whole drill is called."""


@dataclass(frozen=True, slots=True)
class Lane:
    """A lane; ``top`` counts from the top of the pinned lanes, or of the units. ``unit`` is empty for the former."""

    kind: LaneKind
    unit: str
    top: float
    height: float


@dataclass(frozen=True, slots=True)
class Bar:
    """A finding or an override in its row.

    Attributes:
        place: its number in the feed.
        until: where the next one in its row begins, which lies over it; infinite where there is none.
    """

    place: int
    row: int
    left: float
    right: float
    until: float = inf


@dataclass(frozen=True, slots=True)
class LanePlaces:
    """Where everything lies, for a stretch of time and a width.

    Attributes:
        pinned: the lanes of the whole drill, that of overrides where there are any; ``units``: those of the units.
        findings, overrides: their bars, by their beginnings.
    """

    axis: Axis
    pinned: tuple[Lane, ...]
    units: tuple[Lane, ...]
    findings: tuple[Bar, ...]
    overrides: tuple[Bar, ...]

    @classmethod
    def of(cls, feed: LaneFeed, axis: Axis) -> LanePlaces:
        """The places for what is to be shown now."""
        findings = _stack(axis, [_finding_edges(feed, axis, place) for place in range(len(feed.findings))])
        overrides = _stack(axis, [_override_edges(feed, axis, place) for place in range(len(feed.lanes.overrides))])
        heights = {
            LaneKind.PHASES: PHASE_PX,
            LaneKind.FINDINGS: STACK_PX * _rows(findings) + SPACE,
            LaneKind.INJECTS: INJECT_PX,
        }
        if feed.lanes.overrides:
            heights[LaneKind.OVERRIDES] = STACK_PX * _rows(overrides) + SPACE
        pinned = tuple(_lay_out([(kind, "", px) for kind, px in heights.items()]))
        units = tuple(_lay_out([(LaneKind.UNIT, unit, UNIT_PX) for unit in feed.view.scenario.units]))
        return cls(axis, pinned, units, findings, overrides)

    @property
    def pinned_px(self) -> float:
        """Height of the lanes of the whole drill."""
        return self.pinned[-1].top + self.pinned[-1].height

    @property
    def units_px(self) -> float:
        """Height of the lanes of all units."""
        return self.units[-1].top + self.units[-1].height if self.units else 0.0

    @property
    def ms_per_px(self) -> float:
        """How much exercise time one px stands for."""
        return max(1e-6, (self.axis.end_ms - self.axis.start_ms) / self.axis.width_px)

    def edges(self, start_ms: int, end_ms: int, least_px: float = 0.0) -> tuple[float, float]:
        """Where a stretch of time lies, cut to what is in view, and at least so wide."""
        left = max(self.axis.left_px - 2.0, self.axis.x_of(start_ms))
        right = min(self.axis.right_px + 2.0, self.axis.x_of(end_ms))
        return left, max(right, left + least_px)

    def bar_box(self, lane: Lane, bar: Bar) -> QRectF:
        """Where a finding or an override lies, from the top of its lane."""
        row = scaled(STACK_PX)
        return QRectF(bar.left, lane.top + SPACE / 2 + bar.row * row + 1, bar.right - bar.left, row - 3)


def _lay_out(wanted: Sequence[tuple[LaneKind, str, float]]) -> Iterator[Lane]:
    top = 0.0
    for kind, unit, px in wanted:
        height = float(scaled(px))
        yield Lane(kind, unit, top, height)
        top += height


def _rows(bars: Sequence[Bar]) -> int:
    return 1 + max((bar.row for bar in bars), default=0)


def _stack(axis: Axis, edges: Sequence[tuple[float, float]]) -> tuple[Bar, ...]:
    """The bars in rows; those out of view take no room."""
    ordered = sorted((left, right, place) for place, (left, right) in enumerate(edges))
    ordered = [one for one in ordered if one[1] > axis.left_px and one[0] < axis.right_px]
    rows = stacked([(left, right + 2.0) for left, right, _place in ordered], MOST_STACKED)
    bars: list[Bar] = []
    until: dict[int, float] = {}
    for (left, right, place), row in zip(reversed(ordered), reversed(rows), strict=True):
        bars.append(Bar(place, row, left, right, until.get(row, inf)))
        until[row] = left
    return tuple(reversed(bars))


def _finding_edges(feed: LaneFeed, axis: Axis, place: int) -> tuple[float, float]:
    span = feed.findings[place]
    word = text_width(text_font("key"), span.finding.rule) + scaled(14) + 4 * SPACE
    left = axis.x_of(span.start_ms)
    return left, max(axis.x_of(span.finding.to_ms), left + word)


def _override_edges(feed: LaneFeed, axis: Axis, place: int) -> tuple[float, float]:
    span = feed.lanes.overrides[place]
    left = axis.x_of(span.start_ms)
    least = scaled(64 if span.held or span.unit else 44)
    return left, max(axis.x_of(feed.end_ms if span.end_ms is None else span.end_ms), left + least)
