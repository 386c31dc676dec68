"""``verify``: is a saved session what was saved, and does it make sense?"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from player.cli.output import add_json, print_json
from player.i18n import _
from player.model.times import clock_text
from player.session.jsonl import JSONL_SUFFIX
from player.session.jsonl_reader import verify_jsonl
from player.session.reader import Verification, VerifyStatus
from player.session.usable import examine

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
            print(_sentence(one), file=sys.stdout if one.status is VerifyStatus.INTACT else sys.stderr, flush=True)
            if one.unusable is not None and one.status is VerifyStatus.INTACT:
                print(one.unusable, file=sys.stderr)
    return max(_EXIT_CODES[one.status] for one in found)


def _verified(path: Path) -> Verification:
    return verify_jsonl(path) if path.suffix.lower() == JSONL_SUFFIX else examine(path)


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
    }


def _sentence(one: Verification) -> str:
    if one.status is VerifyStatus.UNREADABLE:
        return str(one.reason)
    if one.status is VerifyStatus.DAMAGED and one.unusable is not None:
        return str(one.unusable)
    if one.status is VerifyStatus.INTACT:
        ending = _("ended with EndEx") if one.finished else _("cut off before EndEx")
        return _("{file}: intact, {events} events, {ending}. Head hash {hash}").format(
            file=one.path, events=one.events, ending=ending, hash=one.head_hash
        )
    time = clock_text(one.intact_ms, hours=True)
    if one.first_bad_seq is None or one.first_bad_seq <= one.events:
        text = _("{file}: damaged; its {events} events, up to {time} of exercise time, are intact. {reason}")
        return text.format(file=one.path, events=one.events, time=time, reason=one.reason)
    text = _(
        "{file}: damaged from event {seq} on; the {events} events before it, up to {time} of exercise time, are "
        "intact. {reason}"
    )
    return text.format(file=one.path, seq=one.first_bad_seq, events=one.events, time=time, reason=one.reason)
