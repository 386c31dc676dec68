"""What moved the tension, in any drill: the causes add up to the change of the curve, and none is made up."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from player.engine.crowd import Column
from player.engine.crowd_model import TENSION_TERMS, CrowdModel, CrowdState
from player.engine.explain import Cause, CauseKind, Explainer, Explanation, explain
from player.engine.rehearsal import rehearse
from player.model import events as ev
from player.model.crowd_parameters import CrowdParameters
from player.model.entries import Crowd
from player.model.times import HOUR_MS, MINUTE_MS, SECOND_MS
from player.resources import scenarios_folder
from player.scenario.load import is_programme, load_scenario
from tests.engine.crowd_cases import CROWD, Deed, Inputs, coefficients, crowds, deed_lists, inputs, play, starts
from tests.engine.crowd_causes import adds_up, by_source, same_causes, together
from tests.engine.crowd_drills import Course, courses
from tests.helpers.depth import cases
from tests.helpers.drills import Drill

SHIPPED = [path for path in sorted(scenarios_folder().glob("*.yaml")) if not is_programme(path)]

# The terms of a step


@settings(max_examples=cases(500))
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


@settings(max_examples=cases(250))
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


@settings(max_examples=cases(500))
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


@settings(max_examples=cases(100))
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
