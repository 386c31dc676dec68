"""The page on which sessions are compared: which ones at the left, their curves and figures beside it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from player.i18n import _
from player.review.comparing import By, Comparison
from player.review.comparing_wording import BY_TITLES, notices
from player.ui.actions import ActionTable
from player.ui.compare.legend import Legend
from player.ui.compare.plot import ComparePlot
from player.ui.compare.rows import contest_table, measure_table
from player.ui.compare.sessions import SessionsPanel
from player.ui.compare.table import CompareTable
from player.ui.compare.work import CompareWork
from player.ui.run.panel import action_button
from player.ui.theme import GAP, SPACE, scaled
from player.ui.widgets import ActionButton, Band, Chip, EmptyHint, Label, Notice, Panel

_LIST_PX = 264
_SHARES = (56, 44)
MEASURES, FIRSTS = 0, 1
"""The two tables, by their places."""


class CompareBand(Band):
    """Of what the sessions are, how they are laid side by side, and the way back."""

    def __init__(self, actions: ActionTable) -> None:
        super().__init__()
        self._title = Label(_("Comparing sessions"), "title", "band")
        self._scenario = Label("", "small", "band_soft")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addWidget(self._title)
        words.addWidget(self._scenario)
        words.addStretch(1)
        self.row.setSpacing(2 * SPACE)
        self.row.addWidget(Chip(_("EXERCISE"), "", "exercise", look="solid", role="banner"))
        self.row.addSpacing(2 * SPACE)
        self.row.addLayout(words, 1)
        self.by = action_button(actions, "compare_by")
        self.row.addWidget(self.by)
        self.row.addWidget(action_button(actions, "compare_open", variant="accent"))
        self.row.addWidget(action_button(actions, "leave_compare"))

    def show_state(self, scenario: str, by: By) -> None:
        """Say of which scenario they are, and how they are aligned."""
        self._scenario.setText(scenario)
        self.by.show_as(_("Shown: {how}").format(how=_(BY_TITLES[by])))
        self.by.setToolTip(_("How the moments of the sessions are laid side by side; press to change it."))


class ComparePage(QWidget):
    """Sessions side by side.

    Args:
        work: what is compared.
        actions: what can be done.

    Signals:
        wanted: the drill looked at is to be opened at the moment that is marked.
    """

    wanted = Signal()

    def __init__(self, work: CompareWork, actions: ActionTable) -> None:
        super().__init__()
        self.work, self.board = work, work.board
        self.band = CompareBand(actions)
        self.notice = Notice()
        self.sessions = SessionsPanel(work)
        self.sessions.add_to_strip(action_button(actions, "compare_tick", size="small", bare=True))
        self.plot = ComparePlot(self.board)
        self.measures = CompareTable(self.board, _("Measures"))
        self.firsts = CompareTable(self.board, _("Who was first where"), beside_first=True)
        self._curves = Panel(_("Curves"), pad_px=SPACE)
        self._figures = Panel(_("Figures"), pad_px=0)
        self._hint = EmptyHint("layers", "", "")
        self._tables = QStackedWidget()
        self._faces = QStackedWidget()
        self._hint_words = ("", "")
        self._filled: dict[CompareTable, tuple[Comparison, bool]] = {}
        self._lay_out(actions)
        self.sessions.ticked.connect(self._tick)
        for table in (self.measures, self.firsts):
            table.picked.connect(self._mark)
            table.wanted.connect(self.wanted)
        work.changed.connect(self._show_state)
        work.refused.connect(lambda text: self.notice.say(text, "warn"))
        self.board.shown.connect(self._show_tables)
        self.board.shown.connect(self._say_notices)
        self.board.sifted.connect(self._show_tables)
        self._show_tables()
        self._say_notices()
        self._show_state()

    # What the table of actions asks for

    def take_focus(self) -> None:
        """Put the keyboard where there is something: into the table shown, or into the list of sessions."""
        table = self.table
        (table.list if self.board.comparison is not None else self.sessions.list).setFocus()

    def choose_sessions(self) -> None:
        """Put the keyboard into the list of sessions."""
        self.sessions.list.setFocus(Qt.FocusReason.TabFocusReason)

    @property
    def is_in_sessions(self) -> bool:
        """Whether the list of sessions has the keyboard."""
        return QApplication.focusWidget() is self.sessions.list

    @property
    def table(self) -> CompareTable:
        """The table shown."""
        return self.firsts if self._tables.currentIndex() == FIRSTS else self.measures

    def show_table(self, place: int) -> None:
        """Show one of the tables, with the keyboard in it where the other had it."""
        focused = self.table.list.hasFocus()
        self._tables.setCurrentIndex(place)
        for number, button in enumerate(self._tabs):
            button.show_as(button.text(), variant="accent" if number == place else "normal")
        self._show_tables()
        if focused:
            self.table.list.setFocus(Qt.FocusReason.TabFocusReason)
        self._mark()

    def next_table(self) -> None:
        """Show the other table."""
        self.show_table(MEASURES if self.table is self.firsts else FIRSTS)

    @property
    def chosen_path(self) -> Path | None:
        """File of the session chosen in the list, or None."""
        return self.sessions.path

    # Within

    def _lay_out(self, actions: ActionTable) -> None:
        self._curves.set_body(self.plot)
        for title in self._curves.findChildren(Label):
            title.setMinimumWidth(title.sizeHint().width())  # the legend gives way, not the title
        self._curves.add_to_strip(Legend())
        for name in ("compare_zoom_in", "compare_zoom_out", "compare_whole"):
            self._curves.add_to_strip(_sign_button(actions, name))
        self._tabs = [
            action_button(actions, name, size="small", bare=True) for name in ("compare_measures", "compare_firsts")
        ]
        for button in self._tabs:
            self._figures.add_to_strip(button)
        self._sift = action_button(actions, "compare_differing", size="small", bare=True)
        self._figures.add_to_strip(self._sift)
        export = action_button(actions, "compare_export", size="small", bare=True)
        export.show_as(_("Export"))
        self._figures.add_to_strip(export)
        self._figures.set_body(self._tables)
        self._tables.addWidget(self.measures)
        self._tables.addWidget(self.firsts)
        split = QSplitter(Qt.Orientation.Vertical)
        split.setHandleWidth(GAP)
        split.setChildrenCollapsible(False)
        split.addWidget(self._curves)
        split.addWidget(self._figures)
        split.setSizes([_SHARES[0] * 100, _SHARES[1] * 100])
        split.setStretchFactor(0, _SHARES[0])
        split.setStretchFactor(1, _SHARES[1])
        self._faces.addWidget(split)
        waiting = Panel(_("Curves"))
        waiting.set_body(self._hint)
        self._waiting = waiting
        self._faces.addWidget(waiting)
        self.sessions.setFixedWidth(scaled(_LIST_PX))
        lower = QHBoxLayout()
        lower.setSpacing(GAP)
        lower.addWidget(self.sessions)
        lower.addWidget(self._faces, 1)
        frame = QVBoxLayout()
        frame.setContentsMargins(GAP, GAP, GAP, GAP)
        frame.setSpacing(GAP)
        frame.addWidget(self.notice)
        frame.addLayout(lower, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.band)
        whole.addLayout(frame, 1)
        self.show_table(MEASURES)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Follow another size of text."""
        if event.type() == QEvent.Type.StyleChange:
            self.sessions.setFixedWidth(scaled(_LIST_PX))
        super().changeEvent(event)

    def _show_tables(self) -> None:
        comparison = self.board.comparison
        self._faces.setCurrentIndex(0 if comparison is not None else 1)
        if comparison is None:
            return
        differing = self.board.differing
        text = _("Only what differs") if differing else _("All rows")
        self._sift.show_as(text, variant="accent" if differing else "normal")
        table, filled = self.table, (comparison, differing)
        if self._filled.get(table) != filled:  # the table out of sight may be long: it is filled when it is shown
            self._filled[table] = filled
            rows = contest_table if table is self.firsts else measure_table
            table.show_rows(rows(comparison, differing=differing))

    def _say_notices(self) -> None:
        comparison = self.board.comparison
        said = notices(comparison) if comparison is not None else []
        if said:
            self.notice.say("\n".join(said), "warn" if comparison is not None and comparison.scripts else "accent")
        else:
            self.notice.dismiss()

    def _show_state(self) -> None:
        comparison, choice = self.board.comparison, self.work.choice
        summary = self.work.summary_of(choice.paths[0]) if choice.paths else None
        title = str(comparison.subjects[0].scenario.title) if comparison is not None else ""
        done, wanted = self.work.progress
        reading = self.work.is_reading and done < wanted
        told = title or (str(summary.title) if summary is not None else "")
        if reading:
            told = _("reading: {n} of {all}").format(n=done, all=wanted)
        self.band.show_state(told, choice.by)
        if comparison is None:
            self._say_hint(reading=self.work.is_reading)

    def _say_hint(self, *, reading: bool) -> None:
        done, wanted = self.work.progress
        if reading:
            words = (_("Reading the sessions …"), _("{n} of {all} are read.").format(n=done, all=wanted))
        else:
            words = (
                _("Choose what to compare"),
                _("X in the list chooses a session; P sets its plan beside it. Two are needed."),
            )
        if words != self._hint_words:
            self._hint_words = words
            fresh = EmptyHint("hourglass" if reading else "layers", *words)
            self._waiting.body.replaceWidget(self._hint, fresh)
            self._hint.hide()
            self._hint.deleteLater()
            fresh.show()
            self._hint = fresh

    def _tick(self, path: Path | None) -> None:
        if path is None:
            self.work.toggle_plan()
        else:
            self.work.toggle(path)

    def _mark(self) -> None:
        row = self.table.chosen
        self.board.mark(None if row is None or self.table is self.measures else row.contest)


def _sign_button(actions: ActionTable, name: str) -> QWidget:
    action = actions[name]
    button = ActionButton("", action.icon, size="small", variant="quiet")
    button.setAccessibleName(action.text)
    button.setToolTip(action.text)
    button.counts_fast_clicks = True
    button.clicked.connect(lambda: action.do() if action.enabled() else None)
    return button
