"""``compare``: sessions of a scenario side by side, or beside their plan."""

from __future__ import annotations

import argparse
import sys
from functools import partial
from pathlib import Path

from player.cli import EXIT_UNUSABLE
from player.cli.compare_text import comparison_lines
from player.cli.output import add_json, keep_sources, print_json
from player.export.formats import COMPARISON_EXPORTERS, comparison_exporter_for
from player.export.saving import CannotWrite, save
from player.i18n import _
from player.review.comparing import By, Comparison, compare
from player.review.comparing_plain import plain_comparison
from player.review.comparing_subjects import CannotCompare, State, Subject, plan_of, read_subject, refuse_other_scenario
from player.review.comparing_wording import notices
from player.session.errors import SessionUnreadable

_EXIT_DAMAGED = 1


def summary() -> str:
    """One line for the help."""
    return _("put sessions of a scenario side by side, or beside their plan")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of this command."""
    parser.add_argument(
        "sessions", nargs="+", type=Path, metavar=_("SESSION"), help=_("a saved session, a file that ends in .gladi")
    )
    parser.add_argument("--plan", action="store_true", help=_("beside them, the plan of the script"))
    parser.add_argument(
        "--by",
        choices=[by.value for by in By],
        default=By.STARTEX.value,
        help=_("put their moments side by side by the time since StartEx, or since the phase began"),
    )
    parser.add_argument("--all", action="store_true", help=_("also what is alike in all of them"))
    parser.add_argument(
        "-o",
        "--output",
        type=_sheet,
        metavar=_("FILE.csv|xlsx"),
        help=_("write both tables to this file, with all rows"),
    )
    parser.add_argument("--force", action="store_true", help=_("replace the file if it is there already"))
    add_json(parser)


def main(options: argparse.Namespace) -> int:
    """Compare; 0, 1 one is damaged and its intact part is compared, 2 one is not compared, or a file not written."""
    keep_sources(options.sessions, options.output)
    code = 0
    subjects: list[Subject] = []
    refused: list[dict[str, str]] = []
    for path in options.sessions:
        try:
            subject = read_subject(path)
            if subjects:
                refuse_other_scenario(subjects[0], subject)
        except (SessionUnreadable, CannotCompare) as error:
            code = EXIT_UNUSABLE
            refused.append({"file": str(path), "reason": str(error)})
            print(error, file=sys.stderr, flush=True)
            continue
        subjects.append(subject)
    if options.plan and subjects:
        subjects.append(plan_of(subjects[0]))
    try:
        comparison = compare(subjects, By(options.by))
    except CannotCompare as error:
        if not refused:  # else it is said already why there is nothing to compare with
            print(error, file=sys.stderr)
        return EXIT_UNUSABLE
    if any(subject.state is State.DAMAGED for subject in subjects):
        code = max(code, _EXIT_DAMAGED)
    if options.output is not None and not _write(comparison, options.output, replace=options.force):
        code = EXIT_UNUSABLE
    if options.json:
        print_json({**plain_comparison(comparison), "notices": notices(comparison), "refused": refused})
    else:
        print("\n".join(comparison_lines(comparison, every=options.all)))
    return code


def _write(comparison: Comparison, path: Path, *, replace: bool) -> bool:
    """Write the sheet; gives whether it is written, and says why not."""
    exporter = comparison_exporter_for(path.suffix)
    assert exporter is not None
    try:
        for note in save(partial(exporter.write, comparison), path, replace=replace):
            print(note, file=sys.stderr)
    except CannotWrite as error:
        hint = " " + _("With {option} it is replaced.").format(option="--force") if error.exists else ""
        print(f"{path}: {error}{hint}", file=sys.stderr)
        return False
    return True


def _sheet(word: str) -> Path:
    if comparison_exporter_for(Path(word).suffix) is None:
        endings = ", ".join(each.SUFFIX for each in COMPARISON_EXPORTERS)
        text = _("a sheet ends in one of {endings}; {word} does not")
        raise argparse.ArgumentTypeError(text.format(endings=endings, word=word))
    return Path(word)
