"""The programme of source 004: the campaign, voting day and the count, what each asks for and what is carried on."""

from __future__ import annotations

from functools import cache

import pytest

from player.engine.rehearsal import Rehearsal, Route
from player.engine.routes import routes_of
from player.model import events as ev
from player.model.doctrine import RecordKind, Stage
from player.model.scenario import LoadedProgramme, Scenario
from player.model.times import MINUTE_MS, SECOND_MS
from player.resources import scenarios_folder
from player.scenario import load_programme
from tests.helpers.golden import Golden
from tests.scenarios import courses
from tests.scenarios.courses import columns_of, course, excess_s, first_times, peak_of, phases_of

NAME = "pasuruan-2023-programme"
CAMPAIGN, POLLING, COUNT = "pasuruan-2023-campaign", "pasuruan-2023-polling-station", "pasuruan-2023-water-cannon"
SMALL = (CAMPAIGN, POLLING)
"""The stages the source names and does not tell."""

SOURCE = "sjp-2023"


@cache
def the_programme() -> LoadedProgramme:
    return load_programme(scenarios_folder() / f"{NAME}.yaml")


@cache
def in_a_row(*answers: str) -> list[Rehearsal]:
    """The stages one after another; an answer ``decision=choice`` goes to the stage that puts the question."""
    routes = []
    for loaded in the_programme().scenarios:
        known = loaded.scenario.decision_by_id
        said = dict(answer.split("=") for answer in answers)
        routes.append(Route({decision: (choice,) for decision, choice in said.items() if decision in known}))
    return courses.in_a_row(the_programme(), *routes)


# The programme


def test_it_goes_from_the_campaign_to_the_count() -> None:
    stages = the_programme().programme.stages
    assert [stage.id for stage in stages] == ["campaign", "polling", "count"]
    assert [loaded.scenario.id for loaded in the_programme().scenarios] == [CAMPAIGN, POLLING, COUNT]
    (source,) = the_programme().programme.sources
    assert source.document == courses.script(COUNT).sources[0].document


def test_trust_is_carried_over_weeks_and_tension_only_over_days() -> None:
    carried = [stage.carries for stage in the_programme().programme.stages]
    assert carried == [frozenset(), {"legitimacy"}, {"tension", "legitimacy"}]


def test_a_stage_that_goes_well_leaves_the_count_more_trust_than_it_starts_with_alone() -> None:
    count = in_a_row()[-1]
    start = columns_of(count)
    assert start["legitimacy"][0] > courses.script(COUNT).crowd.start["legitimacy"]
    assert start["presence"][0] == pytest.approx(courses.script(COUNT).crowd.start["presence"])


def test_a_lesson_in_one_stage_burdens_the_next() -> None:
    well, badly = in_a_row()[-1], in_a_row("answer-to-shout=take-him-away")[-1]
    assert columns_of(badly)["tension"][0] > columns_of(well)["tension"][0] + 5
    assert columns_of(badly)["legitimacy"][0] < columns_of(well)["legitimacy"][0]


@pytest.mark.parametrize(
    "answers",
    [
        (),
        ("way-out=one-sent-back",),
        ("answer-to-shout=take-him-away",),
        ("growth-response=contain",),
        ("answer-to-shout=take-him-away", "after-burst=keep-spraying"),
        ("way-out=draw-lots", "answer-to-throwing=step-back"),
    ],
    ids=lambda answers: " ".join(answers) or "as planned",
)
def test_the_count_ends_as_it_should_whatever_came_before(answers: tuple[str, ...]) -> None:
    count = in_a_row(*answers)[-1]
    alone = course(
        COUNT, *(answer for answer in answers if answer.split("=")[0] in courses.script(COUNT).decision_by_id)
    )
    assert phases_of(count) == phases_of(alone)
    assert set(first_times(count)) == set(first_times(alone))
    assert courses.missed_in(count) == []
    assert count.fold.crowd.dispersed
    if "after-burst=keep-spraying" not in answers:
        assert courses.findings_in(count) == {}
        assert peak_of(count) < courses.PEAK


# The stages the source names and does not tell


@pytest.mark.parametrize("name", SMALL)
def test_nothing_that_happens_is_said_to_be_reported(name: str) -> None:
    """The source names the stage, the TNI and the KPU; every inject, decision and answer is the author's."""
    scenario = courses.script(name)
    assert courses.claims_of(scenario, SOURCE) == set()
    for decision in scenario.decision_by_id.values():
        assert decision.origin.source is None
        assert all(choice.origin.source is None for choice in decision.choices)
    assert {unit.kind for unit in scenario.units.values() if unit.origin.source} == {"military", "civil"}
    assert {phase.id for phase in scenario.phases if phase.origin.source} <= {"setting-out", "opening", "queue"}
    assert courses.untimed(scenario) == []


@pytest.mark.parametrize("name", SMALL)
def test_a_small_stage_takes_15_to_30_minutes_and_stays_calm_on_its_plan(name: str) -> None:
    played = course(name)
    assert 15 * MINUTE_MS <= played.fold.now_ms <= 25 * MINUTE_MS
    assert 35 < peak_of(played) < 50
    assert max(columns_of(played)["force"]) <= Stage.VERBAL_ORDER
    assert played.fold.crowd.legitimacy > courses.script(name).crowd.start["legitimacy"]
    assert not courses.yellow_untalked(played)


@pytest.mark.parametrize("name", SMALL)
def test_no_tool_of_force_is_even_on_offer(name: str) -> None:
    stages = {offer.stage for offer in courses.script(name).action_by_id.values()}
    assert max(stages) == Stage.SOFT_HAND
    kinds = {unit.kind for unit in courses.script(name).units.values()}
    assert kinds.isdisjoint({"dalmas_lanjut", "phh", "water_cannon", "k9", "tim_tindak"})


@pytest.mark.parametrize("name", SMALL)
def test_every_way_of_a_small_stage_plays_to_its_end(name: str) -> None:
    scenario: Scenario = courses.script(name)
    for words in courses.routes(name):
        played = courses.on_route(name, words)
        assert isinstance(played.events[-1].body, ev.ExerciseEnded), words
        assert courses.missed_in(played) == [], words
        assert played.fold.crowd.tension_index < 45, words
    assert len(routes_of(scenario)) == {CAMPAIGN: 3, POLLING: 2}[name]


def test_the_campaign_is_two_convoys_that_are_treated_alike() -> None:
    scenario = courses.script(CAMPAIGN)
    assert {"convoy-one", "convoy-two"} <= set(scenario.roles)
    assert {"even-handed", "roads", "coordination"} <= set(scenario.objectives)
    assert {"traffic_control", "negotiation", "rope_cordon"} <= courses.done_in(course(CAMPAIGN))
    assert course(CAMPAIGN).fold.crowd.dispersed


def test_a_convoy_that_is_sent_back_costs_calm_and_trust() -> None:
    sent_back, planned = course(CAMPAIGN, "way-out=one-sent-back"), course(CAMPAIGN)
    assert peak_of(sent_back) > peak_of(planned) + 10
    assert max(columns_of(sent_back)["force"]) == Stage.SOFT_HAND
    assert excess_s(sent_back) >= 60
    assert sent_back.fold.crowd.legitimacy < planned.fold.crowd.legitimacy
    assert "complaint-taken" in first_times(sent_back)
    assert "commander_dialogue" in courses.done_in(sent_back)


def test_the_polling_station_has_its_seal_its_queue_its_voter_and_its_shout() -> None:
    times = first_times(course(POLLING))
    order = ["seal-missing", "doors-open", "queue-longer", "queue-to-the-road", "not-on-the-list", "man-shouts"]
    assert [times[name] for name in order] == sorted(times[name] for name in order)
    units = set(courses.script(POLLING).units)
    assert {"kpps", "linmas", "pengawas", "babinsa", "pam-tps"} <= units


def test_the_doors_open_at_seven() -> None:
    place = courses.script(POLLING).place
    opened_ms = first_times(course(POLLING))["doors-open"]
    assert place.starts_ms + opened_ms == 7 * 60 * MINUTE_MS


def test_the_box_is_recorded_by_those_whose_business_it_is() -> None:
    """KPPS and the supervisor, not the police."""
    wanted = courses.script(POLLING).expected_by_id
    assert (wanted["box-photographed"].by, wanted["incident-written"].by) == ("pengawas", "kpps")
    evidence = courses.records_of(course(POLLING), RecordKind.EVIDENCE)
    assert [one["medium"] for one in evidence[:2]] == ["photo", "document"]


def test_taking_a_speaker_away_backfires() -> None:
    taken, planned = course(POLLING, "answer-to-shout=take-him-away"), course(POLLING)
    assert excess_s(taken) >= 90
    assert peak_of(taken) > peak_of(planned) + 20
    assert taken.fold.crowd.legitimacy < planned.fold.crowd.legitimacy - 0.03
    assert {"R1", "R2"} <= set(courses.findings_in(taken))
    assert len(courses.records_of(taken, RecordKind.CASUALTY)) > len(courses.records_of(planned, RecordKind.CASUALTY))


def test_the_count_begins_where_voting_day_left_the_talk() -> None:
    """The last inject of voting day raises the tension that is carried."""
    polling, count = in_a_row()[1:]
    before = columns_of(polling)["tension"][first_times(polling)["talk-of-the-count"] // SECOND_MS - 1]
    assert columns_of(polling)["tension"][-1] > before
    assert columns_of(count)["tension"][0] == pytest.approx(columns_of(polling)["tension"][-1], abs=1e-3)


# The whole course, as a person read and accepted it


@pytest.mark.parametrize("name", SMALL)
def test_the_rehearsal_is_the_one_that_was_read(name: str, golden: Golden) -> None:
    golden(f"scenarios/{name}.txt", courses.told(course(name)))
