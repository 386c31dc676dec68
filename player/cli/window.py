"""The window, with a script or a session open."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from player.cli import EXIT_UNUSABLE
from player.i18n import _
from player.setup import EXIT_NO_SCREEN, screen_problem

THEMES = ("siang", "kendali", "malam")
"""The looks of `player.ui.look.themes`, by name; named here too, since the command line knows nothing of the window."""


def summary() -> str:
    """One line for the help."""
    return _("open the window, with a script or a session")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of this command."""
    parser.add_argument(
        "file", nargs="?", type=Path, metavar=_("SCENARIO.yaml | SESSION.gladi"), help=_("what to open")
    )
    add_look(parser)


def add_look(parser: argparse.ArgumentParser) -> None:
    """The arguments that say how the window looks."""
    parser.add_argument("--theme", choices=THEMES, help=_("look of the window"))


def main(options: argparse.Namespace) -> int:
    """Open the window and stay until it is closed; 2 when there is no such file, 3 when there is no screen."""
    file: Path | None = options.file
    if file is not None and not os.path.lexists(file):
        print(_("{path} does not exist.").format(path=file), file=sys.stderr)
        return EXIT_UNUSABLE
    problem = screen_problem([])
    if problem is not None:
        print(problem, file=sys.stderr)
        return EXIT_NO_SCREEN
    from player.app import show_window

    return show_window(file, language=options.lang, theme=options.theme)
