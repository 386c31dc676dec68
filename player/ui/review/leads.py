"""What leads from a session to what is made of it: comparison, report, export; and back to what is half-written."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from player.i18n import N_, _
from player.ui.actions import ActionTable
from player.ui.assess.drafted import drafted, mark_text
from player.ui.drafts.keeper import drafts_of
from player.ui.keys import stroke_text
from player.ui.review_view import ReviewView
from player.ui.run.band import DrillBand
from player.ui.theme import SPACE, scaled
from player.ui.widgets import ActionButton
from player.ui.widgets.painted import plain_tip

_LEADS: tuple[tuple[str, str], ...] = (
    ("compare", N_("Compare")),
    ("report", N_("Report")),
    ("export_session", N_("Export")),
)
"""The actions, and what stands on their buttons."""

_BEHIND_THE_NAME = 2
_LEAST_PX = 72


class LeadsRow(QWidget):
    """A row of small buttons; where there is no room for their words, their icons stand for them.

    Args:
        actions: what can be done.
    """

    def __init__(self, actions: ActionTable) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE)
        self.buttons: dict[str, ActionButton] = {}
        self._icons = {name: actions[name].icon for name, _text in _LEADS}
        for name, text in _LEADS:
            button = self.buttons[name] = _lead(actions, name, ActionButton(_(text), size="small"))
            button.setToolTip(plain_tip(actions[name].text))
            row.addWidget(button)
        self._wanted = super().sizeHint()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802
        """Room for all words, whether they are shown or not."""
        return self._wanted

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Room for icons and keys."""
        least = sum(scaled(_LEAST_PX) for _lead_to in _LEADS) + SPACE * (len(_LEADS) - 1)
        return QSize(min(least, self._wanted.width()), self._wanted.height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Show words, or icons."""
        super().resizeEvent(event)
        has_room = self.width() >= self._wanted.width()
        for name, text in _LEADS:
            self.buttons[name].show_as(_(text) if has_room else "", "" if has_room else self._icons[name])
            self.buttons[name].setAccessibleName(_(text))


class DraftMark(ActionButton):
    """Says in the band what stands half-written, and leads to it; in sight while there is such a thing.

    Args:
        view: the session.
        actions: what can be done.
        band: the band over the session, which makes room for it.
    """

    def __init__(self, view: ReviewView, actions: ActionTable, band: DrillBand) -> None:
        super().__init__("", actions["drafts"].icon, size="small")
        self._view, self._band = view, band
        _lead(actions, "drafts", self)
        band.row.insertWidget(_BEHIND_THE_NAME, self)
        self.hide()
        for changed in (drafts_of(view).changed, view.judged):
            changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        found = drafted(self._view)
        if found:
            self.show_as(mark_text(found))
            self.setToolTip(plain_tip("\n".join(one.title for one in found)))
        self.setVisible(bool(found))
        self._band.refresh()


def _lead(actions: ActionTable, action_id: str, button: ActionButton) -> ActionButton:
    """Let a button do what an action does, with its key on it."""
    action = actions[action_id]
    button.show_key(stroke_text(action.strokes[0]))
    button.clicked.connect(lambda: action.do() if action.enabled() else None)
    return button
