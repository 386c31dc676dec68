"""Reading a script of 10,000 injects, checked and built."""

from __future__ import annotations

import yaml

from player.scenario.load import read_scenario
from tests.bench.measure import Goal, Result, cpu_milliseconds, in_turn
from tests.helpers.big_scenario import big_scenario

NAME = "load a 10,000-inject script / yaml.load, CSafeLoader"
GOAL = Goal(ratio=0.5)
ROUNDS = 3


def run() -> Result:
    """Read the same text both ways in turn."""
    text = big_scenario()
    measured, floor = in_turn(
        lambda: cpu_milliseconds(lambda: read_scenario(text, "big.yaml")),
        lambda: cpu_milliseconds(lambda: yaml.load(text, Loader=yaml.CSafeLoader)),
        ROUNDS,
    )
    return Result(measured, floor, note=f"best of {ROUNDS}, processor time; {len(text) / 1e6:.1f} MB")
