"""What can be done with the chosen script or session, under the lists of the start page."""

from __future__ import annotations

from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from player.i18n import _
from player.session.store import SessionState
from player.ui.actions import ActionTable
from player.ui.home.rows import DOT, HomeRow
from player.ui.home.shelf import Group
from player.ui.run.panel import action_button
from player.ui.theme import PAD, SPACE, scaled
from player.ui.widgets import ActionButton, Label, paint_box
from player.ui.widgets.painted import Painted

BUTTONS = (
    ("home_open", "accent"),
    ("home_resume", "primary"),
    ("home_salvage", "normal"),
    ("compare", "normal"),
    ("home_duplicate", "normal"),
    ("home_reveal", "normal"),
    ("home_delete", "danger"),
)
"""The actions of the bar with the looks of their buttons."""

_NARROW_PX = 1180
_LEFT_OUT = "home_reveal"
"""Where there is little room, the menu of the row and its key are enough for this one."""


class ChosenBar(Painted):
    """The chosen row in full, and a button for everything that can be done with it."""

    def __init__(self, actions: ActionTable) -> None:
        super().__init__()
        self._title, self._place = Label("", "strong"), Label("", "small", "soft")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._place)
        known = {action.id for action in actions}
        self.buttons: dict[str, ActionButton] = {
            name: action_button(actions, name, variant=look) for name, look in BUTTONS if name in known
        }
        row = QHBoxLayout(self)
        row.setContentsMargins(PAD, 2 * SPACE, 2 * SPACE, 2 * SPACE)
        row.setSpacing(2 * SPACE)
        row.addLayout(words, 1)
        for button in self.buttons.values():
            row.addWidget(button)
        self._wanted: tuple[str, ...] = ()
        self.setAccessibleName(_("What is chosen"))

    def show_row(self, row: HomeRow | None) -> None:
        """Be about this row."""
        self._title.setText(row.title if row is not None else _("Nothing is chosen"))
        said = (row.detail, row.right, str(row.path)) if row is not None else ()
        self._place.setText(DOT.join(filter(None, said)))
        self._wanted = offered(row)
        self._show_buttons()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Leave out what there is no room for."""
        super().resizeEvent(event)
        self._show_buttons()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        """Paint the ground."""
        paint_box(QPainter(self), self.rect().toRectF(), self.theme.surfaces.panel, self.theme.line)

    def _show_buttons(self) -> None:
        narrow = self.width() < scaled(_NARROW_PX)
        for name, button in self.buttons.items():
            button.setVisible(name in self._wanted and not (narrow and name == _LEFT_OUT))


def offered(row: HomeRow | None) -> tuple[str, ...]:
    """The actions a row offers, by id, in the order of the bar and of its menu."""
    if row is None:
        return ()
    names = ["home_open"]
    if row.is_interrupted:
        names.append("home_resume")
    if row.is_set_aside:
        names.append("home_salvage")
    if row.is_session and row.state is not SessionState.UNREADABLE:
        names.append("compare")
    names += ["home_duplicate", "home_reveal"]
    if row.origin is Group.RECENT:
        names.append("home_forget")
    if row.origin is not Group.SHIPPED:
        names.append("home_delete")
    return tuple(names)
