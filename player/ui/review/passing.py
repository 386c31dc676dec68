"""What is said in passing goes at the next key, so that it never stands over what is looked at by then."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from player.ui.widgets import Notice


class Passing(QObject):
    """Watches for the next key while something stands in a notice."""

    def __init__(self, notice: Notice) -> None:
        super().__init__(notice)
        self._notice, self._text = notice, ""

    def watch(self, *, on: bool) -> None:
        """Let what is said now go at the next key, or (not ``on``) stay as long as it was meant to."""
        self._text = self._notice.text
        application = QApplication.instance()
        if application is not None:
            application.removeEventFilter(self)  # it sees every event there is: never longer than need be
            if on:
                application.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002, N802
        """Hide the notice as a key goes down."""
        if type(event) is QKeyEvent and event.type() == QEvent.Type.KeyPress:
            text = self._text
            self.watch(on=False)
            if self._notice.text == text:  # by now it may be something else
                self._notice.dismiss()
        return False
