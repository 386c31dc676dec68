"""The master scenario events list of a script as rows and cells, before it is a file of any format."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from player.i18n import N_, _
from player.model.course import ExpectedAction, Inject, Phase
from player.model.doctrine import CHANNELS
from player.model.scenario import Scenario
from player.model.text import Text
from player.model.times import DAY_MS, MINUTE_MS, SECOND_MS, duration_text, story_clock_text
from player.scenario.msel.exported import columns as sheet
from player.scenario.msel.exported.columns import HEADERS, Part
from player.scenario.msel.exported.effect_words import details_text, effects_text, origin_text
from player.scenario.msel.exported.phase_words import phase_text
from player.scenario.msel.exported.phrases import numbered
from player.scenario.msel.exported.trigger_words import KINDS_IN_COLUMNS, due_text
from player.triggers.clock import Clock

MOST_FIELDS = 150
"""Columns there are for fields of injects; what is under further names is left out, and said so."""

MARKER = N_("LATIHAN · EXERCISE · LATIHAN")
"""What nobody may mistake the sheet for anything else by."""

_OPTIONAL_COLUMNS = (Part.CONTINGENCY, Part.EFFECTS, Part.ATTACHMENTS, Part.SOURCE)
"""Columns that are left out where nothing would stand in them."""

Cell = str | int
"""What stands in a cell: a text, a number, or in a column of times milliseconds; an empty text for nothing."""


@dataclass(frozen=True, slots=True)
class MselRow:
    """A row under the header.

    Attributes:
        cells: as many as there are columns.
        phase: number of its phase, from 1.
        is_phase: it is the heading of the phase.
    """

    cells: tuple[Cell, ...]
    phase: int
    is_phase: bool


@dataclass(frozen=True, slots=True)
class Msel:
    """A whole list.

    Attributes:
        above: the lines above the header, each a text by its column.
        parts: what its columns hold; behind them come those of `fields`.
        headers: what all columns are called.
        left_out: names of fields for which there was no column.
    """

    title: str
    above: tuple[Mapping[int, str], ...]
    parts: tuple[Part, ...]
    fields: tuple[str, ...]
    headers: tuple[str, ...]
    rows: tuple[MselRow, ...]
    left_out: tuple[str, ...]


def msel_of(scenario: Scenario) -> Msel:
    """The list of a script in the language in use: phases in the planned order, then those beside it."""
    return _Maker(scenario).msel()


def phases_of(scenario: Scenario) -> list[tuple[int, Phase, int | None]]:
    """Each phase with its number and where it is planned to begin, in ms from StartEx; None off the planned route."""
    starts: dict[str, int] = {}
    begins_ms = 0
    for phase in scenario.phase_order:
        starts[phase.id] = begins_ms
        begins_ms += phase.planned_ms
    aside = [phase for phase in scenario.phases if phase.id not in starts]
    ordered = [*scenario.phase_order, *aside]
    return [(number, phase, starts.get(phase.id)) for number, phase in enumerate(ordered, 1)]


def line(text: Text | str) -> str:
    """A text on one line."""
    return " ".join(str(text).split())


class _Maker:
    """Makes the list of one script."""

    def __init__(self, scenario: Scenario) -> None:
        self._scenario = scenario
        self._injects = list(scenario.inject_by_id.values())
        names = list(dict.fromkeys(name for inject in self._injects for name in inject.fields))
        self._controller = str(_(HEADERS[Part.CONTROLLER]))
        self._fields = [name for name in names if name != self._controller]
        self._number = 0

    def msel(self) -> Msel:
        scenario = self._scenario
        fields = tuple(self._fields[:MOST_FIELDS])
        full = [
            (cells, inject, number)
            for number, phase, starts_ms in phases_of(scenario)
            for cells, inject in self._phase(number, phase, starts_ms)
        ]
        named = {line(name) for name in fields}  # a field of that name would be read as the column that is missing
        spared = {
            part
            for part in _OPTIONAL_COLUMNS
            if line(_(HEADERS[part])) not in named and not any(cells[part] for cells, _inject, _number in full)
        }
        parts = tuple(part for part in Part if part not in spared)
        rows = tuple(
            MselRow(
                (*(cells[part] for part in parts), *(_field(inject, name) for name in fields)), number, inject is None
            )
            for cells, inject, number in full
        )
        headers = (*(line(_(HEADERS[part])) for part in parts), *fields)
        left_out = tuple(self._fields[MOST_FIELDS:])
        return Msel(str(scenario.title), tuple(self._above()), parts, fields, headers, rows, left_out)

    def _above(self) -> Iterator[Mapping[int, str]]:
        scenario, place = self._scenario, self._scenario.place
        yield {0: line(scenario.title)}
        yield {0: _(MARKER)}
        starts = story_clock_text(place.starts_ms, seconds=place.starts_ms % MINUTE_MS > 0)
        pairs = {sheet.PLACE: line(place.name), sheet.STARTS: starts, sheet.ZONE: place.zone}
        pairs[sheet.LENGTH] = duration_text(scenario.planned_ms)
        yield _in_pairs(pairs)
        sources = "\n".join(f"{source.id}: {line(source.document)}" for source in scenario.sources)
        yield _in_pairs({sheet.SCRIPT: scenario.id, sheet.SOURCES: sources})

    def _phase(
        self, number: int, phase: Phase, starts_ms: int | None
    ) -> Iterator[tuple[dict[Part, Cell], Inject | None]]:
        label = f"{number}. {line(phase.title)}"
        cells: dict[Part, Cell] = dict.fromkeys(Part, "")
        cells |= {
            Part.PHASE: label,
            Part.DUE: phase_text(phase),
            Part.KIND: _(sheet.PHASE_ROW),
            Part.TITLE: str(phase.title),
            Part.TEXT: str(phase.goal),
            Part.EFFECTS: effects_text(phase.enter),
            Part.SOURCE: origin_text(phase.origin),
            Part.ATTACHMENTS: "\n".join(each.file for each in phase.attachments),
            Part.ID: phase.id,
        }
        if starts_ms is not None:
            cells[Part.CLOCK] = (self._scenario.place.starts_ms + starts_ms) % DAY_MS
            cells[Part.FROM_START] = starts_ms
        yield cells, None
        for inject in self._scenario.injects_by_time[phase.id]:
            yield self._inject(inject, label, starts_ms), inject

    def _inject(self, inject: Inject, label: str, starts_ms: int | None) -> dict[Part, Cell]:
        self._number += 1
        is_contingency = inject.id in self._scenario.contingencies
        cells: dict[Part, Cell] = dict.fromkeys(Part, "")
        cells |= {
            Part.NUMBER: self._number,
            Part.PHASE: label,
            Part.DUE: due_text(
                inject.trigger, confirm=inject.confirm, priority=inject.priority, repeats=inject.repeats
            ),
            Part.KIND: _(sheet.CONTINGENCY_ROW if is_contingency else sheet.INJECT_ROW),
            Part.TITLE: str(inject.title),
            Part.TEXT: str(inject.text),
            Part.SENDER: str(inject.sender),
            Part.RECEIVER: str(inject.receiver),
            Part.CHANNEL: _(CHANNELS[inject.channel]) if inject.channel else "",
            Part.CONTROLLER: self._controller_of(inject),
            Part.EFFECTS: effects_text(inject.effects),
            Part.NOTE: str(inject.note),
            Part.ATTACHMENTS: "\n".join(each.file for each in inject.attachments),
            Part.SOURCE: origin_text(inject.origin),
            Part.ID: inject.id,
        }
        if inject.expect:
            cells |= self._expected(inject.expect)
        self._times(cells, inject, starts_ms)
        return cells

    def _expected(self, expect: tuple[ExpectedAction, ...]) -> dict[Part, Cell]:
        objectives = [self._objective(wanted) for wanted in expect]
        missed = [wanted.contingency or "" for wanted in expect]
        return {
            Part.EXPECT: numbered([str(wanted.text) for wanted in expect]),
            Part.DETAILS: numbered([details_text(wanted) for wanted in expect]),
            Part.OBJECTIVE: numbered(objectives) if any(objectives) else "",
            Part.CONTINGENCY: numbered(missed) if any(missed) else "",
        }

    def _objective(self, wanted: ExpectedAction) -> str:
        objective = self._scenario.objectives.get(wanted.objective or "")
        if objective is None:
            return ""
        text = f"{objective.id} – {line(objective.title)}"
        task = objective.tasks.get(wanted.task or "")
        return text if task is None else f"{text}\n{task.id} – {line(task.title)}"

    def _times(self, cells: dict[Part, Cell], inject: Inject, starts_ms: int | None) -> None:
        """When it is planned: in its phase, and where the route there is planned also from StartEx and by the clock."""
        story_ms = self._scenario.place.starts_ms
        trigger = inject.trigger
        if isinstance(trigger, Clock):
            cells[Part.CLOCK] = trigger.time_ms
            return
        if inject.at_ms is None:
            return
        if trigger.KIND in KINDS_IN_COLUMNS and not inject.at_ms % SECOND_MS:
            cells[Part.IN_PHASE] = inject.at_ms
        if starts_ms is not None:
            cells[Part.FROM_START] = starts_ms + inject.at_ms
            cells[Part.CLOCK] = (story_ms + starts_ms + inject.at_ms) % DAY_MS

    def _controller_of(self, inject: Inject) -> str:
        """Who sees to it: as a planner's sheet said, or the controller who says it."""
        role = self._scenario.roles.get(inject.sender_role or "")
        said = inject.fields.get(self._controller)
        return said or (str(role.title) if role is not None and role.part == "controller" else "")


def _field(inject: Inject | None, name: str) -> str:
    return "" if inject is None else inject.fields.get(name, "")


def _in_pairs(pairs: Mapping[str, str]) -> Mapping[int, str]:
    """Labels with their values, each with room for its text in the columns below."""
    places = ((0, 2), (7, 8), (9, 10), (11, 13))
    cells = {}
    for (label, value), (label_place, value_place) in zip(pairs.items(), places, strict=False):
        cells[label_place] = _(label)
        cells[value_place] = value
    return cells
