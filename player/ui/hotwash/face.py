"""What happened, on one screen: the page in the place of the panels once the exercise has ended."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from player.i18n import N_, _
from player.model.scenario import Scenario
from player.review.hotwash import Hotwash
from player.review.hotwash_lines import Section
from player.review.hotwash_wording import hotwash_sections, hotwash_tiles
from player.ui.actions import ActionTable, Mode
from player.ui.hotwash.rows import HotwashList, rows_of
from player.ui.hotwash.tiles import TileButton
from player.ui.run.panel import action_button
from player.ui.theme import GAP, PAD, SPACE
from player.ui.widgets import Label, Panel
from player.ui.widgets.painted import plain_tip

COLUMNS = (
    ("talk", N_("To be spoken of"), 40, ("findings", "expected")),
    ("course", N_("How it went"), 32, ("course", "halts", "situation", "force", "decisions")),
    ("record", N_("What went well, what was recorded"), 28, ("well", "injects", "records")),
)
"""The lists side by side: name, title, share of the width, and the sections in each."""

BUTTONS = (
    ("report", "primary"),
    ("assessment", "normal"),
    ("hotwash_review", "normal"),
    ("hotwash_panels", "normal"),
    ("hotwash_home", "quiet"),
)


class HotwashFace(QWidget):
    """What happened, on one screen.

    Args:
        scenario: what was played.
        actions: what can be done; the buttons are made from it.

    Signals:
        opened: a moment is to be looked at (exercise time in ms).
    """

    MODE: ClassVar[Mode] = Mode.HOTWASH
    opened = Signal(int)

    def __init__(self, scenario: Scenario, actions: ActionTable) -> None:
        super().__init__()
        self._scenario = scenario
        self.told: Hotwash | None = None
        self.said = Label(_("Summing up …"), "body", "soft")
        self.setAccessibleName(_("Hotwash"))
        head = QHBoxLayout()
        head.setContentsMargins(PAD, SPACE, SPACE, 0)
        head.setSpacing(2 * SPACE)
        head.addWidget(Label(_("Hotwash"), "heading"), 1)
        self.said.setContentsMargins(PAD, 0, PAD, SPACE)
        for action_id, variant in BUTTONS:
            head.addWidget(action_button(actions, action_id, variant=variant))
        self._tiles = QHBoxLayout()
        self._tiles.setSpacing(GAP)
        self.lists: dict[str, HotwashList] = {}
        columns = QHBoxLayout()
        columns.setSpacing(GAP)
        for name, title, share, _sections in COLUMNS:
            panel = Panel(_(title), pad_px=0)
            one = self.lists[name] = HotwashList(_(title))
            one.pressed_at.connect(partial(self._press, one))
            one.opened.connect(partial(self._open, one))
            panel.set_body(one)
            columns.addWidget(panel, share)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(GAP)
        whole.addLayout(head)
        whole.addWidget(self.said)
        whole.addLayout(self._tiles)
        whole.addLayout(columns, 1)

    def show_told(self, told: Hotwash) -> None:
        """Show what happened."""
        first = self.told is None
        self.told = told
        while (item := self._tiles.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        for tile in hotwash_tiles(told):
            button = TileButton(tile)
            if tile.at_ms is not None:
                button.clicked.connect(partial(self.opened.emit, tile.at_ms))
            self._tiles.addWidget(button, 1)
        by_name = {section.name: section for section in hotwash_sections(told, self._scenario)}
        for name, _title, _share, wanted in COLUMNS:
            sections = tuple(by_name[one] for one in wanted if one in by_name)
            self._fill(self.lists[name], sections, choose=name == COLUMNS[0][0])
        if first:
            self.say(_("Enter opens a line in the review."))
            self.take_focus()

    def say(self, text: str, tone: str = "soft") -> None:
        """Say something under the title."""
        self.said.setText(text)
        self.said.set_tone(tone)
        self.said.setToolTip(plain_tip(text))

    def take_focus(self) -> None:
        """Put the keyboard into the first list."""
        first = self.lists[COLUMNS[0][0]]
        if self.isVisible() and first.rows.rows:
            first.setFocus()

    @staticmethod
    def _fill(one: HotwashList, sections: tuple[Section, ...], *, choose: bool) -> None:
        rows = rows_of(sections)
        key = one.chosen.key if one.chosen is not None else None
        if key is None and choose:
            key = next((row.key for row in rows if row.line is not None), None)
        one.show_rows(rows, key)
        if key is None:
            one.choose(None)

    def _press(self, one: HotwashList, place: int, _where: object) -> None:
        one.setFocus()
        del place

    def _open(self, one: HotwashList, place: int) -> None:
        at_ms = one.rows.rows[place].at_ms
        if at_ms is not None:
            self.opened.emit(at_ms)
