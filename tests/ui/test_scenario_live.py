"""A planner edits the file beside the page: the page follows, and nothing that was chosen is lost."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from player.i18n import _
from player.model.scenario import LoadedScenario
from player.ui.actions import Mode
from player.ui.scenario.board import Board
from player.ui.scenario.inject_tab import InjectTab
from player.ui.scenario.page import ScenarioPage
from player.ui.scenario.phase_tab import PhaseTab
from player.ui.scenario.problems import MOST_TOLD, ProblemTab, problem_paras
from player.ui.scenario.reading import read_script
from tests.helpers.branched import BRANCHED, branched_script
from tests.helpers.desk import CTRL, Desk

BROKEN = BRANCHED.replace("planned: 8m", "planned: delapan")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return branched_script(tmp_path)


@pytest.fixture
def page(desk: Desk, path: Path) -> ScenarioPage:
    return desk.open_script(path)


@pytest.fixture
def board(page: ScenarioPage) -> Board:
    assert page.board is not None
    return page.board


def save(desk: Desk, text: str, step_ns: int = 2_000_000_000) -> None:
    """Save the file of the page, and let the page look."""
    page = desk.window.scripts.page
    assert page is not None
    path = page.script.path
    before = path.stat().st_mtime_ns if path.exists() else 0
    path.write_text(text, encoding="utf-8")
    os.utime(path, ns=(before + step_ns, before + step_ns))
    page.script.look()
    QApplication.processEvents()


class TestAChange:
    def test_is_shown_everywhere(self, desk: Desk, page: ScenarioPage, board: Board) -> None:
        text = BRANCHED.replace("title: Gathering", "title: Assembly").replace("en: Branched drill", "en: Other drill")
        text = text.replace("id: Latihan bercabang", "id: Latihan lain").replace("planned: 3m", "planned: 9m")
        length_ms = board.layout.route_end_ms
        save(desk, text)
        assert desk.shell.windowTitle() == "Latihan lain – Gladi"
        assert board.layout.route_end_ms == length_ms + 6 * 60_000
        tab = page.tab_of(PhaseTab)
        assert isinstance(tab, PhaseTab)
        assert "Assembly" in tab.phase_card.column.text
        assert board.course is not None
        assert board.course.facts.length_ms == board.layout.route_end_ms

    def test_keeps_phase_inject_route_tab_and_view(self, desk: Desk, page: ScenarioPage, board: Board) -> None:
        desk.press(Qt.Key.Key_R)
        desk.press(Qt.Key.Key_Right)
        desk.press(Qt.Key.Key_Down)
        desk.press(Qt.Key.Key_5)
        desk.press(Qt.Key.Key_Plus)
        axis = board.axis
        save(desk, BRANCHED.replace("text: Enough talk!", "text: Enough!"))
        assert (board.block.phase, board.inject) == ("talks", "angry")
        assert board.route.passed_over == {"tired"}
        assert page.tabs is not None
        assert page.tabs.shown.NAME == "objectives"
        assert (board.axis.start_ms, board.axis.end_ms) == (axis.start_ms, axis.end_ms)
        tab = page.tab_of(PhaseTab)
        assert isinstance(tab, PhaseTab)
        desk.press(Qt.Key.Key_1)
        assert "Enough!" in tab.inject_card.column.text

    def test_keeps_where_a_list_was_scrolled_to(self, desk: Desk, page: ScenarioPage) -> None:
        desk.press(Qt.Key.Key_2)
        for _turn in range(2):
            desk.press(Qt.Key.Key_PageDown)
            QApplication.processEvents()
        tab = page.tab_of(InjectTab)
        assert isinstance(tab, InjectTab)
        assert tab.main is not None
        row, scroll = tab.main.chosen.key, tab.main.verticalScrollBar().value()
        assert scroll > 0
        save(desk, BRANCHED.replace("text: Push!", "text: Push now!"))
        assert (tab.main.chosen.key, tab.main.verticalScrollBar().value()) == (row, scroll)
        tab.main.verticalScrollBar().setValue(0)
        save(desk, BRANCHED)
        assert (tab.main.chosen.key, tab.main.verticalScrollBar().value()) == (row, 0)

    def test_keeps_what_is_searched_for(self, desk: Desk, page: ScenarioPage) -> None:
        desk.press(Qt.Key.Key_F, CTRL)
        desk.type("stone")
        tab = page.tab_of(InjectTab)
        assert isinstance(tab, InjectTab)
        assert tab.main is not None
        save(desk, BRANCHED.replace("text: Push!", "text: A stone!"))
        assert [row.key for row in tab.main.rows.rows] == ["shove", "stones"]
        assert tab.field.hasFocus()

    def test_a_phase_and_an_inject_that_go_leave_the_first(self, desk: Desk, page: ScenarioPage, board: Board) -> None:
        desk.press(Qt.Key.Key_End)
        assert board.phase == "closing"
        text = BRANCHED[: BRANCHED.index("  - id: closing")].replace("to: closing", "to: end")
        save(desk, text.replace("next: closing", "next: end"))
        assert not page.script.is_broken
        assert board.block.phase == "gather"
        assert board.inject == "arrival"

    def test_a_route_that_goes_gives_way_to_the_planned_one(self, desk: Desk, board: Board) -> None:
        board.choose_route(len(board.routes) - 1)
        start = BRANCHED.index("          - {id: again")
        save(desk, BRANCHED[:start] + BRANCHED[BRANCHED.index("\n", start) + 1 :])
        assert board.route_number == 0
        assert len(board.routes) == 3

    def test_the_drill_takes_the_text_shown(self, desk: Desk, page: ScenarioPage) -> None:
        text = BRANCHED.replace("text: Push!", "text: Push now!")
        save(desk, text)
        desk.press(Qt.Key.Key_Return)
        assert desk.view.drill.loaded.text == text


class TestAMistake:
    def test_is_told_over_what_stood_there_before(self, desk: Desk, page: ScenarioPage, board: Board) -> None:
        layout = board.layout
        save(desk, BROKEN)
        assert page.problems.isVisible()
        assert page._veil.isVisible()
        said = page.problems.card.column.text
        assert "branched.yaml" in said
        assert "delapan" in said
        assert str(BROKEN.splitlines().index("    planned: delapan") + 1) in said
        assert board.layout is layout

    def test_keeps_the_drill_from_being_run(self, desk: Desk, page: ScenarioPage) -> None:
        save(desk, BROKEN)
        assert not page.band.run.isEnabled()
        for modifiers in (Qt.KeyboardModifier.NoModifier, CTRL):
            desk.press(Qt.Key.Key_Return, modifiers)
            assert desk.window.mode is Mode.SCENARIO
        save(desk, BRANCHED)
        desk.press(Qt.Key.Key_Return)
        assert desk.window.mode is not Mode.SCENARIO

    def test_mended_the_page_is_as_it_was(self, desk: Desk, page: ScenarioPage, board: Board) -> None:
        desk.press(Qt.Key.Key_Right)
        save(desk, BROKEN)
        save(desk, BRANCHED)
        assert not page.problems.isVisible()
        assert not page._veil.isVisible()
        assert board.block.phase == "talks"

    def test_what_was_can_still_be_looked_through(self, desk: Desk, page: ScenarioPage, board: Board) -> None:
        save(desk, BROKEN)
        desk.press(Qt.Key.Key_Right)
        desk.press(Qt.Key.Key_4)
        assert board.block.phase == "talks"
        assert page.tabs is not None
        assert page.tabs.shown.NAME == "units"

    def test_can_be_copied(self, desk: Desk, page: ScenarioPage) -> None:
        save(desk, BROKEN)
        desk.press(Qt.Key.Key_C, CTRL)
        assert page.script.reading is not None
        assert QApplication.clipboard().text() == str(page.script.reading.problems[0])

    def test_in_another_language_it_is_told_again(self, desk: Desk, page: ScenarioPage) -> None:
        save(desk, BROKEN)
        desk.window.actions_table["language_en"].do()
        fresh = desk.script_page
        QApplication.processEvents()
        assert fresh.problems.isVisible()
        assert fresh._veil.isVisible()
        assert '"planned" needs a duration' in fresh.problems.card.column.text

    def test_of_a_file_opened_with_it(self, desk: Desk, tmp_path: Path) -> None:
        page = desk.open_script(branched_script(tmp_path, BROKEN))
        assert page.board is None
        assert page.problems.isVisible()
        assert not page.band.run.isEnabled()
        for key in (Qt.Key.Key_Right, Qt.Key.Key_3, Qt.Key.Key_R, Qt.Key.Key_Plus, Qt.Key.Key_Down, Qt.Key.Key_Return):
            desk.press(key)
        save(desk, BRANCHED)
        assert page.board is not None
        assert not page.problems.isVisible()
        desk.press(Qt.Key.Key_Return)
        assert desk.view.loaded.text == BRANCHED

    def test_a_great_many_are_told_in_part(self, tmp_path: Path) -> None:
        lines = "".join(f"  - {{id: p{n}, title: P, planned: x}}\n" for n in range(300))
        text = BRANCHED[: BRANCHED.index("phases:\n")] + "phases:\n" + lines
        problems = read_script(branched_script(tmp_path, text)).problems
        assert len(problems) >= 300
        paras = problem_paras(problems)
        assert str(len(problems) - MOST_TOLD) in paras[-1].text


class TestAFileThatGoes:
    def test_is_said_and_comes_back(self, desk: Desk, page: ScenarioPage, path: Path) -> None:
        path.unlink()
        page.script.look()
        assert page.problems.isVisible()
        assert _("The file is not there. The page waits for it to come back.") in page.problems.card.column.text
        save(desk, BRANCHED)
        assert not page.problems.isVisible()

    def test_is_said_when_it_never_was(self, desk: Desk, tmp_path: Path) -> None:
        page = desk.open_script(tmp_path / "none.yaml")
        assert page.problems.isVisible()
        assert page.title == "none.yaml"


def test_warnings_have_a_tab_of_their_own(desk: Desk, page: ScenarioPage) -> None:
    assert page.script.reading is not None
    tab = page.tab_of(ProblemTab)
    assert isinstance(tab, ProblemTab)
    assert tab.count == 0
    save(desk, BRANCHED.replace(", objective: dialogue,\n             task: greet", ""))
    assert tab.count == len(page.script.reading.problems) > 0
    desk.press(Qt.Key.Key_9)
    assert "greeting" in tab.card.column.text
    assert not page.problems.isVisible()
    assert page.band.run.isEnabled()


def test_f5_reads_it_again(desk: Desk, page: ScenarioPage, path: Path) -> None:
    path.write_text(BRANCHED.replace("id: Latihan bercabang", "id: Latihan lain"), encoding="utf-8")
    desk.press(Qt.Key.Key_F5)
    assert page.title == "Latihan lain"


def test_a_script_that_becomes_a_programme_changes_its_page(desk: Desk, page: ScenarioPage, path: Path) -> None:
    stage = path.with_name("stage.yaml")
    stage.write_text(BRANCHED, encoding="utf-8")
    save(desk, "gladi: 2\nid: p\ntitle: Program\nstages: [{id: a, title: One, scenario: stage.yaml, when: today}]\n")
    assert desk.window.mode is Mode.PROGRAMME
    assert desk.shell.windowTitle() == "Program – Gladi"
    save(desk, BRANCHED, 9_000_000_000)
    assert isinstance(desk.script_page.script.good, LoadedScenario)
    assert desk.script_page.board is not None
