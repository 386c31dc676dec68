"""The units: how many, and what they do when on the chosen route."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from player.i18n import N_, _, ngettext
from player.model.doctrine import ACTION_KINDS, UNIT_KINDS
from player.model.entries import Unit
from player.ui.rows import part_of
from player.ui.scenario.board import Board
from player.ui.scenario.cards import unit_paras
from player.ui.scenario.picklist import PickList, paint_ground
from player.ui.scenario.tab import ListTab
from player.ui.scenario.words import DOT
from player.ui.theme import PAD, SPACE, Theme, colour, text_font
from player.ui.widgets import paint_box, paint_text

_ROW_PX = 42
_NAME_SHARE = 0.34


@dataclass(frozen=True, slots=True)
class Deed:
    """An action of a unit on the chosen route: where in it, 0..1, what, and its stage of force."""

    start: float
    end: float
    does: str
    stage: int


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit, and what it does.

    Attributes:
        key: its id.
        edges: where in the route each phase begins, 0..1.
    """

    key: str
    title: str
    detail: str
    deeds: tuple[Deed, ...]
    edges: tuple[float, ...]
    chosen: bool = False

    @property
    def spoken(self) -> str:
        """The row in words."""
        return " ".join((self.title, self.detail, *dict.fromkeys(deed.does for deed in self.deeds)))


class UnitTab(ListTab):
    """Every unit with its actions over the chosen route."""

    NAME = "units"
    TITLE = N_("Units")
    ICON = "users"

    def __init__(self, board: Board) -> None:
        main = PickList(_("Units"), paint_unit_row, height_px=_ROW_PX)
        super().__init__(board, main, ("users", _("No units"), _("Units are who acts in the drill.")), (68, 32))
        board.routed.connect(self.touch)

    @property
    def count(self) -> int:
        """How many units there are."""
        return len(self.board.scenario.units)

    def refresh(self) -> None:
        """List them."""
        board = self.board
        end_ms = max(1, board.layout.route_end_ms)
        edges = tuple(block.start_ms / end_ms for block in board.layout.blocks if block.lane == 0)
        deeds = _deeds(board)
        self.show_rows([_row(unit, tuple(deeds.get(unit.id, ())), edges) for unit in board.scenario.units.values()])

    def tell(self, *, anew: bool) -> None:
        """Show the chosen unit."""
        row = self.main.chosen if self.main is not None else None
        scenario = self.board.scenario
        unit = scenario.units.get(row.key) if row is not None else None
        self.card.show_paras(unit_paras(scenario, unit) if unit is not None else [], anew=anew)


def _deeds(board: Board) -> dict[str, list[Deed]]:
    """What each unit does on the chosen route, by its id; what goes on from phase to phase is one deed."""
    end_ms = max(1, board.layout.route_end_ms)
    found: dict[str, list[Deed]] = {}
    for block in board.layout.blocks:
        if block.lane:
            continue
        for action in board.scenario.phase_by_id[block.phase].actions:
            for span in action.planned:
                start_ms = block.start_ms + span.from_ms
                stop_ms = block.end_ms if span.to_ms is None else min(block.end_ms, block.start_ms + span.to_ms)
                if start_ms < stop_ms:
                    does = _(ACTION_KINDS[action.does].title)
                    deed = Deed(start_ms / end_ms, stop_ms / end_ms, does, int(action.stage))
                    _append(found.setdefault(action.unit, []), deed)
    return {unit: sorted(deeds, key=lambda deed: deed.start) for unit, deeds in found.items()}


def _append(deeds: list[Deed], deed: Deed) -> None:
    for place, before in enumerate(deeds):
        if (before.does, before.stage, before.end) == (deed.does, deed.stage, deed.start):
            deeds[place] = replace(before, end=deed.end)
            return
    deeds.append(deed)


def _row(unit: Unit, deeds: tuple[Deed, ...], edges: tuple[float, ...]) -> UnitRow:
    strength = ngettext("{n} person", "{n} persons", unit.strength).format(n=unit.strength)
    return UnitRow(unit.id, str(unit.title), DOT.join((_(UNIT_KINDS[unit.kind]), strength)), deeds, edges)


def paint_unit_row(painter: QPainter, box: QRectF, row: UnitRow, theme: Theme) -> None:
    """Paint a unit: its name, and at the right its actions over the route."""
    paint_ground(painter, box, theme, chosen=row.chosen)
    left, right = box.left() + PAD, box.right() - PAD
    name = (right - left) * _NAME_SHARE
    upper = QRectF(left, box.top() + 3, name, box.height() / 2 - 3)
    lower = QRectF(left, upper.bottom(), name, box.height() / 2 - 4)
    paint_text(painter, text_font("strong"), theme.ink, upper, row.title)
    paint_text(painter, text_font("small"), theme.ink_soft, lower, row.detail)
    field = part_of(box, left + name + 2 * PAD, right - left - name - 2 * PAD)
    for edge in row.edges:
        painter.fillRect(
            QRectF(round(field.left() + edge * field.width()), box.top(), 1, box.height() - 1), colour(theme.line)
        )
    small = text_font("small")
    for number, deed in enumerate(row.deeds):
        x = round(field.left() + deed.start * field.width())
        width = max(3.0, (deed.end - deed.start) * field.width() - 2)
        bar = QRectF(x + 1, upper.top() + 5, width, upper.height() - 8)
        if deed.stage:
            painter.fillRect(bar, colour(theme.plots.stages[deed.stage]))
        else:
            paint_box(painter, bar, theme.surfaces.panel, theme.edge, radius=1)
        ahead = [other.start for other in row.deeds[number + 1 :] if other.start > deed.start]
        room = (min(ahead, default=1.0) - deed.start) * field.width() - SPACE
        if room > 24:
            text = f"{deed.stage} {deed.does}" if deed.stage else deed.does
            paint_text(painter, small, theme.ink_soft, QRectF(x + 1, lower.top() - 1, room, lower.height()), text)
