"""Going to any moment of a session of 100,000 events on the page of the review, up to the picture."""

from __future__ import annotations

from random import Random
from statistics import median

from PySide6.QtWidgets import QApplication

from player.session.clocks import SystemClock
from player.session.store import fitting, read_session
from player.ui.plots.host import PlotHost
from player.ui.review.page import ReviewPage
from player.ui.review.playback import Playback
from player.ui.review_view import ReviewView
from player.ui.shot import Foreground
from tests.bench.live_window import SIZE, application, real_window, wait_for
from tests.bench.measure import Goal, Result, cpu_milliseconds, in_turn
from tests.helpers.long_file import save_long_session

NAME = "review, seek on the page in 100,000 events, up to the picture / the state alone"
GOAL = Goal(ratio=40.0, figure=50.0)
EVENTS = 100_000
ROUNDS = 15
_CHANCE = Random(6)


def run() -> Result:
    """Go to moments by chance; the floor has the state of the drill there and shows nothing."""
    one = application()
    with real_window(ticks=False) as (window, folder):
        saved = fitting(read_session(save_long_session(folder / "long.gladi", EVENTS)))
        view = ReviewView(saved)
        plots = PlotHost(Foreground())
        page = ReviewPage(view, window.actions_table, plots, Playback(view, SystemClock(), ticks=False))
        page.resize(*SIZE)
        page.show()
        one.processEvents()
        book = page.log.book
        wait_for(lambda: book.read == len(view.entries))

        def moment_ms() -> int:
            return _CHANCE.randrange(view.timeline.end_ms)

        def show() -> None:
            view.seek(moment_ms())
            QApplication.processEvents()

        figure, floor = in_turn(
            lambda: cpu_milliseconds(show),
            lambda: cpu_milliseconds(lambda: view.timeline.at(moment_ms())),
            ROUNDS,
            median,
        )
        page.close()
        page.deleteLater()
        view.deleteLater()
        one.processEvents()
    return Result(figure, floor)
