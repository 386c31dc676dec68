"""A real emergency: F12 held from everywhere, everything frozen, and the way back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from player.engine.state import Status
from player.i18n import _
from player.model import events as ev
from player.model.scenario import LoadedScenario
from player.ui.actions import Mode
from player.ui.emergency.hold import LET_GO_MS
from player.ui.emergency.hold_sign import HoldSign
from player.ui.emergency.holding import HoldButton
from player.ui.widgets import ActionButton
from tests.helpers.desk import ALT, CTRL, NONE, SHIFT, Desk
from tests.ui.emergency_hands import F12, answer, declared, hold_f12, page_of, part_of, status, wait


@pytest.fixture(autouse=True)
def beeps(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    heard: list[str] = []
    monkeypatch.setattr("player.ui.emergency.part.beep", lambda: heard.append("beep"))
    return heard


class TestHolding:
    def test_two_seconds_declare_it(self, run: Desk, beeps: list[str]) -> None:
        hold_f12(run, 2000)
        assert (status(run), declared(run)) == (Status.EMERGENCY, 1)
        assert run.window.mode is Mode.EMERGENCY
        assert page_of(run).isVisible()
        assert beeps == ["beep"]

    def test_a_moment_less_does_not_and_says_so(self, run: Desk, beeps: list[str]) -> None:
        hold_f12(run, 1999)
        assert (status(run), declared(run)) == (Status.RUNNING, 0)
        sign = part_of(run).holding.sign
        assert sign is not None
        assert sign.isVisible()
        assert sign.words[0] == _("Let go too early: nothing has happened.")
        assert beeps == []

    def test_the_ring_closes_as_it_is_held(self, run: Desk) -> None:
        run.hold_down(F12)
        parts = []
        for _turn in range(4):
            wait(run, 400)
            sign = part_of(run).holding.sign
            assert sign is not None
            parts.append(sign.part)
        assert parts == pytest.approx([0.2, 0.4, 0.6, 0.8])
        run.let_go(F12)

    def test_it_is_gone_once_it_is_declared(self, run: Desk) -> None:
        hold_f12(run)
        assert [sign for sign in run.shell.findChildren(HoldSign) if sign.isVisible()] == []

    def test_repeats_of_the_keyboard_are_one_hold(self, run: Desk) -> None:
        run.hold_down(F12)
        for _turn in range(60):
            run.repeat(F12)
            wait(run, 40)
        assert declared(run) == 1
        run.let_go(F12)

    def test_repeats_that_are_not_said_to_be_are_one_hold(self, run: Desk) -> None:
        run.hold_down(F12)
        for turn in range(48):
            run.repeat_unsaid(F12, 1000 + 40 * turn)
            wait(run, 40)
        assert declared(run) == 0
        wait(run, 120)
        assert declared(run) == 1
        run.let_go(F12)

    def test_repeats_never_bridge_letting_go(self, run: Desk) -> None:
        for _turn in range(5):
            run.hold_down(F12)
            wait(run, 1500)
            run.let_go(F12)
            wait(run, LET_GO_MS + 80)
        assert declared(run) == 0

    def test_held_on_it_is_declared_once(self, run: Desk) -> None:
        run.hold_down(F12)
        wait(run, 9000)
        run.let_go(F12)
        assert declared(run) == 1

    def test_whatever_else_a_hand_lies_on(self, run: Desk) -> None:
        for number, modifiers in enumerate((SHIFT, CTRL, ALT, CTRL | SHIFT)):
            QTest.keyPress(run.target, F12, modifiers)
            wait(run, 500)
            assert part_of(run).holding.sign is not None, number
            QTest.keyRelease(run.target, F12, NONE)
            wait(run, 2 * LET_GO_MS)
        QTest.keyPress(run.target, F12, CTRL)
        wait(run, 2000)
        assert declared(run) == 1

    def test_another_program_takes_the_keyboard(self, run: Desk) -> None:
        run.hold_down(F12)
        wait(run, 1000)
        QApplication.instance().applicationStateChanged.emit(Qt.ApplicationState.ApplicationInactive)  # type: ignore[union-attr]
        wait(run, 5000)
        assert declared(run) == 0

    def test_an_f12_of_the_wrong_kind_does_nothing(self, run: Desk) -> None:
        QApplication.sendEvent(run.target, QKeyEvent(QEvent.Type.KeyRelease, int(F12), NONE))
        wait(run, 3000)
        assert declared(run) == 0


class TestTheButton:
    def button(self, desk: Desk) -> HoldButton:
        (button,) = desk.page.band.findChildren(HoldButton)
        return button

    def test_it_is_held_as_long_as_the_key(self, run: Desk) -> None:
        button = self.button(run)
        QTest.mousePress(button, Qt.MouseButton.LeftButton)
        wait(run, 1999)
        assert declared(run) == 0
        wait(run, 1)
        assert declared(run) == 1

    def test_a_click_does_nothing(self, run: Desk) -> None:
        run.click(self.button(run), times=5)
        wait(run, 3000)
        assert declared(run) == 0

    def test_it_names_itself_and_its_key(self, run: Desk) -> None:
        button = self.button(run)
        assert button.accessibleName() == _("Real emergency")
        assert button.isVisible()

    def test_only_a_drill_has_it(self, run: Desk) -> None:
        path = run.view.drill.path
        run.window.let_go()
        run.window.open_file(path)
        assert run.page.band.findChildren(HoldButton) == []


class TestFromEverywhere:
    def test_before_it_begins(self, desk: Desk, short: LoadedScenario) -> None:
        desk.run(short)
        hold_f12(desk)
        assert status(desk) is Status.EMERGENCY

    def test_on_hold(self, run: Desk) -> None:
        run.press(Qt.Key.Key_F9)
        hold_f12(run)
        assert status(run) is Status.EMERGENCY

    def test_from_the_instrument(self, run: Desk) -> None:
        run.press(Qt.Key.Key_F6)
        hold_f12(run)
        assert status(run) is Status.EMERGENCY

    def test_while_a_note_is_written_which_stays(self, run: Desk) -> None:
        run.press(Qt.Key.Key_N)
        run.type("half a no")
        hold_f12(run)
        assert status(run) is Status.EMERGENCY
        assert run.page.log.entry.text() == "half a no"
        assert QApplication.focusWidget() is not run.page.log.entry

    @pytest.mark.parametrize(
        "opens",
        [
            pytest.param(lambda desk: desk.press(Qt.Key.Key_F1), id="keys"),
            pytest.param(lambda desk: desk.press(desk.unit_key("arrest"), ALT), id="order"),
            pytest.param(lambda desk: desk.press(Qt.Key.Key_E, CTRL), id="end"),
            pytest.param(lambda desk: desk.press(Qt.Key.Key_F5), id="override"),
            pytest.param(lambda desk: desk.shell.close(), id="close"),
        ],
    )
    def test_under_a_sheet_which_closes(self, run: Desk, opens: Callable[[Desk], object]) -> None:
        seen: list[HoldSign | None] = []

        def hold(sheet: QWidget) -> None:
            QTest.keyPress(sheet.focusWidget() or sheet, F12)
            wait(run, 1000)
            seen.append(part_of(run).holding.sign)
            assert seen[0] is not None
            assert seen[0].isVisible()
            assert seen[0].window() is sheet
            wait(run, 1000)
            assert not sheet.isVisible()

        with run.answering(hold):
            opens(run)
        assert run.shell.isVisible()
        assert status(run) is Status.EMERGENCY
        assert QApplication.activeModalWidget() is None
        for kind in (ev.ExerciseEnded, ev.OrderGiven, ev.ValueOverridden):
            assert run.bodies(kind) == []

    def test_with_a_menu_open(self, run: Desk) -> None:
        def in_menu() -> None:
            menu = QApplication.activePopupWidget()
            assert menu is not None
            QTest.keyPress(menu, F12)
            wait(run, 2000)
            assert QApplication.activePopupWidget() is None

        with run.popup(in_menu):
            menus = [one for one in run.page.band.findChildren(ActionButton) if one.text() == "Menu"]
            QTest.mouseClick(menus[0], Qt.MouseButton.LeftButton)
        assert status(run) is Status.EMERGENCY

    def test_from_the_menu_it_is_confirmed(self, run: Desk) -> None:
        with run.answering(answer(_("REAL"))):
            run.window.actions_table["emergency"].do()
        assert status(run) is Status.EMERGENCY

    def test_from_the_menu_it_can_be_left(self, run: Desk) -> None:
        with run.answering(lambda sheet: QTest.keyClick(sheet, Qt.Key.Key_Escape)):
            run.window.actions_table["emergency"].do()
        assert status(run) is Status.RUNNING

    @pytest.mark.parametrize("where", ["home", "script", "ended", "review"])
    def test_without_a_drill_the_page_only_shows_whom_to_call(
        self, desk: Desk, short: LoadedScenario, where: str
    ) -> None:
        if where == "script":
            desk.open_script()
        elif where != "home":
            desk.run(short)
            desk.start_ex()
            desk.end_ex(_("END"))
        if where == "review":
            path = desk.view.drill.path
            desk.window.let_go()
            desk.window.open_file(path)
        logged = len(desk.page.view.entries) if desk.window.page is not None else 0
        hold_f12(desk)
        page = page_of(desk)
        assert not part_of(desk).is_logged
        assert page.entry is None
        assert len(page.rows) == 4
        desk.press(Qt.Key.Key_2)
        assert _("not reached yet") not in page.rows[1].accessibleName()
        desk.press(Qt.Key.Key_2)
        assert _("not reached yet") in page.rows[1].accessibleName()
        assert (len(desk.page.view.entries) if desk.window.page is not None else 0) == logged
        desk.press(Qt.Key.Key_Escape)
        assert part_of(desk).emergency is None
        assert desk.window.mode is not Mode.EMERGENCY
        assert len(desk.sessions()) == (0 if where in {"home", "script"} else 1)
