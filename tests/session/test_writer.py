from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from player.i18n import Message
from player.model.events import Event, ExerciseEnded, ExerciseStarted, MarkerPlaced, Record, WallTime
from player.session import files, writer
from player.session.errors import SessionBusy, SessionNotSaved, SessionUnreadable
from player.session.files import not_saved
from player.session.store import SessionWriter, VerifyStatus, read_session, verify_session
from tests.helpers.clocks import FakeClock
from tests.session.damage import change, names_in
from tests.session.samples import RUN, events_after, new_session, small_drill
from tests.session.strategies import WALLS, logs


def _create(path: Path, clock: FakeClock) -> SessionWriter:
    return SessionWriter.create(path, small_drill(), clock, seed=7, session_id="s-1")


def test_what_was_appended_is_read_back(tmp_path: Path, clock: FakeClock) -> None:
    path = tmp_path / "a.gladi"
    events = events_after(1, *RUN)

    with _create(path, clock) as session:
        returned: list[Record] = []
        for start in (0, 1, 4):
            clock.advance_ms(700)
            returned += session.append(events[start : {0: 1, 1: 4, 4: 6}[start]])
            assert session.saved_seq == 1 + len(returned)
            assert session.head_hash == returned[-1].hash
            assert returned[-1].wall == clock.wall()
        assert session.append([]) == []

    saved = read_session(path)
    assert [record.event for record in saved.records[1:]] == events
    assert list(saved.records[1:]) == returned
    assert verify_session(path).status is VerifyStatus.INTACT


@settings(max_examples=30)
@given(log=logs(), walls=st.lists(WALLS, min_size=12, max_size=12), cuts=st.lists(st.integers(0, 12), max_size=4))
def test_any_log_in_any_portions_comes_back(
    log: list[Event], walls: list[WallTime], cuts: list[int], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("log") / "a.gladi"
    clock = FakeClock()
    edges = sorted({0, len(log), *(cut for cut in cuts if cut < len(log))})
    with _create(path, clock) as session:
        for start, end in pairwise(edges):
            session.append(log[start:end], walls[start:end])

    saved = read_session(path)

    assert [record.event for record in saved.records[1:]] == log
    assert [record.wall for record in saved.records[1:]] == walls[: len(log)]
    assert saved.damage is None


def test_a_closed_session_is_one_file(tmp_path: Path) -> None:
    path = new_session(tmp_path / "a.gladi")
    assert names_in(tmp_path) == [path.name]


def test_between_saves_the_file_alone_is_the_whole_session(tmp_path: Path, clock: FakeClock) -> None:
    with _create(tmp_path / "a.gladi", clock) as session:
        records = session.append(events_after(1, *RUN))
        copy = tmp_path / "stick" / "copy.gladi"
        copy.parent.mkdir()
        copy.write_bytes(session.path.read_bytes())

    assert list(read_session(copy).records[1:]) == records
    assert verify_session(copy).status is VerifyStatus.INTACT


@pytest.mark.parametrize("seqs", [[3], [1], [2, 4], [2, 2], [3, 2]])
def test_events_that_do_not_follow_are_refused(tmp_path: Path, clock: FakeClock, seqs: list[int]) -> None:
    with _create(tmp_path / "a.gladi", clock) as session:
        events = [events_after(seq - 1, MarkerPlaced())[0] for seq in seqs]
        with pytest.raises(ValueError, match="follow"):
            session.append(events)
        assert session.saved_seq == 1
    assert len(read_session(session.path).records) == 1


def test_nothing_is_written_after_closing(tmp_path: Path, clock: FakeClock) -> None:
    session = _create(tmp_path / "a.gladi", clock)
    session.close()
    session.close()
    with pytest.raises(ValueError, match="closed"):
        session.append(events_after(1, MarkerPlaced()))
    with pytest.raises(ValueError, match="closed"):
        session.pulse(1)


class TestAppendOnly:
    @pytest.mark.parametrize(
        "statement",
        [
            "UPDATE events SET data = '{}' WHERE seq = 3",
            "DELETE FROM events WHERE seq = 7",
            "DELETE FROM events",
            "REPLACE INTO events SELECT * FROM events WHERE seq = 4",
            "INSERT INTO events VALUES (99, 'marker_placed', 1, 0, 'WIB', 420, 9000, 9000, 'engine', '{}', '')",
            "UPDATE scenario SET text = ''",
            "DELETE FROM scenario",
            "REPLACE INTO scenario SELECT * FROM scenario",
        ],
    )
    def test_the_file_itself_refuses_any_change(self, tmp_path: Path, statement: str) -> None:
        path = new_session(tmp_path / "a.gladi")
        connection = sqlite3.connect(path)
        with pytest.raises(sqlite3.IntegrityError):
            connection.execute(statement)
        connection.close()
        assert verify_session(path).status is VerifyStatus.INTACT


class TestReopening:
    def test_it_goes_on_where_it_was_cut_off(self, tmp_path: Path, clock: FakeClock) -> None:
        path = new_session(tmp_path / "a.gladi", clock)
        before = read_session(path)

        with SessionWriter.reopen(path, clock) as session:
            assert (session.saved_seq, session.head_hash) == (7, before.head_hash)
            assert session.opening == before.records[0]
            records = session.append(events_after(7, MarkerPlaced("lagi"), exercise_ms=9000))

        assert read_session(path).records == (*before.records, *records)
        assert verify_session(path).status is VerifyStatus.INTACT

    def test_it_leaves_the_last_sign_of_life_alone(self, tmp_path: Path, clock: FakeClock) -> None:
        path = new_session(tmp_path / "a.gladi", clock)
        before = read_session(path).pulse
        clock.advance_ms(60_000)
        SessionWriter.reopen(path, clock).close()
        assert read_session(path).pulse == before

    def test_a_finished_session_can_still_be_added_to(self, tmp_path: Path, clock: FakeClock) -> None:
        path = new_session(tmp_path / "a.gladi", clock, ended=True)
        SessionWriter.reopen(path, clock).close()
        assert read_session(path).finished

    def test_a_damaged_session_is_not_continued(self, tmp_path: Path, clock: FakeClock) -> None:
        path = new_session(tmp_path / "a.gladi", clock)
        change(path, "UPDATE events SET zone = 'WIT' WHERE seq = 5")
        before = path.read_bytes()

        for _ in range(5):
            with pytest.raises(SessionUnreadable, match="damaged"):
                SessionWriter.reopen(path, clock)

        assert path.read_bytes() == before
        assert names_in(tmp_path) == [path.name]

    @pytest.mark.parametrize("content", [b"", b"no session at all"])
    def test_what_is_no_session_is_left_alone(self, tmp_path: Path, clock: FakeClock, content: bytes) -> None:
        path = tmp_path / "a.gladi"
        path.write_bytes(content)
        with pytest.raises(SessionUnreadable):
            SessionWriter.reopen(path, clock)
        assert path.read_bytes() == content
        assert names_in(tmp_path) == [path.name]


class TestTwoWriters:
    def test_the_second_is_turned_away(self, tmp_path: Path, clock: FakeClock) -> None:
        with _create(tmp_path / "a.gladi", clock) as session:
            with pytest.raises(SessionBusy, match="open in another"):
                SessionWriter.reopen(session.path, clock)
            session.append(events_after(1, *RUN))
        SessionWriter.reopen(session.path, clock).close()

    def test_a_link_leads_to_the_same_session(self, tmp_path: Path, clock: FakeClock) -> None:
        (tmp_path / "link.gladi").symlink_to(tmp_path / "a.gladi")
        with _create(tmp_path / "a.gladi", clock), pytest.raises(SessionBusy):
            SessionWriter.reopen(tmp_path / "link.gladi", clock)

    def test_one_that_slipped_past_the_lock_is_found_out(self, tmp_path: Path, clock: FakeClock) -> None:
        with _create(tmp_path / "a.gladi", clock) as session:
            session.append(events_after(1, *RUN))
            (tmp_path / "a.gladi-lock").unlink()  # as on a file system without locks
            with SessionWriter.reopen(session.path, clock) as other:
                theirs = other.append(events_after(7, MarkerPlaced("theirs"), exercise_ms=9000))
                for _ in range(3):
                    with pytest.raises(SessionBusy, match="has written to"):
                        session.append(events_after(7, MarkerPlaced("mine"), exercise_ms=9000))
                assert session.saved_seq == 7
        assert read_session(session.path).records[7:] == tuple(theirs)
        assert verify_session(session.path).status is VerifyStatus.INTACT


class TestFailures:
    def test_a_failed_save_saved_nothing_and_can_be_tried_again(self, tmp_path: Path, clock: FakeClock) -> None:
        with _create(tmp_path / "a.gladi", clock) as session:
            reader = _hold_shared(session.path)
            with pytest.raises(SessionBusy, match="is using"):
                session.append(events_after(1, *RUN))
            assert session.saved_seq == 1
            reader.close()
            assert len(read_session(session.path).records) == 1
            assert len(session.append(events_after(1, *RUN))) == 6
        assert verify_session(session.path).status is VerifyStatus.INTACT

    def test_a_file_moved_away_is_noticed_and_welcome_back(self, tmp_path: Path, clock: FakeClock) -> None:
        with _create(tmp_path / "a.gladi", clock) as session:
            session.append(events_after(1, *RUN[:2]))
            session.path.rename(tmp_path / "elsewhere")
            for _ in range(3):
                with pytest.raises(SessionNotSaved, match=r"moved or deleted|opened for writing"):
                    session.append(events_after(3, *RUN[2:], exercise_ms=2000))
            with pytest.raises(SessionNotSaved):
                session.pulse(9000)
            (tmp_path / "elsewhere").rename(session.path)
            session.append(events_after(3, *RUN[2:], exercise_ms=2000))
        assert len(read_session(session.path).records) == 7

    def test_another_file_in_its_place_is_left_alone(self, tmp_path: Path, clock: FakeClock) -> None:
        with _create(tmp_path / "a.gladi", clock) as session:
            session.append(events_after(1, *RUN[:2]))
            session.path.unlink()
            other = new_session(tmp_path / "b.gladi")
            other.rename(session.path)
            before = session.path.read_bytes()
            for _ in range(3):
                with pytest.raises(SessionNotSaved, match=r"moved or deleted|no longer the file"):
                    session.append(events_after(3, *RUN[2:], exercise_ms=2000))
        assert session.path.read_bytes() == before

    @pytest.mark.parametrize("further", [False, True])
    @pytest.mark.parametrize("own_times", [False, True])
    def test_a_save_that_was_reported_failed_but_was_not(
        self, tmp_path: Path, clock: FakeClock, monkeypatch: pytest.MonkeyPatch, *, further: bool, own_times: bool
    ) -> None:
        """A disk may fail after the last byte was written: the events are then there, once."""
        events = events_after(1, *RUN)
        walls = [clock.wall()] * 6 if own_times else None
        with _create(tmp_path / "a.gladi", clock) as session:
            with monkeypatch.context() as patch:
                patch.setattr(writer, "connect_for_writing", _failing_after("COMMIT"))
                with pytest.raises(SessionNotSaved):
                    session.append(events[:4], walls and walls[:4])
            assert session.saved_seq == 1
            clock.advance_ms(5000)
            until = 6 if further else 4
            records = session.append(events[:until], walls and walls[:until])
            assert [record.event for record in records] == events[:until]
            session.pulse(7000)
        assert read_session(session.path).records[1:] == tuple(records)
        assert verify_session(session.path).status is VerifyStatus.INTACT

    @pytest.mark.parametrize("statement", ["BEGIN", "INSERT"])
    def test_a_save_cut_off_in_the_middle(
        self, tmp_path: Path, clock: FakeClock, monkeypatch: pytest.MonkeyPatch, statement: str
    ) -> None:
        with _create(tmp_path / "a.gladi", clock) as session:
            with monkeypatch.context() as patch:
                patch.setattr(writer, "connect_for_writing", _failing_after(statement, KeyboardInterrupt))
                with pytest.raises(KeyboardInterrupt):
                    session.append(events_after(1, *RUN))
            assert len(read_session(session.path).records) == 1
            session.append(events_after(1, *RUN))
        assert len(read_session(session.path).records) == 7

    @pytest.mark.parametrize(
        "error",
        [
            sqlite3.SQLITE_FULL,
            sqlite3.SQLITE_IOERR_WRITE,
            sqlite3.SQLITE_IOERR_FSYNC,
            sqlite3.SQLITE_READONLY,
            sqlite3.SQLITE_READONLY_DBMOVED,
            sqlite3.SQLITE_CANTOPEN,
            sqlite3.SQLITE_BUSY,
            sqlite3.SQLITE_LOCKED,
            sqlite3.SQLITE_CORRUPT,
            sqlite3.SQLITE_NOTADB,
            sqlite3.SQLITE_PERM,
            sqlite3.SQLITE_CONSTRAINT_TRIGGER,
            sqlite3.SQLITE_NOMEM,
        ],
    )
    def test_every_failure_is_told_with_the_file_and_without_jargon(self, error: int) -> None:
        cause = sqlite3.OperationalError("out of luck")
        cause.sqlite_errorcode = error
        message = not_saved(Path("/media/stick/a.gladi"), cause).message
        assert isinstance(message, Message)
        assert "/media/stick/a.gladi" in str(message)
        assert "sqlite" not in str(message).lower()

    def test_a_mistake_of_the_program_is_not_taken_for_a_failure_of_the_disk(
        self, tmp_path: Path, clock: FakeClock
    ) -> None:
        with _create(tmp_path / "a.gladi", clock) as session, pytest.raises(TypeError):
            session.append(events_after(1, MarkerPlaced(3)))  # type: ignore[arg-type]


def _hold_shared(path: Path) -> sqlite3.Connection:
    """Somebody who reads and does not stop."""
    reader = sqlite3.connect(path, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM events").fetchone()
    return reader


class _Failing(sqlite3.Connection):
    after = ""
    error: type[BaseException] = sqlite3.OperationalError

    def execute(self, sql: str, parameters: Any = ()) -> sqlite3.Cursor:
        done = super().execute(sql, parameters)
        self._maybe(sql)
        return done

    def executemany(self, sql: str, parameters: Any) -> sqlite3.Cursor:
        done = super().executemany(sql, parameters)
        self._maybe(sql)
        return done

    def _maybe(self, sql: str) -> None:
        if sql.startswith(self.after):
            raise self.error("disk I/O error")


def _failing_after(
    statement: str, error: type[BaseException] = sqlite3.OperationalError
) -> Callable[[Path], sqlite3.Connection]:
    def connect(path: Path) -> sqlite3.Connection:
        kind = type("Failing", (_Failing,), {"after": statement, "error": error})
        connection: sqlite3.Connection = sqlite3.connect(path, isolation_level=None, factory=kind)
        files.set_durable(connection)
        return connection

    return connect


@pytest.mark.usefixtures("durable_disk")
def test_every_transaction_reaches_the_disk(tmp_path: Path, clock: FakeClock, monkeypatch: pytest.MonkeyPatch) -> None:
    flushed: list[int] = []
    monkeypatch.setattr(os, "fsync", flushed.append)
    with _create(tmp_path / "a.gladi", clock) as session:
        assert len(flushed) == 1, "the folder in which the file has just appeared"
        session.pulse(0)
        assert session._connection is not None
        assert session._connection.execute("PRAGMA synchronous").fetchone() == (3,)
        assert session._connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)


class TestContinuingElsewhere:
    def test_the_new_file_holds_the_same_session(self, tmp_path: Path, clock: FakeClock) -> None:
        path = new_session(tmp_path / "a.gladi", clock)
        saved = read_session(path)

        with SessionWriter.continue_as(tmp_path / "b.gladi", saved.loaded, clock, saved.records) as session:
            assert session.head_hash == saved.head_hash
            more = session.append(events_after(7, ExerciseEnded(), exercise_ms=9000))

        moved = read_session(tmp_path / "b.gladi")
        assert moved.records == (*saved.records, *more)
        assert verify_session(tmp_path / "b.gladi").status is VerifyStatus.INTACT

    def test_it_overwrites_nothing(self, tmp_path: Path, clock: FakeClock) -> None:
        path = new_session(tmp_path / "a.gladi", clock)
        records: Sequence[Record] = read_session(path).records
        with pytest.raises(SessionNotSaved, match="exists already"):
            SessionWriter.continue_as(path, small_drill(), clock, records)


def test_started_is_written_once(tmp_path: Path, clock: FakeClock) -> None:
    with _create(tmp_path / "a.gladi", clock) as session:
        session.append(events_after(1, ExerciseStarted()))
        with pytest.raises(ValueError, match="follow"):
            session.append(events_after(1, ExerciseStarted()))
