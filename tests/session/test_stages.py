"""What a stage of a programme takes over when it is run."""

from __future__ import annotations

from pathlib import Path

import pytest

from player.engine import commands as do
from player.engine.fold import MILLION
from player.engine.programme import rehearse_programme
from player.model import events as ev
from player.model.scenario import LoadedProgramme
from player.scenario import load_programme
from player.session.afterwards import Afterwards
from player.session.live import LiveDrill
from player.session.stages import last_run, opening_of_stage
from player.session.store import SessionWriter, read_session
from tests.helpers.clocks import FakeClock
from tests.scenario.corpus import BASE

PROGRAMME = """\
gladi: 2
id: pemilu
title: Pemilu
stages:
  - {id: kampanye, title: Kampanye, scenario: kampanye.yaml}
  - {id: hitung, title: Penghitungan, scenario: hitung.yaml, carries: [tension, legitimacy]}
"""


@pytest.fixture
def loaded(tmp_path: Path) -> LoadedProgramme:
    (tmp_path / "pemilu.yaml").write_text(PROGRAMME, encoding="utf-8")
    (tmp_path / "kampanye.yaml").write_text(BASE, encoding="utf-8")
    (tmp_path / "hitung.yaml").write_text(BASE.replace("title: Unjuk rasa di KPU", "title: Hitung"), encoding="utf-8")
    return load_programme(tmp_path / "pemilu.yaml")


def run(loaded: LoadedProgramme, place: int, folder: Path, *, minutes: int, ends: bool = True) -> Path:
    """Run a stage for some minutes; gives its session."""
    clock = FakeClock()
    path = folder / f"stage-{place}-{minutes}.gladi"
    drill = LiveDrill(loaded.scenarios[place], SessionWriter.create(path, loaded.scenarios[place], clock), clock)
    drill.open_stage(opening_of_stage(loaded, place, folder))
    drill.do(do.StartExercise())
    for _ in range(minutes):
        clock.advance_ms(60_000)
        drill.tick()
    if ends:
        drill.do(do.EndExercise())
    drill.close()
    return path


def test_the_first_stage_takes_nothing_over(loaded: LoadedProgramme, tmp_path: Path) -> None:
    assert opening_of_stage(loaded, 0, tmp_path) == ev.StageOpened("pemilu", "kampanye", 1)


def test_without_a_run_before_it_a_stage_takes_over_what_is_planned(loaded: LoadedProgramme, tmp_path: Path) -> None:
    planned = rehearse_programme(loaded)[0].fold.crowd
    opening = opening_of_stage(loaded, 1, tmp_path)
    assert opening.tension_ppm == round(planned.tension * MILLION)
    assert opening.legitimacy_ppm == round(planned.legitimacy * MILLION)
    assert opening.activity_ppm is None


def test_the_last_finished_run_counts_and_is_where_the_next_one_begins(loaded: LoadedProgramme, tmp_path: Path) -> None:
    path = run(loaded, 0, tmp_path, minutes=6)
    run(loaded, 0, tmp_path, minutes=2, ends=False)
    before = last_run(loaded, 0, tmp_path)
    assert before is not None
    assert before.now_ms == 6 * 60_000
    second = read_session(run(loaded, 1, tmp_path, minutes=1))
    opened = next(record.event.body for record in second.records if isinstance(record.event.body, ev.StageOpened))
    assert opened.tension_ppm == round(before.crowd.tension * MILLION)
    assert read_session(path).finished


def test_what_a_trainer_answers_afterwards_is_not_taken_over(loaded: LoadedProgramme, tmp_path: Path) -> None:
    path = run(loaded, 0, tmp_path, minutes=6)
    before = opening_of_stage(loaded, 1, tmp_path)
    clock = FakeClock()
    clock.advance_ms(86_400_000)
    Afterwards(read_session(path), clock).do(do.AnswerFinding("R2.5", ev.AnswerKind.ACCEPTED))

    assert opening_of_stage(loaded, 1, tmp_path) == before
    found = last_run(loaded, 0, tmp_path)
    assert found is not None
    assert found.now_ms == 6 * 60_000


def test_a_run_of_the_same_script_outside_the_programme_does_not_count(loaded: LoadedProgramme, tmp_path: Path) -> None:
    clock = FakeClock()
    script = loaded.scenarios[0]
    drill = LiveDrill(script, SessionWriter.create(tmp_path / "alone.gladi", script, clock), clock)
    drill.do(do.StartExercise())
    drill.do(do.EndExercise())
    drill.close()
    assert last_run(loaded, 0, tmp_path) is None
