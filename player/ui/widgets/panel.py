"""The two grounds everything stands on: panels, each with a title strip, and the dark band at the top."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from player.ui.theme import PAD, RADIUS, SPACE, STRIP_HEIGHT, colour, scaled
from player.ui.widgets.labels import Label
from player.ui.widgets.painted import Painted, paint_box

BAND_HEIGHT = 48
"""Height of the top band, in px."""


class Panel(Painted):
    """A part of an instrument, with its name on it.

    Put things in ``body`` (a vertical layout) and small things in the strip with `add_to_strip`.

    Args:
        title: shown in capitals in the strip.
        pad_px: room around the body; 0 for lists, which run from edge to edge.
    """

    def __init__(self, title: str, *, pad_px: int = PAD, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._strip = QWidget()
        self._slot = QHBoxLayout(self._strip)
        self._slot.setContentsMargins(PAD, 0, 2 * SPACE, 0)
        self._slot.setSpacing(2 * SPACE)
        self._slot.addWidget(Label(title, "caption", "ink"))
        self._slot.addStretch(1)
        inside = QWidget()
        self.body = QVBoxLayout(inside)
        self.body.setContentsMargins(pad_px, pad_px, pad_px, pad_px)
        self.body.setSpacing(2 * SPACE)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(1, 1, 1, 1)
        whole.setSpacing(0)
        whole.addWidget(self._strip)
        whole.addWidget(inside, 1)
        self.setAccessibleName(title)
        self.restyle()

    @property
    def height_of_strip(self) -> int:
        """Height of the title strip, in px."""
        return self._strip.height()

    def show_strip(self, *, on: bool) -> None:
        """Show the title strip, or do without it where there is little room."""
        self._strip.setVisible(on)
        self.update()

    def add_to_strip(self, widget: QWidget) -> None:
        """Put a small widget at the right end of the title strip."""
        self._slot.addWidget(widget)

    def set_body(self, widget: QWidget) -> None:
        """Fill the body with one widget."""
        self.body.addWidget(widget, 1)

    def restyle(self) -> None:
        """Let the strip grow with the text."""
        self._strip.setFixedHeight(scaled(STRIP_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        """Paint ground, strip and outline."""
        theme = self.theme
        painter = QPainter(self)
        box = self.rect().toRectF()
        paint_box(painter, box, theme.surfaces.panel, theme.line, radius=RADIUS)
        if self._strip.isHidden():
            return
        strip = QRectF(1, 1, box.width() - 2, self._strip.height())
        painter.fillRect(strip.adjusted(0, RADIUS - 1, 0, 0), colour(theme.surfaces.strip))
        painter.fillRect(strip.adjusted(1, 0, -1, 0), colour(theme.surfaces.strip))
        painter.fillRect(QRectF(1, strip.bottom() - 1, box.width() - 2, 1), colour(theme.line))


class Band(Painted):
    """The dark band along the top of a window; put things in ``row``, a horizontal layout."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(PAD, SPACE, PAD, SPACE)
        self.row.setSpacing(5 * SPACE)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.restyle()

    def restyle(self) -> None:
        """Let the band grow with the text."""
        self.setMinimumHeight(scaled(BAND_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint the ground."""
        QPainter(self).fillRect(event.rect(), colour(self.theme.band))
