"""Showing a sheet over the window, and clearing it away."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog


def ask(sheet: QDialog) -> bool:
    """Show a sheet until it is answered; gives whether it was accepted.

    The sheet can still be read when this returns. It is deleted soon after, and the keyboard is back where it was: in
    a half-written note, letters go on being text.
    """
    accepted = sheet.exec() == QDialog.DialogCode.Accepted
    parent = sheet.parentWidget()
    if parent is not None:
        parent.activateWindow()
        (parent.focusWidget() or parent).setFocus()
    sheet.deleteLater()
    return bool(accepted)
