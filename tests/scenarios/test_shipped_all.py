"""What every script that comes with Gladi must be: without errors, in both languages, honest about its sources."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from player.engine.rehearsal import Rehearsal, rehearse
from player.engine.routes import routes_of
from player.i18n import LANGUAGES
from player.model import events as ev
from player.model.course import Inject
from player.model.entries import NO_TEXT, Origin
from player.model.scenario import Scenario
from player.model.text import Text
from player.resources import scenarios_folder
from player.scenario import examine_scenario, is_programme, load_programme, load_scenario
from tests.scenarios import courses

FILES = sorted(scenarios_folder().glob("*.yaml"))
PROGRAMMES = [path for path in FILES if is_programme(path)]
SCRIPTS = [path for path in FILES if path not in PROGRAMMES]


@cache
def scenario_of(path: Path) -> Scenario:
    return load_scenario(path).scenario


@cache
def rehearsal_of(path: Path) -> Rehearsal:
    return rehearse(scenario_of(path))


@pytest.fixture(params=SCRIPTS, ids=lambda path: path.stem)
def script(request: pytest.FixtureRequest) -> Path:
    path: Path = request.param
    return path


@pytest.fixture(params=PROGRAMMES, ids=lambda path: path.stem)
def programme(request: pytest.FixtureRequest) -> Path:
    path: Path = request.param
    return path


def texts_in(value: Any, where: str) -> Iterator[tuple[str, Text]]:
    """Every text inside, with the way to it."""
    if value is NO_TEXT:
        return
    if isinstance(value, Text):
        yield where, value
    elif is_dataclass(value):
        for part in fields(value):
            yield from texts_in(getattr(value, part.name), f"{where}.{part.name}")
    elif isinstance(value, Mapping):
        for key, part in value.items():
            yield from texts_in(part, f"{where}[{key}]")
    elif isinstance(value, (tuple, list)):
        for number, part in enumerate(value):
            yield from texts_in(part, f"{where}[{number}]")


def origins_in(scenario: Scenario) -> Iterator[tuple[str, Origin]]:
    """Where each unit, readiness item, phase, inject, action, decision and answer comes from, by its name."""
    for unit in scenario.units.values():
        yield f"unit {unit.id}", unit.origin
    for item in scenario.readiness.values():
        yield f"readiness {item.id}", item.origin
    for phase in scenario.phases:
        yield f"phase {phase.id}", phase.origin
    for inject in scenario.inject_by_id.values():
        yield f"inject {inject.id}", inject.origin
    for action in scenario.action_by_id.values():
        yield f"action {action.id}", action.origin
    for decision in scenario.decision_by_id.values():
        yield f"decision {decision.id}", decision.origin
        for choice in decision.choices:
            yield f"choice {decision.id}={choice.id}", choice.origin


def test_there_are_scripts() -> None:
    assert SCRIPTS


def test_it_is_named_after_its_id(script: Path) -> None:
    assert scenario_of(script).id == script.stem


def test_every_text_is_written_in_every_language(script: Path) -> None:
    scenario = scenario_of(script)
    lacking = [
        where
        for where, text in texts_in(scenario, "scenario")
        if set(text.by_language) != set(LANGUAGES) or not all(said.strip() for said in text.by_language.values())
    ]
    assert lacking == []


def test_every_entry_names_its_source_or_its_assumption(script: Path) -> None:
    unexplained = [name for name, origin in origins_in(scenario_of(script)) if not (origin.source or origin.assumed)]
    assert unexplained == []


def test_what_no_source_reports_is_called_assumed_as_an_event(script: Path) -> None:
    silent = [
        name
        for name, origin in origins_in(scenario_of(script))
        if origin.source is None and "event" not in origin.assumed and not name.startswith("unit")
    ]
    assert silent == []


def test_every_inject_can_be_read_out(script: Path) -> None:
    for inject in scenario_of(script).inject_by_id.values():
        assert inject.sender, inject.id
        assert inject.receiver, inject.id
        assert inject.channel, inject.id


def test_every_expected_action_serves_an_objective_and_every_objective_is_trained(script: Path) -> None:
    scenario = scenario_of(script)
    served = {expected.objective for expected in scenario.expected_by_id.values()}
    assert served == set(scenario.objectives)


def test_every_unit_has_something_to_do(script: Path) -> None:
    scenario = scenario_of(script)
    assert {action.unit for action in scenario.action_by_id.values()} == set(scenario.units)


def test_its_own_plan_plays_through_and_meets_all_it_expects(script: Path) -> None:
    events = rehearsal_of(script).events
    assert isinstance(events[-1].body, ev.ExerciseEnded)
    assert [event.body.expected for event in events if isinstance(event.body, ev.ExpectedActionMissed)] == []


def test_what_a_unit_is_expected_to_do_its_planned_action_does_in_time(script: Path) -> None:
    scenario = scenario_of(script)
    by_hand = [
        event.body.expected
        for event in rehearsal_of(script).events
        if isinstance(event.body, ev.ExpectedActionMet)
        and event.body.by_action is None
        and scenario.expected_by_id[event.body.expected].action is not None
    ]
    assert by_hand == []


def test_the_plan_never_uses_more_force_than_is_in_proportion(script: Path) -> None:
    columns = rehearsal_of(script).fold.crowd.columns()
    above = [
        int(t_ms) // 1000
        for t_ms, force, ceiling in zip(columns["t_ms"], columns["force"], columns["ceiling"], strict=True)
        if force > ceiling
    ]
    assert above == []
    assert max(columns["excess"]) == 0


def test_the_plan_keeps_to_its_ranks(script: Path) -> None:
    scenario = scenario_of(script)
    orders: dict[int, ev.OrderGiven] = {}
    for event in rehearsal_of(script).events:
        if isinstance(event.body, ev.OrderGiven):
            orders[event.body.order] = event.body
        elif isinstance(event.body, ev.ActionStarted):
            allowed = scenario.action_by_id[event.body.offer].order_from
            if allowed:
                assert event.body.order is not None, event.body
                assert orders[event.body.order].rank in allowed


def test_the_plan_stays_clear_of_findings(script: Path) -> None:
    """R8 apart: a source may know no talks."""
    assert courses.findings_in(rehearsal_of(script)) == {}


REPORTS = {
    "banjarnegara-2023": {"provocateur-seen", "attack-goes-on"},
    "okut-2024-dialogue": {"cannot-hold"},
    "okut-2024-water-cannon": {"contact-report", "line-strained"},
    "pasuruan-2023-water-cannon": {"push-fails"},
}
"""The injects in which a unit reports to a higher post what the crowd does, and asks for nothing but a decision."""


def is_of_a_player(inject: Inject, scenario: Scenario) -> bool:
    return inject.sender_role is not None and scenario.roles[inject.sender_role].part == "player"


def test_an_order_never_says_how_the_crowd_behaves(script: Path) -> None:
    """It would lift the ceiling for the force it calls for."""
    scenario = scenario_of(script)
    declaring = {
        inject.id
        for inject in scenario.inject_by_id.values()
        if (inject.effects.behaviour is not None or inject.effects.unlawful) and is_of_a_player(inject, scenario)
    }
    assert declaring == REPORTS.get(script.stem, set())


def test_the_planned_force_needs_no_word_of_those_who_use_it(script: Path) -> None:
    """What the crowd itself does carries it, without any report of a unit."""
    scenario = scenario_of(script)

    def unheard(inject: Inject) -> Inject:
        if not is_of_a_player(inject, scenario):
            return inject
        return replace(inject, effects=replace(inject.effects, behaviour=None, unlawful=False))

    phases = tuple(replace(phase, injects=tuple(map(unheard, phase.injects))) for phase in scenario.phases)
    assert courses.findings_in(rehearse(replace(scenario, phases=phases))) == {}


def test_nothing_in_it_is_doubtful(script: Path) -> None:
    assert [str(one) for one in examine_scenario(script).warnings] == []


def test_every_way_plays_to_its_end(script: Path) -> None:
    scenario = scenario_of(script)
    for route in routes_of(scenario):
        assert isinstance(rehearse(scenario, route).events[-1].body, ev.ExerciseEnded), courses.words_of(route)


def test_no_living_person_is_named(script: Path) -> None:
    """A rank or a post stands for whoever holds it."""
    text = script.read_text(encoding="utf-8")
    assert not [
        name for name in ("Kevin Leleury", "Dwi Agung", "Aan Wijaya", "Makung Ismoyo", "Adi Wibowo") if name in text
    ]


def test_a_programme_is_named_after_its_id_and_written_in_every_language(programme: Path) -> None:
    loaded = load_programme(programme).programme
    assert loaded.id == programme.stem
    lacking = [where for where, text in texts_in(loaded, "programme") if set(text.by_language) != set(LANGUAGES)]
    assert lacking == []


def test_every_stage_is_a_script_that_is_shipped(programme: Path) -> None:
    stages = load_programme(programme).programme.stages
    assert {stage.file for stage in stages} <= {path.name for path in SCRIPTS}
    assert all(stage.when for stage in stages)


def test_the_stages_of_a_programme_play_in_a_row_with_what_is_carried(programme: Path) -> None:
    loaded = load_programme(programme)
    stages = courses.in_a_row(loaded)
    assert all(isinstance(stage.events[0].body, ev.StageOpened) for stage in stages)
    for stage, before, after in zip(loaded.programme.stages[1:], stages, stages[1:], strict=False):
        for carried in ("tension", "activity", "legitimacy"):
            left, found = courses.columns_of(before)[carried][-1], courses.columns_of(after)[carried][0]
            own = courses.columns_of(courses.course(after.fold.scenario.id))[carried][0]
            assert found == pytest.approx(left if carried in stage.carries else own, abs=1e-4), (stage.id, carried)
    for played in stages:
        assert isinstance(played.events[-1].body, ev.ExerciseEnded)
        assert courses.missed_in(played) == []
        assert courses.findings_in(played) == {}
