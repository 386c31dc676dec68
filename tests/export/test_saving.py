"""A disk that takes only part of an export: a word, nothing left behind, and the file of before as it was."""

from __future__ import annotations

import errno
import gc
import sys
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

import pytest

from player.export import comparison_csv, comparison_xlsx
from player.export.formats import EXPORTERS, SESSION_EXPORTERS
from player.export.report import docx, html
from player.export.report.content import report_of
from player.export.saving import CannotWrite, save
from player.export.session_options import DEFAULTS
from player.export.session_source import session_source
from player.review.comparing import compare
from player.review.comparing_subjects import plan_of, read_subject
from player.session.store import read_session
from tests.session.samples import new_session, small_drill

Write = Callable[[IO[bytes]], object]


class _Full:
    """A file on a disk with room for a few more bytes."""

    def __init__(self, file: IO[bytes], room: int) -> None:
        self._file, self._room = file, room

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)

    def write(self, data: bytes) -> int:
        self._room -= len(data)
        if self._room < 0:
            raise OSError(errno.ENOSPC, "No space left on device")
        return self._file.write(data)


def _writers(session: Path) -> dict[str, Write]:
    source, subject = session_source(session), read_subject(session)
    comparison, report = compare([subject, plan_of(subject)]), report_of(read_session(session), "en")
    found: dict[str, Write] = {
        f"session {one.NAME}": lambda file, one=one: one.write(source, file, DEFAULTS)  # type: ignore[misc]
        for one in SESSION_EXPORTERS
        if one.NAME != "parquet"
    }
    found |= {f"script {one.NAME}": lambda file, one=one: one.write(small_drill(), file) for one in EXPORTERS}  # type: ignore[misc]
    found |= {
        f"comparison {one.NAME}": lambda file, one=one: one.write(comparison, file)  # type: ignore[misc]
        for one in (comparison_csv, comparison_xlsx)
    }
    found |= {f"report {one.NAME}": lambda file, one=one: one.write(report, file) for one in (docx, html)}  # type: ignore[misc]
    return found


def test_a_disk_that_gets_full_leaves_all_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    unheard: list[object] = []
    monkeypatch.setattr(sys, "unraisablehook", unheard.append)  # what Python prints about what nobody could catch
    writers = _writers(new_session(tmp_path / "sesi.gladi", ended=True))
    folder = tmp_path / "full"
    folder.mkdir()
    target = folder / "old"
    target.write_bytes(b"old")
    for name, write in writers.items():
        for room in (0, 500):
            with pytest.raises(CannotWrite, match="No space left"):
                save(lambda file, write=write, room=room: write(_Full(file, room)), target, replace=True)  # type: ignore[misc]
            gc.collect()
            assert [path.name for path in folder.iterdir()] == ["old"], name
            assert target.read_bytes() == b"old"
            assert unheard == [], name


def test_what_a_killed_program_left_is_in_nobodys_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A process may have the number of one that was killed: what it writes first has a name of its own each time."""
    names: list[str] = []

    def killed(_path: Path) -> None:
        raise OSError

    def write(_file: IO[bytes]) -> None:
        names[:] = [path.name for path in tmp_path.iterdir()]

    monkeypatch.setattr(Path, "unlink", killed)
    save(write, tmp_path / "a")
    (left,) = names
    (tmp_path / left).write_bytes(b"half")
    save(write, tmp_path / "b")
    assert {left, "a"} < set(names)
    assert len(names) == 3
