"""Writing the report from the window: two keys, nothing written over, and every way it can fail said in a sentence."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from player.engine import commands as do
from player.export.report.formats import REPORT_FORMATS
from player.i18n import _, speaking
from player.model.events import AnswerKind
from player.model.times import MINUTE_MS
from player.ui.actions import Mode
from player.ui.instrument.finding_words import open_findings
from player.ui.report.part import FORMATS, ReportPart
from player.ui.report.sheet import ReportSheet
from player.ui.report.unfinished import unfinished_text
from player.ui.review_view import ReviewView
from player.ui.widgets import ActionButton, Label
from tests.export.report.report_cases import busy
from tests.helpers.background import HeldBackground
from tests.helpers.desk import Desk

KEY = Qt.Key
ENTER, ESC, W = KEY.Key_Return, KEY.Key_Escape, KEY.Key_W


@pytest.fixture
def ended(run: Desk) -> Desk:
    """A short drill that has ended."""
    run.pass_until(3 * MINUTE_MS)
    run.end_ex(_("END"))
    QApplication.processEvents()
    return run


def with_sheet(desk: Desk, look: Callable[[ReportSheet], object], *keys: Qt.Key) -> None:
    """Open the sheet by its key, press these, look, and leave it."""

    def answer(sheet: QWidget) -> None:
        assert isinstance(sheet, ReportSheet)
        for key in keys:
            QTest.keyClick(sheet, key)
        look(sheet)
        QTest.keyClick(sheet, ESC)

    with desk.answering(answer):
        desk.press(W)


def said(sheet: ReportSheet) -> str:
    return sheet._said.text()


def test_two_keys_after_endex_and_it_lies_there(ended: Desk) -> None:
    assert ended.window.mode is Mode.HOTWASH
    begun = time.perf_counter()
    with_sheet(ended, lambda sheet: None, ENTER)
    taken_s = time.perf_counter() - begun
    (path,) = ended.view.drill.path.parent.glob("*.pdf")
    assert path.read_bytes().startswith(b"%PDF")
    assert taken_s < 10
    ended.press(KEY.Key_R)
    QApplication.processEvents()
    assert ended.window.review_view is not None
    with_sheet(ended, lambda sheet: None, ENTER)
    assert len(list(path.parent.glob("*.pdf"))) == 2


def test_it_says_beforehand_what_the_report_will_lack(ended: Desk) -> None:
    lacks: list[str] = []

    def note(sheet: ReportSheet) -> None:
        lacks.extend(label.text() for label in sheet.findChildren(Label))

    with_sheet(ended, note)
    assert _("Still to come: {what}. The report says so.").format(what=_("no summary by the trainer")) in lacks


def test_what_it_lacks_are_answers_ratings_and_a_summary() -> None:
    drill = busy()
    view = ReviewView(drill.saved)
    waiting, count = len(open_findings(view.findings, view.final_state)), len(view.scenario.objectives)
    assert waiting > 0
    assert count > 0
    with speaking("en"):
        told = unfinished_text(view)
    assert told.startswith(f"Still to come: {waiting} findings not answered, {count} of {count} objectives not rated")
    assert told.endswith("no summary by the trainer. The report says so.")
    drill.do(do.WriteSummary("Well led", "Rini"), *(do.RateObjective(one, "S") for one in view.scenario.objectives))
    drill.do(*(do.AnswerFinding(one.key, AnswerKind.EXPLAINED, "seen", "Rini") for one in view.findings))
    assert unfinished_text(ReviewView(drill.saved)) == ""


def test_the_choices_are_kept_and_nothing_is_written_over(ended: Desk) -> None:
    folder = ended.view.drill.path.parent
    seen: list[tuple[Path, ...]] = []

    def note(sheet: ReportSheet) -> None:
        assert sheet.wish.formats == ("docx", "html")
        assert sheet.wish.language == "en"
        seen.append(sheet.written.paths)
        assert all(str(path) in said(sheet) for path in sheet.written.paths)

    def untouched(sheet: ReportSheet) -> None:
        QTest.keyClick(sheet, KEY.Key_3)  # one format is left, and stays
        QTest.keyClick(sheet, KEY.Key_2)
        assert sheet.wish.formats == ("docx",)

    with_sheet(ended, note, KEY.Key_2, KEY.Key_3, KEY.Key_1, KEY.Key_L, ENTER)
    with_sheet(ended, note, ENTER)
    assert len({path for paths in seen for path in paths}) == 4
    assert {path.suffix for path in folder.iterdir() if path.suffix in {".docx", ".html"}} == {".docx", ".html"}
    assert [path.stem for path in seen[1]] == [f"{seen[0][0].stem}_2"] * 2
    assert b'<html lang="en' in seen[0][1].read_bytes()[:200]
    with_sheet(ended, untouched)


def test_o_opens_it_and_s_its_folder(ended: Desk) -> None:
    with_sheet(ended, lambda sheet: None, KEY.Key_O, KEY.Key_S, ENTER, KEY.Key_O, KEY.Key_S)
    (path,) = ended.view.drill.path.parent.glob("*.pdf")
    assert ended.opened == [path, path.parent]


def test_while_it_is_written_a_second_enter_is_no_second_report(ended: Desk) -> None:
    held = HeldBackground()
    object.__setattr__(ended.window.around, "background", held)

    def press_twice(sheet: ReportSheet) -> None:
        assert said(sheet) == _("Writing the report …")
        assert len(held) == 1
        held.finish()
        assert sheet.written.paths
        QTest.keyClick(sheet, ENTER)  # leaves

    with_sheet(ended, press_twice, ENTER, ENTER, KEY.Key_1, KEY.Key_2)
    assert len(held) == 0
    assert len(list(ended.view.drill.path.parent.glob("*.pdf"))) == 1


def test_a_sheet_left_early_still_gets_its_report(ended: Desk) -> None:
    held = HeldBackground()
    object.__setattr__(ended.window.around, "background", held)
    with_sheet(ended, lambda sheet: None, ENTER)
    QApplication.processEvents()
    held.finish()
    last = ended.window.part(ReportPart).last
    assert last is not None
    assert last.exists()


def test_a_disk_that_takes_nothing_is_said_in_a_sentence(ended: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: object, **_named: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("player.export.saving.os.fsync", refuse)
    told: list[str] = []
    with_sheet(ended, lambda sheet: told.append(said(sheet)), ENTER)
    assert _("No space left on device") in told[0]
    assert told[0].endswith(_("{reason} Choose another folder (F).").format(reason=""))
    assert list(ended.view.drill.path.parent.glob("*.pdf")) == []


def test_what_nobody_foresaw_is_said_and_can_be_tried_again(ended: Desk) -> None:
    held = HeldBackground()
    object.__setattr__(ended.window.around, "background", held)

    def fail(sheet: ReportSheet) -> None:
        held.finish(RuntimeError("no PDF today"))
        assert "RuntimeError" in said(sheet)
        assert "(F)" not in said(sheet), "no other folder would help"
        QTest.keyClick(sheet, ENTER)
        held.finish()
        (path,) = ended.view.drill.path.parent.glob("*.pdf")
        assert str(path) in said(sheet)

    with_sheet(ended, fail, ENTER)


def test_texts_are_plain_and_every_button_has_a_name(ended: Desk) -> None:
    def look(sheet: ReportSheet) -> None:
        assert sheet._said.textFormat() is Qt.TextFormat.PlainText
        assert all(button.accessibleName() for button in sheet.findChildren(ActionButton))

    with_sheet(ended, look)


def test_every_format_can_be_remembered() -> None:
    assert tuple(each.NAME for each in REPORT_FORMATS) == FORMATS


def test_not_while_the_drill_is_under_way(run: Desk) -> None:
    run.press(W)
    assert run.window.part(ReportPart).session is None
    run.window.part(ReportPart).ask()
    assert run.window.mode is Mode.RUN
