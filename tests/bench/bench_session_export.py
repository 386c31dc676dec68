"""Exporting a session of 100,000 events as a workbook, and XlsxWriter writing the same cells without a thought."""

from __future__ import annotations

import resource
import tempfile
from collections.abc import Sequence
from pathlib import Path

from xlsxwriter import Workbook

from player.export import session_csv, session_jsonl, session_xlsx
from player.export.session_options import DEFAULTS
from player.export.session_source import SessionSource, session_source
from player.export.session_tables import TABLES
from player.export.table import Value
from tests.bench.measure import Goal, Result, cpu_milliseconds
from tests.helpers.long_file import save_long_session

NAME = "export 100,000 events as a workbook / XlsxWriter writing the cells"
GOAL = Goal(ratio=2.0, figure=120_000)


def run() -> Result:
    """Write the same cells both ways, once each: it takes long enough to be steady."""
    with tempfile.TemporaryDirectory(prefix="gladi-bench-") as folder:
        path = Path(folder) / "long.gladi"
        save_long_session(path)
        source = session_source(path)
        _ = source.measures, source.findings
        before_mb = most_memory_mb()
        lines = cpu_milliseconds(lambda: to_file(session_jsonl, source, path.with_suffix(".jsonl")))
        plain = cpu_milliseconds(lambda: to_file(session_csv, source, path.with_suffix(".csv")))
        measured = cpu_milliseconds(lambda: to_file(session_xlsx, source, path.with_suffix(".xlsx")))
        grown_mb = most_memory_mb() - before_mb
        size_mb = path.with_suffix(".xlsx").stat().st_size / 1e6
        rows = [[*table.rows(source, DEFAULTS.step_ms)] for table in TABLES]
        floor = cpu_milliseconds(lambda: write_cells(rows, path.with_name("floor.xlsx")))
    cells = sum(len(row) for table in rows for row in table)
    note = (
        f"processor time, once; {cells:,} cells, {size_mb:.0f} MB; memory grew by {grown_mb:.0f} MB meanwhile; "
        f"the same events as CSV {plain:.0f} ms, as JSON lines {lines:.0f} ms"
    )
    return Result(measured, floor, note=note)


def to_file(exporter: object, source: SessionSource, path: Path) -> None:
    """Export to a file on the disk."""
    with path.open("wb") as target:
        exporter.write(source, target, DEFAULTS)  # type: ignore[attr-defined]


def most_memory_mb() -> float:
    """The most memory this process has had so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def write_cells(tables: Sequence[Sequence[Sequence[Value]]], path: Path) -> None:
    """The least that any such export must do: hand every cell to XlsxWriter and have it packed."""
    book = Workbook(path, {"constant_memory": True})
    for rows in tables:
        page = book.add_worksheet()
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                if isinstance(cell, str):
                    page.write_string(number, column, cell)
                elif cell is not None:
                    page.write_number(number, column, cell)
    book.close()
