"""What comes of a sheet under a mapping, as the page shows it. No Qt: it is put together in the background."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from player.i18n import _, ngettext
from player.model.course import Inject
from player.model.doctrine import CHANNELS
from player.model.scenario import Scenario
from player.model.times import clock_text, length_words, story_clock_text
from player.scenario import ScenarioProblems
from player.scenario.load import read_scenario
from player.scenario.msel import (
    ImportResult,
    Options,
    RowResult,
    RowStatus,
    SheetProblem,
    Start,
    Table,
    Workbook,
    best_table,
    build,
    propose,
    prove,
    read_tables,
)
from player.scenario.msel import Mapping as Columns
from player.scenario.msel.cells import column_of
from player.ui.mapper.words import STATUS_LOOKS, row_sign

_CELL = re.compile(r"([A-Z]+)(\d+)")
_DOT = " · "


@dataclass(frozen=True, slots=True)
class Opened:
    """A file of sheets, the sheet chosen of it, and what its columns seem to mean."""

    workbook: Workbook
    table: Table
    mapping: Columns


@dataclass(frozen=True, slots=True)
class CourseRow:
    """A phase or an inject of the script to be.

    Attributes:
        key: the row of the sheet it comes from, or the id of the phase.
        clock: when, by the story's clock; ``offset``: from StartEx.
        head: it is a phase.
    """

    key: int | str
    clock: str
    offset: str
    title: str
    detail: str
    head: bool = False
    chosen: bool = False

    @property
    def spoken(self) -> str:
        """The row in words."""
        return " ".join(filter(None, (self.clock, self.title, self.detail)))


@dataclass(frozen=True, slots=True)
class RemarkRow:
    """Something to know of a row, or of the whole sheet.

    Attributes:
        key: place in the list.
        row: number of the row, 0 for the whole sheet; ``column``: from 0, or None for the whole row.
        tone, icon: its sign; ``word``: the same in words.
    """

    key: int
    row: int
    column: int | None
    text: str
    word: str
    icon: str
    tone: str
    chosen: bool = False

    @property
    def where(self) -> str:
        """The row, as it is named."""
        return f"{self.row}" if self.row else ""

    @property
    def spoken(self) -> str:
        """The remark in words."""
        where = _("Row {row}").format(row=self.row) if self.row else ""
        return " ".join(filter(None, (where, self.word, self.text)))


@dataclass(frozen=True)
class Outcome:
    """What comes of a sheet.

    Attributes:
        result: as the importer says it.
        problem: why nothing can be saved, in a sentence; empty when all is well.
        course: phases and injects in their order.
        remarks: what to look at, and what was assumed.
        by_row: what became of each row, by its number.
        startex_at: the clock of a row that says it is StartEx and is not the earliest; empty without.
    """

    result: ImportResult
    problem: str = ""
    course: tuple[CourseRow, ...] = ()
    remarks: tuple[RemarkRow, ...] = ()
    by_row: Mapping[int, RowResult] = field(default_factory=dict)
    startex_at: str = ""

    @property
    def can_save(self) -> bool:
        """Whether there is a script to save."""
        return bool(self.result.scenario_yaml) and not self.problem

    @property
    def imported(self) -> int:
        """Rows that are in the script."""
        counts = self.result.counts
        return counts[RowStatus.IMPORTED] + counts[RowStatus.JOINED]

    @property
    def wanted(self) -> int:
        """Rows that should be in it."""
        return self.imported + self.result.counts[RowStatus.REJECTED]

    @property
    def remarked(self) -> int:
        """Rows with a remark."""
        return len({remark.row for remark in self.remarks if remark.row})


def open_sheets(path: Path) -> Opened | SheetProblem:
    """Read a file and propose what its columns mean; what is wrong with it comes back as its problem."""
    try:
        workbook = read_tables(path)
        table = best_table(workbook)
        return Opened(workbook, table, propose(table))
    except SheetProblem as problem:
        return problem


def make_outcome(document: str, table: Table, mapping: Columns, start: Start | None) -> Outcome:
    """Import a sheet, and lay out what comes of it."""
    result = build(table, mapping, Options(document, start))
    by_row = {row.number: row for row in result.rows}
    remarks = tuple(_remarks(result))
    advised = str(result.advice[0].values.get("clock", "")) if result.advice else ""
    if not result.scenario_yaml:
        return Outcome(result, _("No row could be imported."), (), remarks, by_row)
    try:
        prove(result, document)
        scenario = read_scenario(result.scenario_yaml, document).scenario
    except SheetProblem as problem:
        return Outcome(result, str(problem), (), remarks, by_row, advised)
    except ScenarioProblems as problems:
        return Outcome(result, str(problems.problems[0]), (), remarks, by_row, advised)
    return Outcome(result, "", tuple(_course(scenario, result)), remarks, by_row, advised)


def _course(scenario: Scenario, result: ImportResult) -> Iterator[CourseRow]:
    row_of = {row.inject: row.number for row in result.rows if row.status is RowStatus.IMPORTED}
    begin_ms = 0
    for number, phase in enumerate(scenario.phases, 1):
        count = ngettext("{n} inject", "{n} injects", len(phase.injects)).format(n=len(phase.injects))
        yield CourseRow(
            phase.id,
            story_clock_text(scenario.place.starts_ms + begin_ms, seconds=False),
            "",
            f"{number}. {phase.title}",
            _DOT.join((str(length_words(phase.planned_ms)), count)),
            head=True,
        )
        for inject in scenario.injects_by_time[phase.id]:
            yield _inject_row(scenario, inject, begin_ms, row_of[inject.id])
        begin_ms += phase.planned_ms


def _inject_row(scenario: Scenario, inject: Inject, begin_ms: int, row: int) -> CourseRow:
    clock = offset = ""
    if inject.at_ms is not None:
        at_ms = begin_ms + inject.at_ms
        clock = story_clock_text(scenario.place.starts_ms + at_ms, seconds=bool(at_ms % 60_000))
        offset = f"+{clock_text(at_ms, hours=True)}"
    who = " → ".join(filter(None, (str(inject.sender), str(inject.receiver))))
    channel = _(CHANNELS[inject.channel]) if inject.channel is not None else ""
    expected = len(inject.expect)
    actions = ngettext("{n} expected action", "{n} expected actions", expected).format(n=expected) if expected else ""
    title = str(inject.title) or str(inject.text)
    said = " ".join(str(inject.text).split())
    said = "" if said == " ".join(title.split()) else said
    return CourseRow(row, clock, offset, title, _DOT.join(filter(None, (who, channel, actions, said))))


def _remarks(result: ImportResult) -> Iterator[RemarkRow]:
    key = 0
    for row in result.rows:
        if row.status is RowStatus.SKIPPED:
            continue
        look = row_sign(row) or STATUS_LOOKS[row.status]
        for reason in row.reasons:
            found = _CELL.fullmatch(reason.cell)
            text = f"{reason.cell}: {reason.message}" if reason.cell else str(reason.message)
            column = column_of(found[1]) if found else None
            icon, tone = look.icon, look.tone
            if row.status is not RowStatus.REJECTED and not reason.lost:
                icon, tone = "info", "accent"
            yield RemarkRow(key, row.number, column, text, _(look.word), icon, tone)
            key += 1
    for assumption in result.assumptions:
        yield RemarkRow(key, 0, None, assumption, _("assumed"), "pencil", "neutral")
        key += 1
