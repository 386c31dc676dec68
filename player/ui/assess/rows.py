"""The rows of an assessment: heads that are passed over, and entries of any height with what belongs to them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QResizeEvent

from player.ui.scenario.picklist import MOVING_KEYS, OWN_KEYS, PickList, paint_ground
from player.ui.theme import PAD, RADIUS, SMALL_PX, SPACE, Theme, colour, scaled, text_font, text_scale
from player.ui.widgets import paint_box, paint_icon_in, paint_text
from player.ui.widgets.labels import ink_of
from player.ui.widgets.painted import CENTRE

Key = tuple[object, ...]

_WRAP = int(Qt.TextFlag.TextWordWrap)
_HIGH = 100_000
_LONGEST = 360
_LETTER_PX = 24
_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


@dataclass(frozen=True, slots=True)
class AssessRow:
    """A row.

    Attributes:
        key: what it stands for; the first part says what kind of thing that is.
        detail: what belongs to it, in small type beneath; ``flag``: what about it calls for a look, beneath that.
        letter: a rating in a box of its own, "–" for none; else ``icon`` stands there.
        tone: of letter or icon, as `player.ui.widgets.labels.ink_of` takes it.
        at_ms: the moment it leads to, or None.
        indent: steps to the right. ``head``: it is the head of what follows, ``faint``: it is only for reading.
    """

    key: Key
    text: str
    detail: str = ""
    flag: str = ""
    letter: str = ""
    icon: str = ""
    tone: str = "ink"
    at_ms: int | None = None
    indent: int = 0
    head: bool = False
    faint: bool = False
    chosen: bool = False

    @property
    def spoken(self) -> str:
        """The row in words."""
        return ". ".join(filter(None, (self.letter, self.text, self.detail, self.flag)))

    @property
    def tip(self) -> str:
        """What may not fit into the row."""
        return self.text if len(self.text) > _LONGEST else ""


class AssessList(PickList):
    """Rows of which one is chosen; heads, and what is only for reading, are passed over by the arrows.

    Args:
        name: what the list is, for a screen reader.
        keys: further keys it keeps to itself, each told by `pressed`.

    Signals:
        pressed: one of its own keys was pressed on the row chosen (the key).
    """

    pressed = Signal(int)

    def __init__(self, name: str, keys: Sequence[Qt.Key] = ()) -> None:
        super().__init__(name, paint_assess_row, height_px=self._height_of)
        self._keys = frozenset(int(key) for key in keys)
        self.own_keys = MOVING_KEYS | OWN_KEYS | self._keys

    def pick(self, place: int) -> None:
        """Choose a row; in the place of a head, the next row in the direction of the move."""
        rows, step = self.rows.rows, -1 if place < self.place else 1
        while 0 <= place < len(rows) and rows[place].head:
            place += step
        if 0 <= place < len(rows):
            super().pick(place)
        elif self.place >= 0:
            self._mark()

    def show_rows(self, rows: Sequence[AssessRow], key: object) -> None:
        """Show these rows with the one of this key chosen; without such a one, that of about the same place."""
        places = [place for place, row in enumerate(rows) if not row.head]
        if key is None or all(row.key != key for row in rows):
            near = next((place for place in places if place >= self.place), places[-1] if places else -1)
            key = rows[near].key if near >= 0 else None
        super().show_rows(rows, key)
        if not places and self.rows.rows:
            self.rows.set_rows([replace(row, chosen=False) for row in rows])
            self.place = -1

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Tell its own keys; the rest moves through the rows."""
        key = event.key()
        if key in self._keys and not event.isAutoRepeat():
            self.pressed.emit(int(key))
        elif key in _ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Measure the rows anew: their lines break elsewhere."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def _height_of(self, row: AssessRow) -> float:
        return _Place(row, self.viewport().width()).height / text_scale()


class _Place:
    """Where the parts of a row stand, for a width."""

    def __init__(self, row: AssessRow, width: float) -> None:
        left = PAD + row.indent * 4 * SPACE
        self.sign_left = left
        if row.letter:
            left += scaled(_LETTER_PX) + 2 * SPACE
        elif row.icon:
            left += scaled(SMALL_PX) + 2 * SPACE
        self.left, self.width = left, max(40.0, width - PAD - left)
        self.top = 2 * SPACE - 1
        self.text_height = _height(font_of(row), shown_text(row), self.width)
        self.detail_top = self.top + self.text_height + 1
        self.detail_height = _height(text_font("small"), row.detail, self.width) if row.detail else 0
        self.flag_top = self.detail_top + self.detail_height
        self.flag_height = _height(text_font("small"), row.flag, self.width - _flag_room()) if row.flag else 0
        least = scaled(_LETTER_PX) if row.letter else 0
        body = max(least, self.flag_top + self.flag_height - self.top)
        self.height = self.top + body + 2 * SPACE


def _flag_room() -> int:
    return scaled(SMALL_PX) + SPACE


def font_of(row: AssessRow) -> QFont:
    """The type of the text of a row."""
    if row.head:
        return text_font("caption")
    return text_font("body" if row.faint else "strong")


def shown_text(row: AssessRow) -> str:
    """The text of a row, as long as a list has room for."""
    return row.text if len(row.text) <= _LONGEST else row.text[: _LONGEST - 1].rstrip() + "…"


@lru_cache(maxsize=4096)
def _height(font: QFont, text: str, width: float) -> int:
    box = QRect(0, 0, max(40, int(width)), _HIGH)
    return QFontMetrics(font).boundingRect(box, _WRAP, text).height()


def paint_assess_row(painter: QPainter, box: QRectF, row: AssessRow, theme: Theme) -> None:
    """Paint a row."""
    place = _Place(row, box.width())
    if row.head:
        painter.fillRect(box.adjusted(0, 0, 0, -1), colour(theme.surfaces.strip))
    else:
        paint_ground(painter, box, theme, chosen=row.chosen)
    top = box.top() + place.top
    ink = ink_of(theme, row.tone)
    if row.letter:
        size = scaled(_LETTER_PX)
        sign = QRectF(box.left() + place.sign_left, top, size, size)
        rated = row.letter != NOT_RATED
        paint_box(painter, sign, theme.surfaces.sunken if rated else None, ink, radius=RADIUS, dashed=not rated)
        painter.setBrush(Qt.BrushStyle.NoBrush)  # the list draws its ring with it
        paint_text(painter, text_font("figure_s"), ink, sign, row.letter, CENTRE)
    elif row.icon:
        line = QRectF(box.left(), top, box.width(), QFontMetrics(font_of(row)).height())
        paint_icon_in(painter, line, box.left() + place.sign_left, row.icon, ink, scaled(SMALL_PX))
    left = box.left() + place.left
    _write(painter, font_of(row), theme.ink, QRectF(left, top, place.width, place.text_height), shown_text(row))
    if row.detail:
        under = QRectF(left, box.top() + place.detail_top, place.width, place.detail_height)
        _write(painter, text_font("small"), theme.ink_soft, under, row.detail)
    if row.flag:
        small, warn = text_font("small"), theme.tones.warn.text
        flag = QRectF(left, box.top() + place.flag_top, place.width, place.flag_height)
        first = QRectF(flag.left(), flag.top(), flag.width(), QFontMetrics(small).height())
        paint_icon_in(painter, first, flag.left(), "triangle-alert", warn, scaled(SMALL_PX) - 2)
        _write(painter, small, warn, flag.adjusted(_flag_room(), 0, 0, 0), row.flag)


NOT_RATED = "–"
"""Stands where the letter of a rating would, while nobody has given one."""


def _write(painter: QPainter, font: QFont, ink: str, box: QRectF, text: str) -> None:
    painter.setFont(font)
    painter.setPen(colour(ink))
    painter.drawText(box.toRect(), _WRAP, text)
