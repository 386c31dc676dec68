"""What must hold of whatever a script is: it is read, or all that is wrong with it can be shown."""

from __future__ import annotations

import json

from player.engine.rehearsal import rehearse
from player.i18n import LANGUAGES, current_language, use_language
from player.language.problem_kinds import FILE_CODES
from player.language.problems import MOST_PROBLEMS, Problem
from player.model.times import HOUR_MS
from player.scenario import Examined, ScenarioProblems
from player.scenario import load as loading

LONGEST_PLAYED_MS = 3 * HOUR_MS


def judge(script: str | bytes) -> Examined | None:
    """The scenario; None where there were problems. They, or the warnings, could be shown in every language."""
    data = script.encode("utf-8", "surrogatepass") if isinstance(script, str) else script
    examined = None
    problems: tuple[Problem, ...]
    try:
        examined = loading._scenario(loading._Source("script.yaml", "script.yaml", data, None), warn=True)
        problems = examined.warnings
    except ScenarioProblems as found:
        problems = found.problems
        assert problems
    assert len(problems) <= MOST_PROBLEMS + 1
    text = data.decode("utf-8", "replace").removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    lines = text.split("\n")
    for problem in problems:
        assert problem.is_warning == (examined is not None) or problem.code == "too-many-problems"
        judge_place(problem, lines)
    shown = current_language()
    for language in LANGUAGES:
        use_language(language)
        for problem in problems:
            judge_words(problem)
    use_language(shown)
    return examined


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
