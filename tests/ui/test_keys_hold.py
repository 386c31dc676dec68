"""F9 holds and resumes from everywhere."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QWidget

from player.engine.state import Status
from player.i18n import _
from player.model import events as ev
from player.model.scenario import LoadedScenario
from player.ui.confirm import ConfirmSheet
from player.ui.key_sheet import KeySheet
from player.ui.override.sheet import OverrideSheet
from player.ui.run.order import OrderSheet
from player.ui.widgets import ActionButton
from tests.helpers.desk import ALT, CTRL, Desk

F9 = Qt.Key.Key_F9


def status(desk: Desk) -> Status:
    return desk.view.state.status


def test_it_holds_and_resumes_the_clock(run: Desk) -> None:
    run.pass_ms(3_000)
    run.press(F9)
    run.pass_ms(600_000)
    assert (status(run), run.view.now_ms) == (Status.HELD, 3_000)
    assert run.bodies(ev.InjectFired) == []
    run.press(F9)
    run.pass_ms(2_000)
    assert (status(run), run.view.now_ms) == (Status.RUNNING, 5_000)


def test_wherever_the_keyboard_is(run: Desk) -> None:
    widgets = run.focusable()
    assert {type(widget).__name__ for widget in widgets} >= {"EntryLine", "FindField", "QComboBox", "RowView"}
    for widget in widgets:
        if not widget.isVisible() or not widget.isEnabled():
            continue
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        run.press(F9)
        assert status(run) is Status.HELD, widget
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        run.press(F9)
        assert status(run) is Status.RUNNING, widget


def test_in_the_middle_of_a_note(run: Desk) -> None:
    run.press(Qt.Key.Key_N)
    run.type("half a ")
    run.press(F9)
    assert status(run) is Status.HELD
    run.type("note")
    run.press(Qt.Key.Key_Return)
    (note,) = run.bodies(ev.NoteWritten)
    assert note.text == "half a note"
    assert status(run) is Status.HELD


def test_kept_down_it_is_one_press(run: Desk) -> None:
    run.hold_down(F9)
    for _turn in range(9):
        run.repeat(F9)
    run.let_go(F9)
    assert status(run) is Status.HELD
    assert len(run.bodies(ev.ExerciseHeld)) == 1


def _order_key(desk: Desk) -> None:
    desk.press(desk.unit_key("arrest"), ALT)


SHEETS: dict[str, tuple[type[QWidget], Callable[[Desk], object]]] = {
    "keys": (KeySheet, lambda desk: desk.press(Qt.Key.Key_F1)),
    "order": (OrderSheet, _order_key),
    "start of an action": (OrderSheet, lambda desk: desk.press(desk.unit_key("arrest"))),
    "end": (ConfirmSheet, lambda desk: desk.press(Qt.Key.Key_E, CTRL)),
    "override": (OverrideSheet, lambda desk: desk.press(Qt.Key.Key_F5)),
    "close": (ConfirmSheet, lambda desk: desk.shell.close()),
}


@pytest.mark.parametrize("name", SHEETS)
def test_under_a_sheet(run: Desk, name: str) -> None:
    kind, opens = SHEETS[name]
    seen: list[Status] = []

    def press(sheet: QWidget) -> None:
        assert isinstance(sheet, kind)
        fields = [w for w in sheet.findChildren(QWidget) if w.focusPolicy() != Qt.FocusPolicy.NoFocus]
        for field in fields:
            field.setFocus()
            QTest.keyClick(field, F9)
            seen.append(status(run))
        assert sheet.isVisible(), "the sheet stays open"
        QTest.keyClick(sheet, Qt.Key.Key_Escape)

    with run.answering(press):
        opens(run)
    assert len(seen) >= 1
    assert seen == [(Status.HELD, Status.RUNNING)[turn % 2] for turn in range(len(seen))]
    assert run.shell.isVisible()


def test_a_sheet_held_under_can_still_be_answered(run: Desk) -> None:
    def answer(sheet: QWidget) -> None:
        QTest.keyClick(sheet, F9)
        QTest.keyClick(sheet, Qt.Key.Key_1)

    with run.answering(answer):
        run.press(run.unit_key("arrest"))
    assert [type(body) for body in run.bodies()[-3:]] == [ev.ExerciseHeld, ev.OrderGiven, ev.ActionStarted]


def test_with_the_list_of_a_combo_box_open(run: Desk) -> None:
    (box,) = run.page.log.findChildren(QComboBox)
    box.setFocus()
    box.showPopup()
    popup = QApplication.activePopupWidget()
    assert popup is not None
    QTest.keyClick(popup.focusWidget() or popup, F9)
    assert status(run) is Status.HELD
    box.hidePopup()


def test_with_a_menu_open(run: Desk) -> None:
    seen: list[Status] = []

    def in_menu() -> None:
        menu = QApplication.activePopupWidget()
        assert menu is not None
        QTest.keyClick(menu, F9)
        seen.append(status(run))

    with run.popup(in_menu):
        QTest.mouseClick(run.page.band.findChildren(ActionButton)[0], Qt.MouseButton.LeftButton)
    assert seen == [Status.HELD]


@pytest.mark.parametrize("moment", ["home", "ready", "ended", "review"])
def test_without_a_drill_under_way_it_does_nothing(desk: Desk, short: LoadedScenario, moment: str) -> None:
    if moment != "home":
        desk.run(short)
    if moment in {"ended", "review"}:
        desk.start_ex()
        desk.end_ex(_("END"))
    if moment == "review":
        desk.window.actions_table["to_review"].do()
    count = len(desk.page.view.entries) if moment != "home" else 0
    desk.press(F9)
    with desk.answering(lambda sheet: (QTest.keyClick(sheet, F9), QTest.keyClick(sheet, Qt.Key.Key_Escape))):
        desk.press(Qt.Key.Key_F1)
    assert (len(desk.page.view.entries) if moment != "home" else 0) == count


def test_find_field_takes_no_other_function(run: Desk) -> None:
    run.press(Qt.Key.Key_F, CTRL)
    find = QApplication.focusWidget()
    assert isinstance(find, QLineEdit)
    run.type("orator")
    run.press(F9)
    assert status(run) is Status.HELD
    assert find.text() == "orator"
