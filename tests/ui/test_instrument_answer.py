"""Answering a finding by keys: what is asked, what is refused, what is saved, and that nothing written is lost."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from player.engine.commands import AnswerFinding
from player.i18n import use_language
from player.model.events import AnswerKind, FindingAnswered, InjectFired
from player.session.store import read_session
from player.ui.instrument.answer import AnswerSheet
from player.ui.instrument.findings import FindingsPanel
from player.ui.widgets import Label
from tests.helpers.desk import ALT, CTRL, SHIFT, Desk
from tests.helpers.desk_findings import provoke
from tests.helpers.desk_script import short_script
from tests.ui.test_panels_plain_text import NASTY, WORDS, assert_plain

Reply = Callable[[QWidget], object]


def keys(sheet: QWidget, *strokes: str | tuple[Qt.Key, Qt.KeyboardModifier]) -> None:
    """Type texts and press keys, each where the keyboard is in the sheet."""
    for stroke in strokes:
        target = sheet.focusWidget() or sheet
        if isinstance(stroke, str):
            QTest.keyClicks(target, stroke)
        else:
            QTest.keyClick(target, *stroke)


SAVE = (Qt.Key.Key_Return, CTRL)
LEAVE = (Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier)
TAB = (Qt.Key.Key_Tab, Qt.KeyboardModifier.NoModifier)


def saved(desk: Desk) -> list[FindingAnswered]:
    """The answers on the disk."""
    records = read_session(desk.view.drill.path).records
    return [record.event.body for record in records if isinstance(record.event.body, FindingAnswered)]


def words(sheet: QWidget) -> str:
    return "\n".join(label.text() for label in sheet.findChildren(Label) if label.isVisible())


@pytest.fixture
def found(run: Desk) -> Desk:
    """A desk with three findings: R1, R2 (high certainty), R4."""
    use_language("en")
    provoke(run)
    return run


def f7(desk: Desk, *replies: Reply) -> None:
    with desk.answering(*replies):
        desk.press(Qt.Key.Key_F7)


class TestTheKeys:
    def test_f7_asks_for_the_newest_of_high_certainty(self, found: Desk) -> None:
        said: list[str] = []

        def look(sheet: QWidget) -> None:
            said.append(words(sheet))
            keys(sheet, LEAVE)

        f7(found, look)
        (finding,) = (one for one in found.view.findings if one.rule == "R2")
        for part in (finding.message, finding.basis, finding.cleared_by, "a finding, not a verdict", "high certainty"):
            assert str(part) in said[0], part
        assert saved(found) == []

    def test_a_digit_and_ctrl_enter_accept_it(self, found: Desk) -> None:
        (finding,) = (one for one in found.view.findings if one.rule == "R2")
        f7(found, lambda sheet: keys(sheet, "1", SAVE))
        (body,) = saved(found)
        assert (body.finding, body.answer, body.text) == (finding.key, AnswerKind.ACCEPTED, "")

    @pytest.mark.parametrize(("digit", "kind"), [("2", AnswerKind.EXPLAINED), ("3", AnswerKind.DISMISSED)])
    def test_the_others_need_words(self, found: Desk, digit: str, kind: AnswerKind) -> None:
        def reply(sheet: QWidget) -> None:
            keys(sheet, digit, SAVE)
            assert sheet.isVisible(), "nothing is said yet"
            assert "Say it in words" in words(sheet)
            keys(sheet, "Danki: 1 of 3 shields fell.", SAVE)

        f7(found, reply)
        (body,) = saved(found)
        assert (body.answer, body.text) == (kind, "Danki: 1 of 3 shields fell.")

    def test_without_a_choice_nothing_is_saved(self, found: Desk) -> None:
        def reply(sheet: QWidget) -> None:
            keys(sheet, SAVE)
            assert sheet.isVisible()
            assert "Choose 1, 2 or 3 first." in words(sheet)
            keys(sheet, LEAVE)

        f7(found, reply)
        assert saved(found) == []

    def test_enter_and_space_alone_do_nothing(self, found: Desk) -> None:
        before = len(found.bodies(InjectFired))

        def reply(sheet: QWidget) -> None:
            keys(sheet, (Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier), " ")
            assert isinstance(sheet, AnswerSheet)
            assert sheet.isVisible()
            assert sheet.kind is None
            keys(sheet, LEAVE)

        f7(found, reply)
        assert saved(found) == []
        assert len(found.bodies(InjectFired)) == before

    def test_alt_and_a_digit_change_the_choice_while_writing(self, found: Desk) -> None:
        def reply(sheet: QWidget) -> None:
            keys(sheet, "2", "It was 12:00.", (Qt.Key.Key_3, ALT))
            assert isinstance(sheet, AnswerSheet)
            assert sheet.text == "It was 12:00."
            keys(sheet, SAVE)

        f7(found, reply)
        (body,) = saved(found)
        assert (body.answer, body.text) == (AnswerKind.DISMISSED, "It was 12:00.")

    def test_who_is_remembered(self, found: Desk) -> None:
        def first(sheet: QWidget) -> None:
            keys(sheet, "1", TAB, "AKP Sari", SAVE)

        f7(found, first)
        f7(found, lambda sheet: keys(sheet, "1", SAVE))
        assert [body.who for body in saved(found)] == ["AKP Sari", "AKP Sari"]
        assert len({body.finding for body in saved(found)}) == 2

    def test_who_is_remembered_from_the_session_itself(self, found: Desk) -> None:
        finding = found.view.findings[0]
        assert found.view.do(AnswerFinding(finding.key, AnswerKind.ACCEPTED, "", "Kompol Wijaya"))
        sheet = AnswerSheet(found.view, found.view.findings[1], found.shell)
        assert sheet.who.text() == "Kompol Wijaya"
        sheet.deleteLater()

    def test_what_was_written_is_there_again(self, found: Desk) -> None:
        f7(found, lambda sheet: keys(sheet, "2", "Half a sent", LEAVE))
        assert saved(found) == []

        def go_on(sheet: QWidget) -> None:
            assert isinstance(sheet, AnswerSheet)
            assert (sheet.kind, sheet.text) == (AnswerKind.EXPLAINED, "Half a sent")
            keys(sheet, (Qt.Key.Key_2, ALT), (Qt.Key.Key_End, CTRL), "ence.", SAVE)

        f7(found, go_on)
        assert [body.text for body in saved(found)] == ["Half a sentence."]

    def test_the_drill_goes_on_under_the_sheet(self, found: Desk) -> None:
        def reply(sheet: QWidget) -> None:
            before_ms = found.view.now_ms
            found.pass_ms(2_000)
            assert found.view.now_ms == before_ms + 2_000
            QTest.keyClick(sheet, Qt.Key.Key_F9)
            assert found.view.state.status.value == "held"
            keys(sheet, "1", SAVE)

        f7(found, reply)
        assert len(saved(found)) == 1

    def test_ctrl_z_voids_it(self, found: Desk) -> None:
        f7(found, lambda sheet: keys(sheet, "1", SAVE))
        (finding,) = (one for one in found.view.findings if one.rule == "R2")
        assert found.view.answer_of(finding) is not None
        found.press(Qt.Key.Key_Z, CTRL)
        assert found.view.answer_of(finding) is None

    def test_with_none_open_it_says_so(self, run: Desk) -> None:
        use_language("en")
        run.press(Qt.Key.Key_F7)
        assert QApplication.activeModalWidget() is None
        assert run.page.notice.text == "No finding waits for an answer."

    def test_before_startex_it_is_off(self, desk: Desk) -> None:
        desk.run(short_script())
        assert not desk.window.actions_table["answer_finding"].enabled()

    def test_after_endex_it_still_works(self, found: Desk) -> None:
        found.end_ex("END")
        f7(found, lambda sheet: keys(sheet, "1", SAVE))
        assert [body.answer for body in saved(found)] == [AnswerKind.ACCEPTED]

    def test_after_endex_it_can_still_be_voided_and_nothing_else(self, found: Desk) -> None:
        found.end_ex("END")
        f7(found, lambda sheet: keys(sheet, "1", SAVE))
        (finding,) = (one for one in found.view.findings if one.rule == "R2")
        found.press(Qt.Key.Key_Z, CTRL)
        assert found.view.answer_of(finding) is None
        found.press(Qt.Key.Key_Z, CTRL | SHIFT)
        assert found.view.answer_of(finding) is not None
        found.press(Qt.Key.Key_Z, CTRL)
        count = len(found.view.entries)
        found.press(Qt.Key.Key_Z, CTRL)
        assert len(found.view.entries) == count
        assert found.page.notice.text


class TestFromTheList:
    def test_it_answers_the_one_chosen(self, found: Desk) -> None:
        panel = FindingsPanel(found.view, found.window.actions_table)
        panel.setParent(found.window)
        panel.setGeometry(0, 60, 1000, 600)
        panel.show()
        (finding,) = (one for one in found.view.findings if one.rule == "R4")
        panel.select(finding.key)
        f7(found, lambda sheet: keys(sheet, "1", SAVE))
        with found.answering(lambda sheet: keys(sheet, "3", "Not so.", SAVE)):
            panel.answer()
        assert [body.finding for body in saved(found)] == [finding.key] * 2
        assert "Dismissed · stands" in panel.detail.text
        panel.setParent(None)
        panel.deleteLater()


def test_in_review_the_answer_of_a_trainer_goes_into_the_file(found: Desk) -> None:
    path = found.view.drill.path
    found.end_ex("END")
    found.window.actions_table["to_review"].do()
    view = found.window.review_view
    assert view is not None
    view.seek(0)
    f7(found, lambda sheet: keys(sheet, "2", "Seen in the anev.", SAVE))
    records = read_session(path).records
    (event,) = (record.event for record in records if isinstance(record.event.body, FindingAnswered))
    assert event.actor.value == "trainer"
    assert view.now_ms == 0, "the moment shown stays"


def test_where_nothing_can_be_answered_f7_says_why(found: Desk) -> None:
    use_language("en")
    path = found.view.drill.path
    found.window.let_go()
    found.window.review(read_session(path))
    found.press(Qt.Key.Key_F7)
    assert QApplication.activeModalWidget() is None
    assert found.window.page is not None
    assert "was cut off" in found.window.page.notice.text


def test_plain_text(desk: Desk) -> None:
    use_language("en")
    desk.run(short_script(**{word: f"{NASTY} {word}" for word in WORDS}))
    desk.start_ex()
    found = provoke(desk)
    (finding,) = (one for one in found if one.rule == "R1")
    assert desk.view.do(AnswerFinding(finding.key, AnswerKind.ACCEPTED, "", NASTY))
    sheet = AnswerSheet(desk.view, finding, desk.shell)
    sheet.show()
    assert_plain(sheet)
    assert f"{NASTY} unit" in words(sheet)
    assert sheet.who.text() == NASTY
    sheet.close()
    sheet.deleteLater()


@pytest.mark.parametrize("language", ["id", "en"])
def test_it_fits_the_smallest_screen(found: Desk, language: str) -> None:
    use_language(language)
    for finding in found.view.findings:
        sheet = AnswerSheet(found.view, finding, found.shell)
        sheet.show()
        assert sheet.height() <= 700
        assert sheet.width() <= 1000
        sheet.close()
        sheet.deleteLater()
