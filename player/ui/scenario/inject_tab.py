"""All injects of the script, to be searched through."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLineEdit

from player.i18n import N_, _
from player.ui.scenario.board import Board
from player.ui.scenario.cards import inject_paras
from player.ui.scenario.inject_rows import (
    INJECT_ROW_PX,
    InjectRow,
    inject_row,
    no_injects,
    paint_inject_row,
)
from player.ui.scenario.picklist import PickList
from player.ui.scenario.tab import ListTab
from player.ui.theme import PAD, SPACE
from player.ui.widgets import Label


class InjectTab(ListTab):
    """Every inject, in the order of the phases."""

    NAME = "injects"
    TITLE = N_("Injects")
    ICON = "clipboard-list"

    def __init__(self, board: Board) -> None:
        main = PickList(_("All injects"), paint_inject_row, height_px=INJECT_ROW_PX)
        super().__init__(board, main, ("clipboard-list", *no_injects()))
        self._all: list[InjectRow] = []
        self._said: list[str] = []
        self.field = QLineEdit()
        self.field.setPlaceholderText(_("Find in title, text, sender, receiver, trigger …"))
        self.field.setAccessibleName(_("Find an inject"))
        self._found = Label("", "caption", "soft")
        row = QHBoxLayout()
        row.setContentsMargins(PAD, SPACE, PAD, SPACE)
        row.setSpacing(PAD)
        row.addWidget(self.field, 1)
        row.addWidget(self._found)
        self.above.addLayout(row)
        self.field.textChanged.connect(self._filter)
        main.picked.connect(self._pick)
        board.picked.connect(self._follow)

    @property
    def count(self) -> int:
        """How many injects there are."""
        return len(self.board.scenario.inject_by_id)

    def refresh(self) -> None:
        """List them all."""
        scenario = self.board.scenario
        self._all = [
            inject_row(scenario, inject, with_phase=True)
            for phase in sorted(scenario.phases, key=lambda one: self.board.number_of(one.id))
            for inject in scenario.injects_by_time[phase.id]
        ]
        self._said = [row.spoken.casefold() for row in self._all]
        self._filter()

    def begin_find(self) -> None:
        """Put the keyboard into the field."""
        self.field.setFocus()
        self.field.selectAll()

    def tell(self, *, anew: bool) -> None:
        """Show the chosen inject."""
        row = self.main.chosen if self.main is not None else None
        scenario = self.board.scenario
        paras = inject_paras(scenario, scenario.inject_by_id[row.key]) if row is not None else []
        self.card.show_paras(paras, anew=anew)

    def _filter(self) -> None:
        needle = self.field.text().strip().casefold()
        rows = self._all
        if needle:
            rows = [row for row, said in zip(self._all, self._said, strict=True) if needle in said]
        self.show_rows(rows, self.board.inject)
        text = _("{n} of {count}").format(n=len(rows), count=len(self._all))
        self._found.setText(text)

    def _pick(self, place: int) -> None:
        if self.main is not None:
            self.board.pick_inject(self.main.rows.rows[place].key)

    def _follow(self) -> None:
        if self.main is not None and self.isVisible():
            self.main.choose(self.board.inject)
            self.tell(anew=True)
        else:
            self._is_stale = True
