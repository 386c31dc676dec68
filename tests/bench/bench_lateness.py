"""How late injects come in four hours of exercise time, while everything is painted again and again."""

from __future__ import annotations

import time
from random import Random

from PySide6.QtWidgets import QApplication

from player.engine import commands as do
from player.model import events as ev
from player.model.events import WallTime
from player.model.times import HOUR_MS, MINUTE_MS, SECOND_MS
from player.scenario import read_scenario
from player.session.live import Entry
from player.ui.main_window import TICK_MS, MainWindow
from player.ui.punctual import NEAR_MS, due_in_ms
from tests.bench.live_window import application, p99, page_of, real_window
from tests.bench.measure import Goal, Result

NAME = "inject lateness, p99, 4 h of exercise under repaint load / painting the page once"
GOAL = Goal(ratio=2.5, figure=50.0)
HOURS = 4
EVERY_MS = MINUTE_MS
REPAINT_MS = 50
"""The whole page is painted anew so often: twice as often as it ticks."""
CLOSE_MS = 400
"""So long before an inject is due the window lives as it does all the time; before that it ticks once in 5 s."""

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


class WorkClock:
    """Time that passes by the work of this process alone, and by what is idled away on purpose.

    What other programs do on the machine does not count, and four hours pass in a minute. What the timers
    of the system add to a wait is not in it: a precise timer of Qt is some 1 ms late.
    """

    def __init__(self) -> None:
        self._idle_ms = 1_000_000.0

    def now_ms(self) -> float:
        """The moment, with its part of a millisecond."""
        return self._idle_ms + time.process_time_ns() / 1e6

    def monotonic_ms(self) -> int:
        """The moment."""
        return int(self.now_ms())

    def wall(self) -> WallTime:
        """The same, dated."""
        return WallTime(1_787_709_600_000 + self.monotonic_ms(), "WIB", 7 * 60)

    def idle_until(self, ms: float) -> None:
        """Do nothing up to this moment, if it is still to come."""
        self._idle_ms += max(0.0, ms - self.now_ms())


def run() -> Result:
    """Play the four hours with the driver, panels, plots and disk of a real drill."""
    application()
    clock = WorkClock()
    with real_window(clock=lambda _zone: clock, ticks=False) as (window, _folder):
        late_ms, paint_ms = play(window, clock)
    ordered = sorted(late_ms)
    note = (
        f"{len(ordered)} injects, up to all panels told, in processor time; the page painted every {REPAINT_MS} ms;"
        f" median {ordered[len(ordered) // 2]:.1f} ms, worst {ordered[-1]:.1f} ms"
    )
    return Result(p99(late_ms), p99(paint_ms), note=note)


def script() -> str:
    """One phase of four hours with an inject each minute."""
    injects = "\n".join(
        f"      - {{id: i{n}, title: Inject {n}, at: {EVERY_MS * (n + 1) // SECOND_MS}s, text: Words {n}.}}"
        for n in range(HOURS * HOUR_MS // EVERY_MS - 1)
    )
    return _SCRIPT.format(minutes=HOURS * 60, injects=injects)


def play(window: MainWindow, clock: WorkClock) -> tuple[list[float], list[float]]:
    """How late each inject was, and how long each painting of the page took, in ms."""
    window.run(read_scenario(script(), "lateness.yaml"))
    page, view = page_of(window), window.live_view
    assert view is not None
    late_ms: list[float] = []
    paint_ms: list[float] = []
    begun_ms = 0.0

    def heard(entries: tuple[Entry, ...]) -> None:
        fired = [entry.event for entry in entries if isinstance(entry.event.body, ev.InjectFired)]
        late_ms.extend(clock.now_ms() - begun_ms - event.exercise_ms for event in fired)

    begun_ms = clock.monotonic_ms()
    view.do(do.StartExercise())
    view.drill.subscribe(heard)  # after the panels, so that they have been told
    chance = Random(5)
    for number in range(HOURS * HOUR_MS // EVERY_MS - 1):
        due_ms = begun_ms + EVERY_MS * (number + 1)
        while clock.now_ms() < due_ms - CLOSE_MS - 5 * SECOND_MS:
            clock.idle_until(clock.now_ms() + 5 * SECOND_MS)
            window.tick()
            QApplication.processEvents()
        clock.idle_until(due_ms - CLOSE_MS)
        tick_ms = clock.now_ms() + chance.uniform(0, TICK_MS)
        repaint_ms = clock.now_ms() + chance.uniform(0, REPAINT_MS)
        while len(late_ms) <= number:
            clock.idle_until(min(tick_ms, repaint_ms))
            if clock.now_ms() >= tick_ms:
                window.tick()
                QApplication.processEvents()
                wait_ms = due_in_ms(view)
                later_ms = clock.now_ms() - (clock.now_ms() - tick_ms) % TICK_MS + TICK_MS
                near = wait_ms is not None and wait_ms < NEAR_MS
                tick_ms = min(later_ms, clock.now_ms() + (wait_ms or 0)) if near else later_ms
            if clock.now_ms() >= repaint_ms:
                start_ms = clock.now_ms()
                page.grab()
                paint_ms.append(clock.now_ms() - start_ms)
                repaint_ms = max(clock.now_ms(), repaint_ms + REPAINT_MS)
    view.do(do.EndExercise())
    assert len(late_ms) == HOURS * HOUR_MS // EVERY_MS - 1, "each inject once"
    return late_ms, paint_ms
