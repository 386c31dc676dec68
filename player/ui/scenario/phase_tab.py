"""The chosen phase: its injects, the chosen one of them in full, and everything else the phase holds."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout

from player.i18n import N_, _
from player.ui.scenario.board import Board
from player.ui.scenario.cards import inject_paras, phase_paras
from player.ui.scenario.column import TextCard
from player.ui.scenario.inject_rows import INJECT_ROW_PX, inject_row, no_injects, paint_inject_row
from player.ui.scenario.picklist import PickList
from player.ui.scenario.tab import Tab, beside
from player.ui.widgets import EmptyHint


class PhaseTab(Tab):
    """The phase chosen on the map."""

    NAME = "phase"
    TITLE = N_("Phase")
    ICON = "flag"

    def __init__(self, board: Board) -> None:
        super().__init__(board)
        self.main = self.list = PickList(_("Injects of the phase"), paint_inject_row, height_px=INJECT_ROW_PX)
        self.hint = EmptyHint("clipboard-list", *no_injects())
        self.inject_card = TextCard(_("Inject"))
        self.phase_card = TextCard(_("Phase"))
        self.split = beside(self.list, self.hint, self.inject_card, self.phase_card, shares=(44, 44, 28, 28))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.split)
        self._told = ("", "")
        self.list.picked.connect(self._pick)
        board.picked.connect(self.touch)
        board.routed.connect(self.touch)

    def refresh(self) -> None:
        """Show the chosen phase and inject."""
        scenario, phase, inject = self.board.scenario, self.board.chosen_phase, self.board.chosen_inject
        rows = [inject_row(scenario, one, with_phase=False) for one in scenario.injects_by_time[phase.id]]
        self.list.show_rows(rows, self.board.inject)
        self.list.setVisible(bool(rows))
        self.hint.setVisible(not rows)
        self.inject_card.setVisible(bool(rows))
        told = (phase.id, inject.id if inject is not None and rows else "")
        anew = told != self._told
        self.inject_card.show_paras(inject_paras(scenario, inject) if inject is not None and rows else [], anew=anew)
        self.phase_card.show_paras(phase_paras(scenario, phase, self.board.course), anew=told[0] != self._told[0])
        self._told = told

    def _pick(self, place: int) -> None:
        self.board.pick_inject(self.list.rows.rows[place].key)
