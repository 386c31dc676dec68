"""Space is GO, once, from wherever the keyboard is, and nothing else."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QMenu, QWidget

from player.engine import commands as do
from player.engine.state import Status
from player.model import events as ev
from player.model.scenario import LoadedScenario
from player.scenario import read_scenario
from player.ui.run.go import GO_AFTER_AUTOMATIC_MS, GO_GUARD_MS
from player.ui.widgets import ActionButton
from tests.helpers.desk import NONE, Desk

SPACE = Qt.Key.Key_Space


AT_ONCE = read_scenario(
    """\
gladi: 2
id: at-once
title: At once
place: {name: Alun-alun, zone: Asia/Jakarta, starts: "09:00"}
units:
  dalmas: {title: Dalmas Awal, kind: dalmas_awal, strength: 30}
crowd: {size: 200}
phases:
  - id: only
    title: Only
    planned: 10m
    injects:
      - {id: posts, title: Take up posts, at: 0s, text: Go.}
      - {id: crowd, title: The crowd moves, at: 1m, text: They come.}
      - {id: stones, title: Stones, at: 2m, text: They throw.}
      - {id: calm, title: Calm, at: 3m, text: They calm down.}
""",
    "at-once.yaml",
)


def fired(desk: Desk) -> list[str]:
    return [body.inject for body in desk.bodies(ev.InjectFired)]


def go_button(desk: Desk) -> ActionButton:
    return next(b for b in desk.page.next.findChildren(ActionButton) if b.text() == "GO")


class TestOnePressIsOneGo:
    def test_ten_presses_in_a_second(self, run: Desk) -> None:
        for _press in range(10):
            run.press(SPACE)
            run.clock.advance_ms(100)
            run.window.tick()
        assert fired(run) == ["arrival"]

    def test_the_next_counts_after_half_a_second_of_quiet(self, run: Desk) -> None:
        run.press(SPACE)
        run.clock.advance_ms(GO_GUARD_MS - 1)
        run.press(SPACE)
        run.clock.advance_ms(GO_GUARD_MS - 1)
        run.press(SPACE)
        assert fired(run) == ["arrival"]
        run.clock.advance_ms(GO_GUARD_MS)
        run.press(SPACE)
        assert fired(run) == ["arrival", "orator"]

    def test_a_key_kept_down(self, run: Desk) -> None:
        run.hold_down(SPACE)
        for _turn in range(20):
            run.clock.advance_ms(100)
            run.repeat(SPACE, text=" ")
        assert fired(run) == ["arrival"]
        run.let_go(SPACE)
        run.press(SPACE)
        assert fired(run) == ["arrival", "orator"], "the guard counts from the press"

    def test_a_key_kept_down_on_an_x_server_that_does_not_say_so(self, run: Desk) -> None:
        run.hold_down(SPACE)
        for turn in range(20):
            run.clock.advance_ms(600)
            run.repeat_unsaid(SPACE, 10_000 + 600 * turn, " ")
        assert fired(run) == ["arrival"]

    def test_a_key_that_never_came_up_does_not_count_again(self, run: Desk) -> None:
        run.hold_down(SPACE)
        run.clock.advance_ms(1000)
        run.hold_down(SPACE)
        assert fired(run) == ["arrival"]

    def test_a_key_that_came_up_in_another_window_counts_again(self, run: Desk) -> None:
        run.hold_down(SPACE)
        other = QWidget()
        other.show()
        other.activateWindow()
        QApplication.processEvents()
        other.close()
        run.shell.activateWindow()
        QApplication.processEvents()
        run.clock.advance_ms(1000)
        run.press(SPACE)
        assert fired(run) == ["arrival", "orator"]

    def test_key_and_button_share_the_guard(self, run: Desk) -> None:
        run.press(SPACE)
        run.clock.advance_ms(100)
        go_button(run).click()
        assert fired(run) == ["arrival"]
        run.clock.advance_ms(GO_GUARD_MS)
        go_button(run).click()
        run.clock.advance_ms(100)
        run.press(SPACE)
        assert fired(run) == ["arrival", "orator"]

    def test_a_double_click_is_one_go(self, run: Desk) -> None:
        run.click(go_button(run), times=2)
        assert fired(run) == ["arrival"]

    def test_ten_clicks_in_a_second_are_one_go(self, run: Desk) -> None:
        for _click in range(10):
            run.click(go_button(run))
            run.clock.advance_ms(100)
        assert fired(run) == ["arrival"]


class TestRightAfterADeliveryByItself:
    """The hand was still meant for what has just been delivered, and a delivery cannot be taken back."""

    @pytest.mark.parametrize("wait_ms", [GO_GUARD_MS, GO_AFTER_AUTOMATIC_MS - 1])
    def test_the_first_press_says_why_and_the_next_one_delivers(self, desk: Desk, wait_ms: int) -> None:
        desk.run(AT_ONCE)
        desk.start_ex()
        assert fired(desk) == ["posts"]
        desk.clock.advance_ms(wait_ms)
        desk.window.tick()
        desk.page.notice.dismiss()
        desk.press(SPACE)
        assert fired(desk) == ["posts"]
        assert "Take up posts" in desk.page.notice.text
        assert not desk.page.notice.isHidden()
        desk.clock.advance_ms(GO_GUARD_MS)
        desk.press(SPACE)
        assert fired(desk) == ["posts", "crowd"]

    def test_after_that_time_the_first_press_delivers(self, desk: Desk) -> None:
        desk.run(AT_ONCE)
        desk.start_ex()
        desk.clock.advance_ms(GO_AFTER_AUTOMATIC_MS)
        desk.press(SPACE)
        assert fired(desk) == ["posts", "crowd"]

    def test_ten_presses_in_a_second_are_none_and_the_button_shares_it(self, desk: Desk) -> None:
        desk.run(AT_ONCE)
        desk.start_ex()
        desk.pass_ms(60_000)
        for _press in range(10):
            desk.press(SPACE)
            desk.pass_ms(100)
        go_button(desk).click()
        assert fired(desk) == ["posts", "crowd"]
        desk.pass_ms(GO_AFTER_AUTOMATIC_MS)
        go_button(desk).click()
        assert fired(desk) == ["posts", "crowd", "stones"]

    def test_one_put_on_standby_by_hand_is_meant(self, desk: Desk) -> None:
        desk.run(AT_ONCE)
        desk.start_ex()
        desk.press(Qt.Key.Key_Down)
        desk.press(SPACE)
        assert fired(desk) == ["posts", "stones"]

    def test_the_standby_that_stays_is_meant(self, desk: Desk) -> None:
        desk.run(AT_ONCE)
        desk.start_ex()
        desk.press(Qt.Key.Key_Down)
        desk.pass_ms(60_000)
        assert fired(desk) == ["posts", "crowd"]
        desk.press(SPACE)
        assert fired(desk) == ["posts", "crowd", "stones"]


class TestSpaceOnlyEverFires:
    def test_wherever_the_keyboard_is(self, run: Desk) -> None:
        kinds = set()
        waiting = {inject.id for inject in run.view.waiting()}
        for widget in run.focusable():
            if not widget.isVisible() or not widget.isEnabled():
                continue
            widget.setFocus(Qt.FocusReason.TabFocusReason)
            kinds.add(type(widget).__name__)
            before, texts = len(run.bodies()), len(fired(run))
            run.clock.advance_ms(1000)
            run.press(SPACE)
            fresh = run.bodies()[before:]
            typed = isinstance(widget, QLineEdit)
            assert all(isinstance(body, (ev.InjectFired, ev.InjectCameDue)) for body in fresh), (widget, fresh)
            assert len(fired(run)) == texts + (not typed and bool(waiting)), widget
            waiting -= set(fired(run))
            if isinstance(widget, QLineEdit):
                assert widget.text() == " "
                widget.clear()
        assert run.view.state.status is Status.RUNNING
        assert {"MainWindow", "ActionButton", "RowView", "QComboBox", "FindField", "EntryLine"} <= kinds

    def test_before_startex_and_after_endex_nothing_happens(self, desk: Desk, short: LoadedScenario) -> None:
        desk.run(short)
        desk.press(SPACE)
        assert len(desk.bodies()) == 1
        desk.start_ex()
        desk.clock.advance_ms(1000)
        desk.view.do(do.EndExercise())
        count = len(desk.bodies())
        desk.clock.advance_ms(1000)
        desk.press(SPACE)
        assert len(desk.bodies()) == count

    def test_on_hold_it_fires_and_the_hold_stays(self, run: Desk) -> None:
        run.press(Qt.Key.Key_F9)
        run.press(SPACE)
        assert fired(run) == ["arrival"]
        assert run.view.state.status is Status.HELD

    def test_with_nothing_left_to_fire_it_does_nothing(self, run: Desk) -> None:
        for _turn in range(4):
            run.press(SPACE)
            run.clock.advance_ms(600)
        assert len(fired(run)) == 4
        count = len(run.bodies())
        run.press(SPACE)
        assert len(run.bodies()) == count

    def test_it_does_not_press_the_entry_of_a_menu(self, run: Desk) -> None:
        menu_button = next(b for b in run.page.band.findChildren(ActionButton))
        seen: list[str] = []

        def in_menu() -> None:
            menu = QApplication.activePopupWidget()
            assert isinstance(menu, QMenu)
            for _down in range(3):
                QTest.keyClick(menu, Qt.Key.Key_Down)
            QTest.keyClick(menu, Qt.Key.Key_Right)
            inner = QApplication.activePopupWidget()
            assert isinstance(inner, QMenu)
            seen.append("inner" if inner is not menu else "outer")
            QTest.keyClick(inner, SPACE)
            seen.append("open" if inner.isVisible() else "closed")

        with run.popup(in_menu):
            QTest.mouseClick(menu_button, Qt.MouseButton.LeftButton)
        assert seen == ["inner", "open"]
        assert len(run.bodies()) == 3

    def test_a_combo_box_opens_by_its_own_keys_only(self, run: Desk) -> None:
        (box,) = run.page.log.findChildren(QComboBox)
        box.setFocus()
        run.press(SPACE)
        assert fired(run) == ["arrival"]
        assert QApplication.activePopupWidget() is None
        assert box.currentIndex() == 0

    def test_in_review_it_changes_nothing(self, run: Desk) -> None:
        run.press(SPACE)
        run.window.let_go()
        run.window.open_file(run.sessions()[0])
        shown = [row.seq for row in run.rows(run.page.log)]
        for widget in run.focusable():
            if widget.isVisible() and not isinstance(widget, (QLineEdit, QComboBox)):
                widget.setFocus(Qt.FocusReason.TabFocusReason)
                run.press(SPACE)
        assert [row.seq for row in run.rows(run.page.log)] == shown


def test_the_pointer_over_go_does_not_matter(run: Desk) -> None:
    button = go_button(run)
    QTest.mouseMove(button, QPoint(5, 5))
    QTest.mousePress(button, Qt.MouseButton.LeftButton, NONE, QPoint(5, 5))
    run.press(SPACE)
    QTest.mouseRelease(button, Qt.MouseButton.LeftButton, NONE, QPoint(5, 5))
    assert fired(run) == ["arrival"]


def test_a_repeat_alone_is_nothing(run: Desk) -> None:
    run.repeat(SPACE, text=" ")
    assert fired(run) == []
