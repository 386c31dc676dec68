"""What every tab of the page shares."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from player.ui.scenario.board import Board
from player.ui.scenario.column import TextCard
from player.ui.scenario.picklist import PickList
from player.ui.theme import GAP
from player.ui.widgets import EmptyHint


class Tab(QWidget):
    """A tab: it fills itself only when it is looked at.

    Attributes:
        NAME: stable name; TITLE: translatable title; ICON: name of its icon.
        main: the list the arrows of the page move in, or None.
    """

    NAME = ""
    TITLE = ""
    ICON = ""

    def __init__(self, board: Board) -> None:
        super().__init__()
        self.board = board
        self.main: PickList | None = None
        self._is_stale = True
        board.shown.connect(self.touch)

    @property
    def count(self) -> int | None:
        """The number its tab shows, or None."""
        return None

    def touch(self) -> None:
        """Fill it anew, now or when it is next looked at."""
        self._is_stale = True
        if self.isVisible():
            self._fill()

    def refresh(self) -> None:
        """Show what the board holds; each tab has its own.

        Raises:
            NotImplementedError: this one has none.
        """
        raise NotImplementedError

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Fill it if that is due."""
        self._fill()
        super().showEvent(event)

    def step(self, step: int) -> None:
        """Move in its list."""
        if self.main is not None:
            self.main.step(step)

    def _fill(self) -> None:
        if self._is_stale:
            self._is_stale = False
            self.refresh()


def beside(*parts: QWidget, shares: Sequence[int]) -> QSplitter:
    """Parts side by side, with room that can be moved."""
    splitter = QSplitter(Qt.Orientation.Horizontal)
    splitter.setHandleWidth(GAP)
    splitter.setChildrenCollapsible(False)
    for place, (part, share) in enumerate(zip(parts, shares, strict=True)):
        splitter.addWidget(part)
        splitter.setStretchFactor(place, share)
    splitter.setSizes([share * 13 for share in shares])
    return splitter


class ListTab(Tab):
    """A list with the details of its chosen row beside it.

    Args:
        main: the list.
        hint: icon, title and text of what an empty one says.
        shares: how the room is shared between list and details.
    """

    def __init__(
        self, board: Board, main: PickList, hint: tuple[str, str, str], shares: Sequence[int] = (62, 38)
    ) -> None:
        super().__init__(board)
        self.main = main
        self.card = TextCard(main.accessibleName())
        self.hint = EmptyHint(*hint)
        self.split = beside(main, self.card, shares=shares)
        self.above = QHBoxLayout()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(self.above)
        whole.addWidget(self.split, 1)
        whole.addWidget(self.hint, 1)
        main.picked.connect(lambda _place: self.tell(anew=True))

    def show_rows(self, rows: Sequence[object], key: object = None) -> None:
        """Show these rows; one that was chosen stays so."""
        assert self.main is not None
        chosen = self.main.chosen
        self.main.show_rows(rows, key if key is not None or chosen is None else chosen.key)
        self.split.setVisible(bool(rows))
        self.hint.setVisible(not rows)
        self.tell(anew=self.main.chosen is None or chosen is None or chosen.key != self.main.chosen.key)

    def tell(self, *, anew: bool) -> None:
        """Show the details of the chosen row; each tab has its own."""
