"""The window says and sounds what is about to be due."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from player.engine.clock import NORMAL_SPEED_PERMILLE
from player.engine.state import DecisionStatus, ExpectedStatus, Status
from player.model.course import Inject
from player.model.doctrine import InjectStatus
from player.model.times import SECOND_MS
from player.ui.announce.gate import CueGate
from player.ui.announce.tones import Cue, sound_path
from player.ui.announce.words import coming_text
from player.ui.live_view import LiveView
from player.ui.parts import WindowPart

if TYPE_CHECKING:
    from player.ui.main_window import MainWindow
    from player.ui.run.page import RunPage
    from player.ui.views import DrillView

PULSE_MS = 1000
"""So long the light of a pulse stays on, and off: half a turn a second, far from what could disturb anybody."""


class AnnouncePart(WindowPart):
    """Announces injects ahead of their time, and sounds what calls for the controller.

    Attributes:
        play: plays the file of a sound and does not wait for it.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.play: Callable[[Path], object] = window.around.play
        self._gate = CueGate()
        self._view: LiveView | None = None
        self._page: RunPage | None = None
        self._moment: tuple[int, int] = (-1, -1)
        self._coming: tuple[Inject, ...] = ()
        self._told: set[tuple[str, int]] = set()
        self._calls: dict[Cue, frozenset[str]] = {}
        self._said = ""
        self._silenced = ""

    def page_made(self, page: RunPage, view: DrillView) -> None:
        """Take up a live drill. What already calls for the controller in it is not news."""
        self._page = page
        page.now.follow(self.window.choices)
        self._said = self._silenced = ""
        if view is self._view:
            return
        self._gate.clear()
        self._told.clear()
        self._coming, self._moment = (), (-1, -1)
        self._view = view if isinstance(view, LiveView) else None
        self._calls = {} if self._view is None else _calls(self._view)

    def ticked(self) -> None:
        """Look what is about to be due, once a second and after every event; play what is to be heard."""
        view = self._view
        if view is None:
            return
        now_ms = self.window.monotonic_ms()
        moment = (view.now_ms // SECOND_MS, view.state.last_seq)
        if moment != self._moment:
            self._moment = moment
            self._look(view)
        moving = view.state.status is Status.RUNNING
        view.announce(self._coming, lit=not moving or now_ms // PULSE_MS % 2 == 0)
        self._say(view)
        cue = self._gate.take(now_ms)
        if cue is not None and self.window.choices.sound:
            self.play(sound_path(cue))

    def let_go(self, view: DrillView) -> None:
        """Be silent about a drill that is no longer shown."""
        if view is self._view:
            self._view = self._page = None
            self._gate.clear()

    def _look(self, view: LiveView) -> None:
        ahead_ms = self.window.choices.announce_s * SECOND_MS * view.state.speed_permille // NORMAL_SPEED_PERMILLE
        under_way = view.state.status in {Status.RUNNING, Status.HELD}
        self._coming = view.due_within(ahead_ms) if under_way and ahead_ms else ()
        stood = view.state.injects
        coming = {(inject.id, stood[inject.id].due_ms or 0) for inject in self._coming}
        if coming - self._told:
            self._gate.ask(Cue.AHEAD)
        self._told |= coming
        calls = _calls(view)
        for cue, names in calls.items():
            if under_way and names - self._calls.get(cue, frozenset()):
                self._gate.ask(cue)
        self._calls = calls

    def _say(self, view: LiveView) -> None:
        """Where the panels are away, say in the notice what they would show, unless it says something else."""
        page = self._page
        if page is None:
            return
        text = coming_text(view, self._coming[0], len(self._coming) - 1) if self._coming and page.face else ""
        ours = bool(self._said) and page.notice.text == self._said
        if ours and page.notice.isHidden() and self._coming:
            self._silenced = self._coming[0].id  # closed by hand: it is known
        if text and self._coming[0].id == self._silenced:
            return
        if not text:
            if ours:
                page.notice.dismiss()
            self._said = ""
        elif text != self._said and (ours or page.notice.isHidden()):
            page.notice.say(text, "accent")
            self._said = text


def _calls(view: LiveView) -> dict[Cue, frozenset[str]]:
    """What calls for the controller now, by the sound it makes when it begins to."""
    state = view.state
    missed = (name for name in state.unmet if state.expected[name].status is ExpectedStatus.MISSED)
    asked = (name for name, one in state.decisions.items() if one.status is DecisionStatus.ASKED)
    due = (inject.id for inject in view.waiting() if state.injects[inject.id].status is InjectStatus.DUE)
    return {Cue.AHEAD: frozenset(due), Cue.OVERDUE: frozenset(missed), Cue.ASKED: frozenset(asked)}
