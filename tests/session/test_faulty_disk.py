"""ENOSPC and EIO at every write of a drill, and a stick pulled out: old state or new, never neither, never a lie."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from player.engine import commands as do
from player.session.live import PULSE_MS, LiveDrill
from player.session.store import SessionWriter, VerifyStatus, read_session, verify_session
from tests.helpers.clocks import FakeClock
from tests.session.samples import small_drill

REPOSITORY = Path(__file__).resolve().parents[2]
ROOT = hasattr(os, "geteuid") and os.geteuid() == 0


@pytest.fixture(scope="session")
def failing_disk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The library that lets the disk of a program fail."""
    compiler = shutil.which("cc")
    if sys.platform != "linux" or compiler is None:
        pytest.skip("needs Linux and a C compiler")
    target = tmp_path_factory.mktemp("disk") / "failing_disk.so"
    source = REPOSITORY / "tests" / "session" / "failing_disk.c"
    subprocess.run([compiler, "-shared", "-fPIC", "-O1", "-o", target, source, "-ldl"], check=True)
    return target


def _figures(failing_disk: Path, folder: Path, *options: str) -> dict[str, int]:
    result = subprocess.run(
        [sys.executable, "-m", "tests.session.faulty_drill", str(folder), *options],
        env={**os.environ, "LD_PRELOAD": str(failing_disk)},
        capture_output=True,
        text=True,
        cwd=REPOSITORY,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    return {name: int(figure) for name, figure in re.findall(r"(\w+)=(\d+)", result.stdout)}


def test_some_writes_that_fail(failing_disk: Path, tmp_path: Path) -> None:
    figures = _figures(failing_disk, tmp_path, "--every", "23")
    assert figures["drills"] > 30
    assert figures["unsaved"] > 30
    assert figures["hot_journals"] > 30


@pytest.mark.faults
def test_every_write_that_can_fail(failing_disk: Path, tmp_path: Path) -> None:
    figures = _figures(failing_disk, tmp_path)
    print(figures)  # noqa: T201
    assert figures["drills"] > 600
    assert figures["not_made"] > 20
    assert figures["unsaved"] > 600


@pytest.mark.faults
@pytest.mark.skipif(not ROOT, reason="only root mounts disks")
def test_a_stick_that_is_pulled_out(tmp_path: Path) -> None:
    stick, clock = tmp_path / "stick", FakeClock()
    stick.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=2m", "gladi-test", str(stick)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("no right to mount a disk here")
    try:
        writer = SessionWriter.create(stick / "a.gladi", small_drill(), clock)
        drill = LiveDrill(small_drill(), writer, clock)
        drill.do(do.StartExercise())
        drill.tick()
    finally:
        subprocess.run(["umount", "-l", str(stick)], check=True)
    clock.advance_ms(PULSE_MS)
    drill.tick()
    assert drill.trouble is not None, "within a second"
    made = drill.do(do.PlaceMarker("after"))
    assert not any(entry.saved for entry in made)
    drill.move_to(tmp_path / "b.gladi")
    assert not drill.unsaved
    drill.close()
    assert verify_session(tmp_path / "b.gladi").status is VerifyStatus.INTACT
    assert [one.event for one in read_session(tmp_path / "b.gladi").records] == [one.event for one in drill.entries]
