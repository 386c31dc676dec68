"""What the tests of the crowd share: inputs over time, the equations letter by letter, SciPy, whole drills."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from math import exp
from typing import NamedTuple

from hypothesis import strategies as st
from scipy.integrate import solve_ivp

from player.engine.crowd import Column, CrowdTrace
from player.engine.crowd_model import CrowdModel, CrowdState
from player.model.crowd_parameters import BEHAVIOUR_THRESHOLDS, PARAMETER_RANGES, PRESSURE_RANGE, CrowdParameters
from player.model.doctrine import Behaviour
from player.model.entries import Crowd
from player.model.times import MINUTE_MS, SECOND_MS

CROWD = Crowd(size=300)
HOLD_ROWS = 240

START: CrowdState = (0.30, 0.0, 0.70, 1.0)


class Inputs(NamedTuple):
    """The inputs of the model by the letters of its equations."""

    s: float = 0.0
    p: float = 0.0
    d: float = 0.0
    f: float = 0
    e: float = 0.0


class Stretch(NamedTuple):
    """Inputs that hold for a time."""

    seconds: int
    inputs: Inputs


def walk(model: CrowdModel, start: CrowdState, schedule: Iterable[Stretch]) -> Iterator[CrowdState]:
    """Every state of a run but the first."""
    state = start
    for stretch in schedule:
        rows: tuple[list[float], ...] = ([], [], [], [])
        state = model.march(state, stretch.inputs, stretch.seconds, rows)
        yield from islice(zip(*rows, strict=True), 1, None)
        yield state


def derivative(
    _minutes: float, state: Sequence[float], s: float, p: float, d: float, f: float, e: float
) -> tuple[float, float, float, float]:
    """The equations with the default coefficients, letter by letter."""
    v, a, leg, n = state
    r = 1 / (1 + exp(-14 * (v - 0.55)))
    f_prime = max(0, f - 3 * e)
    return (
        (s + 0.05 * a + 0.35 * e * (2 - leg)) * (1 - v) - (0.02 + 0.10 * d * leg + 0.072 * max(0, f_prime - 3)) * v,
        0.9 * r * (a + 0.004 + 0.06 * p) * (1 - a) - (0.25 + 0.16 * max(0, f - 2)) * a,
        (0.01 + 0.04 * d) * (1 - leg) - 0.25 * e * leg,
        -(0.002 + 0.06 * d * leg * (1 - v) + 0.08 * max(0, f - 3)) * n,
    )


def oracle(start: CrowdState, stretch: Stretch, every_s: int) -> list[CrowdState]:
    """The true solution at every so many seconds of a stretch, its end included."""
    times = [second / 60 for second in range(every_s, stretch.seconds + 1, every_s)]
    solution = solve_ivp(
        derivative,
        (0, stretch.seconds / 60),
        start,
        method="DOP853",
        t_eval=times,
        rtol=1e-12,
        atol=1e-14,
        args=stretch.inputs,
    )
    return [(v, a, leg, n) for v, a, leg, n in solution.y.T.tolist()]


def largest_gap(ours: Iterable[CrowdState], theirs: Iterable[CrowdState]) -> float:
    """The largest difference of any value of any two states."""
    return max(abs(x - y) for mine, other in zip(ours, theirs, strict=True) for x, y in zip(mine, other, strict=True))


shares = st.floats(0, 1)
starts = st.tuples(shares, shares, shares, shares)
inputs = st.builds(
    Inputs,
    s=st.one_of(st.floats(0, 0.3), st.floats(*PRESSURE_RANGE)),
    p=shares,
    d=shares,
    f=st.integers(0, 6),
    e=shares,
)
schedules = st.lists(st.builds(Stretch, st.integers(1, 120), inputs), min_size=1, max_size=6)
parameters = st.builds(
    CrowdParameters, **{name: st.floats(lowest, highest) for name, (lowest, highest) in PARAMETER_RANGES.items()}
)
coefficients = st.one_of(st.just(CrowdParameters()), parameters)


@dataclass(frozen=True, slots=True)
class Deed:
    """Something that happens to the crowd at a time: a method with what it takes, or an input with its value."""

    at_ms: int
    name: str
    values: tuple[float, ...]

    def apply(self, trace: CrowdTrace) -> None:
        """Let it take effect."""
        trace.reach(self.at_ms)
        if self.name in {"force", "personnel", "dialogue", "provocateurs"}:
            setattr(trace, self.name, self.values[0])
        else:
            getattr(trace, self.name)(*self.values)


def play(crowd: Crowd, deeds: list[Deed], end_ms: int) -> CrowdTrace:
    """The trace of a drill in which this happens, in the order given."""
    trace = CrowdTrace(crowd)
    for deed in deeds:
        deed.apply(trace)
    trace.advance(end_ms)
    return trace


def written(columns: Mapping[str, Column]) -> dict[str, bytes]:
    """The columns as bytes: two traces are the same only when every bit is."""
    return {name: column.tobytes() for name, column in columns.items()}


def deed(name: str, *values: st.SearchStrategy[float]) -> st.SearchStrategy[tuple[str, tuple[float, ...]]]:
    return st.tuples(st.just(name), st.tuples(*values))


kinds = st.one_of(
    deed("impulse", st.floats(-100, 100)),
    deed("press", st.floats(*PRESSURE_RANGE) | st.floats(0, 0.3), st.integers(0, 5 * MINUTE_MS)),
    deed("declare", st.sampled_from(Behaviour)),
    deed("declare_unlawful"),
    deed("force", st.integers(0, 6)),
    deed("personnel", st.integers(0, 400)),
    deed("dialogue", st.floats(0, 1)),
    deed("provocateurs", st.floats(0, 1)),
)


@st.composite
def deed_lists(draw: st.DrawFn, longest_ms: int = 5 * MINUTE_MS) -> list[Deed]:
    """What happens in a drill, in order of time; nothing happens for so long at the most."""
    gaps = st.one_of(st.just(0), st.integers(1, 3 * SECOND_MS), st.integers(1, longest_ms), st.just(30 * SECOND_MS))
    at_ms = 0
    deeds = []
    for gap_ms, (name, values) in draw(st.lists(st.tuples(gaps, kinds), max_size=14)):
        at_ms += gap_ms
        deeds.append(Deed(at_ms, name, values))
    return deeds


crowds = st.builds(
    lambda **start: Crowd(size=300, start=start),
    tension=st.floats(0, 1),
    activity=st.one_of(st.sampled_from(BEHAVIOUR_THRESHOLDS), st.floats(0, 1)),
    legitimacy=st.floats(0, 1),
    presence=st.floats(0, 1),
)
