"""The export from the window: the files of the command line, in the background, and none kept back by another."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from player.cli import main as command_line
from player.export import session_csv, session_jsonl
from player.export.formats import SESSION_EXPORTERS
from player.export.report import docx
from player.i18n import use_language
from player.model.times import MINUTE_MS
from player.ui.report.files_sheet import FilesSheet
from player.ui.report.part import ExportPart
from player.ui.report.sheet import ExportSheet, ReportSheet
from player.ui.report.writing import EXPORTS
from player.ui.review.leads import LeadsRow
from tests.helpers.background import HeldBackground
from tests.helpers.desk import Desk

KEY = Qt.Key
ENTER, ESC = KEY.Key_Return, KEY.Key_Escape
ALL_BUT_THE_FIRST = (KEY.Key_2, KEY.Key_3, KEY.Key_4, KEY.Key_5)


def with_sheet(desk: Desk, key: Qt.Key, look: Callable[[FilesSheet], object], *keys: Qt.Key) -> None:
    """Open a sheet by its key, press these, look, and leave it."""

    def answer(sheet: QWidget) -> None:
        assert isinstance(sheet, FilesSheet)
        for one in keys:
            QTest.keyClick(sheet, one)
        look(sheet)
        QTest.keyClick(sheet, ESC)

    with desk.answering(answer):
        desk.press(key)


@pytest.fixture
def ended(run: Desk) -> Desk:
    """A short drill that has ended, in its review, in English."""
    use_language("en")
    run.pass_until(3 * MINUTE_MS)
    run.end_ex("END")
    with_sheet(run, KEY.Key_E, lambda sheet: None)  # after EndEx it can be asked for at once, too
    run.press(KEY.Key_R)
    QApplication.processEvents()
    return run


def said(sheet: FilesSheet) -> str:
    return sheet._said.text()


def session_of(desk: Desk) -> Path:
    view = desk.window.review_view
    assert view is not None
    return view.saved.path


def test_the_files_are_those_of_the_command_line(ended: Desk, tmp_path: Path) -> None:
    session = session_of(ended)
    before = session.read_bytes()

    def look(sheet: FilesSheet) -> None:
        assert sheet.written.trouble == ""
        assert [path.suffix for path in sheet.written.paths] == [".xlsx", ".csv", ".jsonl", ".zip", ".json"]
        for path in sheet.written.paths:
            assert str(path) in said(sheet)
            there = tmp_path / f"there{path.suffix}"
            assert command_line(["--lang", "en", "export", str(session), "-o", str(there)]) == 0
            if path.suffix != ".zip":  # its folder is named after the file
                assert path.read_bytes() == there.read_bytes(), path.suffix
            else:
                names = [{name.rpartition("/")[2] for name in zipfile.ZipFile(one).namelist()} for one in (path, there)]
                assert names[0] == names[1]
                assert any(name.endswith(".py") for name in names[0]), "the verifier is in it"
        QTest.keyClick(sheet, KEY.Key_O)
        QTest.keyClick(sheet, KEY.Key_S)

    with_sheet(ended, KEY.Key_E, look, *ALL_BUT_THE_FIRST, ENTER)
    assert session.read_bytes() == before
    assert ended.opened == [session.with_suffix(".xlsx"), session.parent]


def test_one_that_fails_keeps_none_of_the_others_back(ended: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    def break_down(*_args: object) -> None:
        raise RuntimeError("not today")

    monkeypatch.setattr(session_csv, "write", refuse)
    monkeypatch.setattr(session_jsonl, "write", break_down)
    monkeypatch.setattr(docx, "write", refuse)

    def look(sheet: FilesSheet) -> None:
        assert [path.suffix for path in sheet.written.paths] == [".xlsx", ".json"]
        assert all(path.exists() for path in sheet.written.paths)
        first, second, *_more = said(sheet).splitlines()
        assert first.endswith(".csv: The file cannot be written: No space left on device.")
        assert ".jsonl: " in second
        assert "RuntimeError" in second
        assert "(F)" in said(sheet)
        assert str(sheet.written.paths[-1]) in said(sheet)

    with_sheet(ended, KEY.Key_E, look, KEY.Key_2, KEY.Key_3, KEY.Key_5, ENTER)

    def look_at_report(sheet: FilesSheet) -> None:
        assert isinstance(sheet, ReportSheet)
        assert [path.suffix for path in sheet.written.paths] == [".pdf", ".html"]
        assert ".docx: " in said(sheet)
        assert sorted(path.suffix for path in sheet.wish.folder.iterdir() if ".docx" in path.name) == []

    with_sheet(ended, KEY.Key_W, look_at_report, KEY.Key_2, KEY.Key_3, ENTER)


def test_which_is_written_is_said_and_a_sheet_left_early_keeps_nothing_back(
    ended: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    held, seen = HeldBackground(), list[str]()
    object.__setattr__(ended.window.around, "background", held)

    def watch(sheet: FilesSheet) -> None:
        assert said(sheet) == "Writing the files …"
        monkeypatch.setattr(sheet._said, "setText", seen.append)
        QTest.keyClick(sheet, KEY.Key_1)
        held.finish()
        monkeypatch.undo()

    with_sheet(ended, KEY.Key_E, watch, KEY.Key_3, ENTER)
    stem = session_of(ended).stem
    assert seen[:2] == [f"Writing 1 of 2: {stem}.xlsx …", f"Writing 2 of 2: {stem}.jsonl …"]
    with_sheet(ended, KEY.Key_E, lambda sheet: None, ENTER)
    QApplication.processEvents()
    held.finish()
    last = ended.window.part(ExportPart).last
    assert last is not None
    assert last.name == f"{stem}_2.xlsx"
    assert last.exists()


def test_the_table_of_plain_text_and_the_choices_are_kept(ended: Desk) -> None:
    def look(sheet: FilesSheet) -> None:
        assert isinstance(sheet, ExportSheet)
        assert not sheet._table.isVisible()
        QTest.keyClick(sheet, KEY.Key_T)
        assert sheet.wish.table == "events", "without plain text there is nothing to choose"
        for key in (KEY.Key_2, KEY.Key_1, KEY.Key_T, KEY.Key_L):
            QTest.keyClick(sheet, key)
        assert sheet._table.text() == "Table in CSV: Phases"
        QTest.keyClick(sheet, ENTER)
        (path,) = sheet.written.paths
        assert "Fase" in path.read_text(encoding="utf-8-sig").splitlines()[0], "in the language of the file"

    with_sheet(ended, KEY.Key_E, look)

    def look_again(sheet: FilesSheet) -> None:
        assert (sheet.wish.formats, sheet.wish.language) == (("csv",), "id")

    with_sheet(ended, KEY.Key_E, look_again)


def test_the_buttons_over_the_review_do_what_their_keys_do(ended: Desk) -> None:
    (row,) = ended.page.findChildren(LeadsRow)
    assert list(row.buttons) == ["compare", "report", "export_session"]
    assert all(button.isVisible() and button.text() for button in row.buttons.values())
    for name, kind in (("report", ReportSheet), ("export_session", ExportSheet)):
        opened: list[bool] = []

        def leave(sheet: QWidget, kind: type = kind, opened: list[bool] = opened) -> None:
            opened.append(isinstance(sheet, kind))
            QTest.keyClick(sheet, ESC)

        with ended.answering(leave):
            ended.click(row.buttons[name])
        assert opened == [True]


def test_every_format_can_be_remembered() -> None:
    assert {each.NAME for each in SESSION_EXPORTERS} - set(EXPORTS) == {"parquet"}, "needs something to be installed"
