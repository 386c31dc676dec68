"""Icons in any colour and size, from the SVG files in ``assets/icons``."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QImage, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from player.resources import assets_folder

SMALL_PX = 16
MEDIUM_PX = 20

SOLID = ":solid"
"""After the name of an icon: fill its shapes."""

_NO_FILL = b'fill="none"'
_CURRENT_COLOUR = b"currentColor"
_STROKE = b'stroke-width="2"'
_BOLD_STROKE = b'stroke-width="2.4"'
"""Small icons get a heavier line, or they vanish in the sun."""


@lru_cache(maxsize=512)
def icon_image(name: str, colour: str, size_px: int, ratio: float = 1.0) -> QImage:
    """An icon as an image, for painting by hand.

    Args:
        name: file name in ``assets/icons`` without its ending; with ``SOLID`` after it, its shapes are filled.
        colour: ``#rrggbb``.
        size_px: edge in logical px.
        ratio: device pixels per logical px of what it is painted on.

    Raises:
        FileNotFoundError: there is no such icon.
    """
    source = _source(name.removesuffix(SOLID))
    if name.endswith(SOLID):
        source = source.replace(_NO_FILL, b'fill="currentColor"')
    source = source.replace(_CURRENT_COLOUR, colour.encode())
    if size_px <= MEDIUM_PX:
        source = source.replace(_STROKE, _BOLD_STROKE)
    edge = round(size_px * ratio)
    image = QImage(edge, edge, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(QByteArray(source)).render(painter, QRectF(0, 0, edge, edge))
    painter.end()
    image.setDevicePixelRatio(ratio)
    return image


def icon_pixmap(name: str, colour: str, size_px: int = SMALL_PX, ratio: float = 1.0) -> QPixmap:
    """An icon as a pixmap, for a label."""
    return QPixmap.fromImage(icon_image(name, colour, size_px, ratio))


def icon(name: str, colour: str, size_px: int = SMALL_PX, *, off_colour: str | None = None) -> QIcon:
    """An icon for a Qt button or menu, sharp on screens of double density; ``off_colour`` when it is disabled."""
    result = QIcon()
    for ratio in (1.0, 2.0):
        result.addPixmap(icon_pixmap(name, colour, size_px, ratio))
        if off_colour is not None:
            result.addPixmap(icon_pixmap(name, off_colour, size_px, ratio), QIcon.Mode.Disabled)
    return result


def paint_icon(painter: QPainter, name: str, colour: str, left: float, top: float, size_px: int = SMALL_PX) -> None:
    """Paint an icon with its top left corner there, on whole pixels."""
    ratio = painter.device().devicePixelRatioF() if painter.device() is not None else 1.0
    painter.drawImage(QRectF(round(left), round(top), size_px, size_px), icon_image(name, colour, size_px, ratio))


@lru_cache(maxsize=256)
def _source(name: str) -> bytes:
    return (assets_folder() / "icons" / f"{name}.svg").read_bytes()
