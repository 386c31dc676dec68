"""Ctrl+Enter makes ready, Enter does it: going on to the next phase, or StartEx, never by one key alone.

Where a decision or something that is not ready comes first, Ctrl+Enter opens its sheet instead.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from player.engine import commands as do
from player.engine.phases import undelivered
from player.engine.state import DrillState, Status
from player.i18n import N_, _, ngettext
from player.ui.run.course import next_phase
from player.ui.run.steering import go_on

if TYPE_CHECKING:
    from player.ui.main_window import MainWindow

ARMED_MS = 5000
"""How long Ctrl+Enter waits for the Enter that confirms it."""


class Arming(QObject):
    """What Enter will do in Run: the armed step, or a note on the last entry."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._said = ""
        self._phases = 0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(ARMED_MS)
        self._timer.timeout.connect(self.disarm)

    @property
    def is_armed(self) -> bool:
        """Whether Enter now starts the exercise or goes on to the next phase."""
        return self._timer.isActive()

    def arm(self) -> None:
        """Make ready to go on to the next phase, or to start; Enter then does it."""
        page, view = self._window.page, self._window.live_view
        if page is None or view is None:
            return
        if go_on(view, self._window):
            return
        if view.state.status is not Status.READY and next_phase(view.state) is None:
            through = view.state.completed
            text = N_("The script is through. Ctrl+E ends the exercise.")
            page.say(_(text if through else N_("This is the last phase. Ctrl+E ends the exercise.")), True)
            return
        self._phases = len(view.state.phases)
        self._window.setFocus()  # so that Enter comes here, whatever was being typed
        page.now.set_armed(True)
        self._timer.start()
        self._said = _asked(view.state)
        page.say(self._said, False)

    def disarm(self) -> None:
        """Do not do it after all."""
        self._timer.stop()
        page = self._window.page
        if page is not None:
            page.now.set_armed(False)
            if page.notice.text == self._said:  # and not of something that has come up meanwhile
                page.notice.dismiss()

    def press_enter(self) -> None:
        """Do what is armed, or write a note on the last entry."""
        page, view = self._window.page, self._window.live_view
        if page is None or view is None:
            return
        if self.is_armed and len(view.state.phases) != self._phases:
            self.disarm()
            page.say(_("The next phase has begun by itself meanwhile."), True)
        elif self.is_armed:
            self.disarm()
            view.do(do.StartExercise() if view.state.status is Status.READY else do.NextPhase())
        elif view.state.status is not Status.ENDED:
            page.begin_note(on=view.state.last_seq)


def _asked(state: DrillState) -> str:
    if state.status is Status.READY:
        return _("Press Enter to start the exercise, Esc to leave it.")
    text = _("Press Enter to go on to the next phase, Esc to leave it.")
    count = len(undelivered(state))
    if not count:
        return text
    left = ngettext(
        "{n} inject of this phase has not been delivered and will be left out.",
        "{n} injects of this phase have not been delivered and will be left out.",
        count,
    )
    return f"{left.format(n=count)} {text}"
