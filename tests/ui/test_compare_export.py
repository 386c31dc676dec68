"""The tables of a comparison as files: from the window by keys, and by the command line the same bytes."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from player.cli import main as command_line
from player.engine.rehearsal import Step
from player.export import comparison_xlsx
from player.export.formats import COMPARISON_EXPORTERS
from player.i18n import use_language
from player.model.scenario import LoadedScenario
from player.ui.actions import Mode
from player.ui.compare.part import FORMATS
from player.ui.compare.work import Choice
from player.ui.report.files_sheet import FilesSheet
from player.ui.widgets import ActionButton
from tests.helpers.compared import late_session
from tests.helpers.desk import Desk

S = 1_000
LATE = {Step.TICK: 40 * S, Step.START: 20 * S, Step.LEAVE: 60 * S}
KEY = Qt.Key
ENTER, ESC = KEY.Key_Return, KEY.Key_Escape


@pytest.fixture
def pair(session_folder: Path, short: LoadedScenario, quick_disk: None) -> tuple[Path, Path]:
    """A session that was late, and one on time."""
    late = late_session(session_folder / "b.gladi", short, LATE)
    return late, late_session(session_folder / "a.gladi", short, {}, day=1)


def values(path: Path) -> list[list[list[str]]]:
    """The cells of every sheet of a workbook as text, times as they are shown."""
    book = openpyxl.load_workbook(path)
    return [[[shown(cell) for cell in row] for row in page.iter_rows()] for page in book]


def shown(cell: Any) -> str:
    value = cell.value
    if cell.number_format == "[h]:mm:ss" and value is not None:
        seconds = round(value.total_seconds() if hasattr(value, "total_seconds") else value * 86_400)
        return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    return "" if value is None else str(value)


def test_e_writes_both_tables_as_the_command_line_does(
    desk: Desk, pair: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use_language("en")
    before = [path.read_bytes() for path in pair]
    desk.window.comparisons.open(Choice(pair))
    QApplication.processEvents()
    assert desk.window.mode is Mode.COMPARE
    written: list[Path] = []

    def write(sheet: QWidget) -> None:
        assert isinstance(sheet, FilesSheet)
        for key in (KEY.Key_2, ENTER):
            QTest.keyClick(sheet, key)
        assert sheet.written.trouble == ""
        written.extend(sheet.written.paths)
        assert all(str(path) in sheet._said.text() for path in written)
        QTest.keyClick(sheet, ESC)

    with desk.answering(write):
        desk.press(KEY.Key_E)
    assert [path.name for path in written] == ["short_comparison.xlsx", "short_comparison.csv"]
    for path in written:
        there = tmp_path / f"there{path.suffix}"
        assert command_line(["--lang", "en", "compare", *map(str, pair), "-o", str(there)]) == 0
        assert path.read_bytes() == there.read_bytes(), path.suffix
    about, measures, firsts = values(written[0])
    assert ["EXERCISE", "training index, not a prediction · findings, no verdicts"] in about
    rows = list(csv.reader(io.StringIO(written[1].read_text(encoding="utf-8-sig"))))
    plain = [[cell.removeprefix("'") for cell in row] for row in rows if len(row) == len(measures[0])]
    assert measures + firsts == plain, "the same in both, row by row"
    assert any("-0:" in cell for row in measures for cell in row), "one was late: a difference is less than nothing"
    assert [path.read_bytes() for path in pair] == before

    def refuse(*_args: object) -> None:
        raise RuntimeError("not today")

    monkeypatch.setattr(comparison_xlsx, "write", refuse)

    def half(sheet: QWidget) -> None:
        assert isinstance(sheet, FilesSheet)
        QTest.keyClick(sheet, ENTER)
        assert [path.name for path in sheet.written.paths] == ["short_comparison_2.csv"]
        assert "RuntimeError" in sheet.written.trouble
        QTest.keyClick(sheet, ESC)

    page = desk.window.comparisons.page
    assert page is not None
    (button,) = (one for one in page.findChildren(ActionButton) if one.text() == "Export" and one.isVisible())
    with desk.answering(half):
        desk.click(button)


def test_without_a_comparison_there_is_nothing_to_export(desk: Desk) -> None:
    desk.window.comparisons.open(Choice(), choosing=True)
    desk.press(KEY.Key_E)
    assert QApplication.activeModalWidget() is None


def test_every_format_is_offered() -> None:
    assert tuple(each.NAME for each in COMPARISON_EXPORTERS) == FORMATS
