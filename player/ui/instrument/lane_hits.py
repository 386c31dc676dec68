"""What lies under the pointer in the lanes."""

from __future__ import annotations

from typing import Any, NamedTuple

from player.review.lane_spans import Track
from player.ui.instrument.lane_feed import LaneFeed
from player.ui.instrument.lane_places import Lane, LaneKind, LanePlaces
from player.ui.instrument.lane_words import (
    Told,
    finding_told,
    inject_told,
    order_told,
    override_told,
    phase_told,
    unit_told,
    waiting_told,
)

REACH_PX = 8.0
"""How near to a moment the pointer has to be."""


class Hit(NamedTuple):
    """What is under the pointer; ``finding`` is the key of a finding, or empty."""

    told: Told
    finding: str = ""


def hit(feed: LaneFeed, places: LanePlaces, lane: Lane, x: float, y: float) -> Hit | None:
    """What lies there in a lane; ``y`` counts as the tops of the lanes do."""
    scenario, ms = feed.view.scenario, places.axis.ms_at(x)
    match lane.kind:
        case LaneKind.PHASES:
            phase = feed.lanes.phases.at(ms)
            known = phase is not None and (phase.end_ms is not None or ms <= feed.end_ms)
            return Hit(phase_told(scenario, phase, feed.end_ms)) if phase is not None and known else None
        case LaneKind.FINDINGS:
            over = (bar for bar in places.findings if places.bar_box(lane, bar).contains(x, y))
            found = next((feed.findings[bar.place] for bar in over), None)
            return None if found is None else Hit(finding_told(found), found.finding.key)
        case LaneKind.OVERRIDES:
            over = (bar for bar in places.overrides if places.bar_box(lane, bar).contains(x, y))
            override = next((feed.lanes.overrides[bar.place] for bar in over), None)
            return None if override is None else Hit(override_told(scenario, override))
        case LaneKind.INJECTS:
            return _inject(feed, places, ms)
        case LaneKind.UNIT:
            return _unit(feed, places, lane, ms)


def _inject(feed: LaneFeed, places: LanePlaces, ms: int) -> Hit | None:
    reach_ms = REACH_PX * places.ms_per_px
    scenario = feed.view.scenario
    near = [(abs(due_ms - ms), inject, due_ms) for inject, due_ms in feed.lanes.waiting.items()]
    if near and min(near)[0] <= reach_ms:
        _off, inject, due_ms = min(near)
        return Hit(waiting_told(scenario, inject, due_ms))
    place = _nearest(feed.lanes.injects, ms, reach_ms)
    return None if place is None else Hit(inject_told(scenario, feed.lanes.injects.items[place]))


def _unit(feed: LaneFeed, places: LanePlaces, lane: Lane, ms: int) -> Hit | None:
    scenario, lanes = feed.view.scenario, feed.lanes
    orders = lanes.orders[lane.unit]
    place = _nearest(orders, ms, REACH_PX / 2 * places.ms_per_px)
    if place is not None:
        return Hit(order_told(scenario, lane.unit, orders.items[place]))
    if ms > feed.end_ms:
        return None
    span, ceiling = lanes.units[lane.unit].at(ms), lanes.ceiling.at(ms)
    above = span.stage - ceiling if span is not None and ceiling is not None else 0
    return Hit(unit_told(scenario, lane.unit, span, above))


def _nearest(track: Track[Any], ms: int, reach_ms: float) -> int | None:
    groups = list(track.in_view(round(ms - reach_ms), round(ms + reach_ms)))
    near = [(abs(group.start_ms - ms), group.first) for group in groups if abs(group.start_ms - ms) <= reach_ms]
    return min(near)[1] if near else None
