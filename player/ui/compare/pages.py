"""Comparing in the window: which sessions, their page, and the way into one of them and back.

What compares is loaded when somebody compares: a laptop that runs a drill never needs it.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from player.i18n import _
from player.session.store import SUFFIX
from player.ui.actions import Mode
from player.ui.home.pages import HomePages

if TYPE_CHECKING:
    from player.ui.compare.page import ComparePage
    from player.ui.compare.work import Choice, CompareWork
    from player.ui.main_window import MainWindow
    from player.ui.surroundings import Surroundings


class ComparePages(QObject):
    """The page of a comparison in the window.

    What was chosen is kept as long as the window stands: a trainer who looks into a session comes back to it.

    Args:
        window: shows the page.
        around: what the window needs of the machine.
    """

    def __init__(self, window: MainWindow, around: Surroundings) -> None:
        super().__init__(window)
        self._window, self._around = window, around
        self.work: CompareWork | None = None
        self.page: ComparePage | None = None
        self._kept: Choice | None = None
        self._from: tuple[Path, int] | None = None

    def open(self, choice: Choice, *, choosing: bool = False) -> None:
        """Compare these sessions.

        Args:
            choosing: put the keyboard into the list of sessions.
        """
        from player.ui.compare.work import CompareWork

        view = self._window.review_view
        self._from = (view.saved.path, view.now_ms) if view is not None else None
        self._window.let_go()
        known_of = self._window.part(HomePages).feed.checks.known_of
        self.work = CompareWork(self._around.background, self._around.session_folder, self, known_of=known_of)
        self._show()
        self.work.begin(choice)
        if self.page is None:
            return
        self.page.sessions.choose(choice.paths[0] if choice.paths else None)
        if choosing:
            self.page.choose_sessions()
        else:
            self.page.take_focus()

    def open_with(self, path: Path, *, with_plan: bool) -> None:
        """Compare a session: as it was compared last, or else with its plan, or with others to be chosen."""
        from player.review.comparing import By
        from player.ui.compare.work import Choice

        if self._kept is not None and path in self._kept.paths and not with_plan:
            self.open(self._kept)
        else:
            self.open(Choice((path,), with_plan=True, by=By.PHASE), choosing=not with_plan)

    def close(self) -> None:
        """Compare no longer; what was chosen is kept."""
        if self.work is not None:
            self._kept = self.work.choice
            self.work.stop()
            self.work.deleteLater()
        self.work = self.page = None

    def rebuild(self) -> None:
        """Build the page anew, in another language."""
        if self.work is not None and self.page is not None:
            shown = self.page.firsts is self.page.table
            self._show()
            self.page.show_table(int(shown))
            self.page.take_focus()

    # What the table of actions asks for

    @property
    def chosen_elsewhere(self) -> Path | None:
        """The session that is reviewed, or chosen on the start page; None where there is none."""
        from player.ui.home.pages import HomePages

        view = self._window.review_view
        if view is not None:
            return view.saved.path
        page = self._window.part(HomePages).shown_page
        row = page.row if page is not None else None
        return row.path if row is not None and row.path.suffix == SUFFIX else None

    def compare_chosen(self) -> None:
        """Compare the session that is reviewed or chosen, with others."""
        path = self.chosen_elsewhere
        if path is not None:
            self.open_with(path, with_plan=False)

    def compare_with_plan(self) -> None:
        """Compare it with its plan."""
        path = self.chosen_elsewhere
        if path is not None:
            self.open_with(path, with_plan=True)

    def leave(self) -> None:
        """Go back to where the comparison was asked for."""
        came = self._from
        if came is None or not self._go_to(*came):
            self._window.go_home()

    def open_session(self) -> None:
        """Open the session looked at, at the moment that is marked; in the list of sessions, the one chosen there."""
        work, page = self.work, self.page
        if work is None or page is None:
            return
        if page.is_in_sessions and (path := page.chosen_path) is not None:
            place = work.place_of(path)
            if place is None:
                self._go_to(path, 0)
                return
            work.board.look_at(place)
        goal = work.board.goal()
        if goal is None:
            page.notice.say(_("The plan is no session. Choose a session to open it."), for_ms=4000)
        else:
            self._go_to(*goal)

    def toggle_by(self) -> None:
        """Lay the sessions by StartEx, or phase by phase."""
        from player.review.comparing import By

        if self.work is not None:
            self.work.set_by(By.PHASE if self.work.choice.by is By.STARTEX else By.STARTEX)

    def set_base(self) -> None:
        """Tell the differences to the drill looked at."""
        if self.work is not None and self.work.board.comparison is not None:
            subject = self.work.board.comparison.subjects[self.work.board.place]
            self.work.set_base(subject.path)

    # Within

    def _go_to(self, path: Path, at_ms: int) -> bool:
        if not self._window.open_file(path):
            return False
        view = self._window.review_view
        if view is not None:
            view.seek(at_ms)
        return True

    def _show(self) -> None:
        from player.ui.compare.page import ComparePage

        if self.work is None:
            return
        self.page = ComparePage(self.work, self._window.actions_table)
        self.page.wanted.connect(self.open_session)
        self._window.show_script_page(self.page, self.page.band, Mode.COMPARE)
        self._window.setWindowTitle(f"{_('Comparing sessions')} – Gladi")
