"""The sheet of an override to the eye and to a screen reader: every size, look and language, and plain text."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from player.i18n import LANGUAGES, _, use_language
from player.ui.override.sheet import OverrideSheet
from player.ui.theme import THEMES, apply, theme_in_use
from tests.helpers.desk import Desk
from tests.helpers.desk_script import short_script
from tests.helpers.override_hands import (
    BEHAVIOUR,
    ENTER,
    F5,
    FORCE,
    HOLD,
    PRESENCE,
    RELEASE,
    SET,
    TENSION,
    on_sheet,
    override,
    tap,
)

UP, TAB = Qt.Key.Key_Up, Qt.Key.Key_Tab
SIZES = [(1024, 640), (1366, 768), (1920, 1080)]
NASTY = "<b>x</b> &amp; A&B {n} %s"


def inside(sheet: QWidget, part: QWidget) -> bool:
    """Whether a part lies within the sheet as a whole."""
    corner = part.mapTo(sheet, QPoint(0, 0))
    return sheet.rect().contains(corner) and sheet.rect().contains(corner + QPoint(part.width() - 1, part.height() - 1))


class TestLooks:
    @pytest.mark.parametrize("size", SIZES)
    @pytest.mark.parametrize("language", LANGUAGES)
    def test_it_fits_into_the_window(self, branching: Desk, size: tuple[int, int], language: str) -> None:
        use_language(language)
        branching.shell.resize(*size)
        QApplication.processEvents()
        override(branching, TENSION, HOLD, "55")
        override(branching, FORCE, "q", HOLD, UP)

        def watch(sheet: OverrideSheet) -> None:
            for keys in ((TENSION, HOLD), (BEHAVIOUR, SET), (FORCE, "q", HOLD), (PRESENCE, RELEASE)):
                sheet.setFocus()
                tap(sheet, *keys, ENTER)
                QApplication.processEvents()
                assert sheet.width() <= branching.shell.width()
                assert sheet.height() <= branching.shell.height()
                fixed = (sheet.who.who, sheet.who.why, *sheet.who.reasons, *sheet.held, sheet._do, *sheet.how.modes)
                for part in (*fixed, *sheet.what.quantities):
                    assert inside(sheet, part), part
                    assert part.height() >= 34, part
                    assert part.width() >= 72, part
                if sheet.how.number.isVisible():
                    assert all(inside(sheet, part) for part in sheet.how.number._buttons)
                overlaps(sheet, (sheet.how.modes[2], sheet.how.number))
                sheet.grab()

        with branching.answering(on_sheet(watch)):
            branching.press(F5)

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_in_the_largest_text_nothing_lies_over_anything(self, run: Desk, qapp: QApplication, language: str) -> None:
        run.window.actions_table[f"language_{language}"].do()
        run.shell.resize(1024, 640)
        for keys in ((TENSION, HOLD), (PRESENCE, HOLD), (BEHAVIOUR, HOLD), (FORCE, "q", HOLD)):
            override(run, *keys)
        apply(qapp, theme_in_use(), scale=1.3)

        def watch(sheet: OverrideSheet) -> None:
            tap(sheet, FORCE, "q", SET, ENTER)
            for _turn in range(4):  # a height that follows from a width is known a turn later
                QApplication.processEvents()
            alone = (*sheet.held, *sheet.how.modes, *sheet.who.reasons, sheet.who.who, sheet.who.why, sheet._do)
            boxes = [QRect(part.mapTo(sheet, QPoint(0, 0)), part.size()) for part in alone]
            fixed = (*sheet.held, sheet._do)
            assert all(inside(sheet, part) for part in fixed)
            assert not [1 for place, box in enumerate(boxes) for other in boxes[:place] if box.intersects(other)]
            assert all(part.height() >= part.minimumSizeHint().height() for part in alone)
            for button in sheet.how.modes:
                layout = button.layout()
                assert layout is not None
                assert button.height() >= layout.totalHeightForWidth(button.width()), "no word of it is cut off"

        try:
            with run.answering(on_sheet(watch)):
                run.press(F5)
        finally:
            apply(qapp, theme_in_use(), scale=1.0)

    @pytest.mark.parametrize("theme", THEMES)
    def test_every_look(self, run: Desk, qapp: QApplication, theme: str) -> None:
        before = theme_in_use()
        run.window.actions_table[f"theme_{theme}"].do()

        def watch(sheet: OverrideSheet) -> None:
            tap(sheet, FORCE, "q", HOLD, ENTER)
            sheet.grab()

        with run.answering(on_sheet(watch)):
            run.press(F5)
        apply(qapp, before)

    def test_every_part_has_a_name_and_tab_reaches_it(self, run: Desk) -> None:
        def watch(sheet: OverrideSheet) -> None:
            tap(sheet, FORCE, "q", HOLD)
            parts = [one for one in sheet.findChildren(QWidget) if one.focusPolicy() != Qt.FocusPolicy.NoFocus]
            shown = [one for one in parts if one.isVisible() and one.isEnabled()]
            assert [one for one in shown if not one.accessibleName()] == []
            reached = set()
            for _turn in range(len(parts) + 2):
                tap(sheet, TAB)
                reached.add(sheet.focusWidget())
            assert set(shown) <= reached

        with run.answering(on_sheet(watch)):
            run.press(F5)

    def test_what_is_chosen_is_said_and_not_by_colour_alone(self, run: Desk) -> None:
        def watch(sheet: OverrideSheet) -> None:
            tap(sheet, BEHAVIOUR, HOLD)
            for button in (sheet.what.quantities[1], sheet.how.modes[1]):
                assert _("chosen") in button.accessibleName()
            assert _("chosen") not in sheet.how.modes[0].accessibleName()

        with run.answering(on_sheet(watch)):
            run.press(F5)

    def test_texts_of_the_script_and_of_people_are_plain(self, desk: Desk) -> None:
        desk.run(short_script(unit=f"{NASTY} unit", rank=f"{NASTY} rank"))
        desk.start_ex()
        override(desk, FORCE, "q", HOLD, UP, who=f"{NASTY} who", why=f"{NASTY} why")

        def watch(sheet: OverrideSheet) -> None:
            tap(sheet, FORCE, "q", HOLD)
            said = "\n".join(one.accessibleName() for one in sheet.findChildren(QAbstractButton))
            for what in ("unit", "rank", "who", "why"):
                assert f"{NASTY} {what}" in said, what
            for child in [sheet, *sheet.findChildren(QWidget)]:
                bare = child.toolTip().removeprefix("<p style='white-space:pre-wrap'>").removesuffix("</p>")
                assert "<" not in bare, child
                if isinstance(child, QLabel):
                    assert child.textFormat() == Qt.TextFormat.PlainText
                if isinstance(child, QAbstractButton):
                    assert child.shortcut().isEmpty()
            QTest.keyClick(sheet, Qt.Key.Key_B, Qt.KeyboardModifier.AltModifier)
            assert sheet.isVisible(), "an ampersand makes no key"

        with desk.answering(on_sheet(watch)):
            desk.press(F5)
        assert f"{NASTY} who" in desk.page.held.texts[0]
        assert "<b>" not in desk.page.held.toolTip()

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_in_every_language(self, run: Desk, language: str) -> None:
        run.window.actions_table[f"language_{language}"].do()
        seen = []
        with run.answering(on_sheet(lambda sheet: seen.append(sheet.windowTitle()))):
            run.press(F5)
        assert seen == [_("Override a value")]


def overlaps(sheet: OverrideSheet, parts: tuple[QWidget, QWidget]) -> None:
    """Fail where the second part lies over the first."""
    upper, lower = parts
    if lower.isVisible():
        bottom = upper.mapTo(sheet, QPoint(0, upper.height())).y()
        assert bottom <= lower.mapTo(sheet, QPoint(0, 0)).y()
