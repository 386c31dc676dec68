"""A shipped drill second by second, with its findings kept up to date and without."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from player.engine import commands as do
from player.engine.engine import Engine
from player.engine.findings import FindingsFold
from player.engine.rehearsal import Plan
from player.engine.state import Status
from player.model import events as ev
from player.model.scenario import Scenario
from player.model.times import SECOND_MS
from player.resources import scenarios_folder
from player.scenario.load import load_scenario
from tests.bench.measure import Goal, Result, cpu_milliseconds, in_turn

NAME = "engine tick of a shipped drill with findings evaluated / without"
GOAL = Goal(ratio=1.10)
SCRIPT = "okut-2024-water-cannon.yaml"
ROUNDS = 60


def run() -> Result:
    """Play the plan of a drill, where every second is a step of its own: commands, events and all that is idle."""
    scenario = load_scenario(scenarios_folder() / SCRIPT).scenario
    plan = planned(scenario)
    measured, floor = in_turn(
        lambda: cpu_milliseconds(partial(with_findings, scenario, plan)),
        lambda: cpu_milliseconds(partial(without, scenario, plan)),
        ROUNDS,
    )
    seconds = len(plan)
    note = (
        f"best of {ROUNDS}, processor time of {seconds:,} ticks: {1000 * floor / seconds:.1f} us each without findings"
    )
    return Result(measured, floor, note=note)


def planned(scenario: Scenario) -> list[list[do.Command]]:
    """What the plan of a script has done in each second."""
    engine, plan = Engine(scenario), Plan(scenario)
    seconds: list[list[do.Command]] = [plan.begin()]
    for command in seconds[0]:
        plan.observe(engine.do(command, ev.Actor.PLAN), engine.fold)
    while engine.fold.state.status is not Status.ENDED:
        plan.observe(engine.advance(engine.now_ms + SECOND_MS), engine.fold)
        commands: list[do.Command] = []
        while plan.next_ms is not None and plan.next_ms <= engine.now_ms:
            for command in plan.take(engine.fold):
                plan.observe(engine.do(command, ev.Actor.PLAN), engine.fold)
                commands.append(command)
        seconds.append(commands)
    return seconds


def without(scenario: Scenario, plan: Sequence[Sequence[do.Command]]) -> Engine:
    """The drill alone."""
    engine = Engine(scenario)
    for second, commands in enumerate(plan):
        engine.advance(second * SECOND_MS)
        for command in commands:
            engine.do(command, ev.Actor.PLAN)
    return engine


def with_findings(scenario: Scenario, plan: Sequence[Sequence[do.Command]]) -> FindingsFold:
    """The same, with each event followed and the findings evaluated each second."""
    engine = Engine(scenario)
    findings = FindingsFold(engine.fold)
    for second, commands in enumerate(plan):
        for event in engine.advance(second * SECOND_MS):
            findings.follow(event)
        for command in commands:
            for event in engine.do(command, ev.Actor.PLAN):
                findings.follow(event)
        findings.evaluate()
    return findings
