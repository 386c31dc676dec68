"""The exercise clock: a map from monotonic time that never loses or gains a millisecond."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from player.engine.clock import NORMAL_SPEED_PERMILLE, ExerciseClock
from player.model.times import HOUR_MS

BOOT_MS = 7_654_321


@dataclass(frozen=True)
class Turn:
    """Something done to the clock so many ms of monotonic time after the turn before."""

    after_ms: int
    what: str
    speed_permille: int = NORMAL_SPEED_PERMILLE
    back_ms: int = 0

    def do(self, clock: ExerciseClock, monotonic_ms: int) -> None:
        if self.what == "speed":
            clock.set_speed(monotonic_ms, self.speed_permille)
        elif self.what == "run":
            clock.run(monotonic_ms)
        elif self.what == "hold":
            clock.hold(monotonic_ms)


TURNS = st.lists(
    st.builds(
        Turn,
        st.one_of(st.integers(0, 3_000), st.integers(0, 48 * HOUR_MS)),
        st.sampled_from(["run", "hold", "speed", "read"]),
        st.one_of(st.sampled_from([100, 333, 1000, 1001, 60_000]), st.integers(1, 120_000)),
        st.sampled_from([0, 0, 1, 700, 2_000]),
    ),
    max_size=15,
)


def test_a_new_clock_stands_still_at_its_start() -> None:
    clock = ExerciseClock(90_000)
    assert not clock.running
    assert clock.exercise_ms(BOOT_MS) == clock.exercise_ms(BOOT_MS + HOUR_MS) == 90_000


def test_it_goes_on_where_it_was_held() -> None:
    clock = ExerciseClock()
    clock.run(BOOT_MS)
    clock.hold(BOOT_MS + 1_500)
    assert clock.exercise_ms(BOOT_MS + HOUR_MS) == 1_500
    clock.run(BOOT_MS + HOUR_MS)
    assert clock.exercise_ms(BOOT_MS + HOUR_MS + 250) == 1_750


def test_a_change_of_speed_counts_from_that_moment_on() -> None:
    clock = ExerciseClock()
    clock.run(BOOT_MS)
    clock.set_speed(BOOT_MS + 1_000, 10_000)
    assert clock.speed_permille == 10_000
    assert clock.exercise_ms(BOOT_MS + 1_200) == 3_000


def test_a_speed_set_while_held_counts_once_it_runs() -> None:
    clock = ExerciseClock(500)
    clock.set_speed(BOOT_MS, 2_000)
    assert clock.exercise_ms(BOOT_MS + 100) == 500
    clock.run(BOOT_MS + 100)
    assert clock.exercise_ms(BOOT_MS + 200) == 700


@pytest.mark.parametrize("speed_permille", [0, -1])
def test_a_speed_not_above_zero_is_an_error_and_changes_nothing(speed_permille: int) -> None:
    clock = ExerciseClock()
    clock.run(BOOT_MS)
    with pytest.raises(ValueError, match="above zero"):
        clock.set_speed(BOOT_MS + 10, speed_permille)
    assert clock.exercise_ms(BOOT_MS + 20) == 20


def test_running_twice_and_holding_twice_are_as_once() -> None:
    clock = ExerciseClock()
    clock.run(BOOT_MS)
    clock.run(BOOT_MS + 10)
    clock.hold(BOOT_MS + 20)
    clock.hold(BOOT_MS + 30)
    assert clock.exercise_ms(BOOT_MS + 99) == 20


def test_twelve_hours_in_steps_of_100_ms_do_not_drift() -> None:
    clock = ExerciseClock()
    clock.run(BOOT_MS)
    for step in range(12 * HOUR_MS // 100 + 1):
        assert clock.exercise_ms(BOOT_MS + step * 100) == step * 100


def test_a_thousand_short_holds_at_an_odd_speed_lose_nothing() -> None:
    clock = ExerciseClock()
    clock.set_speed(BOOT_MS, 1_499)
    for turn in range(1_000):
        clock.run(BOOT_MS + 2 * turn)
        clock.hold(BOOT_MS + 2 * turn + 1)
    assert clock.exercise_ms(BOOT_MS + HOUR_MS) == 1_499


def test_a_monotonic_time_before_the_last_change_counts_as_that_change() -> None:
    clock = ExerciseClock()
    clock.run(BOOT_MS)
    clock.set_speed(BOOT_MS + 1_000, 2_000)
    assert clock.exercise_ms(BOOT_MS + 400) == 1_000
    clock.set_speed(BOOT_MS + 400, 4_000)
    assert clock.exercise_ms(BOOT_MS + 1_000) == 1_000, "the 600 ms were counted twice"
    assert clock.exercise_ms(BOOT_MS + 1_100) == 1_400


@given(start_ms=st.integers(0, HOUR_MS), turns=TURNS)
def test_it_is_the_exact_sum_of_what_ran(start_ms: int, turns: list[Turn]) -> None:
    clock = ExerciseClock(start_ms)
    exact, now_ms = Fraction(start_ms), BOOT_MS
    running, speed = False, Fraction(1)
    for turn in turns:
        now_ms += turn.after_ms
        exact += turn.after_ms * speed if running else 0
        assert clock.exercise_ms(now_ms) == int(exact)
        turn.do(clock, now_ms)
        assert clock.exercise_ms(now_ms) == int(exact), "a change made time jump"
        running = {"run": True, "hold": False}.get(turn.what, running)
        speed = Fraction(turn.speed_permille, 1000) if turn.what == "speed" else speed
        assert clock.running is running


@given(turns=TURNS)
def test_a_change_at_an_earlier_time_is_a_change_at_the_last_one(turns: list[Turn]) -> None:
    clock, straight = ExerciseClock(), ExerciseClock()
    now_ms = changed_ms = BOOT_MS
    for each in (clock, straight):
        each.run(BOOT_MS)
    for turn in turns:
        now_ms += turn.after_ms - turn.back_ms
        changed_ms = changed_ms if turn.what == "read" else max(changed_ms, now_ms)
        turn.do(clock, now_ms)
        turn.do(straight, changed_ms)
        for later_ms in (0, 1, 999, HOUR_MS):
            assert clock.exercise_ms(changed_ms + later_ms) == straight.exercise_ms(changed_ms + later_ms)
