"""The items of the muster as rows: their words, how they stand, and how a row of them is painted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from player.engine.state import DrillState
from player.i18n import _
from player.model.doctrine import READINESS_KINDS
from player.model.entries import ReadinessItem
from player.model.scenario import Scenario
from player.ui.theme import MEDIUM_PX, PAD, SPACE, Theme, scaled, text_font
from player.ui.widgets import paint_icon_in, paint_text


def count_text(state: DrillState, items: Sequence[ReadinessItem]) -> str:
    """How many of the required items are ready."""
    required = [item for item in items if item.required]
    ready = sum(item.id in state.ready for item in required)
    return _("{ready} of {count} required ready").format(ready=ready, count=len(required))


def about_text(scenario: Scenario, item: ReadinessItem) -> str:
    """What kind of item it is, where it is checked, and that it may stay open."""
    unit = str(scenario.units[item.unit].title) if item.unit is not None else ""
    optional = "" if item.required else _("may stay open")
    return " · ".join(filter(None, (_(READINESS_KINDS[item.kind]), unit, optional)))


@dataclass(frozen=True, slots=True)
class ItemRow:
    """An item of the muster as a list shows it."""

    text: str
    about: str
    ready: bool
    waived: bool
    required: bool

    @property
    def spoken(self) -> str:
        """The row in words."""
        return f"{self.text} {self.about} {self.state}"

    @property
    def state(self) -> str:
        """Where it stands, in a word."""
        return _("ready") if self.ready else _("passed over") if self.waived else _("open")


def item_row(scenario: Scenario, state: DrillState, item: ReadinessItem) -> ItemRow:
    """An item as it stands."""
    ready, waived = item.id in state.ready, item.id in state.waived
    return ItemRow(str(item.text), about_text(scenario, item), ready, waived, item.required)


def paint_item_row(painter: QPainter, box: QRectF, row: ItemRow, theme: Theme) -> None:
    """Paint an item: tick box, text, and what it is."""
    ink = theme.ink_soft if row.ready else theme.ink
    mark = scaled(MEDIUM_PX)
    left = box.left() + PAD
    paint_icon_in(painter, box, left, "square-check" if row.ready else "square", ink, mark)
    left += mark + 2 * SPACE
    half = (box.height() - 1) / 2
    words = QRectF(left, box.top() + SPACE / 2, box.right() - PAD - left, half)
    paint_text(painter, text_font("body" if row.ready else "strong"), ink, words, row.text)
    paint_text(painter, text_font("small"), theme.ink_soft, words.translated(0, half - SPACE), row.about)
