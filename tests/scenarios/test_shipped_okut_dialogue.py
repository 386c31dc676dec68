"""The script of source 002: the demand, the guard that cannot hold, firm action left open, the Kapolres's dialogue."""

from __future__ import annotations

import pytest

from player.engine.rehearsal import Rehearsal
from player.model import events as ev
from player.model.doctrine import Behaviour, RecordKind, Situation, Stage
from player.model.scenario import Scenario
from player.model.times import MINUTE_MS, SECOND_MS
from tests.helpers.golden import Golden
from tests.scenarios import courses
from tests.scenarios.courses import columns_of, course, excess_s, first_times, peak_of, phases_of

NAME = "okut-2024-dialogue"
SISTER = "okut-2024-water-cannon"
SOURCE = "bawaslu-2024"
BORROWED = "tribun-2024"

SOURCE_ORDER = (
    "observers-received",
    "crowd-arrives",
    "psu-demanded",
    "turned-unruly",
    "entry-attempt",
    "unruly-at-the-gate",
    "cannot-hold",
    "decision:firm-action",
    "kapolres-comes",
    "does:commander_dialogue",
    "kapolres-explains",
    "kapolres-directs",
    "crowd-disbands",
    "group-leaves",
)
"""The events of the source as the script has them: an inject by its id, an action by what it does, a decision."""


def the_scenario() -> Scenario:
    return courses.script(NAME)


def the_rehearsal() -> Rehearsal:
    return course(NAME)


# What the source says


def test_every_event_of_the_source_comes_in_its_order() -> None:
    times = first_times(the_rehearsal())
    for event in the_rehearsal().events:
        if isinstance(event.body, ev.DecisionTaken):
            times[f"decision:{event.body.decision}"] = event.exercise_ms
    assert [times[name] for name in SOURCE_ORDER] == sorted(times[name] for name in SOURCE_ORDER)


def test_every_event_of_the_source_names_it() -> None:
    scenario = the_scenario()
    for name in SOURCE_ORDER:
        kind, _, what = name.rpartition(":")
        if kind == "does":
            assert courses.sourced_actions(scenario, SOURCE, what), name
        elif kind == "decision":
            assert scenario.decision_by_id[what].origin.source == SOURCE
        else:
            assert scenario.inject_by_id[name].origin.source == SOURCE, name


def test_no_inject_claims_the_source_beyond_its_events() -> None:
    assert courses.claims_of(the_scenario(), SOURCE) == {name for name in SOURCE_ORDER if ":" not in name}


def test_nothing_but_units_is_borrowed_from_the_other_report() -> None:
    scenario = the_scenario()
    assert courses.claims_of(scenario, BORROWED) == set()
    assert not any(action.origin.source == BORROWED for action in scenario.action_by_id.values())
    assert {name for name, unit in scenario.units.items() if unit.origin.source == BORROWED} == {
        "water-cannon",
        "tim-tindak",
        "medis",
    }


def test_every_time_is_called_assumed() -> None:
    assert courses.untimed(the_scenario()) == []


def test_what_the_firm_action_was_stays_open() -> None:
    """The source says no more than that it was firm."""
    decision = the_scenario().decision_by_id["firm-action"]
    assert len(decision.choices) == 3
    assert all(choice.origin.source is None and "event" in choice.origin.assumed for choice in decision.choices)
    led_to = {choice.to for choice in decision.choices}
    for action in the_scenario().action_by_id.values():
        if action.phase in led_to and action.stage >= Stage.HARD_HAND:
            assert action.origin.source is None, action.id


def test_polres_and_tni_guard_the_gate_together() -> None:
    scenario = the_scenario()
    assert scenario.units["kodim"].kind == "military"
    assert "0403" in scenario.units["kodim"].title.in_language("id")
    for unit in ("pam-kpu", "kodim"):
        held = [action for action in scenario.action_by_id.values() if (action.unit, action.phase) == (unit, "breach")]
        assert {action.does for action in held if action.origin.source == SOURCE} == {"presence", "rope_line"}


def test_bawaslu_is_a_guest_who_watches_and_orders_nothing() -> None:
    scenario = the_scenario()
    assert scenario.roles["bawaslu-guest"].part == "guest"
    assert scenario.roles["bawaslu-guest"].unit is None
    assert not any(decision.by == "bawaslu-guest" for decision in scenario.decision_by_id.values())
    assert scenario.inject_by_id["observers-received"].receiver_role == "bawaslu-guest"


def test_what_a_psu_is_follows_the_source_and_says_so() -> None:
    (note,) = [text for text in the_scenario().assumptions if "PSU sebagai" in text.in_language("id")]
    assert "pemungutan suara ulang" in note.in_language("id")


@pytest.mark.parametrize("answers", [(), ("crowd-answer=stays",)], ids=" ".join)
def test_what_the_source_does_not_report_is_not_played(answers: tuple[str, ...]) -> None:
    played = course(NAME, *answers)
    assert courses.done_in(played).isdisjoint({"water_cannon", "tear_gas", "baton", "hard_arrest", "firearm"})
    for kind in RecordKind:
        assert courses.records_of(played, kind) == []


def test_the_water_cannon_is_in_the_lesson_only() -> None:
    sprayed = {action.phase for action in the_scenario().action_by_id.values() if action.does == "water_cannon"}
    assert sprayed == {"firm-spray"}


# One drill, two endings


def test_each_of_the_two_scripts_names_the_other() -> None:
    for name, other in ((NAME, SISTER), (SISTER, NAME)):
        scenario = courses.script(name)
        for language in ("id", "en"):
            title = courses.script(other).title.in_language(language)
            assert f"“{title.partition(': ')[2]}”" in " ".join(scenario.summary.in_language(language).split())
            assert any(other in text.in_language(language) for text in scenario.assumptions)


def test_both_have_the_same_polres_and_only_this_one_the_tni() -> None:
    here, there = dict(the_scenario().units), courses.script(SISTER).units
    tni = here.pop("kodim")
    assert {name: (unit.kind, unit.strength, unit.title) for name, unit in here.items()} == {
        name: (unit.kind, unit.strength, unit.title) for name, unit in there.items()
    }
    assert sum(unit.strength for unit in here.values()) == 362
    assert "strength" in tni.origin.assumed


def test_both_play_on_the_same_ground_with_the_same_crowd_and_tags() -> None:
    here, there = the_scenario(), courses.script(SISTER)
    assert (here.place.zone, here.place.starts_ms) == (there.place.zone, there.place.starts_ms)
    assert here.crowd == there.crowd
    assert here.tags == there.tags
    shared = set(here.roles) & set(there.roles)
    assert len(shared) >= 15
    assert {role: here.roles[role].unit for role in shared} == {role: there.roles[role].unit for role in shared}


def test_neither_ending_has_slipped_into_the_other() -> None:
    assert not any(action.does == "commander_dialogue" for action in courses.script(SISTER).action_by_id.values())
    assert "kodim" not in courses.script(SISTER).units


# The course of the plan


def test_it_lasts_as_long_as_a_field_drill_of_this_size() -> None:
    assert 45 * MINUTE_MS <= the_scenario().planned_ms <= 60 * MINUTE_MS


def test_the_tension_peaks_under_75_when_the_guard_cannot_hold_and_falls_in_the_dialogue() -> None:
    columns, times = columns_of(the_rehearsal()), first_times(the_rehearsal())
    tension = columns["tension"]
    peak = max(tension)
    assert 60 < peak < courses.PEAK
    assert times["cannot-hold"] <= list(tension).index(peak) * SECOND_MS < times["does:shield_push"]
    assert tension[times["crowd-disbands"] // SECOND_MS] < tension[times["kapolres-comes"] // SECOND_MS] / 2


def test_the_crowd_has_gone_and_is_calm_at_the_end() -> None:
    crowd = the_rehearsal().fold.crowd
    assert crowd.dispersed
    assert crowd.tension_index < 15
    assert crowd.behaviour is Behaviour.TERTIB
    assert crowd.legitimacy > 0.85


def test_force_is_down_before_the_kapolres_goes_out_and_stays_down() -> None:
    columns = columns_of(the_rehearsal())
    row = first_times(the_rehearsal())["does:commander_dialogue"] // SECOND_MS
    assert max(columns["force"][row:]) <= Stage.VERBAL_ORDER


def test_most_of_the_crowd_leaves_by_itself() -> None:
    columns = columns_of(the_rehearsal())
    row = first_times(the_rehearsal())["kapolres-comes"] // SECOND_MS
    assert columns["presence"][row] > 0.5


def test_dalmas_lanjut_comes_in_under_yellow() -> None:
    times, columns = first_times(the_rehearsal()), columns_of(the_rehearsal())
    assert columns["situation"][times["does:shield_line"] // SECOND_MS] == Situation.KUNING


# The branches

SPRAYED = "firm-action=spray-on"


@pytest.mark.parametrize(
    ("answers", "phases"),
    [
        ((), "opening demand breach firm-push dialogue dispersal closing"),
        (("firm-action=secure-leaders",), "opening demand breach firm-arrest dialogue dispersal closing"),
        (("firm-action=spray-on",), "opening demand breach firm-spray dialogue dispersal closing"),
        (("crowd-answer=stays",), "opening demand breach firm-push dialogue second-meeting dispersal closing"),
        (("meet-now=go-out",), "opening demand dialogue dispersal closing"),
    ],
    ids=" ".join,
)
def test_each_answer_leads_where_it_says(answers: tuple[str, ...], phases: str) -> None:
    assert phases_of(course(NAME, *answers)) == phases.split()


@pytest.mark.parametrize("words", courses.routes(NAME))
def test_every_way_plays_to_its_end_and_the_crowd_goes_home(words: str) -> None:
    played = courses.on_route(NAME, words)
    assert isinstance(played.events[-1].body, ev.ExerciseEnded)
    assert courses.missed_in(played) == []
    assert played.fold.crowd.dispersed
    assert played.fold.crowd.tension_index < 20
    assert 35 * MINUTE_MS <= played.fold.now_ms <= 75 * MINUTE_MS


@pytest.mark.parametrize("words", [words for words in courses.routes(NAME) if SPRAYED not in words])
def test_every_way_in_proportion_stays_clear_of_findings(words: str) -> None:
    played = courses.on_route(NAME, words)
    assert peak_of(played) < courses.PEAK
    assert courses.findings_in(played) == {}
    assert not courses.yellow_untalked(played)


def test_a_crowd_that_stays_is_left_alone_until_it_is_calm() -> None:
    stayed = course(NAME, "crowd-answer=stays")
    left_by = {
        event.body.phase: (event.body.cause, event.exercise_ms)
        for event in stayed.events
        if isinstance(event.body, ev.PhaseStarted)
    }
    cause, left_ms = left_by["dispersal"]
    assert cause is ev.PhaseCause.EXIT
    assert columns_of(stayed)["tension"][left_ms // SECOND_MS] < 20
    assert courses.records_of(stayed, RecordKind.ARREST) == []


def test_the_same_talk_earlier_costs_nobody_anything() -> None:
    early = course(NAME, "meet-now=go-out")
    assert peak_of(early) < peak_of(the_rehearsal()) - 15
    assert max(columns_of(early)["force"]) == Stage.VERBAL_ORDER


def test_securing_the_leaders_is_on_record() -> None:
    arrests = courses.records_of(course(NAME, "firm-action=secure-leaders"), RecordKind.ARREST)
    assert [(one["by"], one["weapon"]) for one in arrests] == [("tim-tindak", "none")] * 2


def test_the_lesson_backfires_and_makes_the_dialogue_harder() -> None:
    played, planned = course(NAME, SPRAYED), the_rehearsal()
    assert excess_s(played) >= 2 * MINUTE_MS // SECOND_MS
    assert peak_of(played) > courses.PEAK > peak_of(planned)
    assert min(columns_of(played)["legitimacy"]) < min(columns_of(planned)["legitimacy"])
    assert {one["side"] for one in courses.records_of(played, RecordKind.CASUALTY)} == {
        "crowd",
        "bystander",
        "personnel",
    }
    assert "complaint-lodged" in first_times(played)
    left = {}
    for one in (played, planned):
        columns, times = columns_of(one), first_times(one)
        left[one] = columns["tension"][times["kapolres-directs"] // SECOND_MS]
    assert left[played] > left[planned] + 10


# The whole course, as a person read and accepted it


def test_the_rehearsal_is_the_one_that_was_read(golden: Golden) -> None:
    golden(f"scenarios/{NAME}.txt", courses.told(the_rehearsal()))
