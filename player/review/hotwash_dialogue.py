"""Dialogue with the crowd in a drill: how long, and for how long there was none while the situation was not green."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TypeAlias

from player.engine.state import ActionRun, DrillState
from player.model.doctrine import NEGOTIATION_KINDS, Situation
from player.review.measures_trace import Trace

_Span: TypeAlias = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Silence:
    """A time without dialogue while the situation was not green.

    Attributes:
        force: the highest stage of force under way in it.
    """

    from_ms: int
    to_ms: int
    force: int

    @property
    def length_ms(self) -> int:
        """How long it is."""
        return self.to_ms - self.from_ms


@dataclass(frozen=True, slots=True)
class Dialogue:
    """Dialogue while the situation was not green.

    Attributes:
        uneasy_ms: how long it was not green; ``talked_ms``: how much of that somebody spoke with the crowd;
            ``first_ms``: when first, or None.
        talks: when somebody spoke with the crowd, whatever the situation, in order and without overlaps, in ms.
        silences: the times without dialogue, in order.
        in_red: each time somebody began to speak with the crowd while it was red: the kind of action and when.
    """

    uneasy_ms: int
    talked_ms: int
    first_ms: int | None
    talks: tuple[tuple[int, int], ...]
    silences: tuple[Silence, ...]
    in_red: tuple[tuple[str, int], ...]

    @property
    def longest(self) -> Silence | None:
        """The longest time without dialogue, the first of several."""
        return max(self.silences, key=lambda one: one.length_ms, default=None)

    def dropped_for(self, within_ms: int, stage: int) -> Silence | None:
        """The longest time without dialogue, if longer than this, in which force came to this stage; or None."""
        grave = (one for one in self.silences if one.length_ms > within_ms and one.force >= stage)
        return max(grave, key=lambda one: one.length_ms, default=None)


def dialogue_of(state: DrillState, trace: Trace) -> Dialogue:
    """What the log tells of dialogue."""
    runs = [run for run in state.actions.values() if run.does in NEGOTIATION_KINDS]
    talks = _merged(runs, trace.length_ms)
    uneasy = _uneasy(trace)
    shared = _shared(talks, uneasy)
    silent = _shared(_between(talks, trace.length_ms), uneasy)
    red = [(run.from_ms, run.to_ms) for run in trace.runs if run.situation == Situation.MERAH]
    in_red = tuple(
        (run.does, run.started_ms)
        for run in sorted(runs, key=lambda run: run.started_ms)
        if any(from_ms <= run.started_ms < to_ms for from_ms, to_ms in red)
    )
    return Dialogue(
        _sum(uneasy),
        _sum(shared),
        shared[0][0] if shared else None,
        tuple(talks),
        tuple(Silence(from_ms, to_ms, _force(trace, from_ms, to_ms)) for from_ms, to_ms in silent),
        in_red,
    )


def _uneasy(trace: Trace) -> list[_Span]:
    """When the situation was not green."""
    spans = []
    for green, same in groupby(trace.runs, lambda run: run.situation == Situation.HIJAU):
        if not green:
            of_it = list(same)
            spans.append((of_it[0].from_ms, of_it[-1].to_ms))
    return spans


def _force(trace: Trace, from_ms: int, to_ms: int) -> int:
    return max((run.force for run in trace.runs if run.from_ms < to_ms and from_ms < run.to_ms), default=0)


def _sum(spans: Iterable[_Span]) -> int:
    return sum(to_ms - from_ms for from_ms, to_ms in spans)


def _between(spans: Sequence[_Span], end_ms: int) -> list[_Span]:
    """The times around and between these."""
    edges = [0, *(edge for span in spans for edge in span), end_ms]
    return [(from_ms, to_ms) for from_ms, to_ms in zip(edges[::2], edges[1::2], strict=True) if from_ms < to_ms]


def _merged(runs: Sequence[ActionRun], end_ms: int) -> list[_Span]:
    """When any of these went on, without overlaps, in order."""
    merged: list[_Span] = []
    for run in sorted(runs, key=lambda run: run.started_ms):
        to_ms = end_ms if run.stopped_ms is None else min(run.stopped_ms, end_ms)
        if merged and run.started_ms <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(merged[-1][1], to_ms)
        else:
            merged.append((run.started_ms, to_ms))
    return merged


def _shared(one: Sequence[_Span], other: Sequence[_Span]) -> list[_Span]:
    """What two rows of spans, each in order and without overlaps, have in common."""
    shared = []
    here = there = 0
    while here < len(one) and there < len(other):
        from_ms, to_ms = max(one[here][0], other[there][0]), min(one[here][1], other[there][1])
        if from_ms < to_ms:
            shared.append((from_ms, to_ms))
        if one[here][1] <= other[there][1]:
            here += 1
        else:
            there += 1
    return shared
