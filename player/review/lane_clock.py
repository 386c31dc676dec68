"""The lane of the clock: where it was held, stuck or cut off, and where something real stopped the exercise."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from player.model import events as ev
from player.review.lane_marks import ClockKind, ClockMark
from player.review.lane_spans import Track

_ENDED_BY = {ClockKind.HOLD: ev.ExerciseResumed, ClockKind.EMERGENCY: ev.EmergencyOver}


class ClockLane:
    """Where the clock stood, after the events followed so far.

    Attributes:
        track: each time it did, in the order of time.
        utc_ms: the wall clock of the event that is taken in next, or None where nobody can say; lengths are measured
            by it.
        handlers: what takes in each kind of event: exercise time, number, body.
    """

    def __init__(self) -> None:
        self.track: Track[ClockMark] = Track()
        self.utc_ms: int | None = None
        self._begun: dict[ClockKind, tuple[int, int | None]] = {}
        self._gap: int | None = None
        self.handlers: Mapping[type[ev.Body], Callable[[int, int, Any], None]] = {
            ev.ExerciseHeld: self._hold,
            ev.EmergencyDeclared: self._emergency,
            ev.GapFound: self._find_gap,
            ev.GapCounted: self._count_gap,
            ev.SessionResumed: self._take_up,
            **dict.fromkeys((*_ENDED_BY.values(), ev.ExerciseEnded), self._close),
        }

    def _hold(self, ms: int, seq: int, body: ev.ExerciseHeld) -> None:
        self._begin(ClockMark(ms, ms, seq, ClockKind.HOLD, None, lasting=True, reason=body.reason))

    def _emergency(self, ms: int, seq: int, _body: ev.EmergencyDeclared) -> None:
        self._begin(ClockMark(ms, ms, seq, ClockKind.EMERGENCY, None, lasting=True))

    def _begin(self, mark: ClockMark) -> None:
        if mark.kind not in self._begun:
            self._begun[mark.kind] = len(self.track), self.utc_ms
            self.track.add(mark, mark.kind)

    def _close(self, _ms: int, _seq: int, body: ev.Body) -> None:
        for kind, (place, from_ms) in tuple(self._begun.items()):
            if isinstance(body, (_ENDED_BY[kind], ev.ExerciseEnded)):
                del self._begun[kind]
                known = self.utc_ms is not None and from_ms is not None
                length_ms = max(0, (self.utc_ms or 0) - (from_ms or 0)) if known else None
                self.track.exchange(place, self.track.items[place]._replace(length_ms=length_ms, lasting=False))

    def _find_gap(self, ms: int, seq: int, body: ev.GapFound) -> None:
        self._gap = len(self.track)
        self.track.add(ClockMark(ms, ms, seq, ClockKind.GAP, body.gap_ms), ClockKind.GAP)

    def _take_up(self, ms: int, seq: int, body: ev.SessionResumed) -> None:
        self._gap = len(self.track)
        self.track.add(ClockMark(ms, ms, seq, ClockKind.DOWN, body.down_ms), ClockKind.DOWN)

    def _count_gap(self, _ms: int, _seq: int, body: ev.GapCounted) -> None:
        if self._gap is None:
            return
        mark = self.track.items[self._gap]
        ran_ms = max(0, body.gap_ms) if body.counts_as is ev.GapAs.ELAPSED else 0
        self.track.exchange(self._gap, mark._replace(end_ms=mark.start_ms + ran_ms, counted=body.counts_as))
        self._gap = None
