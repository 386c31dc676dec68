"""A drill under way, as the panels see it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject

from player.engine.commands import Command, EndExercise, Refused
from player.engine.crowd import CrowdSample, CrowdTrace
from player.engine.findings import Finding
from player.engine.state import DrillState, Status
from player.model.events import (
    Actor,
    EmergencyOver,
    EntryRestored,
    EntryVoided,
    ExerciseHeld,
    FindingAnswered,
    SessionResumed,
)
from player.session.live import Entry, LiveDrill
from player.ui.views import DrillView

_ANSWERS = (EntryVoided, EntryRestored, FindingAnswered)
_HALTS = (ExerciseHeld, EmergencyOver, SessionResumed)
"""What puts an exercise on hold."""


class LiveView(DrillView):
    """A drill under way."""

    live = True

    def __init__(self, drill: LiveDrill, parent: QObject | None = None) -> None:
        super().__init__(drill.loaded, parent)
        self.drill = drill
        self._judged_second = -1
        self._found: tuple[tuple[str, bool, bool], ...] = ()
        drill.subscribe(self._heard)

    @property
    def state(self) -> DrillState:
        return self.drill.fold.state

    @property
    def sample(self) -> CrowdSample:
        return self.drill.fold.crowd.sample(self.drill.fold.now_ms)

    @property
    def now_ms(self) -> int:
        return self.drill.now_ms

    @property
    def entries(self) -> Sequence[Entry]:
        return self.drill.entries

    @property
    def trace(self) -> CrowdTrace:
        return self.drill.fold.crowd

    @property
    def findings(self) -> tuple[Finding, ...]:
        return self.drill.findings.findings

    @property
    def can_answer(self) -> bool:
        return self.state.status is not Status.READY

    @property
    def saved_seq(self) -> int:
        return self.drill.saved_seq

    @property
    def unsaved_count(self) -> int:
        return len(self.drill.unsaved)

    def columns(self, start_row: int = 0) -> Mapping[str, Sequence[float]]:
        return self.drill.fold.crowd.columns(start_row)

    def tick(self) -> None:
        """Let the drill follow the clock."""
        self.drill.tick()
        self._tell_time()
        if self._second != self._judged_second:
            self._judge()

    def _judge(self, *, is_answered: bool = False) -> None:
        """Tell once when other things are found than before, or answered; how long they last is no other thing."""
        self._judged_second = self._second
        is_other = is_answered
        if self.drill.findings.evaluate():
            found = tuple((finding.key, finding.lasting, finding.open) for finding in self.findings)
            is_other = is_other or found != self._found
            self._found = found
        if is_other:
            self.judged.emit()

    def do(self, command: Command, actor: Actor = Actor.CONTROLLER) -> bool:
        if isinstance(command, EndExercise):
            self.ending.emit()
        try:
            self.drill.do(command, actor)
        except Refused as refusal:
            self.said.emit(str(refusal), True)
            return False
        return True

    @property
    def last_voided(self) -> int | None:
        """Number of the entry voided last that is still void, or None."""
        for entry in reversed(self.entries):
            body = entry.event.body
            if isinstance(body, EntryVoided) and body.seq in self.state.voided:
                return body.seq
        return None

    @property
    def halt_reason(self) -> str:
        if self.state.status is not Status.HELD:
            return ""
        halt = next((entry.event for entry in reversed(self.entries) if isinstance(entry.event.body, _HALTS)), None)
        if halt is None or halt.actor is not Actor.ENGINE or not isinstance(halt.body, ExerciseHeld):
            return ""
        return halt.body.reason

    def _heard(self, entries: tuple[Entry, ...]) -> None:
        self.changed.emit()
        self.grown.emit()
        self._judge(is_answered=any(isinstance(entry.event.body, _ANSWERS) for entry in entries))
