"""The rows and columns of a sheet as a table model: nothing is made for a cell before it is looked at."""

from __future__ import annotations

from collections.abc import Mapping as ReadOnly
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from player.i18n import _
from player.scenario.msel import Column, Field, Mapping, Row, RowResult, RowStatus, Table
from player.scenario.msel.cells import line_of, text_of
from player.ui.mapper.words import HEADER, STATUS_LOOKS, Look, column_words, row_sign
from player.ui.widgets.painted import plain_tip

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_LONGEST_LINE = 300
"""Characters of a cell that are laid out for its line; the rest is told below the table."""


class RowLook(NamedTuple):
    """How a row stands: the sign beside its number, and whether it is the header or does not count."""

    sign: Look | None
    is_header: bool = False
    is_idle: bool = False
    is_rejected: bool = False


_PLAIN = RowLook(None)
_IDLE = frozenset({RowStatus.ABOVE, RowStatus.SKIPPED})


class CellModel(QAbstractTableModel):
    """A sheet: its rows that hold something, and its columns that do."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.table: Table | None = None
        self.mapping: Mapping | None = None
        self._by_row: ReadOnly[int, RowResult] = {}
        self._rows: tuple[Row, ...] = ()
        self._columns: tuple[Column, ...] = ()
        self._place_of: dict[int, int] = {}

    def rowCount(self, parent: Index = _ROOT) -> int:  # noqa: N802
        """How many rows hold something."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _ROOT) -> int:  # noqa: N802
        """How many columns hold something."""
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The cell on one line; as a tool tip, what became of its row."""
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return line_of(self._rows[index.row()][self._columns[index.column()].index])[:_LONGEST_LINE]
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(self.row_words(index.row())) or None
        return None

    def headerData(  # noqa: N802
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """A column with its field, or the number of a row with what became of it, in words."""
        if orientation == Qt.Orientation.Horizontal:
            return column_words(self._columns[section]) if role in _WORDS else None
        if role == Qt.ItemDataRole.DisplayRole:
            return str(self._rows[section].number)
        return self.row_words(section) if role == Qt.ItemDataRole.AccessibleTextRole else None

    def show(self, table: Table, mapping: Mapping) -> bool:
        """Show a sheet under a mapping; gives whether it is another sheet, or has other columns."""
        same = table is self.table and [one.index for one in mapping.columns] == [one.index for one in self._columns]
        if same:
            self.mapping, self._columns = mapping, mapping.columns
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, max(0, len(self._columns) - 1))
            return False
        self.beginResetModel()
        if table is not self.table:
            self._by_row = {}
        self.table, self.mapping = table, mapping
        self._rows, self._columns = table.rows, mapping.columns
        self._place_of = {row.number: place for place, row in enumerate(table.rows)}
        self.endResetModel()
        return True

    def show_results(self, by_row: ReadOnly[int, RowResult]) -> None:
        """Show what became of the rows."""
        self._by_row = by_row
        if self._rows:
            self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, len(self._rows) - 1)

    def column(self, section: int) -> Column | None:
        """A column by its place, or None."""
        return self._columns[section] if 0 <= section < len(self._columns) else None

    def section_of(self, index: int) -> int:
        """The place of a column by its index in the sheet, or -1."""
        return next((place for place, column in enumerate(self._columns) if column.index == index), -1)

    def number_of(self, place: int) -> int:
        """The number of a row by its place, 0 where there is none."""
        return self._rows[place].number if 0 <= place < len(self._rows) else 0

    def place_of(self, number: int) -> int:
        """The place of a row by its number, or -1."""
        return self._place_of.get(number, -1)

    def result_of(self, place: int) -> RowResult | None:
        """What became of a row, or None where that is not known."""
        return self._by_row.get(self.number_of(place))

    def is_left_out(self, section: int) -> bool:
        """Whether a column is."""
        return self._columns[section].field is Field.IGNORE

    def look_of(self, place: int) -> RowLook:
        """How a row stands."""
        number = self.number_of(place)
        if self.mapping is not None and number == self.mapping.header:
            return RowLook(HEADER, is_header=True)
        result = self._by_row.get(number)
        if result is None:
            return _PLAIN
        return RowLook(
            row_sign(result),
            is_idle=result.status in _IDLE,
            is_rejected=result.status is RowStatus.REJECTED,
        )

    def full_text(self, place: int, section: int) -> str:
        """All that a cell says."""
        column = self.column(section)
        return text_of(self._rows[place][column.index]) if column is not None and self.number_of(place) else ""

    def row_words(self, place: int) -> str:
        """What became of a row, and why."""
        number = self.number_of(place)
        if self.mapping is not None and number == self.mapping.header:
            said = _(HEADER.word)
        else:
            result = self._by_row.get(number)
            if result is None:
                return ""
            said = _(STATUS_LOOKS[result.status].word)
        head = _("Row {row} {said}").format(row=number, said=said)
        return "\n".join([head, *self.reasons(place)])

    def reasons(self, place: int) -> list[str]:
        """Why a row was not imported, or what was assumed for it."""
        result = self._by_row.get(self.number_of(place))
        if result is None:
            return []
        return [f"{one.cell}: {one.message}" if one.cell else str(one.message) for one in result.reasons]


_WORDS = frozenset({Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole})
