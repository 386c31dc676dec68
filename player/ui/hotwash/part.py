"""The window shows what happened, once the exercise has ended: by itself, and again when it is asked for."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from shiboken6 import isValid

from player.engine.state import Status
from player.i18n import _
from player.model.paper import Paper
from player.review.hotwash import Hotwash, hotwash
from player.ui.hotwash.face import HotwashFace
from player.ui.hotwash.report import report_of
from player.ui.live_view import LiveView
from player.ui.parts import WindowPart
from player.ui.report.part import ReportPart
from player.ui.report.writing import Written
from player.ui.review_view import ReviewView
from player.ui.run.page import RunPage
from player.ui.views import DrillView

if TYPE_CHECKING:
    from player.ui.main_window import MainWindow


class HotwashPart(WindowPart):
    """Shows the hotwash of a drill that has ended, live or saved, and says where its report is."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.face: HotwashFace | None = None
        self._page: RunPage | None = None
        self._view: DrillView | None = None
        self._told: Hotwash | None = None
        self._told_seq = -1
        self._came = False
        self._hears = False

    def page_made(self, page: RunPage, view: DrillView) -> None:
        """Listen to the drill; where its page is made anew, in another language, what stood stands again."""
        if not self._hears:
            self._hears = True
            self.window.part(ReportPart).finished.connect(self._tell_written)
        stood = self.is_shown
        if view is not self._view:
            self._forget()
            self._view = view
            view.changed.connect(self._follow)
            view.judged.connect(self._follow)
        self._page, self.face = page, None
        if stood and view is self._view:
            self.show()

    def let_go(self, view: DrillView) -> None:
        """Forget what was shown."""
        if view is self._view:
            self._forget()

    @property
    def is_shown(self) -> bool:
        """Whether the hotwash stands in the place of the panels."""
        return self.face is not None and self._page is not None and self._page.face is self.face

    @property
    def can_show(self) -> bool:
        """Whether the drill shown has ended."""
        view = self._view
        if isinstance(view, LiveView):
            return view.state.status is Status.ENDED
        return isinstance(view, ReviewView) and view.final_state.status is Status.ENDED

    def show(self) -> None:
        """Show what happened in the place of the panels."""
        view, page = self._view, self._page
        if view is None or page is None or not self.can_show:
            return
        if self.face is None:
            self.face = HotwashFace(view.scenario, self.window.actions_table)
            self.face.opened.connect(self.open_moment)
        page.show_face(self.face)
        if self._told is not None:
            self.face.show_told(self._told)
        self.face.take_focus()
        self._sum_up()

    def hide(self) -> None:
        """Show the panels again."""
        if self.is_shown and self._page is not None:
            self._page.show_face(None)

    def review(self) -> None:
        """Look at the session in the review."""
        if isinstance(self._view, ReviewView):
            self.hide()
        else:
            self.window.review_ended()

    def open_moment(self, at_ms: int) -> None:
        """Look at a moment in the review."""
        self.review()
        view = self.window.review_view
        if view is not None:
            view.seek(at_ms)

    @property
    def paper(self) -> Paper | None:
        """The report of the hotwash, or None where there is nothing to report."""
        view = self._view
        if view is None or not self.can_show:
            return None
        return report_of(self._told or self._work(), view.scenario, _session_of(view))

    def _forget(self) -> None:
        self.face = self._page = self._view = self._told = None
        self._told_seq = -1
        self._came = False

    def _follow(self) -> None:
        """At EndEx show it; when something was answered later, sum up anew."""
        view = self._view
        if not isinstance(view, LiveView) or view.state.status is not Status.ENDED:
            return
        if not self._came:
            self._came = True
            self.show()
        elif self.is_shown:
            self._sum_up()

    def _sum_up(self) -> None:
        """Sum up in the background, once everybody has heard of what happened last."""
        view = self._view
        if view is not None and self._told_seq != len(view.entries):
            self._told_seq = len(view.entries)
            QTimer.singleShot(0, self, self._begin)

    def _begin(self) -> None:
        view = self._view
        if view is not None:
            self.window.around.background.run(self._working(view), partial(self._show, view))

    def _working(self, view: DrillView) -> partial[Hotwash]:
        fold = view.drill.fold if isinstance(view, LiveView) else view.timeline.fold  # type: ignore[attr-defined]
        log = [(entry.event, entry.wall) for entry in view.entries]
        return partial(hotwash, view.scenario, log, fold, view.all_findings())

    def _work(self) -> Hotwash:
        assert self._view is not None
        return self._working(self._view)()

    def _show(self, view: DrillView, told: Hotwash) -> None:
        if view is not self._view:  # by now it may be another one
            return
        self._told = told
        if self.face is not None:
            self.face.show_told(told)

    def _tell_written(self, written: Written) -> None:
        """Say where the report is, or why there is none."""
        if self.face is None or not isValid(self.face):
            return
        if written.trouble:
            self.face.say(written.trouble, "alarm")
        else:
            paths = ", ".join(str(path) for path in written.paths)
            self.face.say(_("Report saved: {path} (O opens it)").format(path=paths), "go")


def _session_of(view: DrillView) -> Path:
    return view.drill.path if isinstance(view, LiveView) else view.saved.path  # type: ignore[attr-defined]
