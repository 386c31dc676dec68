"""The measures of a drill."""

from __future__ import annotations

from player.i18n import N_, _
from player.ui.actions import ActionTable
from player.ui.run.panel import DrillPanel
from player.ui.views import DrillView
from player.ui.widgets import EmptyHint

NAME = "measures"
TITLE = N_("Measures")


class MeasuresPanel(DrillPanel):
    """The measures of a drill, in groups."""

    def __init__(self, view: DrillView, actions: ActionTable) -> None:
        super().__init__(view, actions, _(TITLE), pad_px=0)
        self.set_body(EmptyHint("gauge", _(TITLE), ""))
