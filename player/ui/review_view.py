"""A saved session at a moment, as the panels see it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import QObject

from player.engine.commands import Command, Refused
from player.engine.crowd import CrowdSample, CrowdTrace
from player.engine.findings import Finding
from player.engine.state import DrillState
from player.i18n import Message
from player.model.events import PhaseStarted, WallTime
from player.review.timeline import Timeline
from player.session.afterwards import Afterwards, SessionGrew
from player.session.clocks import Clock, SystemClock
from player.session.live import Entry
from player.session.store import SavedSession, SessionError
from player.ui.assess.history import History
from player.ui.views import DrillView


class ReviewView(DrillView):
    """A saved session at a moment chosen on its time axis. What is found in it can be answered, and it can be assessed.

    Args:
        saved: the session.
        clock: dates what is added; None: the clock of this machine.
    """

    def __init__(self, saved: SavedSession, parent: QObject | None = None, clock: Clock | None = None) -> None:
        super().__init__(saved.loaded, parent)
        self._entries = tuple(Entry(record.event, record.wall, record) for record in saved.records)
        # Behind damage nothing is known of the drill but that it went on.
        reached_ms = saved.last_exercise_ms if saved.damage is None else 0
        self.timeline = Timeline(saved.loaded.scenario, [record.event for record in saved.records], reached_ms)
        self._moment = self.timeline.at(self.timeline.end_ms)
        self._clock = SystemClock() if clock is None else clock
        self._afterwards = Afterwards(saved, self._clock, self.timeline.fold)
        self._history = History(self._entries[saved.exercise_entries :], self.final_state.voided)

    @property
    def saved(self) -> SavedSession:
        """The session as it is now."""
        return self._afterwards.saved

    @property
    def state(self) -> DrillState:
        return self._moment.state

    @property
    def sample(self) -> CrowdSample:
        return self._moment.sample

    @property
    def now_ms(self) -> int:
        return self._moment.now_ms

    @property
    def entries(self) -> Sequence[Entry]:
        return self._entries

    @property
    def entry_count(self) -> int:
        return self._moment.count

    def columns(self, start_row: int = 0) -> Mapping[str, Sequence[float]]:
        return self.timeline.crowd.columns(start_row)

    @property
    def trace(self) -> CrowdTrace:
        return self.timeline.crowd

    @property
    def final_state(self) -> DrillState:
        return self.timeline.fold.state

    @property
    def findings(self) -> tuple[Finding, ...]:
        return self.timeline.findings

    def seek(self, ms: int) -> None:
        """Show the drill as it stood at this exercise time."""
        ms = max(0, min(ms, self.timeline.end_ms))
        self._moment = self.timeline.at(ms)
        self._tell()

    def seek_entry(self, count: int) -> None:
        """Show the drill right after its first ``count`` entries."""
        self._moment = self.timeline.after(count)
        self._tell()

    def move_by(self, delta_ms: int) -> None:
        """Show the drill so much later, or earlier."""
        self.seek(self.now_ms + delta_ms)

    def step_entry(self, step: int) -> None:
        """Show the drill after the next or previous entry."""
        self.seek_entry(self.entry_count + step)

    def step_phase(self, step: int) -> None:
        """Show the drill at the start of the next or previous phase."""
        starts = [event.exercise_ms for event in self.timeline.events if isinstance(event.body, PhaseStarted)]
        if step > 0:
            starts = [ms for ms in starts if ms > self.now_ms][:1]
        else:
            starts = [ms for ms in starts if ms < self.now_ms][-1:]
        for ms in starts:
            self.seek(ms)

    @property
    def can_answer(self) -> bool:
        return self._afterwards.obstacle is None

    @property
    def answer_obstacle(self) -> str:
        return str(self._afterwards.obstacle or "")

    def undo(self) -> bool:
        """Take back what was added here last and still stands; gives whether there was anything."""
        return self._history.undo(self.final_state.voided, self.do)

    def redo(self) -> bool:
        """Put in again what was taken back here last; gives whether there was anything."""
        return self._history.redo(self.final_state.voided, self.do)

    @property
    def today(self) -> date:
        """The day it is now, where the exercise was."""
        return self._clock.wall().local.date()

    @property
    def wall(self) -> WallTime:
        """The wall clock at the moment shown. At EndEx it is that of EndEx, whenever answers were added."""
        count = min(self.entry_count, self.saved.exercise_entries)
        return self._entries[max(0, count - 1)].wall

    def do(self, command: Command) -> bool:
        if not self._afterwards.takes(command):
            self.said.emit(str(Message("A saved session can only be read.")), True)
            return False
        try:
            added = self._afterwards.do(command)
        except (SessionError, Refused) as refusal:
            if isinstance(refusal, SessionGrew):
                self._grow(refusal.entries)
            self.said.emit(str(refusal), True)
            return False
        self._history.note(added)
        self._grow(added)
        return True

    def _grow(self, added: Sequence[Entry]) -> None:
        """Take in what was added at the end, and stay at the moment shown."""
        was_at_end = self.entry_count == len(self._entries)
        self._entries += tuple(added)
        self.timeline.follow([entry.event for entry in added])
        if was_at_end:
            self._moment = self.timeline.at(self.now_ms)
        self.changed.emit()
        self.grown.emit()
        self.judged.emit()

    def _tell(self) -> None:
        self.moved.emit()
        self.changed.emit()
        self._tell_time()
