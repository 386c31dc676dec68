"""A sheet on its way to a script: what the planner has chosen, and what comes of it, made in the background."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from player.scenario.msel import Field, Mapping, Origin, SheetProblem, Start, Table, Workbook, parse_start, propose
from player.ui.background import Background, Result
from player.ui.mapper.outcome import Opened, Outcome, make_outcome, open_sheets

DEBOUNCE_MS = 150
"""So long the planner must leave the mapping alone before the preview is made anew."""

_MOST_UNDONE = 200


@dataclass(frozen=True)
class Choices:
    """What the planner has chosen: the sheet, what its columns mean, and StartEx as typed."""

    table: Table
    mapping: Mapping
    start: str = ""


class SheetImport(QObject):
    """A file of sheets, what was chosen of it, and the newest preview.

    One preview is made at a time. A change while one is being made lets that one be dropped and the next begin.

    Args:
        path: the file.
        background: where the work goes.
        at_once: without waiting for the planner to leave it alone.

    Signals:
        opened: the file has been read, or could not be.
        changed: something else was chosen.
        previewed: there is a new preview.
        working: the preview begins or ends to be out of date.
    """

    opened = Signal()
    changed = Signal()
    previewed = Signal()
    working = Signal()

    def __init__(self, path: Path, background: Background, parent: QObject, *, at_once: bool = False) -> None:
        super().__init__(parent)
        self.path = path
        self.workbook: Workbook | None = None
        self.choices: Choices | None = None
        self.outcome: Outcome | None = None
        self.problem: SheetProblem | None = None
        self._background, self._at_once = background, at_once
        self._wanted: Choices | None = None
        self._done: list[Choices] = []
        self._is_busy = self._is_stale = self._has_stopped = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DEBOUNCE_MS)
        self._timer.timeout.connect(self._build)

    def begin(self, kept: Choices | None = None) -> None:
        """Read the file.

        Args:
            kept: what was chosen the last time; taken up again as far as the sheet is still the same.
        """
        self._wanted = kept or self.choices
        self._background.run(partial(open_sheets, self.path), self._take_opened)

    def stop(self) -> None:
        """Make nothing more."""
        self._has_stopped = True
        self._timer.stop()

    @property
    def is_stale(self) -> bool:
        """Whether the preview is not yet that of what is chosen."""
        return self.choices is not None and (self._is_busy or self._is_stale or self._timer.isActive())

    @property
    def can_undo(self) -> bool:
        """Whether there is a choice to take back."""
        return bool(self._done)

    @property
    def start(self) -> Start | None:
        """StartEx as chosen; None for the earliest time of the sheet."""
        return parse_start(self.choices.start) if self.choices is not None and self.choices.start else None

    def choose_sheet(self, name: str) -> None:
        """Take another sheet of the workbook."""
        if self.workbook is None or self.choices is None or name == self.choices.table.name:
            return
        with suppress(SheetProblem):
            table = self.workbook.table(name)
            self._choose(replace(self.choices, table=table, mapping=propose(table)))

    def choose_header(self, number: int | None) -> None:
        """Say which row names the columns; -1: it is found, None: there is none."""
        if self.choices is not None:
            mapping = propose(self.choices.table, number)
            if mapping != self.choices.mapping:
                self._choose(replace(self.choices, mapping=mapping))

    def choose_field(self, index: int, field: Field) -> None:
        """Say what a column means."""
        if self.choices is not None:
            self._choose(replace(self.choices, mapping=self.choices.mapping.changed(index, field)))

    def choose_start(self, text: str) -> None:
        """Say when StartEx is; empty: at the earliest time of the sheet.

        Raises:
            SheetProblem: it is no time; then nothing has changed.
        """
        if text:
            parse_start(text)
        if self.choices is not None and text != self.choices.start:
            self._choose(replace(self.choices, start=text))

    def undo(self) -> None:
        """Take back the last choice."""
        if self._done:
            self._set(self._done.pop())

    def refresh(self) -> None:
        """Make the preview anew, in another language."""
        if self.choices is not None:
            self._build()

    def in_background(self, work: Callable[[], Result], on_done: Callable[[Result], None]) -> None:
        """Do something slow; what comes of it is dropped once this has stopped."""
        self._background.run(work, lambda result: None if self._has_stopped else on_done(result))

    # Within

    def _choose(self, choices: Choices) -> None:
        if self._has_stopped:
            return
        if self.choices is not None:
            self._done = [*self._done[1 - _MOST_UNDONE :], self.choices]
        self._set(choices)

    def _set(self, choices: Choices) -> None:
        self.choices = choices
        self.changed.emit()
        if self._at_once:
            self._build()
        else:
            self._timer.start()
            self.working.emit()

    def _take_opened(self, opened: Opened | SheetProblem) -> None:
        if self._has_stopped:
            return
        if isinstance(opened, SheetProblem):
            self.problem = opened
            self.opened.emit()
            return
        self.workbook = opened.workbook
        self.problem = None
        self.choices = _taken_up(opened, self._wanted)
        self.opened.emit()
        self.changed.emit()
        self._build()

    def _build(self) -> None:
        choices = self.choices
        if choices is None or self._has_stopped:
            return
        if self._is_busy:
            self._is_stale = True
            return
        self._is_busy, self._is_stale = True, False
        self.working.emit()
        work = partial(make_outcome, self.path.name, choices.table, choices.mapping, self.start)
        self._background.run(work, self._take_outcome)

    def _take_outcome(self, outcome: Outcome) -> None:
        self._is_busy = False
        if self._has_stopped:
            return
        if self._timer.isActive():
            return  # something else has been chosen meanwhile
        if self._is_stale:
            self._build()
            return
        self.outcome = outcome
        self.previewed.emit()
        self.working.emit()


def _taken_up(opened: Opened, kept: Choices | None) -> Choices:
    """What was chosen before, for a sheet that may have been changed meanwhile in the spreadsheet program."""
    table = next((one for one in opened.workbook.tables if kept is not None and one.name == kept.table.name), None)
    if kept is None or table is None or not table.rows:
        return Choices(opened.table, opened.mapping)
    if table == kept.table:
        return kept
    try:
        mapping = propose(table, kept.mapping.header)
    except SheetProblem:
        mapping = propose(table)
    names = {(column.index, column.name) for column in mapping.columns}
    for column in kept.mapping.columns:
        if column.origin is Origin.GIVEN and (column.index, column.name) in names:
            mapping = mapping.changed(column.index, column.field)
    return Choices(table, mapping, kept.start)
