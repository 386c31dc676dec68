"""Hands that hold F12, for tests of a real emergency."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget

from player.engine.state import Status
from player.model import events as ev
from player.ui.confirm import ConfirmSheet
from player.ui.emergency.hold import HOLD_MS, LET_GO_MS
from player.ui.emergency.page import EmergencyPage
from player.ui.emergency.part import EmergencyPart
from tests.helpers.desk import NONE, Desk

F12 = Qt.Key.Key_F12
LOOK_MS = 40


def status(desk: Desk) -> Status:
    return desk.view.state.status


def declared(desk: Desk) -> int:
    """How often an emergency was declared."""
    return len(desk.bodies(ev.EmergencyDeclared))


def answer(word: str) -> Callable[[QWidget], None]:
    """Type a word into the sheet that asks for it."""

    def type_it(sheet: QWidget) -> None:
        assert isinstance(sheet, ConfirmSheet)
        (field,) = sheet.findChildren(QLineEdit)
        QTest.keyClicks(field, word)
        QTest.keyClick(field, Qt.Key.Key_Return)

    return type_it


def part_of(desk: Desk) -> EmergencyPart:
    return desk.window.part(EmergencyPart)


def page_of(desk: Desk) -> EmergencyPage:
    page = part_of(desk).emergency
    assert page is not None
    return page


def wait(desk: Desk, ms: int) -> None:
    """Let time pass, looking at what is held as the window does."""
    while ms > 0:
        step_ms = min(LOOK_MS, ms)
        desk.clock.advance_ms(step_ms)
        part_of(desk).holding.look()
        ms -= step_ms


def hold_f12(desk: Desk, ms: int = HOLD_MS, target: QWidget | None = None) -> None:
    """Hold F12 for so long, and see what comes of it."""
    QTest.keyPress(target or desk.target, F12, NONE)
    wait(desk, ms)
    QTest.keyRelease(desk.target, F12, NONE)
    wait(desk, 2 * LET_GO_MS)
