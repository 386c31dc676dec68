"""What every hand-painted widget shares: it follows the theme, and draws text as plain text."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QWidget

from player.ui.theme import RADIUS, Theme, colour, theme_in_use

LEFT = Qt.AlignmentFlag.AlignLeft
RIGHT = Qt.AlignmentFlag.AlignRight
CENTRE = Qt.AlignmentFlag.AlignHCenter

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


def text_width(font: QFont, text: str) -> float:
    """Width of a text in px."""
    return QFontMetricsF(font).horizontalAdvance(text)


def paint_text(painter: QPainter, font: QFont, ink: str, box: QRectF, text: str, side: Qt.AlignmentFlag = LEFT) -> None:
    """Write one line in a box, capitals centred in height, with an ellipsis where it does not fit."""
    metrics = QFontMetricsF(font)
    line = metrics.elidedText(text.replace("\n", " "), Qt.TextElideMode.ElideRight, box.width() + 0.5)
    spare = box.width() - metrics.horizontalAdvance(line)
    left = box.left() + (spare if side == RIGHT else spare / 2 if side == CENTRE else 0.0)
    painter.setFont(font)
    painter.setPen(colour(ink))
    painter.drawText(QPointF(round(left), round(box.center().y() + metrics.capHeight() / 2)), line)


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
