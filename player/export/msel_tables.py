"""The sheets beside the list of injects: expected actions, units, phases with their branches. For reading alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from player.export.cells import CLOCK, SPAN, TEXT
from player.export.msel import Cell, line, phases_of
from player.i18n import N_, _
from player.model.course import ExpectedAction
from player.model.doctrine import ACTION_KINDS, CHANNELS, RECORD_TITLES, ROLE_PARTS, UNIT_KINDS
from player.model.scenario import Scenario
from player.model.times import DAY_MS, clock_text, story_clock_text
from player.model.trigger import Trigger
from player.scenario.msel.exported.effect_words import effects_text, origin_text
from player.scenario.msel.exported.phase_words import phase_text
from player.scenario.msel.exported.trigger_words import due_text
from player.triggers.at import At
from player.triggers.clock import Clock


@dataclass(frozen=True, slots=True)
class SideColumn:
    """A column: what it is called (translatable), how many characters wide it is, and what it holds."""

    header: str
    width: int
    holds: str = TEXT


@dataclass(frozen=True, slots=True)
class SideTable:
    """A sheet of its own; an empty cell is an empty text.

    Attributes:
        headings: places of the rows, from 0, that stand out.
    """

    title: str
    columns: tuple[SideColumn, ...]
    rows: tuple[tuple[Cell, ...], ...]
    headings: frozenset[int] = frozenset()


def side_tables(scenario: Scenario) -> tuple[SideTable, ...]:
    """The sheets beside the list, in the language in use."""
    phases = tuple(_phases(scenario))
    length = next(place for place, column in enumerate(_PHASES) if column.holds == SPAN)
    headings = frozenset(place for place, row in enumerate(phases) if row[length] != "")
    return (
        SideTable(_("Expected actions"), _EXPECTED, tuple(_expected(scenario))),
        SideTable(_("Units and roles"), _UNITS, tuple(_units(scenario))),
        SideTable(_("Phases and branches"), _PHASES, phases, headings),
    )


_EXPECTED = (
    SideColumn(N_("No."), 6),
    SideColumn(N_("Inject"), 30),
    SideColumn(N_("Expected action"), 52),
    SideColumn(N_("Within"), 10, SPAN),
    SideColumn(N_("By"), 24),
    SideColumn(N_("Met by"), 26),
    SideColumn(N_("Objective"), 30),
    SideColumn(N_("Critical task"), 30),
    SideColumn(N_("If missed"), 28),
    SideColumn(N_("Seen at"), 12),
    SideColumn(N_("Remarks of the observer"), 34),
)


def _expected(scenario: Scenario) -> Iterator[tuple[Cell, ...]]:
    number = 0
    for _number, phase, _starts_ms in phases_of(scenario):
        for inject in scenario.injects_by_time[phase.id]:
            number += 1
            for wanted in inject.expect:
                unit = scenario.units.get(wanted.by or "")
                objective = scenario.objectives.get(wanted.objective or "")
                task = objective.tasks.get(wanted.task or "") if objective else None
                missed = scenario.inject_by_id.get(wanted.contingency or "")
                yield (
                    number,
                    line(inject.title),
                    str(wanted.text),
                    wanted.within_ms,
                    line(unit.title) if unit else "",
                    _met_by(wanted),
                    line(objective.title) if objective else "",
                    line(task.title) if task else "",
                    line(missed.title) if missed else "",
                    "",
                    "",
                )


def _met_by(wanted: ExpectedAction) -> str:
    parts = [_(ACTION_KINDS[wanted.action].title)] if wanted.action else []
    if wanted.record is not None:
        parts.append(f"{_(RECORD_TITLES[wanted.record.kind])} × {wanted.record.count}")
    return ", ".join(parts)


_UNITS = (
    SideColumn(N_("Unit or role"), 40),
    SideColumn(N_("Kind"), 28),
    SideColumn(N_("Persons"), 10),
    SideColumn(N_("Belongs to"), 34),
    SideColumn(N_("Channel"), 16),
    SideColumn(N_("Source"), 30),
    SideColumn(N_("ID"), 20),
    SideColumn(N_("Name in this exercise"), 34),
)


def _units(scenario: Scenario) -> Iterator[tuple[Cell, ...]]:
    for unit in scenario.units.values():
        kind = _(UNIT_KINDS[unit.kind])
        yield line(unit.title), kind, unit.strength, "", "", origin_text(unit.origin), unit.id, ""
    for role in scenario.roles.values():
        owner = scenario.units.get(role.unit or "")
        channel = _(CHANNELS[role.channel]) if role.channel else ""
        yield (
            line(role.title),
            _(ROLE_PARTS[role.part]),
            "",
            line(owner.title) if owner else "",
            channel,
            "",
            role.id,
            "",
        )


_PHASES = (
    SideColumn(N_("Phase"), 6),
    SideColumn(N_("What"), 44),
    SideColumn(N_("Planned time"), 12, CLOCK),
    SideColumn(N_("Length"), 10, SPAN),
    SideColumn(N_("When"), 38),
    SideColumn(N_("Leads to"), 34),
    SideColumn(N_("Planned"), 10),
    SideColumn(N_("Effect (controllers only)"), 30),
    SideColumn(N_("ID"), 22),
)


def _phases(scenario: Scenario) -> Iterator[tuple[Cell, ...]]:
    numbered = phases_of(scenario)
    names = {phase.id: f"{number}. {line(phase.title)}" for number, phase, _starts_ms in numbered}
    names[""] = _("the end of the exercise")
    for number, phase, starts_ms in numbered:
        clock: Cell = "" if starts_ms is None else (scenario.place.starts_ms + starts_ms) % DAY_MS
        planned = _("yes") if starts_ms is not None else ""
        after = names[phase.planned_next or ""]
        effects = effects_text(phase.enter)
        yield number, line(phase.title), clock, phase.planned_ms, phase_text(phase), after, planned, effects, phase.id
        for decision in phase.decisions:
            role = scenario.roles.get(decision.by or "")
            asked = f"{line(role.title)}: {line(decision.ask)}" if role else line(decision.ask)
            yield number, asked, "", "", _when(decision.trigger), "", "", "", decision.id
            for choice in decision.choices:
                to = names[choice.to or ""] if choice.moves else _("the phase goes on")
                sign = _("yes") if choice is decision.planned_choice else ""
                answer = f"→ {line(choice.title)}"
                yield number, answer, "", "", "", to, sign, effects_text(choice.effects), choice.id
        for way in phase.exits:
            yield number, _("By itself"), "", "", _when(way.trigger), names[way.to or ""], "", "", ""


def _when(trigger: Trigger | None) -> str:
    """When a question is put or a way out is taken."""
    if trigger is None:
        return _("at the planned end of the phase")
    if isinstance(trigger, Clock):
        return story_clock_text(trigger.time_ms)
    if isinstance(trigger, At):
        return clock_text(trigger.offset_ms)
    return due_text(trigger, confirm=False, priority=0, repeats=False)
