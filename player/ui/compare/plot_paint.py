"""The parts of the figure: grid, lines of tension, stages of force, and a strip of phases for each drill."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPen, QPolygonF

from player.i18n import _
from player.review.comparing import By, Comparison, MarkKind
from player.review.comparing_axis import Placed
from player.review.comparing_subjects import Run
from player.ui.compare.lines import BADGE_PX, badge_width, ink_of, paint_badge, pen_of
from player.ui.compare.plot_scale import Tick, line_of, runs_of, thinned
from player.ui.scenario.axis import Axis
from player.ui.theme import SPACE, Theme, colour, scaled, text_font
from player.ui.widgets.painted import CENTRE, LEFT, RIGHT, paint_hatch, paint_text, text_width

STAGE_TOP = 6.6
_TENSIONS = (0, 25, 50, 75, 100)
_STAGES = (0, 2, 4, 6)
_APART_PX = 2.0
_FINDING_PX = 4.0
_TITLE_PX = 24
_FINEST_PX = 3.0
"""What lies nearer together than this is one thing on the screen."""
_DENSE = 8
"""So many times up and down for each pixel along, and no dash could be seen."""


def paint_ticks(
    painter: QPainter, theme: Theme, axis: Axis, ticks: Iterable[Tick], labels: QRectF, boxes: Sequence[QRectF]
) -> None:
    """Draw the lines of the moments through the boxes, and write their labels."""
    font = text_font("key")
    free = labels.left() - 40.0
    for tick in ticks:
        x = round(axis.x_of(tick.x_ms))
        painter.setPen(QPen(colour(theme.edge if tick.strong else theme.plots.grid), 1))
        for box in boxes:
            painter.drawLine(QPointF(x, box.top()), QPointF(x, box.bottom()))
        width = text_width(font, tick.text) + 4
        left = min(x - width / 2, labels.right() - width)
        if left >= free:
            paint_text(
                painter, font, theme.ink_soft, QRectF(left, labels.top(), width, labels.height()), tick.text, CENTRE
            )
            free = left + width + SPACE


def paint_values(painter: QPainter, theme: Theme, box: QRectF, values: Sequence[int], top: float, name: str) -> None:
    """Draw the lines of the values, and write them into the gutter with the name of what they are."""
    font = text_font("key")
    for value in values:
        y = round(box.bottom() - value / top * box.height())
        painter.setPen(colour(theme.edge if value == 0 else theme.plots.grid))
        painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y))
        gutter = QRectF(0, y - scaled(7), box.left() - 6, scaled(14))
        if value or box.height() > scaled(60):
            paint_text(painter, font, theme.ink_soft, gutter, str(value), RIGHT)
    small = text_font("small")
    ground = QRectF(box.left() + SPACE, box.top() + 1, text_width(small, name) + 6, scaled(15))
    paint_text(painter, small, theme.ink_soft, ground, name, CENTRE)


def paint_tension(painter: QPainter, theme: Theme, axis: Axis, comparison: Comparison, box: QRectF, at: int) -> None:
    """Draw the tension of all drills, that of the one looked at last and bold."""
    paint_values(painter, theme, box, _TENSIONS, 100, _("tension"))
    painter.setClipRect(QRectF(axis.left_px, box.top() - 2, axis.width_px + 1, box.height() + 4))
    scale = box.height() / 100
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for place in _looked_at_last(comparison, at):
        painter.setPen(pen_of(theme, comparison, place, looked_at=place == at))
        values = comparison.subjects[place].fold.crowd.columns()["tension"]
        for points in line_of(comparison.alignment.placed[place], values, axis):
            _paint_line(painter, [QPointF(x, box.bottom() - value * scale) for x, value in points])
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setClipping(False)
    _paint_ends(painter, theme, axis, comparison, box, at)


def _paint_ends(painter: QPainter, theme: Theme, axis: Axis, comparison: Comparison, box: QRectF, at: int) -> None:
    """Write the label of each drill at the end of its line, or at the edge where that lies further on."""
    ends: list[tuple[float, float, int]] = []
    height = scaled(BADGE_PX)
    for place, placed in enumerate(comparison.alignment.placed):
        last = placed.pieces[-1]
        x_ms = min(last.to_ms + last.shift_ms, axis.end_ms)
        at_ms = placed.last_ms(x_ms)
        if x_ms < axis.start_ms:
            continue
        values = comparison.subjects[place].fold.crowd.columns()["tension"]
        y = box.bottom() - values[min(at_ms // 1000, len(values) - 1)] * box.height() / 100
        ends.append((y, axis.x_of(x_ms), place))
    ends.sort()
    badges = [QRectF(x + 3, middle - height / 2, badge_width(comparison, place), height) for middle, x, place in ends]
    for box_of, (_middle, _x, place) in zip(_apart(badges, box), ends, strict=True):
        paint_badge(painter, box_of, theme, comparison, place, looked_at=place == at)


def _apart(badges: Sequence[QRectF], box: QRectF) -> list[QRectF]:
    """The badges, from top to bottom, moved no further than needed to lie apart and inside the box."""
    placed: list[QRectF] = []
    for badge in badges:
        above = [other.bottom() + 1 for other in placed if _side_by_side(other, badge)]
        placed.append(badge.translated(0, max(0.0, max(above, default=box.top()) - badge.top())))
    below: list[QRectF] = []
    for badge in reversed(placed):
        room = min([box.bottom() + 1, *(other.top() for other in below if _side_by_side(other, badge))]) - 1
        below.append(badge.translated(0, min(0.0, room - badge.bottom())))
    return below[::-1]


def _side_by_side(one: QRectF, other: QRectF) -> bool:
    return one.left() <= other.right() and other.left() <= one.right()


def paint_force(painter: QPainter, theme: Theme, axis: Axis, comparison: Comparison, box: QRectF, at: int) -> None:
    """Draw the stages of all drills, a little apart where they are the same; of the one looked at also its ceiling."""
    paint_values(painter, theme, box, _STAGES, STAGE_TOP, _("force"))
    painter.setClipRect(QRectF(axis.left_px, box.top() - 2, axis.width_px + 1, box.height() + 4))
    scale = box.height() / STAGE_TOP
    count = len(comparison.subjects)
    apart = min(_APART_PX, scale / 2 / max(1, count))
    own, placed = comparison.subjects[at].runs, comparison.alignment.placed[at]
    for hatched in _joined(_excess_boxes(own, placed, axis, box.bottom(), scale)):
        paint_hatch(painter, hatched, theme.plots.excess)
    ceiling = QPen(colour(theme.plots.ceiling), 1.2)
    ceiling.setDashPattern([2, 2])
    _paint_steps(painter, runs_of(placed, own["ceiling"], axis), ceiling, box.bottom(), scale)
    for place in _looked_at_last(comparison, at):
        runs = comparison.subjects[place].runs["force"]
        pen = pen_of(theme, comparison, place, looked_at=place == at)
        foot = box.bottom() - (place - (count - 1) / 2) * apart
        _paint_steps(painter, runs_of(comparison.alignment.placed[place], runs, axis), pen, foot, scale)
    painter.setClipping(False)


def _excess_boxes(
    runs: Mapping[str, Sequence[Run]], placed: Placed, axis: Axis, bottom: float, scale: float
) -> Iterator[QRectF]:
    """Where in view force stood above its ceiling, from the ceiling up to the stage."""
    for above, stage, limit in _excess(runs):
        for start, end in placed.spans(above.from_ms, above.to_ms):
            if end >= axis.start_ms and start <= axis.end_ms:
                left, right = max(axis.left_px, axis.x_of(start)), min(axis.right_px, axis.x_of(end))
                yield QRectF(left, bottom - stage * scale, max(2.0, right - left), (stage - limit) * scale)


def _joined(boxes: Iterable[QRectF]) -> Iterator[QRectF]:
    """The boxes, those that begin within a few pixels of the last one as one."""
    last: QRectF | None = None
    for box in boxes:
        if last is not None and box.left() - last.left() < _FINEST_PX:
            last = last.united(box)
            continue
        if last is not None:
            yield last
        last = box
    if last is not None:
        yield last


def _excess(runs: Mapping[str, Sequence[Run]]) -> Iterator[tuple[Run, int, int]]:
    """Each time force stood above its ceiling without either changing, with the stage and the ceiling."""
    ceilings, place = runs["ceiling"], 0
    for force in runs["force"]:
        while place < len(ceilings) and ceilings[place].to_ms <= force.from_ms:
            place += 1
        for limit in ceilings[place:]:
            if limit.from_ms >= force.to_ms:
                break
            if force.value > limit.value:
                both = Run(max(force.from_ms, limit.from_ms), min(force.to_ms, limit.to_ms), 1)
                yield both, force.value, limit.value


def _paint_steps(
    painter: QPainter, stretches: Iterable[list[tuple[float, float, int]]], pen: QPen, foot: float, scale: float
) -> None:
    painter.setPen(pen)
    for runs in stretches:
        points = []
        for left, right, value in thinned(runs):
            y = round(foot - value * scale)
            points += [QPointF(left, y), QPointF(right, y)]
        _paint_line(painter, points)


def _paint_line(painter: QPainter, points: Sequence[QPointF]) -> None:
    """Draw a line with the pen that is set; one that goes up and down at every pixel thin and whole.

    No dash could be seen in such a line, and Qt takes seconds to lay it.
    """
    if not points:
        return
    length = sum(abs(after.y() - one.y()) for one, after in pairwise(points))
    if length <= _DENSE * (points[-1].x() - points[0].x() + 100):
        painter.drawPolyline(QPolygonF(points))
        return
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setPen(QPen(painter.pen().color(), 1))
    painter.drawPolyline(QPolygonF(points))
    painter.restore()


def _looked_at_last(comparison: Comparison, at: int) -> list[int]:
    return sorted(range(len(comparison.subjects)), key=lambda place: place == at)


# The strip of a drill


def paint_strip(painter: QPainter, theme: Theme, axis: Axis, comparison: Comparison, place: int, box: QRectF) -> None:
    """Draw the phases of a drill as blocks with their numbers, what is found above, and the excess of force below."""
    subject, placed = comparison.subjects[place], comparison.alignment.placed[place]
    painter.setClipRect(QRectF(axis.left_px, box.top(), axis.width_px + 1, box.height()))
    font = text_font("key")
    for number, stay in enumerate(subject.stays):
        left, right = round(axis.x_of(placed.x_of(stay.start_ms))), round(axis.x_of(placed.end_x_of(stay.end_ms)))
        block = QRectF(left, box.top() + 1, max(1, right - left), box.height() - 2)
        painter.fillRect(block, colour(theme.surfaces.strip if number % 2 else theme.surfaces.selected))
        painter.fillRect(QRectF(left, block.top(), 1, block.height()), colour(theme.edge))
        painter.fillRect(QRectF(right - 1, block.top(), 1, block.height()), colour(theme.edge))
        text = _fitting(subject.scenario.phase_number(stay.phase), str(subject.scenario.phase_by_id[stay.phase].title))
        room = block.adjusted(9, 0, -3, 0)
        room.setLeft(max(room.left(), axis.left_px + 4))
        room.setRight(min(room.right(), axis.right_px))
        fits = next((one for one in text if text_width(font, one) <= room.width()), "")
        paint_text(painter, font, theme.ink, room, fits, LEFT)
    for runs in runs_of(placed, subject.runs["above"], axis):
        for left_px, right_px, above in thinned(runs, _FINEST_PX):
            if above:
                bar = QRectF(left_px, box.bottom() - 5, max(2.0, right_px - left_px), 4)
                painter.fillRect(bar, colour(theme.surfaces.panel))
                paint_hatch(painter, bar, theme.plots.excess, step=4)
    seen: set[tuple[MarkKind, int]] = set()
    for mark in comparison.marks[place]:
        x = axis.x_of(placed.x_of(mark.at_ms))
        if axis.left_px <= x <= axis.right_px and (spot := (mark.kind, int(x / _FINEST_PX))) not in seen:
            seen.add(spot)
            _paint_mark(painter, theme, x, mark.kind, box)
    painter.setClipping(False)


def _fitting(number: int, title: str) -> tuple[str, str]:
    return f"{number} {title}", str(number)


def _paint_mark(painter: QPainter, theme: Theme, x: float, kind: MarkKind, box: QRectF) -> None:
    """A finding as a triangle hanging from the upper edge, an expected action missed as a cross at the lower one."""
    size = _FINDING_PX
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    match kind:
        case MarkKind.FINDING:
            painter.setPen(QPen(colour(theme.surfaces.panel), 1))
            painter.setBrush(colour(theme.tones.alarm.text))
            top = box.top() + 1
            corners = QPointF(x - size, top), QPointF(x + size, top), QPointF(x, top + 1.6 * size)
            painter.drawPolygon(QPolygonF(corners))
        case MarkKind.MISSED:
            painter.setPen(QPen(colour(theme.tones.warn.text), 1.6))
            y = box.bottom() - size - 1
            painter.drawLine(QPointF(x - size / 1.4, y - size / 1.4), QPointF(x + size / 1.4, y + size / 1.4))
            painter.drawLine(QPointF(x - size / 1.4, y + size / 1.4), QPointF(x + size / 1.4, y - size / 1.4))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def paint_slots(painter: QPainter, theme: Theme, axis: Axis, comparison: Comparison, head: QRectF) -> None:
    """Write over the axis which phase has its room where, and of how many drills it is."""
    if comparison.by is not By.PHASE:
        return
    font = text_font("key")
    scenario = comparison.subjects[0].scenario
    painter.setClipRect(QRectF(axis.left_px, head.top(), axis.width_px + 1, head.height()))
    for slot in comparison.alignment.slots:
        left, right = max(axis.left_px, axis.x_of(slot.start_ms)), min(axis.right_px, axis.x_of(slot.end_ms))
        if right <= left:
            continue
        if slot.phase in scenario.phase_by_id:
            number, title = scenario.phase_number(slot.phase), str(scenario.phase_by_id[slot.phase].title)
        else:
            number, title = 0, slot.phase
        has = "" if all(slot.has) else f" ({sum(slot.has)}/{len(slot.has)})"
        room = QRectF(left + 4, head.top(), max(0.0, right - left - 6), head.height())
        texts = (f"{number} {title}{has}", f"{number}{has}", str(number))
        shortest = text_width(font, texts[1])
        fits = texts[0] if room.width() > shortest + _TITLE_PX else texts[1] if room.width() >= shortest else texts[2]
        paint_text(painter, font, theme.ink_soft, room, fits, LEFT)
    painter.setClipping(False)


def paint_cursor(painter: QPainter, theme: Theme, x: float, top: float, bottom: float) -> None:
    """Draw the cursor through the whole figure."""
    painter.fillRect(QRectF(round(x) - 1, top, 2, bottom - top), colour(theme.plots.now))


def paint_moment(
    painter: QPainter, theme: Theme, comparison: Comparison, place: int, x: float, strip: QRectF, box: QRectF
) -> None:
    """Mark in the strip of a drill where something happened in it, with a fine line up to its curve."""
    ink = ink_of(theme, comparison, place)
    pen = QPen(colour(ink), 1)
    pen.setDashPattern([2, 3])
    painter.setPen(pen)
    painter.drawLine(QPointF(round(x), box.top()), QPointF(round(x), strip.top()))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    size = strip.height() / 2 - 2
    middle = QPointF(x, strip.center().y())
    painter.setPen(QPen(colour(theme.surfaces.panel), 1))
    painter.setBrush(colour(ink))
    painter.drawPolygon(
        QPolygonF(
            [
                QPointF(middle.x(), middle.y() - size),
                QPointF(middle.x() + size, middle.y()),
                QPointF(middle.x(), middle.y() + size),
                QPointF(middle.x() - size, middle.y()),
            ]
        )
    )
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
