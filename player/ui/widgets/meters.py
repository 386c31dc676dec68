"""Meters: time running out, and force against its ceiling."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter

from player.model.doctrine import Stage
from player.ui.theme import RULE, SPACE, Theme, colour, text_font
from player.ui.widgets.painted import CENTRE, paint_box, paint_hatch, paint_text, text_width

SHORT_BELOW = 0.25
"""Part of a deadline left under which its bar warns."""

_INSET_PX = 3
_STAGES = len(Stage) - 1


def paint_deadline(painter: QPainter, box: QRectF, theme: Theme, left: float, *, late: bool) -> None:
    """Paint how much of a deadline is left, 0..1, or that it has passed: then hatched from end to end."""
    if late:
        alarm = theme.tones.alarm
        paint_box(painter, box, alarm.soft, alarm.text, radius=2)
        paint_hatch(painter, box.adjusted(1, 1, -1, -1), alarm.text, step=7)
        return
    tone = theme.tones.warn if left < SHORT_BELOW else theme.tones.neutral
    paint_box(painter, box, theme.surfaces.sunken, theme.edge, radius=2)
    part = QRectF(box.left(), box.top(), max(2.0, box.width() * left), box.height())
    if left > 0:
        paint_box(painter, part, tone.fill, tone.text, radius=2)


def paint_stage(painter: QPainter, box: QRectF, theme: Theme, stage: int, ceiling: int, *, running: bool) -> None:
    """Paint a stage of force 0..6 as its number and segments against the highest stage in proportion, the ceiling.

    What lies over the ceiling is hatched; what does not run yet is only hinted at.
    """
    font = text_font("figure_s")
    number = text_width(font, "0") + SPACE
    paint_text(painter, font, theme.ink, QRectF(box.left(), box.top(), number, box.height()), str(stage), CENTRE)
    left, top = round(box.left() + number + SPACE), round(box.top()) + _INSET_PX
    step = (box.right() - left) / _STAGES
    height = round(box.height()) - 2 * _INSET_PX
    segments = [
        QRect(left + round(place * step), top, round((place + 1) * step) - round(place * step) - 3, height)
        for place in range(_STAGES)
    ]
    for place, segment in enumerate(segments[:stage], start=1):
        inside = QRectF(segment).adjusted(1, 1, 0, 0)
        if place > ceiling:
            painter.fillRect(inside, colour(theme.surfaces.panel))
            paint_hatch(painter, inside, theme.plots.excess, step=5)
        elif running:
            painter.fillRect(inside, colour(theme.plots.stages[place]))
        else:
            painter.fillRect(inside.adjusted(1, 1, -1, -1), colour(theme.edge))
    painter.setPen(colour(theme.edge))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRects(segments)
    line = QRect(left + round(ceiling * step) - 2, round(box.top()) - 1, RULE, round(box.height()) + 2)
    painter.fillRect(line, colour(theme.plots.ceiling))
