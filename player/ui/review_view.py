"""A saved session at a moment, as the panels see it."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Mapping, Sequence
from datetime import date

from PySide6.QtCore import QObject
from shiboken6 import isValid

from player.engine.clock import NORMAL_SPEED_PERMILLE
from player.engine.commands import Command, Refused
from player.engine.crowd import CrowdSample, CrowdTrace
from player.engine.findings import Finding
from player.engine.state import DrillState, Status
from player.i18n import Message
from player.model.events import AnnotationKind, Body, WallTime
from player.review.assessment import Annotation, Assessment, assessment_of
from player.review.timeline import Timeline
from player.session.afterwards import Afterwards, SessionGrew
from player.session.clocks import Clock, SystemClock
from player.session.live import Entry
from player.session.making import maker
from player.session.store import SavedSession, SessionError
from player.session.unhurried import set_aside, take_back, uncollected
from player.ui.assess.history import History
from player.ui.background import Background, InTurn
from player.ui.views import DrillView

LONG_ENTRIES = 20_000
"""In a session of more entries the findings are worked out once it is shown: that takes half a second for 100,000."""


_entry = maker(Entry)


def _take_back(_gone: QObject) -> None:
    take_back()


class ReviewView(DrillView):
    """A saved session at a moment chosen on its time axis. What is found in it can be answered, and it can be assessed.

    Args:
        saved: the session.
        clock: dates what is added; None: the clock of this machine.

    Attributes:
        chosen_seq: number of the entry that was gone to, or None: the moment was chosen by its time.
    """

    looks_ahead = True

    def __init__(self, saved: SavedSession, parent: QObject | None = None, clock: Clock | None = None) -> None:
        super().__init__(saved.loaded, parent)
        with uncollected():
            self._begin(saved, clock)

    def _begin(self, saved: SavedSession, clock: Clock | None) -> None:
        self._entries = tuple([_entry(record.event, record.wall, record) for record in saved.records])
        self._places: dict[type[Body], array[int]] = {}
        self._sort_in(0)
        self.timeline = Timeline.of(saved)
        self._moment = self.timeline.at(self.timeline.end_ms)
        self._clock = SystemClock() if clock is None else clock
        self._afterwards = Afterwards(saved, self._clock, self.timeline.fold)
        self._history = History(self._entries[saved.exercise_entries :], self.final_state.voided)
        self.chosen_seq: int | None = None
        self._assessed: tuple[int, Assessment] = (-1, Assessment())
        self._awaited = False

    @property
    def saved(self) -> SavedSession:
        """The session as it is now."""
        return self._afterwards.saved

    @property
    def intact_seq(self) -> int | None:
        return None if self.saved.damage is None else len(self.saved.records)

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

    def entries_of(self, kinds: Collection[type[Body]], since: int = 0) -> Sequence[Entry]:
        """As of any view, without a look at every entry: a dozen parts of the page ask for a few kinds each."""
        places = [place for kind in kinds for place in self._places.get(kind, ()) if place >= since]
        return [self._entries[place] for place in sorted(places)]

    def _sort_in(self, first: int) -> None:
        """Note of which kind the entries from this place on are."""
        places = self._places
        for place, entry in enumerate(self._entries[first:], first):
            kind = type(entry.event.body)
            if kind in places:
                places[kind].append(place)
            else:
                places[kind] = array("L", (place,))

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
        return () if self._awaited else self.timeline.findings

    @property
    def findings_awaited(self) -> bool:
        return self._awaited

    def all_findings(self) -> tuple[Finding, ...]:
        return self.timeline.findings

    def work_in(self, background: Background) -> None:
        """Have what takes long in a long session worked out there, once what is shown of it has been painted."""
        if len(self._entries) > LONG_ENTRIES:
            self.background = InTurn(background, self)
            self._awaited = True

    def find(self) -> None:
        """Begin to look for the findings that are awaited."""
        if self.background is not None and self._awaited:
            set_aside()
            self.destroyed.connect(_take_back)
            self.background.run(self.all_findings, lambda _found: self._found())

    def _found(self) -> None:
        if isValid(self) and self._awaited:
            self._awaited = False
            self.judged.emit()

    @property
    def assessment(self) -> Assessment:
        """What trainers have said of it up to now, whatever moment is shown."""
        count = len(self._entries)
        if self._assessed[0] != count:
            self._assessed = count, assessment_of(self.final_state)
        return self._assessed[1]

    @property
    def bookmarks(self) -> tuple[Annotation, ...]:
        """The moments trainers want to come back to, in the order of time."""
        return self.assessment.of_kind(AnnotationKind.BOOKMARK)

    def seek(self, ms: int) -> None:
        """Show the drill as it stood at this exercise time."""
        ms = max(0, min(ms, self.timeline.end_ms))
        self.chosen_seq = None
        self._moment = self.timeline.at(ms)
        self._tell()

    def seek_entry(self, count: int) -> None:
        """Show the drill right after its first ``count`` entries."""
        self._moment = self.timeline.after(count)
        self.chosen_seq = self._moment.count or None
        self._tell()

    def step_entry(self, step: int) -> None:
        """Show the drill after the next or previous entry."""
        self.seek_entry(self.entry_count + step)

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
        """The wall clock at the moment shown; where the exercise was on hold, that of the last entry before it went on.

        At EndEx it is that of EndEx, whenever something was added.
        """
        count = max(1, min(self.entry_count, self.saved.exercise_entries))
        last, state = self._entries[count - 1], self.state
        since_ms = self.now_ms - last.event.exercise_ms
        if since_ms <= 0 or state.status is not Status.RUNNING:
            return last.wall
        utc_ms = last.wall.utc_ms + since_ms * NORMAL_SPEED_PERMILLE // state.speed_permille
        if count < len(self._entries):
            utc_ms = max(last.wall.utc_ms, min(utc_ms, self._entries[count].wall.utc_ms))
        return WallTime(utc_ms, last.wall.zone, last.wall.offset_min)

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
        before = len(self._entries)
        self._entries += tuple(added)
        self._sort_in(before)
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
