"""A desk for each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from player.model.scenario import LoadedScenario
from player.resources import scenarios_folder
from player.scenario import load_scenario
from tests.helpers.desk import Desk, dress


@pytest.fixture
def desk(qapp: QApplication, tmp_path: Path) -> Iterator[Desk]:
    dress(qapp)
    desk = Desk(tmp_path / "sessions", tuple(scenarios_folder().glob("*.yaml")))
    yield desk
    desk.close()


@pytest.fixture(autouse=True)
def _session_folder(tmp_path: Path) -> None:
    (tmp_path / "sessions").mkdir()


@pytest.fixture(scope="session")
def okut() -> LoadedScenario:
    """The drill of source 001."""
    return load_scenario(scenarios_folder() / "okut-2024-water-cannon.yaml")
