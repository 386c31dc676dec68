"""Importing a planner's sheet of 10,000 rows, from its file to a script that passes ``check``."""

from __future__ import annotations

import tempfile
from pathlib import Path

import openpyxl

from player.scenario.msel import Options, best_table, build, propose, prove, read_tables
from tests.bench.measure import Goal, Result, cpu_milliseconds, in_turn
from tests.helpers.big_sheet import write_big_sheet

NAME = "import a sheet of 10,000 rows / openpyxl reading it, read-only"
GOAL = Goal(ratio=3.0, figure=10_000)
ROUNDS = 3


def run() -> Result:
    """Read the same file both ways in turn."""
    with tempfile.TemporaryDirectory(prefix="gladi-bench-") as folder:
        path = Path(folder) / "big.xlsx"
        write_big_sheet(path)
        measured, floor = in_turn(
            lambda: cpu_milliseconds(lambda: import_sheet(path)),
            lambda: cpu_milliseconds(lambda: read_cells(path)),
            ROUNDS,
        )
        reading = min(cpu_milliseconds(lambda: read_tables(path)) for _ in range(ROUNDS))
    note = f"best of {ROUNDS}, processor time; reading the file takes {reading:.0f} ms of it"
    return Result(measured, floor, note=note)


def import_sheet(path: Path) -> None:
    """All that ``import`` does but to write the script."""
    workbook = read_tables(path)
    table = best_table(workbook)
    result = build(table, propose(table), Options(workbook.name))
    if not result.complete:
        raise RuntimeError("rows were not imported")
    prove(result, workbook.name)


def read_cells(path: Path) -> int:
    """The least that any import must do: have every cell in hand."""
    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    cells = sum(len(row) for row in book.worksheets[0].iter_rows(values_only=True))
    book.close()
    return cells
