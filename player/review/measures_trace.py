"""How long what stood: the colour of the situation, the class of behaviour, the force; and when the crowd dispersed.

All of it is counted in the seconds of the crowd's trace, as it is plotted: what stands at a second stands until the
next one.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, islice
from operator import itemgetter
from typing import NamedTuple

from player.engine.crowd_model import TICK_MS
from player.engine.fold import Fold
from player.model.doctrine import FORCE_FROM, Behaviour, Situation, Stage
from player.review.held import held

_HELD = ("force", "ceiling", "situation", "behaviour", "personnel", "dispersed")


class Run(NamedTuple):
    """A time in which nothing of this changed."""

    from_ms: int
    to_ms: int
    force: int
    ceiling: int
    situation: int
    behaviour: int
    personnel: int
    dispersed: int

    @property
    def length_ms(self) -> int:
        """How long it is."""
        return self.to_ms - self.from_ms


class Trace:
    """The trace of a drill's crowd up to a moment, in runs without a gap from 0 on; none where no time has passed.

    Attributes:
        peak_ms: when tension was first at its highest, or None where no time has passed.
    """

    def __init__(self, fold: Fold, length_ms: int) -> None:
        columns = fold.crowd.columns()
        self.length_ms = length_ms
        rows = islice(zip(*(columns[name] for name in _HELD), strict=True), -(-length_ms // TICK_MS))
        self.runs = [Run(from_ms, to_ms, *values) for from_ms, to_ms, values in held(rows, length_ms)]
        self._ceilings = self._merged("ceiling")
        self._ceilings_from_ms = [from_ms for from_ms, _, _ in self._ceilings]
        tension = columns["tension"][: length_ms // TICK_MS + 1]
        self.peak_ms = list(tension).index(max(tension)) * TICK_MS if length_ms else None

    def situation_ms(self) -> Mapping[Situation, int]:
        """How long each colour stood."""
        return {Situation(key): ms for key, ms in self._sums(Situation, "situation").items()}

    def behaviour_ms(self) -> Mapping[Behaviour, int]:
        """How long each class of behaviour stood."""
        return {Behaviour(key): ms for key, ms in self._sums(Behaviour, "behaviour").items()}

    def stage_ms(self) -> Mapping[int, int]:
        """How long each stage was the highest."""
        return self._sums(map(int, Stage), "force")

    def left_green_ms(self) -> int | None:
        """When the situation first was not green."""
        return next((run.from_ms for run in self.runs if run.situation != Situation.HIJAU), None)

    def above_ms(self, stage: int, from_ms: int, to_ms: int) -> int:
        """How much of this time a stage of force stands above the ceiling."""
        place = max(0, bisect_right(self._ceilings_from_ms, from_ms) - 1)
        above_ms = 0
        while place < len(self._ceilings) and self._ceilings[place][0] < to_ms:
            start_ms, end_ms, ceiling = self._ceilings[place]
            if stage > ceiling:
                above_ms += min(end_ms, to_ms) - max(start_ms, from_ms)
            place += 1
        return above_ms

    def _merged(self, name: str) -> list[tuple[int, int, int]]:
        """From when to when a value was what."""
        place = Run._fields.index(name)
        merged = []
        for value, same in groupby(self.runs, itemgetter(place)):
            of_it = list(same)
            merged.append((of_it[0].from_ms, of_it[-1].to_ms, value))
        return merged

    def _sums(self, keys: Iterable[int], name: str) -> Mapping[int, int]:
        place = Run._fields.index(name)
        sums = dict.fromkeys(keys, 0)
        for run in self.runs:
            sums[run[place]] += run.to_ms - run.from_ms
        return sums


@dataclass(frozen=True, slots=True)
class DispersalMeasures:
    """When the crowd dispersed. It says nothing by itself: excess force empties a square, too.

    Attributes:
        at_ms: from when on it has dispersed for good, also the time since StartEx; None while it is there.
        first_ms: when it first had; ``times``: how often it came to that.
        red_ms: when the situation was first red; ``peak_ms``: when tension was at its highest.
        force_ms: how long force of stage 3 or more stood up to then, or up to now where it has not dispersed;
        excess_ms: how much of that stood above the ceiling.
        force_after_ms, excess_after_ms: the same from the dispersal to the end.
    """

    at_ms: int | None
    first_ms: int | None
    times: int
    red_ms: int | None
    peak_ms: int | None
    force_ms: int
    excess_ms: int
    force_after_ms: int = 0
    excess_after_ms: int = 0

    @property
    def since_red_ms(self) -> int | None:
        """From the first red to it, or None where there was no red before it."""
        return _between(self.red_ms, self.at_ms)

    @property
    def since_peak_ms(self) -> int | None:
        """From the highest tension to it, or None where that came after it."""
        return _between(self.peak_ms, self.at_ms)

    @property
    def excess_permille(self) -> int | None:
        """The thousandths of the force up to then that stood above the ceiling, or None where there was no force."""
        return round(1000 * self.excess_ms / self.force_ms) if self.force_ms else None


def _between(from_ms: int | None, to_ms: int | None) -> int | None:
    return None if from_ms is None or to_ms is None or to_ms < from_ms else to_ms - from_ms


def dispersal_of(trace: Trace, told: Sequence[tuple[int, bool]]) -> DispersalMeasures:
    """When the crowd dispersed.

    Args:
        told: when the log says that it dispersed (True) or was there again; where it never says so, as logs of old do
            not, the trace says it.
    """
    turns = [(ms, gone) for ms, gone in told if ms <= trace.length_ms]
    if not turns:
        runs = ((run.from_ms, bool(run.dispersed)) for run in trace.runs)
        turns = [next(same) for _, same in groupby(runs, lambda turn: turn[1])]
    times_ms = [ms for ms, gone in turns if gone]
    at_ms = turns[-1][0] if turns and turns[-1][1] else None
    until_ms = trace.length_ms if at_ms is None else at_ms
    force_ms = excess_ms = force_after_ms = excess_after_ms = 0
    for run in trace.runs:
        if run.force >= FORCE_FROM:
            before_ms = max(0, min(run.to_ms, until_ms) - run.from_ms)
            after_ms = run.length_ms - before_ms
            force_ms, force_after_ms = force_ms + before_ms, force_after_ms + after_ms
            if run.force > run.ceiling:
                excess_ms, excess_after_ms = excess_ms + before_ms, excess_after_ms + after_ms
    return DispersalMeasures(
        at_ms,
        times_ms[0] if times_ms else None,
        len(times_ms),
        next((run.from_ms for run in trace.runs if run.situation == Situation.MERAH), None),
        trace.peak_ms,
        force_ms,
        excess_ms,
        force_after_ms,
        excess_after_ms,
    )
