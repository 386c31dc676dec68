"""The script of source 001: its events in order, its numbers, its course of force, its branches."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import pytest

from player.engine.rehearsal import Rehearsal, Route, rehearse
from player.model import events as ev
from player.model.course import Phase, PlannedSpan, UnitAction
from player.model.doctrine import Behaviour, RecordKind, Situation, Stage
from player.model.entries import AT_STARTEX
from player.model.scenario import Scenario
from player.model.times import MINUTE_MS, SECOND_MS
from tests.helpers.golden import Golden
from tests.scenarios import courses
from tests.scenarios.courses import columns_of, course, excess_s, first_times, peak_of, phases_of, spans_of

NAME = "okut-2024-water-cannon"
SOURCE = "tribun-2024"

SOURCE_ORDER = (
    "crowd-arrives",
    "rope-pulled",
    "breach-attempt",
    "pushing-starts",
    "physical-contact",
    "warning-asked",
    "does:warning",
    "orator-urges",
    "water-cannon-ordered",
    "does:water_cannon",
    "crowd-breaks",
    "crowd-scattered",
    "rest-pushed-back",
    "blade-seen",
    "does:hard_arrest",
    "injured-both-sides",
    "does:medical_aid",
)
"""The events of the source as the script has them: an inject by its id, an action by what it does."""


def the_scenario() -> Scenario:
    return courses.script(NAME)


def the_rehearsal() -> Rehearsal:
    return course(NAME)


# What the source says


def test_every_event_of_the_source_comes_in_its_order() -> None:
    times = first_times(the_rehearsal())
    assert [times[name] for name in SOURCE_ORDER] == sorted(times[name] for name in SOURCE_ORDER)


def test_every_event_of_the_source_names_it() -> None:
    scenario = the_scenario()
    for name in SOURCE_ORDER:
        if name.startswith("does:"):
            offers = [action for action in scenario.action_by_id.values() if action.does == name.removeprefix("does:")]
            assert any(offer.origin.source == SOURCE for offer in offers), name
        else:
            assert scenario.inject_by_id[name].origin.source == SOURCE, name


def test_no_inject_claims_the_source_beyond_its_events() -> None:
    assert courses.claims_of(the_scenario(), SOURCE) == {name for name in SOURCE_ORDER if not name.startswith("does:")}


def test_all_362_personnel_are_split_over_the_units() -> None:
    scenario = the_scenario()
    assert scenario.total_strength == 362
    assert all("strength" in unit.origin.assumed for unit in scenario.units.values())


def test_the_crowd_is_hundreds() -> None:
    assert 200 <= the_scenario().crowd.size <= 900


def test_it_plays_at_the_kpu_in_western_time() -> None:
    place = the_scenario().place
    assert place.zone == "Asia/Jakarta"
    assert "KPU Kabupaten OKU Timur" in place.name.in_language("id")
    assert "Jl. Adiwiyata" in place.name.in_language("id")


def test_every_time_is_called_assumed() -> None:
    assert courses.untimed(the_scenario()) == []


def test_what_the_source_does_not_have_is_not_played() -> None:
    done = {event.body.does for event in the_rehearsal().events if isinstance(event.body, ev.ActionStarted)}
    assert done.isdisjoint({"negotiation", "commander_dialogue", "tear_gas", "baton", "firearm"})


def test_negotiation_is_on_offer_all_the_same() -> None:
    offered = {action.phase for action in the_scenario().action_by_id.values() if action.does == "negotiation"}
    assert offered == {"arrival", "cordon", "pushing", "warning", "dialogue", "holding", "repair"}


# The course of the plan


def test_it_lasts_as_long_as_a_field_drill_of_this_size() -> None:
    assert 35 * MINUTE_MS <= the_scenario().planned_ms <= 45 * MINUTE_MS


def test_the_tension_peaks_under_75_when_the_orator_has_spoken() -> None:
    columns = columns_of(the_rehearsal())
    peak = max(columns["tension"])
    assert 60 < peak < 75
    at_ms = columns["t_ms"][list(columns["tension"]).index(peak)]
    times = first_times(the_rehearsal())
    assert times["orator-urges"] <= at_ms < times["does:water_cannon"]


def test_the_crowd_has_gone_and_is_calm_at_the_end() -> None:
    crowd = the_rehearsal().fold.crowd
    assert crowd.dispersed
    assert crowd.tension_index < 20
    assert crowd.behaviour is Behaviour.TERTIB
    assert crowd.legitimacy > the_scenario().crowd.start["legitimacy"]


def test_the_water_cannon_only_meets_an_attack() -> None:
    columns = columns_of(the_rehearsal())
    rows = [row for row, force in enumerate(columns["force"]) if force >= Stage.BLUNT_CHEMICAL]
    assert rows
    assert all(columns["behaviour"][row] >= Behaviour.AGRESIF for row in rows)


def test_the_water_cannon_stops_is_weighed_and_warned_again_before_it_goes_on() -> None:
    sprays = spans_of(the_rehearsal(), "water_cannon")
    warnings = spans_of(the_rehearsal(), "warning")
    assert len(sprays) == 2
    assert all(end - start <= 2 * MINUTE_MS for start, end in sprays)
    assert any(sprays[0][1] < start and end <= sprays[1][0] for start, end in warnings)
    assert sum(1 for _, end in warnings if end <= sprays[0][0]) == 3


def test_a_warning_or_appeal_lies_no_more_than_five_minutes_before_any_force() -> None:
    assert courses.unannounced(the_rehearsal()) == []


def test_force_rises_one_stage_at_a_time_once_hands_are_laid_on() -> None:
    force = list(columns_of(the_rehearsal())["force"])
    jumps = [(row, before, after) for row, (before, after) in enumerate(pairwise(force))]
    assert [jump for jump in jumps if jump[2] >= Stage.SOFT_HAND and jump[2] - jump[1] > 1] == []


def test_each_layer_comes_in_under_its_colour() -> None:
    """Perkap 16/2006: Dalmas Awal in green, Dalmas Lanjut not before yellow, the penindak not before red."""
    columns = columns_of(the_rehearsal())
    first: dict[str, int] = {}
    for event in the_rehearsal().events:
        if isinstance(event.body, ev.ActionStarted):
            first.setdefault(event.body.unit, event.exercise_ms)
    colour = {unit: columns["situation"][ms // SECOND_MS] for unit, ms in first.items()}
    assert colour["dalmas-awal"] == Situation.HIJAU
    assert colour["dalmas-lanjut"] == Situation.KUNING
    assert colour["penindak"] == Situation.MERAH
    assert columns["situation"][-1] == Situation.HIJAU


def test_aid_for_the_injured_starts_within_five_minutes() -> None:
    times = first_times(the_rehearsal())
    assert times["does:medical_aid"] - times["injured-both-sides"] <= 5 * MINUTE_MS


def test_a_missed_spray_is_not_sprayed() -> None:
    unsprayed = rehearse(the_scenario(), Route(missed=frozenset({"spray-starts"})))
    assert courses.missed_in(unsprayed) == ["spray-starts"]
    assert spans_of(unsprayed, "water_cannon") == []


def test_what_is_recorded_is_what_the_source_reports() -> None:
    """Injured on both sides, and a man with a blade."""
    casualties = courses.records_of(the_rehearsal(), RecordKind.CASUALTY)
    assert sorted(one["side"] for one in casualties) == ["crowd", "crowd", "personnel"]
    assert [one["weapon"] for one in courses.records_of(the_rehearsal(), RecordKind.ARREST)] == ["bladed"]
    assert len(courses.records_of(the_rehearsal(), RecordKind.EVIDENCE)) == 3


def test_the_water_cannon_has_a_gate_of_its_own() -> None:
    gates = {item.id: item.gate for item in the_scenario().readiness.values() if item.required}
    assert the_scenario().findings["R6"].values["ranks"] == ("Kapolres", "Kabag Ops")
    assert {"way-out-clear", "bystanders-aside", "players-agree"} == {
        name for name, gate in gates.items() if gate == "water-cannon"
    }
    assert {"all-counted", "no-firearms", "shields-complete", "stop-signal"} <= {
        name for name, gate in gates.items() if gate == AT_STARTEX
    }


def test_a_missed_appeal_brings_its_contingency_and_a_higher_tension() -> None:
    scenario = the_scenario()
    for expected in scenario.expected_by_id.values():
        if expected.contingency is not None:
            assert scenario.inject_by_id[expected.contingency].by_hand, expected.id
    unheard = rehearse(scenario, Route(missed=frozenset({"first-appeal"})))
    shouted_ms = first_times(unheard)["appeal-not-heard"]
    assert shouted_ms == first_times(unheard)["crowd-arrives"] + 90 * SECOND_MS
    row = shouted_ms // SECOND_MS + 1
    assert columns_of(unheard)["tension"][row] > columns_of(the_rehearsal())["tension"][row]


# The branches

LESSONS = {
    "spray-now": course(NAME, "first-response=spray-now"),
    "keep-spraying": course(NAME, "after-first-spray=keep-spraying"),
}
"""Force too early and too long."""


def in_proportion() -> list[str]:
    return [words for words in courses.routes(NAME) if not any(lesson in words for lesson in LESSONS)]


@pytest.mark.parametrize(
    ("answers", "phases"),
    [
        ((), "arrival cordon pushing warning water-cannon securing consolidation"),
        (("last-resort=hold-on",), "arrival cordon pushing warning holding securing consolidation"),
        (("first-response=talk",), "arrival cordon dialogue going-home consolidation"),
        (
            ("first-response=talk", "talks-outcome=rejected"),
            "arrival cordon dialogue pushing warning water-cannon securing consolidation",
        ),
        (("first-response=spray-now",), "arrival cordon early-spray repair consolidation"),
        (
            ("after-first-spray=keep-spraying",),
            "arrival cordon pushing warning water-cannon prolonged-spray repair consolidation",
        ),
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
    assert played.fold.crowd.tension_index < 30
    assert 30 * MINUTE_MS <= played.fold.now_ms <= 75 * MINUTE_MS


@pytest.mark.parametrize("words", in_proportion())
def test_every_way_in_proportion_stays_clear_of_findings(words: str) -> None:
    played = courses.on_route(NAME, words)
    assert peak_of(played) < courses.PEAK
    assert courses.findings_in(played) == {}


def test_only_a_way_with_talks_stays_clear_of_r8() -> None:
    """The source reports no talks; the script says so in its assumptions."""
    assert courses.yellow_untalked(the_rehearsal())
    assert any("R8" in text.in_language("id") for text in the_scenario().assumptions)


def test_talking_costs_least() -> None:
    talked = course(NAME, "first-response=talk")
    assert peak_of(talked) < peak_of(the_rehearsal()) - 10
    assert max(columns_of(talked)["force"]) < max(columns_of(the_rehearsal())["force"])
    assert courses.records_of(talked, RecordKind.CASUALTY) == []


def test_holding_on_needs_no_water() -> None:
    held = course(NAME, "last-resort=hold-on")
    assert "water_cannon" not in courses.done_in(held)
    assert held.fold.crowd.legitimacy > the_rehearsal().fold.crowd.legitimacy


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_lesson_backfires_and_has_its_price(lesson: str) -> None:
    played, planned = LESSONS[lesson], the_rehearsal()
    assert excess_s(played) >= 2 * MINUTE_MS // SECOND_MS
    assert peak_of(played) > peak_of(planned) + 5
    assert min(columns_of(played)["legitimacy"]) < min(columns_of(planned)["legitimacy"])
    assert played.fold.crowd.legitimacy < planned.fold.crowd.legitimacy
    hurt, hurt_as_planned = (len(courses.records_of(one, RecordKind.CASUALTY)) for one in (played, planned))
    assert hurt > hurt_as_planned
    assert "complaint-lodged" in first_times(played)


# What goes wrong when force is not kept in proportion


def in_phase(scenario: Scenario, phase_id: str, change: Callable[[Phase], Phase]) -> Scenario:
    return replace(
        scenario, phases=tuple(change(phase) if phase.id == phase_id else phase for phase in scenario.phases)
    )


def sprayed_too(phase_id: str, from_min: float, to_min: float) -> Scenario:
    """The script with the water cannon also planned in another phase."""
    scenario = the_scenario()
    offer: UnitAction = next(action for action in scenario.action_by_id.values() if action.does == "water_cannon")
    span = PlannedSpan(int(from_min * MINUTE_MS), int(to_min * MINUTE_MS))
    more = replace(offer, id=f"{phase_id}.too-much", phase=phase_id, planned=(span,))
    return in_phase(scenario, phase_id, lambda phase: replace(phase, actions=(*phase.actions, more)))


@pytest.mark.parametrize(
    ("phase_id", "from_min", "to_min"),
    [
        pytest.param("arrival", 5.5, 7, id="while the crowd is orderly"),
        pytest.param("cordon", 1, 3, id="while it only resists"),
        pytest.param("pushing", 0.5, 2.5, id="before the attack"),
        pytest.param("securing", 0, 7, id="after the crowd has scattered"),
    ],
)
def test_water_cannon_too_early_or_too_long_backfires(phase_id: str, from_min: float, to_min: float) -> None:
    planned, changed = columns_of(the_rehearsal()), columns_of(rehearse(sprayed_too(phase_id, from_min, to_min)))
    assert max(changed["excess"]) > 0
    assert max(changed["tension"]) > max(planned["tension"])
    assert changed["legitimacy"][-1] < planned["legitimacy"][-1]


def test_the_square_empties_by_too_much_force_as_well() -> None:
    """Why no drill may be judged by whether the crowd has gone."""
    changed = rehearse(sprayed_too("securing", 0, 7)).fold.crowd
    assert changed.dispersed
    assert changed.presence < the_rehearsal().fold.crowd.presence


# The whole course, as a person read and accepted it


def test_the_rehearsal_is_the_one_that_was_read(golden: Golden) -> None:
    golden(f"scenarios/{NAME}.txt", courses.told(the_rehearsal()))
