"""The command palette: everything that can be done now, found by a few letters."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QLineEdit, QWidget

from player.i18n import _, ngettext
from player.ui.actions import Action, ActionTable, Mode
from player.ui.palette.entries import Entry, answering, entries_of
from player.ui.rows import RowView, part_of
from player.ui.sheets import Sheet
from player.ui.theme import MEDIUM_PX, PAD, RULE, SPACE, Theme, colour, scaled, text_font
from player.ui.widgets import Label, paint_icon_in, paint_key_cap, paint_text
from player.ui.widgets.chips import key_cap_size
from player.ui.widgets.painted import RIGHT, text_width

_WIDTH_PX, _HEIGHT_PX = 720, 520
_ROW_PX = 36
_MOVES = {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}


class PaletteSheet(Sheet):
    """A field and the actions that answer it.

    Attributes:
        chosen: the action to be done once the palette is gone, or None.
    """

    def __init__(self, table: ActionTable, mode: Mode, parent: QWidget) -> None:
        super().__init__(_("All commands"), parent)
        self.chosen: Action | None = None
        self._entries = entries_of(table, mode)
        self._field = QLineEdit()
        self._field.setAccessibleName(_("Find a command"))
        self._field.setPlaceholderText(_("A few letters, in either language, or a key"))
        self._field.setFont(text_font("title"))
        self._field.textChanged.connect(self._show)
        self._field.installEventFilter(self)
        self._rows = RowView(_("All commands"), self._paint, height_px=_ROW_PX)
        self._rows.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._rows.pressed_at.connect(lambda place, _where: self._choose(place))
        self._told = Label("", "small", "soft")
        self.column.setContentsMargins(PAD, PAD, PAD, PAD)
        self.column.addWidget(self._field)
        self.column.addWidget(self._rows, 1)
        self.column.addWidget(self._told)
        room = parent.window().size()
        self.setFixedSize(
            min(scaled(_WIDTH_PX), room.width() - 4 * PAD), min(scaled(_HEIGHT_PX), room.height() - 4 * PAD)
        )
        self._show("")
        self._field.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Let Up, Down and Enter in the field be those of the list."""
        if watched is self._field and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            key = Qt.Key(event.key())
            if key in _MOVES:
                self._move(key)
                return True
            if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                if not event.isAutoRepeat():
                    self._choose(self._rows.currentIndex().row())
                return True
        return super().eventFilter(watched, event)

    def _show(self, typed: str) -> None:
        found = answering(self._entries, typed)
        self._rows.rows.set_rows(found)
        if found:
            self._go(0)
            words = ngettext("{n} command", "{n} commands", len(found)).format(n=len(found))
            self._told.setText(_("{count} · ↑ ↓ choose, Enter does it, Esc leaves").format(count=words))
        else:
            self._told.setText(_("Nothing answers to that. Fewer letters find more; Esc leaves."))

    def _move(self, key: Qt.Key) -> None:
        page = max(1, self._rows.viewport().height() // scaled(_ROW_PX) - 1)
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -page, Qt.Key.Key_PageDown: page}
        count = self._rows.rows.rowCount()
        place = self._rows.currentIndex().row() + steps[key]
        if count:
            around = abs(steps[key]) == 1
            self._go(place % count if around else max(0, min(count - 1, place)))

    def _go(self, place: int) -> None:
        index = self._rows.rows.index(place)
        self._rows.setCurrentIndex(index)
        self._rows.scrollTo(index)
        self._rows.viewport().update()

    def _choose(self, place: int) -> None:
        rows = self._rows.rows.rows
        if not 0 <= place < len(rows):
            return
        entry: Entry = rows[place]
        if entry.action.enabled():
            self.chosen = entry.action
            self.accept()
        else:
            reason = entry.reason or _("not now")
            self._told.setText(_("{title}: {reason}.").format(title=entry.title, reason=reason))

    def _paint(self, painter: QPainter, box: QRectF, entry: Entry, theme: Theme) -> None:
        current = self._rows.currentIndex()
        if current.isValid() and self._rows.rows.rows[current.row()] is entry:
            painter.fillRect(box, colour(theme.surfaces.selected))
            painter.fillRect(QRectF(box.left(), box.top(), 2 * RULE, box.height()), colour(theme.tones.accent.fill))
        ink = theme.ink if entry.can else theme.ink_soft
        left, icon_px = box.left() + PAD, scaled(MEDIUM_PX) - 2
        if entry.action.icon:
            paint_icon_in(painter, box, left, entry.action.icon, ink, icon_px)
        left += icon_px + 2 * SPACE
        right = box.right() - 2 * SPACE
        for one in reversed(entry.keys.split("  ") if entry.keys else ()):
            size = key_cap_size(text_font("key"), one)
            right -= size.width()
            cap = QRectF(right, round(box.center().y() - size.height() / 2), size.width(), size.height())
            paint_key_cap(painter, cap, text_font("key"), ink, one)
            right -= SPACE
        aside = entry.group if entry.can else entry.reason or _("not now")
        small = text_font("small")
        wide = min(text_width(small, aside) + 2, (right - left) / 2)
        paint_text(painter, small, theme.ink_soft, part_of(box, right - wide - SPACE, wide), aside, RIGHT)
        room = part_of(box, left, right - wide - 3 * SPACE - left)
        font = text_font("strong" if entry.can else "body")
        paint_text(painter, font, ink, room, entry.title)
        self._underline(painter, room, entry, theme)

    def _underline(self, painter: QPainter, room: QRectF, entry: Entry, theme: Theme) -> None:
        """Mark the letters that answer what was typed."""
        font = text_font("strong" if entry.can else "body")
        under = round(room.center().y() + font.pixelSize() * 0.62)
        for place in entry.places:
            left = room.left() + text_width(font, entry.title[:place])
            wide = text_width(font, entry.title[: place + 1]) - (left - room.left())
            if left + wide > room.right():
                break
            painter.fillRect(QRectF(left, under, wide, RULE), colour(theme.tones.accent.fill))
