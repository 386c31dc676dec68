"""A rating to give with one press: its letter large, and what it means beneath."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy

from player.i18n import N_, _
from player.model.doctrine import RATING_TITLES, Rating
from player.ui.theme import RULE, SMALL_PX, SPACE, colour, scaled, text_font
from player.ui.widgets import paint_box, paint_icon_in, paint_text
from player.ui.widgets.buttons import KitButton
from player.ui.widgets.painted import CENTRE, plain_tip

SHORT_TITLES: Mapping[Rating, str] = {
    Rating.P: N_("without challenges"),
    Rating.S: N_("some challenges"),
    Rating.M: N_("major challenges"),
    Rating.U: N_("not possible"),
}
"""What each rating means, in two words."""

_WORDS = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
_LINES = 2


class RatingButton(KitButton):
    """P, S, M or U."""

    def __init__(self, rating: Rating) -> None:
        super().__init__()
        self.rating = rating
        self._chosen = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setToolTip(plain_tip(_(RATING_TITLES[rating])))
        self._name()

    @property
    def is_chosen(self) -> bool:
        """Whether it is the rating that stands."""
        return self._chosen

    def set_chosen(self, chosen: bool) -> None:  # noqa: FBT001
        """Show whether it is the rating that stands."""
        if chosen != self._chosen:
            self._chosen = chosen
            self._name()
            self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Room for the letter over two lines."""
        letter, words = QFontMetrics(text_font("title")).height(), QFontMetrics(text_font("small")).height()
        return QSize(scaled(84), letter + _LINES * words + 2 * SPACE)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Its height; of its width some may be left out."""
        return QSize(scaled(56), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        """Paint ground, letter and words."""
        theme, painter, box = self.theme, QPainter(self), self.rect().toRectF()
        surfaces, accent = theme.surfaces, theme.tones.accent
        over = self.underMouse() or self.isDown()
        ground = surfaces.selected if self._chosen or self.isDown() else surfaces.hover if over else surfaces.panel
        paint_box(
            painter, box, ground, accent.text if self._chosen else theme.edge, line_px=RULE if self._chosen else 1
        )
        title = text_font("title")
        high = QFontMetrics(title).height()
        top = QRectF(box.left(), box.top() + SPACE, box.width(), high)
        paint_text(painter, title, theme.ink, top, self.rating.value, CENTRE)
        if self._chosen:
            mark = scaled(SMALL_PX)
            paint_icon_in(painter, top, box.right() - SPACE - mark, "circle-check", accent.text, mark)
        painter.setFont(text_font("small"))
        painter.setPen(colour(theme.ink if self._chosen else theme.ink_soft))
        under = box.adjusted(SPACE / 2, SPACE + high, -SPACE / 2, 0)
        painter.drawText(under.toRect(), _WORDS, _(SHORT_TITLES[self.rating]))
        if self.shows_focus:
            paint_box(painter, box, None, theme.focus, line_px=RULE + 1)

    def _name(self) -> None:
        chosen = _("chosen") if self._chosen else ""
        self.setAccessibleName(" ".join(filter(None, (self.rating.value, _(RATING_TITLES[self.rating]), chosen))))
