"""The tiles over the hotwash: a figure each, read from across the table."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy

from player.i18n import _
from player.review.hotwash_lines import Look, Tile
from player.ui.theme import MEDIUM_PX, PAD, RADIUS, RULE, SPACE, colour, scaled, text_font
from player.ui.widgets import paint_box, paint_icon_in, paint_text
from player.ui.widgets.buttons import KitButton
from player.ui.widgets.painted import text_width

_HEIGHT_PX = 96
_WRAP = int(Qt.TextFlag.TextWordWrap)


class TileButton(KitButton):
    """A tile; one that tells of a moment can be pressed to look at it."""

    def __init__(self, tile: Tile) -> None:
        super().__init__()
        self.tile = tile
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        if tile.at_ms is None:
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self.setAttribute(Qt.WidgetAttribute.WA_Hover, on=False)
        worth = _("calls for a look") if tile.look is Look.WORTH else ""
        self.setAccessibleName(". ".join(filter(None, (f"{tile.caption}: {tile.value}", tile.detail, worth))))
        self.restyle()

    def restyle(self) -> None:
        """Grow with the text."""
        self.setFixedHeight(scaled(_HEIGHT_PX))

    def sizeHint(self) -> QSize:  # noqa: N802
        """Room for its figure."""
        return QSize(scaled(130), scaled(_HEIGHT_PX))

    minimumSizeHint = sizeHint  # noqa: N815

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        """Paint caption, figure and what belongs to it."""
        theme, painter, box = self.theme, QPainter(self), self.rect().toRectF()
        worth = self.tile.look is Look.WORTH
        tone = theme.tones.warn
        over = self.underMouse() and self.tile.at_ms is not None
        ground = theme.surfaces.hover if over else theme.surfaces.panel
        paint_box(painter, box, ground, tone.text if worth else theme.line, radius=RADIUS)
        left, right = box.left() + PAD, box.right() - PAD
        if worth:
            painter.fillRect(QRectF(1, 1, 2 * RULE, box.height() - 2), colour(tone.fill))
        caption, figure, small = text_font("caption"), text_font("figure_l"), text_font("small")
        top = box.top() + 2 * SPACE
        high = QFontMetrics(caption).height()
        edge = scaled(MEDIUM_PX) if worth else 0
        if worth:
            paint_icon_in(
                painter, QRectF(0, top + high, right, scaled(36)), right - edge, "triangle-alert", tone.text, edge
            )
        head = QRectF(left, top, right - left, high)
        paint_text(painter, caption, theme.ink_soft, head, self.tile.caption)
        top += high
        if text_width(figure, self.tile.value) > right - edge - left:
            figure = text_font("figure_m")
        tall = scaled(36)
        paint_text(painter, figure, theme.ink, QRectF(left, top, right - left, tall), self.tile.value)
        top += tall
        painter.setFont(small)
        painter.setPen(colour(theme.ink_soft))
        painter.drawText(QRectF(left, top, right - left, box.bottom() - top).toRect(), _WRAP, self.tile.detail)
        if self.shows_focus:
            paint_box(painter, box, None, theme.focus, line_px=RULE + 1)
