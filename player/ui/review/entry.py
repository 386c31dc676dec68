"""The entry of the moment in full: its times, who wrote it, what it says, what it speaks of, and what speaks of it."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPointF, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout

from player.i18n import N_, _
from player.model.times import clock_text
from player.review.assessment_wording import ANNOTATION_TITLES, span_text
from player.review.event_facts import Pointers, chain_facts, data_facts, time_facts
from player.review.wording import LINE_KIND_TITLES
from player.ui.actions import ActionTable
from player.ui.keys import stroke_text
from player.ui.review.entry_rows import EntryRow, height_of, paint_entry_row
from player.ui.review_view import ReviewView
from player.ui.rows import RowView
from player.ui.run.log_book import LogBook
from player.ui.run.log_paint import KIND_ICONS
from player.ui.run.panel import DrillPanel
from player.ui.scenario.picklist import MOVING_KEYS, OWN_KEYS
from player.ui.theme import PAD, SPACE
from player.ui.views import DrillView
from player.ui.widgets import ActionButton, Label
from player.ui.widgets.painted import plain_tip

NAME = "entry"
TITLE = N_("Entry")

_OFFERED = ("annotate_strength", "annotate_improvement", "annotate")
"""What can be written on the entry, as far as there is an action for it."""


class EntryPanel(DrillPanel):
    """All about the entry of the moment, and under it the bookmarks.

    Signals:
        wanted: the user wants to see another entry (its number).
        sought: the user wants to see a moment (exercise time in ms).
    """

    wanted = Signal(int)
    sought = Signal(int)

    def __init__(self, view: DrillView, actions: ActionTable) -> None:
        super().__init__(view, actions, _(TITLE), pad_px=0)
        assert isinstance(view, ReviewView)
        self._review = view
        self._book = LogBook(view)
        self._pointers = Pointers(view.scenario)
        self._shown: tuple[int, int, int] = (-1, -1, -1)
        self.list = RowView(_(TITLE), paint_entry_row, height_px=height_of)
        self.list.own_keys = MOVING_KEYS | OWN_KEYS
        self.list.pressed_at.connect(self._pressed)
        self.list.opened.connect(self._go)
        self.body.setSpacing(0)
        self.body.addWidget(self.list, 1)
        self._foot = QHBoxLayout()
        self._foot.setContentsMargins(PAD, SPACE, PAD, SPACE)
        self._foot.setSpacing(SPACE)
        known = {action.id for action in actions}
        for name in _OFFERED:
            if name in known:
                self._foot.addWidget(self._offer(name))
        if self._foot.count():
            self._foot.insertWidget(0, Label(_("Write on it"), "small", "soft"), 1)
            self.body.addLayout(self._foot)
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(0)
        self._again.timeout.connect(self.refresh)
        view.changed.connect(self._note)

    def refresh(self) -> None:
        """Show the entry of the moment."""
        view = self._review
        room = self.list.viewport().width()
        shown = view.entry_count, len(view.entries), room
        if shown == self._shown or not self.isVisible():
            return
        other, self._shown = shown[0] != self._shown[0], shown
        self._book.learn()
        self._pointers.follow([entry.event for entry in view.entries[self._pointers.read :]])
        self.list.rows.set_rows(list(self._rows(room)))
        self.list.doItemsLayout()
        if other:
            self.list.verticalScrollBar().setValue(0)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Take in what happened while it was hidden."""
        super().showEvent(event)
        self.refresh()
        self._again.start()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Break the lines anew."""
        super().resizeEvent(event)
        self._again.start()

    def _note(self) -> None:
        if self.isVisible():
            self.refresh()

    def _rows(self, room: int) -> Iterator[EntryRow]:
        view = self._review
        place = max(0, view.entry_count - 1)
        entry = view.entries[place]
        event, line = entry.event, self._book.line(place)
        kind = f"#{event.seq} · {_(LINE_KIND_TITLES[line.kind])}"
        state = [_("void")] if event.seq in view.state.voided else []
        state += [_("corrected later")] if self._book.is_amended(place, len(view.entries)) else []
        yield EntryRow("", " · ".join((kind, *state)), room, role="small", icon=KIND_ICONS[line.kind])
        yield EntryRow("", line.text, room, role="strong")
        for fact in (*time_facts(event, entry.wall), *data_facts(view.scenario, event)):
            if fact.text:
                yield EntryRow(fact.title, fact.text, room)
        yield from self._links(_("Speaks of"), self._pointers.at(event.seq), room)
        yield from self._links(_("Spoken of in"), self._pointers.on(event.seq), room)
        yield from self._findings(event.seq, room)
        yield from self._bookmarks(room)
        yield EntryRow("", _("In the file"), room, heading=True)
        record = entry.record
        for fact in chain_facts(event, "" if record is None else record.hash):
            yield EntryRow(fact.title, fact.text, room, role="small")

    def _links(self, heading: str, seqs: tuple[int, ...], room: int) -> Iterator[EntryRow]:
        if seqs:
            yield EntryRow("", heading, room, heading=True)
        for seq in seqs:
            entry = self._review.entries[seq - 1]
            when = clock_text(entry.event.exercise_ms, hours=True)
            yield EntryRow("", f"#{seq} {when} {self._book.line(seq - 1).text}", room, seq=seq)

    def _findings(self, seq: int, room: int) -> Iterator[EntryRow]:
        """What the rules found by this entry, and what trainers wrote on that."""
        found = [one for one in self._review.findings if seq in one.events]
        if found:
            yield EntryRow("", _("Findings it shows"), room, heading=True)
        keys = {one.key for one in found}
        for one in found:
            yield EntryRow("", f"{one.rule} {one.message}", room, at_ms=one.from_ms)
        for note in self._review.assessment.annotations:
            if note.finding in keys and note.finding:
                title = _(ANNOTATION_TITLES[note.kind])
                yield EntryRow("", f"{title}: {note.text}", room, seq=note.seq)

    def _bookmarks(self, room: int) -> Iterator[EntryRow]:
        marks = self._review.bookmarks
        if marks:
            yield EntryRow("", _("Bookmarks"), room, heading=True)
        for mark in marks:
            text = " ".join(filter(None, (span_text(mark.at_ms, mark.to_ms), mark.text)))
            yield EntryRow("", text, room, at_ms=mark.at_ms, icon="bookmark")

    def _offer(self, name: str) -> ActionButton:
        """A button with icon and key; there is no room for its name, which is in its tip."""
        action = self.table[name]
        button = ActionButton("", action.icon, stroke_text(action.strokes[0]), size="small")
        button.setAccessibleName(action.text)
        button.setToolTip(plain_tip(action.text))
        button.clicked.connect(lambda: action.do() if action.enabled() else None)
        return button

    def _pressed(self, number: int, _where: QPointF) -> None:
        self.list.setCurrentIndex(self.list.rows.index(number))
        self._go(number)

    def _go(self, number: int) -> None:
        row: EntryRow = self.list.rows.rows[number]
        if row.seq:
            self.wanted.emit(row.seq)
        elif row.at_ms >= 0:
            self.sought.emit(row.at_ms)
