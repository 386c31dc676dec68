"""Lanes say of every unit, phase and inject what the drill itself says."""

from __future__ import annotations

import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from player.engine import commands as do
from player.engine.fold import fold_events
from player.engine.rehearsal import rehearse
from player.engine.transitions import apply_event
from player.model import events as ev
from player.model.scenario import Scenario
from player.model.times import MINUTE_MS
from player.resources import scenarios_folder
from player.review.lane_spans import Ceiling, InjectFate, OrderMark, Track, stacked
from player.review.lanes import LATE_AFTER_MS, LaneFold, fold_lanes
from player.scenario import load_scenario
from tests.helpers.drills import Drill, Step, play, played
from tests.helpers.scenarios import action, inject, phase, scenario

UNITS = ("dalmas", "negosiator", "water-cannon")


def small() -> Scenario:
    return scenario(
        phase(
            "first",
            inject("timed", MINUTE_MS),
            inject("by-hand", MINUTE_MS, manual=True),
            inject("any", manual=True),
            action("line", "dalmas", "shield_line", personnel=20),
            action("push", "dalmas", "shield_push", personnel=8),
            action("wait", "water-cannon", "standby"),
            planned_ms=5 * MINUTE_MS,
        ),
        phase("second", inject("late", 2 * MINUTE_MS, manual=True), planned_ms=3 * MINUTE_MS),
    )


def lanes(drill: Drill) -> LaneFold:
    return fold_lanes(drill.engine.scenario, drill.events)


OVERRIDES = st.builds(
    do.Override,
    st.just(ev.Quantity.FORCE),
    st.sampled_from(ev.OverrideMode),
    st.integers(0, 6),
    st.just("Danki"),
    st.just("a reason"),
    st.sampled_from(UNITS),
)


@given(played(), st.lists(st.tuples(st.integers(0, 60), OVERRIDES), max_size=12))
@settings(max_examples=40)
def test_a_unit_stands_in_its_lane_at_the_stage_at_which_it_stands_in_the_drill(
    script_and_steps: tuple[Scenario, list[Step]], overrides: list[tuple[int, do.Override]]
) -> None:
    script, steps = script_and_steps
    for place, override in overrides:
        steps.insert(place, override)
    drill = Drill(script)
    play(drill, steps)
    fold, state = LaneFold(script), fold_events(script, []).state
    for event in drill.events:
        fold.follow(event)
        apply_event(state, event)
        assert fold.unit_stages == state.unit_stages
        committed = {unit: track.items[-1].personnel for unit, track in fold.units.items() if unit in state.committed}
        assert committed == state.committed
        held = {(span.quantity, span.unit): span.value for span in fold.overrides if span.end_ms is None}
        assert held == {key: override.value for key, override in state.overrides.items()}
        assert [(span.phase, span.start_ms, span.end_ms, span.agreed_ms) for span in fold.phases.items] == [
            (run.phase, run.started_ms, run.ended_ms, run.planned_ms) for run in state.phases
        ]
    for track in fold.units.values():
        for one, other in pairwise(track.items):
            assert one.end_ms is not None
            assert one.start_ms < one.end_ms <= other.start_ms
    delivered = sum(mark.fate in {InjectFate.DELIVERED, InjectFate.LATE} for mark in fold.injects.items)
    assert delivered == sum(isinstance(event.body, ev.InjectFired) for event in drill.events)


def test_a_unit_that_does_two_things_counts_once_with_the_larger_number_and_the_higher_stage() -> None:
    drill = Drill(small()).start()
    drill.do(do.StartAction("line"))
    drill.to(10_000)
    drill.do(do.StartAction("push"))
    drill.to(20_000)
    drill.do(do.StopAction(1))
    drill.to(30_000)
    drill.do(do.StopAction(2))
    said = [
        (one.start_ms, one.end_ms, one.stage, one.personnel, one.does) for one in lanes(drill).units["dalmas"].items
    ]
    assert said == [
        (0, 10_000, 1, 20, ("shield_line",)),
        (10_000, 20_000, 4, 20, ("shield_line", "shield_push")),
        (20_000, 30_000, 4, 8, ("shield_push",)),
    ]


def test_standing_by_is_told_apart_from_a_force_that_was_set() -> None:
    drill = Drill(small()).start()
    drill.do(do.StartAction("wait"))
    drill.to(5_000)
    drill.do(do.Override(ev.Quantity.FORCE, ev.OverrideMode.HOLD, 5, "Danki", "he saw it", "water-cannon"))
    one, other = lanes(drill).units["water-cannon"].items
    assert (one.is_standby, other.is_standby) == (True, False)
    assert (other.stage, other.overridden, other.end_ms) == (5, True, None)


def test_a_value_held_lasts_until_it_is_released_and_one_set_is_a_moment() -> None:
    drill = Drill(small()).start()
    tension = ev.Quantity.TENSION
    drill.do(do.Override(tension, ev.OverrideMode.HOLD, 600_000, "Danki", "why"))
    drill.to(10_000)
    drill.do(do.Override(tension, ev.OverrideMode.RELEASE, None, "Danki", "why"))
    drill.to(20_000)
    drill.do(do.Override(tension, ev.OverrideMode.SET, 500_000, "Danki", "why"))
    spans = [(one.start_ms, one.end_ms, one.value, one.held) for one in lanes(drill).overrides]
    assert spans == [(0, 10_000, 600_000, True), (20_000, 20_000, 500_000, False)]


def test_endex_ends_what_is_held() -> None:
    drill = Drill(small()).start()
    drill.do(do.Override(ev.Quantity.FORCE, ev.OverrideMode.HOLD, 3, "Danki", "why", "dalmas"))
    drill.to(9_000)
    drill.do(do.EndExercise())
    fold = lanes(drill)
    assert [one.end_ms for one in fold.overrides] == [9_000]
    assert fold.unit_stages == {}
    assert fold.phases.items[-1].end_ms == 9_000


def test_slip_is_measured_against_the_script_however_the_phase_was_stretched() -> None:
    drill = Drill(small()).start()
    drill.do(do.AdjustPhase(MINUTE_MS))
    drill.to(6 * MINUTE_MS)
    (span,) = lanes(drill).phases.items
    assert (span.planned_ms, span.agreed_ms) == (5 * MINUTE_MS, 6 * MINUTE_MS)
    assert [span.slip_ms(ms) for ms in (0, 5 * MINUTE_MS, 6 * MINUTE_MS)] == [0, 0, MINUTE_MS]
    drill.do(do.NextPhase())
    drill.to(7 * MINUTE_MS)
    drill.do(do.EndExercise())
    assert [one.slip_ms(0) for one in lanes(drill).phases.items] == [MINUTE_MS, -2 * MINUTE_MS]


def test_a_phase_that_took_in_the_change_of_another_was_agreed_to_be_so_long() -> None:
    drill = Drill(small()).start()
    drill.do(do.AdjustPhase(MINUTE_MS, ev.Rest.ABSORB), do.NextPhase())
    first, second = lanes(drill).phases.items
    assert (first.planned_ms, first.agreed_ms) == (5 * MINUTE_MS, 6 * MINUTE_MS)
    assert (second.planned_ms, second.agreed_ms) == (3 * MINUTE_MS, 2 * MINUTE_MS)


def test_an_inject_that_was_shifted_is_due_when_it_comes() -> None:
    drill = Drill(small()).start()
    drill.do(do.ShiftInjects(2 * MINUTE_MS))
    drill.to(3 * MINUTE_MS)
    assert lanes(drill).waiting == {"by-hand": 3 * MINUTE_MS}
    drill.do(do.FireInject("by-hand", ev.Firing.GO))
    delivered = [(one.inject, one.start_ms, one.fate, one.late_ms) for one in lanes(drill).injects.items]
    assert delivered == [(name, 3 * MINUTE_MS, InjectFate.DELIVERED, 0) for name in ("timed", "by-hand")]


def test_what_is_shifted_twice_and_into_the_past_is_due_at_that_moment() -> None:
    drill = Drill(small()).start()
    drill.do(do.HoldBackInject("timed"))
    drill.do(do.ShiftInjects(3 * MINUTE_MS))
    drill.to(2 * MINUTE_MS)
    drill.do(do.ShiftInjects(-10 * MINUTE_MS))
    drill.to(3 * MINUTE_MS)
    drill.do(do.ReleaseInject("timed"), do.FireInject("timed", ev.Firing.GO))
    (mark,) = [one for one in lanes(drill).injects.items if one.inject == "timed"]
    assert (mark.fate, mark.late_ms) == (InjectFate.LATE, MINUTE_MS)


def test_an_inject_delivered_once_more_is_not_late_in_a_phase_that_is_played_again() -> None:
    drill = Drill(small()).start()
    drill.to(MINUTE_MS)
    drill.do(do.NextPhase(), do.NextPhase("first"))
    drill.to(10 * MINUTE_MS)
    drill.do(do.FireInject("timed", ev.Firing.AGAIN))
    once, again = [one for one in lanes(drill).injects.items if one.inject == "timed"]
    assert (once.fate, again.fate) == (InjectFate.DELIVERED, InjectFate.DELIVERED)


def test_injects_are_delivered_late_or_passed_over() -> None:
    drill = Drill(small()).start()
    drill.to(MINUTE_MS)
    assert lanes(drill).waiting == {"by-hand": MINUTE_MS}
    drill.to(MINUTE_MS + LATE_AFTER_MS + 1)
    drill.do(do.FireInject("by-hand", ev.Firing.GO), do.SkipInject("any"))
    drill.do(do.NextPhase())
    drill.to(3 * MINUTE_MS)
    drill.do(do.EndExercise())
    fold = lanes(drill)
    fates = {mark.inject: (mark.fate, mark.late_ms) for mark in fold.injects.items}
    assert fates == {
        "timed": (InjectFate.DELIVERED, 0),
        "by-hand": (InjectFate.LATE, LATE_AFTER_MS + 1),
        "any": (InjectFate.SKIPPED, 0),
        "late": (InjectFate.DROPPED, 0),
    }
    assert fold.waiting == {}


def test_one_held_back_waits_again_once_it_is_released() -> None:
    drill = Drill(small()).start()
    drill.do(do.HoldBackInject("by-hand"))
    drill.to(2 * MINUTE_MS)
    assert lanes(drill).waiting == {}
    drill.do(do.ReleaseInject("by-hand"))
    assert lanes(drill).waiting == {"by-hand": MINUTE_MS}
    drill.do(do.FireInject("by-hand", ev.Firing.GO))
    assert [one.late_ms for one in lanes(drill).injects.items if one.inject == "by-hand"] == [MINUTE_MS]


@pytest.mark.parametrize("path", sorted(scenarios_folder().glob("*.yaml")), ids=lambda path: path.stem)
def test_no_inject_is_late_when_all_goes_to_plan(path: Path) -> None:
    if "programme" in path.stem:
        return
    script = load_scenario(path).scenario
    assert [mark for mark in fold_lanes(script, rehearse(script).events).injects.items if mark.late_ms] == []


def test_a_voided_order_says_so_until_it_is_restored() -> None:
    drill = Drill(small()).start()
    drill.do(do.GiveOrder("dalmas", "shield_push", "Danki", "Budi", "radio"))
    order = drill.state.last_seq
    drill.do(do.VoidEntry(order))
    (mark,) = lanes(drill).orders["dalmas"].items
    assert (mark.rank, mark.who, mark.voided, mark.seq) == ("Danki", "Budi", True, order)
    drill.do(do.RestoreEntry(order))
    assert not lanes(drill).orders["dalmas"].items[0].voided


SHIPPED = sorted(path.name for path in scenarios_folder().glob("okut-*.yaml"))


@pytest.mark.parametrize("name", SHIPPED)
def test_what_stands_above_the_ceiling_in_the_lanes_is_what_does_on_the_curve(name: str) -> None:
    script = load_scenario(scenarios_folder() / name).scenario
    course = rehearse(script)
    fold = fold_lanes(script, course.events)
    columns = course.fold.crowd.columns()
    fold.ceiling.take(columns)
    end_ms = course.fold.now_ms
    above = set()
    for track in fold.units.values():
        for span in track.items:
            until_ms = end_ms if span.end_ms is None else span.end_ms
            for from_ms, to_ms in fold.ceiling.below(span.stage, span.start_ms, until_ms):
                above |= {t for t in columns["t_ms"] if from_ms <= t < to_ms}
    curve = {
        t for t, force, top in zip(columns["t_ms"], columns["force"], columns["ceiling"], strict=True) if force > top
    }
    assert above <= curve | {end_ms}
    assert curve <= above | {end_ms}


@given(st.lists(st.integers(0, 5), min_size=1, max_size=40), st.lists(st.integers(1, 9), max_size=6))
def test_a_ceiling_taken_in_piece_by_piece_is_the_same(values: list[int], pieces: list[int]) -> None:
    def rows(start: int, until: int) -> dict[str, list[int]]:
        return {"t_ms": [1_000 * t for t in range(start, until)], "ceiling": values[start:until]}

    whole, grown = Ceiling(), Ceiling()
    whole.take(rows(0, len(values)))
    until = 0
    for piece in [*pieces, len(values)]:
        until = min(len(values), until + piece)
        grown.take(rows(grown.next_row, until))
    for stage in range(7):
        expected = [t for t in range(len(values)) if stage > values[t]]
        for ceiling in (whole, grown):
            spans = list(ceiling.below(stage, 0, 1_000 * len(values)))
            assert [t for t in range(len(values)) if any(a <= 1_000 * t < b for a, b in spans)] == expected
            assert all(one[1] < other[0] for one, other in pairwise(spans))


@given(
    st.lists(st.tuples(st.integers(0, 50), st.integers(1, 60), st.integers(0, 6)), max_size=60),
    st.integers(0, 800),
    st.integers(1, 900),
    st.sampled_from([0.0, 1.0, 7.0, 50.5, 500.0]),
)
def test_groups_hide_nothing_and_are_no_more_than_there_are_steps(
    parts: list[tuple[int, int, int]], from_ms: int, length_ms: int, least_ms: float
) -> None:
    track: Track[_Span] = Track()
    at_ms = 0
    for gap, length, weight in parts:
        track.add(_Span(at_ms + gap, at_ms + gap + length), weight)
        at_ms += gap + length
    to_ms = from_ms + length_ms
    groups = list(track.in_view(from_ms, to_ms, least_ms))
    seen = {place for group in groups for place in range(group.first, group.last + 1)}
    wanted = {n for n, one in enumerate(track.items) if one.start_ms <= to_ms and one.end_ms >= from_ms}
    assert wanted <= seen
    for group in groups:
        members = track.items[group.first : group.last + 1]
        assert (group.start_ms, group.end_ms) == (members[0].start_ms, members[-1].end_ms)
        assert group.weight == max(part[2] for part in parts[group.first : group.last + 1])
    if least_ms > 1:
        assert len(groups) <= length_ms / least_ms + 3


class _Span:
    def __init__(self, start_ms: int, end_ms: int) -> None:
        self.start_ms, self.end_ms = start_ms, end_ms


def test_what_lies_at_a_moment_is_found() -> None:
    drill = Drill(small()).start()
    drill.to(5_000)
    drill.do(do.StartAction("line"))
    drill.to(10_000)
    drill.do(do.StopAction(1))
    track = lanes(drill).units["dalmas"]
    assert [track.at(ms) is not None for ms in (0, 4_999, 5_000, 9_999, 10_000)] == [False, False, True, True, False]


@given(st.lists(st.tuples(st.integers(0, 99), st.integers(1, 40)), max_size=30), st.integers(1, 4))
def test_stacked_stretches_do_not_overlap_while_there_are_rows(parts: list[tuple[int, int]], most: int) -> None:
    edges = sorted((left, left + width) for left, width in parts)
    rows = stacked([(float(left), float(right)) for left, right in edges], most)
    assert all(0 <= row < most for row in rows)
    deepest = max((sum(left <= at < right for left, right in edges) for at, _right in edges), default=0)
    if deepest <= most:
        assert len(set(rows)) == deepest
        for row in set(rows):
            mine = [edge for edge, place in zip(edges, rows, strict=True) if place == row]
            assert all(one[1] <= other[0] for one, other in pairwise(mine))


def test_a_hundred_thousand_orders_are_found_in_no_time() -> None:
    track = Track((OrderMark(n * 864, n, "warning", "Danki", ""), 0) for n in range(100_000))
    began = time.perf_counter()
    groups = list(track.in_view(0, 86_400_000, 86_400_000 / 1_000))
    assert time.perf_counter() - began < 0.2
    assert len(groups) <= 1_001
