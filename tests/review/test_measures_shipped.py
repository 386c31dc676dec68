"""The measures and findings of each shipped script on its planned route: they change only on purpose."""

from __future__ import annotations

from itertools import pairwise

import pytest

from player.engine.findings import find
from player.i18n import speaking
from player.model import events as ev
from player.model.doctrine import Situation
from player.model.scenario import Scenario
from player.review.course import planned_course
from player.review.measures import Measures, measures
from player.review.measures_wording import measure_groups, span_text
from tests.helpers.golden import Golden
from tests.scenarios.courses import course
from tests.scenarios.test_shipped_all import SCRIPTS

NAMES = [path.stem for path in SCRIPTS]


def _measured(name: str) -> Measures:
    played = course(name)
    return measures(played.fold.scenario, played.events, played.fold)


def _told(scenario: Scenario, found: Measures) -> list[str]:
    lines = [span_text(found)]
    for group in measure_groups(found, scenario):
        lines += ["", group.title]
        for row in group.rows:
            mark = "!" if row.alarming else " "
            lines.append(f"  {mark} {row.name} = {row.value}  {row.detail}".rstrip())
    return lines


@pytest.mark.parametrize("name", NAMES)
def test_measures_and_findings_of_the_planned_route(name: str, golden: Golden) -> None:
    played = course(name)
    with speaking("en"):
        lines = _told(played.fold.scenario, _measured(name))
        lines += ["", "Findings"]
        for one in find(played.fold.scenario, played.events, played.fold):
            lines.append(f"    {one.rule} {one.from_ms}-{one.to_ms} {one.certainty} {one.message}")
            lines.append(f"      {one.cleared_by if one.cleared is None else one.cleared.message}")
    golden(f"measures/{name}.txt", "\n".join(lines) + "\n")


@pytest.mark.parametrize("name", NAMES)
def test_they_are_the_figures_of_the_page_of_the_script(name: str) -> None:
    played, found = course(name), _measured(name)
    facts = planned_course(played).facts
    assert found.ended
    assert found.length_ms == facts.length_ms
    assert found.force.excess_ms == facts.excess_ms
    assert found.force.highest == facts.highest_stage
    assert found.force.personnel == facts.most_personnel
    assert found.situation_ms[Situation.MERAH] == facts.red_ms
    assert found.dispersal.at_ms == facts.dispersed_ms
    assert found.dispersal.peak_ms == facts.peak_ms


@pytest.mark.parametrize("name", NAMES)
def test_what_the_plan_says_is_done_in_time_and_by_order(name: str) -> None:
    found = _measured(name)
    assert found.expected.total.met == found.expected.total.opened > 0
    assert all(not order.ignored for order in found.orders.orders)
    assert found.orders.without_order == ()
    assert all(one.taken_ms is not None for one in found.decisions.decisions)
    assert found.injects.late == found.injects.by_hand == found.overrides.count == 0


@pytest.mark.parametrize("name", NAMES)
def test_warned_before_force_and_no_unit_above_the_ceiling(name: str) -> None:
    found = _measured(name)
    if found.warning.force_ms is not None:
        assert found.warning.ahead_of_force_ms is not None
        assert found.warning.ahead_of_force_ms > 0
    assert found.force.worst is None
    assert {unit.excess_ms for unit in found.units.values()} == {0}


@pytest.mark.parametrize("name", NAMES)
def test_the_stages_are_those_of_the_log_alone(name: str) -> None:
    """By another way: from event to event, without the trace; plans keep to whole seconds."""
    played = course(name)
    stages: dict[int, int] = {}
    lengths_ms: dict[int, int] = {}
    for event, after in pairwise(played.events):
        match event.body:
            case ev.ActionStarted(action=action, stage=stage) | ev.ActionStageChanged(action=action, stage=stage):
                stages[action] = stage
            case ev.ActionStopped(action=action):
                del stages[action]
        force = max(stages.values(), default=0)
        lengths_ms[force] = lengths_ms.get(force, 0) + after.exercise_ms - event.exercise_ms
    found = {stage: ms for stage, ms in _measured(name).force.stage_ms.items() if ms}
    assert found == {stage: ms for stage, ms in lengths_ms.items() if ms}
