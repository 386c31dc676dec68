"""What moves over the plots: the line of the present moment, the crosshair and its readout."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPolygonF
from PySide6.QtWidgets import QGraphicsItem

from player.ui.plots.base import Lane
from player.ui.plots.look import Lettering, line
from player.ui.plots.sheets import Sheet, draw_run
from player.ui.plots.state import PlotState
from player.ui.plots.words import Line, tension_text
from player.ui.theme import RADIUS, colour, faded
from player.ui.widgets.painted import paint_box

HANDLE_PX = 7.0
"""Half the width of the handle of a line that can be dragged."""

DOT_PX = 4.5
_DOT_GAP_PX = 5.0
_LABEL_PAD_PX = 3.0
_PAD_PX = 8.0
_COLUMN_GAP_PX = 10.0
_AWAY_PX = 14.0
_WIDEST_PX = 460.0


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
        self._text_at = 0.0
        self._rows: list[Line] = []
        self.lines: list[Line] = []
        """What it says."""

    def show_lines(self, title: str, subtitle: str, lines: list[Line], x: float, area: QRectF) -> None:
        """Say this, beside x, inside this area; without a title the lines stand alone."""
        look = self.state.look
        self._title, self._subtitle, self.lines = title, subtitle, lines
        names_px = max((look.small.width(entry.name) for entry in lines), default=0.0)
        self._text_at = names_px + _COLUMN_GAP_PX if names_px else 0.0
        texts_px = max((look.strong.width(entry.text) for entry in lines), default=0.0)
        title_px = look.strong.width(title) + _COLUMN_GAP_PX + look.small.width(subtitle)
        needed = max(title_px, self._text_at + texts_px) + 2 * _PAD_PX
        width = round(min(max(120.0, min(area.width() * 0.7, _WIDEST_PX)), needed))
        room = width - 2 * _PAD_PX - self._text_at + 1
        self._rows = list(_broken(lines, look.strong, room, self.rows_in(area) - bool(title)))
        height = self._row_height() * (bool(title) + len(self._rows)) + 2 * _PAD_PX - 4
        fits_right = x + _AWAY_PX + width <= area.right()
        left = x + _AWAY_PX if fits_right else max(area.left(), x - _AWAY_PX - width)
        top = max(0.0, min(area.top() + 6, area.bottom() - height))
        self.place(QRectF(round(left), round(top), width, round(height)))
        self.show()
        self.update()

    def rows_in(self, area: QRectF) -> int:
        """How many rows there is room for in this area."""
        return int((area.height() - 2 * _PAD_PX) / self._row_height())

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
        text_left = left + self._text_at
        for entry in self._rows:
            baseline = look.strong.baseline(middle)
            if entry.name:
                draw_run(painter, left, baseline, look.small, soft, entry.name)
            lettering = look.small if entry.quiet else look.strong
            text = lettering.elided(entry.text, right - text_left + 1)
            text_ink = colour(theme.tones.alarm.text) if entry.alarming else soft if entry.quiet else ink
            draw_run(painter, text_left, baseline, lettering, text_ink, text)
            middle += row

    def _row_height(self) -> float:
        return self.state.look.strong.height + 1


def _broken(lines: Sequence[Line], lettering: Lettering, room_px: float, most_rows: int) -> Iterator[Line]:
    """The lines with those too long for the room broken in two between words, as long as rows are left for that."""
    spare = most_rows - len(lines)
    for entry in lines:
        if spare > 0 and lettering.width(entry.text) > room_px and " " in entry.text:
            spare -= 1
            first, rest = _cut(entry.text, lettering, room_px)
            yield replace(entry, text=first)
            yield replace(entry, name="", text=rest)
        else:
            yield entry


def _cut(text: str, lettering: Lettering, room_px: float) -> tuple[str, str]:
    words = text.split(" ")
    count = len(words) - 1
    while count > 1 and lettering.width(" ".join(words[:count])) > room_px:
        count -= 1
    return " ".join(words[:count]), " ".join(words[count:])
