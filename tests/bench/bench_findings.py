"""The findings of a session of 100,000 events, and its measures."""

from __future__ import annotations

import gc

from player.engine.findings import find
from player.engine.fold import fold_events
from player.review.measures import measures
from tests.bench.measure import Goal, Result, cpu_milliseconds, in_turn
from tests.helpers.long_session import long_session

NAME = "findings and measures of 100,000 events / folding the same log"
GOAL = Goal(ratio=1.0, figure=1000.0)
ROUNDS = 7


def run() -> Result:
    """Look at a day of exercise that has been folded already; beside it, the fold that any look at it needs first."""
    session = long_session()
    scenario, events, fold = session.scenario, session.events, session.fold
    gc.collect()
    measured, floor = in_turn(
        lambda: cpu_milliseconds(lambda: (find(scenario, events, fold), measures(scenario, events, fold))),
        lambda: cpu_milliseconds(lambda: fold_events(scenario, events).crowd),
        ROUNDS,
    )
    alone = min(cpu_milliseconds(lambda: find(scenario, events, fold)) for _ in range(ROUNDS))
    found = len(find(scenario, events, fold))
    return Result(
        measured,
        floor,
        note=f"best of {ROUNDS}, processor time; the findings alone take {alone:.0f} ms, and are {found:,}",
    )
