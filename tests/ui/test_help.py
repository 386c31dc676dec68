"""The help: both languages say the same, no key in it can grow stale, and it is read by keys alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from player.i18n import LANGUAGES, use_language
from player.resources import assets_folder
from player.ui.actions import Mode
from player.ui.help.pages import KINDS, PAGE_ICONS, PAGES, PLACEHOLDER, filled, page_file, page_for, read_page
from player.ui.help.render import dress
from player.ui.help.sheet import HelpSheet
from player.ui.key_lists import FAMILY
from player.ui.keys import stroke_text
from player.ui.theme import DEFAULT_THEME, THEMES, apply
from tests.helpers.desk import SHIFT, Desk
from tests.helpers.words import NOT_THE_WORD
from tests.ui.contrast import TEXT_CONTRAST, contrast_ratio

each_page = pytest.mark.parametrize("name", PAGES)
each_language = pytest.mark.parametrize("language", LANGUAGES)


@pytest.fixture(autouse=True)
def _usual(qapp: QApplication) -> Iterator[None]:
    yield
    use_language("id")
    apply(qapp, DEFAULT_THEME, scale=1.0)


def source(name: str, language: str) -> str:
    return page_file(name, language).read_text(encoding="utf-8")


@each_language
def test_every_language_has_every_page_and_no_other(language: str) -> None:
    files = {file.stem for file in (assets_folder() / "help" / language).iterdir()}
    assert files == set(PAGES)
    assert set(PAGE_ICONS) == set(PAGES)


@each_page
def test_pages_have_the_same_headings_lists_and_keys_in_every_language(name: str) -> None:
    def skeleton(language: str) -> list[str]:
        lines = source(name, language).splitlines()
        return [re.match(r"#+|[-*>]|\d+\.|\||", line)[0] for line in lines if line]  # type: ignore[index]

    def fills(language: str) -> list[tuple[str, str]]:
        return sorted(PLACEHOLDER.findall(source(name, language)))

    assert skeleton("id") == skeleton("en")
    assert fills("id") == fills("en")


@each_page
@each_language
def test_every_placeholder_names_an_action_that_has_what_is_asked_for(desk: Desk, name: str, language: str) -> None:
    use_language(language)
    table = desk.window.actions_table
    known = {action.id for action in table}
    for kind, about in PLACEHOLDER.findall(source(name, language)):
        assert kind in KINDS
        if kind == "keys":
            assert about in set(Mode)
        else:
            assert about in known, about
            assert kind != "key" or table[about].strokes, f"{about} has no key"
    text = read_page(name, table).text
    assert "{" not in text
    assert not re.search(r"\bgo_to|_\w+\b", text.replace("R_", "")), "no name of an action is left"


@each_page
@each_language
def test_no_page_names_a_key_of_an_action_by_itself(desk: Desk, name: str, language: str) -> None:
    use_language(language)
    written = set(re.findall(r"`([^`]+)`", source(name, language)))
    free = {
        "Shift",
        "Ctrl",
        "F",
        "0",
        "6",
        "1",
        "9",
        "1–9",
        "0–6",
        "↑",
        "↓",
        "Esc",
        "Tab",
        "Enter",
        "Del",
        "F2",
        ".gladi",
    }
    assert written <= free, "say it as {key:...}"


def test_what_is_filled_in_is_what_the_table_says(desk: Desk) -> None:
    table = desk.window.actions_table
    use_language("en")
    assert filled("{key:hold} {do:go} {menu:keys}", table) == "`F9` **GO** **Menu › Help › Keys**"
    for action in table.of_mode(Mode.RUN):
        if action.strokes and not FAMILY.fullmatch(action.id):
            assert f"`{stroke_text(action.strokes[0])}`" in filled("{keys:run}", table)
            assert action.text in filled("{keys:run}", table)


def test_what_is_not_known_stays_readable(desk: Desk) -> None:
    assert filled("{key:no_such} {what:ever}", desk.window.actions_table) == "no_such ever"


@each_page
@each_language
def test_links_lead_to_pages_of_the_help_only(name: str, language: str) -> None:
    links = re.findall(r"\]\(([^)]*)\)", source(name, language))
    assert all(link.removesuffix(".md") in PAGES for link in links)
    assert "http" not in source(name, language)


@each_page
def test_indonesian_pages_use_the_words_of_the_field(name: str) -> None:
    text = source(name, "id")
    wrong = {word for word in NOT_THE_WORD if re.search(rf"\b{re.escape(word)}\b", text)}
    assert wrong == set()


def test_the_page_on_the_curves_says_what_they_are() -> None:
    assert "Indeks latihan, bukan prediksi" in source("curves", "id")
    assert "training index, not a prediction" in source("curves", "en")
    for language in LANGUAGES:
        assert "Perkap 1/2009" in source("curves", language)


@pytest.mark.parametrize("theme", THEMES)
def test_all_of_a_page_can_be_read_in_every_theme(qapp: QApplication, desk: Desk, theme: str) -> None:
    apply(qapp, THEMES[theme])
    ground = THEMES[theme].surfaces.panel
    for name in PAGES:
        document = QTextDocument()
        dress(document, read_page(name, desk.window.actions_table).text)
        block = document.begin()
        while block.isValid():
            walk = block.begin()
            over = block.blockFormat()
            base = over.background().color().name() if over.hasProperty(over.Property.BackgroundBrush) else ground
            while not walk.atEnd():
                look = walk.fragment().charFormat()
                under = look.background().color().name() if look.background().style().value else base
                ratio = contrast_ratio(look.foreground().color().name(), under)
                assert ratio >= TEXT_CONTRAST, (name, walk.fragment().text(), ratio)
                walk += 1
            block = block.next()


def open_help(desk: Desk, then: object) -> None:
    with desk.answering(then):  # type: ignore[arg-type]
        desk.press(Qt.Key.Key_F1, SHIFT)


def reading(sheet: QWidget) -> HelpSheet:
    assert isinstance(sheet, HelpSheet)
    return sheet


def test_it_opens_on_the_page_that_fits_the_mode(run: Desk) -> None:
    def look(sheet: QWidget) -> None:
        assert reading(sheet).shown.name == page_for(Mode.RUN)
        QTest.keyClick(reading(sheet).reader, Qt.Key.Key_Escape)

    open_help(run, look)
    assert {page_for(mode) for mode in Mode} <= set(PAGES)


def test_keys_scroll_turn_search_and_leave(run: Desk) -> None:
    use_language("en")

    def look(sheet: QWidget) -> None:
        page = reading(sheet)
        bar = page.reader.verticalScrollBar()
        QTest.keyClick(page.reader, Qt.Key.Key_PageDown)
        assert bar.value() > 0
        QTest.keyClick(page.reader, Qt.Key.Key_Right)
        assert page.shown.name == PAGES[1]
        assert bar.value() == 0
        QTest.keyClick(page.reader, Qt.Key.Key_Backspace)
        assert page.shown.name == PAGES[0]
        page.reader.anchorClicked.emit(QUrl("curves.md"))
        assert page.shown.name == "curves"
        page.reader.anchorClicked.emit(QUrl("https://example.org/curves"))
        assert page.shown.name == "curves"
        QTest.keyClick(page.reader, Qt.Key.Key_L)
        (field,) = page.findChildren(QLineEdit)
        assert page.focusWidget() is field
        QTest.keyClicks(field, "egitimacy")
        assert page.shown.name == "curves"
        assert page.reader.textCursor().selectedText().casefold() == "legitimacy"
        first = page.reader.textCursor().position()
        QTest.keyClick(field, Qt.Key.Key_Return)
        assert page.reader.textCursor().position() > first
        field.setText("quarantined nowhere")
        QTest.keyClick(field, Qt.Key.Key_Return)
        QTest.keyClick(field, Qt.Key.Key_Escape)
        assert field.text() == ""
        QTest.keyClick(page.reader, Qt.Key.Key_Escape)

    open_help(run, look)


def test_a_search_finds_across_pages(run: Desk) -> None:
    use_language("en")

    def look(sheet: QWidget) -> None:
        page = reading(sheet)
        (field,) = page.findChildren(QLineEdit)
        field.setFocus()
        QTest.keyClicks(field, "radio")
        seen = {page.shown.name}
        for _turn in range(12):
            QTest.keyClick(field, Qt.Key.Key_Return)
            seen.add(page.shown.name)
        assert "emergencies" in seen
        sheet.close()

    open_help(run, look)


def test_hold_works_while_the_help_is_read(run: Desk) -> None:
    def look(sheet: QWidget) -> None:
        QTest.keyClick(reading(sheet).reader, Qt.Key.Key_F9)
        assert run.view.state.status.value == "held"
        QTest.keyClick(reading(sheet).reader, Qt.Key.Key_Space)
        sheet.close()

    open_help(run, look)
    assert run.view.state.status.value == "held"


def test_a_missing_page_says_so(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    use_language("en")
    from player.ui.help import pages

    monkeypatch.setattr(pages, "page_file", lambda name, language: assets_folder() / "help" / "no such")
    assert "missing" in read_page("keys", desk.window.actions_table).text
