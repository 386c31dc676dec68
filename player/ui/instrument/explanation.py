"""What moved the tension up to the moment shown."""

from __future__ import annotations

from player.i18n import N_, _
from player.ui.actions import ActionTable
from player.ui.run.panel import DrillPanel
from player.ui.views import DrillView
from player.ui.widgets import EmptyHint

NAME = "explanation"
TITLE = N_("What moved the tension")


class ExplainPanel(DrillPanel):
    """What moved the tension up to the moment shown, cause by cause."""

    def __init__(self, view: DrillView, actions: ActionTable) -> None:
        super().__init__(view, actions, _(TITLE), pad_px=0)
        self.set_body(EmptyHint("activity", _(TITLE), ""))
