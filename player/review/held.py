"""From when to when what held, by the trace of a crowd: what stands at a second stands until the next one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TypeVar

from player.model.times import SECOND_MS

V = TypeVar("V")


def held(values: Iterable[V], end_ms: int) -> Iterator[tuple[int, int, V]]:
    """From when to when, in ms of exercise time, each value held until another came; the last one up to ``end_ms``.

    Args:
        values: one for each second, from 0 on.
    """
    runs = [(value, len(list(same))) for value, same in groupby(values)]
    from_ms = 0
    for place, (value, seconds) in enumerate(runs, 1):
        to_ms = from_ms + seconds * SECOND_MS
        yield from_ms, max(from_ms, end_ms if place == len(runs) else to_ms), value
        from_ms = to_ms
