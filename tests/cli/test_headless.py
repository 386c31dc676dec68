"""``run --headless``: what is printed is saved, the schedule is kept, and whatever ends it leaves a whole session."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from itertools import pairwise
from pathlib import Path

import pytest

from player import cli
from player.cli import headless
from player.cli.headless import LONGEST_NAP_S, play
from player.engine.commands import EndExercise, StartExercise
from player.engine.state import Status
from player.model import events as ev
from player.model.scenario import LoadedScenario
from player.scenario import load_scenario
from player.session import writer
from player.session.errors import SessionNotSaved
from player.session.live import LiveDrill
from player.session.store import SessionWriter, VerifyStatus, read_session, verify_session
from tests.cli.conftest import OKUT, Speaker
from tests.helpers.clocks import FakeClock
from tests.session.play import TROUBLE

ROOT = Path(__file__).resolve().parents[2]


class Time:
    """A clock on which time passes only in sleep."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch | None = None) -> None:
        self.clock = FakeClock()
        self.naps: list[float] = []
        self.at_nap: dict[int, Callable[[], object]] = {}

    def sleep(self, seconds: float) -> None:
        self.naps.append(seconds)
        self.clock.advance_ms(max(1, round(seconds * 1000)))
        self.at_nap.get(len(self.naps), lambda: None)()

    @property
    def passed_s(self) -> float:
        return sum(self.naps)


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def small(script: Path) -> LoadedScenario:
    return load_scenario(script)


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "out.gladi"


def _bodies(path: Path) -> list[tuple[int, ev.Body]]:
    return [(record.event.exercise_ms, record.event.body) for record in read_session(path).records[1:]]


def _numbers(out: str) -> list[int]:
    return [int(line[1:].split()[0]) for line in out.splitlines() if line.startswith("#")]


def test_the_log_is_printed_and_the_head_hash_at_the_end(gladi: Speaker, script: Path, target: Path) -> None:
    said = gladi("run", script, "--headless", "--speed", "max", "--session", target)
    saved = read_session(target)
    assert (said.code, said.err) == (0, "")
    assert _numbers(said.out) == [*range(1, len(saved.records) + 1)]
    assert said.out.splitlines()[1] == "#2    00:00:00  09:00:00  Clock       StartEx: the exercise begins"
    assert said.out.splitlines()[-2:] == [
        f"Saved in {target}, {len(saved.records)} events.",
        f"Head hash {saved.head_hash}. Noted elsewhere, it proves later that nothing was changed.",
    ]
    assert saved.finished
    assert verify_session(target).status is VerifyStatus.INTACT
    assert [path.name for path in target.parent.iterdir() if path.suffix != ".yaml"] == [target.name]


def test_in_indonesian(gladi: Speaker, script: Path, target: Path) -> None:
    said = gladi("run", script, "--headless", "--speed", "max", "--session", target, lang="id")
    assert "Waktu       StartEx: latihan dimulai" in said.out
    assert read_session(target).head_hash in said.out.splitlines()[-1]


def test_without_a_session_nothing_is_kept(gladi: Speaker, script: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scratch = script.parent / "scratch"
    scratch.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(scratch))
    said = gladi("run", script, "--headless", "--speed", "max")
    assert said.code == 0
    assert said.out.splitlines()[-1].endswith("EndEx: the exercise has ended")
    assert list(scratch.iterdir()) == []


def test_each_line_is_on_the_disk_before_it_is_printed(
    small: LoadedScenario, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[int] = []

    def check(*words: str, **_more: object) -> None:
        if words[0].startswith("#"):
            number = int(words[0][1:].split()[0])
            with closing(sqlite3.connect(f"file:{target}?mode=ro", uri=True)) as connection:
                (last,) = connection.execute("SELECT max(seq) FROM events").fetchone()
            assert last >= number
            seen.append(number)

    monkeypatch.setattr(headless, "print", check, raising=False)
    assert play(small, speed=None, session=target) == 0
    assert seen == [*range(1, len(read_session(target).records) + 1)]


def test_an_existing_file_is_never_written_over(gladi: Speaker, script: Path, target: Path) -> None:
    target.write_bytes(b"precious")
    said = gladi("run", script, "--headless", "--speed", "max", "--session", target)
    assert (said.code, said.out) == (2, "")
    assert said.err == f"{target} exists already; a session is never written over.\n"
    assert target.read_bytes() == b"precious"


def test_a_folder_that_is_not_there(gladi: Speaker, script: Path, tmp_path: Path) -> None:
    target = tmp_path / "none" / "a.gladi"
    said = gladi("run", script, "--headless", "--speed", "max", "--session", target)
    assert (said.code, said.out) == (2, "")
    assert said.err.startswith(f"{target} cannot be written: ")


def test_bad_scripts_and_unknown_ids(gladi: Speaker, script: Path, bad_script: Path, target: Path) -> None:
    arguments = ("--headless", "--speed", "max", "--session", target)
    assert gladi("run", bad_script, *arguments).code == 1
    assert gladi("run", target, *arguments).code == 2
    said = gladi("run", script, *arguments, "--miss", "himbaun")
    assert said.code == cli.EXIT_USAGE
    assert said.err.endswith("the script has no expected action himbaun; did you mean himbauan?\n")
    assert not target.exists()


def test_a_missed_action_is_missed(gladi: Speaker, script: Path, target: Path) -> None:
    assert gladi("run", script, "--headless", "--speed", "max", "--session", target, "--miss", "himbauan").code == 0
    assert [body.expected for _, body in _bodies(target) if isinstance(body, ev.ExpectedActionMissed)] == ["himbauan"]


# The schedule


@pytest.mark.parametrize("speed", [0.5, 1.0, 7.0, 60.0, 120.0])
def test_it_keeps_to_its_schedule(
    speed: float, small: LoadedScenario, target: Path, time: Time, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert play(small, speed=speed, session=target, clock=time.clock, sleep=time.sleep) == 0
    assert max(time.naps) <= LONGEST_NAP_S
    records = read_session(target).records
    start = next(record.wall.utc_ms for record in records if isinstance(record.event.body, ev.ExerciseStarted))
    late_ms = [record.wall.utc_ms - start - record.event.exercise_ms / speed for record in records[2:]]
    assert min(late_ms) >= -1
    assert max(late_ms) <= 2, "each event at its time, however many came before"
    assert time.passed_s == pytest.approx(small.scenario.planned_ms / speed / 1000, rel=0.02)

    at_once = tmp_path / "max.gladi"
    assert play(small, speed=None, session=at_once) == 0
    played = [one for one in _bodies(target) if not isinstance(one[1], ev.SpeedChanged)]
    for (at_ms, body), (planned_ms, planned) in zip(played, _bodies(at_once), strict=True):
        assert type(body) is type(planned)
        assert 0 <= at_ms - planned_ms <= 2 * speed, "a millisecond of real time is this much of exercise time"


def test_a_late_machine_is_not_late_for_ever(small: LoadedScenario, target: Path, time: Time) -> None:
    time.at_nap[20] = lambda: time.clock.advance_ms(900)
    assert play(small, speed=1.0, session=target, clock=time.clock, sleep=time.sleep) == 0
    records = read_session(target).records
    times = [record.event.exercise_ms for record in records if isinstance(record.event.body, ev.InjectFired)]
    assert times == [30_000, 120_000, 180_000, 260_000]


def test_a_sign_of_life_is_left_every_second(small: LoadedScenario, target: Path, time: Time) -> None:
    pulses: list[int] = []
    pulse = SessionWriter.pulse

    def listen(self: SessionWriter, exercise_ms: int) -> None:
        pulses.append(exercise_ms)
        pulse(self, exercise_ms)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(SessionWriter, "pulse", listen)
        play(small, speed=1.0, session=target, clock=time.clock, sleep=time.sleep)
    assert max(later - earlier for earlier, later in pairwise(pulses)) <= 1500


# Where saving fails


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[bool]]:
    """A disk that is away while this holds True."""
    away = [False]
    append = SessionWriter.append

    def flaky(
        self: SessionWriter, events: Sequence[ev.Event], walls: Sequence[ev.WallTime] | None = None
    ) -> list[ev.Record]:
        if away[0]:
            raise SessionNotSaved(TROUBLE)
        return append(self, events, walls)

    monkeypatch.setattr(SessionWriter, "append", flaky)
    yield away
    away[0] = False


def test_a_disk_that_goes_and_comes_back(
    small: LoadedScenario, target: Path, time: Time, broken: list[bool], capsys: pytest.CaptureFixture[str]
) -> None:
    time.at_nap[100] = lambda: broken.__setitem__(0, True)
    time.at_nap[700] = lambda: broken.__setitem__(0, False)
    assert play(small, speed=1.0, session=target, clock=time.clock, sleep=time.sleep) == 0
    told = capsys.readouterr()
    assert len(told.err.splitlines()) == 2
    assert _numbers(told.out) == [*range(1, len(read_session(target).records) + 1)]
    assert read_session(target).finished


def test_a_disk_that_stays_away(gladi: Speaker, script: Path, target: Path, broken: list[bool]) -> None:
    append = SessionWriter.append

    def until_ten(self: SessionWriter, events: Sequence[ev.Event], *more: Sequence[ev.WallTime]) -> list[ev.Record]:
        broken[0] = self.saved_seq >= 10
        return append(self, events, *more)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(SessionWriter, "append", until_ten)
        patch.setattr(headless, "LAST_TRIES", 2)
        patch.setattr(headless, "LONGEST_NAP_S", 0)
        said = gladi("run", script, "--headless", "--speed", "max", "--session", target)
    saved = read_session(target)
    assert said.code == 2
    assert _numbers(said.out) == [*range(1, len(saved.records) + 1)], "nothing is printed that is not saved"
    assert "Saved in" not in said.out
    assert said.err.splitlines()[-1].startswith("NOT SAVED: ")
    assert f"after #{len(saved.records)}. The disk is gone." in said.err
    assert said.err.count("What is not saved is kept and tried again.") == 1
    assert verify_session(target).status is VerifyStatus.INTACT


@pytest.mark.skipif(sys.platform != "linux", reason="a limit of this process, set on Linux")
def test_a_file_that_cannot_grow(script: Path, target: Path) -> None:
    import resource

    limit = 60_000
    command = [sys.executable, "main.py", "run", str(OKUT), "--headless", "--speed", "max", "--session", str(target)]
    answer = subprocess.run(
        [*command, "--lang", "en"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
    )
    assert answer.returncode == 2, answer
    assert "Traceback" not in answer.stderr
    assert str(target) in answer.stderr
    if target.exists():
        assert _numbers(answer.stdout) == [*range(1, len(read_session(target).records) + 1)]


@pytest.mark.faults
@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root mounts disks")
@pytest.mark.parametrize("size_kib", [40, 88, 96, 104])
def test_a_full_disk(size_kib: int, tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={size_kib}k", "gladi-test", str(disk)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("no right to mount a disk here")
    try:
        target = disk / "a.gladi"
        command = ["run", str(OKUT), "--headless", "--speed", "max", "--session", str(target), "--lang", "en"]
        answer = subprocess.run(
            [sys.executable, "main.py", *command], cwd=ROOT, capture_output=True, text=True, check=False
        )
        assert answer.returncode == 2, answer
        assert "The disk is full" in answer.stderr
        assert "Traceback" not in answer.stderr
        assert "Saved in" not in answer.stdout
        if target.exists():
            assert _numbers(answer.stdout) == [*range(1, len(read_session(target).records) + 1)]
            assert verify_session(target).status is VerifyStatus.INTACT
        else:
            assert answer.stdout == ""
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=True)


# Asked to stop


def _start(target: Path, *more: str) -> subprocess.Popen[str]:
    command = [sys.executable, "main.py", "run", str(OKUT), "--headless", "--session", str(target), "--lang", "en"]
    return subprocess.Popen([*command, *more], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def _resume_and_end(target: Path) -> None:
    drill = LiveDrill.resume(read_session(target), FakeClock())
    if drill.state.status is Status.READY:
        drill.do(StartExercise(reason="picked up where the muster was cut off"))
    drill.do(EndExercise())
    drill.close()
    assert read_session(target).finished
    assert verify_session(target).status is VerifyStatus.INTACT


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other ways to stop a program")
@pytest.mark.parametrize("name", headless.STOP_SIGNALS)
@pytest.mark.parametrize("speed", ["1", "max"])
def test_asked_to_stop_it_leaves_a_session_that_can_be_resumed(name: str, speed: str, target: Path) -> None:
    number = getattr(signal, name)
    if signal.getsignal(number) is signal.SIG_IGN:
        pytest.skip("what started the tests ignores this signal, and so would the program")
    with _start(target, "--speed", speed) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        printed = [process.stdout.readline() for _ in range(6)]
        process.send_signal(number)
        printed += process.stdout
        told = process.stderr.read()
    if speed == "max" and process.returncode == 0:
        pytest.skip("it was through before it heard")
    assert process.returncode == 128 + number
    assert told == "Stopped before EndEx. Opened in the window, the session can be resumed.\n"
    saved = read_session(target)
    assert _numbers("".join(printed)) == [*range(1, len(saved.records) + 1)]
    assert printed[-1].startswith(f"Head hash {saved.head_hash}.")
    assert [path.name for path in target.parent.iterdir()] == [target.name]
    _resume_and_end(target)


def test_asked_to_stop_while_nothing_can_be_saved(
    small: LoadedScenario, target: Path, time: Time, broken: list[bool], capsys: pytest.CaptureFixture[str]
) -> None:
    time.at_nap[140] = lambda: broken.__setitem__(0, True)
    time.at_nap[300] = lambda: os.kill(os.getpid(), signal.SIGINT)
    assert play(small, speed=1.0, session=target, clock=time.clock, sleep=time.sleep) == 2
    assert "BELUM TERSIMPAN: 3 entri setelah #3." in capsys.readouterr().err
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_what_nohup_has_ignored_stays_ignored(small: LoadedScenario, target: Path, time: Time) -> None:
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        time.at_nap[30] = lambda: os.kill(os.getpid(), signal.SIGINT)
        assert play(small, speed=1.0, session=target, clock=time.clock, sleep=time.sleep) == 0
    finally:
        signal.signal(signal.SIGINT, before)
    assert read_session(target).finished


@pytest.mark.skipif(sys.platform == "win32", reason="there a pipe without a reader is another error")
def test_nobody_reads_the_log(target: Path) -> None:
    with _start(target, "--speed", "max") as process:
        assert process.stdout is not None
        assert process.stderr is not None
        printed = [process.stdout.readline() for _ in range(3)]
        process.stdout.close()
        told = process.stderr.read()
    assert (process.returncode, told) == (cli.EXIT_NOBODY_READS, "")
    assert len(read_session(target).records) >= len(printed)
    assert [path.name for path in target.parent.iterdir()] == [target.name]
    _resume_and_end(target)


def test_the_session_is_let_go_of_whatever_happens(
    small: LoadedScenario, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer, "_pulse_values", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        play(small, speed=None, session=target)
    assert [path.name for path in target.parent.iterdir() if path.suffix != ".yaml"] == []
