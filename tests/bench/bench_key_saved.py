"""From a key to its entry on the disk and on the screen, with a long log and the plots on."""

from __future__ import annotations

import time
from contextlib import closing, suppress
from itertools import count
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEventLoop, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from player.engine import commands as do
from player.engine.commands import Refused
from player.engine.engine import Engine
from player.model.doctrine import RecordKind
from player.model.events import Event
from player.model.scenario import Scenario
from player.resources import scenarios_folder
from player.scenario.load import load_scenario
from player.session.chain import GENESIS, seal
from player.session.clocks import SystemClock
from player.ui.main_window import MainWindow
from player.ui.run.log_paint import paint_log_row
from tests.bench.floor_sqlite import bare_append, bare_log
from tests.bench.live_window import application, live_for, p99, page_of, prepared_session, real_window
from tests.bench.measure import Goal, Result

NAME = "key to saved and shown, p99, 10,000 rows and plots on / a durable row and a line of text"
GOAL = Goal(ratio=20.0, figure=50.0)
ROWS = 10_000
PRESSES = 200
APART_MS = 120
SCRIPT = "okut-2024-water-cannon.yaml"


def run() -> Result:
    """Press M in the real window, again and again while it ticks, and look when the row is saved and painted."""
    application()
    loaded = load_scenario(scenarios_folder() / SCRIPT)
    with real_window() as (window, folder):
        path = folder / "long.gladi"
        prepared_session(path, loaded, fill)
        window.open_file(path)
        window.resume_session()
        page = page_of(window)
        QTest.keyClick(window, Qt.Key.Key_F9)
        assert window.live_view is not None
        assert len(window.live_view.entries) > ROWS
        live_for(2_000)
        painted = watch_rows(page.log)
        ours, worked = [], []
        for _press in range(PRESSES):
            start_ns = time.process_time_ns()
            ours.append(press(window, painted))
            worked.append((time.process_time_ns() - start_ns) / 1e6)
            live_for(APART_MS)
        floor = bare(folder, window.live_view.entries[-1].event)
    ordered = sorted(ours)
    note = (
        f"{PRESSES} presses of M, {APART_MS} ms apart, while the window ticks; median {ordered[PRESSES // 2]:.1f} ms,"
        f" worst {ordered[-1]:.1f} ms, p99 of the processor time alone {p99(worked):.1f} ms; 1366x768 offscreen,"
        " a file on the disk of the checkout"
    )
    return Result(p99(ours), p99(floor), note=note)


def fill(engine: Engine) -> list[Any]:
    """Four hours of what a controller and observers put on record: actions, orders, tags, records, notes, markers."""
    scenario, state = engine.scenario, engine.fold.state
    events: list[Event] = engine.do(do.StartExercise("a benchmark"))
    for number in range(10 * ROWS):
        events += engine.advance(engine.now_ms + 1_400)
        offers = [offer.id for offer in state.phase.actions] if state.phase is not None else []
        running = list(state.running)
        wishes: list[do.Command] = [
            do.StopAction(running[0]) if running else do.StartAction(offers[0]),
            do.RecordFact(RecordKind.EVIDENCE, {"text": f"picture {number}"}),
            do.WriteNote(f"said on the radio, number {number}"),
            do.GiveOrder(*_order(scenario, number)),
            do.WriteNote(f"what was seen, number {number}") if number % 3 else do.PlaceMarker(),
        ]
        with suppress(Refused):
            events += engine.do(wishes[number % len(wishes)])
        if len(events) >= ROWS:
            return events
    raise RuntimeError("the drill has ended too soon")


def _order(scenario: Scenario, number: int) -> tuple[str, str, str]:
    offers = list(scenario.action_by_id.values())
    offer = offers[number % len(offers)]
    return offer.unit, offer.does, scenario.ranks[0]


def watch_rows(log: Any) -> list[int]:
    """Note the number of each row as it is painted."""
    painted: list[int] = []

    def noted(painter: QPainter, box: QRectF, row: Any, theme: Any) -> None:
        paint_log_row(painter, box, row, theme)
        if row.saved:
            painted.append(row.seq)

    log._list._paint_row = noted
    return painted


def press(window: MainWindow, painted: list[int]) -> float:
    """From one key to its row, saved and painted, in ms."""
    view = window.live_view
    assert view is not None
    painted.clear()
    start_ns = time.perf_counter_ns()
    QTest.keyClick(window, Qt.Key.Key_M)
    seq = view.entries[-1].seq
    while seq not in painted:
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    took_ms = (time.perf_counter_ns() - start_ns) / 1e6
    assert view.saved_seq >= seq
    return took_ms


def bare(folder: Path, event: Event) -> list[float]:
    """A row in bare SQLite, as safe, and a line added to a plain text of Qt that is painted."""
    row = seal(event, SystemClock().wall(), GENESIS)
    text = QPlainTextEdit()
    text.resize(1366, 180)
    text.show()
    numbers, samples = count(1), []
    with closing(bare_log(folder / "bare.sqlite")) as log:
        for _press in range(PRESSES):
            start_ns = time.perf_counter_ns()
            bare_append(log, [row._replace(seq=next(numbers))])
            text.appendPlainText(f"{next(numbers)} marker")
            text.viewport().repaint()
            QApplication.processEvents()
            samples.append((time.perf_counter_ns() - start_ns) / 1e6)
    text.close()
    return samples
