"""The rows of the entry of the moment: names beside words that take as many lines as they need."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter

from player.ui.theme import PAD, SMALL_PX, SPACE, Theme, colour, scaled, text_font, text_scale
from player.ui.widgets import paint_icon_in, paint_text

_NAME_SHARE = 0.32
_WRAP = int(Qt.TextFlag.TextWrapAnywhere)
_BY_WORD = int(Qt.TextFlag.TextWordWrap)
_LONGEST_WORD = 30
"""A longer word than this, as a hash, is broken where the line ends."""


@dataclass(frozen=True, slots=True)
class EntryRow:
    """A row.

    Attributes:
        title: name of what it says; empty where ``text`` takes the whole width.
        seq: number of the entry it leads to; ``at_ms``: the moment it leads to, where it is no entry; else 0 and -1.
        role: type role of the words; ``icon``: at their left.
        width_px: width they are laid out for.
    """

    title: str
    text: str
    width_px: int
    seq: int = 0
    at_ms: int = -1
    role: str = "body"
    icon: str = ""
    heading: bool = False

    @property
    def spoken(self) -> str:
        """The row in words."""
        return " ".join(filter(None, (self.title, self.text)))

    @property
    def leads(self) -> bool:
        """Whether it can be gone to."""
        return self.seq > 0 or self.at_ms >= 0


def height_of(row: EntryRow) -> float:
    """Height of a row at text size 1."""
    if row.heading:
        return 26.0
    words = _words_box(QRectF(0, 0, row.width_px, 0), row)
    box = QFontMetricsF(text_font(row.role)).boundingRect(QRectF(0, 0, words.width(), 1e6), _flags(row), row.text)
    return (box.height() + 2 * SPACE) / text_scale()


def paint_entry_row(painter: QPainter, box: QRectF, row: EntryRow, theme: Theme) -> None:
    """Paint a row; one that leads somewhere has an arrow and is in the colour of what can be worked."""
    if row.heading:
        painter.fillRect(box, colour(theme.surfaces.strip))
        paint_text(painter, text_font("caption"), theme.ink, box.adjusted(PAD, 0, -PAD, 0), row.text)
        return
    words = _words_box(box, row)
    line = QFontMetricsF(text_font(row.role)).height()
    first = QRectF(box.left(), box.top() + SPACE, box.width(), line)
    if row.title:
        name = QRectF(box.left() + PAD, first.top(), words.left() - box.left() - PAD - SPACE, line)
        paint_text(painter, text_font("small"), theme.ink_soft, name, row.title)
    if row.icon:
        paint_icon_in(painter, first, box.left() + PAD, row.icon, theme.ink, scaled(SMALL_PX))
    ink = theme.tones.accent.text if row.leads else theme.ink
    painter.setFont(text_font(row.role))
    painter.setPen(colour(ink))
    painter.drawText(words, _flags(row), row.text)
    if row.leads:
        paint_icon_in(painter, first, box.right() - PAD - scaled(SMALL_PX), "arrow-right", ink, scaled(SMALL_PX))


def _words_box(box: QRectF, row: EntryRow) -> QRectF:
    left = PAD + (box.width() * _NAME_SHARE if row.title else scaled(SMALL_PX) + 2 * SPACE if row.icon else 0)
    right = PAD + (scaled(SMALL_PX) + SPACE if row.leads else 0)
    return QRectF(box.left() + left, box.top() + SPACE, max(40.0, box.width() - left - right), 1e6)


def _flags(row: EntryRow) -> int:
    longest = max(map(len, row.text.split()), default=0)
    return _WRAP if longest > _LONGEST_WORD else _BY_WORD
