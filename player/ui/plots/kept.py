"""The picture of a lane, kept while only what lies over it moves.

In a review the present moment is moved over a course that stays as it is; a long one takes a tenth of a second to draw.
"""

from __future__ import annotations

from math import ceil, floor
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPixmap

if TYPE_CHECKING:
    from player.ui.plots.base import Layer


class KeptPicture:
    """The layers of one lane as one picture, once they have been painted twice as they are.

    The lowest of the layers covers the whole lane, so nothing shines through, and letters look as they do without it.

    Attributes:
        wanted: pictures are kept at all.
        ground: what lies under the lane; its edges may lie within a pixel.
    """

    def __init__(self) -> None:
        self.wanted = False
        self.ground = QColor()
        self._layers: list[Layer] = []
        self._picture: QPixmap | None = None
        self._is_still = False

    def add(self, layer: Layer) -> None:
        """One more layer belongs to it."""
        self._layers = sorted((*self._layers, layer), key=lambda one: one.zValue())

    def forget(self) -> None:
        """A layer has something else to show."""
        self._picture, self._is_still = None, False

    def paint(self, layer: Layer, painter: QPainter, exposed: QRectF) -> bool:
        """Paint all layers with the lowest one, and nothing with the others; False: each has to paint itself.

        Args:
            exposed: what has to be painted of the lane.
        """
        if layer is not self._layers[0]:
            return self._picture is not None
        if not self.wanted:
            self._picture = None
            return False
        whole = layer.boundingRect()
        if self._picture is None and not self._is_still and exposed != whole:
            self._is_still = True
            return False
        device = painter.device()
        ratio = device.devicePixelRatioF() if device is not None else 1.0
        pos, size = layer.lane.pos(), whole.size()
        corner = QPointF(floor(pos.x() * ratio), floor(pos.y() * ratio)) / ratio - pos  # whole pixels of the view
        if self._picture is None or self._picture.devicePixelRatio() != ratio:
            pixels = QSize(ceil(size.width() * ratio) + 1, ceil(size.height() * ratio) + 1)
            self._picture = self._painted(pixels, corner, ratio)
        painter.drawPixmap(corner, self._picture)
        return True

    def _painted(self, pixels: QSize, corner: QPointF, ratio: float) -> QPixmap:
        picture = QPixmap(pixels)
        picture.setDevicePixelRatio(ratio)
        picture.fill(self.ground)
        painter = QPainter(picture)
        painter.translate(-corner)
        for layer in self._layers:
            painter.save()
            layer.exposed = layer.boundingRect()
            layer.draw(painter)
            painter.restore()
        painter.end()
        return picture
