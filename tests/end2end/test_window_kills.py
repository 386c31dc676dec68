"""``kill -9`` while keys are pressed on the real window: what it showed as saved is there, and the drill goes on."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from player.engine.commands import EndExercise, StartExercise
from player.engine.state import Status
from player.model.events import Record
from player.session.live import LiveDrill
from player.session.store import VerifyStatus, read_session, verify_session
from tests.helpers.clocks import FakeClock

REPOSITORY = Path(__file__).resolve().parents[2]
LIVES = 5
"""So often one session is killed and taken up again before the next one is begun."""

MOST_KEYS = 16
LONGEST_S = 0.05

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no kill -9")


@dataclass(slots=True)
class Tally:
    """What came of the kills."""

    kills: int = 0
    keys: int = 0
    events: int = 0
    shown: int = 0
    unshown: int = 0
    hot_journals: int = 0


class Windows:
    """The program that opens windows, at the other end of two pipes."""

    def __init__(self, program: subprocess.Popen[str]) -> None:
        assert program.stdin is not None
        assert program.stdout is not None
        self._orders, self._lines = program.stdin, program.stdout

    def press_and_kill(self, path: Path, seed: int, keys: int, after_s: float, tally: Tally) -> int:
        """Press so many keys and a little more, then kill; gives the last number shown as saved."""
        self._orders.write(f"{path} {seed}\n")
        self._orders.flush()
        pid = self._number("begun")
        shown = [self._number("open"), *(self._number("saved") for _key in range(keys))]
        killer = threading.Timer(after_s, os.kill, (pid, signal.SIGKILL))
        killer.start()
        for line in self._lines:
            # What was being printed when it was killed may stand before the line of the other program.
            if "ended" in line:
                assert line.endswith(f"ended {-signal.SIGKILL}\n"), line
                break
            shown.append(int(line.removeprefix("saved ")))
        killer.join()
        tally.keys += len(shown) - 1
        return max(shown)

    def _number(self, word: str) -> int:
        line = self._lines.readline()
        assert line.startswith(word), line
        return int(line.split()[1])


@pytest.fixture(scope="module")
def windows() -> Iterator[Windows]:
    command = [sys.executable, "-m", "tests.end2end.keyed_window"]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_LOGGING_RULES": "qt.qpa.*=false"}
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=REPOSITORY, env=environment
    ) as program:
        yield Windows(program)


def _kill_again_and_again(windows: Windows, folder: Path, times: int, seed: int) -> Tally:
    moments, tally = random.Random(seed), Tally()
    path, before = folder / "0.gladi", tuple[Record, ...]()
    for number in range(times):
        if number % LIVES == 0:
            path, before = folder / f"{number}" / "a.gladi", ()
            path.parent.mkdir()
        shown = windows.press_and_kill(
            path, moments.randrange(10**6), moments.randrange(MOST_KEYS), moments.uniform(0, LONGEST_S), tally
        )
        tally.kills += 1
        tally.hot_journals += path.with_name(path.name + "-journal").exists()

        found = verify_session(path)
        assert found.status is VerifyStatus.INTACT, found.reason
        saved = read_session(path)
        assert len(saved.records) >= shown, "what was shown as saved is there"
        assert saved.records[: len(before)] == before, "what was there is as it was"
        tally.shown, tally.unshown = tally.shown + shown, tally.unshown + len(saved.records) - shown
        before = saved.records
        if number % LIVES == LIVES - 1 or number == times - 1:
            tally.events += len(before)
            _bring_to_its_end(path)
    return tally


def _bring_to_its_end(path: Path) -> None:
    saved = read_session(path)
    drill = LiveDrill.resume(saved, FakeClock())
    if drill.state.status is Status.READY:
        drill.do(StartExercise())
    drill.do(EndExercise())
    drill.close()
    again = read_session(path)
    assert again.finished
    assert again.records[: len(saved.records)] == saved.records
    assert verify_session(path).status is VerifyStatus.INTACT
    assert [one.name for one in path.parent.iterdir()] == [path.name]


def test_nothing_shown_as_saved_is_lost(windows: Windows, tmp_path: Path) -> None:
    tally = _kill_again_and_again(windows, tmp_path, times=2, seed=1)
    assert tally.kills == 2


@pytest.mark.faults
def test_nothing_shown_as_saved_is_lost_in_two_hundred_kills(windows: Windows, tmp_path: Path) -> None:
    tally = _kill_again_and_again(windows, tmp_path, times=200, seed=2)
    print(tally)  # noqa: T201
    assert tally.keys > 1_000, tally
    assert tally.events > 500, tally
    assert tally.hot_journals > 0, f"no kill hit a transaction: {tally}"
