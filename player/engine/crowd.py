"""The crowd as the drill runs: the crowd model under the injects and actions, one row per second.

`player.engine.crowd_model` has the equations. What the model leaves open is settled here, once a tick: which class of
behaviour stands, the ceiling of force it sets (Perkap 1/2009 Art. 7(2)), the excess force above it and the colour of
the situation (Perkap 16/2006).
"""

from __future__ import annotations

import copy
import sys
from array import array
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby
from math import inf
from operator import itemgetter
from typing import Any, NamedTuple, Self, TypeAlias

from player.engine.crowd_model import TICK_MS, CrowdModel, CrowdState
from player.model.crowd_parameters import (
    BEHAVIOUR_HOLD_MS,
    BEHAVIOUR_THRESHOLDS,
    DISPERSED_BELOW,
    PRESSURE_RANGE,
    START_DEFAULTS,
    CrowdParameters,
)
from player.model.doctrine import CEILING, Behaviour, Situation, Stage
from player.model.entries import Crowd

Column: TypeAlias = "array[int] | array[float]"
"""One quantity of the trace, a number per row."""

EXCESS_SPAN = 3
"""Stages of force above the ceiling at which the excess is full."""

_UNWRITTEN_RUNS = 1024  # so that a drill whose rows nobody reads does not pile them up
_HOLD_TICKS = BEHAVIOUR_HOLD_MS // TICK_MS
# Looked up by the number of the class: an enum as a key of a dict is slow, and this is read once a tick.
_BEHAVIOURS = tuple(Behaviour)
_CEILINGS = tuple(CEILING[behaviour] for behaviour in Behaviour)
_COLOURS = (Situation.HIJAU, Situation.KUNING, Situation.KUNING, Situation.MERAH, Situation.MERAH)
_BAND_EDGES = (-inf, *BEHAVIOUR_THRESHOLDS, inf)
_NEVER = sys.maxsize  # a tick no drill comes to
_STATE_COLUMNS = ("tension", "activity", "legitimacy", "presence")
_TYPECODES = {"force": "b", "ceiling": "b", "situation": "b", "behaviour": "b", "personnel": "q"}


@dataclass(frozen=True, slots=True)
class CrowdSample:
    """The crowd at one moment, as a screen shows it.

    Attributes:
        t_ms: exercise time asked for.
        tension_index: 0..100; ``activity``, ``legitimacy``, ``presence``: 0..1.
        force: highest stage under way; ``ceiling``: the highest in proportion to ``behaviour``; ``excess``: 0..1.
        pressure: inject pressure per minute.
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

    @property
    def dispersed(self) -> bool:
        """Whether the crowd has dispersed."""
        return self.presence < DISPERSED_BELOW


class _Held(NamedTuple):
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


class CrowdTrace:
    """The crowd as the drill runs: one row per second of exercise time.

    Row k holds the values k seconds into the drill, after the events of the second that ends there. What was set
    before the trace steps off a tick is what holds until the next one, so it never matters in how many calls the time
    is advanced. Before an event is applied, `reach` brings the trace to the tick at which it takes effect.

    Args:
        crowd: where the crowd starts, and the coefficients that differ from the default.

    Attributes:
        tick: whole seconds since StartEx.
        tension, activity, legitimacy, presence: the state at this tick, each 0..1.
        force: highest stage among the actions under way, 0..6.
        personnel: persons committed.
        dialogue, provocateurs: inputs of the model, each 0..1.
        pressure: all pressures that run, together, per minute; never outside `PRESSURE_RANGE`. Read only.
        behaviour: the highest class that is true now or still stands, by activity or declared. Read only.
    """

    behaviour: Behaviour

    def __init__(self, crowd: Crowd) -> None:
        start = {**START_DEFAULTS, **crowd.start}
        self.tick = 0
        self.tension = start["tension"]
        self.activity = start["activity"]
        self.legitimacy = start["legitimacy"]
        self.presence = start["presence"]
        self.force = 0
        self.personnel = 0
        self.dialogue = 0.0
        self.provocateurs = 0.0
        self._model = CrowdModel(CrowdParameters(**crowd.parameters))
        self.pressure = 0.0
        self._pressures: list[tuple[int, float]] = []  # the tick each one ends at, its rate per minute
        self._pressure_until = _NEVER
        self._held_until = [0] * len(Behaviour)  # the tick from which each class no longer stands
        self._unlawful_until = 0
        self._classify()
        self._states: tuple[array[float], ...] = tuple(array("d") for _ in _STATE_COLUMNS)
        self._helds: tuple[array[Any], ...] = tuple(array(_TYPECODES.get(name, "d")) for name in _Held._fields)
        self._unwritten: list[
            tuple[int, _Held]
        ] = []  # runs of rows not yet in the columns: how many, and what was held

    @property
    def tension_index(self) -> float:
        """Tension as a number 0..100."""
        return 100 * self.tension

    @property
    def ceiling(self) -> Stage:
        """The highest stage of force in proportion to the behaviour."""
        return _CEILINGS[self.behaviour]

    @property
    def excess(self) -> float:
        """Force above the ceiling, 0..1; full at three stages."""
        return _excess(self.force, self.ceiling)

    @property
    def situation(self) -> Situation:
        """The colour: by the behaviour, or red while declared unlawful acts stand."""
        return self._colour(self.behaviour)

    @property
    def dispersed(self) -> bool:
        """Whether the crowd has dispersed."""
        return self.presence < DISPERSED_BELOW

    def impulse(self, points: float) -> None:
        """Move the tension at once.

        Args:
            points: above 0, that share in percent of what is missing to 100 is added; below 0, that share of the
                tension is taken away. What lies beyond -100..100 counts as the end of that range.
        """
        share = min(max(-1.0, points / 100), 1.0)
        self.tension += share * (1 - self.tension if share > 0 else self.tension)

    def arrive(self, points: float) -> None:
        """Let people join the crowd at once, or leave it: points in percent of its size."""
        self.presence = min(max(0.0, self.presence + points / 100), 1.0)

    def start_with(self, **state: float) -> None:
        """Begin with these of tension, activity and legitimacy, each 0..1, in place of the scenario's own."""
        for name, value in state.items():
            setattr(self, name, min(max(0.0, value), 1.0))
        self._classify()

    def press(self, rate_per_min: float, for_ms: int) -> None:
        """Start a pressure beside those that run; it ends at the first tick ``for_ms`` or more from now."""
        self._pressures.append((self.tick + _ticks_up(for_ms), rate_per_min))
        self._sum_pressures()

    def declare(self, behaviour: Behaviour) -> None:
        """Take a class of behaviour as seen now; it stands for `BEHAVIOUR_HOLD_MS` and lowers nothing."""
        self._held_until[behaviour] = self.tick + _HOLD_TICKS
        self._classify()

    def withdraw(self, behaviour: Behaviour, until: int) -> None:
        """Take back a declaration: from now on the class stands until the tick it would have stood without it."""
        self._held_until[behaviour] = until
        self._classify()

    def stands_until(self, behaviour: Behaviour) -> int:
        """The tick from which a class no longer stands, as things are."""
        return self._held_until[behaviour]

    def declare_unlawful(self) -> None:
        """Take unlawful acts as seen now: the situation is red for as long as a class stands."""
        self._unlawful_until = self.tick + _HOLD_TICKS

    def reach(self, event_ms: int) -> None:
        """Go to the tick at which an event at this exercise time takes effect: the first one not before it."""
        self.advance(_ticks_up(event_ms) * TICK_MS)

    def advance(self, to_ms: int) -> None:
        """Take every step that ends at or before this exercise time."""
        last = to_ms // TICK_MS
        while self.tick < last:
            self._run(last)

    def columns(self, start_row: int = 0) -> Mapping[str, Column]:
        """The rows from ``start_row`` on, the present one last, as one array per column.

        The present row is provisional: an event may still change it. The arrays are the caller's own.

        Returns:
            ``t_ms``, ``tension`` (index 0..100), ``activity``, ``legitimacy``, ``presence``, ``force``, ``ceiling``,
            ``situation``, ``behaviour``, ``excess``, ``personnel``, ``dialogue``, ``provocateurs``, ``pressure``.
        """
        self._write()
        start = max(0, start_row)
        rows: dict[str, Column] = {"t_ms": array("q", range(start * TICK_MS, (self.tick + 1) * TICK_MS, TICK_MS))}
        names, present = (*_STATE_COLUMNS, *_Held._fields), (*self._state(), *self._held())
        for name, column, value in zip(names, (*self._states, *self._helds), present, strict=True):
            tail: array[Any] = column[start:]
            if start <= self.tick:
                tail.append(value)
            rows[name] = tail
        rows["tension"] = array("d", [100 * tension for tension in rows["tension"]])
        return rows

    def sample(self, ms: int) -> CrowdSample:
        """The crowd at an exercise time: the state on a straight line between rows, all else as at the row before.

        Before StartEx it is the first row, after the present tick the present row.
        """
        at_ms = min(max(0, ms), self.tick * TICK_MS)
        row, into_ms = divmod(at_ms, TICK_MS)
        state = self._state_at(row)
        if into_ms:
            share = into_ms / TICK_MS
            after = self._state_at(row + 1)
            state = tuple(old + share * (new - old) for old, new in zip(state, after, strict=True))
        tension, activity, legitimacy, presence = state
        return CrowdSample(
            t_ms=ms,
            tension_index=100 * tension,
            activity=activity,
            legitimacy=legitimacy,
            presence=presence,
            **self._held_at(row)._asdict(),
        )

    def copy(self) -> Self:
        """A trace that goes on from here by itself."""
        return copy.deepcopy(self)

    def _run(self, last: int) -> None:
        """Take steps up to the tick ``last``, or until what is held from tick to tick changes."""
        first = self.tick
        stop = min(last, self._pressure_until, self._behaviour_until)
        if first < self._unlawful_until < stop:
            stop = self._unlawful_until
        held = self._held()
        seen = self._seen
        band = _BAND_EDGES[seen], _BAND_EDGES[seen + 1]
        self.tension, self.activity, self.legitimacy, self.presence = self._model.march(
            self._state(),
            (held.pressure, held.provocateurs, held.dialogue, held.force, held.excess),
            stop - first,
            self._states,
            band,
        )
        self.tick = len(self._states[0])
        self._held_until[seen] = self.tick - 1 + _HOLD_TICKS
        if not band[0] <= self.activity < band[1] or self.tick >= self._behaviour_until:
            self._classify()
        if self.tick >= self._pressure_until:
            self._sum_pressures()
        self._unwritten.append((self.tick - first, held))
        if len(self._unwritten) == _UNWRITTEN_RUNS:
            self._write()

    def _classify(self) -> None:
        """See which class the activity makes, which one stands, and up to which tick if the activity makes no other."""
        self._seen = bisect_right(BEHAVIOUR_THRESHOLDS, self.activity)
        self.behaviour = _BEHAVIOURS[self._seen]
        for higher in range(len(_BEHAVIOURS) - 1, self._seen, -1):
            if self._held_until[higher] > self.tick:
                self.behaviour = _BEHAVIOURS[higher]
                break
        self._behaviour_until = self._held_until[self.behaviour] if self.behaviour > self._seen else _NEVER

    def _sum_pressures(self) -> None:
        self._pressures = [pressure for pressure in self._pressures if pressure[0] > self.tick]
        together, until = 0.0, _NEVER
        for end, rate in self._pressures:
            together += rate
            until = min(until, end)
        lowest, highest = PRESSURE_RANGE
        self.pressure = min(max(lowest, together), highest)
        self._pressure_until = until

    def _write(self) -> None:
        """Bring the held columns up to date: a run costs little until it is read, and then as one with its likes."""
        lengths = [rows for rows, _ in self._unwritten]
        for place, column in enumerate(self._helds):
            values = [held[place] for _, held in self._unwritten]
            for value, run in groupby(zip(values, lengths, strict=True), itemgetter(0)):
                column.extend(array(column.typecode, (value,)) * sum(map(itemgetter(1), run)))
        self._unwritten.clear()

    def _colour(self, behaviour: Behaviour) -> Situation:
        return Situation.MERAH if self._unlawful_until > self.tick else _COLOURS[behaviour]

    def _held(self) -> _Held:
        behaviour = self.behaviour
        ceiling = _CEILINGS[behaviour]
        return _Held(
            self.force,
            ceiling,
            self._colour(behaviour),
            behaviour,
            _excess(self.force, ceiling),
            self.personnel,
            self.dialogue,
            self.provocateurs,
            self.pressure,
        )

    def _state(self) -> CrowdState:
        return (self.tension, self.activity, self.legitimacy, self.presence)

    def _state_at(self, row: int) -> tuple[float, ...]:
        return self._state() if row == self.tick else tuple(column[row] for column in self._states)

    def _held_at(self, row: int) -> _Held:
        if row == self.tick:
            return self._held()
        self._write()
        held = _Held._make(column[row] for column in self._helds)
        return held._replace(
            ceiling=Stage(held.ceiling), situation=Situation(held.situation), behaviour=Behaviour(held.behaviour)
        )


def _excess(force: int, ceiling: Stage) -> float:
    above = force - ceiling
    return min(above / EXCESS_SPAN, 1.0) if above > 0 else 0.0


def _ticks_up(ms: int) -> int:
    return -(-ms // TICK_MS)
