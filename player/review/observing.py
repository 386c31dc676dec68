"""What observers at the desk have entered: whose entries these are, which one is undone next, when to remind them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from player.i18n import N_, _
from player.model import events as ev
from player.model.scenario import Scenario
from player.model.times import MINUTE_MS, clock_text

ENTERED = (ev.TagObserved, ev.NoteWritten, ev.MarkerPlaced, ev.ExpectedActionMet)
"""The events an observer enters."""

CONTROLLER = ""
"""The name under which the controller observes."""

OBSERVER_PART = "observer"
"""The part of a role of the script whose title is offered as the name of an observer."""

_LATENCIES: Mapping[bool, str] = {
    False: N_("{time} after its inject, in time"),
    True: N_("{time} after its inject, late"),
}


class ObserverBook:
    """What each observer has entered, learnt from the log as it grows.

    Args:
        scenario: the script; the observers among its roles are known from the start.

    Attributes:
        delivered: the event of the inject delivered last, or None.
    """

    def __init__(self, scenario: Scenario) -> None:
        self.delivered: ev.Event | None = None
        self._own: dict[str, list[int]] = {}
        self._owner: dict[int, str] = {}
        self._voidings: list[int] = []
        self._heard_ms: dict[str, int] = {}
        observers = (role for role in scenario.roles.values() if role.part == OBSERVER_PART)
        self._names = dict.fromkeys(str(role.title) for role in observers)

    @property
    def names(self) -> tuple[str, ...]:
        """The names known, those of the script first, then in the order they came; without that of the controller."""
        return tuple(name for name in self._names if name)

    def learn(self, event: ev.Event) -> None:
        """Take in the next event of the log."""
        body = event.body
        match body:
            case ev.InjectFired():
                self.delivered = event
            case ev.ObserverTookTurn(name=name):
                self._names[name] = None
                self._heard_ms[name] = event.exercise_ms
            case ev.ObservationAmended(seq=seq) if seq in self._owner:
                self._heard_ms[self._owner[seq]] = event.exercise_ms
            case ev.EntryVoided(seq=seq) if event.actor is ev.Actor.OBSERVER:
                self._voidings.append(seq)
        if isinstance(body, ENTERED) and event.actor in {ev.Actor.OBSERVER, ev.Actor.CONTROLLER}:
            self._heard_ms[body.observer] = event.exercise_ms
            if event.actor is ev.Actor.OBSERVER:
                self._names[body.observer] = None
                self._own.setdefault(body.observer, []).append(event.seq)
                self._owner[event.seq] = body.observer

    def entries_of(self, name: str) -> Sequence[int]:
        """Numbers of what this observer entered, oldest first, also of what is void."""
        return self._own.get(name, ())

    def is_own(self, seq: int, name: str) -> bool:
        """Whether this observer entered it."""
        return self._owner.get(seq) == name

    def last_standing(self, name: str, voided: Collection[int]) -> int | None:
        """Number of the last entry of this observer that counts, or None."""
        return next((seq for seq in reversed(self.entries_of(name)) if seq not in voided), None)

    def last_voided(self, name: str, voided: Collection[int]) -> int | None:
        """Number of the entry this observer voided last that is still void, or None."""
        own = (seq for seq in reversed(self._voidings) if self.is_own(seq, name))
        return next((seq for seq in own if seq in voided), None)

    def heard_ms(self, name: str) -> int:
        """Exercise time at which this observer was last heard of: entered or amended something, or took the turn.

        What the controller enters in Run counts for the controller. 0, StartEx, where nothing was heard.
        """
        return self._heard_ms.get(name, 0)


def reminders_due(now_ms: int, heard_ms: int, every_min: int) -> int:
    """How many times an observer who was heard of at ``heard_ms`` should have been reminded by now.

    Args:
        now_ms: exercise time, which stands still on hold: there is no reminder for what nobody could see.
        every_min: minutes from one reminder to the next; 0: there are none.
    """
    return max(0, now_ms - heard_ms) // (every_min * MINUTE_MS) if every_min > 0 else 0


def latency_text(latency_ms: int, *, late: bool) -> str:
    """How long after its inject an expected action was seen: "02:10 after its inject, in time"."""
    return _(_LATENCIES[late]).format(time=clock_text(latency_ms))


def newest(seqs: Sequence[int], skipped: int, count: int) -> Iterator[int]:
    """So many of these numbers, newest first, leaving out the ``skipped`` newest."""
    end = len(seqs) - skipped
    yield from reversed(seqs[max(0, end - count) : max(0, end)])
