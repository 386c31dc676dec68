"""What moved the tension as bars to the left and right of nothing."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip

from player.i18n import _
from player.review.explaining import ExplanationLine
from player.ui.theme import PAD, RULE, SPACE, Theme, colour, scaled, text_font
from player.ui.widgets import Painted, paint_text
from player.ui.widgets.painted import LEFT, RIGHT, paint_lines, plain_tip, text_width

_ROW_PX = 32
_BAR_PX = 16
_WORDS_SHARE = 0.44
_LEAST_SCALE = 4.0
"""Points that fill half of the bars at the least, so that next to nothing looks like next to nothing."""


class CauseBars(Painted):
    """A bar for each cause: to the right what raised the tension, to the left what lowered it, and below their sum."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: tuple[ExplanationLine, ...] = ()
        self._sum = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("What moved the tension"))

    def show_lines(self, lines: Sequence[ExplanationLine], total: str) -> None:
        """Show these causes and their sum as it is written."""
        if (tuple(lines), total) == (self._lines, self._sum):
            return
        resized = len(lines) != len(self._lines)
        self._lines, self._sum = tuple(lines), total
        said = [str(line) for line in self._lines]
        self.setAccessibleDescription(", ".join((*said, _("total {sum}").format(sum=total))) if said else "")
        if resized:
            self.updateGeometry()
        self.update()

    @property
    def lines(self) -> tuple[ExplanationLine, ...]:
        """The causes shown."""
        return self._lines

    @property
    def total(self) -> str:
        """Their sum as it is written."""
        return self._sum

    def restyle(self) -> None:
        """Follow the text size."""
        self.updateGeometry()

    def sizeHint(self) -> QSize:  # noqa: N802
        """A row for each cause, and one for the sum."""
        rows = len(self._lines) + 1 if self._lines else 0
        return QSize(scaled(320), rows * scaled(_ROW_PX))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Its height."""
        return QSize(scaled(200), self.sizeHint().height())

    def event(self, event: QEvent) -> bool:
        """Show the words of a bar in full where they may have been cut."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            place = event.pos().y() // scaled(_ROW_PX)
            text = str(self._lines[place]) if 0 <= place < len(self._lines) else ""
            QToolTip.showText(event.globalPos(), plain_tip(text), self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        """Paint it."""
        if not self._lines:
            return
        theme, painter = self.theme, QPainter(self)
        row = scaled(_ROW_PX)
        left, width = float(PAD), self.width() - 2.0 * PAD
        words = width * _WORDS_SHARE
        figures = text_font("figure_s")
        widest = max(text_width(figures, line.number) for line in self._lines) + 2 * SPACE
        field = QRectF(left + words + 2 * SPACE, 0, width - words - 2 * SPACE, len(self._lines) * row)
        zero = round(field.center().x())
        room = max(8.0, field.width() / 2 - widest)
        scale = room / max(_LEAST_SCALE, *(abs(line.points) for line in self._lines))
        painter.fillRect(QRectF(zero - 1, 0, RULE, field.height()), colour(theme.ink_soft))
        for place, line in enumerate(self._lines):
            box = QRectF(left, place * row, words, row)
            paint_lines(painter, text_font("body"), theme.ink, box.adjusted(0, 1, 0, -2), line.text)
            _paint_bar(painter, QRectF(field.left(), box.top(), field.width(), row), theme, line, zero, scale)
            painter.fillRect(QRectF(left, box.bottom() - 1, width, 1), colour(theme.line))
        self._paint_sum(painter, QRectF(left, field.bottom(), width, row), theme, zero)

    def _paint_sum(self, painter: QPainter, box: QRectF, theme: Theme, zero: int) -> None:
        painter.fillRect(QRectF(box.left(), box.top(), box.width(), RULE), colour(theme.ink_soft))
        strong, figures = text_font("strong"), text_font("figure_m")
        paint_text(painter, strong, theme.ink, box.adjusted(0, RULE, 0, 0), _("total"))
        right = box.adjusted(zero - box.left() + 2 * SPACE, RULE, 0, 0)
        paint_text(painter, figures, theme.ink, right, self._sum, LEFT)


def _paint_bar(painter: QPainter, box: QRectF, theme: Theme, line: ExplanationLine, zero: int, scale: float) -> None:
    """Paint one bar with its number at its end; what lowers is an outline, so that the two sides differ twice."""
    length = max(2.0, abs(line.points) * scale)
    thick = scaled(_BAR_PX)
    top = round(box.center().y() - thick / 2) - 1
    figures = text_font("figure_s")
    if line.points > 0:
        bar = QRectF(zero + 1, top, length, thick)
        painter.fillRect(bar, colour(theme.plots.actual))
        at = QRectF(bar.right() + SPACE, box.top(), box.right() - bar.right(), box.height())
        paint_text(painter, figures, theme.ink, at, line.number, LEFT)
    else:
        bar = QRectF(zero - 1 - length, top, length, thick)
        painter.fillRect(bar, colour(theme.tones.accent.soft))
        painter.setPen(colour(theme.tones.accent.text))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(bar.adjusted(0.5, 0.5, -0.5, -0.5))
        at = QRectF(box.left(), box.top(), bar.left() - SPACE - box.left(), box.height())
        paint_text(painter, figures, theme.ink, at, line.number, RIGHT)
