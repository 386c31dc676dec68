"""A script's master scenario events list (MSEL) as a text file with columns."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import IO

from player.export.inert import inert
from player.export.msel import Cell, Msel, msel_of
from player.export.notes import fields_left_out
from player.i18n import N_, Message, current_language
from player.model.scenario import LoadedScenario
from player.model.times import HOUR_MS, MINUTE_MS, SECOND_MS, story_clock_text
from player.scenario.msel.exported.columns import Part

NAME = "msel-csv"
TITLE = N_("list of injects (MSEL) as plain text with columns")
SUFFIX = ".csv"

SEPARATORS = {"id": ";", "en": ","}
"""What stands between columns where spreadsheet programs speak this language."""


def write(loaded: LoadedScenario, target: IO[bytes]) -> tuple[Message, ...]:
    """Write the list, in UTF-8 with a byte order mark, without which Excel takes it for another encoding."""
    msel = msel_of(loaded.scenario)
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=SEPARATORS[current_language()], lineterminator="\r\n")
    writer.writerows(_records(msel))
    target.write(text.getvalue().encode("utf-8-sig"))
    return fields_left_out(msel)


def _records(msel: Msel) -> Iterator[list[str | int]]:
    width = len(msel.headers)
    for line in msel.above:
        yield [inert(line.get(column, "")) for column in range(width)]
    yield [inert(name) for name in msel.headers]
    columns = tuple(msel.parts)
    clock, spans = columns.index(Part.CLOCK), (columns.index(Part.FROM_START), columns.index(Part.IN_PHASE))
    for row in msel.rows:
        cells = [cell if isinstance(cell, int) else inert(cell) for cell in row.cells]
        cells[clock] = _time(row.cells[clock], span=False)
        for column in spans:
            cells[column] = _time(row.cells[column], span=True)
        yield cells


def _time(cell: Cell, *, span: bool) -> str:
    """A time with seconds; a span always with hours, so that no program takes its minutes for hours."""
    if isinstance(cell, str):
        return cell
    if not span:
        return story_clock_text(cell)
    return f"{cell // HOUR_MS}:{cell // MINUTE_MS % 60:02}:{cell // SECOND_MS % 60:02}"
