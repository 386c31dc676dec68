"""The live log: every entry with its times, what it is about and whether it is saved, over the line to write in."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit

from player.engine.state import Status
from player.i18n import N_, _
from player.model.events import Actor
from player.model.times import clock_text, story_clock_text
from player.review.wording import LINE_KIND_TITLES, LineKind, Wording
from player.session.live import Entry
from player.ui.actions import ActionTable
from player.ui.rows import RowView, paint_bar, part_of
from player.ui.run.entry_line import EntryLine
from player.ui.run.panel import DrillPanel
from player.ui.theme import PAD, SMALL_PX, SPACE, Theme, colour, faded, scaled, text_font
from player.ui.views import DrillView
from player.ui.widgets import paint_icon_in, paint_text
from player.ui.widgets.painted import RIGHT, text_width

NAME = "log"
TITLE = N_("Log")

KIND_ICONS: Mapping[LineKind, str] = {
    LineKind.SESSION: "file-text",
    LineKind.READINESS: "clipboard-list",
    LineKind.CLOCK: "timer",
    LineKind.PHASE: "flag",
    LineKind.DECISION: "git-branch",
    LineKind.INJECT: "message-square",
    LineKind.EXPECTED: "list-checks",
    LineKind.ORDER: "megaphone",
    LineKind.ACTION: "shield",
    LineKind.TAG: "tag",
    LineKind.CASUALTY: "heart-pulse",
    LineKind.ARREST: "lock",
    LineKind.EVIDENCE: "camera",
    LineKind.NOTE: "pencil",
    LineKind.MARKER: "bookmark",
    LineKind.CORRECTION: "undo-2",
    LineKind.SITUATION: "users",
    LineKind.OVERRIDE: "gauge",
    LineKind.FINDING: "file-warning",
}
_ROW_PX = 24


@dataclass(frozen=True, slots=True)
class LogRow:
    """An entry as the list shows it.

    Attributes:
        later: it had not happened yet at the moment shown.
        saved: it is on the disk.
    """

    seq: int
    wall: str
    exercise: str
    kind: LineKind
    text: str
    alert: bool
    saved: bool
    voided: bool
    later: bool = False
    present: bool = False

    @property
    def spoken(self) -> str:
        """The row in words."""
        state = "" if self.saved else _("not saved")
        void = _("void") if self.voided else ""
        return " ".join(
            filter(None, (f"#{self.seq}", self.exercise, _(LINE_KIND_TITLES[self.kind]), self.text, void, state))
        )


@dataclass(frozen=True, slots=True)
class LogKept:
    """What the user has put into the panel.

    Attributes:
        note: the half-written note; ``on``: the entry it is about; ``begun_ms``: its first keystroke.
        kind: number of the kind shown; ``find``: the words searched for.
        typing: ``note`` or ``find`` where the keyboard is in one of these fields, else empty.
    """

    note: str
    on: int | None
    begun_ms: int | None
    kind: int
    find: str
    typing: str


class LogPanel(DrillPanel):
    """The log, newest last.

    Signals:
        sought: the user opened an entry (its place in the log, from 1).
    """

    sought = Signal(int)

    def __init__(self, view: DrillView, actions: ActionTable) -> None:
        super().__init__(view, actions, _(TITLE), pad_px=0)
        self._rows: list[LogRow] = []
        self._wording = Wording(view.scenario)
        self._shown: list[int] = []
        self._saved = 0
        self._voided: set[int] = set()
        self._moment: tuple[int, frozenset[int]] = (0, frozenset())
        self._filter = self._make_filter()
        self._find = QLineEdit()
        self._find.setPlaceholderText(_("Find (Ctrl+F)"))
        self._find.setAccessibleName(_("Find in the log"))
        self._find.setClearButtonEnabled(True)
        for field in (self._find, self._filter):
            field.setFixedWidth(scaled(170))
        self._find.textChanged.connect(self._apply_filter)
        self._list = RowView(_(TITLE), paint_log_row, height_px=_ROW_PX)
        self._list.pressed_at.connect(self._pressed)
        if view.live:
            self._list.follow_end()
        else:
            self._list.verticalScrollBar().rangeChanged.connect(self._follow_moment)
        self.body.setSpacing(0)
        self.body.addWidget(self._list, 1)
        self.entry = EntryLine(view, self)
        self._foot = foot = QHBoxLayout()
        foot.setSpacing(SPACE)
        foot.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        if view.live:
            foot.addWidget(self.entry, 1)
        else:
            foot.addStretch(1)
        foot.addWidget(self._filter)
        foot.addWidget(self._find)
        self.body.addLayout(foot)
        self._list.opened.connect(self._opened)
        view.grown.connect(self.refresh)
        view.changed.connect(self._show_entry_line)
        view.moved.connect(self._follow_moment)
        self.refresh()

    def house_entry(self) -> None:
        """Take the line notes are written in back from wherever it was lent to."""
        if self.view.live:
            self._foot.insertWidget(0, self.entry, 1)
            self.entry.show()

    def begin_find(self) -> None:
        """Put the keyboard into the find field."""
        self._find.setFocus()
        self._find.selectAll()

    def show_entry(self, seq: int) -> None:
        """Bring the entry of this number into sight, whatever kinds are shown."""
        if seq - 1 not in self._shown:
            self._filter.setCurrentIndex(0)
            self._find.clear()
        self._list.show_row(self._shown.index(seq - 1))

    def keep(self) -> LogKept:
        """What the user has put in here."""
        typing = "note" if self.entry.hasFocus() else "find" if self._find.hasFocus() else ""
        return LogKept(
            self.entry.text(),
            self.entry.about,
            self.entry.begun_ms,
            self._filter.currentIndex(),
            self._find.text(),
            typing,
        )

    def restore(self, kept: LogKept) -> None:
        """Put it back."""
        self._filter.setCurrentIndex(kept.kind)
        self._find.setText(kept.find)
        self.entry.restore(kept.note, kept.on, kept.begun_ms)
        field = {"note": self.entry, "find": self._find}.get(kept.typing)
        if field is not None:
            field.setFocus()

    def refresh(self) -> None:
        """Take in new entries and what became saved or void."""
        entries = self.view.entries
        for place in self._outdated():
            self._rows[place] = self._row(entries[place])
            number = self._number_of(place)
            if number is not None:
                self._list.rows.set_row(number, self._rows[place])
        fresh = [self._row(entry) for entry in entries[len(self._rows) :]]
        first = len(self._rows)
        self._rows.extend(fresh)
        shown = [first + n for n, row in enumerate(fresh) if self._passes(row)]
        self._shown.extend(shown)
        self._list.rows.append_rows([self._rows[place] for place in shown])
        if not self.view.live:
            self._mark_anew()

    def _outdated(self) -> list[int]:
        """The places of the rows that became saved, void or valid; no others are looked at, for there may be many."""
        entries, rows, voided = self.view.entries, self._rows, self.view.state.voided
        places = {seq - 1 for seq in voided ^ self._voided}
        self._voided = set(voided)
        while self._saved < len(rows) and entries[self._saved].saved:  # entries are saved in their order
            places.add(self._saved)
            self._saved += 1
        known = (place for place in sorted(places) if place < len(rows))
        return [
            place
            for place in known
            if rows[place].saved != entries[place].saved or rows[place].voided != (rows[place].seq in voided)
        ]

    def _number_of(self, place: int) -> int | None:
        """Which row shows the entry in this place of the log, or None: it is left out."""
        number = bisect_left(self._shown, place)
        return number if number < len(self._shown) and self._shown[number] == place else None

    def _show_entry_line(self) -> None:
        self.entry.setEnabled(self.view.state.status is not Status.ENDED)

    def _mark_anew(self) -> None:
        """Mark every row by the moment shown."""
        self._mark(range(len(self._shown)))

    def _follow_moment(self) -> None:
        """Mark what had happened by the moment shown; only what lies between it and the one before is looked at."""
        (before, voided_before), shown = self._moment, self._shown
        first, last = sorted((before, self.view.entry_count))
        numbers = set(range(bisect_left(shown, first - 1), bisect_left(shown, last)))
        turned = (self._number_of(seq - 1) for seq in self.view.state.voided ^ voided_before)
        self._mark(numbers.union(number for number in turned if number is not None))

    def _mark(self, numbers: Iterable[int]) -> None:
        count, voided = self.view.entry_count, self.view.state.voided
        self._moment = count, frozenset(voided)
        rows = self._list.rows
        for number in numbers:
            place, row = self._shown[number], rows.rows[number]
            row = replace(row, later=place >= count, present=place == count - 1, voided=row.seq in voided)
            if rows.rows[number] != row:
                rows.set_row(number, row)
        last = bisect_left(self._shown, count) - 1
        if last >= 0:
            self._list.scrollTo(rows.index(last), RowView.ScrollHint.PositionAtCenter)

    def _row(self, entry: Entry) -> LogRow:
        event = entry.event
        line = self._wording.line(event)
        wall = entry.wall
        later_day = f" · {wall.local:%Y-%m-%d}" if event.actor is Actor.TRAINER else ""
        return LogRow(
            event.seq,
            story_clock_text(wall.local_ms),
            clock_text(event.exercise_ms, hours=True),
            line.kind,
            line.text + later_day,
            line.alert,
            entry.saved,
            event.seq in self.view.state.voided,
        )

    def _make_filter(self) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(_("Kinds of entry shown"))
        box.addItem(_("All kinds"), None)
        for kind, title in LINE_KIND_TITLES.items():
            box.addItem(_(title), kind.value)
        box.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        box.currentIndexChanged.connect(self._apply_filter)
        return box

    def _passes(self, row: LogRow) -> bool:
        kind = self._filter.currentData()
        words = self._find.text().casefold().split()
        text = row.text.casefold()
        return kind in {None, row.kind.value} and all(word in text for word in words)

    def _apply_filter(self) -> None:
        self._shown = [place for place, row in enumerate(self._rows) if self._passes(row)]
        self._list.rows.set_rows([self._rows[place] for place in self._shown])
        if not self.view.live:
            self._mark_anew()

    def _pressed(self, number: int, _where: QPointF) -> None:
        self._list.setCurrentIndex(self._list.rows.index(number))
        if not self.view.live:
            self._opened(number)

    def _opened(self, number: int) -> None:
        place = self._shown[number]
        if self.view.live:
            self.entry.begin(on=self._rows[place].seq)
        else:
            self.sought.emit(place + 1)


def paint_log_row(painter: QPainter, box: QRectF, row: LogRow, theme: Theme) -> None:
    """Paint an entry: wall time, exercise time, kind by icon and word, text, number and whether it is saved."""
    if row.present:
        painter.fillRect(box, colour(theme.surfaces.selected))
        paint_bar(painter, box, theme.tones.accent)
    elif row.alert and not row.later:
        painter.fillRect(box, colour(theme.tones.alarm.soft))
    soft = theme.ink_soft
    ink = soft if row.later or row.voided else theme.tones.alarm.text if row.alert else theme.ink
    figures = text_font("figure_s")
    left = box.left() + PAD
    width = text_width(figures, "00:00:00") + 1
    for text, pen in ((row.wall, soft), (row.exercise, soft if row.later else theme.ink)):
        paint_text(painter, figures, pen, part_of(box, left, width), text, RIGHT)
        left += width + 3 * SPACE
    size = scaled(SMALL_PX)
    paint_icon_in(painter, box, left, KIND_ICONS[row.kind], ink, size)
    left += size + 2 * SPACE
    kind_width = scaled(86)
    kind = _(LINE_KIND_TITLES[row.kind])
    paint_text(painter, text_font("caption"), soft, part_of(box, left, kind_width), kind)
    left += kind_width + 2 * SPACE
    right = box.right() - PAD
    width = text_width(figures, "#000000") + 1
    paint_text(painter, figures, soft, part_of(box, right - width, width), f"#{row.seq}", RIGHT)
    right -= width + SPACE + size
    saved = ("check", soft) if row.saved else ("triangle-alert", theme.tones.alarm.text)
    paint_icon_in(painter, box, right, *saved, size)
    right -= 2 * SPACE
    words = part_of(box, left, right - left)
    font = text_font("body")
    paint_text(painter, font, ink, words, row.text)
    if row.voided:
        struck = min(words.width(), text_width(font, row.text))
        painter.fillRect(QRectF(left, box.center().y(), struck, 1), colour(ink))
    if row.later:
        painter.fillRect(box, faded(theme.surfaces.panel, 0.3))
