"""The drill as it runs: engine, file and clock brought together, for the window and for a run without one."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from player.engine.clock import ExerciseClock
from player.engine.commands import Command, HoldExercise
from player.engine.engine import Engine
from player.engine.findings import FindingsFold
from player.engine.fold import Fold, fold_events
from player.engine.state import DrillState, Status
from player.i18n import N_, Message
from player.model import events as ev
from player.model.scenario import LoadedScenario
from player.model.times import SECOND_MS
from player.session.clocks import Clock
from player.session.errors import SessionBusy, SessionError, SessionNotSaved
from player.session.reader import SavedSession
from player.session.unhurried import uncollected
from player.session.writer import SessionWriter

PULSE_MS = 900
"""How often a sign of life is left in the file: a disk that is gone is noticed within a second."""

PULSE_SHARE = 20
"""Where a sign of life takes long, as on a slow stick, the next one waits this many times as long: leaving them takes
no more than a twentieth of the time of the thread that also shows the drill."""

LONGEST_PULSE_MS = 5 * SECOND_MS
"""But never longer than this between two of them."""

RETRY_MS = 500
"""How long after a failed save the next one is tried."""

SLEEP_MS = 10 * SECOND_MS
"""A good ``longest_gap_ms`` for a drill on a laptop: longer than any busy moment, shorter than any sleep."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An event as the log on the screen shows it.

    Attributes:
        wall: when it happened.
        record: the row on the disk, or None while it is not saved.
    """

    event: ev.Event
    wall: ev.WallTime
    record: ev.Record | None = None

    @property
    def seq(self) -> int:
        """Number of the event."""
        return self.event.seq

    @property
    def saved(self) -> bool:
        """Whether it is on the disk."""
        return self.record is not None


Listener = Callable[[tuple[Entry, ...]], None]
"""Is given entries that are new, and entries given before as unsaved that are saved now."""


class LiveDrill:
    """A drill under way. Everything is called from one thread.

    What happens is first worked out in memory, then saved, then told to the listeners. Where saving fails the drill
    goes on: entries stay unsaved, `trouble` says why, and every tick tries again.

    Args:
        loaded: the script.
        writer: the file; the drill closes it.
        clock: read once for every tick and command.
        saved: the session so far, where ``writer`` continues one (`resume`).
        longest_gap_ms: after a longer time without a tick the machine must have slept: a gap is then noted, and the
            exercise is on hold since the last tick, so that no inject fires that nobody saw coming. What the gap
            counts as `CountGap` says. None: time is never taken for sleep.
    """

    def __init__(
        self,
        loaded: LoadedScenario,
        writer: SessionWriter,
        clock: Clock,
        *,
        saved: SavedSession | None = None,
        longest_gap_ms: int | None = None,
    ) -> None:
        self.loaded = loaded
        self._writer = writer
        self._clock = clock
        self._longest_gap_ms = longest_gap_ms
        records = (writer.opening,) if saved is None else saved.records
        with uncollected():
            self._entries = [Entry(record.event, record.wall, record) for record in records]
            fold = fold_events(loaded.scenario, [record.event for record in records])
        self._engine = Engine(loaded.scenario, fold)
        self._findings = FindingsFold(fold)
        for record in records:
            self._findings.follow(record.event)
        self._last_ms = self._next_try_ms = self._next_pulse_ms = clock.monotonic_ms()
        self._last_wall = clock.wall()
        self._time = ExerciseClock(fold.now_ms)
        self._time.set_speed(self._last_ms, fold.state.speed_permille)
        self._trouble: Message | None = None
        self._was_busy = False
        self._listeners: list[Listener] = []
        self._outbox: deque[tuple[Entry, ...]] = deque()
        self._telling = False
        self._closed = False

    @classmethod
    def resume(cls, saved: SavedSession, clock: Clock, *, longest_gap_ms: int | None = None) -> LiveDrill:
        """Go on with a run that was cut off: on hold, at the last exercise time it is known to have reached.

        Raises:
            SessionError: it has ended, is damaged, is being written to, or cannot be written.
        """
        if saved.finished:
            message = N_("The exercise in {path} has ended; it can be viewed, not continued.")
            raise SessionError(Message(message, {"path": str(saved.path)}))
        writer = SessionWriter.take_up(saved, clock)
        try:
            drill = cls(saved.loaded, writer, clock, saved=saved, longest_gap_ms=longest_gap_ms)
            drill._go_on(saved)
        except BaseException:
            writer.close()
            raise
        return drill

    @property
    def path(self) -> Path:
        """The file of the session."""
        return self._writer.path

    @property
    def fold(self) -> Fold:
        """The drill as it stands, with its crowd; not to be changed from outside."""
        return self._engine.fold

    @property
    def state(self) -> DrillState:
        """The drill as it stands; not to be changed from outside."""
        return self._engine.fold.state

    @property
    def findings(self) -> FindingsFold:
        """What the rules find in it, up to now."""
        return self._findings

    @property
    def now_ms(self) -> int:
        """Exercise time at this moment, to be shown; nothing happens by looking."""
        return self._time.exercise_ms(self._clock.monotonic_ms())

    @property
    def entries(self) -> Sequence[Entry]:
        """Every event of the session in order; the one numbered ``seq`` stands at ``seq - 1``."""
        return self._entries

    @property
    def saved_seq(self) -> int:
        """Number of the last event on the disk."""
        return self._writer.saved_seq

    @property
    def unsaved(self) -> Sequence[Entry]:
        """The entries that are not on the disk, in order."""
        return self._entries[self._writer.saved_seq :]

    @property
    def trouble(self) -> Message | None:
        """Why saving does not work at this moment, or None: it works."""
        return self._trouble

    @property
    def next_due_ms(self) -> int | None:
        """Exercise time of the next thing that happens by itself, or None."""
        return self._engine.next_due_ms

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Tell a listener of entries from now on; the function given back ends that.

        A listener may itself give commands: what comes of them is told to everybody afterwards.
        """
        self._listeners.append(listener)

        def unsubscribe() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return unsubscribe

    def tick(self) -> None:
        """Let exercise time go on to this moment, save and tell what happened, and leave a sign of life."""
        monotonic_ms, wall = self._clock.monotonic_ms(), self._clock.wall()
        self._take(self._advance(monotonic_ms, wall), monotonic_ms, wall)
        self._pulse(monotonic_ms)
        self._tell()

    def do(self, command: Command, actor: ev.Actor = ev.Actor.CONTROLLER) -> tuple[Entry, ...]:
        """Carry out a command at this moment; gives the entries that came of it, saved if saving works.

        Raises:
            Refused: it does not fit the state of the drill; only time has gone on.
        """
        monotonic_ms, wall = self._clock.monotonic_ms(), self._clock.wall()
        happened = self._advance(monotonic_ms, wall)
        first = self._engine.fold.state.last_seq
        try:
            happened += self._engine.do(command, actor)
        finally:
            self._take(happened, monotonic_ms, wall)
            self._tell()
        return tuple(self._entries[first : self._engine.fold.state.last_seq])

    def open_stage(self, opening: ev.StageOpened) -> None:
        """Note, before StartEx, which stage of a programme this is, and what it takes over."""
        monotonic_ms, wall = self._clock.monotonic_ms(), self._clock.wall()
        self._take([self._engine.record(opening, self._engine.now_ms)], monotonic_ms, wall)
        self._tell()

    def move_to(self, path: Path) -> None:
        """Go on in a new file that holds the whole session, where the old one can no longer be written.

        Raises:
            SessionNotSaved: the new file cannot be made; all stays as it was.
        """
        records = [entry.record for entry in self._entries if entry.record is not None]
        writer = SessionWriter.continue_as(path, self.loaded, self._clock, records)
        self._writer.close()
        self._writer = writer
        self._trouble = None
        self._save(self._clock.monotonic_ms())
        self._tell()

    def close(self) -> None:
        """Save what is left and let go of the file; may be called again.

        Raises:
            SessionNotSaved: there are events that cannot be saved; nothing is closed. `move_to` or `abandon` helps.
        """
        if self._closed:
            return
        self._trouble = None
        self._save(self._clock.monotonic_ms())
        self._tell()
        if self.unsaved:
            raise SessionNotSaved(self._trouble or Message("The session is not saved."))
        with suppress(SessionNotSaved):  # the events are safe, a last sign of life is not worth a word
            self._writer.pulse(self._engine.now_ms)
        self.abandon()

    def abandon(self) -> None:
        """Let go of the file as it is, and of the events that are not saved."""
        self._closed = True
        self._writer.close()

    def _go_on(self, saved: SavedSession) -> None:
        monotonic_ms, wall = self._clock.monotonic_ms(), self._clock.wall()
        down_ms = max(0, wall.utc_ms - saved.last_wall.utc_ms)
        # What happened by itself after the last saved event but before the last sign of life happens again.
        happened = self._engine.advance(saved.last_exercise_ms)
        happened.append(self._engine.record(ev.SessionResumed(down_ms), self._engine.now_ms))
        self._time = ExerciseClock(self._engine.now_ms)
        self._time.set_speed(monotonic_ms, self.state.speed_permille)
        self._take(happened, monotonic_ms, wall)

    def _advance(self, monotonic_ms: int, wall: ev.WallTime) -> list[ev.Event]:
        """Let exercise time go on; gives what happened, of which only the clock has taken note."""
        gap_ms = monotonic_ms - self._last_ms
        running = self.state.status is Status.RUNNING
        if running and self._longest_gap_ms is not None and gap_ms > self._longest_gap_ms:
            found = [self._engine.record(ev.GapFound(gap_ms), self._engine.now_ms)]
            found += self._engine.do(HoldExercise(), ev.Actor.ENGINE)
            self._take(found, self._last_ms, self._last_wall)
        self._last_ms, self._last_wall = monotonic_ms, wall
        return self._engine.advance(self._time.exercise_ms(monotonic_ms))

    def _take(self, events: Sequence[ev.Event], monotonic_ms: int, wall: ev.WallTime) -> None:
        """Take in what happened at this moment: the clock follows it, it is saved, and put up to be told."""
        for event in events:
            self._follow(event.body, monotonic_ms)
            self._findings.follow(event)
        fresh = [Entry(event, wall) for event in events]
        self._entries += fresh
        self._save(monotonic_ms, fresh)

    def _follow(self, body: ev.Body, monotonic_ms: int) -> None:
        match body:
            case ev.ExerciseStarted() | ev.ExerciseResumed():
                self._time.run(monotonic_ms)
            case ev.ExerciseHeld() | ev.ExerciseEnded() | ev.EmergencyDeclared():
                self._time.hold(monotonic_ms)
            case ev.SpeedChanged(speed_permille=speed_permille):
                self._time.set_speed(monotonic_ms, speed_permille)
            case ev.GapCounted():  # on hold, exercise time may have taken the gap in
                self._time = ExerciseClock(self._engine.now_ms)
                self._time.set_speed(monotonic_ms, self.state.speed_permille)
            case _:
                pass

    def _save(self, monotonic_ms: int, fresh: Sequence[Entry] = ()) -> None:
        """Save everything unsaved, ``fresh`` entries last, if it is time to; put up what is new or newly saved."""
        waiting = list(self.unsaved)
        tell = list(fresh)
        if waiting and (self._trouble is None or monotonic_ms >= self._next_try_ms):
            try:
                records = self._writer.append([entry.event for entry in waiting], [entry.wall for entry in waiting])
            except SessionNotSaved as error:
                self._fail(error, monotonic_ms)
            else:
                self._trouble = None
                tell = [replace(entry, record=record) for entry, record in zip(waiting, records, strict=True)]
                self._entries[-len(tell) :] = tell
        if tell:
            self._outbox.append(tuple(tell))

    def _pulse(self, monotonic_ms: int) -> None:
        ended = self.state.status is Status.ENDED
        if ended or monotonic_ms < self._next_pulse_ms or self.unsaved:
            return
        begun_ms = self._clock.monotonic_ms()  # what was saved in this tick took its own time
        try:
            self._writer.pulse(self._engine.now_ms)
        except SessionNotSaved as error:
            was_busy, self._was_busy = self._was_busy, isinstance(error, SessionBusy)
            if was_busy or not self._was_busy:  # somebody who only reads may be in the way for a moment
                self._fail(error, monotonic_ms)
        else:
            self._was_busy = False
            self._trouble = None
        took_ms = self._clock.monotonic_ms() - begun_ms
        self._next_pulse_ms = monotonic_ms + max(PULSE_MS, min(LONGEST_PULSE_MS, took_ms * PULSE_SHARE))

    def _fail(self, error: SessionNotSaved, monotonic_ms: int) -> None:
        self._trouble = error.message
        self._next_try_ms = monotonic_ms + RETRY_MS

    def _tell(self) -> None:
        """Tell the listeners what is put up, in order; a command given by a listener only puts up more.

        A listener that fails keeps nobody else from being told; the first failure is raised at the end.
        """
        if self._telling:
            return
        self._telling = True
        failures: list[Exception] = []
        try:
            while self._outbox:
                entries = self._outbox.popleft()
                for listener in tuple(self._listeners):
                    try:
                        listener(entries)
                    except Exception as error:  # noqa: BLE001  raised below
                        failures.append(error)
        finally:
            self._telling = False
        if failures:
            raise failures[0]
