"""Opening a session of 100,000 events in the window: from its path to a page that can be used."""

from __future__ import annotations

import gc
import importlib
import time
from pathlib import Path

from PySide6.QtWidgets import QApplication

from player.session.clocks import SystemClock
from player.session.reader import recorded_script
from player.session.store import fitting, read_session
from player.ui.actions import ActionTable
from player.ui.background import ThreadBackground
from player.ui.plots.host import PlotHost
from player.ui.review.page import ReviewPage
from player.ui.review.playback import Playback
from player.ui.review_view import ReviewView
from tests.bench.live_window import SIZE, application, real_window, wait_for
from tests.bench.measure import Goal, Result
from tests.helpers.long_file import save_long_session

NAME = "review, open 100,000 events: from the path to the first picture / reading and folding alone"
GOAL = Goal(ratio=1.6, figure=2000.0)
EVENTS = 100_000
ROUNDS = 3


def run() -> Result:
    """Read, prove, fold and show a session; processor time of the window's thread up to the first picture of the page.

    That picture has the curves and the log, and can be moved through. The lanes and the findings are worked out
    afterwards; the note says how much later by the clock each of them stood, other programs included. The library of
    the plots has been imported before, as after the first drill of a day.
    """
    one = application()
    importlib.import_module("player.ui.plots.drill_plots")
    rounds: list[tuple[float, float, float, float]] = []
    with real_window(ticks=False) as (window, folder):
        path = save_long_session(folder / "long.gladi", EVENTS)
        background = ThreadBackground()
        for _round in range(ROUNDS):
            rounds.append(_opened(path, window.actions_table, background))
            one.processEvents()
        background.wait()
        one.processEvents()
    page, reading, lanes, findings = min(rounds)
    note = (
        f"best of {ROUNDS}, processor time; after the first picture the lanes stood in {lanes:.0f} ms, the findings in "
        f"{findings:.0f} ms"
    )
    return Result(page, reading, note=note)


def _opened(path: Path, actions: ActionTable, background: ThreadBackground) -> tuple[float, float, float, float]:
    """Up to the first picture and for reading alone, of the processor; up to lanes and findings by the clock; in ms."""
    recorded_script.cache_clear()  # as for the first session of a script
    gc.collect()
    start_ns = time.thread_time_ns()
    saved = fitting(read_session(path))
    reading_ns = time.thread_time_ns() - start_ns
    view = ReviewView(saved)
    view.work_in(background)
    page = ReviewPage(view, actions, PlotHost(background), Playback(view, SystemClock(), ticks=False))
    view.find()
    page.resize(*SIZE)
    page.show()
    QApplication.processEvents()
    page_ns = time.thread_time_ns() - start_ns
    shown_ns = time.perf_counter_ns()
    feed = page.review_face.lanes.feed
    wait_for(lambda: not feed.is_awaited)
    lanes_ns = time.perf_counter_ns() - shown_ns
    wait_for(lambda: not view.findings_awaited)
    findings_ns = time.perf_counter_ns() - shown_ns
    page.close()
    page.deleteLater()
    view.deleteLater()
    return page_ns / 1e6, reading_ns / 1e6, lanes_ns / 1e6, findings_ns / 1e6
