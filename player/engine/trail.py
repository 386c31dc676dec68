"""A log folded once, with states kept along the way from which any moment of it is near."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from player.engine.fold import Fold
from player.engine.state import DrillState
from player.engine.transitions import apply_event
from player.model.events import Event
from player.model.scenario import Scenario

KEEP_EVERY = 256
"""Events between two states kept of a short log."""

MOST_KEPT = 24
"""A long log keeps about so many states: each of them is as large as the log up to there. Of 100,000 events some 4,000
lie between two of them, which are folded again in less than 10 ms."""


class Trail:
    """A drill as it is folded, and what it stood like along the way.

    Args:
        events: how many are to come, as far as is known.

    Attributes:
        fold: the drill after the events taken so far.
    """

    def __init__(self, scenario: Scenario, events: int = 0) -> None:
        self.fold = Fold(scenario)
        self._every = max(KEEP_EVERY, events // MOST_KEPT)
        self._kept = [self.fold.state.copy()]
        self._count = 0

    @property
    def count(self) -> int:
        """How many events it has taken."""
        return self._count

    def take(self, events: Iterable[Event]) -> None:
        """Take more events in."""
        apply, fold, every = self.fold.apply, self.fold, self._every
        for event in events:
            apply(event)
            self._count += 1
            if self._count % every == 0:
                self._kept.append(fold.state.copy())

    def follow(self, events: Sequence[Event]) -> None:
        """Keep what is to be kept of a log that has grown; `fold` has taken the new events already."""
        self._count = len(events)
        while len(self._kept) <= self._count // self._every:
            self._kept.append(self.state_after(len(self._kept) * self._every, events))

    def state_after(self, count: int, events: Sequence[Event]) -> DrillState:
        """The drill right after the first ``count`` of all its events; the caller's own."""
        place = min(count // self._every, len(self._kept) - 1)
        state = self._kept[place].copy()
        for event in events[place * self._every : count]:
            apply_event(state, event)
        return state
