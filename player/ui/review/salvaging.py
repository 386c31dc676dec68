"""Going on with what is intact of the damaged session shown: in a new session, which is opened in its place."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from player.i18n import _
from player.session.salvage import salvage
from player.session.store import SessionError
from player.session.usable import can_salvage
from player.ui.home.pages import HomePages
from player.ui.review.page import ReviewPage

if TYPE_CHECKING:
    from player.ui.main_window import MainWindow
    from player.ui.review_view import ReviewView


class Salvaging:
    """Salvages the session shown, once at a time: a key pressed twice makes one new session.

    Args:
        window: shows the session.
    """

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._is_busy = False

    def can(self) -> bool:
        """Whether a session can be made of what is intact of the one shown."""
        view = self._window.review_view
        return view is not None and not self._is_busy and can_salvage(view.saved)

    def do(self) -> None:
        """Make it, beside the damaged one, and open it."""
        view = self._window.review_view
        if view is None or not self.can():
            return
        path, around = view.saved.path, self._window.around
        clock, scripts = around.clock(None), self._window.part(HomePages).all_scripts()
        self._is_busy = True

        def attempt() -> Path | SessionError:
            try:
                return salvage(path, clock, scripts)
            except SessionError as error:
                return error

        around.background.run(attempt, lambda outcome: self._show(view, outcome), self._fail)

    def _show(self, view: ReviewView, outcome: Path | SessionError) -> None:
        self._is_busy = False
        window = self._window
        if window.review_view is not view:  # it was left meanwhile; the new one stands on the start page
            return
        if isinstance(outcome, SessionError):
            view.said.emit(str(outcome.message), True)
        elif window.open_file(outcome) and isinstance(window.page, ReviewPage):
            text = _("What is intact is in {file} now. The damaged file lies where it lay, untouched.")
            window.page.tell_what_is_amiss(text.format(file=outcome.name))

    def _fail(self, error: Exception) -> None:
        self._is_busy = False
        raise error
