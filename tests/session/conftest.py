"""What the tests of sessions share."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from player.i18n import SOURCE_LANGUAGE, use_language
from player.session import files, writer
from tests.helpers.clocks import FakeClock
from tests.session.play import Play
from tests.session.samples import new_session


@pytest.fixture(autouse=True)
def _in_english(_own_language: None) -> None:
    use_language(SOURCE_LANGUAGE)


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture(scope="session")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sound session; not to be changed."""
    return new_session(tmp_path_factory.mktemp("whole") / "whole.gladi")


@pytest.fixture
def session(whole: Path, tmp_path: Path) -> Path:
    """A sound session of one's own."""
    return Path(shutil.copy(whole, tmp_path / "a.gladi"))


@pytest.fixture(scope="session")
def whole_ended(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sound session that came to EndEx; not to be changed."""
    return new_session(tmp_path_factory.mktemp("ended") / "whole.gladi", ended=True)


@pytest.fixture
def ended(whole_ended: Path, tmp_path: Path) -> Path:
    """One of one's own that came to EndEx, alone in its folder."""
    folder = tmp_path / "sessions"
    folder.mkdir()
    return Path(shutil.copy(whole_ended, folder / "a.gladi"))


@pytest.fixture
def play(tmp_path: Path) -> Iterator[Play]:
    with Play(tmp_path / "a.gladi") as play:
        yield play


@pytest.fixture
def durable_disk() -> None:
    """Ask for this to have every transaction really wait for the disk."""


@pytest.fixture(autouse=True)
def _quick_disk(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Do not wait for the disk: only a power cut could tell, and a test is not cut off."""
    if "durable_disk" in request.fixturenames:
        return

    def not_durable(connection: sqlite3.Connection) -> None:
        connection.execute("PRAGMA synchronous=OFF")

    for module in (files, writer):
        monkeypatch.setattr(module, "set_durable", not_durable)
    monkeypatch.setattr(os, "fsync", lambda _handle: None)
