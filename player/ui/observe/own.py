"""The observer's own last entries: time, words, whether they are saved, and the undo of each."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout

from player.i18n import N_, _, ngettext
from player.model import events as ev
from player.model.doctrine import RATING_TITLES, Rating
from player.model.times import clock_text
from player.review.lines import LINE_KIND_TITLES, LineKind
from player.review.observing import latency_text
from player.session.live import Entry
from player.ui.observe.desk import SHOWN, ObserverDesk
from player.ui.rows import RowView, paint_bar, part_of
from player.ui.run.log import KIND_ICONS
from player.ui.theme import MEDIUM_PX, PAD, SMALL_PX, SPACE, Theme, colour, scaled, text_font, text_scale
from player.ui.views import DrillView
from player.ui.widgets import Label, Panel, paint_box, paint_icon_in, paint_key_cap, paint_text
from player.ui.widgets.chips import key_cap_size
from player.ui.widgets.painted import RIGHT, Painted, text_width

TITLE = N_("Own entries")
_ROW_PX, _LEAST_ROW_PX = 46, 25
_WORDED_PX = 460
"""In a row so wide there is room for the word of the undo."""

_TWO_LINES_PX = 38
"""A row at least so high has its details on a line of their own."""


@dataclass(frozen=True, slots=True)
class OwnRow:
    """An entry as the list shows it.

    Attributes:
        time: exercise time of it; for a note, of its first keystroke.
        details: what is known beyond its words.
        drafted: some of its details are typed, but not on record.
        can_undo: it can be voided, or restored, at this moment.
    """

    seq: int
    time: str
    kind: LineKind
    text: str
    details: str
    saved: bool
    voided: bool
    chosen: bool
    drafted: bool
    can_undo: bool

    @property
    def spoken(self) -> str:
        """The row in words."""
        saved = _("saved") if self.saved else _("not saved")
        void = _("void") if self.voided else ""
        words = (f"#{self.seq}", self.time, _(LINE_KIND_TITLES[self.kind]), self.text, self.details, void, saved)
        return " ".join(filter(None, words))

    @property
    def tip(self) -> str:
        """What may not fit into the row."""
        return "\n".join(filter(None, (self.text, self.details)))


def own_row(desk: ObserverDesk, entry: Entry, chosen: int | None) -> OwnRow:
    """An own entry as a row."""
    view, event = desk.view, entry.event
    kind, text, details = _words(view, event)
    at_ms = event.body.begun_ms if isinstance(event.body, ev.NoteWritten) else event.exercise_ms
    return OwnRow(
        event.seq,
        clock_text(at_ms, hours=True),
        kind,
        text,
        details,
        entry.saved,
        event.seq in view.state.voided,
        event.seq == chosen,
        any(seq == event.seq for seq, _field in desk.drafts),
        desk.can_correct,
    )


def _words(view: DrillView, event: ev.Event) -> tuple[LineKind, str, str]:
    scenario = view.scenario
    match event.body:
        case ev.TagObserved(tag=tag):
            seen, shown = view.state.observations[event.seq], scenario.tags[tag]
            unit = str(scenario.units[seen.unit].title) if seen.unit else ""
            rating = f"{seen.rating} {_(RATING_TITLES[Rating(seen.rating)])}" if seen.rating else ""
            details = " · ".join(filter(None, (seen.text, seen.place, unit, rating)))
            return LineKind.TAG, f"{shown.key} {shown.text}", details
        case ev.NoteWritten(text=text, on=on):
            return LineKind.NOTE, text, _("on #{seq}").format(seq=on) if on is not None else ""
        case ev.ExpectedActionMet(expected=expected, latency_ms=latency_ms, late=late):
            text = str(scenario.expected_by_id[expected].text)
            return LineKind.EXPECTED, text, latency_text(latency_ms, late=late)
        case ev.MarkerPlaced(text=text):
            return LineKind.MARKER, text or _("Marker"), ""
    raise TypeError(event.body)  # pragma: no cover - nothing else is an observer's own


class OwnPanel(Panel):
    """The last five entries of whoever observes, newest first, under the reminder where one is due."""

    def __init__(self, desk: ObserverDesk) -> None:
        super().__init__(_(TITLE), pad_px=0)
        self._desk = desk
        self._row_px = _ROW_PX
        self._count = Label("", "caption", "soft")
        self.add_to_strip(self._count)
        self.reminder = ReminderLine()
        self._empty = Label(_("Nothing entered yet. A digit logs its tag at once."), "body", "soft", wrap=True)
        self._empty.setContentsMargins(PAD, 2 * SPACE, PAD, 2 * SPACE)
        self._list = RowView(_(TITLE), paint_own_row, height_px=lambda _row: self._row_px)
        self._list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.pressed_at.connect(self._pressed)
        self._list.opened.connect(lambda place: desk.choose(self._list.rows.rows[place].seq))
        self.body.setSpacing(0)
        self.body.addWidget(self.reminder)
        self.body.addWidget(self._empty)
        self.body.addWidget(self._list, 1)

    def take_height(self, room_px: int) -> None:
        """Take so much of the room as five rows need, at the least what they need when they are low."""
        around = self.height_of_strip + 4 + (self.reminder.sizeHint().height() if self.reminder.text else 0)
        fitting = int((room_px - around) / SHOWN / text_scale())
        row_px = max(_LEAST_ROW_PX, min(_ROW_PX, fitting))
        self.setFixedHeight(around + SHOWN * scaled(row_px))
        if row_px != self._row_px:
            self._row_px = row_px
            self._list.scheduleDelayedItemsLayout()

    def refresh(self) -> None:
        """Show the entries as they stand."""
        desk = self._desk
        chosen = desk.chosen
        rows = [own_row(desk, desk.entry(seq), chosen) for seq in desk.shown]
        self._empty.setVisible(not rows)
        self._list.setVisible(bool(rows))
        self._list.rows.set_rows(rows)
        count = len(desk.book.entries_of(desk.name))
        text = ngettext("{n} entry", "{n} entries", count).format(n=count)
        self._count.setText(text if not desk.older else _("{n} newer").format(n=desk.older) + " · " + text)

    def _pressed(self, place: int, where: QPointF) -> None:
        row: OwnRow = self._list.rows.rows[place]
        box = QRectF(0, 0, self._list.viewport().width(), scaled(self._row_px))
        if row.can_undo and undo_box(box, row).contains(where):
            self._desk.restore(row.seq) if row.voided else self._desk.void(row.seq)
        else:
            self._desk.choose(row.seq)


class ReminderLine(Painted):
    """That nothing has been entered for long: quiet, but not to be overlooked."""

    def __init__(self) -> None:
        super().__init__()
        self._words = Label("", "strong")
        self._column = QVBoxLayout(self)
        self._column.addWidget(self._words)
        self.restyle()
        self.hide()

    def restyle(self) -> None:
        """Leave room for the icon."""
        self._column.setContentsMargins(PAD + scaled(MEDIUM_PX) + 2 * SPACE, SPACE, PAD, SPACE)

    @property
    def text(self) -> str:
        """What it says; empty while there is nothing to say."""
        return self._words.text()

    def say(self, text: str) -> None:
        """Say this, or (an empty text) nothing."""
        if text != self.text:
            self._words.setText(text)
            self.setAccessibleName(text)
        self.setVisible(bool(text))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        """Paint ground and icon."""
        tone, painter, box = self.theme.tones.warn, QPainter(self), self.rect().toRectF()
        painter.fillRect(box, colour(tone.soft))
        paint_bar(painter, box, tone)
        paint_icon_in(painter, box, PAD, "timer", tone.text, scaled(MEDIUM_PX))


def _undo_word(row: OwnRow) -> str:
    return _("Restore") if row.voided else _("Void")


def _undo_key(row: OwnRow) -> str:
    if not row.chosen:
        return ""
    return f"Shift+{_('Del')}" if row.voided else _("Del")


def undo_box(box: QRectF, row: OwnRow) -> QRectF:
    """Where in the box of a row the button stands that voids or restores it."""
    word = "" if box.width() < scaled(_WORDED_PX) else _undo_word(row)
    width = scaled(SMALL_PX) + (text_width(text_font("strong"), word) + 6 * SPACE if word else 4 * SPACE)
    key = _undo_key(row)
    if key:
        width += key_cap_size(text_font("key"), key).width() + 2 * SPACE
    height = min(box.height() - SPACE, scaled(32))
    return QRectF(box.right() - 2 * SPACE - width, box.center().y() - height / 2, width, height)


def paint_own_row(painter: QPainter, box: QRectF, row: OwnRow, theme: Theme) -> None:
    """Paint an own entry: time, kind, words over details, whether it is saved, and its undo."""
    if row.chosen:
        painter.fillRect(box, colour(theme.surfaces.selected))
        paint_bar(painter, box, theme.tones.accent)
    ink = theme.ink_soft if row.voided else theme.ink
    figures, size = text_font("figure_s"), scaled(SMALL_PX)
    left, width = box.left() + PAD, text_width(figures, "00:00:00") + 1
    paint_text(painter, figures, ink, part_of(box, left, width), row.time, RIGHT)
    left += width + 2 * SPACE
    paint_icon_in(painter, box, left, KIND_ICONS[row.kind], ink, size)
    left += size + 2 * SPACE
    right = _paint_undo(painter, box, row, theme) - 2 * SPACE - size
    mark = ("check", theme.ink_soft) if row.saved else ("triangle-alert", theme.tones.alarm.text)
    paint_icon_in(painter, box, right, *mark, size)
    if row.drafted:
        right -= size + SPACE
        paint_icon_in(painter, box, right, "square-pen", theme.tones.warn.text, size)
    words, font = part_of(box, left, right - 2 * SPACE - left), text_font("strong")
    text, below = row.text, row.details
    if box.height() < scaled(_TWO_LINES_PX):
        text, below = " · ".join(filter(None, (text, below))), ""
    upper = QRectF(words.left(), words.top() + SPACE, words.width(), words.height() / 2 - SPACE) if below else words
    paint_text(painter, font, ink, upper, text)
    if row.voided:
        struck = min(upper.width(), text_width(font, text))
        painter.fillRect(QRectF(left, round(upper.center().y()), struck, 1), colour(ink))
    if below:
        lower = QRectF(words.left(), upper.bottom(), words.width(), words.bottom() - upper.bottom() - SPACE)
        paint_text(painter, text_font("small"), theme.ink_soft, lower, below)


def _paint_undo(painter: QPainter, box: QRectF, row: OwnRow, theme: Theme) -> float:
    """Paint the button of a row; gives where it begins."""
    button = undo_box(box, row)
    if not row.can_undo:
        return button.left()
    paint_box(painter, button, theme.surfaces.panel, theme.edge)
    size, right = scaled(SMALL_PX), button.right() - 2 * SPACE
    key = _undo_key(row)
    if key:
        cap = key_cap_size(text_font("key"), key)
        right -= cap.width()
        place = QRectF(right, button.center().y() - cap.height() / 2, cap.width(), cap.height())
        paint_key_cap(painter, place, text_font("key"), theme.ink_soft, key)
        right -= 2 * SPACE
    left = button.left() + 2 * SPACE
    paint_icon_in(painter, button, left, "redo-2" if row.voided else "undo-2", theme.ink, size)
    left += size + SPACE
    if box.width() >= scaled(_WORDED_PX):
        paint_text(painter, text_font("strong"), theme.ink, part_of(button, left, right - left), _undo_word(row))
    return button.left()
