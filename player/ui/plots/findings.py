"""The lane of findings: when each rule found something, how sure that is, and whether it is still open."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from player.model.rules import Certainty
from player.ui.plots.base import Lane, Layer
from player.ui.plots.look import line
from player.ui.plots.marks import CHIP_PAD_PX, ICON_ROOM_PX, Chip, FindingMark, lay_chips, marks_over
from player.ui.plots.sheets import draw_run
from player.ui.plots.state import PlotState
from player.ui.plots.tension import draw_grid
from player.ui.theme import colour, paint_icon
from player.ui.widgets.painted import paint_box, paint_hatch

ANSWERED_ICON = "check"
_ICON_PX = 9
_TAIL_PX = 3.0
_TAIL_GAP_PX = 1.0
_REACH_PX = 3.0


class FindingLane(Layer):
    """A head with the id of the rule where each finding begins, and a tail for as long as it lasts.

    What is open and of high certainty is solid, of medium certainty outlined with a hatched tail; what was cleared or
    answered is hollow, with a tick. So none of it is told by colour alone.
    """

    def __init__(self, lane: Lane, depth: float, state: PlotState) -> None:
        super().__init__(lane, depth)
        self._state = state
        self.rows = 1
        """Rows of heads, one over the other."""
        self._laid: tuple[object, list[Chip]] = (None, [])

    def draw(self, painter: QPainter) -> None:
        """Draw it."""
        painter.fillRect(self.exposed, colour(self._state.look.theme.surfaces.panel))
        draw_grid(painter, self.lane, self._state, (), self.exposed_ms())
        left, right = self.exposed.left() - _REACH_PX, self.exposed.right() + _REACH_PX
        chips = self.chips()
        tails = [(mark, chip.row) for chip in chips for mark in chip.marks]
        for mark, row in sorted(tails, key=lambda tail: _weight(tail[0])):  # what is surest lies on top
            if self.lane.x_of(mark.from_ms) <= right and self.lane.x_of(mark.to_ms) >= left:
                self._draw_tail(painter, mark, row)
        for chip in chips:
            if min(chip.left, chip.at) <= right and max(chip.right, chip.at) >= left:
                self._draw_chip(painter, chip)

    def chips(self) -> list[Chip]:
        """The heads as they stand now."""
        lane, look, findings = self.lane, self._state.look, self._state.findings
        key = (findings, look, lane.start_ms, lane.end_ms, lane.width_px, self.rows)
        if key != self._laid[0]:
            self._laid = key, lay_chips(findings, lane.x_of, lane.width_px, self.rows, look.axis.width)
        return self._laid[1]

    def under(self, x: float, y: float) -> tuple[FindingMark, ...]:
        """The findings at this place of the lane, in px of it: those of a head, else those whose tails pass there."""
        row = min(self.rows - 1, max(0, int(y / self._row_px)))
        for chip in self.chips():
            if chip.row == row and chip.left - _REACH_PX <= x <= chip.right + _REACH_PX:
                return chip.marks
        lane = self.lane
        reach_ms = _REACH_PX * (lane.end_ms - lane.start_ms) / max(1.0, lane.width_px)
        return tuple(marks_over(self._state.findings, lane.time_at(x), reach_ms))

    @property
    def _row_px(self) -> float:
        return self.lane.height_px / max(1, self.rows)

    def _draw_tail(self, painter: QPainter, mark: FindingMark, row: int) -> None:
        lane, theme = self.lane, self._state.look.theme
        left, right = max(0.0, lane.x_of(mark.from_ms)), min(lane.width_px, lane.x_of(mark.to_ms))
        foot = round((row + 1) * self._row_px) - 1
        box = QRectF(round(left), foot - _TAIL_PX, max(2, round(right) - round(left)), _TAIL_PX)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        if not mark.is_open:
            painter.setPen(line(theme.edge, 1))
            painter.drawRect(box.adjusted(0, 0, -1, -1))
        elif mark.certainty is Certainty.HIGH:
            painter.fillRect(box, colour(theme.tones.warn.fill))
            painter.setPen(line(theme.tones.warn.text, 1))
            painter.drawRect(box.adjusted(0, 0, -1, -1))
        else:
            painter.fillRect(box, colour(theme.surfaces.panel))
            paint_hatch(painter, box, theme.ink_soft, step=5.0, width=1.5)

    def _draw_chip(self, painter: QPainter, chip: Chip) -> None:
        theme, lettering, mark = self._state.look.theme, self._state.look.axis, chip.leading
        top = round(chip.row * self._row_px) + 1
        height = round(self._row_px - _TAIL_PX - _TAIL_GAP_PX) - 2
        box = QRectF(round(chip.left), top, round(chip.right - chip.left), height)
        tone = theme.tones.warn
        if not mark.is_open:
            fill, edge, ink = theme.surfaces.panel, theme.edge, theme.ink_soft
        elif mark.certainty is Certainty.HIGH:
            fill, edge, ink = tone.fill, tone.text, tone.on_fill
        else:
            fill, edge, ink = theme.surfaces.panel, theme.ink, theme.ink
        paint_box(painter, box, fill, edge, line_px=1.0, radius=2)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(line(edge, 2 if mark.is_open else 1))
        at = round(chip.at)
        painter.drawLine(QPointF(at, top), QPointF(at, round((chip.row + 1) * self._row_px) - 1))
        left = box.left() + CHIP_PAD_PX
        if not any(one.is_open for one in chip.marks):
            paint_icon(painter, ANSWERED_ICON, ink, left - 2, box.center().y() - _ICON_PX / 2, _ICON_PX)
            left += ICON_ROOM_PX
        draw_run(painter, left, lettering.baseline(box.center().y()), lettering, colour(ink), chip.text)


def _weight(mark: FindingMark) -> tuple[bool, bool]:
    return mark.is_open, mark.certainty is Certainty.HIGH
