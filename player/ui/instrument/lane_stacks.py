"""Painting what lies in rows: findings, overrides, expected actions, the trainer's annotations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRectF

from player.i18n import _
from player.model.events import AnnotationKind
from player.model.rules import Certainty
from player.model.times import clock_text
from player.review.lane_marks import ExpectedFate, ExpectedSpan
from player.ui.instrument.lane_bars import MARK_PX, Bar, first_line
from player.ui.instrument.lane_brush import EXPECTED_LOOKS, LEAST_WORD_PX, TINT, WORD_PAD, LaneBrush
from player.ui.instrument.lane_kinds import LaneKind
from player.ui.instrument.lane_places import LEAST_BAR_PX
from player.ui.instrument.lane_words import override_text
from player.ui.theme import SMALL_PX, SPACE, Tone, colour, faded, paint_icon, scaled, text_font
from player.ui.widgets import STATUS_LOOKS, paint_box, paint_hatch, paint_text
from player.ui.widgets.painted import CENTRE, text_width

ANNOTATION_ICONS: Mapping[AnnotationKind, tuple[str, str]] = {
    AnnotationKind.NOTE: ("message-square", "accent"),
    AnnotationKind.STRENGTH: ("circle-check", "go"),
    AnnotationKind.IMPROVEMENT: ("trending-up", "warn"),
    AnnotationKind.BOOKMARK: ("bookmark", "neutral"),
}
"""The icon of each kind of annotation, and its tone."""

MANY_BARS, CLOSE_PX = 1000, 3.0
"""Of more findings than this, those of a kind that begin so near to each other in a row are painted as one."""


def paint_finding(brush: LaneBrush, bar: Bar, box: QRectF) -> None:
    """Paint a finding: full where its basis is sure, hatched where it is not, hollow once it is answered."""
    painter, theme = brush.painter, brush.theme
    span = brush.feed.findings[bar.place]
    one = span.finding
    sure = one.certainty is Certainty.HIGH
    from_x, to_x = brush.places.edges(one.from_ms, one.to_ms, LEAST_BAR_PX)
    shape = QRectF(from_x, box.top(), min(to_x, max(box.right(), from_x + LEAST_BAR_PX)) - from_x, box.height())
    tone = theme.tones.warn if sure else theme.tones.neutral
    if not span.is_open:
        paint_box(painter, shape, theme.surfaces.panel, theme.ink_soft, radius=2, dashed=one.cleared is not None)
    elif sure:
        paint_box(painter, shape, tone.fill, tone.text, radius=2)
    else:
        paint_box(painter, shape, tone.soft, tone.text, radius=2)
        paint_hatch(painter, shape.adjusted(1, 1, -1, -1), tone.text, step=5, width=1)
    font = text_font("key")
    width = text_width(font, one.rule) + 2 * WORD_PAD
    mark = scaled(SMALL_PX) - 3 if span.answer is not None else 0
    inside = shape.width() >= width + mark + 2
    label = QRectF(shape.left() + 1 if inside else shape.right() + 1, box.top() + 2, width, box.height() - 4)
    label.moveLeft(max(label.left(), brush.axis.left_px + 1))
    has_room = label.right() + mark <= bar.until  # where there is none, the list and the pointer tell it
    ink = theme.ink
    if inside and span.is_open:
        ink = tone.on_fill if sure else theme.ink
        if has_room and not sure:
            painter.fillRect(label, colour(theme.surfaces.panel))
    if has_room:
        paint_text(painter, font, ink if span.is_open else theme.ink_soft, label, one.rule, CENTRE)
    else:
        label = shape
    if has_room and mark:
        paint_icon(painter, "check", theme.ink_soft, label.right() - 2, box.center().y() - mark / 2, mark)
    if one.lasting and span.is_open:
        brush.goes_on(shape, tone.text)
    if one.key in {brush.finding, brush.answered}:
        brush.ring(shape.united(label))


def to_be_seen(brush: LaneBrush, bars: Sequence[Bar]) -> Sequence[Bar]:
    """The bars of the findings; of thousands only those of which the next of their row leave something to be seen.

    A day with thousands of findings took a fifth of a second to paint, most of it over one another.
    """
    if len(bars) <= MANY_BARS:
        return bars
    ringed = {brush.finding, brush.answered}
    seen: dict[tuple[int, int, bool, Certainty, str], Bar] = {}
    for bar in bars:
        span = brush.feed.findings[bar.place]
        one = span.finding
        key = bar.row, int(bar.left // CLOSE_PX), span.is_open, one.certainty, one.key if one.key in ringed else ""
        seen.pop(key, None)  # the last one lies on top, so it goes to the end
        seen[key] = bar
    return tuple(seen.values())


def paint_override(brush: LaneBrush, bar: Bar, box: QRectF) -> None:
    """Paint a value the controller set, at a moment, or held."""
    painter, theme, axis = brush.painter, brush.theme, brush.axis
    span = brush.feed.lanes.overrides[bar.place]
    violet = theme.plots.marker
    lasts = span.end_ms != span.start_ms
    from_x, to_x = brush.places.edges(span.start_ms, brush.known(span.end_ms), LEAST_BAR_PX if lasts else 0)
    label, within = QRectF(box), QRectF()
    if lasts:
        within = QRectF(from_x, box.top(), min(to_x, axis.right_px + 2) - from_x, box.height())
        painter.fillRect(within, faded(violet, TINT))
        paint_box(painter, within, None, violet, radius=2, line_px=1.5 if span.held else 1, dashed=not span.held)
        label.setLeft(max(within.left(), axis.left_px) + WORD_PAD)
        if span.end_ms is None:
            brush.goes_on(within, violet)
    else:
        look = STATUS_LOOKS["due"]._replace(shape="cross", sign="")
        within = brush.mark(look, from_x, box.center().y(), float(scaled(MARK_PX)) - 1, theme.tones.neutral)
        label.setLeft(within.right() + 1)
    if span.held:
        mark = scaled(SMALL_PX) - 2
        paint_icon(painter, "lock", theme.ink, label.left(), box.center().y() - mark / 2, mark)
        label.setLeft(label.left() + mark + SPACE)
    font, text = text_font("key"), override_text(brush.scenario, span)
    width = text_width(font, text) + 2
    if lasts and within.left() < within.right() < label.left() + width:
        label.setLeft(max(label.left(), within.right() + SPACE))  # beside the bar: its edge would cut the words
    label.setRight(min(bar.until - 2, axis.right_px, label.left() + width))
    if label.width() > LEAST_WORD_PX:
        paint_text(painter, font, theme.ink, label, text)
    if brush.event and span.seq == brush.event:
        brush.ring(within)


def paint_expected(brush: LaneBrush, bar: Bar, box: QRectF) -> None:
    """Paint an expected action: a bar up to its deadline, hatched behind it, and at its end what became of it."""
    span = brush.feed.lanes.expected.items[bar.place]
    look, tone = EXPECTED_LOOKS[span.fate], brush.theme.tone(EXPECTED_LOOKS[span.fate].tone)
    middle = box.center().y()
    if bar.count > 1:
        mark = brush.mark(look, bar.left + scaled(MARK_PX) / 2, middle)
        brush.label(mark.right() + 1, bar.until, box, str(bar.count), brush.theme.ink_soft, whole=True)
        return
    end_ms = brush.feed.end_ms if span.end_ms is None else span.end_ms
    from_x, to_x = brush.places.edges(span.start_ms, end_ms, 1)
    shape = QRectF(from_x, box.top() + 3, to_x - from_x, box.height() - 6)
    _span_of(brush, span, shape, tone)
    x = brush.axis.x_of(end_ms)
    end = max(to_x, from_x + 2)
    if x <= brush.axis.right_px + 2:
        mark = brush.mark(look, max(x, brush.axis.left_px - 60), middle)
        end = max(end, mark.right())
        if brush.event and span.is_of(brush.event):
            brush.ring(shape.united(mark))
    if span.void_ms is not None:
        void = STATUS_LOOKS["skipped"]
        brush.mark(void, brush.axis.x_of(span.void_ms), middle, float(scaled(MARK_PX)) - 3)
    _expected_label(brush, span, QRectF(end + 2, box.top(), 0, box.height()), bar.until)


def _span_of(brush: LaneBrush, span: ExpectedSpan, shape: QRectF, tone: Tone) -> None:
    painter, theme = brush.painter, brush.theme
    settled = span.fate not in {ExpectedFate.OPEN, ExpectedFate.WAIVED}
    deadline = brush.axis.x_of(span.deadline_ms)
    if span.fate is ExpectedFate.OPEN:
        whole = QRectF(shape)
        whole.setRight(max(shape.right(), min(deadline, brush.axis.right_px + 2)))
        paint_box(painter, whole, None, theme.edge, radius=2, dashed=True)
    paint_box(painter, shape, tone.soft, tone.text, radius=2, dashed=not settled)
    if span.fate is ExpectedFate.LATE and deadline < shape.right():
        over = QRectF(shape)
        over.setLeft(max(deadline, shape.left()))
        paint_hatch(painter, over, tone.text, step=4, width=1.2)
        if deadline >= shape.left():
            painter.fillRect(QRectF(round(deadline) - 1, shape.top() - 3, 2, shape.height() + 6), colour(tone.text))


def _expected_label(brush: LaneBrush, span: ExpectedSpan, box: QRectF, until: float) -> None:
    """What became of it in a word, where that is not as hoped, and what it is."""
    late_ms = (span.end_ms or 0) - span.deadline_ms
    word = {
        ExpectedFate.LATE: _("late {time}").format(time=clock_text(max(0, late_ms))),
        ExpectedFate.MISSED: _(EXPECTED_LOOKS[ExpectedFate.MISSED].word),
        ExpectedFate.WAIVED: _(EXPECTED_LOOKS[ExpectedFate.WAIVED].word),
    }.get(span.fate, "")
    if span.void_ms is not None:
        word = " · ".join(filter(None, (word, _("tick taken back"))))
    tone = brush.theme.tone(EXPECTED_LOOKS[span.fate].tone)
    left = box.left()
    room = min(until, brush.axis.right_px) - left
    if word and room >= text_width(text_font("key"), word) + 4:
        left = brush.label(left, until - 2, box, word, tone.text, whole=True) + SPACE
    text = str(brush.scenario.expected_by_id[span.expected].text)
    if min(until, brush.axis.right_px) - left > 3 * LEAST_WORD_PX:
        brush.label(left, until - 4, box, text, brush.theme.ink if not word else brush.theme.ink_soft)


def paint_note(brush: LaneBrush, bar: Bar, box: QRectF) -> None:
    """Paint a trainer's annotation: its icon, over a span with a bar, and its first words."""
    painter, theme = brush.painter, brush.theme
    span = brush.feed.lanes.annotations[bar.place]
    icon, tone_name = ANNOTATION_ICONS[span.kind]
    tone = theme.tone(tone_name)
    size = scaled(MARK_PX) - 1
    left, right = brush.places.edges(span.start_ms, span.end_ms)
    shape = QRectF(left, box.top(), right - left, box.height())
    if span.end_ms > span.start_ms:
        paint_box(painter, shape, tone.soft, None, radius=0)
        painter.fillRect(QRectF(shape.left(), shape.top(), 2, shape.height()), colour(tone.text))
        painter.fillRect(QRectF(shape.right() - 2, shape.top(), 2, shape.height()), colour(tone.text))
        left += 4
    else:
        left = brush.axis.x_of(span.start_ms) - size / 2
        shape = QRectF(left, box.top(), size, box.height())
    left = max(left, brush.axis.left_px - (size / 2 if span.end_ms == span.start_ms else 0))
    paint_icon(painter, icon, tone.text, left, box.center().y() - size / 2, size)
    text, after = first_line(span.text), left + size + 2
    if span.end_ms > span.start_ms and after + text_width(text_font("key"), text) > shape.right() - 4:
        after = max(after, shape.right() + 3)  # beside the bar: its edge would cut the words
    brush.label(after, bar.until - 4, box, text, theme.ink)
    if brush.event in {span.seq, span.on} and brush.event:
        brush.ring(shape)


STACKED = {
    LaneKind.FINDINGS: paint_finding,
    LaneKind.OVERRIDES: paint_override,
    LaneKind.EXPECTED: paint_expected,
    LaneKind.NOTES: paint_note,
}
"""The hand for each group whose things lie in rows."""
