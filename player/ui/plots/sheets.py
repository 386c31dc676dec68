"""What stands around the lanes: headers, labels of the axes, phases and flags."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QGraphicsItem, QGraphicsObject, QStyleOptionGraphicsItem, QWidget

from player.ui.plots.base import Lane, Layer
from player.ui.plots.look import Lettering, line
from player.ui.plots.places import MARK_ROW_PX
from player.ui.plots.scale import is_in_hours, tick_text
from player.ui.plots.shapes import mark_shape
from player.ui.plots.state import PlotState
from player.ui.theme import RADIUS, colour, paint_icon
from player.ui.widgets.painted import paint_box

FLAG_PX = 11.0

_PAD_PX = 6.0


class Sheet(QGraphicsObject):
    """Something drawn in a rectangle of the view.

    Args:
        root: the item of the view it belongs to.
        state: what it draws from.
        depth: sheets with more of it lie on top.
    """

    def __init__(self, root: QGraphicsItem, state: PlotState, depth: float) -> None:
        super().__init__(root)
        self.state = state
        self._rect = QRectF()
        self.exposed = QRectF()
        self.setZValue(depth)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption, True)

    def place(self, rect: QRectF) -> None:
        """Draw in this rectangle from now on."""
        if rect != self._rect:
            self.prepareGeometryChange()
            self._rect = QRectF(rect)
            self.update()

    @property
    def box(self) -> QRectF:
        """Where it draws."""
        return self._rect

    def boundingRect(self) -> QRectF:  # noqa: N802  # Qt
        """Where it draws."""
        return QRectF(self._rect)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:  # noqa: ARG002
        """Draw what is exposed; Qt asks neighbours of what has changed, too, with nothing exposed."""
        if not option.exposedRect.isEmpty():
            self.exposed = QRectF(option.exposedRect)  # Qt owns the one it gives
            self.draw(painter)

    def draw(self, painter: QPainter) -> None:
        """Draw it, at least as far as it is exposed; each sheet has its own.

        Raises:
            NotImplementedError: this one has none.
        """
        raise NotImplementedError


class PanelFrame(Sheet):
    """The ground and outline of a panel."""

    def draw(self, painter: QPainter) -> None:
        """Draw it."""
        theme = self.state.look.theme
        if self._rect.adjusted(RADIUS, RADIUS, -RADIUS, -RADIUS).contains(self.exposed):
            painter.fillRect(self.exposed, colour(theme.surfaces.panel))
        else:
            paint_box(painter, self._rect, theme.surfaces.panel, theme.line)


class ValueLabels(Sheet):
    """The labels of a value axis, in the gutter left of its lane."""

    def __init__(self, root: QGraphicsItem, state: PlotState, lane: Lane, values: tuple[int, ...]) -> None:
        super().__init__(root, state, 0)
        self._lane = lane
        self._values = values

    def draw(self, painter: QPainter) -> None:
        """Draw them, leaving out every other one where they would touch."""
        look = self.state.look
        painter.setFont(look.axis.font)
        painter.setPen(colour(look.theme.ink_soft))
        top = self._lane.pos().y()
        free_above = self._rect.bottom() + look.axis.height
        for value in self._values:
            middle = top + self._lane.y_of(value)
            if middle + look.axis.cap_height / 2 + 3 > free_above:
                continue
            free_above = middle - look.axis.cap_height / 2
            text = str(value)
            x = self._rect.right() - _PAD_PX - look.axis.width(text)
            painter.drawText(QPointF(round(x), look.axis.baseline(middle)), text)


class PersonnelLabel(Sheet):
    """What the personnel strip counts, and how many there are, or where that is not known its top."""

    ICON_PX = 14

    def draw(self, painter: QPainter) -> None:
        """Draw it."""
        look = self.state.look
        middle = self._rect.center().y()
        text = str(self.state.available or self.state.most_personnel)
        x = self._rect.right() - _PAD_PX - look.axis.width(text)
        ink = look.theme.ink_soft
        draw_run(painter, x, look.axis.baseline(middle), look.axis, colour(ink), text)
        if x - self.ICON_PX - 2 >= 0:
            paint_icon(painter, "users", ink, x - self.ICON_PX - 2, middle - self.ICON_PX / 2, self.ICON_PX)


class TimeAxis(Sheet):
    """The labels of the time axis."""

    def __init__(self, root: QGraphicsItem, state: PlotState, lane: Lane) -> None:
        super().__init__(root, state, 0)
        self._lane = lane

    def draw(self, painter: QPainter) -> None:
        """Draw them."""
        lane, look = self._lane, self.state.look
        hours = is_in_hours(lane.end_ms)
        baseline = look.axis.baseline(self._rect.center().y())
        left, right = lane.pos().x(), self._rect.right() - _PAD_PX
        painter.setFont(look.axis.font)
        painter.setPen(colour(look.theme.ink))
        for t_ms in lane.ticks_ms:
            text = tick_text(t_ms, lane.tick_step_ms, hours=hours)
            width = look.axis.width(text)
            x = min(left + lane.x_of(t_ms) - width / 2, right - width)
            painter.drawText(QPointF(round(x), baseline), text)


class FlagRows(Layer):
    """The titles of the phases, and under them a flag for every mark."""

    def __init__(self, lane: Lane, depth: float, state: PlotState) -> None:
        super().__init__(lane, depth)
        self._state = state
        self._stamps: dict[tuple[str, str, float], QPixmap] = {}

    def draw(self, painter: QPainter) -> None:
        """Draw them."""
        lane, look = self.lane, self._state.look
        title_height = lane.height_px - MARK_ROW_PX
        painter.fillRect(self.boundingRect(), colour(look.theme.surfaces.panel))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setFont(look.strong.font)
        for start, right, title in self._titles():
            if start >= 0:
                painter.setPen(line(look.theme.edge, 1))
                painter.drawLine(round(start), 0, round(start), round(lane.height_px))
            left = max(0.0, start)
            text = look.strong.elided(title, right - left - _PAD_PX)
            if len(text) > 2:
                painter.setPen(colour(look.theme.ink))
                painter.drawText(QPointF(round(left + 4), look.strong.baseline(title_height / 2 + 1)), text)
        self._flags(painter, title_height)

    def _titles(self) -> Iterator[tuple[float, float, str]]:
        lane, phases = self.lane, self._state.phases
        for place, phase in enumerate(phases):
            end_ms = phases[place + 1].start_ms if place + 1 < len(phases) else lane.end_ms
            if end_ms > lane.start_ms and phase.start_ms < lane.end_ms:
                yield lane.x_of(phase.start_ms), lane.x_of(min(end_ms, lane.end_ms)), phase.title

    def _flags(self, painter: QPainter, top: float) -> None:
        lane, look = self.lane, self._state.look
        ink = look.theme.plots.marker
        places = self._state.marks_in_view.places(self._state.marks, lane)
        left, right = self.exposed.left() - FLAG_PX, self.exposed.right() + FLAG_PX
        painter.setPen(line(ink, 1))
        feet = set()
        for (px, kind), x in places.items():
            if left <= x <= right:
                painter.drawPixmap(QPointF(px - FLAG_PX, top), self._stamp(kind, ink, painter))
                feet.add(px)
        for px in feet:
            painter.drawLine(px, round(top + 1 + FLAG_PX), px, round(lane.height_px))

    def _stamp(self, kind: str, ink: str, painter: QPainter) -> QPixmap:
        """The flag of a kind, drawn once: a path with smooth edges takes a hundred times as long as a picture."""
        device = painter.device()
        ratio = device.devicePixelRatioF() if device is not None else 1.0
        key = kind, ink, ratio
        stamp = self._stamps.get(key)
        if stamp is None:
            stamp = QPixmap(round(2 * FLAG_PX * ratio) + 1, round((FLAG_PX + 3) * ratio))
            stamp.setDevicePixelRatio(ratio)
            stamp.fill(Qt.GlobalColor.transparent)
            pen = QPainter(stamp)
            pen.setRenderHint(QPainter.RenderHint.Antialiasing, True)
            pen.setPen(Qt.PenStyle.NoPen)
            pen.setBrush(colour(ink))
            pen.drawPath(mark_shape(kind, FLAG_PX, 1, FLAG_PX))
            pen.end()
            self._stamps[key] = stamp
        return stamp


class MarkTicks(Layer):
    """The foot of every flag, reaching a little into the plot."""

    LENGTH_PX = 8

    def __init__(self, lane: Lane, depth: float, state: PlotState) -> None:
        super().__init__(lane, depth)
        self._state = state

    def draw(self, painter: QPainter) -> None:
        """Draw them."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(line(self._state.look.theme.plots.marker, 1))
        left, right = self.exposed.left() - 1, self.exposed.right() + 1
        places = self._state.marks_in_view.places(self._state.marks, self.lane)
        for px in {px for px, _kind in places if left <= px <= right}:
            painter.drawLine(px, 0, px, self.LENGTH_PX)


def draw_run(painter: QPainter, x: float, baseline: float, lettering: Lettering, ink: QColor, text: str) -> float:
    """Draw a piece of text and give where it ends."""
    painter.setFont(lettering.font)
    painter.setPen(ink)
    painter.drawText(QPointF(round(x), baseline), text)
    return x + lettering.width(text)
