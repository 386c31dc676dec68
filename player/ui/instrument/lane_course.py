"""Painting the course: phases and injects, each as planned over what became of it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from player.i18n import _
from player.review.lane_spans import Group, InjectFate, InjectMark, PhaseSpan
from player.review.lanes import LATE_AFTER_MS
from player.ui.instrument.lane_bars import MARK_PX
from player.ui.instrument.lane_brush import LEAST_WORD_PX, WORD_PAD, LaneBrush
from player.ui.instrument.lane_places import Lane
from player.ui.instrument.lane_words import slip_text
from player.ui.theme import SPACE, colour, scaled, text_font
from player.ui.widgets import STATUS_LOOKS, paint_box, paint_hatch, paint_text
from player.ui.widgets.marks import StatusLook
from player.ui.widgets.painted import RIGHT, polygon_path, text_width

PLANNED_PX, PLAYED_PX = 14, 20
"""Heights of the planned and the played phases, at text size 1."""

_FATES: Mapping[InjectFate, str] = {
    InjectFate.DELIVERED: "fired",
    InjectFate.SKIPPED: "skipped",
    InjectFate.LATE: "late",
}
_DECIDED = StatusLook("diamond", "", "accent", "")
_ASTRAY = StatusLook("diamond", "", "warn", "")
_MOST_JOINED = 250
"""Of more injects in view the lines between plan and delivery are left out: they would be a thicket."""


def planned_box(lane: Lane) -> QRectF:
    """The height of the planned phases in their lane."""
    return QRectF(0, lane.top + 2, 0, scaled(PLANNED_PX))


def played_box(lane: Lane) -> QRectF:
    """The height of the played phases in their lane."""
    return QRectF(0, lane.top + lane.height - scaled(PLAYED_PX) - 3, 0, scaled(PLAYED_PX))


def paint_phases(brush: LaneBrush, lane: Lane) -> None:
    """Paint the phases as planned, and under them as played."""
    _planned(brush, planned_box(lane))
    bar, track = played_box(lane), brush.feed.lanes.phases
    for group in track.in_view(brush.axis.start_ms, brush.axis.end_ms, brush.places.ms_per_px):
        span = track.items[group.last]
        left, right = brush.places.edges(group.start_ms, brush.known(group.end_ms), 2)
        box = QRectF(left, bar.top(), right - left, bar.height())
        _played(brush, span, box)
        if brush.event and span.seq == brush.event:
            brush.ring(box.adjusted(2, 2, -3, -2))
    _ahead(brush, bar)
    _decisions(brush, bar.top() - 1)


def _planned(brush: LaneBrush, row: QRectF) -> None:
    """What the script plans, whatever was played."""
    theme, played = brush.theme, brush.feed.lanes.phases
    for one in brush.feed.lanes.plan.phases:
        left, right = brush.places.edges(one.start_ms, one.end_ms)
        if right <= brush.axis.left_px or left >= brush.axis.right_px:
            continue
        box = QRectF(left, row.top(), right - left, row.height()).adjusted(1, 0, -1, 0)
        paint_box(brush.painter, box, None, theme.plots.planned, radius=1)
        words = brush.words(box)
        if words.width() >= 3 * LEAST_WORD_PX:
            title = str(brush.scenario.phase_by_id[one.phase].title)
            paint_text(brush.painter, text_font("key"), theme.ink_soft, words, title)
    end_ms = brush.feed.lanes.plan.end_ms
    if len(played) and brush.axis.start_ms <= end_ms <= brush.axis.end_ms:
        x = round(brush.axis.x_of(end_ms))
        brush.painter.fillRect(QRectF(x - 1, row.top() - 1, 2, row.height() + 2), colour(theme.plots.planned))


def _played(brush: LaneBrush, span: PhaseSpan, box: QRectF) -> None:
    painter, theme, axis = brush.painter, brush.theme, brush.axis
    present = span.end_ms is None
    ground = theme.tones.accent.soft if present else theme.surfaces.sunken
    painter.fillRect(box.adjusted(0, 0, -1, 0), colour(ground))
    whole = QRectF(box)
    if present and brush.feed.view.live:
        whole.setRight(max(box.right(), axis.x_of(span.start_ms + span.agreed_ms)))
        paint_box(painter, whole.adjusted(1, 0, -1, 0), None, theme.edge, radius=1, dashed=True)
    over = QRectF(box)
    over.setLeft(max(box.left(), axis.x_of(span.start_ms + span.planned_ms)))
    if over.width() > 1:
        painter.fillRect(over.adjusted(0, 0, -1, 0), colour(theme.tones.warn.soft))
        paint_hatch(painter, over.adjusted(0, 0, -1, 0), theme.tones.warn.text, width=1.2)
    painter.fillRect(QRectF(box.left(), box.top(), 2, box.height()), colour(theme.edge))
    words = whole.adjusted(2 + WORD_PAD, 0, -WORD_PAD, 0)
    words.setLeft(max(words.left(), axis.left_px + WORD_PAD))
    words.setRight(min(words.right(), axis.right_px - WORD_PAD))
    _slip(brush, slip_text(span.slip_ms(brush.feed.end_ms)), words)
    if words.width() >= 2 * LEAST_WORD_PX:
        strong, title = text_font("strong"), str(brush.scenario.phase_by_id[span.phase].title)
        reach = min(words.right(), words.left() + text_width(strong, title) + 3)
        if over.width() > 1 and reach > over.left():
            under = QRectF(max(words.left() - 2, over.left()), box.top() + 2, 0, box.height() - 4)
            under.setRight(reach)
            painter.fillRect(under, colour(theme.surfaces.panel))
        paint_text(painter, strong, theme.ink, words, title)


def _slip(brush: LaneBrush, slip: str, words: QRectF) -> None:
    """By how much a phase was longer or shorter, at its end; the words then get what is left."""
    small, theme = text_font("figure_s"), brush.theme
    width = text_width(small, slip) + 1 if slip else 0.0
    if not slip or words.width() < width:
        return
    place = QRectF(words.right() - width, words.top() + 2, width, words.height() - 4)
    brush.painter.fillRect(place.adjusted(-3, 0, 3, 0), colour(theme.surfaces.panel))
    ink = theme.tones.warn.text if slip.startswith("+") else theme.ink_soft
    paint_text(brush.painter, small, ink, place, slip, RIGHT)
    words.setRight(place.left() - 2 * SPACE)


def _ahead(brush: LaneBrush, bar: QRectF) -> None:
    """What comes after the present phase, from the end that is agreed for that one on."""
    view, phases = brush.feed.view, brush.feed.lanes.phases.items
    if not view.live or (phases and phases[-1].end_ms is not None):
        return
    order = view.scenario.phase_order
    after, start_ms = order, 0
    if phases:
        start_ms = max(brush.feed.end_ms, phases[-1].start_ms + phases[-1].agreed_ms)
        now = next((place for place, phase in enumerate(order) if phase.id == phases[-1].phase), len(order))
        after = order[now + 1 :]
    painter, theme, axis = brush.painter, brush.theme, brush.axis
    for phase in after:
        left, right = brush.places.edges(start_ms, start_ms + phase.planned_ms)
        start_ms += phase.planned_ms
        if right <= axis.left_px or left >= axis.right_px:
            continue
        box = QRectF(left, bar.top(), right - left, bar.height())
        paint_box(painter, box.adjusted(1, 0, -1, 0), None, theme.edge, radius=1, dashed=True)
        words = brush.words(box)
        if words.width() >= 2 * LEAST_WORD_PX:
            paint_text(painter, text_font("body"), theme.ink_soft, words, str(phase.title))


def _decisions(brush: LaneBrush, y: float) -> None:
    """Where the course was decided: another tone where the answer was not the planned one."""
    track, axis = brush.feed.lanes.decisions, brush.axis
    size = float(scaled(MARK_PX)) - 3
    for group in track.in_view(axis.start_ms, axis.end_ms, size * brush.places.ms_per_px):
        box = brush.mark(_ASTRAY if group.weight else _DECIDED, axis.x_of(group.start_ms), y, size)
        if brush.event and any(one.seq == brush.event for one in track.items[group.first : group.last + 1]):
            brush.ring(box)


def inject_heights(lane: Lane) -> tuple[float, float]:
    """Where in their lane injects are planned, and where they are delivered."""
    return lane.top + 4.0, lane.top + lane.height - scaled(MARK_PX) / 2 - 3


def paint_injects(brush: LaneBrush, lane: Lane) -> None:
    """Paint the injects: planned above, delivered below, joined by a line over the moment each was due."""
    painter, theme, axis = brush.painter, brush.theme, brush.axis
    lanes, (above, below) = brush.feed.lanes, inject_heights(lane)
    left, right = brush.places.edges(axis.start_ms, axis.end_ms)
    painter.fillRect(QRectF(left, round(below), right - left, 1), colour(theme.line))
    size = float(scaled(MARK_PX))
    groups = brush.apart(lanes.injects, size * 0.9)
    _plan_ticks(brush, above)
    if len(groups) <= _MOST_JOINED:
        for group in groups:
            for mark in lanes.injects.items[group.first : min(group.last, group.first + 5) + 1]:
                _join(brush, mark, above, below)
    for place, group in enumerate(groups):
        until = axis.x_of(groups[place + 1].start_ms) - size / 2 if place + 1 < len(groups) else axis.right_px
        _delivered(brush, group, (axis.x_of(group.start_ms), below), until)
    for due_ms in lanes.waiting.values():
        late = brush.feed.end_ms - due_ms > LATE_AFTER_MS
        brush.mark(STATUS_LOOKS["late" if late else "due"], axis.x_of(due_ms), below)


def _plan_ticks(brush: LaneBrush, above: float) -> None:
    """A small wedge where each inject was planned."""
    axis, ink = brush.axis, colour(brush.theme.plots.planned)
    last = -9.0
    brush.painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for at_ms in brush.feed.lanes.plan.injects.values():
        x = axis.x_of(at_ms)
        if at_ms > axis.end_ms:
            break
        if at_ms >= axis.start_ms and x - last >= 2:
            last = x
            brush.painter.fillPath(polygon_path((x - 3.5, above - 3), (x + 3.5, above - 3), (x, above + 3)), ink)
    brush.painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def _join(brush: LaneBrush, mark: InjectMark, above: float, below: float) -> None:
    """From the plan to where an inject was due, and from there to where it was delivered."""
    planned_ms = brush.feed.lanes.plan.injects.get(mark.inject)
    x = brush.axis.x_of(mark.start_ms)
    due = x if mark.due_ms is None or mark.fate is not InjectFate.LATE else brush.axis.x_of(mark.due_ms)
    due = max(due, brush.axis.left_px - 2000.0)
    if planned_ms is not None and mark.times <= 1 and mark.fate is not InjectFate.DROPPED:
        start = brush.axis.x_of(planned_ms), above + 3
        brush.line(start, (due, below), brush.theme.plots.planned)
    if mark.fate is InjectFate.LATE:
        brush.painter.fillRect(QRectF(due, round(below) - 1, x - due, 3), colour(brush.theme.tones.alarm.text))
        brush.painter.fillRect(QRectF(due - 1, round(below) - 4, 2, 9), colour(brush.theme.tones.alarm.text))


def _delivered(brush: LaneBrush, group: Group, at: tuple[float, float], until: float) -> None:
    x, middle = at
    items = brush.feed.lanes.injects.items
    fate, size = InjectFate(group.weight), float(scaled(MARK_PX))
    row = QRectF(0, middle - size / 2, 0, size)
    end = x + size / 2 + 1
    members = items[group.first : group.last + 1]
    if fate is InjectFate.DROPPED:
        _dropped(brush, x, middle)
    else:
        brush.mark(STATUS_LOOKS[_FATES[fate]], x, middle)
        used = sum(mark.fate is not InjectFate.DROPPED for mark in members)
        if used > 1:
            end = brush.label(end, until, row, f"×{used}", brush.theme.ink_soft, whole=True)
        elif fate is InjectFate.LATE:
            late_ms = next(mark.late_ms for mark in members if mark.fate is fate)
            brush.label(end + 1, until, row, slip_text(late_ms), brush.theme.tones.alarm.text, whole=True)
        elif fate is InjectFate.SKIPPED:
            brush.label(end + 1, until, row, _("skipped"), brush.theme.ink_soft, whole=True)
    if brush.event and any(mark.seq == brush.event for mark in members):
        brush.ring(QRectF(QPointF(x - size / 2, middle - size / 2), QPointF(x + size / 2, middle + size / 2)))


def _dropped(brush: LaneBrush, x: float, middle: float) -> None:
    """A small ring: nobody missed it."""
    size = float(scaled(7))
    box = QRectF(round(x - size / 2), round(middle - size / 2), size, size)
    paint_box(brush.painter, box, brush.theme.surfaces.panel, brush.theme.ink_soft, radius=size / 2)
