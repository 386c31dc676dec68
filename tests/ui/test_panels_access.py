"""Everything the keyboard can reach has a name, can be left again, and can be pressed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from player.i18n import _
from player.model import events as ev
from player.model.scenario import LoadedScenario
from player.model.times import MINUTE_MS
from player.ui.actions import Mode
from player.ui.confirm import ConfirmSheet
from player.ui.key_sheet import KeySheet
from player.ui.override.sheet import OverrideSheet
from player.ui.rows import RowView
from player.ui.run.decide import DecideSheet
from player.ui.run.order import OrderSheet
from player.ui.run.phases import PhaseSheet
from player.ui.run.readiness import ReadinessSheet
from player.ui.run.records import RecordSheet
from player.ui.widgets import ActionButton
from tests.helpers.desk import ALT, CTRL, Desk
from tests.helpers.desk_branches import branching_script
from tests.helpers.override_hands import FORCE, HOLD, TENSION, override

TAB = Qt.Key.Key_Tab


def go_home(_desk: Desk, _short: LoadedScenario) -> None:
    """Where it begins."""


def look_at_script(desk: Desk, _short: LoadedScenario) -> None:
    desk.open_script()


def be_ready(desk: Desk, short: LoadedScenario) -> None:
    desk.run(short)


def play(desk: Desk, short: LoadedScenario) -> None:
    desk.run(short)
    desk.start_ex()
    desk.press(Qt.Key.Key_Down)
    desk.press(Qt.Key.Key_Space)
    desk.press(desk.unit_key("line"))


def end(desk: Desk, short: LoadedScenario) -> None:
    play(desk, short)
    desk.end_ex(_("END"))


def review(desk: Desk, short: LoadedScenario) -> None:
    end(desk, short)
    desk.window.actions_table["to_review"].do()


def review_interrupted(desk: Desk, short: LoadedScenario) -> None:
    play(desk, short)
    desk.window.let_go()
    desk.window.open_file(desk.sessions()[0])


def muster(desk: Desk, _short: LoadedScenario) -> None:
    desk.run(branching_script())


def decide(desk: Desk, _short: LoadedScenario) -> None:
    desk.run(branching_script())
    desk.start_ex()
    desk.pass_until(4 * MINUTE_MS)


def log_what_is_seen(desk: Desk, short: LoadedScenario) -> None:
    decide(desk, short)
    desk.press(Qt.Key.Key_4)
    desk.press(Qt.Key.Key_2, ALT)
    with desk.answering(lambda sheet: QTest.keyClick(sheet, Qt.Key.Key_2)):
        desk.press(Qt.Key.Key_R)


def hold_values(desk: Desk, short: LoadedScenario) -> None:
    play(desk, short)
    override(desk, TENSION, HOLD, "55")
    override(desk, FORCE, "q", HOLD, Qt.Key.Key_Up)


STATES: dict[str, Callable[[Desk, LoadedScenario], None]] = {
    "home": go_home,
    "script": look_at_script,
    "ready": be_ready,
    "running": play,
    "ended": end,
    "review": review,
    "interrupted": review_interrupted,
    "muster": muster,
    "question": decide,
    "seen": log_what_is_seen,
    "held": hold_values,
}
each_state = pytest.mark.parametrize("state", STATES)


@each_state
def test_every_widget_that_takes_the_keyboard_has_a_name(desk: Desk, short: LoadedScenario, state: str) -> None:
    STATES[state](desk, short)
    nameless = [widget for widget in desk.focusable() if widget is not desk.window and not widget.accessibleName()]
    assert nameless == []


@each_state
def test_every_row_has_words(desk: Desk, short: LoadedScenario, state: str) -> None:
    STATES[state](desk, short)
    views = desk.lists()
    assert views
    for view in views:
        for place in range(view.rows.rowCount()):
            spoken = view.rows.index(place).data(Qt.ItemDataRole.AccessibleTextRole)
            assert spoken
            assert spoken == spoken.strip()


@each_state
def test_tab_goes_around_and_comes_back(desk: Desk, short: LoadedScenario, state: str) -> None:
    STATES[state](desk, short)
    desk.window.setFocus()
    reached: list[QWidget] = []
    for _turn in range(100):
        desk.press(TAB)
        focus = QApplication.focusWidget()
        assert focus is not None
        if focus in reached:
            break
        reached.append(focus)
    tabbed = {
        widget
        for widget in desk.focusable()
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.accessibleName()
    }
    assert tabbed <= set(reached)


@each_state
def test_enter_presses_the_button_tab_has_gone_to(desk: Desk, short: LoadedScenario, state: str) -> None:
    """The menu has no key of its own."""
    STATES[state](desk, short)
    button = next(one for one in desk.window.findChildren(ActionButton) if one.text() == "Menu" and one.isVisible())
    button.setFocus(Qt.FocusReason.TabFocusReason)
    seen: list[bool] = []
    with desk.popup(lambda: seen.append(isinstance(QApplication.activePopupWidget(), QMenu))):
        desk.press(Qt.Key.Key_Return)
    assert seen == [True]


def test_a_scenario_opens_by_enter(desk: Desk) -> None:
    view = next(view for view in desk.lists() if view.accessibleName() == _("Scenarios"))
    view.setFocus(Qt.FocusReason.TabFocusReason)
    desk.press(Qt.Key.Key_Return)
    assert desk.script_page.board is not None
    desk.press(Qt.Key.Key_Return)
    assert desk.window.mode is Mode.RUN


def test_a_session_opens_by_enter_after_arrows(desk: Desk, short: LoadedScenario) -> None:
    for _turn in range(2):
        play(desk, short)
        desk.clock.advance_ms(60_000)
        desk.window.let_go()
    desk.window.go_home()
    view = next(view for view in desk.lists() if view.accessibleName() == _("Sessions"))
    view.setFocus(Qt.FocusReason.TabFocusReason)
    desk.press(Qt.Key.Key_Down)
    desk.press(Qt.Key.Key_Return)
    assert desk.window.mode is Mode.REVIEW
    assert desk.window.review_view is not None
    assert desk.window.review_view.saved.path == desk.sessions()[0], "the latest stands first"


@pytest.mark.parametrize("button", [Qt.MouseButton.RightButton, Qt.MouseButton.MiddleButton])
def test_only_the_left_button_opens(desk: Desk, button: Qt.MouseButton) -> None:
    view = next(view for view in desk.lists() if view.accessibleName() == _("Scenarios"))
    QTest.mouseClick(view.viewport(), button, pos=view.visualRect(view.rows.index(0)).center())
    assert desk.window.mode is Mode.HOME
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(view.rows.index(0)).center())
    assert desk.script_page.script.path == desk.scripts[0]


def test_a_double_click_on_a_script_only_opens_it(desk: Desk) -> None:
    view = next(view for view in desk.lists() if view.accessibleName() == _("Scenarios"))
    spot = view.viewport().mapTo(desk.shell, view.visualRect(view.rows.index(0)).center())
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(view.rows.index(0)).center())
    QApplication.processEvents()
    under = desk.shell.childAt(spot)
    assert under is not None
    QTest.mouseDClick(under, Qt.MouseButton.LeftButton, pos=under.mapFrom(desk.shell, spot))
    QTest.mouseRelease(under, Qt.MouseButton.LeftButton, pos=under.mapFrom(desk.shell, spot))
    assert desk.window.mode is Mode.SCENARIO
    assert desk.sessions() == []


SHEET_KEYS = {
    DecideSheet: Qt.Key.Key_F2,
    ReadinessSheet: Qt.Key.Key_F3,
    PhaseSheet: Qt.Key.Key_F4,
    RecordSheet: Qt.Key.Key_R,
    OverrideSheet: Qt.Key.Key_F5,
}


@pytest.mark.parametrize("kind", SHEET_KEYS)
def test_every_field_of_a_sheet_of_the_course_has_a_name(branching: Desk, kind: type[QWidget]) -> None:
    def look(sheet: QWidget) -> None:
        assert isinstance(sheet, kind)
        fields = [one for one in sheet.findChildren(QWidget) if one.focusPolicy() != Qt.FocusPolicy.NoFocus]
        assert [one for one in fields if one.isVisible() and not one.accessibleName()] == []
        assert sheet.height() <= desk_height(branching)
        QTest.keyClick(sheet, Qt.Key.Key_Escape)

    with branching.answering(look):
        branching.press(SHEET_KEYS[kind])


def desk_height(desk: Desk) -> int:
    """A sheet higher than the window hides its own buttons."""
    return desk.shell.height()


@pytest.mark.parametrize("kind", ["keys", "order", "end"])
def test_every_field_of_a_sheet_has_a_name(run: Desk, kind: str) -> None:
    kinds = {"keys": KeySheet, "order": OrderSheet, "end": ConfirmSheet}

    def look(sheet: QWidget) -> None:
        assert isinstance(sheet, kinds[kind])
        fields = [one for one in sheet.findChildren(QWidget) if one.focusPolicy() != Qt.FocusPolicy.NoFocus]
        assert [one for one in fields if one.isVisible() and not one.accessibleName()] == []
        QTest.keyClick(sheet, Qt.Key.Key_Escape)

    with run.answering(look):
        match kind:
            case "keys":
                run.press(Qt.Key.Key_F1)
            case "order":
                run.press(run.unit_key("arrest"))
            case _:
                run.press(Qt.Key.Key_E, CTRL)


def test_lists_say_letters_nothing(run: Desk) -> None:
    """A letter is a key of the drill, not a search in the list."""
    for view in run.lists():
        view.setFocus(Qt.FocusReason.TabFocusReason)
        current = view.currentIndex().row()
        run.press(Qt.Key.Key_M)
        assert view.currentIndex().row() == current
    assert len(run.bodies(ev.MarkerPlaced)) == len([view for view in run.lists() if isinstance(view, RowView)])
