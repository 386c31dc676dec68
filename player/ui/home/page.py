"""The start page: scripts to run, sessions to take up again or to review, and at the first start what Gladi is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from player.i18n import _, current_language
from player.ui.actions import ActionTable
from player.ui.home.bar import ChosenBar
from player.ui.home.panel import HomePanel
from player.ui.home.rows import STATE_LOOKS, HomeRow, script_row, session_row, told_apart, wall_text
from player.ui.home.shelf import Places, SessionEntry, Stock
from player.ui.home.welcome import Welcome
from player.ui.run.panel import action_button
from player.ui.theme import GAP, scaled
from player.ui.widgets import Band, Chip, Label, Notice

__all__ = ["STATE_LOOKS", "HomeMemory", "HomePage", "HomeRow", "script_row", "session_row", "wall_text"]

SCRIPTS, SESSIONS = "scripts", "sessions"
"""The two lists, by the names of their sides."""

_FIND_PX = 260
_DOWN_KEYS = {Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Return, Qt.Key.Key_Enter}


@dataclass(slots=True)
class HomeMemory:
    """What outlives a page that is made anew.

    Attributes:
        side: the list that the keys are about; empty until somebody chose, or it was chosen for them.
        keys: the chosen row of each list.
        words: what stands in the find field.
        welcome: what Gladi is, instead of the lists.
        rows: the rows made for sessions, in each language.
    """

    side: str
    keys: dict[str, str]
    words: str = ""
    welcome: bool = False
    rows: dict[tuple[str, Path], tuple[SessionEntry, HomeRow]] = field(default_factory=dict)


class HomePage(QWidget):
    """What can be opened.

    Args:
        actions: what can be done; buttons are made from it.
        memory: what is kept from page to page.

    Signals:
        wanted: the chosen row is to be opened.
        asked: the menu of the chosen row was asked for (where on the screen).
        shown, left: the page came into sight, or out of it.
        returned: the window was come back to.
    """

    wanted = Signal()
    asked = Signal(QPoint)
    shown = Signal()
    left = Signal()
    returned = Signal()

    def __init__(self, actions: ActionTable, memory: HomeMemory) -> None:
        super().__init__()
        self.memory = memory
        self._stock = Stock()
        self.find_field = _FindField(memory.words)
        self.band = self._make_band()
        self.notice = Notice()
        self.panels: Mapping[str, HomePanel] = {SCRIPTS: self._make_scripts(), SESSIONS: self._make_sessions()}
        self.panels[SCRIPTS].add_to_strip(action_button(actions, "import_sheet", size="small"))
        self.panels[SCRIPTS].add_to_strip(action_button(actions, "open", size="small"))
        self.panels[SCRIPTS].add_to_foot(action_button(actions, "home_own_folder", size="small", bare=True))
        self.bar = ChosenBar(actions)
        self.welcome: Welcome | None = None
        self._actions = actions
        self._faces = QStackedWidget()
        self._faces.addWidget(self._make_lists())
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.band)
        whole.addWidget(self._faces, 1)
        self.find_field.textChanged.connect(self._find)
        self.find_field.done.connect(self._take_found)
        for side, panel in self.panels.items():
            self._connect(side, panel)
        self.show_welcome(on=memory.welcome)

    # What is shown

    @property
    def row(self) -> HomeRow | None:
        """The row that keys and buttons are about; None while the lists are not in sight."""
        return None if self.memory.welcome else self.panels[self._side].chosen

    def first_interrupted(self) -> HomeRow | None:
        """The session cut off last, or None."""
        return next((row for row in self.panels[SESSIONS].shown if row.is_interrupted), None)

    def show_stock(self, stock: Stock, places: Places) -> None:
        """List what there is, and say where it lies."""
        self._stock = stock
        self._fill()
        self.say_folders(short_path(places.own), short_path(places.sessions))
        problems = {problem.values.get("path"): str(problem) for problem in stock.problems}
        for side, folder in ((SCRIPTS, places.own), (SESSIONS, places.sessions)):
            if str(folder) in problems:
                self.panels[side].say_place(problems[str(folder)], is_amiss=True)
        if not self.memory.side and stock.is_read:
            self.memory.side = SESSIONS if self.first_interrupted() is not None else SCRIPTS
            self._lead()

    def say_folders(self, own: str, sessions: str) -> None:
        """Say where the user's own scripts and the sessions lie."""
        self.panels[SCRIPTS].say_place(_("Own scripts: {folder}").format(folder=own))
        self.panels[SESSIONS].say_place(_("Saved in {folder}").format(folder=sessions))

    def choose(self, side: str, path: Path) -> None:
        """Make the keys be about this file, as soon as it is listed."""
        self.memory.side, self.memory.keys[side] = side, str(path)
        self._fill()
        self.take_focus()

    def keep_chosen(self) -> None:
        """Let what stands chosen stay chosen wherever it goes in the list: nobody may act on another row unawares."""
        for side, panel in self.panels.items():
            if panel.chosen is not None:
                self.memory.keys[side] = panel.chosen.key

    def say(self, text: str, tone: str = "accent") -> None:
        """Say something once, over the lists."""
        self.notice.say(text, tone)

    def show_welcome(self, *, on: bool) -> None:
        """Show what Gladi is, or the lists."""
        if on and self.welcome is None:
            self.welcome = Welcome(self._actions)
            self._faces.addWidget(self.welcome)
        self.memory.welcome = on
        self._faces.setCurrentIndex(1 if on else 0)
        self.find_field.setVisible(not on)

    # The keyboard

    def take_focus(self) -> None:
        """Put the keyboard into the list that keys are about, or where it is empty into the other."""
        if self.memory.welcome:
            return
        sides = sorted(self.panels, key=lambda side: side != self._side)
        side = next((side for side in sides if self.panels[side].shown), None)
        if side is not None:
            self.panels[side].list.setFocus()

    def begin_find(self) -> None:
        """Put the keyboard into the find field."""
        if not self.memory.welcome:
            self.find_field.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.find_field.selectAll()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Tell that the window was come back to."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow() and self.isVisible():
            self.returned.emit()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Tell."""
        super().showEvent(event)
        self.setTabOrder([*self.bar.buttons.values()][-1], self.find_field)  # the lists come first
        self.shown.emit()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        """Tell."""
        super().hideEvent(event)
        self.left.emit()

    # Within

    @property
    def _side(self) -> str:
        return self.memory.side or SCRIPTS

    def _is_active(self, side: str) -> bool:
        return side == self._side

    def _connect(self, side: str, panel: HomePanel) -> None:
        panel.list.entered.connect(lambda: self._enter(side))
        panel.list.picked.connect(lambda _place: self._pick(side))
        panel.list.sideways.connect(self._go_sideways)
        panel.list.wanted.connect(self.wanted)
        panel.list.asked.connect(self.asked)

    def _enter(self, side: str) -> None:
        if self.memory.side and side != self.memory.side:
            self.memory.side = side
            for panel in self.panels.values():
                panel.list.viewport().update()
        self.bar.show_row(self.row)

    def _pick(self, side: str) -> None:
        row = self.panels[side].chosen
        if row is not None:
            self.memory.keys[side] = row.key
        self.memory.side = side
        self.bar.show_row(self.row)

    def _go_sideways(self, step: int) -> None:
        side = SCRIPTS if step < 0 else SESSIONS
        if self.panels[side].shown:
            self.panels[side].list.setFocus(Qt.FocusReason.TabFocusReason)

    def _lead(self) -> None:
        """Go to the list that was chosen for the user, unless something else has the keyboard by now."""
        for panel in self.panels.values():
            panel.list.viewport().update()
        if any(panel.list.hasFocus() for panel in self.panels.values()):
            self.take_focus()
        self.bar.show_row(self.row)

    def _find(self, words: str) -> None:
        self.memory.words = words
        self._fill()

    def _take_found(self) -> None:
        """Let the keys be about what was found, also when all is shown again."""
        self.take_focus()
        row = self.row
        if row is not None:
            self.memory.keys[self._side] = row.key

    def _fill(self) -> None:
        words, keys = self.memory.words, self.memory.keys
        rows = {
            SCRIPTS: [script_row(entry) for entry in self._stock.scripts],
            SESSIONS: told_apart([self._row_of(entry) for entry in self._stock.sessions]),
        }
        for side, panel in self.panels.items():
            panel.show_rows(rows[side], words, keys.get(side))
        if not self.panels[self._side].shown:
            other = next((side for side, panel in self.panels.items() if panel.shown), None)
            if other is not None and self.memory.side:
                self.memory.side = other
        self.bar.show_row(self.row)

    def _row_of(self, entry: SessionEntry) -> HomeRow:
        """The row of a session, made once: there may be hundreds."""
        place, known = (current_language(), entry.path), self.memory.rows
        made = known.get(place)
        if made is None or made[0] != entry:
            made = known[place] = (entry, session_row(entry))
        return made[1]

    def _make_scripts(self) -> HomePanel:
        hint = ("book-open", _("No scenarios"), _("Scripts (.yaml) in the folder of scenarios stand here."))
        return HomePanel(_("Scenarios"), hint, _nothing_found(), lambda: self._is_active(SCRIPTS))

    def _make_sessions(self) -> HomePanel:
        hint = ("history", _("No sessions yet"), _("Every drill you run is saved and stands here."))
        return HomePanel(_("Sessions"), hint, _nothing_found(), lambda: self._is_active(SESSIONS))

    def _make_band(self) -> Band:
        band = Band()
        band.row.addWidget(Chip(_("EXERCISE"), "", "exercise", look="solid", role="banner"))
        band.row.addWidget(Label("Gladi", "title", "band"))
        band.row.addWidget(Label(_("Training drills for city security"), "body", "band_soft"), 1)
        band.row.addWidget(self.find_field)
        return band

    def _make_lists(self) -> QWidget:
        lists = QWidget()
        columns = QHBoxLayout()
        columns.setSpacing(GAP)
        for panel in self.panels.values():
            columns.addWidget(panel, 1)
        column = QVBoxLayout(lists)
        column.setContentsMargins(GAP, GAP, GAP, GAP)
        column.setSpacing(GAP)
        column.addWidget(self.notice)
        column.addLayout(columns, 1)
        column.addWidget(self.bar)
        return lists


class _FindField(QLineEdit):
    """Finds in both lists as one types; the arrows and Enter lead to what was found.

    Signals:
        done: the keyboard is to go to the lists.
    """

    done = Signal()

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.setPlaceholderText(_("Find (Ctrl+F)"))
        self.setAccessibleName(_("Find a scenario or a session"))
        self.setToolTip(_("Title, place, name of the file, state; several words narrow it down."))
        self.setClearButtonEnabled(False)
        self.setMaximumWidth(scaled(_FIND_PX))
        self.setMinimumWidth(scaled(_FIND_PX) // 2)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Go to what was found."""
        if event.key() in _DOWN_KEYS:
            self.done.emit()
        else:
            super().keyPressEvent(event)


def short_path(path: Path) -> str:
    """A path as people write it, with the sign for the folder of the user."""
    try:
        return str(Path("~") / path.relative_to(Path.home()))
    except (ValueError, RuntimeError):
        return str(path)


def _nothing_found() -> tuple[str, str, str]:
    return ("search", _("Nothing is found"), _("Esc shows everything again."))
