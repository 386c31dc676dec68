"""Lists whose rows are painted by hand: a model of plain row objects and a view that asks its owner to paint them.

Where all rows are of one height nothing here depends on how many there are, so that a list may hold a million.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from itertools import accumulate
from typing import Any

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QHoverEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView

from player.ui.row_model import LazyModel, RowModel
from player.ui.theme import ROW_HEIGHT, RULE, Theme, Tone, colour, scaled, theme_in_use

_Index = QModelIndex | QPersistentModelIndex
_MOVES = frozenset(
    {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}
)


Height = Callable[[Any], float]
"""Height of a row object in px at text size 1, for lists whose rows differ."""

Painter = Callable[[QPainter, QRectF, Any, Theme], None]
"""Paints one row object into a box."""


def part_of(box: QRectF, left: float, width: float) -> QRectF:
    """The part of a row from ``left`` on, so many px wide."""
    return QRectF(left, box.top(), max(0.0, width), box.height())


def paint_bar(painter: QPainter, box: QRectF, tone: Tone) -> None:
    """Mark a row with a bar at its left edge, above the line under it."""
    painter.fillRect(QRectF(box.left(), box.top(), 2 * RULE, box.height() - 1), colour(tone.fill))


class RowView(QListView):
    """A list of painted rows.

    Args:
        name: what the list is, for a screen reader.
        paint_row: paints a row object.
        height_px: height of every row at text size 1, or a function that gives it for a row.
        clickable: rows react to the pointer.
        lazy: the rows are made when they are asked for, see `LazyModel`.

    Signals:
        pressed_at: a row was pressed (its number, where in the row).
        opened: a row was double-clicked, or Enter was pressed on it.
        followed: the end is followed from now on, or no longer (False).
    """

    own_keys: frozenset[int] = frozenset()
    """Keys it keeps to itself while it has the keyboard, of actions that yield."""

    pressed_at = Signal(int, QPointF)
    opened = Signal(int)
    followed = Signal(bool)

    def __init__(
        self,
        name: str,
        paint_row: Painter,
        *,
        height_px: int | Height = ROW_HEIGHT,
        clickable: bool = True,
        lazy: bool = False,
    ) -> None:
        super().__init__()
        self.clickable = clickable
        self._paint_row = paint_row
        self._height_px = height_px
        self._bottoms: list[int] | None = None
        self._pointed = -1
        self._follows = False
        self._pressed_row: Any = None
        self.rows: RowModel = LazyModel(self) if lazy else RowModel(self)
        self.setModel(self.rows)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(clickable)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(name)
        self.setMinimumHeight(scaled(ROW_HEIGHT))

    # Where the rows stand. QListView would lay all of them out anew for each one that is added.

    def row_top(self, number: int) -> int:
        """Where a row begins below the top of the first, in px."""
        if isinstance(self._height_px, int):
            return number * scaled(self._height_px)
        return self._ends()[number - 1] if number else 0

    def row_at(self, y: int) -> int:
        """Number of the row so many px below the top of the first; that of no row where there is none."""
        if isinstance(self._height_px, int):
            return y // scaled(self._height_px)
        return bisect_right(self._ends(), y)

    def _ends(self) -> list[int]:
        if self._bottoms is None:
            height_of = self._height_px
            assert not isinstance(height_of, int)
            self._bottoms = list(accumulate(scaled(height_of(row)) for row in self.rows.rows))
        return self._bottoms

    def doItemsLayout(self) -> None:  # noqa: N802
        """Measure the rows anew; nothing is done for each of them."""
        self._bottoms = None
        QAbstractItemView.doItemsLayout(self)  # and not that of QListView
        self.updateGeometries()

    def dataChanged(self, first: _Index, last: _Index, roles: Sequence[int] = ()) -> None:  # noqa: N802
        """Paint rows that changed anew; the others are measured again only where one of them has another height."""
        if self._keeps_heights(first.row(), last.row()):
            QAbstractItemView.dataChanged(self, first, last, roles)  # and not that of QListView
        else:
            super().dataChanged(first, last, roles)

    def _keeps_heights(self, first: int, last: int) -> bool:
        height_of, ends = self._height_px, self._bottoms
        if isinstance(height_of, int):
            return True
        if ends is None or last >= len(ends):
            return False
        rows = self.rows.rows
        return all(
            ends[number] - (ends[number - 1] if number else 0) == scaled(height_of(rows[number]))
            for number in range(first, last + 1)
        )

    def updateGeometries(self) -> None:  # noqa: N802
        """Set the range of the scroll bar."""
        room = self.viewport().height()
        bar = self.verticalScrollBar()
        bar.setSingleStep(self.row_top(1) if isinstance(self._height_px, int) else scaled(ROW_HEIGHT))
        bar.setPageStep(room)
        bar.setRange(0, max(0, self.row_top(self.rows.rowCount()) - room))

    def visualRect(self, index: _Index) -> QRect:  # noqa: N802
        """Where a row stands in the viewport."""
        if not index.isValid():
            return QRect()
        self.executeDelayedItemsLayout()
        number = index.row()
        top = self.row_top(number)
        return QRect(0, top - self.verticalOffset(), self.viewport().width(), self.row_top(number + 1) - top)

    def indexAt(self, point: QPoint) -> QModelIndex:  # noqa: N802
        """The row at a point of the viewport."""
        self.executeDelayedItemsLayout()
        y = point.y() + self.verticalOffset()
        number = self.row_at(y) if y >= 0 else -1
        return self.rows.index(number) if 0 <= number < self.rows.rowCount() else QModelIndex()

    def scrollContentsBy(self, _across: int, _down: int) -> None:  # noqa: N802
        """Paint what is in sight now; QListView does nothing here, as it has not laid out the rows itself."""
        self.viewport().update()

    def verticalOffset(self) -> int:  # noqa: N802
        """How far the list is scrolled, in px."""
        return self.verticalScrollBar().value()

    def scrollTo(  # noqa: N802
        self, index: _Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        """Bring a row into sight, in the middle where the hint asks for that."""
        if not index.isValid():
            return
        self.executeDelayedItemsLayout()
        bar, room = self.verticalScrollBar(), self.viewport().height()
        top, bottom = self.row_top(index.row()), self.row_top(index.row() + 1)
        if hint == QAbstractItemView.ScrollHint.PositionAtCenter:
            bar.setValue((top + bottom - room) // 2)
        elif hint == QAbstractItemView.ScrollHint.PositionAtTop or top < bar.value():
            bar.setValue(top)
        elif hint == QAbstractItemView.ScrollHint.PositionAtBottom or bottom > bar.value() + room:
            bar.setValue(bottom - room)

    def moveCursor(  # noqa: N802
        self, action: QAbstractItemView.CursorAction, _modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """The row a key leads to."""
        move, last = QAbstractItemView.CursorAction, self.rows.rowCount() - 1
        if last < 0:
            return QModelIndex()
        number = self.currentIndex().row()
        if number < 0 and action not in {move.MoveHome, move.MoveEnd}:  # the first in sight
            return self.rows.index(min(last, self.row_at(self.verticalOffset())))
        room = self.viewport().height()
        target = {
            move.MoveUp: number - 1,
            move.MovePrevious: number - 1,
            move.MoveDown: number + 1,
            move.MoveNext: number + 1,
            move.MoveHome: 0,
            move.MoveEnd: last,
            move.MovePageUp: min(number - 1, self.row_at(max(0, self.row_top(number + 1) - room))),
            move.MovePageDown: max(number + 1, self.row_at(self.row_top(number) + room) - 1),
        }.get(action, number)
        return self.rows.index(max(0, min(last, target)))

    # What is painted

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint the rows in sight, each with a line under it."""
        self.executeDelayedItemsLayout()
        offset, part = self.verticalOffset(), event.rect()
        count, width = self.rows.rowCount(), self.viewport().width()
        number = self.row_at(max(0, part.top() + offset))
        focused = self.currentIndex().row() if self.hasFocus() else -1
        theme, rows = theme_in_use(), self.rows.rows
        painter = QPainter(self.viewport())
        while number < count and (top := self.row_top(number) - offset) <= part.bottom():
            box = QRectF(0, top, width, self.row_top(number + 1) - offset - top)
            painter.save()
            if number == self._pointed and self.clickable:
                painter.fillRect(box, colour(theme.surfaces.hover))
            self._paint_row(painter, box, rows[number], theme)
            painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1), colour(theme.line))
            if number == focused:
                painter.setPen(colour(theme.focus))
                painter.setBrush(Qt.BrushStyle.NoBrush)  # that of a badge in the row would cover the row
                painter.drawRect(box.adjusted(1, 1, -2, -2))
            painter.restore()
            number += 1

    def viewportEvent(self, event: QEvent) -> bool:  # noqa: N802
        """Note over which row the pointer is; Qt itself then has that row painted anew."""
        if isinstance(event, QHoverEvent):
            left = event.type() == QEvent.Type.HoverLeave
            self._pointed = -1 if left else self.indexAt(event.position().toPoint()).row()
        return super().viewportEvent(event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Follow a new theme or text size."""
        if event.type() == QEvent.Type.StyleChange:
            self.scheduleDelayedItemsLayout()
        super().changeEvent(event)

    # What a user does

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
        if index.isValid() and self._is_pressed(self.rows.rows[index.row()]):
            self.opened.emit(index.row())
        event.accept()

    def _is_pressed(self, row: Any) -> bool:
        if isinstance(self.rows, LazyModel):  # made anew whenever it is asked for
            return bool(row == self._pressed_row)
        return row is self._pressed_row

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Enter opens the row that has the keyboard; letters are not a search."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex().row())
        elif event.text() and not event.modifiers() and event.key() != Qt.Key.Key_Tab:
            event.ignore()
        else:
            super().keyPressEvent(event)
            if event.key() in _MOVES:  # also where it has not moved, but was scrolled out of sight
                self.scrollTo(self.currentIndex())
            self._note_place(self.verticalScrollBar().value())

    # The end

    @property
    def follows(self) -> bool:
        """Whether the end is followed now."""
        return self._follows

    def follow_end(self) -> None:
        """Keep the last row in sight from now on, while the user has not scrolled away from it."""
        bar = self.verticalScrollBar()
        self._follows = self._can_follow = True
        bar.actionTriggered.connect(lambda _action: self._note_place(bar.sliderPosition()))
        bar.rangeChanged.connect(lambda _least, most: bar.setValue(most) if self._follows else None)

    _can_follow = False

    def to_end(self) -> None:
        """Go to the last row, and follow it where that is what this list does."""
        self.executeDelayedItemsLayout()
        bar = self.verticalScrollBar()
        bar.setValue(bar.maximum())
        self._note_place(bar.value())

    def show_row(self, place: int, *, take_focus: bool = True) -> None:
        """Bring a row into sight with the keyboard on it; the end is no longer followed where it is another row."""
        index = self.rows.index(place)
        self.setCurrentIndex(index)
        self.scrollTo(index, RowView.ScrollHint.PositionAtCenter)
        if take_focus:
            self.setFocus(Qt.FocusReason.TabFocusReason)
        self._note_place(self.verticalScrollBar().value())

    def read_from(self, place: int) -> None:
        """Show the list from this row on; the end is not followed."""
        if self._follows:
            self._follows = False
            self.followed.emit(False)
        if 0 <= place < self.rows.rowCount():
            self.scrollTo(self.rows.index(place), RowView.ScrollHint.PositionAtTop)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        """Scroll; away from the end, the list no longer follows it."""
        super().wheelEvent(event)
        self._note_place(self.verticalScrollBar().value())

    def _note_place(self, value: int) -> None:
        follows = self._can_follow and value >= self.verticalScrollBar().maximum() - ROW_HEIGHT
        if follows != self._follows:
            self._follows = follows
            self.followed.emit(follows)
