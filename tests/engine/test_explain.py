"""What moved the tension: each cause by itself, on paper and in drills."""

from __future__ import annotations

from math import exp

import pytest

from player.engine import commands as do
from player.engine.crowd import CrowdTrace
from player.engine.explain import CauseKind, explain
from player.model import events as ev
from player.model.course import Effects, Pressure
from player.model.doctrine import Behaviour
from player.model.entries import Crowd
from player.model.times import HOUR_MS, MINUTE_MS
from tests.engine.crowd_cases import CROWD, Deed, play
from tests.engine.crowd_causes import adds_up, by_source, points_of
from tests.helpers.drills import Drill
from tests.helpers.scenarios import action, inject, phase, scenario

# Each cause by itself, against what can be worked out on paper


def test_decay_alone_is_an_exponential() -> None:
    trace = play(Crowd(300, parameters={"contagion_rate": 0.0}), [], 10 * MINUTE_MS)
    explanation = explain(trace, 0, 10 * MINUTE_MS)
    assert [cause.kind for cause in explanation.causes] == [CauseKind.DECAY]
    assert explanation.causes[0].points == pytest.approx(30 * (exp(-0.02 * 10) - 1), abs=1e-9)


def test_pressure_and_decay_share_the_change_as_the_closed_form_does() -> None:
    """With v' = s (1 - v) - k v the pressure gives s times what is missing to 1, added up over the time."""
    pressure, decay, minutes = 0.08, 0.02, 10
    trace = play(Crowd(300, parameters={"contagion_rate": 0.0}), [Deed(0, "press", (0.08, HOUR_MS))], 10 * MINUTE_MS)
    explanation = explain(trace, 0, 10 * MINUTE_MS)
    rest, rate = pressure / (pressure + decay), pressure + decay
    area = rest * minutes + (0.3 - rest) * (1 - exp(-rate * minutes)) / rate
    assert points_of(explanation, CauseKind.PRESSURE) == pytest.approx(100 * pressure * (minutes - area), abs=1e-9)
    assert points_of(explanation, CauseKind.DECAY) == pytest.approx(-100 * decay * area, abs=1e-9)


CALM = {"contagion_rate": 0.0, "tension_decay": 0.0}
"""Coefficients of a crowd whose tension nothing moves by itself."""


def test_dialogue_takes_what_the_legitimacy_lets_it() -> None:
    crowd = Crowd(300, start={"legitimacy": 1.0}, parameters=CALM)
    trace = play(crowd, [Deed(0, "dialogue", (0.6,))], 5 * MINUTE_MS)
    explanation = explain(trace, 0, 5 * MINUTE_MS)
    assert [cause.kind for cause in explanation.causes] == [CauseKind.DIALOGUE]
    assert explanation.causes[0].points == pytest.approx(30 * (exp(-0.10 * 0.6 * 5) - 1), abs=1e-9)


def test_force_in_proportion_deters_and_excess_backfires() -> None:
    crowd = Crowd(300, parameters=CALM)
    fitting = play(crowd, [Deed(0, "declare", (Behaviour.AGRESIF,)), Deed(0, "force", (5,))], MINUTE_MS)
    assert [cause.kind for cause in explain(fitting, 0, MINUTE_MS).causes] == [CauseKind.DETERRENCE]
    assert explain(fitting, 0, MINUTE_MS).change == pytest.approx(30 * (exp(-0.072 * 2) - 1), abs=1e-9)
    too_much = play(crowd, [Deed(0, "force", (3,))], MINUTE_MS)
    (cause,) = explain(too_much, 0, MINUTE_MS).causes
    assert (cause.kind, cause.stages) == (CauseKind.EXCESS, 1)
    assert cause.points > 0


def test_how_many_stages_too_many_tells_two_causes_apart() -> None:
    trace = play(CROWD, [Deed(0, "force", (3,)), Deed(MINUTE_MS, "force", (6,))], 2 * MINUTE_MS)
    stages = [cause.stages for cause in explain(trace, 0, 2 * MINUTE_MS).causes if cause.kind is CauseKind.EXCESS]
    assert stages == [4, 1], (
        "the larger first; above three stages the excess is full, and its stages are told all the same"
    )


def test_a_jump_counts_where_the_curve_jumps() -> None:
    """It takes effect at the first row not before it, so that is the row whose span has it."""
    trace = play(Crowd(300, parameters=CALM), [Deed(1_500, "impulse", (10.0,))], 4_000)
    assert points_of(explain(trace, 0, 1_000), CauseKind.JUMP) == 0
    assert points_of(explain(trace, 1_000, 2_000), CauseKind.JUMP) == pytest.approx(7.0)
    assert points_of(explain(trace, 2_000, 4_000), CauseKind.JUMP) == 0
    assert points_of(explain(trace, 1_000, 1_250), CauseKind.JUMP) == pytest.approx(7.0 / 4)
    assert points_of(explain(trace, 1_250, 9_000), CauseKind.JUMP) == pytest.approx(7.0 * 3 / 4)


def test_pressures_cut_to_the_range_are_cut_in_proportion() -> None:
    trace = CrowdTrace(CROWD)
    trace.press(9.0, MINUTE_MS, 4)
    trace.press(6.0, MINUTE_MS, 7)
    trace.press(2.0, 0, 8)
    trace.advance(20_000)
    points = {cause.seq: cause.points for cause in explain(trace, 0, 20_000).causes if cause.kind is CauseKind.PRESSURE}
    assert points.keys() == {4, 7}
    assert points[4] / points[7] == pytest.approx(9 / 6)
    assert trace.pressure == 10


def test_pressures_of_one_event_are_one_cause() -> None:
    trace = CrowdTrace(CROWD)
    trace.press(0.1, MINUTE_MS, 4)
    trace.press(0.1, 30_000, 4)
    trace.advance(MINUTE_MS)
    assert [cause.seq for cause in explain(trace, 0, MINUTE_MS).causes if cause.kind is CauseKind.PRESSURE] == [4]


def test_moments_outside_the_trace_are_its_ends_and_their_order_does_not_matter() -> None:
    trace = play(CROWD, [Deed(0, "impulse", (10.0,))], 5_500)
    whole = explain(trace, -99, 99_000)
    assert (whole.from_ms, whole.to_ms) == (0, 5_000)
    assert explain(trace, 99_000, -99) == whole
    assert whole.before == 37.0, "what happens at StartEx itself is in the value it begins with"
    assert explain(trace, 3_000, 3_000).causes == ()
    assert explain(trace, 70_000, 90_000).causes == ()
    assert explain(CrowdTrace(CROWD), 0, 1_000).change == 0


# Drills


ORATOR = Effects(tension=12.0, pressure=Pressure(0.05, 2 * MINUTE_MS))
SCRIPT = scenario(
    phase(
        "first",
        inject("orator", MINUTE_MS, effects=ORATOR),
        inject("stone", effects=Effects(tension=5.0), repeats=True),
        action("talk", "negosiator", "negotiation"),
        action("appeal", "dalmas", "appeal"),
        action("push", "dalmas", "shield_push"),
        action("cannon", "water-cannon", "water_cannon"),
        action("arrest", "dalmas", "hard_arrest"),
    )
)


def hold(points: int | None, who: str = "Kapolres", mode: ev.OverrideMode = ev.OverrideMode.HOLD) -> do.Override:
    return do.Override(ev.Quantity.TENSION, mode, None if points is None else points * 10_000, who, "seen otherwise")


def test_an_orator_a_negotiator_and_too_much_force_are_told_apart() -> None:
    drill = Drill(SCRIPT).start()
    drill.do(do.StartAction("talk"))
    drill.to(2 * MINUTE_MS)
    drill.do(do.StartAction("cannon"))
    drill.to(4 * MINUTE_MS)
    explanation = explain(drill.engine.fold, 0, 4 * MINUTE_MS)
    adds_up(explanation)
    (orator,) = drill.find(ev.InjectFired, inject="orator")
    found = by_source(explanation.causes)
    assert found[CauseKind.JUMP, orator.seq, 0, ()] > 0
    assert found[CauseKind.PRESSURE, orator.seq, 0, ()] > 0
    assert found[CauseKind.DIALOGUE, None, 0, (("negosiator", "negotiation"),)] < 0
    assert found[CauseKind.EXCESS, None, 3, (("water-cannon", "water_cannon"),)] > 0


def test_who_talks_most_is_named_and_together_those_who_talk_alike() -> None:
    drill = Drill(SCRIPT).start()
    drill.do(do.StartAction("talk"), do.StartAction("appeal"))
    drill.to(MINUTE_MS)
    drill.do(do.StopAction(1))
    drill.to(2 * MINUTE_MS)
    doers = [cause.doers for cause in explain(drill.engine.fold, 0, HOUR_MS).causes if cause.kind is CauseKind.DIALOGUE]
    assert doers == [(("negosiator", "negotiation"),), (("dalmas", "appeal"),)]


def test_all_units_above_the_ceiling_are_named_with_the_force_the_controller_set() -> None:
    drill = Drill(SCRIPT).start()
    drill.do(do.StartAction("push"), do.StartAction("talk"))
    for unit, stage in (("water-cannon", 5), ("negosiator", 1)):
        drill.do(do.Override(ev.Quantity.FORCE, ev.OverrideMode.SET, stage, "Danki", "seen otherwise", unit))
    drill.to(30_000)
    (excess,) = (cause for cause in explain(drill.engine.fold, 0, 30_000).causes if cause.kind is CauseKind.EXCESS)
    assert excess.doers == (("dalmas", "shield_push"), ("water-cannon", ""))


def test_an_arrest_is_a_jump_of_its_action() -> None:
    drill = Drill(SCRIPT).start()
    drill.to(10_000)
    (started,) = drill.do(do.StartAction("arrest"))
    drill.to(10_000)
    (jump,) = (cause for cause in explain(drill.engine.fold, 9_000, 10_000).causes if cause.kind is CauseKind.JUMP)
    assert jump.seq == started.seq
    assert jump.points == pytest.approx(2.5 * 0.7, abs=0.01)


def test_while_the_tension_is_held_only_what_the_controller_does_moves_it() -> None:
    drill = Drill(SCRIPT).start()
    drill.to(30_000)
    (first,) = drill.do(hold(50))
    drill.to(90_000)
    (second,) = drill.do(hold(40, "Danki"))
    drill.to(2 * MINUTE_MS)
    drill.do(hold(None, mode=ev.OverrideMode.RELEASE))
    drill.to(3 * MINUTE_MS)
    fold = drill.engine.fold
    still = explain(fold, 40_000, 80_000)
    assert (still.causes, still.change) == ((), 0.0)
    assert [(held.from_ms, held.until_ms, held.seq) for held in still.holds] == [(40_000, 80_000, first.seq)]
    over = explain(fold, 40_000, 100_000)
    assert by_source(over.causes) == {(CauseKind.JUMP, second.seq, 0, ()): pytest.approx(-10.0)}
    whole = explain(fold, 0, 3 * MINUTE_MS)
    adds_up(whole)
    assert [(held.from_ms, held.until_ms, held.seq) for held in whole.holds] == [
        (30_000, 90_000, first.seq),
        (90_000, 120_000, second.seq),
    ]
    assert points_of(explain(fold, 2 * MINUTE_MS, 3 * MINUTE_MS), CauseKind.PRESSURE) > 0, "the orator goes on"


def test_each_firing_of_an_inject_is_a_cause_of_its_own() -> None:
    drill = Drill(SCRIPT).start()
    for at_ms in (5_000, 6_000):
        drill.to(at_ms)
        drill.do(do.FireInject("stone"))
    drill.to(7_000)
    fired = [event.seq for event in drill.find(ev.InjectFired, inject="stone")]
    jumps = [cause.seq for cause in explain(drill.engine.fold, 0, 7_000).causes if cause.kind is CauseKind.JUMP]
    assert sorted(jumps, key=lambda seq: seq or 0) == fired
