"""Importing sheets in the window: which file, its page, and the script it is saved as.

What reads sheets is loaded when the first of them is opened: a laptop that runs a drill never needs it.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from player.i18n import _, ngettext
from player.ui.actions import Mode
from player.ui.sheets import ask

if TYPE_CHECKING:
    from player.scenario.msel import ImportResult, SheetProblem
    from player.ui.main_window import MainWindow
    from player.ui.mapper.page import MapperPage
    from player.ui.mapper.sheet_import import Choices, SheetImport
    from player.ui.surroundings import Surroundings

SHEET_PATTERNS = "*.xlsx *.xlsm *.csv *.tsv *.txt"
_SUFFIXES = frozenset({".xlsx", ".xlsm", ".csv", ".tsv", ".txt", ".xls", ".xlsb", ".xltx", ".ods", ".numbers"})
"""Files that are taken for sheets; those that cannot be read are refused with what would be right."""


def is_sheet(path: Path) -> bool:
    """Whether a file is taken for a sheet, by its name."""
    return path.suffix.lower() in _SUFFIXES


class SheetPages(QObject):
    """The page of a sheet in the window, one file at a time.

    What was chosen for a file is kept as long as the window stands: a planner who goes back loses nothing.

    Args:
        window: shows the page.
        around: what the window needs of the machine.
    """

    def __init__(self, window: MainWindow, around: Surroundings) -> None:
        super().__init__(window)
        self._window, self._around = window, around
        self.work: SheetImport | None = None
        self.page: MapperPage | None = None
        self._kept: dict[Path, Choices] = {}

    @property
    def choices(self) -> Choices | None:
        """What is chosen, or None where no sheet is shown."""
        return self.work.choices if self.work is not None else None

    def open(self, path: Path) -> None:
        """Show the page of a sheet."""
        from player.ui.mapper.sheet_import import SheetImport

        self._window.let_go()
        self.work = SheetImport(path, self._around.background, self, at_once=not self._around.ticks)
        self._show()
        self.work.begin(self._kept.get(path))

    def close(self) -> None:
        """Import no longer; what was chosen is kept."""
        if self.work is not None:
            if self.work.choices is not None:
                self._kept[self.work.path] = self.work.choices
            self.work.stop()
            self.work.deleteLater()
        self.work = self.page = None

    def rebuild(self) -> None:
        """Build the page anew, in another language."""
        if self.work is not None:
            self._show()
            self.work.refresh()

    # What the table of actions asks for

    def ask_file(self) -> None:
        """Ask for a sheet to import."""
        shown = self.work.path.parent if self.work is not None else Path.home()
        dialog = QFileDialog(self._window, _("Import an MSEL"), str(shown))
        dialog.setNameFilter(_("Sheets ({patterns})").format(patterns=SHEET_PATTERNS))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
        dialog.setLabelText(QFileDialog.DialogLabel.Accept, _("Open"))
        dialog.setLabelText(QFileDialog.DialogLabel.Reject, _("Cancel"))
        if ask(dialog) and dialog.selectedFiles():
            self.open(Path(dialog.selectedFiles()[0]))

    def reload(self) -> None:
        """Read the file again; what was chosen stays as far as it still fits."""
        if self.work is not None:
            self.work.begin()

    def can_undo(self) -> bool:
        """Whether there is a choice to take back."""
        return self.work is not None and self.work.can_undo

    def undo(self) -> None:
        """Take back the last choice."""
        if self.work is not None:
            self.work.undo()

    def can_save(self) -> bool:
        """Whether there is a script to save."""
        outcome = self.work.outcome if self.work is not None else None
        return outcome is not None and outcome.can_save

    def save(self) -> None:
        """Ask for a name, write the script there, and open its page."""
        work, page = self.work, self.page
        if work is None or page is None or not page.take_start():
            return
        if work.is_stale or work.outcome is None or not work.outcome.can_save:
            page.notice.say(_("The preview is still being made. Save when it stands."), for_ms=4000)
            return
        from player.ui.mapper.save_sheet import SaveSheet, free_name

        outcome = work.outcome
        sheet = SaveSheet(free_name(work.path), _left_out(outcome.wanted - outcome.imported), self._window)
        if not ask(sheet):
            return
        self._write(outcome.result, sheet.path, replace=False)

    # Within

    def _write(self, result: ImportResult, path: Path, *, replace: bool) -> None:
        if self.work is not None:
            self.work.in_background(
                partial(_problem_of_saving, result, path, replace), partial(self._take_saved, result, path)
            )

    def _take_saved(self, result: ImportResult, path: Path, problem: SheetProblem | None) -> None:
        from player.scenario.msel import AlreadyThere
        from player.ui.mapper.save_sheet import ask_replace

        page = self.page
        if problem is None:
            self._window.scripts.open(path)
        elif isinstance(problem, AlreadyThere):
            if ask_replace(path, self._window):
                self._write(result, path, replace=True)
        elif page is not None:
            page.notice.say(f"{path}: {problem}", "alarm")

    def _show(self) -> None:
        from player.ui.mapper.page import MapperPage

        if self.work is None:
            return
        self.page = MapperPage(self.work, self._window.actions_table)
        self._window.show_script_page(self.page, self.page.band, Mode.MAPPER)
        self._window.setWindowTitle(f"{self.work.path.name} – Gladi")
        self.page.take_focus()


def _problem_of_saving(result: ImportResult, path: Path, replace: bool) -> SheetProblem | None:  # noqa: FBT001
    from player.scenario.msel import SheetProblem, save

    try:
        save(result, path, replace=replace)
    except SheetProblem as problem:
        return problem
    return None


def _left_out(count: int) -> str:
    if not count:
        return ""
    return ngettext(
        "{n} row could not be imported and is not in the script.",
        "{n} rows could not be imported and are not in the script.",
        count,
    ).format(n=count)
