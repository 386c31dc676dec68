"""The list of findings in its place on the instrument: its keys, and the ways from there to the log and to a moment."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from player.i18n import use_language
from player.ui.instrument.findings import FindingsPanel
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
