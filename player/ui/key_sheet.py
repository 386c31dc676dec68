"""The key sheet (F1): every key of every mode, made from the table of actions, to search and to print."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLineEdit, QScrollArea, QTabBar, QWidget

from player.i18n import _
from player.model.paper import Heading, KeyList, Paper
from player.ui.actions import ActionTable, Mode
from player.ui.key_lists import EXTRA_KEYS, MODE_TITLES, KeyLine, found_in, key_groups
from player.ui.keys import stroke
from player.ui.sheets import Sheet
from player.ui.theme import GAP, PAD, SPACE, scaled
from player.ui.widgets import ActionButton, KeyCap, Label

__all__ = ["EXTRA_KEYS", "KeySheet", "paper_of_keys"]

_PRINTS = stroke(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
_MOST_COLUMNS = 2
_BETWEEN = 4 * PAD
_BESIDE_PX = 6 * GAP
_SCROLLS = {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}
_TURNS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class KeySheet(Sheet):
    """The keys of a mode on one page, the other modes behind their tabs. What is typed is searched for in all of them.

    Attributes:
        prints: the sheet was left to print the keys.
    """

    def __init__(self, table: ActionTable, mode: Mode, parent: QWidget) -> None:
        super().__init__(_("Keys"), parent)
        self.prints = False
        self._table = table
        self._modes = list(MODE_TITLES)
        self._find = QLineEdit()
        self._find.setAccessibleName(_("Find a key"))
        self._find.setPlaceholderText(_("Find a key, in all modes"))
        self._find.setFixedWidth(scaled(280))
        self._find.textChanged.connect(self._fill)
        self._find.installEventFilter(self)
        self._tabs = QTabBar()
        self._tabs.setAccessibleName(_("Modes"))
        self._tabs.setDrawBase(False)
        self._tabs.setExpanding(False)
        for one in self._modes:
            self._tabs.addTab(_(MODE_TITLES[one]))
        self._tabs.setCurrentIndex(self._modes.index(mode))
        self._tabs.currentChanged.connect(self._turn)
        self._area = QScrollArea()
        self._area.setAccessibleName(_("Keys"))
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.viewport().setAutoFillBackground(False)
        head = QHBoxLayout()
        head.addWidget(Label(_("Keys"), "heading"), 1)
        head.addWidget(self._find)
        self.column.setSpacing(2 * SPACE)
        self.column.addLayout(head)
        self.column.addWidget(self._tabs)
        self.column.addWidget(self._area, 1)
        self.column.addLayout(self._make_foot())
        self._fill()
        self._find.setFocus()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Be as large as the keys of this mode need, but no larger than the window."""
        room = self._room
        bar = self._area.verticalScrollBar().sizeHint().width()
        edges = self.column.contentsMargins()
        around = self.sizeHint().height() - self._area.sizeHint().height()
        wanted = self._inside.sizeHint()
        width = edges.left() + max(wanted.width() + bar, self._tabs.sizeHint().width()) + edges.right()
        height = around + wanted.height() + SPACE
        self.setFixedSize(min(width, room[0]), min(max(height, scaled(420)), room[1]))
        super().showEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Ctrl+P prints; Enter answers nothing."""
        if event.key() == Qt.Key.Key_P and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self._print()
        elif event.key() not in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """From the field, Up and Down scroll; Left and Right turn to another mode while nothing is typed."""
        if watched is self._find and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            key = Qt.Key(event.key())
            if key in _SCROLLS:
                bar = self._area.verticalScrollBar()
                step = bar.pageStep() if key in {Qt.Key.Key_PageUp, Qt.Key.Key_PageDown} else scaled(40)
                bar.setValue(bar.value() + (step if key in {Qt.Key.Key_Down, Qt.Key.Key_PageDown} else -step))
                return True
            if key in _TURNS and not self._find.text():
                self._tabs.setCurrentIndex((self._tabs.currentIndex() + _TURNS[key]) % self._tabs.count())
                return True
        return super().eventFilter(watched, event)

    @property
    def _room(self) -> tuple[int, int]:
        """The width and height it may have, so that its frame and its foot are on the screen, too."""
        parent = self.parentWidget()
        size = parent.window().size() if parent is not None else self.size()
        return size.width() - 2 * GAP, size.height() - 2 * _BESIDE_PX

    def _make_foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        print_ = ActionButton(_("Print …"), "printer", _PRINTS.text)
        print_.clicked.connect(self._print)
        close = ActionButton(_("Close"), "x", "Esc")
        close.clicked.connect(self.accept)
        foot.addWidget(print_)
        foot.addWidget(Label(_("← → another mode · ↑ ↓ scroll · letters search"), "small", "soft"))
        foot.addStretch(1)
        foot.addWidget(close)
        return foot

    def _turn(self, _place: int) -> None:
        if self._find.text():
            self._find.clear()
        else:
            self._fill()

    def _print(self) -> None:
        self.prints = True
        self.accept()

    def _fill(self, _text: str = "") -> None:
        typed = self._find.text().strip()
        self._inside = inside = QWidget()
        columns = QHBoxLayout(inside)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(_BETWEEN)
        groups = self._search(typed) if typed else key_groups(self._table, self._modes[self._tabs.currentIndex()])
        if not groups:
            columns.addWidget(Label(_("No key answers to that."), "body", "soft"), 0, Qt.AlignmentFlag.AlignTop)
        for part in self._columns(groups):
            columns.addWidget(part)
        columns.addStretch(1)
        inside.setAutoFillBackground(False)
        self._area.setWidget(inside)
        inside.setAutoFillBackground(False)

    def _search(self, typed: str) -> dict[str, list[KeyLine]]:
        found: dict[str, list[KeyLine]] = {}
        for mode in self._modes:
            for name, lines in found_in(key_groups(self._table, mode), typed).items():
                where = _(MODE_TITLES[mode])
                found[name if name == where else f"{where} · {name}"] = lines
        return found

    def _columns(self, groups: dict[str, list[KeyLine]]) -> list[QWidget]:
        """The groups in columns of about the same height, as many as fit side by side."""
        edges = self.column.contentsMargins()
        room = self._room[0] - edges.left() - edges.right() - self._area.verticalScrollBar().sizeHint().width()
        columns = [_column(part) for part in _split(groups, _MOST_COLUMNS)]
        width = sum(one.sizeHint().width() for one in columns) + _BETWEEN * (len(columns) - 1)
        return columns if width <= room else [_column(groups)]


def paper_of_keys(table: ActionTable) -> Paper:
    """Every key of every mode as a document to print."""
    blocks: list[Heading | KeyList] = []
    for mode, title in MODE_TITLES.items():
        groups = key_groups(table, mode)
        if groups:
            blocks.append(Heading(_(title)))
        for name, lines in groups.items():
            blocks += [Heading(name, 2), KeyList(tuple(("  ".join(line.keys), line.title) for line in lines))]
    return Paper(_("Keys"), "Gladi", tuple(blocks), _("Keys"))


def _split(groups: dict[str, list[KeyLine]], count: int) -> list[dict[str, list[KeyLine]]]:
    parts: list[dict[str, list[KeyLine]]] = [{} for _column_number in range(count)]
    heights = [0] * count
    for name, lines in groups.items():
        lowest = heights.index(min(heights))
        parts[lowest][name] = lines
        heights[lowest] += len(lines) + 2
    return [part for part in parts if part]


def _column(groups: dict[str, list[KeyLine]]) -> QWidget:
    column = QWidget()
    grid = QGridLayout(column)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(PAD)
    grid.setVerticalSpacing(SPACE)
    row = 0
    for name, lines in groups.items():
        grid.addWidget(Label(name, "caption", "soft"), row, 0, 1, 2)
        for line in lines:
            row += 1
            grid.addWidget(_caps(line.keys), row, 0)
            words = Label(line.title)
            words.setMinimumWidth(words.sizeHint().width())
            grid.addWidget(words, row, 1)
        row += 1
        grid.setRowMinimumHeight(row, PAD)
        row += 1
    grid.setRowStretch(row, 1)
    grid.setColumnStretch(1, 1)
    return column


def _caps(keys: tuple[str, ...]) -> QWidget:
    caps = QWidget()
    row = QHBoxLayout(caps)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(GAP)
    for key in keys:
        row.addWidget(KeyCap(key))
    row.addStretch(1)
    return caps
