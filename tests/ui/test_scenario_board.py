"""What the page shows of a script: rehearsed behind the window, and given up as soon as nobody waits for it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from player.engine.rehearsal import Superseded, rehearse
from player.model.scenario import LoadedScenario
from player.scenario import read_scenario
from player.ui.scenario.board import Board
from player.ui.shot import Foreground
from tests.helpers.background import HeldBackground
from tests.helpers.branched import BRANCHED, NAME, branched_scenario
from tests.helpers.desk_script import short_script


@pytest.fixture
def loaded() -> LoadedScenario:
    return branched_scenario()


@pytest.fixture
def background() -> HeldBackground:
    return HeldBackground()


@pytest.fixture
def board(qapp: object, loaded: LoadedScenario, background: HeldBackground) -> Board:
    board = Board(loaded, background)
    board.rehearse()
    return board


def rehearsed(loaded: LoadedScenario) -> Board:
    """A board with every route played."""
    board = Board(loaded, Foreground())
    board.rehearse()
    return board


def finish_all(background: HeldBackground) -> None:
    while len(background):
        background.finish()


class TestRehearsing:
    def test_until_it_is_there_the_plan_is_drawn(self, board: Board, background: HeldBackground) -> None:
        assert board.course is None
        planned_ms = sum(phase.planned_ms for phase in board.scenario.phase_order)
        assert board.layout.route_end_ms == planned_ms
        background.finish()
        assert board.course is not None
        assert board.layout.route_end_ms == board.course.facts.length_ms < planned_ms, "an exit is taken early"

    def test_the_others_follow_one_by_one(self, board: Board, background: HeldBackground) -> None:
        background.finish()
        assert list(board.courses) == [0]
        assert len(background) == 1
        finish_all(background)
        assert sorted(board.courses) == list(range(len(board.routes)))

    def test_choosing_one_that_is_there_shows_it_at_once(self, board: Board, background: HeldBackground) -> None:
        finish_all(background)
        board.choose_route(2)
        assert board.course is board.courses[2]

    def test_what_was_overtaken_is_given_up(self, board: Board, background: HeldBackground) -> None:
        other = read_scenario(BRANCHED.replace("planned: 3m", "planned: 4m"), NAME)
        board.show(other)
        finish_all(background)
        assert board.course is not None
        assert board.course.facts.length_ms == board.layout.route_end_ms
        assert board.scenario is other.scenario

    def test_stopped_before_it_begins_it_does_not(self, qapp: object, loaded: LoadedScenario) -> None:
        board = Board(loaded, Foreground())
        board.stop()
        board.rehearse()
        assert board.courses == {}

    def test_after_stop_nothing_comes(self, board: Board, background: HeldBackground) -> None:
        told: list[bool] = []
        board.routed.connect(lambda: told.append(True))
        board.stop()
        finish_all(background)
        assert told == []
        assert board.course is None

    def test_a_failure_is_not_swallowed(self, board: Board, background: HeldBackground) -> None:
        with pytest.raises(ZeroDivisionError):
            background.finish(ZeroDivisionError())

    def test_given_up_it_stops_in_the_middle(self, loaded: LoadedScenario) -> None:
        asked: list[bool] = []

        def wanted() -> bool:
            asked.append(True)
            return len(asked) < 5

        with pytest.raises(Superseded):
            rehearse(loaded.scenario, wanted=wanted)
        assert len(asked) == 5

    def test_wanted_to_the_end_it_is_the_same(self, loaded: LoadedScenario) -> None:
        assert rehearse(loaded.scenario, wanted=lambda: True).events == rehearse(loaded.scenario).events


class TestChoosing:
    @pytest.fixture
    def board(self, qapp: object, loaded: LoadedScenario) -> Board:
        return rehearsed(loaded)

    def test_begins_with_the_first_phase_and_its_first_inject(self, board: Board) -> None:
        assert (board.block.number, board.inject) == (1, "arrival")

    def test_an_inject_takes_its_phase_along(self, board: Board) -> None:
        told: list[bool] = []
        board.picked.connect(lambda: told.append(True))
        board.pick_inject("shove")
        assert (board.block.phase, board.inject, told) == ("push", "shove", [True])
        board.pick_inject("shove")
        assert told == [True], "nothing new, nothing said"

    def test_a_phase_takes_its_first_inject_along(self, board: Board) -> None:
        block = board.layout.block_of("talks")
        assert block is not None
        board.pick_block(block)
        assert board.inject == "demand"

    def test_a_phase_without_injects_has_none(self, qapp: object) -> None:
        text = BRANCHED.replace("    injects: [{id: report-in, title: Report, at: 1m, text: All units report.}]\n", "")
        board = rehearsed(read_scenario(text, NAME))
        board.step_phase(100)
        assert board.block.phase == "closing"
        assert board.chosen_inject is None

    def test_each_visit_of_a_loop_is_chosen_by_itself(self, board: Board) -> None:
        number = next(n for n, route in enumerate(board.routes) if "again" in route.choices["outcome"])
        board.choose_route(number)
        visits = [(block.phase, block.visit) for block in board.layout.order if block.phase == "gather"]
        assert visits == [("gather", 1), ("gather", 2)]
        board.step_phase(-100)
        board.step_phase(1)
        assert (board.block.phase, board.block.visit) == ("gather", 2)

    @pytest.mark.parametrize("step", [-5, -1, 1, 5])
    def test_routes_go_round(self, board: Board, step: int) -> None:
        before = board.route_number
        board.choose_route(before + step)
        assert board.route_number == (before + step) % len(board.routes)

    def test_the_block_of_a_moment(self, board: Board) -> None:
        assert board.block_at(0).number == 1
        assert board.block_at(10**9) == board.layout.blocks[len(board.course.visits) - 1 if board.course else 0]

    def test_a_script_of_two_plain_phases(self, qapp: object) -> None:
        board = rehearsed(short_script())
        assert len(board.routes) == 1
        assert board.layout.lanes == 1


def test_no_signal_comes_of_looking_at_the_same(qapp: object, loaded: LoadedScenario) -> None:
    board = rehearsed(loaded)
    told: list[str] = []
    ways: list[tuple[str, Callable[[], None]]] = [
        ("axis", lambda: board.set_axis(board.axis)),
        ("route", lambda: board.choose_route(board.route_number)),
        ("block", lambda: board.pick_block(board.block)),
    ]
    for signal in (board.viewed, board.routed, board.picked, board.shown):
        signal.connect(lambda: told.append("said"))
    for _name, way in ways:
        way()
    assert told == []
