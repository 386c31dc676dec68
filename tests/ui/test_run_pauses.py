"""Pauses of any length anywhere, injects off the timeline, shifted, once more: each exactly once, in order."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from player.model import events as ev
from player.model.doctrine import InjectStatus
from player.model.scenario import LoadedScenario
from player.model.times import MINUTE_MS, SECOND_MS
from player.scenario import read_scenario
from player.ui.run.deliver import BOUNCE_MS, DeliverSheet
from tests.helpers.desk import CTRL, SHIFT, Desk, dress

HOLD, GO, UP, DOWN = Qt.Key.Key_F9, Qt.Key.Key_Space, Qt.Key.Key_Up, Qt.Key.Key_Down
COUNT = 8

SCRIPT = """\
gladi: 2
id: pauses
title: Pauses
place: {name: Alun-alun, zone: Asia/Jakarta, starts: "23:57"}
ranks: [Danki]
units: {dalmas: {title: Dalmas, kind: dalmas_awal, strength: 30}}
crowd: {size: 100, start: {tension: 30}}
phases:
  - id: night
    title: Night
    planned: 30m
    injects:
"""


def script() -> LoadedScenario:
    """Eight injects, one every half minute, the last two after midnight."""
    injects = "".join(
        f"      - {{id: i{n}, title: Inject {n}, at: {30 + 30 * n}s, text: Words {n}.}}\n" for n in range(COUNT)
    )
    return read_scenario(SCRIPT + injects, "pauses.yaml")


PAUSES = script()
PLANNED = {f"i{n}": (30 + 30 * n) * SECOND_MS for n in range(COUNT)}


@contextmanager
def desk_at_work() -> Iterator[Desk]:
    """A desk of its own with the drill under way: hypothesis gives no fixture anew for each example."""
    with TemporaryDirectory(prefix="gladi-") as folder:
        desk = Desk(Path(folder))
        try:
            desk.run(PAUSES)
            desk.start_ex()
            yield desk
        finally:
            desk.close()


def deliveries(desk: Desk) -> list[tuple[str, int, ev.Firing]]:
    return [
        (entry.event.body.inject, entry.event.exercise_ms, entry.event.body.how)
        for entry in desk.view.entries
        if isinstance(entry.event.body, ev.InjectFired)
    ]


@pytest.fixture
def dressed(qapp: QApplication, quick_disk: None) -> None:
    dress(qapp)


WAITS = st.integers(0, 90 * SECOND_MS)
PAUSE = st.integers(0, 12 * 60 * MINUTE_MS)


@pytest.mark.usefixtures("dressed")
class TestPauses:
    @settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(st.lists(st.tuples(WAITS, PAUSE), max_size=5))
    def test_of_any_length_anywhere(self, pauses: list[tuple[int, int]]) -> None:
        with desk_at_work() as desk:
            for wait_ms, pause_ms in pauses:
                desk.pass_ms(wait_ms)
                desk.press(HOLD)
                before = deliveries(desk)
                desk.clock.advance_ms(pause_ms)
                desk.window.tick()
                assert deliveries(desk) == before, "nothing goes out while the drill is on hold"
                desk.press(HOLD)
                assert deliveries(desk) == before, "and no burst when it goes on"
            desk.pass_until(max(desk.view.now_ms, 5 * MINUTE_MS))
            assert deliveries(desk) == [(name, at_ms, ev.Firing.SCHEDULE) for name, at_ms in PLANNED.items()]

    @settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(
        st.lists(
            st.tuples(
                st.integers(0, 45 * SECOND_MS),
                st.sampled_from(["go", "down", "up", "later", "sooner", "hold", "hand", "chosen"]),
                st.integers(0, COUNT - 1),
            ),
            max_size=14,
        )
    )
    def test_whatever_is_done_none_is_lost_and_none_goes_twice(self, steps: list[tuple[int, str, int]]) -> None:
        keys = {
            "go": (GO, Qt.KeyboardModifier.NoModifier),
            "down": (DOWN, Qt.KeyboardModifier.NoModifier),
            "up": (UP, Qt.KeyboardModifier.NoModifier),
            "later": (Qt.Key.Key_Right, SHIFT),
            "sooner": (Qt.Key.Key_Left, SHIFT),
            "hold": (HOLD, Qt.KeyboardModifier.NoModifier),
            "hand": (Qt.Key.Key_B, CTRL),
        }
        with desk_at_work() as desk:
            for wait_ms, what, number in steps:
                desk.pass_ms(wait_ms)
                if what == "chosen":
                    stood = desk.view.state.injects[f"i{number}"]
                    if stood.status is not InjectStatus.FIRED:
                        deliver(desk, f"Words {number}.")
                else:
                    desk.press(*keys[what])
            if desk.view.state.status.value == "held":
                desk.press(HOLD)
            desk.pass_ms(15 * MINUTE_MS)
            while desk.view.standby is not None:
                desk.clock.advance_ms(600)
                desk.go()
            fired = deliveries(desk)
            assert sorted(name for name, _at, _how in fired) == sorted(PLANNED), "each exactly once"
            by_itself = [name for name, _at, how in fired if how is ev.Firing.SCHEDULE]
            assert by_itself == sorted(by_itself), "those that go by themselves go in order"
            times = [at_ms for _name, at_ms, _how in fired]
            assert times == sorted(times)


def deliver(desk: Desk, search: str) -> None:
    """Deliver what this search finds, by the sheet for any inject."""

    def act(sheet: QWidget) -> None:
        assert isinstance(sheet, DeliverSheet)
        QTest.keyClicks(sheet.field, search)
        QTest.keyClick(sheet.field, Qt.Key.Key_Return)
        desk.clock.advance_ms(BOUNCE_MS)
        QTest.keyClick(sheet.field, Qt.Key.Key_Return)

    with desk.answering(act):
        desk.press(Qt.Key.Key_I, CTRL)


@pytest.mark.usefixtures("dressed")
def test_a_wall_clock_that_jumps_changes_nothing() -> None:
    with desk_at_work() as desk:
        for jump_ms in (7 * 3_600_000, -26 * 3_600_000, 59_000):
            desk.pass_ms(MINUTE_MS)
            desk.clock.jump_wall_ms(jump_ms)
            desk.window.tick()
        desk.pass_until(5 * MINUTE_MS)
        assert [(name, at_ms) for name, at_ms, _how in deliveries(desk)] == list(PLANNED.items())
