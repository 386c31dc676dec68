"""The page of a real emergency: it covers the whole window, and nothing under it responds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from player.i18n import N_, _
from player.model.times import clock_text
from player.ui.actions import ActionTable, Mode
from player.ui.emergency.banner import Banner
from player.ui.emergency.contact_list import ContactList
from player.ui.emergency.contact_row import ContactRow
from player.ui.emergency.contacts import KEYED, Contact
from player.ui.menu import menu_button
from player.ui.run.entry_line import EntryLine
from player.ui.run.panel import action_button
from player.ui.theme import PAD, SPACE, colour, scaled, text_scale
from player.ui.widgets import Chip, Label, Notice, Painted, Readout

if TYPE_CHECKING:
    from player.ui.live_view import LiveView

_BANNER = 0.36
"""Part of the height the words take, so that they are read from five metres."""

_LOW_BANNER = 0.29
"""The same in a low window, where the list needs the room: letters of 15 mm on a small laptop, read from five metres
still."""

_LOW_PX = 720

_ALL_CLOCKS_PX = 1000
"""In a narrower window, since when it lasts is left out: how long it lasts says the same."""

_FRAME_PX = 2 * SPACE


class EmergencyPage(Painted):
    """What is seen and what can be done while the exercise is stopped.

    Args:
        parent: what it covers, all of it; everything else in there is switched off as long as it stands.
        view: the drill that is stopped, or None: none runs, and nothing is logged.
        contacts: who is called.
        actions: what can be done.

    Signals:
        ticked: the number of a contact that was pressed, from 0 on.
    """

    ticked = Signal(int)

    def __init__(self, parent: QWidget, view: LiveView | None, contacts: list[Contact], actions: ActionTable) -> None:
        super().__init__(parent)
        self._covered = parent
        self.view = view
        self.notice = Notice()
        self.entry = EntryLine(view, self) if view is not None else None
        self._actions = actions
        self._banner = Banner(stopped=view is not None)
        self._since = Readout(_("since"), "00:00:00 WITA", role="figure_l")
        self._elapsed = Readout(_("real time passed"), "00:00:00", role="figure_l")
        self._wall = Readout(_("local time"), "00:00:00 WITA", role="figure_l")
        self._exercise = Readout(_("exercise time"), "00:00:00", role="figure_l")
        self._saved = Chip("", "check", "neutral")
        self.rows = [
            ContactRow(contact, str(number + 1) if number < KEYED else "") for number, contact in enumerate(contacts)
        ]
        self.setAccessibleName(_("Real emergency"))
        self._lay_out()
        for number, row in enumerate(self.rows):
            row.clicked.connect(lambda _checked=False, number=number: self.ticked.emit(number))
        self._switch(on=False)
        parent.installEventFilter(self)
        self.setGeometry(parent.rect())
        self.show()
        self.raise_()

    def leave(self) -> None:
        """Give the window back."""
        self._covered.removeEventFilter(self)
        self.hide()
        self._switch(on=True)
        self.deleteLater()

    def show_times(self, since: str, elapsed_ms: int, now: str) -> None:
        """Show when it was declared, how long ago that is, and the wall clock."""
        self._since.set_value(since)
        self._elapsed.set_value(clock_text(elapsed_ms, hours=True))
        self._wall.set_value(now)

    def show_reached(self, reached: dict[str, str]) -> None:
        """Show who was reached, and when."""
        for row in self.rows:
            row.set_reached(reached.get(row.contact.id))

    def show_saved(self) -> None:
        """Show whether everything is saved."""
        view = self.view
        self._saved.setVisible(view is not None)
        if view is None:
            return
        if view.unsaved_count:
            text = _("NOT SAVED: {n}").format(n=view.unsaved_count)
            self._saved.show_as(text, "triangle-alert", "alarm", "solid")
        else:
            text = _("saved #{seq}").format(seq=view.saved_seq)
            self._saved.show_as(text, "circle-check", "neutral", "soft")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Go on covering everything."""
        if event.type() == QEvent.Type.Resize and watched is self._covered:
            self.setGeometry(self._covered.rect())
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Let everything grow with the window."""
        super().resizeEvent(event)
        share = _LOW_BANNER if self.height() < _LOW_PX or text_scale() > 1 else _BANNER
        self._banner.setFixedHeight(round(share * self.height()))
        self._since.setVisible(self.width() >= scaled(_ALL_CLOCKS_PX))

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: N802, FBT001
        """Tab stays on the page."""
        stops = [one for one in self.findChildren(QWidget) if _takes_tab(one)]
        if not stops:
            return False
        focus = self.focusWidget()
        place = stops.index(focus) if focus in stops else -1 if forward else 0
        reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        stops[(place + (1 if forward else -1)) % len(stops)].setFocus(reason)
        return True

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        """Paint the ground and its red frame."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour(self.theme.tones.alarm.fill))
        inner = self.rect().adjusted(_FRAME_PX, 0, -_FRAME_PX, -_FRAME_PX)
        painter.fillRect(inner, colour(self.theme.surfaces.panel))

    def _switch(self, *, on: bool) -> None:
        """Switch everything else in the window on or off."""
        for other in self._covered.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
            if other is not self and not other.isWindow():
                other.setEnabled(on)

    def _lay_out(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._banner)
        body = QVBoxLayout()
        edge = _FRAME_PX + PAD
        body.setContentsMargins(edge, PAD, edge, edge)
        body.setSpacing(2 * SPACE)
        body.addLayout(self._times())
        body.addWidget(self.notice)
        logged = N_("Everything here is logged.")
        told = logged if self.view is not None else N_("No exercise is under way; nothing of this is logged.")
        ask = _("Call, and tick who is reached: press the digit. Pressed again, the tick is taken back.")
        body.addWidget(Label(f"{ask} {_(told)}", "strong", "ink", wrap=True))
        body.addWidget(ContactList(self.rows), 1)
        body.addLayout(self._foot())
        whole.addLayout(body, 1)

    def _times(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(6 * SPACE)
        for readout in (self._elapsed, self._since, self._wall, self._exercise):
            line.addWidget(readout)
        if self.view is None:
            self._exercise.hide()
        else:
            self._exercise.set_value(clock_text(self.view.now_ms, hours=True))
        line.addStretch(1)
        line.addWidget(self._saved)
        line.addWidget(menu_button(self._actions, lambda: Mode.EMERGENCY))
        return line

    def _foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setSpacing(2 * SPACE)
        if self.entry is None:
            foot.addStretch(1)
            foot.addWidget(action_button(self._actions, "emergency_leave", size="large"))
            return foot
        self.entry.setMinimumHeight(scaled(44))
        self.entry.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        foot.addWidget(self.entry, 1)
        foot.addWidget(action_button(self._actions, "emergency_over", size="large"))
        if self.view is not None and self.view.state.phases:
            foot.addWidget(action_button(self._actions, "emergency_end", variant="danger", size="large"))
        return foot


def _takes_tab(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.isVisible() and widget.isEnabled()
