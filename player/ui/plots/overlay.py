"""What moves over the plots: the line of the present moment, the crosshair and its readout."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPolygonF
from PySide6.QtWidgets import QGraphicsItem

from player.ui.plots.base import Lane
from player.ui.plots.look import line
from player.ui.plots.sheets import Sheet, draw_run
from player.ui.plots.state import PlotState
from player.ui.plots.words import Line, Mark, tension_text
from player.ui.theme import RADIUS, colour, faded
from player.ui.widgets.painted import paint_box

HANDLE_PX = 7.0
"""Half the width of the handle of a line that can be dragged."""

DOT_PX = 4.5
_DOT_GAP_PX = 5.0
_LABEL_PAD_PX = 3.0
_MARK_REACH_PX = 5.0
_PAD_PX = 8.0
_COLUMN_GAP_PX = 10.0
_AWAY_PX = 14.0


Stretches = tuple[tuple[float, float], ...]
"""Upper and lower ends, in px of the view, of what a line crosses."""


class NowLine(Sheet):
    """The present moment across both plots; where it can be dragged it has a handle."""

    stretches: Stretches = ()

    def draw(self, painter: QPainter) -> None:
        """Draw it."""
        theme = self.state.look.theme
        x = round(self._rect.center().x())
        top = self._rect.top()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        for upper, lower in self.stretches:
            painter.fillRect(QRectF(x - 1, upper, 2, lower - upper), colour(theme.plots.now))
        if self.state.scrubbing:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
            painter.setPen(line(theme.surfaces.panel, 1))
            painter.setBrush(colour(theme.plots.now))
            handle = QPainterPath()
            handle.addPolygon(
                QPolygonF(
                    [
                        QPointF(x - HANDLE_PX, top),
                        QPointF(x + HANDLE_PX, top),
                        QPointF(x + HANDLE_PX, top + HANDLE_PX),
                        QPointF(x, top + 2 * HANDLE_PX),
                        QPointF(x - HANDLE_PX, top + HANDLE_PX),
                    ]
                )
            )
            handle.closeSubpath()
            painter.drawPath(handle)


class CurrentValue(Sheet):
    """The present tension: a dot on the curve and the number beside it."""

    def __init__(self, root: QGraphicsItem, state: PlotState, lane: Lane) -> None:
        super().__init__(root, state, 11)
        self._lane = lane
        self._point = QPointF()
        self._label = QRectF()
        self._text = ""

    def refresh(self) -> None:
        """Move it to the present moment.

        The number stands right of the dot; where there is no room left of it, on the side the curve does not come from.
        """
        lane, look, reading = self._lane, self.state.look, self.state.present
        if reading.tension is None or not lane.start_ms <= reading.t_ms <= lane.end_ms:
            self.hide()
            return
        text = tension_text(reading.tension)
        x, y = lane.x_of(reading.t_ms), lane.y_of(reading.tension)
        width, height = look.value.width(text) + 2 * _LABEL_PAD_PX, look.value.cap_height + 8
        left, top = x + DOT_PX + _DOT_GAP_PX, y - height / 2
        if left + width > lane.width_px:
            left = x - DOT_PX - width
            before = self.state.course.tension.at(lane.time_at(left)) or 0.0
            above, below = y - _DOT_GAP_PX - height, y + _DOT_GAP_PX
            fits_below = below + height <= lane.height_px
            top = below if (before > reading.tension and fits_below) or above < 0 else above
        top = min(max(top, 0.0), lane.height_px - height)
        corner = lane.pos()
        point = QPointF(corner.x() + x, corner.y() + y)
        label = QRectF(round(corner.x() + left), round(corner.y() + top), round(width), round(height))
        if (point, label, text) != (self._point, self._label, self._text):
            self._point, self._label, self._text = point, label, text
            dot = QRectF(point.x() - DOT_PX, point.y() - DOT_PX, 2 * DOT_PX, 2 * DOT_PX)
            self.place(dot.united(label).adjusted(-2, -2, 2, 2))
            self.update()
        self.show()

    def draw(self, painter: QPainter) -> None:
        """Draw it."""
        look = self.state.look
        theme = look.theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(faded(theme.surfaces.panel, 0.8))
        painter.drawRoundedRect(self._label, RADIUS, RADIUS)
        painter.setPen(line(theme.surfaces.panel, 1.5))
        painter.setBrush(colour(theme.plots.actual))
        painter.drawEllipse(self._point, DOT_PX, DOT_PX)
        baseline = look.value.baseline(self._label.center().y())
        left = self._label.left() + _LABEL_PAD_PX
        draw_run(painter, left, baseline, look.value, colour(theme.plots.actual), self._text)


class HoverLine(Sheet):
    """A thin line under the pointer across both plots."""

    stretches: Stretches = ()

    def draw(self, painter: QPainter) -> None:
        """Draw it."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(line(self.state.look.theme.ink, 1, Qt.PenStyle.DotLine))
        x = round(self._rect.center().x())
        for upper, lower in self.stretches:
            painter.drawLine(x, round(upper), x, round(lower))


class HoverCard(Sheet):
    """What is under the pointer, in words."""

    def __init__(self, root: QGraphicsItem, state: PlotState) -> None:
        super().__init__(root, state, 11)
        self._title = ""
        self._subtitle = ""
        self._names_px = 0.0
        self.lines: list[Line] = []
        """What it says."""

    def show_lines(self, title: str, subtitle: str, lines: list[Line], x: float, area: QRectF) -> None:
        """Say this, beside x, inside this area; without a title the lines stand alone."""
        look = self.state.look
        self._title, self._subtitle, self.lines = title, subtitle, lines
        self._names_px = max((look.small.width(entry.name) for entry in lines), default=0.0)
        texts_px = max((look.strong.width(entry.text) for entry in lines), default=0.0)
        title_px = look.strong.width(title) + _COLUMN_GAP_PX + look.small.width(subtitle)
        needed = max(title_px, self._names_px + _COLUMN_GAP_PX + texts_px) + 2 * _PAD_PX
        width = min(max(120.0, area.width() * 0.7), needed)
        height = self._row_height() * (bool(title) + len(lines)) + 2 * _PAD_PX - 4
        fits_right = x + _AWAY_PX + width <= area.right()
        left = x + _AWAY_PX if fits_right else max(area.left(), x - _AWAY_PX - width)
        top = max(0.0, min(area.top() + 6, area.bottom() - height))
        self.place(QRectF(round(left), round(top), round(width), round(height)))
        self.show()
        self.update()

    def draw(self, painter: QPainter) -> None:
        """Draw it."""
        look = self.state.look
        theme = look.theme
        paint_box(painter, self._rect, theme.surfaces.panel, theme.edge)
        left, right = self._rect.left() + _PAD_PX, self._rect.right() - _PAD_PX
        row = self._row_height()
        middle = self._rect.top() + _PAD_PX - 2 + row / 2
        ink, soft = colour(theme.ink), colour(theme.ink_soft)
        if self._title:
            baseline = look.strong.baseline(middle)
            end = draw_run(painter, left, baseline, look.strong, ink, self._title) + _COLUMN_GAP_PX
            draw_run(painter, end, baseline, look.small, soft, look.small.elided(self._subtitle, right - end + 1))
            middle += row
        text_left = left + self._names_px + _COLUMN_GAP_PX
        for entry in self.lines:
            baseline = look.strong.baseline(middle)
            draw_run(painter, left, baseline, look.small, soft, entry.name)
            text = look.strong.elided(entry.text, right - text_left + 1)
            text_ink = colour(theme.tones.alarm.text) if entry.alarming else ink
            draw_run(painter, text_left, baseline, look.strong, text_ink, text)
            middle += row

    def _row_height(self) -> float:
        return self.state.look.strong.height + 1


def marks_near(marks: list[Mark], t_ms: int, ms_per_px: float) -> list[Mark]:
    """The marks the pointer is on, at most three."""
    reach_ms = _MARK_REACH_PX * ms_per_px
    return sorted((mark for mark in marks if abs(mark.at_ms - t_ms) <= reach_ms), key=lambda mark: mark.at_ms)[:3]
