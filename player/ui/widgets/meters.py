"""Meters: time running out, and force against its ceiling."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from player.i18n import _
from player.model.doctrine import Stage
from player.ui.theme import RULE, SPACE, Theme, colour, scaled, text_font
from player.ui.widgets.painted import CENTRE, Painted, paint_box, paint_hatch, paint_text, polygon_path

SHORT_BELOW = 0.25
"""Part of a deadline left under which its bar warns."""

_BAR_PX = 6
_SEGMENT_PX = 18
_MARK_PX = 6
_STAGES = len(Stage) - 1


def paint_deadline(painter: QPainter, box: QRectF, theme: Theme, left: float, *, late: bool) -> None:
    """Paint how much of a deadline is left, 0..1, or that it has passed: then hatched from end to end."""
    if late:
        alarm = theme.tones.alarm
        paint_box(painter, box, alarm.soft, alarm.text, radius=2)
        paint_hatch(painter, box.adjusted(1, 1, -1, -1), alarm.text, step=7)
        return
    tone = theme.tones.warn if left < SHORT_BELOW else theme.tones.neutral
    paint_box(painter, box, theme.surfaces.sunken, theme.edge, radius=2)
    part = QRectF(box.left(), box.top(), max(2.0, box.width() * left), box.height())
    if left > 0:
        paint_box(painter, part, tone.fill, tone.text, radius=2)


class DeadlineBar(Painted):
    """A thin bar that runs empty as a deadline comes near, and is hatched once it has passed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._left = 1.0
        self._late = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_left(self, part: float, *, late: bool = False) -> None:
        """Show the part of the time that is left, 0..1; ``late`` when it has passed."""
        part = min(1.0, max(0.0, part))
        moved = round(part * self.width()) != round(self._left * self.width())
        warns = (part < SHORT_BELOW) != (self._left < SHORT_BELOW)
        changed = moved or warns or late != self._late
        self._left, self._late = part, late
        if changed:
            self.setAccessibleName(
                _("deadline passed") if late else _("{percent}% left").format(percent=round(100 * part))
            )
            self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Thin, as wide as there is room."""
        return QSize(scaled(120), scaled(_BAR_PX))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Narrow."""
        return QSize(scaled(24), scaled(_BAR_PX))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        """Paint it."""
        paint_deadline(QPainter(self), self.rect().toRectF(), self.theme, self._left, late=self._late)


class StageMeter(Painted):
    """The stage of force 0..6 against its ceiling; what lies over the ceiling is hatched in the tone *alarm*."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stage = Stage.NONE
        self._ceiling = Stage.FIREARM
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.restyle()
        self._name()

    def set_force(self, stage: int, ceiling: int) -> None:
        """Show a stage of force and the highest stage in proportion, each 0..6.

        Raises:
            ValueError: one of them is not a stage.
        """
        shown = Stage(stage), Stage(ceiling)
        if shown != (self._stage, self._ceiling):
            self._stage, self._ceiling = shown
            self._name()
            self.update()

    def restyle(self) -> None:
        """Take the font anew."""
        self._font = text_font("figure_s")

    def sizeHint(self) -> QSize:  # noqa: N802
        """Room for six segments with their numbers."""
        return QSize(scaled(240), self._height)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """The least at which the numbers can be told apart."""
        return QSize(scaled(108), self._height)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        """Paint segments, numbers and ceiling."""
        theme = self.theme
        painter = QPainter(self)
        step = self.width() / _STAGES
        top, height = float(scaled(_MARK_PX) + 2), float(scaled(_SEGMENT_PX))
        for stage in range(1, _STAGES + 1):
            left = round((stage - 1) * step)
            segment = QRectF(left, top, round(stage * step) - left - 2, height)
            self._paint_segment(painter, segment, stage)
            number = QRectF(segment.left(), segment.bottom(), segment.width(), self.height() - segment.bottom())
            reached = stage <= self._stage
            paint_text(painter, self._font, theme.ink if reached else theme.ink_soft, number, str(stage), CENTRE)
        self._paint_ceiling(painter, round(self._ceiling * step) - 1.0, top, height)

    def _paint_segment(self, painter: QPainter, box: QRectF, stage: int) -> None:
        theme = self.theme
        if stage > self._stage:
            paint_box(painter, box, theme.surfaces.sunken, theme.edge, radius=2)
        elif stage <= self._ceiling:
            paint_box(painter, box, theme.plots.stages[stage], theme.plots.stages[-1], radius=2)
        else:
            alarm = theme.tones.alarm
            paint_box(painter, box, alarm.soft, alarm.text, line_px=RULE, radius=2)
            paint_hatch(painter, box.adjusted(RULE, RULE, -RULE, -RULE), theme.plots.excess, width=2.5)

    def _paint_ceiling(self, painter: QPainter, across: float, top: float, height: float) -> None:
        mark = scaled(_MARK_PX)
        painter.fillRect(QRectF(across - 1.5, top - 2, 3, height + 4), colour(self.theme.plots.ceiling))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillPath(
            polygon_path((across - mark, 0), (across + mark, 0), (across, mark + 2)), colour(self.theme.plots.ceiling)
        )

    @property
    def _height(self) -> int:
        return scaled(_MARK_PX) + 2 + scaled(_SEGMENT_PX) + round(QFontMetricsF(self._font).height()) - SPACE // 2

    def _name(self) -> None:
        self.setAccessibleName(
            _("stage of force {stage}, ceiling {ceiling}").format(stage=int(self._stage), ceiling=int(self._ceiling))
        )
