"""What became of the row that has the keyboard and why, and all that its cell says."""

from __future__ import annotations

from PySide6.QtGui import QPainter, QPaintEvent

from player.i18n import _
from player.scenario.msel.cells import cell_name
from player.ui.mapper.cells import CellModel
from player.ui.mapper.words import HEADER, STATUS_LOOKS
from player.ui.scenario.column import TextCard
from player.ui.scenario.paras import Para
from player.ui.theme import RULE, colour
from player.ui.widgets import Painted


class CellCard(TextCard):
    """The row and the cell, in words."""

    def __init__(self) -> None:
        super().__init__(_("The row and its cell"))

    def show_cell(self, cells: CellModel, place: int, section: int) -> None:
        """Tell of this cell."""
        self.show_paras(_paras(cells, place, section), anew=True)


class Hairline(Painted):
    """A line between the sheet and what is told of it."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(RULE)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint it."""
        QPainter(self).fillRect(event.rect(), colour(self.theme.edge))


def _paras(cells: CellModel, place: int, section: int) -> list[Para]:
    number, column = cells.number_of(place), cells.column(section)
    if not number or column is None:
        return []
    paras = []
    head, *reasons = cells.row_words(place).split("\n") or [""]
    result = cells.result_of(place)
    tone = "ink"
    if cells.mapping is not None and number == cells.mapping.header:
        tone = HEADER.tone
    elif result is not None and result.lost:
        tone = "warn"
    elif result is not None and STATUS_LOOKS[result.status].tone == "alarm":
        tone = "alarm"
    if head:
        paras.append(Para(head, "strong", tone))
    paras += [Para(reason, "body", tone, mark="•") for reason in reasons]
    text = cells.full_text(place, section) or _("empty")
    paras.append(Para(text, "body", "soft", mark=f"{cell_name(number, column.index)}:"))
    return paras
