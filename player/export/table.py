"""What a table of an exported session is, whatever the format of its file."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from player.export.cells import TEXT
from player.export.session_source import SessionSource
from player.i18n import _

Value = str | int | float | bool | None
"""What stands in a cell; times are whole ms."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    Attributes:
        id: its name for programs, never changed.
        header: its name for people, translatable; ``width``: characters wide it is.
        holds: a word of `player.export.cells`.
    """

    id: str
    header: str
    width: int
    holds: str = TEXT


@dataclass(frozen=True, slots=True)
class Table:
    """A table.

    Attributes:
        name: its word on the command line; ``title``: translatable.
        rows: makes its rows of a session, in the language in use, with a row of the trace for each so many ms.
        frozen: how many columns stay in sight; ``printed``: how many of them go on paper, None for all. What stands
            right of these is for the screen.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: Callable[[SessionSource, int], Iterable[tuple[Value, ...]]]
    frozen: int = 1
    printed: int | None = None


def named(table: Table, source: SessionSource, step_ms: int) -> Iterable[dict[str, Value]]:
    """The rows of a table as values by the names of their columns."""
    names = [column.id for column in table.columns]
    return (dict(zip(names, row, strict=True)) for row in table.rows(source, step_ms))


def yes_no(*, value: bool) -> str:
    """Whether something is so, in words."""
    return _("yes") if value else _("no")
