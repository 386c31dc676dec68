from __future__ import annotations

import gc
import hashlib
import os
from pathlib import Path

import pytest

from player.language.problems import Problem
from player.scenario import ScenarioProblems, load, load_scenario, read_scenario
from tests.scenario.corpus import BASE, codes_of


def the_problem(path: Path | str) -> Problem:
    with pytest.raises(ScenarioProblems) as error:
        load_scenario(path)
    (problem,) = error.value.problems
    assert error.value.cannot_read
    return problem


def test_missing_file(tmp_path: Path) -> None:
    problem = the_problem(tmp_path / "none.yaml")
    assert problem.code == "missing-file"
    assert str(problem) == f"{tmp_path / 'none.yaml'}: There is no such file.\n    Check the name and the folder."


def test_file_as_folder(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert the_problem(tmp_path / "file" / "none.yaml").code == "missing-file"


def test_folder_and_pipe(tmp_path: Path) -> None:
    assert the_problem(tmp_path).code == "not-a-file"
    os.mkfifo(tmp_path / "pipe.yaml")
    assert the_problem(tmp_path / "pipe.yaml").code == "not-a-file"


def test_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: object, **_more: object) -> None:
        raise PermissionError(13, "Permission denied")

    path = tmp_path / "secret.yaml"
    path.write_text(BASE)
    monkeypatch.setattr(os, "open", refuse)
    problem = the_problem(path)
    assert problem.code == "unreadable-file"
    assert "Permission denied" in str(problem)


@pytest.mark.parametrize("name", ["a\0b", "n" * 5000])
def test_impossible_names(name: str) -> None:
    assert the_problem(name).code == "unreadable-file"


def test_name_that_is_not_utf_8(tmp_path: Path) -> None:
    problem = the_problem(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.yaml"))
    assert problem.file.endswith("\ufffd.yaml")
    str(problem).encode()


def test_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(load, "LARGEST_FILE", 2 * 1024 * 1024)
    path = tmp_path / "large.yaml"
    path.write_bytes(b"#" * (2 * 1024 * 1024))
    with pytest.raises(ScenarioProblems) as error:
        load_scenario(path)
    assert [problem.code for problem in error.value.problems] == ["empty"]
    path.write_bytes(b"#" * (2 * 1024 * 1024 + 1))
    problem = the_problem(path)
    assert problem.code == "too-large"
    assert "2 MB" in str(problem)


@pytest.mark.parametrize(
    "text",
    [BASE, "\ufeff" + BASE, BASE.replace("\n", "\r\n"), BASE + "# tamat", "---\n" + BASE + "...\n"],
    ids=["plain", "byte order mark", "windows", "no line end", "markers"],
)
def test_the_text_is_kept_to_the_byte(text: str, tmp_path: Path) -> None:
    path = tmp_path / "drill.yaml"
    path.write_bytes(text.encode())
    loaded = load_scenario(path)
    assert loaded.name == "drill.yaml"
    assert loaded.text == text
    assert loaded.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert loaded.scenario == read_scenario(BASE, "x").scenario
    assert read_scenario(loaded.text, loaded.name) == loaded


def test_control_characters_do_not_hide_other_problems() -> None:
    script = BASE.replace("Kawan-kawan", "Kawan\x07kawan").replace("4m30s", "besok")
    assert codes_of(script) == ["not-a-duration", "control-character"]


@pytest.mark.parametrize("script", [BASE, BASE.replace("4m30s", "besok"), "a: [", ""])
def test_the_garbage_collector_runs_again_afterwards(script: str) -> None:
    codes_of(script)
    assert gc.isenabled()


def test_the_garbage_collector_stays_off_where_it_was() -> None:
    gc.disable()
    try:
        codes_of(BASE)
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_a_script_knows_the_folder_it_lies_in(tmp_path: Path) -> None:
    path = tmp_path / "skenario.yaml"
    path.write_text(BASE, encoding="utf-8")
    assert load_scenario(path).folder == str(tmp_path)
    assert read_scenario(BASE, "skenario.yaml").folder is None
