"""Disks that are full or may not be written: nothing is falsely saved, and the drill's events are not lost."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from player.session.errors import SessionNotSaved
from player.session.store import SessionWriter, VerifyStatus, read_session, verify_session
from tests.helpers.clocks import FakeClock
from tests.session.damage import names_in
from tests.session.samples import new_session, small_drill

REPOSITORY = Path(__file__).resolve().parents[2]
NOBODY = 65534
ROOT = hasattr(os, "geteuid") and os.geteuid() == 0


class _Writer:
    """The headless writer at the other end of two pipes."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process
        self.acknowledged = 0

    @property
    def pid(self) -> int:
        return self._process.pid

    def go_on(self) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write("\n")
        self._process.stdin.flush()

    def lines(self) -> Iterator[str]:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            if line.startswith(("open ", "saved ")):
                self.acknowledged = int(line.split()[1])
            yield line.rstrip("\n")

    def until(self, start: str) -> str:
        return next(line for line in self.lines() if line.startswith(start))


@contextmanager
def _writing(path: Path, *options: str) -> Iterator[_Writer]:
    command = [sys.executable, "-m", "tests.session.headless_writer", str(path), *options]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=REPOSITORY) as process:
        try:
            yield _Writer(process)
        finally:
            process.kill()


def _exactly_what_was_acknowledged(path: Path, acknowledged: int) -> None:
    assert verify_session(path).status is VerifyStatus.INTACT
    assert len(read_session(path).records) == acknowledged


@pytest.mark.skipif(sys.platform != "linux", reason="limits of another process can be set on Linux only")
def test_a_file_that_cannot_grow(tmp_path: Path) -> None:
    import resource

    path = tmp_path / "a.gladi"
    with _writing(path, "--at-most", "60", "--wait") as writer:
        writer.until("saved")
        limits = resource.prlimit(writer.pid, resource.RLIMIT_FSIZE)
        resource.prlimit(writer.pid, resource.RLIMIT_FSIZE, (200_000, limits[1]))
        writer.go_on()

        for _ in range(3):
            assert str(path) in writer.until("failed")
            _exactly_what_was_acknowledged(path, writer.acknowledged)
            writer.go_on()
        writer.until("failed")
        resource.prlimit(writer.pid, resource.RLIMIT_FSIZE, limits)
        writer.go_on()
        assert list(writer.lines())[-1] == "closed"

    _exactly_what_was_acknowledged(path, writer.acknowledged)
    assert writer.acknowledged == 1 + sum(1 + turn % 7 for turn in range(60))
    assert names_in(tmp_path) == [path.name]


@contextmanager
def _tiny_disk(at: Path, size: str = "300k") -> Iterator[Path]:
    at.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size}", "gladi-test", str(at)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("no right to mount a disk here")
    try:
        yield at
    finally:
        subprocess.run(["umount", "-l", str(at)], check=True)


def _fill_up(path: Path) -> None:
    with path.open("wb", buffering=0) as file, suppress(OSError):
        while True:
            file.write(b"x" * 4096)


@pytest.mark.faults
@pytest.mark.skipif(not ROOT, reason="only root mounts disks")
class TestTinyDisk:
    def test_a_full_disk_and_room_on_it_again(self, tmp_path: Path) -> None:
        with _tiny_disk(tmp_path / "disk") as disk:
            ballast = disk / "ballast"
            ballast.write_bytes(b"x" * 120_000)
            path = disk / "a.gladi"
            with _writing(path, "--at-most", "40") as writer:
                reason = writer.until("failed")
                assert "disk is full" in reason
                for _ in range(5):
                    _exactly_what_was_acknowledged(path, writer.acknowledged)
                    writer.go_on()
                    writer.until("failed")
                before = writer.acknowledged
                ballast.unlink()
                writer.go_on()
                for line in writer.lines():
                    if line.startswith("failed") or line == "closed":
                        break
            assert writer.acknowledged > before
            _exactly_what_was_acknowledged(path, writer.acknowledged)

    def test_a_session_cannot_be_made_on_a_full_disk(self, tmp_path: Path) -> None:
        with _tiny_disk(tmp_path / "disk") as disk:
            ballast = disk / "ballast"
            _fill_up(ballast)
            for _ in range(3):
                with pytest.raises(SessionNotSaved):
                    SessionWriter.create(disk / "a.gladi", small_drill(), FakeClock())
                assert names_in(disk) == ["ballast"]

    def test_a_disk_that_is_read_only(self, tmp_path: Path) -> None:
        with _tiny_disk(tmp_path / "disk") as disk:
            path = new_session(disk / "a.gladi")
            subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
            with pytest.raises(SessionNotSaved, match="Read-only"):
                SessionWriter.create(disk / "b.gladi", small_drill(), FakeClock())
            with pytest.raises(SessionNotSaved, match="Read-only"):
                SessionWriter.reopen(path, FakeClock())
            assert verify_session(path).status is VerifyStatus.INTACT
            assert len(read_session(path).records) == 7


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder an unprivileged user may write to, and whose rights count for the writer below."""
    with tempfile.TemporaryDirectory(prefix="gladi-test-") as name:
        folder = Path(name)
        if ROOT:
            os.chown(folder, NOBODY, NOBODY)
        yield folder
        folder.chmod(0o755)


USER = ("--user", str(NOBODY)) if ROOT else ()


@pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")
def test_a_folder_made_read_only_while_the_drill_runs(open_folder: Path) -> None:
    path = open_folder / "a.gladi"
    with _writing(path, "--at-most", "20", "--wait", *USER) as writer:
        writer.until("saved")
        open_folder.chmod(0o555)
        writer.go_on()
        for _ in range(3):
            assert str(path) in writer.until("failed")
            _exactly_what_was_acknowledged(path, writer.acknowledged)
            writer.go_on()
        writer.until("failed")
        open_folder.chmod(0o755)
        writer.go_on()
        assert list(writer.lines())[-1] == "closed"
    _exactly_what_was_acknowledged(path, writer.acknowledged)
    assert names_in(open_folder) == [path.name]


@pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")
def test_a_session_cannot_be_made_in_a_read_only_folder(open_folder: Path) -> None:
    open_folder.chmod(0o555)
    command = [sys.executable, "-m", "tests.session.headless_writer", str(open_folder / "a.gladi"), *USER]
    result = subprocess.run(command, capture_output=True, text=True, cwd=REPOSITORY, check=False)
    assert "SessionNotSaved" in result.stderr
    assert "Permission denied" in result.stderr
    assert names_in(open_folder) == []
