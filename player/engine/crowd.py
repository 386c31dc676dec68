"""The crowd as the drill runs: the crowd model under the injects and actions, one row per second.

`player.engine.crowd_model` has the equations. What the model leaves open is settled here, once a tick: which class of
behaviour stands, the ceiling of force it sets (Perkap 1/2009 Art. 7(2)), the excess force above it and the colour of
the situation (Perkap 16/2006).
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from math import inf
from typing import NamedTuple, Self

from player.engine.crowd_classes import NEVER, BehaviourClasses, activity_below
from player.engine.crowd_journal import Doer, Journal, Jump, Press
from player.engine.crowd_model import TICK_MS, CrowdModel, CrowdState, ticks_up
from player.engine.crowd_rows import Column, CrowdRows, CrowdSample, Held, HeldValues, Stretch
from player.model.crowd_parameters import (
    DISPERSED_BELOW,
    GATHERED_FROM,
    PRESSURE_RANGE,
    START_DEFAULTS,
    CrowdParameters,
)
from player.model.doctrine import CEILING, Behaviour, Situation, Stage
from player.model.entries import Crowd

__all__ = ["EXCESS_SPAN", "Column", "CrowdSample", "CrowdTrace", "Standing"]

EXCESS_SPAN = 3
"""Stages of force above the ceiling at which the excess is full."""

_CEILINGS = tuple(CEILING[behaviour] for behaviour in Behaviour)


class Standing(NamedTuple):
    """What of the crowd the log tells when it changes."""

    behaviour: int
    situation: int
    dispersed: bool


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
        dialogue, provocateurs: inputs of the model, each 0..1.
        pressure: all pressures that run, together, per minute; never outside `PRESSURE_RANGE`. Read only.
        dispersed: below `DISPERSED_BELOW` of the crowd are there, and not `GATHERED_FROM` since. Read only.
        tension_held, presence_held: the controller holds the value. Read only.
        journal: what acted on the tension from outside.
    """

    def __init__(self, crowd: Crowd) -> None:
        start = {**START_DEFAULTS, **crowd.start}
        self.tick = 0
        self.tension = start["tension"]
        self.activity = start["activity"]
        self.legitimacy = start["legitimacy"]
        self.presence = start["presence"]
        self.force = 0
        self.dialogue = 0.0
        self.provocateurs = 0.0
        self.parameters = CrowdParameters(**crowd.parameters)
        self._model = CrowdModel(self.parameters)
        self.pressure = 0.0
        self._pressures: list[tuple[int, float]] = []  # the tick each one ends at, its rate per minute
        self._pressure_until = NEVER
        self.dispersed = False
        self.tension_held = self.presence_held = False
        self.journal = Journal()
        self._classes = BehaviourClasses(self.activity)
        self._rows = CrowdRows()
        self._count()

    @property
    def tension_index(self) -> float:
        """Tension as a number 0..100."""
        return 100 * self.tension

    @property
    def personnel(self) -> int:
        """Persons committed."""
        return self._rows.personnel

    @personnel.setter
    def personnel(self, persons: int) -> None:
        self._rows.commit(self.tick, persons)

    @property
    def behaviour(self) -> Behaviour:
        """The highest class that is true now or still stands, by activity or declared; or the one that is held."""
        return self._classes.behaviour

    @property
    def behaviour_held(self) -> bool:
        """Whether the controller holds the class of behaviour."""
        return self._classes.held is not None

    @property
    def behaviour_by_itself(self) -> Behaviour:
        """The class that would stand if the controller held none."""
        return self._classes.by_itself(self.activity, self.tick)[0]

    @property
    def ceiling(self) -> Stage:
        """The highest stage of force in proportion to the behaviour."""
        return _CEILINGS[self._classes.behaviour]

    @property
    def excess(self) -> float:
        """Force above the ceiling, 0..1; full at three stages."""
        return _excess(self.force, self.ceiling)

    @property
    def situation(self) -> Situation:
        """The colour: by the behaviour, or red while declared unlawful acts stand."""
        return self._classes.colour(self.tick)

    @property
    def standing(self) -> Standing:
        """What of it the log tells when it changes."""
        classes = self._classes
        return Standing(classes.behaviour, classes.colour(self.tick), self.dispersed)

    def impulse(self, points: float, seq: int = 0) -> None:
        """Move the tension at once; while it is held it stays.

        Args:
            points: above 0, that share in percent of what is missing to 100 is added; below 0, that share of the
                tension is taken away. What lies beyond -100..100 counts as the end of that range.
            seq: number of the event that does it.
        """
        share = min(max(-1.0, points / 100), 1.0)
        if not self.tension_held:
            self._jump(self.tension + share * (1 - self.tension if share > 0 else self.tension), seq)

    def arrive(self, points: float) -> None:
        """Let people join the crowd at once, or leave it: points in percent of its size; while held it stays."""
        if not self.presence_held:
            self.presence = min(max(0.0, self.presence + points / 100), 1.0)
            self._count()

    def start_with(self, seq: int = 0, **state: float) -> None:
        """Begin with these of tension, activity and legitimacy, each 0..1, in place of the scenario's own."""
        for name, value in state.items():
            within = min(max(0.0, value), 1.0)
            if name == "tension":
                self._jump(within, seq)
            else:
                setattr(self, name, within)
        self._classify()

    def press(self, rate_per_min: float, for_ms: int, seq: int = 0) -> None:
        """Start a pressure beside those that run; it ends at the first tick ``for_ms`` or more from now."""
        until = self.tick + ticks_up(for_ms)
        self._pressures.append((until, rate_per_min))
        self.journal.presses.append(Press(self.tick, until, rate_per_min, seq))
        self._sum_pressures()

    def declare(self, behaviour: Behaviour) -> None:
        """Take a class of behaviour as seen now; it stands for `BEHAVIOUR_HOLD_MS` and lowers nothing."""
        self._classes.declare(behaviour, self.tick)
        self._classify()

    def withdraw(self, behaviour: Behaviour, until: int) -> None:
        """Take back a declaration: from now on the class stands until the tick it would have stood without it."""
        self._classes.withdraw(behaviour, until)
        self._classify()

    def stands_until(self, behaviour: Behaviour) -> int:
        """The tick from which a class no longer stands, as things are."""
        return self._classes.stands_until(behaviour)

    def declare_unlawful(self) -> None:
        """Take unlawful acts as seen now: the situation is red for as long as a class stands."""
        self._classes.declare_unlawful(self.tick)
        self._classify()

    def override_tension(self, tension: float, seq: int = 0, *, hold: bool) -> None:
        """Let the tension be this, 0..1, from which the model goes on, or which is held until it is released."""
        self._jump(min(max(0.0, tension), 1.0), seq)
        self.tension_held = hold
        if hold:
            self.journal.hold(self.tick, seq)
        else:
            self.journal.release(self.tick)

    def override_presence(self, presence: float, *, hold: bool) -> None:
        """Let this share of the crowd be there, 0..1; the model goes on from it, or it is held."""
        self.presence = min(max(0.0, presence), 1.0)
        self.presence_held = hold
        self._count()

    def override_behaviour(self, behaviour: Behaviour, *, hold: bool) -> None:
        """Let this class stand and none above it: as if it was seen now, or held.

        An activity that would make a higher class at the next tick falls to the middle of the band of this one. While
        it is held, the activity goes on by itself, and so does what is declared; both show once it is released.
        """
        if hold:
            self._classes.held = behaviour
        else:
            self._classes.held = None
            self.activity = activity_below(behaviour, self.activity)
            self._classes.lower_to(behaviour, self.tick)
            self._classes.declare(behaviour, self.tick)
        self._classify()

    def release_tension(self) -> None:
        """Let the tension follow its equation again."""
        self.tension_held = False
        self.journal.release(self.tick)

    def release_presence(self) -> None:
        """Let the presence follow its equation again."""
        self.presence_held = False

    def release_behaviour(self) -> None:
        """Let the class of behaviour follow what is seen and declared again."""
        self._classes.held = None
        self._classify()

    def reach(self, event_ms: int) -> None:
        """Go to the tick at which an event at this exercise time takes effect: the first one not before it."""
        self.go_to(ticks_up(event_ms))

    def advance(self, to_ms: int) -> None:
        """Take every step that ends at or before this exercise time."""
        self.go_to(to_ms // TICK_MS)

    def go_to(self, tick: int) -> None:
        """Take every step up to this tick."""
        while self.tick < tick:
            self._run(tick)

    def commit(self, tick: int, persons: int, doers: tuple[Doer, ...]) -> None:
        """So many persons are committed from a tick on that may be still to come, and this is what is done.

        None of it acts on the crowd, so it need not be computed up to there first.
        """
        self._rows.commit(tick, persons)
        self.journal.do(tick, doers)

    def advance_to_change(self, until_ms: int, told: tuple[int, int, bool], ahead_ms: int = 0) -> int | None:
        """Take steps until what stands is something else than was told, but for no longer than up to ``until_ms``.

        Args:
            ahead_ms: the next event comes no sooner than this; where nothing has changed by ``until_ms``, the steps up
                to the tick at which such an event takes effect are taken as well.

        Returns:
            The exercise time of the tick at which it is, or None.
        """
        behaviour, situation, dispersed = told
        last_told = until_ms // TICK_MS
        last = max(last_told, ticks_up(ahead_ms))
        classes = self._classes
        while True:
            tick = self.tick
            if tick <= last_told and (
                classes.behaviour != behaviour or classes.colour(tick) != situation or self.dispersed != dispersed
            ):
                return tick * TICK_MS
            if tick >= last:
                return None
            self._run(last)

    def columns(self, start_row: int = 0) -> Mapping[str, Column]:
        """The rows from ``start_row`` on, the present one last, as one array per column.

        The present row is provisional: an event may still change it. The arrays are the caller's own.

        Returns:
            ``t_ms``, ``tension`` (index 0..100), ``activity``, ``legitimacy``, ``presence``, ``force``, ``ceiling``,
            ``situation``, ``behaviour``, ``excess``, ``personnel``, ``dialogue``, ``provocateurs``, ``pressure``,
            ``dispersed``.
        """
        return self._rows.columns(max(0, start_row), self._state(), self._held())

    def stretches(self, from_row: int, until_row: int) -> Iterator[Stretch]:
        """The steps from one row to another, taken together as long as what is held in them stays the same."""
        return self._rows.stretches(from_row, min(until_row, self.tick))

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
        is_over = row < self.tick
        held = self._rows.held_at(row) if is_over else Held._make(self._held())
        return CrowdSample(
            t_ms=ms,
            tension_index=100 * tension,
            activity=activity,
            legitimacy=legitimacy,
            presence=presence,
            personnel=self._rows.personnel_at(row) if is_over else self.personnel,
            **held._asdict(),
        )

    def copy(self) -> Self:
        """A trace that goes on from here by itself."""
        return copy.deepcopy(self)

    def _run(self, last: int) -> None:
        """Take steps up to the tick ``last``, or until what is held from tick to tick changes."""
        first, classes, rows = self.tick, self._classes, self._rows
        stop = min(last, self._pressure_until, classes.until)
        held = self._held()
        force, _, _, _, excess, dialogue, provocateurs, pressure, dispersed = held
        lowest, highest = band = classes.band
        self.tension, self.activity, self.legitimacy, self.presence = self._model.march(
            (self.tension, self.activity, self.legitimacy, self.presence),
            (pressure, provocateurs, dialogue, force, excess),
            stop - first,
            rows.states,
            band,
            -inf if dispersed else DISPERSED_BELOW,
            (self.tension_held, self.presence_held),
        )
        self.tick = tick = len(rows)
        classes.keep(tick - 1)
        if not lowest <= self.activity < highest or tick >= classes.until:
            self._classify()
        if tick >= self._pressure_until:
            self._sum_pressures()
        if self.dispersed or self.presence < DISPERSED_BELOW:
            self._count()
        rows.add(tick - first, held)

    def _classify(self) -> None:
        self._classes.see(self.activity, self.tick)

    def _count(self) -> None:
        if self.presence < DISPERSED_BELOW:
            self.dispersed = True
        elif self.presence >= GATHERED_FROM:
            self.dispersed = False

    def _jump(self, tension: float, seq: int) -> None:
        if tension != self.tension:
            self.journal.jumps.append(Jump(self.tick, seq, self.tension, tension))
            self.tension = tension

    def _sum_pressures(self) -> None:
        self._pressures = [pressure for pressure in self._pressures if pressure[0] > self.tick]
        together, until = 0.0, NEVER
        for end, rate in self._pressures:
            together += rate
            until = min(until, end)
        lowest, highest = PRESSURE_RANGE
        self.pressure = min(max(lowest, together), highest)
        self._pressure_until = until

    def _held(self) -> HeldValues:
        classes, force = self._classes, self.force
        ceiling = _CEILINGS[classes.behaviour]
        return (
            force,
            ceiling,
            classes.colour(self.tick),
            classes.behaviour,
            _excess(force, ceiling),
            self.dialogue,
            self.provocateurs,
            self.pressure,
            self.dispersed,
        )

    def _state(self) -> CrowdState:
        return (self.tension, self.activity, self.legitimacy, self.presence)

    def _state_at(self, row: int) -> tuple[float, ...]:
        return self._state() if row == self.tick else self._rows.state_at(row)


def _excess(force: int, ceiling: Stage) -> float:
    above = force - ceiling
    return min(above / EXCESS_SPAN, 1.0) if above > 0 else 0.0
