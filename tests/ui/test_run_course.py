"""The course by keys: phases by name, optional ones, ways out by themselves, bounds, and the end of the script."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from player.engine import commands as do
from player.engine.state import Status
from player.i18n import _
from player.model import events as ev
from player.model.times import MINUTE_MS, length_words
from player.ui.run.course import open_text, phase_place
from player.ui.run.phases import PhaseSheet
from player.ui.run.question import AnswerButton
from player.ui.widgets import ActionButton, BigClock, Label
from tests.helpers.controller import choose_phase
from tests.helpers.desk import CTRL, Desk
from tests.helpers.desk_branches import branching_script
from tests.helpers.scenarios import choice, decision, phase, scenario

ENTER, ESC, SPACE, F4 = Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Space, Qt.Key.Key_F4


def words(desk: Desk) -> list[str]:
    return [one.text() for one in desk.page.now.findChildren(Label) if one.isVisible()]


def ways(desk: Desk) -> list[str]:
    """The small words under the clock, line by line."""
    return words(desk)[-1].split("\n")


def offered(desk: Desk) -> list[str]:
    return [one.text() for one in desk.page.now.findChildren(ActionButton) if one.isVisible() and one.text()]


def phases(desk: Desk) -> list[ev.PhaseStarted]:
    return desk.bodies(ev.PhaseStarted)


class TestNow:
    def test_the_bounds_of_the_phase_stand_beside_its_plan(self, branching: Desk) -> None:
        planned = _("planned {time}").format(time="10:00")
        assert branching.page.now.findChildren(BigClock)[0].accessibleName().endswith(f"{planned} · ≥ 02:00, ≤ 12:00")

    def test_what_comes_next_and_how(self, branching: Desk) -> None:
        branching.view.do(do.Decide("outcome", "rejected"))
        optional = _("{phase} · may be passed over").format(phase=_("→ {title}").format(title="Rest"))
        assert ways(branching) == [optional]
        assert _("Next phase") in offered(branching)
        branching.next_phase()
        assert ways(branching) == [_("by itself on time → {title}").format(title="Homeward")]

    def test_an_exit_by_condition_is_told(self, branching: Desk) -> None:
        branching.view.do(do.Decide("outcome", "accepted"))
        when = _("when {what} for {time}").format(
            what=_("crowd present {comparison} %").format(comparison="< 30"), time=length_words(10_000)
        )
        both = [_("last phase"), _("ends by itself {when}").format(when=when)]
        assert ways(branching) == [" · ".join(both)]
        branching.shell.resize(1920, 1080)
        QApplication.processEvents()
        assert ways(branching) == both

    def test_what_is_not_ready_for_the_next_phase_is_told(self, desk: Desk) -> None:
        desk.run(branching_script(**{"before: spray": "before: rest"}))
        desk.start_ex()
        desk.view.do(do.CheckReadiness("hose", ready=False))
        desk.view.do(do.Decide("outcome", "rejected"))
        assert ways(desk)[0].endswith(open_text(1))


class TestGates:
    @pytest.fixture
    def gated(self, desk: Desk) -> Desk:
        """The last phase waits for the hose; the one before it would go on by itself."""
        desk.run(branching_script(**{"before: spray": "before: home"}))
        desk.start_ex()
        desk.view.do(do.CheckReadiness("hose", ready=False))
        desk.view.do(do.Decide("outcome", "rejected"))
        desk.next_phase()
        return desk

    def test_it_does_not_go_on_by_itself_over_an_open_item(self, gated: Desk) -> None:
        gated.pass_ms(6 * MINUTE_MS)
        assert phases(gated)[-1].phase == "rest"

    def test_ctrl_enter_opens_the_gate_and_enter_goes_on(self, gated: Desk) -> None:
        def pass_it(sheet: QWidget) -> None:
            QTest.keyClick(sheet, Qt.Key.Key_A)
            QTest.keyClick(sheet, ENTER)

        with gated.answering(pass_it):
            gated.press(ENTER, CTRL)
        assert phases(gated)[-1] == ev.PhaseStarted("home", ev.PhaseCause.HAND)
        assert not gated.window.arming.is_armed

    def test_left_there_nothing_has_happened(self, gated: Desk) -> None:
        with gated.answering(lambda sheet: QTest.keyClick(sheet, ESC)):
            gated.press(ENTER, CTRL)
        gated.press(ENTER)
        assert phases(gated)[-1].phase == "rest"

    def test_a_phase_that_went_on_meanwhile_is_not_passed_as_well(self, gated: Desk) -> None:
        def wait(sheet: QWidget) -> None:
            gated.view.do(do.CheckReadiness("hose"))
            gated.pass_ms(5 * MINUTE_MS)
            assert phases(gated)[-1].phase == "home"
            QTest.keyClick(sheet, ENTER)

        with gated.answering(wait):
            gated.press(ENTER, CTRL)
        assert phases(gated)[-1].phase == "home"
        assert gated.page.notice.text == _("The next phase has begun by itself meanwhile.")


def test_armed_enter_does_not_pass_a_phase_that_began_by_itself(branching: Desk) -> None:
    branching.view.do(do.Decide("outcome", "rejected"))
    branching.next_phase()
    branching.pass_ms(4 * MINUTE_MS - 1_000)
    branching.press(ENTER, CTRL)
    branching.pass_ms(2_000)
    assert phases(branching)[-1] == ev.PhaseStarted("home", ev.PhaseCause.TIME)
    branching.press(ENTER)
    assert phases(branching)[-1].phase == "home"
    assert branching.view.state.status is Status.RUNNING
    assert not branching.window.arming.is_armed


class TestByName:
    def test_a_letter_chooses_and_enter_goes_there(self, branching: Desk) -> None:
        with branching.answering(lambda sheet: choose_phase(sheet, "home")):
            branching.press(F4)
        assert phases(branching)[-1] == ev.PhaseStarted("home", ev.PhaseCause.HAND)

    def test_an_optional_phase_is_passed_over(self, branching: Desk) -> None:
        branching.view.do(do.Decide("outcome", "rejected"))

        def look(sheet: QWidget) -> None:
            about = [one.accessibleName() for one in sheet.findChildren(AnswerButton)]
            assert _("comes next") in about[2]
            assert _("may be passed over") in about[2]
            assert _("now") in about[1]
            assert _("played") in about[0]
            choose_phase(sheet, "home")

        with branching.answering(look):
            branching.press(F4)
        assert [one.phase for one in phases(branching)] == ["gather", "spray", "home"]

    def test_enter_with_nothing_chosen_space_and_esc_go_nowhere(self, branching: Desk) -> None:
        def try_them(sheet: QWidget) -> None:
            assert isinstance(sheet, PhaseSheet)
            for target in (sheet, *sheet.findChildren(AnswerButton)):
                QTest.keyClick(target, SPACE)
            QTest.keyClick(sheet, ENTER)
            QTest.keyClick(sheet, Qt.Key.Key_Z)
            QTest.keyClick(sheet, Qt.Key.Key_B, CTRL)
            assert sheet.phase is None
            QTest.keyClick(sheet, Qt.Key.Key_B)
            QTest.keyClick(sheet, ESC)

        with branching.answering(try_them):
            branching.press(F4)
        assert len(phases(branching)) == 1

    def test_a_click_chooses_and_does_not_go(self, branching: Desk) -> None:
        def click(sheet: QWidget) -> None:
            assert isinstance(sheet, PhaseSheet)
            branching.click(sheet.findChildren(AnswerButton)[3], times=2)
            assert sheet.isVisible()
            assert sheet.phase is not None
            assert sheet.phase.id == "home"
            QTest.keyClick(sheet, ESC)

        with branching.answering(click):
            branching.press(F4)
        assert len(phases(branching)) == 1


class TestTheEnd:
    @pytest.fixture
    def through(self, branching: Desk) -> Desk:
        """The crowd has left, and the script has come to its end by itself."""
        branching.view.do(do.Decide("outcome", "accepted"))
        branching.pass_ms(2 * MINUTE_MS)
        assert branching.bodies(ev.ScriptCompleted) == [ev.ScriptCompleted(ev.PhaseCause.EXIT)]
        return branching

    def test_now_says_so_and_how_to_end(self, through: Desk) -> None:
        assert _("The script is through. Ctrl+E ends the exercise.") in words(through)
        assert _("EndEx …") in offered(through)
        assert _("Next phase") not in offered(through)

    def test_it_never_ends_by_itself(self, through: Desk) -> None:
        through.pass_ms(30 * MINUTE_MS)
        assert through.view.state.status is Status.RUNNING
        assert len(through.bodies(ev.ScriptCompleted)) == 1

    def test_ctrl_enter_goes_nowhere_and_says_why(self, through: Desk) -> None:
        through.press(ENTER, CTRL)
        assert through.page.notice.text == _("The script is through. Ctrl+E ends the exercise.")
        through.press(ENTER)
        assert phases(through)[-1].phase == "home"
        assert not through.window.arming.is_armed

    def test_ctrl_e_ends_it(self, through: Desk) -> None:
        through.end_ex(_("END"))
        assert through.view.state.status is Status.ENDED

    def test_the_controller_can_still_go_back(self, through: Desk) -> None:
        with through.answering(lambda sheet: choose_phase(sheet, "rest")):
            through.press(F4)
        assert phases(through)[-1].phase == "rest"
        assert ways(through) == [_("by itself on time → {title}").format(title="Homeward")]
        assert _("Next phase") in offered(through)


def test_a_phase_the_script_does_not_plan_stands_beside_the_plan() -> None:
    script = scenario(
        phase("first", decision("way", choice("on", "last"), choice("aside", "beside"))), phase("beside"), phase("last")
    )
    said = [phase_place(script, one) for one in script.phases]
    numbered = [_("phase {number} of {count}").format(number=number, count=2) for number in (1, 2)]
    assert said == [numbered[0], _("phase beside the plan"), numbered[1]]
