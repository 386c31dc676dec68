"""The key sheet fits the window, and every key on it can be reached."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from player.ui.widgets import ActionButton
from tests.helpers.desk import Desk


@pytest.mark.parametrize("size", [(1024, 640), (1366, 768), (1920, 1080)])
def test_it_is_no_higher_than_the_window_and_scrolls(run: Desk, size: tuple[int, int]) -> None:
    run.shell.resize(*size)
    seen: list[bool] = []

    def look(sheet: QWidget) -> None:
        QApplication.processEvents()
        (area,) = sheet.findChildren(QScrollArea)
        bar = area.verticalScrollBar()
        assert sheet.height() <= size[1]
        assert sheet.width() <= size[0]
        assert (bar.maximum() > 0) is (size[1] < 1000)
        assert area.horizontalScrollBar().maximum() == 0, "no key is cut off at the side"
        (way_out,) = sheet.findChildren(ActionButton)
        assert sheet.rect().contains(way_out.geometry()), "the way out is in sight"
        if bar.maximum():
            QTest.keyClick(sheet.focusWidget() or sheet, Qt.Key.Key_PageDown)
            assert bar.value() > 0
        QTest.keyClick(sheet, Qt.Key.Key_Escape)
        seen.append(True)

    with run.answering(look):
        run.press(Qt.Key.Key_F1)
    assert seen
