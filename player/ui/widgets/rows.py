"""Rows of lists: one table with one column, whose rows are painted from a short description of each.

A model answers `ROW_ROLE` with a `Row`, and ``AccessibleTextRole`` with a sentence for screen readers. Rows have one
height, so a log of a million rows scrolls like one of ten.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from player.ui.theme import (
    HAIRLINE,
    PAD,
    ROW_HEIGHT,
    SMALL_PX,
    SPACE,
    Theme,
    colour,
    paint_icon,
    scaled,
    text_font,
    theme_in_use,
)
from player.ui.widgets.chips import chip_width, paint_chip
from player.ui.widgets.labels import ink_of
from player.ui.widgets.marks import MARK_PX, STATUS_LOOKS, paint_mark
from player.ui.widgets.meters import paint_deadline
from player.ui.widgets.painted import RIGHT, paint_text

ROW_ROLE = Qt.ItemDataRole.UserRole + 1
"""The role under which a model gives the `Row` of an index."""

_BAR_PX = 4
_CHIP_INSET = 3


class Column(NamedTuple):
    """A column of a list.

    Attributes:
        sample: the widest text expected, which sets its width; empty for the column that takes what is left.
        role: type role of its text.
        right: text stands at the right, as numbers do.
        kind: ``text``, ``mark`` (a status), ``icon``, ``chip`` or ``deadline``.
        width_px: width of a column of the kind ``deadline``.
    """

    sample: str = ""
    role: str = "body"
    right: bool = False
    kind: str = "text"
    width_px: int = 0


class Cell(NamedTuple):
    """What stands in one column of a row.

    Attributes:
        text: the text; for a mark the status, one of `STATUS_LOOKS`.
        tone: as in `ink_of`; for chips and icons the tone of those.
        icon: name of the icon, for icons and chips.
        role: type role, when it differs from that of the column.
        look: look of a chip.
        part: part of a deadline that is left, 0..1; below 0 it has passed.
    """

    text: str = ""
    tone: str = "ink"
    icon: str = ""
    role: str = ""
    look: str = "soft"
    part: float = 1.0


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a list.

    Attributes:
        cells: one per column; None leaves it empty, and the column that takes what is left reaches into it.
        ground: tone whose soft ground the row has; empty for none.
        bar: tone of a bar at its left edge; empty for none.
        struck: it no longer counts; its main text is struck through.
    """

    cells: tuple[Cell | None, ...]
    ground: str = ""
    bar: str = ""
    struck: bool = False


class RowDelegate(QStyledItemDelegate):
    """Paints the rows of a `RowTable`."""

    def __init__(self, columns: Sequence[Column], table: RowTable) -> None:
        super().__init__(table)
        self._table = table
        self._columns = tuple(columns)
        self.restyle()

    def set_columns(self, columns: Sequence[Column]) -> None:
        """Set out rows in other columns, as when their samples are in another language."""
        self._columns = tuple(columns)
        self.restyle()

    def restyle(self) -> None:
        """Take theme, fonts and widths anew."""
        self._theme: Theme = theme_in_use()
        self._fonts: Mapping[str, QFont] = {
            role: text_font(role) for role in {"caption", *(column.role for column in self._columns)}
        }
        self._widths = tuple(self._width_of(column) for column in self._columns)
        self.row_px = scaled(ROW_HEIGHT)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:  # noqa: N802, ARG002
        """One height for all."""
        return QSize(0, self.row_px)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint ground, cells and hairline."""
        row = index.data(ROW_ROLE)
        if not isinstance(row, Row):
            return
        box = QRectF(option.rect)
        painter.save()
        self._paint_ground(
            painter, box, row, chosen=self._table.is_chosen(index), over=index.row() == self._table.row_over
        )
        left = box.left() + PAD
        spare = box.width() - 2 * PAD - sum(self._widths) - self._gaps
        for place, (column, width, cell) in enumerate(zip(self._columns, self._widths, row.cells, strict=True)):
            wide = width or max(0.0, spare)
            if cell is not None:
                room = width or wide + self._free_after(place, row)
                self._paint_cell(painter, QRectF(left, box.top(), room, box.height()), column, cell, struck=row.struck)
            left += wide + 2 * SPACE
        painter.restore()

    @property
    def _gaps(self) -> int:
        return 2 * SPACE * (len(self._columns) - 1)

    def _free_after(self, place: int, row: Row) -> float:
        free = 0.0
        for width, cell in zip(self._widths[place + 1 :], row.cells[place + 1 :], strict=True):
            if cell is not None:
                break
            free += width + 2 * SPACE
        return free

    def _width_of(self, column: Column) -> float:
        match column.kind:
            case "mark":
                return scaled(MARK_PX)
            case "icon":
                return scaled(SMALL_PX)
            case "deadline":
                return scaled(column.width_px)
            case "chip":
                return chip_width(self._fonts["caption"], column.sample, "x")
            case _:
                font = self._fonts[column.role]
                return QFontMetricsF(font).horizontalAdvance(column.sample) + 1 if column.sample else 0

    def _paint_ground(self, painter: QPainter, box: QRectF, row: Row, *, chosen: bool, over: bool) -> None:
        theme = self._theme
        bar = "accent" if chosen else row.bar
        if chosen:
            painter.fillRect(box, colour(theme.surfaces.selected))
        elif row.ground:
            painter.fillRect(box, colour(theme.tone(row.ground).soft))
        elif over:
            painter.fillRect(box, colour(theme.surfaces.hover))
        painter.fillRect(QRectF(box.left(), box.bottom() - HAIRLINE, box.width(), HAIRLINE), colour(theme.line))
        if bar:
            painter.fillRect(QRectF(box.left(), box.top(), _BAR_PX, box.height()), colour(theme.tone(bar).fill))

    def _paint_cell(self, painter: QPainter, box: QRectF, column: Column, cell: Cell, *, struck: bool) -> None:
        theme = self._theme
        match column.kind:
            case "mark":
                look = STATUS_LOOKS[cell.text]
                edge = box.width()
                paint_mark(
                    painter,
                    QRectF(box.left(), round(box.center().y() - edge / 2), edge, edge),
                    look,
                    theme.tone(look.tone),
                )
            case "icon":
                size = round(box.width())
                paint_icon(painter, cell.icon, ink_of(theme, cell.tone), box.left(), box.center().y() - size / 2, size)
            case "deadline":
                bar = QRectF(box.left(), round(box.center().y() - 3), box.width(), 6)
                paint_deadline(painter, bar, theme, max(0.0, cell.part), late=cell.part < 0)
            case "chip":
                font = self._fonts["caption"]
                width = min(box.width(), round(chip_width(font, cell.text, cell.icon)))
                chip = QRectF(box.right() - width, box.top() + _CHIP_INSET, width, box.height() - 2 * _CHIP_INSET - 1)
                paint_chip(painter, chip, font, theme.tone(cell.tone), cell.text, cell.icon, cell.look)
            case _:
                font = text_font(cell.role) if cell.role else self._fonts[column.role]
                if struck and not column.sample:
                    font = QFont(font)
                    font.setStrikeOut(True)
                side = RIGHT if column.right else Qt.AlignmentFlag.AlignLeft
                paint_text(painter, font, ink_of(theme, cell.tone), box, cell.text, side)


class RowTable(QTableView):
    """A list of painted rows.

    Args:
        columns: what stands in each row.
        takes_focus: it can be reached by Tab; in Run mode the window's own keys move the choice.
    """

    def __init__(self, columns: Sequence[Column], *, takes_focus: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.row_over = -1
        self._delegate = RowDelegate(columns, self)
        self.setItemDelegate(self._delegate)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if takes_focus else Qt.FocusPolicy.NoFocus)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setWordWrap(False)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setMinimumSectionSize(1)
        rows.setDefaultSectionSize(self._delegate.row_px)
        self.entered.connect(lambda index: self._move_over(index.row()))
        self.viewportEntered.connect(lambda: self._move_over(-1))

    def set_columns(self, columns: Sequence[Column]) -> None:
        """Set out rows in other columns, as when their samples are in another language."""
        self._delegate.set_columns(columns)
        self.viewport().update()

    def is_chosen(self, index: QModelIndex | QPersistentModelIndex) -> bool:
        """Whether this row is the chosen one."""
        chosen = self.selectionModel()
        return chosen is not None and chosen.isSelected(index)

    def is_at_end(self) -> bool:
        """Whether the last row is in sight, so that a list that grows may follow its end."""
        bar = self.verticalScrollBar()
        return bar.value() >= bar.maximum() - self._delegate.row_px // 2

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802
        """No row is under the pointer any more."""
        self._move_over(-1)
        super().leaveEvent(event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Follow a new theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._delegate.restyle()
            self.verticalHeader().setDefaultSectionSize(self._delegate.row_px)
            self.viewport().update()

    def _move_over(self, row: int) -> None:
        if row != self.row_over:
            self.row_over = row
            self.viewport().update()
