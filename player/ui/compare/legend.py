"""What the signs of the figure mean, and what the curves are not: in the strip of its panel."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy

from player.i18n import _
from player.ui.plots.words import DISCLAIMER
from player.ui.theme import SPACE, colour, scaled, text_font
from player.ui.widgets.painted import Painted, paint_hatch, paint_text, text_width

_SIGN_PX = 16
_HEIGHT_PX = 22


class Legend(Painted):
    """The signs in a row, each with its word; where there is little room only the first ones."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("; ".join((*self._words, _(DISCLAIMER))))

    @property
    def _words(self) -> tuple[str, ...]:
        return _("finding"), _("above the ceiling"), _("not seen"), _("ceiling of the one looked at")

    def sizeHint(self) -> QSize:  # noqa: N802
        """Room for all of it."""
        font = text_font("small")
        signs = sum(scaled(_SIGN_PX) + text_width(font, word) + 4 * SPACE for word in self._words)
        return QSize(round(signs + text_width(font, _(DISCLAIMER)) + 4 * SPACE), scaled(_HEIGHT_PX))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Room for what the curves are not."""
        return QSize(round(text_width(text_font("small"), _(DISCLAIMER)) + 2), scaled(_HEIGHT_PX))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        """Paint it from the right: first what always has to be said."""
        theme, painter, font = self.theme, QPainter(self), text_font("small")
        words = _(DISCLAIMER)
        right = self.width() - text_width(font, words) - 1
        paint_text(painter, font, theme.ink_soft, QRectF(right, 0, self.width() - right, self.height()), words)
        widths = [scaled(_SIGN_PX) + text_width(font, word) + 4 * SPACE for word in self._words]
        count = len(widths)
        while count and sum(widths[:count]) > right - 2 * SPACE:
            count -= 1
        left = right - sum(widths[:count])
        for place, word in enumerate(self._words[:count]):
            self._paint_sign(painter, place, QRectF(left, 0, scaled(_SIGN_PX), self.height()))
            room = QRectF(left + scaled(_SIGN_PX), 0, widths[place], self.height())
            paint_text(painter, font, theme.ink_soft, room, word)
            left += widths[place]

    def _paint_sign(self, painter: QPainter, place: int, box: QRectF) -> None:
        theme, middle = self.theme, QPointF(box.left() + 6, box.center().y())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if place == 0:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour(theme.tones.alarm.text))
            corners = (QPointF(-4, -3), QPointF(4, -3), QPointF(0, 4))
            painter.drawPolygon(QPolygonF([middle + corner for corner in corners]))
        elif place == 1:
            paint_hatch(painter, QRectF(middle.x() - 6, middle.y() - 3, 13, 6), theme.plots.excess, step=4)
        elif place == 2:
            painter.setPen(QPen(colour(theme.tones.warn.text), 1.6))
            painter.drawLine(middle + QPointF(-3, -3), middle + QPointF(3, 3))
            painter.drawLine(middle + QPointF(-3, 3), middle + QPointF(3, -3))
        else:
            pen = QPen(colour(theme.plots.ceiling), 1.4)
            pen.setDashPattern([2, 2])
            painter.setPen(pen)
            painter.drawLine(middle + QPointF(-6, 0), middle + QPointF(7, 0))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
