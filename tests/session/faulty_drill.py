"""A program that plays a short drill again and again, with the disk failing at another write each time.

    LD_PRELOAD=failing_disk.so python -m tests.session.faulty_drill FOLDER [--every N]

For ENOSPC and EIO, once and from there on for good: the first write of the drill fails, then the second, and so on
until there is none left to fail. After every step of a drill the file is looked at as a power cut would leave it.
Prints a line of figures at the end; whatever is not as it must be ends it with an `AssertionError`.
"""

# ruff: noqa: T201  its lines are what the tests read

from __future__ import annotations

import argparse
import ctypes
import errno
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from player.engine import commands as do
from player.session.errors import SessionNotSaved
from player.session.live import RETRY_MS, LiveDrill
from player.session.store import SessionWriter, VerifyStatus, read_session, verify_session
from tests.helpers.clocks import FakeClock
from tests.session.samples import small_drill

ERRORS = (errno.ENOSPC, errno.EIO)
STEP_MS = 2_000

COMMANDS: tuple[do.Command | None, ...] = (
    do.StartExercise(),
    do.WriteNote("batu " * 1500),
    None,
    do.PlaceMarker("here"),
    do.HoldExercise(),
    do.ResumeExercise(),
    do.WriteNote("botol " * 3000),
    None,
    do.NextPhase(),
    do.EndExercise(),
)


@dataclass(slots=True)
class Tally:
    """What came of it."""

    drills: int = 0
    looks: int = 0
    not_made: int = 0
    unsaved: int = 0
    hot_journals: int = 0


class Disk:
    """The disk under a folder, which fails when it is told to."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._library = ctypes.CDLL(None)

    @property
    def calls(self) -> int:
        return int(self._library.gladi_calls())

    def fail(self, nth: int, error: int, *, for_good: bool) -> None:
        self._library.gladi_arm(str(self._folder).encode(), nth, error, int(for_good))

    def mend(self) -> None:
        self._library.gladi_mend()


@contextmanager
def _as_a_power_cut_leaves_it(path: Path, beside: Path) -> Iterator[Path]:
    shutil.rmtree(beside, ignore_errors=True)
    beside.mkdir()
    for one in path.parent.glob(f"{path.name}*"):
        if not one.name.endswith("-lock"):
            shutil.copyfile(one, beside / one.name)
    yield beside / path.name


def _look(drill: LiveDrill, beside: Path, tally: Tally) -> None:
    """The file holds the first events of the drill, all that are called saved among them, and nothing else."""
    with _as_a_power_cut_leaves_it(drill.path, beside) as left:
        tally.looks += 1
        tally.hot_journals += left.with_name(left.name + "-journal").exists()
        found = verify_session(left)
        assert found.status is VerifyStatus.INTACT, found.reason
        events = [record.event for record in read_session(left).records]
    known = [entry.event for entry in drill.entries]
    assert events == known[: len(events)], "old state or new, never neither"
    assert len(events) >= drill.saved_seq, "what is called saved is there"
    assert [entry.saved for entry in drill.entries] == [entry.seq <= drill.saved_seq for entry in drill.entries]
    assert len(drill.unsaved) == len(known) - drill.saved_seq
    assert bool(drill.unsaved) <= (drill.trouble is not None), "unsaved is never kept quiet"
    tally.unsaved += bool(drill.unsaved)


def _play(folder: Path, disk: Disk, arm: Callable[[], None], nth: int, tally: Tally) -> bool:
    """Play one drill with the fault set by ``arm``; gives whether it was met."""
    home = folder / "disk"
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir()
    path, clock = home / "a.gladi", FakeClock()
    arm()
    tally.drills += 1
    try:
        writer = SessionWriter.create(path, small_drill(), clock)
    except SessionNotSaved:
        disk.mend()
        tally.not_made += 1
        assert not path.exists() or verify_session(path).status is VerifyStatus.INTACT
        return True
    drill = LiveDrill(small_drill(), writer, clock)
    for command in COMMANDS:
        clock.advance_ms(STEP_MS)
        drill.tick()
        if command is not None:
            drill.do(command)
        if disk.calls >= nth:
            _look(drill, folder / "cut", tally)
    met = disk.calls >= nth
    disk.mend()
    clock.advance_ms(RETRY_MS)
    drill.tick()
    assert not drill.unsaved
    assert drill.trouble is None
    drill.close()
    assert verify_session(path).status is VerifyStatus.INTACT
    assert [record.event for record in read_session(path).records] == [entry.event for entry in drill.entries]
    assert [one.name for one in home.iterdir()] == [path.name]
    return met


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--every", type=int, default=1, help="let only every so manyth write fail")
    options = parser.parse_args()
    disk, tally = Disk(options.folder / "disk"), Tally()
    for error in ERRORS:
        for for_good in (False, True):
            for nth in count(1, options.every):

                def arm(nth: int = nth, error: int = error, for_good: bool = for_good) -> None:  # noqa: FBT001
                    disk.fail(nth, error, for_good=for_good)

                try:
                    met = _play(options.folder, disk, arm, nth, tally)
                except AssertionError as failure:
                    raise AssertionError(f"{errno.errorcode[error]} at write {nth}, for good: {for_good}") from failure
                if not met:
                    break
    print(tally)


if __name__ == "__main__":
    main()
