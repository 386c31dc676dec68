"""What the sheets of every Excel workbook of Gladi have in common: their look, what fits in them, what is printed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from io import BytesIO
from tempfile import TemporaryDirectory
from typing import IO, TYPE_CHECKING, Any

from player.export.cells import NUMBER_FORMATS, NUMBERS, TEXT
from player.export.inert import LONGEST_CELL, looks_like_formula, utf16_length, writable
from player.i18n import _
from player.scenario.msel.cells import cell_name

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

INK, PAPER, RED = "#102A43", "#FFFFFF", "#B00020"
HEAD_FILL, PHASE_FILL, BANDS, RULE = "#243B53", "#D9E2EC", ("#FFFFFF", "#F3F6F9"), "#BCCCDC"
CREATED = datetime(1980, 1, 1)  # noqa: DTZ001  the same content gives the same bytes; a workbook knows no zones
LINE_HEIGHT = 13.5
MOST_ROWS = 1_048_576
"""Rows a sheet of Excel has at most."""

_A3 = 8
_LONGEST_SHEET_NAME = 31
_NOT_IN_SHEET_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
_TALLEST_ROW = 409.0
_FONT_SIZE = 10


@contextmanager
def workbook(target: IO[bytes], **options: bool) -> Iterator[Workbook]:
    """A workbook that comes into a file when it is whole: what packs it is never left with a file that is closed.

    Args:
        options: how XlsxWriter makes it.
    """
    from xlsxwriter import Workbook

    made = BytesIO()
    with TemporaryDirectory(prefix="gladi-") as folder:
        book = Workbook(made, {**options, "tmpdir": folder})
        yield book
        book.close()
    target.write(made.getbuffer())


class Pages:
    """The sheets of one workbook.

    Args:
        title: what stands at the head of every printed page.
        about: what stands at its foot, beside the name of Gladi.

    Attributes:
        cut: the cells whose text was too long for one.
    """

    def __init__(self, book: Workbook, title: str, about: str = "") -> None:
        self.book = book
        self._title = title if len(title) <= 80 else f"{title[:79]}…"
        self._about = f"Gladi · {about}" if about else "Gladi"
        self._formats: dict[tuple[str, int, bool, str], Format] = {}
        self._header: Format | None = None
        self._names: set[str] = set()
        self.cut: list[str] = []

    def page(self, name: str) -> Worksheet:
        """A new sheet, by this name or one like it."""
        name = sheet_name(name, self._names)
        self._names.add(name.casefold())
        return self.book.add_worksheet(name)

    def write_header(self, page: Worksheet, row: int, headers: Sequence[str], widths: Sequence[int] = ()) -> None:
        """Write the row that names the columns.

        Args:
            widths: of the columns, where the row is to be as tall as their names.
        """
        if self._header is None:
            self._header = self.book.add_format(
                {
                    "bold": True,
                    "font_size": _FONT_SIZE,
                    "font_color": PAPER,
                    "bg_color": HEAD_FILL,
                    "text_wrap": True,
                    "valign": "vcenter",
                    "border": 1,
                    "border_color": RULE,
                }
            )
        tall = row_height(headers, [max(1, width - 3) for width in widths]) if widths else 0.0  # bold, beside a button
        page.set_row(row, max(3 * LINE_HEIGHT + 2, tall))
        for column, name in enumerate(headers):
            page.write_string(row, column, name, self._header)

    def finish(self, page: Worksheet, header: int, rows: int, columns: int, frozen: int) -> None:
        """Everything about a sheet that is not its cells."""
        page.freeze_panes(header + 1, frozen)
        page.autofilter(header, 0, header + max(rows, 1), columns - 1)
        page.repeat_rows(header)
        page.set_landscape()
        page.set_paper(_A3)
        page.fit_to_pages(1, 0)
        page.set_margins(left=0.4, right=0.4, top=0.75, bottom=0.6)
        title = " ".join(self._title.split()).replace("&", "&&")
        page.set_header(f'&L{title}&C&"Calibri,Bold"&14&K{RED[1:]}LATIHAN&R&A')
        pages = _("page {number} of {count}").replace("&", "&&").format(number="&P", count="&N")
        about = self._about.replace("&", "&&")
        page.set_footer(f'&L{about}&C&"Calibri,Bold"&14&K{RED[1:]}LATIHAN&R{pages}')

    def write_text(self, page: Worksheet, row: int, column: int, text: str, look: str, band: int) -> None:
        """Write a text, which no program takes for a formula, as far as a cell holds it."""
        style = self.style(look, band, quoted=looks_like_formula(text), holds=TEXT)
        page.write_string(row, column, self.fitting(text, row, column), style)

    def style(self, look: str, band: int, *, quoted: bool = False, holds: str = TEXT) -> Format:
        """The format of a cell.

        Args:
            look: ``phase`` for a row that stands out.
            band: 0 or 1, to tell rows apart.
            quoted: it holds a text that looks like a formula.
        """
        key = (look, band, quoted, holds)
        style = self._formats.get(key)
        if style is None:
            wanted: dict[str, Any] = {
                "valign": "top",
                "text_wrap": True,
                "font_size": _FONT_SIZE,
                "font_color": INK,
                "bottom": 1,
                "bottom_color": RULE,
                "bg_color": PHASE_FILL if look == "phase" else BANDS[band],
                "num_format": NUMBER_FORMATS[holds],
                "align": "left" if holds == TEXT else "right" if holds in NUMBERS else "center",
                "indent": 1 if holds in NUMBERS else "",  # or a number touches the text right of it
                "bold": look == "phase",
                "quote_prefix": quoted,
            }
            style = self.book.add_format({name: value for name, value in wanted.items() if value != ""})
            self._formats[key] = style
        return style

    def fitting(self, text: str, row: int, column: int) -> str:
        """The text as far as a cell takes it, which is said where it ends and of the whole export."""
        text = writable(text)
        if len(text) * 2 <= LONGEST_CELL or utf16_length(text) <= LONGEST_CELL:
            return text
        self.cut.append(f"{self.book.worksheets()[-1].get_name()}!{cell_name(row + 1, column)}")
        ending = f"\n{_('[cut: too long for a cell]')}"
        data = text.encode("utf-16-le")[: 2 * (LONGEST_CELL - utf16_length(ending))]
        return data.decode("utf-16-le", "ignore") + ending


def row_height(cells: Sequence[object], widths: Sequence[int]) -> float:
    """The height in points at which every text of a row is seen, as far as Excel lets a row be that tall.

    Args:
        widths: of the columns, in characters.
    """
    lines = 1
    for cell, width in zip(cells, widths, strict=True):
        if isinstance(cell, str) and (len(cell) > width or "\n" in cell):
            lines = max(lines, sum(1 + len(part) * 5 // (width * 6) for part in cell.split("\n")))
    return min(LINE_HEIGHT * lines + 3, _TALLEST_ROW)


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
