"""Opening a session of 100,000 events: from its path to a drill that any moment can be shown of."""

from __future__ import annotations

import gc
import hashlib
import json
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

from player.model.times import SECOND_MS
from player.review.timeline import Timeline
from player.scenario import read_scenario
from player.session.reader import recorded_script
from player.session.store import fitting, read_session
from tests.bench.floor_rk4 import bare_rk4
from tests.bench.measure import Goal, Result, cpu_milliseconds, in_turn
from tests.helpers.long_file import long_script, save_long_session

NAME = "open a session of 100,000 events / its rows, hashes, JSON and RK4 steps alone"
GOAL = Goal(ratio=4.0, figure=2000.0)
ROUNDS = 5


def run() -> Result:
    """Read and prove the file, see that it fits its script, and lay it out in time, as the window does.

    The floor fetches the rows, takes a hash of each, has its data parsed, and steps the equations of the crowd once for
    each second of the drill: what no program in this language can do without.
    """
    with tempfile.TemporaryDirectory(prefix="gladi-bench-") as folder:
        path = save_long_session(Path(folder) / "long.gladi")
        timeline = Timeline.of(fitting(read_session(path)))
        steps = timeline.end_ms // SECOND_MS
        del timeline

        def opened() -> float:
            recorded_script.cache_clear()  # as for the first session of a script
            gc.collect()
            kept: list[Timeline] = []  # so that letting go of it, which is no part of opening it, is not measured
            return cpu_milliseconds(lambda: kept.append(Timeline.of(fitting(read_session(path)))))

        measured, floor = in_turn(opened, lambda: cpu_milliseconds(lambda: _floor(path, steps)), ROUNDS)
        script = long_script().text
        loading = min(cpu_milliseconds(lambda: read_scenario(script, "long.yaml")) for _ in range(ROUNDS))
        size = path.stat().st_size / 1e6
    note = f"best of {ROUNDS}, processor time; {size:.0f} MB; the script in it alone {loading:.0f} ms"
    return Result(measured, floor, note=note)


def _floor(path: Path, steps: int) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.text_factory = bytes
        previous = b""
        for row in connection.execute("SELECT * FROM events ORDER BY seq"):
            previous = hashlib.sha256(previous + row[9]).hexdigest().encode()
            json.loads(row[9])
    bare_rk4(steps)
