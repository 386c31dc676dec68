"""The list of findings in its place on the instrument: its keys, and the ways from there to the log and to a moment."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from player.engine.commands import StartAction
from player.i18n import use_language
from player.model.events import FindingAnswered
from player.ui.instrument.findings import OPEN, FindingsPanel
from tests.helpers.desk import Desk
from tests.helpers.desk_findings import provoke


@pytest.fixture(autouse=True)
def _english() -> None:
    use_language("en")


def open_list(desk: Desk) -> FindingsPanel:
    provoke(desk)
    desk.page.band.findings.click()
    QApplication.processEvents()
    face = desk.page.instrument
    assert face is not None
    return face.column.findings


def test_arrows_move_in_the_list_that_was_tabbed_to(run: Desk) -> None:
    panel = open_list(run)
    standby = run.view.standby
    panel.list.setFocus(Qt.FocusReason.TabFocusReason)
    run.press(Qt.Key.Key_Down)
    assert panel.chosen is not None
    assert panel.chosen.rule == "R1"
    run.press(Qt.Key.Key_Up)
    assert panel.chosen.rule == "R2"
    assert run.view.standby is standby


def test_elsewhere_they_move_the_standby(run: Desk) -> None:
    panel = open_list(run)
    standby, chosen = run.view.standby, panel.chosen
    run.press(Qt.Key.Key_Down)
    assert run.view.standby is not standby
    assert panel.chosen == chosen


def test_enter_in_the_list_answers(run: Desk) -> None:
    panel = open_list(run)
    panel.list.setFocus(Qt.FocusReason.TabFocusReason)
    with run.answering(lambda sheet: QTest.keyClick(sheet, Qt.Key.Key_Escape)):
        run.press(Qt.Key.Key_Return)


def test_opening_an_entry_shows_it_in_the_log(run: Desk) -> None:
    panel = open_list(run)
    assert panel.chosen is not None
    seq = panel.chosen.events[0]
    run.page.log._filter.setCurrentIndex(3)
    shown = run.list_of(panel.detail)
    shown.setCurrentIndex(shown.rows.index(0))
    shown.setFocus(Qt.FocusReason.TabFocusReason)
    run.press(Qt.Key.Key_Return)
    assert not run.page.shows_instrument
    log = run.list_of(run.page.log)
    assert log.currentIndex().row() == seq - 1
    assert log.hasFocus()
    assert run.rows(run.page.log)[seq - 1].seq == seq


def test_in_review_a_click_on_an_entry_goes_to_its_moment(run: Desk) -> None:
    provoke(run)
    run.end_ex("END")
    run.window.actions_table["to_review"].do()
    view = run.window.review_view
    assert view is not None
    run.page.band.findings.click()
    QApplication.processEvents()
    face = run.page.instrument
    assert face is not None
    run.click_row(face.column.findings.detail, 0)
    assert view.now_ms == 60_000
    assert run.page.shows_instrument


def told(desk: Desk) -> list[str]:
    said: list[str] = []
    desk.view.said.connect(lambda text, _warning: said.append(text))
    return said


def test_the_list_in_sight_goes_with_the_one_f7_answers_first(run: Desk) -> None:
    run.press(Qt.Key.Key_F6)
    said = told(run)
    panel = open_list(run)
    assert said[-1].startswith("New finding R2")
    assert said[-1].endswith("F7 answers it.")
    assert panel.chosen is not None
    assert panel.chosen.rule == "R2", "R1 and R4 were there half a minute before"


def test_f7_goes_on_to_the_next_that_waits(run: Desk) -> None:
    panel = open_list(run)

    def accept(sheet: QWidget) -> None:
        QTest.keyClick(sheet, Qt.Key.Key_1)
        QTest.keyClick(sheet, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    for _ in range(3):
        with run.answering(accept):
            run.press(Qt.Key.Key_F7)
    assert len({body.finding for body in run.bodies(FindingAnswered)}) == 3
    assert panel.filter.buttons[OPEN].accessibleName() == "Not answered 0"


def test_one_picked_by_hand_stays_chosen_and_nothing_else_is_promised(run: Desk) -> None:
    run.press(Qt.Key.Key_F6)
    run.pass_until(60_000)
    assert run.view.do(StartAction("arrest"))
    run.pass_ms(2_000)
    face = run.page.instrument
    assert face is not None
    panel = face.column.findings
    rows = panel.list
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=rows.visualRect(rows.rows.index(0)).center())
    assert panel.chosen is not None
    picked = panel.chosen.key
    said = told(run)
    run.pass_ms(60_000)
    assert panel.chosen.key == picked
    assert said[-1].startswith("New finding R2")
    assert "F7" not in said[-1], "F7 answers the one picked"


def test_a_page_built_anew_goes_on_with_the_one_to_answer_first(run: Desk) -> None:
    run.press(Qt.Key.Key_F6)
    run.pass_until(60_000)
    assert run.view.do(StartAction("arrest"))
    run.pass_ms(2_000)
    run.window.set_language("id")
    run.pass_ms(60_000)
    face = run.page.instrument
    assert face is not None
    assert face.column.findings.chosen is not None
    assert face.column.findings.chosen.rule == "R2"
