"""What is installed holds everything the program reads: help, sounds, icons, fonts, texts and scenarios."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from player.resources import assets_folder, scenarios_folder

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The names of the files in the wheel."""
    from hatchling.builders.wheel import WheelBuilder

    folder = tmp_path_factory.mktemp("wheel")
    (wheel,) = WheelBuilder(str(ROOT)).build(directory=str(folder), versions=["standard"])
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


@pytest.mark.parametrize("folder", ["help", "sounds", "icons", "fonts", "i18n"])
def test_every_asset_is_installed(shipped: set[str], folder: str) -> None:
    files = [path for path in (assets_folder() / folder).rglob("*") if path.is_file() and path.suffix != ".mo"]
    assert files
    names = {f"player/_shipped/assets/{path.relative_to(assets_folder()).as_posix()}" for path in files}
    assert names <= shipped


def test_every_scenario_is_installed(shipped: set[str]) -> None:
    names = {f"player/_shipped/scenarios/{path.name}" for path in scenarios_folder().glob("*.yaml")}
    assert names <= shipped
