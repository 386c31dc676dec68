"""NOW: the countdown is the largest thing on the screen, however much is to be said beside it."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from player.engine import commands as do
from player.model.scenario import LoadedScenario
from player.model.times import MINUTE_MS
from player.ui.widgets import BigClock
from tests.helpers.desk import STEP_MS, Desk

SIZES = {(1024, 640): 32, (1366, 768): 60, (1920, 1080): 80}
"""Sizes of the window, and the least height of the figures, in px: from 60 on they read from two metres."""


def countdown(desk: Desk) -> BigClock:
    (clock,) = desk.page.now.findChildren(BigClock)
    return clock


@pytest.mark.parametrize("size", SIZES)
def test_the_countdown_keeps_its_size_where_the_ways_on_are_long(
    desk: Desk, okut: LoadedScenario, size: tuple[int, int]
) -> None:
    desk.shell.resize(*size)
    desk.run(okut)
    desk.view.do(do.StartExercise("muster not needed here"))
    desk.view.do(do.NextPhase())
    assert desk.view.state.undecided, "a phase that is left by a decision says most"
    for _ in range(MINUTE_MS // STEP_MS):
        desk.clock.advance_ms(STEP_MS)
        desk.window.tick()
    QApplication.processEvents()
    clock = countdown(desk)
    figures, _words, _bar = clock._areas(clock.rect().toRectF())
    assert figures.height() >= SIZES[size]
    assert clock.width() > clock.height()
