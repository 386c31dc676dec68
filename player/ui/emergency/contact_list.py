"""The checklist of contacts: one column, or two where one would be too low to read."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from player.i18n import _
from player.ui.emergency.contact_row import LEAST_PX, MOST_PX, ContactRow
from player.ui.theme import SPACE, scaled

_GAP_PX = 2 * SPACE
_USUAL_PX = 300
"""Height of the list in a window of usual size; in a larger one rows may grow with it."""


class ContactList(QScrollArea):
    """The rows, as high as there is room; where there is none for all, they scroll."""

    def __init__(self, rows: Sequence[ContactRow]) -> None:
        super().__init__()
        self._rows = rows
        self._inside = QWidget()
        for row in rows:
            row.setParent(self._inside)
            row.installEventFilter(self)
        self.setAccessibleName(_("Who is called"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(self._inside)
        self._inside.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)
        self.setMinimumHeight(scaled(2 * LEAST_PX + _GAP_PX))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Place the rows anew."""
        super().resizeEvent(event)
        room = self.maximumViewportSize()
        least = scaled(LEAST_PX)
        count = max(1, len(self._rows))
        columns = 1 if count * (least + _GAP_PX) - _GAP_PX <= room.height() else 2
        lines = -(-count // columns)
        most = round(scaled(MOST_PX) * max(1.0, self.height() / _USUAL_PX))
        high = max(least, min(most, (room.height() + _GAP_PX) // lines - _GAP_PX))
        needed = lines * (high + _GAP_PX) - _GAP_PX
        across = room.width() - (self.verticalScrollBar().sizeHint().width() if needed > room.height() else 0)
        width = (across + _GAP_PX) // columns - _GAP_PX
        for number, row in enumerate(self._rows):
            column, line = divmod(number, lines)
            row.setGeometry(column * (width + _GAP_PX), line * (high + _GAP_PX), width, high)
        self._inside.resize(across, needed)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Keep the row that has the keyboard in sight."""
        if isinstance(event, QFocusEvent) and event.gotFocus() and isinstance(watched, QWidget):
            self.ensureWidgetVisible(watched, 0, 0)
        return super().eventFilter(watched, event)
