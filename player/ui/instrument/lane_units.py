"""Painting the units: what each did, the highest stage of all, and what they were ordered."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QPainter, QPen

from player.i18n import _
from player.model.doctrine import ACTION_KINDS
from player.review.lane_spans import OrderMark, UnitSpan
from player.ui.instrument.lane_brush import LEAST_WORD_PX, TINT, LaneBrush, Placed
from player.ui.instrument.lane_places import Lane
from player.ui.theme import SPACE, colour, faded, scaled, text_font
from player.ui.widgets import paint_box, paint_hatch, paint_text
from player.ui.widgets.painted import polygon_path, text_width

_FOOT_PX = 4.0
_PENNANT_PX = 11
_STEP_PX = 3
"""What begins in so many px is painted as one."""


def paint_unit(brush: LaneBrush, lane: Lane) -> None:
    """Paint what a unit did and was ordered."""
    track = brush.feed.lanes.units[lane.key]
    top, height = lane.top + 2, lane.height - 4
    for group in track.in_view(brush.axis.start_ms, brush.axis.end_ms, brush.places.ms_per_px * _STEP_PX):
        left, right = brush.places.edges(group.start_ms, brush.known(group.end_ms), 2)
        box = QRectF(round(left), top, max(2, round(right) - round(left)), height)
        span = track.items[group.last]
        if group.first == group.last and span.is_standby:
            _standby(brush, box)
        else:
            single = group.first == group.last
            until = _next_order(brush, lane.key, box.left()) if single else box.right()
            _doing(brush, span._replace(start_ms=group.start_ms, stage=group.weight), box, until, single=single)
        if brush.event and any(one.seq == brush.event for one in track.items[group.first : group.last + 1]):
            brush.ring(box.adjusted(3, 1, -3, -1))
    _pennants(brush, lane, top)


def paint_all_units(brush: LaneBrush, lane: Lane) -> None:
    """Paint the highest stage of all units: a stair as high as the stage."""
    top, height = lane.top + 3, lane.height - 7
    spans: list[tuple[int, float, float]] = []
    for track in brush.feed.lanes.units.values():
        for group in track.in_view(brush.axis.start_ms, brush.axis.end_ms, brush.places.ms_per_px * _STEP_PX):
            left, right = brush.places.edges(group.start_ms, brush.known(group.end_ms), 2)
            spans.append((group.weight, left, right))
    panel, stages = colour(brush.theme.surfaces.panel), brush.theme.plots.stages
    for stage, left, right in sorted(spans):
        box = QRectF(round(left), top, max(1, round(right) - round(left)), height)
        brush.painter.fillRect(box, panel)  # a higher stage covers what lies under it
        high = max(1.0, height * stage / (len(stages) - 1))
        foot = QRectF(box.left(), box.bottom() - high, box.width(), high)
        brush.painter.fillRect(foot, colour(stages[stage] if stage else brush.theme.edge))


def _standby(brush: LaneBrush, box: QRectF) -> None:
    thin = box.adjusted(0.5, 3, -0.5, -2)
    paint_box(brush.painter, thin, None, brush.theme.edge, radius=1, dashed=True)
    words = brush.words(thin)
    if words.width() > 3 * LEAST_WORD_PX:
        title = _(ACTION_KINDS["standby"].title)
        width = text_width(text_font("key"), title)
        ground = QRectF(words.left() - 2, box.top(), width + 4, box.height())
        brush.painter.fillRect(ground, colour(brush.theme.surfaces.panel))
        paint_text(brush.painter, text_font("key"), brush.theme.ink_soft, words, title)


def _next_order(brush: LaneBrush, unit: str, left: float) -> float:
    """Where the first order behind this place stands, before which words have to end."""
    track = brush.feed.lanes.orders[unit]
    place = track.until(brush.axis.ms_at(left) + round(2 * brush.places.ms_per_px))
    return brush.axis.x_of(track.items[place].start_ms) - 2 if place < len(track) else brush.axis.right_px


def _doing(brush: LaneBrush, span: UnitSpan, box: QRectF, until: float, *, single: bool) -> None:
    painter, theme = brush.painter, brush.theme
    solid = theme.plots.stages[span.stage] if span.stage else theme.edge
    painter.fillRect(box, colour(theme.surfaces.panel))
    if span.stage:
        painter.fillRect(box, faded(solid, TINT))
    foot = _FOOT_PX + span.stage * 0.5 if span.stage else 1.0
    above = _above(brush, span, box)
    painter.fillRect(QRectF(box.left(), box.bottom() - foot, box.width(), foot), colour(solid))
    painter.fillRect(QRectF(box.left(), box.top(), 1.5, box.height()), colour(solid))
    if span.overridden and box.width() > 4:
        painter.setPen(QPen(colour(theme.plots.marker), 1.5))
        painter.drawLine(QLineF(box.left(), box.top() + 0.5, box.right(), box.top() + 0.5))
    words = brush.words(box.adjusted(0, 0, 0, -_FOOT_PX))
    words.setRight(min(words.right(), until))
    _numbers(brush, span, words, single=single, above=above)


def _numbers(brush: LaneBrush, span: UnitSpan, words: QRectF, *, single: bool, above: bool) -> None:
    """The stage, the persons, and what is done where there is room for it."""
    painter, theme = brush.painter, brush.theme
    font, small = text_font("figure_s"), text_font("key")
    stage = str(span.stage)
    width = text_width(font, stage) + 1
    if words.width() < width:
        return
    told = [str(span.personnel) if span.personnel else "", ", ".join(_(ACTION_KINDS[one].title) for one in span.does)]
    text = told[0] if above else " · ".join(filter(None, told))  # what is above the ceiling stays in sight
    text = text if single else ""
    room = words.width() - width - 2 * SPACE
    if text and room < text_width(small, told[0]) + 1:
        text = ""
    more = min(text_width(small, text) + 1, room)
    if span.stage and above:
        reach = width + (more + 2 * SPACE if text else 0) + 4
        ground = QRectF(words.left() - 2, words.top() + 1, reach, words.height())
        painter.fillRect(ground, faded(theme.surfaces.panel, 0.85))
    paint_text(painter, font, theme.ink, words, stage)
    if text:
        if room < text_width(small, text) + 1 and room < 5 * LEAST_WORD_PX:
            text = told[0] or text
        rest = QRectF(words.left() + width + 1.5 * SPACE, words.top(), more, words.height())
        paint_text(painter, small, theme.ink, rest, text)


def _above(brush: LaneBrush, span: UnitSpan, box: QRectF) -> bool:
    """Hatch where the unit stood above the ceiling; gives whether it did."""
    painter, theme = brush.painter, brush.theme
    until_ms = min(brush.known(span.end_ms), brush.axis.end_ms)
    stretches = list(brush.feed.lanes.ceiling.below(span.stage, max(span.start_ms, brush.axis.start_ms), until_ms))
    for from_ms, to_ms in stretches:
        left, right = brush.places.edges(from_ms, to_ms, 2)
        part = QRectF(max(left, box.left()), box.top(), 0, box.height())
        part.setRight(max(part.left() + 2, min(right, box.right())))
        painter.fillRect(part, colour(theme.tones.alarm.soft))
        paint_hatch(painter, part, theme.plots.excess, step=5, width=1.6)
        painter.fillRect(QRectF(part.left(), part.top(), part.width(), 2), colour(theme.plots.excess))
    return bool(stretches)


def _pennants(brush: LaneBrush, lane: Lane, top: float) -> None:
    """A pennant where an order was given: hollow where it is void."""
    track = brush.feed.lanes.orders[lane.key]
    for group in track.in_view(brush.axis.start_ms, brush.axis.end_ms, _PENNANT_PX * brush.places.ms_per_px):
        foot = lane.top + lane.height - 3
        _pennant(brush, track.items[group.last], brush.axis.x_of(group.start_ms), (top - 1, foot), 7.0)


def _pennant(brush: LaneBrush, mark: OrderMark, x: float, heights: tuple[float, float], size: float) -> None:
    painter, tone = brush.painter, brush.theme.tones.accent
    x, (top, foot) = round(x) + 0.5, heights
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour(tone.text), 1.2))
    painter.drawLine(QPointF(x, top), QPointF(x, foot))
    painter.setBrush(colour(brush.theme.surfaces.panel if mark.voided else tone.fill))
    painter.drawPath(polygon_path((x, top), (x + size, top + size / 2), (x, top + size)))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def paint_orders(brush: LaneBrush, lane: Lane) -> None:
    """Paint all orders, with the rank that gave each."""

    def paint_one(mark: OrderMark, placed: Placed, middle: float) -> float:
        size = float(scaled(_PENNANT_PX))
        top = lane.top + 3
        _pennant(brush, mark, placed.x, (top, lane.top + lane.height - 3), size)
        end = placed.x + size + 2
        if placed.group.first != placed.group.last:
            return end
        ink = brush.theme.ink_soft if mark.voided else brush.theme.ink
        row = QRectF(0, lane.top, 0, lane.height - 1)
        right = brush.label(end, placed.until - 2, row, mark.rank, ink)
        if mark.voided:
            brush.strike(QRectF(placed.x, middle, max(end, right) - placed.x, 0), brush.theme.ink_soft)
        return right

    brush.moments(lane, brush.feed.lanes.every_order, paint_one)
