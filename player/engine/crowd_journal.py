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
    """The controller held the tension from one tick to before another, or holds it still: None.

    ``seq`` is the number of the event that began it.
    """

    from_tick: int
    until_tick: int | None
    seq: int = 0


class Doer(NamedTuple):
    """What a unit does; ``does`` is empty where the controller has set the force of a unit that does nothing.

    Attributes:
        stage: its stage of force; ``dialogue``: how much it talks with the crowd, 0..1.
    """

    unit: str
    does: str
    stage: int
    dialogue: float


class Doing(NamedTuple):
    """What is done from a tick on, up to the next entry of this kind."""

    from_tick: int
    doers: tuple[Doer, ...]


@dataclass(slots=True)
class Journal:
    """Everything that acted on the tension from outside, in the order of time.

    What is of an earlier tick than the present one no longer changes, but that a holding comes to its end.
    """

    jumps: list[Jump] = field(default_factory=list)
    presses: list[Press] = field(default_factory=list)
    holdings: list[Holding] = field(default_factory=list)
    doings: list[Doing] = field(default_factory=list)

    def hold(self, tick: int, seq: int = 0) -> None:
        """The tension is held from here on, by this event if it was held by another before."""
        self.release(tick)
        self.holdings.append(Holding(tick, None, seq))

    def release(self, tick: int) -> None:
        """It is held no longer."""
        if self.holdings and self.holdings[-1].until_tick is None:
            self.holdings[-1] = self.holdings[-1]._replace(until_tick=tick)

    def do(self, tick: int, doers: tuple[Doer, ...]) -> None:
        """This is what is done from here on."""
        doings = self.doings
        if doings and doings[-1].from_tick == tick:
            doings.pop()
        doings.append(Doing(tick, doers))
