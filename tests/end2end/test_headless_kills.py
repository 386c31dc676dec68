"""``kill -9`` at any moment of a headless run: no line that was printed is lost, and the drill can go on."""

from __future__ import annotations

import random
import signal
import sys
import threading
from dataclasses import dataclass
from pathlib import Path

import pytest

from player.engine.commands import EndExercise, StartExercise
from player.engine.state import Status
from player.session.live import LiveDrill
from player.session.store import VerifyStatus, read_session, verify_session
from tests.end2end.headless_runs import printed, start
from tests.helpers.clocks import FakeClock

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no kill -9")


@dataclass(slots=True)
class Tally:
    """What came of the kills."""

    before_the_file: int = 0
    in_the_run: int = 0
    after_the_end: int = 0
    unprinted: int = 0
    hot_journals: int = 0


def _kill(target: Path, after_lines: int, after_s: float) -> tuple[bytes, int]:
    """Let a run print this many lines and a little time pass, then kill it; gives what it printed and its exit code."""
    with start(target) as process:
        assert process.stdout is not None
        output = b"".join(process.stdout.readline() for _ in range(after_lines))
        killer = threading.Timer(after_s, process.kill)
        killer.start()
        output += process.stdout.read()
        killer.cancel()
        killer.join()
    return output, process.returncode


def _kill_and_look(target: Path, after_lines: int, after_s: float, tally: Tally) -> None:
    output, code = _kill(target, after_lines, after_s)
    told = printed(output)
    assert code in {0, -signal.SIGKILL}
    tally.hot_journals += target.with_name(target.name + "-journal").exists()
    if not target.exists():
        assert told.numbers == ()
        tally.before_the_file += 1
        return
    found = verify_session(target)
    saved = read_session(target)
    assert found.status is VerifyStatus.INTACT, found.reason
    assert told.numbers == tuple(range(1, len(told.numbers) + 1))
    assert len(saved.records) >= len(told.numbers), "every line printed is in the file"
    tally.unprinted += len(saved.records) - len(told.numbers)
    if saved.finished:
        tally.after_the_end += 1
        return
    assert not told.through
    tally.in_the_run += 1
    _resume_and_end(target)


def _resume_and_end(target: Path) -> None:
    saved = read_session(target)
    drill = LiveDrill.resume(saved, FakeClock())
    if drill.state.status is Status.READY:
        drill.do(StartExercise())
    drill.do(EndExercise())
    drill.close()
    again = read_session(target)
    assert again.records[: len(saved.records)] == saved.records
    assert again.finished
    assert verify_session(target).status is VerifyStatus.INTACT
    assert [path.name for path in target.parent.iterdir()] == [target.name]


def _kill_again_and_again(folder: Path, times: int, seed: int) -> Tally:
    moments = random.Random(seed)
    tally = Tally()
    for number in range(times):
        one = folder / str(number)
        one.mkdir()
        # One in ten somewhere in the start, the others spread over the run, which prints some 160 lines.
        lines, within_s = (0, 0.6) if number % 10 == 9 else (moments.randrange(1, 150), 0.02)
        _kill_and_look(one / "a.gladi", lines, moments.uniform(0, within_s), tally)
    return tally


def test_nothing_printed_is_lost(tmp_path: Path) -> None:
    tally = _kill_again_and_again(tmp_path, times=3, seed=4)
    assert tally.in_the_run + tally.after_the_end == 3


@pytest.mark.faults
def test_nothing_printed_is_lost_in_a_hundred_kills(tmp_path: Path) -> None:
    tally = _kill_again_and_again(tmp_path, times=100, seed=5)
    print(tally)  # noqa: T201
    assert tally.in_the_run > 60, tally
    assert tally.hot_journals > 0, f"no kill hit a transaction: {tally}"
