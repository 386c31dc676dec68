"""``import`` of JSON lines: the session they were written of, with the same head hash."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from player.cli.output import keep_sources, print_json
from player.cli.scripts import CLEAN, UNREADABLE
from player.i18n import _, ngettext
from player.session.errors import SessionError
from player.session.jsonl_reader import import_jsonl
from player.session.store import SUFFIX

_OF_SHEETS = {"map": "--map", "start": "--start", "sheet": "--sheet", "header": "--header"}


def import_session(options: argparse.Namespace) -> int:
    """Make a session of JSON lines; 0, or 2 they cannot be read or the session not be written.

    Raises:
        argparse.ArgumentError: an option is for sheets, or the session to write is not named as one is.
    """
    for name, option in _OF_SHEETS.items():
        if getattr(options, name) not in (None, []):
            text = _("{option} is for sheets; {file} holds a session")
            raise argparse.ArgumentError(None, text.format(option=option, file=options.file))
    target: Path = options.output or options.file.with_suffix(SUFFIX)
    if target.suffix.lower() != SUFFIX:
        text = _("a session ends in {ending}; {file} does not")
        raise argparse.ArgumentError(None, text.format(ending=SUFFIX, file=target))
    keep_sources([options.file], target)
    exists = os.path.lexists(target)
    try:
        found = import_jsonl(options.file, target, replace=options.force, dry_run=options.dry_run)
    except SessionError as error:
        sentence = str(error)
        if exists and not options.force and not options.dry_run and str(target) in sentence:
            sentence += " " + _("With {option} it is replaced.").format(option="--force")
        if options.json:
            print_json({"file": str(options.file), "ok": False, "problem": sentence})
        else:
            print(sentence, file=sys.stderr)
        return UNREADABLE
    written = None if options.dry_run else str(target)
    events, head = len(found.rows), found.audit.head_hash
    if options.json:
        told = {"file": str(options.file), "ok": True, "output": written, "events": events, "head_hash": head}
        print_json({**told, "first_bad_seq": found.first_bad_seq})
        return CLEAN
    text = ngettext("{n} event read; head hash {hash}", "{n} events read; head hash {hash}", events)
    print(text.format(n=events, hash=head))
    if found.first_bad_seq is not None:
        text = _("The session they were written of was damaged from event {seq} on; this is what was intact.")
        print(text.format(seq=found.first_bad_seq), file=sys.stderr)
    print(_("Nothing was written.") if written is None else _("Written: {file}").format(file=written))
    return CLEAN
