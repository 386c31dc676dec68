"""The page on which a planner's sheet becomes a script, by real keys."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QWidget

from player.i18n import _, use_language
from player.scenario import load_scenario
from player.scenario.msel import Field, Options, best_table, build, propose, read_tables
from player.ui.actions import Mode
from player.ui.confirm import ConfirmSheet
from player.ui.mapper.page import MapperPage
from player.ui.mapper.save_sheet import SaveSheet, free_name
from player.ui.widgets import ActionButton, Label
from tests.helpers.desk import CTRL, SHIFT, Desk
from tests.helpers.mapper_sheets import TABLE, open_sheet, write_sheet

SHEETS = Path(__file__).parent.parent / "scenario" / "msel" / "sheets"
NAMES = ("blueprint-newcode.xlsx", "openaev-test_file_1.xlsx", "openaev-test_file_5.xlsx")


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    return write_sheet(tmp_path)


def copied(name: str, folder: Path) -> Path:
    target = folder / name
    target.write_bytes((SHEETS / name).read_bytes())
    return target


def save_as_proposed(desk: Desk) -> None:
    with desk.answering(lambda sheet: QTest.keyClick(sheet.focusWidget(), Qt.Key.Key_Return)):
        desk.press(Qt.Key.Key_S, CTRL)


def pick(desk: Desk, key: Qt.Key, start: str, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Open a menu by its key and choose with Enter the entry that starts like this."""
    desk.press(key, modifiers)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    entry = next(one for one in menu.actions() if one.text().startswith(start))
    while menu.activeAction() is not entry:
        QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    QApplication.processEvents()


def fields(page: MapperPage) -> list[Field]:
    assert page.work.choices is not None
    return [column.field for column in page.work.choices.mapping.columns]


class TestSaving:
    @pytest.mark.parametrize("name", NAMES)
    def test_a_sheet_becomes_the_script_of_the_command_line_and_opens(
        self, desk: Desk, tmp_path: Path, name: str
    ) -> None:
        path = copied(name, tmp_path)
        open_sheet(desk, path)
        save_as_proposed(desk)
        script = path.with_suffix(".yaml")
        workbook = read_tables(path)
        table = best_table(workbook)
        wanted = build(table, propose(table), Options(workbook.name)).scenario_yaml
        assert script.read_text(encoding="utf-8") == wanted
        assert load_scenario(script).scenario.phases
        assert desk.window.mode is Mode.SCENARIO
        assert desk.script_page.script.path == script

    def test_going_back_writes_nothing_and_keeps_what_was_chosen(self, desk: Desk, sheet: Path) -> None:
        open_sheet(desk, sheet)
        desk.press(Qt.Key.Key_Right)
        pick(desk, Qt.Key.Key_Return, field_title(Field.IGNORE))
        chosen = fields(page_of(desk))
        desk.press(Qt.Key.Key_Escape)
        assert desk.window.mode is Mode.HOME
        assert [file.name for file in sheet.parent.iterdir()] == [sheet.name]
        assert fields(open_sheet(desk, sheet)) == chosen

    def test_cancelling_the_name_writes_nothing(self, desk: Desk, sheet: Path) -> None:
        open_sheet(desk, sheet)
        with desk.answering(lambda asked: QTest.keyClick(asked, Qt.Key.Key_Escape)):
            desk.press(Qt.Key.Key_S, CTRL)
        assert desk.window.mode is Mode.MAPPER
        assert [file.name for file in sheet.parent.iterdir()] == [sheet.name]

    def test_a_free_name_is_proposed(self, sheet: Path) -> None:
        assert free_name(sheet).name == "msel.yaml"
        for name in ("msel.yaml", "msel-2.yaml"):
            (sheet.parent / name).touch()
        assert free_name(sheet).name == "msel-3.yaml"

    @pytest.mark.parametrize("replaced", [True, False])
    def test_another_file_is_replaced_only_by_the_word(self, desk: Desk, sheet: Path, replaced: bool) -> None:  # noqa: FBT001
        other = sheet.with_suffix(".yaml")
        other.write_text("mine", encoding="utf-8")
        open_sheet(desk, sheet)

        def confirm(asked: QWidget) -> None:
            assert isinstance(asked, ConfirmSheet)
            field = asked.findChild(QLineEdit)
            assert field is not None
            QTest.keyClicks(field, field.placeholderText() if replaced else "?")
            QTest.keyClick(field, Qt.Key.Key_Return)
            if not replaced:
                QTest.keyClick(asked, Qt.Key.Key_Escape)

        def name_it(asked: QWidget) -> None:
            assert isinstance(asked, SaveSheet)
            asked.field.setText("msel.yaml")
            later(confirm)
            QTest.keyClick(asked.field, Qt.Key.Key_Return)

        with desk.answering(name_it):
            desk.press(Qt.Key.Key_S, CTRL)
        QApplication.processEvents()
        assert (other.read_text(encoding="utf-8") == "mine") is not replaced
        assert desk.window.mode is (Mode.SCENARIO if replaced else Mode.MAPPER)

    @pytest.mark.parametrize("name", ["", "a/b", "..", "x:y", ".yaml"])
    def test_a_name_no_file_can_have_is_refused(self, desk: Desk, sheet: Path, name: str) -> None:
        asked = SaveSheet(free_name(sheet), "", desk.shell)
        asked.field.setText(name)
        assert asked.problem
        QTest.keyClick(asked.field, Qt.Key.Key_Return)
        assert not asked.result()
        asked.deleteLater()

    def test_what_cannot_be_written_is_said_and_nothing_is_lost(
        self, desk: Desk, sheet: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        page = open_sheet(desk, sheet)
        plain = Path.open

        def full(path: Path, mode: str = "r", *args: Any, **named: Any) -> Any:
            if "x" in mode:
                raise OSError(28, "No space left on device")
            return plain(path, mode, *args, **named)

        monkeypatch.setattr(Path, "open", full)
        save_as_proposed(desk)
        assert desk.window.mode is Mode.MAPPER
        assert _("No space left on device") in page.notice.text


def later(answer: Callable[[QWidget], object]) -> None:
    """Answer the next sheet that comes up."""
    from PySide6.QtCore import QTimer

    def reply() -> None:
        asked = QApplication.activeModalWidget()
        if isinstance(asked, ConfirmSheet):
            answer(asked)
        else:
            QTimer.singleShot(0, reply)

    QTimer.singleShot(0, reply)


def page_of(desk: Desk) -> MapperPage:
    page = desk.window.sheets.page
    assert page is not None
    return page


def field_title(field: Field) -> str:
    from player.ui.mapper.words import FIELD_TITLES

    return _(FIELD_TITLES[field])


class TestChoosing:
    def test_another_field_changes_the_preview(self, desk: Desk, sheet: Path) -> None:
        page = open_sheet(desk, sheet)
        titles = [row.title for row in page.preview.course.list.rows.rows]
        assert "Massa datang" in titles
        for _step in range(2):
            desk.press(Qt.Key.Key_Right)
        pick(desk, Qt.Key.Key_Return, field_title(Field.IGNORE))
        assert fields(page)[2] is Field.IGNORE
        titles = [row.title for row in page.preview.course.list.rows.rows]
        assert "Massa datang" not in titles
        desk.press(Qt.Key.Key_Z, CTRL)
        assert fields(page)[2] is Field.TITLE
        assert "Massa datang" in [row.title for row in page.preview.course.list.rows.rows]

    def test_a_click_above_a_column_offers_its_fields(self, desk: Desk, sheet: Path) -> None:
        page = open_sheet(desk, sheet)
        header = page.grid.horizontalHeader()
        with desk.popup(lambda: None):
            where = header.rect().center()
            where.setX(header.sectionViewportPosition(1) + 20)
            QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=where)
        assert page.grid.currentIndex().column() == 1

    def test_another_header_row_is_taken(self, desk: Desk, sheet: Path) -> None:
        page = open_sheet(desk, sheet)
        assert page.work.outcome is not None
        assert page.work.outcome.imported == 3
        desk.press(Qt.Key.Key_Home)
        desk.press(Qt.Key.Key_Down)
        desk.press(Qt.Key.Key_H, SHIFT)
        assert page.work.choices is not None
        assert page.work.choices.mapping.header == 2
        assert page.work.outcome.imported == 2
        pick(desk, Qt.Key.Key_H, field_none())
        assert page.work.choices.mapping.header is None

    def test_startex_moves_the_times(self, desk: Desk, sheet: Path) -> None:
        page = open_sheet(desk, sheet)
        desk.press(Qt.Key.Key_S)
        desk.type("08:30")
        desk.press(Qt.Key.Key_Return)
        rows = page.preview.course.list.rows.rows
        assert next(row.offset for row in rows if not row.head) == "+00:30:00"
        assert page.grid.hasFocus()

    def test_what_is_no_time_is_said(self, desk: Desk, sheet: Path) -> None:
        page = open_sheet(desk, sheet)
        desk.press(Qt.Key.Key_S)
        desk.type("pagi")
        desk.press(Qt.Key.Key_Return)
        assert "pagi" in page.notice.text
        assert page.work.choices is not None
        assert page.work.choices.start == ""

    def test_another_sheet_of_the_workbook(self, desk: Desk, tmp_path: Path) -> None:
        import openpyxl

        book = openpyxl.Workbook()
        for name, word in (("Satu", "pertama"), ("Dua", "kedua")):
            page_of_book = book.create_sheet(name)
            page_of_book.append(["Waktu", "Judul", "Uraian"])
            for minute in range(3):
                page_of_book.append([f"09:{minute:02}", f"Kejadian {word}", f"Uraian {word} yang panjang"])
        path = tmp_path / "dua.xlsx"
        book.save(path)
        page = open_sheet(desk, path)
        assert page.work.choices is not None
        other = "Dua" if page.work.choices.table.name == "Satu" else "Satu"
        pick(desk, Qt.Key.Key_L, other)
        assert page.work.choices.table.name == other
        word = "kedua" if other == "Dua" else "pertama"
        assert f"Kejadian {word}" in [row.title for row in page.preview.course.list.rows.rows]


def field_none() -> str:
    return _("None")


class TestLooking:
    def test_a_remark_leads_to_its_cell(self, desk: Desk, tmp_path: Path) -> None:
        page = open_sheet(desk, copied(NAMES[1], tmp_path))
        desk.press(Qt.Key.Key_F8)
        index = page.grid.currentIndex()
        assert page.grid.cells.number_of(index.row()) == 3
        assert index.data() == "???"

    def test_an_inject_leads_to_its_row(self, desk: Desk, sheet: Path) -> None:
        page = open_sheet(desk, sheet)
        course = page.preview.course
        place = next(place for place, row in enumerate(course.list.rows.rows) if row.key == 4)
        desk.click_row(course, place)
        assert page.grid.cells.number_of(page.grid.currentIndex().row()) == 4

    def test_every_part_can_be_reached_and_has_a_name(self, desk: Desk, sheet: Path) -> None:
        open_sheet(desk, sheet)
        for widget in desk.focusable():
            if widget is not desk.window:
                assert widget.accessibleName(), widget

    @pytest.mark.parametrize("language", ["id", "en"])
    def test_another_language_keeps_what_was_chosen(self, desk: Desk, sheet: Path, language: str) -> None:
        use_language("en" if language == "id" else "id")
        open_sheet(desk, sheet)
        page_of(desk).work.choose_field(4, Field.NOTES)
        desk.window.set_language(language)
        page = page_of(desk)
        assert fields(page)[4] is Field.NOTES
        assert page.grid.cells.rowCount() == 4

    def test_home_and_the_page_of_a_script_offer_it(self, desk: Desk) -> None:
        table = desk.window.actions_table
        assert {Mode.HOME, Mode.SCENARIO} <= table["import_sheet"].modes
        assert any(button.text() == table["import_sheet"].text for button in desk.window.findChildren(ActionButton))


class TestReadingAgain:
    def test_what_was_chosen_stays_when_the_sheet_has_grown(self, desk: Desk, sheet: Path) -> None:
        page = open_sheet(desk, sheet)
        page.work.choose_field(4, Field.NOTES)
        sheet.write_text(TABLE + "4,09:30,Bubar,Massa bubar dengan tertib,d\n", encoding="utf-8")
        desk.press(Qt.Key.Key_F5)
        assert fields(page)[4] is Field.NOTES
        assert page.work.outcome is not None
        assert page.work.outcome.imported == 4
        assert page.grid.cells.rowCount() == 5

    def test_a_sheet_that_is_gone_is_said_and_comes_back(self, desk: Desk, sheet: Path) -> None:
        page = open_sheet(desk, sheet)
        sheet.unlink()
        desk.press(Qt.Key.Key_F5)
        assert page.notice.tone == "alarm"
        assert page.grid.isVisible()
        sheet.write_text(TABLE, encoding="utf-8")
        desk.press(Qt.Key.Key_F5)
        assert page.notice.isHidden()

    def test_a_file_mended_after_it_was_refused(self, desk: Desk, sheet: Path) -> None:
        sheet.write_bytes(b"")
        page = open_sheet(desk, sheet)
        assert not page.grid.isVisible()
        sheet.write_text(TABLE, encoding="utf-8")
        desk.press(Qt.Key.Key_F5)
        assert page.grid.isVisible()


class TestBadFiles:
    @pytest.mark.parametrize(
        ("name", "data"),
        [
            ("empty.csv", b""),
            ("broken.xlsx", b"PK\x03\x04 this is no archive"),
            ("picture.xlsx", b"\x89PNG\r\n\x1a\n" + b"\0" * 99),
            ("old.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600),
        ],
    )
    def test_one_sentence_says_what_would_be_right(self, desk: Desk, tmp_path: Path, name: str, data: bytes) -> None:
        path = tmp_path / name
        path.write_bytes(data)
        page = open_sheet(desk, path)
        assert page.work.problem is not None
        sentence = str(page.work.problem)
        assert sentence in {label.text() for label in page.findChildren(Label)}
        assert not page.band.save.isEnabled()
        desk.press(Qt.Key.Key_Return)
        desk.press(Qt.Key.Key_S, CTRL)
        desk.press(Qt.Key.Key_F8)
        desk.press(Qt.Key.Key_Escape)
        assert desk.window.mode is Mode.HOME

    def test_a_sheet_of_which_nothing_comes_cannot_be_saved(self, desk: Desk, sheet: Path) -> None:
        page = open_sheet(desk, sheet)
        for index in range(5):
            page.work.choose_field(index, Field.IGNORE)
        assert page.work.outcome is not None
        assert not page.work.outcome.can_save
        assert not page.band.save.isEnabled()
        assert page.notice.tone == "alarm"
