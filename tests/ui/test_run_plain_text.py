"""What a script says of its course is shown as it was written: no markup, no mnemonics, no placeholders."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from player.i18n import LANGUAGES, use_language
from player.model import events as ev
from player.model.times import MINUTE_MS
from player.ui.override.sheet import OverrideSheet
from player.ui.rows import RowView
from player.ui.widgets import Label
from tests.helpers.desk import ALT, Desk
from tests.helpers.desk_branches import branching_script
from tests.helpers.override_hands import F5, FORCE, HOLD, on_sheet, override, tap

NASTY = "<b>x</b> &amp; A&B {n} {title} %s"
OURS = {
    "Do they accept?": "question",
    "They reject it": "answer",
    "Water\n": "phase",
    "Radios tried": "item",
    "Throwing stones at officers": "tag",
    "Helmets first.": "note",
    "Hold the line.": "order",
    "The crowd presses.": "reason",
    "Greet the crowd": "expected",
    "Dalmas Awal": "unit",
}
"""Texts of the script, and what each is."""


@pytest.fixture
def nasty(desk: Desk) -> Desk:
    """The branching drill with markup for every text."""
    quoted = {text: f"'{NASTY} {what}'" + "\n" * text.endswith("\n") for text, what in OURS.items()}
    desk.run(branching_script(**quoted))
    return desk


def assert_plain(root: QWidget) -> None:
    for child in [root, *root.findChildren(QWidget)]:
        inside = child.toolTip().removeprefix("<p style='white-space:pre-wrap'>").removesuffix("</p>")
        assert "<" not in inside, child
        if isinstance(child, QLabel):
            assert child.textFormat() == Qt.TextFormat.PlainText or child.text() == "", child.text()
        if isinstance(child, QAbstractButton):
            assert child.shortcut().isEmpty(), child.text()


def shown(root: QWidget) -> str:
    """Everything in sight, and what rows and buttons say of themselves."""
    said = [one.text() for one in root.findChildren(Label) if one.isVisible()]
    said += [one.accessibleName() for one in root.findChildren(QAbstractButton) if one.isVisible()]
    for view in root.findChildren(RowView):
        if view.isVisible():
            said += [row.spoken for row in view.rows.rows]
    return "\n".join(said)


def tips(root: QWidget) -> list[str]:
    """The tool tips of every row in sight."""
    return [
        view.rows.data(view.rows.index(place), Qt.ItemDataRole.ToolTipRole) or ""
        for view in root.findChildren(RowView)
        if view.isVisible()
        for place in range(view.rows.rowCount())
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_on_the_page(nasty: Desk, language: str) -> None:
    use_language(language)
    assert_plain(nasty.page)
    before = shown(nasty.page)
    nasty.start_ex()
    nasty.pass_until(MINUTE_MS)
    assert_plain(nasty.page)
    seen = before + shown(nasty.page)
    for what in ("question", "item", "tag", "note", "order", "expected"):
        assert f"{NASTY} {what}" in seen, what
    assert not any("<b>" in tip for tip in tips(nasty.page))
    assert any("&lt;b&gt;" in tip for tip in tips(nasty.page))


@pytest.mark.parametrize(
    ("key", "words"),
    [
        (Qt.Key.Key_F2, ("question", "answer", "phase")),
        (Qt.Key.Key_F3, ("item", "phase")),
        (Qt.Key.Key_F4, ("phase",)),
    ],
)
def test_on_the_sheets(nasty: Desk, key: Qt.Key, words: tuple[str, ...]) -> None:
    nasty.start_ex()

    def look(sheet: QWidget) -> None:
        assert_plain(sheet)
        for word in words:
            assert f"{NASTY} {word}" in shown(sheet), word
        QTest.keyClick(sheet, Qt.Key.Key_B, Qt.KeyboardModifier.AltModifier)
        assert sheet.isVisible(), "an ampersand makes no key"
        QTest.keyClick(sheet, Qt.Key.Key_Escape)

    with nasty.answering(look):
        nasty.press(key)
    assert nasty.bodies()[-1].NAME != "decision_taken"


def test_of_what_was_seen_and_recorded(nasty: Desk) -> None:
    nasty.start_ex()
    nasty.pass_until(MINUTE_MS)
    nasty.press(Qt.Key.Key_4)
    nasty.press(Qt.Key.Key_2, ALT)
    with nasty.answering(lambda sheet: QTest.keyClick(sheet, Qt.Key.Key_1)):
        nasty.press(nasty.unit_key("line"))
    assert_plain(nasty.page)
    said = shown(nasty.page)
    for what in ("tag", "reason", "unit"):
        assert f"{NASTY} {what}" in said, what
    assert len(nasty.bodies(ev.CasualtyRecorded)) == 1
    assert not any("<b>" in tip for tip in tips(nasty.page))


def test_of_what_is_overridden(nasty: Desk) -> None:
    nasty.start_ex()
    override(nasty, FORCE, "q", HOLD, Qt.Key.Key_Up, who=f"{NASTY} who", why=f"{NASTY} why")
    assert_plain(nasty.page)
    said = shown(nasty.page) + "\n".join((*nasty.page.held.texts, nasty.page.held.accessibleName()))
    for what in ("unit", "who", "why"):
        assert f"{NASTY} {what}" in said, what
    assert "<b>" not in nasty.page.held.toolTip()

    def look(sheet: OverrideSheet) -> None:
        tap(sheet, FORCE)
        assert_plain(sheet)
        for what in ("unit", "who"):
            assert f"{NASTY} {what}" in shown(sheet), what

    with nasty.answering(on_sheet(look)):
        nasty.press(F5)
