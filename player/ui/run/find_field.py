"""The field the log is searched with."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit

from player.i18n import _
from player.ui.theme import SPACE, scaled
from player.ui.widgets import Label

_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
_CLEAR_PX = 24
"""Room of the cross that empties the field."""


class FindField(QLineEdit):
    """A line for the words to look for, with what came of it at its end.

    Enter and the down key go on to the next entry found, Shift+Enter and the up key back; Enter in an empty field
    leaves it, as Esc does.

    Signals:
        stepped: another entry found is asked for: the next (1) or the one before (-1).
    """

    stepped = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setPlaceholderText(_("Find (Ctrl+F)"))
        self.setAccessibleName(_("Find in the log"))
        self.setToolTip(_("Enter goes to the next entry found, Shift+Enter back"))
        self.setClearButtonEnabled(True)
        self._result = Label("", "small", "soft", parent=self)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, scaled(_CLEAR_PX) + SPACE, 0)
        line.addStretch(1)
        line.addWidget(self._result)

    def show_result(self, text: str, *, missed: bool = False) -> None:
        """Say how much was found; ``missed``: nothing."""
        self._result.setText(text)
        self._result.set_tone("alarm" if missed else "soft")
        self._result.adjustSize()
        room = self._result.width() + 2 * SPACE if text else 0
        self.setTextMargins(0, 0, room, 0)
        self.setAccessibleDescription(text)

    @property
    def result(self) -> str:
        """What is said to be found."""
        return self._result.text()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Keep the keys that move through what is found: handed on, they would be keys of the window."""
        key, shifted = Qt.Key(event.key()), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if self.text().strip():
                self.stepped.emit(-1 if shifted else 1)
            else:
                self.clearFocus()
                self.window().setFocus()
        elif key in _STEPS:
            self.stepped.emit(_STEPS[key])
        else:
            super().keyPressEvent(event)
            return
        event.accept()
