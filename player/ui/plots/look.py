"""What the plots take from a theme: its colours as Qt has them, and the fonts."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPen

from player.model.doctrine import Situation
from player.ui.theme import Theme, Tone, colour, text_font
from player.ui.widgets.chips import SITUATION_TONES


def line(value: str, width_px: float, style: Qt.PenStyle = Qt.PenStyle.SolidLine) -> QPen:
    """A pen of this colour with square ends, so that lines stay on their pixels."""
    return QPen(colour(value), width_px, style, Qt.PenCapStyle.FlatCap, Qt.PenJoinStyle.MiterJoin)


class Lettering:
    """A font with its measures."""

    def __init__(self, font: QFont) -> None:
        self.font = font
        self._metrics = QFontMetricsF(font)
        self.height = self._metrics.height()
        self.cap_height = self._metrics.capHeight()

    def width(self, text: str) -> float:
        """How wide this text is, in px."""
        return self._metrics.horizontalAdvance(text)

    def elided(self, text: str, width_px: float) -> str:
        """The text, cut off with an ellipsis where it is wider than this."""
        return self._metrics.elidedText(text, Qt.TextElideMode.ElideRight, width_px)

    def baseline(self, middle: float) -> float:
        """Where the baseline lies when capitals and figures stand around this middle."""
        return round(middle + self.cap_height / 2)


@dataclass(frozen=True)
class Look:
    """A theme as the plots use it."""

    theme: Theme
    caption: Lettering
    axis: Lettering
    small: Lettering
    strong: Lettering
    value: Lettering
    unit: Lettering
    figure: Lettering

    @classmethod
    def of(cls, theme: Theme) -> Look:
        """The look of this theme in the text size in use."""
        return cls(
            theme=theme,
            caption=Lettering(text_font("caption")),
            axis=Lettering(text_font("key")),
            small=Lettering(text_font("small")),
            strong=Lettering(text_font("figure_s")),
            value=Lettering(text_font("figure_m")),
            unit=Lettering(text_font("body")),
            figure=Lettering(text_font("figure_l")),
        )

    def situation(self, situation: Situation) -> Tone:
        """The tone of a situation colour."""
        return self.theme.tone(SITUATION_TONES[situation])
