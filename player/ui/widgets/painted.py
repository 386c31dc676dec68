"""What every hand-painted widget shares: it follows the theme, and draws text as plain text."""

from __future__ import annotations

from functools import lru_cache
from html import escape
from typing import NamedTuple

from PySide6.QtCore import QEvent, QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QStaticText, QTextLayout
from PySide6.QtWidgets import QWidget

from player.ui.theme import RADIUS, Theme, colour, paint_icon, theme_in_use

LEFT = Qt.AlignmentFlag.AlignLeft
RIGHT = Qt.AlignmentFlag.AlignRight
CENTRE = Qt.AlignmentFlag.AlignHCenter

_TEXTS_KEPT = 2048
"""So many texts stay laid out: rows are painted over and over with the same words, and shaping them is slow."""

HATCH_STEP = 6
"""From one line of a hatching to the next, in px."""


class Painted(QWidget):
    """A widget drawn with a painter in the colours of the theme in use."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme: Theme | None = None

    @property
    def theme(self) -> Theme:
        """The theme in use."""
        if self._theme is None:
            self._theme = theme_in_use()
        return self._theme

    def restyle(self) -> None:
        """Take anew what depends on theme or text size. Called when either changes."""

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Follow a new theme."""
        if event.type() == QEvent.Type.StyleChange:
            self._theme = None
            self.restyle()
            self.updateGeometry()
            self.update()
        super().changeEvent(event)


@lru_cache(maxsize=_TEXTS_KEPT)
def text_width(font: QFont, text: str) -> float:
    """Width of a text in px."""
    return QFontMetricsF(font).horizontalAdvance(text)


class _Line(NamedTuple):
    """A line of text as it fits into its room, laid out to be drawn again and again."""

    words: QStaticText
    width: float
    cap_height: float
    ascent: float


@lru_cache(maxsize=_TEXTS_KEPT)
def _line_of(font: QFont, text: str, room: float) -> _Line:
    metrics = QFontMetricsF(font)
    fitting = metrics.elidedText(text.replace("\n", " "), Qt.TextElideMode.ElideRight, room + 0.5)
    words = QStaticText(fitting)
    words.setTextFormat(Qt.TextFormat.PlainText)
    words.prepare(font=font)
    return _Line(words, metrics.horizontalAdvance(fitting), metrics.capHeight(), metrics.ascent())


def paint_text(painter: QPainter, font: QFont, ink: str, box: QRectF, text: str, side: Qt.AlignmentFlag = LEFT) -> None:
    """Write one line in a box, capitals centred in height, with an ellipsis where it does not fit."""
    line = _line_of(font, text, box.width())
    spare = box.width() - line.width
    left = box.left() + (spare if side == RIGHT else spare / 2 if side == CENTRE else 0.0)
    baseline = round(box.center().y() + line.cap_height / 2)
    painter.setFont(font)
    painter.setPen(colour(ink))
    painter.drawStaticText(QPointF(round(left), baseline - line.ascent), line.words)


def paint_lines(painter: QPainter, font: QFont, ink: str, box: QRectF, text: str) -> None:
    """Write a text on up to two lines, the second ending in an ellipsis where it does not fit."""
    first, rest = _broken(font, text, box.width())
    if not rest:
        paint_text(painter, font, ink, box, first)
        return
    half = box.height() / 2
    paint_text(painter, font, ink, QRectF(box.left(), box.top(), box.width(), half), first)
    paint_text(painter, font, ink, QRectF(box.left(), box.top() + half - 1, box.width(), half), rest)


@lru_cache(maxsize=256)
def _broken(font: QFont, text: str, width: float) -> tuple[str, str]:
    """A text as its first line and the rest of it."""
    layout = QTextLayout(text, font)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(width)
    layout.endLayout()
    end = line.textLength()
    return text[:end].rstrip(), text[end:]


def plain_tip(text: str) -> str:
    """A text as a tool tip that shows it as it is: Qt takes what looks like markup for markup."""
    return f"<p style='white-space:pre-wrap'>{escape(text)}</p>" if text else ""


def paint_icon_in(painter: QPainter, box: QRectF, left: float, name: str, ink: str, size_px: int) -> None:
    """Paint an icon from ``left`` on, at the middle of the height of a box."""
    paint_icon(painter, name, ink, left, box.center().y() - size_px / 2, size_px)


def paint_box(
    painter: QPainter,
    box: QRectF,
    fill: str | None,
    edge: str | None = None,
    *,
    line_px: float = 1.0,
    radius: float = RADIUS,
    dashed: bool = False,
) -> None:
    """Fill and outline a box with round corners; the outline lies inside it."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    inset = line_px / 2 if edge else 0.0
    painter.setBrush(colour(fill) if fill else Qt.BrushStyle.NoBrush)
    if edge:
        pen = QPen(colour(edge), line_px)
        if dashed:
            pen.setDashPattern([3, 2])
        painter.setPen(pen)
    else:
        painter.setPen(Qt.PenStyle.NoPen)
    painter.drawRoundedRect(box.adjusted(inset, inset, -inset, -inset), radius, radius)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def paint_hatch(painter: QPainter, box: QRectF, line: str, *, step: float = HATCH_STEP, width: float = 2.0) -> None:
    """Hatch a box with rising lines: the mark of excess and of being late that needs no colour."""
    painter.save()
    painter.setClipRect(box, Qt.ClipOperation.IntersectClip)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour(line), width))
    height = box.height()
    start = box.left() - height - (box.left() % step)
    lines = []
    while start < box.right() + step:
        lines.append(QLineF(start, box.bottom() + 1, start + height + 1, box.top()))
        start += step
    painter.drawLines(lines)
    painter.restore()


def polygon_path(*corners: tuple[float, float]) -> QPainterPath:
    """A closed path through these corners."""
    path = QPainterPath(QPointF(*corners[0]))
    for corner in corners[1:]:
        path.lineTo(QPointF(*corner))
    path.closeSubpath()
    return path
