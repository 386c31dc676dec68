"""``check``: is a script free of errors?"""

from __future__ import annotations

import argparse
from pathlib import Path

from player.cli.output import add_json, print_json
from player.cli.scripts import CLEAN, exit_code, print_problems
from player.i18n import _, ngettext
from player.model.scenario import Scenario
from player.model.times import duration_text
from player.scenario import ScenarioProblems, describe_language, load_scenario


def summary() -> str:
    """One line for the help."""
    return _("check scripts for errors")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of this command."""
    parser.add_argument("files", nargs="*", type=Path, metavar=_("FILE"), help=_("script to check"))
    parser.add_argument(
        "--keys", action="store_true", help=_("print every key a script may have, with its meaning, as Markdown")
    )
    parser.add_argument(
        "--schema",
        action="store_true",
        help=_("print the JSON Schema by which an editor completes and checks a script"),
    )
    add_json(parser)


def main(options: argparse.Namespace) -> int:
    """Check each file and print every problem; 0 clean, 1 problems, 2 something could not be read."""
    if options.keys or options.schema:
        _print_language(as_schema=options.schema)
        return CLEAN
    if not options.files:
        text = _("Name a script to check, such as {example}.")
        raise argparse.ArgumentError(None, text.format(example=_("check drill.yaml")))
    codes = []
    results = []
    for path in options.files:
        try:
            scenario = load_scenario(path).scenario
        except ScenarioProblems as found:
            codes.append(exit_code(found))
            results.append({"file": str(path), "ok": False, "problems": [one.to_json() for one in found.problems]})
            if not options.json:
                print_problems(path, found)
        else:
            codes.append(CLEAN)
            results.append({"file": str(path), "ok": True, "id": scenario.id, "problems": []})
            if not options.json:
                print(_clean(path, scenario), flush=True)
    if options.json:
        print_json(results)
    elif len(codes) > 1:
        text = ngettext("{clean} of {n} file without errors.", "{clean} of {n} files without errors.", len(codes))
        print(text.format(clean=codes.count(CLEAN), n=len(codes)))
    return max(codes)


def _print_language(*, as_schema: bool) -> None:
    if as_schema:
        from player.scenario.json_schema import json_schema

        print_json(json_schema())
    else:
        print(describe_language())


def _clean(path: Path, scenario: Scenario) -> str:
    return _("{file}: no errors. {phases} phases, {injects} injects, planned {planned}.").format(
        file=path,
        phases=len(scenario.phases),
        injects=len(scenario.inject_by_id),
        planned=duration_text(scenario.planned_ms),
    )
