"""What moved the tension beside its equation, and what moved it through it: kept so that the curve can be explained."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple


class Jump(NamedTuple):
    """The tension jumped at a tick, 0..1; ``seq`` is the number of the event that made it."""

    tick: int
    seq: int
    before: float
    after: float


class Press(NamedTuple):
    """A pressure per minute ran from one tick to before another; ``seq`` is the number of the event that began it."""

    from_tick: int
    until_tick: int
    rate_per_min: float
    seq: int


class Holding(NamedTuple):
    """The controller held the tension from one tick to before another, or holds it still: None."""

    from_tick: int
    until_tick: int | None


@dataclass(slots=True)
class Journal:
    """Everything that acted on the tension from outside, in the order of time."""

    jumps: list[Jump] = field(default_factory=list)
    presses: list[Press] = field(default_factory=list)
    holdings: list[Holding] = field(default_factory=list)

    def hold(self, tick: int) -> None:
        """The tension is held from here on."""
        if not self.holdings or self.holdings[-1].until_tick is not None:
            self.holdings.append(Holding(tick, None))

    def release(self, tick: int) -> None:
        """It is held no longer."""
        if self.holdings and self.holdings[-1].until_tick is None:
            self.holdings[-1] = Holding(self.holdings[-1].from_tick, tick)
