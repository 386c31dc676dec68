"""A stand-in for a painter which remembers what was written with it, and where."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFont, QFontMetricsF, QStaticText


@dataclass(frozen=True)
class Written:
    """A text that was drawn, and the box its letters stand in."""

    text: str
    box: QRectF


class Paper:
    """Takes every call a painter takes; only texts are kept."""

    def __init__(self) -> None:
        self.written: list[Written] = []
        self._font = QFont()

    @property
    def texts(self) -> list[str]:
        """The texts alone."""
        return [written.text for written in self.written]

    def setFont(self, font: QFont) -> None:  # noqa: N802
        self._font = font

    def drawText(self, point: QPointF, text: str) -> None:  # noqa: N802
        metrics = QFontMetricsF(self._font)
        top = point.y() - metrics.capHeight()
        self.written.append(Written(text, QRectF(point.x(), top, metrics.horizontalAdvance(text), metrics.capHeight())))

    def drawStaticText(self, point: QPointF, words: QStaticText) -> None:  # noqa: N802
        ascent = QFontMetricsF(self._font).ascent()
        self.drawText(QPointF(point.x(), point.y() + ascent), words.text())

    def device(self) -> None:
        """There is none."""

    def __getattr__(self, name: str) -> Any:
        return lambda *_arguments, **_named: None
