"""Any moment of a finished drill, from the same fold that ran it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from player.engine.crowd import CrowdSample, CrowdTrace
from player.engine.findings import Finding, find
from player.engine.fold import Fold
from player.engine.state import DrillState
from player.engine.transitions import apply_event
from player.model.events import Event
from player.model.scenario import Scenario

CHECKPOINT_EVERY = 256
"""Events between two kept states: a seek applies fewer than this many."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A drill as it stood at one moment.

    Attributes:
        now_ms: the exercise time asked for.
        count: how many events had happened by then.
    """

    now_ms: int
    state: DrillState
    sample: CrowdSample
    count: int


class Timeline:
    """A log laid out in exercise time.

    The crowd is computed once for the whole log; a seek only folds the events since the last checkpoint.

    Args:
        scenario: the script it was run with.
        events: the whole log.
        reached_ms: exercise time the drill is known to have reached, where that is later than the last event.
    """

    def __init__(self, scenario: Scenario, events: Sequence[Event], reached_ms: int = 0) -> None:
        self.scenario = scenario
        self.events = tuple(events)
        self._times_ms = [event.exercise_ms for event in self.events]
        fold = Fold(scenario)
        self._checkpoints = [fold.state.copy()]
        for count, event in enumerate(self.events, start=1):
            fold.apply(event)
            if count % CHECKPOINT_EVERY == 0:
                self._checkpoints.append(fold.state.copy())
        fold.advance(reached_ms)
        self.fold = fold
        """The drill at its end; not to be changed from outside."""
        self.crowd: CrowdTrace = fold.crowd
        self.end_ms = fold.now_ms
        """Exercise time of the last event, or the last that was reached."""

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What the rules the session was run with find in it."""
        return find(self.scenario, self.events, self.fold)

    def follow(self, events: Sequence[Event]) -> None:
        """Take in events that were added behind EndEx, and that `fold` has taken already.

        They tell what was answered to what is found; neither that nor the crowd is changed by it.
        """
        self.events += tuple(events)
        self._times_ms += [event.exercise_ms for event in events]
        while len(self._checkpoints) <= len(self.events) // CHECKPOINT_EVERY:
            self._checkpoints.append(self._state_after(len(self._checkpoints) * CHECKPOINT_EVERY))

    def at(self, ms: int) -> Moment:
        """The drill at this exercise time, every event of that instant included."""
        count = bisect_right(self._times_ms, ms)
        return self._moment(ms, count)

    def after(self, count: int) -> Moment:
        """The drill right after its first ``count`` events."""
        count = max(0, min(count, len(self.events)))
        return self._moment(self._times_ms[count - 1] if count else 0, count)

    def _moment(self, ms: int, count: int) -> Moment:
        return Moment(ms, self._state_after(count), self.crowd.sample(ms), count)

    def _state_after(self, count: int) -> DrillState:
        place = min(count // CHECKPOINT_EVERY, len(self._checkpoints) - 1)
        state = self._checkpoints[place].copy()
        for event in self.events[place * CHECKPOINT_EVERY : count]:
            apply_event(state, event)
        return state
