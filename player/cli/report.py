"""``report``: the after-action report of a saved session, to read, to print or to go on writing in."""

from __future__ import annotations

import argparse
import sys
from functools import partial
from pathlib import Path
from typing import Any

from player.cli import EXIT_UNUSABLE
from player.cli.output import add_json, keep_sources, print_json
from player.export.report.content import report_of
from player.export.report.formats import REPORT_FORMATS, ReportFormat, format_for
from player.export.report.notice_parts import notices_of
from player.export.saving import CannotWrite, save
from player.i18n import _, current_language
from player.model.paper import Report
from player.session.store import SessionUnreadable, fitting, read_session

_EXIT_DAMAGED = 1


def summary() -> str:
    """One line for the help."""
    return _("write the after-action report of a saved session")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of this command."""
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = "\n".join(
        [
            _("What is written follows from the ending:"),
            *(f"  {each.SUFFIX:<7} {_(each.TITLE)}" for each in REPORT_FORMATS),
            "",
            _("The session is only read. With --lang the report is in another language."),
        ]
    )
    parser.add_argument(
        "session", type=Path, metavar=_("SESSION"), help=_("a saved session, a file that ends in .gladi")
    )
    parser.add_argument(
        "-o",
        "--output",
        type=Path,
        action="append",
        required=True,
        metavar=_("FILE.pdf|docx|html"),
        help=_("the file to write; may be given more than once"),
    )
    parser.add_argument("--force", action="store_true", help=_("replace the file if it is there already"))
    add_json(parser)


def main(options: argparse.Namespace) -> int:
    """Write the report; 0, 1 the session is damaged and what is whole is told, 2 it cannot be read or written.

    Raises:
        argparse.ArgumentError: no format ends so, a file is named twice, or is that of the session itself.
    """
    formats = _formats(options.output)
    path: Path = options.session
    keep_sources([path], *options.output)
    try:
        saved = fitting(read_session(path))
        report = report_of(saved, current_language())
    except SessionUnreadable as error:
        if options.json:
            print_json({"file": str(path), "status": "unreadable", "reason": str(error), "written": []})
        else:
            print(error, file=sys.stderr)
        return EXIT_UNUSABLE
    written = [_write(report, each, target, force=options.force) for target, each in formats]
    notices = notices_of(saved)
    if options.json:
        damage = saved.damage
        print_json(
            {
                "file": str(path),
                "status": "intact" if damage is None else "damaged",
                "reason": None if damage is None else str(damage.reason),
                "ended": saved.finished,
                "language": report.language,
                "written": written,
            }
        )
    else:
        _tell(written)
        for notice in notices:
            print(notice, file=sys.stderr)
    if not all(one["ok"] for one in written):
        return EXIT_UNUSABLE
    return 0 if saved.damage is None else _EXIT_DAMAGED


def _formats(targets: list[Path]) -> list[tuple[Path, ReportFormat]]:
    found: list[tuple[Path, ReportFormat]] = []
    for target in targets:
        each = format_for(target.suffix)
        if each is None:
            endings = ", ".join(one.SUFFIX for one in REPORT_FORMATS)
            text = _("a report ends in one of {endings}; {file} does not")
            raise argparse.ArgumentError(None, text.format(endings=endings, file=target))
        if target in {path for path, _each in found}:
            raise argparse.ArgumentError(None, _("{file} is named twice").format(file=target))
        found.append((target, each))
    return found


def _write(report: Report, each: ReportFormat, target: Path, *, force: bool) -> dict[str, Any]:
    """Write one file; gives what came of it."""
    told: dict[str, Any] = {"file": str(target), "format": each.NAME}
    try:
        notes = save(partial(each.write, report), target, replace=force)
    except CannotWrite as problem:
        sentence = str(problem)
        if problem.exists:
            sentence += " " + _("With {option} it is replaced.").format(option="--force")
        return {**told, "ok": False, "problem": sentence}
    return {**told, "ok": True, "notes": [str(note) for note in notes]}


def _tell(written: list[dict[str, Any]]) -> None:
    for one in written:
        if not one["ok"]:
            print(f"{one['file']}: {one['problem']}", file=sys.stderr)
            continue
        print(_("Written: {file}").format(file=one["file"]), flush=True)
        for note in one["notes"]:
            print(note, file=sys.stderr)
