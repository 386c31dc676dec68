"""Sheets over the window: what they share, showing one, and clearing it away."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QDialog, QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from player.i18n import _
from player.ui.theme import PAD, SPACE
from player.ui.widgets import ActionButton


class Sheet(QDialog):
    """A sheet over the window; put things in ``column``, a vertical layout."""

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setModal(True)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(2 * PAD, PAD, 2 * PAD, 2 * PAD)
        self.column.setSpacing(2 * SPACE)

    def add_close(self) -> None:
        """Put the one button of a sheet that only shows something under the rest."""
        close = ActionButton(_("Close"), "x", "Esc")
        close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(close)
        self.column.addLayout(foot)


def ask(sheet: QDialog) -> bool:
    """Show a sheet until it is answered; gives whether it was accepted.

    The sheet can still be read when this returns. It is deleted soon after, and the keyboard is back where it was: in
    a half-written note, letters go on being text.
    """
    before = QApplication.focusWidget()
    accepted = sheet.exec() == QDialog.DialogCode.Accepted
    parent = sheet.parentWidget()
    if parent is not None:
        parent.activateWindow()
        stood = before is not None and isValid(before) and before.isVisible() and before.window() is parent.window()
        back = before if stood else parent.focusWidget()  # a window may still name a child that was left before
        (back or parent).setFocus()
    sheet.deleteLater()
    return bool(accepted)
