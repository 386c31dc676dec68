"""Files that are no sound session, each made in a folder of its own."""

# ruff: noqa: S608  the statements are put together from words of these tests

from __future__ import annotations

import os
import shutil
import sqlite3
import struct
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from player.session.jsonl import jsonl_lines
from player.session.schema import APPLICATION_ID, FORMAT
from player.session.store import read_session
from tests.session.damage import change, forge, journal_of, killed_in_the_middle
from tests.session.samples import new_session

FAR = 2**62
"""A number that fits into a row and is no time of any clock."""

HUGE = 2**40

NAME = "a.gladi"


@dataclass(frozen=True, slots=True)
class Bad:
    """A way to make a bad file.

    Attributes:
        make: makes it at a path, from a sound finished session.
        words: what is said of it.
        intact: how many events of it are; None: it cannot be read at all.
        sound: nothing is wrong with the session but what lies around it.
    """

    make: Callable[[Path, Path], object]
    words: str
    intact: int | None = None
    sound: bool = False


def look_at(folder: Path) -> dict[str, tuple[object, ...]]:
    """Every name in a folder, with what would tell that it was touched."""
    found: dict[str, tuple[object, ...]] = {}
    for path in folder.iterdir():
        stat = path.lstat()
        small = path.is_file() and not path.is_symlink() and stat.st_size < HUGE
        found[path.name] = (stat.st_mode, stat.st_size, stat.st_mtime_ns, path.read_bytes() if small else b"")
    return found


def _header(place: int, value: bytes) -> Callable[[Path, Path], object]:
    def make(whole: Path, path: Path) -> None:
        content = bytearray(whole.read_bytes())
        content[place : place + len(value)] = value
        path.write_bytes(content)

    return make


def _copied(then: Callable[[Path], object]) -> Callable[[Path, Path], object]:
    return lambda whole, path: then(Path(shutil.copyfile(whole, path)))


def _sql(statement: str) -> Callable[[Path, Path], object]:
    return _copied(lambda path: change(path, statement))


def _foreign(_whole: Path, path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE notes (text)")


def _in_our_name(_whole: Path, path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE events (text)")
        connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version={FORMAT}")


def _sparse(_whole: Path, path: Path) -> None:
    path.touch()
    os.truncate(path, HUGE)


def _json_lines(whole: Path, path: Path) -> None:
    path.write_text(next(jsonl_lines(read_session(whole))), encoding="utf-8")


def _cut(lost: int) -> Callable[[Path, Path], object]:
    return lambda whole, path: path.write_bytes(whole.read_bytes()[:-lost])


def _hot_and_huge(_whole: Path, path: Path) -> None:
    source = new_session(path.with_name("b.gladi"), ended=True)
    killed_in_the_middle(source, path)
    source.unlink()
    os.truncate(path, HUGE)


def _hot_in_a_closed_folder(whole: Path, path: Path) -> None:
    killed_in_the_middle(whole, path)
    for one in (path, journal_of(path)):
        one.chmod(0o444)
    path.parent.chmod(0o555)


BAD: Mapping[str, Bad] = {
    "not there": Bad(lambda _whole, _path: None, "does not exist"),
    "empty": Bad(lambda _whole, path: path.touch(), "Copy it again"),
    "folder": Bad(lambda _whole, path: path.mkdir(), "is a folder"),
    "link in a circle": Bad(lambda _whole, path: path.symlink_to(path), "leads to no file"),
    "link to nothing": Bad(lambda _whole, path: path.symlink_to("/nowhere/at/all"), "leads to no file"),
    "pipe": Bad(lambda _whole, path: os.mkfifo(path), "is not a file"),
    "device": Bad(lambda _whole, path: path.symlink_to("/dev/zero"), "is not a file"),
    "rubbish": Bad(lambda _whole, path: path.write_bytes(bytes(range(256)) * 40), "is not a Gladi session"),
    "sparse": Bad(_sparse, "is not a Gladi session"),
    "foreign": Bad(_foreign, "another program"),
    "foreign in our name": Bad(_in_our_name, "its log cannot be found"),
    "newer format": Bad(_header(60, struct.pack(">I", FORMAT + 1)), "Open it with that one"),
    "JSON lines": Bad(_json_lines, "gladi import a.gladi"),
    "strange pages": Bad(_header(16, b"\x00\x03"), "if there is another copy"),
    "other letters": Bad(_header(56, struct.pack(">I", 2)), "if there is another copy"),
    "pipe for a journal": Bad(_copied(lambda path: os.mkfifo(journal_of(path))), "a.gladi-journal beside it"),
    "folder for a journal": Bad(_copied(lambda path: journal_of(path).mkdir()), "a.gladi-journal beside it"),
    "cut off and huge": Bad(_hot_and_huge, "there is no room"),
    "cut in the scenario": Bad(_cut(5000), "8 events are whole, but its scenario cannot be used"),
    "changed scenario": Bad(
        _sql("UPDATE scenario SET text = replace(text, 'phases', 'phrases')"),
        "8 events are whole, but its scenario cannot be used. Line 9: ",
    ),
    "first event flipped": Bad(_sql("UPDATE events SET wall_utc_ms = 5 WHERE seq = 1"), "if there is another copy"),
    "two faults of SQLite": Bad(_header(36, struct.pack(">I", 5)), "is damaged: *** in database main *** ", intact=8),
    "cut by a byte": Bad(_cut(1), "The end of the file is missing", intact=8),
    "newer event": Bad(_copied(lambda path: forge(path, 4, version=9)), "knows versions 1 to", intact=3),
    "unknown event": Bad(_copied(lambda path: forge(path, 4, kind="tea_served")), "is not known", intact=3),
    "flipped byte": Bad(_sql("UPDATE events SET data = replace(data, 'kiri', 'kanan')"), "hash does not", intact=4),
    "lost event": Bad(_sql("DELETE FROM events WHERE seq = 5"), "It is missing", intact=4),
    "far sign of life": Bad(_sql(f"UPDATE pulse SET exercise_ms = {FAR}"), "sign of life", intact=8),
    "sign of life of no time": Bad(_sql(f"UPDATE pulse SET wall_utc_ms = {FAR}"), "sign of life", intact=8),
    "far event": Bad(_copied(lambda path: forge(path, 8, exercise_ms=FAR)), "time that cannot be", intact=7),
    "event of no time": Bad(_copied(lambda path: forge(path, 2, wall_utc_ms=FAR)), "time that cannot be", intact=1),
    "event of a far year": Bad(
        _copied(lambda path: forge(path, 2, wall_utc_ms=-(2**45))), "time that cannot be", intact=1
    ),
    "event a day from anywhere": Bad(
        _copied(lambda path: forge(path, 2, offset_min=24 * 60)), "time that cannot be", intact=1
    ),
    "event of another month": Bad(
        _copied(lambda path: forge(path, 8, exercise_ms=2**31)), "time that cannot be", intact=7
    ),
    "event of no zone": Bad(_copied(lambda path: forge(path, 2, offset_min=FAR)), "time that cannot be", intact=1),
    "huge": Bad(_copied(lambda path: os.truncate(path, HUGE)), "", intact=8, sound=True),
    "hot in a closed folder": Bad(_hot_in_a_closed_folder, "", intact=8, sound=True),
    "rubbish for a journal": Bad(
        _copied(lambda path: journal_of(path).write_bytes(bytes(5000))), "", intact=8, sound=True
    ),
    "rubbish for a write-ahead log": Bad(
        _copied(lambda path: path.with_name(f"{path.name}-wal").write_bytes(bytes(5000))), "", intact=8, sound=True
    ),
    "pipe for a lock": Bad(
        _copied(lambda path: os.mkfifo(path.with_name(path.name + "-lock"))), "", intact=8, sound=True
    ),
}
"""Every bad file by a name for it."""
