"""The crowd as the drill runs: what stands in which row, by example."""

from __future__ import annotations

from bisect import bisect_right
from math import exp

import pytest
from hypothesis import given
from hypothesis import strategies as st

from player.engine.crowd import CrowdTrace
from player.model.crowd_parameters import BEHAVIOUR_THRESHOLDS, PRESSURE_RANGE
from player.model.doctrine import CEILING, Behaviour, Situation, Stage
from player.model.entries import Crowd
from player.model.times import MINUTE_MS, SECOND_MS
from tests.engine.crowd_cases import CROWD, HOLD_ROWS, Deed, play, written
from tests.helpers.golden import Golden

# Rows and ticks


def test_the_crowd_starts_where_nothing_else_is_said() -> None:
    trace = CrowdTrace(CROWD)
    assert (trace.tension, trace.activity, trace.legitimacy, trace.presence) == (0.30, 0.0, 0.70, 1.0)
    assert (trace.tick, trace.behaviour, trace.ceiling, trace.situation) == (0, 0, Stage.VERBAL_ORDER, Situation.HIJAU)
    assert (trace.excess, trace.pressure, trace.dispersed) == (0.0, 0.0, False)


def test_the_scenario_sets_start_and_coefficients() -> None:
    crowd = Crowd(300, start={"tension": 0.6, "presence": 0.5}, parameters={"tension_decay": 0.0, "leaving": 0.1})
    trace = CrowdTrace(crowd)
    assert (trace.tension, trace.legitimacy, trace.presence) == (0.6, 0.70, 0.5)
    trace.advance(MINUTE_MS)
    assert trace.presence == pytest.approx(0.5 * exp(-0.1), abs=1e-12)


@pytest.mark.parametrize(("to_ms", "tick"), [(0, 0), (999, 0), (1000, 1), (1999, 1), (60_000, 60)])
def test_time_advances_in_whole_seconds(to_ms: int, tick: int) -> None:
    trace = CrowdTrace(CROWD)
    trace.advance(to_ms)
    assert trace.tick == tick


def test_time_never_goes_back() -> None:
    trace = CrowdTrace(CROWD)
    trace.advance(5_000)
    trace.advance(1_000)
    trace.reach(2_000)
    assert trace.tick == 5


@pytest.mark.parametrize(("event_ms", "row"), [(0, 0), (1, 1), (1999, 2), (2000, 2), (2001, 3)])
def test_an_event_takes_effect_at_the_first_row_not_before_it(event_ms: int, row: int) -> None:
    plain = play(CROWD, [], 5_000).columns()["tension"]
    struck = play(CROWD, [Deed(event_ms, "impulse", (20.0,))], 5_000).columns()["tension"]
    assert plain[:row] == struck[:row]
    assert struck[row] == pytest.approx(plain[row] + 0.2 * (100 - plain[row]))


def test_an_input_changes_the_crowd_from_the_next_row_on() -> None:
    rows = play(CROWD, [Deed(2_000, "force", (5,)), Deed(2_000, "personnel", (60,))], 4_000).columns()
    assert list(rows["force"]) == [0, 0, 5, 5, 5]
    assert list(rows["personnel"]) == [0, 0, 60, 60, 60]
    assert list(rows["excess"]) == [0, 0, 1, 1, 1]
    assert rows["legitimacy"][2] > rows["legitimacy"][1]
    assert rows["legitimacy"][3] < rows["legitimacy"][2]


def test_who_is_committed_stands_from_its_row_on_though_the_crowd_is_not_computed_yet() -> None:
    trace = play(CROWD, [Deed(1_000, "personnel", (60,))], 2_000)
    for tick, persons in ((3, 20), (3, 30), (5, 40)):
        trace.commit(tick, persons, ())
    assert trace.tick == 2
    trace.advance(6_000)
    assert list(trace.columns()["personnel"]) == [0, 60, 60, 30, 30, 40, 40]
    assert [trace.sample(ms).personnel for ms in (2_999, 3_000, 6_000)] == [60, 30, 40]
    assert [done.from_tick for done in trace.journal.doings] == [3, 5]


def test_columns_hold_the_finished_rows_and_the_present_one() -> None:
    trace = play(CROWD, [], 3_000)
    rows = trace.columns()
    assert list(rows["t_ms"]) == [0, 1000, 2000, 3000]
    assert {len(column) for column in rows.values()} == {4}
    assert rows["tension"][0] == 30.0
    assert rows["tension"][3] == trace.tension_index
    trace.impulse(50)
    assert trace.columns(3)["tension"][0] == trace.tension_index
    assert rows["tension"][3] < trace.tension_index


@pytest.mark.parametrize("start_row", range(7))
def test_columns_begin_at_the_row_asked_for(start_row: int) -> None:
    trace = play(CROWD, [Deed(1_500, "force", (3,))], 5_000)
    whole = trace.columns()
    assert trace.columns(start_row) == {name: column[start_row:] for name, column in whole.items()}


def test_columns_belong_to_the_caller() -> None:
    trace = play(CROWD, [], 3_000)
    before = written(trace.columns())
    for column in trace.columns().values():
        column[0] = 99
    assert written(trace.columns()) == before


def test_many_short_runs_make_the_same_rows_as_one_long_one() -> None:
    many, one = CrowdTrace(CROWD), CrowdTrace(CROWD)
    for second in range(1, 3_001):
        many.advance(second * SECOND_MS)
    one.advance(3_000 * SECOND_MS)
    assert written(many.columns()) == written(one.columns())


def test_a_copy_goes_on_by_itself() -> None:
    trace = play(CROWD, [Deed(0, "press", (0.1, 10 * MINUTE_MS)), Deed(0, "declare", (Behaviour.PASIF,))], MINUTE_MS)
    twin = trace.copy()
    twin.impulse(50)
    twin.press(1.0, MINUTE_MS)
    twin.declare(Behaviour.AGRESIF)
    twin.advance(2 * MINUTE_MS)
    trace.advance(2 * MINUTE_MS)
    plain = play(
        CROWD, [Deed(0, "press", (0.1, 10 * MINUTE_MS)), Deed(0, "declare", (Behaviour.PASIF,))], 2 * MINUTE_MS
    )
    assert written(trace.columns()) == written(plain.columns())
    assert twin.tension > trace.tension
    assert twin.behaviour is Behaviour.AGRESIF


# Impulse and pressure


@pytest.mark.parametrize(
    ("before", "points", "after"),
    [(0.3, 12, 0.384), (0.3, -50, 0.15), (0.3, 0, 0.3), (0.3, 100, 1.0), (0.3, -100, 0.0), (0.9, 50, 0.95)],
)
def test_an_impulse_moves_a_share_of_the_way(before: float, points: float, after: float) -> None:
    trace = CrowdTrace(Crowd(300, start={"tension": before}))
    trace.impulse(points)
    assert trace.tension == pytest.approx(after, abs=1e-15)


def test_an_impulse_beyond_its_range_goes_to_the_end() -> None:
    trace = CrowdTrace(CROWD)
    trace.impulse(250)
    assert trace.tension == 1.0
    trace.impulse(-250)
    assert trace.tension == 0.0


@given(tension=st.floats(0, 1), points=st.floats(-100, 100))
def test_an_impulse_leaves_the_tension_in_its_bounds(tension: float, points: float) -> None:
    trace = CrowdTrace(Crowd(300, start={"tension": tension}))
    trace.impulse(points)
    assert 0 <= trace.tension <= 1
    assert (trace.tension - tension) * points >= 0


def test_pressures_add_up_and_each_ends_at_its_tick() -> None:
    rows = play(CROWD, [Deed(1_000, "press", (0.25, 3_000)), Deed(2_000, "press", (0.5, 5_500))], 10_000).columns()
    assert list(rows["pressure"]) == [0, 0.25, 0.75, 0.75, 0.5, 0.5, 0.5, 0.5, 0, 0, 0]


def test_a_pressure_of_no_time_does_nothing() -> None:
    assert set(play(CROWD, [Deed(1_000, "press", (0.25, 0))], 3_000).columns()["pressure"]) == {0.0}


def test_pressures_together_stay_in_the_range_of_the_model() -> None:
    trace = CrowdTrace(CROWD)
    trace.press(9.0, MINUTE_MS)
    trace.press(9.0, MINUTE_MS)
    assert trace.pressure == PRESSURE_RANGE[1]
    trace.press(-40.0, MINUTE_MS)
    assert trace.pressure == PRESSURE_RANGE[0]


def test_tension_under_pressure_alone_relaxes_exponentially() -> None:
    crowd = Crowd(300, parameters={"contagion_rate": 0.0})
    trace = play(crowd, [Deed(0, "press", (0.08, 10 * MINUTE_MS))], 10 * MINUTE_MS)
    assert trace.tension == pytest.approx(0.8 + (0.3 - 0.8) * exp(-0.1 * 10), abs=1e-11)


# Behaviour, ceiling, excess and colour


@pytest.mark.parametrize(
    ("activity", "behaviour"),
    [
        (0.0, Behaviour.TERTIB),
        (0.0499, Behaviour.TERTIB),
        (0.05, Behaviour.PASIF),
        (0.15, Behaviour.AKTIF),
        (0.3499, Behaviour.AKTIF),
        (0.35, Behaviour.AGRESIF),
        (1.0, Behaviour.AGRESIF),
    ],
)
def test_activity_makes_the_behaviour(activity: float, behaviour: Behaviour) -> None:
    trace = CrowdTrace(Crowd(300, start={"activity": activity}))
    assert trace.behaviour is behaviour
    assert trace.ceiling is CEILING[behaviour]


@pytest.mark.parametrize("behaviour", list(Behaviour)[1:])
def test_a_declared_class_stands_four_minutes(behaviour: Behaviour) -> None:
    rows = play(CROWD, [Deed(9_400, "declare", (behaviour,))], 6 * MINUTE_MS).columns()
    assert list(rows["behaviour"]) == [0] * 10 + [behaviour] * HOLD_ROWS + [0] * (361 - 10 - HOLD_ROWS)
    assert list(rows["ceiling"]) == [CEILING[Behaviour(int(row))] for row in rows["behaviour"]]


def test_declared_again_a_class_stands_four_minutes_from_then() -> None:
    deeds = [Deed(0, "declare", (Behaviour.AKTIF,)), Deed(100_000, "declare", (Behaviour.AKTIF,))]
    assert sum(play(CROWD, deeds, 10 * MINUTE_MS).columns()["behaviour"]) == 2 * (100 + HOLD_ROWS)


def test_a_lower_class_shows_when_the_higher_runs_out() -> None:
    deeds = [Deed(0, "declare", (Behaviour.AGRESIF,)), Deed(60_000, "declare", (Behaviour.PASIF,))]
    rows = play(CROWD, deeds, 6 * MINUTE_MS).columns()["behaviour"]
    assert list(rows) == [3] * HOLD_ROWS + [1] * 60 + [0] * (361 - HOLD_ROWS - 60)


def test_declaring_an_orderly_crowd_lowers_nothing() -> None:
    trace = CrowdTrace(CROWD)
    trace.declare(Behaviour.AGRESIF)
    trace.declare(Behaviour.TERTIB)
    assert trace.behaviour is Behaviour.AGRESIF


def test_the_gravest_class_comes_only_by_declaration() -> None:
    trace = CrowdTrace(Crowd(300, start={"tension": 1.0, "activity": 1.0}))
    trace.force = 6
    assert trace.behaviour is Behaviour.AGRESIF
    assert trace.excess == pytest.approx(1 / 3)
    trace.declare(Behaviour.AGRESIF_SEGERA)
    assert trace.ceiling is Stage.FIREARM
    assert trace.excess == 0


def test_a_class_by_activity_stands_four_minutes_after_it_was_last_true() -> None:
    crowd = Crowd(300, start={"tension": 0.0, "activity": 0.5})
    rows = play(crowd, [], 15 * MINUTE_MS).columns()
    by_activity = [bisect_right(BEHAVIOUR_THRESHOLDS, activity) for activity in rows["activity"]]
    assert sorted(by_activity, reverse=True) == by_activity
    expected = [max(by_activity[max(0, row - HOLD_ROWS + 1) : row + 1]) for row in range(len(by_activity))]
    assert list(rows["behaviour"]) == expected
    assert set(expected) == {0, 1, 2, 3}


@pytest.mark.parametrize(
    ("force", "behaviour", "excess"),
    [(2, 0, 0.0), (3, 0, 1 / 3), (4, 0, 2 / 3), (5, 0, 1.0), (6, 0, 1.0), (5, 2, 1 / 3), (5, 3, 0.0), (1, 3, 0.0)],
)
def test_excess_is_a_third_of_the_stages_above_the_ceiling(force: int, behaviour: int, excess: float) -> None:
    trace = CrowdTrace(CROWD)
    trace.force = force
    trace.declare(Behaviour(behaviour))
    assert trace.excess == excess


@pytest.mark.parametrize("behaviour", Behaviour)
def test_the_colour_follows_the_behaviour(behaviour: Behaviour) -> None:
    trace = CrowdTrace(CROWD)
    trace.declare(behaviour)
    expected = {Behaviour.TERTIB: Situation.HIJAU, Behaviour.PASIF: Situation.KUNING, Behaviour.AKTIF: Situation.KUNING}
    assert trace.situation is expected.get(behaviour, Situation.MERAH)


def test_declared_unlawful_acts_turn_it_red_for_four_minutes() -> None:
    rows = play(CROWD, [Deed(5_000, "declare_unlawful", ())], 5 * MINUTE_MS).columns()
    assert list(rows["situation"]) == [0] * 5 + [2] * HOLD_ROWS + [0] * (301 - 5 - HOLD_ROWS)
    assert set(rows["behaviour"]) == {0}


def test_the_crowd_has_dispersed_when_few_are_left() -> None:
    trace = CrowdTrace(CROWD)
    trace.force = 6
    trace.advance(30 * MINUTE_MS)
    gone = next(row for row, presence in enumerate(trace.columns()["presence"]) if presence < 0.15)
    assert trace.dispersed
    assert trace.sample(gone * SECOND_MS).dispersed
    assert not trace.sample((gone - 1) * SECOND_MS).dispersed


# Samples for the screen


def test_between_rows_the_state_is_on_a_line_and_the_rest_on_a_step() -> None:
    trace = play(CROWD, [Deed(2_000, "force", (4,)), Deed(2_000, "impulse", (40.0,))], 5_000)
    rows = trace.columns()
    sample = trace.sample(1_250)
    assert sample.t_ms == 1_250
    assert sample.tension_index == pytest.approx(0.75 * rows["tension"][1] + 0.25 * rows["tension"][2], abs=1e-12)
    assert sample.presence == pytest.approx(0.75 * rows["presence"][1] + 0.25 * rows["presence"][2], abs=1e-12)
    assert (sample.force, sample.ceiling, sample.excess) == (0, Stage.VERBAL_ORDER, 0.0)
    assert (trace.sample(2_999).force, trace.sample(2_999).excess) == (4, 2 / 3)


def test_a_sample_names_stage_colour_and_class() -> None:
    trace = play(CROWD, [Deed(0, "declare", (Behaviour.AKTIF,))], 2_000)
    for ms in (500, 2_000):
        sample = trace.sample(ms)
        assert sample.ceiling is Stage.HARD_HAND
        assert sample.situation is Situation.KUNING
        assert sample.behaviour is Behaviour.AKTIF


@pytest.mark.parametrize(("ms", "row"), [(-500, 0), (0, 0), (3_000, 3), (3_700, 3), (99_000, 3)])
def test_a_sample_outside_the_trace_is_its_end(ms: int, row: int) -> None:
    trace = play(CROWD, [], 3_000)
    assert trace.sample(ms).tension_index == trace.columns()["tension"][row]


# Whole drills


def crossing(force: int) -> list[Deed]:
    """A crowd talked up to passive resistance, met with a stage of force for five minutes."""
    return [
        Deed(1 * MINUTE_MS, "impulse", (25.0,)),
        Deed(1 * MINUTE_MS, "declare", (Behaviour.PASIF,)),
        Deed(2 * MINUTE_MS, "press", (0.04, 5 * MINUTE_MS)),
        Deed(2 * MINUTE_MS, "force", (force,)),
        Deed(4 * MINUTE_MS, "declare", (Behaviour.PASIF,)),
        Deed(7 * MINUTE_MS, "force", (1,)),
    ]


def test_force_above_the_ceiling_backfires() -> None:
    fitting = play(CROWD, crossing(Stage.SOFT_HAND), 30 * MINUTE_MS).columns()
    too_much = play(CROWD, crossing(Stage.BLUNT_CHEMICAL), 30 * MINUTE_MS).columns()
    assert set(fitting["excess"]) == {0.0}
    assert max(too_much["excess"]) > 0
    assert max(too_much["tension"]) > max(fitting["tension"]) + 10
    assert min(too_much["legitimacy"]) < min(fitting["legitimacy"]) - 0.2
    assert too_much["presence"][-1] < fitting["presence"][-1], "excess force empties the square as well"


GOLDEN_DRILL = [
    Deed(0, "force", (1,)),
    Deed(0, "personnel", (60,)),
    Deed(4 * MINUTE_MS, "impulse", (12.0,)),
    Deed(4 * MINUTE_MS, "press", (0.03, 5 * MINUTE_MS)),
    Deed(6 * MINUTE_MS + 400, "provocateurs", (1.0,)),
    Deed(7 * MINUTE_MS, "dialogue", (0.6,)),
    Deed(7 * MINUTE_MS, "force", (2,)),
    Deed(10 * MINUTE_MS, "impulse", (30.0,)),
    Deed(10 * MINUTE_MS, "declare", (Behaviour.AKTIF,)),
    Deed(10 * MINUTE_MS, "press", (0.10, 4 * MINUTE_MS)),
    Deed(11 * MINUTE_MS, "dialogue", (0.0,)),
    Deed(12 * MINUTE_MS, "force", (4,)),
    Deed(12 * MINUTE_MS, "personnel", (180,)),
    Deed(14 * MINUTE_MS + 1, "declare_unlawful", ()),
    Deed(15 * MINUTE_MS, "force", (5,)),
    Deed(16 * MINUTE_MS, "provocateurs", (0.0,)),
    Deed(16 * MINUTE_MS, "impulse", (2.5,)),
    Deed(20 * MINUTE_MS, "force", (2,)),
    Deed(20 * MINUTE_MS, "dialogue", (1.0,)),
    Deed(28 * MINUTE_MS, "impulse", (-20.0,)),
]


def test_a_scripted_drill_gives_the_golden_trace(golden: Golden) -> None:
    rows = play(CROWD, GOLDEN_DRILL, 40 * MINUTE_MS).columns()
    lines = [",".join(rows)]
    for row in range(0, len(rows["t_ms"]), 15):
        # Ten digits: the last ones are the machine's, not the model's.
        values = (column[row] for column in rows.values())
        lines.append(",".join(str(value) if isinstance(value, int) else f"{value:.10g}" for value in values))
    golden("crowd/trace.csv", "\n".join(lines) + "\n")
