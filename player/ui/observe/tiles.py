"""The tags of the script as tiles in the places of the digits, each at least as large as a gloved finger needs."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QTextLayout
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from player.i18n import N_, _
from player.model.doctrine import BEHAVIOUR_TITLES, TAG_COLOURS
from player.model.entries import Tag
from player.model.times import clock_text
from player.ui.observe.desk import ObserverDesk
from player.ui.run.tags import TAG_LOOKS, tag_tone
from player.ui.theme import GAP, PAD, RULE, SMALL_PX, SPACE, Theme, Tone, colour, scaled, text_font, text_scale
from player.ui.widgets import EmptyHint, paint_box, paint_icon_in, paint_key_cap, paint_mark, paint_text
from player.ui.widgets.buttons import KitButton
from player.ui.widgets.painted import RIGHT, plain_tip, text_width

TITLE = N_("Tags")
LEAST_MM = 20
"""The least height of a tile on a screen that says truly how large it is."""

LEAST_PX = 76
"""The same at 96 dots an inch."""

_MM_PER_INCH = 25.4
_ACROSS = 3
_BAR_PX = 8
_ROOMY_PX = 124
"""A tile so high, at text size 1, has large marks."""

_EVEN_FROM_PX = 19
"""Words that fit only under this size keep the other tiles from being larger than this, not larger than themselves."""

_WORD_SIZES = (44, 36, 30, 26, 22, 19, 17, 15, 14, 13, 12)
"""Sizes the words of a tile are tried in, in px at text size 1, the largest that fits first."""


class TileLook(NamedTuple):
    """How a tile is drawn at a moment: its ground, the ink on it, the lesser ink, and its outline."""

    ground: str
    ink: str
    soft: str
    edge: str


class TagTile(KitButton):
    """A tag, logged as it is pressed: digit, shape in its colour, words, class of behaviour, how often and when.

    Attributes:
        seen_count: how often it was seen, by whomever.
        most_px: the largest its words may be, so that all tiles speak alike.
        state: ``stamped``, ``unsaved`` or ``ignored`` for a moment after a press, else empty; ``stamp``: its time.
    """

    counts_fast_clicks = True

    def __init__(self, tag: Tag, desk: ObserverDesk) -> None:
        super().__init__()
        self.tag = tag
        self._desk = desk
        self._shown: tuple[object, ...] = ()
        self.seen_count, self._last_ms = 0, 0
        self.state, self.stamp = "", ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.most_px: Callable[[], int] = lambda: _WORD_SIZES[0]
        self.setToolTip(plain_tip(str(tag.text)))
        self.pressed.connect(lambda: desk.stamp(tag))

    def show_seen(self, count: int, last_ms: int) -> None:
        """Show how often it was logged, and when last, in exercise time."""
        self.seen_count, self._last_ms = count, last_ms
        self.refresh()

    def refresh(self) -> None:
        """Follow the time: a flash goes out by itself."""
        press = self._desk.flash_of(self.tag.id)
        self.state = "" if press is None else "ignored" if press.seq is None else "stamped"
        self.stamp = ""
        if press is not None and press.seq is not None:
            entry = self._desk.entry(press.seq)
            self.state = "stamped" if entry.saved else "unsaved"
            self.stamp = clock_text(entry.event.exercise_ms, hours=True)
        shown = (self.seen_count, self._last_ms, self.state, self.stamp, self.isEnabled())
        if shown != self._shown:
            self._shown = shown
            self._name()
            self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        """As large as room allows."""
        return QSize(scaled(240), scaled(150))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """As high as a finger in a glove needs."""
        true_px = round(LEAST_MM / _MM_PER_INCH * self.logicalDpiY())
        return QSize(scaled(150), max(true_px, LEAST_PX))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        """Paint it."""
        theme, painter, box = self.theme, QPainter(self), self.rect().toRectF()
        tone, look = tag_tone(theme, self.tag.colour), self.look(theme)
        paint_box(painter, box, look.ground, look.edge, line_px=RULE if self.state else 1.0)
        if not self.state and self.isEnabled():
            painter.fillRect(QRectF(1, 1, scaled(_BAR_PX), box.height() - 2), colour(tone.fill))
        self._paint_marks(painter, look, tone)
        paint_words(painter, look.ink, self.words_box(), str(self.tag.text), self.most_px())
        self._paint_foot(painter, self._foot(), look)
        if self.shows_focus:
            paint_box(painter, box, None, theme.surfaces.panel, line_px=RULE + 2)
            paint_box(painter, box, None, theme.focus, line_px=RULE + 1)

    def look(self, theme: Theme) -> TileLook:
        """How it is drawn in its present state."""
        tone, surfaces = tag_tone(theme, self.tag.colour), theme.surfaces
        if self.state == "stamped":
            return TileLook(tone.fill, tone.on_fill, tone.on_fill, theme.ink)
        if self.state in {"ignored", "unsaved"}:
            told = theme.tones.warn if self.state == "ignored" else theme.tones.alarm
            return TileLook(told.soft, theme.ink, told.text, told.text)
        if not self.isEnabled():
            return TileLook(surfaces.sunken, theme.ink_soft, theme.ink_soft, theme.line)
        over = surfaces.selected if self.isDown() else surfaces.hover if self.underMouse() else surfaces.panel
        return TileLook(over, theme.ink, theme.ink_soft, theme.edge)

    def words_box(self) -> QRectF:
        """Where its words stand."""
        inner, foot, cap = self._inner(), self._foot(), self._cap()
        left = cap.right() + (2 * SPACE if self._is_small() else PAD)
        return QRectF(left, inner.top(), inner.right() - left, foot.top() - SPACE / 2 - inner.top())

    def _inner(self) -> QRectF:
        return self.rect().toRectF().adjusted(scaled(_BAR_PX) + 1.5 * SPACE, 1.5 * SPACE, -1.5 * SPACE, -SPACE)

    def _foot(self) -> QRectF:
        inner = self._inner()
        return QRectF(inner.left(), inner.bottom() - scaled(20), inner.width(), scaled(20))

    def _is_small(self) -> bool:
        return self.height() < scaled(_ROOMY_PX)

    def _cap(self) -> QRectF:
        """Where the digit stands."""
        edge = scaled(28 if self._is_small() else 36)
        return QRectF(self._inner().topLeft(), QSizeF(edge, edge))

    def _paint_marks(self, painter: QPainter, look: TileLook, tone: Tone) -> None:
        """Paint the digit, and under it the shape."""
        cap, mark = self._cap(), scaled(20 if self._is_small() else 26)
        paint_key_cap(painter, cap, text_font("figure_m"), look.ink, str(self.tag.key))
        left, top = cap.center().x() - mark / 2, cap.bottom() + (1 if self._is_small() else 2) * SPACE
        ground = tone if self.state != "stamped" else Tone(tone.on_fill, tone.on_fill, tone.fill, tone.fill)
        paint_mark(painter, QRectF(round(left), round(top), mark, mark), TAG_LOOKS[self.tag.colour], ground)

    def _paint_foot(self, painter: QPainter, box: QRectF, look: TileLook) -> None:
        """Paint what was just pressed; else the class of behaviour, and how often and when it was seen."""
        if self.state:
            size = scaled(SMALL_PX + 2)
            icon = {"stamped": "circle-check", "unsaved": "triangle-alert", "ignored": "hand"}[self.state]
            paint_icon_in(painter, box, box.left(), icon, look.soft, size)
            left = box.left() + size + 1.5 * SPACE
            words = QRectF(left, box.top(), box.right() - left, box.height())
            font = text_font("strong") if self.state == "ignored" else text_font("figure_m")
            said = self._said()
            if self.state == "ignored" and text_width(font, said) > words.width():
                said = _("counted once")
            paint_text(painter, font, look.soft, words, said)
            return
        seen = self._seen()
        font = text_font("figure_s")
        width = text_width(font, seen) + 1 if seen else 0.0
        paint_text(painter, font, look.ink, QRectF(box.right() - width, box.top(), width, box.height()), seen, RIGHT)
        words = QRectF(box.left(), box.top(), box.width() - width - 2 * SPACE, box.height())
        paint_text(painter, text_font("caption"), look.soft, words, self.class_text)

    @property
    def class_text(self) -> str:
        """The class of behaviour that is seen with it, and whether it is unlawful, in words."""
        told = [_(BEHAVIOUR_TITLES[self.tag.behaviour])] if self.tag.behaviour is not None else []
        return " · ".join([*told, _("unlawful")] if self.tag.unlawful else told)

    def _seen(self) -> str:
        return f"×{self.seen_count}  {clock_text(self._last_ms, hours=True)}" if self.seen_count else ""

    def _said(self) -> str:
        if self.state == "ignored":
            return _("pressed twice: counted once")
        return self.stamp if self.state == "stamped" else _("{time} not saved").format(time=self.stamp)

    def _name(self) -> None:
        colour_name = _(TAG_COLOURS[self.tag.colour])
        said = self._said() if self.state else self._seen()
        parts = (str(self.tag.key), str(self.tag.text), colour_name, self.class_text, said)
        self.setAccessibleName(" ".join(filter(None, parts)))


class TagGrid(QWidget):
    """The tags in the places of the digits 1 to 9, three across; rows no digit of the script stands in are left out."""

    def __init__(self, desk: ObserverDesk) -> None:
        super().__init__()
        self._desk = desk
        self.setAccessibleName(_(TITLE))
        tags = sorted(desk.view.scenario.tags.values(), key=lambda one: one.key)
        self.tiles = [TagTile(tag, desk) for tag in tags]
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(2 * GAP)
        if not tags:
            text = _("Notes (N), markers (M) and ticks (Ctrl+1–9) are logged all the same.")
            grid.addWidget(EmptyHint("tag", _("The script has no tags."), text), 0, 0)
        for tile in self.tiles:
            tile.most_px = self._even_px
            grid.addWidget(tile, *divmod(tile.tag.key - 1, _ACROSS))
        for place in range(_ACROSS if tags else 0):
            grid.setColumnStretch(place, 1)
        for row in {(tag.key - 1) // _ACROSS for tag in tags}:
            grid.setRowStretch(row, 1)
        self.seen_counted = -1
        self._seen: dict[str, tuple[int, int]] = {}
        self._voided: set[int] = set()
        self._counted = 0
        desk.pressed.connect(self.follow_time)

    def _even_px(self) -> int:
        """The size at which the words of every tile fit."""
        return max(_EVEN_FROM_PX, min(fitting_px(tile.words_box(), str(tile.tag.text)) for tile in self.tiles))

    def refresh(self) -> None:
        """Show how often and when each was seen, by whomever; only what is new is counted, unless one was voided."""
        state = self._desk.view.state
        if state.voided != self._voided:
            self._voided, self._counted = set(state.voided), 0
            self._seen.clear()
        for one in islice(state.observations.values(), self._counted, None):
            if not one.voided:
                count, last_ms = self._seen.get(one.tag, (0, 0))
                self._seen[one.tag] = count + 1, max(last_ms, one.seen_ms)
        self._counted = len(state.observations)
        for tile in self.tiles:
            tile.setEnabled(self._desk.can_log)
            tile.show_seen(*self._seen.get(tile.tag.id, (0, 0)))

    def follow_time(self) -> None:
        """Let flashes go out."""
        for tile in self.tiles:
            tile.refresh()


def paint_words(painter: QPainter, ink: str, box: QRectF, text: str, most_px: int = _WORD_SIZES[0]) -> None:
    """Write a text in a box as large as it fits, on several lines; the last ends in an ellipsis where it must."""
    font, lines, _size = _fitted(text, round(box.width()), round(box.height()), text_scale(), most_px)
    painter.setFont(font)
    painter.setPen(colour(ink))
    metrics = QFontMetricsF(font)
    top = box.top() + metrics.ascent()
    for number, line in enumerate(lines):
        painter.drawText(QPointF(round(box.left()), round(top + number * metrics.lineSpacing())), line)


def fitting_px(box: QRectF, text: str) -> int:
    """The largest size in which a text fits in a box, in px at text size 1."""
    return _fitted(text, round(box.width()), round(box.height()), text_scale())[2]


@lru_cache(maxsize=256)
def _fitted(
    text: str, width: int, height: int, scale: float, most_px: int = _WORD_SIZES[0]
) -> tuple[QFont, tuple[str, ...], int]:
    """The largest of the sizes in which a text fits, with its lines, and which size it is."""
    del scale  # the fonts follow it
    font = text_font("title")
    lines: tuple[str, ...] = ()
    for size in (one for one in _WORD_SIZES if one <= most_px):
        font = text_font("title", size_px=scaled(size))
        lines = _lines(font, text, width)
        metrics = QFontMetricsF(font)
        longest = max((metrics.horizontalAdvance(word) for word in text.split()), default=0.0)
        if len(lines) * metrics.lineSpacing() <= height and longest <= width:
            return font, lines, size
    fit = max(1, int(height // QFontMetricsF(font).lineSpacing()))
    if len(lines) > fit:
        rest = " ".join(lines[fit - 1 :])
        cut = QFontMetricsF(font).elidedText(rest, Qt.TextElideMode.ElideRight, width)
        lines = (*lines[: fit - 1], cut)
    return font, lines, _WORD_SIZES[-1]


def _lines(font: QFont, text: str, width: int) -> tuple[str, ...]:
    layout = QTextLayout(text.replace("\n", " "), font)
    layout.beginLayout()
    lines = []
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        lines.append(text[line.textStart() : line.textStart() + line.textLength()].rstrip())
    layout.endLayout()
    return tuple(lines)
