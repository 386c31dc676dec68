"""The force of all units together against its ceiling, and what each unit did.

How long something stood is counted in the seconds of the crowd's trace, as it is plotted, so that the force of all is
in every second the highest of the stages of the units. A moment is that of its event.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import TypeAlias

from player.engine.crowd_model import TICK_MS
from player.model import events as ev
from player.model.doctrine import FORCE_FROM, Stage
from player.review.measures_delays import Delays, Handlers, delays_of
from player.review.measures_orders import OrderMeasure
from player.review.measures_trace import Run, Trace


@dataclass(frozen=True, slots=True)
class Stretch:
    """A time in which force stood above its ceiling without a break.

    Attributes:
        most: the most stages above it.
        stage_ms: stages above the ceiling times how long, in milliseconds.
    """

    from_ms: int
    to_ms: int
    most: int
    stage_ms: int


@dataclass(frozen=True, slots=True)
class ForceMeasures:
    """The force of all units together: the highest stage under way, against the ceiling of the behaviour.

    Attributes:
        stage_ms: how long each stage, 0 to 6, was the highest.
        highest: the highest stage there was; ``highest_ms``: when it was first reached, None where it is 0.
        first_ms: when stage 3 or more was first reached.
        excess_ms: how long force stood above its ceiling; ``excess_stage_ms``: times how many stages it did.
        worst: the stretch above the ceiling with the most stages times length, the first of several.
        personnel: the most persons committed at once; ``personnel_ms``: when that first was; ``available``: all there
            are.
        person_ms: persons committed times how long.
    """

    stage_ms: Mapping[int, int]
    highest: int
    highest_ms: int | None
    first_ms: int | None
    excess_ms: int
    excess_stage_ms: int
    worst: Stretch | None
    personnel: int
    personnel_ms: int | None
    available: int
    person_ms: int


@dataclass(frozen=True, slots=True)
class UnitMeasures:
    """What one unit did.

    Attributes:
        action_ms: how long it did anything at all; ``actions``: how many actions it began.
        stage_ms: how long it stood at each stage, 0 to 6, as the controller overrode it where that was done.
        excess_ms: how long it stood above the ceiling of the behaviour.
        orders: how many orders that count it was given; ``delays``: from these to its actions.
        person_ms: persons committed times how long.
    """

    unit: str
    action_ms: int
    actions: int
    stage_ms: Mapping[int, int]
    excess_ms: int
    orders: int
    delays: Delays
    person_ms: int


def force_of(trace: Trace, units: UnitForce, available: int) -> ForceMeasures:
    """The force of all units together."""
    excess_ms = excess_stage_ms = person_ms = personnel = 0
    personnel_at_ms = None
    for run in trace.runs:
        length_ms = run.to_ms - run.from_ms
        if run.force > run.ceiling:
            excess_ms += length_ms
            excess_stage_ms += (run.force - run.ceiling) * length_ms
        person_ms += run.personnel * length_ms
        if run.personnel > personnel:
            personnel, personnel_at_ms = run.personnel, run.from_ms
    return ForceMeasures(
        trace.stage_ms(),
        units.highest,
        units.highest_ms,
        units.first_ms,
        excess_ms,
        excess_stage_ms,
        max(_stretches(trace.runs), key=lambda one: one.stage_ms, default=None),
        personnel,
        personnel_at_ms,
        available,
        person_ms,
    )


def _stretches(runs: Sequence[Run]) -> Iterable[Stretch]:
    for above, same in groupby(runs, lambda run: run.force > run.ceiling):
        if above:
            of_it = list(same)
            stage_ms = sum((run.force - run.ceiling) * run.length_ms for run in of_it)
            most = max(run.force - run.ceiling for run in of_it)
            yield Stretch(of_it[0].from_ms, of_it[-1].to_ms, most, stage_ms)


_Stand: TypeAlias = tuple[int, int, bool, int]
"""A unit from a time on: its stage of force, whether it does anything, how many of its persons do. Plain, as there may
be very many."""


class _Unit:
    """A unit as the log tells it: its running actions, each with its stage and persons, and its overridden stage."""

    def __init__(self) -> None:
        self.running: dict[int, tuple[int, int]] = {}
        self.override: int | None = None
        self.held = False
        self.begun = 0
        self.stands: list[_Stand] = [(0, 0, False, 0)]

    def stand(self, event_ms: int) -> int:
        """It stands as it does now from the second on in which the trace shows this event; gives its stage."""
        from_ms = -(-event_ms // TICK_MS) * TICK_MS
        stage = personnel = 0
        for of_one, persons in self.running.values():
            stage, personnel = max(stage, of_one), max(personnel, persons)
        if self.override is not None:
            stage = self.override
        if self.stands[-1][0] == from_ms:
            self.stands.pop()
        self.stands.append((from_ms, stage, bool(self.running), personnel))
        return stage


class UnitForce:
    """The stages of every unit, told event by event; it must agree with `DrillState.unit_stages`.

    Attributes:
        highest: the highest stage any unit came to; ``highest_ms``: when first, or None where it is 0.
        first_ms: when a unit first came to stage 3 or more.
    """

    def __init__(self, units: Iterable[str]) -> None:
        self._units = {unit: _Unit() for unit in units}
        self._unit_of: dict[int, _Unit] = {}
        self.highest = 0
        self.highest_ms: int | None = None
        self.first_ms: int | None = None
        self.handlers: Handlers = {
            ev.ActionStarted: self._on_started,
            ev.ActionStageChanged: self._on_stage,
            ev.ActionStopped: self._on_stopped,
            ev.ValueOverridden: self._on_overridden,
        }

    def measures(self, trace: Trace, orders: Sequence[OrderMeasure]) -> Mapping[str, UnitMeasures]:
        """What each unit did, up to the end of the trace."""
        given: dict[str, list[OrderMeasure]] = {unit: [] for unit in self._units}
        for order in orders:
            given[order.unit].append(order)
        return {unit: _measured(unit, told, trace, given[unit]) for unit, told in self._units.items()}

    def _on_started(self, event: ev.Event) -> None:
        body = event.body
        assert isinstance(body, ev.ActionStarted)
        unit = self._unit_of[body.action] = self._units[body.unit]
        unit.running[body.action] = body.stage, body.personnel
        unit.begun += 1
        self._did(unit, event.exercise_ms)

    def _on_stage(self, event: ev.Event) -> None:
        body = event.body
        assert isinstance(body, ev.ActionStageChanged)
        unit = self._unit_of[body.action]
        if body.action in unit.running:
            unit.running[body.action] = body.stage, unit.running[body.action][1]
        self._did(unit, event.exercise_ms)

    def _on_stopped(self, event: ev.Event) -> None:
        body = event.body
        assert isinstance(body, ev.ActionStopped)
        unit = self._unit_of[body.action]
        unit.running.pop(body.action, None)
        self._did(unit, event.exercise_ms)

    def _on_overridden(self, event: ev.Event) -> None:
        body = event.body
        assert isinstance(body, ev.ValueOverridden)
        if body.unit is None:
            return
        unit = self._units[body.unit]
        unit.held = body.mode is ev.OverrideMode.HOLD
        unit.override = None if body.mode is ev.OverrideMode.RELEASE else body.after
        self._see(unit, event.exercise_ms)

    def _did(self, unit: _Unit, now_ms: int) -> None:
        """A unit did something: where its stage was set, and not held, that is over."""
        if not unit.held:
            unit.override = None
        self._see(unit, now_ms)

    def _see(self, unit: _Unit, now_ms: int) -> None:
        stage = unit.stand(now_ms)
        if stage > self.highest:
            self.highest, self.highest_ms = stage, now_ms
        if self.first_ms is None and stage >= FORCE_FROM:
            self.first_ms = now_ms


def _measured(unit: str, told: _Unit, trace: Trace, orders: Sequence[OrderMeasure]) -> UnitMeasures:
    stage_ms = dict.fromkeys(map(int, Stage), 0)
    action_ms = excess_ms = person_ms = 0
    end_ms = trace.length_ms
    for (from_ms, stage, busy, personnel), after in pairwise([*told.stands, (end_ms, 0, False, 0)]):
        to_ms = min(after[0], end_ms)
        length_ms = to_ms - from_ms
        if length_ms <= 0:
            continue
        stage_ms[stage] += length_ms
        action_ms += length_ms if busy else 0
        person_ms += personnel * length_ms
        if stage > Stage.VERBAL_ORDER:  # no ceiling is lower
            excess_ms += trace.above_ms(stage, from_ms, to_ms)
    followed = [order.latency_ms for order in orders if order.latency_ms is not None]
    delays: Delays = delays_of(followed)
    return UnitMeasures(unit, action_ms, told.begun, stage_ms, excess_ms, len(orders), delays, person_ms)
