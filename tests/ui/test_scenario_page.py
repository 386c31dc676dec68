"""The page of a script, driven by its keys: from the start page into the drill, and all there is to look at."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from player.engine.state import Status
from player.i18n import _
from player.model.events import ExerciseStarted
from player.model.scenario import LoadedScenario
from player.ui.actions import Mode
from player.ui.scenario.board import Board
from player.ui.scenario.inject_tab import InjectTab
from player.ui.scenario.page import TABS, ScenarioPage
from player.ui.scenario.phase_tab import PhaseTab
from player.ui.scenario.route_tab import RouteTab
from player.ui.scenario.tabs import TabPanel
from tests.helpers.branched import branched_scenario, branched_script
from tests.helpers.desk import CTRL, SHIFT, Desk


def tabs_of(page: ScenarioPage) -> TabPanel:
    assert page.tabs is not None
    return page.tabs


def board_of(page: ScenarioPage) -> Board:
    assert page.board is not None
    return page.board


@pytest.fixture(scope="module")
def branched() -> LoadedScenario:
    return branched_scenario()


@pytest.fixture
def page(desk: Desk, tmp_path: Path) -> ScenarioPage:
    return desk.open_script(branched_script(tmp_path))


@pytest.fixture
def board(page: ScenarioPage) -> Board:
    return board_of(page)


class TestIntoTheDrill:
    def test_enter_opens_the_page_and_enter_the_drill(self, desk: Desk) -> None:
        desk.press(Qt.Key.Key_Return)
        assert (desk.window.mode, desk.sessions()) == (Mode.SCENARIO, []), "looking at a script makes no session"
        desk.press(Qt.Key.Key_Return)
        assert desk.view.state.status is Status.READY
        assert desk.shell.windowTitle() == "Short drill – Gladi"

    def test_startex_is_two_keys_away(self, desk: Desk) -> None:
        desk.open_script()
        desk.press(Qt.Key.Key_Return, CTRL)
        assert desk.bodies(ExerciseStarted) == []
        desk.press(Qt.Key.Key_Return)
        assert len(desk.bodies(ExerciseStarted)) == 1

    def test_enter_twice_starts_nothing(self, desk: Desk) -> None:
        desk.open_script()
        desk.press(Qt.Key.Key_Return)
        desk.press(Qt.Key.Key_Return)
        assert desk.view.state.status is Status.READY

    def test_the_button_does_the_same(self, desk: Desk) -> None:
        page = desk.open_script()
        assert page.band.run.text() == _("Run")
        QTest.mouseClick(page.band.run, Qt.MouseButton.LeftButton)
        assert desk.view.state.status is Status.READY

    def test_esc_goes_back_to_the_start_page(self, desk: Desk) -> None:
        desk.open_script()
        desk.press(Qt.Key.Key_Escape)
        assert desk.window.mode is Mode.HOME

    def test_the_text_that_was_seen_is_run(self, desk: Desk, short: LoadedScenario) -> None:
        desk.open_script()
        desk.press(Qt.Key.Key_Return)
        assert desk.view.drill.loaded.text == short.text

    def test_a_drill_under_way_is_not_left_for_a_script(self, run: Desk) -> None:
        assert not run.window.open_file(run.scripts[0])
        assert run.window.mode is Mode.RUN


class TestPhases:
    def test_arrows_go_through_all_of_them_and_stop(self, desk: Desk, board: Board, branched: LoadedScenario) -> None:
        seen = [board.block.number]
        for _turn in branched.scenario.phases:
            desk.press(Qt.Key.Key_Right)
            seen.append(board.block.number)
        count = len(branched.scenario.phases)
        assert seen == [*range(1, count + 1), count]
        desk.press(Qt.Key.Key_Left)
        assert board.block.number == count - 1
        desk.press(Qt.Key.Key_Home)
        assert board.block.number == 1
        desk.press(Qt.Key.Key_End)
        assert board.block.number == count

    def test_the_details_follow(self, desk: Desk, page: ScenarioPage, branched: LoadedScenario) -> None:
        tab = page.tab_of(PhaseTab)
        assert isinstance(tab, PhaseTab)
        desk.press(Qt.Key.Key_Right)
        phase = branched.scenario.phase_order[1]
        assert str(phase.title) in tab.phase_card.column.text
        assert str(phase.goal) in tab.phase_card.column.text
        shown = [row.key for row in tab.list.rows.rows]
        assert shown == [one.id for one in branched.scenario.injects_by_time[phase.id]]
        desk.press(Qt.Key.Key_Down)
        inject = branched.scenario.inject_by_id[shown[1]]
        assert str(inject.text) in tab.inject_card.column.text
        for wanted in inject.expect:
            assert str(wanted.text) in tab.inject_card.column.text

    def test_decisions_and_ways_out_are_told(self, page: ScenarioPage, board: Board, branched: LoadedScenario) -> None:
        tab = page.tab_of(PhaseTab)
        assert isinstance(tab, PhaseTab)
        scenario = branched.scenario
        for phase in scenario.phases:
            block = board.layout.block_of(phase.id)
            assert block is not None
            board.pick_block(block)
            said = tab.phase_card.column.text
            for decision in phase.decisions:
                assert str(decision.ask) in said
                assert all(str(choice.title) in said for choice in decision.choices)
            for action in phase.actions:
                assert str(scenario.units[action.unit].title) in said

    def test_a_click_on_a_block_or_a_sign_chooses_it(self, page: ScenarioPage, board: Board) -> None:
        board.choose_route(2)
        view = page.map_panel.map
        place = next(number for number, block in enumerate(board.layout.blocks) if block.lane == 1)
        spot = view.places.rect(place).center().toPoint()
        QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=spot)
        assert board.block is board.layout.blocks[place]
        tick, point = view.places.tick_points(0)[1]
        QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=point.toPoint())
        assert board.block.number == 1
        assert board.inject == tick.inject

    def test_a_click_on_the_curve_chooses_the_phase_of_that_moment(self, page: ScenarioPage, board: Board) -> None:
        curves = page.map_panel.curves
        block = board.layout.blocks[3]
        x = board.axis.x_of((block.start_ms + block.end_ms) / 2)
        QTest.mouseClick(curves, Qt.MouseButton.LeftButton, pos=QPoint(round(x), curves.height() - 30))
        assert board.block == block

    def test_a_click_beside_everything_chooses_nothing(self, page: ScenarioPage, board: Board) -> None:
        before = board.block
        view = page.map_panel.map
        QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(10, view.height() - 2))
        assert board.block is before


class TestTabs:
    @pytest.mark.parametrize("number", range(len(TABS)))
    def test_each_has_its_digit(self, desk: Desk, page: ScenarioPage, number: int) -> None:
        desk.press(Qt.Key(int(Qt.Key.Key_1) + number))
        assert type(tabs_of(page).shown) is TABS[number]
        assert tabs_of(page).shown.isVisible()

    def test_every_one_has_a_name_a_title_and_a_place_of_its_own(self) -> None:
        names = [tab.NAME for tab in TABS]
        assert len(set(names)) == len(names) <= 9
        assert all(tab.NAME and tab.TITLE and tab.ICON for tab in TABS)

    @pytest.mark.parametrize("number", range(len(TABS)))
    def test_up_and_down_move_in_what_is_shown(self, desk: Desk, page: ScenarioPage, number: int) -> None:
        desk.press(Qt.Key(int(Qt.Key.Key_1) + number))
        main = tabs_of(page).shown.main
        for key, place in ((Qt.Key.Key_Down, 1), (Qt.Key.Key_Up, 0), (Qt.Key.Key_Up, 0)):
            desk.press(key)
            if main is not None and len(main.rows.rows) > 1:
                assert main.place == place

    def test_their_numbers_are_those_of_the_script(self, page: ScenarioPage, branched: LoadedScenario) -> None:
        scenario = branched.scenario
        counts = {tab.NAME: tab.count for tab in tabs_of(page).tabs}
        assert counts == {
            "phase": None,
            "injects": len(scenario.inject_by_id),
            "routes": len(board_of(page).routes),
            "units": len(scenario.units),
            "objectives": len(scenario.objectives),
            "readiness": len(scenario.readiness),
            "tags": len(scenario.tags),
            "sources": len(scenario.sources),
            "problems": len(page.script.reading.problems) if page.script.reading is not None else -1,
        }

    def test_every_tab_says_all_there_is(self, desk: Desk, page: ScenarioPage, branched: LoadedScenario) -> None:
        scenario = branched.scenario
        wanted = {
            4: [str(unit.title) for unit in scenario.units.values()],
            5: [str(objective.title) for objective in scenario.objectives.values()],
            6: [str(item.text) for item in scenario.readiness.values()],
            7: [str(tag.text) for tag in scenario.tags.values()],
        }
        for digit, texts in wanted.items():
            desk.press(Qt.Key(int(Qt.Key.Key_0) + digit))
            main = tabs_of(page).shown.main
            assert main is not None
            spoken = "\n".join(row.spoken for row in main.rows.rows)
            assert [text for text in texts if text not in spoken] == []


class TestFinding:
    def test_narrows_the_list(self, desk: Desk, page: ScenarioPage, branched: LoadedScenario) -> None:
        desk.press(Qt.Key.Key_F, CTRL)
        tab = page.tab_of(InjectTab)
        assert isinstance(tab, InjectTab)
        assert isinstance(QApplication.focusWidget(), QLineEdit)
        wanted = branched.scenario.inject_by_id["demand"]
        desk.type(str(wanted.title).upper())
        assert tab.main is not None
        assert wanted.id in [row.key for row in tab.main.rows.rows]
        assert len(tab.main.rows.rows) < len(branched.scenario.inject_by_id)

    def test_digits_and_arrows_are_text_while_it_is_typed(self, desk: Desk, page: ScenarioPage) -> None:
        desk.press(Qt.Key.Key_F, CTRL)
        desk.type("3r0")
        assert tabs_of(page).shown is page.tab_of(InjectTab)
        desk.press(Qt.Key.Key_Escape)
        assert desk.window.mode is Mode.SCENARIO, "the first Esc leaves the field"
        desk.press(Qt.Key.Key_3)
        assert tabs_of(page).shown is page.tab_of(RouteTab)

    def test_nothing_found_is_an_empty_list(self, desk: Desk, page: ScenarioPage) -> None:
        desk.press(Qt.Key.Key_F, CTRL)
        desk.type("nobody says this")
        tab = page.tab_of(InjectTab)
        assert isinstance(tab, InjectTab)
        assert tab.main is not None
        assert tab.main.rows.rows == []
        assert tab.hint.isVisible()

    def test_choosing_one_takes_the_map_along(self, desk: Desk, page: ScenarioPage, board: Board) -> None:
        desk.press(Qt.Key.Key_2)
        desk.press(Qt.Key.Key_PageDown)
        tab = page.tab_of(InjectTab)
        assert isinstance(tab, InjectTab)
        assert tab.main is not None
        row = tab.main.chosen
        assert board.inject == row.key
        assert str(board.block.number) == row.phase


class TestRoutes:
    def test_another_route_has_another_curve_and_another_map(self, desk: Desk, board: Board) -> None:
        before, course = board.layout, board.course
        desk.press(Qt.Key.Key_R)
        assert board.route_number == 1
        assert board.course is not None
        assert course is not None
        assert list(board.course.tension) != list(course.tension)
        assert board.layout != before
        desk.press(Qt.Key.Key_R, SHIFT)
        assert board.route_number == 0
        assert board.layout == before

    def test_they_go_round(self, desk: Desk, board: Board) -> None:
        desk.press(Qt.Key.Key_R, SHIFT)
        assert board.route_number == len(board.routes) - 1
        desk.press(Qt.Key.Key_R)
        assert board.route_number == 0

    def test_choosing_a_row_chooses_it(self, desk: Desk, board: Board) -> None:
        desk.press(Qt.Key.Key_3)
        desk.press(Qt.Key.Key_Down)
        desk.press(Qt.Key.Key_Down)
        assert board.route_number == 2

    def test_all_of_them_are_compared(self, page: ScenarioPage, board: Board) -> None:
        tab = page.tab_of(RouteTab)
        assert isinstance(tab, RouteTab)
        tabs_of(page).show_named("routes")
        assert sorted(board.courses) == list(range(len(board.routes)))
        assert tab.main is not None
        assert all(row.facts for row in tab.main.rows.rows)
        assert any(row.excess for row in tab.main.rows.rows)

    def test_the_menu_lists_them(self, page: ScenarioPage, board: Board) -> None:
        menu = page.map_panel.routes.menu()
        assert len(menu.actions()) == len(board.routes)
        menu.actions()[3].trigger()
        assert board.route_number == 3
        menu.deleteLater()

    def test_a_script_of_one_way_has_no_choice(self, desk: Desk) -> None:
        page = desk.open_script()
        assert not page.map_panel.routes.isVisible()
        before = board_of(page).layout
        desk.press(Qt.Key.Key_R)
        assert board_of(page).layout is before


class TestTheAxis:
    def test_zooms_around_the_chosen_phase_and_back(self, desk: Desk, board: Board) -> None:
        desk.press(Qt.Key.Key_Right)
        desk.press(Qt.Key.Key_Plus)
        desk.press(Qt.Key.Key_Plus)
        block, axis = board.block, board.axis
        assert not axis.is_whole
        assert axis.start_ms < block.end_ms
        assert axis.end_ms > block.start_ms
        desk.press(Qt.Key.Key_Minus)
        desk.press(Qt.Key.Key_0)
        assert board.axis.is_whole

    def test_follows_the_phase_chosen(self, desk: Desk, board: Board) -> None:
        for _turn in range(3):
            desk.press(Qt.Key.Key_Plus)
        desk.press(Qt.Key.Key_End)
        assert board.axis.start_ms <= board.block.start_ms < board.axis.end_ms

    def test_map_and_curves_share_it(self, page: ScenarioPage, board: Board) -> None:
        left = page.map_panel.map.mapTo(page, QPoint(0, 0)).x()
        assert page.map_panel.curves.mapTo(page, QPoint(0, 0)).x() == left
        assert page.map_panel.map.places.axis is board.axis
        assert board.axis.right_px <= page.map_panel.curves.width()

    def test_the_wheel_zooms_over_the_curves_and_with_ctrl_over_the_map(self, page: ScenarioPage, board: Board) -> None:
        for widget, modifier in ((page.map_panel.curves, Qt.KeyboardModifier.NoModifier), (page.map_panel.map, CTRL)):
            board.set_axis(board.axis.fitted())
            turn(widget, modifier)
            assert not board.axis.is_whole
        board.set_axis(board.axis.fitted())
        turn(page.map_panel.map, Qt.KeyboardModifier.NoModifier)
        assert board.axis.is_whole


def turn(widget: object, modifiers: Qt.KeyboardModifier) -> None:
    from PySide6.QtWidgets import QWidget

    assert isinstance(widget, QWidget)
    spot = QPointF(widget.rect().center())
    event = QWheelEvent(
        spot,
        widget.mapToGlobal(spot),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        modifiers,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, event)


def test_the_facts_are_told_in_words(page: ScenarioPage, board: Board) -> None:
    said = page.map_panel.curves.accessibleDescription()
    assert board.course is not None
    assert f"{board.course.facts.peak:.0f}" in said
    assert _("training index, not a prediction") in said


def test_the_file_can_be_edited_from_here(desk: Desk, page: ScenarioPage) -> None:
    desk.press(Qt.Key.Key_E)
    assert desk.opened == [page.script.path]
    assert not page.notice.isVisible()
    desk.opens_files = False
    desk.press(Qt.Key.Key_E)
    assert page.script.path.name in page.notice.text


def test_another_language_keeps_everything(desk: Desk, page: ScenarioPage, board: Board) -> None:
    desk.press(Qt.Key.Key_R)
    desk.press(Qt.Key.Key_Right)
    desk.press(Qt.Key.Key_F, CTRL)
    desk.type("stone")
    desk.press(Qt.Key.Key_Escape)
    desk.press(Qt.Key.Key_Plus)
    chosen, axis = board.block, board.axis
    desk.window.actions_table["language_en"].do()
    fresh = desk.script_page
    assert fresh is not page
    assert board_of(fresh) is board
    QApplication.processEvents()
    assert (board.route_number, board.block, board.axis) == (1, chosen, axis)
    tab = fresh.tab_of(InjectTab)
    assert isinstance(tab, InjectTab)
    assert tabs_of(fresh).shown is tab
    assert tab.field.text() == "stone"


def test_a_script_elsewhere_opens_too(desk: Desk, tmp_path: Path, short: LoadedScenario) -> None:
    file = tmp_path / "ö & <b>.yml"
    file.write_text(short.text, encoding="utf-8")
    assert desk.open_script(file).title == "Short drill"
