"""The log of a review: all of it, what came after the moment dimmed, narrowed down by kind, by person and by words."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from dataclasses import dataclass

from PySide6.QtCore import QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout

from player.i18n import _, ngettext
from player.review.wording import LineKind
from player.ui.actions import ActionTable
from player.ui.review.log_groups import GROUPS, KindChip, by_whom, everybody
from player.ui.review_view import ReviewView
from player.ui.row_model import LazyModel
from player.ui.rows import RowView
from player.ui.run.find_field import FindField
from player.ui.run.log import SHOWN_FIRST_MS, TITLE
from player.ui.run.log_book import LogBook, LogRows, Sought
from player.ui.run.log_paint import paint_log_row
from player.ui.run.panel import DrillPanel
from player.ui.theme import SPACE, scaled
from player.ui.widgets import Chip

_ROW_PX = 24
_FIND_PX, _WHO_PX = 168, 112
_READ_AT_ONCE = 500
_LEAST_ROWS = 3


@dataclass(frozen=True, slots=True)
class ReviewLogKept:
    """What the user has narrowed the log down to: numbers of groups, a person, words; and whether words are typed."""

    groups: tuple[int, ...]
    who: str
    find: str
    typing: bool


class ReviewLog(DrillPanel):
    """The whole log, with the entry of the moment always in view.

    Args:
        book: the log in words; it may be shared.

    Signals:
        sought: the user wants to see the drill right after so many entries.
        opened: the user wants to read all about the entry of the moment.
    """

    sought = Signal(int)
    opened = Signal()

    def __init__(self, view: ReviewView, actions: ActionTable, book: LogBook) -> None:
        super().__init__(view, actions, _(TITLE), pad_px=0)
        self._review, self._book = view, book
        self._sought = Sought()
        self._kinds: frozenset[LineKind] | None = None
        self._who = ""
        self._rows = LogRows(view, book, self._sought)
        self._matched: array[int] = array("L")
        self._searched = 0
        self.chips = tuple(KindChip(number, group) for number, group in enumerate(GROUPS, start=1))
        self.who = QComboBox()
        self.find_field = FindField()
        self._told = Chip("", "", "neutral")
        self.list = RowView(_(TITLE), paint_log_row, height_px=_ROW_PX, lazy=True)
        self._reading = QTimer(self)
        self._reading.setSingleShot(True)
        self._reading.timeout.connect(self._read_on)
        self._lay_out()
        self._model.show(self._rows)
        view.grown.connect(self.refresh)
        view.changed.connect(self._follow_moment)
        self.refresh()

    def toggle_group(self, number: int) -> None:
        """Narrow the log down to the group of this digit, or no longer; 0: to none."""
        for chip in self.chips:
            if number == 0 or chip.key == str(number):
                chip.setChecked(bool(number) and not chip.isChecked())
        self._narrow()

    def show_all(self) -> None:
        """Leave nothing out."""
        self.find_field.clear()
        self.who.setCurrentIndex(0)
        self.toggle_group(0)

    def begin_find(self) -> None:
        """Put the keyboard into the find field."""
        self.find_field.setFocus()
        self.find_field.selectAll()

    def begin_kinds(self) -> None:
        """Put the keyboard on the first chip."""
        self.chips[0].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def step(self, step: int) -> None:
        """Go to the next entry shown, or the one before."""
        places, count = self._rows.places, self._review.entry_count
        number = bisect_left(places, count) if step > 0 else bisect_left(places, max(0, count - 1)) - 1
        if 0 <= number < len(places):
            self.sought.emit(places[number] + 1)
        elif step < 0 and self._is_all:
            self.sought.emit(0)

    def show_entry(self, seq: int) -> None:
        """Go to the entry of this number, whatever the log was narrowed down to."""
        if bisect_left(self._rows.places, seq - 1) == bisect_left(self._rows.places, seq):
            self.show_all()
        self.sought.emit(seq)

    def keep(self) -> ReviewLogKept:
        """What the user has set."""
        groups = tuple(number for number, chip in enumerate(self.chips, start=1) if chip.isChecked())
        return ReviewLogKept(groups, self._who, self.find_field.text(), self.find_field.hasFocus())

    def restore(self, kept: ReviewLogKept) -> None:
        """Set it again."""
        for number, chip in enumerate(self.chips, start=1):
            chip.setChecked(number in kept.groups)
        self.who.setCurrentIndex(max(0, self.who.findText(kept.who)))
        self.find_field.setText(kept.find)
        self._narrow()
        if kept.typing:
            self.find_field.setFocus()

    def refresh(self) -> None:
        """Take in new entries and what became void."""
        self._book.learn()
        self._name_people()
        if self._book.read or len(self._review.entries) <= _READ_AT_ONCE:
            self._read_on()
        else:  # a long log is shown first, and made searchable then
            self._reading.start(SHOWN_FIRST_MS)
        if self._is_all:
            self._rows.places = range(len(self._review.entries))
            self._model.grow()
        self._follow_moment()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Keep what is told in its corner, and the entry of the moment in sight."""
        super().resizeEvent(event)
        self._follow_moment()

    @property
    def _is_all(self) -> bool:
        return self._kinds is None and not self._who and not self._sought.words

    @property
    def _model(self) -> LazyModel:
        model = self.list.rows
        assert isinstance(model, LazyModel)
        return model

    def _lay_out(self) -> None:
        self.show_strip(on=False)
        bar = QHBoxLayout()
        bar.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        bar.setSpacing(SPACE)
        for chip in self.chips:
            chip.clicked.connect(self._narrow)
            bar.addWidget(chip)
        bar.addStretch(1)
        self.who.setAccessibleName(_("Written by"))
        self.who.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.who.setMaximumWidth(scaled(_WHO_PX))
        self.who.addItem(_("Everybody"))
        self.who.currentIndexChanged.connect(self._narrow)
        bar.addWidget(self.who)
        self.find_field.setFixedWidth(scaled(_FIND_PX))
        self.find_field.textChanged.connect(self._narrow)
        self.find_field.stepped.connect(self.step)
        bar.addWidget(self.find_field)
        self.body.setSpacing(0)
        self.body.addLayout(bar)
        self.body.addWidget(self.list, 1)
        self.list.setMinimumHeight(scaled(_ROW_PX) * _LEAST_ROWS)
        self._told.setParent(self.list)
        self.list.pressed_at.connect(self._pressed)
        self.list.opened.connect(self._opened)
        self.list.verticalScrollBar().rangeChanged.connect(self._scroll)

    def _name_people(self) -> None:
        """Offer whoever put anything on record; where it was one alone there is nothing to choose."""
        names = everybody(entry.event for entry in self._review.entries)
        if [self.who.itemText(place) for place in range(1, self.who.count())] != names:
            self.who.blockSignals(True)
            while self.who.count() > 1:
                self.who.removeItem(1)
            self.who.addItems(names)
            self.who.setCurrentIndex(max(0, self.who.findText(self._who)) if self._who else 0)
            self.who.blockSignals(False)
        self.who.setVisible(len(names) > 1)

    def _narrow(self) -> None:
        chosen = [kind for chip in self.chips if chip.isChecked() for kind in chip.kinds]
        self._kinds = frozenset(chosen) if chosen else None
        self._who = self.who.currentText() if self.who.currentIndex() > 0 else ""
        self._sought.words = tuple(self.find_field.text().casefold().split())
        self._searched = self._book.read
        self._matched = array("L") if self._is_all else self._found(0)
        self._rows.places = range(len(self._review.entries)) if self._is_all else self._matched
        self._model.show(self._rows)
        self._follow_moment()

    def _found(self, first: int) -> array[int]:
        found = self._book.find(first, self._kinds, self._sought.words)
        if self._who:
            entries = self._review.entries
            found = [place for place in found if by_whom(entries[place].event) == self._who]
        return array("L", found)

    def _read_on(self) -> None:
        """Make more of the log searchable, and show what is found in it."""
        self._book.read_on(_READ_AT_ONCE)
        if not self._is_all and self._searched < self._book.read:
            self._matched.extend(self._found(self._searched))
            self._model.grow()
            self._tell()
        self._searched = self._book.read
        if self._book.read < len(self._review.entries):
            self._reading.start(0)

    def _follow_moment(self) -> None:
        """Show which entry is that of the moment, and which come later."""
        self.list.viewport().update()
        self._scroll()
        self._tell()

    def _scroll(self) -> None:
        place = bisect_left(self._rows.places, self._review.entry_count) - 1
        if self._rows.places:
            self.list.scrollTo(self.list.rows.index(max(0, place)), RowView.ScrollHint.PositionAtCenter)

    def _tell(self) -> None:
        """Say in the corner of the list how many entries it shows, and how many of them came after the moment."""
        places = self._rows.places
        before = bisect_left(places, self._review.entry_count)
        later = len(places) - before
        number = _("{number} of {count}").format(number=before, count=len(places)) if places else _("no entry")
        self.find_field.show_result(number if self._sought.words else "", missed=not places)
        parts = ["" if self._is_all else number]
        parts += [ngettext("{n} later, dimmed", "{n} later, dimmed", later).format(n=later)] if later else []
        self._told.show_as(" · ".join(filter(None, parts)), "history" if later else "filter")
        self._told.setVisible(bool(later) or not self._is_all)
        self._place_told()

    def _place_told(self) -> None:
        size = self._told.sizeHint()
        port = self.list.viewport().geometry()
        self._told.setGeometry(port.right() - size.width() - SPACE, port.bottom() - size.height(), *size.toTuple())
        self._told.raise_()

    def _pressed(self, number: int, _where: QPointF) -> None:
        self.list.setCurrentIndex(self.list.rows.index(number))
        self.sought.emit(self._rows.places[number] + 1)

    def _opened(self, number: int) -> None:
        self.sought.emit(self._rows.places[number] + 1)
        self.opened.emit()
