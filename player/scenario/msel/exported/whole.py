"""Reading an exported sheet back, from its rows to its script."""

from __future__ import annotations

from player.scenario.msel.exported.columns import Layout
from player.scenario.msel.exported.read import read_sheet
from player.scenario.msel.exported.script import script_of
from player.scenario.msel.exported.settle import settle
from player.scenario.msel.mapping import Mapping
from player.scenario.msel.results import ImportResult, PhaseResult
from player.scenario.msel.tables import Table


def read_back(
    table: Table, layout: Layout, mapping: Mapping, document: str, starts_ms: int | None = None
) -> ImportResult:
    """What comes of a sheet that Gladi exported: the same injects, as far as they were not changed in it.

    Args:
        document: the file it lies in.
        starts_ms: the story's clock at StartEx; None: as the sheet says.
    """
    found = read_sheet(table, layout)
    if starts_ms is not None:
        found.starts_ms = starts_ms
    settle(found)
    if not found.phases:
        return ImportResult("", "", table.name, mapping, "", False, (), tuple(found.rows), table.blank_rows, ())
    script = script_of(found, document)
    phases = tuple(
        PhaseResult(
            phase.id,
            str(phase.title),
            phase.planned_ms,
            len(phase.injects),
            tuple(found.row_of[inject.id] for inject in phase.injects),
        )
        for phase in found.phases
    )
    return ImportResult(
        script.text,
        script.id,
        table.name,
        mapping,
        script.starts,
        script.starts_known,
        phases,
        tuple(found.rows),
        table.blank_rows,
        script.assumptions,
    )
