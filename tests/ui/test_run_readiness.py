"""The muster by keys: StartEx and phases wait for what must be ready, or for a reason that is written down."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget

from player.engine import commands as do
from player.engine.state import Status
from player.i18n import _
from player.model import events as ev
from player.model.times import MINUTE_MS
from player.ui.run.readiness import ItemButton, ReadinessSheet
from player.ui.widgets import ActionButton, Label
from tests.helpers.controller import choose_phase
from tests.helpers.desk import CTRL, SHIFT, Desk
from tests.helpers.desk_branches import branching_script

_NO_GATE = "Nothing is passed here. Before its phase begins, this sheet comes by itself and asks for the reason."
ENTER, ESC, SPACE, F3 = Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Space, Qt.Key.Key_F3


@pytest.fixture
def ready(desk: Desk) -> Desk:
    """A desk with the branching drill before StartEx, nothing of its muster done."""
    desk.run(branching_script())
    return desk


def tick(sheet: QWidget, *items: str, shift: bool = False) -> None:
    """Press the letters of these items."""
    assert isinstance(sheet, ReadinessSheet)
    for item in items:
        QTest.keyClick(sheet, Qt.Key(ord(sheet.key_of(item))), SHIFT if shift else Qt.KeyboardModifier.NoModifier)


def give_reason(sheet: QWidget, reason: str) -> None:
    QTest.keyClick(sheet, Qt.Key.Key_0)
    (field,) = [one for one in sheet.findChildren(QLineEdit) if one.isVisible()]
    QTest.keyClicks(field, reason)
    QTest.keyClick(field, ENTER)


def shown(widget: QWidget) -> list[str]:
    return [one.text() for one in widget.findChildren(Label) if one.isVisible()]


def onward(sheet: QWidget) -> ActionButton:
    return next(one for one in sheet.findChildren(ActionButton) if one.text() in {_("StartEx"), _("Go on")})


class TestBeforeStartEx:
    def test_the_page_shows_the_muster_where_expected_actions_come_later(self, ready: Desk) -> None:
        page = ready.page
        assert page.readiness.isVisible()
        assert not page.expected.isVisible()
        rows = ready.rows(page.readiness)
        assert [row.text for row in rows] == ["Shields counted", "Radios tried", "Banner hung"], "by kind"
        assert not any(row.ready for row in rows)
        assert _("{ready} of {count} required ready").format(ready=0, count=2) in shown(page.readiness)
        assert _("{ready} of {count} required ready").format(ready=0, count=2) in shown(page.now)

    def test_a_click_on_a_box_ticks_it_and_another_opens_it_again(self, ready: Desk) -> None:
        ready.click_row(ready.page.readiness, 0, x=0.03)
        assert ready.bodies(ev.ReadinessChecked) == [ev.ReadinessChecked("shields")]
        assert ready.rows(ready.page.readiness)[0].ready
        ready.click_row(ready.page.readiness, 0, x=0.03)
        assert ready.bodies(ev.ReadinessChecked)[1:] == [ev.ReadinessChecked("shields", ready=False)]

    def test_with_nothing_ready_ctrl_enter_opens_the_muster(self, ready: Desk) -> None:
        def look(sheet: QWidget) -> None:
            assert isinstance(sheet, ReadinessSheet)
            assert _("Before StartEx") in shown(sheet)
            assert "Hose tried" not in "".join(one.accessibleName() for one in sheet.findChildren(ItemButton))
            assert not onward(sheet).isEnabled()
            QTest.keyClick(sheet, ENTER)
            assert sheet.isVisible()
            assert _("Something required is still open. Tick it, or press 0 and give a reason.") in shown(sheet)
            QTest.keyClick(sheet, ESC)

        with ready.answering(look):
            ready.press(ENTER, CTRL)
        assert ready.view.state.status is Status.READY
        assert not ready.window.arming.is_armed

    def test_ticked_by_letters_enter_starts(self, ready: Desk) -> None:
        def muster(sheet: QWidget) -> None:
            tick(sheet, "radio")
            assert not onward(sheet).isEnabled()
            assert _("{ready} of {count} required ready").format(ready=1, count=2) in shown(sheet)
            tick(sheet, "shields")
            assert onward(sheet).isEnabled()
            QTest.keyClick(sheet, ENTER)

        with ready.answering(muster):
            ready.press(ENTER, CTRL)
        assert ready.view.state.status is Status.RUNNING
        assert ready.bodies(ev.ReadinessWaived) == []
        assert ready.page.expected.isVisible()
        assert not ready.page.readiness.isVisible()

    def test_what_may_stay_open_does_not_hold_it_up(self, ready: Desk) -> None:
        for item in ("radio", "shields"):
            ready.view.do(do.CheckReadiness(item))
        ready.press(ENTER, CTRL)
        ready.press(ENTER)
        assert ready.view.state.status is Status.RUNNING
        assert "banner" not in ready.view.state.ready

    def test_a_script_that_asks_for_nothing_starts_as_ever(self, run: Desk) -> None:
        assert run.view.state.status is Status.RUNNING
        assert not run.page.readiness.isVisible()

    def test_a_letter_ticks_and_never_unticks_with_shift_it_opens_again(self, ready: Desk) -> None:
        def twice(sheet: QWidget) -> None:
            tick(sheet, "radio", "radio")
            assert ready.bodies(ev.ReadinessChecked) == [ev.ReadinessChecked("radio")]
            tick(sheet, "radio", shift=True)
            tick(sheet, "radio", shift=True)
            QTest.keyClick(sheet, ESC)

        with ready.answering(twice):
            ready.press(F3)
        assert ready.bodies(ev.ReadinessChecked)[1:] == [ev.ReadinessChecked("radio", ready=False)]

    def test_a_reason_starts_it_all_the_same_and_is_written_down(self, ready: Desk) -> None:
        def insist(sheet: QWidget) -> None:
            tick(sheet, "radio")
            give_reason(sheet, "")
            assert sheet.isVisible(), "no reason, no start"
            assert _("Write why it goes on although something required is open.") in shown(sheet)
            (field,) = [one for one in sheet.findChildren(QLineEdit) if one.isVisible()]
            QTest.keyClicks(field, "Shields come by truck at 10")
            QTest.keyClick(field, ENTER)

        with ready.answering(insist):
            ready.press(ENTER, CTRL)
        assert ready.bodies(ev.ReadinessWaived) == [ev.ReadinessWaived("shields", "Shields come by truck at 10")]
        assert ready.view.state.status is Status.RUNNING

    def test_letters_typed_into_the_reason_tick_nothing(self, ready: Desk) -> None:
        with ready.answering(lambda sheet: give_reason(sheet, "abc ABC")):
            ready.press(ENTER, CTRL)
        assert ready.bodies(ev.ReadinessChecked) == []

    def test_space_never_starts(self, ready: Desk) -> None:
        def hammer(sheet: QWidget) -> None:
            tick(sheet, "radio", "shields")
            for target in (sheet, *sheet.findChildren(ActionButton), *sheet.findChildren(ItemButton)):
                for _press in range(10):
                    QTest.keyClick(target, SPACE)
            assert sheet.isVisible()
            QTest.keyClick(sheet, ESC)

        with ready.answering(hammer):
            ready.press(ENTER, CTRL)
        assert ready.view.state.status is Status.READY

    def test_the_button_of_startex_passes_no_gate_either(self, ready: Desk) -> None:
        start = next(
            one for one in ready.page.now.findChildren(ActionButton) if one.text() == _("StartEx") and one.isVisible()
        )
        with ready.answering(lambda sheet: QTest.keyClick(sheet, ESC)):
            ready.click(start)
        assert ready.view.state.status is Status.READY

    def test_a_click_on_the_sheet_ticks_and_unticks(self, ready: Desk) -> None:
        def click(sheet: QWidget) -> None:
            button = sheet.findChildren(ItemButton)[0]
            ready.click(button)
            assert ready.view.state.ready.keys() == {"shields"}
            ready.click(button)
            assert not ready.view.state.ready
            QTest.keyClick(sheet, ESC)

        with ready.answering(click):
            ready.press(F3)


class TestBeforeAPhase:
    def test_going_on_to_it_asks_first_and_says_what_is_open(self, branching: Desk) -> None:
        """The script has one more way there: by name."""
        branching.view.do(do.CheckReadiness("hose", ready=False))

        def gate(sheet: QWidget) -> None:
            tick(sheet, "hose")
            QTest.keyClick(sheet, ENTER)

        with branching.answering(lambda sheet: choose_phase(sheet, "spray"), gate):
            branching.press(Qt.Key.Key_F4)
        assert branching.bodies(ev.ReadinessWaived) == []
        assert branching.bodies(ev.PhaseStarted)[-1] == ev.PhaseStarted("spray", ev.PhaseCause.HAND)

    def test_a_decision_that_leads_to_it_asks_for_a_reason(self, branching: Desk) -> None:
        branching.view.do(do.CheckReadiness("hose", ready=False))
        sheets: list[type[QWidget]] = []

        def gate(sheet: QWidget) -> None:
            sheets.append(type(sheet))
            assert _("Before the phase “{title}”").format(title="Water") in shown(sheet)
            give_reason(sheet, "The hose holds")

        with branching.answering(lambda sheet: QTest.keyClick(sheet, Qt.Key.Key_1), gate):
            branching.press(Qt.Key.Key_F2)
        assert sheets == [ReadinessSheet]
        assert branching.bodies(ev.ReadinessWaived) == [ev.ReadinessWaived("hose", "The hose holds")]
        assert branching.bodies(ev.PhaseStarted)[-1].phase == "spray"

    def test_left_at_the_gate_the_question_stays_open(self, branching: Desk) -> None:
        branching.view.do(do.CheckReadiness("hose", ready=False))
        with branching.answering(
            lambda sheet: QTest.keyClick(sheet, Qt.Key.Key_1), lambda sheet: QTest.keyClick(sheet, ESC)
        ):
            branching.press(Qt.Key.Key_F2)
        assert branching.bodies(ev.DecisionTaken) == []


class TestWhileItRuns:
    def test_f3_shows_every_gate(self, branching: Desk) -> None:
        def look(sheet: QWidget) -> None:
            assert _("Before StartEx") in shown(sheet)
            assert _("Before the phase “{title}”").format(title="Water") in shown(sheet)
            buttons = [one.text() for one in sheet.findChildren(ActionButton) if one.isVisible()]
            assert buttons == [_("Print …"), _("Close")]
            QTest.keyClick(sheet, ENTER)

        with branching.answering(look):
            branching.press(F3)

    def test_zero_says_that_nothing_is_passed_here(self, branching: Desk) -> None:
        def look(sheet: QWidget) -> None:
            QTest.keyClick(sheet, Qt.Key.Key_0)
            assert _(_NO_GATE) in shown(sheet)
            assert not [one for one in sheet.findChildren(QLineEdit) if one.isVisible()]
            QTest.keyClick(sheet, ESC)

        before = len(branching.view.entries)
        with branching.answering(look):
            branching.press(F3)
        assert len(branching.view.entries) == before


class TestF3BeforeStartEx:
    """F3 looks and ticks; 0 on it is the reason to begin all the same, and what is typed then is that reason."""

    def test_zero_asks_for_the_reason_and_enter_starts(self, ready: Desk) -> None:
        with ready.answering(lambda sheet: give_reason(sheet, "Tear in a banner")):
            ready.press(F3)
        assert ready.view.state.status is Status.RUNNING
        assert {body.reason for body in ready.bodies(ev.ReadinessWaived)} == {"Tear in a banner"}
        assert ready.bodies(ev.ReadinessChecked) == [], "no letter of the reason ticks anything"

    def test_letters_are_the_reason_wherever_the_focus_is(self, ready: Desk) -> None:
        def type_it(sheet: QWidget) -> None:
            QTest.keyClick(sheet, Qt.Key.Key_0)
            sheet.setFocus()
            QTest.keyClicks(sheet, "abc")
            (field,) = [one for one in sheet.findChildren(QLineEdit) if one.isVisible()]
            assert field.text() == "abc"
            QTest.keyClick(sheet, ESC)

        with ready.answering(type_it):
            ready.press(F3)
        assert ready.bodies(ev.ReadinessChecked) == []
        assert ready.view.state.status is Status.READY

    def test_enter_without_zero_only_closes(self, ready: Desk) -> None:
        with ready.answering(lambda sheet: QTest.keyClick(sheet, ENTER)):
            ready.press(F3)
        assert ready.view.state.status is Status.READY

    def test_an_empty_reason_starts_nothing(self, ready: Desk) -> None:
        def try_it(sheet: QWidget) -> None:
            give_reason(sheet, "  ")
            assert sheet.isVisible()
            QTest.keyClick(sheet, ESC)

        with ready.answering(try_it):
            ready.press(F3)
        assert ready.view.state.status is Status.READY

    def test_with_all_ready_zero_says_that_no_reason_is_needed(self, ready: Desk) -> None:
        ready.muster()

        def look(sheet: QWidget) -> None:
            QTest.keyClick(sheet, Qt.Key.Key_0)
            assert _("All that StartEx asks for is ready; no reason is needed.") in shown(sheet)
            QTest.keyClick(sheet, ESC)

        with ready.answering(look):
            ready.press(F3)
        assert ready.view.state.status is Status.READY

    def test_the_drill_runs_on_under_it(self, branching: Desk) -> None:
        def wait(sheet: QWidget) -> None:
            branching.pass_ms(2 * MINUTE_MS)
            QTest.keyClick(sheet, ESC)

        with branching.answering(wait):
            branching.press(F3)
        assert [one.inject for one in branching.bodies(ev.InjectFired)] == ["arrival", "chant"]

    def test_hold_works_from_it(self, branching: Desk) -> None:
        def hold(sheet: QWidget) -> None:
            QTest.keyClick(sheet, Qt.Key.Key_F9)
            assert branching.view.state.status is Status.HELD
            QTest.keyClick(sheet, ESC)

        with branching.answering(hold):
            branching.press(F3)

    def test_without_items_it_says_so(self, run: Desk) -> None:
        run.press(F3)
        assert run.page.notice.text == _("The script asks for nothing to be ready.")


def test_more_items_than_letters_fit_into_the_window(desk: Desk) -> None:
    many = "".join(f"  - {{id: item-{n}, text: Item number {n} of the muster, kind: kit}}\n" for n in range(40))
    desk.run(branching_script(**{"readiness:\n": f"readiness:\n{many}"}))

    def look(sheet: QWidget) -> None:
        assert isinstance(sheet, ReadinessSheet)
        assert sheet.height() <= desk.shell.height()
        assert onward(sheet).isVisible()
        assert len(sheet.findChildren(ItemButton)) == 43
        assert sheet.key_of("item-39") == ""
        tick(sheet, "item-0")
        assert list(desk.view.state.ready) == ["item-0"]
        QTest.keyClick(sheet, ESC)

    with desk.answering(look):
        desk.press(ENTER, CTRL)
