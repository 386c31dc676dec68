"""Nothing that was typed is lost: Gladi closes without a question, or dies, and what was half-written stands again."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from player.i18n import use_language
from player.session.places import drafts_folder
from player.session.store import read_session
from player.ui.actions import Mode
from player.ui.assess.drafted import DraftsSheet, drafted
from player.ui.assess.note_sheet import NoteSheet, change_note
from player.ui.assess.plan_sheet import PlanSheet
from player.ui.assess.rating_sheet import RatingSheet
from player.ui.confirm import ConfirmSheet
from player.ui.drafts.keeper import PAUSE_MS, drafts_of
from player.ui.drafts.sheet import WritingSheet
from player.ui.instrument.answer import AnswerSheet
from player.ui.review.leads import DraftMark
from tests.helpers.desk import ALT, CTRL, SHIFT, Desk
from tests.helpers.desk_assess import Stroke, ended_drill, keys, on_disk, ratings_of, summary_of, view_of

K = Qt.Key
ENTER, ESC = K.Key_Return, K.Key_Escape
THROW = (K.Key_Delete, ALT)


def sheet_with(desk: Desk, key: Qt.Key, kind: type[WritingSheet], *strokes: Stroke) -> None:
    """Open a sheet by its key, and press these in it."""

    def reply(sheet: QWidget) -> None:
        assert isinstance(sheet, kind)
        keys(sheet, *strokes)

    with desk.answering(reply):
        desk.press(key)


def pick_second(sheet: QWidget) -> None:
    assert isinstance(sheet, DraftsSheet)
    keys(sheet, "2")


def mark(desk: Desk) -> str:
    """What the mark over a review says; empty where it is not in sight."""
    (draft,) = desk.page.findChildren(DraftMark)
    return draft.text() if draft.isVisible() else ""


def review_again(desk: Desk) -> Desk:
    """Close Gladi with its window, and open the session in a new one."""
    path = view_of(desk).saved.path
    assert desk.shell.close(), "nothing is asked"
    again = Desk(desk.folder, desk.scripts, desk.clock)
    again.window.review(read_session(path))
    QApplication.processEvents()
    return again


def files() -> list[Path]:
    return sorted(drafts_folder().glob("*")) if drafts_folder().is_dir() else []


def test_closing_asks_nothing_and_everything_half_written_stands_again(desk: Desk) -> None:
    use_language("en")
    view = ended_drill(desk)
    session = view.saved.path.read_bytes()
    assert mark(desk) == ""
    desk.press(K.Key_T)
    desk.type("It went ")
    assert mark(desk) == "Draft: Summary"
    desk.press(ESC)
    sheet_with(desk, K.Key_I, NoteSheet, "Nobody repeated", ESC)
    assert mark(desk) == "2 drafts"
    sheet_with(desk, K.Key_P, PlanSheet, "Train it", K.Key_Tab, "Kabag", ESC)
    ratings_of(desk)
    sheet_with(desk, K.Key_R, RatingSheet, "m", "Why", ESC)
    sheet_with(desk, K.Key_F7, AnswerSheet, "2", "It was so", ESC)
    assert mark(desk) == "5 drafts"
    again = review_again(desk)
    try:
        assert view_of(again).saved.path.read_bytes() == session, "no draft is ever in the session"
        assert mark(again) == "5 drafts"
        assert [one.text for one in drafted(view_of(again))] == [
            "It went", "Nobody repeated", "Train it", "Why", "It was so",
        ]  # fmt: skip

        def go_on(sheet: QWidget) -> None:
            assert isinstance(sheet, NoteSheet)
            assert sheet.kind.value == "improvement"
            keys(sheet, " it.", ENTER)

        with again.answering(pick_second, go_on):
            again.press(K.Key_D)
        assert [one.text for one in on_disk(again).annotations] == ["Nobody repeated it."]
        assert again.page.notice.text.startswith("Saved: "), "it is said, quietly"
        assert mark(again) == "4 drafts"
        sheet_with(again, K.Key_P, PlanSheet, " now", ENTER)
        (planned,) = on_disk(again).correctives
        assert (planned.text, planned.owner) == ("Train it now", "Kabag")
        sheet_with(again, K.Key_F7, AnswerSheet, THROW, THROW)
        assert mark(again) == "2 drafts"
        panel = summary_of(again)
        panel.take_focus()
        again.type("well.")
        again.press(ENTER, CTRL)
        assert on_disk(again).summary == "It went well."
        again.press(ESC)
        assert mark(again) == "Draft: Rate an objective"
        sheet_with(again, K.Key_D, RatingSheet, ENTER)
        assert [one.comment for one in on_disk(again).ratings.values()] == ["Why"]
        assert mark(again) == ""
        assert files() == [], "all of it is saved or thrown away"
    finally:
        again.close()


def test_thrown_away_it_is_gone_and_only_when_asked_twice(desk: Desk) -> None:
    use_language("en")
    ended_drill(desk)
    sheet_with(desk, K.Key_N, NoteSheet, "Nonsense", THROW, "!", THROW, ESC)
    assert mark(desk) == "Draft: Trainer's note"
    assert [one.text for one in drafted(view_of(desk))] == ["Nonsense!"], "another key comes in between"

    def throw(sheet: QWidget) -> None:
        assert isinstance(sheet, NoteSheet)
        keys(sheet, THROW)
        assert sheet.isVisible()
        assert "again" in sheet.said
        keys(sheet, THROW)

    with desk.answering(throw):
        desk.press(K.Key_D)
    assert mark(desk) == ""
    desk.press(K.Key_T)
    desk.type("Not so")
    desk.press(*THROW)
    assert "again" in summary_of(desk).stand
    assert mark(desk) == "Draft: Summary"
    desk.press(*THROW)
    assert (mark(desk), summary_of(desk).words.text) == ("", "")
    assert files() == []


def test_a_process_that_is_killed_has_kept_what_was_typed(desk: Desk) -> None:
    """Read what lies there while the window still stands, as another process would after kill -9."""
    use_language("en")
    path = ended_drill(desk).saved.path
    drafts = drafts_of(view_of(desk))
    seen: list[str] = []

    def die(sheet: QWidget) -> None:
        keys(sheet, "Half a sent")
        assert drafts._pause.isActive()
        assert drafts._pause.interval() == PAUSE_MS < 1000
        drafts._pause.timeout.emit()
        again = Desk(desk.folder, desk.scripts, desk.clock)
        again.window.review(read_session(path))
        seen.extend(one.text for one in drafted(view_of(again)))
        again.close()
        keys(sheet, ESC)

    with desk.answering(die):
        desk.press(K.Key_N)
    assert seen == ["Half a sent"]


def test_the_start_page_and_another_session_ask_nothing_either(desk: Desk) -> None:
    use_language("en")
    path = ended_drill(desk).saved.path
    desk.press(K.Key_T)
    desk.type("It went")
    desk.press(ESC)
    desk.press(K.Key_H)
    assert desk.window.mode is Mode.HOME
    desk.window.review(read_session(path))
    QApplication.processEvents()
    assert mark(desk) == "Draft: Summary"
    desk.press(K.Key_D)
    desk.type(" on")
    assert summary_of(desk).words.text == "It went on"


def test_a_damaged_file_is_passed_over_and_replaced(desk: Desk) -> None:
    use_language("en")
    path = ended_drill(desk).saved.path
    desk.press(K.Key_T)
    desk.type("It went")
    desk.press(ESC)
    desk.press(K.Key_H)
    (file,) = files()
    for rubbish in (b"", b"\xff\x00{", b"[[[[", file.read_bytes()[:-20]):
        file.write_bytes(rubbish)
        desk.window.review(read_session(path))
        QApplication.processEvents()
        assert mark(desk) == ""
        desk.press(K.Key_T)
        desk.type("Anew")
        desk.press(ESC)
        desk.window.go_home()
        assert b"Anew" in file.read_bytes()
        assert files() == [file], "nothing else is left about"


def test_what_cannot_be_kept_is_asked_about_and_held_meanwhile(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    use_language("en")
    path = ended_drill(desk).saved.path
    drafts_folder().parent.mkdir(parents=True, exist_ok=True)
    drafts_folder().write_text("no folder")
    desk.press(K.Key_T)
    desk.type("It went")
    desk.press(ESC)
    asked: list[str] = []

    def stay(sheet: QWidget) -> None:
        assert isinstance(sheet, ConfirmSheet)
        asked.append(sheet.windowTitle())
        keys(sheet, ESC)

    with desk.answering(stay):
        desk.shell.close()
    assert asked
    assert desk.shell.isVisible()
    desk.press(K.Key_H)
    desk.window.review(read_session(path))
    QApplication.processEvents()
    assert mark(desk) == "Draft: Summary", "held for as long as Gladi runs"
    drafts_folder().unlink()
    desk.press(K.Key_H)
    assert len(files()) == 1, "written as soon as it can be"
    assert desk.shell.close()


def test_a_change_of_what_was_taken_back_becomes_something_new(desk: Desk) -> None:
    use_language("en")
    ended_drill(desk)
    sheet_with(desk, K.Key_N, NoteSheet, "First", ENTER)
    view = view_of(desk)
    with desk.answering(lambda sheet: keys(sheet, " words", ESC)):
        change_note(view, 1, desk.window)
    desk.press(K.Key_Z, CTRL)
    assert on_disk(desk).annotations == ()
    sheet_with(desk, K.Key_D, NoteSheet, ENTER)
    assert [one.text for one in on_disk(desk).annotations] == ["First words"]
    assert mark(desk) == ""
    desk.press(K.Key_Z, CTRL | SHIFT)


def test_the_note_of_a_run_that_was_cut_off_stands_in_its_line_again(run: Desk) -> None:
    use_language("en")
    run.pass_ms(90_000)
    run.press(K.Key_N)
    run.type("The crowd tu")
    begun_ms = run.page.log.entry.begun_ms
    drafts_of(run.view)._pause.timeout.emit()
    (file,) = files()
    kept = file.read_bytes()
    path = run.view.drill.path
    run.page.log.entry.clear()
    run.window.let_go()
    assert files() == []
    file.write_bytes(kept)  # as kill -9 leaves it
    run.window.review(read_session(path))
    assert mark(run) == "", "it is none of the trainer's"
    run.window.resume_session()
    QApplication.processEvents()
    entry = run.page.log.entry
    assert entry.text() == "The crowd tu"
    assert entry.begun_ms is not None
    assert begun_ms is not None
    assert entry.begun_ms <= min(begun_ms, run.view.now_ms)
    assert "note line" in run.page.notice.text
    run.press(K.Key_N)
    run.type("rns.")
    run.press(ENTER)
    drafts_of(run.view).flush()
    assert files() == []
    assert "The crowd turns." in {getattr(entry.event.body, "text", "") for entry in run.view.entries}
