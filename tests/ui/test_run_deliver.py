"""Delivering any inject of the script at any moment: found as one types, made ready by Enter, delivered by Enter."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from player.i18n import _
from player.model import events as ev
from player.model.scenario import LoadedScenario
from player.ui.run.deliver import BOUNCE_MS, DeliverSheet
from player.ui.run.deliver_rows import PhaseRow, PickRow
from tests.helpers.desk import CTRL, Desk

ENTER, ESCAPE, DOWN, UP = Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Down, Qt.Key.Key_Up
ANY, AGAIN = Qt.Key.Key_I, Qt.Key.Key_R


def on_sheet(desk: Desk, then: Callable[[DeliverSheet], None], key: Qt.Key = ANY) -> None:
    """Open the sheet by its key, do something on it, and leave it if it is still there."""

    def act(sheet: QWidget) -> None:
        assert isinstance(sheet, DeliverSheet)
        then(sheet)
        if sheet.isVisible():
            sheet.reject()

    with desk.answering(act):
        desk.press(key, CTRL)


def press(sheet: DeliverSheet, key: Qt.Key, times: int = 1) -> None:
    for _turn in range(times):
        QTest.keyClick(sheet.focusWidget() or sheet, key)


def picks(sheet: DeliverSheet) -> list[str]:
    return [row.inject for row in sheet.rows if isinstance(row, PickRow)]


def phases(sheet: DeliverSheet) -> list[str]:
    return [row.title for row in sheet.rows if isinstance(row, PhaseRow)]


def chosen(sheet: DeliverSheet) -> str | None:
    marked = [row.inject for row in sheet.rows if isinstance(row, PickRow) and row.chosen]
    assert len(marked) <= 1
    row = marked[0] if marked else None
    assert row == (None if sheet.chosen is None else sheet.chosen.id)
    return row


def deliver(desk: Desk, search: str) -> None:
    """Deliver what is found first for this search, by keys alone."""

    def act(sheet: DeliverSheet) -> None:
        QTest.keyClicks(sheet.field, search)
        press(sheet, ENTER)
        desk.clock.advance_ms(BOUNCE_MS)
        press(sheet, ENTER)

    on_sheet(desk, act)


class TestFinding:
    def test_all_of_the_script_stands_there_by_phase(self, run: Desk) -> None:
        def look(sheet: DeliverSheet) -> None:
            assert phases(sheet) == ["Gathering", "Push"]
            assert picks(sheet) == ["arrival", "orator", "bottle", "rumour", "shove"]
            assert chosen(sheet) == "arrival", "the one on standby"

        on_sheet(run, look)

    @pytest.mark.parametrize(
        ("search", "found"),
        [
            ("bott", ["bottle"]),
            ("BOTTLE FLIES", ["bottle"]),
            ("hurt", ["rumour"]),
            ("push", ["shove"]),
            ("orator", ["arrival", "orator"]),
            ("nothing has this", []),
        ],
    )
    def test_every_word_counts_wherever_it_stands(self, run: Desk, search: str, found: list[str]) -> None:
        def look(sheet: DeliverSheet) -> None:
            QTest.keyClicks(sheet.field, search)
            assert picks(sheet) == found
            assert chosen(sheet) == (found[0] if found else None)
            if not found:
                press(sheet, ENTER, 2)

        on_sheet(run, look)
        assert run.bodies(ev.InjectFired) == []

    def test_the_arrows_choose_past_the_names_of_phases(self, run: Desk) -> None:
        def look(sheet: DeliverSheet) -> None:
            seen = []
            for _turn in range(5):
                press(sheet, DOWN)
                seen.append(chosen(sheet))
            assert seen == ["orator", "bottle", "rumour", "shove", "shove"]
            press(sheet, Qt.Key.Key_PageUp)
            assert chosen(sheet) == "arrival"

        on_sheet(run, look)

    def test_a_click_chooses(self, run: Desk) -> None:
        def look(sheet: DeliverSheet) -> None:
            place = next(n for n, row in enumerate(sheet.rows) if isinstance(row, PickRow) and row.inject == "bottle")
            spot = sheet.list.visualRect(sheet.list.rows.index(place)).center()
            QTest.mouseDClick(sheet.list.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(spot))
            QTest.mouseClick(sheet.list.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(spot))
            assert (chosen(sheet), sheet.armed) == ("bottle", False)

        on_sheet(run, look)


class TestDelivering:
    def test_enter_makes_ready_and_enter_delivers(self, run: Desk) -> None:
        deliver(run, "bottle")
        assert run.bodies(ev.InjectFired) == [ev.InjectFired("bottle", ev.Firing.CHOSEN)]

    def test_one_of_a_phase_to_come(self, run: Desk) -> None:
        deliver(run, "shove")
        assert run.bodies(ev.InjectFired) == [ev.InjectFired("shove", ev.Firing.CHOSEN)]
        run.next_phase()
        run.pass_ms(120_000)
        assert [one for one in run.bodies(ev.InjectFired) if one.inject == "shove"] == [
            ev.InjectFired("shove", ev.Firing.CHOSEN)
        ], "at its time it does not fire again"

    def test_one_of_a_phase_that_has_ended(self, run: Desk) -> None:
        run.next_phase()
        deliver(run, "bottle")
        assert run.bodies(ev.InjectFired) == [ev.InjectFired("bottle", ev.Firing.CHOSEN)]

    def test_any_of_them_at_any_moment_on_hold_too(self, run: Desk) -> None:
        run.press(Qt.Key.Key_F9)
        for name in ("shove", "arrival", "rumour", "orator calls", "bottle"):
            deliver(run, name)
        assert [one.inject for one in run.bodies(ev.InjectFired)] == ["shove", "arrival", "rumour", "orator", "bottle"]
        run.press(Qt.Key.Key_F9)
        run.pass_ms(600_000)
        assert len(run.bodies(ev.InjectFired)) == 5

    def test_a_finger_that_bounces_delivers_nothing(self, run: Desk) -> None:
        def act(sheet: DeliverSheet) -> None:
            press(sheet, ENTER, 5)
            run.clock.advance_ms(BOUNCE_MS - 1)
            press(sheet, ENTER)
            assert sheet.armed

        on_sheet(run, act)
        assert run.bodies(ev.InjectFired) == []

    def test_a_key_held_down_delivers_nothing(self, run: Desk) -> None:
        def act(sheet: DeliverSheet) -> None:
            press(sheet, ENTER)
            run.clock.advance_ms(1_000)
            for _turn in range(5):
                run.repeat(ENTER)
            assert sheet.armed

        on_sheet(run, act)
        assert run.bodies(ev.InjectFired) == []

    def test_space_is_text(self, run: Desk) -> None:
        def act(sheet: DeliverSheet) -> None:
            press(sheet, ENTER)
            run.clock.advance_ms(1_000)
            press(sheet, Qt.Key.Key_Space, 3)
            assert not sheet.armed, "another search makes nothing ready"

        on_sheet(run, act)
        assert run.bodies(ev.InjectFired) == []

    def test_escape_takes_back_what_is_ready_and_then_leaves(self, run: Desk) -> None:
        def act(sheet: DeliverSheet) -> None:
            press(sheet, ENTER)
            press(sheet, ESCAPE)
            assert (sheet.armed, sheet.isVisible()) == (False, True)
            press(sheet, ESCAPE)
            assert not sheet.isVisible()

        on_sheet(run, act)
        assert run.bodies(ev.InjectFired) == []

    def test_one_escape_leaves_what_came_ready(self, run: Desk) -> None:
        def act(sheet: DeliverSheet) -> None:
            assert sheet.armed
            press(sheet, ESCAPE)
            assert not sheet.isVisible()

        run.go()
        before = len(run.bodies(ev.InjectFired))
        on_sheet(run, act, AGAIN)
        assert len(run.bodies(ev.InjectFired)) == before == 1

    def test_choosing_another_takes_back_what_is_ready(self, run: Desk) -> None:
        def act(sheet: DeliverSheet) -> None:
            press(sheet, ENTER)
            press(sheet, DOWN)
            assert not sheet.armed

        on_sheet(run, act)

    def test_one_that_goes_by_itself_meanwhile_is_not_delivered_twice(self, run: Desk) -> None:
        def act(sheet: DeliverSheet) -> None:
            press(sheet, ENTER)
            run.pass_ms(61_000)
            assert not sheet.armed
            assert sheet.summary == _("It has just been delivered.")
            press(sheet, ENTER)
            assert sheet.armed, "Enter makes ready anew"

        on_sheet(run, act)
        assert run.bodies(ev.InjectFired) == [ev.InjectFired("arrival", ev.Firing.SCHEDULE)]

    def test_before_startex_there_is_no_sheet(self, desk: Desk, short: LoadedScenario) -> None:
        desk.run(short)
        desk.press(ANY, CTRL)
        assert QApplication.activeModalWidget() is None


class TestOnceMore:
    def test_what_was_delivered_says_so_before_it_goes_again(self, run: Desk) -> None:
        deliver(run, "bottle")

        def act(sheet: DeliverSheet) -> None:
            QTest.keyClicks(sheet.field, "bottle")
            press(sheet, ENTER)
            once_more = _("“{title}” was already delivered at {time}. Enter delivers it ONCE MORE, Esc does not.")
            assert sheet.summary == once_more.format(title="Bottle", time="00:00:00")
            run.clock.advance_ms(BOUNCE_MS)
            press(sheet, ENTER)

        on_sheet(run, act)
        assert run.bodies(ev.InjectFired)[-1] == ev.InjectFired("bottle", ev.Firing.AGAIN)

    def test_the_last_one_by_its_own_key(self, run: Desk) -> None:
        deliver(run, "bottle")
        run.pass_ms(61_000)
        assert run.bodies(ev.InjectFired)[-1].inject == "arrival"

        def act(sheet: DeliverSheet) -> None:
            assert (chosen(sheet), sheet.armed) == ("arrival", True)
            run.clock.advance_ms(BOUNCE_MS)
            press(sheet, ENTER)

        on_sheet(run, act, AGAIN)
        assert run.bodies(ev.InjectFired)[-1] == ev.InjectFired("arrival", ev.Firing.AGAIN)
        assert run.view.state.injects["arrival"].times == 2

    def test_none_has_been_delivered_yet(self, run: Desk) -> None:
        run.press(AGAIN, CTRL)
        assert QApplication.activeModalWidget() is None
        assert run.page.notice.text == _("No inject has been delivered yet.")

    def test_delivered_again_it_opens_what_is_expected_anew(self, run: Desk) -> None:
        deliver(run, "orator calls")
        opened = dict(run.view.state.expected)
        assert set(opened) == {"warn", "report"}
        run.pass_ms(10_000)
        deliver(run, "orator calls")
        assert set(run.view.state.expected) == set(opened)
