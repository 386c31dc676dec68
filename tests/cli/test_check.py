"""``check``: what it prints, what it gives, and when it ends with what."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from player.cli.scripts import MOST_PRINTED
from tests.cli.conftest import OKUT, Speaker
from tests.session.samples import SCRIPT


def test_a_clean_script(gladi: Speaker, script: Path) -> None:
    said = gladi("check", script)
    assert said.code == 0
    assert said.out == f"{script}: no errors. 2 phases, 4 injects, planned 6 min.\n"
    assert said.err == ""


@pytest.mark.parametrize("lang", ["id", "en"])
def test_the_shipped_script_is_clean(gladi: Speaker, lang: str) -> None:
    assert gladi("check", OKUT, lang=lang).code == 0


def test_problems_are_said_with_their_place_and_counted(gladi: Speaker, bad_script: Path) -> None:
    said = gladi("check", bad_script)
    assert said.code == 1
    assert said.out == ""
    first, second, summary = said.err.split("\n\n")
    assert first.startswith(f"{bad_script}:6:")
    assert "kind: negotiatr" in first
    assert 'Did you mean "negotiator"?' in first
    assert second.startswith(f"{bad_script}:12:")
    assert summary == f"{bad_script}: 2 problems.\n"


def _unreadable(folder: Path) -> dict[str, Path]:
    made = {
        "empty": b"",
        "blank": b" \n# nothing\n",
        "binary": b"\x7fELF\0\0",
        "latin": "gladi: 1 # é".encode("latin-1"),
    }
    for name, content in made.items():
        (folder / name).write_bytes(content)
    return {**{name: folder / name for name in made}, "missing": folder / "missing", "folder": folder}


def test_what_cannot_be_read(gladi: Speaker, tmp_path: Path) -> None:
    for name, path in _unreadable(tmp_path).items():
        said = gladi("check", path)
        assert said.code == 2, (name, said)
        assert said.err.startswith(f"{path}:")
        assert said.err.endswith(f"{path}: 1 problem.\n")


def test_several_files_are_all_checked_and_the_worst_counts(
    gladi: Speaker, script: Path, bad_script: Path, tmp_path: Path
) -> None:
    said = gladi("check", bad_script, script)
    assert said.code == 1
    assert said.out.splitlines() == [
        f"{script}: no errors. 2 phases, 4 injects, planned 6 min.",
        "1 of 2 files without errors.",
    ]
    said = gladi("check", tmp_path, script, bad_script)
    assert said.code == 2
    assert f"{bad_script}: 2 problems." in said.err


def test_only_the_first_problems_are_printed_and_the_rest_is_counted(gladi: Speaker, tmp_path: Path) -> None:
    path = tmp_path / "banyak.yaml"
    count = MOST_PRINTED + 5
    path.write_text(SCRIPT + "".join(f"wrong{number}: 1\n" for number in range(count)))
    said = gladi("check", path)
    assert said.code == 1
    assert said.err.count("wrong") >= MOST_PRINTED
    assert f"wrong{MOST_PRINTED}:" not in said.err
    assert said.err.endswith(f"… and 5 more. check --json gives them all.\n{path}: {count} problems.\n")
    (result,) = json.loads(gladi("check", path, "--json").out)
    assert len(result["problems"]) == count


def test_json(gladi: Speaker, script: Path, bad_script: Path, tmp_path: Path) -> None:
    said = gladi("check", script, bad_script, tmp_path / "none", "--json")
    assert said.code == 2
    assert said.err == ""
    clean, bad, missing = json.loads(said.out)
    assert clean == {"file": str(script), "ok": True, "id": "latihan-kecil", "problems": []}
    assert (bad["file"], bad["ok"]) == (str(bad_script), False)
    assert [(one["line"], one["code"]) for one in bad["problems"]] == [(6, "unknown-word"), (12, "not-a-duration")]
    assert set(bad["problems"][0]) == {"code", "warning", "file", "line", "column", "quoted_line", "message", "advice"}
    assert [one["code"] for one in missing["problems"]] == ["missing-file"]


def test_json_is_in_the_language_asked_for(gladi: Speaker, bad_script: Path) -> None:
    in_english = json.loads(gladi("check", bad_script, "--json").out)
    in_indonesian = json.loads(gladi("check", bad_script, "--json", lang="id").out)
    assert in_english[0]["problems"][0]["message"] != in_indonesian[0]["problems"][0]["message"]


@pytest.fixture
def doubtful(script: Path) -> Path:
    """A script whose first phase is its last, though others stand below it."""
    text = script.read_text(encoding="utf-8")
    first = next(line for line in text.splitlines() if line.startswith("  - id: "))
    script.write_text(text.replace(f"{first}\n", f"{first}\n    next: end\n", 1), encoding="utf-8")
    return script


def test_warnings_are_told_and_count_only_when_asked(gladi: Speaker, doubtful: Path) -> None:
    said = gladi("check", doubtful)
    assert said.code == 0
    assert said.err.startswith("Warning. ")
    assert "is never reached." in said.err
    assert re.search(r": \d warnings?\.\n\Z", said.err)
    assert said.out.startswith(f"{doubtful}: no errors.")
    assert gladi("check", doubtful, "--strict").code == 1
    (told,) = json.loads(gladi("check", doubtful, "--json").out)
    assert told["ok"]
    assert {(one["warning"], one["code"]) for one in told["problems"]} == {(True, "phase-unreached")}
