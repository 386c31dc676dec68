"""``check``: is a script free of errors?"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from player.i18n import _, ngettext
from player.model.times import duration_text
from player.scenario import ScenarioProblems, load_scenario

CLEAN, PROBLEMS, UNREADABLE = 0, 1, 2


def summary() -> str:
    """One line for the help."""
    return _("check scripts for errors")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of this command."""
    parser.add_argument("files", nargs="+", type=Path, metavar=_("FILE"), help=_("script to check"))
    parser.add_argument("--json", action="store_true", help=_("print the result as JSON"))


def main(options: argparse.Namespace) -> int:
    """Check each file and print every problem; 0 clean, 1 problems, 2 something could not be read."""
    worst = CLEAN
    results = []
    for path in options.files:
        try:
            loaded = load_scenario(path)
        except ScenarioProblems as found:
            worst = max(worst, UNREADABLE if found.cannot_read else PROBLEMS)
            results.append({"file": str(path), "ok": False, "problems": [one.to_json() for one in found.problems]})
            if not options.json:
                _print_problems(path, found)
        else:
            scenario = loaded.scenario
            injects = len(scenario.inject_by_id)
            results.append({"file": str(path), "ok": True, "id": scenario.id, "problems": []})
            if not options.json:
                print(
                    _("{file}: no errors. {phases} phases, {injects} injects, planned {planned}.").format(
                        file=path,
                        phases=len(scenario.phases),
                        injects=injects,
                        planned=duration_text(scenario.planned_ms),
                    )
                )
    if options.json:
        print(json.dumps(results, ensure_ascii=False, indent=2))
    return worst


def _print_problems(path: Path, found: ScenarioProblems) -> None:
    for one in found.problems:
        print(one, file=sys.stderr)
        print(file=sys.stderr)
    count = len(found.problems)
    text = ngettext("{file}: {n} problem.", "{file}: {n} problems.", count)
    print(text.format(file=path, n=count), file=sys.stderr)
