"""What moved the tension between two moments, by the model's own terms.

The tension changes in two ways only: an event makes it jump, and the steps of the model carry it on. A step of RK4 is a
weighted sum of slopes and each slope is a sum of terms (`player.engine.crowd_model.CrowdModel.split`), so every step
splits into its terms without a remainder; the journal of the crowd says who or what stood behind each term. The causes
of a span therefore add up to the change of the curve, and the causes of two spans to those of both together.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from typing import NamedTuple, TypeAlias

from player.engine.crowd import CrowdTrace
from player.engine.crowd_classes import NEVER
from player.engine.crowd_journal import Doer, Doing, Holding, Jump, Press
from player.engine.crowd_model import TENSION_TERMS, TICK_MS, CrowdModel
from player.engine.crowd_rows import Stretch
from player.engine.fold import Fold
from player.model.doctrine import Stage

_DETERS = Stage.SOFT_HAND
"""Proportionate force above this stage lowers the tension."""

Source: TypeAlias = Fold | CrowdTrace
"""A drill, or the crowd alone; of the crowd alone it is not known which units did what."""


class CauseKind(StrEnum):
    """What moved the tension."""

    JUMP = "jump"
    """An event moved it at once: an inject, a phase, a decision, an arrest, an override, the stage of a programme."""
    PRESSURE = "pressure"
    """A pressure that an event began."""
    UNREST = "unrest"
    """Active disorder in the crowd."""
    EXCESS = "excess"
    """Force above the ceiling."""
    DECAY = "decay"
    """It falls by itself."""
    DIALOGUE = "dialogue"
    """Somebody talks with the crowd."""
    DETERRENCE = "deterrence"
    """Force of more than stage 3, in proportion to the behaviour."""


@dataclass(frozen=True, slots=True)
class Cause:
    """Something that moved the tension.

    Attributes:
        points: by how much, in points of the index; below 0 it lowered it.
        seq: number of the event behind a jump or a pressure, else None; None also where the number is not known.
        stages: of excess force, how many stages above the ceiling it was.
        doers: unit and kind of action behind dialogue (those who talk most: the model counts no others), excess (all
            above the ceiling) and deterrence (those of the highest stage). The kind is empty where the controller had
            set the force of a unit that did nothing.
    """

    kind: CauseKind
    points: float
    seq: int | None = None
    stages: int = 0
    doers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Held:
    """The controller held the tension in this part of the span. ``seq`` is the event that began it, or None."""

    from_ms: int
    until_ms: int
    seq: int | None


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why the tension is another at the end of a span than at its beginning.

    Attributes:
        from_ms, to_ms: the span in exercise time, kept within what the trace has reached.
        before, after: the tension index at its ends, 0..100.
        causes: what moved it, the largest first; their points add up to ``after - before``. What moved it up and down
            again by the same is not there.
        holds: when the tension was held; nothing but an override moves it then.
    """

    from_ms: int
    to_ms: int
    before: float
    after: float
    causes: tuple[Cause, ...]
    holds: tuple[Held, ...] = ()

    @property
    def change(self) -> float:
        """By how much the index moved."""
        return self.after - self.before


def explain(source: Source, from_ms: int, to_ms: int) -> Explanation:
    """What moved the tension between two moments of exercise time, whichever comes first.

    Moments count as in `CrowdTrace.sample`: before StartEx it is the start, after the present tick the present one,
    and between two rows the curve is a straight line, so that of what happened from row to row the part of the way
    counts. What happens at the first moment itself is in the value the span begins with, and no cause.

    It looks at the rows of the span alone. Who asks again and again, as under a mouse, keeps an `Explainer`.
    """
    first = max(0, min(from_ms, to_ms)) // TICK_MS
    return Explainer(source, first).between(from_ms, to_ms)


class Explainer:
    """Answers for any span of a drill, also while it runs; each row is split once, whatever is asked.

    Args:
        source: the drill, or its crowd.
        first_row: no span begins before this row; what lies before it is not asked for.
    """

    def __init__(self, source: Source, first_row: int = 0) -> None:
        self._source = source
        crowd = self._crowd
        self._journal = crowd.journal
        self._model = CrowdModel(crowd.parameters)
        self._first = self._done = min(first_row, crowd.tick)
        # By term: what it did to the tension, 0..1, from the first row to each row.
        self._totals = tuple(array("d", [0.0]) for _ in TENSION_TERMS)
        self._parts: list[_Part] = []
        self._presses_seen = self._doings_seen = self._holdings_seen = 0
        self._presses: list[Press] = []

    def between(self, from_ms: int, to_ms: int) -> Explanation:
        """What moved the tension between two moments, as `explain` says."""
        crowd = self._crowd
        first_ms, reached_ms = self._first * TICK_MS, crowd.tick * TICK_MS
        from_ms, to_ms = (min(max(first_ms, ms), reached_ms) for ms in sorted((from_ms, to_ms)))
        self._extend(crowd, -(-to_ms // TICK_MS))
        causes: dict[_Key, float] = {}
        for key, moved in self._moved(from_ms, to_ms):
            causes[key] = causes.get(key, 0.0) + moved
        found = [
            Cause(kind, 100 * moved, seq, stages, doers)
            for (kind, seq, stages, doers), moved in causes.items()
            if moved
        ]
        return Explanation(
            from_ms,
            to_ms,
            crowd.sample(from_ms).tension_index,
            crowd.sample(to_ms).tension_index,
            tuple(sorted(found, key=lambda cause: -abs(cause.points))),
            tuple(self._held(from_ms, to_ms)),
        )

    @property
    def _crowd(self) -> CrowdTrace:
        return self._source.crowd if isinstance(self._source, Fold) else self._source

    def _extend(self, crowd: CrowdTrace, until_row: int) -> None:
        """Split the rows up to this one, and keep who stood behind their terms."""
        for stretch in crowd.stretches(self._done, until_row):
            row = stretch.from_row
            while row < stretch.until_row:
                holding = self._take_up(row)
                until = min(stretch.until_row, self._next_change(holding))
                rows = islice(stretch.states, until - row)
                if holding is None:
                    self._model.split(rows, stretch.inputs, self._totals)
                else:
                    for _ in rows:
                        for column in self._totals:
                            column.append(column[-1])
                self._keep(self._part(row, until, stretch, held=holding is not None))
                row = until
            self._done = row

    def _take_up(self, row: int) -> Holding | None:
        """Take in what the journal says of this row; gives the holding it falls in."""
        presses, doings, holdings = self._journal.presses, self._journal.doings, self._journal.holdings
        seen = self._presses_seen
        self._presses_seen = bisect_right(presses, row, seen, key=_begins)
        self._presses += presses[seen : self._presses_seen]
        if any(press.until_tick <= row for press in self._presses):
            self._presses = [press for press in self._presses if press.until_tick > row]
        self._doings_seen = bisect_right(doings, row, self._doings_seen, key=_begins)
        while self._holdings_seen < len(holdings) and _until(holdings[self._holdings_seen]) <= row:
            self._holdings_seen += 1
        holding = holdings[self._holdings_seen] if self._holdings_seen < len(holdings) else None
        return holding if holding is not None and holding.from_tick <= row else None

    def _next_change(self, holding: Holding | None) -> int:
        """The row at which something else comes to stand behind the terms."""
        presses, doings, holdings = self._journal.presses, self._journal.doings, self._journal.holdings
        ticks = [press.until_tick for press in self._presses]
        if self._presses_seen < len(presses):
            ticks.append(presses[self._presses_seen].from_tick)
        if self._doings_seen < len(doings):
            ticks.append(doings[self._doings_seen].from_tick)
        if holding is not None:
            ticks.append(_until(holding))
        elif self._holdings_seen < len(holdings):
            ticks.append(holdings[self._holdings_seen].from_tick)
        return min(ticks, default=NEVER)

    def _part(self, from_row: int, until_row: int, stretch: Stretch, *, held: bool) -> _Part:
        if held:
            return _Part(from_row, until_row)
        pressure, _, dialogue, force, excess = stretch.inputs
        together = sum(press.rate_per_min for press in self._presses)
        shares: dict[int | None, float] = {}
        for press in self._presses if pressure else ():
            # Also where together they come to more than the model takes: each is cut in proportion.
            shares[press.seq or None] = shares.get(press.seq or None, 0.0) + press.rate_per_min / together
        ceiling = stretch.ceiling
        return _Part(
            from_row,
            until_row,
            tuple(((CauseKind.PRESSURE, seq, 0, ()), share) for seq, share in shares.items()),
            (CauseKind.EXCESS, None, int(force) - ceiling, self._who(lambda doer: doer.stage > ceiling))
            if excess
            else None,
            (CauseKind.DIALOGUE, None, 0, self._who(lambda doer: doer.dialogue == dialogue)) if dialogue else None,
            (CauseKind.DETERRENCE, None, 0, self._who(lambda doer: doer.stage == force)) if force > _DETERS else None,
        )

    def _who(self, does_it: Callable[[Doer], bool]) -> tuple[tuple[str, str], ...]:
        doers = self._journal.doings[self._doings_seen - 1].doers if self._doings_seen else ()
        return tuple(sorted({(doer.unit, doer.does) for doer in doers if does_it(doer)}))

    def _keep(self, part: _Part) -> None:
        if self._parts and self._parts[-1][2:] == part[2:]:
            self._parts[-1] = self._parts[-1]._replace(until_row=part.until_row)
        else:
            self._parts.append(part)

    def _moved(self, from_ms: int, to_ms: int) -> Iterator[tuple[_Key, float]]:
        """What moved the tension, 0..1, part by part."""
        for jump, share in self._jumps(from_ms, to_ms):
            yield (CauseKind.JUMP, jump.seq or None, 0, ()), share * (jump.after - jump.before)
        pressure, unrest, backfire, decay, dialogue, deterrence = self._totals
        yield (CauseKind.UNREST, None, 0, ()), self._between(unrest, from_ms, to_ms)
        yield (CauseKind.DECAY, None, 0, ()), self._between(decay, from_ms, to_ms)
        for start_ms, end_ms, part in self._parts_between(from_ms, to_ms):
            if part.pressures:
                pressed = self._between(pressure, start_ms, end_ms)
                for key, share in part.pressures:
                    yield key, share * pressed
            if part.excess is not None:
                yield part.excess, self._between(backfire, start_ms, end_ms)
            if part.dialogue is not None:
                yield part.dialogue, self._between(dialogue, start_ms, end_ms)
            if part.deterrence is not None:
                yield part.deterrence, self._between(deterrence, start_ms, end_ms)

    def _parts_between(self, from_ms: int, to_ms: int) -> Iterator[tuple[int, int, _Part]]:
        """The parts of a span, each with where it begins and ends in it."""
        parts = self._parts
        for place in range(bisect_right(parts, from_ms // TICK_MS, key=lambda part: part.until_row), len(parts)):
            part = parts[place]
            if part.from_row * TICK_MS >= to_ms:
                break
            yield max(from_ms, part.from_row * TICK_MS), min(to_ms, part.until_row * TICK_MS), part

    def _jumps(self, from_ms: int, to_ms: int) -> Iterator[tuple[Jump, float]]:
        """The jumps of a span, each with the share of the way up to its row that falls in it."""
        jumps = self._journal.jumps
        first = bisect_right(jumps, from_ms // TICK_MS, key=lambda jump: jump.tick)
        for place in range(first, len(jumps)):
            jump = jumps[place]
            row_before_ms = (jump.tick - 1) * TICK_MS
            if row_before_ms >= to_ms:
                break
            way_ms = min(to_ms - row_before_ms, TICK_MS) - max(0, from_ms - row_before_ms)
            yield jump, way_ms / TICK_MS

    def _between(self, totals: array[float], from_ms: int, to_ms: int) -> float:
        if not (from_ms % TICK_MS or to_ms % TICK_MS):
            return totals[to_ms // TICK_MS - self._first] - totals[from_ms // TICK_MS - self._first]
        return self._total(totals, to_ms) - self._total(totals, from_ms)

    def _total(self, totals: array[float], ms: int) -> float:
        row, into_ms = divmod(ms - self._first * TICK_MS, TICK_MS)
        total = totals[row]
        return total + into_ms / TICK_MS * (totals[row + 1] - total) if into_ms else total

    def _held(self, from_ms: int, to_ms: int) -> Iterator[Held]:
        for holding in self._journal.holdings:
            start_ms, end_ms = max(from_ms, holding.from_tick * TICK_MS), min(to_ms, _until(holding) * TICK_MS)
            if start_ms < end_ms:
                yield Held(start_ms, end_ms, holding.seq or None)


class _Part(NamedTuple):
    """Rows in which the same stood behind each term: from one to before another. None: nothing does."""

    from_row: int
    until_row: int
    pressures: tuple[tuple[_Key, float], ...] = ()
    excess: _Key | None = None
    dialogue: _Key | None = None
    deterrence: _Key | None = None


_Key: TypeAlias = tuple[CauseKind, int | None, int, tuple[tuple[str, str], ...]]
"""What makes two causes one: a cause without its points."""


def _begins(entry: Press | Doing) -> int:
    return entry.from_tick


def _until(holding: Holding) -> int:
    return NEVER if holding.until_tick is None else holding.until_tick
