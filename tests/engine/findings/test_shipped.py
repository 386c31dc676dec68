"""What is found in the drills that come with Gladi."""

from __future__ import annotations

from pathlib import Path

import pytest

from player.engine.findings import Finding, find
from player.engine.rehearsal import Route, rehearse
from player.engine.routes import routes_of
from player.model.rules import Certainty
from player.model.scenario import Scenario
from player.resources import scenarios_folder
from player.scenario.load import is_programme, load_scenario

SCRIPTS = [path for path in sorted(scenarios_folder().glob("*.yaml")) if not is_programme(path)]
OKUT = scenarios_folder() / "okut-2024-water-cannon.yaml"


def findings_of(script: Scenario, route: Route) -> tuple[Finding, ...]:
    course = rehearse(script, route)
    return find(script, course.events, course.fold)


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.stem)
def test_on_its_planned_route_nothing_is_found_with_high_certainty(path: Path) -> None:
    script = load_scenario(path).scenario
    found = findings_of(script, routes_of(script)[0])
    assert [str(one.message) for one in found if one.certainty is Certainty.HIGH] == []


def test_a_route_with_early_force_is_told_from_the_planned_one() -> None:
    script = load_scenario(OKUT).scenario
    (early,) = (route for route in routes_of(script) if "spray-now" in route.choices["first-response"])
    assert {one.rule for one in findings_of(script, early)} >= {"R2", "R3"}
