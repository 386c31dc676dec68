"""The key sheet (F1): every key of a mode, made from the table of actions."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QWidget

from player.i18n import N_, _
from player.ui.actions import ActionTable, Mode
from player.ui.keys import stroke_text
from player.ui.sheets import Sheet
from player.ui.theme import PAD, SPACE
from player.ui.widgets import KeyCap, Label

EXTRA_KEYS = (
    (Mode.RUN, N_("Exercise"), N_("Ctrl+Enter, then Enter"), N_("StartEx")),
    (Mode.RUN, N_("Exercise"), "Enter", N_("Confirm, or note on the last entry")),
    (Mode.RUN, N_("Exercise"), "Esc", N_("Leave")),
    (Mode.RUN, N_("Units"), "F + 0–6", N_("Stage of force of the selected action (hold F)")),
    (Mode.RUN, N_("Units"), "Q W E …", N_("Start the action with this letter")),
    (Mode.RUN, N_("Units"), "Shift + Q W E …", N_("Stop the action with this letter")),
    (Mode.RUN, N_("Units"), "Alt + Q W E …", N_("Record the order for this action")),
    (Mode.RUN, N_("Expected actions"), "Ctrl + 1–9", N_("Tick the expected action with this number")),
    (Mode.RUN, N_("Expected actions"), "Alt + 1–9", N_("Write a record it calls for")),
    (Mode.RUN, N_("What is seen"), "1–9", N_("Log the tag with this digit")),
    (Mode.EMERGENCY, N_("Real emergency"), "1–9", N_("Tick a contact")),
)
"""Keys of actions the menu does not list; families of keys as one line each instead of ten."""

_COLUMNS = 2


class KeySheet(Sheet):
    """All keys of a mode on one page."""

    def __init__(self, table: ActionTable, mode: Mode, parent: QWidget) -> None:
        super().__init__(_("Keys"), parent)
        groups: dict[str, list[tuple[str, str]]] = {}
        for action in table.of_mode(mode):
            if action.strokes and action.in_menu:
                keys = "  ".join(stroke_text(one) for one in action.strokes)
                groups.setdefault(_(action.group), []).append((keys, action.text))
        for where, group, keys, title in EXTRA_KEYS:
            if where is mode:
                groups.setdefault(_(group), []).append((_(keys), _(title)))
        self.column.setSpacing(PAD)
        self.column.addWidget(Label(_("Keys"), "heading"))
        self._inside = QWidget()
        columns = QHBoxLayout(self._inside)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(4 * PAD)
        for part in _split(groups):
            columns.addLayout(_column(part))
        self._area = QScrollArea()
        self._area.setAccessibleName(_("Keys"))
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(self._inside)
        self._inside.setAutoFillBackground(False)
        self._area.viewport().setAutoFillBackground(False)
        self.column.addWidget(self._area, 1)
        self.add_close()
        self._area.setFocus()  # the arrows scroll

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Be as high as the keys need, but no higher than the window."""
        wanted, bar = self._inside.sizeHint(), self._area.verticalScrollBar().sizeHint().width()
        self._area.setMinimumSize(wanted.width() + bar, 1)
        around = self.sizeHint().height() - self._area.sizeHint().height()
        parent = self.parentWidget()
        room = parent.window().height() if parent is not None else around + wanted.height()
        edges = self.column.contentsMargins()
        across = edges.left() + wanted.width() + bar + edges.right()
        self.setFixedSize(across, min(around + wanted.height(), room))
        super().showEvent(event)


def _split(groups: dict[str, list[tuple[str, str]]]) -> list[dict[str, list[tuple[str, str]]]]:
    """The groups in two columns of about the same height."""
    parts: list[dict[str, list[tuple[str, str]]]] = [{} for _column_number in range(_COLUMNS)]
    heights = [0] * _COLUMNS
    for name, lines in groups.items():
        lowest = heights.index(min(heights))
        parts[lowest][name] = lines
        heights[lowest] += len(lines) + 2
    return parts


def _column(groups: dict[str, list[tuple[str, str]]]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(PAD)
    grid.setVerticalSpacing(SPACE)
    row = 0
    for name, lines in groups.items():
        grid.addWidget(Label(name, "caption", "soft"), row, 0, 1, 2)
        for keys, title in lines:
            row += 1
            grid.addWidget(KeyCap(keys), row, 0)
            words = Label(title)
            words.setMinimumWidth(words.sizeHint().width())
            grid.addWidget(words, row, 1)
        row += 1
        grid.setRowMinimumHeight(row, PAD)
        row += 1
    grid.setRowStretch(row, 1)
    grid.setColumnStretch(1, 1)
    return grid
