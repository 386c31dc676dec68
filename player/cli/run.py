"""``run``: the drill, in the window, or without one on the script's own plan."""

from __future__ import annotations

import argparse
from pathlib import Path

from player.cli import headless, window
from player.cli.scripts import Unusable, add_missed, load_or_say, missed_or_say
from player.i18n import _

FASTEST = 120


def summary() -> str:
    """One line for the help."""
    return _("run a drill; with --headless without a window, on the script's own plan")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of this command."""
    parser.add_argument("scenario", type=Path, metavar=_("SCENARIO"))
    parser.add_argument("--headless", action="store_true", help=_("no window: play the plan and print the live log"))
    parser.add_argument(
        "--speed",
        type=_speed,
        default=1.0,
        metavar=_("N|max"),
        help=_("exercise time runs N times as fast as real time, or as fast as it can"),
    )
    parser.add_argument("--session", type=Path, metavar=_("OUT.gladi"), help=_("where to save the session"))
    add_missed(parser)
    window.add_look(parser)


def main(options: argparse.Namespace) -> int:
    """Run a drill; 0, 1 the script has errors, 2 something cannot be read or written."""
    if not options.headless:
        options.file = options.scenario
        return window.main(options)
    try:
        loaded = load_or_say(options.scenario)
        missed = missed_or_say(loaded.scenario, options.miss)
    except Unusable as unusable:
        return unusable.code
    return headless.play(loaded, speed=options.speed, session=options.session, missed=missed)


def _speed(word: str) -> float | None:
    """A speed; None for as fast as it can."""
    if word == "max":
        return None
    try:
        speed = float(word)
    except ValueError:
        speed = 0.0
    if not 0.1 <= speed <= FASTEST:
        text = _("a speed is a number from 0.1 to {fastest}, or max; not {word}")
        raise argparse.ArgumentTypeError(text.format(fastest=FASTEST, word=word))
    return speed
