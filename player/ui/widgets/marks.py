"""A shape for every status: told apart without colour, from across a table, in the sun."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import NamedTuple

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen

from player.i18n import N_
from player.ui.theme import Tone, colour
from player.ui.widgets.painted import polygon_path

MARK_PX = 16


class StatusLook(NamedTuple):
    """How a status is shown.

    Attributes:
        shape: outline of the mark, a key of the shapes below.
        sign: what is drawn in it: ``check``, ``bars``, ``alert``, ``slash`` or nothing.
        tone: one of `TONE_NAMES`.
        word: its word, translatable; may be empty.
        hollow: only the outline is drawn.
    """

    shape: str
    sign: str
    tone: str
    word: str
    hollow: bool = False


STATUS_LOOKS: Mapping[str, StatusLook] = {
    "pending": StatusLook("circle", "", "neutral", "", hollow=True),
    "standby": StatusLook("play", "", "accent", N_("standby")),
    "due": StatusLook("diamond", "", "warn", N_("due")),
    "late": StatusLook("octagon", "alert", "alarm", N_("late")),
    "fired": StatusLook("circle", "check", "go", N_("delivered")),
    "held": StatusLook("square", "bars", "warn", N_("held back")),
    "skipped": StatusLook("circle", "slash", "neutral", N_("skipped"), hollow=True),
}
"""Every status of an inject. One that only waits has no word: its mark says enough."""


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


def _triangle(box: QRectF) -> QPainterPath:
    return polygon_path(
        (box.center().x(), box.top()), (box.right() + 0.5, box.bottom()), (box.left() - 0.5, box.bottom())
    )


def _wedge(box: QRectF) -> QPainterPath:
    return polygon_path((box.left() - 0.5, box.top()), (box.right() + 0.5, box.top()), (box.center().x(), box.bottom()))


def _cross(box: QRectF) -> QPainterPath:
    left, right, top, bottom = box.left(), box.right(), box.top(), box.bottom()
    near, far = box.width() / 3, 2 * box.width() / 3
    return polygon_path(
        (left + near, top),
        (left + far, top),
        (left + far, top + near),
        (right, top + near),
        (right, top + far),
        (left + far, top + far),
        (left + far, bottom),
        (left + near, bottom),
        (left + near, top + far),
        (left, top + far),
        (left, top + near),
        (left + near, top + near),
    )


def _octagon(box: QRectF) -> QPainterPath:
    centre, radius = box.center(), box.width() / 2 + 0.7
    corners = [math.pi / 8 + place * math.pi / 4 for place in range(8)]
    return polygon_path(*((centre.x() + radius * math.cos(a), centre.y() + radius * math.sin(a)) for a in corners))


_SHAPES: Mapping[str, Callable[[QRectF], QPainterPath]] = {
    "circle": _circle,
    "square": _square,
    "diamond": _diamond,
    "play": _play,
    "octagon": _octagon,
    "triangle": _triangle,
    "wedge": _wedge,
    "cross": _cross,
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
        painter.setPen(QPen(colour(tone.text), weight))
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
        case "bars":
            painter.drawLines([QLineF(at(0.35, 0.3), at(0.35, 0.7)), QLineF(at(0.65, 0.3), at(0.65, 0.7))])
        case "alert":
            painter.drawLines([QLineF(at(0.5, 0.22), at(0.5, 0.53)), QLineF(at(0.5, 0.76), at(0.5, 0.77))])
        case _:
            painter.drawLine(QLineF(at(0.17, 0.83), at(0.83, 0.17)))
