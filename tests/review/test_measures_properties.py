"""What holds of the measures of any drill: they add up, and agree with a look at every second of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from player.engine import commands as do
from player.engine.fold import fold_events
from player.engine.state import Status
from player.model import events as ev
from player.model.doctrine import WARNING_KINDS, Situation
from player.model.scenario import Scenario
from player.model.times import MINUTE_MS
from player.review.measures import Measures, measures
from tests.helpers.depth import cases
from tests.helpers.drills import Drill, Step, play, played
from tests.review.measures_cases import courses, seconds

ScriptAndSteps = tuple[Scenario, list[Step]]
CASES = cases(200)
COURSES = st.one_of(courses(), played())


def _drill(script_and_steps: ScriptAndSteps) -> Drill:
    drill = Drill(script_and_steps[0])
    play(drill, script_and_steps[1])
    return drill


def _measured(drill: Drill) -> Measures:
    return measures(drill.engine.scenario, drill.events, drill.engine.fold)


@given(COURSES)
@settings(max_examples=CASES)
def test_every_sum_is_the_length_of_the_drill(script_and_steps: ScriptAndSteps) -> None:
    drill = _drill(script_and_steps)
    found = _measured(drill)
    ended = drill.times_ms(ev.ExerciseEnded)
    assert found.length_ms == (ended[0] if ended else drill.engine.now_ms)
    assert found.ended == bool(ended)
    sums: list[Mapping[Any, int]] = [found.situation_ms, found.behaviour_ms, found.force.stage_ms]
    sums += [unit.stage_ms for unit in found.units.values()]
    for lengths_ms in sums:
        assert sum(lengths_ms.values()) == found.length_ms
        assert min(lengths_ms.values()) >= 0
    assert found.units.keys() == drill.engine.scenario.units.keys()
    expected = found.expected
    for tally in (expected.total, expected.critical, *expected.by_objective.values(), *expected.by_unit.values()):
        assert tally.opened == tally.met + tally.late + tally.missed + tally.open
        assert tally.delays.count == tally.met + tally.late - tally.ahead
    assert expected.total.opened == len(expected.called)
    injects = found.injects
    assert len(injects.deliveries) == injects.on_time + injects.late + injects.early + injects.untimed
    assert len(injects.deliveries) == len(drill.times_ms(ev.InjectFired))
    orders = found.orders
    assert orders.delays.count == sum(order.action is not None for order in orders.orders)
    assert sum(unit.orders for unit in found.units.values()) == len(orders.orders)
    assert found.overrides.held_ms <= sum(one.held_ms for one in found.overrides.values)


@given(COURSES)
@settings(max_examples=CASES)
def test_they_agree_with_a_look_at_every_second(script_and_steps: ScriptAndSteps) -> None:
    drill = _drill(script_and_steps)
    found = _measured(drill)
    slow = seconds(drill.engine.scenario, drill.events, drill.engine.now_ms)
    assert {int(key): ms for key, ms in found.situation_ms.items() if ms} == slow.situation_ms
    assert {int(key): ms for key, ms in found.behaviour_ms.items() if ms} == slow.behaviour_ms
    force = found.force
    assert {stage: ms for stage, ms in force.stage_ms.items() if ms} == slow.stage_ms
    assert (force.excess_ms, force.excess_stage_ms) == (slow.excess_ms, slow.excess_stage_ms)
    assert (force.personnel, force.person_ms) == (slow.personnel, slow.person_ms)
    assert sum(unit.person_ms for unit in found.units.values()) == slow.person_ms
    for name, unit in found.units.items():
        stages = {stage: ms for (of, stage), ms in slow.unit_stage_ms.items() if of == name}
        assert {stage: ms for stage, ms in unit.stage_ms.items() if ms} == stages
        assert unit.action_ms == slow.unit_action_ms.get(name, 0)
        assert unit.excess_ms == slow.unit_excess_ms.get(name, 0)
    if force.worst is not None:
        assert force.worst.stage_ms <= force.excess_stage_ms
    assert (force.worst is None) == (force.excess_ms == 0)


@given(COURSES)
@settings(max_examples=CASES)
def test_they_agree_with_what_the_log_tells_of_the_crowd(script_and_steps: ScriptAndSteps) -> None:
    drill = _drill(script_and_steps)
    found = _measured(drill)
    colours = dict.fromkeys(Situation, 0)
    now, since_ms, left_ms = Situation.HIJAU, 0, None
    bodies = ((event.exercise_ms, event.body) for event in drill.events)
    turns = [(ms, body.situation) for ms, body in bodies if isinstance(body, ev.SituationChanged)]
    for at_ms, situation in [*turns, (found.length_ms, now)]:
        colours[now] += at_ms - since_ms
        if left_ms is None and now is not Situation.HIJAU and at_ms > since_ms:
            left_ms = since_ms
        now, since_ms = Situation(situation), at_ms
    assert found.situation_ms == colours
    assert found.warning.left_green_ms == left_ms
    gone, back = drill.times_ms(ev.CrowdDispersed), drill.times_ms(ev.CrowdGathered)
    assert (found.dispersal.first_ms, found.dispersal.times) == (min(gone, default=None), len(gone))
    if set(gone) & set(back) or found.length_ms in {*gone, *back}:
        return  # no time passed between two of them, or since
    told = (ev.CrowdDispersed, ev.CrowdGathered)
    old = [event for event in drill.events if not isinstance(event.body, told)]
    assert measures(drill.engine.scenario, old, drill.engine.fold).dispersal == found.dispersal


@given(COURSES)
@settings(max_examples=CASES)
def test_the_log_alone_gives_the_same_measures_as_the_drill_that_ran(script_and_steps: ScriptAndSteps) -> None:
    drill = _drill(script_and_steps)
    live = []
    scenario, steps = script_and_steps
    again = Drill(scenario)
    for step in steps:  # looked at all the time, which must change nothing
        play(again, [step])
        live.append(_measured(again))
    fold = fold_events(scenario, drill.events)
    fold.advance(drill.engine.now_ms)
    replayed = measures(scenario, drill.events, fold)
    assert replayed == _measured(drill)
    assert not live or live[-1] == replayed


@given(COURSES)
@settings(max_examples=CASES)
def test_what_is_void_counts_as_if_it_had_not_been(script_and_steps: ScriptAndSteps) -> None:
    drill = _drill(script_and_steps)
    drill.attempt(do.ResumeExercise())
    state = drill.state
    if state.status is not Status.RUNNING:
        return
    before = _measured(drill)
    drill.do(do.GiveOrder("dalmas", "lift_and_carry", "Danki"))
    assert len(_measured(drill).orders.orders) == len(before.orders.orders) + 1
    drill.do(do.VoidEntry(drill.state.last_seq))
    assert _measured(drill) == before
    total = before.expected.total
    for name in [*state.unmet][:1]:
        was_open = state.expected[name].deadline_ms > drill.engine.now_ms
        drill.do(do.TickExpected(name))
        ticked = _measured(drill).expected.total
        assert ticked.met + ticked.late == total.met + total.late + 1
        drill.do(do.VoidEntry(_tick_of(drill)))
        after = _measured(drill).expected.total
        assert (after.met, after.late) == (total.met, total.late)
        assert after == total or not was_open


def _tick_of(drill: Drill) -> int:
    return next(event.seq for event in reversed(drill.events) if isinstance(event.body, ev.ExpectedActionMet))


@given(COURSES)
@settings(max_examples=CASES)
def test_orders_and_expected_actions_agree_with_a_plain_reading(script_and_steps: ScriptAndSteps) -> None:
    drill = _drill(script_and_steps)
    found, state = _measured(drill), drill.state
    last = {one.expected: one for one in found.expected.called}
    for name, opened in state.expected.items():
        assert (last[name].status, last[name].opened_ms) == (opened.status, opened.opened_ms)
    taken = [order.action for order in found.orders.orders if order.action is not None]
    assert len(taken) == len(set(taken)), "two orders were followed by one action"
    for order in found.orders.orders:
        assert not state.orders[order.order].voided
        if order.action is None:
            continue
        run = state.actions[order.action]
        assert order.latency_ms is not None
        assert order.latency_ms >= 0
        assert order.linked == (run.order == order.order)
        if not order.linked:
            assert (run.unit, run.does) == (order.unit, order.does)
            between = [
                other
                for other in state.actions.values()
                if (other.unit, other.does) == (run.unit, run.does)
                and order.given_ms <= other.started_ms < run.started_ms
                and other.action not in taken
                and (other.order is None or state.orders[other.order].voided)
            ]
            assert between == [], "an earlier action was left out"
    for bare in found.orders.without_order:
        assert drill.engine.scenario.action_by_id[state.actions[bare.action].offer].order_from
        assert bare.action not in taken
    warned = [run.started_ms for run in state.actions.values() if run.does in WARNING_KINDS]
    assert found.warning.first_ms == min(warned, default=None)
    began = Counter(run.unit for run in state.actions.values())
    assert {unit.unit: unit.actions for unit in found.units.values() if unit.actions} == dict(began)


@given(courses(), st.integers(1, 10 * MINUTE_MS))
@settings(max_examples=CASES)
def test_values_are_held_from_hold_to_whatever_ends_it(script_and_steps: ScriptAndSteps, more_ms: int) -> None:
    drill = _drill(script_and_steps)
    drill.to(drill.engine.now_ms + more_ms)
    found = _measured(drill).overrides
    since_ms: dict[tuple[ev.Quantity, str | None], int] = {}
    held_ms: Counter[tuple[ev.Quantity, str | None]] = Counter()
    for event in drill.find(ev.ValueOverridden):
        body = event.body
        assert isinstance(body, ev.ValueOverridden)
        key = body.quantity, body.unit
        if key in since_ms:
            held_ms[key] += event.exercise_ms - since_ms.pop(key)
        if body.mode is ev.OverrideMode.HOLD:
            since_ms[key] = event.exercise_ms
    ended = drill.times_ms(ev.ExerciseEnded)
    for key, from_ms in since_ms.items():
        held_ms[key] += (ended[0] if ended else drill.engine.now_ms) - from_ms
    assert {(one.quantity, one.unit): one.held_ms for one in found.values if one.held_ms} == dict(+held_ms)
    assert found.count == len(drill.find(ev.ValueOverridden))
