"""A day of exercise time with 10,000 injects, played through on its plan."""

from __future__ import annotations

from player.engine.rehearsal import rehearse
from player.model.times import SECOND_MS
from player.scenario.load import read_scenario
from tests.bench.floor_rk4 import bare_rk4
from tests.bench.measure import Goal, Result, cpu_milliseconds, in_turn
from tests.helpers.big_scenario import big_scenario

NAME = "engine, 24 h with 10,000 injects / a bare RK4 loop"
GOAL = Goal(ratio=3.0)
ROUNDS = 9


def run() -> Result:
    """Play the whole script: every inject, order, action, deadline and step of the crowd."""
    scenario = read_scenario(big_scenario(), "big.yaml").scenario
    course = rehearse(scenario)
    steps = course.fold.now_ms // SECOND_MS
    measured, floor = in_turn(
        lambda: cpu_milliseconds(lambda: rehearse(scenario).fold.crowd),
        lambda: cpu_milliseconds(lambda: bare_rk4(steps)),
        ROUNDS,
    )
    return Result(
        measured, floor, note=f"best of {ROUNDS}, processor time; {len(course.events):,} events, {steps:,} steps"
    )
