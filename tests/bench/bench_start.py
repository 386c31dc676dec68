"""From the start of the process to the first painted window."""

from __future__ import annotations

from player.i18n import write_compiled_catalogues
from tests.bench.measure import Goal, Result, in_turn
from tests.bench.programs import BENCH, FOLDER, first_paint_ms

NAME = "start to first painted window / a bare QMainWindow"
GOAL = Goal(ratio=1.6)
ROUNDS = 7


def run() -> Result:
    """Start both in turn, as a user does after the first time: bytecode and translations lie there compiled."""
    write_compiled_catalogues()
    ours, bare = [str(FOLDER / "main.py")], [str(BENCH / "floor_window.py")]
    first_paint_ms(ours)
    first_paint_ms(bare)
    measured, floor = in_turn(lambda: first_paint_ms(ours), lambda: first_paint_ms(bare), ROUNDS)
    return Result(measured, floor, note=f"best of {ROUNDS} starts each, offscreen, start page")
