"""The line an observer writes notes in."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from player.ui.observe.desk import ObserverDesk
from player.ui.run.entry_line import EntryLine


class ObserverLine(EntryLine):
    """The line of Run, with the observer as who writes.

    Args:
        desk: the desk of the observers.
    """

    def __init__(self, desk: ObserverDesk, parent: QWidget) -> None:
        self._desk = desk
        super().__init__(desk.view, parent)

    def _send(self) -> bool:
        return self._desk.write(self.text(), self.about, self.begun_ms)
