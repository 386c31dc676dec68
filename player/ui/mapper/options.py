"""What is chosen for the whole sheet, in one line over it: which sheet, which row names the columns, StartEx."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from player.i18n import _
from player.scenario.msel.cells import line_of
from player.ui.actions import ActionTable
from player.ui.keys import stroke_text
from player.ui.mapper.menus import shortened
from player.ui.mapper.sheet_import import SheetImport
from player.ui.run.panel import action_button
from player.ui.theme import PAD, SPACE, scaled
from player.ui.widgets import ActionButton, KeyCap, Label
from player.ui.widgets.painted import Painted, paint_box

_HEADER_LETTERS = 28
_START_PX = 214


class StartField(QLineEdit):
    """StartEx as the planner types it.

    Signals:
        left: the keyboard goes elsewhere.
    """

    left = Signal()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Tell that it was left."""
        super().focusOutEvent(event)
        self.left.emit()


class OptionBar(Painted):
    """The line.

    Args:
        work: the sheet on its way.
        actions: what can be done.
    """

    def __init__(self, work: SheetImport, actions: ActionTable) -> None:
        super().__init__()
        self._work = work
        self.sheet = _choice(actions, "choose_sheet")
        self.header = _choice(actions, "choose_header")
        self.start = StartField()
        self.start.setAccessibleName(_("StartEx"))
        self.start.setFixedWidth(scaled(_START_PX))
        row = QHBoxLayout(self)
        row.setContentsMargins(PAD, SPACE, PAD, SPACE)
        row.setSpacing(2 * SPACE)
        for caption, part in ((_("Sheet"), self.sheet), (_("Header"), self.header), (_("StartEx"), self.start)):
            words = Label(caption, "caption", "soft")
            words.setMinimumWidth(words.sizeHint().width())
            row.addWidget(words)
            row.addWidget(part)
            row.addSpacing(PAD if part is not self.start else 0)
        row.addWidget(KeyCap(stroke_text(actions["begin_start"].strokes[0])))
        row.addStretch(1)
        self.undo = action_button(actions, "undo_choice")
        row.addWidget(self.undo)

    def refresh(self) -> None:
        """Show what is chosen."""
        choices, workbook = self._work.choices, self._work.workbook
        if choices is None or workbook is None:
            return
        name = choices.table.name or workbook.name
        self.sheet.show_as(shortened(name, _HEADER_LETTERS))
        self.sheet.setEnabled(len(workbook.tables) > 1)
        header = choices.mapping.header
        if header is None:
            words = _("none")
        else:
            row = next(row for row in choices.table.rows if row.number == header)
            cells = ", ".join(filter(None, map(line_of, row.cells)))
            words = _("row {row}: {cells}").format(row=header, cells=cells)
        self.header.show_as(shortened(words, _HEADER_LETTERS))
        if not self.start.hasFocus() or self.start.text() == choices.start:
            self.start.setText(choices.start)
        self.undo.setEnabled(self._work.can_undo)

    def refresh_start(self) -> None:
        """Say when StartEx is where nobody has said it."""
        outcome = self._work.outcome
        if outcome is None:
            return
        starts = outcome.result.starts
        known = outcome.result.starts_known
        why = _("the earliest time") if known else _("assumed")
        self.start.setPlaceholderText(f"{starts} · {why}" if starts else "")

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        """Paint the ground."""
        paint_box(QPainter(self), self.rect().toRectF(), self.theme.surfaces.panel, self.theme.line)


def below(widget: QWidget) -> QPoint:
    """Where a menu opens that belongs to a widget."""
    return widget.mapToGlobal(widget.rect().bottomLeft())


def _choice(actions: ActionTable, action_id: str) -> ActionButton:
    """A button that shows what is chosen, and opens its menu."""
    action = actions[action_id]
    button = ActionButton("–", "chevron-down", stroke_text(action.strokes[0]))
    button.setToolTip(action.text)
    button.clicked.connect(lambda: action.do() if action.enabled() else None)
    return button
