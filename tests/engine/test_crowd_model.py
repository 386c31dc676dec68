"""The equations of the crowd: what must hold for them, whatever the inputs, and SciPy's word on the solution."""

from __future__ import annotations

from itertools import pairwise, product
from math import exp, log2

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from player.engine.crowd_model import CrowdModel, CrowdState
from player.model.crowd_parameters import PARAMETER_RANGES, PRESSURE_RANGE, CrowdParameters
from player.model.times import MINUTE_MS
from tests.bench.floor_rk4 import bare_rk4
from tests.engine.crowd_cases import (
    START,
    Inputs,
    Stretch,
    coefficients,
    inputs,
    largest_gap,
    oracle,
    parameters,
    schedules,
    shares,
    starts,
    walk,
)
from tests.helpers.depth import cases

MANY = settings(max_examples=cases(500), suppress_health_check=[HealthCheck.too_slow])
ROUNDING = 1e-13
"""Two runs whose order is proved may still differ by what rounding adds up to."""


@st.composite
def ordered_schedules(draw: st.DrawFn, letter: str) -> tuple[list[Stretch], list[Stretch]]:
    """A schedule, and one with nowhere less of one input."""
    lower = draw(schedules)
    ceiling = PRESSURE_RANGE[1] if letter == "s" else 1.0
    higher = []
    for stretch in lower:
        least = getattr(stretch.inputs, letter)
        more = draw(st.floats(least, ceiling))
        higher.append(stretch._replace(inputs=stretch.inputs._replace(**{letter: more})))
    return lower, higher


@MANY
@given(c=coefficients, start=starts, schedule=schedules)
def test_every_value_stays_in_its_bounds(c: CrowdParameters, start: CrowdState, schedule: list[Stretch]) -> None:
    for state in walk(CrowdModel(c), start, schedule):
        assert all(0 <= value <= 1 for value in state)


def test_what_acted_before_leaves_nothing_behind() -> None:
    every = [
        (s / 10, p / 4, d / 4, f, e / 3) for s, p, d, f, e in product(range(2), range(3), range(3), range(7), (0, 1))
    ]
    model = CrowdModel()
    for s, p, d, f, e in every + every[::-1]:  # more than it keeps rates of
        assert model.step(0.4, 0.2, 0.7, 0.9, s, p, d, f, e) == CrowdModel().step(0.4, 0.2, 0.7, 0.9, s, p, d, f, e)


@pytest.mark.parametrize("corner", range(16))
def test_bounds_hold_at_the_ends_of_every_range(corner: int) -> None:
    start = (corner & 1, corner >> 1 & 1, corner >> 2 & 1, corner >> 3 & 1)
    for end in (0, 1):
        model = CrowdModel(CrowdParameters(**{name: ends[end] for name, ends in PARAMETER_RANGES.items()}))
        for held in product(PRESSURE_RANGE, (0, 1), (0, 1), (0, 6), (0, 1)):
            for state in walk(model, start, [Stretch(30, Inputs(*held))]):
                assert all(0 <= value <= 1 for value in state)


def test_tension_far_out_of_bounds_overflows_nothing() -> None:
    steep = CrowdModel(CrowdParameters(contagion_steepness=40.0))
    assert steep.step(-1e6, 0, 1, 1, 0, 0, 0, 0, 0)[1] == pytest.approx(0.0)


@MANY
@given(c=coefficients, start=starts, pair=st.sampled_from("sp").flatmap(ordered_schedules))
def test_more_pressure_or_provocateurs_never_lowers_tension_or_activity(
    c: CrowdParameters, start: CrowdState, pair: tuple[list[Stretch], list[Stretch]]
) -> None:
    for lower, higher in zip(walk(CrowdModel(c), start, pair[0]), walk(CrowdModel(c), start, pair[1]), strict=True):
        assert higher[0] >= lower[0] - ROUNDING
        assert higher[1] >= lower[1] - ROUNDING


@MANY
@given(c=coefficients, start=starts, pair=ordered_schedules("d"))
def test_more_dialogue_never_raises_tension_or_activity(
    c: CrowdParameters, start: CrowdState, pair: tuple[list[Stretch], list[Stretch]]
) -> None:
    for less, more in zip(walk(CrowdModel(c), start, pair[0]), walk(CrowdModel(c), start, pair[1]), strict=True):
        assert more[0] <= less[0] + ROUNDING
        assert more[1] <= less[1] + ROUNDING


@MANY
@given(c=coefficients, start=starts, pair=ordered_schedules("e"))
def test_more_excess_force_never_lowers_tension(
    c: CrowdParameters, start: CrowdState, pair: tuple[list[Stretch], list[Stretch]]
) -> None:
    for less, more in zip(walk(CrowdModel(c), start, pair[0]), walk(CrowdModel(c), start, pair[1]), strict=True):
        assert more[0] >= less[0] - ROUNDING
        assert more[2] <= less[2] + ROUNDING


FOUR_HOURS = 4 * 3600


def calm(force: int = 0, dialogue: float = 0.0) -> list[Stretch]:
    return [Stretch(FOUR_HOURS, Inputs(d=dialogue, f=force))]


def last(model: CrowdModel, start: CrowdState, schedule: list[Stretch]) -> CrowdState:
    state = start
    for stretch in schedule:
        state = model.march(state, stretch.inputs, stretch.seconds, ([], [], [], []))
    return state


def test_a_crowd_left_alone_calms_down_from_the_worst_start() -> None:
    assert 100 * last(CrowdModel(), (0.5, 0.05, 0.0, 1.0), calm())[0] < 1


@MANY
@given(v=st.floats(0, 0.5), a=st.floats(0, 0.05), legitimacy=shares, force=st.integers(0, 2), dialogue=shares)
def test_a_crowd_left_alone_calms_down(v: float, a: float, legitimacy: float, force: int, dialogue: float) -> None:
    """In steps of 4 s, for the sake of many cases: four hours of a flow whose fastest rate is below 2 per minute."""
    quiet = Stretch(FOUR_HOURS // 4, Inputs(d=dialogue, f=force))
    assert 100 * last(CrowdModel(step_ms=4_000), (v, a, legitimacy, 1.0), [quiet])[0] < 1


NO_CONTAGION = CrowdParameters(contagion_rate=0.0)
gentle_inputs = st.builds(Inputs, s=st.floats(0, 0.3), p=shares, d=shares, f=st.integers(0, 6), e=shares)


@MANY
@given(start=starts, held=gentle_inputs, minutes=st.integers(1, 30))
def test_legitimacy_relaxes_exponentially(start: CrowdState, held: Inputs, minutes: int) -> None:
    gain, loss = 0.01 + 0.04 * held.d, 0.25 * held.e
    rest = gain / (gain + loss)
    end = last(CrowdModel(), start, [Stretch(60 * minutes, held)])
    assert end[2] == pytest.approx(rest + (start[2] - rest) * exp(-(gain + loss) * minutes), abs=1e-10)


@MANY
@given(v=shares, held=gentle_inputs, minutes=st.integers(1, 30))
def test_tension_relaxes_exponentially_while_legitimacy_rests(v: float, held: Inputs, minutes: int) -> None:
    """Without contagion and activity, v is linear, but its rates hold l: it is an exponential only while l stands.

    With D = E = 0 the rates lose l and any l will do; else l must start at the value where it rests.
    """
    gain, loss = 0.01 + 0.04 * held.d, 0.25 * held.e
    legitimacy = gain / (gain + loss)
    rise = held.s + 0.35 * held.e * (2 - legitimacy)
    fall = 0.02 + 0.10 * held.d * legitimacy + 0.072 * max(0, max(0, held.f - 3 * held.e) - 3)
    rest = rise / (rise + fall)
    end = last(CrowdModel(NO_CONTAGION), (v, 0.0, legitimacy, 1.0), [Stretch(60 * minutes, held)])
    assert end[0] == pytest.approx(rest + (v - rest) * exp(-(rise + fall) * minutes), abs=2e-9)
    assert end[1] == 0


@MANY
@given(start=starts, held=gentle_inputs, minutes=st.integers(1, 30))
def test_tension_relaxes_exponentially_without_dialogue_and_excess(
    start: CrowdState, held: Inputs, minutes: int
) -> None:
    held = held._replace(d=0.0, e=0.0)
    fall = 0.02 + 0.072 * max(0, held.f - 3)
    rest = held.s / (held.s + fall)
    end = last(CrowdModel(NO_CONTAGION), (start[0], 0.0, *start[2:]), [Stretch(60 * minutes, held)])
    assert end[0] == pytest.approx(rest + (start[0] - rest) * exp(-(held.s + fall) * minutes), abs=1e-10)


@MANY
@given(start=starts, held=gentle_inputs, minutes=st.integers(1, 30))
def test_presence_falls_exponentially_without_dialogue(start: CrowdState, held: Inputs, minutes: int) -> None:
    held = held._replace(d=0.0)
    end = last(CrowdModel(), start, [Stretch(60 * minutes, held)])
    assert end[3] == pytest.approx(start[3] * exp(-(0.002 + 0.08 * max(0, held.f - 3)) * minutes), abs=1e-10)


FROZEN_TENSION = CrowdParameters(tension_decay=0.0, activity_to_tension=0.0, contagion_seed=0.0)


@MANY
@given(v=shares, a=st.floats(1e-6, 1), force=st.integers(0, 2), minutes=st.integers(1, 60))
@example(v=0.0, a=0.5, force=0, minutes=60)
@example(v=1.0, a=1e-6, force=2, minutes=60)
def test_activity_at_fixed_tension_is_the_logistic_epidemic(v: float, a: float, force: int, minutes: int) -> None:
    """With b = 0.9 r, g = 0.25 and K = 1 - g/b; the closed form, written so that it holds for b < g as well."""
    spread, recovery = 0.9 / (1 + exp(-14 * (v - 0.55))), 0.25
    net = spread - recovery
    if abs(net) < 1e-3:
        return
    end = last(CrowdModel(FROZEN_TENSION), (v, a, 0.7, 1.0), [Stretch(60 * minutes, Inputs(f=force))])
    level = 1 - recovery / spread
    assert end[0] == v
    assert end[1] == pytest.approx(level / (1 + (level / a - 1) * exp(-net * minutes)), abs=1e-9)


@pytest.mark.parametrize("v", [0.0, 0.3, 0.45])
def test_activity_dies_out_below_the_threshold_of_contagion(v: float) -> None:
    assert last(CrowdModel(FROZEN_TENSION), (v, 1.0, 0.7, 1.0), calm())[1] < 1e-6


@pytest.mark.parametrize("v", [0.52, 0.55, 0.8, 1.0])
def test_activity_stays_above_the_threshold_of_contagion(v: float) -> None:
    spread = 0.9 / (1 + exp(-14 * (v - 0.55)))
    end = last(CrowdModel(FROZEN_TENSION), (v, 1e-3, 0.7, 1.0), calm())
    assert end[1] == pytest.approx(1 - 0.25 / spread, abs=1e-4)


DRILL = [
    Stretch(300, Inputs()),
    Stretch(420, Inputs(s=0.03, p=1.0, d=0.2, f=1)),
    Stretch(600, Inputs(s=0.10, p=1.0, d=0.6, f=2)),
    Stretch(240, Inputs(s=0.30, p=0.5, f=4, e=1 / 3)),
    Stretch(180, Inputs(s=0.05, p=1.0, f=5, e=1.0)),
    Stretch(300, Inputs(f=6, e=1 / 3)),
    Stretch(900, Inputs(d=1.0, f=2)),
]
ROUGH = [Stretch(120, Inputs(s=1.0, p=1.0, f=5)), Stretch(120, Inputs(s=10.0, p=1.0)), Stretch(60, Inputs(f=6, e=1.0))]
DRILL_STARTS = [START, (0.9, 0.4, 0.2, 0.8), (0.0, 1.0, 1.0, 1.0)]


def gap_to_oracle(start: CrowdState, schedule: list[Stretch], step_ms: int) -> float:
    """The largest difference to the true solution anywhere in a schedule, each stretch begun where SciPy is."""
    every_s = max(5, step_ms // 1000)
    model, ours, theirs = CrowdModel(step_ms=step_ms), start, start
    gap = 0.0
    for stretch in schedule:
        truth = oracle(theirs, stretch, every_s)
        states = list(walk(model, ours, [stretch._replace(seconds=stretch.seconds * 1000 // step_ms)]))
        gap = max(gap, largest_gap(states[every_s * 1000 // step_ms - 1 :: every_s * 1000 // step_ms], truth))
        ours, theirs = states[-1], truth[-1]
    return gap


@pytest.mark.parametrize("start", DRILL_STARTS)
def test_the_course_of_a_drill_agrees_with_scipy(start: CrowdState) -> None:
    assert gap_to_oracle(start, DRILL, step_ms=1000) < 1e-10


def gap_in_corners(s: float, step_ms: int) -> float:
    """The largest difference to the true solution from every corner of the state, under every corner of the inputs."""
    held = product((0.0, s), (0.0, 1.0), (0.0, 1.0), (0, 3, 6), (0.0, 1.0))
    return max(
        gap_to_oracle((v, a, legitimacy, 1.0), [Stretch(60, Inputs(*at_ends))], step_ms)
        for (v, a, legitimacy), at_ends in product(product((0.0, 1.0), repeat=3), held)
    )


def test_any_course_agrees_with_scipy_but_for_the_truncation_of_one_second_steps() -> None:
    """1e-10 is true of the flow, and of drills; RK4 at 1 s itself is off by h^4 in a jump from a corner.

    From a = 1 under F = 6 the rate of a is 1.8 per minute, and the step alone leaves 7e-10. A quarter of the step shows
    that nothing else is in it.
    """
    assert 1e-10 < gap_in_corners(0.3, step_ms=1000) < 1e-9
    assert gap_in_corners(0.3, step_ms=250) < 1e-10


@MANY
@given(start=starts, held=gentle_inputs, seconds=st.integers(1, 6).map(lambda fives: 5 * fives))
def test_any_stretch_of_any_drill_agrees_with_scipy(start: CrowdState, held: Inputs, seconds: int) -> None:
    """The flow to 1e-10, from any state under any inputs of a drill; what a step of 1 s adds to it stays below 1e-9."""
    stretch = Stretch(seconds, held)
    assert gap_to_oracle(start, [stretch], step_ms=250) < 1e-10
    assert gap_to_oracle(start, [stretch], step_ms=1000) < 1e-9


@pytest.mark.parametrize("start", DRILL_STARTS)
def test_the_strongest_pressure_agrees_with_scipy_to_what_a_screen_can_show(start: CrowdState) -> None:
    assert gap_to_oracle(start, ROUGH, step_ms=1000) < 1e-5
    assert gap_to_oracle(start, ROUGH, step_ms=50) < 1e-10


@pytest.mark.parametrize("start", DRILL_STARTS)
def test_convergence_is_of_fourth_order(start: CrowdState) -> None:
    gaps = [gap_to_oracle(start, DRILL, step_ms) for step_ms in (20_000, 10_000, 5_000)]
    for coarse, fine in pairwise(gaps):
        assert 3.8 < log2(coarse / fine) < 4.4


@MANY
@given(c=parameters, state=starts, held=inputs)
def test_every_coefficient_stands_where_the_equations_have_it(
    c: CrowdParameters, state: CrowdState, held: Inputs
) -> None:
    v, a, legitimacy, n = state
    s, p, d, f, e = held
    spread = c.contagion_rate / (1 + exp(-c.contagion_steepness * (v - c.contagion_midpoint)))
    deterrence = c.force_deterrence * max(0, max(0, f - 3 * e) - 3)
    written = (
        (s + c.activity_to_tension * a + c.backfire * e * (2 - legitimacy)) * (1 - v)
        - (c.tension_decay + c.dialogue_calming * d * legitimacy + deterrence) * v,
        spread * (a + c.contagion_seed + c.provocateur_seed * p) * (1 - a)
        - (c.activity_decay + c.force_suppression * max(0, f - 2)) * a,
        (c.legitimacy_recovery + c.dialogue_legitimacy * d) * (1 - legitimacy) - c.legitimacy_loss * e * legitimacy,
        -(c.leaving + c.dialogue_leaving * d * legitimacy * (1 - v) + c.force_leaving * max(0, f - 3)) * n,
    )
    after = CrowdModel(c, step_ms=1).step(*state, *held)
    for new, old, slope in zip(after, state, written, strict=True):
        assert (new - old) * MINUTE_MS == pytest.approx(slope, abs=5e-3)


def test_the_floor_of_the_benchmark_solves_the_same_equations() -> None:
    fixed = Inputs(s=0.02, p=0.3, d=0.4, f=4, e=1 / 3)
    assert bare_rk4(900) == pytest.approx(last(CrowdModel(), START, [Stretch(900, fixed)])[0], abs=1e-12)
