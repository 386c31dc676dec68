"""``findings``: what the rules find in saved sessions, what was overridden in them, and their measures."""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass, fields
from pathlib import Path
from textwrap import indent, wrap
from typing import Any

from player.cli import EXIT_UNUSABLE
from player.cli.findings_text import Looked, session_lines
from player.cli.output import add_json, print_json
from player.engine.findings import Finding
from player.i18n import N_, _
from player.model.events import Event, ValueOverridden
from player.model.rules import RULES_VERSION, rules_known, rules_of
from player.review.measures import Measures
from player.review.measures_plain import plain_measures
from player.session.store import SessionUnreadable, fitting, read_session
from player.session.usable import said_of_damage

_EXIT_DAMAGED = 1


@dataclass(frozen=True, slots=True)
class JsonKeys:
    """Keys of the JSON that are told of together; ``inside``: those of what each holds, with dots further in."""

    keys: tuple[str, ...]
    about: str
    inside: tuple[str, ...] = ()


JSON_KEYS = (
    JsonKeys(
        ("file", "status", "reason", "first_bad_seq"),
        N_("The session; intact, damaged or unreadable; what is wrong with it, and from which event on."),
    ),
    JsonKeys(("notes",), N_("What stands beside these figures wherever they are shown.")),
    JsonKeys(("session_id", "gladi_version"), N_("What names the session, and by which Gladi it was run.")),
    JsonKeys(("scenario",), N_("The script it was run with."), ("id", "title")),
    JsonKeys(("ended", "reached_ms"), N_("Whether EndEx was reached, and the exercise time that was.")),
    JsonKeys(
        ("rules",),
        N_("The rules it was run with, whether they are known here, and the newest that are."),
        ("version", "known", "newest"),
    ),
    JsonKeys(
        ("findings",),
        N_("Each finding; how it was cleared and the answer to it are null where there is none."),
        (
            *("key", "rule", "title", "message", "from_ms", "to_ms", "lasting", "events", "basis", "mark", "certainty"),
            *("open", "cleared_by", "cleared", "cleared.at_ms", "cleared.events", "cleared.message", "answer"),
            *("answer.answer", "answer.text", "answer.who", "answer.at_ms", "answer.seq"),
        ),
    ),
    JsonKeys(
        ("overrides",),
        N_("Each override, its values in the numbers of the log."),
        ("seq", "at_ms", "quantity", "mode", "before", "after", "unit", "who", "why"),
    ),
    JsonKeys(
        ("measures",),
        N_("All measures, every time in milliseconds of exercise time."),
        tuple(field.name for field in fields(Measures)),
    ),
)
"""The keys of an object of the JSON, which stay as they are."""

_WIDTH = 90


def summary() -> str:
    """One line for the help."""
    return _("show what the rules find in saved sessions, the overrides and the measures")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of this command."""
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    lines = [_("With --json it is a list with an object for each session; of an unreadable one the first three keys:")]
    for told in JSON_KEYS:
        inside = f": {', '.join(told.inside)}" if told.inside else ""
        lines += indent("\n".join(wrap(f"{', '.join(told.keys)}{inside}", _WIDTH)), "  ").splitlines()
        lines.append(f"      {_(told.about)}")
    parser.epilog = "\n".join(lines)
    parser.add_argument(
        "sessions", nargs="+", type=Path, metavar=_("SESSION"), help=_("a saved session, a file that ends in .gladi")
    )
    add_json(parser)


def main(options: argparse.Namespace) -> int:
    """Tell of each session; 0 all intact, 1 one is damaged, of which what is whole is told, 2 one cannot be read."""
    code = 0
    told: list[dict[str, Any]] = []
    for place, path in enumerate(options.sessions):
        try:
            looked = Looked(fitting(read_session(path)))
        except SessionUnreadable as error:
            code = EXIT_UNUSABLE
            told.append({"file": str(path), "status": "unreadable", "reason": str(error)})
            if not options.json:
                print(error, file=sys.stderr, flush=True)
            continue
        damage = looked.saved.damage
        if damage is not None:
            code = max(code, _EXIT_DAMAGED)
        if options.json:
            told.append(session_json(looked))
            continue
        if place:
            print()
        print("\n".join(session_lines(looked)), flush=True)
        if damage is not None:
            print(f"{path}: {said_of_damage(looked.saved)}", file=sys.stderr, flush=True)
    if options.json:
        print_json(told)
    return code


def session_json(looked: Looked) -> dict[str, Any]:
    """A session as plain data; `JSON_KEYS` tells the keys."""
    saved, timeline = looked.saved, looked.timeline
    damage, opened = saved.damage, saved.opened
    return {
        "file": str(saved.path),
        "status": "intact" if damage is None else "damaged",
        "reason": None if damage is None else str(damage.reason),
        "first_bad_seq": None if damage is None else damage.seq,
        "notes": [_("training index, not a prediction"), _("findings, no verdicts")],
        "session_id": opened.session_id,
        "gladi_version": opened.gladi_version,
        "scenario": {"id": timeline.scenario.id, "title": str(timeline.scenario.title)},
        "ended": looked.measures.ended,
        "reached_ms": timeline.end_ms,
        "rules": {
            "version": opened.rules_version,
            "known": rules_known(opened.rules_version),
            "newest": RULES_VERSION,
        },
        "findings": [_finding(finding, looked) for finding in timeline.findings],
        "overrides": [_override(event) for event in looked.overrides],
        "measures": plain_measures(looked.measures),
    }


def _finding(finding: Finding, looked: Looked) -> dict[str, Any]:
    answer = looked.timeline.fold.state.answer_of(finding.key)
    cleared = finding.cleared
    return {
        "key": finding.key,
        "rule": finding.rule,
        "title": _(rules_of(looked.saved.opened.rules_version)[finding.rule].title),
        "message": str(finding.message),
        "from_ms": finding.from_ms,
        "to_ms": finding.to_ms,
        "lasting": finding.lasting,
        "events": list(finding.events),
        "basis": str(finding.basis),
        "mark": finding.mark.value,
        "certainty": finding.certainty.value,
        "open": finding.open,
        "cleared_by": str(finding.cleared_by),
        "cleared": cleared
        and {"at_ms": cleared.at_ms, "events": list(cleared.events), "message": str(cleared.message)},
        "answer": answer
        and {
            "answer": answer.kind.value,
            "text": answer.text,
            "who": answer.who,
            "at_ms": answer.at_ms,
            "seq": answer.seq,
        },
    }


def _override(event: Event) -> dict[str, Any]:
    body = event.body
    assert isinstance(body, ValueOverridden)
    return {
        "seq": event.seq,
        "at_ms": event.exercise_ms,
        "quantity": body.quantity.value,
        "mode": body.mode.value,
        "before": body.before,
        "after": body.after,
        "unit": body.unit,
        "who": body.who,
        "why": body.why,
    }
