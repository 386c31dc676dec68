"""The rows of a crowd trace: what stood at each second, kept small and read as columns."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, groupby, repeat
from operator import itemgetter
from typing import Any, NamedTuple, TypeAlias

from player.engine.crowd_model import TICK_MS, CrowdInputs, CrowdState
from player.model.doctrine import Behaviour, Situation, Stage

Column: TypeAlias = "array[int] | array[float]"
"""One quantity of the trace, a number per row."""

STATE_COLUMNS = ("tension", "activity", "legitimacy", "presence")

_UNWRITTEN_RUNS = 1024  # so that a drill whose rows nobody reads does not pile them up
_SHORT_RUN = 16
_TYPECODES = {"force": "b", "ceiling": "b", "situation": "b", "behaviour": "b", "personnel": "q", "dispersed": "b"}


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
    """What stays as it is from one tick to the next: a row of the trace but its time and state."""

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
    """

    def __init__(self) -> None:
        self.states: tuple[array[float], ...] = tuple(array("d") for _ in STATE_COLUMNS)
        self._helds: tuple[array[Any], ...] = tuple(array(_TYPECODES.get(name, "d")) for name in Held._fields)
        self._unwritten: list[tuple[int, Held]] = []  # runs not yet in the columns: how many rows, and what was held

    def __len__(self) -> int:
        return len(self.states[0])

    def add(self, rows: int, held: Held) -> None:
        """So many rows were added to the states, with this held."""
        self._unwritten.append((rows, held))
        if len(self._unwritten) == _UNWRITTEN_RUNS:
            self._write()

    def columns(self, start: int, state: CrowdState, held: Held) -> Mapping[str, Column]:
        """The rows from this one on, and after them the present one."""
        self._write()
        rows: dict[str, Column] = {"t_ms": array("q", range(start * TICK_MS, (len(self) + 1) * TICK_MS, TICK_MS))}
        names, present = (*STATE_COLUMNS, *Held._fields), (*state, *held)
        for name, column, value in zip(names, (*self.states, *self._helds), present, strict=True):
            tail: array[Any] = column[start:]
            if start <= len(self):
                tail.append(value)
            rows[name] = tail
        rows["tension"] = array("d", [100 * tension for tension in rows["tension"]])
        return rows

    def stretches(self, from_row: int, until_row: int) -> Iterator[Stretch]:
        """The rows from one to before another, in stretches in which the same acts on the crowd."""
        self._write()
        names = ("pressure", "provocateurs", "dialogue", "force", "excess", "ceiling")
        held = (self._helds[Held._fields.index(name)][from_row:until_row] for name in names)
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
        held = Held._make(column[row] for column in self._helds)
        return held._replace(
            ceiling=Stage(held.ceiling),
            situation=Situation(held.situation),
            behaviour=Behaviour(held.behaviour),
            dispersed=bool(held.dispersed),
        )

    def _write(self) -> None:
        """Bring the held columns up to date: a run costs little until it is read, and then as one with its likes."""
        if not self._unwritten:
            return
        lengths, helds = zip(*self._unwritten, strict=True)
        short = sum(lengths) < _SHORT_RUN * len(lengths)
        for column, values in zip(self._helds, zip(*helds, strict=True), strict=True):
            if short:  # telling equal neighbours apart would cost more than it saves
                column.extend(chain.from_iterable(map(repeat, values, lengths)))
                continue
            for value, run in groupby(zip(values, lengths, strict=True), itemgetter(0)):
                column.extend(array(column.typecode, (value,)) * sum(map(itemgetter(1), run)))
        self._unwritten.clear()
