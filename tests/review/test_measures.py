"""The measures of a drill: what each counts, on courses small enough to count by hand."""

from __future__ import annotations

from player.engine import commands as do
from player.model import events as ev
from player.model.doctrine import Behaviour, Situation
from player.review.measures import measures
from tests.helpers.drills import Drill
from tests.review.measures_cases import M, S, quiet, script

# The length


def test_before_startex_there_is_nothing_to_measure() -> None:
    drill = Drill(script())
    none = measures(drill.engine.scenario, drill.events, drill.engine.fold)
    assert (none.length_ms, none.ended) == (0, False)
    assert set(none.situation_ms.values()) == set(none.behaviour_ms.values()) == {0}
    assert (none.force.worst, none.force.highest_ms, none.dispersal.peak_ms) == (None, None, None)
    assert none.units["dalmas"].action_ms == 0


def test_a_drill_under_way_is_measured_so_far_and_one_that_ended_up_to_endex() -> None:
    course = quiet().at(10_500)
    assert (course.measured.length_ms, course.measured.ended) == (10_500, False)
    course.do(do.EndExercise())
    course.engine.fold.advance(90 * S)
    assert (course.measured.length_ms, course.measured.ended) == (10_500, True)
    assert sum(course.measured.situation_ms.values()) == 10_500


def test_a_hold_takes_no_exercise_time() -> None:
    course = quiet().at(10 * S, do.StartAction("line-1"), do.HoldExercise())
    course.to(5 * M)
    assert course.measured.length_ms == 10 * S
    assert course.measured.units["dalmas"].action_ms == 0


# The first warning


def test_no_warning_no_force_no_trouble() -> None:
    warning = quiet().at(M).measured.warning
    assert (warning.first_ms, warning.left_green_ms, warning.force_ms) == (None, None, None)
    assert (warning.wait_after_green_ms, warning.ahead_of_force_ms) == (None, None)


def test_an_appeal_is_told_from_the_first_warning() -> None:
    course = quiet().at(20 * S, do.StartAction("appeal-1")).at(50 * S, do.StartAction("shove-1"))
    warning = course.measured.warning
    assert (warning.first_ms, warning.warned_ms, warning.warned_ahead_of_force_ms) == (20 * S, None, None)
    warning = course.at(70 * S, do.StartAction("warning-1")).measured.warning
    assert (warning.first_ms, warning.warned_ms, warning.warned_ahead_of_force_ms) == (20 * S, 70 * S, -20 * S)


def test_a_warning_is_timed_from_startex_and_ahead_of_force() -> None:
    course = quiet().at(30 * S, do.StartAction("appeal-1")).stop(40 * S, "appeal-1")
    warning = course.at(75 * S, do.StartAction("shove-1")).measured.warning
    assert (warning.first_ms, warning.force_ms, warning.ahead_of_force_ms) == (30 * S, 75 * S, 45 * S)


def test_a_warning_after_the_first_force_counts_below_zero() -> None:
    course = quiet().at(30 * S, do.StartAction("shove-1")).at(50_250, do.StartAction("appeal-1"))
    assert course.measured.warning.ahead_of_force_ms == -20_250


def test_a_line_raised_to_stage_3_or_overridden_to_it_is_force() -> None:
    raised = quiet().at(10 * S, do.StartAction("line-1")).at(20_400, do.ChangeStage(1, 3))
    assert raised.measured.warning.force_ms == raised.measured.force.first_ms == 20_400
    hold = do.Override(ev.Quantity.FORCE, ev.OverrideMode.HOLD, 4, "Pengendali", "dorongan terlihat", "dalmas")
    assert quiet().at(9 * S, hold).measured.warning.force_ms == 9 * S


def test_who_is_warning_already_is_heard_at_once_when_the_situation_leaves_green() -> None:
    course = quiet().at(30 * S, do.StartAction("appeal-1")).at(70 * S, do.ObserveTag("pasif"))
    warning = course.at(80 * S).measured.warning
    assert (warning.left_green_ms, warning.wait_after_green_ms) == (70 * S, 0)


def test_a_warning_that_had_ended_is_not_heard_once_the_situation_leaves_green() -> None:
    course = quiet().at(30 * S, do.StartAction("appeal-1")).stop(40 * S, "appeal-1")
    course.at(70 * S, do.ObserveTag("pasif")).at(80 * S)
    assert course.measured.warning.wait_after_green_ms is None
    course.at(100 * S, do.StartAction("appeal-1"))
    assert course.measured.warning.wait_after_green_ms == 30 * S


def test_a_warning_that_ends_the_moment_the_situation_leaves_green_is_not_heard() -> None:
    course = quiet().at(30 * S, do.StartAction("appeal-1")).stop(70 * S, "appeal-1")
    course.at(70 * S, do.ObserveTag("pasif")).at(80 * S)
    assert course.measured.warning.left_green_ms == 70 * S
    assert course.measured.warning.heard_after_green_ms is None


# Orders


GIVE = do.GiveOrder("dalmas", "shield_push", "Danki")


def test_an_order_is_followed_by_the_action_recorded_as_following_it() -> None:
    course = quiet().at(10 * S, GIVE).at(20 * S, GIVE).at(50 * S, do.StartAction("shove-1", order=2))
    assert (course.order(2).latency_ms, course.order(2).linked) == (30 * S, True)
    assert course.order(1).ignored
    assert course.unordered == []


def test_an_action_that_names_no_order_follows_the_earliest_open_one_of_its_unit_and_kind() -> None:
    other = do.GiveOrder("dalmas", "shield_line", "Danki")
    course = quiet().at(5 * S, other).at(10 * S, GIVE).at(20 * S, GIVE).at(50 * S, do.StartAction("shove-1"))
    assert (course.order(2).latency_ms, course.order(2).linked) == (40 * S, False)
    assert [order.order for order in course.measured.orders.orders if order.ignored] == [1, 3]
    assert course.measured.orders.delays.median_ms == 40 * S


def test_of_several_actions_after_an_order_the_first_follows_it() -> None:
    course = quiet().at(10 * S, GIVE).at(20 * S, do.StartAction("shove-1")).stop(30 * S, "shove-1")
    course.at(40 * S, do.StartAction("shove-1"))
    assert course.order(1).action == 1
    assert course.unordered == [2]


def test_an_order_and_its_action_of_one_instant_belong_together_however_recorded() -> None:
    course = quiet().at(10 * S, do.StartAction("shove-1"), GIVE)
    assert course.order(1).latency_ms == 0
    assert course.unordered == []


def test_an_order_for_what_is_done_already_is_neither_followed_nor_ignored() -> None:
    course = quiet().at(10 * S, do.StartAction("shove-1")).at(11 * S, GIVE)
    assert (course.order(1).under_way, course.order(1).ignored, course.order(1).latency_ms) == (True, False, None)
    assert (course.unordered, course.measured.orders.needed) == ([1], 1)


def test_a_void_order_is_left_out() -> None:
    course = quiet().at(10 * S, GIVE)
    seq = course.state.last_seq
    course.do(do.VoidEntry(seq))
    course.at(20 * S, do.StartAction("shove-1"))
    assert course.measured.orders.orders == ()
    assert course.unordered == [1]
    assert course.measured.units["dalmas"].orders == 0
    course.do(do.RestoreEntry(seq))
    assert course.order(1).latency_ms == 10 * S


def test_only_actions_that_need_an_order_can_lack_one() -> None:
    course = quiet().at(10 * S, do.StartAction("line-1"), do.StartAction("cannon-1"))
    assert (course.unordered, course.measured.orders.needed) == ([2], 1)


def test_the_median_of_an_even_number_of_delays_is_halfway() -> None:
    course = quiet().at(10 * S, GIVE, do.GiveOrder("dalmas", "shield_line", "Danki"))
    course.at(20 * S, do.StartAction("shove-1")).at(41 * S, do.StartAction("line-1"))
    delays = course.measured.orders.delays
    assert (delays.count, delays.median_ms, delays.longest_ms) == (2, 20_500, 31 * S)
    assert course.measured.units["dalmas"].delays == delays


# Situation, behaviour, force


def test_colour_and_behaviour_last_as_long_as_the_crowd_shows_them() -> None:
    course = quiet().at(10 * S, do.ObserveTag("agresif")).at(5 * M)
    measured = course.measured
    assert measured.situation_ms[Situation.MERAH] == 4 * M
    assert measured.behaviour_ms[Behaviour.AGRESIF] == 4 * M
    assert sum(measured.behaviour_ms.values()) == 5 * M


def test_stages_excess_and_persons_of_a_push_at_an_orderly_crowd() -> None:
    course = quiet().at(10 * S, do.StartAction("line-1")).at(30 * S, do.StartAction("shove-1"))
    course.at(40 * S, do.ChangeStage(2, 5)).stop(50 * S, "shove-1").at(60 * S, do.EndExercise())
    measured = course.measured
    assert measured.situation_ms[Situation.HIJAU] == M, "the crowd would show more than is counted here"
    force = measured.force
    assert {stage: ms for stage, ms in force.stage_ms.items() if ms} == {0: 10 * S, 1: 30 * S, 4: 10 * S, 5: 10 * S}
    assert (force.highest, force.highest_ms, force.first_ms) == (5, 40 * S, 30 * S)
    assert (force.excess_ms, force.excess_stage_ms) == (20 * S, 50 * S)
    assert force.worst is not None
    assert (force.worst.from_ms, force.worst.to_ms, force.worst.most) == (30 * S, 50 * S, 3)
    assert (force.personnel, force.personnel_ms, force.available) == (20, 10 * S, 42)
    assert force.person_ms == 20 * 50 * S
    unit = measured.units["dalmas"]
    assert (unit.action_ms, unit.actions, unit.excess_ms, unit.person_ms) == (50 * S, 2, 20 * S, 20 * 50 * S)
    assert unit.stage_ms == force.stage_ms
    assert measured.units["negosiator"].stage_ms[0] == M


def test_the_worst_stretch_is_the_one_with_the_most_stages_times_length() -> None:
    course = quiet().at(10 * S, do.StartAction("shove-1")).stop(15 * S, "shove-1")
    course.at(20 * S, do.StartAction("cannon-1")).stop(24 * S, "cannon-1").at(30 * S)
    worst = course.measured.force.worst
    assert worst is not None
    assert (worst.from_ms, worst.most, worst.stage_ms) == (20 * S, 3, 12 * S)


def test_a_later_stretch_that_is_lighter_is_not_the_worst() -> None:
    course = quiet().at(10 * S, do.StartAction("shove-1")).stop(40 * S, "shove-1")
    course.at(50 * S, do.StartAction("cannon-1")).stop(55 * S, "cannon-1").at(M)
    worst = course.measured.force.worst
    assert worst is not None
    assert (worst.from_ms, worst.to_ms, worst.most, worst.stage_ms) == (10 * S, 40 * S, 2, 60 * S)


def test_an_overridden_unit_stands_at_the_stage_the_controller_gave_it() -> None:
    course = quiet().at(10 * S, do.StartAction("line-1"))
    course.at(
        20 * S, do.Override(ev.Quantity.FORCE, ev.OverrideMode.HOLD, 4, "Pengendali", "mereka mendorong", "dalmas")
    )
    course.at(50 * S, do.Override(ev.Quantity.FORCE, ev.OverrideMode.RELEASE, None, "Pengendali", "selesai", "dalmas"))
    measured = course.at(60 * S).measured
    unit = measured.units["dalmas"]
    assert (unit.stage_ms[1], unit.stage_ms[4], unit.excess_ms) == (20 * S, 30 * S, 30 * S)
    assert measured.force.stage_ms[4] == 30 * S
    assert (measured.overrides.count, measured.overrides.held_ms) == (2, 30 * S)


# Overrides


def test_values_held_at_the_same_time_are_counted_once_together() -> None:
    hold, release = ev.OverrideMode.HOLD, ev.OverrideMode.RELEASE
    course = quiet().at(10 * S, do.Override(ev.Quantity.TENSION, hold, None, "Pengendali", "uji"))
    course.at(20 * S, do.Override(ev.Quantity.PRESENCE, hold, 500_000, "Pengendali", "uji"))
    course.at(30 * S, do.Override(ev.Quantity.TENSION, release, None, "Pengendali", "uji"))
    course.at(45 * S, do.Override(ev.Quantity.PRESENCE, ev.OverrideMode.SET, 400_000, "Pengendali", "uji"))
    course.at(50 * S, do.Override(ev.Quantity.BEHAVIOUR, hold, 2, "Pengendali", "uji")).at(55 * S)
    overrides = course.measured.overrides
    assert [(one.quantity, one.sets, one.holds, one.releases, one.held_ms) for one in overrides.values] == [
        (ev.Quantity.TENSION, 0, 1, 1, 20 * S),
        (ev.Quantity.PRESENCE, 1, 1, 0, 25 * S),
        (ev.Quantity.BEHAVIOUR, 0, 1, 0, 5 * S),
    ]
    assert (overrides.count, overrides.held_ms) == (5, 40 * S)


# Dispersal


GONE = do.Override(ev.Quantity.PRESENCE, ev.OverrideMode.SET, 100_000, "Pengendali", "alun-alun kosong")
BACK = do.Override(ev.Quantity.PRESENCE, ev.OverrideMode.SET, 500_000, "Pengendali", "massa kembali")


def test_dispersal_is_the_last_one_that_was_for_good() -> None:
    course = quiet().at(10 * S, do.ObserveTag("agresif")).at(30 * S, GONE).at(40 * S, BACK)
    there = course.measured.dispersal
    assert (there.at_ms, there.first_ms, there.times, there.since_red_ms) == (None, 30 * S, 1, None)
    gone = course.at(50 * S, GONE).at(M).measured.dispersal
    assert (gone.at_ms, gone.first_ms, gone.times) == (50 * S, 30 * S, 2)
    assert (gone.red_ms, gone.since_red_ms) == (10 * S, 40 * S)


def test_beside_the_dispersal_stands_how_much_of_the_force_was_excess() -> None:
    course = quiet().at(10 * S, do.ObserveTag("aktif"), do.StartAction("shove-1")).stop(40 * S, "shove-1")
    course.at(40 * S, do.StartAction("cannon-1")).at(50 * S, GONE).at(70 * S)
    gone = course.measured.dispersal
    assert (gone.force_ms, gone.excess_ms, gone.excess_permille) == (40 * S, 10 * S, 250)
    assert (gone.force_after_ms, gone.excess_after_ms) == (20 * S, 20 * S), "what came after it is not hidden by it"
    assert quiet().at(M).measured.dispersal.excess_permille is None


def test_a_log_of_old_that_tells_of_no_dispersal_is_read_off_the_trace() -> None:
    course = quiet().at(30 * S, GONE).at(40 * S, BACK).at(50 * S, GONE).at(M)
    told = (ev.CrowdDispersed, ev.CrowdGathered)
    old = [event for event in course.events if not isinstance(event.body, told)]
    assert len(old) < len(course.events)
    assert measures(course.engine.scenario, old, course.engine.fold).dispersal == course.measured.dispersal
