"""The page of a script before the drill."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QByteArray, QEvent, QObject, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from player.i18n import _
from player.ui.actions import ActionTable
from player.ui.background import Background
from player.ui.scenario.board import Board
from player.ui.scenario.header import ScriptBand, place_words, scenario_numbers
from player.ui.scenario.inject_tab import InjectTab
from player.ui.scenario.lists import ObjectiveTab, ReadinessTab, TagTab
from player.ui.scenario.map_panel import MapPanel
from player.ui.scenario.phase_tab import PhaseTab
from player.ui.scenario.problems import ProblemPanel, ProblemTab
from player.ui.scenario.route_tab import RouteTab
from player.ui.scenario.script import ScriptFile
from player.ui.scenario.sources import SourceTab
from player.ui.scenario.tab import Tab
from player.ui.scenario.tabs import TabPanel
from player.ui.scenario.units import UnitTab
from player.ui.theme import GAP, faded, scaled
from player.ui.widgets import EmptyHint, Notice
from player.ui.widgets.painted import Painted

TABS: tuple[type[Tab], ...] = (
    PhaseTab,
    InjectTab,
    RouteTab,
    UnitTab,
    ObjectiveTab,
    ReadinessTab,
    TagTab,
    SourceTab,
    ProblemTab,
)
"""The tabs, in the order of their keys."""

_LOWER_SHARE = 0.33
"""At least this part of the height is left to the tabs."""

_LEAST_LOWER_PX = 190
_MORE_CURVE_PX = 160
"""So much more height the curves may get where there is room."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What the user has put into a page: the tab, what is searched for, sizes and scroll positions."""

    tab: int
    needle: str
    splitters: tuple[QByteArray, ...]


class ScenarioPage(QWidget):
    """A script: its map and curves over its tabs. What is wrong with its file comes on top.

    Args:
        script: the file.
        actions: what can be done.
        background: where pictures are read.
        open_file: opens a file outside; gives whether that went.
    """

    def __init__(
        self, script: ScriptFile, actions: ActionTable, background: Background, open_file: Callable[[Path], bool]
    ) -> None:
        super().__init__()
        self.script = script
        self.board: Board | None = None
        self.tabs: TabPanel | None = None
        self._has_moved = False
        self._actions, self._background, self._open_file = actions, background, open_file
        self.band = ScriptBand(script, actions, "run_script")
        self.notice = Notice()
        self.problems = ProblemPanel(actions)
        self._waiting = EmptyHint("hourglass", _("Reading the script …"), script.path.name)
        self._veil = Veil(self)
        frame = QVBoxLayout()
        frame.setContentsMargins(GAP, GAP, GAP, GAP)
        frame.setSpacing(GAP)
        for part in (self.notice, self.problems):
            frame.addWidget(part)
        frame.addWidget(self._waiting, 1)
        self._frame = frame
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.band)
        whole.addLayout(frame, 1)
        self.band.show_words(script.path.name, str(script.path.parent))
        self.refresh()

    @property
    def title(self) -> str:
        """The title of the script, or the name of its file."""
        return str(self.board.scenario.title) if self.board is not None else self.script.path.name

    def take(self, board: Board) -> None:
        """Show this board; there is none before the file has been read without errors."""
        self.board = board
        tabs = [self._make(kind, board) for kind in TABS]
        self.map_panel = MapPanel(board, self._actions)
        self.tabs = TabPanel(tabs, self._actions)
        self.split = QSplitter(Qt.Orientation.Vertical)
        self.split.setHandleWidth(GAP)
        self.split.setChildrenCollapsible(False)
        self.split.addWidget(self.map_panel)
        self.split.addWidget(self.tabs)
        self.split.setStretchFactor(0, 0)
        self.split.setStretchFactor(1, 1)
        self._waiting.hide()
        self._frame.addWidget(self.split, 1)
        self._share_height()
        self.split.installEventFilter(self)
        self.split.splitterMoved.connect(self._note_move)
        board.shown.connect(self.refresh)
        board.routed.connect(self.tabs.refresh_counts)
        self.refresh()

    def refresh(self) -> None:
        """Show how the file stands, and the numbers of the script."""
        script, reading = self.script, self.script.reading
        problems = reading.problems if reading is not None else ()
        broken = script.is_broken
        self.problems.setVisible(broken)
        if broken and reading is not None:
            self.problems.show_problems(problems, missing=reading.missing, has_good=self.board is not None)
            self._waiting.hide()
        self.problems.make_room(beside_others=self.board is not None)
        if self.board is not None and self.tabs is not None:
            scenario = self.board.scenario
            self.band.show_words(str(scenario.title), place_words(scenario))
            self.band.show_numbers(scenario_numbers(scenario))
            if not broken:
                self._problem_tab.show_problems(tuple(problems))
            self.tabs.refresh_counts()
        self.band.show_state(problems)
        self._place_veil()

    def say(self, text: str, warning: bool) -> None:  # noqa: FBT001 - as a slot
        """Say something over the page."""
        self.notice.say(text, "warn" if warning else "accent", for_ms=6000)

    def tab_of(self, kind: type[Tab]) -> Tab | None:
        """The tab of this class."""
        return next((tab for tab in self.tabs.tabs if type(tab) is kind), None) if self.tabs is not None else None

    def keep(self) -> Kept:
        """What the user has put into the page, to be put into the one that takes its place."""
        if self.tabs is None:
            return Kept(0, "", ())
        find = self.tab_of(InjectTab)
        needle = find.field.text() if isinstance(find, InjectTab) else ""
        splitters = tuple(splitter.saveState() for splitter in self.findChildren(QSplitter)) if self._has_moved else ()
        return Kept(self.tabs.place, needle, splitters)

    def restore(self, kept: Kept) -> None:
        """Take over what stood in the page before."""
        if self.tabs is None:
            return
        self.tabs.show_tab(kept.tab)
        find = self.tab_of(InjectTab)
        if isinstance(find, InjectTab):
            find.field.setText(kept.needle)
        splitters = self.findChildren(QSplitter)
        if len(kept.splitters) == len(splitters):
            for splitter, state in zip(splitters, kept.splitters, strict=True):
                splitter.restoreState(state)
            self._has_moved = True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Follow the room there is, until the user moves the splitter."""
        if event.type() == QEvent.Type.Resize and watched is self.split:
            self._share_height()
            self._place_veil()
        return False

    def _make(self, kind: type[Tab], board: Board) -> Tab:
        if kind is SourceTab:
            folder = self.script.path.parent
            return SourceTab(board, self._actions, folder, self._background, self._open_file, self.say)
        tab = kind(board)
        if isinstance(tab, ProblemTab):
            self._problem_tab = tab
        return tab

    def _note_move(self) -> None:
        """From now on the sizes are the user's."""
        self._has_moved = True

    def _share_height(self) -> None:
        """Give the map what it wishes, as long as enough is left for the tabs."""
        if self._has_moved:
            return
        height = self.split.height() or self.height()
        lower = max(scaled(_LEAST_LOWER_PX), round(height * _LOWER_SHARE))
        room = max(scaled(200), height - lower)
        wished = self.map_panel.sizeHint().height()
        upper = min(room, wished + max(0, min(scaled(_MORE_CURVE_PX), (room - wished) // 2)))
        self.split.setSizes([upper, max(1, height - upper - GAP)])

    def _place_veil(self) -> None:
        dimmed = self.script.is_broken and self.board is not None
        self._veil.setVisible(dimmed)
        if dimmed:
            self._veil.setGeometry(self.split.geometry())
            self._veil.raise_()


class Veil(Painted):
    """Dims what it lies over; the pointer goes through it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint it."""
        QPainter(self).fillRect(event.rect(), faded(self.theme.surfaces.window, 0.6))
