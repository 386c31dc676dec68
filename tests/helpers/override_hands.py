"""Hands on the sheet of an override: keys where the keyboard is, and one override from the first key to the last."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from player.ui.override.sheet import OverrideSheet
from tests.helpers.desk import NONE, Desk

F5, ENTER, ESC = Qt.Key.Key_F5, Qt.Key.Key_Return, Qt.Key.Key_Escape
TENSION, BEHAVIOUR, PRESENCE, FORCE = "1", "2", "3", "4"
SET, HOLD, RELEASE = "s", "h", "l"
WHO, WHY = "Kompol Rini", "2 buses have come"


def tap(sheet: QWidget, *keys: Qt.Key | str) -> None:
    """Press keys, or type texts, where the keyboard is on the sheet."""
    for key in keys:
        target = sheet.focusWidget() or sheet
        if isinstance(key, str):
            QTest.keyClicks(target, key)
        else:
            QTest.keyClick(target, key, NONE)


def on_sheet(then: Callable[[OverrideSheet], object]) -> Callable[[QWidget], None]:
    """Something to do on the sheet of an override, as an answer to the sheet that opens."""

    def answer(sheet: QWidget) -> None:
        assert isinstance(sheet, OverrideSheet)
        then(sheet)
        if sheet.isVisible():
            tap(sheet, ESC, ESC)
        assert not sheet.isVisible()

    return answer


def override(desk: Desk, *keys: Qt.Key | str, who: str = WHO, why: str = WHY) -> None:
    """Open the sheet, press these keys, then Enter and what it asks for: who, why."""

    def fill(sheet: OverrideSheet) -> None:
        tap(sheet, *keys, ENTER)
        if not sheet.who.who.text():
            tap(sheet, who, ENTER)
        tap(sheet, why, ENTER)
        assert not sheet.isVisible(), sheet.errors

    with desk.answering(on_sheet(fill)):
        desk.press(F5)
