"""Who signs what a trainer writes, and that Enter saves it wherever the keyboard is in its sheet."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from player.engine import commands as do
from player.i18n import use_language
from player.model import events as ev
from player.session.store import read_session
from player.ui.assess.plan_sheet import PlanSheet
from player.ui.drafts.keeper import drafts_of
from player.ui.drafts.sheet import WritingSheet
from player.ui.instrument.findings import ALL, OPEN
from player.ui.widgets import ActionButton
from player.ui.widgets.buttons import KitButton
from tests.helpers.desk import CTRL, SHIFT, Desk
from tests.helpers.desk_assess import assessed_script, keys, on_disk, ratings_of, summary_of, view_of
from tests.helpers.desk_findings import provoke

K = Qt.Key
ENTER, ESC, TAB = K.Key_Return, K.Key_Escape, K.Key_Tab
CONTROLLER, TRAINER = "AKP Hendra", "Kompol Rini"


@pytest.fixture
def answered(desk: Desk) -> Desk:
    """The review of a drill in which the controller answered a finding, and left another answer half-written."""
    use_language("en")
    desk.run(assessed_script())
    desk.start_ex()
    first, second, *_more = provoke(desk)
    assert desk.view.do(do.AnswerFinding(first.key, ev.AnswerKind.ACCEPTED, "", CONTROLLER))
    drafts_of(desk.view).note_who(CONTROLLER)
    drafts_of(desk.view).put(f"answer.{second.key}", {"kind": "explained", "text": "As"})
    desk.end_ex("END")
    desk.window.actions_table["to_review"].do()
    return desk


def who_in(desk: Desk, key: Qt.Key, *strokes: str | Qt.Key) -> str:
    """The name the sheet this key opens holds when it opens; then the keys are pressed in it."""
    found: list[str] = []

    def reply(sheet: QWidget) -> None:
        assert isinstance(sheet, WritingSheet)
        found.append(sheet.who.text())
        keys(sheet, *strokes)

    with desk.answering(reply):
        desk.press(key)
    return found[0]


def test_the_controller_s_name_signs_nothing_of_a_trainer(answered: Desk) -> None:
    desk, view = answered, view_of(answered)
    assert who_in(desk, K.Key_F7, ESC) == ""
    assert who_in(desk, K.Key_N, ESC) == ""
    assert summary_of(desk).who.text() == ""
    view.do(do.Annotate(ev.AnnotationKind.NOTE, 1000, "Late.", who=TRAINER))
    assert who_in(desk, K.Key_F7, ESC) == TRAINER
    ratings_of(desk)
    assert who_in(desk, K.Key_R, "p", ENTER) == TRAINER
    (rated,) = on_disk(desk).ratings.values()
    assert rated.who == TRAINER


def test_a_name_is_remembered_when_it_is_written_or_saved(answered: Desk) -> None:
    desk, view = answered, view_of(answered)
    view.do(do.Annotate(ev.AnnotationKind.NOTE, 1000, "Late.", who=TRAINER))
    who_in(desk, K.Key_F7, ESC)
    view.do(do.Annotate(ev.AnnotationKind.NOTE, 2000, "Later.", who="AKBP Tono"))
    assert who_in(desk, K.Key_N, ESC) == "AKBP Tono", "nobody had written the name that stood there before"

    def rename(sheet: QWidget) -> None:
        assert isinstance(sheet, WritingSheet)
        sheet.who.setFocus()
        sheet.who.selectAll()
        keys(sheet, "Iptu Ayu", ESC)

    with desk.answering(rename):
        desk.press(K.Key_N)
    assert who_in(desk, K.Key_F7, ESC) == "Iptu Ayu"


def test_the_summary_shows_who_signed_it(answered: Desk) -> None:
    desk, view = answered, view_of(answered)
    view.do(do.WriteSummary("Calm and in proportion.", TRAINER))
    view.do(do.Annotate(ev.AnnotationKind.NOTE, 1000, "Late.", who="AKBP Tono"))
    panel = summary_of(desk)
    assert (panel.who.text(), panel.stand) == (TRAINER, "Saved.")
    panel.words.put("Calm.")
    assert panel.who.text() == "AKBP Tono", "who writes now"
    panel.words.put("Calm and in proportion.")
    assert panel.who.text() == TRAINER
    panel.who.setText("Iptu Ayu")
    panel.who.textEdited.emit("Iptu Ayu")
    panel.words.put("Loud.")
    panel.save()
    bodies = [record.event.body for record in read_session(view.saved.path).records]
    assert [body.who for body in bodies if isinstance(body, ev.SummaryWritten)] == [TRAINER, "Iptu Ayu"]
    assert panel.who.text() == "Iptu Ayu"


def test_enter_saves_whatever_button_has_the_focus(answered: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(KitButton, "shows_focus", property(lambda _self: True))
    due: list[str] = []

    def reply(sheet: QWidget) -> None:
        assert isinstance(sheet, PlanSheet)
        buttons = {button.text(): button for button in sheet.findChildren(ActionButton)}
        keys(sheet, "Train it")
        buttons["+30"].click()
        due.append(sheet.due.text())
        assert buttons["+7"].focusPolicy() is Qt.FocusPolicy.NoFocus
        buttons["Keep as draft"].setFocus(Qt.FocusReason.TabFocusReason)
        keys(sheet, ENTER)
        assert not sheet.isVisible()

    with answered.answering(reply):
        answered.press(K.Key_P)
    (planned,) = on_disk(answered).correctives
    assert planned.due == "-".join(reversed(due[0].split("/")))


def test_undo_and_redo_say_what(answered: Desk) -> None:
    desk, view = answered, view_of(answered)
    view.do(do.Annotate(ev.AnnotationKind.NOTE, 1000, "Late.", who=TRAINER))
    desk.press(K.Key_Z, CTRL)
    assert desk.page.notice.text.startswith("Undone: “")
    assert "Late." in desk.page.notice.text
    desk.press(K.Key_Z, CTRL | SHIFT)
    assert desk.page.notice.text.startswith("Done again: “")
    assert "Late." in desk.page.notice.text
    desk.press(K.Key_Z, CTRL | SHIFT)
    assert desk.page.notice.text == "There is nothing undone to do again."


def test_a_click_on_a_finding_goes_there_and_answered_ones_are_among_all(answered: Desk) -> None:
    desk, view = answered, view_of(answered)
    column = desk.page.show_instrument(on=True).column
    column.show_panel("findings")
    panel = column.findings
    panel.filter.put(OPEN)
    panel.refresh()
    rows = panel.list.rows.rows
    spot = panel.list.visualRect(panel.list.rows.index(len(rows) - 1)).center()
    QTest.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    chosen = panel.chosen
    assert chosen is not None
    assert chosen.key == rows[-1].key
    assert view.now_ms == chosen.from_ms
    (done,) = (one for one in view.findings if view.answer_of(one) is not None)
    panel.select(done.key)
    assert panel.filter.value == ALL
