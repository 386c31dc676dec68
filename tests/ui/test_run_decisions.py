"""Decisions by keys: a question is seen in time, answered by one digit, and never by Space or Enter."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from player.engine import commands as do
from player.engine.state import DecisionStatus
from player.i18n import _
from player.model import events as ev
from player.model.times import MINUTE_MS
from player.ui.run.course import open_text
from player.ui.run.decide import DecideSheet
from player.ui.run.question import AnswerButton, QuestionPanel
from player.ui.widgets import ActionButton, Chip, Label
from tests.helpers.controller import answer
from tests.helpers.desk import CTRL, Desk
from tests.helpers.desk_branches import branching_script

F2, ENTER, ESC, SPACE = Qt.Key.Key_F2, Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Space
GAS_MS = 3 * MINUTE_MS
"""The first question is put two minutes after the first inject."""


def words(widget: QWidget) -> list[str]:
    """What stands in sight on a widget."""
    return [one.text() for one in widget.findChildren(Label) if one.isVisible()]


def follows(panel: QuestionPanel) -> list[str]:
    """The answers in sight, with what follows from each."""
    return [one.accessibleName() for one in panel.findChildren(AnswerButton) if one.isVisible()]


def chip(panel: QuestionPanel) -> str:
    return next(one.accessibleName() for one in panel.findChildren(Chip) if one.isVisible())


class TestThePanel:
    def test_a_question_to_come_is_one_line(self, branching: Desk) -> None:
        panel = branching.page.question
        assert panel.isVisible()
        assert "Do they accept?" in words(panel)
        assert follows(panel) == []
        assert chip(panel) == _("in {time}").format(time="10:00")

    def test_a_question_that_is_put_is_large_with_its_answers(self, branching: Desk) -> None:
        branching.pass_until(GAS_MS)
        panel = branching.page.question
        assert branching.bodies(ev.DecisionCameDue) == [ev.DecisionCameDue("gas")]
        assert "The Danki asks for gas. Granted?" in words(panel)
        goes_on = _("{consequence} · as planned").format(consequence=_("the phase goes on"))
        assert follows(panel) == [f"1 Not yet {goes_on}", "2 Now → Water"]
        assert chip(panel) == _("waits {time}").format(time="00:00")
        branching.pass_ms(75_000)
        assert chip(panel) == _("waits {time}").format(time="01:15")

    def test_what_is_not_ready_for_an_answer_is_told_with_it(self, branching: Desk) -> None:
        branching.pass_until(GAS_MS)
        branching.view.do(do.CheckReadiness("hose", ready=False))
        assert follows(branching.page.question)[1] == f"2 Now → Water · {open_text(1)}"

    def test_it_has_the_room_it_needs_and_gives_it_back(self, branching: Desk) -> None:
        before = branching.page.expected.height()
        branching.pass_until(GAS_MS)
        QApplication.processEvents()
        panel = branching.page.question
        assert all(one.height() >= one.minimumSizeHint().height() for one in panel.findChildren(AnswerButton))
        assert branching.page.injects.height() > 60
        assert branching.page.expected.height() < before
        with branching.answering(lambda sheet: answer(sheet, "refused")):
            branching.press(F2)
        QApplication.processEvents()
        assert abs(branching.page.expected.height() - before) <= 2

    def test_without_a_question_there_is_no_panel(self, run: Desk) -> None:
        assert not run.page.question.isVisible()

    def test_a_click_on_an_answer_opens_the_sheet_and_answers_nothing(self, branching: Desk) -> None:
        branching.pass_until(GAS_MS)
        button = branching.page.question.findChildren(AnswerButton)[1]
        with branching.answering(lambda sheet: QTest.keyClick(sheet, ESC)):
            branching.click(button)
        assert branching.bodies(ev.DecisionTaken) == []


class TestAnswering:
    def test_a_digit_answers(self, branching: Desk) -> None:
        branching.pass_until(GAS_MS)
        with branching.answering(lambda sheet: QTest.keyClick(sheet, Qt.Key.Key_1)):
            branching.press(F2)
        assert branching.bodies(ev.DecisionTaken) == [ev.DecisionTaken("gas", "refused")]
        assert [one.phase for one in branching.bodies(ev.PhaseStarted)] == ["gather"]
        assert "Do they accept?" in words(branching.page.question)

    def test_an_answer_that_leads_on_does_so_at_once(self, branching: Desk) -> None:
        branching.pass_until(GAS_MS)
        with branching.answering(lambda sheet: QTest.keyClick(sheet, Qt.Key.Key_2)):
            branching.press(F2)
        assert branching.bodies(ev.PhaseStarted)[-1] == ev.PhaseStarted("spray", ev.PhaseCause.DECISION)
        assert not branching.page.question.isVisible()

    def test_the_question_can_be_answered_before_it_is_put(self, branching: Desk) -> None:
        def look(sheet: QWidget) -> None:
            assert isinstance(sheet, DecideSheet)
            assert "Do they accept?" in words(sheet)
            assert _("{who} decides. The digit answers.").format(who="Kapolres") in words(sheet)
            QTest.keyClick(sheet, Qt.Key.Key_2)

        with branching.answering(look):
            branching.press(F2)
        assert branching.bodies(ev.DecisionTaken) == [ev.DecisionTaken("outcome", "accepted")]
        assert branching.bodies(ev.PhaseStarted)[-1].phase == "home"

    def test_who_decided_is_written_down(self, branching: Desk) -> None:
        def write(sheet: QWidget) -> None:
            (field,) = sheet.findChildren(QLineEdit)
            field.setFocus()
            QTest.keyClicks(field, "AKBP Sari 2")
            QTest.keyClick(field, ENTER)
            assert sheet.isVisible(), "Enter leaves the field and answers nothing"
            QTest.keyClick(sheet, Qt.Key.Key_2)

        with branching.answering(write):
            branching.press(F2)
        assert branching.bodies(ev.DecisionTaken) == [ev.DecisionTaken("outcome", "accepted", "AKBP Sari 2")]

    def test_ten_spaces_never_answer(self, branching: Desk) -> None:
        branching.pass_until(GAS_MS)

        def hammer(sheet: QWidget) -> None:
            for target in (sheet, *sheet.findChildren(AnswerButton), *sheet.findChildren(ActionButton)):
                for _press in range(10):
                    QTest.keyClick(target, SPACE)
                    QTest.keyClick(sheet, ENTER)
            assert sheet.isVisible()
            QTest.keyClick(sheet, ESC)

        for _press in range(10):
            branching.press(SPACE)
        with branching.answering(hammer):
            branching.press(F2)
        assert branching.bodies(ev.DecisionTaken) == []
        assert branching.view.state.decisions["gas"].status is DecisionStatus.ASKED

    def test_digits_beyond_the_answers_and_with_ctrl_do_nothing(self, branching: Desk) -> None:
        def try_them(sheet: QWidget) -> None:
            for digit in "034567890":
                QTest.keyClick(sheet, Qt.Key(ord(digit)))
            QTest.keyClick(sheet, Qt.Key.Key_1, CTRL)
            assert sheet.isVisible()
            QTest.keyClick(sheet, ESC)

        with branching.answering(try_them):
            branching.press(F2)
        assert branching.bodies(ev.DecisionTaken) == []

    def test_esc_leaves_the_question_open(self, branching: Desk) -> None:
        branching.pass_until(GAS_MS)
        with branching.answering(lambda sheet: QTest.keyClick(sheet, ESC)):
            branching.press(F2)
        assert branching.page.question.is_asking

    def test_without_a_question_it_says_so(self, run: Desk) -> None:
        run.press(F2)
        assert run.page.notice.text == _("No decision is open in this phase.")

    def test_in_the_middle_of_a_note(self, branching: Desk) -> None:
        branching.press(Qt.Key.Key_N)
        branching.type("half")
        with branching.answering(lambda sheet: QTest.keyClick(sheet, Qt.Key.Key_2)):
            branching.press(F2)
        assert branching.bodies(ev.DecisionTaken)[0].choice == "accepted"
        assert branching.page.log.entry.text() == "half"
        branching.type(" done")
        assert branching.page.log.entry.text() == "half done"


class TestGoingOn:
    def test_ctrl_enter_opens_the_question_that_comes_first(self, branching: Desk) -> None:
        branching.pass_until(GAS_MS)

        def look(sheet: QWidget) -> None:
            assert "Do they accept?" in words(sheet), "not the one that leads nowhere by itself"
            QTest.keyClick(sheet, Qt.Key.Key_1)

        with branching.answering(look):
            branching.press(ENTER, CTRL)
        assert branching.bodies(ev.PhaseStarted)[-1] == ev.PhaseStarted("spray", ev.PhaseCause.DECISION)
        assert not branching.window.arming.is_armed

    def test_now_says_that_a_decision_comes_first(self, branching: Desk) -> None:
        now = branching.page.now
        assert _("by decision → {titles}").format(titles="Water / Homeward") in words(now)
        assert _("Answer it") in [one.text() for one in now.findChildren(ActionButton) if one.isVisible()]
        assert _("Next phase") not in [one.text() for one in now.findChildren(ActionButton) if one.isVisible()]


class TestInReview:
    def test_the_question_that_stood_is_shown_and_cannot_be_answered(self, branching: Desk) -> None:
        branching.pass_until(GAS_MS + 30_000)
        path = branching.view.drill.path
        branching.window.let_go()
        branching.window.open_file(path)
        branching.press(Qt.Key.Key_F6)  # what the controller saw
        panel = branching.page.question
        assert "The Danki asks for gas. Granted?" in words(panel)
        assert not any(one.isEnabled() for one in panel.findChildren(AnswerButton))


def test_a_question_that_stands_is_there_after_a_restart(desk: Desk) -> None:
    desk.run(branching_script())
    desk.start_ex()
    desk.pass_until(GAS_MS)
    path = desk.view.drill.path
    desk.window.let_go()
    desk.window.open_file(path)
    desk.window.resume_session()
    QApplication.processEvents()
    assert desk.page.question.is_asking
    assert [one.split()[0] for one in follows(desk.page.question)] == ["1", "2"]
    assert len([one for one in QApplication.topLevelWidgets() if one.isVisible()]) == 1


def test_in_another_language_it_still_stands(branching: Desk) -> None:
    branching.pass_until(GAS_MS)
    branching.window.set_language("en")
    QApplication.processEvents()
    assert branching.page.question.is_asking
    assert follows(branching.page.question)[1] == "2 Now → Water"
