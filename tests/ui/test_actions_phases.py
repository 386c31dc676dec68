"""What moves the exercise: StartEx, the length of a phase, the next one, EndEx. Nothing of it by accident."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from player.engine.state import Status
from player.i18n import _
from player.model import events as ev
from player.model.scenario import LoadedScenario
from player.ui import confirm
from player.ui.confirm import ConfirmSheet
from player.ui.widgets import ActionButton, BigClock
from tests.helpers.desk import CTRL, Desk

ENTER, ESC, PLUS, MINUS = Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Plus, Qt.Key.Key_Minus
MINUTE_MS = 60_000


def button(desk: Desk, text: str) -> ActionButton:
    return next(one for one in desk.page.now.findChildren(ActionButton) if one.text() == text and one.isVisible())


def status(desk: Desk) -> Status:
    return desk.view.state.status


def clock(desk: Desk) -> BigClock:
    return desk.page.now.findChildren(BigClock)[0]


def armed(desk: Desk) -> bool:
    marked = any(one._armed for one in desk.page.now.findChildren(ActionButton))
    assert marked == desk.window.arming.is_armed, "what is armed shows it"
    return marked


class TestLengthOfThePhase:
    def test_a_minute_longer_and_shorter(self, run: Desk) -> None:
        assert clock(run).text == "10:00"
        for key in (PLUS, Qt.Key.Key_Equal, MINUS):
            run.press(key)
        assert run.bodies(ev.PhaseAdjusted) == [
            ev.PhaseAdjusted("gather", MINUTE_MS),
            ev.PhaseAdjusted("gather", MINUTE_MS),
            ev.PhaseAdjusted("gather", -MINUTE_MS),
        ]
        assert clock(run).text == "11:00"

    def test_with_shift_and_on_the_keypad(self, run: Desk) -> None:
        run.press(PLUS, Qt.KeyboardModifier.ShiftModifier)
        run.press(PLUS, Qt.KeyboardModifier.KeypadModifier)
        run.press(MINUS, Qt.KeyboardModifier.KeypadModifier)
        assert [body.delta_ms for body in run.bodies(ev.PhaseAdjusted)] == [MINUTE_MS, MINUTE_MS, -MINUTE_MS]

    def test_never_under_a_minute(self, run: Desk) -> None:
        for _turn in range(12):
            run.press(MINUS)
        assert sum(body.delta_ms for body in run.bodies(ev.PhaseAdjusted)) == -9 * MINUTE_MS
        assert clock(run).text == "01:00"
        assert run.page.notice.isVisible(), "what is refused is said"

    def test_the_buttons_count_every_click(self, run: Desk) -> None:
        longer = next(
            one for one in run.page.now.findChildren(ActionButton) if one.accessibleName() == _("1 min longer")
        )
        run.click(longer, times=5)
        assert len(run.bodies(ev.PhaseAdjusted)) == 5

    def test_overtime_counts_up(self, run: Desk) -> None:
        run.pass_ms(10 * MINUTE_MS + 7_000)
        assert (clock(run).text, clock(run).state) == ("+00:07", "overtime")
        run.press(PLUS)
        assert (clock(run).text, clock(run).state) == ("00:53", "low")

    def test_injects_keep_their_times(self, run: Desk) -> None:
        run.press(PLUS)
        run.pass_ms(MINUTE_MS)
        assert [body.inject for body in run.bodies(ev.InjectFired)] == ["arrival"]


class TestStarting:
    def test_arm_then_enter(self, desk: Desk, short: LoadedScenario) -> None:
        desk.run(short)
        desk.press(ENTER, CTRL)
        assert armed(desk)
        assert status(desk) is Status.READY
        desk.press(ENTER)
        assert [type(body) for body in desk.bodies()[1:]] == [ev.ExerciseStarted, ev.PhaseStarted]
        assert not armed(desk)

    def test_the_button_starts_at_once(self, desk: Desk, short: LoadedScenario) -> None:
        desk.run(short)
        QTest.mouseClick(button(desk, "StartEx"), Qt.MouseButton.LeftButton)
        assert status(desk) is Status.RUNNING

    def test_a_double_click_on_it_presses_nothing_that_comes_in_its_place(
        self, desk: Desk, short: LoadedScenario
    ) -> None:
        for part in range(1, 20):
            desk.run(short)
            start = button(desk, "StartEx")
            where = start.mapTo(desk.shell, QPoint(start.width() * part // 20, start.height() // 2))
            QTest.mouseClick(start, Qt.MouseButton.LeftButton)
            QApplication.processEvents()
            under = desk.shell.childAt(where)
            assert under is not None
            spot = under.mapFrom(desk.shell, where)
            QTest.mouseDClick(under, Qt.MouseButton.LeftButton, pos=spot)
            QTest.mouseRelease(under, Qt.MouseButton.LeftButton, pos=spot)
            kinds = {type(body) for body in desk.bodies()}
            assert kinds <= {ev.SessionOpened, ev.ExerciseStarted, ev.PhaseStarted, ev.PhaseAdjusted}
            assert not armed(desk)
            desk.window.let_go()


class TestNextPhase:
    def test_arm_then_enter(self, run: Desk) -> None:
        run.press(ENTER, CTRL)
        assert armed(run)
        assert run.page.notice.isVisible()
        assert len(run.bodies(ev.PhaseStarted)) == 1
        run.press(ENTER)
        assert [body.phase for body in run.bodies(ev.PhaseStarted)] == ["gather", "push"]
        assert not armed(run)
        assert not run.page.notice.isVisible()

    def test_it_says_beforehand_how_many_injects_are_left_out(self, run: Desk) -> None:
        run.press(ENTER, CTRL)
        said = run.page.notice.text
        run.press(ENTER)
        left_out = len(run.bodies(ev.InjectSkipped))
        assert left_out > 0
        assert said.startswith(f"{left_out} inject")
        assert not run.bodies(ev.InjectFired)

    def test_with_nothing_left_out_it_says_nothing_of_it(self, run: Desk) -> None:
        run.pass_ms(10 * MINUTE_MS)
        for _turn in range(4):
            run.press(Qt.Key.Key_Space)
            run.pass_ms(5_000)
        run.press(ENTER, CTRL)
        assert run.page.notice.text == _("Press Enter to go on to the next phase, Esc to leave it.")
        run.press(ENTER)
        assert not run.bodies(ev.InjectSkipped)

    def test_enter_alone_moves_nothing(self, run: Desk) -> None:
        run.press(ENTER)
        assert len(run.bodies(ev.PhaseStarted)) == 1

    def test_arming_twice_is_arming(self, run: Desk) -> None:
        run.press(ENTER, CTRL)
        run.press(ENTER, CTRL)
        assert armed(run)
        assert len(run.bodies(ev.PhaseStarted)) == 1

    def test_esc_disarms(self, run: Desk) -> None:
        run.press(ENTER, CTRL)
        run.press(ESC)
        assert not armed(run)
        run.press(ENTER)
        assert len(run.bodies(ev.PhaseStarted)) == 1

    def test_disarming_leaves_what_has_been_said_meanwhile(self, run: Desk) -> None:
        run.press(ENTER, CTRL)
        run.page.say("something else", True)
        run.press(ESC)
        assert not armed(run)
        assert run.page.notice.isVisible()
        assert run.page.notice.text == "something else"

    def test_it_times_out(self, run: Desk) -> None:
        run.window.arming._timer.setInterval(0)
        run.press(ENTER, CTRL)
        QApplication.processEvents()
        assert not armed(run)
        run.press(ENTER)
        assert len(run.bodies(ev.PhaseStarted)) == 1

    def test_enter_kept_down_goes_on_once(self, run: Desk) -> None:
        run.press(ENTER, CTRL)
        run.hold_down(ENTER)
        for _turn in range(5):
            run.repeat(ENTER, text="\r")
        run.let_go(ENTER)
        assert len(run.bodies(ev.PhaseStarted)) == 2

    def test_ctrl_let_go_first_does_not_confirm(self, run: Desk) -> None:
        run.hold_down(ENTER, CTRL)
        run.repeat(ENTER, text="\r")
        run.let_go(ENTER)
        assert armed(run)
        assert len(run.bodies(ev.PhaseStarted)) == 1

    def test_in_the_middle_of_a_note(self, run: Desk) -> None:
        run.press(Qt.Key.Key_N)
        run.type("half")
        run.press(ENTER, CTRL)
        run.press(ENTER)
        assert len(run.bodies(ev.PhaseStarted)) == 2
        assert run.bodies(ev.NoteWritten) == []
        assert run.page.log.entry.text() == "half"

    def test_armed_it_is_confirmed_wherever_tab_has_gone(self, run: Desk) -> None:
        run.press(ENTER, CTRL)
        menu = next(one for one in run.page.band.findChildren(ActionButton))
        menu.setFocus(Qt.FocusReason.TabFocusReason)
        run.press(ENTER)
        assert len(run.bodies(ev.PhaseStarted)) == 2

    def test_not_armed_enter_presses_the_button_tab_has_gone_to(self, run: Desk) -> None:
        hold = button(run, _("Hold"))
        hold.setFocus(Qt.FocusReason.TabFocusReason)
        run.press(ENTER)
        assert status(run) is Status.HELD

    def test_the_last_phase_refuses(self, run: Desk) -> None:
        run.next_phase()
        run.press(ENTER, CTRL)
        assert not armed(run)
        assert run.page.notice.text == _("This is the last phase. Ctrl+E ends the exercise.")
        run.press(ENTER)
        assert len(run.bodies(ev.PhaseStarted)) == 2

    def test_waiting_injects_are_skipped_and_can_still_be_seen(self, run: Desk) -> None:
        run.next_phase()
        assert [body.inject for body in run.bodies(ev.InjectSkipped)] == ["arrival", "orator", "rumour", "bottle"]
        assert [row.inject for row in run.rows(run.page.injects)] == ["shove"]


class TestEndEx:
    def answer_with(self, desk: Desk, *steps: str) -> list[bool]:
        """Type words and press Enter after each; gives whether the sheet stayed open each time."""
        stayed: list[bool] = []

        def answer(sheet: QWidget) -> None:
            (field,) = sheet.findChildren(QLineEdit)
            for word in steps:
                QTest.keyClicks(field, word)
                QTest.keyClick(field, ENTER)
                stayed.append(sheet.isVisible())
            if sheet.isVisible():
                QTest.keyClick(sheet, ESC)

        with desk.answering(answer):
            desk.press(Qt.Key.Key_E, CTRL)
        return stayed

    def test_the_word(self, run: Desk) -> None:
        assert self.answer_with(run, _("END")) == [False]
        assert status(run) is Status.ENDED

    def test_the_word_in_small_letters_and_with_blanks(self, run: Desk) -> None:
        assert self.answer_with(run, f" {_('END').lower()} ") == [False]
        assert status(run) is Status.ENDED

    def test_enter_alone_and_wrong_words_do_nothing(self, run: Desk) -> None:
        before = run.bodies()
        assert self.answer_with(run, "", "nope", _("END")[:-1], "y") == [True] * 4
        assert run.bodies() == before
        assert status(run) is Status.RUNNING

    def test_a_wrong_word_is_overwritten_by_the_next(self, run: Desk) -> None:
        assert self.answer_with(run, "nope", _("END")) == [True, False]

    def test_space_and_esc_do_nothing(self, run: Desk) -> None:
        def answer(sheet: QWidget) -> None:
            for one in sheet.findChildren(ActionButton):
                one.setFocus(Qt.FocusReason.TabFocusReason)
                QTest.keyClick(one, Qt.Key.Key_Space)
            assert sheet.isVisible()
            QTest.keyClick(sheet, ESC)

        with run.answering(answer):
            run.press(Qt.Key.Key_E, CTRL)
        assert status(run) is Status.RUNNING

    def test_the_button_wants_to_be_held(self, run: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
        def click(sheet: QWidget) -> None:
            assert isinstance(sheet, ConfirmSheet)
            hold = next(one for one in sheet.findChildren(ActionButton) if one.text() == _("Hold to end"))
            QTest.mouseClick(hold, Qt.MouseButton.LeftButton)
            hold.setFocus(Qt.FocusReason.TabFocusReason)
            QTest.keyClick(hold, ENTER)
            assert sheet.isVisible()
            QTest.keyClick(sheet, ESC)

        with run.answering(click):
            run.press(Qt.Key.Key_E, CTRL)
        assert status(run) is Status.RUNNING

        monkeypatch.setattr(confirm, "HOLD_MS", 1)

        def hold_down(sheet: QWidget) -> None:
            hold = next(one for one in sheet.findChildren(ActionButton) if one.text() == _("Hold to end"))
            QTest.mousePress(hold, Qt.MouseButton.LeftButton)

        with run.answering(hold_down):
            run.press(Qt.Key.Key_E, CTRL)
        assert status(run) is Status.ENDED

    def test_it_stops_what_runs(self, run: Desk) -> None:
        run.press(run.unit_key("line"))
        run.end_ex(_("END"))
        kinds = [type(body) for body in run.bodies()]
        assert kinds[-7:] == [ev.ActionStopped, *[ev.InjectSkipped] * 5, ev.ExerciseEnded]

    def test_afterwards_no_key_of_run_does_anything(self, run: Desk) -> None:
        run.end_ex(_("END"))
        before = run.bodies()
        for action in run.window.actions_table.of_mode(run.window.mode):
            for one in action.strokes:
                if action.id not in {"open", "keys", "full_screen"}:
                    run.clock.advance_ms(1000)
                    run.press(Qt.Key(one.key), Qt.KeyboardModifier(one.modifiers))
                    run.press(ESC)
        assert run.bodies() == before
        assert not armed(run)

    def test_the_session_is_then_reviewed(self, run: Desk) -> None:
        run.end_ex(_("END"))
        run.window.actions_table["to_review"].do()
        assert run.window.mode.value == "review"
