"""What the tests of the command line share: scripts in files, and a command line to say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

from player import cli
from player.resources import scenarios_folder
from player.session import files, writer
from tests.session.samples import SCRIPT, new_session

OKUT = scenarios_folder() / "okut-2024-water-cannon.yaml"


@dataclass(frozen=True, slots=True)
class Said:
    """What came of a command line."""

    code: int | str | None
    out: str
    err: str


class Speaker:
    """Says command lines, in English unless it names a language."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def __call__(self, *arguments: object, lang: str = "en") -> Said:
        code: int | str | None
        try:
            code = cli.main([*map(str, arguments), "--lang", lang])
        except SystemExit as ended:
            code = ended.code
        told = self._capsys.readouterr()
        assert "Traceback" not in told.err
        return Said(code, told.out, told.err)


@pytest.fixture
def gladi(capsys: pytest.CaptureFixture[str]) -> Speaker:
    """Say a command line: ``gladi("check", path)``."""
    return Speaker(capsys)


@pytest.fixture
def script(tmp_path: Path) -> Path:
    """A small script without errors."""
    path = tmp_path / "kecil.yaml"
    path.write_text(SCRIPT, encoding="utf-8")
    return path


@pytest.fixture
def bad_script(tmp_path: Path) -> Path:
    """A script with two errors."""
    path = tmp_path / "salah.yaml"
    text = SCRIPT.replace("kind: negotiator", "kind: negotiatr").replace("planned: 4m", "planned: 4 menit")
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def session(tmp_path: Path) -> Path:
    """A sound session that reached EndEx."""
    return new_session(tmp_path / "sesi.gladi", ended=True)


@pytest.fixture(autouse=True)
def _quick_disk() -> Iterator[None]:
    """Do not wait for the disk: only a power cut could tell, and a test is not cut off."""

    def not_durable(connection: Any) -> None:
        connection.execute("PRAGMA synchronous=OFF")

    with patch.object(files, "set_durable", not_durable), patch.object(writer, "set_durable", not_durable):
        yield
