"""How the crowd stood in each second, as far as rules look at it: what is new of that since it was last read."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from itertools import groupby

from player.engine.crowd_model import TICK_MS
from player.engine.findings.rule import BEFORE, CrowdRow
from player.engine.fold import Fold
from player.model.doctrine import CEILING, Behaviour

NEVER_MS = sys.maxsize
"""An exercise time no drill comes to."""

_COLUMNS = ("force", "ceiling", "situation", "behaviour")
_CEILINGS = tuple(int(CEILING[behaviour]) for behaviour in Behaviour)


def is_alike(one: CrowdRow, other: CrowdRow) -> bool:
    """Whether two seconds differ in nothing but their time."""
    return (
        one.behaviour == other.behaviour
        and one.situation == other.situation
        and one.force == other.force
        and one.ceiling == other.ceiling
    )


class Rows:
    """The seconds of a drill in which something changed.

    Args:
        all_told: every change of behaviour, situation and force comes with an event in the log, so that between two
            events no second needs to be looked at. In sessions of version 1 it does not.

    Attributes:
        present: the second that is not over, which an event may still change.
        stirred_ms: when the first thing happened since this was last read; whoever shows it events says so.
        is_told: the present second was given as one that is over, or is like the last that was.
    """

    def __init__(self, fold: Fold, *, all_told: bool) -> None:
        self.all_told = all_told
        self.present = BEFORE
        self.is_told = False
        self._fold = fold
        self._told: CrowdRow | None = None
        self._tick: int | None = None
        self.stirred_ms: int | None = None

    def read(self) -> list[CrowdRow]:
        """The seconds that are over by now and in which something changed since this was last called."""
        crowd = self._fold.crowd
        tick, first, before = crowd.tick, self._tick, self.present
        behaviour, situation, _ = crowd.standing
        self.present = CrowdRow(tick * TICK_MS, crowd.force, _CEILINGS[behaviour], situation, behaviour)
        self._tick = tick
        changes: list[CrowdRow] = []
        if first is None:
            changes = self._changes(self._between(0, tick))
        elif tick > first:
            quiet_to = self._quiet_to(first, tick)
            if quiet_to > first and not self.is_told:
                changes = self._changes([before])
            if tick > quiet_to:
                changes += self._changes(self._between(quiet_to, tick))
        self.stirred_ms = None
        told, present = self._told, self.present
        self.is_told = told is not None and is_alike(told, present)
        return changes

    def _quiet_to(self, first: int, tick: int) -> int:
        """The tick before which all from ``first`` on are like it, as far as is known without a look."""
        if self.stirred_ms is not None:
            return min(tick, max(first, -(-self.stirred_ms // TICK_MS))) if self.all_told else first
        return tick if self.all_told or tick == first + 1 else first

    def _between(self, first: int, last: int) -> list[CrowdRow]:
        """The rows from one tick to before another, only the first of those that are alike."""
        columns = self._fold.crowd.columns(first)
        values = zip(*(columns[name][: last - first] for name in _COLUMNS), strict=True)
        rows, row = [], first
        for held, run in groupby(values):
            rows.append(CrowdRow(row * TICK_MS, *map(int, held)))
            row += sum(1 for _ in run)
        return rows

    def _changes(self, rows: Iterable[CrowdRow]) -> list[CrowdRow]:
        """Those of the rows that are not like the one before, which are now told."""
        changes = []
        for row in rows:
            if self._told is None or not is_alike(self._told, row):
                changes.append(row)
                self._told = row
        return changes
