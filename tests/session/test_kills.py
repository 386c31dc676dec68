"""``kill -9`` at any moment: what was said to be saved is there, and the session goes on."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from player.session.store import SessionWriter, VerifyStatus, read_session, verify_session
from tests.helpers.clocks import FakeClock
from tests.session.samples import RUN, events_after

REPOSITORY = Path(__file__).resolve().parents[2]


def _run_and_kill(path: Path, after_s: float) -> int:
    """Let the writer run, kill it, give the number of the last event it said was saved (0: not even opened)."""
    command = [sys.executable, "-m", "tests.session.headless_writer", str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=REPOSITORY) as writer:
        assert writer.stdout is not None
        first = writer.stdout.readline()
        assert first.startswith("open "), first
        killer = threading.Timer(after_s, writer.kill)
        killer.start()
        acknowledged = [first, *writer.stdout]
        killer.join()
    assert writer.returncode == -signal.SIGKILL
    whole = [line for line in acknowledged if line.endswith("\n")]
    return int(whole[-1].split()[1])


def _kill_again_and_again(path: Path, times: int, seed: int) -> None:
    moments = random.Random(seed)
    hot_journals = 0
    before: tuple[object, ...] = ()
    for _ in range(times):
        acknowledged = _run_and_kill(path, moments.uniform(0, 0.12))
        hot_journals += path.with_name(path.name + "-journal").exists()

        found = verify_session(path)
        saved = read_session(path)

        assert found.status is VerifyStatus.INTACT, found.reason
        assert len(saved.records) == found.events >= acknowledged
        assert saved.records[: len(before)] == before, "what was saved before is as it was"
        before = saved.records
    assert hot_journals or times < 20, "no kill hit a transaction: the moments prove nothing"

    with SessionWriter.reopen(path, FakeClock()) as writer:
        writer.append(events_after(len(before), *RUN, exercise_ms=10**8))
    assert verify_session(path).status is VerifyStatus.INTACT
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_no_acknowledged_event_is_lost(tmp_path: Path) -> None:
    _kill_again_and_again(tmp_path / "a.gladi", times=5, seed=1)


@pytest.mark.faults
def test_no_acknowledged_event_is_lost_in_a_hundred_kills(tmp_path: Path) -> None:
    _kill_again_and_again(tmp_path / "a.gladi", times=100, seed=2)


def _kill_while_opening(path: Path, after_s: float) -> None:
    command = [sys.executable, "-m", "tests.session.headless_writer", str(path), "--at-most", "3"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, cwd=REPOSITORY) as writer:
        killer = threading.Timer(after_s, writer.kill)
        killer.start()
        writer.wait()
        killer.cancel()
        killer.join()


@pytest.mark.faults
def test_a_file_that_is_there_is_whole_even_when_its_making_was_killed(tmp_path: Path) -> None:
    """The start of Python takes most of the time: the moments are spread around the making of the file."""
    moments = random.Random(3)
    there = 0
    for number in range(60):
        path = tmp_path / f"{number}.gladi"
        _kill_while_opening(path, moments.uniform(0.1, 0.6))
        if path.exists():
            there += 1
            assert verify_session(path).status is VerifyStatus.INTACT
            SessionWriter.reopen(path, FakeClock()).close()
    assert 5 < there < 60, "the moments do not lie around the making of the file"
