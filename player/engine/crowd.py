"""The crowd as the drill runs: the crowd model under the injects and actions, one row per second.

`player.engine.crowd_model` has the equations. What the model leaves open is settled here, once a tick: which class of
behaviour stands, the ceiling of force it sets (Perkap 1/2009 Art. 7(2)), the excess force above it and the colour of
the situation (Perkap 16/2006).
"""

from __future__ import annotations

import copy
from array import array
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import inf
from typing import Any, NamedTuple, Self, TypeAlias

from player.engine.crowd_model import TICK_MS, CrowdModel, Step
from player.model.crowd_parameters import (
    BEHAVIOUR_HOLD_MS,
    BEHAVIOUR_THRESHOLDS,
    DISPERSED_BELOW,
    PRESSURE_RANGE,
    START_DEFAULTS,
    CrowdParameters,
)
from player.model.doctrine import CEILING, Behaviour, Situation, Stage
from player.model.scenario import Crowd

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
_STATE_COLUMNS = ("tension", "activity", "legitimacy", "presence")
_INT_TYPECODES = {"force": "b", "ceiling": "b", "situation": "b", "behaviour": "b", "personnel": "q"}


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
    """

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
        self._pressures: list[tuple[int, float]] = []  # the tick each one ends at, its rate per minute
        self._held_until = [0] * len(Behaviour)  # the tick from which each class no longer stands
        self._unlawful_until = 0
        self._state_columns: dict[str, array[float]] = {name: array("d") for name in _STATE_COLUMNS}
        self._held_columns: dict[str, array[Any]] = {
            name: array(_INT_TYPECODES.get(name, "d")) for name in _Held._fields
        }
        self._unwritten: list[
            tuple[int, _Held]
        ] = []  # runs of rows not yet in the columns, as length and what was held
        self._step_inputs: tuple[float, ...] = ()
        self._step: Step = self._model.under(0, 0, 0, 0, 0)

    @property
    def tension_index(self) -> float:
        """Tension as a number 0..100."""
        return 100 * self.tension

    @property
    def pressure(self) -> float:
        """All pressures that run, together, per minute; never outside `PRESSURE_RANGE`."""
        if not self._pressures:
            return 0.0
        lowest, highest = PRESSURE_RANGE
        return min(max(lowest, sum(rate for end, rate in self._pressures if end > self.tick)), highest)

    @property
    def behaviour(self) -> Behaviour:
        """The highest class that is true now or still stands: by activity, or declared."""
        return self._highest_standing(bisect_right(BEHAVIOUR_THRESHOLDS, self.activity))

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

    def press(self, rate_per_min: float, for_ms: int) -> None:
        """Start a pressure beside those that run; it ends at the first tick ``for_ms`` or more from now."""
        self._pressures = [(end, rate) for end, rate in self._pressures if end > self.tick]
        self._pressures.append((self.tick + _ticks_up(for_ms), rate_per_min))

    def declare(self, behaviour: Behaviour) -> None:
        """Take a class of behaviour as seen now; it stands for `BEHAVIOUR_HOLD_MS` and lowers nothing."""
        self._held_until[behaviour] = self.tick + _HOLD_TICKS

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
        present = (*self._present(), *self._held())
        stored: dict[str, array[Any]] = {**self._state_columns, **self._held_columns}
        for (name, column), value in zip(stored.items(), present, strict=True):
            tail = column[start:]
            if start <= self.tick:
                tail.append(value)
            rows[name] = tail
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
        tension_index, activity, legitimacy, presence = state
        return CrowdSample(
            t_ms=ms,
            tension_index=tension_index,
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
        seen = bisect_right(BEHAVIOUR_THRESHOLDS, self.activity)
        lowest, highest = _BAND_EDGES[seen : seen + 2]
        held = self._held()
        stop = last if last == first + 1 else min((last, *self._ends_ahead(seen, held.behaviour)))
        step = self._step_under(held)
        v, a, legitimacy, n = self.tension, self.activity, self.legitimacy, self.presence
        tension, activity, legitimacies, presence = (column.append for column in self._state_columns.values())
        for _ in range(first, stop):
            tension(100 * v)
            activity(a)
            legitimacies(legitimacy)
            presence(n)
            v, a, legitimacy, n = step(v, a, legitimacy, n)
            if not lowest <= a < highest:
                break
        self.tension, self.activity, self.legitimacy, self.presence = v, a, legitimacy, n
        self.tick = len(self._state_columns["tension"])
        self._held_until[seen] = self.tick - 1 + _HOLD_TICKS
        self._unwritten.append((self.tick - first, held))
        if len(self._unwritten) == _UNWRITTEN_RUNS:
            self._write()

    def _write(self) -> None:
        """Bring the held columns up to date: written when they are read, a run of equal rows costs next to nothing."""
        for rows, held in self._unwritten:
            for column, value in zip(self._held_columns.values(), held, strict=True):
                column.extend(array(column.typecode, (value,)) * rows)
        self._unwritten.clear()

    def _ends_ahead(self, seen: int, behaviour: Behaviour) -> Iterator[int]:
        """The ticks after this one at which something held runs out by itself, if the activity stays in its band."""
        yield from (end for end, _ in self._pressures if end > self.tick)
        if self._unlawful_until > self.tick:
            yield self._unlawful_until
        if behaviour > seen:
            yield self._held_until[behaviour]

    def _step_under(self, held: _Held) -> Step:
        inputs = (held.pressure, held.provocateurs, held.dialogue, held.force, held.excess)
        if inputs != self._step_inputs:
            self._step = self._model.under(*inputs)
            self._step_inputs = inputs
        return self._step

    def _highest_standing(self, seen: int) -> Behaviour:
        for higher in range(len(_BEHAVIOURS) - 1, seen, -1):
            if self._held_until[higher] > self.tick:
                return _BEHAVIOURS[higher]
        return _BEHAVIOURS[seen]

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

    def _present(self) -> tuple[float, ...]:
        return (self.tension_index, self.activity, self.legitimacy, self.presence)

    def _state_at(self, row: int) -> tuple[float, ...]:
        if row == self.tick:
            return self._present()
        return tuple(column[row] for column in self._state_columns.values())

    def _held_at(self, row: int) -> _Held:
        if row == self.tick:
            return self._held()
        self._write()
        held = _Held._make(column[row] for column in self._held_columns.values())
        return held._replace(
            ceiling=Stage(held.ceiling), situation=Situation(held.situation), behaviour=Behaviour(held.behaviour)
        )


def _excess(force: int, ceiling: Stage) -> float:
    above = force - ceiling
    return min(above / EXCESS_SPAN, 1.0) if above > 0 else 0.0


def _ticks_up(ms: int) -> int:
    return -(-ms // TICK_MS)
