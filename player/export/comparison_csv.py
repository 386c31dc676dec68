"""A comparison as plain text with columns: both tables, one under the other."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import IO

from player.export.comparison_tables import Cell, Length, contest_records, heads, measure_records
from player.export.inert import inert
from player.i18n import N_, Message, _, current_language
from player.model.times import HOUR_MS, MINUTE_MS, SECOND_MS
from player.review.comparing import Comparison
from player.review.comparing_wording import notices

NAME = "csv"
TITLE = N_("both tables as plain text with columns")
SUFFIX = ".csv"

SEPARATORS = {"id": ";", "en": ","}
"""What stands between columns where spreadsheet programs speak this language."""


def write(comparison: Comparison, target: IO[bytes]) -> tuple[Message, ...]:
    """Write both tables with all their rows, in UTF-8 with a byte order mark; times with hours, numbers as numbers."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=SEPARATORS[current_language()], lineterminator="\r\n")
    writer.writerows([_plain(cell) for cell in row] for row in _records(comparison))
    target.write(text.getvalue().encode("utf-8-sig"))
    return ()


def _records(comparison: Comparison) -> Iterator[list[Cell]]:
    yield [str(comparison.subjects[0].scenario.title)]
    yield [_("EXERCISE"), _("training index, not a prediction"), _("findings, no verdicts")]
    for notice in notices(comparison):
        yield [notice]
    for records in (measure_records, contest_records):
        yield []
        yield [*heads(comparison)]
        yield from records(comparison)


def _plain(cell: Cell) -> str | int:
    if isinstance(cell, Length):
        return inert(length_text(cell.ms))
    if isinstance(cell, int):
        return cell
    return inert(cell or "")


def length_text(ms: int) -> str:
    """A time with its hours, and a sign where it is less than nothing."""
    sign, size = ("-" if ms < 0 else ""), abs(ms)
    return f"{sign}{size // HOUR_MS}:{size // MINUTE_MS % 60:02}:{size // SECOND_MS % 60:02}"
