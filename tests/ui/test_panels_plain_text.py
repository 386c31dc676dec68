"""What comes from a script or from a note is shown as it was written: no markup, no mnemonics, no placeholders."""

from __future__ import annotations

from html import unescape
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QTextEdit,
    QToolTip,
    QWidget,
)

from player.i18n import _
from player.model import events as ev
from player.model.scenario import LoadedScenario
from player.ui.problems import ProblemSheet
from player.ui.scenario.map import show_plain_tooltip
from player.ui.widgets.painted import plain_tip
from tests.helpers.desk import Desk
from tests.helpers.desk_script import short_script

NASTY = "<b>x</b><img src='/etc/passwd'> &amp; A&B {n} %s %1"
WORDS = ("title", "place", "unit", "phase", "goal", "arrival", "from", "text", "expected", "rank")


@pytest.fixture(scope="module")
def nasty() -> LoadedScenario:
    return short_script(**{word: f"{NASTY} {word}" for word in WORDS})


@pytest.fixture
def desk_of_it(desk: Desk, nasty: LoadedScenario) -> Desk:
    desk.run(nasty)
    desk.start_ex()
    return desk


def widgets(desk: Desk) -> list[QWidget]:
    return [child for child in desk.shell.findChildren(QWidget) if child.isVisible()]


def tip_of(child: QWidget) -> str:
    """What a tool tip shows: the words as they were given to `plain_tip`."""
    return unescape(child.toolTip().removeprefix(plain_tip("x").partition("x")[0]).removesuffix("</p>"))


def assert_plain(root: QWidget) -> None:
    """No widget that would read markup shows any text from outside, and none has made a key of an ampersand."""
    for child in [root, *root.findChildren(QWidget)]:
        assert "<" not in child.toolTip() or child.toolTip() == plain_tip(tip_of(child)), child
        if isinstance(child, QLabel):
            assert child.textFormat() == Qt.TextFormat.PlainText or child.text() == "", child.text()
        if isinstance(child, QAbstractButton):
            assert child.shortcut().isEmpty(), child.text()
        assert not isinstance(child, QTextEdit) or isinstance(child, QPlainTextEdit)


class TestRun:
    def test_labels_tell_no_markup(self, desk_of_it: Desk) -> None:
        desk_of_it.pass_ms(61_000)
        assert_plain(desk_of_it.shell)

    def test_every_word_is_there_as_written(self, desk_of_it: Desk) -> None:
        desk = desk_of_it
        desk.press(Qt.Key.Key_Down)
        desk.press(Qt.Key.Key_Space)
        desk.press(Qt.Key.Key_Up)
        shown = [child.text() for child in widgets(desk) if isinstance(child, QLabel)]
        shown += [tip_of(child) for child in widgets(desk)]  # where there is little room
        for panel in (desk.page.injects, desk.page.expected, desk.page.units, desk.page.log):
            shown += [row.spoken for row in desk.rows(panel)]
        text = "\n".join(shown)
        for word in WORDS:
            if word != "place":
                assert f"{NASTY} {word}" in text, word

    def test_the_window_is_called_that(self, desk_of_it: Desk) -> None:
        assert desk_of_it.shell.windowHandle().title() == f"{NASTY} title – Gladi"

    def test_a_note_is_shown_and_saved_as_typed(self, desk_of_it: Desk) -> None:
        desk = desk_of_it
        desk.press(Qt.Key.Key_N)
        desk.type(NASTY)
        desk.press(Qt.Key.Key_Return)
        (note,) = desk.bodies(ev.NoteWritten)
        assert note.text == NASTY
        assert desk.rows(desk.page.log)[-1].text == NASTY
        assert_plain(desk.shell)

    def test_it_is_painted_as_letters(self, desk_of_it: Desk) -> None:
        """The picture of a title with markup is not the picture of the bold word it would make."""
        label = next(
            child for child in widgets(desk_of_it) if isinstance(child, QLabel) and child.text() == f"{NASTY} phase"
        )
        with_markup = label.grab().toImage()
        label.setText("x")
        assert different(with_markup, label.grab().toImage())

    def test_the_order_sheet(self, desk_of_it: Desk) -> None:
        def look(sheet: QWidget) -> None:
            assert_plain(sheet)
            assert f"{NASTY} rank" in [child.text() for child in sheet.findChildren(QAbstractButton)]
            QTest.keyClick(sheet, Qt.Key.Key_B, Qt.KeyboardModifier.AltModifier)
            assert sheet.isVisible(), "an ampersand makes no key"
            QTest.keyClick(sheet, Qt.Key.Key_1)

        with desk_of_it.answering(look):
            desk_of_it.press(desk_of_it.unit_key("arrest"))
        assert [order.rank for order in desk_of_it.bodies(ev.OrderGiven)] == [f"{NASTY} rank"]

    def test_the_menu_of_an_inject(self, desk_of_it: Desk) -> None:
        seen: list[str] = []

        def look() -> None:
            menu = QApplication.activePopupWidget()
            assert isinstance(menu, QMenu)
            seen.extend(entry.text() for entry in menu.actions())

        view = desk_of_it.list_of(desk_of_it.page.injects)
        with desk_of_it.popup(look):
            view.customContextMenuRequested.emit(view.visualRect(view.rows.index(0)).center())
        assert seen
        assert not any("&" in text for text in seen)

    def test_a_refusal_that_names_it(self, desk_of_it: Desk) -> None:
        desk = desk_of_it
        for _turn in range(2):
            desk.press(desk.unit_key("line"))
        assert NASTY in desk.page.notice.text
        assert_plain(desk.page.notice)


def test_review(desk_of_it: Desk) -> None:
    desk = desk_of_it
    desk.pass_ms(61_000)
    desk.end_ex(_("END"))
    desk.window.actions_table["to_review"].do()
    assert_plain(desk.shell)
    assert any(NASTY in row.text for row in desk.rows(desk.page.log))


def test_home(desk: Desk, nasty: LoadedScenario, tmp_path: Path) -> None:
    folder = tmp_path / "scripts"
    folder.mkdir()
    (folder / "<b>nasty & co.yaml").write_text(nasty.text, encoding="utf-8")
    (folder / "<i>bad & co.yaml").write_text("gladi: 2\n<b>: x", encoding="utf-8")
    desk.run(nasty)
    desk.start_ex()
    desk.end_ex(_("END"))
    object.__setattr__(desk.window.around, "scenarios", lambda: sorted(folder.iterdir()))
    desk.window.actions_table["home"].do()
    assert_plain(desk.shell)
    titles = [row.title for view in desk.lists() for row in view.rows.rows]
    assert sorted(titles) == sorted([f"{NASTY} title", f"{NASTY} title", "<i>bad & co.yaml"])

    desk.window.open_file(folder / "<i>bad & co.yaml")
    assert_plain(desk.shell)


def test_the_page_of_a_script(desk: Desk, nasty: LoadedScenario, tmp_path: Path) -> None:
    path = tmp_path / "nasty.yaml"
    path.write_text(nasty.text, encoding="utf-8")
    page = desk.open_script(path)
    assert page.tabs is not None
    said = [page.band.accessibleName()]
    for key in (*"123456789", "1", Qt.Key.Key_Down):
        desk.press(Qt.Key(ord(key)) if isinstance(key, str) else key)
        page.grab()
        assert_plain(desk.shell)
        said += [str(row.spoken) for view in desk.lists() for row in view.rows.rows]
        said += [child.accessibleDescription() for child in widgets(desk)]
        said += [child.text() for child in widgets(desk) if isinstance(child, QLabel)]
    text = "\n".join(said)
    for word in WORDS:
        assert f"{NASTY} {word}" in text, word


def test_a_tooltip_of_a_script(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[str] = []
    monkeypatch.setattr(QToolTip, "showText", lambda _where, text, _widget: shown.append(text))
    show_plain_tooltip(QPoint(), NASTY, desk.window)
    show_plain_tooltip(QPoint(), "", desk.window)
    (told, nothing) = shown
    assert "<b>" not in told
    assert "&lt;b&gt;" in told
    assert nothing == ""


def test_the_sheet_of_problems(desk: Desk) -> None:
    sheet = ProblemSheet(NASTY, NASTY, desk.shell)
    assert_plain(sheet)
    (words,) = sheet.findChildren(QPlainTextEdit)
    assert words.toPlainText() == NASTY
    sheet.deleteLater()


def test_fields_and_boxes_hold_no_text_from_outside(desk_of_it: Desk) -> None:
    for child in widgets(desk_of_it):
        if isinstance(child, QComboBox):
            assert not any(NASTY in child.itemText(number) for number in range(child.count()))
        if isinstance(child, QLineEdit):
            assert NASTY not in child.placeholderText()


def different(one: QImage, other: QImage) -> bool:
    return one != other
