"""What the cells of a column say of it, where its name does not, or where it has none."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from player.scenario.msel.cells import Value, line_of, text_of
from player.scenario.msel.fields import Field
from player.scenario.msel.headers import fields_called, plain_words
from player.scenario.msel.moments import looks_like_moment, parse_moment
from player.scenario.msel.readings import reading_of
from player.scenario.msel.words import channel_of, kind_of_unit, units_in

LOOKED_AT = 300
"""Rows of a column that are looked at."""

_PHASE = re.compile(
    r"(?:phase|fase|tahap|move|stage|babak|sesi|session|group|grup|kelompok|bagian|part|block)\b.{0,40}", re.IGNORECASE
)
_LONGEST_PLACEHOLDER = 40
_DIGITS_AT_END = re.compile(r"[\s\d]+$")
_SHORT_NAME = re.compile(r"[A-Za-z]{0,8}[ .#/-]?\d{1,4}(?:[.\-/]?[A-Za-z0-9]{1,3}){0,2}|[A-Za-z]{1,2}")


@dataclass(frozen=True)
class Contents:
    """The first cells of a column that hold something.

    Attributes:
        name: of the column; empty without one.
        cells: what they hold.
        rows: how many rows were looked at.
    """

    name: str
    cells: Sequence[Value]
    rows: int

    @cached_property
    def lines(self) -> list[str]:
        """The cells as text, each on one line."""
        return [line_of(value) for value in self.cells]

    @cached_property
    def mean_length(self) -> float:
        """Characters of a cell."""
        return sum(map(len, self.lines)) / max(1, len(self.lines))

    @cached_property
    def runs(self) -> int:
        """How often the value changes from one cell to the next, and one."""
        return 1 + sum(1 for above, below in pairwise(self.lines) if above != below)

    @cached_property
    def kinds(self) -> int:
        """How many different values there are."""
        return len(set(self.lines))

    def share_of_moments(self, field: Field) -> float:
        """How many of the cells are understood as times, 0 to 1, if the column is this field."""
        reading, _doubts = reading_of(self.cells, field, self.name)
        return self._share(sum(1 for value in self.cells if parse_moment(value, reading) is not None))

    @cached_property
    def share_of_days(self) -> float:
        """How many of the cells say a day and no time."""
        reading, _doubts = reading_of(self.cells, Field.TIME, self.name)
        moments = [parse_moment(value, reading) for value in self.cells]
        return self._share(sum(1 for moment in moments if moment and moment.date and not moment.has_time))

    @cached_property
    def share_of_short_names(self) -> float:
        """How many of the cells are numbers or short names such as ``3``, ``A2`` or ``INJ-07``."""
        return self._share(sum(1 for line in self.lines if _SHORT_NAME.fullmatch(line)))

    def scores(self) -> dict[Field, float]:
        """How likely the column is each field by its cells alone, 0 to 1."""
        found: dict[Field, float] = {}
        if not self.cells:
            return found
        self._add_placeholders(found)
        moments = self._share(sum(1 for value in self.cells if looks_like_moment(value)))
        if moments >= 0.6:
            found[Field.DATE if self.share_of_days > 0.8 else Field.TIME] = 0.5 + 0.45 * moments
        if self.mean_length <= 30:
            channels = self._share(sum(1 for line in self.lines if channel_of(line)))
            if channels >= 0.5:
                found[Field.CHANNEL] = max(found.get(Field.CHANNEL, 0.0), 0.35 + 0.5 * channels)
            units = self._share(sum(1 for line in self.lines if _names_units(line)))
            if units >= 0.5:
                found[Field.TO] = max(found.get(Field.TO, 0.0), 0.3 + 0.5 * units)
        if self._share(sum(1 for line in self.lines if _PHASE.fullmatch(line))) >= 0.8 and self.is_in_blocks:
            found[Field.PHASE] = 0.8
        if self._counts_up():
            found[Field.NUMBER] = 0.8
        return found

    @property
    def is_in_blocks(self) -> bool:
        """Whether equal values stand together, as those of phases do."""
        return self.runs <= 1.5 * self.kinds + 1

    def _add_placeholders(self, found: dict[Field, float]) -> None:
        """Count the cells of a template, which name the field themselves: ``subject``, ``message 2``."""
        counts = Counter(
            field
            for line in self.lines
            if len(line) <= _LONGEST_PLACEHOLDER
            for field in fields_called(_DIGITS_AT_END.sub("", plain_words(line)))
        )
        for field, count in counts.items():
            if count >= 0.5 * len(self.lines):
                found[field] = 0.85 * count / len(self.lines)

    def _counts_up(self) -> bool:
        try:
            numbers = [int(line) for line in self.lines]
        except ValueError:
            return False
        pairs = pairwise(numbers)
        return len(numbers) >= 2 and numbers[0] in {0, 1} and all(below == above + 1 for above, below in pairs)

    def _share(self, count: int) -> float:
        return count / len(self.cells) if self.cells else 0.0


def _names_units(line: str) -> bool:
    units = units_in(line)
    return bool(units) and any(kind_of_unit(unit) != "other" for unit in units)


def sample_of(contents: Contents) -> str:
    """The first cell of a column, for people to recognise it by."""
    line = text_of(contents.cells[0]) if contents.cells else ""
    line = " ".join(line[:200].split())
    return line if len(line) <= 40 else f"{line[:39].rstrip()}…"
