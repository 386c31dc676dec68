"""The card beside the pointer: what lies there, in words."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QPainter

from player.ui.instrument.lane_words import Told
from player.ui.theme import Theme, scaled, text_font
from player.ui.widgets import paint_box, paint_text
from player.ui.widgets.painted import paint_lines, text_width

_PAD = 8.0
_MOST_PX = 380


def paint_card(painter: QPainter, theme: Theme, told: Told, at: QPointF, room: QSizeF) -> None:
    """Say what is under the pointer, beside it and inside this room; a long line takes two rows."""
    strong, small = text_font("strong"), text_font("small")
    row = scaled(18)
    widest = min(float(scaled(_MOST_PX)), max(120.0, room.width() * 0.6))
    title = text_width(strong, told.title)
    words = max(min(title, widest), *(min(text_width(small, line), widest) for line in told.lines), 0.0)
    inner = min(words, widest) + 1
    texts = [(strong, theme.ink, told.title), *((small, theme.ink_soft, line) for line in told.lines)]
    rows = [2 if text_width(font, text) > inner else 1 for font, _ink, text in texts]
    width, height = inner + 2 * _PAD, row * sum(rows) + 2 * _PAD - 4
    left = at.x() + 16 if at.x() + 16 + width < room.width() - 2 else at.x() - 16 - width
    top = min(max(2.0, at.y() + 14), room.height() - height - 2)
    if top <= at.y() <= top + height and left <= at.x() <= left + width:
        top = max(2.0, at.y() - height - 10)
    box = QRectF(round(max(2.0, left)), round(max(2.0, top)), round(width), round(height))
    paint_box(painter, box, theme.surfaces.panel, theme.edge)
    line = QRectF(box.left() + _PAD, box.top() + _PAD - 2, inner, 0)
    for (font, ink, text), count in zip(texts, rows, strict=True):
        line.setHeight(row * count)
        (paint_lines if count > 1 else paint_text)(painter, font, ink, line, text)
        line.translate(0, row * count)
