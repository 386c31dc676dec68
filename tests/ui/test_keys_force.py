"""F held with a digit sets the stage of force of the selected action."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from player.i18n import _
from player.model import events as ev
from tests.helpers.desk import CTRL, SHIFT, Desk

F = Qt.Key.Key_F


def digit(number: int) -> Qt.Key:
    return Qt.Key(Qt.Key.Key_0 + number)


def stages(desk: Desk) -> list[tuple[int, int]]:
    return [(body.action, body.stage) for body in desk.bodies(ev.ActionStageChanged)]


@pytest.fixture
def busy(run: Desk) -> Desk:
    """The shield line and the warning under way; the warning, started last, is selected."""
    run.press(run.unit_key("line"))
    run.press(run.unit_key("warning"))
    assert run.view.selected_action == "warning"
    return run


def test_held_with_a_digit(busy: Desk) -> None:
    busy.hold_down(F)
    for number in (3, 0, 6):
        busy.press(digit(number))
    busy.let_go(F)
    assert stages(busy) == [(2, 3), (2, 0), (2, 6)]


def test_released_digits_are_dead(busy: Desk) -> None:
    before = busy.bodies()
    busy.press(F)
    for number in range(10):
        busy.press(digit(number))
    assert busy.bodies() == before


def test_kept_down_it_repeats_and_still_holds(busy: Desk) -> None:
    busy.hold_down(F)
    for _turn in range(5):
        busy.repeat(F, text="f")
    busy.press(digit(4))
    for _turn in range(5):
        busy.repeat(digit(4), text="4")
    busy.let_go(F)
    assert stages(busy) == [(2, 4)]


def test_kept_down_on_an_x_server_that_does_not_say_so_it_still_holds(busy: Desk) -> None:
    busy.hold_down(F)
    for turn in range(5):
        busy.repeat_unsaid(F, 10_000 + 30 * turn, "f")
    busy.press(digit(4))
    assert stages(busy) == [(2, 4)]
    busy.let_go(F)
    busy.press(digit(5))
    assert stages(busy) == [(2, 4)]


@pytest.mark.parametrize("number", [7, 8, 9])
def test_there_is_no_stage_above_six(busy: Desk, number: int) -> None:
    before = busy.bodies()
    busy.hold_down(F)
    busy.press(digit(number))
    busy.let_go(F)
    assert busy.bodies() == before


def test_the_same_stage_again_is_no_event(busy: Desk) -> None:
    busy.hold_down(F)
    busy.press(digit(5))
    busy.press(digit(5))
    busy.let_go(F)
    assert stages(busy) == [(2, 5)]


def test_it_means_the_row_that_was_clicked(busy: Desk) -> None:
    place = [row.offer for row in busy.rows(busy.page.units)].index("line")
    busy.click_row(busy.page.units, place, 0.3)
    busy.hold_down(F)
    busy.press(digit(3))
    busy.let_go(F)
    assert stages(busy) == [(1, 3)]


def test_nothing_selected_is_explained(run: Desk) -> None:
    before = run.bodies()
    run.hold_down(F)
    run.press(digit(3))
    run.let_go(F)
    assert run.bodies() == before
    assert run.page.notice.isVisible()
    assert run.page.notice.text == _("Select an action that is under way first, then F with 0 to 6.")


def test_an_action_that_has_ended_is_explained(busy: Desk) -> None:
    busy.press(busy.unit_key("warning"), SHIFT)
    before = busy.bodies()
    busy.hold_down(F)
    busy.press(digit(3))
    busy.let_go(F)
    assert busy.bodies() == before
    assert busy.page.notice.isVisible()


def test_in_a_note_f_and_digits_are_text(busy: Desk) -> None:
    before = busy.bodies()
    busy.press(Qt.Key.Key_N)
    busy.hold_down(F)
    QTest.keyClicks(busy.target, "3")
    busy.let_go(F)
    assert busy.bodies() == before
    assert busy.page.log.entry.text() == "f3"


def test_f_released_in_a_note_is_released(busy: Desk) -> None:
    before = busy.bodies()
    busy.hold_down(F)
    busy.press(Qt.Key.Key_N)
    busy.let_go(F)
    busy.press(Qt.Key.Key_Escape)
    busy.press(digit(3))
    assert busy.bodies() == before


def test_f_released_in_a_sheet_is_released(busy: Desk) -> None:
    before = busy.bodies()

    def answer(sheet: QWidget) -> None:
        busy.let_go(F)
        QTest.keyClick(sheet, Qt.Key.Key_Escape)

    busy.hold_down(F)
    with busy.answering(answer):
        busy.press(Qt.Key.Key_F1)
    busy.press(digit(3))
    assert busy.bodies() == before


def test_f_released_in_another_program_is_released(busy: Desk) -> None:
    before = busy.bodies()
    busy.hold_down(F)
    other = QWidget()
    other.show()
    other.activateWindow()
    QApplication.processEvents()
    other.close()
    busy.shell.activateWindow()
    QApplication.processEvents()
    busy.press(digit(3))
    assert busy.bodies() == before


def test_with_ctrl_it_finds(busy: Desk) -> None:
    before = busy.bodies()
    busy.hold_down(F, CTRL)
    busy.let_go(F, CTRL)
    busy.press(Qt.Key.Key_Escape)
    busy.press(digit(3))
    assert busy.bodies() == before
