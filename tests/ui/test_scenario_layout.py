"""The map of a script: every phase has its place, every way out its line, and nothing lies on anything else."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from player.engine.rehearsal import Route, rehearse
from player.engine.routes import routes_of
from player.model.course import Exit, Phase
from player.model.scenario import Scenario
from player.model.times import MINUTE_MS, SECOND_MS
from player.resources import scenarios_folder
from player.review.course import Visit, planned_course
from player.scenario import is_programme, load_scenario
from player.triggers.after import After
from player.triggers.at import At
from player.triggers.every import Every
from player.triggers.manual import Manual
from player.triggers.when import Condition, When
from player.ui.scenario.map_layout import Block, Link, LinkKind, MapLayout, lay_out
from player.ui.scenario.marks import bars_of, ticks_of
from player.ui.scenario.ways import WayKind, phases_after, planned_visits, ways_of
from tests.helpers.scenarios import action, choice, decision, expected, inject, phase, scenario, way_out

AT_4 = At(4 * MINUTE_MS)
"""Four minutes into the phase."""

FULL = When((Condition("presence", "<", 10.0),))


def course(*phases: Phase, ends: tuple[str, ...] = ()) -> Scenario:
    """A script of these phases, of which some go on to nothing."""
    script = scenario(*phases)
    return replace(script, phases=tuple(replace(one, next=None) if one.id in ends else one for one in script.phases))


def planned(script: Scenario, route: Route | None = None) -> MapLayout:
    return lay_out(script, planned_visits(script, route or Route()))


def lanes(layout: MapLayout) -> dict[str, int]:
    return {block.phase: block.lane for block in layout.blocks}


def kinds(layout: MapLayout, phase_id: str) -> dict[str, LinkKind]:
    """The ways out of a phase by the answer, exit or kind, and what each is on the map."""
    place = next(number for number, block in enumerate(layout.blocks) if block.phase == phase_id)
    return {link.way.choice or link.way.name or link.way.kind.value: link.kind for link in layout.links_of(place)}


@pytest.fixture
def forked() -> Scenario:
    """A talk that is accepted or not; what follows the accepted one joins again."""
    return course(
        phase("talk", decision("outcome", choice("no", "push"), choice("yes", "home"))),
        phase("push"),
        phase("end-of-it"),
        phase("home", next="end-of-it", planned_ms=5 * MINUTE_MS),
        ends=("end-of-it",),
    )


class TestTheRoute:
    def test_its_phases_follow_one_another_in_the_top_lane(self, forked: Scenario) -> None:
        route = [block for block in planned(forked).blocks if block.lane == 0]
        assert [block.phase for block in route] == ["talk", "push", "end-of-it"]
        assert [(block.start_ms, block.end_ms) for block in route] == [
            (0, 10 * MINUTE_MS),
            (10 * MINUTE_MS, 20 * MINUTE_MS),
            (20 * MINUTE_MS, 30 * MINUTE_MS),
        ]
        assert planned(forked).route_end_ms == 30 * MINUTE_MS

    def test_another_answer_lays_another_route_on_top(self, forked: Scenario) -> None:
        layout = planned(forked, Route({"outcome": ("yes",)}))
        assert [block.phase for block in layout.blocks if block.lane == 0] == ["talk", "home", "end-of-it"]
        assert lanes(layout)["push"] == 1

    def test_numbers_stay_whatever_the_route(self, forked: Scenario) -> None:
        for route in (Route(), Route({"outcome": ("yes",)})):
            numbers = {block.phase: block.number for block in planned(forked, route).blocks}
            assert numbers == {one.id: forked.phase_number(one.id) for one in forked.phases}

    def test_a_rehearsal_says_how_long_they_take(self) -> None:
        script = scenario(
            phase("crowd", way_out(When((Condition("tension", "<", 99.0),), for_ms=MINUTE_MS), "calm")), phase("calm")
        )
        played = planned_course(rehearse(script))
        layout = lay_out(script, played.visits, played.fired)
        first = layout.blocks[0]
        assert first.end_ms == played.visits[0].end_ms < 2 * MINUTE_MS
        assert first.planned_ms == 10 * MINUTE_MS

    def test_phases_passed_over_lie_below(self) -> None:
        script = scenario(phase("a"), phase("b", optional=True), phase("c"))
        layout = planned(script, Route(passed_over=frozenset({"b"})))
        assert lanes(layout) == {"a": 0, "c": 0, "b": 1}
        assert next(block for block in layout.blocks if block.phase == "b").optional


class TestBranches:
    def test_begin_where_the_course_leaves(self, forked: Scenario) -> None:
        layout = planned(forked)
        home = layout.block_of("home")
        assert home is not None
        assert (home.lane, home.start_ms, home.begins) == (1, 10 * MINUTE_MS, True)
        assert kinds(layout, "talk") == {"no": LinkKind.ONWARD, "yes": LinkKind.BRANCH}
        assert kinds(layout, "home") == {"next": LinkKind.JOIN}
        assert kinds(layout, "end-of-it") == {"next": LinkKind.END}

    def test_a_question_put_earlier_leaves_earlier(self) -> None:
        ask = decision("which", choice("on", "b"), choice("aside", "c"), trigger=AT_4)
        layout = planned(course(phase("a", ask), phase("b"), phase("c", next="b"), ends=("b",)))
        aside = layout.block_of("c")
        assert aside is not None
        assert aside.start_ms == 4 * MINUTE_MS
        (fork,) = layout.blocks[0].forks
        assert (fork.kind, fork.name, fork.at_ms) == (WayKind.DECISION, "which", 4 * MINUTE_MS)

    def test_the_one_that_leaves_last_lies_nearest(self) -> None:
        script = course(
            phase("a", decision("one", choice("on", "b"), choice("off", "x"))),
            phase("b", decision("two", choice("on", "c"), choice("off", "y"))),
            phase("c"),
            phase("x", planned_ms=30 * MINUTE_MS, next="c"),
            phase("y", planned_ms=30 * MINUTE_MS, next="c"),
            ends=("c",),
        )
        assert lanes(planned(script)) == {"a": 0, "b": 0, "c": 0, "y": 1, "x": 2}

    def test_a_branch_of_a_branch_hangs_below_it(self) -> None:
        script = course(
            phase("a", decision("one", choice("on", "b"), choice("off", "x"))),
            phase("b"),
            phase("x", decision("two", choice("back", "b"), choice("deeper", "y"))),
            phase("y", next="b"),
            ends=("b",),
        )
        layout = planned(script)
        assert lanes(layout) == {"a": 0, "b": 0, "x": 1, "y": 2}
        assert kinds(layout, "x") == {"back": LinkKind.JOIN, "deeper": LinkKind.BRANCH}

    def test_short_ones_share_a_lane(self) -> None:
        script = course(
            phase("a", decision("one", choice("on", "b"), choice("off", "x"))),
            phase("b", decision("two", choice("on", "c"), choice("off", "y"))),
            phase("c", planned_ms=30 * MINUTE_MS),
            phase("x", planned_ms=MINUTE_MS, next="c"),
            phase("y", planned_ms=MINUTE_MS, next="c"),
            ends=("c",),
        )
        assert lanes(planned(script)) == {"a": 0, "b": 0, "c": 0, "x": 1, "y": 1}

    def test_phases_that_nothing_leads_to_are_seen_all_the_same(self) -> None:
        script = scenario(phase("a", decision("q", choice("stop", moves=True))), phase("alone"), phase("alone-too"))
        layout = planned(script)
        assert {block.phase for block in layout.blocks} == {"a", "alone", "alone-too"}


class TestLoops:
    @pytest.fixture
    def loop(self) -> Scenario:
        return scenario(
            phase("a"),
            phase("b", decision("again", choice("on", "c"), choice("back", "a"))),
            phase("c", decision("more", choice("end", moves=True), choice("back", "b"))),
        )

    def test_are_drawn_back(self, loop: Scenario) -> None:
        layout = planned(loop)
        assert kinds(layout, "b") == {"on": LinkKind.ONWARD, "back": LinkKind.BACK}
        assert kinds(layout, "c") == {"end": LinkKind.END, "back": LinkKind.BACK}
        assert len(layout.loops) == 2

    def test_that_overlap_have_rows_of_their_own(self, loop: Scenario) -> None:
        rows = sorted(planned(loop).loops.values())
        assert rows == [0, 1]

    def test_a_route_that_goes_round_comes_to_a_phase_twice(self, loop: Scenario) -> None:
        layout = planned(loop, Route({"again": ("back", "on")}))
        assert [(block.phase, block.visit) for block in layout.blocks if block.lane == 0] == [
            ("a", 1),
            ("b", 1),
            ("a", 2),
            ("b", 2),
            ("c", 1),
        ]

    def test_through_a_branch_the_way_down_is_no_loop(self) -> None:
        aside = decision("q", choice("on", "b"), choice("aside", "x"))
        script = course(phase("a", aside), phase("b"), phase("x", next="a"), ends=("b",))
        layout = planned(script)
        assert kinds(layout, "a")["aside"] is LinkKind.BRANCH
        assert kinds(layout, "x")["next"] is LinkKind.BACK
        assert layout.loops == {}

    def test_a_phase_that_leads_to_itself(self) -> None:
        script = scenario(phase("a", decision("q", choice("end", moves=True), choice("again", "a"))))
        assert kinds(planned(script), "a")["again"] is LinkKind.BACK


class TestTicks:
    def test_by_trigger(self) -> None:
        one = phase(
            "a",
            inject("timed", 3 * MINUTE_MS, expect=[expected("wish", contingency="spare")]),
            inject("later", trigger=After("timed", delay_ms=MINUTE_MS)),
            inject("latest", trigger=After("later", delay_ms=MINUTE_MS)),
            inject("often", trigger=Every(2 * MINUTE_MS, MINUTE_MS, 3)),
            inject("crowd", trigger=FULL),
            inject("spare"),
            inject("waits", 4 * MINUTE_MS, manual=True),
        )
        script = scenario(one)
        (block,) = planned(script).blocks
        times: dict[str, list[int | None]] = {}
        for tick in block.ticks:
            times.setdefault(tick.inject, []).append(None if tick.at_ms is None else tick.at_ms // SECOND_MS)
        assert times == {
            "timed": [180],
            "later": [240],
            "latest": [300],
            "often": [60, 180, 300],
            "crowd": [None],
            "spare": [None],
            "waits": [240],
        }
        looks = {tick.inject: (tick.kind, tick.by_hand, tick.contingency) for tick in block.ticks}
        assert looks["crowd"] == ("when", False, False)
        assert looks["spare"] == ("manual", True, True)
        assert looks["waits"] == ("at", True, False)

    def test_as_a_rehearsal_delivered_them(self) -> None:
        one = phase("a", inject("crowd", trigger=FULL), inject("never", trigger=Manual()))
        script = scenario(one)
        ticks = ticks_of(script, script.phases[0], Visit("a", MINUTE_MS, 9 * MINUTE_MS), {"crowd": [2 * MINUTE_MS]})
        assert [(tick.inject, tick.at_ms) for tick in ticks] == [("crowd", 2 * MINUTE_MS), ("never", None)]

    def test_a_chain_that_bites_its_tail_has_no_time(self) -> None:
        one = phase("a", inject("x", trigger=After("y")), inject("y", trigger=After("x")))
        script = scenario(one)
        ticks = ticks_of(script, script.phases[0], Visit("a", 0, MINUTE_MS), {})
        assert [tick.at_ms for tick in ticks] == [None, None]


class TestBars:
    def test_presence_is_none_and_those_at_once_have_rows(self) -> None:
        one = phase(
            "a",
            action("stand", does="shield_line", planned=[(0, None)]),
            action("talk", "negosiator", "negotiation", planned=[(0, 4 * MINUTE_MS)]),
            action("push", does="shield_push", planned=[(MINUTE_MS, 2 * MINUTE_MS), (5 * MINUTE_MS, None)]),
        )
        bars = bars_of(one, Visit("a", 0, 8 * MINUTE_MS))
        assert [(bar.action, bar.row, bar.from_ms // MINUTE_MS, bar.to_ms // MINUTE_MS) for bar in bars] == [
            ("push", 0, 1, 2),
            ("push", 0, 5, 8),
            ("talk", 1, 0, 4),
        ]

    def test_of_a_phase_that_is_left_early_end_with_it(self) -> None:
        one = phase("a", action("push", does="shield_push", planned=[(0, 5 * MINUTE_MS), (6 * MINUTE_MS, None)]))
        (bar,) = bars_of(one, Visit("a", 0, 3 * MINUTE_MS))
        assert (bar.from_ms, bar.to_ms) == (0, 3 * MINUTE_MS)


def test_one_phase_is_a_map_too() -> None:
    layout = planned(scenario(phase("only")))
    assert len(layout.blocks) == 1
    assert layout.lanes == 1
    assert [link.kind for link in layout.links] == [LinkKind.END]


@st.composite
def scripts(draw: st.DrawFn) -> Scenario:
    """Scripts with branches, exits, loops, optional phases and phases nothing leads to."""
    count = draw(st.integers(1, 9))
    names = [f"p{number}" for number in range(count)]
    target = st.sampled_from([None, *names])
    phases: list[Phase] = []
    for number, name in enumerate(names):
        parts = []
        for asked in range(draw(st.integers(0, 2))):
            answers = draw(st.lists(st.tuples(st.booleans(), target), min_size=2, max_size=3))
            choices = [choice(f"c{n}", to if moves else None, moves=moves) for n, (moves, to) in enumerate(answers)]
            trigger = draw(st.sampled_from([None, AT_4]))
            parts.append(decision(f"d{number}-{asked}", *choices, trigger=trigger))
        exits: list[Exit] = [way_out(FULL, to) for to in draw(st.lists(target, max_size=2))]
        length_ms = draw(st.integers(1, 30)) * MINUTE_MS
        onward = draw(st.sampled_from([None, *names]))
        optional = number > 0 and draw(st.booleans())
        phases.append(phase(name, *parts, *exits, planned_ms=length_ms, next=onward, optional=optional))
    return course(*phases, ends=tuple(draw(st.sets(st.sampled_from(names)))))


class TestAnyScript:
    @given(scripts(), st.integers(0, 20))
    def test_every_phase_has_its_place(self, script: Scenario, number: int) -> None:
        routes = routes_of(script) or [Route()]
        layout = planned(script, routes[number % len(routes)])
        assert {block.phase for block in layout.blocks} == {one.id for one in script.phases}
        assert [link for place in range(len(layout.blocks)) for link in layout.links_of(place)] == list(layout.links)

    @given(scripts())
    def test_no_block_lies_on_another(self, script: Scenario) -> None:
        layout = planned(script)
        for lane in range(layout.lanes):
            row = sorted((one for one in layout.blocks if one.lane == lane), key=lambda block: block.start_ms)
            for before, after in pairwise(row):
                assert before.end_ms <= after.start_ms
            assert row, "no lane is empty"

    @given(scripts())
    def test_every_way_out_is_there_once(self, script: Scenario) -> None:
        layout = planned(script)
        for place, block in enumerate(layout.blocks):
            expected_ways = ways_of(script, script.phase_by_id[block.phase])
            assert [link.way for link in layout.links_of(place)] == expected_ways
            for link in layout.links_of(place):
                assert_true_link(layout, block, link)

    @given(scripts())
    def test_loops_are_loops(self, script: Scenario) -> None:
        layout = planned(script)
        onward = phases_after(script)
        for link in layout.links:
            if link.kind is LinkKind.BACK and link.target is not None:
                source, target = layout.blocks[link.source].phase, layout.blocks[link.target].phase
                assert source == target or source in onward[target]


def assert_true_link(layout: MapLayout, block: Block, link: Link) -> None:
    assert block.start_ms <= link.at_ms <= block.end_ms
    if link.target is None:
        assert link.way.to is None
        assert link.kind is LinkKind.END
        return
    target = layout.blocks[link.target]
    assert target.phase == link.way.to
    if link.kind is LinkKind.BRANCH:
        assert target.lane > block.lane
        assert target.start_ms == link.at_ms
        assert target.begins
    if link.kind is LinkKind.ONWARD:
        assert target.lane == block.lane
        assert target.start_ms == block.end_ms


def shipped() -> list[str]:
    files = sorted(scenarios_folder().glob("*.yaml"))
    return [file.name for file in files if not is_programme(file)]


@pytest.mark.parametrize("name", shipped())
def test_every_shipped_script_has_a_map_on_every_route(name: str) -> None:
    script = load_scenario(scenarios_folder() / name).scenario
    for route in routes_of(script):
        played = planned_course(rehearse(script, route))
        layout = lay_out(script, played.visits, played.fired)
        assert {block.phase for block in layout.blocks} == {one.id for one in script.phases}
        delivered = {inject for inject, times in played.fired.items() if times}
        drawn = {
            tick.inject for block in layout.blocks if block.lane == 0 for tick in block.ticks if tick.at_ms is not None
        }
        assert delivered <= drawn
