"""A saved session at a moment, as the panels see it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject

from player.engine.commands import Command
from player.engine.crowd import CrowdSample, CrowdTrace
from player.engine.findings import Finding
from player.engine.state import DrillState
from player.i18n import Message
from player.model.events import PhaseStarted
from player.review.timeline import Timeline
from player.session.live import Entry
from player.session.store import SavedSession
from player.ui.views import DrillView


class ReviewView(DrillView):
    """A saved session at a moment chosen on its time axis. Nothing can be changed."""

    def __init__(self, saved: SavedSession, parent: QObject | None = None) -> None:
        super().__init__(saved.loaded, parent)
        self.saved = saved
        self._entries = tuple(Entry(record.event, record.wall, record) for record in saved.records)
        # Behind damage nothing is known of the drill but that it went on.
        reached_ms = saved.last_exercise_ms if saved.damage is None else 0
        self.timeline = Timeline(saved.loaded.scenario, [record.event for record in saved.records], reached_ms)
        self._moment = self.timeline.at(self.timeline.end_ms)

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

    def do(self, command: Command) -> bool:  # noqa: ARG002 - the face of a drill that could
        self.said.emit(str(Message("A saved session can only be read.")), True)
        return False

    def _tell(self) -> None:
        self.moved.emit()
        self.changed.emit()
        self._tell_time()
