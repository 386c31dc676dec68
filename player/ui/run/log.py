"""The live log: every entry with its times, what it is about and whether it is saved, over the line to write in."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from dataclasses import dataclass

from PySide6.QtCore import QPointF, Qt, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout

from player.engine.state import Status
from player.i18n import N_, _, ngettext
from player.review.wording import LINE_KIND_TITLES, LineKind
from player.ui.actions import ActionTable
from player.ui.keys import stroke
from player.ui.row_model import LazyModel
from player.ui.rows import RowView
from player.ui.run.entry_line import EntryLine
from player.ui.run.find_field import FindField
from player.ui.run.log_book import LogBook, LogRow, LogRows, Sought
from player.ui.run.log_paint import KIND_ICONS, paint_log_row
from player.ui.run.panel import DrillPanel
from player.ui.theme import SPACE, scaled
from player.ui.views import DrillView
from player.ui.widgets import ActionButton

__all__ = ["KIND_ICONS", "NAME", "TITLE", "LogKept", "LogPanel", "LogRow"]

NAME = "log"
TITLE = N_("Log")

_ROW_PX = 24
_READ_AT_ONCE = 500
SHOWN_FIRST_MS = 50
"""So long a long log that was opened waits until it is made searchable: its page is painted before."""
"""So many entries are made searchable at once; what is left of a long log follows between two events of the window."""


@dataclass(frozen=True, slots=True)
class LogKept:
    """What the user has put into the panel.

    Attributes:
        note: the half-written note; ``on``: the entry it is about; ``begun_ms``: its first keystroke.
        kind: number of the kind shown; ``find``: the words searched for.
        typing: ``note`` or ``find`` where the keyboard is in one of these fields, else empty.
        found: place of the entry the search stands at, or None.
        top: place of the entry at the top of the list while the user reads back, else None.
    """

    note: str
    on: int | None
    begun_ms: int | None
    kind: int
    find: str
    typing: str
    found: int | None = None
    top: int | None = None


class LogPanel(DrillPanel):
    """The log, newest last.

    Signals:
        sought: the user opened an entry (its place in the log, from 1).
    """

    sought = Signal(int)

    def __init__(self, view: DrillView, actions: ActionTable) -> None:
        super().__init__(view, actions, _(TITLE), pad_px=0)
        self._book = LogBook(view)
        self._sought = Sought()
        self._rows = LogRows(view, self._book, self._sought)
        self._matched: array[int] = array("L")
        self._searched = 0
        self._read_to = 0
        self._filter = self._make_filter()
        self._find = FindField()
        self._find.setFixedWidth(scaled(230))
        self._filter.setFixedWidth(scaled(170))
        self._find.textChanged.connect(self._apply_filter)
        self._find.stepped.connect(self.step_found)
        self._list = RowView(_(TITLE), paint_log_row, height_px=_ROW_PX, lazy=True)
        self._model.show(self._rows)
        self._list.pressed_at.connect(self._pressed)
        self._newer = ActionButton("", "arrow-down", stroke(Qt.Key.Key_End).text, size="small", variant="accent")
        self.add_to_strip(self._newer)
        self._newer.hide()
        self._newer.clicked.connect(self.to_end)
        if view.live:
            self._list.follow_end()
            self._list.followed.connect(self._note_reading)
        else:
            self._list.verticalScrollBar().rangeChanged.connect(self._follow_moment)
        self._reading = QTimer(self)
        self._reading.setSingleShot(True)
        self._reading.timeout.connect(self._read_on)
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

    @property
    def book(self) -> LogBook:
        """The log in words, which another list of it can share."""
        return self._book

    def house_entry(self) -> None:
        """Take the line notes are written in back from wherever it was lent to."""
        if self.view.live:
            self._foot.insertWidget(0, self.entry, 1)
            self.entry.show()

    def begin_find(self) -> None:
        """Put the keyboard into the find field."""
        self._find.setFocus()
        self._find.selectAll()

    def begin_kinds(self) -> None:
        """Let the user choose by keys which kind of entry is shown."""
        self._filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._filter.showPopup()

    def show_entry(self, seq: int) -> None:
        """Bring the entry of this number into sight, whatever kinds are shown."""
        if self._number_of(seq - 1) is None:
            self._filter.setCurrentIndex(0)
            self._find.clear()
        number = self._number_of(seq - 1)
        if number is not None:
            self._list.show_row(number)

    def to_end(self) -> None:
        """Go to the newest entry, and follow the log from there."""
        self._list.to_end()

    def step_found(self, step: int) -> None:
        """Go to the next entry found, or the one before; behind the last comes the first."""
        places, at = self._rows.places, self._sought.found
        if not places:
            return
        if at is None:  # from where the user looks
            bar = self._list.verticalScrollBar()
            first = self._list.row_at(bar.value() + self._list.row_top(1) - 1)
            number = first if step > 0 else first - 1
        elif step > 0:
            number = bisect_left(places, at + 1)
        else:
            number = bisect_left(places, at) - 1
        number %= len(places)
        self._sought.found = places[number]
        self._list.show_row(number, take_focus=False)
        self._tell_found()
        self._repaint()

    def keep(self) -> LogKept:
        """What the user has put in here."""
        typing = "note" if self.entry.hasFocus() else "find" if self._find.hasFocus() else ""
        reads_back = self.view.live and not self._list.follows
        return LogKept(
            self.entry.text(),
            self.entry.about,
            self.entry.begun_ms,
            self._filter.currentIndex(),
            self._find.text(),
            typing,
            self._sought.found,
            self._top_place() if reads_back else None,
        )

    def restore(self, kept: LogKept) -> None:
        """Put it back."""
        self._filter.setCurrentIndex(kept.kind)
        self._find.setText(kept.find)
        self._sought.found = kept.found
        self._tell_found()
        self.entry.restore(kept.note, kept.on, kept.begun_ms)
        if kept.top is not None:
            self._list.read_from(bisect_left(self._rows.places, kept.top))
        field = {"note": self.entry, "find": self._find}.get(kept.typing)
        if field is not None:
            field.setFocus()

    def refresh(self) -> None:
        """Take in new entries and what became saved or void."""
        self._book.learn()
        if self.view.live or len(self.view.entries) <= _READ_AT_ONCE:
            self._read_on()
        else:  # a long log that was opened is shown first, and made searchable then
            self._reading.start(SHOWN_FIRST_MS)
        if self._sought.is_all:
            self._rows.places = range(self._known)
            self._grow()
        if self.view.live:
            self._repaint()
        else:
            self._follow_moment()

    @property
    def _model(self) -> LazyModel:
        model = self._list.rows
        assert isinstance(model, LazyModel)
        return model

    def _read_on(self) -> None:
        """Make more of the log searchable, and show what is found in it."""
        self._book.read_on(_READ_AT_ONCE)
        if not self._sought.is_all:
            self._matched.extend(self._book.find(self._searched, self._sought.kind, self._sought.words))
            self._limit()
            self._grow()
            self._tell_found()
        self._searched = self._book.read
        if self._book.read < len(self.view.entries):
            self._reading.start(0)

    @property
    def _known(self) -> int:
        """How many entries are to be seen: all, or those up to a moment of the past."""
        return len(self.view.entries) if self.view.live or self.view.looks_ahead else self.view.entry_count

    def _limit(self) -> None:
        """Show of what is found no more than is to be seen."""
        places, known = self._matched, self._known
        if self._sought.is_all:
            self._rows.places = range(known)
        else:
            self._rows.places = places if not places or places[-1] < known else places[: bisect_left(places, known)]

    def _grow(self) -> None:
        self._model.grow()
        self._tell_newer()

    def _apply_filter(self) -> None:
        sought, top = self._sought, self._top_place()
        kind = self._filter.currentData()
        sought.kind = None if kind is None else LineKind(kind)
        sought.words = tuple(self._find.text().casefold().split())
        self._searched = self._book.read
        if sought.is_all:
            self._matched = array("L")
        else:
            self._matched = array("L", self._book.find(0, sought.kind, sought.words))
        self._limit()
        self._model.show(self._rows)
        self._stay_at(top)
        if sought.found is not None and not sought.words and not self._list.follows:
            self._stay_at_found()
        if not sought.words:
            sought.found = None
        self._tell_found()
        self._tell_newer()
        if not self.view.live:
            self._follow_moment()

    def _stay_at(self, top: int) -> None:
        """Look at the same part of the log as before, as far as it is still shown."""
        if self.view.live and not self._list.follows:
            self._list.read_from(bisect_left(self._rows.places, top))
        elif self.view.live:
            self._list.to_end()

    def _stay_at_found(self) -> None:
        """Show the entry the search stood at among those around it."""
        number = self._number_of(self._sought.found or 0)
        if number is not None:
            self._list.show_row(number, take_focus=False)

    def _top_place(self) -> int:
        """Place of the entry at the top of the list."""
        number = self._list.row_at(self._list.verticalOffset())
        places = self._rows.places
        return places[number] if number < len(places) else 0

    def _number_of(self, place: int) -> int | None:
        """Which row shows the entry in this place of the log, or None: it is left out."""
        places = self._rows.places
        number = bisect_left(places, place)
        return number if number < len(places) and places[number] == place else None

    def _tell_found(self) -> None:
        """Say beside the words how many entries say them, and at which of them the search stands."""
        count, found = len(self._rows.places), self._sought.found
        number = None if found is None else self._number_of(found)
        if self._sought.is_all:
            text = ""
        elif number is None:
            text = _("{count} found").format(count=count)
        else:
            text = _("{number} of {count}").format(number=number + 1, count=count)
        self._find.show_result(text, missed=not count)

    def _note_reading(self, follows: bool) -> None:  # noqa: FBT001 - a slot
        """Note up to where the log was read when its end was left."""
        self._read_to = len(self.view.entries)
        if follows:
            self._read_to = 0
        self._tell_newer()

    def _tell_newer(self) -> None:
        """While the user reads back, say how many entries have come since."""
        places = self._rows.places
        count = 0
        if self.view.live and not self._list.follows:
            count = len(places) - bisect_left(places, self._read_to)
        self._newer.setVisible(count > 0)
        if count > 0:
            self._newer.show_as(ngettext("{n} new entry", "{n} new entries", count).format(n=count))

    def _repaint(self) -> None:
        """Paint the rows in sight anew: each is made as it stands now."""
        self._list.viewport().update()

    def _show_entry_line(self) -> None:
        self.entry.setEnabled(self.view.state.status is not Status.ENDED)

    def _follow_moment(self) -> None:
        """Show what had happened by the moment shown."""
        if not self.view.live and not self.view.looks_ahead:
            self._limit()
            if len(self._rows.places) < self._model.rowCount():
                self._model.show(self._rows)
            else:
                self._grow()
            self._tell_found()
        self._repaint()
        last = bisect_left(self._rows.places, self.view.entry_count) - 1
        if last >= 0:
            self._list.scrollTo(self._list.rows.index(last), RowView.ScrollHint.PositionAtCenter)

    def _make_filter(self) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(_("Kinds of entry shown"))
        box.addItem(_("All kinds"), None)
        for kind, title in LINE_KIND_TITLES.items():
            box.addItem(_(title), kind.value)
        box.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        box.currentIndexChanged.connect(self._apply_filter)
        return box

    def _pressed(self, number: int, _where: QPointF) -> None:
        self._list.setCurrentIndex(self._list.rows.index(number))
        if not self.view.live:
            self._opened(number)

    def _opened(self, number: int) -> None:
        place = self._rows.places[number]
        if self.view.live:
            self.entry.begin(on=self.view.entries[place].seq)
        else:
            self.sought.emit(place + 1)
