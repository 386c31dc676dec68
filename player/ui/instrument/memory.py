"""What the user has set in the panels, kept with the drill: a page that is built anew shows it as it was."""

from __future__ import annotations

from PySide6.QtCore import QObject

from player.ui.instrument.segments import Segments
from player.ui.views import DrillView


class PanelMemory(QObject):
    """What is set in the panels of a drill, by the name of the setting."""

    def __init__(self, view: DrillView) -> None:
        super().__init__(view)
        self.values: dict[str, str] = {}


def remember(view: DrillView, name: str, choice: Segments) -> None:
    """Put on what was put on last under this name, and note from now on what the user puts on."""
    memory = view.findChild(PanelMemory) or PanelMemory(view)
    choice.put(memory.values.get(name, choice.value))
    choice.chosen.connect(lambda value: memory.values.__setitem__(name, value))
