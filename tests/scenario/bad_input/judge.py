"""What must hold of whatever a script is: it is read, or all that is wrong with it can be shown."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from player.engine.rehearsal import rehearse
from player.i18n import LANGUAGES, speaking
from player.language.problem_kinds import FILE_CODES
from player.language.problems import MOST_PROBLEMS, Problem
from player.model.times import HOUR_MS
from player.scenario import Examined, ScenarioProblems, load_programme
from player.scenario import load as loading

LONGEST_PLAYED_MS = 3 * HOUR_MS


def judge(script: str | bytes) -> Examined | None:
    """The scenario; None where there were problems. They, or the warnings, could be shown in every language."""
    data = script.encode("utf-8", "surrogatepass") if isinstance(script, str) else script
    try:
        examined = loading._scenario(loading._Source("script.yaml", "script.yaml", data, None), warn=True)
    except ScenarioProblems as found:
        judge_problems(found.problems, data)
        return None
    assert all(warning.is_warning or warning.code == "too-many-problems" for warning in examined.warnings)
    judge_places_and_words(examined.warnings, data)
    return examined


def judge_programme(path: Path) -> None:
    """The programme in a file could be read, or all that is wrong with it shown."""
    try:
        assert load_programme(path).programme.stages
    except ScenarioProblems as found:
        judge_problems(found.problems, path.read_bytes())


def judge_problems(problems: Sequence[Problem], data: bytes) -> None:
    """There are some, not too many, and they can be shown."""
    assert 0 < len(problems) <= MOST_PROBLEMS + 1
    assert not any(problem.is_warning for problem in problems)
    judge_places_and_words(problems, data)


def judge_places_and_words(problems: Sequence[Problem], data: bytes) -> None:
    """Each stands in the file, and can be said in every language."""
    text = data.decode("utf-8", "replace").removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    lines = text.split("\n")
    for problem in problems:
        judge_place(problem, lines)
    for language in LANGUAGES:
        with speaking(language):
            for problem in problems:
                judge_words(problem)


def play(examined: Examined) -> None:
    """A script that was read can be rehearsed, if it is not too long and comes to an end."""
    scenario = examined.loaded.scenario
    endless = any(warning.code == "phase-loop" for warning in examined.warnings)
    if sum(phase.planned_ms for phase in scenario.phases) <= LONGEST_PLAYED_MS and not endless:
        assert rehearse(scenario).events


def judge_place(problem: Problem, lines: list[str]) -> None:
    """It stands in the file, and the caret below the quoted line."""
    if problem.line == 0:
        assert problem.code in FILE_CODES
        return
    assert 1 <= problem.line <= len(lines), problem
    # behind the last character a line may still miss something
    assert 1 <= problem.column <= len(lines[problem.line - 1]) + 1, problem
    assert 0 <= problem.caret <= len(problem.quoted_line), problem
    assert "\n" not in problem.quoted_line


def judge_words(problem: Problem) -> None:
    """It says what is wrong and what would be right, to people and to programs."""
    assert str(problem.message).strip()
    assert str(problem.advice).strip()
    str(problem).encode()
    assert set(json.loads(json.dumps(problem.to_json()))) >= {"code", "file", "line", "column", "message", "advice"}
