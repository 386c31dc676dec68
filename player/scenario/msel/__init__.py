"""Master scenario events lists in spreadsheets: from a planner's sheet to a script that passes ``check``.

Pure steps, each of which a dialog can show: `read_tables` reads a file into tables of plain values, `best_table`
chooses the sheet, `propose` says what its columns seem to mean (`Mapping.changed` and `remap` change that), and
`build` makes the script and says of every row what became of it. Only reading a workbook imports openpyxl.
`prove` reads the script as ``check`` does, `save` writes it.
"""

from player.scenario.msel.build import Options, build
from player.scenario.msel.fields import ABOUT, Field
from player.scenario.msel.mapping import Column, Mapping, Origin, best_table, propose, remap
from player.scenario.msel.results import ImportResult, PhaseResult, Reason, RowResult, RowStatus
from player.scenario.msel.save import AlreadyThere, prove, save
from player.scenario.msel.tables import Row, SheetProblem, Table, Workbook, read_tables
from player.scenario.msel.timeline import Start, parse_start

__all__ = [
    "ABOUT",
    "AlreadyThere",
    "Column",
    "Field",
    "ImportResult",
    "Mapping",
    "Options",
    "Origin",
    "PhaseResult",
    "Reason",
    "Row",
    "RowResult",
    "RowStatus",
    "SheetProblem",
    "Start",
    "Table",
    "Workbook",
    "best_table",
    "build",
    "parse_start",
    "propose",
    "prove",
    "read_tables",
    "remap",
    "save",
]
