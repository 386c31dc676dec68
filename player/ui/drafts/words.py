"""Fields to write in, as the sheets of a review have them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QPlainTextEdit, QWidget

from player.engine.entries import LONGEST_NAME, LONGEST_NOTE
from player.ui.theme import SPACE, scaled
from player.ui.widgets import Label

ENTER_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_SHIFT, _CTRL, _ALT = (
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
)


class Words(QPlainTextEdit):
    """A few lines of plain text. Enter is for the sheet, Shift+Enter breaks the line.

    Args:
        name: what it is; also shown while it is empty.
        lines: how many lines are in sight.
        breaks: Enter breaks the line, and Ctrl+Enter is for the sheet.

    Signals:
        saved: the key that saves was pressed in it.
    """

    saved = Signal()

    def __init__(self, name: str, lines: int = 4, *, breaks: bool = False) -> None:
        super().__init__()
        self._breaks = breaks
        self.setAccessibleName(name)
        self.setPlaceholderText(name)
        self.setTabChangesFocus(True)
        height = self.fontMetrics().lineSpacing() * lines + 4 * SPACE
        if breaks:
            self.setMinimumHeight(height)
        else:
            self.setFixedHeight(height)
        self.textChanged.connect(self._keep_short)

    @property
    def text(self) -> str:
        """What stands in it."""
        return self.toPlainText()

    def put(self, text: str) -> None:
        """Let it hold this text, to go on writing at its end."""
        self.setPlainText(text)
        self.moveCursor(self.textCursor().MoveOperation.End)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Save, or break the line; keys with Alt are for the sheet."""
        with_ctrl, with_shift = bool(event.modifiers() & _CTRL), bool(event.modifiers() & _SHIFT)
        if event.key() in ENTER_KEYS and (with_ctrl or (not self._breaks and not with_shift)):
            if not event.isAutoRepeat():
                self.saved.emit()
        elif event.key() in ENTER_KEYS:
            self.textCursor().insertBlock()
            self.ensureCursorVisible()
        elif event.modifiers() & _ALT and not with_ctrl:  # both together are AltGr, which types
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _keep_short(self) -> None:
        text = self.toPlainText()
        if len(text) > LONGEST_NOTE:
            self.put(text[:LONGEST_NOTE])


def line_field(name: str, longest: int = LONGEST_NAME) -> QLineEdit:
    """A line to write in; its name is shown while it is empty."""
    field = QLineEdit()
    field.setMaxLength(longest)
    field.setAccessibleName(name)
    field.setPlaceholderText(name)
    return field


def choice_field(name: str, choices: Sequence[tuple[str, object]], chosen: object) -> QComboBox:
    """A list to choose from: the words and what each stands for. A value that is not among them is none of them."""
    box = QComboBox()
    box.setAccessibleName(name)
    for text, value in choices:
        box.addItem(text, value)
    place = next((place for place, (_text, value) in enumerate(choices) if value == chosen), 0)
    box.setCurrentIndex(place)
    box.setMinimumContentsLength(24)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    return box


def labelled(text: str, field: QWidget) -> QHBoxLayout:
    """A field with its name before it."""
    row = QHBoxLayout()
    row.setSpacing(2 * SPACE)
    label = Label(text, "small", "soft")
    label.setFixedWidth(scaled(150))
    row.addWidget(label)
    row.addWidget(field, 1)
    return row
