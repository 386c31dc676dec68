"""Ten sessions of a one-hour drill put side by side, from their files to both tables."""

from __future__ import annotations

import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from player.engine.rehearsal import Step
from player.resources import scenarios_folder
from player.review.comparing import By, Comparison, compare
from player.review.comparing_subjects import MOST, Subject, read_subject
from player.scenario import load_scenario
from player.session.reader import recorded_script
from player.session.store import SavedSession, read_session
from tests.bench.measure import Goal, Result, cpu_milliseconds, in_turn, milliseconds
from tests.helpers.compared import late_session

NAME = "10 sessions of a one-hour drill side by side / reading their files"
GOAL = Goal(ratio=3.0, figure=2000.0)
ROUNDS = 5
_HOUR_LATE_MS = 150_000
"""So much longer each of its seven phases takes for the drill of three quarters of an hour to take a whole one."""


def run() -> Result:
    """Read, fold, measure and align them, one after the other; beside it, reading and proving each file alone."""
    loaded = load_scenario(scenarios_folder() / "okut-2024-water-cannon.yaml")
    with tempfile.TemporaryDirectory() as folder:
        paths = [
            late_session(
                Path(folder) / f"{number}.gladi",
                loaded,
                {Step.LEAVE: _HOUR_LATE_MS, Step.TICK: 5_000 * number, Step.START: 3_000 * number},
            )
            for number in range(MOST)
        ]
        measured, floor = in_turn(
            lambda: cpu_milliseconds(lambda: _first_compared(paths)),
            lambda: cpu_milliseconds(lambda: [_read_by_itself(path) for path in paths]),
            ROUNDS,
        )
        one_by_one, at_once = in_turn(
            lambda: milliseconds(lambda: [read_subject(path) for path in paths]),
            lambda: milliseconds(lambda: _read_at_once(paths)),
            ROUNDS,
        )
        other_axis = _compared([read_subject(path) for path in paths])
        anew = milliseconds(lambda: other_axis.aligned(By.STARTEX))
        length_ms, events = other_axis.subjects[0].end_ms, sum(len(one.events) for one in other_axis.subjects)
    told = f"best of {ROUNDS}, processor time; {length_ms // 60_000} min each, {events:,} events in all"
    threads = f"read one by one {one_by_one:.0f} ms, in four threads {at_once:.0f} ms of the wall clock"
    return Result(measured, floor, note=f"{told}; {threads}; on the other axis {anew:.0f} ms")


def _first_compared(paths: list[Path]) -> Comparison:
    """Their script is read for the first time, and once for all of them."""
    recorded_script.cache_clear()
    return _compared([read_subject(path) for path in paths])


def _read_by_itself(path: Path) -> SavedSession:
    recorded_script.cache_clear()
    return read_session(path)


def _compared(subjects: list[Subject]) -> Comparison:
    comparison = compare(subjects, By.PHASE)
    assert len(comparison.marks) == MOST
    return comparison


def _read_at_once(paths: list[Path]) -> list[Subject]:
    with ThreadPoolExecutor(4) as pool:
        return list(pool.map(read_subject, paths))
