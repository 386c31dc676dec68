"""What is found in an exported sheet, and the ids its things get."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from player.i18n import Message
from player.language.values import is_identifier
from player.model.course import Phase
from player.scenario.msel.exported import columns as sheet
from player.scenario.msel.names import LONGEST, RESERVED, short_name
from player.scenario.msel.results import RowResult

_SOURCE = re.compile(r"([a-z0-9][a-z0-9-]*):\s*(\S.*)")


@dataclass
class Found:
    """What an exported sheet holds.

    Attributes:
        head: what stands above its table, by its label.
        objectives, tasks: the title of each; ``tasks`` by objective and task.
        rows: what became of each row.
        row_of: the number of the row of each inject.
        doubts: what could not be taken over, of all rows together.
        starts_ms: the story's clock at StartEx.
    """

    title: str = ""
    head: dict[str, str] = field(default_factory=dict)
    phases: list[Phase] = field(default_factory=list)
    objectives: dict[str, str] = field(default_factory=dict)
    tasks: dict[tuple[str, str], str] = field(default_factory=dict)
    rows: list[RowResult] = field(default_factory=list)
    row_of: dict[str, int] = field(default_factory=dict)
    row_of_phase: dict[str, int] = field(default_factory=dict)
    doubts: list[Message] = field(default_factory=list)
    starts_ms: int | None = None

    @property
    def sources(self) -> dict[str, str]:
        """The document of each source that stands above the table."""
        lines = self.head.get(sheet.SOURCES, "").split("\n")
        return {found[1]: found[2].strip() for line in lines if (found := _SOURCE.fullmatch(line.strip()))}


class Ids:
    """Gives each thing of one kind an id of its own: the one the sheet says, where it can."""

    def __init__(self, wishes: Iterable[str]) -> None:
        self._said = {wish for wish in wishes if is_identifier(wish) and wish not in RESERVED}
        self._taken: set[str] = set()

    def take(self, wish: str, *others: str) -> str:
        """The wish, or else a name made of it or of the others."""
        if wish in self._said and wish not in self._taken:
            self._taken.add(wish)
            return wish
        stem = next((name for each in (wish, *others) if (name := short_name(each, LONGEST - 8))), "x")
        name, number = stem, 2
        while name in self._taken or name in self._said or name in RESERVED:
            name, number = f"{stem}-{number}", number + 1
        self._taken.add(name)
        return name
