"""A day of exercise time with 10,000 injects."""

from __future__ import annotations

from player.engine import commands as do
from player.engine.crowd import CrowdTrace
from player.engine.engine import Engine
from player.engine.rehearsal import rehearse
from player.model.scenario import Scenario
from player.model.times import SECOND_MS
from player.scenario.load import read_scenario
from tests.bench.floor_rk4 import bare_rk4
from tests.bench.measure import Goal, Result, cpu_milliseconds, in_turn
from tests.helpers.big_scenario import big_scenario

NAME = "engine, 24 h with 10,000 injects / a bare RK4 loop"
GOAL = Goal(ratio=3.0)
ROUNDS = 9


def run() -> Result:
    """Run the day phase by phase; beside it, the same day with every order, action and tick of its plan."""
    scenario = read_scenario(big_scenario(), "big.yaml").scenario
    engine = played(scenario)
    steps = engine.now_ms // SECOND_MS
    measured, floor = in_turn(
        lambda: cpu_milliseconds(lambda: trace_of(played(scenario))),
        lambda: cpu_milliseconds(lambda: bare_rk4(steps)),
        ROUNDS,
    )
    plan = min(cpu_milliseconds(lambda: rehearse(scenario).fold.crowd) for _ in range(ROUNDS))
    taken = f"best of {ROUNDS}, processor time; {engine.fold.state.last_seq:,} events, {steps:,} steps"
    return Result(
        measured, floor, note=f"{taken}; rehearsed with orders, actions and ticks {plan:.0f} ms, {plan / floor:.2f}×"
    )


def played(scenario: Scenario) -> Engine:
    """A drill of which every inject was delivered: by its time, or by hand at the end of its phase."""
    engine = Engine(scenario)
    engine.do(do.StartExercise())
    for phase in scenario.phase_order:
        engine.advance(engine.now_ms + phase.planned_ms)
        for inject in phase.injects:
            if inject.by_hand:
                engine.do(do.FireInject(inject.id))
        engine.do(do.EndExercise() if phase.next is None else do.NextPhase())
    return engine


def trace_of(engine: Engine) -> CrowdTrace:
    """The crowd, which is computed up to the end when it is asked for."""
    return engine.fold.crowd
