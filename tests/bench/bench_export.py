"""Exporting a script of 10,000 injects as a workbook, and XlsxWriter writing the same cells without a thought."""

from __future__ import annotations

import io

from xlsxwriter import Workbook

from player.export import msel_xlsx
from player.export.msel import Msel, msel_of
from player.export.msel_tables import SideTable, side_tables
from player.scenario import read_scenario
from tests.bench.measure import Goal, Result, cpu_milliseconds, in_turn
from tests.helpers.big_scenario import big_scenario

NAME = "export 10,000 injects / XlsxWriter writing the cells"
GOAL = Goal(ratio=3.0, figure=10_000)
ROUNDS = 3


def run() -> Result:
    """Write the same cells both ways in turn."""
    loaded = read_scenario(big_scenario(), "big.yaml")
    scenario = loaded.scenario
    msel, sides = msel_of(scenario), side_tables(scenario)
    measured, floor = in_turn(
        lambda: cpu_milliseconds(lambda: msel_xlsx.write(loaded, io.BytesIO())),
        lambda: cpu_milliseconds(lambda: write_cells(msel, sides)),
        ROUNDS,
    )
    cells = sum(1 for row in msel.rows for cell in row.cells if cell != "")
    return Result(measured, floor, note=f"best of {ROUNDS}, processor time; {cells:,} cells that hold something")


def write_cells(msel: Msel, sides: tuple[SideTable, ...]) -> None:
    """The least that any such export must do: hand every cell to XlsxWriter and have it packed."""
    book = Workbook(io.BytesIO(), {"in_memory": True})
    for rows in ([row.cells for row in msel.rows], *(table.rows for table in sides)):
        page = book.add_worksheet()
        for number, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                if isinstance(cell, int):
                    page.write_number(number, column, cell)
                elif cell:
                    page.write_string(number, column, cell)
    book.close()
