"""The window writes the after-action report of the session it shows."""

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
from player.ui.report.sheet import ReportSheet
from player.ui.report.writing import Wish, Written, write_report
from player.ui.sheets import ask

if TYPE_CHECKING:
    from player.ui.main_window import MainWindow

_CHOSEN, _LANGUAGE, _FOLDER = "report_formats", "report_language", "report_folder"
"""Names under which is kept how the last report was wanted."""

FORMATS = ("pdf", "docx", "html")
"""Names of the formats there are; their modules are slow to load, and a test holds the two lists together."""


class ReportPart(WindowPart):
    """Asks how the report is wanted, and writes it in the background.

    Signals:
        finished: a report was written, or could not be (a `Written`).

    Attributes:
        last: the first file of the last report written, or None.
    """

    finished = Signal(object)

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.last: Path | None = None
        self._kept = dict(window.around.choices)

    @property
    def session(self) -> Path | None:
        """File of the session a report can be written of: one that is over; else None."""
        live, review = self.window.live_view, self.window.review_view
        if live is not None:
            return live.drill.path if live.state.status is Status.ENDED else None
        return None if review is None else review.saved.path

    def ask(self) -> None:
        """Ask how it is wanted; Enter writes it."""
        session = self.session
        if session is not None:
            ask(ReportSheet(self._wish(session), self, self.window))

    def write(self, wish: Wish, heard: Callable[[Written], None]) -> None:
        """Write it in the background; ``heard`` is told what came of it, if it is still there."""
        self._keep(wish)
        work = partial(write_report, wish, current_language())
        self.window.around.background.run(work, partial(self._tell, heard), partial(self._fail, heard))

    def open(self, path: Path) -> bool:
        """Open a file or a folder with the program the system has for it; gives whether there is one."""
        return self.window.around.open_outside(path)

    def open_last(self) -> bool:
        """Open what was written last; gives whether there is a program for it."""
        return self.last is not None and self.open(self.last)

    def _tell(self, heard: Callable[[Written], None], written: Written) -> None:
        if written.paths:
            self.last = written.paths[0]
        owner = getattr(heard, "__self__", None)
        if not isinstance(owner, ReportSheet) or isValid(owner):
            heard(written)
        self.finished.emit(written)

    def _fail(self, heard: Callable[[Written], None], error: Exception) -> None:
        """What nobody foresaw is said on the sheet, too: it would wait for ever."""
        self._tell(heard, Written(trouble=report_crash(error)))

    def _wish(self, session: Path) -> Wish:
        """How the last one was wanted; beside the session, unless another folder was chosen and is there."""
        wanted = self._kept.get(_CHOSEN, "").split()
        formats = tuple(name for name in FORMATS if name in wanted) or FORMATS[:1]
        language = self._kept.get(_LANGUAGE, "")
        kept = self._kept.get(_FOLDER, "")
        folder = Path(kept) if kept and Path(kept).is_dir() else session.parent
        return Wish(session, formats, language if language in LANGUAGES else current_language(), folder)

    def _keep(self, wish: Wish) -> None:
        folder = "" if wish.folder == wish.session.parent else str(wish.folder)
        language = "" if wish.language == current_language() else wish.language
        for name, value in ((_CHOSEN, " ".join(wish.formats)), (_LANGUAGE, language), (_FOLDER, folder)):
            if self._kept.get(name, "") != value:
                self._kept[name] = value
                self.window.around.remember(name, value)
