"""What was changed of an entry of the assessment and not saved: it is there when the sheet is opened again."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from player.engine import commands as do
from player.i18n import use_language
from player.model import events as ev
from player.ui.assess.note_sheet import NoteSheet, change_note
from player.ui.assess.plan_sheet import PlanSheet, change_plan
from tests.helpers.desk import ALT, Desk
from tests.helpers.desk_assess import ended_drill, keys, on_disk, view_of

K = Qt.Key
ENTER, ESC = K.Key_Return, K.Key_Escape


def test_a_change_of_anything_but_the_words_is_kept_too(desk: Desk) -> None:
    use_language("en")
    ended_drill(desk)
    view = view_of(desk)
    view.do(do.Annotate(ev.AnnotationKind.NOTE, 1000, "Late.", objective="calm"))
    view.do(do.PlanCorrective("Train it", objective="calm"))

    def turn(sheet: QWidget) -> None:
        assert isinstance(sheet, NoteSheet)
        keys(sheet, (K.Key_3, ALT))
        sheet._objective.setCurrentIndex(sheet._objective.findData("warned"))
        keys(sheet, ESC)

    def aim(sheet: QWidget) -> None:
        assert isinstance(sheet, PlanSheet)
        sheet._answers.setCurrentIndex(sheet._answers.findText("objective · Warn before force"))
        keys(sheet, ESC)

    def save(sheet: QWidget) -> None:
        assert isinstance(sheet, NoteSheet | PlanSheet)
        assert sheet._goes_on.isVisibleTo(sheet)
        keys(sheet, ENTER)

    def look(sheet: QWidget) -> None:
        assert isinstance(sheet, NoteSheet | PlanSheet)
        assert not sheet._goes_on.isVisibleTo(sheet), "nothing was changed, or all of it is saved"
        keys(sheet, ESC)

    for reply in (look, turn, save, look):
        with desk.answering(reply):
            change_note(view, 1, desk.window)
    for reply in (look, aim, save, look):
        with desk.answering(reply):
            change_plan(view, 1, desk.window)
    (note,), (planned,) = on_disk(desk).annotations, on_disk(desk).correctives
    assert (note.kind, note.text, note.objective) == (ev.AnnotationKind.IMPROVEMENT, "Late.", "warned")
    assert (planned.text, planned.objective) == ("Train it", "warned")
