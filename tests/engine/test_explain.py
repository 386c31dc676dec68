"""What moved the tension: the causes add up to the change of the curve, and none is there that did not act."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping
from math import exp
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from player.engine import commands as do
from player.engine.crowd import Column, CrowdTrace
from player.engine.crowd_model import TENSION_TERMS, CrowdModel, CrowdState
from player.engine.explain import Cause, CauseKind, Explainer, Explanation, explain
from player.engine.rehearsal import rehearse
from player.model import events as ev
from player.model.course import Effects, Pressure
from player.model.crowd_parameters import CrowdParameters
from player.model.doctrine import Behaviour
from player.model.entries import Crowd
from player.model.times import HOUR_MS, MINUTE_MS, SECOND_MS
from player.resources import scenarios_folder
from player.scenario.load import is_programme, load_scenario
from tests.engine.crowd_cases import CROWD, Deed, Inputs, coefficients, crowds, deed_lists, inputs, play, starts
from tests.engine.crowd_drills import Course, courses
from tests.helpers.drills import Drill
from tests.helpers.scenarios import action, inject, phase, scenario

SHIPPED = [path for path in sorted(scenarios_folder().glob("*.yaml")) if not is_programme(path)]

SUM = 1e-9
"""Points of the index by which a sum may differ from the curve."""

By = tuple[CauseKind, int | None, int, tuple[tuple[str, str], ...]]


def by_source(causes: Iterable[Cause]) -> dict[By, float]:
    return {(cause.kind, cause.seq, cause.stages, cause.doers): cause.points for cause in causes}


def points_of(explanation: Explanation, kind: CauseKind) -> float:
    return sum(cause.points for cause in explanation.causes if cause.kind is kind)


def adds_up(explanation: Explanation) -> None:
    """Fail unless the causes make the change, are merged, and stand in their order."""
    causes = explanation.causes
    assert sum(cause.points for cause in causes) == pytest.approx(explanation.change, abs=SUM)
    assert len(by_source(causes)) == len(causes), "the same cause twice"
    assert list(causes) == sorted(causes, key=lambda cause: -abs(cause.points))
    assert all(cause.points for cause in causes)


def together(*explanations: Explanation) -> dict[By, float]:
    """The causes of spans that follow each other, as of one."""
    total: dict[By, float] = {}
    for explanation in explanations:
        for source, points in by_source(explanation.causes).items():
            total[source] = total.get(source, 0.0) + points
    return total


def same_causes(one: dict[By, float], other: dict[By, float]) -> None:
    for source in one.keys() | other.keys():
        assert one.get(source, 0.0) == pytest.approx(other.get(source, 0.0), abs=SUM), source


# The terms of a step


@settings(max_examples=500)
@given(c=coefficients, start=starts, held=inputs)
def test_the_terms_of_a_step_make_its_change(c: CrowdParameters, start: CrowdState, held: Inputs) -> None:
    model = CrowdModel(c)
    columns = tuple(array("d", [0.0]) for _ in TENSION_TERMS)
    model.split([start[:3]], held, columns)
    after = model.step(*start, *held)[0]
    assert sum(column[1] for column in columns) == pytest.approx(after - start[0], abs=5e-16 + 1e-15 * held.s)
    for column, sign in zip(columns, (1, 1, 1, -1, -1, -1), strict=True):
        assert sign * column[1] >= 0, "a term that works against its nature"


# Any drill at all


spans = st.tuples(st.floats(0, 1), st.floats(0, 1), st.floats(0, 1))


def moments(end_ms: int, shares: tuple[float, float, float]) -> list[int]:
    """Three moments in order, from a second before StartEx to a second after the end."""
    return sorted(round(share * (end_ms + 2 * SECOND_MS)) - SECOND_MS for share in shares)


@settings(max_examples=500)
@given(course=courses, shares=spans)
def test_the_causes_of_any_drill_make_the_curve(course: Course, shares: tuple[float, float, float]) -> None:
    drill = course.drill()
    fold = drill.engine.fold
    begin, middle, end = moments(fold.now_ms, shares)
    explainer = Explainer(fold)
    first, second, whole = (explainer.between(*span) for span in ((begin, middle), (middle, end), (begin, end)))
    columns = fold.crowd.columns()
    for explanation in (first, second, whole):
        adds_up(explanation)
        assert explanation.before == fold.crowd.sample(explanation.from_ms).tension_index
        assert explanation.after == fold.crowd.sample(explanation.to_ms).tension_index
        nothing_made_up(explanation, drill, columns)
    same_causes(together(first, second), by_source(whole.causes))
    same_causes(by_source(explain(fold, begin, end).causes), by_source(whole.causes))


def nothing_made_up(explanation: Explanation, drill: Drill, columns: Mapping[str, Column]) -> None:
    """Fail unless the rows and events of the span have what each cause names."""
    from_row, until_row = explanation.from_ms // SECOND_MS, -(-explanation.to_ms // SECOND_MS)
    rows = range(from_row, until_row)
    acted = {
        CauseKind.PRESSURE: any(columns["pressure"][row] > 0 for row in rows),
        CauseKind.UNREST: any(columns["activity"][row] > 0 for row in range(from_row, until_row + 1)),
        CauseKind.EXCESS: any(columns["excess"][row] > 0 for row in rows),
        CauseKind.DIALOGUE: any(columns["dialogue"][row] > 0 for row in rows),
        CauseKind.DETERRENCE: any(columns["force"][row] > 3 for row in rows),
        CauseKind.DECAY: bool(rows),
        CauseKind.JUMP: bool(rows),
    }
    for cause in explanation.causes:
        assert acted[cause.kind], cause
        rises = cause.kind in {CauseKind.PRESSURE, CauseKind.UNREST, CauseKind.EXCESS}
        assert cause.kind is CauseKind.JUMP or (cause.points > 0) == rises
        if cause.seq is not None:
            body, at_ms = drill.events[cause.seq - 1].body, drill.events[cause.seq - 1].exercise_ms
            assert at_ms <= until_row * SECOND_MS
            moves = ev.InjectFired | ev.PhaseStarted | ev.DecisionTaken | ev.ActionStarted | ev.ValueOverridden
            assert isinstance(body, moves)
            assert cause.kind is CauseKind.PRESSURE or at_ms > explanation.from_ms - SECOND_MS
        if cause.kind is CauseKind.EXCESS:
            found = {columns["force"][row] - columns["ceiling"][row] for row in rows}
            assert cause.stages in found
        who_did_it(cause, rows, drill)
    for held in explanation.holds:
        assert explanation.from_ms <= held.from_ms < held.until_ms <= explanation.to_ms
        assert held.seq is not None
        body = drill.events[held.seq - 1].body
        assert isinstance(body, ev.ValueOverridden)
        assert (body.quantity, body.mode) == (ev.Quantity.TENSION, ev.OverrideMode.HOLD)
    if sum(held.until_ms - held.from_ms for held in explanation.holds) == explanation.to_ms - explanation.from_ms:
        assert {cause.kind for cause in explanation.causes} <= {CauseKind.JUMP}


def who_did_it(cause: Cause, rows: range, drill: Drill) -> None:
    """Fail unless those named did it at a row of the span, as the log tells it."""
    if cause.kind not in {CauseKind.DIALOGUE, CauseKind.EXCESS, CauseKind.DETERRENCE}:
        assert not cause.doers
        return
    assert cause.doers
    runs = drill.state.actions.values()
    for unit, does in cause.doers:
        overridden = any(
            isinstance(event.body, ev.ValueOverridden) and event.body.unit == unit for event in drill.events
        )
        if not does:
            assert overridden
            continue
        assert any(
            (run.unit, run.does) == (unit, does)
            and -(-run.started_ms // SECOND_MS) < rows.stop
            and (run.stopped_ms is None or -(-run.stopped_ms // SECOND_MS) > rows.start)
            for run in runs
        )


@settings(max_examples=500)
@given(crowd=crowds, deeds=deed_lists(), shares=spans)
@example(
    crowd=CROWD,
    deeds=[Deed(0, "press", (9.0, MINUTE_MS)), Deed(0, "press", (9.0, 500)), Deed(SECOND_MS, "press", (0.5, 10_000))],
    shares=(0.0, 0.5, 1.0),
)
def test_the_causes_of_any_crowd_make_the_curve(
    crowd: Crowd, deeds: list[Deed], shares: tuple[float, float, float]
) -> None:
    end_ms = (deeds[-1].at_ms if deeds else 0) + MINUTE_MS
    trace = play(crowd, deeds, end_ms)
    begin, middle, end = moments(end_ms, shares)
    parts = explain(trace, begin, middle), explain(trace, middle, end)
    whole = explain(trace, begin, end)
    for explanation in (*parts, whole):
        adds_up(explanation)
    same_causes(together(*parts), by_source(whole.causes))


@settings(max_examples=100)
@given(course=courses, cuts=st.lists(st.integers(0, 8 * MINUTE_MS), max_size=8))
def test_asked_while_the_drill_runs_it_says_the_same(course: Course, cuts: list[int]) -> None:
    live = Drill(course.script)
    explainer = Explainer(live.engine.fold)
    live.start()
    for step in course.steps:
        if isinstance(step, int):
            live.to(live.engine.now_ms + step)
        else:
            live.attempt(step)
        explainer.between(0, live.engine.now_ms)
    fold = live.engine.fold
    for begin in cuts:
        end = begin + 90_500
        same_causes(by_source(explainer.between(begin, end).causes), by_source(explain(fold, begin, end).causes))


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


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_the_shipped_drills_add_up_minute_by_minute(path: Path) -> None:
    fold = rehearse(load_scenario(path).scenario).fold
    explainer = Explainer(fold)
    minutes = [explainer.between(ms, ms + MINUTE_MS) for ms in range(0, fold.now_ms, MINUTE_MS)]
    for explanation in minutes:
        adds_up(explanation)
    whole = explainer.between(0, fold.now_ms)
    adds_up(whole)
    same_causes(together(*minutes), by_source(whole.causes))


# No more work than there is


def test_each_row_is_split_once_and_a_span_alone_for_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    split, rows_split = CrowdModel.split, []

    def counted(self: CrowdModel, rows: Iterable[tuple[float, float, float]], held: Inputs, columns: object) -> None:
        taken = list(rows)
        rows_split.append(len(taken))
        split(self, taken, held, columns)  # type: ignore[arg-type]

    monkeypatch.setattr(CrowdModel, "split", counted)
    trace = play(CROWD, [Deed(HOUR_MS, "force", (3,))], 2 * HOUR_MS)
    explain(trace, HOUR_MS, HOUR_MS + 5 * MINUTE_MS)
    assert sum(rows_split) == 300
    rows_split.clear()
    explainer = Explainer(trace)
    for end_ms in (30 * MINUTE_MS, 2 * HOUR_MS, HOUR_MS, 2 * HOUR_MS):
        explainer.between(0, end_ms)
    trace.advance(2 * HOUR_MS + 10_000)
    explainer.between(0, trace.tick * SECOND_MS)
    assert sum(rows_split) == 7210
