"""The injects of an exported sheet, as the script they came from had them or as they were changed in the sheet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise

from player.i18n import N_, Message, _
from player.language.values import is_identifier
from player.model.course import NO_EFFECTS, Effects, ExpectedAction, Inject, Phase
from player.model.entries import NO_ORIGIN, NO_TEXT, Origin
from player.model.text import Text
from player.model.times import DAY_MS, MINUTE_MS, SECOND_MS, duration_text, story_clock_text
from player.model.trigger import Trigger
from player.scenario.msel.cells import cell_name, line_of, text_of
from player.scenario.msel.exported import columns as sheet
from player.scenario.msel.exported.columns import HEADERS, Layout, Part
from player.scenario.msel.exported.effect_words import Details, read_details
from player.scenario.msel.exported.found import Found, Ids
from player.scenario.msel.exported.phase_words import PhaseFacts, read_phase
from player.scenario.msel.exported.phrases import is_called, unnumbered
from player.scenario.msel.exported.row_cells import RowCells, channel_word, exact
from player.scenario.msel.exported.trigger_words import Due, read_due
from player.scenario.msel.moments import Reading, parse_moment
from player.scenario.msel.names import short_name
from player.scenario.msel.results import Reason, RowResult, RowStatus
from player.scenario.msel.tables import Table
from player.triggers.at import At
from player.triggers.clock import Clock
from player.triggers.manual import Manual

WITHIN_MS = 10 * MINUTE_MS
"""The time allowed for an expected action that was written into the sheet without a deadline."""

MARGIN_MS = 10 * MINUTE_MS
"""What a phase of which the sheet has no row lasts beyond its last inject."""

_ENTRY = re.compile(r"([a-z0-9][a-z0-9-]*)(?:\s+[–-]\s+(.*))?", re.DOTALL)
_LABEL = re.compile(r"\d+\.\s*")


@dataclass
class _Part:
    """A phase while its rows are read."""

    id: str
    label: str
    title: str
    facts: PhaseFacts = field(default_factory=PhaseFacts)
    goal: str = ""
    enter: Effects = NO_EFFECTS
    origin: Origin = NO_ORIGIN
    row: int | None = None
    starts_ms: int | None = None
    injects: list[Inject] = field(default_factory=list)


def read_sheet(table: Table, layout: Layout) -> Found:
    """All that an exported sheet holds."""
    return _Reader(table, layout).read()


class _Reader:
    """Reads one sheet, its phases first."""

    def __init__(self, table: Table, layout: Layout) -> None:
        self._table = table
        self._layout = layout
        self._found = Found()
        self._parts: dict[str, _Part] = {}
        self._attached = False
        below = [RowCells(row, layout) for row in table.rows if row.number > layout.header.number]
        self._below = [(cells, is_called(cells.line(Part.KIND), sheet.PHASE_ROW)) for cells in below]
        self._phase_ids = Ids(cells.line(Part.ID) for cells, is_phase in self._below if is_phase)
        injects = [cells for cells, is_phase in self._below if not is_phase]
        self._inject_ids = Ids(cells.line(Part.ID) for cells in injects)
        said = (read_details(text).id for cells in injects for text in cells.entries(Part.DETAILS))
        self._expect_ids = Ids(name or "" for name in said)

    def read(self) -> Found:
        self._read_above()
        for cells, is_phase in self._below:
            if is_phase:
                self._read_phase(cells)
        label = ""
        for cells, is_phase in self._below:
            label = cells.line(Part.PHASE) or label
            if not is_phase:
                self._read_inject(cells, label)
        self._found.phases = [self._phase(part) for part in self._parts.values() if part.injects or part.row]
        self._report_faults()
        if self._attached:
            self._found.doubts.append(
                Message(
                    N_("Attachments are not taken over from a sheet; add them to the script where they are wanted.")
                )
            )
        self._found.rows.sort(key=lambda result: result.number)
        return self._found

    def _read_above(self) -> None:
        for row in self._table.rows:
            if row.number >= self._layout.header.number:
                break
            self._found.rows.append(RowResult(row.number, RowStatus.ABOVE))
            texts = [text_of(value) for value in row.cells if value is not None]
            if not self._found.title and texts:
                self._found.title = line_of(texts[0])
            for name, value in pairwise(texts):
                label = sheet.label_of(name)
                if label is not None and sheet.label_of(value) is None:
                    self._found.head[label] = value
        moment = parse_moment(self._found.head.get(sheet.STARTS), Reading())
        self._found.starts_ms = None if moment is None else moment.clock_ms

    def _read_phase(self, cells: RowCells) -> None:
        label = cells.line(Part.PHASE)
        title = cells.text(Part.TITLE) or _LABEL.sub("", label, count=1) or _("Exercise")
        wish = cells.line(Part.ID)
        name = self._phase_ids.take(wish, title, "phase")
        facts = read_phase(cells.text(Part.DUE))
        for part in facts.unknown:
            cells.not_understood(Part.DUE, part)
        if facts.planned_ms is None:
            cells.assume(Part.DUE, N_("The row does not say how long the phase is planned to last."))
        begun = _Part(name, label, title, facts, cells.text(Part.TEXT), cells.effects(), cells.origin())
        begun.row = cells.row.number
        begun.starts_ms = cells.clock_ms()
        self._attached = self._attached or bool(cells.text(Part.ATTACHMENTS))
        self._parts.setdefault(label or name, begun)
        self._found.row_of_phase[name] = cells.row.number
        self._found.rows.append(RowResult(cells.row.number, RowStatus.PHASE, None, name, tuple(cells.reasons)))

    def _phase(self, part: _Part) -> Phase:
        last_ms = max((inject.at_ms or 0 for inject in part.injects), default=0)
        facts = part.facts
        planned_ms = facts.planned_ms or max(last_ms + MARGIN_MS, facts.min_ms)
        max_ms = facts.max_ms and max(facts.max_ms, planned_ms, last_ms)
        if last_ms > (max_ms or planned_ms):
            planned_ms = last_ms
            message = N_('Phase "{title}" lasts {time}, since its last inject is planned so late.')
            self._found.doubts.append(Message(message, {"title": part.title, "time": duration_text(last_ms)}))
        return Phase(
            part.id,
            Text.plain(part.title),
            planned_ms,
            tuple(part.injects),
            next=facts.next,
            goal=Text.plain(part.goal) if part.goal else NO_TEXT,
            min_ms=facts.min_ms,
            max_ms=max_ms,
            on_time=facts.on_time,
            optional=facts.optional,
            enter=part.enter,
            origin=part.origin,
        )

    def _part_of(self, label: str) -> _Part:
        if label not in self._parts:
            title = _LABEL.sub("", label, count=1) or _("Exercise")
            self._parts[label] = _Part(self._phase_ids.take("", title, "phase"), label, title)
        return self._parts[label]

    def _read_inject(self, cells: RowCells, label: str) -> None:
        text, title = cells.text(Part.TEXT), cells.text(Part.TITLE)
        if not text and not title:
            message = Message(N_("The row has neither a title nor a text."))
            reasons = (Reason("nothing-to-import", message, lost=True),)
            self._found.rows.append(RowResult(cells.row.number, RowStatus.REJECTED, reasons=reasons))
            return
        part = self._part_of(label)
        due, trigger = self._due(cells, part)
        name = self._name(cells, title or text)
        channel = cells.line(Part.CHANNEL)
        word = channel_word(channel)
        fields = {column: found for place, column in self._layout.fields if (found := exact(cells.row[place]))}
        if channel and word is None:
            fields[_(HEADERS[Part.CHANNEL])] = channel
        controller, sender = cells.text(Part.CONTROLLER), cells.text(Part.SENDER)
        if controller and controller != sender:
            fields[_(HEADERS[Part.CONTROLLER])] = controller
        self._attached = self._attached or bool(cells.text(Part.ATTACHMENTS))
        inject = Inject(
            id=name,
            phase=part.id,
            sequence=0,
            title=Text.plain(title),
            text=Text.plain(text or title),
            trigger=trigger,
            confirm=due.confirm and not isinstance(trigger, Manual),
            priority=due.priority,
            repeats=due.repeats,
            sender=Text.plain(sender) if sender else NO_TEXT,
            receiver=cells.plain(Part.RECEIVER),
            channel=word,
            effects=cells.effects(),
            expect=tuple(self._expected(cells, name)),
            note=cells.plain(Part.NOTE),
            fields=fields,
            origin=cells.origin(),
        )
        part.injects.append(inject)
        self._found.row_of[name] = cells.row.number
        self._found.rows.append(RowResult(cells.row.number, RowStatus.IMPORTED, name, part.id, tuple(cells.reasons)))

    def _name(self, cells: RowCells, text: str) -> str:
        wish = cells.line(Part.ID)
        name = self._inject_ids.take(wish, text[:40], f"row-{cells.row.number}")
        if wish and wish != name:
            message = N_('"{found}" cannot be the id of this inject, or another has it; it is called "{name}".')
            cells.reasons.append(
                Reason("id-changed", Message(message, {"found": wish, "name": name}), cells.cell(Part.ID))
            )
        return name

    def _due(self, cells: RowCells, part: _Part) -> tuple[Due, Trigger]:
        """When an inject is due: as its cell says, or as the columns of times do."""
        text = cells.text(Part.DUE)
        due = read_due(text)
        if due is None:
            cells.not_understood(Part.DUE, text)
            due = Due(Manual())
        if due.trigger is not None:
            return due, due.trigger
        in_phase_ms, clock_ms = cells.in_phase_ms(), cells.clock_ms()
        if due.by_clock and clock_ms is not None:
            return due, Clock(clock_ms)
        if in_phase_ms is not None:
            self._compare(cells, part, in_phase_ms, clock_ms)
            return due, At(in_phase_ms)
        if clock_ms is not None and part.starts_ms is not None:
            return due, At((clock_ms - part.starts_ms) % DAY_MS)
        if clock_ms is not None:
            return due, Clock(clock_ms)
        cells.assume(Part.IN_PHASE, N_("The row has no time; the inject is delivered by hand."))
        return due, Manual()

    def _compare(self, cells: RowCells, part: _Part, in_phase_ms: int, clock_ms: int | None) -> None:
        """Say so where the clock does not fit the time in the phase, of which a planner may have changed only one."""
        if clock_ms is None or part.starts_ms is None:
            return
        told_ms = (part.starts_ms + in_phase_ms) % DAY_MS
        if told_ms // SECOND_MS != clock_ms // SECOND_MS:
            values = {
                "clock": story_clock_text(clock_ms),
                "time": duration_text(in_phase_ms),
                "told": story_clock_text(told_ms),
                "column": _(HEADERS[Part.IN_PHASE]),
            }
            text = N_('The planned time {clock} does not fit {time} in the phase, which is {told}; "{column}" counts.')
            cells.reasons.append(Reason("times-differ", Message(text, values), cells.cell(Part.CLOCK), lost=True))

    def _expected(self, cells: RowCells, inject: str) -> Iterator[ExpectedAction]:
        details = [read_details(text) for text in cells.entries(Part.DETAILS)]
        count = len(details) or None
        wanted = cells.entries(Part.EXPECT, count)
        if details and len(wanted) != len(details):
            wanted = unnumbered(cells.text(Part.EXPECT))
        objectives = cells.entries(Part.OBJECTIVE, count)
        missed = cells.entries(Part.CONTINGENCY, count)
        for place, text in enumerate(wanted):
            said = details[place] if place < len(details) else Details()
            for part in said.unknown:
                cells.not_understood(Part.DETAILS, part)
            objective, task = self._objective(cells, objectives[place] if place < len(objectives) else "")
            contingency = " ".join(missed[place].split()) if place < len(missed) else ""
            if contingency and not is_identifier(contingency):
                cells.not_understood(Part.CONTINGENCY, contingency)
                contingency = ""
            if said.within_ms is None:
                text_of_reason = N_("No deadline is given; {time} are assumed.")
                cells.assume(Part.DETAILS, text_of_reason, time=duration_text(WITHIN_MS))
            yield ExpectedAction(
                id=self._expect_ids.take(said.id or "", f"{inject[:48]}-expected"),
                inject=inject,
                text=Text.plain(text.strip() or _("Expected action")),
                within_ms=said.within_ms or WITHIN_MS,
                action=said.action,
                by=said.by,
                objective=objective,
                record=said.record,
                task=task,
                contingency=contingency or None,
            )

    def _objective(self, cells: RowCells, text: str) -> tuple[str | None, str | None]:
        """The objective an entry names, and its task; their titles are remembered."""
        names: list[str] = []
        for each in filter(None, (each.strip() for each in text.split("\n"))):
            found = _ENTRY.fullmatch(each)
            name, title = (found[1], found[2] or found[1]) if found else ("", each)
            if not names:
                name = name or next((known for known, said in self._found.objectives.items() if said == title), "")
                name = name or short_name(title[:40]) or "objective"
                self._found.objectives.setdefault(name, title)
            elif name:
                self._found.tasks.setdefault((names[0], name), title)
            else:
                cells.not_understood(Part.OBJECTIVE, each)
                break
            names.append(name)
        return (names[0] if names else None, names[1] if len(names) > 1 else None)

    def _report_faults(self) -> None:
        """Cells that the spreadsheet program left without a value."""
        by_row: dict[int, list[Reason]] = {}
        for (number, column), message in sorted(self._table.faults.items(), key=lambda item: item[0]):
            by_row.setdefault(number, []).append(Reason("no-value", message, cell_name(number, column), lost=True))
        known = {result.number: place for place, result in enumerate(self._found.rows)}
        for number, reasons in by_row.items():
            place = known.get(number)
            if place is None:
                self._found.rows.append(RowResult(number, RowStatus.REJECTED, reasons=tuple(reasons)))
            else:
                result = self._found.rows[place]
                self._found.rows[place] = replace(result, reasons=(*result.reasons, *reasons))
