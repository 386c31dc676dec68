"""Text on screen: a label with a role and a tone, and a small readout of one value."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from player.ui.theme import Theme, colour, text_font, theme_in_use
from player.ui.widgets.painted import Painted, paint_text, text_width


def ink_of(theme: Theme, tone: str) -> str:
    """The colour of text of a tone: ``ink``, ``soft``, ``band``, ``band_soft`` or one of `TONE_NAMES`."""
    fixed = {"ink": theme.ink, "soft": theme.ink_soft, "band": theme.on_band, "band_soft": theme.on_band_soft}
    return fixed.get(tone) or theme.tone(tone).text


class Label(QLabel):
    """Plain text in one of the type roles.

    Args:
        role: one of `player.ui.theme.ROLES`.
        tone: see `ink_of`.
        wrap: break lines instead of ending in an ellipsis.
    """

    def __init__(
        self,
        text: str = "",
        role: str = "body",
        tone: str = "ink",
        *,
        wrap: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._role = role
        self._tone = tone
        self._full = text
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        self._dress()
        super().setText(text)
        if not wrap:
            self.setMinimumWidth(1)
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def setText(self, text: str) -> None:  # noqa: N802
        """Show another text; nothing happens when it is the same."""
        if text != self._full:
            self._full = text
            super().setText(text)

    def set_tone(self, tone: str) -> None:
        """Show it in another tone."""
        if tone != self._tone:
            self._tone = tone
            self._dress()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint it; one line ends in an ellipsis where it does not fit."""
        if self.wordWrap():
            super().paintEvent(event)
            return
        side = self.alignment() & Qt.AlignmentFlag.AlignHorizontal_Mask
        ink = ink_of(theme_in_use(), self._tone)
        paint_text(QPainter(self), self.font(), ink, self.contentsRect().toRectF(), self._full, side)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Follow a new theme."""
        if event.type() == QEvent.Type.StyleChange:
            self._dress()
        super().changeEvent(event)

    def _dress(self) -> None:
        font = text_font(self._role)
        if font != self.font():
            self.setFont(font)
        ink = colour(ink_of(theme_in_use(), self._tone))
        palette = self.palette()
        if palette.color(QPalette.ColorRole.WindowText) != ink:
            palette.setColor(QPalette.ColorRole.WindowText, ink)
            self.setPalette(palette)


class Readout(Painted):
    """A value under its small caption, as the top band shows them.

    Args:
        caption: what it is.
        widest: the longest value expected, which reserves its place so that nothing beside it moves.
        on_band: it stands on the top band.
        role: type role of the value.
    """

    def __init__(
        self,
        caption: str,
        widest: str = "",
        *,
        on_band: bool = False,
        role: str = "figure_m",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._caption = caption
        self._widest = widest
        self._on_band = on_band
        self._role = role
        self._value = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.restyle()

    def set_value(self, value: str) -> None:
        """Show a value."""
        if value == self._value:
            return
        longer = text_width(self._figure, value) > text_width(self._figure, self._widest)
        self._value = value
        self.setAccessibleName(f"{self._caption} {value}".strip())
        if longer:
            self._widest = value
            self._measure()
        self.update()

    def restyle(self) -> None:
        """Take fonts anew."""
        self._small = text_font("caption")
        self._figure = text_font(self._role)
        self._measure()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Room for the caption and the widest value."""
        return self._size

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """The same."""
        return self._size

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        """Paint caption and value."""
        painter = QPainter(self)
        soft = ink_of(self.theme, "band_soft" if self._on_band else "soft")
        ink = ink_of(self.theme, "band" if self._on_band else "ink")
        box = self.rect().toRectF()
        upper = QFontMetrics(self._small).height() - 2
        paint_text(painter, self._small, soft, box.adjusted(0, 0, 0, upper - box.height()), self._caption)
        paint_text(painter, self._figure, ink, box.adjusted(0, upper, 0, 0), self._value)

    def _measure(self) -> None:
        caption = text_width(self._small, self._caption)
        value = text_width(self._figure, self._widest)
        heights = QFontMetrics(self._small).height(), QFontMetrics(self._figure).height()
        self._size = QSize(round(max(caption, value)) + 2, sum(heights) - 6)
        self.updateGeometry()
        self.update()
