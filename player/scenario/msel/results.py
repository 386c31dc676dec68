"""What comes of an import: every row with what became of it, the phases, the script."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from player.i18n import Message
from player.model.times import duration_text
from player.scenario.msel.mapping import Mapping


class RowStatus(StrEnum):
    """What became of a row."""

    IMPORTED = "imported"
    """It is an inject."""
    JOINED = "joined"
    """It belongs to the inject above, with which it shares a merged text."""
    PHASE = "phase"
    """It is the heading of a phase."""
    ABOVE = "above"
    """It stands above the table: title, place, date."""
    SKIPPED = "skipped"
    """It holds nothing: a line, the header once more."""
    REJECTED = "rejected"
    """It could not be imported."""


@dataclass(frozen=True, slots=True)
class Reason:
    """What a planner should know of a row.

    Attributes:
        code: which kind of thing, for machines.
        message: the sentence.
        cell: the cell it is about, such as ``C7``; empty for the whole row.
        lost: something of the row did not get into the script.
    """

    code: str
    message: Message
    cell: str = ""
    lost: bool = False

    def to_json(self) -> dict[str, Any]:
        """The same as plain values, in the language in use."""
        return {"code": self.code, "cell": self.cell, "message": str(self.message), "lost": self.lost}


@dataclass(frozen=True, slots=True)
class RowResult:
    """A row of the sheet and what became of it.

    Attributes:
        number: of the row, as the spreadsheet program counts.
        inject: id of the inject it became or was joined to; None otherwise.
        phase: id of the phase that inject belongs to, or that the row is the heading of; None otherwise.
        reasons: why it was not imported, or what was assumed for it.
    """

    number: int
    status: RowStatus
    inject: str | None = None
    phase: str | None = None
    reasons: tuple[Reason, ...] = ()

    @property
    def lost(self) -> bool:
        """Whether the row, or something of it, did not get into the script."""
        return any(reason.lost for reason in self.reasons)

    def to_json(self) -> dict[str, Any]:
        """The same as plain values, in the language in use."""
        return {
            "row": self.number,
            "status": self.status.value,
            "inject": self.inject,
            "phase": self.phase,
            "reasons": [reason.to_json() for reason in self.reasons],
        }


@dataclass(frozen=True, slots=True)
class PhaseResult:
    """A phase of the script.

    Attributes:
        planned_ms: how long it is planned to last.
        injects: how many it has.
        rows: numbers of the rows they come from, in the order of the phase.
    """

    id: str
    title: str
    planned_ms: int
    injects: int
    rows: tuple[int, ...]

    def to_json(self) -> dict[str, Any]:
        """The same as plain values."""
        return {
            "id": self.id,
            "title": self.title,
            "planned": duration_text(self.planned_ms),
            "planned_ms": self.planned_ms,
            "injects": self.injects,
            "rows": list(self.rows),
        }


@dataclass(frozen=True)
class ImportResult:
    """What comes of a sheet under a mapping.

    Attributes:
        scenario_yaml: the script; empty where no row could be imported.
        scenario_id: its short name.
        sheet: name of the sheet; empty for a text file.
        mapping: what its columns were taken to mean.
        starts: the story's clock at the beginning, ``09:00``.
        starts_known: it comes from the sheet or the planner, and is no assumption.
        phases: in their order.
        rows: every row that holds something, in order.
        blank_rows: how many hold nothing.
        assumptions: what the script says was assumed, in the language it was made in.
        advice: what the planner may want to do about the import, such as another ``--start``.
    """

    scenario_yaml: str
    scenario_id: str
    sheet: str
    mapping: Mapping
    starts: str
    starts_known: bool
    phases: tuple[PhaseResult, ...]
    rows: tuple[RowResult, ...]
    blank_rows: int
    assumptions: tuple[str, ...]
    advice: tuple[Message, ...] = field(default=())

    @property
    def counts(self) -> dict[str, int]:
        """How many rows became what."""
        found = Counter(row.status for row in self.rows)
        return {**{status.value: found[status] for status in RowStatus}, "blank": self.blank_rows}

    @property
    def complete(self) -> bool:
        """Whether all that the sheet holds got into the script."""
        return bool(self.scenario_yaml) and not any(row.lost or row.status is RowStatus.REJECTED for row in self.rows)
