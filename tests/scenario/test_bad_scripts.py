from __future__ import annotations

import json
from pathlib import Path

import pytest

from player.i18n import Message
from player.language.problem_kinds import FILE_CODES, PROBLEM_KINDS
from player.language.problems import MOST_PROBLEMS
from player.scenario import ScenarioProblems, load_scenario, read_scenario
from player.scenario import compose as composing
from tests.helpers.golden import Golden
from tests.scenario.corpus import BAD, codes_of, problems_of

SHOWN_BY_OTHER_TESTS = {
    "missing-file",
    "not-a-file",
    "unreadable-file",
    "too-large",
    "too-many-values",
    "too-many-entries",
    "yaml-syntax",
    "missing-attachment",
    "attachment-outside",
    "attachment-too-large",
    "stage-problems",
    "first-stage-carries",
}
"""Kinds that a file of a few kilobytes cannot show by itself: see ``test_load``, ``test_compose``, ``test_attachments``
and ``test_programme``."""


@pytest.mark.parametrize("name", BAD)
def test_report(name: str, golden: Golden) -> None:
    problems = problems_of(BAD[name], name)
    assert problems, f"{name} is meant to be bad"
    report = "\n\n".join(f"[{problem.code}] {problem}" for problem in problems[:20])
    golden(f"scenario/bad/{Path(name).stem}.txt", report + "\n")


@pytest.mark.parametrize("name", BAD)
def test_every_problem_has_a_place_in_the_file(name: str) -> None:
    text = BAD[name].decode("utf-8", "replace").removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    lines = text.split("\n")
    for problem in problems_of(BAD[name], name):
        if problem.code in FILE_CODES and not problem.line:
            continue
        assert 1 <= problem.line <= len(lines)
        assert 1 <= problem.column <= len(lines[problem.line - 1]) + 1
        assert 0 <= problem.caret <= len(problem.quoted_line)


def test_problems_come_in_the_order_of_the_file() -> None:
    for name, data in BAD.items():
        places = [
            (problem.line, problem.column) for problem in problems_of(data) if problem.code != "too-many-problems"
        ]
        assert places == sorted(places), name


def test_every_kind_of_problem_is_shown() -> None:
    shown = {code for data in BAD.values() for code in codes_of(data)}
    warnings = {code for code, kind in PROBLEM_KINDS.items() if kind.warning}
    assert shown | SHOWN_BY_OTHER_TESTS | warnings == set(PROBLEM_KINDS)
    assert not shown & warnings
    assert not shown & SHOWN_BY_OTHER_TESTS


@pytest.mark.parametrize("name", BAD)
def test_the_parser_in_python_finds_the_same(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    in_c = [(problem.code, problem.line) for problem in problems_of(BAD[name])]
    monkeypatch.setattr(composing, "parser_class", lambda: composing.PythonParser)
    assert [(problem.code, problem.line) for problem in problems_of(BAD[name])] == in_c


def test_json() -> None:
    problem = problems_of(BAD["many-mistakes.yaml"], "many.yaml")[0]
    assert json.loads(json.dumps(problem.to_json())) == {
        "code": "unknown-zone",
        "warning": False,
        "file": "many.yaml",
        "line": 6,
        "column": 33,
        "quoted_line": 'place: {name: Kantor KPU, zone: Asia/Jakart, starts: "09:00"}',
        "message": 'There is no time zone "Asia/Jakart".',
        "advice": 'Did you mean "Asia/Jakarta"?',
    }


def test_the_error_says_everything() -> None:
    with pytest.raises(ScenarioProblems) as error:
        read_scenario(BAD["many-mistakes.yaml"], "many.yaml")
    assert str(error.value).count("many.yaml:") == len(error.value.problems) == 6
    assert not error.value.cannot_read


def test_reading_stops_after_very_many_problems() -> None:
    problems = problems_of(BAD["too-many-problems.yaml"])
    assert len(problems) == MOST_PROBLEMS + 1
    assert problems[-1].code == "too-many-problems"


@pytest.mark.parametrize("kind", PROBLEM_KINDS)
def test_sentences(kind: str) -> None:
    assert kind == kind.lower().replace("_", "-")
    assert PROBLEM_KINDS[kind].message.endswith(".")


def test_what_the_file_says_never_counts_as_a_template() -> None:
    problem = problems_of('gladi: 1\n"{key}{0.x}": 1\n')[-1]
    assert "{key}{0.x}" in str(problem)
    assert isinstance(problem.message, Message)


def test_a_name_of_a_file_is_said_as_it_was_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("sub").mkdir()
    Path("sub/bad.yaml").write_bytes(BAD["flags.yaml"])
    with pytest.raises(ScenarioProblems) as error:
        load_scenario("sub/bad.yaml")
    assert str(error.value).startswith("sub/bad.yaml:20:18: ")
