"""Unit actions, orders and expected actions, by key and by mouse."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from player.engine import commands as do
from player.i18n import _
from player.model import events as ev
from player.model.scenario import LoadedScenario
from player.ui.run.order import OrderSheet
from tests.helpers.desk import ALT, CTRL, SHIFT, Desk

IN_THE_BUTTON = 0.97
BESIDE_IT = 0.4


def running(desk: Desk) -> list[str]:
    return [run.offer for run in desk.view.state.running.values()]


def place_of(desk: Desk, offer: str) -> int:
    return [row.offer for row in desk.rows(desk.page.units)].index(offer)


class TestByKey:
    def test_a_letter_starts_and_with_shift_stops(self, run: Desk) -> None:
        line = run.unit_key("line")
        run.press(line)
        assert running(run) == ["line"]
        run.pass_ms(5_000)
        run.press(line, SHIFT)
        assert running(run) == []
        assert [type(body) for body in run.bodies()[-2:]] == [ev.ActionStarted, ev.ActionStopped]

    def test_the_letter_again_does_not_stop_it(self, run: Desk) -> None:
        line = run.unit_key("line")
        for _turn in range(3):
            run.press(line)
        assert running(run) == ["line"]
        assert len(run.bodies(ev.ActionStarted)) == 1
        assert run.page.notice.isVisible(), "what is refused is said"

    def test_shift_on_one_that_does_not_run_does_nothing(self, run: Desk) -> None:
        before = run.bodies()
        run.press(run.unit_key("line"), SHIFT)
        assert run.bodies() == before

    def test_letters_without_a_row_are_dead(self, run: Desk) -> None:
        before = run.bodies()
        for letter in "TYUIOPASDGJKZXCVB":
            for modifier in (Qt.KeyboardModifier.NoModifier, SHIFT, ALT):
                run.press(Qt.Key(ord(letter)), modifier)
        assert run.bodies() == before

    def test_the_row_shows_its_letter_and_the_letter_is_of_that_row(self, run: Desk) -> None:
        for row in run.rows(run.page.units):
            assert run.page.units.offer_of_key(row.key) == row.offer

    def test_what_runs_over_into_the_next_phase_can_be_stopped_there(self, run: Desk) -> None:
        run.press(run.unit_key("line"))
        run.press(run.unit_key("warning"))
        run.next_phase()
        rows = {row.offer: row for row in run.rows(run.page.units)}
        assert rows["warning"].action is not None, "it still runs, though the phase does not offer it"
        assert rows["line-2"].action == 1, "the same unit doing the same is one row"
        run.press(run.unit_key("line-2"), SHIFT)
        run.press(run.unit_key("warning"), SHIFT)
        assert running(run) == []

    def test_before_startex_nothing_starts(self, desk: Desk, short: LoadedScenario) -> None:
        desk.run(short)
        before = desk.bodies()
        desk.press(desk.unit_key("line"))
        assert desk.bodies() == before


class TestOrders:
    def test_an_action_that_needs_one_asks_first(self, run: Desk) -> None:
        def answer(sheet: QWidget) -> None:
            assert isinstance(sheet, OrderSheet)
            assert sheet.ranks == ("Danki", "Kapolres"), "those the script allows first"
            name, reason = sheet.findChildren(QLineEdit)
            QTest.keyClicks(name, "Nur")
            assert reason.text() == "", "the script gives no reason"
            (channel,) = sheet.findChildren(QComboBox)
            channel.setCurrentIndex(2)
            QTest.keyClick(sheet, Qt.Key.Key_1)

        with run.answering(answer):
            run.press(run.unit_key("arrest"))
        order, started = run.bodies()[-2:]
        assert order == ev.OrderGiven(1, "dalmas", "hard_arrest", "Danki", "Nur", "phone")
        assert (started.offer, started.order) == ("arrest", 1)
        assert "Danki Nur" in run.rows(run.page.units)[place_of(run, "arrest")].spoken

    def test_leaving_the_question_starts_nothing(self, run: Desk) -> None:
        before = run.bodies()
        with run.answering(lambda sheet: QTest.keyClick(sheet, Qt.Key.Key_Escape)):
            run.press(run.unit_key("arrest"))
        assert run.bodies() == before

    def test_without_an_order_it_takes_a_zero(self, run: Desk) -> None:
        with run.answering(lambda sheet: QTest.keyClick(sheet, Qt.Key.Key_0)):
            run.press(run.unit_key("arrest"))
        (started,) = run.bodies(ev.ActionStarted)
        assert started.order is None
        assert run.bodies(ev.OrderGiven) == []
        assert run.rows(run.page.units)[place_of(run, "arrest")].order == _("no order recorded")

    def test_enter_and_other_digits_do_nothing(self, run: Desk) -> None:
        def answer(sheet: QWidget) -> None:
            for key in (Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_3, Qt.Key.Key_9):
                QTest.keyClick(sheet, key)
            assert sheet.isVisible()
            QTest.keyClick(sheet, Qt.Key.Key_Escape)

        before = run.bodies()
        with run.answering(answer):
            run.press(run.unit_key("arrest"))
        assert run.bodies() == before

    def test_a_voided_order_is_asked_for_again(self, run: Desk) -> None:
        with run.answering(lambda sheet: QTest.keyClick(sheet, Qt.Key.Key_1)):
            run.press(run.unit_key("arrest"), ALT)
        run.press(Qt.Key.Key_Z, CTRL)
        with run.answering(lambda sheet: QTest.keyClick(sheet, Qt.Key.Key_2)):
            run.press(run.unit_key("arrest"))
        (started,) = run.bodies(ev.ActionStarted)
        assert started.order == 2

    def test_an_order_that_was_followed_stays(self, run: Desk) -> None:
        with run.answering(lambda sheet: QTest.keyClick(sheet, Qt.Key.Key_1)):
            run.press(run.unit_key("arrest"))
        assert run.rows(run.page.units)[place_of(run, "arrest")].order == "Danki"
        order = next(entry.seq for entry in run.view.entries if isinstance(entry.event.body, ev.OrderGiven))
        assert not run.view.do(do.VoidEntry(order))
        assert run.rows(run.page.units)[place_of(run, "arrest")].order == "Danki"

    def test_only_an_order_cannot_be_no_order(self, run: Desk) -> None:
        def answer(sheet: QWidget) -> None:
            QTest.keyClick(sheet, Qt.Key.Key_0)
            assert sheet.isVisible()
            QTest.keyClick(sheet, Qt.Key.Key_Escape)

        with run.answering(answer):
            run.press(run.unit_key("arrest"), ALT)
        assert run.bodies(ev.OrderGiven) == []


class TestByMouse:
    def test_the_button_starts_and_stops(self, run: Desk) -> None:
        run.click_row(run.page.units, place_of(run, "line"), IN_THE_BUTTON)
        assert running(run) == ["line"]
        run.click_row(run.page.units, place_of(run, "line"), IN_THE_BUTTON)
        assert running(run) == []

    def test_beside_the_button_it_only_selects(self, run: Desk) -> None:
        before = run.bodies()
        run.click_row(run.page.units, place_of(run, "line"), BESIDE_IT)
        assert run.bodies() == before
        assert run.view.selected_action == "line"

    def test_a_double_click_on_start_starts(self, run: Desk) -> None:
        run.double_click_row(run.page.units, place_of(run, "line"), IN_THE_BUTTON)
        assert running(run) == ["line"]
        assert run.bodies(ev.ActionStopped) == []

    def test_a_double_click_on_a_row_starts_nothing(self, run: Desk) -> None:
        before = run.bodies()
        for _turn in range(2):
            run.double_click_row(run.page.units, place_of(run, "line"), BESIDE_IT)
        assert run.bodies() == before

    def test_the_right_button_starts_nothing(self, run: Desk) -> None:
        before = run.bodies()
        run.click_row(run.page.units, place_of(run, "line"), IN_THE_BUTTON, Qt.MouseButton.RightButton)
        assert run.bodies() == before


class TestExpectedActions:
    def open_both(self, run: Desk) -> None:
        run.press(Qt.Key.Key_Down)
        run.press(Qt.Key.Key_Space)
        assert [row.expected for row in run.rows(run.page.expected)] == ["warn", "report"]

    def met(self, run: Desk) -> list[str]:
        return [body.expected for body in run.bodies(ev.ExpectedActionMet)]

    def test_a_number_ticks_the_open_one_with_it(self, run: Desk) -> None:
        self.open_both(run)
        assert [row.key for row in run.rows(run.page.expected)] == ["Ctrl+1", "Ctrl+2"]
        run.press(Qt.Key.Key_2, CTRL)
        assert self.met(run) == ["report"]
        run.press(Qt.Key.Key_2, CTRL)
        assert self.met(run) == ["report"], "there is no second one any more"
        run.press(Qt.Key.Key_1, CTRL)
        assert self.met(run) == ["report", "warn"]

    def test_the_action_meets_it(self, run: Desk) -> None:
        self.open_both(run)
        run.pass_ms(4_000)
        run.press(run.unit_key("warning"))
        assert run.bodies(ev.ExpectedActionMet) == [ev.ExpectedActionMet("warn", 4_000, late=False, by_action=1)]

    def test_overdue_it_is_said_and_can_still_be_ticked(self, run: Desk) -> None:
        self.open_both(run)
        run.pass_ms(181_000)
        assert [body.expected for body in run.bodies(ev.ExpectedActionMissed)] == ["warn"]
        row = run.rows(run.page.expected)[0]
        assert (row.expected, row.time) == ("warn", _("late {time}").format(time="00:01"))
        run.press(Qt.Key.Key_1, CTRL)
        assert run.bodies(ev.ExpectedActionMet) == [ev.ExpectedActionMet("warn", 181_000, late=True)]

    def test_a_click_on_its_box_ticks_it_and_one_beside_does_not(self, run: Desk) -> None:
        self.open_both(run)
        run.click_row(run.page.expected, 0, BESIDE_IT)
        assert self.met(run) == []
        run.click_row(run.page.expected, 0, 0.02)
        assert self.met(run) == ["warn"]

    def test_a_double_click_on_a_box_ticks_that_one_alone(self, run: Desk) -> None:
        self.open_both(run)
        run.double_click_row(run.page.expected, 0, 0.02)
        assert self.met(run) == ["warn"]

    def test_a_double_click_on_a_row_ticks_it(self, run: Desk) -> None:
        self.open_both(run)
        run.double_click_row(run.page.expected, 1, BESIDE_IT)
        assert self.met(run) == ["report"]

    def test_the_right_button_ticks_nothing(self, run: Desk) -> None:
        self.open_both(run)
        run.click_row(run.page.expected, 0, 0.02, Qt.MouseButton.RightButton)
        assert self.met(run) == []
