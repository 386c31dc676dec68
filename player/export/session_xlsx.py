"""A session as an Excel workbook: what it is, then every table on a sheet of its own.

It is written row by row through files on the disk, so that a day of exercise takes no more memory than an hour.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice
from typing import IO, TYPE_CHECKING

from player.export.cells import CLOCK, DECIMAL, MOMENT, SPAN
from player.export.inert import looks_like_formula
from player.export.msel import line
from player.export.notes import cells_cut
from player.export.session_options import SessionOptions
from player.export.session_source import SessionSource
from player.export.session_summary import summary_rows
from player.export.session_tables import TABLES
from player.export.table import Column, Table, Value, yes_no
from player.export.workbook import CREATED, INK, MOST_ROWS, RED, Pages, row_height, workbook
from player.i18n import N_, Message, _
from player.model.times import DAY_MS

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

NAME = "xlsx"
TITLE = N_("the whole session as an Excel workbook, one sheet a table")
SUFFIX = ".xlsx"

_UNIX_DAY = 25_569
"""1970-01-01 as Excel counts days."""

_LAST_DAY = 2_958_466
"""The first day Excel cannot show, in the year 10000."""

_PLAIN = "row"
_HEIGHTS_UP_TO = 20_000
"""Rows for which heights are set; beyond, nobody turns pages, and a program opens the file faster without."""


def write(source: SessionSource, target: IO[bytes], options: SessionOptions) -> tuple[Message, ...]:
    """Write the workbook; the same bytes for the same session in the same language."""
    title = line(source.scenario.title)
    with workbook(target, constant_memory=True) as book:
        about = _("Made with Gladi from {file}").format(file=source.saved.loaded.name)
        book.set_properties({"title": title[:255], "comments": about, "created": CREATED})
        pages = Pages(book, title, _("training index, not a prediction"))
        _write_summary(pages, source)
        left_out = [table for table in TABLES if not _write_table(pages, table, source, options.step_ms)]
    return (*source.notes(), *cells_cut(pages.cut), *(_too_many(table) for table in left_out))


def _write_summary(pages: Pages, source: SessionSource) -> None:
    page = pages.page(_("Session"))
    page.set_column(0, 0, 30)
    page.set_column(1, 1, 90)
    page.write_string(
        0, 0, line(source.scenario.title), pages.book.add_format({"bold": True, "font_size": 16, "font_color": INK})
    )
    page.write_string(1, 0, "LATIHAN", pages.book.add_format({"bold": True, "font_size": 14, "font_color": RED}))
    pages.write_header(page, 2, [_("What"), _("Value")])
    rows = [*summary_rows(source)]
    widths = [30, 90]
    for number, (name, value) in enumerate(rows, 3):
        page.set_row(number, row_height([name, value], widths))
        pages.write_text(page, number, 0, name, _PLAIN, 0)
        if isinstance(value, int):
            page.write_number(number, 1, value, pages.style(_PLAIN, 0))
        else:
            pages.write_text(page, number, 1, value, _PLAIN, 0)
    pages.finish(page, 2, len(rows), 2, 0)


def _write_table(pages: Pages, table: Table, source: SessionSource, step_ms: int) -> bool:
    """Write a table on a sheet of its own; gives whether all of it found room."""
    page = pages.page(_(table.title))
    columns = table.columns
    for place, column in enumerate(columns):
        page.set_column(place, place, column.width)
    widths = [column.width for column in columns]
    pages.write_header(page, 0, [line(_(column.header)) for column in columns], widths)
    writers = [[_writer(pages, page, place, columns[place], band) for place in range(len(columns))] for band in (0, 1)]
    rows, number = iter(table.rows(source, step_ms)), 0
    for number, row in enumerate(islice(rows, MOST_ROWS - 1), 1):
        if number <= _HEIGHTS_UP_TO:
            page.set_row(number, row_height(row[: table.printed], widths[: table.printed]))
        for write_cell, value in zip(writers[number % 2], row, strict=True):
            write_cell(number, value)
    pages.finish(page, 0, number, len(columns), table.frozen)
    if table.printed is not None:
        page.print_area(0, 0, number, table.printed - 1)
    return next(rows, None) is None


def _writer(pages: Pages, page: Worksheet, place: int, column: Column, band: int) -> Callable[[int, Value], object]:
    """What writes the values of a column: numbers as numbers, times as times, texts as nothing else."""
    plain, quoted = pages.style(_PLAIN, band), pages.style(_PLAIN, band, quoted=True)
    number, decimal = pages.style(_PLAIN, band, holds=column.holds), pages.style(_PLAIN, band, holds=DECIMAL)
    days = column.holds in {SPAN, CLOCK, MOMENT}
    first_day = _UNIX_DAY if column.holds == MOMENT else 0

    def write_cell(row: int, value: Value) -> object:
        if value is None or value == "" or value is False:  # a column of noes hides the one yes
            return page.write_blank(row, place, None, plain)
        if isinstance(value, str):
            style = quoted if looks_like_formula(value) else plain
            return page.write_string(row, place, pages.fitting(value, row, place), style)
        if isinstance(value, bool):
            return page.write_string(row, place, yes_no(value=True), plain)
        if days:
            in_days = first_day + value / DAY_MS
            if 0 <= in_days < _LAST_DAY:
                return page.write_number(row, place, in_days, number)
            return page.write_number(row, place, value, plain)
        return page.write_number(row, place, value, decimal if isinstance(value, float) else number)

    return write_cell


def _too_many(table: Table) -> Message:
    text = N_("A sheet of Excel holds {limit} rows; what comes after them is left out of “{sheet}”.")
    return Message(text, {"limit": MOST_ROWS, "sheet": Message(table.title)})
