"""What stands above the columns of a sheet and beside its rows, painted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QMouseEvent, QPainter
from PySide6.QtWidgets import QHeaderView

from player.i18n import _
from player.scenario.msel import Column, Field
from player.ui.mapper.cells import CellModel
from player.ui.mapper.words import FIELD_TITLES, sureness
from player.ui.rows import part_of
from player.ui.theme import RULE, SMALL_PX, SPACE, Theme, colour, scaled, text_font, theme_in_use
from player.ui.widgets import paint_box, paint_icon_in, paint_text
from player.ui.widgets.painted import RIGHT, text_width

if TYPE_CHECKING:
    from player.ui.mapper.grid import SheetGrid

HEADER_PX = 86
"""Height of what stands above a column."""

_NAME_PX, _FIELD_PX = 24, 30
_NUMBERS_PX = 60


class ColumnHeader(QHeaderView):
    """Above each column its letter and name, the field it is read as, and how sure that is."""

    def __init__(self, grid: SheetGrid, cells: CellModel) -> None:
        super().__init__(Qt.Orientation.Horizontal, grid)
        self._grid, self._cells = grid, cells
        self._under = -1
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(_("What the columns mean"))

    def sizeHint(self) -> QSize:  # noqa: N802
        """High enough for three lines."""
        return QSize(super().sizeHint().width(), scaled(HEADER_PX))

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N802, N803
        """Paint what stands above a column."""
        column = self._cells.column(logicalIndex)
        if column is None:
            return
        theme = theme_in_use()
        box = QRectF(rect)
        current = logicalIndex == self._grid.currentIndex().column()
        painter.save()
        painter.fillRect(box, colour(theme.surfaces.selected if current else theme.surfaces.strip))
        painter.fillRect(QRectF(box.right() - 1, box.top(), 1, box.height()), colour(theme.line))
        painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1), colour(theme.edge))
        inner = box.adjusted(2 * SPACE, SPACE, -2 * SPACE - 1, -SPACE)
        name_px, field_px = scaled(_NAME_PX), scaled(_FIELD_PX)
        _paint_name(painter, QRectF(inner.left(), inner.top(), inner.width(), name_px), column, theme)
        field = QRectF(inner.left() - SPACE, inner.top() + name_px, inner.width() + 2 * SPACE, field_px)
        _paint_field(painter, field, column, theme, current=current, under=logicalIndex == self._under)
        sure = QRectF(inner.left(), field.bottom(), inner.width(), inner.bottom() - field.bottom())
        _paint_sureness(painter, sure, column, theme)
        painter.restore()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Show what can be pressed."""
        self._hover(self.logicalIndexAt(event.position().toPoint()))
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802
        """Show it no longer."""
        self._hover(-1)
        super().leaveEvent(event)

    def _hover(self, section: int) -> None:
        if section != self._under:
            self._under = section
            self.viewport().update()


def _paint_name(painter: QPainter, box: QRectF, column: Column, theme: Theme) -> None:
    figures = text_font("figure_s")
    width = text_width(figures, column.letter) + 2 * SPACE
    paint_text(painter, figures, theme.ink_soft, part_of(box, box.left(), width), column.letter)
    rest = part_of(box, box.left() + width, box.width() - width)
    if column.name:
        paint_text(painter, text_font("strong"), theme.ink, rest, column.name)
    else:
        paint_text(painter, text_font("small"), theme.ink_soft, rest, _("no name"))


def _paint_field(painter: QPainter, box: QRectF, column: Column, theme: Theme, *, current: bool, under: bool) -> None:
    out = column.field is Field.IGNORE
    edge = theme.focus if current else theme.ink if under else theme.edge
    fill = theme.surfaces.sunken if out else theme.surfaces.panel
    paint_box(painter, box, fill, edge, line_px=RULE if current else 1, dashed=out)
    inside = box.adjusted(2 * SPACE, 0, -2 * SPACE, 0)
    size = scaled(SMALL_PX)
    paint_icon_in(painter, inside, inside.right() - size, "chevron-down", theme.ink, size)
    plain = column.field in {Field.KEEP, Field.IGNORE}
    font = text_font("body" if plain else "strong")
    room = inside.adjusted(0, 0, -size - SPACE, 0)
    paint_text(painter, font, theme.ink_soft if plain else theme.ink, room, _(FIELD_TITLES[column.field]))


def _paint_sureness(painter: QPainter, box: QRectF, column: Column, theme: Theme) -> None:
    look = sureness(column)
    ink = theme.tone(look.tone).text
    size = scaled(SMALL_PX - 2)
    paint_icon_in(painter, box, box.left(), look.icon, ink, size)
    rest = part_of(box, box.left() + size + 1.5 * SPACE, box.width() - size - 1.5 * SPACE)
    paint_text(painter, text_font("small"), ink, rest, _(look.word))


class RowNumbers(QHeaderView):
    """Beside each row its number, and a sign where it is no plain inject."""

    def __init__(self, grid: SheetGrid, cells: CellModel) -> None:
        super().__init__(Qt.Orientation.Vertical, grid)
        self._grid, self._cells = grid, cells
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setAccessibleName(_("Rows"))

    def sizeHint(self) -> QSize:  # noqa: N802
        """Wide enough for a number and its sign."""
        longest = str(self._cells.number_of(self._cells.rowCount() - 1))
        width = text_width(text_font("figure_s"), longest) + scaled(SMALL_PX) + 5 * SPACE
        return QSize(max(scaled(_NUMBERS_PX), round(width)), super().sizeHint().height())

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N802, N803
        """Paint the number of a row."""
        theme = theme_in_use()
        box = QRectF(rect)
        look = self._cells.look_of(logicalIndex)
        current = logicalIndex == self._grid.currentIndex().row()
        painter.save()
        painter.fillRect(box, colour(theme.surfaces.selected if current else theme.surfaces.strip))
        painter.fillRect(QRectF(box.right() - 1, box.top(), 1, box.height()), colour(theme.edge))
        painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1), colour(theme.line))
        if look.sign is not None:
            ink = theme.tone(look.sign.tone).text
            paint_icon_in(painter, box, box.left() + 1.5 * SPACE, look.sign.icon, ink, scaled(SMALL_PX))
        room = box.adjusted(0, 0, -2 * SPACE, 0)
        ink = theme.ink if current else theme.ink_soft
        paint_text(painter, text_font("figure_s"), ink, room, str(self._cells.number_of(logicalIndex)), RIGHT)
        painter.restore()


def header_width(column: Column) -> float:
    """Room that what stands above a column would like, in px."""
    name = text_width(text_font("figure_s"), column.letter) + text_width(text_font("strong"), column.name)
    field = text_width(text_font("strong"), _(FIELD_TITLES[column.field])) + scaled(SMALL_PX) + 4 * SPACE
    sure = text_width(text_font("small"), _(sureness(column).word)) + scaled(SMALL_PX) + SPACE
    return max(name + 2 * SPACE, field, sure) + 5 * SPACE
