"""Small marks with a word: chips and key caps."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from player.model.doctrine import Situation
from player.ui.theme import SMALL_PX, SPACE, Tone, scaled, text_font
from player.ui.widgets.painted import CENTRE, LEFT, Painted, paint_box, paint_icon_in, paint_text, text_width

SITUATION_TONES = {Situation.HIJAU: "hijau", Situation.KUNING: "kuning", Situation.MERAH: "merah"}
"""Tone of each situation colour."""

SITUATION_ICONS = {
    Situation.HIJAU: "circle:solid",
    Situation.KUNING: "triangle-alert",
    Situation.MERAH: "octagon-alert",
}
"""Shape of each situation colour, so that it is never told by colour alone; none of them says that all is well."""

_CHIP_PX = 24
_KEY_PX = 20


class Chip(Painted):
    """A word, with an icon, on a ground of its tone.

    Args:
        tone: one of `TONE_NAMES`.
        look: ``soft`` (tinted) or ``solid`` (seen from afar).
        role: type role of the word.
    """

    def __init__(
        self,
        text: str = "",
        icon: str = "",
        tone: str = "neutral",
        *,
        look: str = "soft",
        role: str = "caption",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._text, self._icon, self._tone, self._look = text, icon, tone, look
        self._role = role
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)
        self.restyle()

    def show_as(self, text: str, icon: str = "", tone: str = "neutral", look: str | None = None) -> None:
        """Show another word, icon, tone and look; None keeps the look."""
        look = look or self._look
        if (text, icon, tone, look) == (self._text, self._icon, self._tone, self._look):
            return
        resized = (text, icon) != (self._text, self._icon)
        self._text, self._icon, self._tone, self._look = text, icon, tone, look
        self.setAccessibleName(text)
        if resized:
            self.updateGeometry()
        self.update()

    def restyle(self) -> None:
        """Take the font anew."""
        self._font = text_font(self._role)

    def sizeHint(self) -> QSize:  # noqa: N802
        """Room for icon and word."""
        size = self._font.pixelSize()
        return QSize(round(chip_width(self._font, self._text, self._icon)), max(scaled(_CHIP_PX), round(size * 1.7)))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """The same."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        """Paint it."""
        tone = self.theme.tone(self._tone)
        paint_chip(QPainter(self), self.rect().toRectF(), self._font, tone, self._text, self._icon, self._look)


def chip_width(font: QFont, text: str, icon: str) -> float:
    """Width a chip needs, in px."""
    words = text_width(font, text) + 1 if text else 0
    marks = _icon_px(font) + (1.5 * SPACE if text else 0) if icon else 0
    return 2 * 2 * SPACE + words + marks


def paint_chip(
    painter: QPainter, box: QRectF, font: QFont, tone: Tone, text: str, icon: str = "", look: str = "soft"
) -> None:
    """Paint a chip in a box, for widgets and for rows of lists."""
    fill, ink = {"solid": (tone.fill, tone.on_fill), "soft": (tone.soft, tone.text)}[look]
    paint_box(painter, box, fill, tone.text)
    left = box.left() + 2 * SPACE
    if icon:
        size = _icon_px(font)
        paint_icon_in(painter, box, left, icon, ink, size)
        left += size + 1.5 * SPACE
    paint_text(
        painter, font, ink, QRectF(left, box.top(), box.right() - 2 * SPACE - left + 1, box.height()), text, LEFT
    )


class KeyCap(Painted):
    """A key of the keyboard, printed beside what it does."""

    def __init__(self, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = key
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(key)
        self.restyle()

    def restyle(self) -> None:
        """Take the font anew."""
        self._font = text_font("key")

    def sizeHint(self) -> QSize:  # noqa: N802
        """Room for the key's name."""
        return key_cap_size(self._font, self._key)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """The same."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        """Paint it."""
        paint_key_cap(QPainter(self), self.rect().toRectF(), self._font, self.theme.ink_soft, self._key)


def key_cap_size(font: QFont, key: str) -> QSize:
    """Room a key cap needs."""
    height = max(scaled(_KEY_PX), round(1.7 * font.pixelSize()))
    return QSize(max(height, round(text_width(font, key) + 3 * SPACE)), height)


def paint_key_cap(painter: QPainter, box: QRectF, font: QFont, ink: str, key: str) -> None:
    """Paint a key cap: an outline with a heavier lower edge, so that it reads as a key on any ground."""
    paint_box(painter, box, None, ink, radius=4)
    paint_box(painter, QRectF(box.left() + 2, box.bottom() - 2.5, box.width() - 4, 2), ink, radius=1)
    paint_text(painter, font, ink, box.adjusted(0, 0, 0, -1.5), key, CENTRE)


def _icon_px(font: QFont) -> int:
    return max(scaled(SMALL_PX) - 1, round(font.pixelSize() * 1.2))
