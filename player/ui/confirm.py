"""Confirming what cannot be taken back: a word to type or a button to hold, never a Yes that Enter says by itself."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from player.i18n import _
from player.ui.sheets import Sheet
from player.ui.theme import SPACE, scaled
from player.ui.widgets import ActionButton, Label

HOLD_MS = 2000
_STEP_MS = 50


class ConfirmSheet(Sheet):
    """Asks for a word, or for two seconds on the button.

    Args:
        title: what will be done.
        text: what follows from it.
        word: the word to type.
        action: label of the button to hold, and ``icon`` beside it.
    """

    def __init__(self, title: str, text: str, word: str, action: str, parent: QWidget, icon: str = "flag") -> None:
        super().__init__(title, parent)
        self._word = word
        self._held_ms = 0
        self._timer = QTimer(self)
        self._timer.setInterval(_STEP_MS)
        self._timer.timeout.connect(self._hold_on)
        self._field = QLineEdit()
        self._field.setAccessibleName(_("Word that confirms"))
        self._field.setPlaceholderText(word)
        self._button = ActionButton(action, icon, variant="danger", size="large")
        self._button.pressed.connect(self._timer.start)
        self._button.released.connect(self._let_go)
        leave = ActionButton(_("Go back"), "x", "Esc")
        leave.clicked.connect(self.reject)
        whole = self.column
        whole.addWidget(Label(title, "title"))
        whole.addWidget(Label(text, "body", wrap=True))
        ask = _("Type {word} and press Enter, or hold the button for two seconds.").format(word=word)
        self._ask = Label(ask, "body", "soft", wrap=True)
        whole.addWidget(self._ask)
        whole.addWidget(self._field)
        foot = QHBoxLayout()
        foot.setSpacing(2 * SPACE)
        foot.addWidget(self._button)
        foot.addStretch(1)
        foot.addWidget(leave)
        whole.addSpacing(SPACE)
        whole.addLayout(foot)
        self.setFixedWidth(scaled(480))
        self._field.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Enter confirms only the right word."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if self._field.text().strip().casefold() == self._word.casefold():
                self.accept()
            else:
                wrong = _("That is not the word. Type {word}, or hold the button for two seconds.")
                self._ask.setText(wrong.format(word=self._word))
                self._ask.set_tone("alarm")
                self._field.setFocus()
                self._field.selectAll()
            return
        super().keyPressEvent(event)

    def _hold_on(self) -> None:
        self._held_ms += _STEP_MS
        self._button.set_progress(self._held_ms / HOLD_MS)
        if self._held_ms >= HOLD_MS:
            self._timer.stop()
            self.accept()

    def _let_go(self) -> None:
        self._timer.stop()
        self._held_ms = 0
        self._button.set_progress(0.0)
