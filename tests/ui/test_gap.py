"""A gap in the time on the window: asked, answered by keys, left open, and never a burst."""

from __future__ import annotations

from collections import Counter

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from player.engine import commands as do
from player.engine.state import Status
from player.i18n import _
from player.model import events as ev
from player.model.doctrine import InjectStatus
from player.model.times import DAY_MS, MINUTE_MS
from player.session.store import read_session
from player.ui.gap.part import GapPart
from player.ui.gap.sheet import CALM_MS, GapSheet
from player.ui.run.order import OrderSheet
from player.ui.run.question import AnswerButton
from player.ui.widgets import ActionButton, Label
from tests.helpers.desk import Desk
from tests.session.test_gaps import MANY, crowded

ONE, TWO, ENTER, ESC, F9 = Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_F9
NAP_MS = 10 * MINUTE_MS


def part(desk: Desk) -> GapPart:
    return desk.window.part(GapPart)


def sheet(desk: Desk) -> GapSheet:
    found = part(desk).sheet
    assert found is not None
    assert found.isVisible()
    assert QApplication.activeModalWidget() is found
    return found


def said(one: QWidget) -> str:
    return " ".join(label.text() for label in one.findChildren(Label))


def nap(desk: Desk, ms: int = NAP_MS) -> None:
    desk.clock.advance_ms(ms)
    desk.window.tick()


def press(desk: Desk, key: Qt.Key) -> None:
    """Press a key; the system then gives the keyboard to what is on top."""
    desk.press(key)
    QApplication.processEvents()


def calm(desk: Desk) -> None:
    desk.clock.advance_ms(CALM_MS)


@pytest.fixture
def asleep(run: Desk) -> Desk:
    """A drill whose laptop slept for ten minutes, and whose user is calm."""
    run.pass_ms(30_000)
    nap(run)
    calm(run)
    return run


def delivered(desk: Desk) -> list[str]:
    return [body.inject for body in desk.bodies(ev.InjectFired)]


class TestAsking:
    def test_it_is_asked_at_once_with_what_follows(self, asleep: Desk) -> None:
        text = said(sheet(asleep))
        assert "10:00" in text
        assert "00:00:30" in text
        assert "00:10:30" in text
        titles = [str(asleep.view.scenario.inject_by_id[one].title) for one in ("arrival", "orator")]
        assert all(title in text for title in titles)
        assert asleep.view.state.status is Status.HELD
        assert delivered(asleep) == []

    def test_all_its_words_have_room(self, asleep: Desk) -> None:
        for label in sheet(asleep).findChildren(Label):
            assert label.height() >= label.heightForWidth(label.width()), label.text()

    def test_enter_alone_does_nothing(self, asleep: Desk) -> None:
        press(asleep, ENTER)
        assert sheet(asleep).chosen is None
        assert asleep.bodies(ev.GapCounted) == []
        assert _("Choose with 1 or 2 first. {advice}").split("{", maxsplit=1)[0].strip() in said(sheet(asleep))

    def test_space_does_nothing(self, asleep: Desk) -> None:
        press(asleep, TWO)
        asleep.press(Qt.Key.Key_Space)
        assert sheet(asleep).chosen is ev.GapAs.ELAPSED
        assert asleep.bodies(ev.GapCounted) == []
        assert delivered(asleep) == []

    def test_one_and_enter_is_a_hold(self, asleep: Desk) -> None:
        press(asleep, ONE)
        press(asleep, ENTER)
        assert part(asleep).sheet is None
        assert asleep.bodies(ev.GapCounted) == [ev.GapCounted(NAP_MS, ev.GapAs.HOLD)]
        assert (asleep.view.now_ms, asleep.view.state.status) == (30_000, Status.HELD)
        press(asleep, F9)
        asleep.pass_ms(30_000)
        assert delivered(asleep) == ["arrival"]

    def test_two_and_enter_is_exercise_time(self, asleep: Desk) -> None:
        press(asleep, ONE)
        press(asleep, TWO)
        press(asleep, ENTER)
        assert asleep.bodies(ev.GapCounted) == [ev.GapCounted(NAP_MS, ev.GapAs.ELAPSED)]
        assert (asleep.view.now_ms, asleep.view.state.status) == (30_000 + NAP_MS, Status.HELD)
        assert delivered(asleep) == []
        due = [one for one, stood in asleep.view.state.injects.items() if stood.status is InjectStatus.DUE]
        assert {"arrival", "orator", "bottle"} <= set(due)
        press(asleep, F9)
        asleep.pass_ms(10_000)
        assert delivered(asleep) == [], "they wait for the hand"
        assert asleep.view.now_ms == 40_000 + NAP_MS

    def test_by_mouse(self, asleep: Desk) -> None:
        answers = sorted(sheet(asleep).findChildren(AnswerButton), key=QWidget.y)
        confirm = next(one for one in sheet(asleep).findChildren(ActionButton) if one.text() == _("Confirm"))
        assert not confirm.isEnabled()
        QTest.mouseClick(answers[0], Qt.MouseButton.LeftButton)
        QTest.mouseClick(confirm, Qt.MouseButton.LeftButton)
        assert asleep.bodies(ev.GapCounted) == [ev.GapCounted(NAP_MS, ev.GapAs.HOLD)]

    def test_the_keys_of_somebody_who_was_just_logging_choose_nothing(self, run: Desk) -> None:
        run.pass_ms(30_000)
        nap(run)
        for key in (TWO, ENTER, ONE, ENTER):
            press(run, key)
        assert sheet(run).chosen is None
        assert run.bodies(ev.GapCounted) == []

    def test_longer_than_a_day_it_can_only_be_a_hold(self, run: Desk) -> None:
        run.pass_ms(30_000)
        nap(run, 2 * DAY_MS)
        calm(run)
        press(run, TWO)
        assert sheet(run).chosen is None
        press(run, ONE)
        press(run, ENTER)
        assert run.view.state.gap is None

    def test_keys_reach_the_window_again_afterwards(self, asleep: Desk) -> None:
        press(asleep, ONE)
        press(asleep, ENTER)
        asleep.press(Qt.Key.Key_M)
        assert isinstance(asleep.bodies()[-1], ev.MarkerPlaced)

    @pytest.mark.parametrize("key", [ONE, TWO])
    def test_what_f9_will_do_is_not_told_once_it_is_done(self, asleep: Desk, key: Qt.Key) -> None:
        press(asleep, key)
        press(asleep, ENTER)
        assert asleep.page.notice.isVisible()
        assert "F9" in asleep.page.notice.text
        press(asleep, F9)
        assert asleep.view.state.status is Status.RUNNING
        assert not asleep.page.notice.isVisible()

    def test_two_naps_are_two_questions(self, asleep: Desk) -> None:
        press(asleep, ONE)
        press(asleep, ENTER)
        press(asleep, F9)
        asleep.pass_ms(5_000)
        nap(asleep, 3 * MINUTE_MS)
        calm(asleep)
        assert "03:00" in said(sheet(asleep))
        press(asleep, TWO)
        press(asleep, ENTER)
        assert asleep.view.now_ms == 35_000 + 3 * MINUTE_MS


class TestLeavingItOpen:
    def test_f9_resumes_over_the_sheet(self, asleep: Desk) -> None:
        press(asleep, F9)
        assert part(asleep).sheet is None
        assert QApplication.activeModalWidget() is None
        assert asleep.view.state.status is Status.RUNNING
        assert asleep.view.state.gap is None
        asleep.press(Qt.Key.Key_M)
        assert isinstance(asleep.bodies()[-1], ev.MarkerPlaced)

    def test_esc_leaves_a_notice_that_stays(self, asleep: Desk) -> None:
        press(asleep, ESC)
        assert part(asleep).sheet is None
        for _turn in range(3):
            asleep.window.tick()
            assert asleep.page.notice.isVisible()
            assert "10:00" in asleep.page.notice.text
            assert "F9" in asleep.page.notice.text
            press(asleep, ESC)
        asleep.window.tick()
        assert part(asleep).sheet is None, "it is not asked again by itself"
        press(asleep, F9)
        assert not asleep.page.notice.isVisible()
        assert asleep.view.state.gap is None

    def test_the_notice_leads_back_to_the_question(self, asleep: Desk) -> None:
        press(asleep, ESC)
        asleep.window.tick()
        asleep.page.notice._act()
        calm(asleep)
        assert "10:00" in said(sheet(asleep))
        press(asleep, ONE)
        press(asleep, ENTER)
        assert asleep.view.state.gap is None
        asleep.pass_ms(10_000)
        assert "10:00" not in asleep.page.notice.text or asleep.page.notice.isHidden()

    def test_while_it_is_open_everything_else_can_be_done(self, asleep: Desk) -> None:
        press(asleep, ESC)
        asleep.press(Qt.Key.Key_N)
        asleep.type("12 orang")
        press(asleep, ENTER)
        assert asleep.bodies(ev.NoteWritten)[-1].text == "12 orang"
        assert asleep.view.state.gap is not None


class TestNotInTheWay:
    def test_a_note_half_written_is_written_first(self, run: Desk) -> None:
        QTest.qWaitForWindowActive(run.shell)
        run.press(Qt.Key.Key_N)
        run.type("ada ")
        run.pass_ms(30_000)
        nap(run)
        assert part(run).sheet is None
        assert "10:00" in run.page.notice.text
        run.type("12 orang")
        press(run, ENTER)
        assert run.bodies(ev.NoteWritten)[-1].text == "ada 12 orang"
        press(run, ESC)
        run.window.tick()
        assert "10:00" in said(sheet(run))

    def test_another_sheet_is_answered_first(self, run: Desk) -> None:
        def doze(order: QWidget) -> None:
            assert isinstance(order, OrderSheet)
            nap(run)
            assert part(run).sheet is None
            QTest.keyClick(order, ONE)

        run.pass_ms(30_000)
        with run.answering(doze):
            run.press(run.unit_key("arrest"))
        kinds = [type(body) for body in run.bodies()[-4:]]
        assert kinds == [ev.GapFound, ev.ExerciseHeld, ev.OrderGiven, ev.ActionStarted]
        run.window.tick()
        assert "10:00" in said(sheet(run))

    def test_in_another_language_it_is_asked_in_that(self, asleep: Desk) -> None:
        first = sheet(asleep)
        asleep.window.actions_table["language_en"].do()
        asleep.window.tick()
        assert sheet(asleep) is not first
        assert "asleep" in said(sheet(asleep))

    def test_letting_go_of_the_drill_takes_it_away(self, asleep: Desk) -> None:
        path = asleep.view.drill.path
        asleep.window.let_go()
        assert QApplication.activeModalWidget() is None
        assert not read_session(path).finished


class TestAfterAKill:
    def test_the_time_nobody_was_there_is_asked_about(self, run: Desk) -> None:
        run.pass_ms(30_000)
        path = run.view.drill.path
        run.window.let_go()
        run.clock.advance_ms(7 * MINUTE_MS)
        assert run.window.open_file(path)
        run.window.resume_session()
        run.window.tick()
        calm(run)
        text = said(sheet(run))
        assert _("Gladi was not running for {time}.").format(time="07:00") in text
        press(run, TWO)
        press(run, ENTER)
        assert run.view.now_ms == 30_000 + 7 * MINUTE_MS
        assert delivered(run) == []


def test_thirty_injects_in_the_gap_are_thirty_waiting(desk: Desk) -> None:
    desk.run(crowded())
    desk.start_ex()
    desk.pass_ms(5_000)
    nap(desk, 11 * MINUTE_MS)
    calm(desk)
    assert _("{names} and {n} more").split("{n}")[0].strip().split()[-1] in said(sheet(desk))
    press(desk, TWO)
    press(desk, ENTER)
    press(desk, F9)
    desk.pass_ms(5_000)
    assert delivered(desk) == []
    assert Counter(one.status for one in desk.view.state.injects.values())[InjectStatus.DUE] == MANY
    desk.go()
    desk.press(Qt.Key.Key_Space)
    assert len(delivered(desk)) == 1, "one key, one inject"


def test_old_logs_with_a_sentence_still_show_it(run: Desk) -> None:
    run.view.drill.do(do.HoldExercise("The computer was asleep."), ev.Actor.ENGINE)
    assert "The computer was asleep." in run.page.notice.text


def test_a_sentence_of_a_hold_that_is_over_is_not_said_of_the_next_one(run: Desk) -> None:
    run.view.drill.do(do.HoldExercise("The computer was asleep."), ev.Actor.ENGINE)
    run.view.do(do.ResumeExercise())
    run.view.do(do.DeclareEmergency())
    run.view.do(do.EndEmergency())
    assert run.view.state.status is Status.HELD
    assert run.view.halt_reason == ""
