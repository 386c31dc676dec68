"""The main window: it only puts pages together and passes on what the table of actions asks for."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from pathlib import Path

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
from player.session.store import SUFFIX, SavedSession, SessionError, SessionWriter, fitting, list_sessions, read_session
from player.ui.actions import Mode
from player.ui.arming import Arming
from player.ui.battery import Charge
from player.ui.confirm import ConfirmSheet
from player.ui.file_choice import ask_file
from player.ui.home.page import HomePage
from player.ui.key_sheet import KeySheet
from player.ui.keys import KeyRouter
from player.ui.live_view import LiveView
from player.ui.mapper.page import MapperPage
from player.ui.mapper.pages import SHEET_PATTERNS, SheetPages, is_sheet
from player.ui.menu import menu_button
from player.ui.plots.host import PlotHost
from player.ui.problems import ProblemSheet
from player.ui.review.page import ReviewPage
from player.ui.review_view import ReviewView
from player.ui.run.page import RunPage
from player.ui.saving import save_elsewhere, tell_trouble
from player.ui.scenario.page import ScenarioPage
from player.ui.scenario.pages import ScriptPages
from player.ui.scenario.programme import ProgrammePage
from player.ui.sheets import ask
from player.ui.surroundings import Surroundings
from player.ui.theme import THEMES, apply
from player.ui.views import DrillView
from player.ui.window_actions import build_actions

TICK_MS = 100
BATTERY_MS = 30_000


class MainWindow(QWidget):
    """Home, Run and Review in one place: a window of its own, or what fills the `Shell`."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self._around = around
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
        self.scripts = ScriptPages(self, around)
        self.sheets = SheetPages(self, around)
        self.actions_table = build_actions(self)
        self._keys = KeyRouter(self, self.actions_table, lambda: self._mode, self._set_stage)
        self._ticker = QTimer(self)
        self._ticker.setTimerType(Qt.TimerType.PreciseTimer)
        self._ticker.setInterval(TICK_MS)
        self._ticker.timeout.connect(self.tick)
        self._battery_timer = QTimer(self)
        self._battery_timer.setInterval(BATTERY_MS)
        self._battery_timer.timeout.connect(self._read_battery)
        self.go_home()

    # What is shown

    @property
    def mode(self) -> Mode:
        """What the window shows."""
        return self._mode

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
        if self._is_busy():
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
        clock = self._around.clock(loaded.scenario.place.zone)
        if path is None:
            path = new_session_path(loaded.scenario.id, clock.wall(), self._around.session_folder())
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

    def show_script_page(self, page: ScenarioPage | ProgrammePage | MapperPage, mode: Mode) -> None:
        """Show the page of a script before the drill, or of a sheet before it is one."""
        self._mode = mode
        page.band.row.addWidget(menu_button(self.actions_table, lambda: self._mode))
        self._home = None
        self._replace_page(page)

    def review(self, saved: SavedSession) -> None:
        """Show a saved session."""
        view = ReviewView(fitting(saved), self, self._around.clock(saved.loaded.scenario.place.zone))
        self.let_go()
        self._show(view, Mode.REVIEW)

    def go_home(self) -> None:
        """Show the start page."""
        if self._is_busy():
            return
        self.let_go()
        self._mode = Mode.HOME
        home = HomePage(self.actions_table)
        home.chosen.connect(self.open_file)
        home.show_scenarios(self._around.scenarios(), self._around.background)
        home.show_sessions(list_sessions(self._around.session_folder()))
        home.band.row.addWidget(menu_button(self.actions_table, lambda: self._mode))
        self._home = home
        self._replace_page(home)
        self.setWindowTitle("Gladi")
        self.setFocus()
        home.take_focus()

    def tick(self) -> None:
        """Let the drill under way follow the clock."""
        view = self.live_view
        if view is not None:
            view.tick()
            if self._page is not None:
                tell_trouble(view, self._page.notice)

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
        saved = view.saved
        clock = self._around.clock(saved.loaded.scenario.place.zone)
        try:
            drill = LiveDrill.resume(saved, clock, longest_gap_ms=SLEEP_MS)
        except SessionError as error:
            ask(ProblemSheet(_("This cannot be taken up again"), str(error), self))
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
        path = ask_file(self, self._around.session_folder(), kinds)
        if path is not None:
            self.open_file(path)

    def show_keys(self) -> None:
        """Show the key sheet."""
        ask(KeySheet(self.actions_table, self._mode, self))

    def toggle_full_screen(self) -> None:
        """Fill the screen, or no longer."""
        window = self.window()
        window.setWindowState(window.windowState() ^ Qt.WindowState.WindowFullScreen)

    def set_language(self, code: str) -> None:
        """Show everything in this language."""
        if code == current_language():
            return
        use_language(code)
        self._around.remember("language", code)
        self._rebuild()

    def set_theme(self, name: str) -> None:
        """Show everything in this theme."""
        application = QApplication.instance()
        if isinstance(application, QApplication):
            apply(application, THEMES[name])
            self._around.remember("theme", name)

    # Putting pages together

    def _show_live(self, drill: LiveDrill, clock: Clock) -> None:
        self.let_go()
        view = LiveView(drill, self)
        self._clock = clock
        self._show(view, Mode.RUN)
        if self._around.ticks:
            self._ticker.start()
            self._battery_timer.start()

    def _show(self, view: DrillView, mode: Mode) -> None:
        self._view, self._mode = view, mode
        self._build_page(view)
        self._around.background.run(view.rehearse, partial(self._show_plan, view))
        self.setFocus()

    def _show_plan(self, view: DrillView, plan: Rehearsal) -> None:
        if view is self._view:  # by now it may be another one
            view.set_plan(plan)

    def _build_page(self, view: DrillView) -> None:
        plots = PlotHost(self._around.background)
        if isinstance(view, ReviewView):
            page: RunPage = ReviewPage(view, self.actions_table, plots)
        else:
            page = RunPage(view, self.actions_table, self._clock.wall, plots)
            page.notice.acted.connect(self._save_elsewhere)
        page.band.row.addWidget(menu_button(self.actions_table, lambda: self._mode))
        self._page, self._home = page, None
        self._replace_page(page)
        self.setWindowTitle(f"{view.scenario.title} – Gladi")
        if view.live:
            self._read_battery()

    def _rebuild(self) -> None:
        shown = next((pages for pages in (self.scripts, self.sheets) if pages.page is not None), None)
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
        self._around.background.run(self._around.charge, self._show_charge)

    def _show_charge(self, charge: Charge | None) -> None:
        if self._page is not None:
            self._page.band.show_charge(charge)

    def _set_stage(self, stage: int) -> None:
        if self._page is not None and self.live_view is not None:
            self._page.set_stage(stage)

    def _save_elsewhere(self) -> None:
        view = self.live_view
        if view is not None and view.unsaved_count:
            save_elsewhere(view, self)

    # Leaving

    def _is_busy(self) -> bool:
        """Whether a drill is under way or not yet saved, which is then said."""
        view = self.live_view
        if view is None or self._page is None:
            return False
        if view.state.status in {Status.RUNNING, Status.HELD}:
            self._page.say(_("A drill is under way. End it (EndEx) first."), True)
            return True
        if view.unsaved_count:
            self._page.say(_("Not everything is saved yet. Wait, or save it elsewhere first."), True)
            return True
        return False

    def let_go(self) -> None:
        """Let go of the drill shown; one under way is saved and can be resumed."""
        self.arming.disarm()
        self.scripts.close()
        self.sheets.close()
        view, self._view, self._page = self._view, None, None
        self._ticker.stop()
        self._battery_timer.stop()
        if isinstance(view, LiveView):
            self._close_drill(view.drill)
        if view is not None:
            view.deleteLater()

    def _close_drill(self, drill: LiveDrill) -> None:
        path, unused = drill.path, drill.state.status is Status.READY and drill.state.last_seq == 1
        try:
            drill.close()
        except SessionError:
            drill.abandon()
        if unused:
            with suppress(OSError):  # left behind, it is a session in which nothing happened
                path.unlink()

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
        view = self.live_view
        text = ""
        if view is not None and view.unsaved_count:
            text = _("NOT SAVED: {n}. What is not saved is lost if Gladi closes now.").format(n=view.unsaved_count)
        elif view is not None and view.state.status in {Status.RUNNING, Status.HELD}:
            text = _("The drill is still under way. It is saved up to here and can be resumed at the next start.")
        if text:
            sheet = ConfirmSheet(_("Close Gladi?"), text, _("CLOSE"), _("Hold to close"), self)
            if not ask(sheet):
                event.ignore()
                return
        self.let_go()
        super().closeEvent(event)
