"""``export``: what it writes, what it refuses, and when it ends with what."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from player.resources import scenarios_folder
from tests.cli.conftest import OKUT, Speaker

PROGRAMME = scenarios_folder() / "pasuruan-2023-programme.yaml"


@pytest.mark.parametrize("ending", ["xlsx", "csv", "XLSX"])
def test_a_script_goes_out_and_comes_back(gladi: Speaker, tmp_path: Path, ending: str) -> None:
    sheet, again = tmp_path / f"msel.{ending}", tmp_path / "again.yaml"
    said = gladi("export", OKUT, "-o", sheet)
    assert (said.code, said.err) == (0, "")
    assert said.out == f"61 injects written.\nWritten: {sheet}\n"
    said = gladi("import", sheet, "-o", again)
    assert said.code == 0
    assert "61 rows imported." in said.out
    assert gladi("check", again).code == 0
    assert gladi("rehearse", again).code == 0


def test_nothing_is_overwritten_unless_asked(gladi: Speaker, script: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "msel.csv"
    sheet.write_text("mine")
    said = gladi("export", script, "-o", sheet)
    assert (said.code, said.out) == (2, "")
    assert said.err == f"{sheet}: The file exists already. With --force it is replaced.\n"
    assert sheet.read_text() == "mine"
    assert gladi("export", script, "-o", sheet, "--force").code == 0
    assert sheet.read_bytes().startswith(b"\xef\xbb\xbf")


def test_a_target_that_cannot_be_written(gladi: Speaker, script: Path, tmp_path: Path) -> None:
    target = tmp_path / "no" / "msel.xlsx"
    said = gladi("export", script, "-o", target)
    assert (said.code, said.err) == (2, f"{target}: The file cannot be written: No such file or directory.\n")
    folder = tmp_path / "folder.csv"
    folder.mkdir()
    said = gladi("export", script, "-o", folder, "--force")
    assert (said.code, said.err) == (2, f"{folder}: This is a folder.\n")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["folder.csv", script.name]


def test_an_ending_without_a_format(gladi: Speaker, script: Path, tmp_path: Path) -> None:
    said = gladi("export", script, "-o", tmp_path / "msel.ods")
    assert said.code == 64
    assert "an export ends in one of .xlsx, .csv;" in said.err


def test_of_a_programme_one_stage_is_exported(gladi: Speaker, tmp_path: Path) -> None:
    said = gladi("export", PROGRAMME, "-o", tmp_path / "msel.xlsx")
    assert said.code == 64
    assert "is a programme; export the script of one of its stages: pasuruan-2023-campaign.yaml," in said.err


def test_a_bad_script_is_not_exported(gladi: Speaker, bad_script: Path, tmp_path: Path) -> None:
    said = gladi("export", bad_script, "-o", tmp_path / "msel.xlsx")
    assert said.code == 1
    assert "2 problems." in said.err
    assert gladi("export", tmp_path / "none.yaml", "-o", tmp_path / "msel.xlsx").code == 2
    assert not (tmp_path / "msel.xlsx").exists()


def test_json(gladi: Speaker, script: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "msel.xlsx"
    told = json.loads(gladi("export", script, "-o", sheet, "--json").out)
    assert told == {"file": str(sheet), "ok": True, "format": "msel-xlsx", "injects": told["injects"], "notes": []}
    told = json.loads(gladi("export", script, "-o", sheet, "--json").out)
    assert told == {
        "file": str(sheet),
        "ok": False,
        "problem": "The file exists already. With --force it is replaced.",
    }
