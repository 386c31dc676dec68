"""Text files with columns (CSV): their encoding, what separates the columns, and the rows."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from itertools import islice

from player.i18n import N_, Message
from player.scenario.msel.cells import Value, is_blank
from player.scenario.msel.tables import MOST_COLUMNS, MOST_ROWS, Row, SheetProblem, Table

DELIMITERS = (",", ";", "\t", "|")
"""What may stand between columns; of two that fit equally well, the first."""

LONGEST_CELL = 1_000_000
"""Characters a cell may have; a longer one comes from a quotation mark that is never closed."""

_SAMPLE = 64 * 1024
_SAMPLE_ROWS = 200
_EVEN_WIDTH = 4
_MARKS = (("utf-8-sig", b"\xef\xbb\xbf"), ("utf-16", b"\xff\xfe"), ("utf-16", b"\xfe\xff"))
_SEPARATOR_LINE = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
_MADE_INERT = re.compile(
    r"\A'(?='*(?:[\t\r\n]|[\s\x00-\x1f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]))"
)
_BINARY = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def read_delimited(data: bytes) -> Table:
    """The table of a text file.

    Raises:
        SheetProblem: it is no text, or a quotation mark in it is never closed.
    """
    text = decode(data)
    named = _SEPARATOR_LINE.match(text)
    delimiter = named[1] if named else delimiter_of(text)
    rows: list[Row] = []
    body = text[named.end() :] if named else text
    for number, cells in enumerate(_records(body, delimiter), 2 if named else 1):
        values = _values(cells)
        if values:
            if len(values) > MOST_COLUMNS:
                raise SheetProblem(N_("Row {row} has more than {limit} columns."), row=number, limit=MOST_COLUMNS)
            rows.append(Row(number, values))
            if len(rows) > MOST_ROWS:
                problem = Message(N_("The sheet has more than {limit} rows."), {"limit": MOST_ROWS})
                return Table("", problem=problem)
    return Table("", tuple(rows))


def decode(data: bytes) -> str:
    """The text of a file in UTF-8, UTF-16 or, where it is neither, the encoding of Windows in the west (cp1252).

    Raises:
        SheetProblem: it is no text.
    """
    text = _decoded(data)
    if _BINARY.search(text[:_SAMPLE]) and len(_BINARY.findall(text[:_SAMPLE])) * 50 > len(text[:_SAMPLE]):
        raise SheetProblem(N_("This is neither a workbook (.xlsx) nor a text file with columns (.csv)."))
    return text


def _decoded(data: bytes) -> str:
    for encoding, mark in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    head = data[:_SAMPLE]
    even, odd = head[::2].count(0), head[1::2].count(0)
    if max(even, odd) > len(head) // 4 and min(even, odd) < len(head) // 32:
        return data.decode("utf-16-be" if even > odd else "utf-16-le", "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def delimiter_of(text: str) -> str:
    """What separates the columns: what cuts the most rows into the same number of cells, and more than one."""
    sample = text[:_SAMPLE]
    if len(sample) < len(text):
        sample = sample[: sample.rfind("\n") + 1] or sample
    best, best_score = DELIMITERS[0], (False, 0.0, 0)
    for delimiter in DELIMITERS:
        try:
            reader = csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)
            records = [cells for cells in islice(reader, _SAMPLE_ROWS) if any(cells)]
        except csv.Error:
            continue
        widths = [len(_values(cells)) for cells in records]
        several = [width for width in widths if width > 1]
        if not several:
            continue
        usual, _count = Counter(several).most_common(1)[0]
        near = sum(1 for width in several if abs(width - usual) <= 1 + usual // 4)
        score = (_is_even(records), round(near / len(widths), 1), usual)
        if score > best_score:
            best, best_score = delimiter, score
    return best


def _is_even(records: list[list[str]]) -> bool:
    """Whether nearly all rows have the same number of cells, blank ones at their ends counted, as a program writes."""
    (width, count), *_others = Counter(map(len, records)).most_common(1)
    return width >= _EVEN_WIDTH and count >= 0.9 * len(records)


def _records(text: str, delimiter: str) -> list[list[str]]:
    """Every record; read strictly first, since only so an open quotation mark is noticed."""
    limit = csv.field_size_limit(LONGEST_CELL)
    try:
        for strict in (True, False):
            reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=strict)
            records: list[list[str]] = []
            line = 1
            try:
                for record in reader:
                    line = reader.line_num + 1
                    records.append(record)
            except csv.Error as error:
                if strict and "expected after" in str(error):
                    continue
                raise SheetProblem(N_("A quotation mark opened in line {line} is never closed."), line=line) from None
            return records
    finally:
        csv.field_size_limit(limit)
    raise AssertionError("the second reading allows all that the first does not")


def _values(cells: list[str]) -> tuple[Value, ...]:
    """The cells up to the last that holds something, as they were before an export made them inert; blank ones None."""
    values: list[Value] = [None if is_blank(cell) else _MADE_INERT.sub("", cell) for cell in cells]
    while values and values[-1] is None:
        values.pop()
    return tuple(values)
