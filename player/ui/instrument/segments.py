"""A choice of which one is on, as a row of buttons that touch."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from player.ui.theme import RULE, SPACE, colour, scaled, text_font
from player.ui.widgets import paint_box, paint_text
from player.ui.widgets.buttons import KitButton
from player.ui.widgets.painted import CENTRE, text_width

_HEIGHT_PX = 28


class SegmentButton(KitButton):
    """One of the choices."""

    def __init__(self, value: str, text: str) -> None:
        super().__init__()
        self.value = value
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.show_as(text)

    def show_as(self, text: str) -> None:
        """Show another text."""
        if text != self.accessibleName():
            self.setAccessibleName(text)
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Room for the text."""
        return QSize(round(text_width(text_font("small"), self.accessibleName())) + 6 * SPACE, scaled(_HEIGHT_PX))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """The text may be cut."""
        return QSize(scaled(40), scaled(_HEIGHT_PX))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        """Paint it; the one that is on stands out by its ground and by a bar under it."""
        theme, painter, box = self.theme, QPainter(self), self.rect().toRectF()
        chosen = self.isChecked()
        ground = theme.surfaces.selected if chosen else theme.surfaces.hover if self.underMouse() else None
        paint_box(painter, box, ground or theme.surfaces.panel, theme.edge, radius=0)
        if chosen:
            bar = QRectF(1, box.height() - 4, box.width() - 2, 3)
            painter.fillRect(bar, colour(theme.tones.accent.fill))
        ink = theme.ink if chosen else theme.ink_soft
        paint_text(painter, text_font("small"), ink, box.adjusted(SPACE, 0, -SPACE, -1), self.accessibleName(), CENTRE)
        if self.shows_focus:
            paint_box(painter, box, None, theme.focus, line_px=RULE + 1, radius=0)


class Segments(QWidget):
    """Buttons of which one is on.

    Args:
        name: what is chosen, for a screen reader.
        choices: value and text of each; the first one is on.

    Signals:
        chosen: another one was put on by the user (its value).
    """

    chosen = Signal(str)

    def __init__(self, name: str, choices: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.buttons = {value: SegmentButton(value, text) for value, text in choices}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for button in self.buttons.values():
            button.clicked.connect(lambda _checked=False, value=button.value: self._choose(value))
            row.addWidget(button)
        self.value = choices[0][0]
        self._show()

    def put(self, value: str) -> None:
        """Put this one on, without telling anybody."""
        if value in self.buttons:
            self.value = value
            self._show()

    def name(self, value: str, text: str) -> None:
        """Show another text on the button of this value."""
        self.buttons[value].show_as(text)

    def _choose(self, value: str) -> None:
        changed, self.value = value != self.value, value
        self._show()
        if changed:
            self.chosen.emit(value)

    def _show(self) -> None:
        for value, button in self.buttons.items():
            button.setChecked(value == self.value)
