"""The main window: it only puts pages together and passes on what the table of actions asks for."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TypeVar, cast

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent, QFocusEvent
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget

from player.engine import commands as do
from player.engine.rehearsal import Rehearsal
from player.engine.state import Status
from player.i18n import _, current_language, use_language
from player.model.scenario import LoadedScenario
from player.session.clocks import Clock
from player.session.live import SLEEP_MS, LiveDrill
from player.session.places import new_session_path
from player.session.store import SUFFIX, SavedSession, SessionError, SessionWriter, fitting, read_session
from player.ui.actions import Mode
from player.ui.arming import Arming
from player.ui.battery import Charge
from player.ui.choices import Choices
from player.ui.compare.pages import ComparePages
from player.ui.confirm import ConfirmSheet
from player.ui.file_choice import ask_file
from player.ui.home.page import HomePage
from player.ui.home.pages import HomePages
from player.ui.instance.part import InstancePart
from player.ui.keys import KeyRouter
from player.ui.leaving import close_drill, may_close, why_not
from player.ui.live_view import LiveView
from player.ui.mapper.pages import SHEET_PATTERNS, SheetPages, is_sheet
from player.ui.menu import menu_button
from player.ui.parts import WindowPart
from player.ui.plots.host import PlotHost
from player.ui.problems import ProblemSheet
from player.ui.review.part import ReviewPart
from player.ui.review_view import ReviewView
from player.ui.run.page import RunPage
from player.ui.saving import save_elsewhere, tell_trouble
from player.ui.scenario.pages import ScriptPages
from player.ui.sheets import ask
from player.ui.surroundings import Surroundings
from player.ui.theme import THEMES, apply
from player.ui.views import DrillView
from player.ui.widgets import Band
from player.ui.window_actions import build_actions
from player.ui.window_parts import make_parts, mode_over

TICK_MS = 100
BATTERY_MS = 30_000

Part = TypeVar("Part", bound=WindowPart)


class MainWindow(QWidget):
    """Home, Run and Review in one place: a window of its own, or what fills the `Shell`; empty unless ``at_home``."""

    def __init__(self, around: Surroundings, *, at_home: bool = True) -> None:
        super().__init__()
        self.around = around
        self.choices = Choices(around.choices, around.remember)
        self._clock = around.clock(None)
        self._mode = Mode.HOME
        self._view: DrillView | None = None
        self._page: RunPage | None = None
        self._home: HomePage | None = None
        self.setWindowTitle("Gladi")
        self.setMinimumSize(1024, 640)
        self.resize(1366, 768)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._stack = QStackedWidget()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)
        self.arming = Arming(self)
        self._parts = make_parts(self)
        self.scripts = ScriptPages(self, around)
        self.sheets = SheetPages(self, around)
        self.comparisons = ComparePages(self, around)
        self.actions_table = build_actions(self)
        self._keys = KeyRouter(self, self.actions_table, lambda: self.mode, self._set_stage)
        self._ticker = QTimer(self)
        self._ticker.setTimerType(Qt.TimerType.PreciseTimer)
        self._ticker.setInterval(TICK_MS)
        self._ticker.timeout.connect(self.tick)
        self._battery_timer = QTimer(self)
        self._battery_timer.setInterval(BATTERY_MS)
        self._battery_timer.timeout.connect(self._read_battery)
        if at_home:
            self.go_home()

    # What is shown

    @property
    def mode(self) -> Mode:
        """What the window shows."""
        of_page = self._mode if self._page is None else self._page.mode_of_face or self._mode
        return mode_over(self._parts) or of_page

    def part(self, kind: type[Part]) -> Part:
        """The part of the window of this kind."""
        return cast("Part", self._parts[kind])

    @property
    def page(self) -> RunPage | None:
        """The page of the drill shown, live or saved."""
        return self._page

    @property
    def live_view(self) -> LiveView | None:
        """The drill under way, or None."""
        return self._view if isinstance(self._view, LiveView) else None

    @property
    def review_view(self) -> ReviewView | None:
        """The saved session shown, or None."""
        return self._view if isinstance(self._view, ReviewView) else None

    def monotonic_ms(self) -> int:
        """Time to measure with."""
        return self._clock.monotonic_ms()

    def open_file(self, path: Path) -> bool:
        """Open a script to run or a session to review; what is wrong with it is said. Gives whether it opened."""
        if self._is_busy() or self.part(InstancePart).is_shown_elsewhere(path):
            return False
        if path.suffix != SUFFIX:
            (self.sheets if is_sheet(path) else self.scripts).open(path)
            return True
        try:
            self.review(read_session(path))
        except SessionError as error:
            ask(ProblemSheet(_("This cannot be opened"), str(error), self))
            return False
        return True

    def run(self, loaded: LoadedScenario, path: Path | None = None) -> None:
        """Make a script ready to run, with a new session.

        Args:
            path: file of the session; None: a new one in the folder of sessions.

        Raises:
            SessionError: the session cannot be saved there.
        """
        clock = self.around.clock(loaded.scenario.place.zone)
        if path is None:
            path = new_session_path(loaded.scenario.id, clock.wall(), self.around.session_folder())
        writer = SessionWriter.create(path, loaded, clock)
        self._show_live(LiveDrill(loaded, writer, clock, longest_gap_ms=SLEEP_MS), clock)

    def run_or_tell(self, loaded: LoadedScenario) -> bool:
        """Make a script ready to run; where its session cannot be saved, that is said. Gives whether it is ready."""
        try:
            self.run(loaded)
        except SessionError as error:
            ask(ProblemSheet(_("This cannot be opened"), str(error), self))
            return False
        return True

    def show_script_page(self, page: QWidget, band: Band, mode: Mode) -> None:
        """Show a page that is of no one drill, with its band: of a script, of a sheet, of sessions side by side."""
        self._mode = mode
        band.row.addWidget(menu_button(self.actions_table, lambda: self.mode))
        self._home = None
        self._replace_page(page)

    def review(self, saved: SavedSession) -> None:
        """Show a saved session."""
        view = ReviewView(fitting(saved), self, self.around.clock(saved.loaded.scenario.place.zone))
        self.let_go()
        self._show(view, Mode.REVIEW)

    def go_home(self) -> None:
        """Show the start page."""
        if self._is_busy():
            return
        self.let_go()
        self._mode = Mode.HOME
        home = self.part(HomePages).make()
        home.band.row.addWidget(menu_button(self.actions_table, lambda: self.mode))
        self._home = home
        self._replace_page(home)
        self.setWindowTitle("Gladi")
        self.setFocus()
        home.take_focus()

    def tick(self) -> None:
        """Let the drill under way follow the clock."""
        view, page = self.live_view, self._page
        if view is not None and page is not None:
            view.tick()
            tell_trouble(view, page.notice)
            for part in self._parts.values():
                part.ticked()

    # What the table of actions asks for

    def begin_note(self) -> None:
        """Put the keyboard into the entry line."""
        if self._page is not None:
            self._page.begin_note()

    def begin_find(self) -> None:
        """Put the keyboard into the find field of the log."""
        if self._page is not None:
            self._page.begin_find()

    def ask_end(self) -> None:
        """Ask for the word that ends the exercise."""
        text = _("The running actions stop and the log is closed. What is saved stays saved.")
        sheet = ConfirmSheet(_("End the exercise (EndEx)?"), text, _("END"), _("Hold to end"), self)
        if ask(sheet) and self.live_view is not None:
            self.live_view.do(do.EndExercise())

    def can_resume(self) -> bool:
        """Whether the session shown was cut off and can be taken up again."""
        view = self.review_view
        return view is not None and not view.saved.finished and view.saved.damage is None

    def resume_session(self) -> None:
        """Take up again the session shown."""
        view = self.review_view
        if view is None or not self.can_resume():
            return
        saved, clock = view.saved, self.around.clock(view.scenario.place.zone)
        try:
            drill = LiveDrill.resume(saved, clock, longest_gap_ms=SLEEP_MS)
        except SessionError as error:
            self.part(InstancePart).tell_not_resumed(saved.path, error)
            return
        self._show_live(drill, clock)

    def review_ended(self) -> None:
        """Review the drill that has just ended."""
        view = self.live_view
        if view is not None and view.state.status is Status.ENDED:
            self.open_file(view.drill.path)

    def ask_open(self) -> None:
        """Ask for a file to open."""
        if self._is_busy():
            return
        kinds = _("Scripts, sessions and sheets ({patterns})").format(patterns=f"*.yaml *.yml *.gladi {SHEET_PATTERNS}")
        path = ask_file(self, self.around.session_folder(), kinds)
        if path is not None:
            self.open_file(path)

    def toggle_full_screen(self) -> None:
        """Fill the screen, or no longer."""
        self.window().setWindowState(self.window().windowState() ^ Qt.WindowState.WindowFullScreen)

    def set_language(self, code: str) -> None:
        """Show everything in this language."""
        if code == current_language():
            return
        use_language(code)
        self.around.remember("language", code)
        self.show_anew()

    def show_anew(self) -> None:
        """Make the page shown anew, in the language and size of text now in use."""
        self._rebuild()
        self._restyle_parts()

    def set_theme(self, name: str) -> None:
        """Show everything in this theme."""
        application = QApplication.instance()
        if isinstance(application, QApplication):
            apply(application, THEMES[name])
            self.around.remember("theme", name)
            self._restyle_parts()

    def _restyle_parts(self) -> None:
        for part in self._parts.values():
            part.restyled()

    # Putting pages together

    def _show_live(self, drill: LiveDrill, clock: Clock) -> None:
        self.let_go()
        view = LiveView(drill, self)
        self._clock = clock
        self._show(view, Mode.RUN)
        if self.around.ticks:
            self._ticker.start()
            self._battery_timer.start()

    def _show(self, view: DrillView, mode: Mode) -> None:
        self._view, self._mode = view, mode
        self._build_page(view)
        (view.background or self.around.background).run(view.rehearse, partial(self._show_plan, view))
        self.setFocus()

    def _show_plan(self, view: DrillView, plan: Rehearsal) -> None:
        if view is self._view:  # by now it may be another one
            view.set_plan(plan)

    def _build_page(self, view: DrillView) -> None:
        plots = PlotHost(self.around.background)
        if isinstance(view, ReviewView):
            page: RunPage = self.part(ReviewPart).page(view, plots, self._stack)
        else:
            page = RunPage(view, self.actions_table, self._clock.wall, plots, parent=self._stack)
            page.notice.acted.connect(self._save_elsewhere)
        page.band.row.addWidget(menu_button(self.actions_table, lambda: self.mode))
        self._page, self._home = page, None
        self._replace_page(page)
        self.setWindowTitle(f"{view.scenario.title} – Gladi")
        if view.live:
            self._read_battery()
        for part in self._parts.values():
            part.page_made(page, view)

    def _rebuild(self) -> None:
        shown = next((pages for pages in (self.scripts, self.sheets, self.comparisons) if pages.page is not None), None)
        if shown is not None:
            shown.rebuild()
            return
        if self._view is None or self._page is None:
            self.go_home()
            return
        self.arming.disarm()
        kept = self._page.keep()
        self._build_page(self._view)
        self._page.restore(kept)

    def _replace_page(self, page: QWidget) -> None:
        old = self._stack.currentWidget()
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        if old is not None:
            self._stack.removeWidget(old)
            old.deleteLater()

    def _read_battery(self) -> None:
        self.around.background.run(self.around.charge, self._show_charge)

    def _show_charge(self, charge: Charge | None) -> None:
        if self._page is not None:
            self._page.band.show_charge(charge)

    def _set_stage(self, stage: int) -> None:
        if self._page is not None and self.live_view is not None:
            self._page.set_stage(stage)

    def _save_elsewhere(self) -> None:
        view = self.live_view
        if view is not None and view.drill.trouble is not None:
            save_elsewhere(view, self)

    # Leaving

    def _is_busy(self) -> bool:
        """Whether a drill is under way or not yet saved, which is then said."""
        reason = why_not(self.live_view)
        if reason and self._page is not None:
            self._page.say(reason, True)
        return bool(reason)

    def let_go(self) -> None:
        """Let go of the drill shown; one under way is saved and can be resumed."""
        self.arming.disarm()
        for pages in (self.scripts, self.sheets, self.comparisons):
            pages.close()
        if self._view is not None:
            for part in self._parts.values():
                part.let_go(self._view)
        view, self._view, self._page = self._view, None, None
        self._ticker.stop()
        self._battery_timer.stop()
        if isinstance(view, LiveView):
            close_drill(view.drill)
        if view is not None:
            view.deleteLater()

    def close_at_once(self) -> None:
        """Close without asking; a drill under way is saved and can be resumed."""
        self.let_go()
        self.close()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Hand the keyboard on to the list of the start page."""
        super().focusInEvent(event)
        if self._home is not None:
            self._home.take_focus()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """Ask before a drill under way is cut off, or what is not saved is lost."""
        if not may_close(self.live_view, self):
            event.ignore()
            return
        self.let_go()
        for part in self._parts.values():
            part.closing()
        super().closeEvent(event)
