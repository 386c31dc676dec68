"""Several lengths of time in two figures, and how the measures are told of events."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from player.model import events as ev

Handlers = Mapping[type[ev.Body], Callable[[ev.Event], None]]
"""What takes in each kind of event there is something to learn from."""


@dataclass(frozen=True, slots=True)
class Delays:
    """Several lengths of time in two figures, each None where there is none; the median of an even number is halfway.

    Attributes:
        count: how many there are.
    """

    count: int
    median_ms: int | None
    longest_ms: int | None


def delays_of(lengths_ms: Iterable[int]) -> Delays:
    """Sum these up."""
    in_order = sorted(lengths_ms)
    if not in_order:
        return Delays(0, None, None)
    middle = len(in_order) // 2
    median_ms = in_order[middle] if len(in_order) % 2 else (in_order[middle - 1] + in_order[middle]) // 2
    return Delays(len(in_order), median_ms, in_order[-1])
