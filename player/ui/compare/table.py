"""A table with a row for each measure, or for each thing that was done, and a column for each drill."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QSizePolicy, QVBoxLayout, QWidget

from player.i18n import _
from player.review.comparing_wording import label, subject_name, when_text
from player.ui.compare.board import CompareBoard
from player.ui.compare.lines import BADGE_PX, badge_width, paint_badge, paint_sample
from player.ui.compare.rows import CELL_PX, TITLE_PX, Shown, TableRow, height_of, row_painter
from player.ui.scenario.picklist import PickList
from player.ui.theme import SPACE, colour, scaled, text_font
from player.ui.widgets.painted import LEFT, RIGHT, Painted, paint_text, text_width

_HEADER_PX = 42
_MOST_CELL_PX = 190


class CompareTable(QWidget):
    """The header over the list; both show the same columns.

    Args:
        board: what is compared.
        name: what it is, for a screen reader.
        beside_first: what is small beside a value is how far it is behind the first; else behind the base.

    Signals:
        picked: another row was chosen.
        wanted: the drill looked at is to be opened at the moment that is marked.
    """

    picked = Signal()
    wanted = Signal()

    def __init__(self, board: CompareBoard, name: str, *, beside_first: bool = False) -> None:
        super().__init__()
        self._board = board
        self.beside_first = beside_first
        self._first = 0
        self.header = _Header(self, board)
        self.list = _List(self, name)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.header)
        whole.addWidget(self.list, 1)
        self.list.picked.connect(lambda _place: self.picked.emit())
        self.list.pressed_at.connect(self._pressed)
        self.list.opened.connect(lambda _place: self.wanted.emit())
        board.placed.connect(self._follow)
        board.shown.connect(self._follow)

    @property
    def chosen(self) -> TableRow | None:
        """The row chosen, or None."""
        row: TableRow | None = self.list.chosen
        return row

    def show_rows(self, rows: Sequence[TableRow]) -> None:
        """Show these rows."""
        chosen = self.chosen
        key = chosen.key if chosen is not None else next((row.key for row in rows if row.cells), None)
        self.list.show_rows(rows, key)
        self.list.scheduleDelayedItemsLayout()
        self._follow()

    def columns(self) -> Shown:
        """Which columns stand where, in the room there is."""
        width = max(1, self.list.viewport().width())
        title = min(scaled(TITLE_PX) + max(0, width - scaled(900)) // 3, width // 2)
        count = max(1, self._board.count)
        fit = max(1, int((width - title) // scaled(CELL_PX)))
        cell = min((width - title) / min(count, fit), scaled(_MOST_CELL_PX))
        first = max(0, min(self._first, count - fit))
        return Shown(first, self._board.place, title, cell)

    def place_at(self, x: float) -> int | None:
        """Which drill has the column here, or None."""
        shown = self.columns()
        if x < shown.title_px:
            return None
        place = shown.first + int((x - shown.title_px) // shown.cell_px)
        return place if place < self._board.count else None

    def scroll_columns(self, step: int) -> None:
        """Show the columns so many further on."""
        self._first = max(0, min(self.columns().first + step, self._board.count - 1))
        self._repaint()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Keep the drill looked at in sight."""
        super().resizeEvent(event)
        self._follow()

    def _pressed(self, _place: int, where: QPointF) -> None:
        self.list.setFocus(Qt.FocusReason.MouseFocusReason)
        place = self.place_at(where.x())
        if place is not None:
            self._board.look_at(place)
        self.picked.emit()

    def _follow(self) -> None:
        """Bring the column of the drill looked at into sight."""
        shown = self.columns()
        fit = max(1, int((self.list.viewport().width() - shown.title_px + 1) // shown.cell_px))
        if self._board.place < shown.first:
            self._first = self._board.place
        elif self._board.place >= shown.first + fit:
            self._first = self._board.place - fit + 1
        self._repaint()

    def _repaint(self) -> None:
        self.list.viewport().update()
        self.header.update()


class _List(PickList):
    """The rows; the wheel with Shift moves the columns."""

    def __init__(self, table: CompareTable, name: str) -> None:
        super().__init__(name, row_painter(table.columns), height_px=height_of)
        self._table = table

    def moveCursor(  # noqa: N802
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """The row a key leads to, which is never a heading."""
        index, rows = super().moveCursor(action, modifiers), self.rows.rows
        if not index.isValid() or rows[index.row()].cells:
            return index
        place = index.row()
        ways = (range(place, len(rows)), range(place, -1, -1))
        back = self.currentIndex().isValid() and place < self.currentIndex().row()
        found = (at for way in (ways[::-1] if back else ways) for at in way if rows[at].cells)
        return self.rows.index(next(found, place))

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        """Scroll, or move the columns."""
        across = event.angleDelta().x()
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier or across:
            turn = across or event.angleDelta().y()
            self._table.scroll_columns(-1 if turn > 0 else 1)
            event.accept()
        else:
            super().wheelEvent(event)


class _Header(Painted):
    """The drills over their columns: label, line, when it was."""

    def __init__(self, table: CompareTable, board: CompareBoard) -> None:
        super().__init__()
        self._table, self._board = table, board
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Columns"))

    def sizeHint(self) -> QSize:  # noqa: N802
        """Two lines."""
        return QSize(scaled(TITLE_PX + CELL_PX), scaled(_HEADER_PX))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """The same height."""
        return QSize(0, scaled(_HEADER_PX))

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Look at the drill of this column."""
        place = self._table.place_at(event.position().x())
        if place is not None:
            self._board.look_at(place)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        """Paint it."""
        theme, painter, comparison = self.theme, QPainter(self), self._board.comparison
        painter.fillRect(self.rect(), colour(theme.surfaces.strip))
        painter.fillRect(QRectF(0, self.height() - 1, self.width(), 1), colour(theme.edge))
        if comparison is None:
            return
        shown, small = self._table.columns(), text_font("small")
        left = shown.title_px
        hidden = shown.first, 0
        for place in range(shown.first, self._board.count):
            if left + shown.cell_px > self._table.list.viewport().width() + 1:
                hidden = shown.first, self._board.count - place
                break
            box = QRectF(left, 0, shown.cell_px, self.height() - 1)
            if place == self._board.place:
                painter.fillRect(box, colour(theme.surfaces.selected))
            subject = comparison.subjects[place]
            size = scaled(BADGE_PX)
            badge = QRectF(left + 2 * SPACE, SPACE, badge_width(comparison, place), size)
            paint_badge(painter, badge, theme, comparison, place, looked_at=place == self._board.place)
            sample = QRectF(badge.right() + SPACE, SPACE, box.right() - badge.right() - 3 * SPACE, size)
            paint_sample(painter, sample, theme, comparison, place)
            words = when_text(subject) or subject_name(subject)
            lower = QRectF(left + 2 * SPACE, badge.bottom() + 1, box.width() - 3 * SPACE, box.bottom() - badge.bottom())
            paint_text(painter, small, theme.ink, lower, words)
            painter.fillRect(QRectF(box.right() - 1, 0, 1, box.height()), colour(theme.line))
            left += shown.cell_px
        self._paint_corner(painter, shown, hidden)

    def _paint_corner(self, painter: QPainter, shown: Shown, hidden: tuple[int, int]) -> None:
        """Say what the differences are to, and how many columns lie out of sight on either side."""
        theme, comparison = self.theme, self._board.comparison
        if comparison is None:
            return
        small = text_font("small")
        box = QRectF(3 * SPACE, 0, shown.title_px - 5 * SPACE, self.height() - 1)
        words = _("difference to: {name}").format(name=label(comparison, comparison.base))
        if self._table.beside_first:
            words = _("time, and how far behind the first")
        paint_text(painter, small, theme.ink_soft, box, words, LEFT)
        before, after = hidden
        if before or after:
            told = f"{f'‹ {before} ' if before else ''}{f' {after} ›' if after else ''}".strip()
            if text_width(small, words) + text_width(small, told) + 2 * SPACE < box.width():
                paint_text(painter, text_font("key"), theme.tones.accent.text, box, told, RIGHT)
        painter.fillRect(QRectF(shown.title_px - 1, 0, 1, self.height()), colour(theme.edge))
