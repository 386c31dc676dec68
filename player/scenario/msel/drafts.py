"""From the rows of a sheet to drafts of injects: each row is a draft, or has its reason."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from player.i18n import N_, Message, _
from player.scenario.msel.cells import Value, cell_name, has_unprintable, line_of, text_of
from player.scenario.msel.draft import LONGEST_LINE, Draft, entries_of, within_limits
from player.scenario.msel.fields import Field
from player.scenario.msel.headers import idle_reason, plain_words
from player.scenario.msel.mapping import Column, Mapping
from player.scenario.msel.moments import Moment, Reading, looks_like_moment, parse_moment, parse_span
from player.scenario.msel.readings import reading_of
from player.scenario.msel.results import Reason, RowResult, RowStatus
from player.scenario.msel.tables import Row, Table
from player.scenario.msel.words import channel_of, names_of_channel

_FILLED_DOWN = frozenset(
    {
        Field.PHASE,
        Field.STARTS,
        Field.DATE,
        Field.TIME,
        Field.OFFSET,
        Field.FROM,
        Field.TO,
        Field.CHANNEL,
        Field.OBJECTIVE,
    }
)
"""Fields of which a merged cell holds for every row it spans."""

_TIMES = (Field.TIME, Field.OFFSET, Field.DATE, Field.STARTS)
_CONTENT = (Field.TEXT, Field.TITLE, Field.EXPECT)
_DASHES = frozenset("-–—.")
"""What a planner writes where there is nothing to say."""

_HEADING = re.compile(
    r"(?:fase|phase|tahap\w*|stage|move|babak|hari|day|sesi|session|part|bagian|group|grup|kelompok|gelombang|block)\b",
    re.IGNORECASE,
)
_BARE = re.compile(r"\W*\w{1,3}\W*")


@dataclass(frozen=True)
class Drafts:
    """What the rows of a sheet say.

    Attributes:
        drafts: those that are injects, in the order of the sheet.
        others: what became of the other rows; a heading is named by its row.
        above: the texts above the table, row by row.
        columns: what each column is called among the fields of an inject, from left to right.
        joined: rows that belong to the draft of another row, by their numbers: of that above, or under a heading.
        doubts: what had to be assumed to read its times.
    """

    drafts: tuple[Draft, ...]
    others: tuple[RowResult, ...]
    joined: dict[int, int]
    columns: tuple[str, ...]
    above: tuple[str, ...]
    doubts: tuple[Message, ...]


def read_drafts(table: Table, mapping: Mapping) -> Drafts:
    """Every row of a sheet as a draft, or with what else it is."""
    return _Reader(table, mapping).read()


class _Reader:
    """Reads one sheet under one mapping, row by row."""

    def __init__(self, table: Table, mapping: Mapping) -> None:
        self._table = table
        self._mapping = mapping
        self._columns = {field: mapping.of(field) for field in Field}
        self._names = _names_of(mapping)
        self._has_phases = bool(self._columns[Field.PHASE])
        self._doubts: list[Message] = []
        self._joined: dict[int, int] = {}
        self._readings = {column.index: self._reading(column) for column in mapping.of(*_TIMES)}
        self._above_by_column = {
            column: [span for span in table.spans if span.first_column == column and span.last_row > span.first_row]
            for column in {span.first_column for span in table.spans}
        }
        self._last: dict[int, tuple[int, Value]] = {}
        self._drafts: list[Draft] = []
        self._others: list[RowResult] = []
        self._heading: tuple[int, str] | None = None
        self._pending: RowResult | None = None

    def read(self) -> Drafts:
        header_row = next((row for row in self._table.rows if row.number == self._mapping.header), None)
        above: list[str] = []
        seen = set()
        for row in self._table.rows:
            seen.add(row.number)
            if header_row is not None and row.number < header_row.number:
                above.append(" ".join(dict.fromkeys(line_of(value) for value in row.cells if value is not None)))
                self._others.append(RowResult(row.number, RowStatus.ABOVE))
            elif row is header_row:
                continue
            elif idle := idle_reason(row, header_row):
                self._others.append(RowResult(row.number, RowStatus.SKIPPED, reasons=(Reason("idle", idle),)))
            else:
                self._read_row(row)
        self._close_heading()
        for (number, column), message in sorted(self._table.faults.items(), key=lambda item: item[0]):
            if number not in seen:
                reason = Reason("no-value", message, cell_name(number, column), lost=True)
                self._others.append(RowResult(number, RowStatus.REJECTED, reasons=(reason,)))
        others = sorted(self._others, key=lambda result: result.number)
        return Drafts(
            tuple(self._drafts),
            tuple(others),
            self._joined,
            tuple(self._names.values()),
            tuple(above),
            tuple(self._doubts),
        )

    def _read_row(self, row: Row) -> None:
        heading = self._heading_in(row)
        if heading:
            self._close_heading()
            self._heading = (row.number, heading)
            self._pending = RowResult(row.number, RowStatus.PHASE)
            return
        reasons = self._faults(row)
        draft = self._draft(row, reasons)
        if self._continues(row, draft):
            self._join(row, draft)
        elif draft.text or draft.title or draft.expect or draft.moment:
            self._drafts.append(self._completed(row, draft))
            if self._pending is not None:
                self._joined[self._pending.number] = row.number
                self._others.append(self._pending)
                self._pending = None
        else:
            message = Message(N_("The row has neither a text nor a time: {found}"), {"found": _shown(row)})
            reason = Reason("nothing-to-import", message, lost=True)
            self._others.append(RowResult(row.number, RowStatus.REJECTED, reasons=(reason, *reasons)))

    def _close_heading(self) -> None:
        """A heading without rows under it is no phase, and is said so."""
        if self._pending is not None and self._heading is not None:
            message = Message(
                N_("This looks like a heading, but no row follows it: {found}"), {"found": self._heading[1]}
            )
            reason = Reason("heading-without-rows", message, lost=True)
            self._others.append(replace(self._pending, status=RowStatus.REJECTED, reasons=(reason,)))
            self._pending = None
            self._heading = None

    def _heading_in(self, row: Row) -> str:
        """The heading a row consists of; empty where it is none."""
        filled = [(column, value) for column, value in enumerate(row.cells) if value is not None]
        if len(filled) != 1 or self._has_phases or (row.number, filled[0][0]) in self._table.faults:
            return ""
        column, value = filled[0]
        text = line_of(value)
        if (
            not isinstance(value, str)
            or len(text) > LONGEST_LINE
            or (looks_like_moment(value) and not _HEADING.match(text))
        ):
            return ""
        wide = any(
            span.first_row == row.number and span.first_column == column and span.last_column >= column + 2
            for span in self._table.spans
        )
        first = min((one.index for one in self._mapping.columns), default=0)
        is_content = any(one.index == column for one in self._mapping.of(*_CONTENT))
        return text if wide or _HEADING.match(text) or (column == first and not is_content) else ""

    def _reading(self, column: Column) -> Reading:
        below = (row[column.index] for row in self._table.rows if row.number != self._mapping.header)
        reading, doubts = reading_of(below, column.field, column.name)
        self._doubts += [doubt for doubt in doubts if doubt not in self._doubts]
        return reading

    def _value(self, row: Row, column: Column) -> Value:
        """What a cell holds, or the merged cell it is part of, where that holds for every row it spans."""
        value = row[column.index]
        if value is None and column.field in _FILLED_DOWN and self._spanned(row.number, column.index):
            first_row, value_above = self._last.get(column.index, (0, None))
            if first_row >= self._spanned(row.number, column.index):
                return value_above
        if value is not None:
            self._last[column.index] = (row.number, value)
        return value

    def _spanned(self, row: int, column: int) -> int:
        """The first row of the merged cell that this cell is a lower part of; 0 where it is none."""
        for span in self._above_by_column.get(column, ()):
            if span.first_row < row <= span.last_row:
                return span.first_row
        return 0

    def _text(self, row: Row, field: Field, separator: str = "\n") -> str:
        columns = self._columns[field]
        if len(columns) == 1:
            text = text_of(self._value(row, columns[0]))
            return "" if text in _DASHES else text
        parts = [text_of(self._value(row, column)) for column in columns]
        return separator.join(part for part in parts if part and part not in _DASHES)

    def _draft(self, row: Row, reasons: tuple[Reason, ...]) -> Draft:
        found = list(reasons)
        moment, times, length_ms = self._moment(row, found)
        kept = [
            (self._names[column.index], text_of(row[column.index]))
            for column in self._mapping.of(Field.KEEP)
            if row[column.index] is not None
        ]
        channel_text = self._text(row, Field.CHANNEL, " ")
        channel = channel_of(channel_text) if channel_text else None
        if channel_text and plain_words(channel_text) not in names_of_channel(channel):
            kept.append((self._names[self._columns[Field.CHANNEL][0].index], channel_text))
            if channel is None:
                cell = cell_name(row.number, self._columns[Field.CHANNEL][0].index)
                message = Message(
                    N_('"{found}" is no channel that Gladi knows; it is kept as a field.'), _found(channel_text)
                )
                found.append(Reason("unknown-channel", message, cell))
        for column in self._columns[Field.DURATION]:
            if row[column.index] is not None:
                kept.append((self._names[column.index], text_of(row[column.index])))
                length_ms = parse_span(row[column.index]) or length_ms
        return Draft(
            row=row.number,
            number=line_of(self._text(row, Field.NUMBER, " ")),
            title=line_of(self._text(row, Field.TITLE, " ")),
            text=self._text(row, Field.TEXT, "\n\n"),
            sender=self._text(row, Field.FROM, ", "),
            receiver=self._text(row, Field.TO, ", "),
            channel=channel,
            expect=tuple(entries_of(self._text(row, Field.EXPECT))),
            objective=self._text(row, Field.OBJECTIVE),
            note=self._text(row, Field.NOTES, "\n\n"),
            moment=moment,
            phase_start=self._phase_start(row, found),
            length_ms=length_ms,
            phase=self._phase(row),
            times=tuple(times),
            fields=tuple(_in_order(kept, self._names)),
            reasons=tuple(found),
        )

    def _phase(self, row: Row) -> str:
        if not self._has_phases:
            return self._heading[1] if self._heading else ""
        column = self._columns[Field.PHASE][0]
        name = line_of(self._value(row, column))
        if not name and self._drafts:
            return self._drafts[-1].phase
        if name and _BARE.fullmatch(name) and column.name:
            return f"{column.name} {name}"
        return name[:LONGEST_LINE]

    def _moment(self, row: Row, found: list[Reason]) -> tuple[Moment | None, list[tuple[str, str]], int | None]:
        """When a row is planned: what its column of times says, and its column of dates."""
        moment: Moment | None = None
        times: list[tuple[str, str]] = []
        for field in (Field.TIME, Field.OFFSET):
            for column in self._columns[field]:
                moment = self._one_moment(row, column, times, found)
        for column in self._columns[Field.DATE]:
            day = self._one_moment(row, column, times, found)
            if day is None and row[column.index] is None and self._drafts:
                day = self._day_above()
            if day is not None:
                moment = _joined(day, moment)
        return moment, times, moment.length_ms if moment else None

    def _phase_start(self, row: Row, found: list[Reason]) -> Moment | None:
        column = self._mapping.first(Field.STARTS)
        return None if column is None else self._one_moment(row, column, [], found)

    def _one_moment(self, row: Row, column: Column, times: list[tuple[str, str]], found: list[Reason]) -> Moment | None:
        value = self._value(row, column)
        if value is None:
            return None
        text = text_of(value)
        moment = parse_moment(value, self._readings[column.index])
        times.append((self._names[column.index], text))
        if moment is None:
            message = Message(N_('"{found}" is not understood as a time; it is kept as a field.'), _found(text))
            found.append(Reason("time-not-understood", message, cell_name(row.number, column.index)))
        return moment

    def _day_above(self) -> Moment | None:
        """The day of the row above, which a blank cell among dates means."""
        above = self._drafts[-1].moment
        return None if above is None else Moment(date=above.date, day=above.day, label=above.label)

    def _faults(self, row: Row) -> tuple[Reason, ...]:
        found = [
            Reason("no-value", message, cell_name(row.number, column.index), lost=True)
            for column in self._mapping.columns
            if column.field is not Field.IGNORE and (message := self._table.faults.get((row.number, column.index)))
        ]
        for column, value in enumerate(row.cells):
            if has_unprintable(value):
                message = Message(N_("Invisible control characters were left out."))
                found.append(Reason("control-characters", message, cell_name(row.number, column)))
        return tuple(found)

    def _continues(self, row: Row, draft: Draft) -> bool:
        """Whether the row shares the text of the one above, which is merged over both."""
        columns = self._columns[Field.TEXT] or self._columns[Field.TITLE]
        return (
            bool(self._drafts)
            and not draft.text
            and not draft.title
            and any(self._spanned(row.number, column.index) for column in columns)
        )

    def _join(self, row: Row, draft: Draft) -> None:
        above = self._drafts[-1]
        notes = [note for note in (above.note, draft.note) if note]
        fields = dict(above.fields)
        for name, text in draft.fields:
            fields[name] = f"{fields[name]}\n{text}" if name in fields and fields[name] != text else text
        self._drafts[-1] = replace(
            above,
            expect=above.expect + draft.expect,
            note="\n\n".join(dict.fromkeys(notes)),
            fields=tuple(fields.items()),
            reasons=above.reasons + draft.reasons,
        )
        self._joined[row.number] = above.row
        self._others.append(RowResult(row.number, RowStatus.JOINED, reasons=draft.reasons))

    def _completed(self, row: Row, draft: Draft) -> Draft:
        """The draft with a text, which a script cannot do without, and with nothing too long for one."""
        if not draft.text and draft.title:
            draft = replace(draft, text=draft.title, title="")
        elif not draft.text:
            kept = next((line_of(value) for _name, value in draft.fields), "")
            reason = Reason("no-text", Message(N_("The row has no text: write it into the script.")))
            draft = replace(
                draft,
                title=kept[:80].strip() or _("Row {row} of the sheet").format(row=row.number),
                text=_("(Row {row} of the sheet has no text.)").format(row=row.number),
                assumed=draft.assumed | {"text"},
                reasons=(*draft.reasons, reason),
            )
        return within_limits(draft)


def _names_of(mapping: Mapping) -> dict[int, str]:
    """What each column is called among the fields of an inject: each name once, and none that YAML keeps for itself."""
    names: dict[int, str] = {}
    taken: set[str] = set()
    for column in mapping.columns:
        name = column.name[: LONGEST_LINE - 8].strip()
        if not name or name == "<<":
            name = _("Column {letter}").format(letter=column.letter)
        while name in taken:
            name = f"{name} ({column.letter})"
        taken.add(name)
        names[column.index] = name
    return names


def _in_order(kept: list[tuple[str, str]], names: dict[int, str]) -> Iterator[tuple[str, str]]:
    place = {name: index for index, name in names.items()}
    yield from sorted(((name, text) for name, text in kept if text), key=lambda item: place[item[0]])


def _joined(day: Moment, moment: Moment | None) -> Moment:
    """A day with the time of another cell."""
    if moment is None:
        return day
    if moment.has_day:
        return moment
    return replace(moment, date=day.date, day=day.day, label=day.label)


def _found(text: str) -> dict[str, object]:
    line = " ".join(text[:120].split())
    return {"found": line if len(line) <= 60 else f"{line[:59]}…"}


def _shown(row: Row) -> str:
    return str(_found(" | ".join(line_of(value) for value in row.cells if value is not None))["found"])
