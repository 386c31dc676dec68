"""Export then import gives the same injects, whatever is written in them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from player.export.formats import EXPORTERS, Exporter
from player.i18n import LANGUAGES, use_language
from player.model.course import Inject
from player.model.scenario import Scenario
from player.resources import scenarios_folder
from player.scenario import is_programme, load_scenario
from player.triggers.manual import Manual
from player.triggers.on import On
from tests.export.any_scenario import scenarios
from tests.export.round_trip import exported, imported, inject_facts, injects_in_order, phase_facts, scenario_of

SHIPPED = [path for path in sorted(scenarios_folder().glob("*.yaml")) if not is_programme(path)]
exporters = pytest.mark.parametrize("exporter", EXPORTERS, ids=lambda exporter: exporter.NAME)


@exporters
@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_shipped_scripts_come_back(path: Path, exporter: Exporter, language: str) -> None:
    scenario = load_scenario(path).scenario
    result = imported(exported(scenario, exporter))
    assert result.complete
    again = scenario_of(result).inject_by_id
    for inject in scenario.inject_by_id.values():
        before, after = inject_facts(inject), inject_facts(again[inject.id])
        if isinstance(inject.trigger, On) and inject.trigger.what in {"tag", "decision"}:
            assert after["trigger"] == Manual()
            assert len(after["fields"]) == len(before["fields"]) + 1  # it says what the inject waited for
            for each in (before, after):
                del each["trigger"], each["flags"], each["fields"]
        assert before == after


@exporters
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(scenarios())
def test_any_script_comes_back(exporter: Exporter, language: str, scenario: Scenario) -> None:
    result = imported(exported(scenario, exporter))
    again = scenario_of(result)
    assert result.complete, [row for row in result.rows if row.lost]
    assert injects_in_order(again) == injects_in_order(scenario)
    assert sorted(map(phase_facts, again.phases), key=str) == sorted(map(phase_facts, scenario.phases), key=str)
    assert (again.id, again.place, str(again.title)) == (scenario.id, scenario.place, str(scenario.title))
    named = {wanted.objective for inject in scenario.inject_by_id.values() for wanted in inject.expect} - {None}
    titles = {name: str(one.title) for name, one in again.objectives.items()}
    assert titles == {name: str(one.title) for name, one in scenario.objectives.items() if name in named}


@exporters
def test_a_sheet_is_read_in_whatever_language_it_was_written(exporter: Exporter) -> None:
    scenario = load_scenario(SHIPPED[0]).scenario
    for written in LANGUAGES:
        use_language(written)
        data = exported(scenario, exporter)
        facts = [inject_facts(inject) for inject in imported_injects(data)]
        for read in LANGUAGES:
            use_language(read)
            found = [inject_facts(inject) for inject in imported_injects(data)]
            for one, other in zip(found, facts, strict=True):
                del one["fields"], other["fields"]  # what a trigger waited for is kept in the language of the reader
                assert one == other
            use_language(written)
            facts = [inject_facts(inject) for inject in imported_injects(data)]


def imported_injects(data: bytes) -> list[Inject]:
    return list(scenario_of(imported(data)).inject_by_id.values())
