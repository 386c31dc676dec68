"""Casualties, arrests and evidence by one key each, and the records that expected actions call for."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from player.engine.state import ExpectedStatus
from player.i18n import _
from player.model import events as ev
from player.model.doctrine import RECORD_TITLES, RecordKind
from player.model.times import MINUTE_MS
from player.ui.run.expected import ExpectedRow, record_box
from player.ui.widgets import ActionButton
from tests.helpers.desk import ALT, CTRL, SHIFT, Desk

R, ESC, SPACE, ENTER = Qt.Key.Key_R, Qt.Key.Key_Escape, Qt.Key.Key_Space, Qt.Key.Key_Return
WANTED = ev.CasualtyRecorded(1, side="crowd", severity="light", by="medis")


def rows(desk: Desk) -> list[ExpectedRow]:
    return desk.rows(desk.page.expected)


@pytest.fixture
def wounded(branching: Desk) -> Desk:
    """The first inject has been delivered: a greeting is expected, and two casualties on record."""
    branching.pass_until(MINUTE_MS)
    return branching


class TestTheSheet:
    @pytest.mark.parametrize(
        ("digit", "body"),
        [
            (Qt.Key.Key_1, ev.CasualtyRecorded(1)),
            (Qt.Key.Key_2, ev.ArrestRecorded(1)),
            (Qt.Key.Key_3, ev.EvidenceRecorded(1)),
        ],
    )
    def test_a_digit_records(self, branching: Desk, digit: Qt.Key, body: ev.Body) -> None:
        with branching.answering(lambda sheet: QTest.keyClick(sheet, digit)):
            branching.press(R)
        assert branching.bodies()[-1] == body

    def test_neither_space_nor_enter_nor_another_digit_records(self, branching: Desk) -> None:
        def hammer(sheet: QWidget) -> None:
            for target in (sheet, *sheet.findChildren(ActionButton)):
                for key in (SPACE, ENTER, Qt.Key.Key_0, Qt.Key.Key_4, Qt.Key.Key_9):
                    QTest.keyClick(target, key)
            assert sheet.isVisible()
            QTest.keyClick(sheet, ESC)

        with branching.answering(hammer):
            branching.press(R)
        assert not branching.view.state.facts

    def test_a_click_records(self, branching: Desk) -> None:
        with branching.answering(lambda sheet: branching.click(sheet.findChildren(ActionButton)[1])):
            branching.press(R)
        assert branching.bodies(ev.ArrestRecorded) == [ev.ArrestRecorded(1)]

    def test_r_is_a_letter_in_a_note(self, branching: Desk) -> None:
        branching.press(Qt.Key.Key_N)
        branching.type("rrr")
        branching.press(ENTER)
        assert not branching.view.state.facts

    def test_ctrl_z_voids_and_restores_it(self, branching: Desk) -> None:
        with branching.answering(lambda sheet: QTest.keyClick(sheet, Qt.Key.Key_2)):
            branching.press(R)
        branching.press(Qt.Key.Key_Z, CTRL)
        (fact,) = branching.view.state.facts.values()
        assert fact.voided
        branching.press(Qt.Key.Key_Z, CTRL | SHIFT)
        (fact,) = branching.view.state.facts.values()
        assert not fact.voided

    def test_the_log_names_it(self, branching: Desk) -> None:
        with branching.answering(lambda sheet: QTest.keyClick(sheet, Qt.Key.Key_1)):
            branching.press(R)
        row = branching.rows(branching.page.log)[-1]
        assert row.kind.value == "casualty"
        assert row.text == f"{_('Casualty {number}').format(number=1)}: {_('details follow')}"


class TestWhatIsCalledFor:
    def test_the_row_says_how_many_of_how_many(self, wounded: Desk) -> None:
        (row,) = [one for one in rows(wounded) if one.expected == "wounded"]
        casualty = _(RECORD_TITLES[RecordKind.CASUALTY])
        assert row.who == f"{casualty} 0/2 · Tim Kesehatan"
        assert (row.key, row.record_key) == ("Ctrl+2", "Alt+2")
        assert next(one for one in rows(wounded) if one.expected == "greet").record_key == ""

    def test_alt_and_its_number_write_one_with_what_the_script_says(self, wounded: Desk) -> None:
        wounded.press(Qt.Key.Key_2, ALT)
        assert wounded.bodies(ev.CasualtyRecorded) == [WANTED]
        (row,) = [one for one in rows(wounded) if one.expected == "wounded"]
        assert row.status is ExpectedStatus.OPEN
        assert " 1/2" in row.who
        wounded.press(Qt.Key.Key_2, ALT)
        assert [one.expected for one in wounded.bodies(ev.ExpectedActionMet)] == ["wounded"]
        (row,) = [one for one in rows(wounded) if one.expected == "wounded"]
        assert row.status is ExpectedStatus.MET
        assert " 2/2" in row.who
        assert row.record_key == ""

    def test_one_recorded_by_hand_counts_too(self, wounded: Desk) -> None:
        with wounded.answering(lambda sheet: QTest.keyClick(sheet, Qt.Key.Key_1)):
            wounded.press(R)
        (row,) = [one for one in rows(wounded) if one.expected == "wounded"]
        assert " 1/2" in row.who

    def test_a_voided_one_does_not(self, wounded: Desk) -> None:
        wounded.press(Qt.Key.Key_2, ALT)
        wounded.press(Qt.Key.Key_Z, CTRL)
        (row,) = [one for one in rows(wounded) if one.expected == "wounded"]
        assert " 0/2" in row.who

    def test_it_can_still_be_ticked(self, wounded: Desk) -> None:
        wounded.press(Qt.Key.Key_2, CTRL)
        assert [one.expected for one in wounded.bodies(ev.ExpectedActionMet)] == ["wounded"]
        assert not wounded.view.state.facts

    def test_on_one_that_calls_for_none_the_key_does_nothing(self, wounded: Desk) -> None:
        before = wounded.bodies()
        wounded.press(Qt.Key.Key_1, ALT)
        wounded.press(Qt.Key.Key_9, ALT)
        assert wounded.bodies() == before

    def test_a_click_on_record_writes_one(self, wounded: Desk) -> None:
        QApplication.processEvents()
        view = wounded.list_of(wounded.page.expected)
        place = [one.expected for one in rows(wounded)].index("wounded")
        box = view.visualRect(view.rows.index(place))
        middle = record_box(box.toRectF().translated(-box.left(), -box.top()), rows(wounded)[place]).center()
        assert 0 < middle.x() < box.width()
        view.pressed_at.emit(place, QPointF(middle))
        assert wounded.bodies(ev.CasualtyRecorded) == [WANTED]
        view.pressed_at.emit(place, QPointF(middle.x() - 150, middle.y()))
        assert len(wounded.bodies(ev.CasualtyRecorded)) == 1

    def test_the_menu_of_the_row_ticks_and_records(self, wounded: Desk) -> None:
        view = wounded.list_of(wounded.page.expected)
        enabled: list[tuple[str, bool]] = []

        def choose() -> None:
            menu = QApplication.activePopupWidget()
            assert isinstance(menu, QMenu)
            enabled.extend((entry.text(), entry.isEnabled()) for entry in menu.actions())
            menu.actions()[1].trigger()

        place = [one.expected for one in rows(wounded)].index("wounded")
        with wounded.popup(choose):
            view.customContextMenuRequested.emit(view.visualRect(view.rows.index(place)).center())
        number = place + 1
        assert enabled == [(f"{_('Tick')}\tCtrl+{number}", True), (f"{_('Record it')}\tAlt+{number}", True)]
        assert wounded.bodies(ev.CasualtyRecorded) == [WANTED]
