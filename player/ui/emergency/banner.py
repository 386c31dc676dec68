"""The words of a real emergency, as large as they fit: white on red, between stripes, with the octagon of a stop sign.

The window and the second screen paint the same.
"""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from player.i18n import N_, _
from player.ui.theme import Theme, colour, paint_icon, text_font
from player.ui.widgets import Painted, paint_hatch
from player.ui.widgets.painted import text_width

EMERGENCY = N_("REAL EMERGENCY")
STOPPED = N_("EXERCISE STOPPED")

_STRIPES = 0.05
"""Part of the height that each row of stripes takes."""

_LEAST_STRIPES_PX = 10
_SIDE = 0.04
"""Part of the width that stays free at each side."""

_LINE_GAP = 0.34
"""Between two lines, in heights of a capital."""

_FONT_OF_100 = 100


def paint_banner(painter: QPainter, box: QRectF, theme: Theme, lines: tuple[str, ...]) -> None:
    """Fill a box with red and write these lines into it, one size for all, the octagon before the first."""
    alarm = theme.tones.alarm
    painter.fillRect(box, colour(alarm.fill))
    stripes = max(_LEAST_STRIPES_PX, round(_STRIPES * box.height()))
    for top in (box.top(), box.bottom() - stripes):
        paint_hatch(
            painter, QRectF(box.left(), top, box.width(), stripes), alarm.on_fill, step=2.4 * stripes, width=stripes
        )
    inner = box.adjusted(_SIDE * box.width(), 2.1 * stripes, -_SIDE * box.width(), -2.1 * stripes)
    broken = tuple(word for line in lines for word in line.split())  # better where the box is high and narrow
    lines = max(lines, broken, key=lambda some: _size_for(some, inner.width(), inner.height()))
    size_px = _size_for(lines, inner.width(), inner.height())
    font = text_font("figure_xl", size_px=size_px)
    capital = QFontMetricsF(font).capHeight()
    gap = _LINE_GAP * capital
    top = inner.center().y() - (len(lines) * capital + (len(lines) - 1) * gap) / 2
    painter.setFont(font)
    for number, line in enumerate(lines):
        mark = 1.45 * capital if number == 0 else 0.0
        left = inner.center().x() - (text_width(font, line) + mark) / 2
        if mark:
            edge = round(1.1 * capital)
            paint_icon(painter, "octagon-alert", alarm.on_fill, left, top + (capital - edge) / 2, edge)
        painter.setPen(colour(alarm.on_fill))
        painter.setFont(font)
        painter.drawText(round(left + mark), round(top + capital), line)
        top += capital + gap


class Banner(Painted):
    """The words over the whole width of the window.

    Args:
        stopped: an exercise is stopped by it.
    """

    def __init__(self, *, stopped: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = banner_lines(stopped=stopped)
        self.setAccessibleName(" – ".join(self._lines))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Whatever is left: the page gives it its height."""
        return QSize(1, 1)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        """Paint them."""
        paint_banner(QPainter(self), self.rect().toRectF(), self.theme, self._lines)


def banner_lines(*, stopped: bool) -> tuple[str, ...]:
    """What the banner says; ``stopped``: an exercise is stopped by it."""
    return (_(EMERGENCY), _(STOPPED)) if stopped else (_(EMERGENCY),)


@lru_cache(maxsize=64)
def _size_for(lines: tuple[str, ...], width: float, height: float) -> float:
    """The largest type, in px, in which these lines fit into a box."""
    font = text_font("figure_xl", size_px=_FONT_OF_100)
    capital = QFontMetricsF(font).capHeight()
    widths = [text_width(font, line) + (1.45 * capital if number == 0 else 0) for number, line in enumerate(lines)]
    high = len(lines) * capital + (len(lines) - 1) * _LINE_GAP * capital
    return max(8.0, _FONT_OF_100 * min(width / max(1.0, *widths), height / high))
