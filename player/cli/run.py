"""``run``: the drill, in the window, or without one on the script's own plan."""

from __future__ import annotations

import argparse
from pathlib import Path

from player.i18n import _


def summary() -> str:
    """One line for the help."""
    return _("run a drill; with --headless without a window, on the script's own plan")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of this command."""
    from player.cli.scripts import add_missed, add_scenario
    from player.cli.window import add_look

    add_scenario(parser)
    parser.add_argument("--headless", action="store_true", help=_("no window: play the plan and print the live log"))
    parser.add_argument(
        "--speed",
        type=_speed,
        metavar=_("N|max"),
        help=_("exercise time runs N times as fast as real time, or as fast as it can"),
    )
    parser.add_argument("--session", type=Path, metavar=_("OUT.gladi"), help=_("where to save the session"))
    add_missed(parser)
    add_look(parser)


def main(options: argparse.Namespace) -> int:
    """Run a drill; 0, 1 the script has errors, 2 something cannot be read or written."""
    if not options.headless:
        from player.cli import window

        if options.speed is not None or options.session is not None or options.miss:
            raise argparse.ArgumentError(None, _("--speed, --session and --miss go with --headless"))
        options.file = options.scenario
        return window.main(options)
    from player.cli.headless import play
    from player.cli.scripts import Unusable, load_or_say, missed_or_say

    try:
        loaded = load_or_say(options.scenario)
    except Unusable as unusable:
        return unusable.code
    missed = missed_or_say(loaded.scenario, options.miss)
    speed = None if options.speed == "max" else options.speed or 1.0
    return play(loaded, speed=speed, session=options.session, missed=missed)


def _speed(word: str) -> float | str:
    """A speed, or ``max``."""
    if word == "max":
        return word
    from player.engine.decisions import SPEED_RANGE_PERMILLE

    slowest, fastest = (permille / 1000 for permille in SPEED_RANGE_PERMILLE)
    try:
        speed = float(word)
    except ValueError:
        speed = 0.0
    if not slowest <= speed <= fastest:
        text = _("a speed is a number from {slowest:g} to {fastest:g}, or max; not {word}")
        raise argparse.ArgumentTypeError(text.format(slowest=slowest, fastest=fastest, word=word))
    return speed
