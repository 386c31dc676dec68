"""What a page is put together from: pieces of known height, each of which paints itself somewhere.

Lengths are tenths of a point, so that fonts, which come in whole sizes, come in fine ones.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QTextLayout, QTextOption

from player.ui.theme.fonts import FIGURE_FAMILY, TEXT_FAMILY

PER_POINT = 10
"""Units of length in a point."""

INK = QColor("#111111")
SOFT = QColor("#4a4a4a")
LINE = QColor("#9a9a9a")
GROUND = QColor("#e9e9e9")
PAPER = QColor("#ffffff")

_STYLES: dict[str, tuple[str, float, int, bool]] = {
    "title": (TEXT_FAMILY, 19, 600, False),
    "subtitle": (TEXT_FAMILY, 10.5, 400, False),
    "heading_1": (TEXT_FAMILY, 13, 600, False),
    "heading_2": (TEXT_FAMILY, 10.5, 600, False),
    "body": (TEXT_FAMILY, 9.5, 400, False),
    "strong": (TEXT_FAMILY, 9.5, 600, False),
    "small": (TEXT_FAMILY, 8, 400, False),
    "column": (FIGURE_FAMILY, 8, 600, True),
    "figures": (FIGURE_FAMILY, 9.5, 500, False),
    "key": (FIGURE_FAMILY, 9, 600, False),
    "badge": (FIGURE_FAMILY, 10, 700, True),
    "running": (FIGURE_FAMILY, 8, 500, False),
}
"""Styles of text: family, size in points, weight, capitals."""


@lru_cache(maxsize=32)
def font(style: str) -> QFont:
    """The font of a style. It is shared: copy it before changing it."""
    family, points, weight, capitals = _STYLES[style]
    made = QFont(family)
    made.setPixelSize(round(points * PER_POINT))
    made.setWeight(QFont.Weight(weight))
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    if capitals:
        made.setCapitalization(QFont.Capitalization.AllUppercase)
        made.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 104)
    return made


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a page that is never torn apart.

    Attributes:
        height: its height, with the room under it.
        paint: paints it with its top left corner there.
        keep: it stands on the page of the piece after it, as a heading does.
        head: pieces painted above it where it comes first on a page, as the heading of its table.
        gap: room over it, which it does not need at the top of a page.
    """

    height: float
    paint: Callable[[QPainter, float, float], None]
    keep: bool = False
    head: Piece | None = None
    gap: float = 0.0


class Words:
    """A text set in lines of a width.

    Args:
        text: plain text; its line breaks stay.
        style: see `font`.
        width: the longest a line may be; a word that is longer is broken.
    """

    def __init__(
        self, text: str, style: str, width: float, colour: QColor = INK, *, right: bool = False, leading: float = 1.0
    ) -> None:
        self._layout = QTextLayout(text.replace("\r\n", "\n").replace("\n", "\u2028"), font(style))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        if right:
            option.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._layout.setTextOption(option)
        self._colour = colour
        self.height = 0.0
        self.width = 0.0
        self._layout.beginLayout()
        while (line := self._layout.createLine()).isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(0, self.height))
            self.height += line.height() * leading
            self.width = max(self.width, line.naturalTextWidth())
        self._layout.endLayout()

    def paint(self, painter: QPainter, left: float, top: float) -> None:
        """Paint the lines."""
        painter.setPen(self._colour)
        self._layout.draw(painter, QPointF(left, top))


def rule(painter: QPainter, left: float, top: float, width: float, colour: QColor = LINE, thick: float = 5) -> None:
    """A line across."""
    painter.fillRect(QRectF(left, top, width, thick), colour)


def box(painter: QPainter, left: float, top: float, edge: float, *, ticked: bool) -> None:
    """A box to tick, ticked or empty."""
    painter.setPen(QPen(INK, 9))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(QRectF(left, top, edge, edge))
    if ticked:
        painter.setPen(QPen(INK, 17, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
        corners = ((0.2, 0.52), (0.42, 0.75), (0.82, 0.24))
        painter.drawPolyline([QPointF(left + x * edge, top + y * edge) for x, y in corners])


def side_by_side(words: Sequence[tuple[float, Words]], painter: QPainter, left: float, top: float) -> None:
    """Paint several texts, each so far to the right."""
    for across, text in words:
        text.paint(painter, left + across, top)
