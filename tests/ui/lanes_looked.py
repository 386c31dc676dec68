"""Looking at the lanes and working them, for their tests: boxes, pixels, words, the wheel, drags."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from player.ui.instrument.lane_kinds import LaneKind
from player.ui.instrument.lane_places import Lane
from player.ui.instrument.lanes import LanesView

LEFT, MIDDLE, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton, Qt.MouseButton.RightButton
NONE, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier


def lane_of(lanes: LanesView, kind: LaneKind, unit: str = "") -> Lane:
    every = (*lanes.places.pinned, *lanes.places.scrolled)
    return next(lane for lane in every if (lane.kind, lane.key) == (kind, unit))


def box_of(lanes: LanesView, kind: LaneKind, from_ms: int, to_ms: int, unit: str = "") -> QRectF:
    """The part of a lane between two times, in px of the widget."""
    whole = lanes.lane_box(lane_of(lanes, kind, unit))
    left, right = lanes.axis.x_of(from_ms), lanes.axis.x_of(to_ms)
    return QRectF(left, whole.top(), right - left, whole.height() - 1)


def pixels(lanes: LanesView) -> QImage:
    QApplication.processEvents()
    return lanes.grab().toImage()


def share(image: QImage, box: QRectF, colour: str) -> float:
    """How much of a box has this colour."""
    wanted, rect = QColor(colour).rgb(), box.toRect().adjusted(3, 1, -3, -1)
    hits = sum(
        image.pixel(x, y) == wanted for x in range(rect.left(), rect.right()) for y in range(rect.top(), rect.bottom())
    )
    return hits / max(1, rect.width() * rect.height())


def unlike(image: QImage, box: QRectF, colour: str) -> float:
    return 1 - share(image, box, colour)


def told(lanes: LanesView, point: QPointF) -> str:
    under = lanes.hit_at(point)
    return "" if under is None else "\n".join((under.told.title, *under.told.lines))


def turn(lanes: LanesView, point: QPointF, up: int, *, across: int = 0, ctrl: bool = False) -> None:
    modifiers = Qt.KeyboardModifier.ControlModifier if ctrl else NONE
    event = QWheelEvent(
        point, lanes.mapToGlobal(point), QPoint(), QPoint(across, up), Qt.MouseButton.NoButton, modifiers,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QCoreApplication.sendEvent(lanes, event)


def drag(
    lanes: QWidget,
    start: QPoint,
    end: QPoint,
    button: Qt.MouseButton = LEFT,
    modifiers: Qt.KeyboardModifier = NONE,
) -> None:
    QTest.mousePress(lanes, button, modifiers, start)
    event = QMouseEvent(
        QEvent.Type.MouseMove, QPointF(end), QPointF(lanes.mapToGlobal(end)), Qt.MouseButton.NoButton, button, modifiers
    )
    QCoreApplication.sendEvent(lanes, event)
    QTest.mouseRelease(lanes, button, modifiers, end)
