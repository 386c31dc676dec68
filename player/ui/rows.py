"""Lists whose rows are painted by hand: a model of plain row objects and a view that asks its owner to paint them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Protocol

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from player.ui.theme import ROW_HEIGHT, RULE, Theme, Tone, colour, scaled, theme_in_use
from player.ui.widgets.painted import plain_tip

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class Row(Protocol):
    """What a row needs to be: comparable, so that only rows that changed are painted again."""

    @property
    def spoken(self) -> str:
        """The row in words, for a screen reader."""


Height = Callable[[Any], int]
"""Height of a row object in px at text size 1, for lists whose rows differ."""

Painter = Callable[[QPainter, QRectF, Any, Theme], None]
"""Paints one row object into a box."""


def part_of(box: QRectF, left: float, width: float) -> QRectF:
    """The part of a row from ``left`` on, so many px wide."""
    return QRectF(left, box.top(), max(0.0, width), box.height())


def paint_bar(painter: QPainter, box: QRectF, tone: Tone) -> None:
    """Mark a row with a bar at its left edge, above the line under it."""
    painter.fillRect(QRectF(box.left(), box.top(), 2 * RULE, box.height() - 1), colour(tone.fill))


class RowModel(QAbstractListModel):
    """Rows by number. Setting rows tells the view no more than what changed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: list[Any] = []

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


class _RowDelegate(QStyledItemDelegate):
    def __init__(self, view: RowView, paint_row: Painter, height_px: int | Height) -> None:
        super().__init__(view)
        self._view = view
        self._paint_row = paint_row
        self._height_px = height_px

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: N802, ARG002
        height_px = self._height_px
        return QSize(
            10, scaled(height_px if isinstance(height_px, int) else height_px(index.data(Qt.ItemDataRole.UserRole)))
        )

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        theme = theme_in_use()
        box = QRectF(option.rect)
        state = option.state
        painter.save()
        if state & QStyle.StateFlag.State_MouseOver and self._view.clickable:
            painter.fillRect(box, colour(theme.surfaces.hover))
        self._paint_row(painter, box, index.data(Qt.ItemDataRole.UserRole), theme)
        painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1), colour(theme.line))
        if state & QStyle.StateFlag.State_HasFocus and self._view.hasFocus():
            painter.setPen(colour(theme.focus))
            painter.drawRect(box.adjusted(1, 1, -2, -2))
        painter.restore()


class RowView(QListView):
    """A list of painted rows.

    Args:
        name: what the list is, for a screen reader.
        paint_row: paints a row object.
        height_px: height of every row at text size 1, or a function that gives it for a row.
        clickable: rows react to the pointer.

    Signals:
        pressed_at: a row was pressed (its number, where in the row).
        opened: a row was double-clicked, or Enter was pressed on it.
    """

    pressed_at = Signal(int, QPointF)
    opened = Signal(int)

    def __init__(
        self, name: str, paint_row: Painter, *, height_px: int | Height = ROW_HEIGHT, clickable: bool = True
    ) -> None:
        super().__init__()
        self.clickable = clickable
        self.rows = RowModel(self)
        self.setModel(self.rows)
        self.setItemDelegate(_RowDelegate(self, paint_row, height_px))
        self.setUniformItemSizes(isinstance(height_px, int))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(clickable)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(name)
        self.setMinimumHeight(scaled(ROW_HEIGHT))
        self._follows = False
        self._pressed_row: Any = None

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Tell which row was pressed and where in it."""
        index = self.indexAt(event.position().toPoint())
        self._pressed_row = None
        if index.isValid() and event.button() == Qt.MouseButton.LeftButton:
            self._pressed_row = self.rows.rows[index.row()]
            inside = event.position() - QPointF(self.visualRect(index).topLeft())
            self.pressed_at.emit(index.row(), inside)
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Open the row, unless the first press has already done something to it, or put another in its place."""
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and self.rows.rows[index.row()] is self._pressed_row:
            self.opened.emit(index.row())
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Enter opens the row that has the keyboard; letters are not a search."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex().row())
        elif event.text() and not event.modifiers() and event.key() != Qt.Key.Key_Tab:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Follow a new theme or text size."""
        if event.type() == QEvent.Type.StyleChange:
            self.scheduleDelayedItemsLayout()
        super().changeEvent(event)

    def follow_end(self) -> None:
        """Keep the last row in sight from now on, while the user has not scrolled away from it."""
        bar = self.verticalScrollBar()
        self._follows = True
        bar.actionTriggered.connect(lambda _action: self._note_place(bar.sliderPosition()))
        bar.rangeChanged.connect(lambda _least, most: bar.setValue(most) if self._follows else None)

    def show_row(self, place: int) -> None:
        """Bring a row into sight with the keyboard on it; the end is no longer followed where it is another row."""
        index = self.rows.index(place)
        self.setCurrentIndex(index)
        self.scrollTo(index, RowView.ScrollHint.PositionAtCenter)
        self.setFocus(Qt.FocusReason.TabFocusReason)
        if self._follows:
            self._note_place(self.verticalScrollBar().value())

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        """Scroll; away from the end, the list no longer follows it."""
        super().wheelEvent(event)
        self._note_place(self.verticalScrollBar().value())

    def _note_place(self, value: int) -> None:
        self._follows = value >= self.verticalScrollBar().maximum() - ROW_HEIGHT
