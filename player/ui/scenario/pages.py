"""Opening scripts before the drill: which file, which page, and where one goes back to."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from player.i18n import _
from player.model.scenario import LoadedProgramme, LoadedScenario
from player.scenario import ScenarioProblems, load_programme
from player.session.stages import opening_of_stage
from player.ui.actions import Mode
from player.ui.home.pages import HomePages
from player.ui.scenario.board import Board
from player.ui.scenario.page import Kept, ScenarioPage
from player.ui.scenario.problems import copy_problems
from player.ui.scenario.programme import ProgrammePage
from player.ui.scenario.script import ScriptFile

if TYPE_CHECKING:
    from player.ui.main_window import MainWindow
    from player.ui.surroundings import Surroundings


class ScriptPages(QObject):
    """The pages of scripts in the window: one file at a time, and the programme it was opened from.

    Args:
        window: shows the page.
        around: what the window needs of the machine.
    """

    def __init__(self, window: MainWindow, around: Surroundings) -> None:
        super().__init__(window)
        self._window, self._around = window, around
        self.script: ScriptFile | None = None
        self.page: ScenarioPage | ProgrammePage | None = None
        self._board: Board | None = None
        self._programme: Path | None = None
        self._left_stage = ""

    @property
    def scenario_page(self) -> ScenarioPage | None:
        """The page of the script shown, or None."""
        return self.page if isinstance(self.page, ScenarioPage) else None

    @property
    def programme_page(self) -> ProgrammePage | None:
        """The page of the programme shown, or None."""
        return self.page if isinstance(self.page, ProgrammePage) else None

    def open(self, path: Path, *, programme: Path | None = None, stage: str = "") -> None:
        """Show the page of a file, whatever is in it.

        Args:
            programme: the programme of which it is a stage, to go back to.
            stage: of a programme, the file of the stage that is chosen first.
        """
        self._window.let_go()
        if programme is None:
            self._window.part(HomePages).note_opened(path)
        self._programme, self._left_stage = programme, stage
        self.script = ScriptFile(path, self._around.background, self, by_itself=self._around.ticks)
        self.script.changed.connect(self._follow)
        self._show(ScenarioPage)
        self.script.begin()
        self._window.setFocus()

    def close(self) -> None:
        """Follow the file no longer."""
        if self._board is not None:
            self._board.stop()
            self._board.deleteLater()
        if self.script is not None:
            self.script.stop()
            self.script.deleteLater()
        if self.programme_page is not None:
            self.programme_page.stop()
        self.script = self.page = self._board = None

    def rebuild(self) -> None:
        """Build the page anew, in another language; nothing that was put into it is lost."""
        if self.page is not None:
            self._show(type(self.page), self.page.keep())

    # What the table of actions asks for

    def can_run(self) -> bool:
        """Whether the script shown can be played as it stands."""
        script = self.script
        return script is not None and not script.is_broken and isinstance(script.good, LoadedScenario)

    def run(self, *, armed: bool = False) -> None:
        """Go into the drill; ``armed``: with StartEx waiting for its Enter."""
        script, programme = self.script, self._programme
        good = script.good if script is not None else None
        if script is not None and isinstance(good, LoadedScenario) and self._window.run_or_tell(good):
            if programme is not None:
                self._note_stage(programme, script.path.name)
            if armed:
                self._window.arming.arm()

    def _note_stage(self, programme: Path, file: str) -> None:
        """Let the drill that was just made ready take over what the stage of the programme before it left."""
        view = self._window.live_view
        try:
            loaded = load_programme(programme)
        except ScenarioProblems:  # its page says what is wrong with it
            return
        files = [stage.file for stage in loaded.programme.stages]
        if view is not None and file in files:
            place = files.index(file)
            view.drill.open_stage(opening_of_stage(loaded, place, self._around.session_folder()))
            self._around.background.run(view.rehearse, view.set_plan)

    def open_stage(self) -> None:
        """Open the chosen stage of the programme shown."""
        page = self.programme_page
        stage = page.chosen_file if page is not None else None
        if stage is not None and self.script is not None:
            self.open(stage, programme=self.script.path)

    def go_back(self) -> None:
        """Back to the programme, with the stage chosen that was looked at, or to the start page."""
        if self._programme is not None:
            self.open(self._programme, stage=self.script.path.name if self.script is not None else "")
        else:
            self._window.go_home()

    def reload(self) -> None:
        """Read the file again."""
        if self.script is not None:
            self.script.read()

    def edit(self) -> None:
        """Open the file in the program the system has for it."""
        if self.script is None or self.page is None:
            return
        if not self._around.open_outside(self.script.path):
            text = _("There is no program on this machine that opens {file}.")
            self.page.say(text.format(file=self.script.path.name), warning=True)

    def copy_problems(self) -> None:
        """Put what is wrong with the file on the clipboard."""
        reading = self.script.reading if self.script is not None else None
        if reading is not None:
            copy_problems(reading.problems)

    # Within

    def _follow(self) -> None:
        """The file says something else."""
        if self.script is None or self.page is None:
            return
        good = self.script.good
        fitting = ProgrammePage if isinstance(good, LoadedProgramme) else ScenarioPage
        if type(self.page) is not fitting:
            if self._board is not None:
                self._board.stop()
                self._board = None
            self._show(fitting)
            return
        self._fill()

    def _fill(self) -> None:
        page, script = self.page, self.script
        if script is None or page is None:
            return
        if isinstance(page, ScenarioPage) and isinstance(script.good, LoadedScenario):
            if self._board is None:
                self._board = Board(script.good, self._around.background, self)
                page.take(self._board)
                QTimer.singleShot(0, self._board.rehearse)
            elif page.board is None:
                page.take(self._board)
            elif not script.is_broken:
                self._board.show(script.good)
        page.refresh()
        if isinstance(page, ProgrammePage) and self._left_stage:
            page.choose_file(self._left_stage)
            self._left_stage = ""
        self._window.setWindowTitle(f"{page.title} – Gladi")

    def _show(self, kind: type[ScenarioPage | ProgrammePage], kept: Kept | int | None = None) -> None:
        if self.script is None:
            return
        table, around = self._window.actions_table, self._around
        if kind is ProgrammePage:
            programme = self.page = ProgrammePage(self.script, table, around.background)
            self._window.show_script_page(programme, programme.band, Mode.PROGRAMME)
            self._fill()
            if isinstance(kept, int):
                programme.restore(kept)
        else:
            page = self.page = ScenarioPage(self.script, table, around.background, around.open_outside)
            self._window.show_script_page(page, page.band, Mode.SCENARIO)
            self._fill()
            if isinstance(kept, Kept):
                page.restore(kept)
