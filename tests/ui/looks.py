"""Fixtures and looks at pixels for tests of the widget kit."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication, QWidget

from player.ui.theme import SIANG, Theme, apply, colour, text_scale, theme_in_use


def put_on(theme: Theme = SIANG, scale: float = 1.0) -> None:
    """Show everything in a theme, as the program would."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    if application.styleSheet() and (theme_in_use(), text_scale()) == (theme, scale):
        return
    apply(application, theme, scale=scale)


def picture(widget: QWidget, width: int | None = None, height: int | None = None) -> QImage:
    """The widget as it would show."""
    hint = widget.sizeHint()
    widget.resize(width or max(hint.width(), 1), height or max(hint.height(), 1))
    return widget.grab().toImage()


def painted(width: int, height: int, paint: Callable[[QPainter, QRectF], None]) -> QImage:
    """What a function paints in a box on the ground of a panel."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(colour(theme_in_use().surfaces.panel))
    painter = QPainter(image)
    paint(painter, image.rect().toRectF())
    painter.end()
    return image


def colours_in(image: QImage) -> dict[str, int]:
    """Each colour of a picture with its number of pixels."""
    counts: dict[str, int] = {}
    for down in range(image.height()):
        for across in range(image.width()):
            name = image.pixelColor(across, down).name()
            counts[name] = counts.get(name, 0) + 1
    return counts
