"""Painting the lanes: each kind has its own hand, and all draw in px of the widget."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QRectF, Qt

from player.ui.instrument.lane_bars import MARK_PX
from player.ui.instrument.lane_brush import LaneBrush
from player.ui.instrument.lane_course import paint_injects, paint_phases
from player.ui.instrument.lane_dots import paint_clock, paint_observed, paint_records
from player.ui.instrument.lane_kinds import LaneKind
from player.ui.instrument.lane_places import Lane
from player.ui.instrument.lane_stacks import STACKED, to_be_seen
from player.ui.instrument.lane_units import paint_all_units, paint_orders, paint_unit
from player.ui.theme import scaled

_HANDS: Mapping[LaneKind, Callable[[LaneBrush, Lane], None]] = {
    LaneKind.PHASES: paint_phases,
    LaneKind.INJECTS: paint_injects,
    LaneKind.ORDERS: paint_orders,
    LaneKind.UNITS: paint_all_units,
    LaneKind.UNIT: paint_unit,
    LaneKind.OBSERVERS: paint_observed,
    LaneKind.OBSERVER: paint_observed,
    LaneKind.RECORDS: paint_records,
    LaneKind.CLOCK: paint_clock,
}
_TO_THE_EDGE = frozenset({LaneKind.PHASES, LaneKind.UNIT, LaneKind.UNITS, LaneKind.FINDINGS, LaneKind.OVERRIDES})
"""Lanes of bars, which end with the axis; marks may reach over it by half of themselves."""


def paint_lane(brush: LaneBrush, lane: Lane, box: QRectF) -> None:
    """Paint what lies in a lane; ``box`` is its whole width."""
    painter, axis = brush.painter, brush.axis
    painter.save()
    over = 1.0 if lane.kind in _TO_THE_EDGE else scaled(MARK_PX) / 2
    clip = QRectF(axis.left_px - over, box.top(), axis.width_px + 2 * over, box.height())
    painter.setClipRect(clip, Qt.ClipOperation.IntersectClip)
    painter.translate(0, box.top() - lane.top)
    if lane.kind in STACKED:
        bars = brush.places.bars.get(lane.kind, ())
        for bar in to_be_seen(brush, bars) if lane.kind is LaneKind.FINDINGS else bars:
            STACKED[lane.kind](brush, bar, brush.places.bar_box(lane, bar))
    else:
        _HANDS[lane.kind](brush, lane)
    brush.paint_rings()
    painter.restore()
