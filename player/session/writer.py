"""Writing a session: what `SessionWriter.append` returns from is on the disk, whole."""

from __future__ import annotations

import os
import sqlite3
import sys
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from player import __version__
from player.i18n import N_, Message, reason_of
from player.model.events import Actor, Event, Record, SessionOpened, WallTime
from player.model.scenario import LoadedScenario
from player.session.chain import GENESIS, Row, seal
from player.session.clocks import Clock
from player.session.errors import SessionBusy, SessionNotSaved, SessionUnreadable
from player.session.files import connect_for_writing, not_saved, set_durable
from player.session.lock import WriterLock
from player.session.reader import Pulse, SavedSession, is_as_read, read_session, title_text
from player.session.schema import (
    APPLICATION_ID,
    FORMAT,
    INSERT_EVENT,
    INSERT_PULSE,
    INSERT_SCENARIO,
    NEVER_ALIVE,
    SELECT_EVENTS,
    STATEMENTS,
)


class SessionWriter:
    """The one writer of a session file. Made by `create`, `continue_as`, `reopen` or `add_to`; to be closed.

    After a failed write the connection is given up and made anew at the next one, so that a disk that came back, a
    folder made writable again or room on the disk is all it takes.
    """

    def __init__(
        self, path: Path, clock: Clock, lock: WriterLock, opening: Record, saved_seq: int, head_hash: str
    ) -> None:
        self._path = path
        self._clock = clock
        self._lock: WriterLock | None = lock
        self._connection: sqlite3.Connection | None = None
        self._opening = opening
        self._saved_seq = saved_seq
        self._head_hash = head_hash
        self._in_doubt = False

    @classmethod
    def create(
        cls, path: Path, loaded: LoadedScenario, clock: Clock, seed: int = 0, session_id: str | None = None
    ) -> Self:
        """Make a new session file that holds its first event. It appears under its name only when it is whole.

        Args:
            session_id: what tells this session from all others; None makes one.

        Raises:
            SessionNotSaved: there is such a file already, or it cannot be made; nothing is left behind.
        """
        name = uuid.uuid4().hex if session_id is None else session_id
        body = SessionOpened(name, __version__, loaded.scenario.id, loaded.name, loaded.sha256, seed)
        opening = Event(1, 0, loaded.scenario.place.starts_ms, Actor.ENGINE, body)
        wall = clock.wall()
        return cls._new(path, loaded, clock, [seal(opening, wall, GENESIS)], opening)

    @classmethod
    def continue_as(
        cls, path: Path, loaded: LoadedScenario, clock: Clock, records: Sequence[Record], *, salvaged: bool = False
    ) -> Self:
        """Make a new file of a session from its records so far, for a drill whose file can no longer be written.

        Args:
            salvaged: they are the intact part of a damaged file, and the new one is to tell so.

        Raises:
            SessionNotSaved: as `create`.
        """
        rows = _seal_all([record.event for record in records], [record.wall for record in records], GENESIS)
        last = records[-1]
        pulse = Pulse(last.event.exercise_ms, last.wall, NEVER_ALIVE) if salvaged else None
        return cls._new(path, loaded, clock, rows, records[0].event, pulse)

    @classmethod
    def _new(
        cls,
        path: Path,
        loaded: LoadedScenario,
        clock: Clock,
        rows: Sequence[Row],
        opening: Event,
        pulse: Pulse | None = None,
    ) -> Self:
        target = path.resolve()
        lock = WriterLock(target)
        try:
            _make_file(target, loaded, rows, pulse)
            return cls(target, clock, lock, _record(opening, rows[0]), rows[-1].seq, rows[-1].hash)
        except BaseException:
            lock.release()
            raise

    @classmethod
    def reopen(cls, path: Path, clock: Clock) -> Self:
        """Go on writing to a session whose writer is gone.

        Raises:
            SessionUnreadable: it is no session, or damaged: then it can be read, not continued.
            SessionBusy: it is being written to.
            SessionNotSaved: it cannot be written to.
        """
        return cls._behind(path, clock, _undamaged)

    @classmethod
    def add_to(cls, saved: SavedSession, clock: Clock) -> Self:
        """Go on writing behind what was read of a session, without reading it whole again.

        Raises:
            SessionBusy: it is being written to.
            SessionNotSaved: it cannot be written to, or is no longer what was read.
        """
        return cls._behind(saved.path, clock, lambda _path: saved)

    @classmethod
    def take_up(cls, saved: SavedSession, clock: Clock) -> Self:
        """Go on writing to a session that was read, having seen that it is still what was read.

        Raises:
            SessionUnreadable: it is damaged.
            SessionBusy: it is being written to, or has been since it was read.
            SessionNotSaved: it cannot be written to.
        """
        return cls._behind(saved.path, clock, lambda _path: _as_read(saved))

    @classmethod
    def _behind(cls, path: Path, clock: Clock, read: Callable[[Path], SavedSession]) -> Self:
        target = path.resolve()
        lock = WriterLock(target)
        try:
            saved = read(target)
            writer = cls(target, clock, lock, saved.records[0], len(saved.records), saved.head_hash)
            with writer._saving() as connection:  # rolls back what a killed writer left, too
                connection.execute("BEGIN IMMEDIATE")
                connection.execute("ROLLBACK")
        except BaseException:
            lock.release()
            raise
        return writer

    @property
    def path(self) -> Path:
        """The file written to."""
        return self._path

    @property
    def opening(self) -> Record:
        """The first record, that of the opening of the session."""
        return self._opening

    @property
    def saved_seq(self) -> int:
        """Number of the last event on the disk."""
        return self._saved_seq

    @property
    def head_hash(self) -> str:
        """The hash of the last event on the disk."""
        return self._head_hash

    def append(self, events: Sequence[Event], walls: Sequence[WallTime] | None = None) -> list[Record]:
        """Save events in one transaction: when this returns all are on the disk, when it raises none is.

        After an error the same events may be given again, with or without further ones.

        Args:
            walls: when each of them happened by the wall clock; None: now.

        Raises:
            SessionNotSaved: they could not be saved.
            ValueError: they do not follow what was saved without a gap, or the writer is closed.
        """
        if [event.seq for event in events] != [*range(self._saved_seq + 1, self._saved_seq + 1 + len(events))]:
            raise ValueError(f"events do not follow #{self._saved_seq}: {[event.seq for event in events]}")
        if not events:
            return []
        times = [self._clock.wall()] * len(events) if walls is None else walls
        with self._saving() as connection:
            rows = self._saved_after_all(connection, events)
            done = len(rows)
            previous = rows[-1].hash if rows else self._head_hash
            rows += _seal_all(events[done:], times[done:], previous)
            if done < len(rows):
                connection.execute("BEGIN IMMEDIATE")
                connection.executemany(INSERT_EVENT, rows[done:])
                connection.execute("COMMIT")
            self._saved_seq, self._head_hash, self._in_doubt = rows[-1].seq, rows[-1].hash, False
        return [_record(event, row) for event, row in zip(events, rows, strict=True)]

    def pulse(self, exercise_ms: int) -> None:
        """Leave a sign of life at this exercise time, so that an interruption can be told to the second.

        Raises:
            SessionNotSaved: it could not be saved.
        """
        with self._saving() as connection:
            connection.execute(INSERT_PULSE, _pulse_values(exercise_ms, self._clock.wall(), self._saved_seq))

    def close(self) -> None:
        """Let go of the file, which is then one file that can be copied. May be called again."""
        self._give_up_connection()
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextmanager
    def _saving(self) -> Iterator[sqlite3.Connection]:
        """A connection to write with; an error inside undoes what was begun."""
        if self._lock is None:
            raise ValueError("the writer of this session is closed")
        try:
            if self._connection is None:
                self._connection = connect_for_writing(self._path)
                self._check_file(self._connection)
            yield self._connection
        except BaseException as error:
            self._in_doubt = True
            self._give_up_connection()
            if isinstance(error, sqlite3.Error) and not isinstance(error, sqlite3.ProgrammingError):
                raise not_saved(self._path, error) from error
            raise

    def _check_file(self, connection: sqlite3.Connection) -> None:
        """See that the file is still the one written to; meanwhile it may have been put back from elsewhere."""
        found = connection.execute("SELECT hash FROM events WHERE seq = ?", (self._saved_seq,)).fetchone()
        if found != (self._head_hash,):
            message = N_("{path} is no longer the file this session was saved in.")
            raise SessionNotSaved(Message(message, {"path": str(self._path)}))

    def _saved_after_all(self, connection: sqlite3.Connection, events: Sequence[Event]) -> list[Row]:
        """Rows of these events that an earlier, failed call did save: a disk may fail after the work was done."""
        if not self._in_doubt:
            return []
        query = f"{SELECT_EVENTS} WHERE seq > ? ORDER BY seq"
        rows = [Row(*values) for values in connection.execute(query, (self._saved_seq,))]
        previous = self._head_hash
        for row, event in zip(rows, events, strict=False):
            if seal(event, _wall(row), previous) != row:
                raise _foreign_events(self._path)
            previous = row.hash
        if len(rows) > len(events):
            raise _foreign_events(self._path)
        return rows

    def _give_up_connection(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            with suppress(sqlite3.Error):
                connection.close()


def write_session(path: Path, loaded: LoadedScenario, rows: Sequence[Row], pulse: Pulse) -> None:
    """Make a session file of rows that have been proven, as they stand, and of its last sign of life.

    Raises:
        SessionNotSaved: there is such a file already, or it cannot be made; nothing is left behind.
    """
    target = path.resolve()
    lock = WriterLock(target)
    try:
        _make_file(target, loaded, rows, pulse)
    finally:
        lock.release()


def _undamaged(path: Path) -> SavedSession:
    saved = read_session(path)
    if saved.damage is not None:
        message = N_("{path} is damaged and cannot be continued, only read. {reason}")
        raise SessionUnreadable(Message(message, {"path": str(path), "reason": saved.damage.reason}))
    return saved


def _as_read(saved: SavedSession) -> SavedSession:
    if saved.damage is None and is_as_read(saved):
        return saved
    now = _undamaged(saved.path)  # says what is wrong with it
    if now.head_hash != saved.head_hash:
        raise _foreign_events(saved.path)
    return now


def _foreign_events(path: Path) -> SessionBusy:
    return SessionBusy(Message("Another program has written to {path}.", {"path": str(path)}))


def _exists(path: Path) -> SessionNotSaved:
    message = N_("{path} exists already; a session is never written over.")
    return SessionNotSaved(Message(message, {"path": str(path)}))


def _wall(row: Row) -> WallTime:
    return WallTime(row.wall_utc_ms, row.zone, row.offset_min)


def _record(event: Event, row: Row) -> Record:
    return Record(event, _wall(row), row.hash)


def _seal_all(events: Sequence[Event], walls: Sequence[WallTime], previous: str) -> list[Row]:
    rows: list[Row] = []
    for event, wall in zip(events, walls, strict=True):
        rows.append(seal(event, wall, rows[-1].hash if rows else previous))
    return rows


def _pulse_values(exercise_ms: int, wall: WallTime, seq: int) -> tuple[int, int, str, int, int]:
    return exercise_ms, wall.utc_ms, wall.zone, wall.offset_min, seq


def _make_file(path: Path, loaded: LoadedScenario, rows: Sequence[Row], pulse: Pulse | None = None) -> None:
    """Write a whole session file and let it appear under its name; the caller holds the lock of that name."""
    if os.path.lexists(path):
        raise _exists(path)
    half_made = path.with_name(f".{path.name}-new")
    try:
        _remove_half_made(half_made)  # of a run that was killed right here
        with closing(sqlite3.connect(half_made, isolation_level=None)) as connection:
            _fill(connection, loaded, rows, pulse or Pulse(rows[-1].exercise_ms, _wall(rows[-1]), rows[-1].seq))
        _let_appear(half_made, path)
    except sqlite3.Error as error:
        raise not_saved(path, error) from error
    except FileExistsError as error:
        raise _exists(path) from error
    except OSError as error:
        message = N_("{path} cannot be written: {error}.")
        raise SessionNotSaved(Message(message, {"path": str(path), "error": reason_of(error)})) from error
    finally:
        with suppress(OSError):
            _remove_half_made(half_made)


def _fill(connection: sqlite3.Connection, loaded: LoadedScenario, rows: Sequence[Row], pulse: Pulse) -> None:
    set_durable(connection)
    connection.execute("BEGIN IMMEDIATE")
    connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version={FORMAT}")
    for statement in STATEMENTS:
        connection.execute(statement)
    connection.execute(INSERT_SCENARIO, (loaded.name, title_text(loaded), loaded.text, loaded.sha256))
    connection.executemany(INSERT_EVENT, rows)
    connection.execute(INSERT_PULSE, _pulse_values(pulse.exercise_ms, pulse.wall, pulse.seq))
    connection.execute("COMMIT")


def _let_appear(half_made: Path, path: Path) -> None:
    try:
        os.link(half_made, path)  # unlike a rename, this never replaces a file
    except FileExistsError:
        raise
    except OSError:  # a disk without hard links, as most sticks are
        if os.path.lexists(path):
            raise FileExistsError(path) from None
        half_made.rename(path)
    else:
        half_made.unlink()
    if sys.platform != "win32":
        with suppress(OSError):  # some file systems cannot flush a folder
            folder = os.open(path.parent, os.O_RDONLY)
            try:
                os.fsync(folder)
            finally:
                os.close(folder)


def _remove_half_made(half_made: Path) -> None:
    for path in (half_made, half_made.with_name(half_made.name + "-journal")):
        path.unlink(missing_ok=True)
