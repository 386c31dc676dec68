"""What is seen while F12 or the button is held: a ring that closes, and what happens when it has."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from player.i18n import _
from player.ui.emergency.banner import EMERGENCY
from player.ui.theme import PAD, RULE, SPACE, colour, scaled, text_font
from player.ui.widgets import Painted, paint_box, paint_icon_in, paint_text
from player.ui.widgets.painted import text_width

_HIGH_PX = 104
_RING_PX = 68
_RING_LINE_PX = 8
_FULL_TURN = 360 * 16
_TOP = 90 * 16


class HoldSign(Painted):
    """Lies over whatever is in front, takes no click and no key, and is gone soon after."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self._part = 0.0
        self._let_go = False
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    @property
    def part(self) -> float:
        """How far the ring is closed, 0..1."""
        return self._part

    @property
    def words(self) -> tuple[str, str]:
        """What it says, in two lines."""
        if self._let_go:
            return _("Let go too early: nothing has happened."), _("Hold F12 for two seconds.")
        return _(EMERGENCY), _("Go on holding; let go, and nothing happens.")

    def show_part(self, part: float) -> None:
        """Show how much of the time is over, 0..1."""
        self._show(part, let_go=False)

    def show_let_go(self) -> None:
        """Show that it was let go too early."""
        self._show(self._part, let_go=True)

    def sizeHint(self) -> QSize:  # noqa: N802
        """Room for the ring and the longer line."""
        upper, lower = self.words
        widest = max(text_width(text_font("heading"), upper), text_width(text_font("body"), lower))
        return QSize(round(widest) + scaled(_RING_PX) + 5 * PAD, scaled(_HIGH_PX))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        """Paint ring and words."""
        theme, painter, box = self.theme, QPainter(self), self.rect().toRectF()
        tone = theme.tones.warn if self._let_go else theme.tones.alarm
        paint_box(painter, box, tone.fill, tone.on_fill, line_px=RULE + 1)
        edge, line = scaled(_RING_PX), scaled(_RING_LINE_PX)
        ring = QRectF(box.left() + 1.5 * PAD, box.center().y() - edge / 2, edge, edge)
        inset = ring.adjusted(line / 2, line / 2, -line / 2, -line / 2)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colour(tone.on_fill), RULE))
        painter.drawEllipse(inset)
        if not self._let_go:
            pen = QPen(colour(tone.on_fill), line)
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            painter.setPen(pen)
            painter.drawArc(inset, _TOP, -round(self._part * _FULL_TURN))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        sign = scaled(28)
        paint_icon_in(painter, ring, ring.center().x() - sign / 2, "x" if self._let_go else "siren", tone.on_fill, sign)
        words = QRectF(ring.right() + 1.5 * PAD, box.top(), box.right() - ring.right() - 2.5 * PAD, box.height())
        middle = box.height() / 2
        upper, lower = self.words
        paint_text(painter, text_font("heading"), tone.on_fill, words.adjusted(0, 4 * SPACE, 0, -middle + SPACE), upper)
        paint_text(painter, text_font("body"), tone.on_fill, words.adjusted(0, middle, 0, -4 * SPACE), lower)

    def _show(self, part: float, *, let_go: bool) -> None:
        self._part, self._let_go = part, let_go
        self.setAccessibleName(" ".join(self.words))
        room, size = self._over.rect(), self.sizeHint()
        width = min(size.width(), room.width())
        self.setGeometry((room.width() - width) // 2, max(0, room.height() // 3 - size.height()), width, size.height())
        self.show()
        self.raise_()
        self.update()
