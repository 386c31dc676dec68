"""While a note is written keys are text, and nothing else."""

from __future__ import annotations

import string

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QWidget

from player.engine.state import Status
from player.i18n import _
from player.model import events as ev
from player.model.scenario import LoadedScenario
from player.ui.actions import Mode
from player.ui.run.entry_line import EntryLine
from player.ui.run.units import ROW_KEYS
from tests.helpers.desk import ALT, CTRL, NONE, SHIFT, Desk

EVERYTHING = f"{string.ascii_letters}{string.digits} +-=_ {string.punctuation} "


def focus_is_on(desk: Desk, kind: type[QWidget]) -> bool:
    return isinstance(QApplication.focusWidget(), kind) and desk.target.window() is desk.shell


class TestLettersAreText:
    def test_a_note_of_every_key_is_nothing_but_a_note(self, run: Desk) -> None:
        before = run.bodies()
        standby = run.view.standby
        run.press(Qt.Key.Key_N)
        run.type(EVERYTHING)
        assert run.bodies() == before
        run.press(Qt.Key.Key_Return)
        assert run.bodies() == [*before, ev.NoteWritten(EVERYTHING.strip(), 0)]
        assert run.view.standby is standby

    def test_the_find_field_takes_them_too(self, run: Desk) -> None:
        before = run.bodies()
        run.press(Qt.Key.Key_F, CTRL)
        find = QApplication.focusWidget()
        assert isinstance(find, QLineEdit)
        run.type(EVERYTHING)
        run.press(Qt.Key.Key_Return)
        assert find.text() == EVERYTHING
        assert run.bodies() == before

    @pytest.mark.parametrize("key", [Qt.Key.Key_E, Qt.Key.Key_Z])
    def test_what_cannot_be_taken_back_is_dead_too(self, run: Desk, key: Qt.Key) -> None:
        run.press(Qt.Key.Key_M)
        before = run.bodies()
        run.press(Qt.Key.Key_N)
        run.type("words")
        run.press(key, CTRL)
        assert QApplication.activeModalWidget() is None
        assert run.bodies() == before

    def test_arrows_move_in_the_text(self, run: Desk) -> None:
        run.press(Qt.Key.Key_N)
        run.type("ac")
        standby = run.view.standby
        for key in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left):
            run.press(key)
        run.type("b")
        assert run.page.log.entry.text() == "abc"
        assert run.view.standby is standby

    def test_what_is_meant_for_typing_works(self, run: Desk) -> None:
        run.press(Qt.Key.Key_Down)
        run.press(Qt.Key.Key_Space)
        assert run.bodies(ev.InjectFired) == [ev.InjectFired("orator", ev.Firing.GO)]
        run.press(Qt.Key.Key_N)
        run.type("x")
        run.press(Qt.Key.Key_1, CTRL)
        assert [body.expected for body in run.bodies(ev.ExpectedActionMet)] == ["warn"]
        assert run.page.log.entry.text() == "x"

    def test_in_a_combo_box_letters_are_still_keys(self, run: Desk) -> None:
        (box,) = run.page.log.findChildren(QComboBox)
        box.setFocus()
        run.press(Qt.Key.Key_M)
        assert len(run.bodies(ev.MarkerPlaced)) == 1
        assert box.currentIndex() == 0

    def test_no_letter_of_a_row_is_a_letter_of_an_action(self, run: Desk) -> None:
        plain = {
            one.key
            for action in run.window.actions_table.of_mode(Mode.RUN)
            for one in action.strokes
            if not one.modifiers and not action.id.startswith("start_")
        }
        assert not plain & {ord(letter) for letter in ROW_KEYS}
        assert int(Qt.Key.Key_F) not in {ord(letter) for letter in ROW_KEYS}


class TestNotes:
    def test_stamped_at_the_first_keystroke(self, run: Desk) -> None:
        run.pass_ms(55_000)
        run.press(Qt.Key.Key_N)
        run.pass_ms(2_000)
        run.type("b")
        run.pass_ms(20_000)
        run.type("ottle")
        run.press(Qt.Key.Key_Return)
        assert [type(body) for body in run.bodies()[-2:]] == [ev.InjectFired, ev.NoteWritten]
        note = run.view.entries[-1].event
        assert isinstance(note.body, ev.NoteWritten)
        assert (note.body.text, note.body.begun_ms, note.exercise_ms) == ("bottle", 57_000, 77_000)

    def test_the_next_note_has_its_own_stamp(self, run: Desk) -> None:
        for text in ("one", "two"):
            run.press(Qt.Key.Key_N)
            run.type(text)
            run.press(Qt.Key.Key_Return)
            run.pass_ms(5_000)
        assert [body.begun_ms for body in run.bodies(ev.NoteWritten)] == [0, 5_000]

    def test_cleared_and_begun_anew_it_is_stamped_anew(self, run: Desk) -> None:
        run.press(Qt.Key.Key_N)
        run.type("x")
        run.press(Qt.Key.Key_Backspace)
        run.pass_ms(4_000)
        run.type("y")
        run.press(Qt.Key.Key_Return)
        assert run.bodies(ev.NoteWritten) == [ev.NoteWritten("y", 4_000)]

    def test_esc_leaves_and_keeps_the_text(self, run: Desk) -> None:
        run.press(Qt.Key.Key_N)
        run.type("half")
        run.press(Qt.Key.Key_Escape)
        assert not focus_is_on(run, QLineEdit)
        run.pass_ms(5_000)
        run.press(Qt.Key.Key_M)
        assert len(run.bodies(ev.MarkerPlaced)) == 1, "keys are keys again"
        run.press(Qt.Key.Key_N)
        run.type(" a note")
        run.press(Qt.Key.Key_Return)
        assert run.bodies(ev.NoteWritten) == [ev.NoteWritten("half a note", 0)]

    def test_esc_leaves_the_find_field_too(self, run: Desk) -> None:
        run.press(Qt.Key.Key_F, CTRL)
        run.type("x")
        run.press(Qt.Key.Key_Escape)
        assert not focus_is_on(run, QLineEdit)
        run.press(Qt.Key.Key_Space)
        assert len(run.bodies(ev.InjectFired)) == 1

    def test_enter_writes_on_the_last_entry(self, run: Desk) -> None:
        run.press(Qt.Key.Key_Space)
        run.press(Qt.Key.Key_Return)
        run.type("loud")
        run.press(Qt.Key.Key_Return)
        assert run.bodies(ev.NoteWritten) == [ev.NoteWritten("loud", 0, on=4)]
        assert not focus_is_on(run, QLineEdit)

    def test_a_note_on_an_entry_stays_on_it_over_esc_and_n(self, run: Desk) -> None:
        run.press(Qt.Key.Key_Space)
        run.press(Qt.Key.Key_Return)
        run.type("lo")
        run.press(Qt.Key.Key_Escape)
        run.press(Qt.Key.Key_N)
        run.type("ud")
        run.press(Qt.Key.Key_Return)
        assert run.bodies(ev.NoteWritten) == [ev.NoteWritten("loud", 0, on=4)]

    def test_one_left_empty_is_not_about_an_entry_any_more(self, run: Desk) -> None:
        run.press(Qt.Key.Key_Return)
        run.press(Qt.Key.Key_Escape)
        run.press(Qt.Key.Key_N)
        run.type("x")
        run.press(Qt.Key.Key_Return)
        assert run.bodies(ev.NoteWritten) == [ev.NoteWritten("x", 0, on=None)]

    def test_a_double_click_in_the_log_writes_on_that_entry(self, run: Desk) -> None:
        run.press(Qt.Key.Key_M)
        run.double_click_row(run.page.log, 1)
        assert focus_is_on(run, EntryLine)
        run.type("x")
        run.press(Qt.Key.Key_Return)
        assert run.bodies(ev.NoteWritten) == [ev.NoteWritten("x", 0, on=2)]

    def test_blank_is_no_note(self, run: Desk) -> None:
        run.press(Qt.Key.Key_N)
        run.type("   ")
        run.press(Qt.Key.Key_Return)
        assert run.bodies(ev.NoteWritten) == []
        assert not focus_is_on(run, QLineEdit)

    def test_enter_kept_down_writes_once(self, run: Desk) -> None:
        run.press(Qt.Key.Key_N)
        run.type("once")
        run.hold_down(Qt.Key.Key_Return)
        for _turn in range(5):
            run.repeat(Qt.Key.Key_Return, text="\r")
        run.let_go(Qt.Key.Key_Return)
        assert run.bodies(ev.NoteWritten) == [ev.NoteWritten("once", 0)]
        assert not focus_is_on(run, QLineEdit)

    def test_before_startex_notes_are_at_zero(self, desk: Desk, short: LoadedScenario) -> None:
        desk.run(short)
        desk.pass_ms(30_000)
        desk.press(Qt.Key.Key_N)
        desk.type("ready")
        desk.press(Qt.Key.Key_Return)
        assert desk.bodies(ev.NoteWritten) == [ev.NoteWritten("ready", 0)]
        assert desk.view.state.status is Status.READY

    def test_a_very_long_note_is_kept_as_far_as_it_may_go(self, run: Desk) -> None:
        run.press(Qt.Key.Key_N)
        run.page.log.entry.insert("x" * 20_000)
        run.press(Qt.Key.Key_Return)
        (note,) = run.bodies(ev.NoteWritten)
        assert note.text == "x" * 10_000


class TestTheKeyboardComesBack:
    def test_after_a_sheet_into_the_half_written_note(self, run: Desk) -> None:
        run.press(Qt.Key.Key_N)
        run.type("half a ")
        with run.answering(lambda sheet: QTest.keyClick(sheet, Qt.Key.Key_Escape)):
            run.press(Qt.Key.Key_F1)
        before = run.bodies()
        run.type("mqe ")
        assert run.page.log.entry.text() == "half a mqe "
        assert run.bodies() == before

    def test_after_an_order_to_the_window(self, run: Desk) -> None:
        with run.answering(lambda sheet: QTest.keyClick(sheet, Qt.Key.Key_1)):
            run.press(run.unit_key("arrest"), ALT)
        run.press(Qt.Key.Key_M)
        assert len(run.bodies(ev.MarkerPlaced)) == 1

    def test_typing_in_a_sheet_is_typing(self, run: Desk) -> None:
        before = run.bodies()

        def answer(sheet: QWidget) -> None:
            (name,) = sheet.findChildren(QLineEdit)
            name.setFocus()
            QTest.keyClicks(name, "Iptu M. Nur 1 q")
            QTest.keyClick(name, Qt.Key.Key_Return)
            assert sheet.isVisible(), "Enter alone gives no order"
            sheet.setFocus()
            QTest.keyClick(sheet, Qt.Key.Key_2)

        with run.answering(answer):
            run.press(run.unit_key("arrest"), ALT)
        order = ev.OrderGiven(1, "dalmas", "hard_arrest", "Kapolres", "Iptu M. Nur 1 q", "radio")
        assert run.bodies() == [*before, order]


class TestAutorepeat:
    def test_keys_that_move_repeat(self, run: Desk) -> None:
        run.repeat(Qt.Key.Key_Down)
        run.repeat(Qt.Key.Key_Down)
        assert run.view.standby is run.view.waiting()[2]
        run.repeat(Qt.Key.Key_Up)
        assert run.view.standby is run.view.waiting()[1]

    def test_no_other_key_does(self, run: Desk) -> None:
        line = run.unit_key("line")
        run.press(line)
        run.press(Qt.Key.Key_M)
        before = run.bodies()
        for key, modifiers in (
            (Qt.Key.Key_Space, NONE),
            (Qt.Key.Key_M, NONE),
            (Qt.Key.Key_Plus, NONE),
            (Qt.Key.Key_Minus, NONE),
            (Qt.Key.Key_H, NONE),
            (Qt.Key.Key_L, NONE),
            (run.unit_key("warning"), NONE),
            (line, SHIFT),
            (Qt.Key.Key_Z, CTRL),
            (Qt.Key.Key_1, CTRL),
            (Qt.Key.Key_F9, NONE),
            (Qt.Key.Key_Return, CTRL),
            (Qt.Key.Key_N, NONE),
            (Qt.Key.Key_Return, NONE),
        ):
            run.repeat(key, modifiers)
        assert run.bodies() == before
        assert not run.window.arming.is_armed
        assert not focus_is_on(run, QLineEdit)


class TestANoteLeftHalfWritten:
    def test_it_is_written_before_endex_closes_the_log(self, run: Desk) -> None:
        run.pass_ms(4_000)
        run.press(Qt.Key.Key_N)
        run.type("half a note")
        run.press(Qt.Key.Key_Escape)
        run.pass_ms(10_000)
        run.end_ex(_("END"))
        assert run.view.state.status is Status.ENDED
        assert run.bodies(ev.NoteWritten) == [ev.NoteWritten("half a note", 4_000)]
        assert run.page.log.entry.text() == ""

    def test_blanks_alone_are_no_note(self, run: Desk) -> None:
        run.press(Qt.Key.Key_N)
        run.type("  ")
        run.press(Qt.Key.Key_Escape)
        run.end_ex(_("END"))
        assert run.view.state.status is Status.ENDED
        assert run.bodies(ev.NoteWritten) == []
