"""What the panels of Run share."""

from __future__ import annotations

from player.ui.actions import ActionTable
from player.ui.keys import stroke_text
from player.ui.views import DrillView
from player.ui.widgets import ActionButton, Panel


class DrillPanel(Panel):
    """A panel over a drill at a moment.

    Args:
        view: the drill.
        actions: what can be done; buttons are made from it.
        title: shown in the strip.
        pad_px: room around the body; 0 for lists, which run from edge to edge.
    """

    def __init__(self, view: DrillView, actions: ActionTable, title: str, *, pad_px: int) -> None:
        super().__init__(title, pad_px=pad_px)
        self.view = view
        self.table = actions

    def button(
        self, action_id: str, *, variant: str = "normal", size: str = "normal", bare: bool = False, key_of: str = ""
    ) -> ActionButton:
        """A button for an action, with its key printed on it; see `action_button`."""
        return action_button(self.table, action_id, variant=variant, size=size, bare=bare, key_of=key_of)

    def sign_button(self, action_id: str) -> ActionButton:
        """A small button for an action whose icon is its key."""
        action = self.table[action_id]
        button = ActionButton("", action.icon, size="small")
        button.setAccessibleName(action.text)
        button.setToolTip(action.text)
        button.counts_fast_clicks = True
        button.clicked.connect(lambda: action.do() if action.enabled() else None)
        return button


def action_button(
    actions: ActionTable,
    action_id: str,
    *,
    variant: str = "normal",
    size: str = "normal",
    bare: bool = False,
    key_of: str = "",
) -> ActionButton:
    """A button for an action of the table, with its key printed on it.

    Args:
        bare: without its icon.
        key_of: the action whose key leads to this one, where it has none of its own.
    """
    action = actions[action_id]
    strokes = actions[key_of or action_id].strokes
    key = stroke_text(strokes[0]) if strokes else ""
    button = ActionButton(action.text, "" if bare else action.icon, key, variant=variant, size=size)
    button.clicked.connect(lambda: action.do() if action.enabled() else None)
    return button
