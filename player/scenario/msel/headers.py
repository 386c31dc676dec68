"""Which row of a sheet names its columns, and what a name says of a column."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from difflib import SequenceMatcher
from functools import cache, lru_cache

from player.i18n import N_, Message
from player.scenario.msel.cells import line_of
from player.scenario.msel.fields import NAMES, Field
from player.scenario.msel.moments import looks_like_moment
from player.scenario.msel.tables import Row, Table

RECOGNISED = 0.6
"""From here on a name is taken to mean a field."""

_LOOKED_AT = 40
_LONGEST_NAME = 60
_NUMBER_SIGNS = re.compile(r"#|№|\bn[o°º]\b\.?")
_BRACKETS = re.compile(r"\([^)]*\)|\[[^]]*\]")
_LINE = re.compile(r"[\W_]*")
_NO_WORD = re.compile(r"[^a-z0-9]+")


@lru_cache(maxsize=4096)
def plain_words(text: str) -> str:
    """A text for comparing, in small letters without marks and accents: ``No. Inject`` as ``no inject``."""
    letters = unicodedata.normalize("NFKD", text[:400].casefold())
    return _NO_WORD.sub(" ", letters.encode("ascii", "ignore").decode()).strip()


@lru_cache(maxsize=1024)
def field_scores(name: str) -> Mapping[Field, float]:
    """How likely a column of this name means each field, 0 to 1; fields that it does not mean are left out."""
    if not name or len(name) > _LONGEST_NAME:
        return {}
    signed = _NUMBER_SIGNS.sub(" number ", name.casefold())
    wholes = {plain_words(name), plain_words(signed)}
    bare = plain_words(_BRACKETS.sub(" ", signed))
    scores: dict[Field, float] = {}
    for field, names in _names().items():
        score = max(*(_score(whole, names) for whole in wholes), 0.97 * _score(bare, names))
        if score >= 0.5:
            scores[field] = round(score, 3)
    return scores


def rank_of(name: str, field: Field) -> int:
    """How far down a name stands among those of a field: of two columns that fit alike, the likelier has the lower."""
    names = _names().get(field, ())
    plain = plain_words(name)
    return names.index(plain) if plain in names else len(names)


def fields_called(name: str) -> tuple[Field, ...]:
    """The fields that go by exactly this name, given in small letters without marks."""
    return _fields().get(name, ())


@cache
def _fields() -> Mapping[str, tuple[Field, ...]]:
    found: dict[str, tuple[Field, ...]] = {}
    for field, names in _names().items():
        for name in names:
            found[name] = (*found.get(name, ()), field)
    return found


@cache
def _names() -> Mapping[Field, tuple[str, ...]]:
    return {field: tuple(names.split(", ")) for field, names in NAMES.items()}


def _score(name: str, known: tuple[str, ...]) -> float:
    if not name:
        return 0.0
    if name in known:
        return 1.0
    words = name.split()
    best = 0.0
    for each in known:
        parts = each.split()
        if len(parts) < len(words) and len(each) > 2 and f" {each} " in f" {name} ":
            first_or_last = words[: len(parts)] == parts or words[-len(parts) :] == parts
            best = max(best, 0.55 + 0.4 * len(parts) / len(words) - (0.0 if first_or_last else 0.1))
        elif len(each) >= 5 and abs(len(each) - len(name)) <= 2 and each[0] == name[0]:
            likeness = SequenceMatcher(None, each, name).ratio()
            if likeness >= 0.86:
                best = max(best, 0.85 * likeness)
    return best


def find_header(table: Table) -> Row | None:
    """The row that names the columns, or None where the rows begin at once.

    It is the row, among the first ones, that has the most names known for columns; a row with a time in it is none. So
    is the first row with nothing but short texts where the rows below it have times or numbers.
    """
    best: Row | None = None
    best_score = 0.0
    rows = table.rows[:_LOOKED_AT]
    for place, row in enumerate(rows):
        names = _names_in(row, table)
        if names is None:
            continue
        recognised = [max(scores.values()) for name in names if (scores := field_scores(name))]
        known = sum(1 for score in recognised if score >= RECOGNISED)
        if known >= (2 if place + 1 < len(table.rows) else 3) or (
            known and len(names) >= 2 and _is_above_data(row, table.rows[place + 1 : place + 21])
        ):
            score = sum(recognised) - 0.01 * place
            if score > best_score:
                best, best_score = row, score
    if best is None and rows and _names_in(rows[0], table) and _is_above_data(rows[0], table.rows[1:21]):
        return rows[0]
    return best


def idle_reason(row: Row, header: Row | None) -> Message | None:
    """Why a row holds nothing to import, if so: a line, the header once more, the numbers of the columns."""
    filled = [value for value in row.cells if value is not None]
    first = line_of(filled[0])
    if _LINE.fullmatch(first) and all(_LINE.fullmatch(line_of(value)) for value in filled):
        return None if any("?" in line_of(value) for value in filled) else Message(N_("A line between rows."))
    if header is not None and len(filled) >= 2:
        pairs = zip(header.cells, row.cells, strict=False)
        same = sum(1 for name, value in pairs if name is not None and name == value)
        if same >= max(2, 0.6 * sum(1 for name in header.cells if name is not None)):
            return Message(N_("The header once more."))
    if first.strip("()") == "1" and len(filled) >= 4:
        numbers = [line_of(value).strip("() ") for value in filled]
        if numbers == [str(number) for number in range(1, len(numbers) + 1)]:
            return Message(N_("The numbers of the columns."))
    return None


def header_name(table: Table, row: Row, column: int) -> str:
    """What a row calls a column: its cell, or the one above that is merged with it."""
    name = line_of(row[column])
    if name:
        return name
    for span in table.spans:
        if span.first_column == column and span.first_row < row.number <= span.last_row:
            return next((line_of(each[column]) for each in table.rows if each.number == span.first_row), "")
    return ""


def _names_in(row: Row, table: Table) -> list[str] | None:
    """The texts of a row that may name columns; None where a cell of it can be no name."""
    names = []
    for column, value in enumerate(row.cells):
        if value is not None and (not isinstance(value, str) or looks_like_moment(value)):
            return None
        name = header_name(table, row, column)
        if name:
            names.append(name)
    short = [name for name in names if len(name) <= _LONGEST_NAME]
    return short if len(short) >= 2 and len(short) > len(names) / 2 else None


def _is_above_data(row: Row, below: tuple[Row, ...]) -> bool:
    """Whether the rows below have times or numbers in a column where this one has a name."""
    for column, value in enumerate(row.cells):
        if value is None or (isinstance(value, str) and any(letter.isdigit() for letter in value)):
            continue
        cells = [other[column] for other in below if other[column] is not None]
        data = sum(
            1 for cell in cells if not isinstance(cell, str) or cell.strip().isdigit() or looks_like_moment(cell)
        )
        if cells and data >= 0.7 * len(cells):
            return True
    return False
