"""The key sheet fits the window, every key of every mode can be reached and found, and it can be printed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QScrollArea, QTabBar, QWidget

from player.i18n import LANGUAGES, _, use_language
from player.model.paper import Heading, KeyList
from player.ui.actions import Mode
from player.ui.key_lists import EXTRA_KEYS, FAMILY, IN_ONE_LINE, MODE_TITLES, found_in, key_groups
from player.ui.key_sheet import KeySheet, paper_of_keys
from player.ui.keys import stroke_text
from player.ui.theme import DEFAULT_THEME, apply
from player.ui.widgets import ActionButton, KeyCap, Label
from tests.helpers.desk import CTRL, Desk


@pytest.fixture(autouse=True)
def _usual(qapp: QApplication) -> Iterator[None]:
    yield
    apply(qapp, DEFAULT_THEME, scale=1.0)
    use_language("id")


def field_of(sheet: QWidget) -> QLineEdit:
    (field,) = sheet.findChildren(QLineEdit)
    return field


def titles(sheet: QWidget) -> set[str]:
    (area,) = sheet.findChildren(QScrollArea)
    return {label.text() for label in area.widget().findChildren(Label)}  # type: ignore[union-attr]


@pytest.mark.parametrize("scale", [1.0, 1.3])
@pytest.mark.parametrize("size", [(1024, 640), (1366, 768), (1920, 1080)])
def test_it_is_no_larger_than_the_window_and_scrolls(
    run: Desk, qapp: QApplication, size: tuple[int, int], scale: float
) -> None:
    apply(qapp, DEFAULT_THEME, scale=scale)
    run.shell.resize(*size)
    seen: list[bool] = []

    def look(sheet: QWidget) -> None:
        QApplication.processEvents()
        (area,) = sheet.findChildren(QScrollArea)
        bar = area.verticalScrollBar()
        assert sheet.height() <= size[1]
        assert sheet.width() <= size[0]
        assert area.horizontalScrollBar().maximum() == 0, "no key is cut off at the side"
        for button in sheet.findChildren(ActionButton):
            if button.isVisible():
                assert sheet.rect().contains(button.mapTo(sheet, button.rect().bottomRight())), "it is in sight"
        for cap in area.widget().findChildren(KeyCap):  # type: ignore[union-attr]
            assert cap.width() >= cap.sizeHint().width()
        if bar.maximum():
            QTest.keyClick(sheet.focusWidget() or sheet, Qt.Key.Key_PageDown)
            assert bar.value() > 0
            QTest.keyClick(sheet.focusWidget() or sheet, Qt.Key.Key_PageUp)
            QTest.keyClick(sheet.focusWidget() or sheet, Qt.Key.Key_Down)
            assert bar.value() > 0
        QTest.keyClick(sheet, Qt.Key.Key_Escape)
        seen.append(True)

    with run.answering(look):
        run.press(Qt.Key.Key_F1)
    assert seen


def test_every_mode_has_a_tab_and_the_arrows_go_through_them(run: Desk) -> None:
    assert set(MODE_TITLES) == set(Mode)
    table = run.window.actions_table

    def look(sheet: QWidget) -> None:
        (tabs,) = sheet.findChildren(QTabBar)
        assert list(MODE_TITLES)[tabs.currentIndex()] is Mode.RUN
        for _turn in MODE_TITLES:
            mode = list(MODE_TITLES)[tabs.currentIndex()]
            wanted = {line.title for lines in key_groups(table, mode).values() for line in lines}
            assert wanted <= titles(sheet)
            QTest.keyClick(field_of(sheet), Qt.Key.Key_Right)
        assert list(MODE_TITLES)[tabs.currentIndex()] is Mode.RUN, "once around"
        sheet.close()

    with run.answering(look):
        run.press(Qt.Key.Key_F1)


def test_what_is_typed_is_found_in_all_modes(run: Desk) -> None:
    use_language("en")

    def look(sheet: QWidget) -> None:
        QTest.keyClicks(field_of(sheet), "contact")
        assert "Tick a contact" in titles(sheet)
        assert "Hold / resume" not in titles(sheet)
        field_of(sheet).clear()
        QTest.keyClicks(field_of(sheet), "f9")
        assert "Hold / resume" in titles(sheet)
        field_of(sheet).setText("no key says so")
        assert len(titles(sheet)) == 1
        sheet.close()

    with run.answering(look):
        run.press(Qt.Key.Key_F1)


def test_a_search_takes_every_word(desk: Desk) -> None:
    use_language("en")
    groups = key_groups(desk.window.actions_table, Mode.RUN)
    assert found_in(groups, "") == groups
    assert [line.title for line in found_in(groups, "void own")["Log"]] == ["Void own last entry"]
    assert found_in(groups, "void qwerty") == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_paper_has_every_key_of_every_mode(desk: Desk, language: str) -> None:
    use_language(language)
    table = desk.window.actions_table
    paper = paper_of_keys(table)
    lines = [row for block in paper.blocks if isinstance(block, KeyList) for row in block.rows]
    for mode in Mode:
        for action in table.of_mode(mode):
            if action.strokes and not IN_ONE_LINE.fullmatch(action.id):
                assert ("  ".join(map(stroke_text, action.strokes)), action.text) in lines
    headings = [block.text for block in paper.blocks if isinstance(block, Heading) and block.level == 1]
    assert len(headings) == len(set(headings)) == len(Mode)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_review_says_once_how_its_log_is_narrowed_down(desk: Desk, language: str) -> None:
    use_language(language)
    groups = key_groups(desk.window.actions_table, Mode.REVIEW)
    (line,) = [line for lines in groups.values() for line in lines if line.title == _("Narrow the log down by kind")]
    assert line.keys == ("1–9",)


def test_ctrl_p_leaves_the_sheet_to_print(run: Desk) -> None:
    printed: list[str] = []

    def look(sheet: QWidget) -> None:
        assert isinstance(sheet, KeySheet)
        QTest.keyClick(field_of(sheet), Qt.Key.Key_P, CTRL)

    def paper(sheet: QWidget) -> None:
        printed.append(type(sheet).__name__)
        sheet.close()

    with run.answering(look, paper):
        run.press(Qt.Key.Key_F1)
    assert printed == ["PrintSheet"]


def test_every_family_of_a_mode_has_a_line_of_its_own_and_is_in_no_menu(desk: Desk) -> None:
    table = desk.window.actions_table
    for mode in Mode:
        families = [one for one in table.of_mode(mode) if FAMILY.fullmatch(one.id)]
        assert not any(one.in_menu for one in families)
        names = {one.id.rpartition("_")[0] for one in families}
        assert len([where for where, *_rest in EXTRA_KEYS if where is mode]) >= len(names), mode
