from __future__ import annotations

from pathlib import Path

import pytest

from player.scenario import ScenarioProblems, is_programme, load_programme, load_scenario
from tests.scenario.corpus import BAD, BASE

PROGRAMME = """\
gladi: 2
id: pemilu
title: Dari kampanye sampai penghitungan
summary: Dua tahap.
sources: [{id: berita, document: berita.txt}]
assumptions: [Semua jam adalah asumsi.]
stages:
  - {id: kampanye, title: Kampanye, scenario: kampanye.yaml, when: Awal kampanye}
  - {id: hitung, title: Penghitungan, scenario: hitung.yaml, carries: [tension, legitimacy]}
"""


@pytest.fixture
def programme(tmp_path: Path) -> Path:
    path = tmp_path / "programme.yaml"
    path.write_text(PROGRAMME, encoding="utf-8")
    (tmp_path / "kampanye.yaml").write_text(BASE, encoding="utf-8")
    (tmp_path / "hitung.yaml").write_text(BASE.replace("id: latihan-kpu", "id: hitung"), encoding="utf-8")
    return path


def problems(path: Path) -> list[tuple[str, str]]:
    with pytest.raises(ScenarioProblems) as found:
        load_programme(path)
    return [(problem.code, problem.quoted_line.strip()) for problem in found.value.problems]


def test_a_programme_brings_its_scripts(programme: Path) -> None:
    loaded = load_programme(programme)
    assert [loaded.scenario.id for loaded in loaded.scenarios] == ["latihan-kpu", "hitung"]
    first, second = loaded.programme.stages
    assert (first.file, str(first.when), first.carries) == ("kampanye.yaml", "Awal kampanye", frozenset())
    assert second.carries == {"tension", "legitimacy"}
    assert loaded.text == PROGRAMME


def test_it_is_told_from_the_script_of_one_drill(programme: Path) -> None:
    assert is_programme(programme)
    assert not is_programme(programme.with_name("hitung.yaml"))
    assert not is_programme(programme.with_name("nowhere.yaml"))
    with pytest.raises(ScenarioProblems) as found:
        load_scenario(programme)
    assert [problem.code for problem in found.value.problems] == ["is-a-programme"]
    assert "kampanye.yaml, hitung.yaml" in str(found.value)


def test_the_problems_of_a_stage_are_told_with_the_first_of_them(programme: Path) -> None:
    programme.with_name("hitung.yaml").write_bytes(BAD["flags.yaml"])
    line = "- {id: hitung, title: Penghitungan, scenario: hitung.yaml, carries: [tension, legitimacy]}"
    assert problems(programme) == [("stage-problems", line)]
    programme.with_name("hitung.yaml").unlink()
    programme.with_name("kampanye.yaml").unlink()
    assert [code for code, _ in problems(programme)] == ["stage-problems", "stage-problems"]


def test_the_first_stage_has_nothing_to_carry(programme: Path) -> None:
    programme.write_text(PROGRAMME.replace("when: Awal kampanye", "carries: [tension]"), encoding="utf-8")
    assert [code for code, _ in problems(programme)] == ["first-stage-carries"]


def test_a_stage_cannot_be_a_programme(programme: Path) -> None:
    programme.write_text(PROGRAMME.replace("kampanye.yaml", "programme.yaml"), encoding="utf-8")
    assert [code for code, _ in problems(programme)] == ["stage-problems"]


@pytest.mark.parametrize("file", ["../hitung.yaml", "/hitung.yaml", "hitung.txt"])
def test_its_scripts_lie_beside_it(programme: Path, file: str) -> None:
    programme.write_text(PROGRAMME.replace("hitung.yaml", file), encoding="utf-8")
    assert next(code for code, _ in problems(programme)) in {"not-a-path", "unknown-ending"}


def test_a_script_is_no_programme(programme: Path) -> None:
    codes = [code for code, _ in problems(programme.with_name("hitung.yaml"))]
    assert "unknown-key" in codes
    assert "missing-key" in codes
