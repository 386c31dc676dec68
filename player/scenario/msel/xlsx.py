"""Excel workbooks: every sheet with the saved results of its formulas, its merged cells and its faults."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Callable, Iterator
from typing import IO, Any

from player.i18n import N_, Message
from player.scenario.msel.cells import Value, column_of, is_blank
from player.scenario.msel.tables import MOST_COLUMNS, MOST_ROWS, Row, SheetProblem, Span, Table

LARGEST_CONTENT = 128 * 1024 * 1024
"""Bytes the parts of a workbook that hold cells may have when unpacked."""

MOST_PARTS = 10_000
LAST_ROW = 1_048_576
"""The last row Excel knows."""

ERRORS = frozenset({"#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#SPILL!", "#CALC!"})
"""What a cell shows whose formula went wrong."""

_HAS_FORMULA = re.compile(rb"<(?:\w+:)?f[ />]")
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^<>]*?ref="([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})"')
_CHUNK = 1 << 20
_OVERLAP = 256
_ESCAPED = re.compile("_x(00[01][0-9A-Fa-f])_")
"""How a workbook writes control characters; openpyxl has taken the escape from all else that looks so."""

_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")

_DAMAGED = N_(
    "The workbook is damaged or not quite as the format wants it. Open it in a spreadsheet program and save it anew as "
    ".xlsx."
)
_NO_RESULT = N_("The formula has no saved result. Open the sheet in a spreadsheet program and save it once.")
_OTHER_PACKAGES = (
    ("mimetype", N_("This is no Excel workbook. If it is an OpenDocument sheet (.ods), save it as .xlsx.")),
    ("xl/workbook.bin", N_("This is a binary workbook (.xlsb). Save it as .xlsx.")),
    ("word/document.xml", N_("This is a Word document. Copy its table into a spreadsheet and save that as .xlsx.")),
    ("ppt/presentation.xml", N_("This is a presentation. Copy its table into a spreadsheet and save that as .xlsx.")),
)


def read_workbook(data: bytes) -> tuple[Table, ...]:
    """Every sheet of a workbook, in the order of its tabs.

    Raises:
        SheetProblem: it is no Excel workbook, or damaged, or far too large when unpacked.
    """
    import openpyxl  # half a second, needed only where a workbook is read

    def opened() -> Any:
        return openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _refuse_other_packages(archive)
            return tuple(_tables(archive, opened))
    except zipfile.BadZipFile:
        raise SheetProblem(N_("The file is cut off or damaged. Copy it once more from where it came from.")) from None
    except SheetProblem:
        raise
    except Exception:  # noqa: BLE001  openpyxl raises whatever its parsers do, and none of it helps a planner
        raise SheetProblem(_DAMAGED) from None


def _refuse_other_packages(archive: zipfile.ZipFile) -> None:
    parts = {part.filename: part for part in archive.infolist()}
    for name, msgid in _OTHER_PACKAGES:
        if name in parts:
            raise SheetProblem(msgid)
    if "[Content_Types].xml" not in parts:
        raise SheetProblem(N_("This is an archive (.zip), not an Excel workbook."))
    if any(part.flag_bits & 1 for part in parts.values()):
        raise SheetProblem(
            N_("The workbook is locked with a password. Open it in a spreadsheet program and save it without one.")
        )
    content = sum(part.file_size for name, part in parts.items() if not name.startswith("xl/media/"))
    if content > LARGEST_CONTENT or len(parts) > MOST_PARTS:
        raise SheetProblem(
            N_("Unpacked, the workbook is larger than {limit} MB. Keep only the sheet of the exercise in it."),
            limit=LARGEST_CONTENT // 1024**2,
        )


def _tables(archive: zipfile.ZipFile, opened: Callable[[], Any]) -> Iterator[Table]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about styles and other things that no table needs
        book = opened()
        try:
            for sheet in book.worksheets:
                # The one place that says where the cells of a sheet lie in the archive.
                part = sheet._worksheet_path  # noqa: SLF001
                yield _table(sheet, archive, part)
        finally:
            book.close()


def _table(sheet: Any, archive: zipfile.ZipFile, part: str) -> Table:
    rows: list[Row] = []
    faults: dict[tuple[int, int], Message] = {}
    sheet.reset_dimensions()  # what the file says of its own size is often wrong
    for number, cells in enumerate(sheet.iter_rows(values_only=True), 1):
        values = _values(cells, number, faults)
        if values:
            if len(values) > MOST_COLUMNS:
                problem = Message(
                    N_("Row {row} has more than {limit} columns."), {"row": number, "limit": MOST_COLUMNS}
                )
                return Table(sheet.title, problem=problem)
            rows.append(Row(number, values))
        if len(rows) > MOST_ROWS or number > LAST_ROW:
            return Table(
                sheet.title, problem=Message(N_("The sheet has more than {limit} rows."), {"limit": MOST_ROWS})
            )
    with archive.open(part) as source:
        has_formulas, spans = _look_through(source)
    if has_formulas:
        with archive.open(part) as source:
            for row, column in _formulas_without_result(source):
                faults[row, column] = Message(_NO_RESULT)
    return Table(sheet.title, tuple(rows), sheet.sheet_state != "visible", faults, spans)


def _values(cells: tuple[Any, ...], row: int, faults: dict[tuple[int, int], Message]) -> tuple[Value, ...]:
    """The cells of a row up to the last that holds something; () for an empty row."""
    values: list[Value] = []
    filled = 0
    for column, cell in enumerate(cells):
        value = cell
        if isinstance(cell, str):
            if "_x" in cell:
                value = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), cell)
            if is_blank(value):
                value = None
            elif value in ERRORS:
                faults[row, column] = Message(N_("The formula went wrong and shows {error}."), {"error": value})
                value = None
        if value is not None:
            filled = column + 1
        values.append(value)
    return tuple(values[:filled])


def _look_through(source: IO[bytes]) -> tuple[bool, tuple[Span, ...]]:
    """Whether the part of a sheet has formulas, and its merged cells."""
    has_formulas = False
    spans: dict[Span, None] = {}
    rest = b""
    while chunk := source.read(_CHUNK):
        piece = rest + chunk
        has_formulas = has_formulas or _HAS_FORMULA.search(piece) is not None
        for found in _MERGED.finditer(piece):
            first_column, last_column = (column_of(found[group].decode()) for group in (1, 3))
            spans[Span(int(found[2]), int(found[4]), first_column, last_column)] = None
        rest = piece[-_OVERLAP:]
    return has_formulas, tuple(spans)


def _formulas_without_result(source: IO[bytes]) -> Iterator[tuple[int, int]]:
    """Where formulas stand whose result was never saved, by row number and column."""
    from openpyxl.xml.functions import iterparse

    row = 0
    for _event, element in iterparse(source):
        tag = element.tag.rpartition("}")[2]
        if tag != "row":
            continue
        row = int(element.get("r") or row + 1)
        column = -1
        for cell in element:
            found = _REFERENCE.fullmatch(cell.get("r") or "")
            column = column_of(found[1]) if found else column + 1
            parts = {part.tag.rpartition("}")[2]: part.text for part in cell}
            if "f" in parts and not parts.get("v") and cell.get("t") != "str":
                yield row, column
        element.clear()
