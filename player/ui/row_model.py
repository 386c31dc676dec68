"""Rows of a list by number: plain row objects, or such as are made when they are asked for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QWidget

from player.ui.widgets.painted import plain_tip

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class Row(Protocol):
    """What a row needs to be: comparable, so that only rows that changed are painted again."""

    @property
    def spoken(self) -> str:
        """The row in words, for a screen reader."""


class RowModel(QAbstractListModel):
    """Rows by number. Setting rows tells the view no more than what changed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: Any = []

    def rowCount(self, parent: _Index = _ROOT) -> int:  # noqa: N802
        """How many rows there are."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The row object under UserRole, its words otherwise; as a tool tip its ``tip``, where it has one."""
        if role == Qt.ItemDataRole.UserRole:
            return self.rows[index.row()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(getattr(self.rows[index.row()], "tip", "")) or None
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return self.rows[index.row()].spoken
        return None

    def set_rows(self, rows: Sequence[Any]) -> bool:
        """Show these rows; gives whether their number changed."""
        old, new = len(self.rows), len(rows)
        if new < old:
            self.beginRemoveRows(_ROOT, new, old - 1)
            del self.rows[new:]
            self.endRemoveRows()
        for place, row in enumerate(rows[: len(self.rows)]):
            if self.rows[place] != row:
                self.set_row(place, row)
        if new > old:
            self.append_rows(rows[old:])
        return old != new

    def set_row(self, place: int, row: Any) -> None:
        """Show another row in this place."""
        self.rows[place] = row
        index = self.index(place)
        self.dataChanged.emit(index, index)

    def append_rows(self, rows: Sequence[Any]) -> None:
        """Add rows at the end."""
        if rows:
            self.beginInsertRows(_ROOT, len(self.rows), len(self.rows) + len(rows) - 1)
            self.rows.extend(rows)
            self.endInsertRows()


class LazyModel(RowModel):
    """Rows that are made when they are asked for, by a sequence that somebody else lets grow."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._count = 0

    def rowCount(self, parent: _Index = _ROOT) -> int:  # noqa: N802
        """How many rows are shown: as many as the view was told of."""
        return 0 if parent.isValid() else self._count

    def show(self, rows: Sequence[Any]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.rows, self._count = rows, len(rows)
        self.endResetModel()

    def grow(self) -> None:
        """Show what the sequence has more of by now."""
        if (count := len(self.rows)) > self._count:
            self.beginInsertRows(_ROOT, self._count, count - 1)
            self._count = count
            self.endInsertRows()
