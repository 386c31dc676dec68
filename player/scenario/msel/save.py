"""The script of an import on the disk: proved to pass ``check``, written whole or not at all."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from player.i18n import N_, reason_of
from player.language.problems import ScenarioProblems
from player.scenario.load import read_scenario
from player.scenario.msel.results import ImportResult
from player.scenario.msel.tables import SheetProblem


class AlreadyThere(SheetProblem):
    """Something lies where the script is to be written."""


_TOO_LARGE = frozenset({"too-large", "too-many-values"})


def prove(result: ImportResult, name: str) -> None:
    """Read the script of an import as ``check`` does.

    Args:
        name: the file name for messages.

    Raises:
        SheetProblem: the sheet is too long for one script.
        ScenarioProblems: the script has problems, which an import should never give.
    """
    try:
        read_scenario(result.scenario_yaml, name)
    except ScenarioProblems as problems:
        if any(problem.code in _TOO_LARGE for problem in problems.problems):
            msgid = N_("The sheet is too long for one script. Split it, for example by day or phase.")
            raise SheetProblem(msgid) from None
        raise


def save(result: ImportResult, path: str | os.PathLike[str], *, replace: bool = False) -> None:
    """Write the script of an import to a file.

    Args:
        replace: put it in the place of what lies there.

    Raises:
        AlreadyThere: something lies there, and is not to be replaced.
        SheetProblem: it cannot be written; then nothing has changed.
    """
    target = Path(path)
    if os.path.lexists(target) and not replace:
        raise AlreadyThere(N_("The file exists already."))
    target = Path(os.path.realpath(target))
    beside = target.with_name(f".{os.getpid()}.gladi-import")
    try:
        with beside.open("x", encoding="utf-8", newline="\n") as script:
            script.write(result.scenario_yaml)
            script.flush()
            os.fsync(script.fileno())
        beside.replace(target)
    except OSError as error:
        with suppress(OSError):
            beside.unlink()
        raise SheetProblem(N_("The file cannot be written: {reason}."), reason=reason_of(error)) from None
