"""Taking up again a session that was cut off, straight from the start page: one key, and Enter."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from player.i18n import _
from player.ui.home.rows import HomeRow
from player.ui.sheets import Sheet
from player.ui.theme import SPACE, scaled
from player.ui.widgets import ActionButton, Label

_ENTER_KEYS = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class ResumeSheet(Sheet):
    """Says which session is taken up and how it goes on; Enter does it, for it stands on hold at first."""

    def __init__(self, row: HomeRow, parent: QWidget) -> None:
        super().__init__(_("Resume this session?"), parent)
        text = _("It goes on where it stood, on hold: nothing happens before F9. The time between is shown.")
        go_on = ActionButton(_("Resume"), "play:solid", "Enter", variant="primary", size="large")
        go_on.clicked.connect(self.accept)
        leave = ActionButton(_("Go back"), "x", "Esc", size="large")
        leave.clicked.connect(self.reject)
        self.column.addWidget(Label(_("Resume this session?"), "caption", "soft"))
        self.column.addWidget(Label(row.title, "heading", wrap=True))
        self.column.addWidget(Label(" · ".join(filter(None, (row.detail, row.right))), "figure_s", "soft", wrap=True))
        self.column.addWidget(Label(text, "body", wrap=True))
        foot = QHBoxLayout()
        foot.setSpacing(2 * SPACE)
        foot.addWidget(go_on)
        foot.addStretch(1)
        foot.addWidget(leave)
        self.column.addSpacing(SPACE)
        self.column.addLayout(foot)
        self.setFixedWidth(scaled(520))
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Enter resumes, unless it is the one that is still held down."""
        if event.key() in _ENTER_KEYS:
            if not event.isAutoRepeat():
                self.accept()
            return
        super().keyPressEvent(event)
