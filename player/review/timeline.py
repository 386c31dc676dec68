"""Any moment of a finished drill, from the same fold that ran it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Self

from player.engine.crowd import CrowdSample, CrowdTrace
from player.engine.findings import Finding, find
from player.engine.state import DrillState
from player.engine.trail import Trail
from player.model.events import Event
from player.model.scenario import Scenario
from player.session.store import SavedSession
from player.session.unhurried import uncollected


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

    The crowd is computed once for the whole log; a seek only folds the events since the last state kept.

    Args:
        scenario: the script it was run with.
        events: the whole log.
        reached_ms: exercise time the drill is known to have reached, where that is later than the last event.
        trail: the same log, where it was folded already; it is the timeline's own from now on.
    """

    def __init__(
        self, scenario: Scenario, events: Sequence[Event], reached_ms: int = 0, trail: Trail | None = None
    ) -> None:
        self.scenario = scenario
        self.events = tuple(events)
        self._times_ms = [event.exercise_ms for event in self.events]
        self._trail = _folded(scenario, self.events) if trail is None else trail
        fold = self._trail.fold
        fold.advance(reached_ms)
        self.fold = fold
        """The drill at its end; not to be changed from outside."""
        self.crowd: CrowdTrace = fold.crowd
        self.end_ms = fold.now_ms
        """Exercise time of the last event, or the last that was reached."""

    @classmethod
    def of(cls, saved: SavedSession) -> Self:
        """A saved session laid out, as far as it fits: hand in what `fitting` gives.

        Behind damage nothing is known of the drill but that it went on.
        """
        reached_ms = saved.last_exercise_ms if saved.damage is None else 0
        events = tuple([record.event for record in saved.records])
        return cls(saved.loaded.scenario, events, reached_ms, saved.take_trail())

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
        self._trail.follow(self.events)

    def at(self, ms: int) -> Moment:
        """The drill at this exercise time, every event of that instant included."""
        count = bisect_right(self._times_ms, ms)
        return self._moment(ms, count)

    def after(self, count: int) -> Moment:
        """The drill right after its first ``count`` events."""
        count = max(0, min(count, len(self.events)))
        return self._moment(self._times_ms[count - 1] if count else 0, count)

    def _moment(self, ms: int, count: int) -> Moment:
        state = self._trail.state_after(count, self.events)
        return Moment(ms, state, self.crowd.sample(ms), count)


def _folded(scenario: Scenario, events: Sequence[Event]) -> Trail:
    trail = Trail(scenario, len(events))
    with uncollected():
        trail.take(events)
    return trail
