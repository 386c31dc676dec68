"""How late injects come in four hours of exercise time, while everything is painted again and again."""

from __future__ import annotations

import time

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QWidget

from player.engine import commands as do
from player.model import events as ev
from player.model.times import HOUR_MS, SECOND_MS
from player.scenario import read_scenario
from player.session.live import Entry
from player.ui.main_window import MainWindow
from tests.bench.live_window import application, live_for, p99, page_of, real_window, wait_for
from tests.bench.measure import Goal, Result

NAME = "inject lateness in real time, p99, 4 h of exercise under repaint load / a bare precise timer"
GOAL = Goal(ratio=40.0, figure=50.0)
HOURS = 4
SPEED = 60
EVERY_MS = 30 * SECOND_MS
REPAINT_MS = 50
"""The whole page is painted anew so often: twice as often as anything on it changes."""

_SCRIPT = """\
gladi: 2
id: lateness
title: Lateness
place: {{name: Alun-alun, zone: Asia/Jakarta, starts: "09:00"}}
ranks: [Danki]
units: {{dalmas: {{title: Dalmas, kind: dalmas_awal, strength: 30}}}}
crowd: {{size: 300, start: {{tension: 30}}}}
phases:
  - id: long
    title: Long
    planned: {minutes}m
    injects:
{injects}
    actions: [{{id: line, unit: dalmas, does: shield_line}}]
"""


def run() -> Result:
    """Play the four hours at a speed that lets them pass in minutes, with the driver, clock and disk of a real drill.

    The driver does nothing but follow the clock, so at sixty times the speed it has sixty times as much to do in a
    second of real time; lateness is counted in real time, from when an inject was due to when all panels were told.
    """
    application()
    with real_window() as (window, _folder):
        late_ms = play(window)
        floor = bare(window)
    note = (
        f"{len(late_ms)} injects at {SPEED}×, the whole page painted every {REPAINT_MS} ms; median"
        f" {sorted(late_ms)[len(late_ms) // 2]:.1f} ms, worst {max(late_ms):.1f} ms"
    )
    return Result(p99(late_ms), p99(floor), note=note)


def script() -> str:
    """One phase of four hours with an inject each half minute."""
    count = HOURS * HOUR_MS // EVERY_MS
    injects = "\n".join(
        f"      - {{id: i{n}, title: Inject {n}, at: {EVERY_MS * (n + 1) // SECOND_MS}s, text: Words {n}.}}"
        for n in range(count - 1)
    )
    return _SCRIPT.format(minutes=HOURS * 60, injects=injects)


def play(window: MainWindow) -> list[float]:
    """How late each inject was, in ms of real time."""
    window.run(read_scenario(script(), "lateness.yaml"))
    page, view = page_of(window), window.live_view
    assert view is not None
    late_ms: list[float] = []

    def heard(entries: tuple[Entry, ...]) -> None:
        now_ms = view.drill.now_ms
        fired = [entry.event for entry in entries if isinstance(entry.event.body, ev.InjectFired)]
        late_ms.extend((now_ms - event.exercise_ms) / SPEED for event in fired)

    view.do(do.SetSpeed(1000 * SPEED))
    view.do(do.StartExercise())
    view.drill.subscribe(heard)  # after the panels, so that they have been told
    load = QTimer()
    load.timeout.connect(lambda: _paint(page))
    load.start(REPAINT_MS)
    wait_for(lambda: view.now_ms >= HOURS * HOUR_MS, patience_ms=2 * HOURS * HOUR_MS // SPEED)
    load.stop()
    view.do(do.EndExercise())
    assert len(late_ms) == HOURS * HOUR_MS // EVERY_MS - 1, "each inject once"
    return late_ms


def _paint(page: QWidget) -> None:
    page.update()
    for child in page.findChildren(QWidget):
        if child.isVisible():
            child.update()


def bare(window: MainWindow) -> list[float]:
    """How late a precise timer of Qt alone is, in the same event loop."""
    del window
    late: list[float] = []
    for _ in range(100):
        start_ns = time.perf_counter_ns()
        timer = QTimer()
        timer.setTimerType(Qt.TimerType.PreciseTimer)
        timer.setSingleShot(True)
        timer.timeout.connect(lambda start=start_ns: late.append((time.perf_counter_ns() - start) / 1e6 - 20))
        timer.start(20)
        live_for(40)
    return [max(0.05, one) for one in late]
