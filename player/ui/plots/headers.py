"""The headers of the two plots: the present values, large enough to be read across a table."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QPainter

from player.i18n import _
from player.model.doctrine import STAGE_TITLES
from player.ui.plots.course import Reading
from player.ui.plots.look import Lettering, line
from player.ui.plots.sheets import Sheet, draw_run
from player.ui.plots.words import ceiling_text, excess_text, personnel_text, situation_word, tension_text
from player.ui.theme import PAD, Tone, colour
from player.ui.widgets.chips import SITUATION_ICONS, chip_width, paint_chip

_GAP_PX = 10.0
_NOTHING = "–"
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
            tone = self.state.look.situation(reading.situation)
            end = self._chip(
                painter, end + _GAP_PX, tone, situation_word(reading.situation), SITUATION_ICONS[reading.situation]
            )
        self._legend(painter, end)

    @staticmethod
    def _state_of(reading: Reading) -> Reading:
        rounded = None if reading.tension is None else round(reading.tension)
        return Reading(0, tension=rounded, situation=reading.situation)

    def _legend(self, painter: QPainter, free_from: float) -> None:
        look = self.state.look
        plots = look.theme.plots
        sample = 22.0
        entries = [(_("actual"), line(plots.actual, 3)), (_("planned"), line(plots.planned, 2))]
        entries[1][1].setDashPattern([3.0, 2.0])
        width = sum(sample + 5 + look.small.width(text) for text, _pen in entries) + 14
        x = self._rect.right() - PAD - width
        if x < free_from + _GAP_PX:
            return
        middle = round(self._rect.center().y())
        for text, pen in entries:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
            painter.setPen(pen)
            painter.drawLine(QPointF(round(x), middle), QPointF(round(x + sample), middle))
            baseline = look.small.baseline(middle)
            x = draw_run(painter, x + sample + 5, baseline, look.small, colour(look.theme.ink_soft), text) + 14


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
        persons = "" if reading.personnel is None else personnel_text(reading.personnel)
        persons_width = look.strong.width(persons)
        if persons and right - persons_width >= end + chip_room:
            right -= persons_width
            draw_run(painter, right, look.strong.baseline(middle), look.strong, ink, persons)
        if chip:
            self._chip(painter, end + _GAP_PX, look.theme.tones.alarm, chip, EXCESS_ICON)
        elif reading.force:
            text = look.small.elided(_(STAGE_TITLES[reading.force]), right - end - 3 * _GAP_PX)
            if len(text) > 3:
                draw_run(painter, end + 1.5 * _GAP_PX, baseline, look.small, soft, text)

    def _excess_chip(self, stages: int, room: float) -> str:
        """What the chip says about so many stages over the ceiling, in this room; it says something at any rate."""
        if not stages:
            return ""
        whole = excess_text(stages)
        return whole if chip_width(self.state.look.strong.font, whole, EXCESS_ICON) <= room else f"+{stages}"

    @staticmethod
    def _state_of(reading: Reading) -> Reading:
        return Reading(0, force=reading.force, ceiling=reading.ceiling, personnel=reading.personnel)
