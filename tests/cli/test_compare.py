"""``compare``: sessions beside each other and their plan, as text, JSON and a sheet; the files stay as they are."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from player.engine.rehearsal import Step
from player.model.scenario import LoadedScenario
from tests.cli.conftest import Speaker
from tests.helpers.compared import late_session
from tests.helpers.desk_branches import branching_script
from tests.helpers.desk_script import short_script
from tests.session.damage import change

S = 1_000
LATE = {Step.TICK: 40 * S, Step.START: 20 * S, Step.LEAVE: 60 * S}


@pytest.fixture(scope="module")
def short() -> LoadedScenario:
    return short_script()


@pytest.fixture
def pair(tmp_path: Path, short: LoadedScenario) -> tuple[Path, Path]:
    """A session on time and one that was late."""
    return late_session(tmp_path / "a.gladi", short, {}), late_session(tmp_path / "b.gladi", short, LATE, day=1)


def test_two_sessions_and_their_plan(gladi: Speaker, pair: tuple[Path, Path]) -> None:
    before = [path.read_bytes() for path in pair]
    said = gladi("compare", *pair, "--plan", "--by", "phase")
    assert (said.code, said.err) == (0, "")
    lines = said.out.splitlines()
    assert lines[:3] == ["Short drill", "training index, not a prediction · findings, no verdicts", "Phase by phase"]
    length = next(line for line in lines if line.startswith("  Length"))
    assert length.split()[1:] == ["15:00", "(=)", "17:00", "(+02:00)", "15:00"]
    report = next(line for line in lines if "Report to the post" in line)
    assert report.split("post")[1].split() == ["02:30", "←", "03:10", "(+00:40)", "02:30", "(=)"]
    assert any("alike in all" in line for line in lines)
    assert [path.read_bytes() for path in pair] == before


def test_all_tells_what_is_alike_too(gladi: Speaker, pair: tuple[Path, Path]) -> None:
    few, every = gladi("compare", *pair), gladi("compare", *pair, "--all")
    assert len(every.out.splitlines()) > len(few.out.splitlines())
    assert "alike in all" not in every.out


def test_one_session_and_its_plan(gladi: Speaker, pair: tuple[Path, Path]) -> None:
    assert gladi("compare", pair[1], "--plan").code == 0
    said = gladi("compare", pair[1])
    assert (said.code, said.out) == (2, "")
    assert "nothing to compare with" in said.err
    said = gladi("compare", pair[1], pair[1].with_name("none.gladi"))
    assert (said.code, said.err.count("\n")) == (2, 1), "why there is nothing is said already"


def test_json_has_every_value_for_every_session(gladi: Speaker, pair: tuple[Path, Path]) -> None:
    told = json.loads(gladi("compare", *pair, "--plan", "--json", "--by", "phase").out)
    assert [one["plan"] for one in told["sessions"]] == [False, False, True]
    assert (told["by"], told["base"], told["refused"], told["scripts"]) == ("phase", 2, [], [])
    assert [one["phase"] for one in told["axis"]["phases"]] == ["gather", "push"]
    for one in told["measures"]:
        assert len(one["values"]) == len(one["differences"]) == 3
    report = next(one for one in told["firsts"] if one["id"] == "report")
    assert [one["time_ms"] for one in report["results"]] == [150 * S, 190 * S, 150 * S]
    assert report["first"] == [0]


@pytest.mark.parametrize(("language", "separator"), [("id", ";"), ("en", ",")])
def test_the_sheet_is_what_a_spreadsheet_program_opens(
    gladi: Speaker, pair: tuple[Path, Path], tmp_path: Path, language: str, separator: str
) -> None:
    target = tmp_path / "sheet.csv"
    assert gladi("compare", *pair, "-o", target, lang=language).code == 0
    raw = target.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(raw.decode("utf-8-sig")), delimiter=separator))
    length = next(row for row in rows if len(row) > 3 and row[2] == "0:15:00")
    assert (length[5], length[7]) == ("0:17:00", "0:02:00")
    assert gladi("compare", *pair, "-o", target).code == 2
    assert target.read_bytes() == raw, "nothing is overwritten without the word"
    assert gladi("compare", *pair, "-o", target, "--force").code == 0


def test_formula_like_words_stay_words(gladi: Speaker, tmp_path: Path) -> None:
    loaded = short_script(title="=1+1", expected="=cmd()")
    paths = [late_session(tmp_path / f"{name}.gladi", loaded, {}) for name in "ab"]
    gladi("compare", *paths, "-o", tmp_path / "sheet.csv")
    text = (tmp_path / "sheet.csv").read_text(encoding="utf-8-sig")
    assert text.startswith("'=1+1")
    assert not [row for row in text.splitlines() if row.startswith("=")]


def test_a_session_of_another_scenario_is_left_out_and_said(
    gladi: Speaker, pair: tuple[Path, Path], tmp_path: Path
) -> None:
    other = late_session(tmp_path / "other.gladi", branching_script(), {})
    said = gladi("compare", pair[0], other, pair[1])
    assert said.code == 2
    assert "Only sessions of one scenario can be compared" in said.err
    assert "other" not in said.out
    assert "b  " in said.out


def test_what_is_no_session_is_said_and_the_rest_compared(
    gladi: Speaker, pair: tuple[Path, Path], tmp_path: Path
) -> None:
    empty = tmp_path / "empty.gladi"
    empty.touch()
    said = gladi("compare", *pair, empty, tmp_path, "--json")
    assert said.code == 2
    told = json.loads(said.out)
    assert [Path(one["file"]).name for one in told["refused"]] == ["empty.gladi", tmp_path.name]
    assert len(told["sessions"]) == 2
    assert not empty.read_bytes()


def test_a_damaged_one_is_compared_as_far_as_it_is_whole(gladi: Speaker, pair: tuple[Path, Path]) -> None:
    change(pair[1], "UPDATE events SET exercise_ms = exercise_ms + 1 WHERE seq = 12")
    said = gladi("compare", *pair)
    assert said.code == 1
    assert "Damaged: 2 b" in said.out


def test_a_picture_of_them(gladi: Speaker, pair: tuple[Path, Path], tmp_path: Path, qapp: QApplication) -> None:
    taken = []
    for name in ("one.png", "two.png"):
        said = gladi("shot", "compare", *pair, "--plan", "--at", "5m", "--do", "compare_firsts", "-o", tmp_path / name)
        assert (said.code, said.out, said.err) == (0, "", "")
        taken.append((tmp_path / name).read_bytes())
    assert taken[0] == taken[1]
    assert QImage.fromData(taken[0]).width() == 1366
    said = gladi("shot", "compare", pair[0], "-o", tmp_path / "none.png")
    assert (said.code, (tmp_path / "none.png").exists()) == (2, False)
