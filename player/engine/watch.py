"""The conditions on the crowd that something of the present phase waits for, looked at once a second.

A tick is looked at when time comes to it, after all that is due at its instant and before any command given there; so
it never matters in which steps time is advanced.
"""

from __future__ import annotations

from player.engine.fold import Fold
from player.engine.state import DECISION_RANK, EXIT_RANK, INJECT_RANK, DecisionStatus
from player.model import events as ev
from player.model.course import Decision, Inject, Triggered
from player.model.doctrine import InjectStatus
from player.model.times import SECOND_MS
from player.model.trigger import Trigger


class Watch:
    """Knows since when each condition of the present phase has held."""

    def __init__(self, fold: Fold) -> None:
        self._fold = fold
        self._things: tuple[Triggered, ...] = ()
        self._since_ms: dict[str, int] = {}
        self._spent: set[str] = set()
        self._phase_ms: int | None = None
        self._next_ms = self._first_ms = 0
        self._take_up()

    @property
    def next_ms(self) -> int | None:
        """Exercise time of the next look, or None while nothing is waited for."""
        return self._next_ms if self._things else None

    def follow(self, event: ev.Event) -> None:
        """Take note of an event that was just applied: with a phase its conditions begin to count."""
        if isinstance(event.body, ev.PhaseStarted):
            self._begin(event.exercise_ms)
        elif self._things and isinstance(event.body, ev.ExerciseEnded):
            self._things = ()

    def look(self) -> list[Triggered]:
        """Look at the crowd at the time of `next_ms`, which must have come; gives what is due now, in its order."""
        now_ms = self._next_ms
        self._next_ms += SECOND_MS
        crowd = self._fold.crowd
        due = []
        for one in self._things:
            if one.trigger is None or not one.trigger.holds(crowd):
                self._since_ms.pop(one.id, None)
                self._spent.discard(one.id)
                continue
            since_ms = self._so_since(one.id, one.trigger, now_ms)
            if now_ms - since_ms >= one.trigger.lasting_ms and one.id not in self._spent and self._waits(one, since_ms):
                due.append(one)
        return sorted(due, key=_order)

    def _so_since(self, name: str, trigger: Trigger, now_ms: int) -> int:
        """Since which tick it has been so that it is so now.

        What happened at the tick before after the look at it counts as well: the trace alone has to say the same of a
        drill that is taken up again.
        """
        before_ms = now_ms - SECOND_MS
        if before_ms < self._first_ms or not trigger.holds(self._fold.crowd.sample(before_ms)):
            self._spent.discard(name)
            self._since_ms[name] = now_ms
        return self._since_ms.setdefault(name, before_ms)

    def spend(self, one: Triggered) -> None:
        """What it waited for has come about; it counts again only after it has been otherwise."""
        self._spent.add(one.id)

    def _waits(self, one: Triggered, since_ms: int) -> bool:
        """Whether it is still to come; what was delivered since it came to be so, also by hand, has come."""
        state = self._fold.state
        if isinstance(one, Inject):
            stood = state.injects[one.id]
            return stood.status is InjectStatus.PENDING and (stood.fired_ms is None or stood.fired_ms < since_ms)
        if isinstance(one, Decision):
            return state.decisions[one.id].status is DecisionStatus.WAITING
        phase, run = state.phase, state.phase_run
        return phase is not None and run is not None and self._fold.now_ms - run.started_ms >= phase.min_ms

    def _begin(self, now_ms: int) -> None:
        state = self._fold.state
        phase, run = state.phase, state.phase_run
        self._things = state.scenario.watchers[phase.id] if phase is not None else ()
        self._phase_ms = run.started_ms if run is not None else None
        self._since_ms.clear()
        self._spent.clear()
        self._next_ms = self._first_ms = (now_ms // SECOND_MS + 1) * SECOND_MS

    def _take_up(self) -> None:
        """Find out of the trace since when each condition has held, in a drill that is taken up again."""
        self._begin(self._fold.now_ms)
        if self._phase_ms is None or not self._things:
            return
        self._first_ms = first_ms = (self._phase_ms // SECOND_MS + 1) * SECOND_MS
        last_ms = self._next_ms - SECOND_MS
        crowd = self._fold.crowd
        for one in self._things:
            at_ms = last_ms
            while at_ms >= first_ms and one.trigger is not None and one.trigger.holds(crowd.sample(at_ms)):
                self._since_ms[one.id] = at_ms
                at_ms -= SECOND_MS
            fired_ms = self._fold.state.injects[one.id].fired_ms if isinstance(one, Inject) else None
            if fired_ms is not None and one.id in self._since_ms and self._since_ms[one.id] <= fired_ms:
                self._spent.add(one.id)


def _order(one: Triggered) -> tuple[int, int, int]:
    if isinstance(one, Inject):
        return INJECT_RANK, -one.priority, one.sequence
    return (DECISION_RANK if isinstance(one, Decision) else EXIT_RANK), 0, one.sequence
