"""Saving one event so that it survives a power cut."""

from __future__ import annotations

import tempfile
from contextlib import closing
from dataclasses import replace
from itertools import count
from pathlib import Path

from player.model.events import Actor, Event, Firing, InjectFired
from player.model.times import SECOND_MS
from player.scenario.load import load_scenario
from player.session.chain import GENESIS, seal
from player.session.clocks import SystemClock
from player.session.writer import SessionWriter
from tests.bench.floor_sqlite import bare_append, bare_log
from tests.bench.measure import Goal, Result, in_turn, median, milliseconds
from tests.bench.programs import FOLDER

NAME = "one durable event / a row in bare sqlite3"
GOAL = Goal(ratio=1.3)
ROUNDS = 400


def run() -> Result:
    """Save events and finished rows in turn, each in a transaction of its own, on the disk of the checkout."""
    loaded = load_scenario(min((FOLDER / "scenarios").glob("*.yaml")))
    clock = SystemClock(loaded.scenario.place.zone)
    inject = next(iter(loaded.scenario.inject_by_id))
    first = Event(2, 0, 0, Actor.ENGINE, InjectFired(inject, Firing.SCHEDULE))
    row = seal(first, clock.wall(), GENESIS)
    numbers, row_numbers = count(2), count(1)
    # Not in /tmp, which may be memory: there nothing costs what it costs on a disk.
    with tempfile.TemporaryDirectory(prefix=".bench-", dir=FOLDER) as folder:
        path = Path(folder)
        with (
            SessionWriter.create(path / "ours.gladi", loaded, clock) as writer,
            closing(bare_log(path / "bare.sqlite")) as bare,
        ):

            def append() -> float:
                seq = next(numbers)
                event = replace(first, seq=seq, exercise_ms=seq * SECOND_MS)
                return milliseconds(lambda: writer.append([event]))

            def append_bare() -> float:
                finished = row._replace(seq=next(row_numbers))
                return milliseconds(lambda: bare_append(bare, [finished]))

            measured, floor = in_turn(append, append_bare, ROUNDS, median)
    return Result(measured, floor, note=f"median of {ROUNDS} appends each, rollback journal, synchronous EXTRA")
