"""The rows of a crowd trace: what stood at each second, kept small and read as columns."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby, repeat
from operator import mul
from typing import Any, NamedTuple, TypeAlias

from player.engine.crowd_model import TICK_MS, CrowdInputs, CrowdState
from player.model.doctrine import Behaviour, Situation, Stage

Column: TypeAlias = "array[int] | array[float]"
"""One quantity of the trace, a number per row."""

STATE_COLUMNS = ("tension", "activity", "legitimacy", "presence")
PERSONNEL = "personnel"

_UNWRITTEN_RUNS = 1024  # so that a drill whose rows nobody reads does not pile them up
_TYPECODES = {"force": "b", "ceiling": "b", "situation": "b", "behaviour": "b", PERSONNEL: "q", "dispersed": "b"}


@dataclass(frozen=True, slots=True)
class CrowdSample:
    """The crowd at one moment, as a screen shows it.

    Attributes:
        t_ms: exercise time asked for.
        tension_index: 0..100; ``activity``, ``legitimacy``, ``presence``: 0..1.
        force: highest stage under way; ``ceiling``: the highest in proportion to ``behaviour``; ``excess``: 0..1.
        pressure: inject pressure per minute.
        dispersed: whether the crowd has dispersed.
    """

    t_ms: int
    tension_index: float
    activity: float
    legitimacy: float
    presence: float
    force: int
    ceiling: Stage
    situation: Situation
    behaviour: Behaviour
    excess: float
    personnel: int
    dialogue: float
    provocateurs: float
    pressure: float
    dispersed: bool


class Held(NamedTuple):
    """What stays as it is from one tick to the next, as far as it acts on the crowd or is told of it."""

    force: int
    ceiling: Stage
    situation: Situation
    behaviour: Behaviour
    excess: float
    dialogue: float
    provocateurs: float
    pressure: float
    dispersed: bool


HeldValues: TypeAlias = tuple[int, int, int, int, float, float, float, float, bool]
"""The values of a `Held`, which costs more to make than a step of the crowd."""

_BEHIND_EXCESS = Held._fields.index("excess") + 1
_HELD_COLUMNS = (*Held._fields[:_BEHIND_EXCESS], PERSONNEL, *Held._fields[_BEHIND_EXCESS:])


class Stretch(NamedTuple):
    """Rows that follow each other and in which the same acts on the crowd: from one to before another.

    ``states`` are the tension, activity and legitimacy of each of them.
    """

    from_row: int
    until_row: int
    inputs: CrowdInputs
    ceiling: int
    states: Iterable[tuple[float, float, float]]


class CrowdRows:
    """The rows that are over, by column.

    Attributes:
        states: tension, activity, legitimacy and presence, each 0..1; whoever solves the equations adds to them.
        personnel: persons committed last.
    """

    def __init__(self) -> None:
        self.states: tuple[array[float], ...] = tuple(array("d") for _ in STATE_COLUMNS)
        self._helds: dict[str, array[Any]] = {name: array(_TYPECODES.get(name, "d")) for name in _HELD_COLUMNS}
        # Not yet in the columns: runs, how many rows and what was held, and from which row on how many were committed.
        self._unwritten: list[tuple[int, HeldValues]] = []
        self._commitments: list[tuple[int, int]] = []
        self.personnel = self._personnel_written = 0

    def __len__(self) -> int:
        return len(self.states[0])

    def add(self, rows: int, held: HeldValues) -> None:
        """So many rows were added to the states, with this held."""
        self._unwritten.append((rows, held))
        if len(self._unwritten) == _UNWRITTEN_RUNS:
            self._write()

    def commit(self, row: int, persons: int) -> None:
        """From this row on, which is not over yet, so many persons are committed: they act on nothing."""
        self.personnel = persons
        self._commitments.append((row, persons))

    def columns(self, start: int, state: CrowdState, held: HeldValues) -> Mapping[str, Column]:
        """The rows from this one on, and after them the present one."""
        self._write()
        rows: dict[str, Column] = {"t_ms": array("q", range(start * TICK_MS, (len(self) + 1) * TICK_MS, TICK_MS))}
        present = {PERSONNEL: self.personnel, **dict(zip(Held._fields, held, strict=True))}
        present.update(zip(STATE_COLUMNS, state, strict=True))
        for name, column in (*zip(STATE_COLUMNS, self.states, strict=True), *self._helds.items()):
            tail: array[Any] = column[start:]
            if start <= len(self):
                tail.append(present[name])
            rows[name] = tail
        rows["tension"] = array("d", [100 * tension for tension in rows["tension"]])
        return rows

    def stretches(self, from_row: int, until_row: int) -> Iterator[Stretch]:
        """The rows from one to before another, in stretches in which the same acts on the crowd."""
        self._write()
        names = ("pressure", "provocateurs", "dialogue", "force", "excess", "ceiling")
        held = (self._helds[name][from_row:until_row] for name in names)
        row = from_row
        for acts, rows in groupby(zip(*held, strict=True)):
            until = row + sum(1 for _ in rows)
            tension, activity, legitimacy = (column[row:until] for column in self.states[:3])
            *inputs, ceiling = acts
            yield Stretch(row, until, tuple(inputs), ceiling, zip(tension, activity, legitimacy, strict=True))
            row = until

    def state_at(self, row: int) -> tuple[float, ...]:
        """The state of a row that is over."""
        return tuple(column[row] for column in self.states)

    def held_at(self, row: int) -> Held:
        """What was held in a row that is over."""
        self._write()
        held = Held._make(self._helds[name][row] for name in Held._fields)
        return held._replace(
            ceiling=Stage(held.ceiling),
            situation=Situation(held.situation),
            behaviour=Behaviour(held.behaviour),
            dispersed=bool(held.dispersed),
        )

    def personnel_at(self, row: int) -> int:
        """How many persons were committed in a row that is over."""
        self._write()
        return int(self._helds[PERSONNEL][row])

    def _write(self) -> None:
        """Bring the held columns up to date: a run costs little until it is read, and then as one with its likes."""
        if not self._unwritten:
            return
        lengths, helds = zip(*self._unwritten, strict=True)
        for name, values in zip(Held._fields, zip(*helds, strict=True), strict=True):
            column = self._helds[name]
            # Joined as bytes: a number put into an array by itself takes longer than all the others of its run.
            numbers = {value: array(column.typecode, (value,)).tobytes() for value in set(values)}
            column.frombytes(b"".join(map(mul, map(numbers.__getitem__, values), lengths)))
        self._unwritten.clear()
        self._write_personnel()

    def _write_personnel(self) -> None:
        column, persons, end, taken = self._helds[PERSONNEL], self._personnel_written, len(self), 0
        for row, committed in self._commitments:
            if row > end:
                break
            column.extend(repeat(persons, row - len(column)))
            persons, taken = committed, taken + 1
        column.extend(repeat(persons, end - len(column)))
        self._personnel_written = persons
        del self._commitments[:taken]
