from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from player.engine import commands as do
from player.engine.rehearsal import Rehearsal, Route, rehearse
from player.engine.routes import routes_of
from player.engine.state import PhaseRun
from player.model.course import Effects
from player.model.scenario import Scenario
from player.model.times import MINUTE_MS, SECOND_MS
from player.review.realigned import COLUMNS, Stretch, expected_end_ms, is_on_plan, realign, route_taken
from tests.helpers.branched import branched_scenario
from tests.helpers.depth import cases
from tests.helpers.drills import Drill
from tests.helpers.scenarios import action, choice, decision, inject, phase, scenario

A_MS, B_MS, C_MS = 4 * MINUTE_MS, 3 * MINUTE_MS, 5 * MINUTE_MS


def three_phases() -> Scenario:
    return scenario(
        phase(
            "a",
            inject("shout", 30 * SECOND_MS, effects=Effects(tension=20)),
            action("line", planned=[(0, A_MS)]),
            planned_ms=A_MS,
            next="b",
        ),
        phase(
            "b",
            inject("stones", 0, effects=Effects(tension=30)),
            action("push", does="shield_push", planned=[(MINUTE_MS, 2 * MINUTE_MS)]),
            planned_ms=B_MS,
            next="c",
        ),
        phase("c", inject("calm", MINUTE_MS, effects=Effects(tension=-40)), planned_ms=C_MS),
    )


PLAN = rehearse(three_phases())
ROWS = PLAN.fold.crowd.columns()
STARTS_MS = (0, A_MS, A_MS + B_MS)


def runs(*phases: tuple[str, int, int | None], planned_ms: int = A_MS) -> list[PhaseRun]:
    """Phases as they were played: id, from, to."""
    return [PhaseRun(name, start_ms, planned_ms, end_ms) for name, start_ms, end_ms in phases]


def whole(plan: Rehearsal) -> dict[str, list[float]]:
    columns = plan.fold.crowd.columns()
    return {name: list(columns[name]) for name in ("t_ms", *COLUMNS)}


def test_a_phase_to_come_that_takes_in_a_change_is_as_long_as_it_is_planned_now() -> None:
    longer = runs(("a", 0, None), planned_ms=A_MS + MINUTE_MS)
    shorter = realign(PLAN, longer, MINUTE_MS, changes_ms={"b": -MINUTE_MS})
    assert [(one.phase, one.start_ms, one.end_ms) for one in shorter] == [
        ("a", 0, A_MS),
        ("b", A_MS + MINUTE_MS, A_MS + B_MS),
        ("c", A_MS + B_MS, A_MS + B_MS + C_MS),
    ]
    sooner = runs(("a", 0, None), planned_ms=A_MS - MINUTE_MS)
    stretched = realign(PLAN, sooner, MINUTE_MS, changes_ms={"b": MINUTE_MS})
    assert [(one.phase, one.start_ms, one.end_ms) for one in stretched] == [
        ("a", 0, A_MS - MINUTE_MS),
        ("b", A_MS - MINUTE_MS, A_MS + B_MS - MINUTE_MS),
        ("c", A_MS + B_MS, A_MS + B_MS + C_MS),
    ]


def test_with_no_slip_it_is_the_plan_itself() -> None:
    played = runs(("a", 0, A_MS), ("b", A_MS, A_MS + B_MS), ("c", A_MS + B_MS, A_MS + B_MS + C_MS))
    (stretch,) = realign(PLAN, played, A_MS + B_MS + C_MS, finished=True)
    assert stretch.columns == whole(PLAN)
    assert (stretch.start_ms, stretch.end_ms, stretch.shift_ms, stretch.slipped) == (0, A_MS + B_MS + C_MS, 0, False)


@given(now_ms=st.integers(0, A_MS))
def test_while_the_first_phase_is_on_time_it_is_the_plan_itself(now_ms: int) -> None:
    (stretch,) = realign(PLAN, runs(("a", 0, None)), now_ms)
    assert stretch.columns == whole(PLAN)
    assert not stretch.slipped


def test_before_startex_there_is_none() -> None:
    assert realign(PLAN, [], 0) == ()


def test_a_phase_that_ran_longer_leaves_a_gap_and_the_rest_is_moved() -> None:
    late_ms = 90 * SECOND_MS
    first, rest = realign(
        PLAN, runs(("a", 0, A_MS + late_ms), ("b", A_MS + late_ms, None), planned_ms=B_MS), 6 * MINUTE_MS
    )
    assert (first.start_ms, first.end_ms, first.slipped) == (0, A_MS, False)
    assert (rest.phase, rest.start_ms, rest.shift_ms, rest.slipped) == ("b", A_MS + late_ms, late_ms, True)
    assert rest.end_ms == A_MS + B_MS + C_MS + late_ms
    assert rest.columns["tension"] == whole(PLAN)["tension"][A_MS // SECOND_MS :]
    # What the next phase begins with belongs to it alone: the gap does not begin with its jump.
    assert first.columns["tension"][-1] < rest.columns["tension"][0] - 10


def test_a_phase_that_ended_sooner_is_cut_off() -> None:
    first, rest = realign(PLAN, runs(("a", 0, MINUTE_MS), ("b", MINUTE_MS, None), planned_ms=B_MS), MINUTE_MS)
    assert (first.end_ms, first.columns["t_ms"][-1]) == (MINUTE_MS, MINUTE_MS)
    assert (rest.start_ms, rest.shift_ms) == (MINUTE_MS, MINUTE_MS - A_MS)
    assert not first.slipped
    assert rest.slipped


def test_what_is_to_come_follows_the_adjusted_end_and_is_never_before_now() -> None:
    longer = [PhaseRun("a", 0, A_MS + 2 * MINUTE_MS)]
    assert [one.start_ms for one in realign(PLAN, longer, MINUTE_MS)] == [0, A_MS + 2 * MINUTE_MS]
    overtime_ms = A_MS + 2 * MINUTE_MS + 7_300
    _first, rest = realign(PLAN, longer, overtime_ms)
    assert overtime_ms <= rest.start_ms <= overtime_ms + 5 * SECOND_MS
    assert expected_end_ms(PhaseRun("a", 0, A_MS, 1_000), overtime_ms) == 1_000


def test_when_the_drill_is_over_nothing_is_to_come() -> None:
    for finished in (True, False):
        ended = runs(("a", 0, MINUTE_MS))
        (stretch,) = realign(PLAN, ended, MINUTE_MS, finished=finished)
        assert stretch.end_ms == MINUTE_MS
    (cut_off,) = realign(PLAN, runs(("a", 0, None)), MINUTE_MS, finished=True)
    assert cut_off.end_ms == MINUTE_MS


def test_a_phase_no_plan_has_leaves_a_gap() -> None:
    played = runs(("a", 0, A_MS), ("other", A_MS, A_MS + MINUTE_MS), ("c", A_MS + MINUTE_MS, None), planned_ms=C_MS)
    assert [(one.phase, one.start_ms) for one in realign(PLAN, played, 6 * MINUTE_MS)] == [
        ("a", 0),
        ("c", A_MS + MINUTE_MS),
    ]
    in_it = runs(("a", 0, A_MS), ("other", A_MS, None))
    assert [one.phase for one in realign(PLAN, in_it, 6 * MINUTE_MS)] == ["a"]


def test_a_phase_that_begins_between_two_seconds_begins_there() -> None:
    odd = rehearse(scenario(phase("a", planned_ms=61_500, next="b"), phase("b", planned_ms=30_250)))
    played = runs(("a", 0, 70_100), ("b", 70_100, None), planned_ms=30_250)
    first, rest = realign(odd, played, 71_000)
    assert (first.columns["t_ms"][-1], rest.columns["t_ms"][0]) == (61_500, 70_100)
    assert rest.columns["t_ms"][-1] == rest.end_ms == 100_350


@settings(max_examples=cases(150), deadline=None)
@given(lengths=st.lists(st.integers(1, 9 * 60), min_size=3, max_size=3), now_s=st.integers(0, 30 * 60))
def test_every_stretch_has_the_values_of_the_plan_at_the_real_start(lengths: list[int], now_s: int) -> None:
    starts_ms = [0, lengths[0] * SECOND_MS, (lengths[0] + lengths[1]) * SECOND_MS]
    ends_ms = [*starts_ms[1:], sum(lengths) * SECOND_MS]
    played = [
        PhaseRun(name, start_ms, planned_ms, end_ms if end_ms <= now_s * SECOND_MS else None)
        for name, start_ms, end_ms, planned_ms in zip("abc", starts_ms, ends_ms, (A_MS, B_MS, C_MS), strict=True)
        if start_ms <= now_s * SECOND_MS
    ]
    stretches = realign(PLAN, played, now_s * SECOND_MS)
    begun_ms = {run.started_ms for run in played}
    for stretch in stretches:
        check(stretch)
        assert stretch.start_ms in begun_ms or stretch.start_ms >= now_s * SECOND_MS
    for one, other in pairwise(stretches):
        assert one.end_ms <= other.start_ms
    for run, plan_ms in zip(played, STARTS_MS, strict=False):
        holder = next(one for one in stretches if one.start_ms <= run.started_ms < one.end_ms)
        row = holder.columns["t_ms"].index(run.started_ms)
        assert holder.columns["tension"][row] == ROWS["tension"][plan_ms // SECOND_MS]


def check(stretch: Stretch) -> None:
    columns = stretch.columns
    times = columns["t_ms"]
    assert {len(columns[name]) for name in COLUMNS} == {len(times)}
    assert all(one < other for one, other in pairwise(times))
    assert (times[0], times[-1]) == (stretch.start_ms, stretch.end_ms)
    for row, t_ms in enumerate(times[:-1]):
        for name in COLUMNS:
            assert columns[name][row] == ROWS[name][(int(t_ms) - stretch.shift_ms) // SECOND_MS]


# The way taken


def forked() -> Scenario:
    return scenario(
        phase(
            "talks",
            decision("outcome", choice("yes", "home", planned=True), choice("no", "push")),
            planned_ms=A_MS,
            next="home",
        ),
        phase("push", inject("stones", 0, effects=Effects(tension=50)), planned_ms=B_MS, next="home"),
        phase("home", planned_ms=C_MS),
    )


def test_the_way_taken_has_the_answers_given() -> None:
    script = forked()
    drill = Drill(script).start()
    assert route_taken(script, drill.events) == Route()
    assert is_on_plan(script, rehearse(script), drill.events)
    drill.to(MINUTE_MS)
    drill.do(do.Decide("outcome", "no"))
    route = route_taken(script, drill.events)
    assert route.choices == {"outcome": ("no",)}
    plan, taken = rehearse(script), rehearse(script, route)
    assert not is_on_plan(script, plan, drill.events)
    assert is_on_plan(script, taken, drill.events)
    first, rest = realign(plan, drill.state.phases, MINUTE_MS, taken=taken)
    assert not first.slipped  # up to the answer both plans are the same
    assert (rest.phase, rest.start_ms, rest.slipped) == ("push", MINUTE_MS, True)
    assert max(rest.columns["tension"]) > max(whole(plan)["tension"]) + 20


def test_another_branch_at_its_planned_time_has_slipped_all_the_same() -> None:
    script = forked()
    drill = Drill(script).start()
    drill.to(A_MS)
    drill.do(do.Decide("outcome", "no"))
    taken = rehearse(script, route_taken(script, drill.events))
    (stretch,) = realign(rehearse(script), drill.state.phases, A_MS, taken=taken)
    assert (stretch.shift_ms, stretch.slipped) == (0, True)


def test_an_optional_phase_left_out_by_hand_is_part_of_the_way() -> None:
    script = scenario(
        phase("a", planned_ms=A_MS, next="b"),
        phase("b", planned_ms=B_MS, next="c", optional=True),
        phase("c", planned_ms=C_MS),
    )
    drill = Drill(script).start()
    drill.to(A_MS)
    drill.do(do.NextPhase("c"))
    route = route_taken(script, drill.events)
    assert route.passed_over == {"b"}
    assert is_on_plan(script, rehearse(script, route), drill.events)
    assert not is_on_plan(script, rehearse(script), drill.events)


def test_every_way_of_a_script_is_found_again_from_its_own_plan() -> None:
    script = branched_scenario().scenario
    for route in routes_of(script):
        plan = rehearse(script, route)
        found = route_taken(script, plan.events)
        assert found.choices == route.choices
        again = rehearse(script, found)
        assert [run.phase for run in again.fold.state.phases] == [run.phase for run in plan.fold.state.phases]
        assert is_on_plan(script, again, plan.events)
