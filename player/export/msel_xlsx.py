"""A script's master scenario events list (MSEL) as an Excel workbook that a planner hands out."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

from player.export.cells import CLOCK, SPAN, TEXT
from player.export.inert import is_number
from player.export.msel import Cell, Msel, line, msel_of
from player.export.msel_tables import SideTable, side_tables
from player.export.notes import cells_cut, fields_left_out
from player.export.workbook import CREATED, INK, LINE_HEIGHT, RED, Pages, row_height, workbook
from player.i18n import N_, Message, _
from player.model.scenario import LoadedScenario
from player.model.times import DAY_MS
from player.scenario.msel.exported.columns import Part

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

NAME = "msel-xlsx"
TITLE = N_("list of injects (MSEL) as an Excel workbook")
SUFFIX = ".xlsx"

_FROZEN_COLUMNS = 3

_WIDTHS = {
    Part.NUMBER: 5,
    Part.PHASE: 15,
    Part.CLOCK: 9,
    Part.FROM_START: 9,
    Part.IN_PHASE: 8,
    Part.ID: 16,
    Part.DUE: 20,
    Part.TITLE: 22,
    Part.TEXT: 48,
    Part.SENDER: 16,
    Part.RECEIVER: 16,
    Part.CHANNEL: 14,
    Part.CONTROLLER: 14,
    Part.EXPECT: 36,
    Part.OBJECTIVE: 30,
    Part.CONTINGENCY: 15,
    Part.NOTE: 26,
    Part.KIND: 11,
    Part.DETAILS: 50,
    Part.EFFECTS: 26,
    Part.ATTACHMENTS: 24,
    Part.SOURCE: 22,
}
"""Characters each column is wide."""

_FIELD_WIDTH = 20
_LAST_PRINTED = Part.NOTE
"""The last column on paper, with the fields; what stands right of it is for the screen."""

_HOLDS = {Part.CLOCK: CLOCK, Part.FROM_START: SPAN, Part.IN_PHASE: SPAN}


def write(loaded: LoadedScenario, target: IO[bytes]) -> tuple[Message, ...]:
    """Write the list as the first sheet, and what belongs to it as further ones."""
    msel = msel_of(loaded.scenario)
    with workbook(target, in_memory=True) as book:
        about = _("Made with Gladi from {file}").format(file=loaded.name)
        book.set_properties({"title": msel.title[:255], "comments": about, "created": CREATED})
        pages = Pages(book, msel.title)
        _write_msel(pages, msel)
        for table in side_tables(loaded.scenario):
            _write_side(pages, table)
    return (*fields_left_out(msel), *cells_cut(pages.cut))


def _write_msel(pages: Pages, msel: Msel) -> None:
    page = pages.page("MSEL")
    widths = [*(_WIDTHS[part] for part in msel.parts), *(_FIELD_WIDTH for _name in msel.fields)]
    for column, width in enumerate(widths):
        page.set_column(column, column, width)
    _write_above(pages, page, msel)
    header = len(msel.above)
    pages.write_header(page, header, msel.headers)
    holds = [*(_HOLDS.get(part, TEXT) for part in msel.parts), *(TEXT for _name in msel.fields)]
    first_field = len(msel.parts)
    for number, row in enumerate(msel.rows, header + 1):
        look = "phase" if row.is_phase else "inject"
        page.set_row(number, row_height(row.cells, widths))
        for column, cell in enumerate(row.cells):
            as_number = column >= first_field
            _write(pages, page, (number, column), cell, holds[column], look, row.phase, as_number=as_number)
    pages.finish(page, header, len(msel.rows), len(msel.headers), _FROZEN_COLUMNS)
    page.print_area(0, 0, header + len(msel.rows), msel.parts.index(_LAST_PRINTED))


def _write_side(pages: Pages, table: SideTable) -> None:
    page = pages.page(table.title)
    for place, column in enumerate(table.columns):
        page.set_column(place, place, column.width)
    headers = [line(_(column.header)) for column in table.columns]
    widths = [column.width for column in table.columns]
    pages.write_header(page, 0, headers)
    for number, row in enumerate(table.rows, 1):
        page.set_row(number, row_height(row, widths))
        look = "phase" if number - 1 in table.headings else "inject"
        for place, cell in enumerate(row):
            _write(pages, page, (number, place), cell, table.columns[place].holds, look, 0)
    pages.finish(page, 0, len(table.rows), len(headers), 1)


def _write_above(pages: Pages, page: Worksheet, msel: Msel) -> None:
    styles = (
        {"bold": True, "font_size": 16, "font_color": INK},
        {"bold": True, "font_size": 12, "font_color": RED},
    )
    label = pages.book.add_format({"bold": True, "font_color": INK, "valign": "top"})
    value = pages.book.add_format({"font_color": INK, "valign": "top"})
    lines = pages.book.add_format({"font_color": INK, "valign": "top", "text_wrap": True})
    for row, cells in enumerate(msel.above):
        height = max((text.count("\n") + 1 for text in cells.values()), default=1)
        if row < len(styles):
            page.set_row(row, 24 - 6 * row)
        elif height > 1:
            page.set_row(row, min(LINE_HEIGHT * height, 90))
        for place, (column, text) in enumerate(cells.items()):
            if row < len(styles):
                style = pages.book.add_format(styles[row])
            else:
                style = label if place % 2 == 0 else lines if "\n" in text else value
            page.write_string(row, column, pages.fitting(text, row, column), style)


def _write(
    pages: Pages,
    page: Worksheet,
    at: tuple[int, int],
    cell: Cell,
    holds: str,
    look: str,
    phase: int,
    *,
    as_number: bool = False,
) -> None:
    band = phase % 2
    if isinstance(cell, int):
        page.write_number(*at, cell if holds is TEXT else cell / DAY_MS, pages.style(look, band, holds=holds))
    elif not cell:
        page.write_blank(*at, None, pages.style(look, band))
    elif as_number and is_number(cell):
        page.write_number(*at, float(cell), pages.style(look, band))
    else:
        pages.write_text(page, *at, cell, look, band)
