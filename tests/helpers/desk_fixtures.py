"""The fixtures of every test that drives the window."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from player.model.scenario import LoadedScenario
from player.resources import scenarios_folder
from player.scenario import load_scenario
from player.session import files, writer
from tests.helpers.desk import Desk, dress
from tests.helpers.desk_branches import branching_script
from tests.helpers.desk_script import short_script


@pytest.fixture
def quick_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Do not wait for the disk: only a power cut could tell, and a test is not cut off."""

    def not_durable(connection: sqlite3.Connection) -> None:
        connection.execute("PRAGMA synchronous=OFF")

    for module in (files, writer):
        monkeypatch.setattr(module, "set_durable", not_durable)
    monkeypatch.setattr(os, "fsync", lambda _handle: None)


@pytest.fixture
def session_folder(tmp_path: Path) -> Path:
    """Where the sessions of the desk are saved."""
    folder = tmp_path / "sessions"
    folder.mkdir()
    return folder


@pytest.fixture(scope="session")
def script_file(tmp_path_factory: pytest.TempPathFactory, short: LoadedScenario) -> Path:
    """The one script the start page offers: a short one, as the page reads all of them."""
    file = tmp_path_factory.mktemp("scripts") / short.name
    file.write_text(short.text, encoding="utf-8")
    return file


@pytest.fixture
def desk(qapp: QApplication, session_folder: Path, script_file: Path, quick_disk: None) -> Iterator[Desk]:
    """A desk with its window open on the start page."""
    dress(qapp)
    desk = Desk(session_folder, (script_file,))
    yield desk
    desk.close()


@pytest.fixture(scope="session")
def okut() -> LoadedScenario:
    """The drill of source 001."""
    return load_scenario(scenarios_folder() / "okut-2024-water-cannon.yaml")


@pytest.fixture(scope="session")
def short() -> LoadedScenario:
    """A drill of two phases and a quarter of an hour."""
    return short_script()


@pytest.fixture
def run(desk: Desk, short: LoadedScenario) -> Desk:
    """A desk with the short drill under way, at 00:00."""
    desk.run(short)
    desk.start_ex()
    return desk


@pytest.fixture
def branching(desk: Desk) -> Desk:
    """A desk with the branching drill under way, at 00:00, all of its muster ready."""
    desk.run(branching_script())
    desk.start_ex()
    return desk
