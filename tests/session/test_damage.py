# ruff: noqa: S608  the statements are put together from words of these tests

from __future__ import annotations

import random
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from player.session.codec import canonical_json
from player.session.errors import SessionUnreadable
from player.session.schema import COLUMNS
from player.session.store import (
    SessionWriter,
    VerifyStatus,
    list_sessions,
    read_session,
    summarize,
    verify_session,
)
from tests.helpers.clocks import FakeClock
from tests.session.damage import change, forge, opened_up
from tests.session.samples import RUN, events_after, small_drill

EVENTS = 1 + len(RUN)


def _damage_seq(path: Path) -> int | None:
    found = verify_session(path)
    assert found.status is VerifyStatus.DAMAGED
    assert found.reason is not None
    assert str(found.reason)
    return found.first_bad_seq


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
        content[start : start + 4096] = random.Random(7).randbytes(4096)
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
