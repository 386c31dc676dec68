"""Any moment of a session of 100,000 events."""

from __future__ import annotations

import gc
from random import Random

from player.engine.state import DrillState
from player.review.timeline import Timeline
from tests.bench.measure import Goal, Result, cpu_milliseconds, in_turn, median
from tests.helpers.long_session import long_session

NAME = "seek anywhere in a session of 100,000 events, worst / a copy of its last state"
GOAL = Goal(ratio=30.0, figure=50.0)
SEEKS = 200


def run() -> Result:
    """Seek to moments by chance; the floor copies a state, which every seek must do once."""
    session = long_session()
    line = Timeline(session.scenario, session.events)
    gc.collect()
    chance = Random(7)
    moments_ms = [chance.randrange(line.end_ms) for _ in range(SEEKS)]
    last: DrillState = line.fold.state

    def worst() -> float:
        return max(cpu_milliseconds(lambda ms=ms: line.at(ms)) for ms in moments_ms)  # type: ignore[misc]

    measured, floor = in_turn(worst, lambda: cpu_milliseconds(last.copy), 5, median)
    usual = median([cpu_milliseconds(lambda ms=ms: line.at(ms)) for ms in moments_ms])  # type: ignore[misc]
    note = f"worst of {SEEKS} moments, median of 5 rounds, processor time; half of them take {usual:.1f} ms at most"
    return Result(measured, floor, note=note)
