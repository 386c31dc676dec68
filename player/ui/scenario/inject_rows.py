"""Injects as rows of a list: when, what, from whom to whom, and what they call for."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from player.i18n import _, ngettext
from player.model.course import Inject
from player.model.scenario import Scenario
from player.model.times import clock_text, story_clock_text
from player.review.trigger_wording import inject_text
from player.triggers.at import At
from player.triggers.clock import Clock
from player.ui.rows import part_of
from player.ui.scenario.glyphs import paint_tick
from player.ui.scenario.map_geometry import TICK_PX
from player.ui.scenario.marks import Tick
from player.ui.scenario.picklist import paint_ground
from player.ui.scenario.words import passing_words
from player.ui.theme import PAD, SMALL_PX, SPACE, Theme, scaled, text_font
from player.ui.widgets import paint_icon_in, paint_text
from player.ui.widgets.painted import RIGHT, text_width

INJECT_ROW_PX = 42
_NO_TIME = "––:––"
_PASSING_SHARE = 0.32
_WIDE_PX = 400


@dataclass(frozen=True, slots=True)
class InjectRow:
    """An inject as a list shows it.

    Attributes:
        key: its id.
        time: of its phase, of the story where it is due then, or dashes.
        due: when it is due, in words, where the time does not say it all.
        phase: number of its phase, empty where the list is of one phase alone.
        calls: what it calls for, in words.
        tick: its sign on the map.
    """

    key: str
    time: str
    due: str
    title: str
    text: str
    passing: str
    phase: str
    calls: str
    tick: Tick
    attachments: int = 0
    chosen: bool = False

    @property
    def spoken(self) -> str:
        """The row in words."""
        parts = (self.phase, self.time, self.title, self.due, self.passing, self.text, self.calls)
        return " ".join(" ".join(filter(None, parts)).split())


def inject_row(scenario: Scenario, inject: Inject, *, with_phase: bool) -> InjectRow:
    """An inject as a row."""
    time, due = _NO_TIME, ""
    if isinstance(inject.trigger, Clock):
        time = story_clock_text(inject.trigger.time_ms, seconds=False)
    elif inject.at_ms is not None:
        time = clock_text(inject.at_ms)
    if inject.trigger.KIND != At.KIND:
        due = inject_text(inject, scenario)
    count = len(inject.expect)
    calls = ngettext("{n} expected action", "{n} expected actions", count).format(n=count) if count else ""
    tick = Tick(inject.id, inject.at_ms, inject.trigger.KIND, inject.by_hand, inject.id in scenario.contingencies)
    return InjectRow(
        inject.id,
        time,
        due,
        str(inject.title),
        str(inject.text),
        passing_words(inject),
        str(scenario.phase_number(inject.phase)) if with_phase else "",
        calls,
        tick,
        len(inject.attachments),
    )


def paint_inject_row(painter: QPainter, box: QRectF, row: InjectRow, theme: Theme) -> None:
    """Paint an inject over two lines."""
    paint_ground(painter, box, theme, chosen=row.chosen)
    figures, small = text_font("figure_s"), text_font("small")
    left, right = box.left() + PAD, box.right() - PAD
    upper = QRectF(left, box.top() + 3, right - left, box.height() / 2 - 3)
    lower = QRectF(left, upper.bottom(), right - left, box.height() / 2 - 4)
    if row.phase:
        width = text_width(figures, "00") + 2 * SPACE
        paint_text(painter, figures, theme.ink_soft, part_of(upper, left, width), row.phase)
        left += width
    width = text_width(figures, "0:00:00" if len(row.time) > 5 else "00:00")
    paint_text(painter, figures, theme.ink, part_of(upper, left, width), row.time, RIGHT)
    size = TICK_PX * scaled(SMALL_PX) / SMALL_PX
    sign = QPointF(left + width - size / 2 - 1, lower.center().y() - 1)
    paint_tick(painter, sign, size, theme.ink, theme.surfaces.panel, row.tick)
    left += width + 3 * SPACE
    if right - left > _WIDE_PX:
        side = (right - left) * _PASSING_SHARE
        column = QRectF(right - side, 0, side, 0)
        paint_text(painter, small, theme.ink, part_of(upper, column.left(), side), row.passing)
        _paint_calls(painter, part_of(lower, column.left(), side), row, theme)
        right -= side + 3 * SPACE
    paint_text(painter, text_font("strong"), theme.ink, part_of(upper, left, right - left), row.title)
    if row.due:
        width = min(text_width(small, row.due) + 2 * SPACE, (right - left) * 0.55)
        paint_text(painter, small, theme.tones.accent.text, part_of(lower, left, width - SPACE), row.due)
        left += width
    paint_text(painter, small, theme.ink_soft, part_of(lower, left, right - left), row.text)


def _paint_calls(painter: QPainter, box: QRectF, row: InjectRow, theme: Theme) -> None:
    """Paint what an inject calls for and brings along."""
    left, size = box.left(), scaled(SMALL_PX) - 2
    small = text_font("small")
    if row.calls:
        paint_icon_in(painter, box, left, "list-checks", theme.ink_soft, size)
        left += size + SPACE
        width = text_width(small, row.calls) + 2 * SPACE
        paint_text(painter, small, theme.ink_soft, part_of(box, left, min(width, box.right() - left)), row.calls)
        left += width
    if row.attachments and left < box.right() - size:
        paint_icon_in(painter, box, left, "link", theme.ink_soft, size)


def no_injects() -> tuple[str, str]:
    """What an empty list of injects says."""
    return _("No injects"), _("An inject is what the crowd or somebody else does, as the script has it.")
