"""A list of which one row is chosen: by the mouse, by the arrows of the page, or by those of the list itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QApplication

from player.ui.rows import Height, Painter, RowView, paint_bar
from player.ui.theme import ROW_HEIGHT, Theme, colour


class PickList(RowView):
    """Rows with a ``key`` of their own, one of which is ``chosen``.

    Args:
        name: what the list is, for a screen reader.
        paint_row: paints a row object.
        height_px: as of `RowView`.

    Attributes:
        place: number of the chosen row, or -1.
        own_keys: keys it keeps to itself while it has the keyboard.

    Signals:
        picked: another row was chosen (its number).
    """

    picked = Signal(int)

    def __init__(self, name: str, paint_row: Painter, *, height_px: int | Height = ROW_HEIGHT) -> None:
        super().__init__(name, paint_row, height_px=height_px)
        self.place = -1
        self.own_keys: frozenset[int] = frozenset()
        self.pressed_at.connect(lambda place, _where: self.pick(place))
        self.selectionModel().currentChanged.connect(self._follow_current)

    @property
    def chosen(self) -> Any:
        """The row chosen, or None."""
        return self.rows.rows[self.place] if 0 <= self.place < len(self.rows.rows) else None

    def show_rows(self, rows: Sequence[Any], key: object) -> None:
        """Show these rows with the one of this key chosen; without such a one, that of the same place."""
        place = next((number for number, row in enumerate(rows) if row.key == key), -1)
        if place < 0 and rows:
            place = max(0, min(self.place, len(rows) - 1))
        shown = list(rows)
        if place >= 0:
            shown[place] = replace(shown[place], chosen=True)
        before = self.chosen
        self.rows.set_rows(shown)
        self.place = place
        if before is None or self.chosen is None or before.key != self.chosen.key:
            self._mark()  # else it stays where the user has scrolled to

    def choose(self, key: object) -> None:
        """Mark the row of this key as chosen, without telling anybody."""
        place = next((number for number, row in enumerate(self.rows.rows) if row.key == key), -1)
        if place != self.place:
            self._put(place)

    def pick(self, place: int) -> None:
        """Choose a row, and tell."""
        if 0 <= place < len(self.rows.rows) and place != self.place:
            self._put(place)
            self.picked.emit(place)

    def step(self, step: int) -> None:
        """Choose the row so many further on; at the ends it stays."""
        if self.rows.rows:
            self.pick(max(0, min(self.place + step, len(self.rows.rows) - 1)))

    def _put(self, place: int) -> None:
        rows = self.rows.rows
        for number, chosen in ((self.place, False), (place, True)):
            if 0 <= number < len(rows):
                self.rows.set_row(number, replace(rows[number], chosen=chosen))
        self.place = place
        self._mark()

    def _mark(self) -> None:
        if self.place >= 0:
            index = self.rows.index(self.place)
            if self.currentIndex().row() != self.place:
                self.setCurrentIndex(index)
            self.scrollTo(index)

    def _follow_current(self, current: QModelIndex, _before: QModelIndex) -> None:
        if current.isValid() and self.hasFocus():
            self.pick(current.row())


def is_in_list() -> bool:
    """Whether somebody has tabbed to a list of this kind, which then moves by its own arrows."""
    return isinstance(QApplication.focusWidget(), PickList)


def has_own_keys() -> bool:
    """Whether somebody has tabbed to a list that keeps some keys to itself."""
    return bool(getattr(QApplication.focusWidget(), "own_keys", ()))


def paint_ground(painter: QPainter, box: QRectF, theme: Theme, *, chosen: bool) -> None:
    """Paint the ground of a row, with a bar at the left of the one chosen."""
    if chosen:
        painter.fillRect(box, colour(theme.surfaces.selected))
        paint_bar(painter, box, theme.tones.accent)


OWN_KEYS = frozenset({int(Qt.Key.Key_Return)})
"""What a list keeps to itself whose rows can be opened."""

MOVING_KEYS = frozenset(
    int(key)
    for key in (
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
        Qt.Key.Key_PageUp,
        Qt.Key.Key_PageDown,
        Qt.Key.Key_Home,
        Qt.Key.Key_End,
    )
)
"""What a list keeps to itself that has to be moved through by its own keys."""
