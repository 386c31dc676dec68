"""A day of twelve hours with 2,000 injects: taken up again in a moment after a kill, and no weight on the memory."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from player.engine import commands as do
from player.engine.engine import Engine
from player.engine.state import Status
from player.model import events as ev
from player.model.scenario import LoadedScenario
from player.model.times import HOUR_MS, MINUTE_MS, SECOND_MS, clock_text
from player.scenario import read_scenario
from player.session.store import SessionWriter, VerifyStatus, verify_session
from player.ui.gap.part import GapPart
from player.ui.widgets import Label
from tests.bench.measure import cpu_milliseconds
from tests.helpers.big_scenario import big_scenario
from tests.helpers.clocks import FakeClock
from tests.helpers.desk import STEP_MS, Desk

INJECTS, HOURS, EVENTS = 2_000, 12, 20_000
DOWN_MS = 4 * MINUTE_MS
MOST_MS = 5_000
"""Of the processor, from reading the file until the drill stands on the window, on hold at the right time."""

MOST_GROWTH_MIB = 64
"""What the second half of the day may add to what the first half took: the log, the curves and the crowd grow with the
day, a few MiB an hour; a page or a picture kept by mistake would be hundreds."""


@pytest.fixture(scope="module")
def day() -> LoadedScenario:
    return read_scenario(big_scenario(INJECTS, hours=HOURS), "day.yaml")


def _played(day: LoadedScenario) -> Iterator[ev.Event]:
    """What happens in the day, with a note or a marker every few seconds, until there are enough events."""
    engine = Engine(day.scenario)
    engine.record(ev.SessionOpened("day", "0", day.scenario.id, day.name, day.sha256, 0), 0)
    step_ms = HOURS * HOUR_MS // (EVENTS - 2_700)
    yield from engine.do(do.StartExercise())
    for turn in range(1, HOURS * HOUR_MS // step_ms):
        yield from engine.advance(turn * step_ms)
        yield from engine.do(do.WriteNote(f"catatan {turn}") if turn % 3 else do.PlaceMarker())
        phase, run = engine.fold.state.phase, engine.fold.state.phase_run
        assert phase is not None
        assert run is not None
        if phase.next is not None and engine.now_ms - run.started_ms >= run.planned_ms:
            yield from engine.do(do.NextPhase())


@pytest.fixture
def killed(day: LoadedScenario, session_folder: Path) -> tuple[Path, FakeClock, int]:
    """The session of a day that was killed at its end: its file, the clock, and the exercise time reached."""
    clock = FakeClock()
    path = session_folder / "day.gladi"
    with SessionWriter.create(path, day, clock) as writer:
        start = clock.wall()
        events = list(_played(day))
        assert len(events) >= EVENTS
        walls = [ev.WallTime(start.utc_ms + event.exercise_ms, start.zone, start.offset_min) for event in events]
        clock.advance_ms(events[-1].exercise_ms)
        writer.append(events, walls)
        writer.pulse(events[-1].exercise_ms + 300)
    return path, clock, events[-1].exercise_ms + 300


@pytest.mark.soak
def test_it_is_taken_up_again_within_five_seconds(
    killed: tuple[Path, FakeClock, int], session_folder: Path, qapp: QApplication, quick_disk: None
) -> None:
    path, clock, reached_ms = killed
    clock.advance_ms(DOWN_MS)
    desk = Desk(session_folder, clock=clock)
    later: list[Callable[[], object]] = []

    class InAnotherThread:
        def run(self, work: Any, on_done: Any, on_failed: Any = None) -> None:
            later.append(lambda: on_done(work()))

    object.__setattr__(desk.window.around, "background", InAnotherThread())

    def take_up() -> None:
        assert desk.window.open_file(path)
        QApplication.processEvents()
        desk.window.resume_session()
        QApplication.processEvents()

    took_ms = cpu_milliseconds(take_up)
    print(f"taken up again in {took_ms:.0f} ms of the processor, {len(desk.view.entries)} events")  # noqa: T201
    assert (desk.view.now_ms, desk.view.state.status) == (reached_ms, Status.HELD)
    for work in tuple(later):
        work()
    desk.window.tick()
    asked = desk.window.part(GapPart).sheet
    assert asked is not None
    assert clock_text(DOWN_MS) in " ".join(label.text() for label in asked.findChildren(Label))
    desk.close()
    assert verify_session(path).status is VerifyStatus.INTACT
    assert took_ms < MOST_MS


def _weight_mib() -> float:
    gc.collect()
    return float(psutil.Process().memory_info().rss) / 2**20


@pytest.mark.soak
def test_twelve_hours_on_the_window_keep_memory_flat(day: LoadedScenario, desk: Desk, quick_disk: None) -> None:
    desk.run(day)
    desk.start_ex()
    weights: list[float] = []
    for hour in range(HOURS):
        while desk.view.now_ms < (hour + 1) * HOUR_MS:
            desk.clock.advance_ms(STEP_MS)
            desk.window.tick()
            if desk.view.now_ms % (30 * SECOND_MS) == 0:
                QApplication.processEvents()  # it is painted, too
                desk.press(Qt.Key.Key_Space)
            run, phase = desk.view.state.phase_run, desk.view.state.phase
            assert run is not None
            assert phase is not None
            if phase.next is not None and desk.view.now_ms - run.started_ms >= run.planned_ms:
                desk.next_phase()
        QApplication.processEvents()
        weights.append(_weight_mib())
    print("MiB after each hour:", " ".join(f"{weight:.0f}" for weight in weights))  # noqa: T201
    fired = [body.inject for body in desk.bodies(ev.InjectFired)]
    assert len(fired) == len(set(fired)) == INJECTS
    assert desk.view.now_ms == HOURS * HOUR_MS
    assert weights[-1] - weights[HOURS // 2 - 1] < MOST_GROWTH_MIB
