"""The columns of an exported sheet, and the lines above its table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from player.i18n import LANGUAGES, N_, _, speaking
from player.scenario.msel.cells import line_of
from player.scenario.msel.fields import Field
from player.scenario.msel.tables import Row, Table

_LOOKED_AT = 40
"""Rows in which the header of an exported sheet is looked for: a planner may have put some above it."""


class Part(StrEnum):
    """A column of an exported sheet."""

    NUMBER = "number"
    PHASE = "phase"
    CLOCK = "clock"
    FROM_START = "from_start"
    IN_PHASE = "in_phase"
    ID = "id"
    DUE = "due"
    TITLE = "title"
    TEXT = "text"
    SENDER = "sender"
    RECEIVER = "receiver"
    CHANNEL = "channel"
    CONTROLLER = "controller"
    EXPECT = "expect"
    OBJECTIVE = "objective"
    CONTINGENCY = "contingency"
    NOTE = "note"
    KIND = "kind"
    DETAILS = "details"
    EFFECTS = "effects"
    ATTACHMENTS = "attachments"
    SOURCE = "source"


HEADERS: Mapping[Part, str] = {
    Part.NUMBER: N_("No."),
    Part.PHASE: N_("Phase"),
    Part.CLOCK: N_("Planned time"),
    Part.FROM_START: N_("From StartEx"),
    Part.IN_PHASE: N_("In phase"),
    Part.ID: N_("ID"),
    Part.DUE: N_("Trigger"),
    Part.TITLE: N_("Inject title"),
    Part.TEXT: N_("Inject text"),
    Part.SENDER: N_("From"),
    Part.RECEIVER: N_("To"),
    Part.CHANNEL: N_("Channel"),
    Part.CONTROLLER: N_("Responsible controller"),
    Part.EXPECT: N_("Expected action"),
    Part.OBJECTIVE: N_("Objective"),
    Part.CONTINGENCY: N_("If missed"),
    Part.NOTE: N_("Notes"),
    Part.KIND: N_("Kind"),
    Part.DETAILS: N_("Deadline and details"),
    Part.EFFECTS: N_("Effect (controllers only)"),
    Part.ATTACHMENTS: N_("Attachments"),
    Part.SOURCE: N_("Source"),
}
"""What each column is called, in the order of the sheet; fields of injects follow under their own names."""

_SIGNATURE = frozenset({Part.PHASE, Part.IN_PHASE, Part.DUE, Part.KIND, Part.TEXT, Part.ID})
"""Columns by which an exported sheet is known; without one of them it is read as any other sheet."""

_FIELDS: Mapping[Part, Field] = {
    Part.PHASE: Field.PHASE,
    Part.CLOCK: Field.TIME,
    Part.IN_PHASE: Field.OFFSET,
    Part.TITLE: Field.TITLE,
    Part.TEXT: Field.TEXT,
    Part.SENDER: Field.FROM,
    Part.RECEIVER: Field.TO,
    Part.CHANNEL: Field.CHANNEL,
    Part.EXPECT: Field.EXPECT,
    Part.OBJECTIVE: Field.OBJECTIVE,
    Part.NOTE: Field.NOTES,
    Part.ID: Field.NUMBER,
    Part.NUMBER: Field.IGNORE,
    Part.FROM_START: Field.IGNORE,
    Part.ATTACHMENTS: Field.IGNORE,
}
"""What a mapping calls each column; the others hold what only an exported sheet has, and are kept."""

PHASE_ROW = N_("PHASE")
INJECT_ROW = N_("inject")
CONTINGENCY_ROW = N_("contingency")

PLACE = N_("Place")
ZONE = N_("Time zone")
STARTS = N_("StartEx")
LENGTH = N_("Planned length")
SCRIPT = N_("Script")
SOURCES = N_("Sources")
LABELS = (PLACE, ZONE, STARTS, LENGTH, SCRIPT, SOURCES)
"""What the lines above the table say; each stands before its value."""


def label_of(text: str) -> str | None:
    """The label of `LABELS` that a cell is, in any language; its letters count, so that an id is none."""
    return _labels().get(text)


@cache
def _labels() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for code in LANGUAGES:
        with speaking(code):
            found |= {_(label): label for label in LABELS}
    return found


@dataclass(frozen=True, slots=True)
class Layout:
    """Where what stands in an exported sheet.

    Attributes:
        header: the row that names its columns.
        columns: the place of each column that is there.
        fields: the place and name of each further column.
    """

    header: Row
    columns: Mapping[Part, int]
    fields: tuple[tuple[int, str], ...]

    def field_of(self, column: int) -> Field:
        """What a mapping calls a column."""
        part = next((part for part, place in self.columns.items() if place == column), None)
        return Field.KEEP if part is None else _FIELDS.get(part, Field.KEEP)


def layout_of(table: Table) -> Layout | None:
    """Where what stands in a sheet that Gladi exported, in whatever language; None for any other sheet."""
    for row in table.rows[:_LOOKED_AT]:
        names = [line_of(value) if isinstance(value, str) else "" for value in row.cells]
        for titles in titles_by_language():
            columns = {part: names.index(title) for part, title in titles.items() if title in names}
            if columns.keys() >= _SIGNATURE:
                return Layout(row, columns, tuple(_further(row, frozenset(columns.values()), table)))
    return None


def titles_by_language() -> Iterator[Mapping[Part, str]]:
    """What the columns are called in each language."""
    for code in LANGUAGES:
        with speaking(code):
            yield {part: line_of(_(title)) for part, title in HEADERS.items()}


def _further(row: Row, known: frozenset[int], table: Table) -> Iterator[tuple[int, str]]:
    taken = set()
    for column in range(table.width):
        value = row[column]
        name = value if isinstance(value, str) else line_of(value)
        if column in known or not name.strip() or name in taken:
            continue
        taken.add(name)
        yield column, name
