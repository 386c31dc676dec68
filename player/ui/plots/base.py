"""The pyqtgraph side of the plots: a lane of time, a layer drawn in its pixels, and the view that holds the lanes.

pyqtgraph gives the view, the lanes and their ranges. Its axes, menus, buttons and mouse handling stay out: layers
draw in whole pixels of their lane, which is both sharper and several times faster than drawing in data units.
"""

from __future__ import annotations

import pyqtgraph
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QEnterEvent, QKeyEvent, QMouseEvent, QPainter, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QGraphicsItem, QGraphicsSceneResizeEvent, QStyleOptionGraphicsItem, QWidget

from player.ui.plots.kept import KeptPicture
from player.ui.plots.scale import tick_step_ms, ticks_ms

TICK_SPACING_PX = 64.0

PANS = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
"""What the middle button is told as: it moves the view, whatever Shift does."""


class Lane(pyqtgraph.ViewBox):  # type: ignore[misc]  # pyqtgraph is untyped
    """A band of the view in which exercise time runs from left to right and a value from bottom to top.

    Args:
        bottom, top: the values at its lower and upper edge.

    Attributes:
        kept: the picture of its layers.
    """

    def __init__(self, bottom: float, top: float) -> None:
        super().__init__(enableMenu=False, enableMouse=False, defaultPadding=0.0)
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemIsFocusable, False)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        self.setZValue(0)
        self.kept = KeptPicture()
        self.bottom, self.top = bottom, top
        self.start_ms, self.end_ms = 0, 1
        self.width_px, self.height_px = 0.0, 0.0
        self.setRange(xRange=(0, 1), yRange=(bottom, top), padding=0, disableAutoRange=True)

    def resizeEvent(self, event: QGraphicsSceneResizeEvent) -> None:  # noqa: N802  # Qt
        """Remember the size: it is asked for hundreds of times in every painting."""
        self.width_px, self.height_px = event.newSize().width(), event.newSize().height()
        super().resizeEvent(event)

    def show_times(self, start_ms: int, end_ms: int) -> None:
        """Show this stretch of exercise time."""
        self.start_ms, self.end_ms = start_ms, end_ms
        self.setXRange(start_ms, end_ms, padding=0)

    def show_values(self, bottom: float, top: float) -> None:
        """Show this range of values."""
        self.bottom, self.top = bottom, top
        self.setYRange(bottom, top, padding=0)

    def x_of(self, t_ms: float) -> float:
        """Where a moment lies, in px from the left edge."""
        return (t_ms - self.start_ms) / (self.end_ms - self.start_ms) * self.width_px

    def y_of(self, value: float) -> float:
        """Where a value lies, in px from the upper edge."""
        return (self.top - value) / (self.top - self.bottom) * self.height_px

    def time_at(self, x: float) -> int:
        """The moment at this many px from the left edge, kept inside the lane."""
        share = min(1.0, max(0.0, x / max(1.0, self.width_px)))
        return round(self.start_ms + share * (self.end_ms - self.start_ms))

    @property
    def tick_step_ms(self) -> int:
        """The step between the labels of the time axis."""
        return tick_step_ms(self.end_ms - self.start_ms, self.width_px, TICK_SPACING_PX)

    @property
    def ticks_ms(self) -> range:
        """The moments that get a grid line and a label."""
        return ticks_ms(self.start_ms, self.end_ms, self.tick_step_ms)


class Layer(pyqtgraph.GraphicsObject):  # type: ignore[misc]  # pyqtgraph is untyped
    """Something drawn over a whole lane, in px from its upper left corner.

    Args:
        lane: where it is drawn; what reaches over its edge is cut off.
        depth: layers with more of it lie on top.
    """

    def __init__(self, lane: Lane, depth: float) -> None:
        super().__init__()
        self.lane = lane
        self.exposed = QRectF()
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption, True)
        self.setZValue(depth)
        self.setParentItem(lane)
        lane.kept.add(self)
        lane.sigResized.connect(self._resized)

    def boundingRect(self) -> QRectF:  # noqa: N802  # Qt
        """The whole lane."""
        return QRectF(self.lane.rect())

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:  # noqa: ARG002
        """Draw what is exposed; Qt asks neighbours of what has changed, too, with nothing exposed."""
        exposed = QRectF(option.exposedRect)  # Qt owns the one it gives
        if not exposed.isEmpty() and not self.lane.kept.paint(self, painter, exposed):
            self.exposed = exposed
            self.draw(painter)

    def update(self, *args: QRectF) -> None:
        """Draw it anew, or this part of it."""
        self.lane.kept.forget()
        super().update(*args)

    def draw(self, painter: QPainter) -> None:
        """Draw it, at least as far as it is exposed; each layer has its own.

        Raises:
            NotImplementedError: this one has none.
        """
        raise NotImplementedError

    def update_between(self, start_ms: float, end_ms: float, margin_px: float = 4.0) -> None:
        """Draw anew what lies between two times, and this much on either side."""
        left = max(0.0, self.lane.x_of(start_ms) - margin_px)
        right = min(self.lane.width_px, self.lane.x_of(end_ms) + margin_px)
        if left < right:
            self.update(QRectF(left, 0.0, right - left, self.lane.height_px))

    def exposed_ms(self, margin_px: float = 2.0) -> tuple[int, int]:
        """The stretch of exercise time that has to be drawn anew."""
        return self.lane.time_at(self.exposed.left() - margin_px), self.lane.time_at(self.exposed.right() + margin_px)

    def viewRangeChanged(self) -> None:  # noqa: N802  # pyqtgraph
        """Draw anew when the lane shows something else."""
        self.update()

    def _resized(self) -> None:
        self.prepareGeometryChange()
        self.update()


class PlotView(pyqtgraph.GraphicsView):  # type: ignore[misc]  # pyqtgraph is untyped
    """A bare pyqtgraph view which hands what the mouse does to its owner, in px of the view."""

    resized = Signal()
    pressed = Signal(QPointF, Qt.KeyboardModifier)
    marked = Signal(QPointF)
    """The right button went down."""
    dragged = Signal(QPointF)
    released = Signal(QPointF)
    hovered = Signal(QPointF)
    left = Signal()
    wheeled = Signal(QPointF, int, int)
    """Where, and by how many eighths of a degree across and up."""
    double_clicked = Signal(QPointF)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, useOpenGL=False, background=None)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCacheMode(self.CacheModeFlag.CacheNone)
        self.setOptimizationFlag(self.OptimizationFlag.DontAdjustForAntialiasing, True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.centralWidget.setLayout(None)

    def resizeEvent(self, event: QResizeEvent | None) -> None:  # noqa: N802  # Qt
        """Tell the owner, who lays out the lanes; pyqtgraph calls this with None, too."""
        super().resizeEvent(event)
        if event is not None:
            self.resized.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802  # Qt
        """Hand on a press of the left or the middle button."""
        if event.button() in (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton):
            pans = event.button() == Qt.MouseButton.MiddleButton
            self.pressed.emit(event.position(), PANS if pans else event.modifiers())
        elif event.button() == Qt.MouseButton.RightButton:
            self.marked.emit(event.position())
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802  # Qt
        """Hand on a drag or a hover."""
        (self.dragged if event.buttons() else self.hovered).emit(event.position())
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802  # Qt
        """Hand on the end of a drag."""
        self.released.emit(event.position())
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802  # Qt
        """Hand on a double click."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.double_clicked.emit(event.position())
        event.accept()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802  # Qt
        """Hand on a turn of the wheel."""
        self.wheeled.emit(event.position(), event.angleDelta().x(), event.angleDelta().y())
        event.accept()

    def enterEvent(self, event: QEnterEvent) -> None:  # noqa: N802  # Qt
        """Keep pyqtgraph's own hover handling out."""
        event.accept()

    def leaveEvent(self, event: QEvent) -> None:  # noqa: ARG002, N802  # Qt
        """Tell the owner that the pointer has gone."""
        self.left.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802  # Qt
        """Show no menu: the window has its own."""
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  # Qt
        """Leave every key to the window."""
        event.ignore()
