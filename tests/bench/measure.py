"""What a benchmark gives: a figure beside its floor, both taken in the same run, and the goal for their ratio."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median


class NotThereYet(Exception):  # noqa: N818 - a gap in the table, not an error
    """What a benchmark measures does not exist yet; the text names it."""


@dataclass(frozen=True, slots=True)
class Goal:
    """What a benchmark is to reach.

    Attributes:
        ratio: the figure over its floor, at most.
        figure: the figure itself, at most, in the unit of the result; None: any.
    """

    ratio: float
    figure: float | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """What a benchmark measured.

    Attributes:
        measured: the figure of Gladi; ``floor``: that of the least that could do the work.
        unit: of both.
        note: what the reader should know beside the figures.
    """

    measured: float
    floor: float
    unit: str = "ms"
    note: str = ""

    @property
    def ratio(self) -> float:
        """The figure over its floor."""
        return self.measured / self.floor

    def reaches(self, goal: Goal) -> bool:
        """Whether it is as good as the goal asks."""
        return self.ratio <= goal.ratio and (goal.figure is None or self.measured <= goal.figure)


def milliseconds(work: Callable[[], object]) -> float:
    """How long one call takes."""
    start_ns = time.perf_counter_ns()
    work()
    return (time.perf_counter_ns() - start_ns) / 1e6


def cpu_milliseconds(work: Callable[[], object]) -> float:
    """How long one call keeps the processor, so that other programs on the machine weigh in less."""
    start_ns = time.process_time_ns()
    work()
    return (time.process_time_ns() - start_ns) / 1e6


def in_turn(
    measured: Callable[[], float], floor: Callable[[], float], rounds: int, pick: Callable[[list[float]], float] = min
) -> tuple[float, float]:
    """Both figures over several rounds, taken in turn so that a slow moment of the machine hits both alike.

    Args:
        measured, floor: take one sample each.
        pick: makes one figure of all samples: ``min`` for pure computing, `median` where disk or other processes speak.
    """
    samples = [(floor(), measured()) for _ in range(rounds)]
    return pick([sample[1] for sample in samples]), pick([sample[0] for sample in samples])


__all__ = ["Goal", "NotThereYet", "Result", "cpu_milliseconds", "in_turn", "median", "milliseconds"]
