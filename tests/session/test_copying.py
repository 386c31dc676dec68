"""Copies of sessions: the same bytes under a free name, also of one that is being written or was hurt."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

import pytest

from player.model.scenario import LoadedScenario
from player.session.copying import copy_session
from player.session.errors import SessionNotSaved, SessionUnreadable
from player.session.live import LiveDrill
from player.session.store import SessionWriter, VerifyStatus, read_session, verify_session
from tests.helpers.clocks import FakeClock
from tests.helpers.desk_script import short_script


@pytest.fixture(scope="module")
def loaded() -> LoadedScenario:
    return short_script()


@pytest.fixture
def drill(tmp_path: Path, loaded: LoadedScenario) -> LiveDrill:
    clock = FakeClock()
    return LiveDrill(loaded, SessionWriter.create(tmp_path / "one.gladi", loaded, clock), clock, longest_gap_ms=60_000)


def test_it_is_the_same_and_the_names_are_free(drill: LiveDrill) -> None:
    drill.close()
    before = drill.path.read_bytes()
    copies = [copy_session(drill.path) for _turn in range(2)]
    assert [copy.name for copy in copies] == ["one_2.gladi", "one_3.gladi"]
    assert [copy.read_bytes() for copy in copies] == [before, before]
    assert drill.path.read_bytes() == before
    assert verify_session(copies[0]).status is verify_session(drill.path).status
    assert sorted(path.name for path in drill.path.parent.iterdir()) == ["one.gladi", "one_2.gladi", "one_3.gladi"]


def test_one_that_is_being_written_goes_on(drill: LiveDrill) -> None:
    copy = copy_session(drill.path)
    count = len(read_session(copy).records)
    assert count == len(drill.entries)
    drill.close()
    assert not drill.unsaved
    assert read_session(drill.path).records[:count] == read_session(copy).records
    assert verify_session(copy).status is not VerifyStatus.DAMAGED


def test_one_that_was_cut_off_within_a_write_is_copied_as_it_was_before(drill: LiveDrill, tmp_path: Path) -> None:
    drill.close()
    path = tmp_path / "cut.gladi"
    path.write_bytes(drill.path.read_bytes())
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA cache_size=1")
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("UPDATE pulse SET exercise_ms = 77")
    connection.execute("CREATE TABLE big AS SELECT randomblob(900000) AS x")
    hurt, journal = path.read_bytes(), path.with_name("cut.gladi-journal").read_bytes()
    connection.rollback()
    connection.close()
    path.write_bytes(hurt)
    path.with_name("cut.gladi-journal").write_bytes(journal)
    assert hurt != drill.path.read_bytes(), "the file alone is not what was saved"
    copy = copy_session(path)
    assert read_session(copy).records == read_session(drill.path).records
    assert path.read_bytes() == hurt


@pytest.mark.parametrize("content", [b"", b"not a session", bytes(4096)])
def test_what_is_damaged_is_copied_as_it_lies_there(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "hurt.gladi"
    path.write_bytes(content)
    assert copy_session(path).read_bytes() == content


def test_what_cannot_be_read_or_written_is_told_and_leaves_nothing(
    drill: LiveDrill, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drill.close()
    with pytest.raises(SessionUnreadable, match=r"gone\.gladi"):
        copy_session(tmp_path / "gone.gladi")

    def no_room(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", no_room)
    with pytest.raises(SessionNotSaved, match="No space left on device"):
        copy_session(drill.path)
    assert [path.name for path in tmp_path.iterdir()] == ["one.gladi"]
