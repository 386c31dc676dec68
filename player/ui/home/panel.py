"""A list of the start page in its panel: its chosen row, its menu, and what stands there when it is empty."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from player.ui.home.rows import (
    HEADING_PX,
    MORE_PX,
    HomeRow,
    finding,
    height_of,
    paint_heading,
    row_painter,
    under_headings,
)
from player.ui.scenario.picklist import OWN_KEYS, PickList
from player.ui.theme import PAD, SPACE, colour, scaled, theme_in_use
from player.ui.widgets import EmptyHint, Label, Panel

_SIDEWAYS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class HomeList(PickList):
    """Scripts or sessions, one of which is chosen.

    Args:
        name: what the list is, for a screen reader.
        is_active: whether the keys and buttons of the page are about its chosen row.

    Signals:
        entered: it has got the keyboard.
        sideways: left (-1) or right (1) was pressed.
        wanted: a row was pressed to be opened.
        asked: the menu of the chosen row was asked for (where on the screen).
    """

    entered = Signal()
    sideways = Signal(int)
    wanted = Signal()
    asked = Signal(QPoint)

    def __init__(self, name: str, is_active: Callable[[], bool]) -> None:
        super().__init__(name, row_painter(is_active), height_px=height_of)
        self.own_keys = OWN_KEYS
        self.pressed_at.connect(self._press)
        self.opened.connect(lambda _place: self.wanted.emit())

    def menu_spot(self) -> QPoint:
        """Where on the screen the menu of the chosen row opens."""
        box = self.visualRect(self.rows.index(max(0, self.place)))
        return self.viewport().mapToGlobal(QPoint(box.right() - scaled(MORE_PX) // 2, box.bottom() - scaled(MORE_PX)))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint the rows; the ring of the keyboard stands around a row without the heading over it."""
        super().paintEvent(event)
        row = self.chosen
        if row is not None and row.heads and self.hasFocus() and self.currentIndex().row() == self.place:
            box = QRectF(self.visualRect(self.currentIndex()))
            heading = QRectF(box.left(), box.top(), box.width(), scaled(HEADING_PX))
            painter, theme = QPainter(self.viewport()), theme_in_use()
            paint_heading(painter, heading, row, theme)
            painter.setPen(colour(theme.focus))
            painter.drawRect(box.adjusted(1, heading.height() + 1, -2, -2))

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Say that it has the keyboard."""
        super().focusInEvent(event)
        self.entered.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Left and right lead to the other list."""
        side = _SIDEWAYS.get(Qt.Key(event.key()))
        if side is not None and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.sideways.emit(side)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802
        """Choose the row that is pointed at, and ask for its menu."""
        if event.reason() is QContextMenuEvent.Reason.Mouse:
            index = self.indexAt(event.pos())
            if not index.isValid() or self._is_heading(index.row(), event.pos().y()):
                return
            self._choose(index.row())
            self.asked.emit(event.globalPos())
        elif self.chosen is not None:
            self.asked.emit(self.menu_spot())

    def _press(self, place: int, where: QPointF) -> None:
        box = self.visualRect(self.rows.index(place))
        if self._is_heading(place, box.top() + where.y()):
            return
        self._choose(place)
        if where.x() >= box.width() - scaled(MORE_PX):
            self.asked.emit(self.menu_spot())
        else:
            self.wanted.emit()

    def _choose(self, place: int) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self.pick(place)

    def _is_heading(self, place: int, y: float) -> bool:
        row: HomeRow = self.rows.rows[place]
        return bool(row.heads) and y < self.visualRect(self.rows.index(place)).top() + scaled(HEADING_PX)


class HomePanel(Panel):
    """A list with its strip, and at its foot where what it shows lies.

    Args:
        title: of the panel, and name of its list.
        hint: icon, title and text where there is nothing.
        nothing_found: the same where the find field leaves nothing.
        is_active: whether the keys and buttons of the page are about it.
    """

    def __init__(
        self,
        title: str,
        hint: tuple[str, str, str],
        nothing_found: tuple[str, str, str],
        is_active: Callable[[], bool],
    ) -> None:
        super().__init__(title, pad_px=0)
        self._rows: list[HomeRow] = []
        self.list = HomeList(title, is_active)
        self._hint, self._nothing = EmptyHint(*hint), EmptyHint(*nothing_found)
        self.foot = QHBoxLayout()
        self.foot.setContentsMargins(PAD, 0, 2 * SPACE, SPACE)
        self._place = Label("", "small", "soft")
        self.foot.addWidget(self._place, 1)
        for widget in (self.list, self._hint, self._nothing):
            self.body.addWidget(widget, 1)
        self.body.setSpacing(SPACE)
        self.body.addLayout(self.foot)
        self._show(())

    @property
    def chosen(self) -> HomeRow | None:
        """The row chosen, or None."""
        chosen: HomeRow | None = self.list.chosen
        return chosen

    @property
    def shown(self) -> Sequence[HomeRow]:
        """The rows in sight or scrolled away."""
        rows: Sequence[HomeRow] = self.list.rows.rows
        return rows

    def add_to_foot(self, widget: QWidget) -> None:
        """Put a small widget at the right end of the foot."""
        self.foot.addWidget(widget)

    def say_place(self, text: str, *, is_amiss: bool = False) -> None:
        """Say at the foot where what is shown lies, or why nothing is."""
        self._place.setText(text)
        self._place.set_tone("alarm" if is_amiss else "soft")

    @property
    def place_said(self) -> str:
        """What stands at the foot."""
        return self._place.text()

    def show_rows(self, rows: Sequence[HomeRow], words: str, key: str | None) -> None:
        """Show those of these rows in which these words occur, with the one of this key chosen."""
        self._rows = list(rows)
        self._show(under_headings(finding(self._rows, words)), key)

    def _show(self, rows: Sequence[HomeRow], key: str | None = None) -> None:
        had_focus = self.list.hasFocus()
        self.list.show_rows(rows, key)
        self.list.scheduleDelayedItemsLayout()  # a row may have got a heading, or lost it
        if self.list.place >= 0 and self.list.currentIndex().row() != self.list.place:
            self.list.setCurrentIndex(self.list.rows.index(self.list.place))  # what is chosen has moved
        self.list.setVisible(bool(rows))
        self._hint.setVisible(not self._rows)
        self._nothing.setVisible(bool(self._rows) and not rows)
        if had_focus and rows and not self.list.hasFocus():
            self.list.setFocus()
