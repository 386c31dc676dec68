"""The page of a programme: its stages in order, each with a page of its own, and back."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from player.engine.programme import rehearse_programme
from player.engine.rehearsal import rehearse
from player.model.scenario import LoadedProgramme
from player.resources import scenarios_folder
from player.review.course import planned_course
from player.scenario import is_programme, load_programme
from player.ui.actions import Mode
from player.ui.scenario.chain import chained_courses
from player.ui.scenario.programme import ProgrammePage
from tests.helpers.branched import BRANCHED
from tests.helpers.desk import Desk

PROGRAMME = """\
gladi: 2
id: two-days
title: {id: Dua hari, en: Two days}
summary: One day and the next.
assumptions: [That anybody comes back.]
stages:
  - {id: one, title: The first day, scenario: first.yaml, when: Monday}
  - {id: two, title: The second day, scenario: second.yaml, when: Tuesday, carries: [tension, legitimacy]}
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    (tmp_path / "first.yaml").write_text(BRANCHED, encoding="utf-8")
    (tmp_path / "second.yaml").write_text(BRANCHED.replace("id: branched", "id: second"), encoding="utf-8")
    file = tmp_path / "programme.yaml"
    file.write_text(PROGRAMME, encoding="utf-8")
    return file


@pytest.fixture
def page(desk: Desk, path: Path) -> ProgrammePage:
    assert desk.window.open_file(path)
    QApplication.processEvents()
    return shown(desk)


def shown(desk: Desk) -> ProgrammePage:
    page = desk.window.scripts.programme_page
    assert page is not None
    return page


def change(path: Path, text: str) -> None:
    before = path.stat().st_mtime_ns
    path.write_text(text, encoding="utf-8")
    os.utime(path, ns=(before + 2_000_000_000, before + 2_000_000_000))


def test_lists_the_stages_in_order(desk: Desk, page: ProgrammePage) -> None:
    assert desk.window.mode is Mode.PROGRAMME
    assert desk.shell.windowTitle() == "Dua hari – Gladi"
    first, second = (row.spoken for row in page.list.rows.rows)
    assert "The first day" in first
    assert "Monday" in first
    assert "The second day" in second
    assert "Tuesday" in second


def test_what_a_stage_takes_over_is_told_and_played(page: ProgrammePage, path: Path) -> None:
    page.step(1)
    assert "Tuesday" in page.card.column.text
    loaded = load_programme(path)
    courses = chained_courses(loaded, lambda: True)
    assert courses[1].tension[0] == pytest.approx(courses[0].tension[-1])
    assert courses[0].tension[0] == pytest.approx(40)
    assert [one.facts for one in courses] == [planned_course(one).facts for one in rehearse_programme(loaded)]


def test_a_stage_opens_and_one_comes_back_to_it(desk: Desk, page: ProgrammePage) -> None:
    desk.press(Qt.Key.Key_Down)
    desk.press(Qt.Key.Key_Return)
    assert desk.script_page.script.path.name == "second.yaml"
    desk.press(Qt.Key.Key_Escape)
    assert shown(desk) is not page
    assert shown(desk).list.place == 1
    desk.press(Qt.Key.Key_Escape)
    assert desk.window.mode is Mode.HOME


def test_a_stage_can_be_run_and_takes_over_what_it_should(desk: Desk, page: ProgrammePage) -> None:
    desk.press(Qt.Key.Key_Down)
    desk.press(Qt.Key.Key_Return)
    desk.press(Qt.Key.Key_Return)
    assert desk.view.scenario.id == "second"
    assert desk.view.sample.tension_index != pytest.approx(40)


def test_the_plan_of_a_stage_begins_with_what_it_took_over(desk: Desk, page: ProgrammePage) -> None:
    desk.press(Qt.Key.Key_Down)
    desk.press(Qt.Key.Key_Return)
    desk.press(Qt.Key.Key_Return)
    plan = desk.view.plan
    assert plan is not None
    assert plan.fold.crowd.sample(0).tension_index == pytest.approx(desk.view.sample.tension_index)
    desk.view.set_plan(rehearse(desk.view.scenario))
    assert desk.view.plan is plan, "one that begins otherwise came late"


def test_the_chain_is_pressed_like_the_list(page: ProgrammePage) -> None:
    chain = page.chain
    QTest.mouseClick(chain, Qt.MouseButton.LeftButton, pos=chain.rect().center() + chain.rect().bottomRight() / 4)
    assert page.list.place == 1
    assert "The first day" in chain.accessibleDescription()


def test_a_change_of_a_stage_is_shown(page: ProgrammePage, path: Path) -> None:
    length = page.list.rows.rows[0].right
    change(path.with_name("first.yaml"), BRANCHED.replace("planned: 3m", "planned: 13m"))
    page.script.look()
    assert page.list.rows.rows[0].right != length


def test_a_stage_that_breaks_is_told_and_mended(desk: Desk, page: ProgrammePage, path: Path) -> None:
    stage = path.with_name("second.yaml")
    change(stage, "gladi: 2\n")
    page.script.look()
    assert page.problems.isVisible()
    assert "second.yaml" in page.problems.card.column.text
    assert len(page.list.rows.rows) == 2, "what was is still there"
    desk.press(Qt.Key.Key_Return)
    assert desk.script_page.script.path.name == "first.yaml", "its stages can be looked at all the same"
    change(stage, BRANCHED)
    desk.press(Qt.Key.Key_Escape)
    assert not shown(desk).problems.isVisible()


def test_another_language_keeps_the_stage(desk: Desk, page: ProgrammePage) -> None:
    desk.press(Qt.Key.Key_Down)
    desk.window.actions_table["language_en"].do()
    assert shown(desk) is not page
    assert shown(desk).list.place == 1
    assert desk.shell.windowTitle() == "Two days – Gladi"


def test_the_start_page_lists_programmes(desk: Desk, path: Path) -> None:
    object.__setattr__(desk.window.around, "scenarios", lambda: [path])
    desk.window.go_home()
    view = next(one for one in desk.lists() if one.rows.rows and one.rows.rows[0].path == path)
    (row,) = view.rows.rows
    assert row.title == "Dua hari"
    assert "The first day → The second day" in row.detail
    desk.press(Qt.Key.Key_Return)
    assert desk.window.mode is Mode.PROGRAMME


def test_the_start_page_tells_of_one_with_errors(desk: Desk, path: Path) -> None:
    path.with_name("first.yaml").unlink()
    object.__setattr__(desk.window.around, "scenarios", lambda: [path])
    desk.window.go_home()
    view = next(one for one in desk.lists() if one.rows.rows and one.rows.rows[0].path == path)
    assert view.rows.rows[0].chip is not None
    desk.press(Qt.Key.Key_Return)
    assert desk.script_page.problems.isVisible()


@pytest.mark.parametrize("file", [one for one in scenarios_folder().glob("*.yaml") if is_programme(one)])
def test_every_shipped_programme_has_a_page(desk: Desk, file: Path) -> None:
    desk.window.open_file(file)
    page = shown(desk)
    assert isinstance(page.script.good, LoadedProgramme)
    assert page.list.rows.rowCount() == len(page.script.good.scenarios)
    for _stage in page.script.good.scenarios:
        page.grab()
        page.step(1)
