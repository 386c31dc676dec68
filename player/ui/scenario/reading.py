"""Reading the file of the page: a script or a programme, or what is wrong with it. No Qt."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from player.model.scenario import LoadedProgramme, LoadedScenario
from player.scenario import Problem, ScenarioProblems, examine_scenario, load_programme

IS_PROGRAMME = "is-a-programme"
MISSING = "missing-file"
_MOST_FOLDERS = 64

Stamp: TypeAlias = tuple[object, ...]
"""What changes when a file does, as far as it can be told without reading it."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file held when it was read.

    Attributes:
        loaded: the script or programme, or None where it has errors.
        problems: errors, or where there is none, what is worth a second look; in the order of the file.
    """

    loaded: LoadedScenario | LoadedProgramme | None
    problems: tuple[Problem, ...] = ()

    @property
    def missing(self) -> bool:
        """Whether there is no such file."""
        return self.loaded is None and any(problem.code == MISSING for problem in self.problems)

    def says_the_same(self, other: Reading) -> bool:
        """Whether another reading leads to the same page."""
        mine, theirs = self.loaded, other.loaded
        if (mine is None) != (theirs is None) or self.problems != other.problems:
            return False
        if isinstance(mine, LoadedProgramme) and isinstance(theirs, LoadedProgramme):
            return mine.sha256 == theirs.sha256 and [one.sha256 for one in mine.scenarios] == [
                one.sha256 for one in theirs.scenarios
            ]
        return mine is None or (type(mine) is type(theirs) and mine.sha256 == (theirs and theirs.sha256))


def read_script(path: Path) -> Reading:
    """Read a file; whatever is wrong with it is in what comes back."""
    try:
        examined = examine_scenario(path)
    except ScenarioProblems as found:
        if not any(problem.code == IS_PROGRAMME for problem in found.problems):
            return Reading(None, found.problems)
    else:
        return Reading(examined.loaded, examined.warnings)
    try:
        return Reading(load_programme(path))
    except ScenarioProblems as found:
        return Reading(None, found.problems)


def files_of(path: Path, reading: Reading) -> tuple[Path, ...]:
    """The files a page depends on: its own, and those of the stages of a programme."""
    if isinstance(reading.loaded, LoadedProgramme):
        stages = dict.fromkeys(path.parent / stage.file for stage in reading.loaded.programme.stages)
        return (path, *stages)
    return (path,)


def stamp(files: Sequence[Path]) -> Stamp:
    """What these files and the folders beside them look like now; a script names what lies there."""
    folder = files[0].parent
    return (*map(_stamp_of, (*files, folder)), *_stamps_in(folder))


def _stamp_of(path: Path) -> Stamp:
    try:
        found = path.stat()
    except (OSError, ValueError):
        return ()
    return (found.st_mtime_ns, found.st_size, found.st_ino)


def _stamps_in(folder: Path) -> list[Stamp]:
    """The stamps of the folders in a folder, which hold what a script brings along."""
    found: list[tuple[str, int]] = []
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if len(found) < _MOST_FOLDERS and entry.is_dir():
                found.append((entry.name, entry.stat().st_mtime_ns))
    return [*sorted(found)]
