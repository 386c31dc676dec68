"""The window writes files about the session it shows: the after-action report, and exports."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from shiboken6 import isValid

from player.engine.state import Status
from player.i18n import LANGUAGES, current_language
from player.session.crashes import report_crash
from player.ui.parts import WindowPart
from player.ui.report.files_sheet import FilesSheet
from player.ui.report.sheet import ExportSheet, ReportSheet
from player.ui.report.unfinished import unfinished_text
from player.ui.report.writing import EXPORTS, Progress, Wish, Written, write_export, write_report
from player.ui.sheets import ask

if TYPE_CHECKING:
    from player.ui.main_window import MainWindow

FORMATS = ("pdf", "docx", "html")
"""Names of the formats there are; their modules are slow to load, and a test holds the two lists together."""


class FilesPart(WindowPart):
    """Asks how files are wanted, and writes them in the background.

    To make one: a class with ``KIND``, ``NAMES``, `sheet`, `work` and what its wish is about.

    Signals:
        finished: they were written, or could not be (a `Written`).

    Attributes:
        last: the first file written last, or None.
    """

    KIND = ""
    """The word under which is kept how they were last wanted."""

    NAMES: tuple[str, ...] = ()
    """Names of the formats; the first is wanted unless another was chosen."""

    finished = Signal(object)
    _went_on = Signal(object, int, int, str)

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.last: Path | None = None
        self._kept = dict(window.around.choices)
        self._went_on.connect(self._tell_progress)

    def sheet(self, wish: Wish) -> FilesSheet:
        """The sheet that asks."""
        raise NotImplementedError  # pragma: no cover - each part has its own

    def work(self, wish: Wish, spoken: str, tell: Progress) -> Written:
        """Write them, in another thread."""
        raise NotImplementedError  # pragma: no cover

    @property
    def session(self) -> Path | None:
        """File of the session they can be written of: one that is over; else None."""
        live, review = self.window.live_view, self.window.review_view
        if live is not None:
            return live.drill.path if live.state.status is Status.ENDED else None
        return None if review is None else review.saved.path

    def ask(self) -> None:
        """Ask how they are wanted; Enter writes them."""
        session = self.session
        if session is not None:
            ask(self.sheet(self.wish(session)))

    def write(self, wish: Wish, heard: Callable[[Written], None]) -> None:
        """Write them in the background; ``heard`` is told what came of it, if it is still there."""
        self._keep(wish)
        sheet = getattr(heard, "__self__", None)
        work = partial(self.work, wish, current_language(), partial(self._went_on.emit, sheet))
        self.window.around.background.run(work, partial(self._tell, heard), partial(self._fail, heard))

    def open(self, path: Path) -> bool:
        """Open a file or a folder with the program the system has for it; gives whether there is one."""
        return self.window.around.open_outside(path)

    def open_last(self) -> bool:
        """Open what was written last; gives whether there is a program for it."""
        return self.last is not None and self.open(self.last)

    def wish(self, session: Path) -> Wish:
        """How the last were wanted; beside the session, unless another folder was chosen and is there."""
        wanted = self._kept.get(f"{self.KIND}_formats", "").split()
        formats = tuple(name for name in self.NAMES if name in wanted) or self.NAMES[:1]
        language = self._kept.get(f"{self.KIND}_language", "")
        kept = self._kept.get(f"{self.KIND}_folder", "")
        folder = Path(kept) if kept and Path(kept).is_dir() else session.parent
        return Wish(session, formats, language if language in LANGUAGES else current_language(), folder)

    def _tell_progress(self, sheet: object, number: int, count: int, name: str) -> None:
        if isinstance(sheet, FilesSheet) and isValid(sheet):
            sheet.tell_progress(number, count, name)

    def _tell(self, heard: Callable[[Written], None], written: Written) -> None:
        if written.paths:
            self.last = written.paths[0]
        owner = getattr(heard, "__self__", None)
        if not isinstance(owner, FilesSheet) or isValid(owner):
            heard(written)
        self.finished.emit(written)

    def _fail(self, heard: Callable[[Written], None], error: Exception) -> None:
        """What nobody foresaw is said on the sheet, too: it would wait for ever."""
        self._tell(heard, Written(trouble=report_crash(error)))

    def _keep(self, wish: Wish) -> None:
        folder = "" if wish.folder == wish.session.parent else str(wish.folder)
        language = "" if wish.language == current_language() else wish.language
        for name, value in (("formats", " ".join(wish.formats)), ("language", language), ("folder", folder)):
            key = f"{self.KIND}_{name}"
            if self._kept.get(key, "") != value:
                self._kept[key] = value
                self.window.around.remember(key, value)


class ReportPart(FilesPart):
    """The after-action report."""

    KIND = "report"
    NAMES = FORMATS

    def sheet(self, wish: Wish) -> FilesSheet:
        """The sheet that asks."""
        view = self.window.live_view or self.window.review_view
        return ReportSheet(wish, self, self.window, unfinished_text(view) if view is not None else "")

    def work(self, wish: Wish, spoken: str, tell: Progress) -> Written:
        """Write the report."""
        return write_report(wish, spoken, tell)


class ExportPart(FilesPart):
    """The session as files for whoever works on with it."""

    KIND = "export"
    NAMES = EXPORTS

    def sheet(self, wish: Wish) -> FilesSheet:
        """The sheet that asks."""
        return ExportSheet(wish, self, self.window)

    def work(self, wish: Wish, spoken: str, tell: Progress) -> Written:
        """Write the files."""
        return write_export(wish, spoken, tell)
