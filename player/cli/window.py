"""The window, with a script or a session open."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from player.i18n import _
from player.setup import screen_problem

THEMES = ("siang", "kendali", "malam")
NO_SCREEN = 3


def summary() -> str:
    """One line for the help."""
    return _("open the window, with a script or a session")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of this command."""
    parser.add_argument("file", nargs="?", type=Path, metavar=_("SCENARIO.yaml | SESSION.gladi"))
    add_look(parser)


def add_look(parser: argparse.ArgumentParser) -> None:
    """The arguments that say how the window looks."""
    parser.add_argument("--theme", choices=THEMES, help=_("look of the window"))


def main(options: argparse.Namespace) -> int:
    """Open the window and stay until it is closed; 3 when there is no screen."""
    problem = screen_problem(sys.argv[1:])
    if problem is not None:
        print(problem, file=sys.stderr)
        return NO_SCREEN
    from player.app import show_window

    return show_window(options.file, language=options.lang, theme=options.theme)
