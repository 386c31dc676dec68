"""An import from beginning to end, without touching a disk: a table and a mapping give a script and a report."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from player.i18n import N_, Message
from player.model.times import DAY_MS, story_clock_text
from player.scenario.msel.cells import clean, line_of
from player.scenario.msel.drafts import Drafts, read_drafts
from player.scenario.msel.exported.columns import layout_of
from player.scenario.msel.exported.whole import read_back
from player.scenario.msel.fields import Field
from player.scenario.msel.headers import plain_words
from player.scenario.msel.mapping import Mapping, propose
from player.scenario.msel.phases import Plan, plan_phases
from player.scenario.msel.results import ImportResult, PhaseResult, RowResult, RowStatus
from player.scenario.msel.script import Head, Script, write_script
from player.scenario.msel.tables import Table
from player.scenario.msel.timeline import Start, Timeline, lay_out

_PLACE = re.compile(r"(?:tempat|lokasi|place|location|venue|lieu)\s*:\s*(\S.*)", re.IGNORECASE)
_ZONES = {"wib": "Asia/Jakarta", "wita": "Asia/Makassar", "wit": "Asia/Jayapura"}
_ZONE_WORD = re.compile(r"\b(wib|wita|wit)\b")
_STARTEX = frozenset({"startex", "start ex", "start of exercise", "mulai latihan"})
_LONGEST_TITLE = 160


@dataclass(frozen=True, slots=True)
class Options:
    """What the planner says beside the mapping.

    Attributes:
        document: name of the file, for the sources of the script.
        start: StartEx; None: the earliest time of the sheet.
    """

    document: str
    start: Start | None = None


def build(table: Table, mapping: Mapping, options: Options) -> ImportResult:
    """Import a sheet: the script in YAML, with every row and what became of it.

    Its sentences are in the language in use. It reads and writes no file, and gives the same for the same.
    """
    layout = layout_of(table)
    if layout is not None and mapping == propose(table):
        starts_ms = None if options.start is None else options.start.clock_ms
        return read_back(table, layout, mapping, options.document, starts_ms)
    read = read_drafts(table, mapping)
    timeline = lay_out(read.drafts, options.start)
    if not read.drafts:
        rows = tuple(read.others)
        return ImportResult("", "", table.name, mapping, "", False, (), rows, table.blank_rows, ())
    plan = plan_phases(read.drafts, timeline)
    doubts = [str(doubt) for doubt in (*read.doubts, *timeline.doubts, *plan.doubts)]
    script = write_script(_head(table, mapping, read, options), plan, timeline, doubts)
    return ImportResult(
        script.text,
        script.id,
        table.name,
        mapping,
        script.starts,
        script.starts_known,
        tuple(_phase_results(plan, script)),
        tuple(_row_results(read, plan, script)),
        table.blank_rows,
        script.assumptions,
        tuple(_advice(read, timeline, options)),
    )


def _head(table: Table, mapping: Mapping, read: Drafts, options: Options) -> Head:
    document = line_of(options.document) or "msel"
    stem = document.rpartition(".")[0] or document
    lines = [clean(text) for text in read.above if text]
    place = next((found[1] for line in lines if (found := _PLACE.match(line))), "")
    title, *rest = [line for line in lines if not _PLACE.match(line)] or [stem]
    if len(title) > _LONGEST_TITLE:
        rest.insert(0, title)
        title = stem
    summary = "\n".join(rest)[:5000].strip()
    zone = _zone(mapping, read)
    return Head(
        title, summary, place[:500], zone, document, table.name, len(read.drafts), read.columns, _has_ids(mapping)
    )


def _has_ids(mapping: Mapping) -> bool:
    """Whether the column of numbers says that it has ids."""
    column = mapping.first(Field.NUMBER)
    return column is not None and "id" in plain_words(column.name).split()


def _zone(mapping: Mapping, read: Drafts) -> str:
    """The time zone that stands beside the times or over them; empty where none does, or more than one."""
    names = [column.name for column in mapping.of(Field.TIME, Field.OFFSET, Field.DATE)]
    texts = [text for draft in read.drafts for _name, text in draft.times]
    found = {word for text in (*names, *texts) for word in _ZONE_WORD.findall(text.casefold())}
    return _ZONES[found.pop()] if len(found) == 1 else ""


def _phase_results(plan: Plan, script: Script) -> list[PhaseResult]:
    return [
        PhaseResult(
            phase_id,
            phase.title,
            phase.planned_ms,
            len(phase.injects),
            tuple(one.draft.row for one in phase.injects),
        )
        for phase, phase_id in zip(plan.phases, script.phases, strict=True)
    ]


def _row_results(read: Drafts, plan: Plan, script: Script) -> list[RowResult]:
    phase_of = {
        one.draft.row: phase_id
        for phase, phase_id in zip(plan.phases, script.phases, strict=True)
        for one in phase.injects
    }
    rows = [
        RowResult(draft.row, RowStatus.IMPORTED, script.inject_of[draft.row], phase_of[draft.row], draft.reasons)
        for draft in read.drafts
    ]
    for other in read.others:
        row = read.joined.get(other.number)
        if row is None:
            rows.append(other)
        else:
            inject = script.inject_of[row] if other.status is RowStatus.JOINED else None
            rows.append(replace(other, inject=inject, phase=phase_of[row]))
    return sorted(rows, key=lambda result: result.number)


def _advice(read: Drafts, timeline: Timeline, options: Options) -> list[Message]:
    """What the planner may want to say next time."""
    advice = []
    for draft, at_ms in zip(read.drafts, timeline.at_ms, strict=True):
        says = plain_words(draft.title or draft.text[:40])
        if options.start is None and at_ms and says in _STARTEX and timeline.start.clock_ms is not None:
            clock = story_clock_text((timeline.start.clock_ms + at_ms) % DAY_MS, seconds=False)
            text = N_("Row {row} is StartEx, at {clock}. With {option}, what lies before it may be passed over.")
            advice.append(Message(text, {"row": draft.row, "clock": clock, "option": f"--start {clock}"}))
            break
    return advice
