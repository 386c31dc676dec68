"""The help in the window: pages to read, offline, with links between them, searched as a whole."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, QUrl
from PySide6.QtGui import QKeyEvent, QPainter, QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QTextBrowser, QTextEdit, QVBoxLayout, QWidget

from player.i18n import _, ngettext
from player.ui.actions import ActionTable, Mode
from player.ui.help.pages import PAGE_ICONS, PAGES, HelpPage, page_for, read_page
from player.ui.help.render import dress
from player.ui.rows import RowView, part_of
from player.ui.sheets import Sheet
from player.ui.theme import MEDIUM_PX, PAD, RULE, SPACE, Theme, colour, scaled, text_font, theme_in_use
from player.ui.widgets import ActionButton, Label, paint_icon_in
from player.ui.widgets.painted import RIGHT, paint_lines, paint_text, text_width

_LIST_PX, _WIDTH_PX, _HEIGHT_PX = 250, 1120, 760
_ROW_PX = 44
_TURNS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class _PageRow:
    """A page in the list, with how often what is searched for stands in it."""

    def __init__(self, page: HelpPage, hits: int, *, shown: bool) -> None:
        self.page, self.hits, self.shown = page, hits, shown

    @property
    def spoken(self) -> str:
        return f"{self.page.title} ×{self.hits}" if self.hits else self.page.title

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _PageRow) and (self.page, self.hits, self.shown) == (
            other.page,
            other.hits,
            other.shown,
        )

    __hash__ = None  # type: ignore[assignment]


class HelpSheet(Sheet):
    """The pages on the left, the one being read on the right.

    Up, Down and the pages scroll, Left and Right turn to another page, letters search, Enter goes to the next hit.
    """

    def __init__(self, table: ActionTable, mode: Mode, parent: QWidget) -> None:
        super().__init__(_("Help"), parent)
        self.pages = [read_page(name, table) for name in PAGES]
        self._shown = PAGES.index(page_for(mode))
        self._back: list[int] = []
        self._find = QLineEdit()
        self._find.setAccessibleName(_("Search the help"))
        self._find.setPlaceholderText(_("Search the help"))
        self._find.textChanged.connect(self._search)
        self._rows = RowView(_("Pages"), self._paint, height_px=_ROW_PX)
        self._rows.pressed_at.connect(lambda place, _where: self.turn_to(place))
        self._rows.opened.connect(self.turn_to)
        self._told = Label("", "small", "soft", wrap=True)
        self.reader = QTextBrowser()
        self.reader.setAccessibleName(_("Page"))
        self.reader.setObjectName("page")
        self.reader.setOpenLinks(False)
        self.reader.setFrameShape(QFrame.Shape.NoFrame)
        self.reader.anchorClicked.connect(self._follow)
        for watched in (self._find, self.reader):
            watched.installEventFilter(self)
        self._lay_out()
        self._show_page()
        self.reader.setFocus()

    @property
    def shown(self) -> HelpPage:
        """The page being read."""
        return self.pages[self._shown]

    def turn_to(self, place: int) -> None:
        """Read another page."""
        if 0 <= place < len(self.pages) and place != self._shown:
            self._back.append(self._shown)
            self._shown = place
            self._show_page()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Turn pages, search and scroll from wherever the keyboard is."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if watched is self._find:
                return self._pressed_in_find(event)
            if watched is self.reader:
                return self._pressed_in_page(event)
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Ctrl+F searches; Enter answers nothing."""
        if event.key() == Qt.Key.Key_F and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self._find.setFocus()
            self._find.selectAll()
        elif event.key() not in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            super().keyPressEvent(event)

    def _pressed_in_find(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._next_hit(back=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        elif key == Qt.Key.Key_Escape and self._find.text():
            self._find.clear()
            self.reader.setFocus()
        elif key in {Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp}:
            bar = self.reader.verticalScrollBar()
            step = bar.pageStep() if key in {Qt.Key.Key_PageDown, Qt.Key.Key_PageUp} else scaled(40)
            bar.setValue(bar.value() + (step if key in {Qt.Key.Key_Down, Qt.Key.Key_PageDown} else -step))
        else:
            return False
        return True

    def _pressed_in_page(self, event: QKeyEvent) -> bool:
        key, plain = Qt.Key(event.key()), not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key in _TURNS and plain:
            self.turn_to(self._shown + _TURNS[key])
        elif key == Qt.Key.Key_Backspace:
            self._go_back()
        elif plain and event.text().isalnum():
            self._find.setFocus()
            self._find.setText(event.text())
        else:
            return False
        return True

    def _go_back(self) -> None:
        if self._back:
            self._shown = self._back.pop()
            self._show_page()

    def _follow(self, link: QUrl) -> None:
        """Go to another page; whatever else a page might name is not followed."""
        name = link.path().rpartition("/")[2].removesuffix(".md")
        if name in PAGES:
            self.turn_to(PAGES.index(name))

    def _show_page(self) -> None:
        dress(self.reader.document(), self.shown.text)
        self.reader.moveCursor(QTextCursor.MoveOperation.Start)
        self.reader.verticalScrollBar().setValue(0)
        self._list_pages()
        self._mark_hits()

    def _search(self, _text: str) -> None:
        hits = self._hits()
        if hits and not hits[self._shown] and any(hits):
            self.turn_to(next(place for place, count in enumerate(hits) if count))
        self._list_pages()
        self._mark_hits()
        if self._typed:
            self.reader.moveCursor(QTextCursor.MoveOperation.Start)
            self.reader.find(self._typed)

    @property
    def _typed(self) -> str:
        return self._find.text().strip()

    def _hits(self) -> list[int]:
        typed = self._typed.casefold()
        return [page.plain.casefold().count(typed) if typed else 0 for page in self.pages]

    def _next_hit(self, *, back: bool) -> None:
        """Go to the next place that answers, on whichever page it stands."""
        hits = self._hits()
        if not any(hits):
            return
        if self._find_on(back=back):
            return
        place, step = self._shown, -1 if back else 1
        for _turn in self.pages:
            place = (place + step) % len(self.pages)
            if hits[place]:
                break
        self.turn_to(place)
        self.reader.moveCursor(QTextCursor.MoveOperation.End if back else QTextCursor.MoveOperation.Start)
        self._find_on(back=back)

    def _find_on(self, *, back: bool) -> bool:
        """Go to the next hit of the page; gives whether there was one."""
        flags = QTextDocument.FindFlag.FindBackward if back else QTextDocument.FindFlag(0)
        return self.reader.find(self._typed, flags)

    def _mark_hits(self) -> None:
        marks: list[QTextEdit.ExtraSelection] = []
        if self._typed:
            tone = theme_in_use().tones.warn
            look = QTextCharFormat()
            look.setBackground(colour(tone.fill))
            look.setForeground(colour(tone.on_fill))
            cursor = self.reader.document().find(self._typed)
            while not cursor.isNull():
                mark = QTextEdit.ExtraSelection()
                mark.cursor, mark.format = cursor, look
                marks.append(mark)
                cursor = self.reader.document().find(self._typed, cursor)
        self.reader.setExtraSelections(marks)

    def _list_pages(self) -> None:
        hits = self._hits()
        rows = [_PageRow(page, hits[place], shown=place == self._shown) for place, page in enumerate(self.pages)]
        self._rows.rows.set_rows(rows)
        self._rows.setCurrentIndex(self._rows.rows.index(self._shown))
        if not self._typed:
            self._told.setText(_("↑ ↓ scroll · ← → another page · letters search"))
        elif any(hits):
            found = ngettext("{n} place", "{n} places", sum(hits)).format(n=sum(hits))
            self._told.setText(_("{found} · Enter goes to the next").format(found=found))
        else:
            self._told.setText(_("Nothing answers to that."))

    def _paint(self, painter: QPainter, box: QRectF, row: _PageRow, theme: Theme) -> None:
        if row.shown:
            painter.fillRect(box, colour(theme.surfaces.selected))
            painter.fillRect(QRectF(box.left(), box.top(), 2 * RULE, box.height()), colour(theme.tones.accent.fill))
        left, size = box.left() + PAD, scaled(MEDIUM_PX)
        paint_icon_in(painter, box, left, PAGE_ICONS[row.page.name], theme.ink, size)
        left, right = left + size + 2 * SPACE, box.right() - 2 * SPACE
        if row.hits:
            count = f"×{row.hits}"
            wide = text_width(text_font("figure_s"), count) + 2
            paint_text(painter, text_font("figure_s"), theme.ink, part_of(box, right - wide, wide), count, RIGHT)
            right -= wide + SPACE
        paint_lines(painter, text_font("strong"), theme.ink, part_of(box, left, right - left), row.page.title)

    def _lay_out(self) -> None:
        side = QWidget()
        side.setFixedWidth(scaled(_LIST_PX))
        left = QVBoxLayout(side)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(2 * SPACE)
        left.addWidget(Label(_("Help"), "heading"))
        left.addWidget(self._find)
        left.addWidget(self._rows, 1)
        left.addWidget(self._told)
        close = ActionButton(_("Close"), "x", "Esc")
        close.clicked.connect(self.accept)
        left.addWidget(close)
        both = QHBoxLayout()
        both.setSpacing(PAD)
        both.addWidget(side)
        both.addWidget(self.reader, 1)
        self.column.setContentsMargins(PAD, PAD, PAD, PAD)
        self.column.addLayout(both, 1)
        parent = self.parentWidget()
        room = parent.window().size() if parent is not None else self.size()
        self.setFixedSize(
            min(scaled(_WIDTH_PX), room.width() - 2 * PAD), min(scaled(_HEIGHT_PX), room.height() - 4 * PAD)
        )
