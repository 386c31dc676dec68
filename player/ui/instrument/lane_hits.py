"""What lies under the pointer in the lanes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any, NamedTuple, TypeVar

from player.i18n import ngettext
from player.model.events import Actor
from player.review.lane_expected import tick_at
from player.review.lane_spans import Track
from player.review.measures_ticks import by_log
from player.review.tick_wording import tick_text
from player.ui.instrument.lane_bars import MARK_PX, Bar
from player.ui.instrument.lane_course import inject_heights, played_box
from player.ui.instrument.lane_dots import observed_in
from player.ui.instrument.lane_feed import LaneFeed
from player.ui.instrument.lane_kinds import LaneKind
from player.ui.instrument.lane_places import Lane, LanePlaces
from player.ui.instrument.lane_told import (
    annotation_told,
    clock_told,
    decision_told,
    expected_told,
    observed_told,
    planned_inject_told,
    planned_phase_told,
    record_told,
)
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
from player.ui.review_view import ReviewView
from player.ui.theme import scaled

REACH_PX = 8.0
"""How near to a moment the pointer has to be."""

T = TypeVar("T")


class Hit(NamedTuple):
    """What is under the pointer.

    Attributes:
        finding: key of a finding, or empty.
        seq: number of its event in the log; 0 where it has none, as what is planned.
        at_ms: the moment it stands at; None for what lasts, in which the pointer says the moment.
    """

    told: Told
    finding: str = ""
    seq: int = 0
    at_ms: int | None = None


def hit(feed: LaneFeed, places: LanePlaces, lane: Lane, x: float, y: float) -> Hit | None:
    """What lies there in a lane; ``y`` counts as the tops of the lanes do."""
    return _HITS[lane.kind](feed, places, lane, x, y)


def _phases(feed: LaneFeed, places: LanePlaces, lane: Lane, x: float, y: float) -> Hit | None:
    scenario, ms, top = feed.view.scenario, places.axis.ms_at(x), played_box(lane).top()
    place = _nearest(feed.lanes.decisions, ms, REACH_PX * places.ms_per_px)
    if place is not None and abs(y - top) <= scaled(MARK_PX) / 2:
        decision = feed.lanes.decisions.items[place]
        return Hit(decision_told(scenario, decision), seq=decision.seq, at_ms=decision.start_ms)
    if y < top - 1:
        planned = feed.lanes.plan.phase_at(ms)
        return None if planned is None else Hit(planned_phase_told(scenario, planned))
    phase = feed.lanes.phases.at(ms)
    known = phase is not None and (phase.end_ms is not None or ms <= feed.end_ms)
    return Hit(phase_told(scenario, phase, feed.end_ms), seq=phase.seq) if phase is not None and known else None


def _under(places: LanePlaces, lane: Lane, x: float, y: float) -> Bar | None:
    """The bar there; of two that overlap the one that lies on top."""
    bars = reversed(places.bars.get(lane.kind, ()))
    return next((bar for bar in bars if places.bar_box(lane, bar).contains(x, y)), None)


def _finding(feed: LaneFeed, places: LanePlaces, lane: Lane, x: float, y: float) -> Hit | None:
    bar = _under(places, lane, x, y)
    if bar is None:
        return None
    found = feed.findings[bar.place]
    seq = found.finding.events[0] if found.finding.events else 0
    return Hit(finding_told(found), found.finding.key, seq)


def _override(feed: LaneFeed, places: LanePlaces, lane: Lane, x: float, y: float) -> Hit | None:
    bar = _under(places, lane, x, y)
    if bar is None:
        return None
    span = feed.lanes.overrides[bar.place]
    return Hit(override_told(feed.view.scenario, span), seq=span.seq)


def _expected(feed: LaneFeed, places: LanePlaces, lane: Lane, x: float, y: float) -> Hit | None:
    bar = _under(places, lane, x, y)
    if bar is None:
        return None
    span = feed.lanes.expected.items[bar.place]
    told = _and_more(expected_told(feed.view.scenario, span, _otherwise(feed, bar.place)), bar.count - 1)
    return Hit(told, seq=span.met_seq or span.missed_seq or span.seq)


def _otherwise(feed: LaneFeed, place: int) -> str:
    """What the log has of an expected action, where that is not what was ticked; only once the exercise is over."""
    view, seq = feed.view, feed.lanes.expected.items[place].met_seq
    if not isinstance(view, ReviewView) or seq is None:
        return ""
    tick = tick_at(feed.lanes.expected, place, by_hand=view.entries[seq - 1].event.actor is not Actor.ENGINE)
    if tick is None:
        return ""
    taken: dict[str, list[int]] = {}
    for mark in feed.lanes.decisions.items:
        taken.setdefault(mark.decision, []).append(mark.start_ms)
    return tick_text(view.scenario, by_log(view.final_state, taken, tick))


def _note(feed: LaneFeed, places: LanePlaces, lane: Lane, x: float, y: float) -> Hit | None:
    bar = _under(places, lane, x, y)
    if bar is None:
        return None
    span = feed.lanes.annotations[bar.place]
    at_ms = span.start_ms if span.end_ms == span.start_ms else None
    return Hit(annotation_told(feed.view.scenario, span), span.finding, span.seq, at_ms)


def _inject(feed: LaneFeed, places: LanePlaces, lane: Lane, x: float, y: float) -> Hit | None:
    scenario, lanes, ms = feed.view.scenario, feed.lanes, places.axis.ms_at(x)
    reach_ms = REACH_PX * places.ms_per_px
    above, below = inject_heights(lane)
    planned = _least(((abs(at_ms - ms), name) for name, at_ms in lanes.plan.injects.items()), reach_ms)
    if planned is not None and y < (above + below) / 2 - 1:
        return Hit(planned_inject_told(scenario, planned, lanes.plan.injects[planned]))
    waiting = _least(((abs(due_ms - ms), name) for name, due_ms in lanes.waiting.items()), reach_ms)
    if waiting is not None:
        return Hit(waiting_told(scenario, waiting, lanes.waiting[waiting]), at_ms=lanes.waiting[waiting])
    return _moment(
        lanes.injects, places, x, lambda mark: inject_told(scenario, mark, lanes.plan.injects.get(mark.inject))
    )


def _unit(feed: LaneFeed, places: LanePlaces, lane: Lane, x: float, y: float) -> Hit | None:  # noqa: ARG001
    scenario, lanes, ms = feed.view.scenario, feed.lanes, places.axis.ms_at(x)
    orders = lanes.orders[lane.key]
    place = _nearest(orders, ms, REACH_PX / 2 * places.ms_per_px)
    if place is not None:
        order = orders.items[place]
        return Hit(order_told(scenario, lane.key, order), seq=order.seq, at_ms=order.start_ms)
    if ms > feed.end_ms:
        return None
    span, ceiling = lanes.units[lane.key].at(ms), lanes.ceiling.at(ms)
    above = span.stage - ceiling if span is not None and ceiling is not None else 0
    return Hit(unit_told(scenario, lane.key, span, above), seq=0 if span is None else span.seq)


def _units(feed: LaneFeed, places: LanePlaces, lane: Lane, x: float, y: float) -> Hit | None:  # noqa: ARG001
    """The unit that stood highest there."""
    ms = places.axis.ms_at(x)
    standing = ((span.stage, unit) for unit, track in feed.lanes.units.items() if (span := track.at(ms)) is not None)
    highest = max(standing, default=None, key=lambda one: one[0])
    if highest is None or ms > feed.end_ms:
        return None
    unit = highest[1]
    span, ceiling = feed.lanes.units[unit].at(ms), feed.lanes.ceiling.at(ms)
    above = 0 if span is None or ceiling is None else span.stage - ceiling
    return Hit(unit_told(feed.view.scenario, unit, span, above), seq=0 if span is None else span.seq)


def _order(feed: LaneFeed, places: LanePlaces, lane: Lane, x: float, y: float) -> Hit | None:  # noqa: ARG001
    scenario = feed.view.scenario
    return _moment(feed.lanes.every_order, places, x - REACH_PX / 2, lambda one: order_told(scenario, one.unit, one))


def _observed(feed: LaneFeed, places: LanePlaces, lane: Lane, x: float, y: float) -> Hit | None:  # noqa: ARG001
    scenario = feed.view.scenario
    return _moment(observed_in(feed.lanes, lane), places, x, lambda one: observed_told(scenario, one))


def _record(feed: LaneFeed, places: LanePlaces, lane: Lane, x: float, y: float) -> Hit | None:  # noqa: ARG001
    scenario = feed.view.scenario
    return _moment(feed.lanes.records, places, x, lambda one: record_told(scenario, one))


def _clock(feed: LaneFeed, places: LanePlaces, lane: Lane, x: float, y: float) -> Hit | None:  # noqa: ARG001
    near = _moment(feed.lanes.clock, places, x, clock_told)
    over = feed.lanes.clock.at(places.axis.ms_at(x)) if near is None else None
    return near if over is None else Hit(clock_told(over), seq=over.seq)


_HITS: dict[LaneKind, Callable[[LaneFeed, LanePlaces, Lane, float, float], Hit | None]] = {
    LaneKind.PHASES: _phases,
    LaneKind.NOTES: _note,
    LaneKind.INJECTS: _inject,
    LaneKind.EXPECTED: _expected,
    LaneKind.FINDINGS: _finding,
    LaneKind.ORDERS: _order,
    LaneKind.UNITS: _units,
    LaneKind.UNIT: _unit,
    LaneKind.OBSERVERS: _observed,
    LaneKind.OBSERVER: _observed,
    LaneKind.RECORDS: _record,
    LaneKind.OVERRIDES: _override,
    LaneKind.CLOCK: _clock,
}


def _moment(track: Track[Any], places: LanePlaces, x: float, tell: Callable[[Any], Told]) -> Hit | None:
    """The moment of a track that is nearest, with how many others there are in reach."""
    ms, reach_ms = places.axis.ms_at(x), REACH_PX * places.ms_per_px
    place = _nearest(track, ms, reach_ms)
    if place is None:
        return None
    mark = track.items[place]
    others = track.until(round(mark.start_ms + reach_ms)) - track.until(round(mark.start_ms - reach_ms) - 1) - 1
    return Hit(_and_more(tell(mark), others), seq=mark.seq, at_ms=mark.start_ms)


def _and_more(told: Told, others: int) -> Told:
    if others < 1:
        return told
    text = ngettext("and {n} more here: zoom in", "and {n} more here: zoom in", others).format(n=others)
    return replace(told, lines=(*told.lines, text))


def _nearest(track: Track[Any], ms: int, reach_ms: float) -> int | None:
    """The place of the moment nearest to this one; of several at one moment the last."""
    first, after = track.until(round(ms - reach_ms) - 1), track.until(round(ms + reach_ms))
    if first == after:
        return None
    right = track.until(ms)
    near = (place for place in (right - 1, right) if first <= place < after)
    return min(near, key=lambda place: abs(track.items[place].start_ms - ms))


def _least(near: Iterable[tuple[int, str]], reach_ms: float) -> str | None:
    best = min(near, default=None)
    return None if best is None or best[0] > reach_ms else best[1]
