"""Peak memory with a script open in Run mode and its plots standing."""

from __future__ import annotations

from tests.bench.measure import Goal, Result, in_turn, median
from tests.bench.programs import BENCH, FOLDER, peak_memory_mib

NAME = "peak memory in Run mode / a bare window with pyqtgraph"
GOAL = Goal(ratio=1.5)
ROUNDS = 3


def run() -> Result:
    """Weigh both programs in turn."""
    script = min((FOLDER / "scenarios").glob("*.yaml"))
    ours, bare = [str(FOLDER / "main.py"), str(script)], [str(BENCH / "floor_window.py"), "plots"]
    measured, floor = in_turn(lambda: peak_memory_mib(ours), lambda: peak_memory_mib(bare), ROUNDS, median)
    return Result(measured, floor, "MiB", f"median of {ROUNDS} runs each of {script.name}, offscreen")
