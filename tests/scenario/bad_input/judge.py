"""What must hold of whatever a script is: it is read, or all that is wrong with it can be shown."""

from __future__ import annotations

import json

from player.i18n import LANGUAGES, current_language, use_language
from player.language.problem_kinds import FILE_CODES
from player.language.problems import MOST_PROBLEMS, Problem
from player.model.scenario import LoadedScenario
from player.scenario import ScenarioProblems, read_scenario


def judge(script: str | bytes) -> LoadedScenario | None:
    """The scenario; None where there were problems, each of which could be shown in every language."""
    try:
        return read_scenario(script, "script.yaml")
    except ScenarioProblems as found:
        problems = found.problems
    data = script.encode("utf-8", "surrogatepass") if isinstance(script, str) else script
    text = data.decode("utf-8", "replace").removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    lines = text.split("\n")
    assert 0 < len(problems) <= MOST_PROBLEMS + 1
    for problem in problems:
        judge_place(problem, lines)
    shown = current_language()
    for language in LANGUAGES:
        use_language(language)
        for problem in problems:
            judge_words(problem)
    use_language(shown)
    return None


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
