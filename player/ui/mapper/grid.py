"""A sheet as a table: real cells, what its columns mean above them, what became of its rows beside them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRectF, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from player.i18n import _
from player.scenario.msel import Mapping, Table
from player.ui.mapper.cells import CellModel
from player.ui.mapper.headers import ColumnHeader, RowNumbers, header_width
from player.ui.theme import ROW_HEIGHT, SPACE, colour, scaled, text_font, theme_in_use
from player.ui.widgets import paint_text
from player.ui.widgets.painted import text_width

_LEAST_PX, _MOST_PX = 116, 300
_MEASURED_ROWS = 40


class _CellPainter(QStyledItemDelegate):
    """Paints a cell on the ground of its row."""

    def __init__(self, grid: SheetGrid) -> None:
        super().__init__(grid)
        self._grid = grid

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        theme, cells = theme_in_use(), self._grid.cells
        box = QRectF(option.rect)
        look = cells.look_of(index.row())
        current = self._grid.currentIndex()
        out = look.is_idle or cells.is_left_out(index.column())
        ground = theme.surfaces.panel
        if index.row() == current.row():
            ground = theme.surfaces.selected
        elif look.is_header:
            ground = theme.surfaces.strip
        elif look.is_rejected:
            ground = theme.tones.alarm.soft
        elif out:
            ground = theme.surfaces.sunken
        painter.save()
        painter.fillRect(box, colour(ground))
        painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1), colour(theme.line))
        painter.fillRect(QRectF(box.right() - 1, box.top(), 1, box.height()), colour(theme.line))
        font = text_font("strong" if look.is_header else "body")
        room = box.adjusted(2 * SPACE, 0, -2 * SPACE, 0)
        paint_text(painter, font, theme.ink_soft if out else theme.ink, room, index.data())
        if index.row() == current.row() and index.column() == current.column():
            painter.setPen(colour(theme.focus))
            for inset in (1, 2) if self._grid.hasFocus() else (1,):
                painter.drawRect(box.adjusted(inset - 1, inset - 1, -inset - 1, -inset - 1))
        painter.restore()


class SheetGrid(QTableView):
    """The sheet.

    Signals:
        moved: another row or column is the current one.
        asked: what a column means is to be chosen (its place).
    """

    moved = Signal()
    asked = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.cells = CellModel(self)
        self.setModel(self.cells)
        self.setItemDelegate(_CellPainter(self))
        self.setHorizontalHeader(ColumnHeader(self, self.cells))
        self.setVerticalHeader(RowNumbers(self, self.cells))
        self.verticalHeader().setDefaultSectionSize(scaled(ROW_HEIGHT))
        self.verticalHeader().setMinimumSectionSize(scaled(ROW_HEIGHT))
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.horizontalHeader().setMinimumSectionSize(scaled(80))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAccessibleName(_("Sheet"))
        self.horizontalHeader().sectionClicked.connect(self._ask)
        self.verticalHeader().sectionClicked.connect(lambda place: self.go_to(place, self.currentIndex().column()))
        self.selectionModel().currentChanged.connect(self._follow)

    def show_sheet(self, table: Table, mapping: Mapping) -> None:
        """Show a sheet under a mapping."""
        row, column = self.cells.number_of(self.currentIndex().row()), self.currentIndex().column()
        other = table is not self.cells.table
        if self.cells.show(table, mapping):
            self._set_widths()
            place = self.cells.place_of(mapping.header or 0) + 1 if other else self.cells.place_of(row)
            self.go_to(max(0, place), 0 if other else max(0, column))
            if other:
                self.scrollToTop()
        self.verticalHeader().viewport().update()
        self.viewport().update()

    def go_to(self, place: int, section: int) -> None:
        """Make a cell the current one, and show it; outside of the sheet, the nearest."""
        place = max(0, min(place, self.cells.rowCount() - 1))
        section = max(0, min(section, self.cells.columnCount() - 1))
        index = self.cells.index(place, section)
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def step(self, rows: int, columns: int) -> None:
        """Go on by so many rows and columns; at the ends it stays."""
        current = self.currentIndex()
        self.go_to(current.row() + rows, current.column() + columns)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Letters are not a search."""
        if event.text().isprintable() and event.text() and not event.modifiers():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Follow a new theme."""
        if event.type() == QEvent.Type.StyleChange:
            self.viewport().update()
        super().changeEvent(event)

    def _ask(self, section: int) -> None:
        self.go_to(self.currentIndex().row(), section)
        self.asked.emit(section)

    def _follow(self, current: QModelIndex, before: QModelIndex) -> None:
        if current.row() != before.row():
            self.viewport().update()
            self.verticalHeader().viewport().update()
        self.horizontalHeader().viewport().update()
        self.moved.emit()

    def _set_widths(self) -> None:
        font = text_font("body")
        for section in range(self.cells.columnCount()):
            column = self.cells.column(section)
            if column is None:
                continue
            lines = [
                self.cells.index(place, section).data() for place in range(min(_MEASURED_ROWS, self.cells.rowCount()))
            ]
            widest = max((text_width(font, line[:60]) for line in lines), default=0.0) + 5 * SPACE
            wish = max(header_width(column), min(widest, scaled(_MOST_PX)))
            self.setColumnWidth(section, round(max(scaled(_LEAST_PX), min(wish, scaled(_MOST_PX)))))
