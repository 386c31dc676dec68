"""What the rules found: the list of findings."""

from __future__ import annotations

from PySide6.QtCore import Signal

from player.i18n import N_, _
from player.ui.actions import ActionTable
from player.ui.run.panel import DrillPanel
from player.ui.views import DrillView
from player.ui.widgets import EmptyHint

NAME = "findings"
TITLE = N_("Findings")


class FindingsPanel(DrillPanel):
    """What the rules found in a drill.

    Signals:
        picked: another finding was chosen (its key).
        sought: the user wants to see a moment (exercise time in ms).
    """

    picked = Signal(str)
    sought = Signal(int)

    def __init__(self, view: DrillView, actions: ActionTable) -> None:
        super().__init__(view, actions, _(TITLE), pad_px=0)
        self._chosen = ""
        self.set_body(EmptyHint("file-check", _("No findings up to now"), ""))

    def select(self, key: str) -> None:
        """Choose the finding of this key."""
        self._chosen = key
