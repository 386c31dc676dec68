"""A file of sheets as tables of plain values: what every kind of file is read into."""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from types import MappingProxyType

from player.i18n import N_, Message, reason_of
from player.scenario.msel.cells import Value

MOST_ROWS = 100_000
"""Rows with content a sheet may have."""

MOST_COLUMNS = 200
LARGEST_FILE = 64 * 1024 * 1024
"""Bytes a file of sheets may have."""

_NO_CELLS: Mapping[tuple[int, int], Message] = MappingProxyType({})


class SheetProblem(Exception):  # noqa: N818  the word of the field is "problems"
    """A file, or what is asked of it, cannot be used. ``str(error)`` is one sentence that says why and what would help.

    Attributes:
        message: that sentence, without the name of the file.
    """

    def __init__(self, msgid: str, **values: object) -> None:
        self.message = Message(msgid, values)
        super().__init__(self.message)


@dataclass(frozen=True, slots=True)
class Row:
    """A row that holds something.

    Attributes:
        number: as the spreadsheet program counts it, from 1.
        cells: from column A to the last that holds something; a blank cell is None.
    """

    number: int
    cells: tuple[Value, ...]

    def __getitem__(self, column: int) -> Value:
        return self.cells[column] if column < len(self.cells) else None


@dataclass(frozen=True, slots=True)
class Span:
    """Cells merged into one, which shows what the first of them holds; rows from 1, columns from 0, ends included."""

    first_row: int
    last_row: int
    first_column: int
    last_column: int


@dataclass(frozen=True)
class Table:
    """A sheet.

    Attributes:
        name: of the sheet; empty for a text file, which has only one.
        rows: those that hold something, in order.
        hidden: the spreadsheet program does not show it.
        faults: why a cell has no value though something stands in it, by row number and column.
        spans: its merged cells.
        problem: why it could not be read, if so; it has no rows then.
    """

    name: str
    rows: tuple[Row, ...] = ()
    hidden: bool = False
    faults: Mapping[tuple[int, int], Message] = field(default_factory=lambda: _NO_CELLS)
    spans: tuple[Span, ...] = ()
    problem: Message | None = None

    @property
    def width(self) -> int:
        """How many columns hold something or lie left of one that does."""
        return max((len(row.cells) for row in self.rows), default=0)

    @property
    def blank_rows(self) -> int:
        """Rows that hold nothing, above the last that does."""
        return self.rows[-1].number - len(self.rows) if self.rows else 0


@dataclass(frozen=True)
class Workbook:
    """A file of sheets.

    Attributes:
        name: of the file, without its folder.
        tables: its sheets in their order; at least one.
    """

    name: str
    tables: tuple[Table, ...]

    def table(self, name: str) -> Table:
        """The sheet of this name; upper and lower case count as the same.

        Raises:
            SheetProblem: there is none, or it could not be read.
        """
        by_name = {table.name.casefold(): table for table in reversed(self.tables)}
        found = by_name.get(name.casefold())
        if found is None:
            near = get_close_matches(name.casefold(), by_name, n=1)
            if near:
                msgid = N_('There is no sheet "{name}"; did you mean "{guess}"?')
                raise SheetProblem(msgid, name=name, guess=by_name[near[0]].name)
            known = ", ".join(table.name for table in self.tables)
            raise SheetProblem(N_('There is no sheet "{name}"; the file has: {known}.'), name=name, known=known)
        if found.problem is not None:
            raise SheetProblem(found.problem.msgid, **found.problem.values)
        return found


def read_tables(path: str | os.PathLike[str]) -> Workbook:
    """Read every sheet of an Excel workbook (.xlsx, .xlsm), or a text file with columns (.csv, .tsv, .txt).

    What the file is follows from its content, not from its name. Formulas are never evaluated: their saved results
    count.

    Raises:
        SheetProblem: it cannot be read, in one sentence.
    """
    file = Path(path)
    data = _bytes_of(file)
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        from player.scenario.msel.xlsx import read_workbook

        tables = read_workbook(data)
    else:
        _refuse_other_kinds(data)
        from player.scenario.msel.delimited import read_delimited

        tables = (read_delimited(data),)
    return Workbook(os.fsencode(file.name).decode("utf-8", "replace"), tables)


def _bytes_of(file: Path) -> bytes:
    try:
        if not stat.S_ISREG(file.stat().st_mode):
            raise SheetProblem(N_("This is a folder or a device, not a file."))
        with file.open("rb") as source:
            data = source.read(LARGEST_FILE + 1)
    except (FileNotFoundError, NotADirectoryError):
        raise SheetProblem(N_("There is no such file.")) from None
    except (OSError, ValueError) as error:
        reason = reason_of(error)
        raise SheetProblem(N_("The file cannot be read: {reason}."), reason=reason) from None
    if len(data) > LARGEST_FILE:
        raise SheetProblem(N_("The file is larger than {limit} MB."), limit=LARGEST_FILE // 1024**2)
    if not data.strip():
        raise SheetProblem(N_("The file is empty."))
    return data


_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_OTHER_KINDS = (
    (b"%PDF", N_("This is a PDF. Open the table it was made from, and save that as .xlsx.")),
    (b"SQLite format 3", N_("This is a saved session or a database, not a sheet.")),
    (b"{\\rtf", N_("This is a text document. Copy its table into a spreadsheet and save that as .xlsx.")),
    (b"\x89PNG", N_("This is a picture, not a sheet, whatever its name says.")),
    (b"\xff\xd8\xff", N_("This is a picture, not a sheet, whatever its name says.")),
    (b"GIF8", N_("This is a picture, not a sheet, whatever its name says.")),
    *(
        (mark, N_("This is a web page or XML. Open it in a spreadsheet program and save it as .xlsx."))
        for mark in (b"<?xml", b"<!doctype", b"<html", b"<table", b"<meta")
    ),
)


def _refuse_other_kinds(data: bytes) -> None:
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            raise SheetProblem(
                N_("The workbook is locked with a password. Open it in a spreadsheet program and save it without one.")
            )
        raise SheetProblem(
            N_("This is a workbook or document in the old format of Office (.xls, .doc). Save it as .xlsx.")
        )
    start = data[:1024].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    for mark, msgid in _OTHER_KINDS:
        if start.startswith(mark.lower()):
            raise SheetProblem(msgid)
