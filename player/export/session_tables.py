"""The tables that an exported session is made of, whatever the format of the file.

To add one: a module with its columns and rows, and its line in `TABLES`.
"""

from __future__ import annotations

from player.export.table import Table
from player.export.table_course import EXPECTED, INJECTS, ORDERS, PHASES
from player.export.table_events import EVENTS
from player.export.table_measures import FIGURES, MEASURES
from player.export.table_review import ASSESSMENT, FINDINGS
from player.export.table_trace import TRACE

TABLES: tuple[Table, ...] = (EVENTS, PHASES, INJECTS, EXPECTED, ORDERS, FINDINGS, MEASURES, ASSESSMENT, TRACE, FIGURES)
"""Every table, in the order of the sheets of a workbook."""

TABLE_BY_NAME = {table.name: table for table in TABLES}
