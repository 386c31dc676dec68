"""Small filled shapes, so that nothing on the plots is told by colour alone."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainterPath, QPolygonF

from player.model.doctrine import Situation

MARK_KINDS = ("inject", "note", "marker", "decision", "override")
"""Kinds of mark with a shape of their own; any other kind gets a dot."""


def situation_shape(situation: Situation, box: QRectF) -> QPainterPath:
    """A circle, a triangle or a square, for hijau, kuning and merah: what can still be told apart at 9 px."""
    path = QPainterPath()
    if situation is Situation.HIJAU:
        path.addEllipse(box)
    elif situation is Situation.KUNING:
        path.addPolygon(
            _polygon((box.center().x(), box.top()), (box.right(), box.bottom()), (box.left(), box.bottom()))
        )
    else:
        path.addRect(box.adjusted(0.5, 0.5, -0.5, -0.5))
    path.closeSubpath()
    return path


def mark_shape(kind: str, x: float, top: float, size_px: float) -> QPainterPath:
    """The flag of a mark, with its foot at x; ``top`` is the upper edge and ``size_px`` its height.

    An inject is a wedge that points down at its moment, a note a page, a marker a pennant, a decision a diamond, an
    override a cross.
    """
    half, bottom, middle = size_px / 2, top + size_px, top + size_px / 2
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    if kind == "inject":
        path.addPolygon(_polygon((x - half, top), (x + half, top), (x, bottom)))
    elif kind == "note":
        fold = size_px / 3
        path.addPolygon(
            _polygon(
                (x - half + 1, top), (x + half - 1 - fold, top), (x + half - 1, top + fold), (x + half - 1, bottom),
                (x - half + 1, bottom),
            )
        )  # fmt: skip
    elif kind == "marker":
        path.addPolygon(_polygon((x, top), (x + 0.8 * size_px, middle - 1), (x, bottom - 2)))
        path.addRect(QRectF(x - 0.5, top, 1.0, size_px + 1))
    elif kind == "decision":
        path.addPolygon(_polygon((x, top), (x + half, middle), (x, bottom), (x - half, middle)))
    elif kind == "override":
        arm = size_px / 5
        path.addRect(QRectF(x - half, middle - arm, size_px, 2 * arm))
        path.addRect(QRectF(x - arm, top, 2 * arm, size_px))
    else:
        path.addEllipse(QPointF(x, middle), half - 1, half - 1)
    path.closeSubpath()
    return path


def _polygon(*points: tuple[float, float]) -> QPolygonF:
    return QPolygonF([QPointF(x, y) for x, y in points])
