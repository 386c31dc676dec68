"""What the actions of the start page do."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from player.i18n import _, reason_of
from player.scenario.copying import copy_script
from player.session.copying import copy_session
from player.session.salvage import salvage
from player.session.store import SessionError, SessionState
from player.ui.confirm import ConfirmSheet
from player.ui.home.bin import NotDeleted, put_into_bin
from player.ui.home.page import SCRIPTS, SESSIONS, HomePage
from player.ui.home.pages import HomePages
from player.ui.home.resume_sheet import ResumeSheet
from player.ui.home.rows import HomeRow
from player.ui.home.shelf import Group
from player.ui.sheets import ask

if TYPE_CHECKING:
    from player.ui.main_window import MainWindow


Result = TypeVar("Result")
Foreseen: TypeAlias = NotDeleted | OSError | SessionError
"""What may go wrong with files, and is said."""


class HomeDeeds:
    """What can be done on the start page with the chosen row.

    Args:
        window: shows the page.
    """

    def __init__(self, window: MainWindow) -> None:
        self._window = window

    @property
    def _pages(self) -> HomePages:
        return self._window.part(HomePages)

    @property
    def page(self) -> HomePage | None:
        """The page, while it is there."""
        return self._pages.shown_page

    @property
    def row(self) -> HomeRow | None:
        """The row chosen in the list that was gone to last, or None."""
        return self.page.row if self.page is not None else None

    # When an action can be done

    def has_row(self) -> bool:
        """Whether there is something to act on."""
        return self.row is not None

    def can_open(self) -> bool:
        """Whether Enter means something."""
        return self.has_row() or self.is_welcome()

    def can_resume(self) -> bool:
        """Whether there is a session to resume."""
        return self._to_resume() is not None

    def can_salvage(self) -> bool:
        """Whether something is wrong with the chosen session."""
        return self.row is not None and self.row.is_set_aside

    def can_forget(self) -> bool:
        """Whether the chosen script stands there only because it was opened."""
        return self.row is not None and self.row.origin is Group.RECENT

    def is_welcome(self) -> bool:
        """Whether what Gladi is is shown instead of the lists."""
        return self.page is not None and self.page.memory.welcome

    def can_go_back(self) -> bool:
        """Whether Esc means something."""
        return self.page is not None and (self.is_welcome() or bool(self.page.find_field.text()))

    # What they do

    def open(self) -> None:
        """Open the chosen row, or begin at the first start."""
        row = self.row
        if self.is_welcome():
            self.begin()
        elif row is not None:
            self._window.open_file(row.path)

    def begin(self) -> None:
        """Go from what Gladi is to the first drill."""
        scripts = self._pages.places().shipped
        self._pages.end_welcome()
        if scripts:
            self._window.open_file(scripts[0])

    def show_welcome(self) -> None:
        """Show what Gladi is."""
        if self.page is not None:
            self.page.show_welcome(on=True)
            self._window.setFocus()

    def go_back(self) -> None:
        """From what Gladi is to the lists, or from what was found to all."""
        if self.page is None:
            return
        if self.is_welcome():
            self._pages.end_welcome()
        else:
            self.page.find_field.clear()
            self.page.take_focus()

    def resume(self) -> None:
        """Take up again the chosen session, or where none is chosen that was cut off, the last of those."""
        row = self._to_resume()
        if row is None or not ask(ResumeSheet(row, self._window)):
            return
        if self._window.open_file(row.path) and self._window.can_resume():
            self._window.actions_table["resume_session"].do()

    def salvage(self) -> None:
        """Put what is intact of the chosen damaged session into a session of its own."""
        row = self.row
        if row is None or not row.is_set_aside:
            return
        path, clock, scripts = row.path, self._window.around.clock(None), self._pages.all_scripts()

        def salvaged(fresh: Path) -> None:
            page = self.page
            if page is not None:
                self._pages.feed.look()
                page.choose(SESSIONS, fresh)
                text = _("What is intact is in {file} now. The damaged file lies where it lay, untouched.")
                page.say(text.format(file=fresh.name), "go")

        self._try(lambda: salvage(path, clock, scripts), salvaged)

    def duplicate(self) -> None:
        """Copy the chosen script into the own folder, or the session beside itself."""
        row = self.row
        if row is None:
            return
        path, folder = row.path, self._window.around.own_scripts()

        def copy() -> Path:
            return copy_session(path) if row.is_session else copy_script(path, folder)

        def copied(copy: Path) -> None:
            page = self.page
            if page is not None:
                self._pages.feed.look()
                page.choose(SESSIONS if row.is_session else SCRIPTS, copy)
                page.say(_("Duplicated: {file}, in {folder}.").format(file=copy.name, folder=copy.parent), "go")

        self._try(copy, copied)

    def reveal(self) -> None:
        """Show the folder in which the chosen row lies."""
        if self.row is not None:
            self._open_folder(self.row.path.parent)

    def open_own_folder(self) -> None:
        """Show the folder of the user's own scripts; it is made."""
        folder = self._window.around.own_scripts()
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            self._tell(error)
            return
        self._open_folder(folder)

    def forget(self) -> None:
        """Take the chosen script off the list of those opened last; the file stays."""
        if self.row is not None:
            self._pages.recent.forget(self.row.path)
            self._pages.feed.look()

    def delete(self) -> None:
        """Ask for the word, then put the chosen row into the bin."""
        row, page = self.row, self.page
        if row is None or page is None:
            return
        if row.origin is Group.SHIPPED:
            page.say(_("What comes with Gladi cannot be deleted. Duplicate it to have one of your own."), "warn")
        elif row.state is SessionState.RUNNING:
            page.say(_("Another Gladi writes to this session at this moment. It cannot be deleted now."), "warn")
        elif ask(
            ConfirmSheet(_("Delete it?"), _what_goes(row), _("DELETE"), _("Hold to delete"), self._window, "trash-2")
        ):
            path = row.path
            self._try(lambda: put_into_bin(path), lambda folder: self._tell_deleted(path, folder))

    def read_again(self) -> None:
        """Look at scripts and sessions now, and through all of the latter once more."""
        self._pages.feed.look_anew()

    def begin_find(self) -> None:
        """Put the keyboard into the find field."""
        if self.page is not None:
            self.page.begin_find()

    # Within

    def _to_resume(self) -> HomeRow | None:
        row, page = self.row, self.page
        if row is not None and row.is_interrupted:
            return row
        return page.first_interrupted() if page is not None and not self.is_welcome() else None

    def _try(self, work: Callable[[], Result], then: Callable[[Result], None]) -> None:
        """Do something with files away from the window; where it cannot be done, that is said."""

        def attempt() -> tuple[list[Result], Foreseen | None]:
            try:
                return [work()], None
            except (NotDeleted, OSError, SessionError) as error:
                return [], error

        def done(outcome: tuple[list[Result], Foreseen | None]) -> None:
            results, error = outcome
            if error is not None:
                self._tell(error)
            for result in results:
                then(result)

        self._window.around.background.run(attempt, done)

    def _open_folder(self, folder: Path) -> None:
        if not self._window.around.open_outside(folder) and self.page is not None:
            text = _("There is no file manager on this machine that shows {folder}.")
            self.page.say(text.format(folder=folder), "warn")

    def _tell_deleted(self, path: Path, folder: Path | None) -> None:
        self._pages.recent.forget(path)
        self._pages.feed.look()
        if self.page is not None:
            in_bin = _("{file} lies in the bin of the system now. It can be put back from there.")
            beside = _("This system has no bin for it: {file} lies in {folder} now.")
            text = in_bin if folder is None else beside
            self.page.say(text.format(file=path.name, folder=folder), "go")

    def _tell(self, error: Foreseen) -> None:
        self._pages.feed.look()
        if self.page is None:
            return
        if isinstance(error, OSError):
            values = {"path": error.filename or "?", "error": reason_of(error)}
            self.page.say(_("{path} cannot be written: {error}.").format(**values), "alarm")
        else:
            self.page.say(str(error.message), "alarm")


def _what_goes(row: HomeRow) -> str:
    if row.is_session:
        text = _("{title}, {when}: the whole log of this drill goes into the bin. File: {file}")
        return text.format(title=row.title, when=row.detail, file=row.path)
    return _("{title} goes into the bin. File: {file}").format(title=row.title, file=row.path)
