"""The headers of the two plots: the present values, large enough to be read across a table."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from player.i18n import _
from player.model.doctrine import STAGE_TITLES, Situation
from player.ui.plots.course import Reading
from player.ui.plots.look import Lettering, line
from player.ui.plots.sheets import Sheet, draw_run
from player.ui.plots.stretches import DOT_RADIUS_PX, DOT_STEP_PX
from player.ui.plots.words import (
    ceiling_text,
    commitment_text,
    excess_text,
    few_left_text,
    personnel_share,
    situation_text,
    situation_word,
    tension_text,
)
from player.ui.theme import PAD, Tone, colour
from player.ui.widgets.chips import SITUATION_ICONS, chip_width, paint_chip

_GAP_PX = 10.0
_NOTHING = "–"
_SAMPLE_PX, _SAMPLE_GAP_PX, _ENTRY_GAP_PX = 22.0, 5.0, 14.0
EXCESS_ICON = "triangle-alert"


class Header(Sheet):
    """A title strip with a caption and, right of it, what a subclass draws."""

    def __init__(self, *args: object) -> None:
        super().__init__(*args)  # type: ignore[arg-type]  # as Sheet
        self._shown: Reading | None = None

    def refresh(self) -> None:
        """Draw it anew if its values have changed."""
        reading = self._state_of(self.state.present)
        if reading != self._shown:
            self._shown = reading
            self.update()

    @staticmethod
    def _state_of(reading: Reading) -> Reading:
        """What of a reading this header shows."""
        return reading

    def _ground(self, painter: QPainter, caption: str) -> float:
        """Draw the strip and the caption; gives where the caption ends."""
        look = self.state.look
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.fillRect(self._rect.adjusted(1, 1, -1, 0), colour(look.theme.surfaces.strip))
        painter.setPen(line(look.theme.line, 1))
        painter.drawLine(
            QLineF(self._rect.left(), self._rect.bottom() - 0.5, self._rect.right(), self._rect.bottom() - 0.5)
        )
        baseline = look.caption.baseline(self._rect.center().y())
        return draw_run(painter, self._rect.left() + PAD, baseline, look.caption, colour(look.theme.ink_soft), caption)

    def _chip(self, painter: QPainter, x: float, tone: Tone, text: str, icon: str) -> float:
        """Draw a word on its tone, with an icon before it; gives where the chip ends."""
        lettering = self.state.look.strong
        height = round(lettering.cap_height + 14)
        top = round(self._rect.center().y() - height / 2)
        box = QRectF(round(x), top, round(chip_width(lettering.font, text, icon)), height)
        paint_chip(painter, box, lettering.font, tone, text, icon, "solid")
        return box.right()

    def _figure(self, painter: QPainter, x: float, text: str) -> float:
        lettering = self._figure_lettering()
        baseline = lettering.baseline(self._rect.center().y())
        return draw_run(painter, x, baseline, lettering, colour(self.state.look.theme.ink), text)

    def _figure_lettering(self) -> Lettering:
        look = self.state.look
        return look.figure if look.figure.cap_height + 10 <= self._rect.height() else look.value


class TensionHeader(Header):
    """The tension index and the situation; at the right what the two lines are."""

    def draw(self, painter: QPainter) -> None:
        """Draw it."""
        reading = self.state.present
        end = self._ground(painter, _("Tension"))
        text = _NOTHING if reading.tension is None else tension_text(reading.tension)
        end = self._figure(painter, end + _GAP_PX, text)
        if reading.situation is not None:
            end = self._situation_chip(painter, end + _GAP_PX, reading.situation)
        if reading.dispersed:
            end = self._few_left(painter, end + _GAP_PX)
        self._legend(painter, end)

    def _situation_chip(self, painter: QPainter, x: float, situation: Situation) -> float:
        """Draw the situation, by its name where there is room for it; gives where the chip ends."""
        look, icon = self.state.look, SITUATION_ICONS[situation]
        text = situation_text(situation).upper()
        if x + chip_width(look.strong.font, text, icon) > self._rect.right() - PAD:
            text = situation_word(situation)
        return self._chip(painter, x, look.situation(situation), text, icon)

    def _few_left(self, painter: QPainter, x: float) -> float:
        """Say in small soft words, where there is room, how few the model has left; gives where they end."""
        small, text = self.state.look.small, few_left_text()
        if x + small.width(text) > self._rect.right() - PAD:
            return x - _GAP_PX
        baseline = small.baseline(self._rect.center().y())
        return draw_run(painter, x, baseline, small, colour(self.state.look.theme.ink_soft), text)

    @staticmethod
    def _state_of(reading: Reading) -> Reading:
        rounded = None if reading.tension is None else round(reading.tension)
        return Reading(0, tension=rounded, situation=reading.situation, dispersed=reading.dispersed)

    def _legend(self, painter: QPainter, free_from: float) -> None:
        """Say what the lines are; where there is little room, of the two plans only."""
        look = self.state.look
        plots = look.theme.plots
        actual, planned = line(plots.actual, 3), line(plots.planned, 2)
        planned.setDashPattern([3.0, 2.0])
        entries = [(_("actual"), actual), (_("planned"), planned)]
        if self.state.realigned:
            moved = QPen(colour(plots.planned), 2 * DOT_RADIUS_PX)
            moved.setCapStyle(Qt.PenCapStyle.RoundCap)
            moved.setDashPattern([0.01, DOT_STEP_PX / moved.widthF()])
            entries.append((_("planned, moved"), moved))
        room = self._rect.right() - PAD - free_from - _GAP_PX
        if self._legend_px(entries) > room:
            entries = entries[1:]
        x = self._rect.right() - PAD - self._legend_px(entries)
        if self._legend_px(entries) > room:
            return
        middle = round(self._rect.center().y())
        for text, pen in entries:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, pen.capStyle() == Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            painter.drawLine(QPointF(round(x), middle), QPointF(round(x + _SAMPLE_PX), middle))
            baseline = look.small.baseline(middle)
            ink = colour(look.theme.ink_soft)
            x = draw_run(painter, x + _SAMPLE_PX + _SAMPLE_GAP_PX, baseline, look.small, ink, text) + _ENTRY_GAP_PX

    def _legend_px(self, entries: Sequence[tuple[str, QPen]]) -> float:
        small = self.state.look.small
        widths = (_SAMPLE_PX + _SAMPLE_GAP_PX + small.width(text) + _ENTRY_GAP_PX for text, _pen in entries)
        return sum(widths) - _ENTRY_GAP_PX


class ForceHeader(Header):
    """The stage of force against its ceiling; at the right the personnel committed."""

    def draw(self, painter: QPainter) -> None:
        """Draw it."""
        look, reading = self.state.look, self.state.present
        ink, soft = colour(look.theme.ink), colour(look.theme.ink_soft)
        middle = self._rect.center().y()
        baseline = self._figure_lettering().baseline(middle)
        end = self._ground(painter, _("Force"))
        end = self._figure(painter, end + _GAP_PX, _NOTHING if reading.force is None else str(reading.force.value))
        if reading.ceiling is not None:
            end = draw_run(painter, end + 6, baseline, look.unit, soft, "/") + 6
            end = draw_run(painter, end, baseline, look.unit, ink, ceiling_text(reading.ceiling))
        right = self._rect.right() - PAD
        chip = self._excess_chip(reading.excess, right - end - _GAP_PX)
        chip_room = chip_width(look.strong.font, chip, EXCESS_ICON) + 2 * _GAP_PX if chip else _GAP_PX
        persons = self._persons(reading.personnel, right - end - chip_room)
        if persons:
            right -= look.strong.width(persons)
            draw_run(painter, right, look.strong.baseline(middle), look.strong, ink, persons)
        if chip:
            self._chip(painter, end + _GAP_PX, look.theme.tones.alarm, chip, EXCESS_ICON)
        elif reading.force:
            text = look.small.elided(_(STAGE_TITLES[reading.force]), right - end - 3 * _GAP_PX)
            if len(text) > 3:
                draw_run(painter, end + 1.5 * _GAP_PX, baseline, look.small, soft, text)

    def _persons(self, count: int | None, room: float) -> str:
        """What is said of so many persons committed, in this room; empty where there is none for it."""
        if count is None:
            return ""
        available = self.state.available
        said = (commitment_text(count, available), personnel_share(count, available))
        return next((text for text in said if self.state.look.strong.width(text) <= room), "")

    def _excess_chip(self, stages: int, room: float) -> str:
        """What the chip says about so many stages over the ceiling, in this room; it says something at any rate."""
        if not stages:
            return ""
        whole = excess_text(stages)
        return whole if chip_width(self.state.look.strong.font, whole, EXCESS_ICON) <= room else f"+{stages}"

    @staticmethod
    def _state_of(reading: Reading) -> Reading:
        return Reading(0, force=reading.force, ceiling=reading.ceiling, personnel=reading.personnel)
