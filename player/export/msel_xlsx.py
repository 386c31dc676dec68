"""A script's master scenario events list (MSEL) as an Excel workbook that a planner hands out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import IO, TYPE_CHECKING, Any

from player.export.inert import LONGEST_CELL, is_number, looks_like_formula, utf16_length
from player.export.msel import Cell, Msel, line, msel_of
from player.export.msel_tables import CLOCK, SPAN, TEXT, SideTable, side_tables
from player.export.notes import cells_cut, fields_left_out
from player.i18n import N_, Message, _
from player.model.scenario import LoadedScenario
from player.model.times import DAY_MS
from player.scenario.msel.cells import cell_name
from player.scenario.msel.exported.columns import Part

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

NAME = "msel-xlsx"
TITLE = N_("list of injects (MSEL) as an Excel workbook")
SUFFIX = ".xlsx"

_A3 = 8
_LONGEST_SHEET_NAME = 31
_NOT_IN_SHEET_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
_FROZEN_COLUMNS = 3
_LINE_HEIGHT = 13.5
_TALLEST_ROW = 409.0
_FONT_SIZE = 10

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
_NUMBER_FORMATS = {SPAN: "[h]:mm:ss", CLOCK: "hh:mm:ss", TEXT: ""}

_INK, _PAPER, _RED = "#102A43", "#FFFFFF", "#B00020"
_HEAD_FILL, _PHASE_FILL, _BANDS, _RULE = "#243B53", "#D9E2EC", ("#FFFFFF", "#F3F6F9"), "#BCCCDC"
_CREATED = datetime(1980, 1, 1)  # noqa: DTZ001  the same script gives the same bytes; a workbook knows no zones


def write(loaded: LoadedScenario, target: IO[bytes]) -> tuple[Message, ...]:
    """Write the list as the first sheet, and what belongs to it as further ones."""
    from xlsxwriter import Workbook

    msel = msel_of(loaded.scenario)
    book = Workbook(target, {"in_memory": True})
    about = _("Made with Gladi from {file}").format(file=loaded.name)
    book.set_properties({"title": msel.title[:255], "comments": about, "created": _CREATED})
    pages = _Pages(book, msel.title)
    pages.write_msel(msel)
    for table in side_tables(loaded.scenario):
        pages.write_side(table)
    book.close()
    return (*fields_left_out(msel), *cells_cut(pages.cut))


class _Pages:
    """The sheets of one workbook.

    Attributes:
        cut: the cells whose text was too long for one.
    """

    def __init__(self, book: Workbook, title: str) -> None:
        self._book = book
        self._title = title
        self._formats: dict[tuple[str, int, bool, str], Format] = {}
        self._names: set[str] = set()
        self.cut: list[str] = []

    def write_msel(self, msel: Msel) -> None:
        page = self._page("MSEL")
        widths = [*(_WIDTHS[part] for part in msel.parts), *(_FIELD_WIDTH for _name in msel.fields)]
        for column, width in enumerate(widths):
            page.set_column(column, column, width)
        self._write_above(page, msel)
        header = len(msel.above)
        self._write_header(page, header, msel.headers)
        holds = [*(_HOLDS.get(part, TEXT) for part in msel.parts), *(TEXT for _name in msel.fields)]
        first_field = len(msel.parts)
        for number, row in enumerate(msel.rows, header + 1):
            look = "phase" if row.is_phase else "inject"
            page.set_row(number, row_height(row.cells, widths))
            for column, cell in enumerate(row.cells):
                self._write(page, number, column, cell, holds[column], look, row.phase, as_number=column >= first_field)
        self._finish(page, header, len(msel.rows), msel.headers, _FROZEN_COLUMNS)
        page.print_area(0, 0, header + len(msel.rows), msel.parts.index(_LAST_PRINTED))

    def write_side(self, table: SideTable) -> None:
        page = self._page(table.title)
        for place, column in enumerate(table.columns):
            page.set_column(place, place, column.width)
        headers = [line(_(column.header)) for column in table.columns]
        widths = [column.width for column in table.columns]
        self._write_header(page, 0, headers)
        for number, row in enumerate(table.rows, 1):
            page.set_row(number, row_height(row, widths))
            look = "phase" if number - 1 in table.headings else "inject"
            for place, cell in enumerate(row):
                self._write(page, number, place, cell, table.columns[place].holds, look, 0)
        self._finish(page, 0, len(table.rows), headers, 1)

    def _page(self, name: str) -> Worksheet:
        name = sheet_name(name, self._names)
        self._names.add(name.casefold())
        return self._book.add_worksheet(name)

    def _write_above(self, page: Worksheet, msel: Msel) -> None:
        styles = (
            {"bold": True, "font_size": 16, "font_color": _INK},
            {"bold": True, "font_size": 12, "font_color": _RED},
        )
        label = self._book.add_format({"bold": True, "font_color": _INK, "valign": "top"})
        value = self._book.add_format({"font_color": _INK, "valign": "top"})
        lines = self._book.add_format({"font_color": _INK, "valign": "top", "text_wrap": True})
        for row, cells in enumerate(msel.above):
            height = max((text.count("\n") + 1 for text in cells.values()), default=1)
            if row < len(styles):
                page.set_row(row, 24 - 6 * row)
            elif height > 1:
                page.set_row(row, min(_LINE_HEIGHT * height, 90))
            for place, (column, text) in enumerate(cells.items()):
                if row < len(styles):
                    style = self._book.add_format(styles[row])
                else:
                    style = label if place % 2 == 0 else lines if "\n" in text else value
                page.write_string(row, column, self._fitting(text, row, column), style)

    def _write_header(self, page: Worksheet, row: int, headers: Sequence[str]) -> None:
        style = self._book.add_format(
            {
                "bold": True,
                "font_size": _FONT_SIZE,
                "font_color": _PAPER,
                "bg_color": _HEAD_FILL,
                "text_wrap": True,
                "valign": "vcenter",
                "border": 1,
                "border_color": _RULE,
            }
        )
        page.set_row(row, 3 * _LINE_HEIGHT + 2)
        for column, name in enumerate(headers):
            page.write_string(row, column, name, style)

    def _finish(self, page: Worksheet, header: int, rows: int, headers: Sequence[str], frozen: int) -> None:
        """Everything about a sheet that is not its cells."""
        page.freeze_panes(header + 1, frozen)
        page.autofilter(header, 0, header + max(rows, 1), len(headers) - 1)
        page.repeat_rows(header)
        page.set_landscape()
        page.set_paper(_A3)
        page.fit_to_pages(1, 0)
        page.set_margins(left=0.4, right=0.4, top=0.75, bottom=0.6)
        title = self._title if len(self._title) <= 80 else f"{self._title[:79]}…"
        page.set_header(f'&L{line(title).replace("&", "&&")}&C&"Calibri,Bold"&14&K{_RED[1:]}LATIHAN&R&A')
        pages = _("page {number} of {count}").replace("&", "&&").format(number="&P", count="&N")
        page.set_footer(f'&LGladi&C&"Calibri,Bold"&14&K{_RED[1:]}LATIHAN&R{pages}')

    def _write(
        self,
        page: Worksheet,
        row: int,
        column: int,
        cell: Cell,
        holds: str,
        look: str,
        phase: int,
        *,
        as_number: bool = False,
    ) -> None:
        band = phase % 2
        if isinstance(cell, int):
            style = self._style(look, band, quoted=False, holds=holds)
            page.write_number(row, column, cell if holds is TEXT else cell / DAY_MS, style)
        elif not cell:
            page.write_blank(row, column, None, self._style(look, band, quoted=False, holds=TEXT))
        elif as_number and is_number(cell):
            page.write_number(row, column, float(cell), self._style(look, band, quoted=False, holds=TEXT))
        else:
            style = self._style(look, band, quoted=looks_like_formula(cell), holds=TEXT)
            page.write_string(row, column, self._fitting(cell, row, column), style)

    def _style(self, look: str, band: int, *, quoted: bool, holds: str) -> Format:
        key = (look, band, quoted, holds)
        style = self._formats.get(key)
        if style is None:
            wanted: dict[str, Any] = {
                "valign": "top",
                "text_wrap": True,
                "font_size": _FONT_SIZE,
                "font_color": _INK,
                "bottom": 1,
                "bottom_color": _RULE,
                "bg_color": _PHASE_FILL if look == "phase" else _BANDS[band],
                "num_format": _NUMBER_FORMATS[holds],
                "align": "left" if holds == TEXT else "center",
                "bold": look == "phase",
                "quote_prefix": quoted,
            }
            style = self._book.add_format({name: value for name, value in wanted.items() if value != ""})
            self._formats[key] = style
        return style

    def _fitting(self, text: str, row: int, column: int) -> str:
        """The text as far as a cell takes it, which is said where it ends and of the whole export."""
        if len(text) * 2 <= LONGEST_CELL or utf16_length(text) <= LONGEST_CELL:
            return text
        self.cut.append(f"{self._book.worksheets()[-1].get_name()}!{cell_name(row + 1, column)}")
        ending = f"\n{_('[cut: too long for a cell]')}"
        data = text.encode("utf-16-le")[: 2 * (LONGEST_CELL - utf16_length(ending))]
        return data.decode("utf-16-le", "ignore") + ending


def row_height(cells: Sequence[Cell], widths: Sequence[int]) -> float:
    """The height in points at which every text of a row is seen, as far as Excel lets a row be that tall.

    Args:
        widths: of the columns, in characters.
    """
    lines = 1
    for cell, width in zip(cells, widths, strict=True):
        if isinstance(cell, str) and (len(cell) > width or "\n" in cell):
            lines = max(lines, sum(1 + len(part) * 5 // (width * 6) for part in cell.split("\n")))
    return min(_LINE_HEIGHT * lines + 3, _TALLEST_ROW)


def sheet_name(wanted: str, taken: set[str]) -> str:
    """A name Excel allows for a sheet, and that none of the others has.

    Args:
        taken: the names of the others in small letters.
    """
    name = " ".join(wanted.translate(_NOT_IN_SHEET_NAMES).split()).strip("'")[:_LONGEST_SHEET_NAME].strip() or "-"
    number, unique = 2, name
    while unique.casefold() in taken:
        end = f" {number}"
        unique, number = name[: _LONGEST_SHEET_NAME - len(end)] + end, number + 1
    return unique
