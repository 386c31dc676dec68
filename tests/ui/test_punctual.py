"""What is due comes when it is due, not with the next look."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from player.ui.punctual import NEAR_MS, PunctualPart, due_in_ms
from tests.helpers.desk import Desk


@pytest.mark.parametrize(
    ("at_ms", "speed", "wait_ms"),
    [(59_950, 1_000, 50), (59_999, 1_000, 1), (50_000, 10_000, 1_000), (59_995, 2_000, 3)],
)
def test_the_time_to_wait_is_real_time_and_never_too_short(run: Desk, at_ms: int, speed: int, wait_ms: int) -> None:
    run.pass_until(at_ms)
    run.window.actions_table[f"speed_{speed}"].do()
    assert due_in_ms(run.view) == wait_ms
    before = len(run.view.entries)
    run.pass_ms(wait_ms - 1)
    assert len(run.view.entries) == before
    run.pass_ms(1)
    assert len(run.view.entries) > before


def test_on_hold_nothing_is_waited_for(run: Desk) -> None:
    run.press(Qt.Key.Key_F9)
    assert due_in_ms(run.view) is None


def test_a_look_is_planned_when_something_is_near_and_not_when_the_drill_is_gone(run: Desk) -> None:
    timer = run.window.part(PunctualPart).timer
    run.pass_until(60_000 - NEAR_MS + 1)
    assert not timer.isActive(), "a window that does not tick by itself"
    object.__setattr__(run.window.around, "ticks", True)
    run.window.tick()
    assert timer.isActive()
    assert timer.interval() == NEAR_MS - 1
    run.press(Qt.Key.Key_F9)
    run.window.tick()
    assert not timer.isActive()
    run.press(Qt.Key.Key_F9)
    run.window.tick()
    assert timer.isActive()
    run.window.let_go()
    assert not timer.isActive()
    object.__setattr__(run.window.around, "ticks", False)
