"""A shape for every status: told apart without colour, from across a table, in the sun."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import NamedTuple

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from player.i18n import N_, _
from player.ui.theme import SPACE, Tone, colour, scaled, text_font
from player.ui.widgets.painted import Painted, paint_text, polygon_path, text_width

MARK_PX = 16


class StatusLook(NamedTuple):
    """How a status is shown.

    Attributes:
        shape: outline of the mark, a key of the shapes below.
        sign: what is drawn in it: ``check``, ``cross``, ``bars``, ``alert``, ``slash`` or nothing.
        tone: one of `TONE_NAMES`.
        word: its word, translatable.
        hollow: only the outline is drawn.
    """

    shape: str
    sign: str
    tone: str
    word: str
    hollow: bool = False


STATUS_LOOKS: Mapping[str, StatusLook] = {
    "pending": StatusLook("circle", "", "neutral", N_("pending"), hollow=True),
    "standby": StatusLook("play", "", "accent", N_("standby")),
    "due": StatusLook("diamond", "", "warn", N_("due")),
    "late": StatusLook("octagon", "alert", "alarm", N_("late")),
    "fired": StatusLook("circle", "check", "go", N_("delivered")),
    "held": StatusLook("square", "bars", "warn", N_("held back")),
    "skipped": StatusLook("circle", "slash", "neutral", N_("skipped"), hollow=True),
    "open": StatusLook("ring", "", "accent", N_("open"), hollow=True),
    "met": StatusLook("circle", "check", "go", N_("met")),
    "met_late": StatusLook("circle", "check", "warn", N_("met late")),
    "missed": StatusLook("octagon", "cross", "alarm", N_("missed")),
    "running": StatusLook("play", "", "go", N_("running")),
    "stopped": StatusLook("square", "", "neutral", N_("stopped"), hollow=True),
}
"""Every status of an inject, an expected action and a unit action."""


def _circle(box: QRectF) -> QPainterPath:
    path = QPainterPath()
    path.addEllipse(box)
    return path


def _square(box: QRectF) -> QPainterPath:
    path = QPainterPath()
    path.addRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 2, 2)
    return path


def _diamond(box: QRectF) -> QPainterPath:
    centre = box.center()
    return polygon_path(
        (centre.x(), box.top() - 0.5),
        (box.right() + 0.5, centre.y()),
        (centre.x(), box.bottom() + 0.5),
        (box.left() - 0.5, centre.y()),
    )


def _play(box: QRectF) -> QPainterPath:
    return polygon_path(
        (box.left() + 1, box.top()), (box.right() + 0.5, box.center().y()), (box.left() + 1, box.bottom())
    )


def _octagon(box: QRectF) -> QPainterPath:
    centre, radius = box.center(), box.width() / 2 + 0.7
    corners = [math.pi / 8 + place * math.pi / 4 for place in range(8)]
    return polygon_path(*((centre.x() + radius * math.cos(a), centre.y() + radius * math.sin(a)) for a in corners))


_SHAPES: Mapping[str, Callable[[QRectF], QPainterPath]] = {
    "circle": _circle,
    "ring": _circle,
    "square": _square,
    "diamond": _diamond,
    "play": _play,
    "octagon": _octagon,
}


def paint_mark(painter: QPainter, box: QRectF, look: StatusLook, tone: Tone) -> None:
    """Paint the mark of a status, centred in a box."""
    edge = min(box.width(), box.height()) - 2
    centre = box.center()
    inner = QRectF(centre.x() - edge / 2, centre.y() - edge / 2, edge, edge)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    weight = max(1.5, edge / 8)
    if look.hollow:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colour(tone.text), weight * (1.6 if look.shape == "ring" else 1.0)))
        inner.adjust(weight / 2, weight / 2, -weight / 2, -weight / 2)
    else:
        painter.setBrush(colour(tone.fill))
        painter.setPen(QPen(colour(tone.text), 1))
        inner.adjust(0.5, 0.5, -0.5, -0.5)
    painter.drawPath(_SHAPES[look.shape](inner))
    _paint_sign(painter, inner, look.sign, tone.text if look.hollow else tone.on_fill, weight)
    painter.restore()


def _paint_sign(painter: QPainter, box: QRectF, sign: str, ink: str, weight: float) -> None:
    if not sign:
        return
    pen = QPen(colour(ink), weight)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)

    def at(across: float, down: float) -> QPointF:
        return QPointF(box.left() + across * box.width(), box.top() + down * box.height())

    match sign:
        case "check":
            painter.drawPolyline([at(0.26, 0.52), at(0.43, 0.69), at(0.75, 0.34)])
        case "cross":
            painter.drawLines([QLineF(at(0.3, 0.3), at(0.7, 0.7)), QLineF(at(0.7, 0.3), at(0.3, 0.7))])
        case "bars":
            painter.drawLines([QLineF(at(0.35, 0.3), at(0.35, 0.7)), QLineF(at(0.65, 0.3), at(0.65, 0.7))])
        case "alert":
            painter.drawLines([QLineF(at(0.5, 0.22), at(0.5, 0.53)), QLineF(at(0.5, 0.76), at(0.5, 0.77))])
        case _:
            painter.drawLine(QLineF(at(0.17, 0.83), at(0.83, 0.17)))


class StatusMark(Painted):
    """The mark of a status, alone or with its word."""

    def __init__(self, status: str = "pending", *, with_word: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._status = status
        self._with_word = with_word
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.restyle()
        self.setAccessibleName(self._word)

    def set_status(self, status: str) -> None:
        """Show another status, one of `STATUS_LOOKS`."""
        if status != self._status:
            self._status = status
            self.setAccessibleName(self._word)
            self.updateGeometry()
            self.update()

    @property
    def status(self) -> str:
        """The status shown."""
        return self._status

    def restyle(self) -> None:
        """Take the font anew."""
        self._font = text_font("caption")

    def sizeHint(self) -> QSize:  # noqa: N802
        """Room for the mark and its word."""
        edge = scaled(MARK_PX)
        if not self._with_word:
            return QSize(edge, edge)
        return QSize(round(edge + 1.5 * SPACE + text_width(self._font, self._word) + 1), max(edge, self._line))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """The same."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        """Paint it."""
        look = STATUS_LOOKS[self._status]
        tone = self.theme.tone(look.tone)
        painter = QPainter(self)
        edge = scaled(MARK_PX)
        paint_mark(painter, QRectF(0, (self.height() - edge) / 2, edge, edge), look, tone)
        if self._with_word:
            left = edge + 1.5 * SPACE
            paint_text(painter, self._font, tone.text, QRectF(left, 0, self.width() - left, self.height()), self._word)

    @property
    def _word(self) -> str:
        return _(STATUS_LOOKS[self._status].word)

    @property
    def _line(self) -> int:
        return round(QFontMetricsF(self._font).height())
