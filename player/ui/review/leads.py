"""What leads from a session to what is made of it: comparison, report, export; and back to what is half-written."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from player.i18n import N_, _
from player.ui.actions import ActionTable
from player.ui.assess.drafted import drafted, mark_text
from player.ui.drafts.keeper import drafts_of
from player.ui.keys import stroke_text
from player.ui.review_view import ReviewView
from player.ui.theme import SPACE
from player.ui.widgets import ActionButton
from player.ui.widgets.painted import plain_tip

_LEADS: tuple[tuple[str, str], ...] = (
    ("compare", N_("Compare")),
    ("report", N_("Report")),
    ("export_session", N_("Export")),
)
"""The actions, and what stands on their buttons."""


class LeadsRow(QWidget):
    """A row of small buttons.

    Args:
        view: the session.
        actions: what can be done.

    Attributes:
        draft: leads to what is half-written; in sight while there is such a thing.
    """

    def __init__(self, view: ReviewView, actions: ActionTable) -> None:
        super().__init__()
        self._view, self._actions = view, actions
        self.draft = self._button("drafts", "", actions["drafts"].icon, "accent")
        self.draft.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE)
        row.addWidget(self.draft)
        self.buttons = {name: self._button(name, _(text), "", "normal") for name, text in _LEADS}
        for button in self.buttons.values():
            row.addWidget(button)
        for changed in (drafts_of(view).changed, view.judged):
            changed.connect(self._mark)
        self._mark()

    def _mark(self) -> None:
        """Say what is half-written."""
        found = drafted(self._view)
        self.draft.setVisible(bool(found))
        if found:
            self.draft.show_as(mark_text(found))
            self.draft.setToolTip(plain_tip("\n".join(one.title for one in found)))

    def _button(self, action_id: str, text: str, icon: str, variant: str) -> ActionButton:
        action = self._actions[action_id]
        button = ActionButton(text, icon, stroke_text(action.strokes[0]), variant=variant, size="small")
        if text:
            button.setToolTip(plain_tip(action.text))
        button.clicked.connect(lambda: action.do() if action.enabled() else None)
        return button
