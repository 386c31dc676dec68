"""``verify``: is a saved session what was saved, and does it make sense?"""

from __future__ import annotations

import argparse
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

from player.cli.output import add_json, print_json
from player.i18n import _
from player.model.times import clock_text
from player.session.jsonl import JSONL_SUFFIX
from player.session.jsonl_reader import verify_jsonl
from player.session.reader import Verification, VerifyStatus
from player.session.usable import examine

_BOM = b"\xef\xbb\xbf"
_EXIT_CODES = {VerifyStatus.INTACT: 0, VerifyStatus.DAMAGED: 1, VerifyStatus.UNREADABLE: 2}


def summary() -> str:
    """One line for the help."""
    return _("check that saved sessions are intact")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of this command."""
    parser.add_argument(
        "sessions",
        nargs="+",
        type=Path,
        metavar=_("SESSION"),
        help=_("a saved session, a file that ends in .gladi, or its JSON lines in one that ends in .jsonl"),
    )
    add_json(parser)


def main(options: argparse.Namespace) -> int:
    """Verify each session; 0 all intact, 1 one is damaged, 2 one cannot be read."""
    found = [_verified(path) for path in options.sessions]
    if options.json:
        print_json([_as_json(one) for one in found])
    else:
        for one in found:
            intact = one.status is VerifyStatus.INTACT
            print(_sentence(one), file=sys.stdout if intact else sys.stderr)
            if intact:
                print(_("Not covered by the chain: {what}.").format(what="; ".join(map(str, one.not_covered))))
                print(_("Head hash {hash}").format(hash=one.head_hash), flush=True)
            if intact and one.unusable is not None:
                print(one.unusable, file=sys.stderr)
    return max(_EXIT_CODES[one.status] for one in found)


def _verified(path: Path) -> Verification:
    return verify_jsonl(path) if _is_lines(path) else examine(path)


def _is_lines(path: Path) -> bool:
    """Whether a file is meant as JSON lines: by what it begins with, or else by its name."""
    head = b""
    with suppress(OSError):
        if path.is_file():  # to open anything else may never end
            with path.open("rb") as file:
                head = file.read(len(_BOM) + 1).removeprefix(_BOM)
    return head.startswith(b"{") or (path.suffix.lower() == JSONL_SUFFIX and not head.startswith(b"SQL"))


def _as_json(one: Verification) -> dict[str, Any]:
    return {
        "file": str(one.path),
        "status": one.status,
        "events": one.events,
        "head_hash": one.head_hash,
        "first_bad_seq": one.first_bad_seq,
        "finished": one.finished,
        "reason": None if one.reason is None else str(one.reason),
        "unusable": None if one.unusable is None else str(one.unusable),
        "not_covered": [str(each) for each in one.not_covered],
    }


def _sentence(one: Verification) -> str:
    if one.status is VerifyStatus.UNREADABLE:
        return str(one.reason)
    if one.status is VerifyStatus.DAMAGED and one.unusable is not None:
        return str(one.unusable)
    if one.status is VerifyStatus.INTACT:
        ending = _("ended with EndEx") if one.finished else _("cut off before EndEx")
        return _("{file}: intact, {events} events, {ending}.").format(file=one.path, events=one.events, ending=ending)
    time = clock_text(one.intact_ms, hours=True)
    if one.first_bad_seq is None or one.first_bad_seq <= one.events:
        text = _("{file}: damaged; its {events} events, up to {time} of exercise time, are intact. {reason}")
        return text.format(file=one.path, events=one.events, time=time, reason=one.reason)
    text = _(
        "{file}: damaged from event {seq} on; the {events} events before it, up to {time} of exercise time, are "
        "intact. {reason}"
    )
    return text.format(file=one.path, seq=one.first_bad_seq, events=one.events, time=time, reason=one.reason)
