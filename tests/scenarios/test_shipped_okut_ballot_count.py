"""The script of source 000: the muster first, its events in order, its records, its course of force, its branches."""

from __future__ import annotations

import pytest

from player.engine.rehearsal import Rehearsal, Route, rehearse
from player.model import events as ev
from player.model.doctrine import Behaviour, RecordKind, Situation, Stage
from player.model.entries import AT_STARTEX
from player.model.scenario import Scenario
from player.model.times import MINUTE_MS, SECOND_MS
from tests.helpers.golden import Golden
from tests.scenarios import courses
from tests.scenarios.courses import columns_of, course, excess_s, first_times, peak_of, phases_of, spans_of

NAME = "okut-2023-ballot-count"
SOURCE = "sumeks-2023"

SOURCE_ORDER = (
    "muster-reported",
    "kit-inspected",
    "crowd-arrives",
    "count-rejected",
    "delegates-come",
    "does:negotiation",
    "kpu-answers",
    "delegates-answer",
    "throwing",
    "tyres-burned",
    "push-ordered",
    "does:shield_push",
    "provocateurs-marked",
    "does:hard_arrest",
    "crowd-falls-back",
    "blade-found",
    "injured-both-sides",
    "does:medical_aid",
    "acts-on-film",
    "record:evidence",
)
"""The events of the source as the script has them: an inject by its id, an action by what it does."""


def the_scenario() -> Scenario:
    return courses.script(NAME)


def the_rehearsal() -> Rehearsal:
    return course(NAME)


# What the source says


def test_every_event_of_the_source_comes_in_its_order() -> None:
    times = first_times(the_rehearsal())
    named = [name for name in SOURCE_ORDER if name != "record:evidence"]
    assert [times[name] for name in named] == sorted(times[name] for name in named)
    filed = [event.exercise_ms for event in the_rehearsal().events if isinstance(event.body, ev.EvidenceRecorded)]
    assert filed[-1] > times["acts-on-film"]


def test_every_event_of_the_source_names_it() -> None:
    scenario = the_scenario()
    for name in SOURCE_ORDER:
        if name.startswith("does:"):
            assert courses.sourced_actions(scenario, SOURCE, name.removeprefix("does:")), name
        elif not name.startswith("record:"):
            assert scenario.inject_by_id[name].origin.source == SOURCE, name
    assert scenario.decision_by_id["outcome"].choice("rejected").origin.source == SOURCE  # type: ignore[union-attr]


def test_no_inject_claims_the_source_beyond_its_events() -> None:
    assert courses.claims_of(the_scenario(), SOURCE) == {name for name in SOURCE_ORDER if ":" not in name}


def test_every_time_is_called_assumed() -> None:
    assert courses.untimed(the_scenario()) == []


def test_the_crowd_is_hundreds_and_the_personnel_nowhere_counted() -> None:
    scenario = the_scenario()
    assert 200 <= scenario.crowd.size <= 900
    assert all("strength" in unit.origin.assumed for unit in scenario.units.values())


def test_who_takes_part_in_the_operation_takes_part_in_the_drill() -> None:
    """Government, prosecution, TNI, KPU and Bawaslu."""
    scenario = the_scenario()
    assert {scenario.units["kodim"].kind, scenario.units["pemkab"].kind} == {"military", "civil"}
    speaking = {inject.sender_role for inject in scenario.inject_by_id.values()}
    addressed = {inject.receiver_role for inject in scenario.inject_by_id.values()}
    assert {"kpu-member", "bawaslu-member", "prosecutor"} <= speaking | addressed


def test_the_contradiction_in_the_length_of_the_operation_is_kept_as_quoted() -> None:
    (gives,) = [text for text in the_scenario().sources[0].gives if "222" in text.in_language("id")]
    (assumed,) = [text for text in the_scenario().assumptions if "222" in text.in_language("id")]
    for text in (gives, assumed):
        assert "222 hari" in text.in_language("id")
        assert "19 Oktober 2023 hingga 20 Oktober 2024" in text.in_language("id")
        assert "222 days" in text.in_language("en")


def test_there_is_neither_gas_nor_water_cannon_on_any_way() -> None:
    offered = {action.does for action in the_scenario().action_by_id.values()}
    assert offered.isdisjoint({"tear_gas", "water_cannon", "firearm", "k9_screen", "commander_dialogue"})
    assert not any(unit.kind == "water_cannon" for unit in the_scenario().units.values())


def test_the_baton_is_in_the_lessons_only() -> None:
    phases = {action.phase for action in the_scenario().action_by_id.values() if action.does == "baton"}
    assert phases == {"early-push", "pursuit"}


def test_the_records_are_those_of_the_source() -> None:
    """Several provocateurs, one of them with a blade; injured of both sides; photo and video of the acts."""
    played = the_rehearsal()
    arrests = courses.records_of(played, RecordKind.ARREST)
    assert [one["weapon"] for one in arrests] == ["none", "none", "none", "bladed"]
    assert [one["by"] for one in arrests][-1] == "tim-tindak"
    assert {one["side"] for one in courses.records_of(played, RecordKind.CASUALTY)} == {"crowd", "personnel"}
    assert {one["medium"] for one in courses.records_of(played, RecordKind.EVIDENCE)} == {"object", "photo", "video"}


# The muster and its gates


def test_the_muster_gates_startex_by_people_kit_and_means() -> None:
    items = the_scenario().readiness.values()
    gated = {item.kind for item in items if item.gate == AT_STARTEX and item.required and item.origin.source == SOURCE}
    assert {"personnel", "kit", "vehicle", "communication"} <= gated


def test_fire_and_throwing_have_a_gate_of_their_own() -> None:
    assert {item.id for item in the_scenario().readiness.values() if item.gate == "anarchy"} == {
        "foam-only",
        "fire-safe",
    }
    assert the_scenario().inject_by_id["tyres-burned"].confirm


def test_the_muster_is_on_the_storys_clock() -> None:
    times = first_times(the_rehearsal())
    assert the_scenario().inject_by_id["kit-inspected"].trigger.KIND == "clock"
    assert times["kit-inspected"] == MINUTE_MS


# The course of the plan


def test_it_lasts_as_long_as_a_field_drill_of_this_size() -> None:
    assert 45 * MINUTE_MS <= the_scenario().planned_ms <= 65 * MINUTE_MS


def test_the_tension_falls_while_they_talk_and_peaks_under_75_under_the_burning_tyres() -> None:
    columns, times = columns_of(the_rehearsal()), first_times(the_rehearsal())
    tension = columns["tension"]
    assert tension[times["crowd-impatient"] // SECOND_MS - 1] < tension[times["does:negotiation"] // SECOND_MS] - 4
    peak = max(tension)
    assert 60 < peak < courses.PEAK
    assert times["tyres-burned"] < list(tension).index(peak) * SECOND_MS < times["does:shield_push"]


def test_the_crowd_has_gone_and_is_calm_at_the_end() -> None:
    crowd = the_rehearsal().fold.crowd
    assert crowd.dispersed
    assert crowd.tension_index < 20
    assert crowd.behaviour is Behaviour.TERTIB
    assert crowd.legitimacy > the_scenario().crowd.start["legitimacy"]


def test_force_stays_at_hands_and_shields() -> None:
    assert max(columns_of(the_rehearsal())["force"]) == Stage.HARD_HAND


def test_dalmas_inti_comes_in_under_red_and_is_warned_of_three_times_before_it_pushes() -> None:
    times = first_times(the_rehearsal())
    columns = columns_of(the_rehearsal())
    assert columns["situation"][times["does:shield_line"] // SECOND_MS] == Situation.MERAH
    warnings = [end for _, end in spans_of(the_rehearsal(), "warning") if end <= times["does:shield_push"]]
    assert len(warnings) >= 3


def test_a_handover_follows_the_first_record_of_an_arrest() -> None:
    recorded = [event.exercise_ms for event in the_rehearsal().events if isinstance(event.body, ev.ArrestRecorded)]
    assert first_times(the_rehearsal())["handed-over"] == recorded[0] + 20 * SECOND_MS


def test_the_plan_talks_in_yellow() -> None:
    assert not courses.yellow_untalked(the_rehearsal(), 3 * MINUTE_MS)


# The branches

LESSONS = {
    "disperse-now": course(NAME, "patience=disperse-now"),
    "pursue": course(NAME, "after-the-push=pursue"),
}
"""Force too early and too far."""


@pytest.mark.parametrize(
    ("answers", "phases"),
    [
        ((), "muster arrival negotiation anarchy pushback securing public-word consolidation"),
        (("outcome=accepted",), "muster arrival negotiation settled consolidation"),
        (("response=talk-again",), "muster arrival negotiation anarchy second-talks settled consolidation"),
        (("patience=disperse-now",), "muster arrival negotiation early-push repair consolidation"),
        (("after-the-push=pursue",), "muster arrival negotiation anarchy pushback pursuit repair consolidation"),
    ],
    ids=" ".join,
)
def test_each_answer_leads_where_it_says(answers: tuple[str, ...], phases: str) -> None:
    assert phases_of(course(NAME, *answers)) == phases.split()


def test_the_word_to_the_public_may_be_passed_over() -> None:
    passed = rehearse(the_scenario(), Route(passed_over=frozenset({"public-word"})))
    assert "public-word" not in phases_of(passed)
    assert courses.findings_in(passed) == {}


@pytest.mark.parametrize("words", courses.routes(NAME))
def test_every_way_plays_to_its_end_and_the_crowd_goes_home(words: str) -> None:
    played = courses.on_route(NAME, words)
    assert isinstance(played.events[-1].body, ev.ExerciseEnded)
    assert courses.missed_in(played) == []
    assert played.fold.crowd.dispersed
    assert played.fold.crowd.tension_index < 30
    assert 35 * MINUTE_MS <= played.fold.now_ms <= 75 * MINUTE_MS


@pytest.mark.parametrize(
    "words", [words for words in courses.routes(NAME) if not any(lesson in words for lesson in LESSONS)]
)
def test_every_way_in_proportion_stays_clear_of_findings(words: str) -> None:
    played = courses.on_route(NAME, words)
    assert peak_of(played) < courses.PEAK
    assert courses.findings_in(played) == {}
    assert not courses.yellow_untalked(played, 3 * MINUTE_MS)


def test_talks_that_are_accepted_cost_least() -> None:
    settled = course(NAME, "outcome=accepted")
    assert peak_of(settled) < 45
    assert max(columns_of(settled)["force"]) == Stage.VERBAL_ORDER
    for kind in (RecordKind.CASUALTY, RecordKind.ARREST):
        assert courses.records_of(settled, kind) == []


def test_talks_taken_up_again_need_no_push() -> None:
    again = course(NAME, "response=talk-again")
    assert "shield_push" not in courses.done_in(again)
    assert again.fold.crowd.legitimacy > the_rehearsal().fold.crowd.legitimacy


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_lesson_backfires_and_has_its_price(lesson: str) -> None:
    played, planned = LESSONS[lesson], the_rehearsal()
    assert excess_s(played) >= 3 * MINUTE_MS // SECOND_MS
    assert peak_of(played) > peak_of(planned) + 8
    assert min(columns_of(played)["legitimacy"]) < min(columns_of(planned)["legitimacy"]) - 0.05
    assert played.fold.crowd.legitimacy < planned.fold.crowd.legitimacy
    hurt, hurt_as_planned = (len(courses.records_of(one, RecordKind.CASUALTY)) for one in (played, planned))
    assert hurt > hurt_as_planned
    assert "complaint-lodged" in first_times(played)


# The whole course, as a person read and accepted it


def test_the_rehearsal_is_the_one_that_was_read(golden: Golden) -> None:
    golden(f"scenarios/{NAME}.txt", courses.told(the_rehearsal()))
