"""``check``: is a script free of errors?"""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from player.cli.output import add_json, print_json
from player.cli.scripts import CLEAN, PROBLEMS, exit_code, print_problems, print_warnings
from player.i18n import _, ngettext
from player.model.times import length_words
from player.scenario import Problem, ScenarioProblems, describe_language, examine_scenario, load_programme


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
    parser.add_argument("--strict", action="store_true", help=_("warnings count as problems (exit code 1)"))
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
        code, told = _check(path, strict=options.strict, aloud=not options.json)
        codes.append(code)
        results.append(told)
    if options.json:
        print_json(results)
    elif len(codes) > 1:
        text = ngettext("{clean} of {n} file without errors.", "{clean} of {n} files without errors.", len(codes))
        print(text.format(clean=codes.count(CLEAN), n=len(codes)))
    return max(codes)


def _check(path: Path, *, strict: bool, aloud: bool) -> tuple[int, dict[str, Any]]:
    """Check one file; gives the exit code, and what there is to say as plain data."""
    try:
        warnings, said = _examine(path)
    except ScenarioProblems as found:
        if aloud:
            print_problems(path, found)
        return exit_code(found), {
            "file": str(path),
            "ok": False,
            "problems": [one.to_json() for one in found.problems],
        }
    if aloud:
        if warnings:
            print_warnings(path, warnings)
        print(said.sentence, flush=True)
    told = {"file": str(path), "ok": True, "id": said.id, "problems": [one.to_json() for one in warnings]}
    return (PROBLEMS if warnings and strict else CLEAN), told


def _print_language(*, as_schema: bool) -> None:
    if as_schema:
        from player.scenario.json_schema import json_schema

        print_json(json_schema())
    else:
        print(describe_language())


@dataclass(frozen=True, slots=True)
class _Said:
    """What is said of a file without errors."""

    id: str
    sentence: str


def _examine(path: Path) -> tuple[tuple[Problem, ...], _Said]:
    """The warnings of a script or a programme, and what to say of it.

    Raises:
        ScenarioProblems: it has errors.
    """
    try:
        examined = examine_scenario(path)
    except ScenarioProblems as found:
        if not any(one.code == "is-a-programme" for one in found.problems):
            raise
        programme = load_programme(path).programme
        text = ngettext("{file}: no errors. {n} stage.", "{file}: no errors. {n} stages.", len(programme.stages))
        return (), _Said(programme.id, text.format(file=path, n=len(programme.stages)))
    scenario = examined.loaded.scenario
    sentence = _("{file}: no errors. {phases} phases, {injects} injects, planned {planned}.").format(
        file=path,
        phases=len(scenario.phases),
        injects=len(scenario.inject_by_id),
        planned=length_words(scenario.planned_ms),
    )
    return examined.warnings, _Said(scenario.id, sentence)
