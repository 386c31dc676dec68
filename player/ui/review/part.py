"""The part of the window that shows saved sessions: one playback for each, whatever page shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from player.session.unhurried import uncollected
from player.ui.parts import WindowPart
from player.ui.review.page import ReviewPage
from player.ui.review.playback import Playback
from player.ui.review_view import ReviewView

if TYPE_CHECKING:
    from player.ui.main_window import MainWindow
    from player.ui.plots.host import PlotHost
    from player.ui.views import DrillView


class ReviewPart(WindowPart):
    """Makes the page of the session shown and plays it, until it is let go of."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.playback: Playback | None = None
        self._view: ReviewView | None = None

    @uncollected()
    def page(self, view: ReviewView, plots: PlotHost, parent: QWidget) -> ReviewPage:
        """The page of a session, to stand in its parent; one made anew for the same one plays on as it did."""
        if self.playback is None or self._view is not view:
            around = self.window.around
            clock = around.clock(view.scenario.place.zone)
            self.playback, self._view = Playback(view, clock, ticks=around.ticks), view
            view.work_in(around.background)
        page = ReviewPage(view, self.window.actions_table, plots, self.playback, parent)
        view.find()
        return page

    def let_go(self, view: DrillView) -> None:
        """Stop."""
        if self.playback is not None and view is self._view:
            self.playback.pause()
            self.playback = self._view = None

    def closing(self) -> None:
        """Stop."""
        if self.playback is not None:
            self.playback.pause()
