"""``python3 -m tests bench [--json FILE] [NAME...]``: run the benchmarks and print one table.

The exit code is 0 whatever the figures are, and 1 when a benchmark could not be carried out.
"""

from __future__ import annotations

import argparse
import importlib
import json
import sys
import traceback
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.bench import MODULES
from tests.bench.measure import Goal, NotThereYet, Result

HEADS = ("benchmark", "measured", "floor", "ratio", "goal", "")


@dataclass(frozen=True, slots=True)
class Row:
    """A benchmark and what came of it.

    Attributes:
        outcome: ``ok``, ``missed``, ``not there yet`` or ``crashed``.
        note: what the reader should know beside the figures.
    """

    name: str
    goal: Goal | None
    outcome: str
    result: Result | None = None
    note: str = ""

    def cells(self) -> tuple[str, ...]:
        """The line of the table."""
        goal = goal_text(self.goal, self.result.unit if self.result else "ms")
        if self.result is None:
            return (self.name, "–", "–", "–", goal, self.outcome)
        measured, floor = (
            figure_text(figure, self.result.unit) for figure in (self.result.measured, self.result.floor)
        )
        return (self.name, measured, floor, f"{self.result.ratio:.2f}×", goal, self.outcome)

    def plain(self) -> dict[str, Any]:
        """The same for ``--json``."""
        result, goal = self.result, self.goal
        return {
            "name": self.name,
            "outcome": self.outcome,
            "measured": result and round(result.measured, 4),
            "floor": result and round(result.floor, 4),
            "unit": result and result.unit,
            "ratio": result and round(result.ratio, 4),
            "goal_ratio": goal and goal.ratio,
            "goal_measured": goal and goal.figure,
            "note": self.note,
        }


def figure_text(figure: float, unit: str) -> str:
    """A figure with its unit, in three digits or so."""
    decimals = 0 if figure >= 100 else 1 if figure >= 10 else 2 if figure >= 1 else 3
    return f"{figure:.{decimals}f} {unit}"


def goal_text(goal: Goal | None, unit: str) -> str:
    """What was to be reached."""
    if goal is None:
        return "–"
    ratio = f"≤ {goal.ratio:g}×"
    return ratio if goal.figure is None else f"{ratio}, ≤ {goal.figure:g} {unit}"


def measure(name: str) -> Row:
    """Run one benchmark, whatever comes of it."""
    try:
        module = importlib.import_module(f"tests.bench.{name}")
    except ModuleNotFoundError as error:
        return Row(name, None, "not there yet", note=f"no module {error.name}")
    title, goal = str(module.NAME), module.GOAL
    try:
        result = module.run()
    except NotThereYet as gap:
        return Row(title, goal, "not there yet", note=str(gap))
    except Exception as error:  # noqa: BLE001  one benchmark that fails keeps no other from running
        traceback.print_exc()
        return Row(title, goal, "crashed", note=f"{type(error).__name__}: {error}")
    return Row(title, goal, "ok" if result.reaches(goal) else "missed", result, result.note)


def table(rows: Sequence[Row]) -> str:
    """All results under each other, then their notes."""
    lines = [HEADS, *(row.cells() for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(HEADS))]
    text = [
        "  ".join(cell.ljust(width) if n in {0, 4, 5} else cell.rjust(width) for n, (cell, width) in enumerate(pairs))
        for pairs in (list(zip(line, widths, strict=True)) for line in lines)
    ]
    notes = [f"{row.name}: {row.note}" for row in rows if row.note]
    return "\n".join([line.rstrip() for line in text] + [""] * bool(notes) + notes)


def main(arguments: Sequence[str]) -> int:
    """Run the benchmarks whose module has one of these words in its name; all of them without a word."""
    parser = argparse.ArgumentParser(prog="python3 -m tests bench", description="Run the benchmarks.")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures to FILE, too")
    parser.add_argument("words", nargs="*", metavar="NAME", help=f"part of: {', '.join(MODULES)}")
    options = parser.parse_args(arguments)
    chosen = [name for name in MODULES if not options.words or any(word in name for word in options.words)]
    if not chosen:
        parser.error(f"no benchmark of that name; there are {', '.join(MODULES)}")
    rows = []
    for name in chosen:
        print(f"{name} ...", file=sys.stderr, flush=True)
        rows.append(measure(name))
    print(table(rows), flush=True)
    if options.json is not None:
        plain = json.dumps([row.plain() for row in rows], ensure_ascii=False, indent=1)
        options.json.write_text(plain + "\n", encoding="utf-8")
    return 1 if any(row.outcome == "crashed" for row in rows) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
