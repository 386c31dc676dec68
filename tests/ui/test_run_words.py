"""Changing the words of an inject before it is delivered, and whether it goes by itself."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from player.engine.desk import LONGEST_TEXT
from player.i18n import _
from player.model import events as ev
from player.model.doctrine import InjectStatus
from player.model.scenario import LoadedScenario
from player.review.wording import Wording
from player.ui.run.inject_text import WordsSheet
from player.ui.widgets import Chip, Label
from tests.helpers.desk import CTRL, Desk

WORDS, HAND, ENTER, ESCAPE = Qt.Key.Key_T, Qt.Key.Key_B, Qt.Key.Key_Return, Qt.Key.Key_Escape
SCRIPT = "The crowd arrives."


def on_sheet(desk: Desk, then: Callable[[WordsSheet], None]) -> None:
    """Open the sheet by its key and do something on it; it is left with Esc if it is still there."""

    def act(sheet: QWidget) -> None:
        assert isinstance(sheet, WordsSheet)
        then(sheet)
        if sheet.isVisible():
            QTest.keyClick(sheet.field, ESCAPE)

    with desk.answering(act):
        desk.press(WORDS, CTRL)


def write(desk: Desk, words: str) -> None:
    """Put these words in the place of those that stand there, and save them."""

    def act(sheet: WordsSheet) -> None:
        QTest.keyClick(sheet.field, Qt.Key.Key_A, CTRL)
        QTest.keyClicks(sheet.field, words)
        QTest.keyClick(sheet.field, ENTER, CTRL)
        assert not sheet.isVisible()

    on_sheet(desk, act)


def said(desk: Desk) -> list[str]:
    return [label.text() for label in desk.page.next.findChildren(Label) if label.isVisible()]


def is_marked(desk: Desk) -> bool:
    """Whether NEXT marks the words as changed; the list has to do the same."""
    chips = [chip for chip in desk.page.next.findChildren(Chip) if chip.isVisible()]
    in_next = any(chip.accessibleName() == _("changed words") for chip in chips)
    assert in_next == any(row.edited for row in desk.rows(desk.page.injects) if row.standby)
    return in_next


def logged(desk: Desk) -> list[str]:
    """The log in words."""
    wording = Wording(desk.view.scenario)
    for entry in desk.view.entries:
        wording.learn(entry.event)
    return [wording.line(entry.event).text for entry in desk.view.entries]


class TestTheWords:
    def test_they_are_changed_shown_and_marked(self, run: Desk) -> None:
        assert SCRIPT in said(run)
        assert not is_marked(run)
        write(run, "Five hundred of them!")
        assert run.bodies(ev.InjectTextEdited) == [ev.InjectTextEdited("arrival", "Five hundred of them!")]
        assert "Five hundred of them!" in said(run)
        assert SCRIPT not in said(run)
        assert is_marked(run)

    def test_delivered_it_says_them(self, run: Desk) -> None:
        write(run, "Five hundred of them!")
        run.go()
        assert run.bodies(ev.InjectFired) == [ev.InjectFired("arrival", ev.Firing.GO)]
        assert run.view.words_of(run.view.scenario.inject_by_id["arrival"]) == "Five hundred of them!"
        assert any("Five hundred of them!" in line for line in logged(run)), "what is said is in the log"
        delivered = _("Delivered by GO: {title}").format(title="Arrival")
        assert _("{line}, in changed words").format(line=delivered) in logged(run)

    def test_the_script_stands_beside(self, run: Desk) -> None:
        def look(sheet: WordsSheet) -> None:
            assert SCRIPT in [label.text() for label in sheet.findChildren(Label)]
            assert sheet.words == SCRIPT
            QTest.keyClicks(sheet.field, "x")
            assert sheet.words == "x", "all of it is chosen, to be written over"

        on_sheet(run, look)

    def test_those_of_the_script_come_back(self, run: Desk) -> None:
        write(run, "Other words")

        def undo(sheet: WordsSheet) -> None:
            assert sheet.words == "Other words"
            QTest.keyClick(sheet.field, Qt.Key.Key_F4)
            assert sheet.words == SCRIPT
            QTest.keyClick(sheet.field, ENTER, CTRL)

        on_sheet(run, undo)
        assert run.bodies(ev.InjectTextEdited)[-1] == ev.InjectTextEdited("arrival", "")
        assert SCRIPT in said(run)
        assert not is_marked(run)

    def test_nothing_written_is_the_script(self, run: Desk) -> None:
        write(run, "Other words")

        def clear(sheet: WordsSheet) -> None:
            sheet.field.clear()
            assert sheet.hint == _("Nothing written: the words of the script will be said.")
            QTest.keyClick(sheet.field, ENTER, CTRL)

        on_sheet(run, clear)
        assert SCRIPT in said(run)

    def test_enter_alone_is_a_new_line(self, run: Desk) -> None:
        def act(sheet: WordsSheet) -> None:
            QTest.keyClick(sheet.field, Qt.Key.Key_End)
            QTest.keyClick(sheet.field, ENTER)
            QTest.keyClicks(sheet.field, "b")
            assert sheet.isVisible()
            assert sheet.words == f"{SCRIPT}\nb"

        on_sheet(run, act)
        assert run.bodies(ev.InjectTextEdited) == []

    def test_half_written_words_are_never_lost(self, run: Desk) -> None:
        def half(sheet: WordsSheet) -> None:
            QTest.keyClicks(sheet.field, "Half a sen")

        on_sheet(run, half)
        assert run.bodies(ev.InjectTextEdited) == []
        not_saved = _("Not saved: the changed words of “{title}”. They wait in the sheet.")
        assert run.page.notice.text == not_saved.format(title="Arrival")
        run.window.set_language("en" if _("Hold") != "Hold" else "id")

        def go_on(sheet: WordsSheet) -> None:
            assert sheet.words == "Half a sen"
            QTest.keyClicks(sheet.field, "tence")
            QTest.keyClick(sheet.field, ENTER, CTRL)

        on_sheet(run, go_on)
        assert run.bodies(ev.InjectTextEdited) == [ev.InjectTextEdited("arrival", "Half a sentence")]

        def fresh(sheet: WordsSheet) -> None:
            assert sheet.words == "Half a sentence"

        on_sheet(run, fresh)
        assert run.view.drafts == {}

    def test_delivered_meanwhile_it_says_so(self, run: Desk) -> None:
        def act(sheet: WordsSheet) -> None:
            QTest.keyClicks(sheet.field, "Too late")
            run.pass_ms(61_000)
            assert sheet.hint == _("It has just been delivered, in the words it had.")

        on_sheet(run, act)
        assert run.bodies(ev.InjectFired) == [ev.InjectFired("arrival", ev.Firing.SCHEDULE)]

    def test_too_long_is_said_and_nothing_cut(self, run: Desk) -> None:
        def act(sheet: WordsSheet) -> None:
            sheet.field.setPlainText("x" * (LONGEST_TEXT + 1))
            QTest.keyClick(sheet.field, ENTER, CTRL)
            assert sheet.isVisible()
            assert str(LONGEST_TEXT + 1) in sheet.hint

        on_sheet(run, act)
        assert run.bodies(ev.InjectTextEdited) == []
        assert len(run.view.drafts["arrival"]) == LONGEST_TEXT + 1

    def test_before_startex_too(self, desk: Desk, short: LoadedScenario) -> None:
        desk.run(short)
        write(desk, "Before it all")
        assert "Before it all" in said(desk)

    def test_where_none_waits_there_is_no_sheet(self, run: Desk) -> None:
        for _turn in range(4):
            run.go()
            run.clock.advance_ms(600)
        run.press(WORDS, CTRL)
        assert QApplication.activeModalWidget() is None
        assert run.page.notice.text == _("No inject waits in this phase.")

    def test_letters_in_a_note_open_nothing(self, run: Desk) -> None:
        run.press(Qt.Key.Key_N)
        run.type("vb")
        run.press(Qt.Key.Key_T, CTRL)
        run.press(Qt.Key.Key_B, CTRL)
        assert QApplication.activeModalWidget() is None
        assert run.bodies(ev.InjectHandSet) == []
        assert run.page.log.entry.text() == "vb"


class TestTheWayOfDelivery:
    def test_an_automatic_one_waits_for_go_from_now_on(self, run: Desk) -> None:
        assert hand_words(run, "arrival") == _("automatic")
        run.press(HAND, CTRL)
        assert run.bodies(ev.InjectHandSet) == [ev.InjectHandSet("arrival", by_hand=True)]
        assert any(_("by the controller") in text for text in said(run))
        run.pass_ms(70_000)
        assert run.bodies(ev.InjectFired) == []
        assert run.view.state.injects["arrival"].status is InjectStatus.DUE
        run.go()
        assert run.bodies(ev.InjectFired) == [ev.InjectFired("arrival", ev.Firing.GO)]

    def test_one_by_the_controller_goes_by_itself_from_now_on(self, run: Desk) -> None:
        run.press(Qt.Key.Key_Down)
        assert run.view.standby is not None
        assert run.view.standby.id == "orator"
        run.press(HAND, CTRL)
        assert hand_words(run, "arrival") == _("automatic")
        run.pass_ms(125_000)
        assert [one.inject for one in run.bodies(ev.InjectFired)] == ["arrival", "orator"]

    def test_there_and_back(self, run: Desk) -> None:
        for expected in (True, False, True, False):
            run.press(HAND, CTRL)
            assert run.view.state.is_by_hand(run.view.scenario.inject_by_id["arrival"]) is expected

    def test_one_without_a_time_stays_with_the_controller(self, run: Desk) -> None:
        for _turn in range(3):
            run.press(Qt.Key.Key_Down)
        run.press(HAND, CTRL)
        assert run.bodies(ev.InjectHandSet) == []
        assert run.page.notice.isVisible()

    def test_the_list_says_it_in_a_word(self, run: Desk) -> None:
        assert hand_words(run, "bottle") == _("automatic")
        assert hand_words(run, "rumour") == _("by the controller")
        run.press(HAND, CTRL)
        run.press(Qt.Key.Key_Down)
        assert hand_words(run, "arrival") == _("by the controller")


def hand_words(desk: Desk, inject: str) -> str:
    """The word of a row that only waits."""
    (row,) = [row for row in desk.rows(desk.page.injects) if row.inject == inject]
    return str(row.word) if row.shown == "pending" else _("by the controller") if row.by_hand else _("automatic")
