from __future__ import annotations

import errno
import hashlib
import os
import shutil
import sqlite3
import struct
from contextlib import closing
from pathlib import Path

import pytest

from player.session import files
from player.session.chain import GENESIS
from player.session.errors import SessionUnreadable
from player.session.schema import APPLICATION_ID, FORMAT
from player.session.store import (
    SavedSession,
    SessionState,
    SessionWriter,
    Verification,
    VerifyStatus,
    list_sessions,
    read_session,
    summarize,
    verify_session,
)
from tests.helpers.clocks import FakeClock
from tests.session.damage import change, journal_of, killed_in_the_middle, names_in
from tests.session.samples import RUN, SCRIPT, events_after

EVENTS = 1 + len(RUN)


def _digest(folder: Path) -> dict[str, tuple[str, int]]:
    return {
        path.name: (hashlib.sha256(path.read_bytes()).hexdigest(), path.stat().st_mtime_ns) for path in folder.iterdir()
    }


def test_a_sound_session_is_intact(session: Path) -> None:
    saved = read_session(session)

    assert verify_session(session) == Verification(session, VerifyStatus.INTACT, EVENTS, saved.head_hash)
    assert saved.damage is None
    assert saved.pulse is not None
    assert (saved.pulse.exercise_ms, saved.pulse.seq) == (6000, EVENTS)


def test_the_last_known_moment_is_the_later_of_event_and_sign_of_life(session: Path, clock: FakeClock) -> None:
    saved = read_session(session)
    assert (saved.last_exercise_ms, saved.last_wall) == (6000, saved.records[-1].wall)
    clock.advance_ms(90_000)
    with SessionWriter.reopen(session, clock) as writer:
        writer.pulse(61_000)
    saved = read_session(session)
    assert (saved.last_exercise_ms, saved.last_wall) == (61_000, clock.wall())


class TestReadingChangesNothing:
    def test_of_a_sound_session(self, session: Path, tmp_path: Path) -> None:
        before = _digest(tmp_path)
        _read_in_every_way(session)
        assert _digest(tmp_path) == before

    def test_of_one_whose_writer_was_killed(self, session: Path, tmp_path: Path) -> None:
        killed = killed_in_the_middle(session, tmp_path / "killed.gladi")
        assert journal_of(killed).exists()
        assert killed.stat().st_size > session.stat().st_size
        before = _digest(tmp_path)

        saved = _read_in_every_way(killed)

        assert _digest(tmp_path) == before
        assert saved.records == read_session(session).records
        assert verify_session(killed).status is VerifyStatus.INTACT

    def test_of_one_in_a_folder_that_cannot_be_written(self, session: Path, tmp_path: Path) -> None:
        killed = killed_in_the_middle(session, tmp_path / "killed.gladi")
        journal_of(killed).chmod(0o444)
        killed.chmod(0o444)
        session.chmod(0o444)
        tmp_path.chmod(0o555)
        try:
            _read_in_every_way(session)
            _read_in_every_way(killed)
        finally:
            tmp_path.chmod(0o755)

    def test_of_one_behind_a_link(self, session: Path, tmp_path: Path) -> None:
        killed = killed_in_the_middle(session, tmp_path / "killed.gladi")
        link = tmp_path / "elsewhere" / "link.gladi"
        link.parent.mkdir()
        link.symlink_to(killed)
        before = killed.read_bytes()
        assert _read_in_every_way(link).records == read_session(session).records
        assert killed.read_bytes() == before

    def test_of_one_turned_to_another_journal_mode(self, session: Path, tmp_path: Path) -> None:
        with closing(sqlite3.connect(session)) as connection:
            connection.execute("PRAGMA journal_mode=WAL")
        before = _digest(tmp_path)

        _read_in_every_way(session)

        assert _digest(tmp_path) == before

    def test_of_one_being_written(self, session: Path, clock: FakeClock) -> None:
        with SessionWriter.reopen(session, clock) as writer:
            for seq in range(EVENTS, EVENTS + 3):
                writer.append(events_after(seq, RUN[3], exercise_ms=seq * 1000))
                assert len(read_session(session).records) == seq + 1
                assert verify_session(session).status is VerifyStatus.INTACT


def test_one_that_stays_locked_is_told_as_such(session: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "READING_PATIENCE_S", 0.01)
    with closing(sqlite3.connect(session, isolation_level=None)) as connection:
        connection.execute("BEGIN EXCLUSIVE")
        with pytest.raises(SessionUnreadable, match="Try again"):
            read_session(session)
        assert verify_session(session).status is VerifyStatus.UNREADABLE
    assert verify_session(session).status is VerifyStatus.INTACT


def test_recovering_without_room_for_a_copy_is_told(
    session: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    killed = killed_in_the_middle(session, tmp_path / "killed.gladi")

    def no_room(*_args: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(shutil, "copyfile", no_room)
    with pytest.raises(SessionUnreadable, match="No space left"):
        read_session(killed)


def _read_in_every_way(path: Path) -> SavedSession:
    verify_session(path)
    summarize(path)
    list_sessions(path.parent)
    return read_session(path)


def test_a_killed_writer_s_half_is_rolled_back_on_reopening(session: Path, tmp_path: Path, clock: FakeClock) -> None:
    killed = killed_in_the_middle(session, tmp_path / "killed.gladi")

    with SessionWriter.reopen(killed, clock) as writer:
        assert not journal_of(killed).exists()
        writer.append(events_after(EVENTS, RUN[2], exercise_ms=9000))

    assert len(read_session(killed).records) == EVENTS + 1
    assert names_in(tmp_path) == ["a.gladi", "killed.gladi"]


class TestNoSession:
    def test_not_there(self, tmp_path: Path) -> None:
        self._refused(tmp_path / "none.gladi", "does not exist")

    def test_a_folder(self, tmp_path: Path) -> None:
        self._refused(tmp_path, "folder")

    def test_no_regular_file(self, tmp_path: Path) -> None:
        os.mkfifo(tmp_path / "pipe.gladi")
        self._refused(tmp_path / "pipe.gladi", "not a file")

    @pytest.mark.parametrize(
        ("content", "words"),
        [
            (b"", "empty"),
            (b"x", "not a Gladi session"),
            (b"SQLite format 3\0", "not a Gladi session"),
            (SCRIPT.encode() * 9, "not a Gladi session"),
            (b"\0" * 20_000, "not a Gladi session"),
        ],
    )
    def test_something_else(self, tmp_path: Path, content: bytes, words: str) -> None:
        path = tmp_path / "a.gladi"
        path.write_bytes(content)
        self._refused(path, words)
        assert path.read_bytes() == content

    def test_a_database_of_another_program(self, tmp_path: Path) -> None:
        with closing(sqlite3.connect(tmp_path / "a.gladi")) as connection:
            connection.execute("CREATE TABLE events (seq, kind)")
        self._refused(tmp_path / "a.gladi", "another program")

    @pytest.mark.parametrize(("version", "words"), [(FORMAT + 1, "newer Gladi"), (0, "damaged"), (2**31, "newer")])
    def test_a_format_not_known(self, session: Path, version: int, words: str) -> None:
        content = bytearray(session.read_bytes())
        content[60:64] = struct.pack(">I", version)
        session.write_bytes(content)
        self._refused(session, words)

    def test_a_session_without_its_log(self, session: Path) -> None:
        change(session, "DROP TABLE events")
        assert "log" in str(self._refused(session, "damaged"))

    def test_a_trap(self, session: Path) -> None:
        """A view in the place of the log could count for ever."""
        change(
            session,
            "ALTER TABLE events RENAME TO hidden",
            "CREATE VIEW events AS WITH RECURSIVE n(seq) AS (SELECT 1 UNION ALL SELECT seq + 1 FROM n) SELECT * FROM n",
        )
        self._refused(session, "somebody else")

    @pytest.mark.parametrize("keep", [100, 4000, 4096, 5000])
    def test_a_file_cut_short(self, session: Path, keep: int) -> None:
        session.write_bytes(session.read_bytes()[:keep])
        with pytest.raises(SessionUnreadable, match="damaged"):
            read_session(session)
        assert verify_session(session).status is not VerifyStatus.INTACT

    def test_an_unreadable_scenario_says_how_much_is_whole(self, session: Path) -> None:
        change(session, "UPDATE scenario SET text = 'gladi: 99'")
        with pytest.raises(SessionUnreadable, match=f"{EVENTS} events are whole"):
            read_session(session)
        change(session, "DELETE FROM scenario")
        with pytest.raises(SessionUnreadable, match=f"{EVENTS} events are whole"):
            read_session(session)

    def test_a_name_too_long(self, tmp_path: Path) -> None:
        self._refused(tmp_path / ("x" * 300), "too long")

    @pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")
    @pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="nothing is forbidden to root")
    def test_a_file_that_may_not_be_read(self, session: Path) -> None:
        session.chmod(0)
        self._refused(session, "cannot be read")

    @staticmethod
    def _refused(path: Path, words: str) -> SessionUnreadable:
        with pytest.raises(SessionUnreadable, match=words) as error:
            read_session(path)
        assert str(path) in str(error.value)
        found = verify_session(path)
        assert (found.status, found.reason) == (VerifyStatus.UNREADABLE, error.value.message)
        assert found.head_hash is None
        assert summarize(path).state in {SessionState.UNREADABLE, SessionState.DAMAGED}
        return error.value


def test_the_chain_starts_at_the_agreed_value(whole: Path) -> None:
    assert read_session(whole).records[0].hash != GENESIS
    assert int.from_bytes(whole.read_bytes()[68:72]) == APPLICATION_ID
