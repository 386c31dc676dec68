"""What is shown of the moment under the pointer: a line across both plots, and a card that says it in words."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtWidgets import QGraphicsItem

from player.model.times import clock_text
from player.ui.plots.base import Lane
from player.ui.plots.overlay import HoverCard, HoverLine, Stretches, marks_near
from player.ui.plots.state import PlotState
from player.ui.plots.words import Line, phase_at, reading_lines, stage_lines


class Crosshair:
    """The line and the card.

    Args:
        root: the item of the view they belong to.
        state: what they read from.
        tension, force: the lanes of the two plots.

    Attributes:
        at: where the pointer of this view is, in px of it, or None.
    """

    def __init__(self, root: QGraphicsItem, state: PlotState, tension: Lane, force: Lane) -> None:
        self._state, self._tension, self._force = state, tension, force
        self.line, self.card = HoverLine(root, state, 9), HoverCard(root, state)
        self.at: QPointF | None = None
        self.line.hide()
        self.card.hide()

    def lay_out(self, stretches: Stretches) -> None:
        """Cross what lies between these heights."""
        self.line.stretches = stretches

    def hover(self, point: QPointF, lowest: float) -> int | None:
        """Say what is under the pointer: a moment, which is given, or beside the force lane what the stages are.

        Args:
            lowest: the height above which a moment is pointed at.
        """
        self.at = point
        lane, force_top = self._tension, self._force.pos().y()
        x = point.x() - lane.pos().x()
        if 0 <= x <= lane.width_px and point.y() <= lowest:
            moment_ms = lane.time_at(x)
            self.show_moment(moment_ms, point.x())
            return moment_ms
        if x < 0 and force_top <= point.y() <= force_top + self._force.height_px:
            self.line.hide()
            self.card.show_lines("", "", stage_lines(), point.x(), self._area())
        else:
            self.hide()
        return None

    def show_moment(self, moment_ms: int, x: float | None = None) -> None:
        """Say what stands at this moment; ``x`` is where it lies in px of the view."""
        lane, state = self._tension, self._state
        if not lane.start_ms <= moment_ms <= lane.end_ms:
            self.hide()
            return
        x = lane.pos().x() + lane.x_of(moment_ms) if x is None else x
        top, bottom = self.line.stretches[0][0], self.line.stretches[-1][1]
        self.line.place(QRectF(round(x) - 1, top, 3, bottom - top))
        self.line.show()
        marks = marks_near(state.marks, moment_ms, (lane.end_ms - lane.start_ms) / max(1.0, lane.width_px))
        lines = reading_lines(state.course.read(moment_ms), state.plan.read(moment_ms))
        lines += [Line(clock_text(mark.at_ms), mark.label) for mark in marks]
        self.card.show_lines(clock_text(moment_ms), phase_at(state.phases, moment_ms), lines, x, self._area())

    def hide(self) -> None:
        """Say nothing."""
        self.at = None
        self.line.hide()
        self.card.hide()

    def _area(self) -> QRectF:
        lane, bottom = self._tension, self.line.stretches[-1][1]
        return QRectF(lane.pos().x(), lane.pos().y(), lane.width_px, bottom - lane.pos().y())
