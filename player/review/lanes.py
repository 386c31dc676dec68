"""What was planned and what happened in a drill as lanes over exercise time.

Everything is prepared once for each event, so that a screen or a report only has to draw what lies in its stretch of
time; where more lies there than can be told apart, it gets groups instead. A step costs the same however long the log
is. Whoever draws a figure reads: `fold_lanes`, then ``plan.phases`` over ``phases.items``, ``plan.injects`` beside
``injects.items``, and so on through the attributes of `LaneFold`; ``seq`` leads from each thing to its row of the log.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from itertools import repeat
from typing import Any

from player.engine.plans import absorbed
from player.model import events as ev
from player.model.scenario import Scenario
from player.review.lane_annotations import AnnotationLane
from player.review.lane_clock import ClockLane
from player.review.lane_entries import EntryLanes
from player.review.lane_expected import ExpectedLane
from player.review.lane_marks import AnnotationSpan, ClockMark, DecisionMark, ExpectedSpan, ObservedMark, RecordMark
from player.review.lane_plan import LanePlan
from player.review.lane_spans import (
    Ceiling,
    InjectFate,
    InjectMark,
    OrderMark,
    OverrideSpan,
    PhaseSpan,
    Track,
    UnitSpan,
)

LATE_AFTER_MS = 30_000
"""An inject delivered this much after it was due is late."""


class LaneFold:
    """The lanes of a drill after the events followed so far.

    Args:
        scenario: the script it is run with.

    Attributes:
        plan: the script's own plan, which stands whatever is played; who has rehearsed it puts the plan of that here.
        phases: as played; ``decisions``: the answers given.
        units: what each unit of the script did, by its id; ``orders``: what it was ordered.
        every_order: the orders to all units in one track.
        injects: what was delivered or passed over; ``waiting``: when injects became due that wait for a hand, by id.
        expected: each time an expected action was called for. They overlap.
        observed: tags, notes and markers, by the name of who put them down (empty: the controller);
            ``every_observation``: those of all in one track.
        records: casualties, arrests and evidence.
        clock: where the exercise clock stood: holds, gaps, real emergencies.
        overrides: what the controller has set or held, by the order in which it began.
        ceiling: the ceiling of force, which whoever has the crowd gives the rows of.
        count: how many events were followed.
    """

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self.plan = LanePlan.of(scenario)
        self.phases: Track[PhaseSpan] = Track()
        self.decisions: Track[DecisionMark] = Track()
        self.units: dict[str, Track[UnitSpan]] = {unit: Track() for unit in scenario.units}
        self.orders: dict[str, Track[OrderMark]] = {unit: Track() for unit in scenario.units}
        self.every_order: Track[OrderMark] = Track()
        self.injects: Track[InjectMark] = Track()
        self.waiting: dict[str, int] = {}
        self.overrides: list[OverrideSpan] = []
        self.ceiling = Ceiling()
        self.count = 0
        self._units_of: dict[int, str] = {}
        self._under_way: dict[str, dict[int, tuple[int, int, str]]] = {}
        self._orders_by_seq: dict[int, tuple[str, int, int]] = {}
        self._times: dict[str, int] = {}
        self._open: dict[tuple[ev.Quantity, str | None], int] = {}
        self._due_ms: dict[str, int] = {}
        self._planned_changes: dict[str, int] = {}
        self._had_turn: set[str] = set()  # in this round of the phase: one that repeats has no time of its own any more
        self._clock, self._entries = ClockLane(), EntryLanes()
        self._expected, self._annotations = ExpectedLane(scenario), AnnotationLane()
        parts = (self._clock, self._entries, self._expected, self._annotations)
        self._routes: dict[type[ev.Body], list[Callable[[int, int, Any], None]]] = {
            kind: [partial(handler, self)] for kind, handler in _HANDLERS.items()
        }
        for part in parts:
            for kind, taken in part.handlers.items():
                self._routes.setdefault(kind, []).append(taken)

    def follow(self, event: ev.Event, utc_ms: int | None = None) -> None:
        """Take in one more event of the log.

        Args:
            utc_ms: the wall clock of it, from which the length of holds is known; None where nobody can say.
        """
        self.count += 1
        body = event.body
        route = self._routes.get(type(body))
        if route is not None:
            self._clock.utc_ms = utc_ms
            for handler in route:
                handler(event.exercise_ms, event.seq, body)

    def follow_all(self, events: Iterable[tuple[ev.Event, int | None]]) -> None:
        """Take in many events, each with its wall clock as of `follow`, without a pause of the garbage collector."""
        was_on = gc.isenabled()
        gc.disable()  # it would walk what is made of a long log again and again
        try:
            for event, utc_ms in events:
                self.follow(event, utc_ms)
        finally:
            if was_on:
                gc.enable()

    @property
    def expected(self) -> Track[ExpectedSpan]:
        """Each time an expected action was called for. They overlap, so that `Track.in_view` does not find them all."""
        return self._expected.track

    @property
    def observed(self) -> Mapping[str, Track[ObservedMark]]:
        """What was observed, by observer in the order in which they were first heard of."""
        return self._entries.observed

    @property
    def every_observation(self) -> Track[ObservedMark]:
        """What was observed by all of them, in one track."""
        return self._entries.every

    @property
    def records(self) -> Track[RecordMark]:
        """Casualties, arrests and evidence."""
        return self._entries.records

    @property
    def clock(self) -> Track[ClockMark]:
        """Where the exercise clock stood."""
        return self._clock.track

    @property
    def annotations(self) -> tuple[AnnotationSpan, ...]:
        """The trainer's annotations that stand, in the order of time."""
        return self._annotations.standing

    @property
    def unit_stages(self) -> dict[str, int]:
        """The stage each unit stands at now, of those that do something or whose force is overridden."""
        open_ones = ((unit, track.items[-1]) for unit, track in self.units.items() if len(track))
        return {unit: span.stage for unit, span in open_ones if span.end_ms is None}

    # Phases

    def _phase(self, ms: int, seq: int, body: ev.PhaseStarted) -> None:
        self._close_phase(ms)
        self._due_ms.clear()
        self._had_turn.clear()
        planned_ms = self.scenario.phase_by_id[body.phase].planned_ms
        agreed_ms = planned_ms + self._planned_changes.pop(body.phase, 0)
        self.phases.add(PhaseSpan(body.phase, ms, None, planned_ms, agreed_ms, seq))

    def _adjust(self, _ms: int, _seq: int, body: ev.PhaseAdjusted) -> None:
        place = len(self.phases) - 1
        span = self.phases.items[place]
        self.phases.exchange(place, span._replace(agreed_ms=span.agreed_ms + body.delta_ms))
        if body.rest is ev.Rest.ABSORB:
            self._planned_changes = absorbed(self.scenario, span.phase, self._planned_changes, body.delta_ms)

    def _close_phase(self, ms: int) -> None:
        place = len(self.phases) - 1
        if place >= 0 and self.phases.items[place].end_ms is None:
            self.phases.exchange(place, self.phases.items[place]._replace(end_ms=ms))

    def _end(self, ms: int, seq: int, _body: ev.ExerciseEnded) -> None:
        self._close_phase(ms)
        for key in tuple(self._open):
            self._close_override(key, ms)
            if key[1] is not None:
                self._stand(key[1], ms, seq)
        self.waiting.clear()

    def _decide(self, ms: int, seq: int, body: ev.DecisionTaken) -> None:
        planned = self.scenario.decision_by_id[body.decision].planned_choice.id == body.choice
        self.decisions.add(DecisionMark(ms, seq, body.decision, body.choice, body.who, planned), not planned)

    # Units

    def _start(self, ms: int, seq: int, body: ev.ActionStarted) -> None:
        self._units_of[body.action] = body.unit
        self._under_way.setdefault(body.unit, {})[body.action] = (body.stage, body.personnel, body.does)
        self._moved(body.unit, ms, seq)

    def _change(self, ms: int, seq: int, body: ev.ActionStageChanged) -> None:
        unit = self._units_of[body.action]
        runs = self._under_way[unit]
        if body.action in runs:
            runs[body.action] = (body.stage, *runs[body.action][1:])
        self._moved(unit, ms, seq)

    def _stop(self, ms: int, seq: int, body: ev.ActionStopped) -> None:
        unit = self._units_of[body.action]
        self._under_way[unit].pop(body.action, None)
        self._moved(unit, ms, seq)

    def _moved(self, unit: str, ms: int, seq: int) -> None:
        """A unit does something else; a stage that was set, and not held, is gone with that."""
        key = ev.Quantity.FORCE, unit
        if key in self._open and not self.overrides[self._open[key]].held:
            self._close_override(key, ms)
        self._stand(unit, ms, seq)

    def _stand(self, unit: str, ms: int, seq: int) -> None:
        """Draw a line under what the unit did, and begin what it does from here on."""
        track = self.units.setdefault(unit, Track())
        now = self._standing(unit, ms, seq)
        last = track.items[-1] if len(track) else None
        if last is not None and last.end_ms is None:
            if now is not None and last[2:-1] == now[2:-1]:
                return
            if last.start_ms == ms:
                track.drop_last()
            else:
                track.exchange(len(track) - 1, last._replace(end_ms=ms))
        if now is not None:
            track.add(now, now.stage)

    def _standing(self, unit: str, ms: int, seq: int) -> UnitSpan | None:
        runs = tuple(self._under_way.get(unit, {}).values())
        place = self._open.get((ev.Quantity.FORCE, unit))
        if not runs and place is None:
            return None
        stage = max((run[0] for run in runs), default=0) if place is None else self.overrides[place].value
        personnel = max((run[1] for run in runs), default=0)
        return UnitSpan(ms, None, stage, personnel, tuple(run[2] for run in runs), place is not None, seq)

    def _order(self, ms: int, seq: int, body: ev.OrderGiven) -> None:
        track = self.orders.setdefault(body.unit, Track())
        self._orders_by_seq[seq] = body.unit, len(track), len(self.every_order)
        mark = OrderMark(ms, seq, body.does, body.rank, body.who, unit=body.unit)
        track.add(mark)
        self.every_order.add(mark)

    def _void(self, _ms: int, _seq: int, body: ev.EntryVoided | ev.EntryRestored) -> None:
        if body.seq in self._orders_by_seq:
            unit, place, place_of_all = self._orders_by_seq[body.seq]
            mark = self.orders[unit].items[place]._replace(voided=isinstance(body, ev.EntryVoided))
            self.orders[unit].exchange(place, mark)
            self.every_order.exchange(place_of_all, mark)

    # Injects

    def _due(self, ms: int, _seq: int, body: ev.InjectCameDue) -> None:
        self._due_ms.setdefault(body.inject, ms)
        self.waiting[body.inject] = self._due_ms[body.inject]

    def _fire(self, ms: int, seq: int, body: ev.InjectFired) -> None:
        due_ms = None if body.how is ev.Firing.AGAIN else self._due_of(body.inject)
        late_ms = 0 if due_ms is None else max(0, ms - due_ms)
        fate = InjectFate.LATE if late_ms > LATE_AFTER_MS else InjectFate.DELIVERED
        times = self._times[body.inject] = self._times.get(body.inject, 0) + 1
        self.injects.add(InjectMark(ms, seq, body.inject, fate, late_ms, due_ms, times), fate)
        self._forget(body.inject)

    def _skip(self, ms: int, seq: int, body: ev.InjectSkipped) -> None:
        fate = InjectFate.SKIPPED if body.reason is ev.SkipReason.CONTROLLER else InjectFate.DROPPED
        self.injects.add(InjectMark(ms, seq, body.inject, fate), fate)
        self.waiting.pop(body.inject, None)

    def _hold_back(self, _ms: int, _seq: int, body: ev.InjectHeldBack) -> None:
        self.waiting.pop(body.inject, None)

    def _release(self, ms: int, _seq: int, body: ev.InjectReleased) -> None:
        due_ms = self._due_of(body.inject)
        if due_ms is not None and due_ms <= ms:
            self.waiting[body.inject] = due_ms

    def _shift(self, ms: int, _seq: int, body: ev.InjectsShifted) -> None:
        for inject in self.scenario.phase_by_id[body.phase].injects:
            due_ms = self._due_of(inject.id)
            if due_ms is not None and due_ms > ms:
                self._due_ms[inject.id] = max(ms, due_ms + body.delta_ms)

    def _due_of(self, inject: str) -> int | None:
        """When an inject was due in this round of its phase, or None where nobody could say."""
        script, run = self.scenario.inject_by_id[inject], self.phases.items[-1] if len(self.phases) else None
        known = inject in self._due_ms or inject in self._had_turn
        if not known and script.at_ms is not None and run is not None and run.phase == script.phase:
            return run.start_ms + script.at_ms
        return self._due_ms.get(inject)

    def _forget(self, inject: str) -> None:
        self.waiting.pop(inject, None)
        self._due_ms.pop(inject, None)
        self._had_turn.add(inject)

    # Overrides

    def _override(self, ms: int, seq: int, body: ev.ValueOverridden) -> None:
        key = body.quantity, body.unit
        self._close_override(key, ms)
        if body.mode is not ev.OverrideMode.RELEASE:
            held = body.mode is ev.OverrideMode.HOLD
            lasts = held or body.quantity is ev.Quantity.FORCE
            if lasts:
                self._open[key] = len(self.overrides)
            self.overrides.append(
                OverrideSpan(
                    ms, None if lasts else ms, body.quantity, body.unit, body.after, held, seq, body.who, body.why
                )
            )
        if body.unit is not None:
            self._stand(body.unit, ms, seq)

    def _close_override(self, key: tuple[ev.Quantity, str | None], ms: int) -> None:
        place = self._open.pop(key, None)
        if place is not None:
            self.overrides[place] = self.overrides[place]._replace(end_ms=ms)


_HANDLERS: Mapping[type[ev.Body], Callable[[LaneFold, int, int, Any], None]] = {
    ev.PhaseStarted: LaneFold._phase,  # noqa: SLF001 - the table of its own methods
    ev.PhaseAdjusted: LaneFold._adjust,  # noqa: SLF001
    ev.DecisionTaken: LaneFold._decide,  # noqa: SLF001
    ev.ExerciseEnded: LaneFold._end,  # noqa: SLF001
    ev.ActionStarted: LaneFold._start,  # noqa: SLF001
    ev.ActionStageChanged: LaneFold._change,  # noqa: SLF001
    ev.ActionStopped: LaneFold._stop,  # noqa: SLF001
    ev.OrderGiven: LaneFold._order,  # noqa: SLF001
    ev.EntryVoided: LaneFold._void,  # noqa: SLF001
    ev.EntryRestored: LaneFold._void,  # noqa: SLF001
    ev.InjectCameDue: LaneFold._due,  # noqa: SLF001
    ev.InjectFired: LaneFold._fire,  # noqa: SLF001
    ev.InjectSkipped: LaneFold._skip,  # noqa: SLF001
    ev.InjectHeldBack: LaneFold._hold_back,  # noqa: SLF001
    ev.InjectReleased: LaneFold._release,  # noqa: SLF001
    ev.InjectsShifted: LaneFold._shift,  # noqa: SLF001
    ev.ValueOverridden: LaneFold._override,  # noqa: SLF001
}


def fold_lanes(scenario: Scenario, events: Iterable[ev.Event], walls: Iterable[ev.WallTime] | None = None) -> LaneFold:
    """The lanes these events tell; the ceiling is still to be given.

    Args:
        walls: the wall clock of each of them, from which the length of holds is known.
    """
    fold = LaneFold(scenario)
    times = repeat(None) if walls is None else (wall.utc_ms for wall in walls)
    fold.follow_all(zip(events, times, strict=False))
    return fold
