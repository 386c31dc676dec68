"""Rows of the lists of the hotwash: heads, lines of any height, and the remarks under them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen, QResizeEvent

from player.i18n import N_, _
from player.model.rules import Certainty
from player.model.times import clock_text
from player.review.hotwash_lines import Line, Look, Section
from player.ui.instrument.badge import CERTAINTY_LOOKS
from player.ui.scenario.picklist import MOVING_KEYS, OWN_KEYS, PickList, paint_ground
from player.ui.theme import MEDIUM_PX, PAD, SPACE, Theme, colour, scaled, text_font, text_scale
from player.ui.widgets import paint_hatch, paint_icon_in, paint_mark, paint_text
from player.ui.widgets.painted import RIGHT, text_width

_WRAP = int(Qt.TextFlag.TextWordWrap)
_BAR_PX = 8
_HIGH = 100_000


class _Sign(NamedTuple):
    """The icon of a look, its tone, and its word for who does not see it."""

    icon: str
    tone: str
    word: str


_SIGNS: Mapping[Look, _Sign] = {
    Look.GOOD: _Sign("circle-check", "go", N_("went well")),
    Look.WORTH: _Sign("triangle-alert", "warn", N_("calls for a look")),
    Look.UNMET: _Sign("circle-x", "alarm", N_("not met")),
}

_SURENESS = {Look.SURE: Certainty.HIGH, Look.LIKELY: Certainty.MEDIUM}
"""Looks of findings, which have the shapes they have everywhere."""

_STRONG = frozenset({Look.SURE, Look.LIKELY, Look.UNMET})


@dataclass(frozen=True, slots=True)
class HotwashRow:
    """A row: a line, or (``line`` None) the head of a section, or a remark.

    Attributes:
        key: name of the section and place in it; head -2, remark -1.
        marked: lines of this section have marks, so that texts begin after them.
    """

    key: tuple[str, int]
    text: str
    line: Line | None = None
    note: bool = False
    marked: bool = False
    chosen: bool = False

    @property
    def is_head(self) -> bool:
        """Whether it is the head of a section."""
        return self.line is None and not self.note

    @property
    def at_ms(self) -> int | None:
        """The moment it can be opened at, or None."""
        return None if self.line is None else self.line.at_ms

    @property
    def spoken(self) -> str:
        """The row in words."""
        line = self.line
        if line is None:
            return self.text
        word = _(_SIGNS[line.look].word) if line.look in _SIGNS else ""
        return ". ".join(filter(None, (word, f"{line.text}: {line.value}" if line.value else line.text, line.detail)))

    @property
    def tip(self) -> str:
        """What a press on it does."""
        return "" if self.at_ms is None else _("Open in the review at {time}").format(time=clock_text(self.at_ms))


def rows_of(sections: tuple[Section, ...]) -> list[HotwashRow]:
    """The sections as rows."""
    rows: list[HotwashRow] = []
    for section in sections:
        count = sum(line.look in _SURENESS or line.look in {Look.UNMET, Look.WORTH} for line in section.lines)
        title = f"{section.title}  {count}" if count and section.name in {"findings", "expected"} else section.title
        marked = any(line.look in _SIGNS or line.look in _SURENESS for line in section.lines)
        rows.append(HotwashRow((section.name, -2), title))
        for place, line in enumerate(section.lines):
            rows.append(HotwashRow((section.name, place), line.text, line, marked=marked))
        if not section.lines:
            rows.append(HotwashRow((section.name, -1), section.nothing, note=True))
        elif section.note:
            rows.append(HotwashRow((section.name, -1), section.note, note=True))
    return rows


class HotwashList(PickList):
    """Sections in a list; heads and remarks are passed over."""

    def __init__(self, name: str) -> None:
        super().__init__(name, paint_hotwash_row, height_px=self._height_of)
        self.own_keys = MOVING_KEYS | OWN_KEYS

    def pick(self, place: int) -> None:
        """Choose a line; in the place of a head or a remark, the next line in the direction of the move."""
        rows, step = self.rows.rows, -1 if place < self.place else 1
        while 0 <= place < len(rows) and rows[place].line is None:
            place += step
        if not 0 <= place < len(rows):
            if self.place >= 0:
                self._mark()
            return
        super().pick(place)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Measure the rows anew: their lines break elsewhere."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def _height_of(self, row: HotwashRow) -> float:
        """In px at text size 1."""
        return _Place(row, self.viewport().width()).height / text_scale()


class _Place:
    """Where the parts of a row stand, for a width."""

    def __init__(self, row: HotwashRow, width: float) -> None:
        self.left = PAD + (scaled(MEDIUM_PX) + 2 * SPACE if row.marked else 0)
        self.right = width - PAD
        self.top = 2 * SPACE - 1
        line = row.line
        if line is None:
            self.text_height = _height(_font_of(row), row.text, self.right - PAD)
            self.height = self.text_height + (4 * SPACE if row.is_head else 3 * SPACE)
            return
        self.value_width = text_width(text_font("figure_s"), line.value) + 1 if line.value else 0.0
        self.text_width = self.right - self.left - (self.value_width + 3 * SPACE if line.value else 0)
        self.text_height = _height(_font_of(row), line.text, self.text_width)
        bottom = self.top + self.text_height
        self.bar_top = bottom + SPACE
        if line.share is not None:
            bottom += scaled(_BAR_PX) + SPACE + 2
        self.detail_top = bottom
        self.detail_height = _height(text_font("small"), line.detail, self.right - self.left) if line.detail else 0
        self.height = bottom + self.detail_height + 2 * SPACE


def _font_of(row: HotwashRow) -> QFont:
    if row.is_head:
        return text_font("caption")
    if row.note:
        return text_font("small")
    return text_font("strong" if row.line is not None and row.line.look in _STRONG else "body")


@lru_cache(maxsize=4096)
def _height(font: QFont, text: str, width: float) -> int:
    box = QRect(0, 0, max(40, int(width)), _HIGH)
    return QFontMetrics(font).boundingRect(box, _WRAP, text).height()


def paint_hotwash_row(painter: QPainter, box: QRectF, row: HotwashRow, theme: Theme) -> None:
    """Paint a row."""
    place = _Place(row, box.width())
    if row.line is None:
        if row.is_head:
            painter.fillRect(box.adjusted(0, 0, 0, -1), colour(theme.surfaces.strip))
        left, top = box.left() + PAD, box.top() + (2 * SPACE if row.is_head else SPACE)
        words = QRectF(left, top, place.right - PAD, place.text_height)
        _write(painter, _font_of(row), theme.ink if row.is_head else theme.ink_soft, words, row.text)
        return
    paint_ground(painter, box, theme, chosen=row.chosen)
    line, top = row.line, box.top() + place.top
    ink = theme.ink_soft if line.look is Look.SOFT else theme.ink
    _paint_sign(painter, QRectF(box.left() + PAD, top, scaled(MEDIUM_PX), scaled(MEDIUM_PX)), line.look, theme)
    words = QRectF(box.left() + place.left, top, place.text_width, place.text_height)
    _write(painter, _font_of(row), ink, words, line.text)
    if line.value:
        figures = text_font("figure_s")
        value = QRectF(place.right - place.value_width, top, place.value_width, QFontMetrics(figures).height())
        paint_text(painter, figures, ink, value, line.value, RIGHT)
    if line.share is not None:
        bar = QRectF(words.left(), box.top() + place.bar_top, place.right - words.left(), scaled(_BAR_PX))
        _paint_bar(painter, bar, line, theme)
    if line.detail:
        under = QRectF(words.left(), box.top() + place.detail_top, place.right - words.left(), place.detail_height)
        _write(painter, text_font("small"), theme.ink_soft, under, line.detail)


def _write(painter: QPainter, font: QFont, ink: str, box: QRectF, text: str) -> None:
    painter.setFont(font)
    painter.setPen(colour(ink))
    painter.drawText(box.toRect(), _WRAP, text)


def _paint_sign(painter: QPainter, box: QRectF, look: Look, theme: Theme) -> None:
    if look in _SURENESS:
        shape = CERTAINTY_LOOKS[_SURENESS[look]]
        paint_mark(painter, box, shape, theme.tone(shape.tone))
    elif look in _SIGNS:
        sign = _SIGNS[look]
        paint_icon_in(painter, box, box.left(), sign.icon, theme.tone(sign.tone).text, scaled(MEDIUM_PX))


def _paint_bar(painter: QPainter, box: QRectF, line: Line, theme: Theme) -> None:
    """A part of a whole as a bar; what calls for a look is hatched; the plan is a mark across it."""
    painter.fillRect(box, colour(theme.surfaces.sunken))
    part = QRectF(box)
    part.setWidth(box.width() * max(0.0, min(1.0, line.share or 0.0)))
    tone = theme.tones.warn if line.look is Look.WORTH else theme.tones.neutral
    painter.fillRect(part, colour(tone.soft if line.look is Look.WORTH else theme.edge))
    if line.look is Look.WORTH:
        paint_hatch(painter, part, tone.text)
    if line.planned is not None:
        x = round(box.left() + box.width() * min(1.0, line.planned))
        painter.setPen(QPen(colour(theme.ink), 2))
        painter.drawLine(x, round(box.top() - 3), x, round(box.bottom() + 2))
