"""What the sheet of an override is put together from: headings that say what is wrong, a number, a text."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from player.ui.override.draft import Scale, number
from player.ui.theme import SPACE, scaled, text_font
from player.ui.widgets import ActionButton, Label
from player.ui.widgets.scroll import scrolling

_FIELD_PX = 44
_LONGEST_NUMBER = 12
_SUGGESTIONS_ACROSS = 2


class Heading(QWidget):
    """The name of a part of the sheet; where something is wrong there, that takes its place."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self._name = Label(title, "caption", "soft")
        self._error = Label("", "strong", "alarm")
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        line.addWidget(self._name)
        line.addWidget(self._error, 1)

    @property
    def error(self) -> str:
        """What is wrong, or empty."""
        return self._error.text()

    def show_error(self, text: str) -> None:
        """Say what is wrong; empty: nothing."""
        self._error.setText(text)
        self._name.setVisible(not text)


class NumberField(QWidget):
    """A number to type, with large buttons that move it.

    Signals:
        typed: somebody typed, or moved it.
    """

    typed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._scale = Scale(100, 1, 10)
        self.field = QLineEdit()
        self.field.setMaxLength(_LONGEST_NUMBER)
        self.field.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.field.setFont(text_font("figure_l"))
        self.field.setFixedHeight(scaled(_FIELD_PX + 2 * SPACE))
        self.field.textEdited.connect(self.typed)
        self._buttons = [self._make(sign) for sign in (-2, -1, 1, 2)]
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(SPACE)
        grid.addWidget(self.field, 0, 0, 1, len(self._buttons))
        for place, button in enumerate(self._buttons):
            grid.addWidget(button, 1, place)
            grid.setColumnStretch(place, 1)

    def use(self, scale: Scale, name: str) -> None:
        """Hold numbers of another scale; ``name`` says what they are."""
        self._scale = scale
        self.field.setAccessibleName(name)
        for button, by in zip(self._buttons, (-scale.large, -scale.small, scale.small, scale.large), strict=True):
            button.show_as(f"{by:+d}".replace("-", "−"))

    def show_text(self, text: str | None) -> None:
        """Show a number, or what was typed for one; the keyboard stays on it as it was."""
        if text is not None and self.field.text() != text:
            whole = self.field.hasSelectedText()
            self.field.setText(text)
            if whole:
                self.field.selectAll()

    def take_keyboard(self) -> None:
        """Let the next digits be the number."""
        self.field.setFocus()
        self.field.selectAll()

    def step(self, sign: int) -> None:
        """Move the number by a step: 1 or -1 a small one, 2 or -2 a large one."""
        by = {1: self._scale.small, 2: self._scale.large}[abs(sign)] * (1 if sign > 0 else -1)
        present = number(self.field.text())
        moved = (0 if present is None else present) + by
        self.field.setText(str(min(self._scale.highest, max(0, moved))))
        self.typed.emit()

    def _make(self, sign: int) -> ActionButton:
        button = ActionButton("", size="large")
        button.counts_fast_clicks = True
        button.setFixedHeight(scaled(_FIELD_PX + 2 * SPACE))
        button.clicked.connect(lambda: self.step(sign))
        return button


class TextField(QLineEdit):
    """A line to write in, high enough for a finger."""

    def __init__(self, name: str, hint: str, longest: int) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self.setMaxLength(longest)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802
        """Room for a finger; the style sheet would make it lower."""
        return QSize(super().sizeHint().width(), scaled(_FIELD_PX))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """The same height."""
        return QSize(scaled(_FIELD_PX), scaled(_FIELD_PX))

    def put(self, text: str) -> None:
        """Write a text; the keyboard stays where it is."""
        self.setText(text)
        self.textEdited.emit(text)


class _ListArea(QScrollArea):
    """Scrolls by wheel and finger; the arrows are keys of the sheet."""

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Leave every key to the sheet."""
        event.ignore()


def giving_way(inside: QWidget) -> QScrollArea:
    """A widget that scrolls, and in the largest text is the first to give way."""
    area = scrolling(inside, _ListArea())
    area.setMinimumHeight(1)
    area.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
    return area


def stacked(parts: Sequence[QWidget], *, stretch: bool = False) -> QWidget:
    """Widgets over one another; ``stretch``: what room is left stays empty beneath."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(SPACE)
    for part in parts:
        column.addWidget(part)
    if stretch:
        column.addStretch(1)
    return holder


def side_by_side(parts: Sequence[QWidget], *, across: int = _SUGGESTIONS_ACROSS) -> QWidget:
    """Widgets in so many columns of one width."""
    holder = QWidget()
    grid = QGridLayout(holder)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setSpacing(SPACE)
    for place, part in enumerate(parts):
        grid.addWidget(part, place // across, place % across)
    for column in range(across):
        grid.setColumnStretch(column, 1)
    grid.setRowStretch(-(-len(parts) // across), 1)
    return holder
