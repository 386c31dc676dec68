"""The work on a sheet goes through the one door to other threads, and none of it holds the window up."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget

from player.scenario.msel import Field
from player.ui.mapper.sheet_import import SheetImport
from tests.helpers.background import HeldBackground
from tests.helpers.desk import Desk
from tests.helpers.mapper_sheets import open_sheet, write_sheet


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    return write_sheet(tmp_path)


class TestInTheBackground:
    def test_nothing_is_read_or_built_in_the_thread_of_the_window(self, qapp: QApplication, sheet: Path) -> None:
        background, parent = HeldBackground(), QObject()
        work = SheetImport(sheet, background, parent, at_once=True)
        work.begin()
        assert work.workbook is None
        assert len(background) == 1
        background.finish()
        assert work.choices is not None
        assert work.outcome is None
        assert work.is_stale
        background.finish()
        assert work.outcome is not None
        assert not work.is_stale
        work.stop()

    def test_a_preview_that_was_overtaken_is_dropped(self, qapp: QApplication, sheet: Path) -> None:
        background, parent = HeldBackground(), QObject()
        work = SheetImport(sheet, background, parent, at_once=True)
        work.begin()
        background.finish()
        shown: list[int] = []
        work.previewed.connect(lambda: shown.append(1))
        for field in (Field.IGNORE, Field.NOTES, Field.KEEP):
            work.choose_field(4, field)
        assert len(background) == 1, "one at a time"
        background.finish()
        assert not shown
        assert len(background) == 1
        background.finish()
        assert len(shown) == 1
        assert work.outcome is not None
        assert work.outcome.result.mapping == work.choices.mapping  # type: ignore[union-attr]
        work.stop()

    def test_what_comes_after_the_end_is_dropped(self, qapp: QApplication, sheet: Path) -> None:
        background, parent = HeldBackground(), QObject()
        work = SheetImport(sheet, background, parent, at_once=True)
        work.begin()
        work.stop()
        background.finish()
        assert work.choices is None

    def test_a_burst_of_choices_makes_one_preview(self, qapp: QApplication, sheet: Path) -> None:
        background, parent = HeldBackground(), QObject()
        work = SheetImport(sheet, background, parent)
        work.begin()
        background.finish()
        background.finish()
        for field in (Field.IGNORE, Field.NOTES):
            work.choose_field(4, field)
        assert len(background) == 0
        assert work.is_stale
        work.stop()

    def test_ten_thousand_rows_make_no_widgets_and_few_cells(self, desk: Desk, tmp_path: Path) -> None:
        path = tmp_path / "long.csv"
        lines = [f"{n},{n // 60 % 24:02}:{n % 60:02},Kejadian {n},Uraian kejadian nomor {n}" for n in range(10_000)]
        path.write_text("\n".join(["No,Waktu,Judul,Uraian", *lines]), encoding="utf-8")
        page = open_sheet(desk, path)
        assert page.grid.cells.rowCount() == 10_001
        assert len(page.grid.findChildren(QWidget)) < 30
        assert page.work.outcome is not None
        assert page.work.outcome.imported == 10_000
        desk.press(Qt.Key.Key_End)
        assert page.grid.cells.number_of(page.grid.currentIndex().row()) == 10_001
