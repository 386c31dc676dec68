# ruff: noqa: S608  the statements are put together from words of these tests

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
import struct
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from player.session.chain import GENESIS
from player.session.codec import canonical_json
from player.session.errors import SessionUnreadable
from player.session.schema import APPLICATION_ID, COLUMNS, FORMAT
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
from tests.session.damage import change, forge, journal_of, killed_in_the_middle, names_in, opened_up
from tests.session.samples import RUN, SCRIPT, events_after, new_session, small_drill

EVENTS = 1 + len(RUN)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sound session; not to be changed."""
    return new_session(tmp_path_factory.mktemp("whole") / "whole.gladi")


@pytest.fixture
def session(whole: Path, tmp_path: Path) -> Path:
    """A sound session of one's own."""
    return Path(shutil.copy(whole, tmp_path / "a.gladi"))


def _digest(folder: Path) -> dict[str, tuple[str, int]]:
    return {
        path.name: (hashlib.sha256(path.read_bytes()).hexdigest(), path.stat().st_mtime_ns) for path in folder.iterdir()
    }


def _damage_seq(path: Path) -> int | None:
    found = verify_session(path)
    assert found.status is VerifyStatus.DAMAGED
    assert found.reason is not None
    assert str(found.reason)
    return found.first_bad_seq


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


class TestDamage:
    @pytest.mark.parametrize("seq", range(1, EVENTS + 1))
    def test_every_bit_of_every_column_counts(self, whole: Path, session: Path, seq: int) -> None:
        for name in COLUMNS:
            shutil.copy(whole, session)
            with opened_up(session) as connection:
                (value,) = connection.execute(f"SELECT {name} FROM events WHERE seq = ?", (seq,)).fetchone()
                other = value + 100 if isinstance(value, int) else chr(ord(value[0]) ^ 1) + value[1:]
                connection.execute(f"UPDATE events SET {name} = ? WHERE seq = ?", (other, seq))
            assert _damage_seq(session) == seq, name

    @given(data=st.data())
    @settings(max_examples=60)
    def test_any_byte_of_any_row_is_found_and_named(
        self, whole: Path, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
    ) -> None:
        path = Path(shutil.copy(whole, tmp_path_factory.mktemp("flip") / "a.gladi"))
        seq = data.draw(st.integers(1, EVENTS))
        name = data.draw(st.sampled_from(["kind", "zone", "actor", "data", "hash"]))
        with opened_up(path) as connection:
            (text,) = connection.execute(f"SELECT {name} FROM events WHERE seq = ?", (seq,)).fetchone()
            flipped = bytearray(text.encode())
            flipped[data.draw(st.integers(0, len(flipped) - 1))] ^= data.draw(st.integers(1, 255))
            connection.execute(f"UPDATE events SET {name} = CAST(? AS TEXT) WHERE seq = ?", (bytes(flipped), seq))

        assert _damage_seq(path) == seq
        if seq == 1:
            with pytest.raises(SessionUnreadable, match="damaged"):
                read_session(path)
        else:
            saved = read_session(path)
            assert saved.records == read_session(whole).records[: seq - 1]
            assert saved.damage is not None
            assert saved.damage.seq == seq

    @given(data=st.data())
    @settings(max_examples=30)
    def test_any_byte_of_the_scenario_is_found(
        self, whole: Path, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
    ) -> None:
        path = Path(shutil.copy(whole, tmp_path_factory.mktemp("flip") / "a.gladi"))
        name = data.draw(st.sampled_from(["text", "sha256", "name"]))
        with opened_up(path) as connection:
            (text,) = connection.execute(f"SELECT {name} FROM scenario").fetchone()
            flipped = bytearray(text.encode())
            flipped[data.draw(st.integers(0, len(flipped) - 1))] ^= data.draw(st.integers(1, 255))
            connection.execute(f"UPDATE scenario SET {name} = CAST(? AS TEXT)", (bytes(flipped),))
        assert _damage_seq(path) == 1

    def test_a_changed_scenario_that_can_still_be_read_is_reported(self, session: Path) -> None:
        change(session, "UPDATE scenario SET text = replace(text, 'Botol', 'Batu')")
        saved = read_session(session)
        assert saved.damage is not None
        assert len(saved.records) == EVENTS

    def test_a_changed_title_is_found(self, session: Path) -> None:
        change(session, 'UPDATE scenario SET title = \'{"":"Lain"}\'')
        assert _damage_seq(session) is None

    @given(place=st.integers(0, 2**31), bits=st.integers(1, 255))
    @settings(max_examples=200)
    def test_a_byte_of_the_file_never_changes_what_is_told(
        self, whole: Path, tmp_path_factory: pytest.TempPathFactory, place: int, bits: int
    ) -> None:
        """Whatever is hit: it is found out, or it lies where nothing is stored and all is told as it was."""
        content = bytearray(whole.read_bytes())
        content[place % len(content)] ^= bits
        path = tmp_path_factory.mktemp("flip") / "a.gladi"
        path.write_bytes(content)

        found = verify_session(path)
        summarize(path)

        original = read_session(whole).records
        try:
            saved = read_session(path)
        except SessionUnreadable:
            assert found.status is not VerifyStatus.INTACT
        else:
            assert saved.records == original[: len(saved.records)]
            if found.status is VerifyStatus.INTACT:
                assert saved.records == original
                assert saved.loaded == small_drill()

    @pytest.mark.parametrize("seq", [2, 4, EVENTS - 1])
    def test_a_missing_event_is_named(self, session: Path, seq: int) -> None:
        change(session, f"DELETE FROM events WHERE seq = {seq}")
        assert _damage_seq(session) == seq
        assert len(read_session(session).records) == seq - 1

    @pytest.mark.parametrize("lost", [1, 3])
    def test_a_missing_end_is_named(self, session: Path, lost: int) -> None:
        change(session, f"DELETE FROM events WHERE seq > {EVENTS - lost}")
        assert _damage_seq(session) == EVENTS - lost + 1

    def test_a_log_without_events_is_damaged_from_the_first(self, session: Path) -> None:
        change(session, "DELETE FROM events")
        assert _damage_seq(session) == 1
        assert verify_session(session).head_hash is None

    def test_two_events_that_changed_places_are_found(self, session: Path) -> None:
        change(
            session,
            "UPDATE events SET seq = 1000 WHERE seq = 4",
            "UPDATE events SET seq = 4 WHERE seq = 5",
            "UPDATE events SET seq = 5 WHERE seq = 1000",
        )
        assert _damage_seq(session) == 4

    def test_a_lost_sign_of_life_is_no_reason_not_to_read(self, session: Path) -> None:
        change(session, "UPDATE pulse SET zone = CAST(x'ff' AS TEXT)")
        assert _damage_seq(session) is None
        saved = read_session(session)
        assert len(saved.records) == EVENTS
        assert (saved.pulse, saved.last_exercise_ms) == (None, 6000)

    @pytest.mark.parametrize(
        "statement",
        [
            "DROP TRIGGER events_never_change",
            "CREATE TABLE more (x)",
            "CREATE TRIGGER t AFTER INSERT ON events BEGIN DELETE FROM pulse; END",
            "CREATE INDEX i ON events (kind)",
            "ALTER TABLE events ADD COLUMN x",
        ],
    )
    def test_a_changed_layout_is_found(self, session: Path, statement: str) -> None:
        with closing(sqlite3.connect(session)) as connection:
            connection.execute(statement)
        assert _damage_seq(session) is None
        assert len(read_session(session).records) == EVENTS

    def test_a_page_of_rubbish_in_the_middle_of_the_log(self, tmp_path: Path, clock: FakeClock) -> None:
        with SessionWriter.create(tmp_path / "a.gladi", small_drill(), clock, session_id="s") as writer:
            events = [event for n in range(100) for event in events_after(1 + n * 6, *RUN, exercise_ms=n * 9000)]
            writer.append(events)
        content = bytearray(writer.path.read_bytes())
        original = read_session(writer.path).records
        place = content.rfind(b"page" if b"page" in content else b"orasi")
        start = place // 4096 * 4096
        content[start : start + 4096] = os.urandom(4096)
        writer.path.write_bytes(content)

        found = verify_session(writer.path)
        saved = read_session(writer.path)

        assert found.status is VerifyStatus.DAMAGED
        assert found.first_bad_seq == len(saved.records) + 1
        assert 0 < len(saved.records) < 601
        assert saved.records == original[: len(saved.records)]
        assert list_sessions(tmp_path)[0].path == writer.path


class TestForgery:
    """Rows whose hashes fit and which are wrong all the same: only a program that knows how can make them."""

    def test_the_forger_of_these_tests_knows_how(self, session: Path) -> None:
        forge(session, 4, zone="WIT")
        assert verify_session(session).status is VerifyStatus.INTACT

    @pytest.mark.parametrize(
        "columns",
        [
            {"exercise_ms": 10},
            {"kind": "coffee_served"},
            {"version": 2},
            {"actor": "nobody"},
            {"data": '{"how":"go", "inject":"orator"}'},
            {"data": '{"how":"go"}'},
            {"kind": "session_opened"},
        ],
    )
    def test_it_is_found_and_named(self, session: Path, columns: dict[str, object]) -> None:
        forge(session, 4, **columns)
        assert _damage_seq(session) == 4

    def test_another_opening_does_not_fit_the_scenario(self, session: Path) -> None:
        opened = read_session(session).opened
        data = {name: getattr(opened, name) for name in opened.__dataclass_fields__ if name.islower()}
        forge(session, 1, data=canonical_json({**data, "scenario_sha256": "0" * 64}))
        assert _damage_seq(session) == 1

    def test_a_session_opens_with_its_opening(self, session: Path) -> None:
        forge(session, 1, kind="marker_placed", data='{"text":""}')
        assert _damage_seq(session) == 1


def test_the_chain_starts_at_the_agreed_value(whole: Path) -> None:
    assert read_session(whole).records[0].hash != GENESIS
    assert int.from_bytes(whole.read_bytes()[68:72]) == APPLICATION_ID


class TestListing:
    def test_the_latest_comes_first_and_nothing_is_left_out(self, tmp_path: Path) -> None:
        clock = FakeClock()
        new_session(tmp_path / "old.gladi", clock, ended=True)
        clock.advance_ms(86_400_000)
        cut_off = new_session(tmp_path / "new.gladi", clock)
        change(new_session(tmp_path / "torn.gladi", clock), "DELETE FROM events WHERE seq = 3")
        (tmp_path / "empty.gladi").touch()
        (tmp_path / "folder.gladi").mkdir()
        (tmp_path / "notes.txt").touch()

        listed = list_sessions(tmp_path)

        assert {summary.path.stem: summary.state for summary in listed} == {
            "new": SessionState.INTERRUPTED,
            "torn": SessionState.DAMAGED,
            "old": SessionState.FINISHED,
            "folder": SessionState.UNREADABLE,
            "empty": SessionState.UNREADABLE,
        }
        assert [summary.path.stem for summary in listed][:3] == ["torn", "new", "old"]
        newest = listed[1]
        assert (newest.path, newest.events, newest.length_ms) == (cut_off, EVENTS, 6000)
        assert newest.title == small_drill().scenario.title
        assert newest.started == read_session(cut_off).records[1].wall
        assert newest.problem is None
        assert all(summary.problem for summary in listed if summary.path.stem in {"torn", "folder", "empty"})

    def test_one_that_is_running_is_shown_as_such(self, session: Path, clock: FakeClock) -> None:
        with SessionWriter.reopen(session, clock):
            assert summarize(session).state is SessionState.RUNNING
        assert summarize(session).state is SessionState.INTERRUPTED

    def test_a_lock_left_by_a_killed_writer_means_nothing(self, session: Path) -> None:
        session.with_name("a.gladi-lock").touch()
        assert summarize(session).state is SessionState.INTERRUPTED

    def test_a_missing_folder_holds_no_sessions(self, tmp_path: Path) -> None:
        assert list_sessions(tmp_path / "none") == []
        (tmp_path / "file").touch()
        assert list_sessions(tmp_path / "file") == []

    def test_before_the_start_the_opening_counts(self, tmp_path: Path, clock: FakeClock) -> None:
        SessionWriter.create(tmp_path / "a.gladi", small_drill(), clock).close()
        assert summarize(tmp_path / "a.gladi").started == clock.wall()

    @pytest.mark.parametrize(
        "statement",
        [
            "UPDATE scenario SET title = '['",
            "UPDATE scenario SET title = '[1]'",
            "UPDATE scenario SET title = 7",
            "DELETE FROM scenario",
            "DELETE FROM pulse",
            "DELETE FROM events",
            "UPDATE events SET exercise_ms = 'x' WHERE seq = 3",
            "UPDATE pulse SET seq = 99",
            "DROP TABLE pulse",
        ],
    )
    def test_what_is_amiss_is_listed_as_damaged(self, session: Path, statement: str) -> None:
        change(session, statement)
        summary = summarize(session)
        assert (summary.state, summary.path) == (SessionState.DAMAGED, session)
        assert summary.problem
