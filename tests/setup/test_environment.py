"""Whether .venv is taken for whole and up to date."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from player.setup import environment

MakeVenv = Callable[[], Path]


@pytest.fixture
def make_venv(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> MakeVenv:
    """Make what the set-up takes for a whole .venv, without installing anything."""

    def make() -> Path:
        venv = tmp_path / ".venv"
        for folder in ("bin", f"lib/python{environment.running_version()}/site-packages/leaf"):
            (venv / folder).mkdir(parents=True)
        (tmp_path / "tests").mkdir()
        (venv / "bin" / "python").symlink_to(os.path.realpath(sys.executable))
        (venv / "bin" / "tool").write_text(f"#!{venv}/bin/python\n")
        monkeypatch.setattr(environment, "FOLDER", str(tmp_path))
        monkeypatch.setattr(environment, "VENV", str(venv))
        for tests in (False, True):
            Path(environment.lock_file(tests=tests)).write_text("leaf==1.0\n")
            environment.write_stamp(str(venv), ["leaf"], tests=tests)
        return venv

    return make


def test_a_whole_venv_is_ready(make_venv: MakeVenv) -> None:
    make_venv()
    assert environment.is_ready(tests=False)
    assert environment.is_ready(tests=True)


def test_a_venv_without_stamp_is_not_ready(make_venv: MakeVenv) -> None:
    (make_venv() / "gladi.txt").unlink()
    assert not environment.is_ready(tests=False)


def test_a_cut_off_stamp_is_not_ready(make_venv: MakeVenv) -> None:
    stamp = make_venv() / "gladi.txt"
    whole = stamp.read_text()
    for length in range(len(whole)):
        stamp.write_text(whole[:length])
        assert not environment.is_ready(tests=False), whole[:length]


def test_another_lock_is_not_ready(make_venv: MakeVenv, tmp_path: Path) -> None:
    make_venv()
    (tmp_path / "requirements.lock").write_text("leaf==1.1\n")
    assert not environment.is_ready(tests=False)
    assert environment.is_ready(tests=True)


def test_another_python_behind_the_same_name_is_not_ready(
    make_venv: MakeVenv, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    venv = make_venv()
    monkeypatch.setattr(environment, "running_version", lambda: "3.99")
    assert not environment.is_ready(tests=False)
    monkeypatch.undo()
    other = tmp_path / "python3.99"
    other.touch()
    (venv / "bin" / "python").unlink()
    (venv / "bin" / "python").symlink_to(other)
    monkeypatch.setattr(environment, "VENV", str(venv))
    assert not environment.is_ready(tests=False)


def test_a_python_that_is_gone_is_not_ready(make_venv: MakeVenv, tmp_path: Path) -> None:
    venv = make_venv()
    (venv / "bin" / "python").unlink()
    (venv / "bin" / "python").symlink_to(tmp_path / "gone")
    assert not environment.is_ready(tests=False)


def test_a_package_that_is_gone_is_not_ready(make_venv: MakeVenv) -> None:
    venv = make_venv()
    shutil.rmtree(venv / "lib" / f"python{environment.running_version()}" / "site-packages" / "leaf")
    assert not environment.is_ready(tests=False)


def test_a_moved_venv_is_put_right(make_venv: MakeVenv, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_venv()
    moved = tmp_path / "moved"
    (tmp_path / ".venv").rename(moved)
    monkeypatch.setattr(environment, "VENV", str(moved))
    assert environment.is_ready(tests=False)
    assert (moved / "bin" / "tool").read_text() == f"#!{moved}/bin/python\n"
    assert (moved / "gladi-tests.txt").read_text().split("\n")[2] == str(moved)
