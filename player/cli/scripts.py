"""Reading a script for a command, with its problems printed."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from player.i18n import _
from player.model.scenario import LoadedScenario, Scenario
from player.scenario import ScenarioProblems, load_scenario


class Unusable(Exception):  # noqa: N818 - it carries an exit code, the problems have been told
    """The script cannot be played; its problems have been printed. ``code`` is the exit code."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


def load_or_say(path: Path) -> LoadedScenario:
    """The script in this file.

    Raises:
        Unusable: it has errors (exit code 1) or cannot be read (2); they have been printed.
    """
    try:
        return load_scenario(path)
    except ScenarioProblems as found:
        for one in found.problems:
            print(one, file=sys.stderr)
        raise Unusable(2 if found.cannot_read else 1) from None


def add_missed(parser: argparse.ArgumentParser) -> None:
    """The argument ``--miss``."""
    parser.add_argument(
        "--miss",
        action="append",
        default=[],
        metavar="ID",
        help=_("an expected action that is not done; may be given more than once"),
    )


def missed_or_say(scenario: Scenario, missed: list[str]) -> frozenset[str]:
    """The expected actions named by ``--miss``.

    Raises:
        Unusable: the script has no such expected action.
    """
    unknown = [name for name in missed if name not in scenario.expected_by_id]
    if unknown:
        known = ", ".join(scenario.expected_by_id)
        print(
            _("The script has no expected action {name}. It has: {known}.").format(name=unknown[0], known=known),
            file=sys.stderr,
        )
        raise Unusable(2)
    return frozenset(missed)
