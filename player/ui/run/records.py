"""Putting a casualty, an arrest or a piece of evidence on record: one key, the details later."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from player.i18n import N_, _
from player.model.doctrine import RecordKind
from player.review.lines import LineKind
from player.ui.run.log import KIND_ICONS
from player.ui.sheets import Sheet
from player.ui.theme import SPACE, scaled
from player.ui.widgets import ActionButton, Label

RECORD_TITLES: Mapping[RecordKind, str] = {
    RecordKind.CASUALTY: N_("Casualty"),
    RecordKind.ARREST: N_("Arrest"),
    RecordKind.EVIDENCE: N_("Evidence"),
}
"""The kinds of record, in the order of their digits."""


class RecordSheet(Sheet):
    """Which kind of record? One digit.

    Attributes:
        kind: the kind chosen, or None. Read after `exec`.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(_("Record"), parent)
        self.kind: RecordKind | None = None
        self._kinds = tuple(RECORD_TITLES)
        self.column.addWidget(Label(_("Put on record"), "title"))
        self.column.addWidget(Label(_("The digit records it now; a note (N) can say more."), "body", "soft"))
        kinds = QVBoxLayout()
        kinds.setSpacing(2 * SPACE)
        for place, kind in enumerate(self._kinds, start=1):
            icon = KIND_ICONS[LineKind(kind.value)]
            button = ActionButton(_(RECORD_TITLES[kind]), icon, str(place), variant="accent", size="large")
            button.clicked.connect(lambda _checked=False, kind=kind: self._choose(kind))
            kinds.addWidget(button)
        self.column.addLayout(kinds)
        leave = ActionButton(_("Cancel"), "x", "Esc", variant="quiet")
        leave.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(leave)
        self.column.addLayout(foot)
        self.setMinimumWidth(scaled(420))
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """A digit records, Esc leaves; Enter and Space do nothing by themselves."""
        place = event.key() - Qt.Key.Key_1
        if event.isAutoRepeat() or event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            return
        if 0 <= place < len(self._kinds) and not event.modifiers() & _HELD:
            self._choose(self._kinds[place])
        else:
            super().keyPressEvent(event)

    def _choose(self, kind: RecordKind) -> None:
        self.kind = kind
        self.accept()


_HELD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
