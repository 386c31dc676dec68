from __future__ import annotations

import errno
import os
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from player.model.events import SessionOpened
from player.session import writer
from player.session.errors import SessionNotSaved
from player.session.store import SessionWriter, VerifyStatus, read_session, verify_session
from tests.helpers.clocks import FakeClock
from tests.session.damage import names_in
from tests.session.samples import new_session, small_drill


def _create(path: Path, clock: FakeClock) -> SessionWriter:
    return SessionWriter.create(path, small_drill(), clock, seed=7, session_id="s-1")


def test_a_new_session_holds_its_opening(tmp_path: Path, clock: FakeClock) -> None:
    path = tmp_path / "a.gladi"

    with _create(path, clock) as session:
        assert session.saved_seq == 1
        opening = session.opening

    saved = read_session(path)
    assert saved.records == (opening,)
    assert saved.opened == SessionOpened("s-1", "0.1.0", "latihan-kecil", "kecil.yaml", small_drill().sha256, 7)
    assert opening.wall == clock.wall()
    assert saved.loaded == small_drill()
    assert not saved.finished


def test_each_session_is_told_from_all_others(tmp_path: Path, clock: FakeClock) -> None:
    opened = set()
    for name in "ab":
        path = tmp_path / f"{name}.gladi"
        SessionWriter.create(path, small_drill(), clock).close()
        opened.add(read_session(path).opened.session_id)
    assert len(opened) == 2


def test_the_same_session_is_the_same_bytes(tmp_path: Path) -> None:
    one, other = new_session(tmp_path / "one.gladi"), new_session(tmp_path / "other.gladi")
    assert one.read_bytes() == other.read_bytes()


class TestNeverOverwriting:
    @pytest.mark.parametrize("links", [True, False])
    @pytest.mark.parametrize("content", [b"", b"anything", None])
    def test_an_existing_file_stays(
        self, tmp_path: Path, clock: FakeClock, monkeypatch: pytest.MonkeyPatch, *, content: bytes | None, links: bool
    ) -> None:
        if not links:
            monkeypatch.setattr(os, "link", _no_links)
        path = tmp_path / "a.gladi"
        before = new_session(path).read_bytes() if content is None else content
        path.write_bytes(before)

        with pytest.raises(SessionNotSaved, match="exists already"):
            _create(path, clock)

        assert path.read_bytes() == before
        assert names_in(tmp_path) == [path.name]

    def test_neither_a_folder_nor_a_dangling_link_is_replaced(self, tmp_path: Path, clock: FakeClock) -> None:
        (tmp_path / "folder.gladi").mkdir()
        with pytest.raises(SessionNotSaved, match="exists already"):
            _create(tmp_path / "folder.gladi", clock)

    @pytest.mark.parametrize("links", [True, False])
    def test_a_file_that_appears_at_the_last_moment_stays(
        self, tmp_path: Path, clock: FakeClock, monkeypatch: pytest.MonkeyPatch, *, links: bool
    ) -> None:
        path = tmp_path / "a.gladi"
        fill = writer._fill

        def meanwhile(*args: Any) -> None:
            fill(*args)
            path.write_bytes(b"mine")

        monkeypatch.setattr(writer, "_fill", meanwhile)
        if not links:
            monkeypatch.setattr(os, "link", _no_links)

        with pytest.raises(SessionNotSaved, match="exists already"):
            _create(path, clock)

        assert path.read_bytes() == b"mine"
        assert names_in(tmp_path) == [path.name]


def _no_links(*_args: object) -> None:
    raise OSError(errno.EPERM, "Operation not permitted")


def test_a_disk_without_hard_links_is_good_enough(
    tmp_path: Path, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "link", _no_links)
    path = new_session(tmp_path / "a.gladi", clock)
    assert names_in(tmp_path) == [path.name]
    assert verify_session(path).status is VerifyStatus.INTACT


def test_a_half_made_file_is_never_seen(tmp_path: Path, clock: FakeClock, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.gladi"
    seen: list[bool] = []
    real = sqlite3.connect

    def traced(*args: Any, **kwargs: Any) -> sqlite3.Connection:
        connection: sqlite3.Connection = real(*args, **kwargs)
        connection.set_trace_callback(lambda _: seen.append(path.exists()))
        return connection

    monkeypatch.setattr(sqlite3, "connect", traced)
    _create(path, clock).close()

    assert len(seen) > 10
    assert not any(seen)


@pytest.mark.parametrize("step", range(25))
def test_making_a_file_that_fails_leaves_nothing(
    tmp_path: Path, clock: FakeClock, step: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Interrupted at any statement there is either no file or a whole one."""
    path = tmp_path / "a.gladi"
    left = step
    real = sqlite3.connect

    def interrupted(*args: Any, **kwargs: Any) -> sqlite3.Connection:
        def stop(*_args: object) -> int:
            nonlocal left
            left -= 1
            return sqlite3.SQLITE_DENY if left < 0 else sqlite3.SQLITE_OK

        connection: sqlite3.Connection = real(*args, **kwargs)
        connection.set_authorizer(stop)
        return connection

    with monkeypatch.context() as patch:
        patch.setattr(sqlite3, "connect", interrupted)
        with pytest.raises(SessionNotSaved):
            _create(path, clock)

    assert names_in(tmp_path) == []
    _create(path, clock).close()


def test_what_a_killed_run_left_half_made_is_cleared_away(tmp_path: Path, clock: FakeClock) -> None:
    for name in (".a.gladi-new", ".a.gladi-new-journal", "a.gladi-lock"):
        (tmp_path / name).write_bytes(b"left behind")

    path = new_session(tmp_path / "a.gladi", clock)

    assert names_in(tmp_path) == [path.name]
    assert verify_session(path).status is VerifyStatus.INTACT


def test_a_folder_that_is_not_there_is_named(tmp_path: Path, clock: FakeClock) -> None:
    with pytest.raises(SessionNotSaved, match="gone"):
        _create(tmp_path / "gone" / "a.gladi", clock)
    assert not (tmp_path / "gone").exists()


@pytest.mark.parametrize("name", ["a b", "100% #1?mode=memory&x=y", "geladi “é” 😀", "..a", "%41", "a;b'c\"d"])
def test_any_name_is_good(tmp_path: Path, clock: FakeClock, name: str) -> None:
    (tmp_path / name).mkdir()
    path = new_session(tmp_path / name / f"{name}.gladi", clock)
    assert names_in(path.parent) == [path.name]
    assert verify_session(path).status is VerifyStatus.INTACT
    SessionWriter.reopen(path, clock).close()


def test_a_name_too_long_is_told(tmp_path: Path, clock: FakeClock) -> None:
    with pytest.raises(SessionNotSaved, match="too long"):
        _create(tmp_path / ("x" * 300), clock)
