"""Sheets for tests: made of rows in memory, or the real ones in ``sheets/``."""

from __future__ import annotations

from collections.abc import Mapping as ReadOnly
from collections.abc import Sequence
from pathlib import Path

from player.i18n import Message
from player.model.course import Inject
from player.model.scenario import Scenario
from player.scenario import read_scenario
from player.scenario.msel import ImportResult, Options, Row, Table, build, parse_start, propose, remap
from player.scenario.msel.cells import Value, is_blank
from player.scenario.msel.tables import Span

SHEETS = Path(__file__).resolve().parent / "sheets"
REAL = ("blueprint-newcode.xlsx", "openaev-test_file_1.xlsx", "openaev-test_file_5.xlsx")

HEADER = ("No", "Waktu", "Fase", "Judul", "Uraian", "Dari", "Kepada", "Sarana", "Tindakan yang diharapkan")
"""The header of an ordinary Indonesian sheet."""


def sheet(
    *rows: Sequence[Value],
    name: str = "MSEL",
    spans: Sequence[Span] = (),
    faults: ReadOnly[tuple[int, int], Message] | None = None,
    hidden: bool = False,
) -> Table:
    """A sheet of these rows from row 1 on; an empty row is a blank one."""
    held = []
    for number, cells in enumerate(rows, 1):
        values = [None if is_blank(value) else value for value in cells]
        while values and values[-1] is None:
            values.pop()
        if values:
            held.append(Row(number, tuple(values)))
    return Table(name, tuple(held), hidden=hidden, faults=faults or {}, spans=tuple(spans))


def imported(
    table: Table, *maps: str, start: str | None = None, header: int | None = -1, document: str = "latihan.xlsx"
) -> ImportResult:
    """What comes of a sheet, its columns as proposed but for what is given."""
    mapping = remap(propose(table, header), maps)
    return build(table, mapping, Options(document, None if start is None else parse_start(start)))


def scenario_of(result: ImportResult) -> Scenario:
    """The scenario that the script of an import is."""
    return read_scenario(result.scenario_yaml, "imported.yaml").scenario


def injects_of(result: ImportResult) -> list[Inject]:
    """The injects of that scenario, in order."""
    return list(scenario_of(result).inject_by_id.values())


def times_of(result: ImportResult) -> dict[str, list[int | None]]:
    """When each inject of each phase is planned, in seconds from the beginning of the phase."""
    return {
        str(phase.title): [None if one.at_ms is None else one.at_ms // 1000 for one in phase.injects]
        for phase in scenario_of(result).phases
    }


def reasons_of(result: ImportResult) -> dict[int, list[str]]:
    """The codes of the reasons of each row that has any."""
    return {row.number: [reason.code for reason in row.reasons] for row in result.rows if row.reasons}
