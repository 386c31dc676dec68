"""``shot``: a picture of a mode at a moment of a rehearsal, for documents and for looking at it."""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Sequence
from pathlib import Path

from player.cli import EXIT_UNUSABLE
from player.cli.output import keep_sources
from player.cli.scripts import Unusable, load_or_say
from player.cli.window import add_look
from player.export.saving import CannotWrite, save
from player.i18n import DEFAULT_LANGUAGE, _
from player.model.scenario import LoadedScenario
from player.model.times import HOUR_MS, MINUTE_MS, SECOND_MS
from player.review.comparing_axis import By
from player.review.comparing_subjects import CannotCompare, check_comparable, plan_of, read_subject
from player.session.errors import SessionError
from player.session.schema import SUFFIX
from player.session.store import SavedSession, fitting, read_session

MODES = ("run", "observe", "emergency", "hotwash", "display", "review", "home", "scenario", "mapper", "compare")
"""What the window may show; ``hotwash`` ends the drill at the moment, ``mapper`` takes a sheet (.xlsx, .csv).

``compare`` takes sessions.
"""

TABS = ("phase", "injects", "routes", "units", "objectives", "readiness", "tags", "sources", "problems")
"""The tabs of the page of a script, by name; named here too, since the command line knows nothing of the window."""

PANELS = ("findings", "explain", "measures")
"""The tabs of the instrument, by name."""

REVIEW_PANELS = ("entry", "ratings", "notes", "plan", "summary")
"""The tabs it has besides in review."""

SHEETS = ("question", "readiness", "phases", "record", "override")
"""The sheets a picture can show over a drill, by name."""

SMALLEST = (1024, 640)
"""The window cannot be made smaller."""

LARGEST = (7680, 4320)
SCALING = ("QT_SCALE_FACTOR", "QT_SCREEN_SCALE_FACTORS", "QT_FONT_DPI", "QT_USE_PHYSICAL_DPI")
"""Settings of a desktop, by which a picture would have other pixels than asked for."""

_MOMENT = re.compile(r"(?=\d)(?:(\d{1,3})h)?(?:(\d{1,5})m)?(?:(\d{1,6})s)?", re.ASCII)
_SIZE = re.compile(r"(\d{3,4})x(\d{3,4})", re.ASCII)


def summary() -> str:
    """One line for the help."""
    return _("take a picture of the window at a moment of the script's plan")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of this command."""
    parser.add_argument("mode", choices=MODES, help=_("what the window shows"))
    parser.add_argument(
        "scenario",
        type=Path,
        metavar=_("SCENARIO"),
        help=_("the script, a file that ends in .yaml; for review also a session, a file that ends in .gladi"),
    )
    parser.add_argument(
        "more", nargs="*", type=Path, metavar=_("SESSION"), help=_("for compare: the sessions beside the first")
    )
    parser.add_argument("--plan", action="store_true", help=_("for compare: beside them, the plan of the script"))
    parser.add_argument(
        "--by",
        choices=[by.value for by in By],
        default=By.PHASE.value,
        help=_("for compare: by the time since StartEx, or since the phase began"),
    )
    parser.add_argument("--at", type=_moment, default=0, metavar="12m", help=_("exercise time, as 4m30s"))
    parser.add_argument(
        "-o", "--output", type=_picture, required=True, metavar=_("FILE.png"), help=_("where to write the picture")
    )
    parser.add_argument("--size", type=_size, default=(1366, 768), metavar="1366x768", help=_("pixels across and down"))
    parser.add_argument(
        "--page",
        choices=("instrument", "panels"),
        help=_("of a drill, its instrument or the panels it is run with; review begins with the former"),
    )
    parser.add_argument(
        "--tab",
        choices=(*TABS, *PANELS, *REVIEW_PANELS),
        default="",
        help=_("the tab the page of a script, or the instrument, shows"),
    )
    parser.add_argument(
        "--undecided",
        action="append",
        default=[],
        metavar=_("DECISION"),
        help=_("a decision that is left open, so that its question stands; may be given again"),
    )
    parser.add_argument("--muster", action="store_true", help=_("before StartEx, half of the muster done"))
    parser.add_argument("--sheet", choices=SHEETS, help=_("the sheet shown over the window"))
    parser.add_argument(
        "--do", metavar=_("ACTION"), dest="does", help=_("an action that is done first, by its id; its sheet is shown")
    )
    add_look(parser)


def main(options: argparse.Namespace) -> int:
    """Take the picture; 0, 1 the script has errors, 2 something cannot be read or written."""
    keep_sources([options.scenario, *options.more], options.output)
    tabs = _tabs(options)
    if options.tab and options.tab not in tabs:
        print(
            _("There is no tab {tab} here; there are {tabs}.").format(tab=options.tab, tabs=", ".join(tabs)),
            file=sys.stderr,
        )
        return EXIT_UNUSABLE
    try:
        loaded, saved = _subject(options)
    except Unusable as unusable:
        return unusable.code
    from player.ui.actions import UnknownActionError

    try:
        picture = _take_comparison(options) if options.mode == "compare" else _take(options, loaded, saved)
    except UnknownActionError as error:
        print(error, file=sys.stderr)
        return EXIT_UNUSABLE
    try:
        save(lambda file: file.write(picture), options.output, replace=True)
    except CannotWrite as error:
        print(f"{options.output}: {error}", file=sys.stderr)
        return EXIT_UNUSABLE
    return 0


def _subject(options: argparse.Namespace) -> tuple[LoadedScenario | None, SavedSession | None]:
    """The script to play, and the session it was played in where there is one; a page of a file needs neither.

    Raises:
        Unusable: there is no such thing to show, which has been said.
    """
    path: Path = options.scenario
    if options.mode == "compare":
        _check_sessions([path, *options.more], with_plan=options.plan)
        return None, None
    if options.mode in {"scenario", "mapper"}:
        if not path.is_file():
            print(_("{path} does not exist.").format(path=path), file=sys.stderr)
            raise Unusable(EXIT_UNUSABLE)
        return None, None
    if options.mode == "review" and path.suffix == SUFFIX:
        try:
            saved = fitting(read_session(path))
        except SessionError as error:
            print(error, file=sys.stderr)
            raise Unusable(EXIT_UNUSABLE) from None
        return saved.loaded, saved
    loaded = load_or_say(path)
    unknown = [name for name in options.undecided if name not in loaded.scenario.decision_by_id]
    if unknown:
        print(_("The script has no decision {decision}.").format(decision=unknown[0]), file=sys.stderr)
        raise Unusable(EXIT_UNUSABLE)
    return loaded, None


def _check_sessions(paths: Sequence[Path], *, with_plan: bool) -> None:
    """See that these sessions can be compared.

    Raises:
        Unusable: they cannot, which has been said.
    """
    try:
        subjects = [read_subject(path) for path in paths]
        check_comparable([*subjects, *([plan_of(subjects[0])] if with_plan else [])])
    except (SessionError, CannotCompare) as error:
        print(error, file=sys.stderr)
        raise Unusable(EXIT_UNUSABLE) from None


def _take_comparison(options: argparse.Namespace) -> bytes:
    _in_plain_pixels()
    from player.app import take_comparison_shot

    return take_comparison_shot(
        [options.scenario, *options.more],
        with_plan=options.plan,
        by=By(options.by),
        at_ms=options.at,
        does=options.does,
        size=options.size,
        language=options.lang or DEFAULT_LANGUAGE,
        theme=options.theme,
    )


def _in_plain_pixels() -> None:
    for name in SCALING:
        os.environ.pop(name, None)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"


def _take(options: argparse.Namespace, loaded: LoadedScenario | None, saved: SavedSession | None) -> bytes:
    _in_plain_pixels()
    from player.app import take_script_shot, take_shot

    language, theme = options.lang or DEFAULT_LANGUAGE, options.theme
    if loaded is None:
        return take_script_shot(
            options.scenario, at_ms=options.at, tab=options.tab, size=options.size, language=language, theme=theme
        )
    return take_shot(
        options.mode,
        loaded,
        at_ms=options.at,
        size=options.size,
        language=language,
        theme=theme,
        undecided=options.undecided,
        sheet=options.sheet,
        muster=options.muster,
        panel=_panel(options),
        saved=saved,
        does=options.does,
    )


def _tabs(options: argparse.Namespace) -> tuple[str, ...]:
    """The tabs there are to choose from."""
    if options.mode == "review":
        return (*PANELS, *REVIEW_PANELS)
    return PANELS if options.page else TABS


def _panel(options: argparse.Namespace) -> str | None:
    """The panel of the instrument to show, empty for the panels a drill is run with, None for what comes first."""
    if options.page is None:
        return (options.tab or None) if options.mode == "review" else None
    return "" if options.page == "panels" else options.tab or PANELS[0]


def _moment(word: str) -> int:
    match = _MOMENT.fullmatch(word)
    if match is None:
        raise argparse.ArgumentTypeError(_("a moment is written as 90s, 4m30s or 1h05m; not {word}").format(word=word))
    hours, minutes, seconds = (int(part or 0) for part in match.groups())
    return hours * HOUR_MS + minutes * MINUTE_MS + seconds * SECOND_MS


def _size(word: str) -> tuple[int, int]:
    match = _SIZE.fullmatch(word)
    if match is None:
        raise argparse.ArgumentTypeError(_("a size is written as 1366x768; not {word}").format(word=word))
    width, height = int(match[1]), int(match[2])
    if not (SMALLEST[0] <= width <= LARGEST[0] and SMALLEST[1] <= height <= LARGEST[1]):
        text = _("a size lies between {smallest} and {largest}; {word} does not")
        values = {"smallest": "{}x{}".format(*SMALLEST), "largest": "{}x{}".format(*LARGEST), "word": word}
        raise argparse.ArgumentTypeError(text.format(**values))
    return width, height


def _picture(word: str) -> Path:
    if not word.lower().endswith(".png"):
        raise argparse.ArgumentTypeError(_("a picture ends in .png; {word} does not").format(word=word))
    return Path(word)
