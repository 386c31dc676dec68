"""What each column of a sheet means: proposed from its name and its cells, changed by the planner."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from enum import StrEnum
from itertools import islice

from player.i18n import N_
from player.scenario.msel.cells import column_of, letter_of, line_of
from player.scenario.msel.contents import LOOKED_AT, Contents, sample_of
from player.scenario.msel.exported.columns import Layout, layout_of
from player.scenario.msel.fields import MANY, Field
from player.scenario.msel.headers import (
    RECOGNISED,
    field_scores,
    find_header,
    header_name,
    idle_reason,
    plain_words,
    rank_of,
)
from player.scenario.msel.moments import parse_moment
from player.scenario.msel.readings import reading_of
from player.scenario.msel.tables import Row, SheetProblem, Table, Workbook

_TIMES = (Field.TIME, Field.OFFSET)
_NAMES_OF_NUMBERS = frozenset({"inject", "event", "kejadian", "msel", "inject s", "kode", "code"})
_LETTERS = re.compile(r"[A-Za-z]{1,3}")
_DIGITS = re.compile(r"[0-9]{1,4}")


class Origin(StrEnum):
    """Why a column was given its field."""

    NAME = "name"
    CONTENT = "content"
    GIVEN = "given"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a sheet and what it means.

    Attributes:
        index: from 0.
        name: what the header calls it; empty without one.
        field: what it means.
        score: how sure that is, 0 to 1.
        origin: where it comes from.
        sample: its first cell.
    """

    index: int
    name: str
    field: Field
    score: float
    origin: Origin
    sample: str = ""

    @property
    def letter(self) -> str:
        """Its letter."""
        return letter_of(self.index)


@dataclass(frozen=True, slots=True)
class Mapping:
    """What the columns of a sheet mean.

    Attributes:
        header: number of the row that names them; None where there is none.
        columns: those that hold something, from left to right.
    """

    header: int | None
    columns: tuple[Column, ...]

    def of(self, *fields: Field) -> tuple[Column, ...]:
        """The columns of these fields."""
        return tuple(column for column in self.columns if column.field in fields)

    def first(self, *fields: Field) -> Column | None:
        """The first column of these fields."""
        return next(iter(self.of(*fields)), None)

    def changed(self, index: int, field: Field) -> Mapping:
        """The mapping with one column given another field; a column that had it alone is kept as it is instead."""
        rivals = _TIMES if field in _TIMES else (field,)
        columns = []
        for column in self.columns:
            if column.index == index:
                columns.append(replace(column, field=field, score=1.0, origin=Origin.GIVEN))
            elif column.field in rivals and field not in MANY:
                columns.append(replace(column, field=Field.KEEP, origin=Origin.NONE))
            else:
                columns.append(column)
        return Mapping(self.header, tuple(columns))


def best_table(workbook: Workbook) -> Table:
    """The sheet of a workbook that looks most like an MSEL; a hidden one only where no other has rows.

    Raises:
        SheetProblem: no sheet has anything in it, or none could be read.
    """
    filled = [table for table in workbook.tables if table.rows]
    if not filled:
        problem = next((table.problem for table in workbook.tables if table.problem is not None), None)
        if problem is not None:
            raise SheetProblem(problem.msgid, **problem.values)
        raise SheetProblem(N_("There is nothing in the sheet.") if len(workbook.tables) == 1 else _ALL_EMPTY)
    shown = [table for table in filled if not table.hidden] or filled
    exported = next((table for table in shown if layout_of(table) is not None), None)
    if exported is not None:
        return exported
    return shown[0] if len(shown) == 1 else max(shown, key=_likeness)


_ALL_EMPTY = N_("There is nothing in any of the sheets.")


def _likeness(table: Table) -> tuple[float, int]:
    """How much a sheet looks like an MSEL: by the fields that were recognised, then by its length."""
    mapping = propose(table)
    wanted = {Field.TIME: 3.0, Field.OFFSET: 3.0, Field.DATE: 1.0, Field.TEXT: 2.0, Field.TITLE: 1.0}
    weights = [
        wanted.get(column.field, 0.5) * column.score
        for column in mapping.columns
        if column.field is not Field.KEEP and column.score >= RECOGNISED
    ]
    few = 0.2 if len(table.rows) - (mapping.header is not None) < 2 else 1.0
    return round(few * sum(weights), 1), len(table.rows)


def propose(table: Table, header: int | None = -1) -> Mapping:
    """What the columns of a sheet seem to mean.

    Args:
        header: number of the row that names the columns, None for a sheet without; -1: find out.

    Raises:
        SheetProblem: there is no such row.
    """
    layout = layout_of(table)
    if layout is not None and header in {-1, layout.header.number}:
        return _of_layout(table, layout)
    row = find_header(table) if header == -1 else _row(table, header)
    below = (each for each in table.rows if row is None or each.number > row.number)
    first = list(islice((each for each in below if idle_reason(each, row) is None), LOOKED_AT))
    found = [_contents(table, row, first, index) for index in range(table.width)]
    used = [(index, contents) for index, contents in enumerate(found) if contents.cells or contents.name]
    candidates: list[tuple[float, int, Field, Origin]] = []
    for index, contents in used:
        by_name = _by_name(contents)
        candidates += [(score, index, field, Origin.NAME) for field, score in by_name.items()]
        if not by_name:
            candidates += [(score, index, field, Origin.CONTENT) for field, score in contents.scores().items()]
    ranks = {(index, field): rank_of(found[index].name, field) for _score, index, field, _origin in candidates}
    chosen = _assign(candidates, ranks)
    _complete(chosen, dict(used))
    columns = []
    for index, contents in used:
        score, field, origin = chosen.get(index, (0.0, Field.KEEP, Origin.NONE))
        columns.append(Column(index, contents.name, field, round(score, 2), origin, sample_of(contents)))
    return Mapping(None if row is None else row.number, tuple(columns))


def _of_layout(table: Table, layout: Layout) -> Mapping:
    """What the columns of a sheet that Gladi exported mean, which is known."""
    below = [row for row in table.rows if row.number > layout.header.number]
    columns = []
    for index in range(table.width):
        name = header_name(table, layout.header, index)[:200]
        contents = Contents(name, [value for row in below[:LOOKED_AT] if (value := row[index]) is not None], 0)
        if name or contents.cells:
            columns.append(Column(index, name, layout.field_of(index), 1.0, Origin.NAME, sample_of(contents)))
    return Mapping(layout.header.number, tuple(columns))


def remap(mapping: Mapping, assignments: Iterable[str]) -> Mapping:
    """The mapping as changed by ``COLUMN=FIELD``, where a column is named by its header, letter or number.

    Raises:
        SheetProblem: there is no such column or field, or two columns are given what only one can be.
    """
    given: dict[Field, str] = {}
    for assignment in assignments:
        name, sign, word = assignment.rpartition("=")
        if not sign or not name.strip():
            raise SheetProblem(
                N_('A column is mapped as COLUMN=FIELD, for example {example}; "{found}" is not.'),
                example="C=time",
                found=assignment,
            )
        index, field = _column(mapping, name.strip()), _field(word.strip())
        rival = given.setdefault(Field.TIME if field in _TIMES else field, name.strip())
        if rival != name.strip() and field not in MANY:
            raise SheetProblem(
                N_("Only one column can be {field}; {first} and {second} were both given it."),
                field=field,
                first=rival,
                second=name.strip(),
            )
        mapping = mapping.changed(index, field)
    return mapping


def _row(table: Table, number: int | None) -> Row | None:
    if number is None:
        return None
    for row in table.rows:
        if row.number == number:
            return row
    raise SheetProblem(N_("Row {row} has nothing in it that could name columns."), row=number)


def _contents(table: Table, header: Row | None, rows: Sequence[Row], index: int) -> Contents:
    name = header_name(table, header, index) if header is not None else ""
    cells = [value for row in rows if (value := row[index]) is not None]
    return Contents(name[:200], cells, len(rows))


def _by_name(contents: Contents) -> dict[Field, float]:
    """How likely a column means each field by its name, corrected by what stands in it."""
    scores = {field: score for field, score in field_scores(contents.name).items() if score >= RECOGNISED}
    if not contents.cells:
        return scores
    _correct_times(scores, contents)
    if plain_words(contents.name) in _NAMES_OF_NUMBERS and contents.share_of_short_names >= 0.8:
        scores = {Field.NUMBER: 0.95}
    elif Field.NUMBER in scores and contents.mean_length > 16:
        scores[Field.NUMBER] *= 0.4
    if Field.PHASE in scores and not contents.is_in_blocks:
        scores[Field.PHASE] *= 0.4
    if Field.TITLE in scores and Field.TEXT in scores:
        longer = contents.mean_length > 40
        scores[Field.TITLE if longer else Field.TEXT] *= 0.9
    return {field: score for field, score in scores.items() if score >= 0.45}


def _correct_times(scores: dict[Field, float], contents: Contents) -> None:
    """Hold a column of times for one only if it has times in it, and tell times from dates."""
    for field in (Field.TIME, Field.OFFSET, Field.DATE):
        if field in scores:
            share = contents.share_of_moments(field)
            scores[field] *= 0.7 + 0.3 * share if share >= 0.3 else 0.3
    if Field.OFFSET in scores:
        scores[Field.OFFSET] *= 0.98  # of a clock time and an offset, the clock time says more
    if Field.TIME in scores and contents.share_of_days > 0.8:
        scores[Field.DATE] = max(scores[Field.TIME], scores.get(Field.DATE, 0.0))
        scores[Field.TIME] *= 0.7
    elif Field.DATE in scores and _says_times(contents):
        scores[Field.TIME] = max(scores[Field.DATE], scores.get(Field.TIME, 0.0))
        scores[Field.DATE] *= 0.7


def _says_times(contents: Contents) -> bool:
    reading, _doubts = reading_of(contents.cells, Field.TIME, contents.name)
    moments = [parse_moment(value, reading) for value in contents.cells]
    return sum(1 for moment in moments if moment and moment.has_time) > 0.5 * len(moments)


def _assign(
    candidates: list[tuple[float, int, Field, Origin]], ranks: dict[tuple[int, Field], int]
) -> dict[int, tuple[float, Field, Origin]]:
    """One field for each column and one column for each field, the surest first; remarks may stand in several.

    Args:
        ranks: of two that are equally sure, the lower goes first.
    """
    chosen: dict[int, tuple[float, Field, Origin]] = {}
    taken: set[Field] = set()
    for score, index, field, origin in sorted(
        candidates, key=lambda each: (-each[0], ranks[each[1], each[2]], each[1])
    ):
        if index in chosen or field in taken:
            continue
        chosen[index] = (score, field, origin)
        if field is not Field.NOTES:
            taken.update(_TIMES if field in _TIMES else (field,))
    return chosen


def _complete(chosen: dict[int, tuple[float, Field, Origin]], columns: dict[int, Contents]) -> None:
    """Find what an MSEL cannot do without, a time and a text, among the columns that were not recognised."""
    fields = {field for _score, field, _origin in chosen.values()}
    free = {index: contents for index, contents in columns.items() if index not in chosen and contents.cells}
    if not fields & {Field.TIME, Field.OFFSET}:
        scored = [(contents.scores().get(Field.TIME, 0.0), -index) for index, contents in free.items()]
        score, place = max(scored, default=(0.0, 0))
        if score:
            chosen[-place] = (score, Field.TIME, Origin.CONTENT)
            free.pop(-place)
    texts = {index: contents for index, contents in free.items() if _is_prose(contents)}
    titles = [index for index, (_score, field, _origin) in chosen.items() if field is Field.TITLE]
    if Field.TEXT not in fields and texts and (not titles or _longest(texts)[1].mean_length > 40):
        index, _contents_of = _longest(texts)
        chosen[index] = (0.45, Field.TEXT, Origin.CONTENT)
        left = [place for place in texts if place < index and texts[place].mean_length <= 60]
        if not titles and left:
            chosen[max(left)] = (0.4, Field.TITLE, Origin.CONTENT)
    elif Field.TEXT not in fields and titles and Field.TEXT in field_scores(columns[titles[0]].name):
        score, _field, origin = chosen[titles[0]]
        chosen[titles[0]] = (score, Field.TEXT, origin)


def _is_prose(contents: Contents) -> bool:
    letters = sum(1 for line in contents.lines if sum(map(str.isalpha, line)) > 0.5 * len(line))
    return letters > 0.5 * len(contents.lines) and contents.mean_length >= 3


def _longest(texts: dict[int, Contents]) -> tuple[int, Contents]:
    return max(texts.items(), key=lambda item: (item[1].mean_length, -item[0]))


def _column(mapping: Mapping, name: str) -> int:
    wanted = line_of(name).casefold()
    by_name: dict[str, list[Column]] = {}
    for column in mapping.columns:
        by_name.setdefault(column.name.casefold(), []).append(column)
    same = by_name.get(wanted, []) if wanted else []
    if len(same) > 1:
        raise SheetProblem(
            N_('Several columns are called "{name}"; name yours by its letter: {letters}.'),
            name=name,
            letters=", ".join(column.letter for column in same),
        )
    if same:
        return same[0].index
    index = column_of(name) if _LETTERS.fullmatch(name) else int(name) - 1 if _DIGITS.fullmatch(name) else -1
    if any(column.index == index for column in mapping.columns):
        return index
    near = get_close_matches(wanted, [known for known in by_name if known], n=1)
    if near:
        raise SheetProblem(
            N_('There is no column "{name}"; did you mean "{guess}"?'), name=name, guess=by_name[near[0]][0].name
        )
    known = ", ".join(f"{column.letter} {column.name}".strip() for column in mapping.columns)
    raise SheetProblem(N_('There is no column "{name}"; there are: {known}.'), name=name, known=known)


def _field(word: str) -> Field:
    if word.casefold() in list(Field):
        return Field(word.casefold())
    near = get_close_matches(word.casefold(), list(Field), n=1)
    if near:
        raise SheetProblem(N_('There is no field "{name}"; did you mean "{guess}"?'), name=word, guess=near[0])
    raise SheetProblem(N_('There is no field "{name}"; there are: {known}.'), name=word, known=", ".join(Field))
