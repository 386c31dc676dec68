"""One contact of the emergency list: its digit, a box to tick, who it is, and how to reach them."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from player.i18n import _
from player.ui.emergency.contacts import Contact
from player.ui.theme import RULE, SPACE, colour, scaled, text_font
from player.ui.widgets import paint_box, paint_icon_in, paint_key_cap, paint_text
from player.ui.widgets.buttons import KitButton
from player.ui.widgets.painted import LEFT, RIGHT, plain_tip, text_width

LEAST_PX, MOST_PX = 44, 76
"""Height of a row where there is little room, and where there is much, in px."""

_TITLE, _REACH, _SMALL = 0.42, 0.54, 0.29
"""Heights of its type, in heights of the row."""

_LEAST_TYPE = 0.31
"""Where name and number have to be smaller than this to stand side by side, they stand over one another."""

_LEAST_TYPE_PX = 11

_BOX = 0.54
_TITLE_PART = 0.45
"""Part of the row the title has, however long the number is."""


class ContactRow(KitButton):
    """A contact; pressing it ticks it or takes the tick away.

    Args:
        key: the digit that does the same, or empty.
    """

    counts_fast_clicks = True  # a tick that was a mistake may be taken back at once

    def __init__(self, contact: Contact, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.contact = contact
        self._key = key
        self._reached = ""
        self._is_reached = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setToolTip(plain_tip(f"{contact.title}\n{contact.reach}"))
        self._name_it()

    def set_reached(self, at: str | None) -> None:
        """Show that the contact was reached, when, or (None) that it was not."""
        if (at is not None, at or "") != (self._is_reached, self._reached):
            self._is_reached, self._reached = at is not None, at or ""
            self._name_it()
            self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        """As wide as there is room."""
        return QSize(scaled(300), scaled(LEAST_PX))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        """Paint it."""
        theme, painter, box = self.theme, QPainter(self), self.rect().toRectF()
        go = theme.tones.go
        over = self.underMouse() or self.isDown()
        ground = go.soft if self._is_reached else theme.surfaces.hover if over else theme.surfaces.panel
        ink = go.text if self._is_reached else theme.ink
        paint_box(painter, box, ground, ink if self._is_reached else theme.edge, line_px=RULE if over else 1.0)
        high = box.height()
        left = box.left() + 2 * SPACE
        if self._key:
            cap = QRectF(left, box.top() + 0.2 * high, 0.6 * high, 0.6 * high)
            paint_key_cap(painter, cap, text_font("figure_m", size_px=0.36 * high), ink, self._key)
        left += 0.6 * high + 2 * SPACE
        self._paint_tick(painter, QRectF(left, box.center().y() - _BOX * high / 2, _BOX * high, _BOX * high), ink)
        left += _BOX * high + 3 * SPACE
        inner = QRectF(left, box.top(), box.right() - 3 * SPACE - left, high)
        if self._is_cramped(inner.width()):
            upper = inner.adjusted(0, 0.06 * high, 0, -0.48 * high)
            lower = inner.adjusted(0, 0.5 * high, 0, -0.06 * high)
            self._fit(painter, "title", 0.36, ink, upper, self.contact.title)
            self._fit(painter, "figure_s", 0.36, ink, lower, self.contact.reach)
        else:
            self._paint_apart(painter, inner, ink)
        if self.shows_focus:
            paint_box(painter, box, None, theme.focus, line_px=RULE + 1)

    def _is_cramped(self, width: float) -> bool:
        """Whether who it is and how to reach them have to stand over one another to be read in full."""
        high = self.height()
        title = text_width(text_font("title", size_px=int(_LEAST_TYPE * high)), self.contact.title)
        reach = text_width(text_font("figure_l", size_px=int(_LEAST_TYPE * high)), self.contact.reach)
        return title + reach + 3 * SPACE > width

    def _paint_apart(self, painter: QPainter, inner: QRectF, ink: str) -> None:
        """Who it is at the left, how to reach them at the right, and when they were reached under the name."""
        high = inner.height()
        title = text_width(text_font("title", size_px=int(_LEAST_TYPE * high)), self.contact.title)
        wished = text_width(text_font("figure_l", size_px=int(_REACH * high)), self.contact.reach) + 1
        room = min(wished, max(inner.width() * (1 - _TITLE_PART), inner.width() - title - 3 * SPACE))
        room = min(room, inner.width() - title - 3 * SPACE)
        right = inner.adjusted(inner.width() - room, 0, 0, 0)
        self._fit(painter, "figure_l", _REACH, ink, right, self.contact.reach, RIGHT)
        words = inner.adjusted(0, 0, -room - 3 * SPACE, 0)
        if self._is_reached:
            lower = words.adjusted(0, 0.58 * high, 0, -0.08 * high)
            self._fit(painter, "small", _SMALL, ink, lower, self._reached_text())
            words = words.adjusted(0, 0.08 * high, 0, -0.42 * high)
        self._fit(painter, "title", _TITLE, ink, words, self.contact.title)

    def _fit(
        self,
        painter: QPainter,
        role: str,
        part: float,
        ink: str,
        box: QRectF,
        text: str,
        side: Qt.AlignmentFlag = LEFT,
    ) -> None:
        """Write a text in its box, ``part`` of the row high, smaller where it is too long."""
        wished = text_width(text_font(role, size_px=part * self.height()), text)
        size_px = part * self.height() * min(1.0, box.width() / max(1.0, wished))
        # rounded up, it would not fit any more
        paint_text(painter, text_font(role, size_px=max(_LEAST_TYPE_PX, int(size_px))), ink, box, text, side)

    def _paint_tick(self, painter: QPainter, box: QRectF, ink: str) -> None:
        if self._is_reached:
            paint_box(painter, box, self.theme.tones.go.fill)
            edge = round(0.8 * box.height())
            paint_icon_in(painter, box, box.center().x() - edge / 2, "check", self.theme.tones.go.on_fill, edge)
            return
        painter.setPen(QPen(colour(ink), RULE))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(box)

    def _reached_text(self) -> str:
        return _("reached {time}").format(time=self._reached) if self._reached else _("reached")

    def _name_it(self) -> None:
        """Say it all to a screen reader."""
        told = self._reached_text() if self._is_reached else _("not reached yet")
        self.setAccessibleName(" · ".join(filter(None, (self._key, self.contact.title, self.contact.reach, told))))
