"""The script of source 001: its events in order, its numbers, its course of force, and what goes wrong instead."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, replace
from functools import cache
from itertools import pairwise
from typing import Any

import pytest

from player.engine.rehearsal import Rehearsal, Route, rehearse
from player.model import events as ev
from player.model.course import Phase, PlannedSpan, UnitAction
from player.model.doctrine import Behaviour, Situation, Stage
from player.model.scenario import Scenario
from player.model.times import MINUTE_MS, SECOND_MS, clock_text
from player.resources import scenarios_folder
from player.scenario import load_scenario
from tests.helpers.golden import Golden

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


@cache
def the_scenario() -> Scenario:
    return load_scenario(scenarios_folder() / f"{NAME}.yaml").scenario


@cache
def the_rehearsal() -> Rehearsal:
    return rehearse(the_scenario())


def columns_of(course: Rehearsal) -> Any:
    return course.fold.crowd.columns()


def first_times(course: Rehearsal) -> dict[str, int]:
    """When each inject fired and each kind of action first began, ms."""
    times: dict[str, int] = {}
    for event in course.events:
        if isinstance(event.body, ev.InjectFired):
            times.setdefault(event.body.inject, event.exercise_ms)
        elif isinstance(event.body, ev.ActionStarted):
            times.setdefault(f"does:{event.body.does}", event.exercise_ms)
    return times


def spans_of(course: Rehearsal, *kinds: str) -> list[tuple[int, int]]:
    """From when to when actions of these kinds were under way, ms."""
    began: dict[int, int] = {}
    spans = []
    for event in course.events:
        if isinstance(event.body, ev.ActionStarted) and event.body.does in kinds:
            began[event.body.action] = event.exercise_ms
        elif isinstance(event.body, ev.ActionStopped) and event.body.action in began:
            spans.append((began[event.body.action], event.exercise_ms))
    return spans


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
    claimed = {inject.id for inject in the_scenario().inject_by_id.values() if inject.origin.source}
    assert claimed == {name for name in SOURCE_ORDER if not name.startswith("does:")}


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
    scenario = the_scenario()
    timed = [phase.origin for phase in scenario.phases]
    timed += [inject.origin for inject in scenario.inject_by_id.values() if inject.at_ms is not None]
    timed += [action.origin for action in scenario.action_by_id.values() if action.planned]
    assert all("time" in origin.assumed for origin in timed)


def test_what_the_source_does_not_have_is_not_played() -> None:
    done = {event.body.does for event in the_rehearsal().events if isinstance(event.body, ev.ActionStarted)}
    assert done.isdisjoint({"negotiation", "commander_dialogue", "tear_gas", "baton", "firearm"})


def test_negotiation_is_on_offer_all_the_same() -> None:
    offered = {action.phase for action in the_scenario().action_by_id.values() if action.does == "negotiation"}
    assert offered == {"arrival", "cordon", "pushing", "warning"}


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
    told = spans_of(the_rehearsal(), "warning", "appeal")
    unannounced = [
        event
        for event in the_rehearsal().events
        if isinstance(event.body, ev.ActionStarted)
        and event.body.stage >= Stage.SOFT_HAND
        and not any(start <= event.exercise_ms <= end + 5 * MINUTE_MS for start, end in told)
    ]
    assert unannounced == []


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
    course = rehearse(the_scenario(), Route(missed=frozenset({"spray-starts"})))
    missed = [event.body.expected for event in course.events if isinstance(event.body, ev.ExpectedActionMissed)]
    assert missed == ["spray-starts"]
    assert spans_of(course, "water_cannon") == []


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


def told(course: Rehearsal) -> str:
    """A rehearsal as text: every event, then the crowd by the minute."""
    lines = []
    for event in course.events:
        data = json.dumps(asdict(event.body), ensure_ascii=False, sort_keys=True)
        lines.append(f"{event.seq:>4} {clock_text(event.exercise_ms)} {event.actor} {event.body.NAME} {data}")
    lines.append("")
    columns = columns_of(course)
    for row in range(0, len(columns["t_ms"]), 60):
        state = " ".join(f"{name}={columns[name][row]:.4f}" for name in ("tension", "activity", "legitimacy"))
        held = " ".join(f"{name}={int(columns[name][row])}" for name in ("force", "ceiling", "situation", "personnel"))
        lines.append(f"{clock_text(int(columns['t_ms'][row]))} {state} presence={columns['presence'][row]:.4f} {held}")
    return "\n".join(lines) + "\n"


def test_the_rehearsal_is_the_one_that_was_read(golden: Golden) -> None:
    golden(f"scenarios/{NAME}.txt", told(the_rehearsal()))
