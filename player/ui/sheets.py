"""Showing a sheet over the window, and clearing it away."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog


def ask(sheet: QDialog) -> bool:
    """Show a sheet until it is answered; gives whether it was accepted.

    The sheet can still be read when this returns. It is deleted soon after, and the keyboard is back in its window.
    """
    accepted = sheet.exec() == QDialog.DialogCode.Accepted
    parent = sheet.parentWidget()
    if parent is not None:
        parent.activateWindow()
        parent.setFocus()
    sheet.deleteLater()
    return bool(accepted)
