"""Painting moments: what observers put down, casualties, arrests and evidence, and where the clock stood."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRectF

from player.i18n import _
from player.model.doctrine import RecordKind
from player.model.times import clock_text
from player.review.lane_marks import ClockKind, ClockMark, ObservedKind, ObservedMark, RecordMark
from player.review.lane_spans import Track
from player.review.lanes import LaneFold
from player.ui.instrument.lane_bars import MARK_PX
from player.ui.instrument.lane_brush import LaneBrush, Placed
from player.ui.instrument.lane_kinds import LaneKind
from player.ui.instrument.lane_places import Lane
from player.ui.run.tags import TAG_LOOKS, tag_tone
from player.ui.theme import paint_icon, scaled, text_font
from player.ui.widgets import paint_hatch, paint_text
from player.ui.widgets.painted import CENTRE

RECORD_ICONS: Mapping[RecordKind, str] = {
    RecordKind.CASUALTY: "heart-pulse",
    RecordKind.ARREST: "lock",
    RecordKind.EVIDENCE: "camera",
}
"""The icon of each kind of record, as in the log."""

_GRAVITY = {RecordKind.EVIDENCE: 0, RecordKind.ARREST: 1, RecordKind.CASUALTY: 2}

CLOCK_ICONS: Mapping[ClockKind, str] = {
    ClockKind.HOLD: "pause",
    ClockKind.GAP: "clock-alert",
    ClockKind.DOWN: "clock-alert",
    ClockKind.EMERGENCY: "siren",
}
"""The icon of each reason why the clock stood."""


def observed_in(lanes: LaneFold, lane: Lane) -> Track[ObservedMark]:
    """What lies in a lane of observers."""
    return lanes.observed[lane.key] if lane.kind is LaneKind.OBSERVER else lanes.every_observation


def paint_observed(brush: LaneBrush, lane: Lane) -> None:
    """Paint what was observed: a tag by its shape and digit, notes and markers by their icons."""
    theme, size = brush.theme, float(scaled(MARK_PX))

    def paint_one(mark: ObservedMark, placed: Placed, middle: float) -> float:
        box = QRectF(round(placed.x - size / 2), round(middle - size / 2), size, size)
        ink = theme.ink_soft if mark.voided else theme.ink
        if mark.kind is ObservedKind.TAG:
            tag = brush.scenario.tags[mark.tag]
            look = TAG_LOOKS[tag.colour]._replace(hollow=mark.voided)
            tone = tag_tone(theme, tag.colour)
            brush.mark(look, placed.x, middle, size, tone)
            digit = ink if mark.voided else tone.on_fill
            paint_text(brush.painter, text_font("key"), digit, box, str(tag.key), CENTRE)
        else:
            icon = "pencil" if mark.kind is ObservedKind.NOTE else "bookmark"
            paint_icon(brush.painter, icon, ink, box.left(), box.top(), round(size))
        if mark.voided:
            brush.strike(box, theme.ink)
        return box.right()

    brush.moments(lane, observed_in(brush.feed.lanes, lane), paint_one)


def paint_records(brush: LaneBrush, lane: Lane) -> None:
    """Paint casualties, arrests and evidence: icon and number."""
    theme, size = brush.theme, float(scaled(MARK_PX))

    def paint_one(mark: RecordMark, placed: Placed, middle: float) -> float:
        box = QRectF(round(placed.x - size / 2), round(middle - size / 2), size, size)
        ink = theme.tones.alarm.text if mark.kind is RecordKind.CASUALTY else theme.ink
        if mark.voided:
            ink = theme.ink_soft
        paint_icon(brush.painter, RECORD_ICONS[mark.kind], ink, box.left(), box.top(), round(size))
        end = box.right()
        if placed.group.first == placed.group.last:
            row = QRectF(0, lane.top, 0, lane.height - 1)
            end = brush.label(end + 1, placed.until, row, str(mark.number), ink, whole=True)
        if mark.voided:
            brush.strike(QRectF(box.left(), middle, max(end, box.right()) - box.left(), 0), ink)
        return end

    brush.moments(lane, brush.feed.lanes.records, paint_one, lambda mark: _GRAVITY[mark.kind])


def paint_clock(brush: LaneBrush, lane: Lane) -> None:
    """Paint where the clock stood: icon and real length; over a gap that counted as elapsed a hatched bar."""
    theme, size = brush.theme, float(scaled(MARK_PX))

    def paint_one(mark: ClockMark, placed: Placed, middle: float) -> float:
        box = QRectF(round(placed.x - size / 2), round(middle - size / 2), size, size)
        grave = mark.kind is not ClockKind.HOLD
        ink = theme.tones.alarm.text if grave else theme.ink
        if mark.end_ms > mark.start_ms:
            left, right = brush.places.edges(mark.start_ms, mark.end_ms)
            paint_hatch(brush.painter, QRectF(left, middle - 4, right - left, 8), theme.ink_soft, step=5, width=1)
        paint_icon(brush.painter, CLOCK_ICONS[mark.kind], ink, box.left(), box.top(), round(size))
        if placed.group.first != placed.group.last:
            return box.right()
        text = _("still going on") if mark.lasting else "" if mark.length_ms is None else clock_text(mark.length_ms)
        row = QRectF(0, lane.top, 0, lane.height - 1)
        return brush.label(box.right() + 2, placed.until, row, text, ink, whole=True)

    brush.moments(lane, brush.feed.lanes.clock, paint_one)
