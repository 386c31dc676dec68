"""A script out into a sheet and back, and what of it must be the same: what the import promises of exported sheets."""

from __future__ import annotations

import io
from typing import Any

from player.export.formats import Exporter
from player.model.course import ExpectedAction, Inject, Phase
from player.model.scenario import LoadedScenario, Scenario
from player.scenario import read_scenario
from player.scenario.msel import ImportResult, Options, Workbook, best_table, build, propose
from player.scenario.msel.delimited import read_delimited
from player.scenario.msel.xlsx import read_workbook


def loaded(scenario: Scenario, name: str = "latihan.yaml") -> LoadedScenario:
    """A scenario as if it had been read from a file."""
    return LoadedScenario(scenario, name, "", "0" * 64)


def exported(scenario: Scenario, exporter: Exporter) -> bytes:
    """The file of a scenario."""
    target = io.BytesIO()
    exporter.write(loaded(scenario), target)
    return target.getvalue()


def workbook_of(data: bytes) -> Workbook:
    """A file as the import reads it."""
    return Workbook("latihan", read_workbook(data) if data.startswith(b"PK") else (read_delimited(data),))


def imported(data: bytes) -> ImportResult:
    """What an import makes of a file."""
    table = best_table(workbook_of(data))
    return build(table, propose(table), Options("latihan.xlsx"))


def scenario_of(result: ImportResult) -> Scenario:
    """The scenario of an import, read as ``check`` does."""
    return read_scenario(result.scenario_yaml, "imported.yaml").scenario


def inject_facts(inject: Inject) -> dict[str, Any]:
    """All that is the same of an inject: its texts in the language of the sheet, roles by their titles."""
    return {
        "id": inject.id,
        "phase": inject.phase,
        "trigger": inject.trigger,
        "flags": (inject.confirm, inject.priority, inject.repeats),
        "texts": [str(text) for text in (inject.title, inject.text, inject.sender, inject.receiver, inject.note)],
        "channel": inject.channel,
        "effects": inject.effects,
        "expect": [expected_facts(wanted) for wanted in inject.expect],
        "fields": dict(inject.fields),
        "origin": inject.origin,
    }


def expected_facts(wanted: ExpectedAction) -> tuple[Any, ...]:
    """All that is the same of an expected action."""
    named = (wanted.by, wanted.objective, wanted.task, wanted.contingency)
    return (wanted.id, str(wanted.text), wanted.within_ms, wanted.action, wanted.record, *named)


def phase_facts(phase: Phase) -> dict[str, Any]:
    """All that is the same of a phase; by-ways are not carried, so that the planned way on is the only one."""
    return {
        "id": phase.id,
        "texts": (str(phase.title), str(phase.goal)),
        "times": (phase.planned_ms, phase.min_ms, phase.max_ms),
        "flags": (phase.on_time, phase.optional),
        "next": phase.planned_next,
        "enter": phase.enter,
        "origin": phase.origin,
    }


def injects_in_order(scenario: Scenario) -> list[dict[str, Any]]:
    """The facts of all injects, phase by phase in the order of the sheet, in each as they are planned."""
    ordered = sorted(scenario.phases, key=lambda phase: scenario.phase_number(phase.id))
    return [inject_facts(inject) for phase in ordered for inject in scenario.injects_by_time[phase.id]]
