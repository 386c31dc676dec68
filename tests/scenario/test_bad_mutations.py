"""Good scripts changed by chance are read, or refused with a reason; what is read can be played."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, note, settings

from tests.scenario.bad_input.judge import judge, judge_programme, play
from tests.scenario.bad_input.mutations import (
    PROGRAMMES,
    SCRIPTS,
    changed_bytes,
    changed_characters,
    changed_lines,
    changed_trees,
)

slow = settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
fewer = settings(slow, max_examples=50)
soak = settings(slow, max_examples=5_000)


FOUND = {
    "task without a name": (
        "objectives: [{id: a, title: b, tasks: [{title: c}]}]\n"
        "phases: [{id: a, injects: [{id: i, text: t, expect: [{id: e, text: t, within: 1m}]}]}]\n"
    ),
    "answer without a name": (
        "phases: [{id: a, decisions: [{id: d, choices: [{title: b}]}],"
        " injects: [{id: i, text: t, on: {decision: d, choice: x}}]}]\n"
    ),
    "answers without names": "phases: [{id: a, decisions: [{id: d, choices: [{title: b}, {title: c}]}]}]\n",
    "decision without a name": (
        "phases: [{id: a, decisions: [{choices: [{id: b}]}], injects: [{id: i, text: t, on: {choice: x}}]}]\n"
    ),
    "bracket at the end": "phases: [",
    "escape beyond all letters": 'title: "\\UFFFFFFFF"\n',
}
"""What chance found, cut down to what it took."""


def judge_and_play(script: str | bytes) -> None:
    try:
        examined = judge(script)
        if examined is not None:
            play(examined)
    except BaseException:
        note(script if isinstance(script, str) else bytes(script).decode("latin-1"))
        raise


@pytest.mark.parametrize("name", FOUND)
def test_what_chance_found(name: str) -> None:
    assert judge("gladi: 2\n" + FOUND[name]) is None


def test_the_scripts_that_are_changed_are_good() -> None:
    assert len(SCRIPTS) >= 4
    assert PROGRAMMES
    assert [name for name, text in SCRIPTS.items() if judge(text) is None] == [*PROGRAMMES]


@slow
@given(changed_lines())
def test_changed_lines(script: str) -> None:
    judge_and_play(script)


@slow
@given(changed_characters())
def test_changed_characters(script: str) -> None:
    judge_and_play(script)


@slow
@given(changed_bytes())
def test_changed_bytes(script: bytes) -> None:
    judge_and_play(script)


@fewer
@given(changed_trees())
def test_changed_trees(script: str) -> None:
    judge_and_play(script)


@pytest.fixture(scope="module")
def programme(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file that may be made a programme, beside the scripts it may name."""
    folder = tmp_path_factory.mktemp("programme")
    for name, text in SCRIPTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder / "changed.yaml"


@fewer
@given(changed_lines(PROGRAMMES) | changed_trees(PROGRAMMES) | changed_characters(PROGRAMMES))
def test_changed_programmes(programme: Path, script: str) -> None:
    programme.write_bytes(script.encode("utf-8", "surrogatepass"))
    judge_programme(programme)


@pytest.mark.soak
@soak
@given(changed_lines())
def test_changed_lines_for_long(script: str) -> None:
    judge_and_play(script)


@pytest.mark.soak
@soak
@given(changed_characters())
def test_changed_characters_for_long(script: str) -> None:
    judge_and_play(script)


@pytest.mark.soak
@soak
@given(changed_bytes())
def test_changed_bytes_for_long(script: bytes) -> None:
    judge_and_play(script)


@pytest.mark.soak
@soak
@given(changed_trees())
def test_changed_trees_for_long(script: str) -> None:
    judge_and_play(script)
