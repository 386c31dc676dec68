"""The lane of the expected actions: each as often as it was called for, from its inject to what became of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from player.model import events as ev
from player.model.scenario import Scenario
from player.review.lane_marks import ExpectedFate, ExpectedSpan
from player.review.lane_spans import Track
from player.review.measures_ticks import Tick


class ExpectedLane:
    """The expected actions of a drill after the events followed so far.

    Attributes:
        track: each time one was called for, in the order of time. They overlap.
        handlers: what takes in each kind of event: exercise time, number, body.
    """

    def __init__(self, scenario: Scenario) -> None:
        self._scenario = scenario
        self.track: Track[ExpectedSpan] = Track()
        self._last: dict[str, int] = {}
        self._ticks: dict[int, tuple[int, ev.ExpectedActionMet]] = {}
        self.handlers: Mapping[type[ev.Body], Callable[[int, int, Any], None]] = {
            ev.InjectFired: self._open,
            ev.ExpectedActionMet: self._meet,
            ev.ExpectedActionMissed: self._miss,
            ev.EntryVoided: self._void,
            ev.EntryRestored: self._restore,
            ev.ExerciseEnded: self._end,
        }

    def _open(self, ms: int, seq: int, body: ev.InjectFired) -> None:
        for expected in self._scenario.inject_by_id[body.inject].expect:
            before = self._last.get(expected.id)
            if before is not None and self.track.items[before].end_ms is None:
                self._change(before, end_ms=ms, fate=ExpectedFate.WAIVED)
            self._last[expected.id] = len(self.track)
            span = ExpectedSpan(ms, None, ms + expected.within_ms, expected.id, ExpectedFate.OPEN, seq)
            self.track.add(span, span.fate)

    def _meet(self, ms: int, seq: int, body: ev.ExpectedActionMet) -> None:
        place = self._last[body.expected]
        self._ticks[seq] = place, body
        self._met(place, ms, seq, body)

    def _met(self, place: int, ms: int, seq: int, body: ev.ExpectedActionMet) -> None:
        span = self.track.items[place]
        self._change(
            place,
            end_ms=max(span.start_ms, min(ms, span.start_ms + body.latency_ms)),
            fate=ExpectedFate.LATE if body.late else ExpectedFate.MET,
            met_seq=seq,
            by_action=body.by_action,
            observer=body.observer,
            void_ms=None,
        )

    def _miss(self, ms: int, seq: int, body: ev.ExpectedActionMissed) -> None:
        self._change(self._last[body.expected], end_ms=ms, fate=ExpectedFate.MISSED, missed_seq=seq)

    def _void(self, ms: int, _seq: int, body: ev.EntryVoided) -> None:
        """A tick no longer counts: the action is open again, or missed where its time is over."""
        if body.seq not in self._ticks:
            return
        place, tick = self._ticks[body.seq]
        span = self.track.items[place]
        met_ms = span.end_ms if span.met_seq == body.seq else span.void_ms
        last = self._last[tick.expected]
        if place != last:  # it was called for anew since, at the latest when that began
            again_ms = self.track.items[last].start_ms
            fate = ExpectedFate.MISSED if again_ms >= span.deadline_ms else ExpectedFate.WAIVED
            self._change(place, end_ms=max(span.start_ms, min(span.deadline_ms, again_ms)), fate=fate, void_ms=met_ms)
            self._change(place, met_seq=None, by_action=None, observer="")
        self._change(last, end_ms=None, fate=ExpectedFate.OPEN, met_seq=None, by_action=None, observer="")
        if place == last:
            self._change(last, void_ms=min(ms, span.start_ms if met_ms is None else met_ms))

    def _restore(self, ms: int, _seq: int, body: ev.EntryRestored) -> None:
        if body.seq in self._ticks:
            _place, tick = self._ticks[body.seq]
            self._met(self._last[tick.expected], ms, body.seq, tick)

    def _end(self, ms: int, _seq: int, _body: ev.ExerciseEnded) -> None:
        for place in self._last.values():
            if self.track.items[place].fate is ExpectedFate.OPEN:
                self._change(place, end_ms=ms, fate=ExpectedFate.WAIVED)

    def _change(self, place: int, **changes: Any) -> None:
        span = self.track.items[place]._replace(**changes)
        self.track.exchange(place, span, span.fate)


def tick_at(track: Track[ExpectedSpan], place: int, *, by_hand: bool = True) -> Tick | None:
    """How an expected action was said to be seen, to be held against the log; None where no tick stands.

    Args:
        place: of that time it was called for in its lane.
        by_hand: a person says so; else the records that were made.
    """
    span = track.items[place]
    latency_ms = span.latency_ms
    if latency_ms is None or span.by_action is not None:
        return None
    later = (one.start_ms for one in track.items[place + 1 :] if one.expected == span.expected)
    ticked_ms = span.start_ms + latency_ms
    return Tick(span.expected, span.start_ms, span.deadline_ms, ticked_ms, next(later, None), by_hand)
