"""The face a review opens on: plots over lanes over the log, all on what was recorded, and the panels beside them."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSplitter

from player.ui.actions import ActionTable
from player.ui.assess.panel import AssessPanel
from player.ui.instrument.page import FaceKept, InstrumentFace
from player.ui.plots.host import PlotHost
from player.ui.review.entry import EntryPanel
from player.ui.review.log import ReviewLog
from player.ui.review.panels import REVIEW_PANELS
from player.ui.review_view import ReviewView
from player.ui.run.arranged import USUAL_SIZES
from player.ui.run.log_book import LogBook

_ACROSS, _DOWN = (74, 26), (33, 40, 27)
"""How the parts share the width, and those at the left the height."""


class ReviewFace(InstrumentFace):
    """The whole session on one axis.

    Args:
        book: the log in words.

    Signals:
        by_hand: the user goes to another moment with the mouse.

    Attributes:
        log: the log.
    """

    by_hand = Signal()
    KINDS = REVIEW_PANELS

    def __init__(self, view: ReviewView, actions: ActionTable, plots: PlotHost, book: LogBook) -> None:
        self._review = view
        self._ringed = 0
        self.log = ReviewLog(view, actions, book)
        super().__init__(view, actions, plots)
        self.strip.hide()  # the bar of the time axis says it
        self._link()

    @property
    def splitters(self) -> tuple[QSplitter, QSplitter]:
        """What the parts share the room by, the outermost first."""
        return self._halves, self._axis

    @property
    def entry(self) -> EntryPanel:
        """The panel of the entry of the moment."""
        panel = self.column.panels["entry"]
        assert isinstance(panel, EntryPanel)
        return panel

    def open_entry(self) -> None:
        """Show all about the entry of the moment, with the keyboard on it."""
        self.column.show_panel("entry")
        self.entry.list.setFocus(Qt.FocusReason.TabFocusReason)

    def seek(self, at_ms: int) -> None:
        """Show this moment."""
        self.by_hand.emit()
        self._review.seek(at_ms)

    def seek_entry(self, count: int) -> None:
        """Show the moment right after so many entries."""
        self.by_hand.emit()
        self._review.seek_entry(count)

    @property
    def selected_span(self) -> tuple[int, int] | None:
        """The stretch of exercise time selected on the lanes, in ms, or None."""
        return self.lanes.selection_ms

    @property
    def shown_span(self) -> tuple[int, int] | None:
        """The stretch of exercise time in view, in ms, while the moment of the review is outside of it; else None."""
        start_ms, end_ms = self.plots.time_range_ms
        is_in_view = self.plots.plots is None or start_ms <= self._review.now_ms <= end_ms
        return None if is_in_view else (start_ms, end_ms)

    def restore(self, kept: FaceKept) -> None:
        """Set it up as it was."""
        super().restore(kept)
        self._follow_choice()

    def _lay_out(self) -> None:
        super()._lay_out()
        self._axis.addWidget(self.log)
        for splitter, shares in ((self._halves, _ACROSS), (self._axis, _DOWN)):
            usual = [share * 20 for share in shares]
            for place, share in enumerate(shares):
                splitter.setStretchFactor(place, share)
            splitter.setProperty(USUAL_SIZES, usual)
            splitter.setSizes(usual)

    def _share_out(self) -> None:
        """The parts keep their shares of the height."""

    def _link(self) -> None:
        view, lanes = self._review, self.lanes
        self.log.sought.connect(self.seek_entry)
        self.log.opened.connect(self.open_entry)
        self.entry.wanted.connect(self.log.show_entry)
        self.entry.sought.connect(self.go_to)
        for panel in self.column.panels.values():
            if isinstance(panel, AssessPanel):
                panel.sought.connect(self.go_to)
        lanes.picked.connect(self.log.show_entry)
        view.moved.connect(self._follow_choice)

    def _follow_choice(self) -> None:
        """Ring the entry that was gone to, and keep the moment in sight while it is zoomed."""
        seq = self._review.chosen_seq or 0
        if seq != self._ringed:
            self._ringed = seq
            self.lanes.choose_event(seq)
        start_ms, end_ms = self.plots.time_range_ms
        now_ms, length_ms = self._review.now_ms, end_ms - start_ms
        if self.plots.plots is not None and not start_ms <= now_ms <= end_ms:
            first_ms = now_ms - length_ms // 10 if now_ms > end_ms else now_ms - length_ms * 9 // 10
            self._look_at(first_ms, first_ms + length_ms)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Leave the keys to the window."""
        event.ignore()
