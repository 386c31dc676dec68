"""How long a key was held: what a keyboard sends, what a stuck program misses, and where the line is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from player.ui.emergency.hold import HOLD_MS, LET_GO_MS, Held, Hold

STEP_MS = 40


def look_on(hold: Hold, from_ms: int, to_ms: int) -> list[Held]:
    """What is seen by looking every few ms; the last look is at ``to_ms``."""
    moments = [*range(from_ms + STEP_MS, to_ms, STEP_MS), to_ms]
    return [hold.look(at_ms) for at_ms in moments]


@pytest.mark.parametrize(("ms", "end"), [(1999, Held.HOLDING), (2000, Held.DONE)])
def test_two_seconds_are_two_seconds(ms: int, end: Held) -> None:
    hold = Hold()
    hold.down(100)
    seen = look_on(hold, 100, 100 + ms)
    assert seen[-1] is end
    assert set(seen[:-1]) == {Held.HOLDING}


@pytest.mark.parametrize(("ms", "end"), [(1, Held.LET_GO), (1999, Held.LET_GO), (2000, Held.DONE)])
def test_let_go(ms: int, end: Held) -> None:
    hold = Hold()
    hold.down(0)
    if ms > 1:
        look_on(hold, 0, ms - 1)
    hold.up(ms)
    told = [one for one in look_on(hold, ms, ms + 3 * LET_GO_MS) if one is not Held.HOLDING]
    assert told[0] is end
    assert set(told[1:]) <= {Held.IDLE}
    assert not hold.is_on


def test_what_is_done_is_told_once() -> None:
    hold = Hold()
    hold.down(0)
    seen = look_on(hold, 0, 5000)
    assert seen.count(Held.DONE) == 1
    assert seen[-1] is Held.IDLE


@pytest.mark.parametrize("gap_ms", [0, 1, 10, LET_GO_MS])
def test_a_keyboard_that_repeats_by_letting_go_is_one_hold(gap_ms: int) -> None:
    hold = Hold()
    hold.down(0)
    now_ms, seen = 0, []
    while now_ms < HOLD_MS:
        now_ms += 33
        hold.up(now_ms)
        hold.down(now_ms + gap_ms)
        seen.append(hold.look(now_ms + gap_ms))
        now_ms += gap_ms
    assert Held.LET_GO not in seen
    assert seen[-1] is Held.DONE


def test_two_short_presses_are_no_long_one() -> None:
    hold = Hold()
    hold.down(0)
    look_on(hold, 0, 1500)
    hold.up(1500)
    hold.down(1500 + LET_GO_MS + 1)
    assert hold.held_ms(2100) == 2100 - 1500 - LET_GO_MS - 1
    assert look_on(hold, 1600, 2500)[-1] is Held.HOLDING


def test_a_tap_while_the_program_is_stuck_is_no_hold() -> None:
    """The key went down, nothing was looked at for five seconds, and that it came up is heard only then."""
    hold = Hold()
    hold.down(0)
    hold.look(STEP_MS)
    hold.up(5000)
    told = look_on(hold, 5000, 5200)
    assert Held.LET_GO in told
    assert Held.DONE not in told
    hold.down(10_000)
    hold.look(10_000 + STEP_MS)
    assert hold.look(15_000) is Held.HOLDING, "that it came up may be the next thing heard"
    hold.up(15_001)
    assert Held.DONE not in look_on(hold, 15_001, 15_300)


def test_held_all_through_a_stuck_time_it_counts() -> None:
    hold = Hold()
    hold.down(0)
    assert hold.look(5000) is Held.HOLDING
    assert hold.look(5000 + STEP_MS) is Held.DONE


class TestTheStampsOfTheKeyboard:
    """What is heard late was not done late."""

    def test_a_tap_heard_late_is_a_tap(self) -> None:
        hold = Hold()
        hold.down(0, 50_000)
        look_on(hold, 0, 1960)
        hold.up(2100, 50_080)
        told = look_on(hold, 2100, 2300)
        assert Held.LET_GO in told
        assert Held.DONE not in told

    def test_a_hold_heard_late_is_a_hold(self) -> None:
        hold = Hold()
        hold.down(1500, 50_000)
        assert look_on(hold, 1500, 2490)[-1] is Held.HOLDING
        hold.up(2500, 52_000)
        assert hold.look(2500) is Held.DONE

    def test_a_clock_that_went_round_is_none(self) -> None:
        hold = Hold()
        hold.down(0, 4_294_967_000)
        look_on(hold, 0, 1000)
        hold.up(1000, 200)
        assert hold.held_ms(1000) == 1000


@given(st.lists(st.tuples(st.integers(0, 900), st.booleans()), max_size=40))
def test_it_is_never_done_before_its_time(presses: list[tuple[int, bool]]) -> None:
    hold = Hold()
    now_ms = first_ms = 0
    is_down = False
    for wait_ms, down in presses:
        for _turn in range(wait_ms // STEP_MS):
            now_ms += STEP_MS
            if hold.look(now_ms) is Held.DONE:
                assert is_down or first_ms + HOLD_MS <= now_ms
                assert now_ms - first_ms >= HOLD_MS
        now_ms += wait_ms % STEP_MS
        if down and not hold.is_on:
            first_ms = now_ms
        (hold.down if down else hold.up)(now_ms)
        is_down = down
        assert 0.0 <= hold.part(now_ms) <= 1.0
