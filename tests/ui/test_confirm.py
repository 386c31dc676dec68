"""The sheet that asks for a word before something that cannot be taken back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from player.i18n import LANGUAGES, _, use_language
from player.ui.confirm import ConfirmSheet
from player.ui.widgets import Label


@pytest.mark.parametrize("language", LANGUAGES)
def test_after_a_wrong_word_both_ways_to_confirm_still_stand_there(qtbot: QtBot, language: str) -> None:
    use_language(language)
    parent = QWidget()
    qtbot.addWidget(parent)
    sheet = ConfirmSheet("End", "It ends.", "STOP", "End", parent)
    sheet.show()
    asked = sheet.height()
    (field,) = sheet.findChildren(QLineEdit)
    field.setText("stopp")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert sheet.isVisible()
    wrong = _("That is not the word. Type {word}, or hold the button for two seconds.").format(word="STOP")
    assert wrong in [label.text() for label in sheet.findChildren(Label)]
    assert sheet.sizeHint().height() <= asked, "nothing jumps"
    field.setText("stop")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert sheet.result() == ConfirmSheet.DialogCode.Accepted
