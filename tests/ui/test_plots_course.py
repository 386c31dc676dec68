from __future__ import annotations

import itertools
from array import array
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from player.engine.crowd import CrowdTrace
from player.i18n import use_language
from player.model.doctrine import Situation, Stage
from player.model.entries import Crowd
from player.model.rules import Certainty
from player.ui.plots.course import Course, Reading
from player.ui.plots.marks import FindingMark
from player.ui.plots.steps import Steps, excess_spans
from player.ui.plots.words import (
    Phase,
    commitment_text,
    description,
    excess_text,
    finding_lines,
    force_lines,
    personnel_share,
    phase_at,
    span_text,
    stage_lines,
    tension_lines,
    tension_text,
)

rows = st.lists(st.integers(0, 6), min_size=1, max_size=80)


def steps_of(values: list[int]) -> Steps:
    steps = Steps()
    steps.append(np.arange(len(values)) * 1000, values)
    return steps


def columns(start_s: int, **values: list[float]) -> dict[str, Any]:
    count = len(next(iter(values.values())))
    return {"t_ms": [(start_s + n) * 1000 for n in range(count)], **values}


@given(values=rows)
def test_steps_keep_only_changes_and_say_every_row(values: list[int]) -> None:
    steps = steps_of(values)
    assert [steps.at(second * 1000) for second in range(len(values))] == values
    assert [steps.at(second * 1000 + 999) for second in range(len(values))] == values
    assert len(steps.changes) == 1 + sum(one != other for one, other in itertools.pairwise(values))
    assert steps.at(-1) is None


@given(values=rows, cut=st.integers(0, 90))
def test_replaced_rows_leave_no_trace(values: list[int], cut: int) -> None:
    steps = steps_of(values)
    cut = min(cut, len(values) - 1)
    steps.cut_from(cut * 1000)
    steps.append(np.arange(cut, len(values)) * 1000, values[cut:])
    fresh = steps_of(values)
    assert steps.changes.x.tolist() == fresh.changes.x.tolist()
    assert steps.changes.y.tolist() == fresh.changes.y.tolist()
    assert steps.end_ms == fresh.end_ms


@given(values=rows, view=st.tuples(st.integers(-5, 60), st.integers(1, 60)))
def test_spans_cover_the_view_without_gaps(values: list[int], view: tuple[int, int]) -> None:
    steps = steps_of(values)
    start_ms, end_ms = view[0] * 1000, (view[0] + view[1]) * 1000
    spans = list(steps.spans(start_ms, end_ms, 1000))
    for span, after in itertools.pairwise(spans):
        assert span.end_ms == after.start_ms
    for second in range(max(0, view[0]), min(view[0] + view[1], len(values) - 1)):
        here = [span.value for span in spans if span.start_ms <= second * 1000 < span.end_ms]
        assert here == [values[second]]


def test_a_thicket_of_steps_is_thinned_and_keeps_its_peaks() -> None:
    values = [n % 2 for n in range(10_000)]
    values[7_777] = 6
    spans = list(steps_of(values).spans(0, 10_000_000, 100))
    assert len(spans) <= 101
    assert max(span.value for span in spans) == 6


@given(force=rows, ceiling=rows)
def test_excess_is_where_force_stands_over_the_ceiling(force: list[int], ceiling: list[int]) -> None:
    count = min(len(force), len(ceiling))
    spans = list(excess_spans(steps_of(force[:count]), steps_of(ceiling[:count]), 0, count * 1000, 1000))
    for second in range(count - 1):
        inside = [span for span in spans if span.start_ms <= second * 1000 < span.end_ms]
        assert bool(inside) == (force[second] > ceiling[second])
        if inside:
            assert (inside[0].force, inside[0].ceiling) == (force[second], ceiling[second])


def test_a_course_reads_the_rows_of_the_running_crowd() -> None:
    crowd = CrowdTrace(Crowd(size=300))
    crowd.reach(5_000)
    crowd.force, crowd.personnel = 4, 112
    crowd.advance(20_000)
    course = Course()
    course.append(crowd.columns())
    reading = course.read(12_000)
    assert reading.force is Stage.HARD_HAND
    assert reading.personnel == 112
    assert reading.situation is Situation.HIJAU
    assert reading.tension == pytest.approx(crowd.sample(12_000).tension_index)
    assert course.read(12_500).tension == pytest.approx(crowd.sample(12_500).tension_index)


def test_rows_fed_piece_by_piece_are_the_rows_fed_at_once() -> None:
    crowd = CrowdTrace(Crowd(size=300))
    piecewise, seen = Course(), 0
    for second in range(0, 90, 3):
        crowd.advance(second * 1000)
        fresh = crowd.columns(seen)
        piecewise.append(fresh)
        seen += len(fresh["t_ms"]) - 1  # the present row is provisional: it comes again
        if second % 9 == 0:
            crowd.impulse(12)
            crowd.force = second % 7
            piecewise.append(crowd.columns(seen))
    whole = Course()
    whole.append(crowd.columns())
    assert piecewise.tension.x.tolist() == whole.tension.x.tolist()
    assert piecewise.tension.y.tolist() == whole.tension.y.tolist()
    assert piecewise.force.changes.y.tolist() == whole.force.changes.y.tolist()
    assert piecewise.end_ms == whole.end_ms


def test_the_time_from_which_a_course_has_changed() -> None:
    course = Course()
    assert course.append(columns(0, tension=[1, 2, 3])) == 0
    assert course.append(columns(3, tension=[4])) == 2000  # the line from the row before changes, too
    assert course.append(columns(2, tension=[9, 9])) == 1000
    assert course.append({"t_ms": array("q"), "tension": array("d")}) is None


def test_nothing_is_said_outside_a_course() -> None:
    course = Course()
    assert course.read(0) == Reading(0)
    course.append(columns(2, tension=[1, 2]))
    assert course.read(1_999) == Reading(1_999)
    assert course.read(3_001) == Reading(3_001)
    assert course.read(3_000).tension == 2


def test_columns_of_different_length_are_refused() -> None:
    with pytest.raises(ValueError, match="force has 1 rows and t_ms 2"):
        Course().append({"t_ms": [0, 1000], "force": [1]})


def test_a_reading_in_words() -> None:
    use_language("en")
    actual = Reading(0, 62.4, Stage.BLUNT_CHEMICAL, Stage.HARD_HAND, Situation.KUNING, 112)
    plan, moved = Reading(0, 48.0, Stage.VERBAL_ORDER), Reading(0, 52.0, Stage.VERBAL_ORDER)
    said = tension_lines(actual, plan, moved, ["+8 stones", "−3 dialogue"])
    assert [(line.name, line.text) for line in said] == [
        ("Tension", "62 · Situation yellow"),
        ("Planned", "48 · moved 52"),
        ("Last minute", "+8 stones, −3 dialogue"),
        ("Force", "5 / ceiling 4"),
    ]
    assert said[-1].alarming
    told = force_lines(actual, plan, moved, 362, [f"unit {n}" for n in range(8)])
    lines = {line.name: line for line in told if line.name}
    assert lines["Planned"].text == "2"  # both plans say the same
    assert lines["Units"].text == "unit 0"
    assert told[-1].text == "and 2 more units"
    assert lines["Force"].text == "5 blunt or chemical means, other tools"
    assert lines["Ceiling"].text == "4 hard empty-hand control"
    assert lines["Excess"].text == "1 stage over the ceiling"
    assert lines["Excess"].alarming
    assert lines["Committed"].text == "112 of 362 persons"
    assert "Excess 1 stage over the ceiling" in description(actual)


def test_a_future_moment_says_only_what_is_planned() -> None:
    use_language("en")
    plan = Reading(0, tension=48.0, force=Stage.VERBAL_ORDER)
    for lines, value in (
        (tension_lines(Reading(0), plan, Reading(0)), "48"),
        (force_lines(Reading(0), plan, plan), "2"),
    ):
        assert [(line.name, line.text) for line in lines] == [("Planned", value)]


def test_personnel_is_told_against_what_there_is_where_that_is_known() -> None:
    use_language("en")
    assert (commitment_text(112, 362), personnel_share(112, 362)) == ("112 of 362 persons", "112 / 362")
    assert (commitment_text(112, 0), personnel_share(112, 0)) == ("112 persons", "112")


def found(rule: str, from_s: int, to_s: int, *, is_open: bool = True) -> FindingMark:
    return FindingMark(
        f"{rule}.{from_s}", rule, from_s * 1000, to_s * 1000, Certainty.HIGH, is_open, f"{rule} happened"
    )


def test_findings_are_told_with_rule_sentence_certainty_and_whether_they_are_open() -> None:
    use_language("en")
    marks = [found("R2", 60, 90), found("R4", 70, 70, is_open=False)]
    assert [(line.name, line.text) for line in finding_lines(marks)] == [
        ("R2", "R2 happened"),
        ("", "high certainty · not answered"),
        ("R4", "R4 happened"),
        ("", "high certainty · cleared or answered"),
    ]
    assert (span_text(marks), span_text(marks[1:])) == ("01:00–01:30", "01:10")
    assert finding_lines([*marks, found("R5", 71, 72), found("R6", 73, 74)])[-1].text == "and 1 more finding"


def test_no_excess_where_the_ceiling_is_kept() -> None:
    assert Reading(0, force=Stage.HARD_HAND, ceiling=Stage.HARD_HAND).excess == 0
    assert Reading(0, force=Stage.FIREARM, ceiling=Stage.VERBAL_ORDER).excess == 4
    assert Reading(0, force=Stage.FIREARM).excess == 0


def test_every_stage_is_named() -> None:
    assert [line.name for line in stage_lines()] == ["6", "5", "4", "3", "2", "1", "0"]
    assert all(line.text for line in stage_lines())


def test_the_index_is_shown_as_a_whole_number() -> None:
    assert (tension_text(0.0), tension_text(61.6), tension_text(100.0)) == ("0", "62", "100")
    use_language("en")
    assert excess_text(2) == "2 stages over the ceiling"


def test_the_phase_under_way() -> None:
    phases = [Phase(0, "muster"), Phase(60_000, "talks")]
    assert [phase_at(phases, t_ms) for t_ms in (-1, 0, 59_999, 60_000, 10**9)] == [
        "",
        "muster",
        "muster",
        "talks",
        "talks",
    ]
