"""One preference: what it is about, and its values side by side, of which one is on."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from player.ui.theme import RULE, SMALL_PX, SPACE, scaled, text_font
from player.ui.widgets import Label, paint_box, paint_icon_in, paint_text
from player.ui.widgets.buttons import KitButton
from player.ui.widgets.painted import LEFT, text_width

_HEIGHT_PX = 36
_TITLE_PX = 300


class OptionButton(KitButton):
    """A value on offer. The one that is on has a ground of its own and a check mark."""

    def __init__(self, value: str, text: str, about: str) -> None:
        super().__init__()
        self.value = value
        self._text = text
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"{about}: {text}")

    def sizeHint(self) -> QSize:  # noqa: N802
        """Room for the text and the check mark, whether it is on or not, so that nothing moves."""
        wide = text_width(text_font("strong"), self._text) + scaled(SMALL_PX) + 8 * SPACE
        return QSize(round(wide), scaled(_HEIGHT_PX))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """The same."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Leave the arrows to the row."""
        if event.key() in {Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down}:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        """Paint it."""
        theme, painter, box = self.theme, QPainter(self), self.rect().toRectF()
        accent, on = theme.tones.accent, self.isChecked()
        over = self.underMouse() or self.isDown()
        ground = accent.fill if on else theme.surfaces.hover if over else theme.surfaces.panel
        ink = accent.on_fill if on else theme.ink
        paint_box(painter, box, ground, accent.fill if on else theme.edge)
        font, mark = text_font("strong"), scaled(SMALL_PX)
        words = text_width(font, self._text)
        left = (box.width() - words - (mark + SPACE if on else 0)) / 2
        if on:
            paint_icon_in(painter, box, left, "check", ink, mark)
            left += mark + SPACE
        paint_text(painter, font, ink, box.adjusted(left, 0, 0, 0), self._text, LEFT)
        if self.shows_focus:
            paint_box(painter, box, None, theme.surfaces.panel, line_px=RULE + 2)
            paint_box(painter, box, None, theme.focus, line_px=RULE + 1)


class OptionRow(QWidget):
    """A preference. Left and Right put the next value on at once.

    Args:
        name: of the preference, never shown.
        title: what it is about; ``hint``: what follows from it, may be empty.
        options: value and text of each.
        value: the one in force.

    Signals:
        chosen: another value was put on (the name, the value).
        left: Up (-1) or Down (1) was pressed.
    """

    chosen = Signal(str, str)
    left = Signal(int)

    def __init__(self, name: str, title: str, hint: str, options: Sequence[tuple[str, str]], value: str) -> None:
        super().__init__()
        self.name = name
        self.setAccessibleName(title)
        self.buttons = [OptionButton(one, text, title) for one, text in options]
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addWidget(Label(title, "strong"))
        if hint:
            told = Label(hint, "small", "soft", wrap=True)
            told.setFixedWidth(scaled(_TITLE_PX))
            words.addWidget(told)
        words.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE)
        row.addLayout(words)
        row.addSpacing(4 * SPACE)
        row.addStretch(1)
        for button in self.buttons:
            button.setChecked(button.value == value)
            button.clicked.connect(lambda _checked=False, button=button: self._choose(button))
            row.addWidget(button)
        self._value = value
        self._one_stop()

    @property
    def current(self) -> OptionButton:
        """The button that is on, or the first where the value in force is none on offer."""
        return next((one for one in self.buttons if one.isChecked()), self.buttons[0])

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Left and Right put the next value on, Up and Down leave the row."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        away = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if away:
            self.left.emit(away)
            return
        if not step or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
            return
        place = self.buttons.index(self.current) + step
        if 0 <= place < len(self.buttons):
            button = self.buttons[place]
            button.setChecked(True)
            button.setFocus(Qt.FocusReason.TabFocusReason)
            self._choose(button)

    def take_focus(self) -> None:
        """Put the keyboard on the value in force."""
        self.current.setFocus(Qt.FocusReason.TabFocusReason)

    def _choose(self, button: OptionButton) -> None:
        self._one_stop()
        if button.value != self._value:
            self._value = button.value
            self.chosen.emit(self.name, button.value)

    def _one_stop(self) -> None:
        """Let Tab stop once in the row, at the value in force."""
        for button in self.buttons:
            stops = button is self.current
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus if stops else Qt.FocusPolicy.ClickFocus)
