from __future__ import annotations

import errno
import subprocess
import sys
from pathlib import Path

import pytest

from player.session import lock
from player.session.errors import SessionBusy, SessionNotSaved
from player.session.lock import WriterLock, is_being_written
from tests.session.damage import names_in

HOLDER = """
import sys
from pathlib import Path
from player.session.lock import WriterLock
held = WriterLock(Path(sys.argv[1]))
print("held", flush=True)
sys.stdin.read()
"""


def test_one_holds_it_until_released(tmp_path: Path) -> None:
    session = tmp_path / "a.gladi"
    held = WriterLock(session)

    assert is_being_written(session)
    with pytest.raises(SessionBusy):
        WriterLock(session)
    held.release()
    held.release()

    assert not is_being_written(session)
    assert names_in(tmp_path) == []
    WriterLock(session).release()


def test_two_sessions_do_not_meet(tmp_path: Path) -> None:
    one, other = WriterLock(tmp_path / "a.gladi"), WriterLock(tmp_path / "b.gladi")
    one.release()
    other.release()


def test_the_system_lets_go_when_its_holder_dies(tmp_path: Path) -> None:
    session = tmp_path / "a.gladi"
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(session)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        assert is_being_written(session)
        with pytest.raises(SessionBusy):
            WriterLock(session)
        holder.kill()
        holder.wait()

    assert names_in(tmp_path) == ["a.gladi-lock"]
    assert not is_being_written(session)
    WriterLock(session).release()
    assert names_in(tmp_path) == []


def test_looking_whether_it_is_taken_keeps_nobody_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody who looks holds the lock for an instant; a writer that comes just then tries again."""
    session = tmp_path / "a.gladi"
    real, turns = lock._lock, []

    def busy_at_first(handle: int) -> None:
        turns.append(handle)
        if len(turns) == 1:
            raise OSError(errno.EAGAIN, "taken")
        real(handle)

    monkeypatch.setattr(lock, "_lock", busy_at_first)
    monkeypatch.setattr(lock, "_PAUSE_S", 0)
    WriterLock(session).release()
    assert len(turns) == 2


def test_a_lock_file_taken_away_by_its_last_holder_is_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = tmp_path / "a.gladi"
    real, turns = lock._lock, []

    def taken_away_at_first(handle: int) -> None:
        real(handle)
        turns.append(handle)
        if len(turns) == 1:
            (tmp_path / "a.gladi-lock").unlink()

    monkeypatch.setattr(lock, "_lock", taken_away_at_first)
    monkeypatch.setattr(lock, "_PAUSE_S", 0)
    held = WriterLock(session)
    assert len(turns) == 2
    assert is_being_written(session)
    held.release()


def test_a_file_system_without_locks_does_not_stop_the_drill(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fcntl = pytest.importorskip("fcntl")

    def none_here(*_args: object) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(fcntl, "flock", none_here)
    WriterLock(tmp_path / "a.gladi").release()


def test_a_disk_that_fails_is_told_as_such(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fcntl = pytest.importorskip("fcntl")

    def broken(*_args: object) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(fcntl, "flock", broken)
    before = _open_files()
    with pytest.raises(SessionNotSaved, match="Input/output error"):
        WriterLock(tmp_path / "a.gladi")
    assert _open_files() == before


def _open_files() -> int:
    folder = Path("/proc/self/fd")
    return len(names_in(folder)) if folder.exists() else 0
