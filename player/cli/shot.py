"""``shot``: a picture of a mode at a moment of a rehearsal, for documents and for looking at it."""

from __future__ import annotations

import argparse
import os
import re
from pathlib import Path

from player.cli.scripts import Unusable, load_or_say
from player.cli.window import THEMES
from player.i18n import DEFAULT_LANGUAGE, _
from player.model.times import HOUR_MS, MINUTE_MS, SECOND_MS

MODES = ("run", "review", "home")


def summary() -> str:
    """One line for the help."""
    return _("take a picture of the window at a moment of the script's plan")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of this command."""
    parser.add_argument("mode", choices=MODES, help=_("what the window shows"))
    parser.add_argument("scenario", type=Path, metavar=_("SCENARIO"))
    parser.add_argument("--at", type=_moment, default=0, metavar="12m", help=_("exercise time, as 4m30s"))
    parser.add_argument("-o", "--output", type=Path, required=True, metavar=_("FILE.png"))
    parser.add_argument("--size", type=_size, default=(1366, 768), metavar="1366x768")
    parser.add_argument("--theme", choices=THEMES, default=THEMES[0])


def main(options: argparse.Namespace) -> int:
    """Take the picture; 0, 1 the script has errors, 2 something cannot be read or written."""
    try:
        loaded = load_or_say(options.scenario)
    except Unusable as unusable:
        return unusable.code
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from player.app import take_shot

    return take_shot(
        options.mode,
        loaded,
        at_ms=options.at,
        output=options.output,
        size=options.size,
        language=options.lang or DEFAULT_LANGUAGE,
        theme=options.theme,
    )


def _moment(word: str) -> int:
    match = re.fullmatch(r"(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?", word)
    if not word or match is None:
        raise argparse.ArgumentTypeError(_("a moment is written as 90s, 4m30s or 1h05m; not {word}").format(word=word))
    hours, minutes, seconds = (int(part or 0) for part in match.groups())
    return hours * HOUR_MS + minutes * MINUTE_MS + seconds * SECOND_MS


def _size(word: str) -> tuple[int, int]:
    match = re.fullmatch(r"(\d{3,5})x(\d{3,5})", word)
    if match is None:
        raise argparse.ArgumentTypeError(_("a size is written as 1366x768; not {word}").format(word=word))
    return int(match[1]), int(match[2])
