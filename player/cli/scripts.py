"""What the commands that read a script have in common: their arguments, and saying what is wrong."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path

from player.i18n import _, ngettext
from player.model.scenario import LoadedProgramme, LoadedScenario, Scenario
from player.scenario import Problem, ScenarioProblems, load_programme, load_scenario

CLEAN, PROBLEMS, UNREADABLE = 0, 1, 2
"""Exit codes of every command that reads a script."""

MOST_PRINTED = 20
"""Problems printed of one script; the first ones matter, the rest often follows from them."""


class Unusable(Exception):  # noqa: N818 - it carries an exit code, the problems have been told
    """The script cannot be played; its problems have been printed. ``code`` is the exit code."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


def add_scenario(parser: argparse.ArgumentParser) -> None:
    """The argument that names a script."""
    parser.add_argument("scenario", type=Path, metavar=_("SCENARIO"), help=_("the script, a file that ends in .yaml"))


def load_or_say(path: Path) -> LoadedScenario:
    """The script in this file.

    Raises:
        Unusable: it has errors (exit code 1) or cannot be read (2); they have been printed.
    """
    try:
        return load_scenario(path)
    except ScenarioProblems as found:
        print_problems(path, found)
        raise Unusable(exit_code(found)) from None


def load_programme_or_say(path: Path) -> LoadedProgramme:
    """The programme in this file, with the scripts of its stages.

    Raises:
        Unusable: it has errors (exit code 1) or cannot be read (2); they have been printed.
    """
    try:
        return load_programme(path)
    except ScenarioProblems as found:
        print_problems(path, found)
        raise Unusable(exit_code(found)) from None


def exit_code(found: ScenarioProblems) -> int:
    """The exit code for a script with these problems."""
    return UNREADABLE if found.cannot_read or any(one.code == "empty" for one in found.problems) else PROBLEMS


def print_problems(path: Path, found: ScenarioProblems) -> None:
    """Print the first problems of a script, and how many it has."""
    sys.stdout.flush()
    for one in found.problems[:MOST_PRINTED]:
        print(one, end="\n\n", file=sys.stderr)
    count, more = len(found.problems), len(found.problems) - MOST_PRINTED
    if more > 0:
        text = ngettext(
            "… and {n} more. check --json gives them all.", "… and {n} more. check --json gives them all.", more
        )
        print(text.format(n=more), file=sys.stderr)
    text = ngettext("{file}: {n} problem.", "{file}: {n} problems.", count)
    print(text.format(file=path, n=count), file=sys.stderr)


def print_warnings(path: Path, warnings: Sequence[Problem]) -> None:
    """Print the first warnings of a script that can be played, and how many it has."""
    sys.stdout.flush()
    for one in warnings[:MOST_PRINTED]:
        print(_("Warning. {problem}").format(problem=one), end="\n\n", file=sys.stderr)
    text = ngettext("{file}: {n} warning.", "{file}: {n} warnings.", len(warnings))
    print(text.format(file=path, n=len(warnings)), file=sys.stderr)


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
        argparse.ArgumentError: the script has no such expected action.
    """
    known = list(scenario.expected_by_id)
    for name in missed:
        if name not in known:
            close = get_close_matches(name, known, n=1)
            if close:
                text = _("the script has no expected action {name}; did you mean {close}?")
                raise argparse.ArgumentError(None, text.format(name=name, close=close[0]))
            text = _("the script has no expected action {name}; it has: {known}")
            raise argparse.ArgumentError(None, text.format(name=name, known=", ".join(known) or "–"))
    return frozenset(missed)
