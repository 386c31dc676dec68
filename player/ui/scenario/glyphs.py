"""The small shapes of the map, told apart without colour: injects by their trigger, questions, exits."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen

from player.ui.scenario.marks import Tick
from player.ui.theme import colour
from player.ui.widgets.painted import polygon_path

LEGEND = ("at", "after", "when", "on", "every", "manual")
"""The kinds of trigger with a shape of their own, in the order of the legend."""


def _circle(box: QRectF) -> QPainterPath:
    path = QPainterPath()
    path.addEllipse(box)
    return path


def _cross(box: QRectF) -> QPainterPath:
    third, centre = box.width() / 3, box.center()
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    path.addRect(QRectF(box.left(), centre.y() - third / 2, box.width(), third))
    path.addRect(QRectF(centre.x() - third / 2, box.top(), third, box.height()))
    return path.simplified()


def _right(box: QRectF) -> QPainterPath:
    return polygon_path(
        (box.left() + 1, box.top()), (box.right() + 1, box.center().y()), (box.left() + 1, box.bottom())
    )


def _up(box: QRectF) -> QPainterPath:
    return polygon_path((box.center().x(), box.top()), (box.right(), box.bottom()), (box.left(), box.bottom()))


def _square(box: QRectF) -> QPainterPath:
    path = QPainterPath()
    path.addRect(box.adjusted(0.5, 0.5, -0.5, -0.5))
    return path


_SHAPES: Mapping[str, Callable[[QRectF], QPainterPath]] = {
    "at": _circle,
    "clock": _circle,
    "every": _cross,
    "after": _right,
    "when": _up,
    "on": _square,
    "manual": _circle,
}


def paint_tick(painter: QPainter, centre: QPointF, size_px: float, ink: str, ground: str, tick: Tick) -> None:
    """Paint an inject: its shape tells its trigger, hollow waits for a hand, a bar under it is kept for need."""
    by_hand = tick.by_hand
    box = QRectF(centre.x() - size_px / 2, centre.y() - size_px / 2, size_px, size_px)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour(ink), 1.4))
    painter.setBrush(colour(ground if by_hand else ink))
    painter.drawPath(_SHAPES.get(tick.kind, _circle)(box.adjusted(0.5, 0.5, -0.5, -0.5) if by_hand else box))
    if tick.contingency:
        painter.fillRect(QRectF(box.left() - 1, box.bottom() + 1.5, box.width() + 2, 1.5), colour(ink))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def paint_question(painter: QPainter, centre: QPointF, size_px: float, ink: str, fill: str) -> None:
    """Paint the diamond of a decision."""
    half = size_px / 2
    x, y = centre.x(), centre.y()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour(ink), 1.5))
    painter.setBrush(colour(fill))
    painter.drawPath(polygon_path((x, y - half), (x + half, y), (x, y + half), (x - half, y)))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def paint_exit(painter: QPainter, centre: QPointF, size_px: float, ink: str, fill: str) -> None:
    """Paint the sign of a way out that is taken by itself: an arrow through a dashed edge."""
    half = size_px / 2
    x, y = centre.x(), centre.y()
    painter.fillRect(QRectF(x - half, y - half, size_px, size_px), colour(fill))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    edge = QPen(colour(ink), 1.6)
    edge.setDashPattern([1.6, 1.4])
    painter.setPen(edge)
    painter.drawLine(QPointF(x + 1, y - half), QPointF(x + 1, y + half))
    painter.setPen(QPen(colour(ink), 1.6))
    painter.drawLine(QPointF(x - half, y), QPointF(x + half - 1, y))
    painter.drawPolyline([QPointF(x + half - 4, y - 3), QPointF(x + half, y), QPointF(x + half - 4, y + 3)])
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def paint_arrow_head(painter: QPainter, tip: QPointF, ink: str, *, way: str) -> None:
    """Paint a small arrow head with its tip there; ``way`` is ``right``, ``up`` or ``down``."""
    x, y = tip.x(), tip.y()
    corners = {
        "right": ((x, y), (x - 6, y - 3.5), (x - 6, y + 3.5)),
        "down": ((x, y), (x - 3.5, y - 6), (x + 3.5, y - 6)),
        "up": ((x, y), (x - 3.5, y + 6), (x + 3.5, y + 6)),
    }[way]
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour(ink))
    painter.drawPath(polygon_path(*corners))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
