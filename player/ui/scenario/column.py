"""A column of plain text in paragraphs of their own role, as wide as its room: the details of what is chosen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QResizeEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy

from player.ui.scenario.paras import Para
from player.ui.theme import PAD, SPACE, colour, scaled, text_font
from player.ui.widgets.labels import ink_of
from player.ui.widgets.painted import Painted, paint_text, text_width


class _Laid:
    """A paragraph as it lies in the column."""

    def __init__(self, para: Para, top: float, width: float) -> None:
        self.para = para
        self.font = text_font(para.role)
        metrics = QFontMetricsF(self.font)
        mark = text_width(self.font, para.mark) + SPACE if para.mark else 0.0
        self.left = para.indent * 4 * SPACE + mark
        self.top = top + para.gap * SPACE + (2 * SPACE if para.rule else 0)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.layout = QTextLayout(para.text.replace("\n", "\u2028"), self.font)
        self.layout.setTextOption(option)
        self.layout.beginLayout()
        height = 0.0
        while True:
            line = self.layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(max(20.0, width - self.left))
            line.setPosition(QPointF(0, height))
            height += metrics.height() * 1.06
        self.layout.endLayout()
        self.line_height = metrics.height()
        self.bottom = self.top + height


class TextColumn(Painted):
    """Paragraphs under one another."""

    def __init__(self) -> None:
        super().__init__()
        self._paras: tuple[Para, ...] = ()
        self._laid: list[_Laid] = []
        self._width = -1
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

    def set_paras(self, paras: Sequence[Para]) -> None:
        """Show these paragraphs."""
        if tuple(paras) != self._paras:
            self._paras = tuple(paras)
            self._lay_out()

    @property
    def text(self) -> str:
        """What it says."""
        return "\n".join(" ".join(filter(None, (para.mark, para.text))) for para in self._paras)

    def restyle(self) -> None:
        """Lay out anew."""
        self._lay_out()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Break the lines anew."""
        super().resizeEvent(event)
        if self.width() != self._width:
            self._lay_out()

    def sizeHint(self) -> QSize:  # noqa: N802
        """As high as the text."""
        return QSize(scaled(200), self.minimumHeight())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint what is exposed."""
        painter = QPainter(self)
        exposed = event.rect()
        painter.fillRect(exposed, colour(self.theme.surfaces.panel))
        for laid in self._laid:
            if laid.bottom < exposed.top() or laid.top - 3 * SPACE > exposed.bottom():
                continue
            ink = ink_of(self.theme, laid.para.tone)
            if laid.para.rule:
                painter.fillRect(QRectF(PAD, laid.top - 2 * SPACE, self.width() - 2 * PAD, 1), colour(self.theme.line))
            if laid.para.quoted:
                left = PAD + laid.left - SPACE
                ground = QRectF(left, laid.top - 1, self.width() - PAD - left, laid.bottom - laid.top + 1)
                painter.fillRect(ground, colour(self.theme.surfaces.sunken))
            if laid.para.mark:
                left = PAD + laid.para.indent * 4 * SPACE
                box = QRectF(left, laid.top, PAD + laid.left - left, laid.line_height)
                paint_text(painter, laid.font, ink, box, laid.para.mark)
            painter.setPen(colour(ink))
            laid.layout.draw(painter, QPointF(PAD + laid.left, laid.top))

    def _lay_out(self) -> None:
        self._width = self.width()
        width = max(40.0, self.width() - 2.0 * PAD)
        self._laid = []
        bottom = float(SPACE)
        for para in self._paras:
            self._laid.append(_Laid(para, bottom, width))
            bottom = self._laid[-1].bottom
        self.setMinimumHeight(round(bottom + 2 * SPACE))
        self.setAccessibleDescription(self.text)
        self.updateGeometry()
        self.update()


_SCROLLING = frozenset(
    int(key)
    for key in (
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
        Qt.Key.Key_PageUp,
        Qt.Key.Key_PageDown,
        Qt.Key.Key_Home,
        Qt.Key.Key_End,
    )
)


class TextCard(QScrollArea):
    """A column of text that scrolls.

    Args:
        name: what it is, for a screen reader.

    Attributes:
        own_keys: keys it keeps to itself while it has the keyboard.
    """

    def __init__(self, name: str) -> None:
        super().__init__()
        self.own_keys = _SCROLLING
        self.setObjectName("card")  # the style sheet gives it its focus ring
        self.column = TextColumn()
        self.column.setAccessibleName(name)
        self.setWidget(self.column)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(name)

    def show_paras(self, paras: Sequence[Para], *, anew: bool) -> None:
        """Show these paragraphs; ``anew`` scrolls to the top, for something else is told."""
        self.column.set_paras(paras)
        if anew:
            self.verticalScrollBar().setValue(0)
