"""Which class of behaviour stands: by the activity of the crowd, declared, or set by the controller.

Every class stands for `BEHAVIOUR_HOLD_MS` after it was last true, so that the situation does not flicker and the
ceiling of force does not fall under the feet of those who act within it.
"""

from __future__ import annotations

import sys
from bisect import bisect_right
from itertools import pairwise
from math import inf

from player.engine.crowd_model import TICK_MS
from player.model.crowd_parameters import BEHAVIOUR_HOLD_MS, BEHAVIOUR_THRESHOLDS
from player.model.doctrine import Behaviour, Situation

NEVER = sys.maxsize
"""A tick no drill comes to."""

HOLD_TICKS = BEHAVIOUR_HOLD_MS // TICK_MS

# Looked up by the number of the class: an enum as a key of a dict is slow, and this is read once a tick.
_BEHAVIOURS = tuple(Behaviour)
_COLOURS = (Situation.HIJAU, Situation.KUNING, Situation.KUNING, Situation.MERAH, Situation.MERAH)
_BANDS = tuple(pairwise((-inf, *BEHAVIOUR_THRESHOLDS, inf)))


class BehaviourClasses:
    """The classes of one crowd. Times are ticks.

    Attributes:
        behaviour: the highest class that is true now or still stands, or the one the controller holds.
        until: the tick at which another one may stand although the activity makes no other.
        band: the activities that make the class it makes now: from, below.
        held: the class the controller holds, or None.
    """

    def __init__(self, activity: float) -> None:
        self._held_until = [0] * len(Behaviour)
        self._unlawful_until = 0
        self._seen = 0
        self.held: Behaviour | None = None
        self.behaviour = Behaviour.TERTIB
        self.until = NEVER
        self.band = _BANDS[0]
        self.see(activity, 0)

    def see(self, activity: float, tick: int) -> None:
        """See which class the activity makes, which one stands, and up to when."""
        self._seen = bisect_right(BEHAVIOUR_THRESHOLDS, activity)
        self.band = _BANDS[self._seen]
        self.behaviour, self.until = self.by_itself(activity, tick)
        if self.held is not None:
            self.behaviour, self.until = self.held, NEVER

    def by_itself(self, activity: float, tick: int) -> tuple[Behaviour, int]:
        """The class that stands if none is held, and the tick at which another one may."""
        seen = bisect_right(BEHAVIOUR_THRESHOLDS, activity)
        behaviour, until = _BEHAVIOURS[seen], NEVER
        for higher in range(len(_BEHAVIOURS) - 1, seen, -1):
            if self._held_until[higher] > tick:
                behaviour, until = _BEHAVIOURS[higher], self._held_until[higher]
                break
        return behaviour, min(until, self._unlawful_until) if self._unlawful_until > tick else until

    def keep(self, tick: int) -> None:
        """The class that the activity makes was true up to this tick."""
        self._held_until[self._seen] = tick + HOLD_TICKS

    def declare(self, behaviour: Behaviour, tick: int) -> None:
        """Take a class as seen now; it lowers nothing."""
        self._held_until[behaviour] = tick + HOLD_TICKS

    def declare_unlawful(self, tick: int) -> None:
        """Take unlawful acts as seen now: the situation is red for as long as a class stands."""
        self._unlawful_until = tick + HOLD_TICKS

    def withdraw(self, behaviour: Behaviour, until: int) -> None:
        """Let a class stand until this tick."""
        self._held_until[behaviour] = until

    def stands_until(self, behaviour: Behaviour) -> int:
        """The tick from which a class no longer stands, as things are."""
        return self._held_until[behaviour]

    def lower_to(self, behaviour: Behaviour, tick: int) -> None:
        """Let nothing above a class stand any more, nor unlawful acts."""
        for higher in range(behaviour + 1, len(self._held_until)):
            self._held_until[higher] = min(self._held_until[higher], tick)
        if behaviour < Behaviour.AGRESIF:
            self._unlawful_until = min(self._unlawful_until, tick)

    def colour(self, tick: int) -> Situation:
        """The situation: by the behaviour, or red while declared unlawful acts stand."""
        if self.held is None and self._unlawful_until > tick:
            return Situation.MERAH
        return _COLOURS[self.behaviour]


def activity_below(behaviour: Behaviour, activity: float) -> float:
    """An activity that makes no class above this one: the same, or else the middle of the band of the class."""
    if behaviour >= len(BEHAVIOUR_THRESHOLDS) or activity < BEHAVIOUR_THRESHOLDS[behaviour]:
        return activity
    below = BEHAVIOUR_THRESHOLDS[behaviour - 1] if behaviour else 0.0
    return (below + BEHAVIOUR_THRESHOLDS[behaviour]) / 2
