"""The branches of the script of source 004: growth met early, a push that is enough, distance, and two lessons."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from player.engine.rehearsal import Rehearsal, rehearse
from player.model import events as ev
from player.model.course import Phase, PlannedSpan
from player.model.doctrine import RecordKind, Stage
from player.model.scenario import Scenario
from player.model.times import MINUTE_MS, SECOND_MS
from tests.scenarios import courses
from tests.scenarios.courses import columns_of, course, excess_s, first_times, peak_of, phases_of

NAME = "pasuruan-2023-water-cannon"


def the_scenario() -> Scenario:
    return courses.script(NAME)


def the_rehearsal() -> Rehearsal:
    return course(NAME)


LESSONS = {
    "spray-early": course(NAME, "next-step=spray-early"),
    "keep-spraying": course(NAME, "after-burst=keep-spraying"),
}
"""Force too early and too long."""


def in_proportion() -> list[str]:
    return [words for words in courses.routes(NAME) if not any(lesson in words for lesson in LESSONS)]


@pytest.mark.parametrize(
    ("answers", "phases"),
    [
        ((), "arrival growth lanjut push throwing water-cannon clearing recovery consolidation"),
        (("growth-response=contain",), "arrival growth contained going-home consolidation"),
        (
            ("growth-response=contain", "contained-outcome=rejected"),
            "arrival growth contained lanjut push throwing water-cannon clearing recovery consolidation",
        ),
        (("push-outcome=gives-way",), "arrival growth lanjut push across-the-road consolidation"),
        (
            ("answer-to-throwing=step-back",),
            "arrival growth lanjut push throwing out-of-reach recovery consolidation",
        ),
        (("next-step=spray-early",), "arrival growth lanjut push early-spray repair consolidation"),
        (
            ("after-burst=keep-spraying",),
            "arrival growth lanjut push throwing water-cannon prolonged-spray repair consolidation",
        ),
    ],
    ids=" ".join,
)
def test_each_answer_leads_where_it_says(answers: tuple[str, ...], phases: str) -> None:
    assert phases_of(course(NAME, *answers)) == phases.split()


def test_the_way_back_to_normal_can_be_passed_over() -> None:
    passed = [words for words in courses.routes(NAME) if "-recovery" in words]
    assert passed
    assert all("recovery" not in phases_of(courses.on_route(NAME, words)) for words in passed)


@pytest.mark.parametrize("words", courses.routes(NAME))
def test_every_way_plays_to_its_end_and_the_crowd_goes_home(words: str) -> None:
    played = courses.on_route(NAME, words)
    assert isinstance(played.events[-1].body, ev.ExerciseEnded)
    assert courses.missed_in(played) == []
    assert played.fold.crowd.dispersed
    assert played.fold.crowd.tension_index < 30
    assert 30 * MINUTE_MS <= played.fold.now_ms <= 75 * MINUTE_MS


@pytest.mark.parametrize("words", in_proportion())
def test_every_way_in_proportion_stays_clear_of_findings(words: str) -> None:
    played = courses.on_route(NAME, words)
    assert peak_of(played) < courses.PEAK
    assert courses.findings_in(played) == {}
    assert not courses.yellow_untalked(played)


def test_the_earlier_the_growth_is_met_the_less_it_costs() -> None:
    """Contained, then pushed back, then kept at a distance, then the water cannon."""
    answers = ("growth-response=contain", "push-outcome=gives-way", "answer-to-throwing=step-back")
    ways = [*(course(NAME, answer) for answer in answers), the_rehearsal()]
    peaks = [peak_of(way) for way in ways]
    assert peaks == sorted(peaks)
    assert peaks[0] < peaks[1] - 5 < peaks[2] - 15
    force = [max(columns_of(way)["force"]) for way in ways]
    assert force == [Stage.VERBAL_ORDER, Stage.HARD_HAND, Stage.HARD_HAND, Stage.BLUNT_CHEMICAL]
    hurt = [len(courses.records_of(way, RecordKind.CASUALTY)) for way in ways]
    assert hurt == [0, 1, 1, 3]


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_lesson_backfires_and_has_its_price(lesson: str) -> None:
    played, planned = LESSONS[lesson], the_rehearsal()
    assert excess_s(played) >= 2 * MINUTE_MS // SECOND_MS
    assert peak_of(played) > peak_of(planned) + 5
    assert min(columns_of(played)["legitimacy"]) < min(columns_of(planned)["legitimacy"]) - 0.03
    assert played.fold.crowd.legitimacy < planned.fold.crowd.legitimacy - 0.05
    hurt, hurt_as_planned = (len(courses.records_of(one, RecordKind.CASUALTY)) for one in (played, planned))
    assert hurt > hurt_as_planned
    assert "complaint-lodged" in first_times(played)


@pytest.mark.parametrize("lesson", LESSONS)
def test_the_right_rank_does_not_make_the_right_measure(lesson: str) -> None:
    """No R6 in the lessons, but force above the ceiling."""
    found = courses.findings_in(LESSONS[lesson])
    assert {"R2", "R3"} <= set(found)
    assert "R6" not in found


# What goes wrong when force is not kept in proportion


def in_phase(scenario: Scenario, phase_id: str, change: Callable[[Phase], Phase]) -> Scenario:
    return replace(
        scenario, phases=tuple(change(phase) if phase.id == phase_id else phase for phase in scenario.phases)
    )


@pytest.mark.parametrize(
    ("phase_id", "from_min", "to_min"),
    [
        pytest.param("growth", 4.5, 6.5, id="while the crowd sits"),
        pytest.param("lanjut", 3, 5, id="while it presses"),
        pytest.param("clearing", 1, 6, id="after it has given way"),
    ],
)
def test_water_cannon_out_of_measure_backfires(phase_id: str, from_min: float, to_min: float) -> None:
    scenario = the_scenario()
    offer = next(action for action in scenario.action_by_id.values() if action.does == "water_cannon")
    span = PlannedSpan(int(from_min * MINUTE_MS), int(to_min * MINUTE_MS))
    more = replace(offer, id=f"{phase_id}-too-much", phase=phase_id, planned=(span,))
    changed_script = in_phase(scenario, phase_id, lambda phase: replace(phase, actions=(*phase.actions, more)))
    planned, changed = columns_of(the_rehearsal()), columns_of(rehearse(changed_script))
    assert max(changed["excess"]) > 0
    after = first_times(the_rehearsal())["rest-moved"] // SECOND_MS if phase_id == "clearing" else 0
    assert max(changed["tension"][after:]) > max(planned["tension"][after:])
    assert changed["legitimacy"][-1] < planned["legitimacy"][-1]
