"""A second script to work on: the text byte for byte, with everything it needs beside it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from player.free_names import free_path
from player.language.problems import ScenarioProblems
from player.model.scenario import Scenario
from player.resources import scenarios_folder
from player.scenario.load import load_programme, load_scenario

SCHEMA_FILE = "gladi.schema.json"
"""Lies beside scripts so that editors know their language."""


def copy_script(path: Path, folder: Path) -> Path:
    """Copy a script or a programme into a folder, which is made where it is not there; gives the copy.

    Nothing that lies there is written over. What brings other files along, attachments or the scripts of a programme,
    gets a folder of its own, for these are named in its text; where the name of anything else is taken, a number is
    put behind it.

    Raises:
        OSError: something cannot be read or written; what was copied so far is taken away again.
    """
    needed = _needed(path)
    home = free_path(folder / path.stem) if needed else folder
    target = home / path.name if needed else free_path(folder / path.name)
    made: list[Path] = []
    try:
        home.mkdir(parents=True, exist_ok=True)
        for file in needed:
            _copy(path.parent / file, home / file, made)
        _copy_schema(path.parent, home, made)
        _copy(path, target, made)
    except OSError:
        for one in reversed(made):
            with suppress(OSError):
                one.unlink()
        if needed:
            shutil.rmtree(home, ignore_errors=True)
        raise
    return target


def _needed(path: Path) -> list[Path]:
    """The files a script or programme names, as they lie in its folder, each once; none where it cannot be read."""
    found: dict[Path, None] = {}
    try:
        programme = load_programme(path)
    except ScenarioProblems:
        with suppress(ScenarioProblems):
            found.update(dict.fromkeys(_attached(load_scenario(path).scenario)))
        return [*found]
    for stage, loaded in zip(programme.programme.stages, programme.scenarios, strict=True):
        found[Path(stage.file)] = None
        found.update(dict.fromkeys(_attached(loaded.scenario)))
    return [*found]


def _attached(scenario: Scenario) -> Iterator[Path]:
    owners = [scenario.attachments]
    for phase in scenario.phases:
        owners += [phase.attachments, *(inject.attachments for inject in phase.injects)]
    yield from (Path(attachment.file) for attachments in owners for attachment in attachments)


def _copy_schema(source: Path, home: Path, made: list[Path]) -> None:
    """Put the schema beside the copy, once."""
    places = (source / SCHEMA_FILE, scenarios_folder() / SCHEMA_FILE)
    schema = next((place for place in places if place.is_file()), None)
    if schema is not None and not os.path.lexists(home / SCHEMA_FILE):
        _copy(schema, home / SCHEMA_FILE, made)


def _copy(source: Path, target: Path, made: list[Path]) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    with source.open("rb") as given, target.open("xb") as taken:
        made.append(target)
        shutil.copyfileobj(given, taken)
