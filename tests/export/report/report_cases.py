"""Sessions to write reports of, without a file: from a drill played in code, and what is easily asked of a report."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from player.engine import commands as do
from player.engine.fold import Fold
from player.export.report.content import report_of
from player.model import events as ev
from player.model.doctrine import RecordKind
from player.model.entries import CriticalTask, Objective, ReadinessItem
from player.model.paper import Card, Chapter, Counts, Facts, Figure, Heading, Paragraph, Remark, Report, Table
from player.model.scenario import LoadedScenario, Scenario
from player.model.text import Text
from player.model.times import MINUTE_MS, SECOND_MS
from player.session.reader import SavedSession
from tests.helpers.clocks import START_UTC_MS
from tests.helpers.drills import Drill
from tests.review.measures_cases import script

S, M = SECOND_MS, MINUTE_MS
HANDWRITTEN = "plan Table"
"""Where empty cells are meant: to be filled in by hand."""

NO_FILE = Path("nowhere") / "sesi.gladi"


class Played(Drill):
    """A drill with an opening, as a file has it; the wall clock goes with exercise time, and with what is held."""

    def __init__(self, made: Scenario, fold: Fold | None = None) -> None:
        super().__init__(made, fold)
        self.walls: list[ev.WallTime] = []
        self.held_ms = 0
        opened = ev.SessionOpened("session-1", "0.1.0", made.id, "case.yaml", "0" * 64, 7)
        self._keep([self.engine.record(opened, 0)])

    def _keep(self, events: list[ev.Event]) -> list[ev.Event]:
        self.walls += [wall(event.exercise_ms + self.held_ms) for event in events]
        return super()._keep(events)

    def at(self, ms: int, *commands: do.Command) -> Played:
        """Let time go on to ``ms``, and carry these out."""
        self.to(ms)
        self.do(*commands)
        return self

    @property
    def saved(self) -> SavedSession:
        """The session as it would be read back."""
        return as_saved(self.engine.scenario, self.events, self.walls)


def wall(ms: int) -> ev.WallTime:
    """The clock on the wall so long after 26 August 2026, 09:00 WIB."""
    return ev.WallTime(START_UTC_MS + ms, "WIB", 420)


def as_saved(made: Scenario, events: Iterable[ev.Event], walls: Iterable[ev.WallTime]) -> SavedSession:
    """These events as a session; its hashes are of its numbers."""
    records = tuple(
        ev.Record(event, when, hashlib.sha256(str(event.seq).encode()).hexdigest())
        for event, when in zip(events, walls, strict=True)
    )
    return SavedSession(NO_FILE, records, LoadedScenario(made, "case.yaml", "", "0" * 64), None)


def from_plan(made: Scenario, events: Sequence[ev.Event]) -> SavedSession:
    """A rehearsal as a session."""
    opened = ev.SessionOpened("session-1", "0.1.0", made.id, "case.yaml", "0" * 64, 7)
    first = ev.Event(1, 0, made.place.starts_ms, ev.Actor.ENGINE, opened)
    log = [first, *(replace(event, seq=event.seq + 1) for event in events)]
    return as_saved(made, log, [wall(event.exercise_ms) for event in log])


def busy_script() -> Scenario:
    """The script of the measures with readiness and critical tasks."""
    aims = {
        "warned": Objective("warned", Text.plain("warned"), {"tell": CriticalTask("tell", Text.plain("tell them"))}),
        "calm": Objective("calm", Text.plain("calm")),
    }
    items = {name: ReadinessItem(name, Text.plain(f"item {name}"), "kit") for name in ("radio", "kit")}
    return replace(script(), objectives=aims, readiness=items)


def busy() -> Played:
    """A short drill with something of everything, up to EndEx."""
    drill = Played(busy_script())
    drill.do(do.CheckReadiness("radio", note="two spare"), do.StartExercise(reason="kit comes later"))
    drill.at(20 * S, do.GiveOrder("negosiator", "appeal", "Kabag Ops", "Sari"), do.StartAction("appeal-1", order=1))
    drill.at(40 * S, do.StartAction("shove-1"))
    drill.at(70 * S, do.TickExpected("seen", "Budi"), do.TakeTurn("Budi"))
    drill.at(
        80 * S, do.ObserveTag("aktif", "pushing", "dalmas", "gate", "S", "Budi"), do.WriteNote("loud", observer="Budi")
    )
    drill.at(2 * M, do.HoldExercise("rain"))
    drill.held_ms = 4 * M
    drill.do(do.ResumeExercise(), do.PlaceMarker("look here"))
    drill.at(150 * S, do.RecordFact(RecordKind.CASUALTY, {"side": "crowd", "severity": "light"}))
    drill.at(
        160 * S, do.RecordFact(RecordKind.ARREST, {"who": "A"}), do.RecordFact(RecordKind.EVIDENCE, {"text": "stone"})
    )
    drill.at(170 * S, do.Override(ev.Quantity.TENSION, ev.OverrideMode.HOLD, 800_000, "Rini", "counted"))
    drill.at(190 * S, do.Override(ev.Quantity.TENSION, ev.OverrideMode.RELEASE, None, "Rini", "as seen"))
    drill.at(200 * S, do.AdjustPhase(2 * M), do.Decide("way", "go", "Kapolres"))
    drill.at(6 * M, do.EndExercise())
    return drill


def assess(drill: Played, findings: Sequence[str]) -> Played:
    """What a trainer adds to it."""
    drill.held_ms += 60 * M
    drill.do(
        do.WriteSummary("They listened late.", "Kompol Dewi"),
        do.Annotate(ev.AnnotationKind.STRENGTH, 20 * S, "The appeal was calm", who="Dewi"),
        do.Annotate(ev.AnnotationKind.IMPROVEMENT, 2 * M, "Warn first", finding=findings[0], objective="warned"),
        do.Annotate(ev.AnnotationKind.NOTE, 3 * M, "A note of mine", to_ms=4 * M),
        do.Annotate(ev.AnnotationKind.BOOKMARK, 3 * M),
        do.RateObjective("warned", "M", "only one appeal", "Dewi"),
        do.PlanCorrective("Train the warning", "Kasat Samapta", "2026-12-31", 2, findings[0], "warned"),
    )
    return drill


def texts_of(report: Report) -> Iterator[tuple[str, str]]:
    """Every text of a report with the name of the place where it stands."""
    yield from ((f"cover {name}", text) for name, value in report.cover for text in (name, value))
    for one in ("kind", "title", "banner", "foot", "contents_title", "annexes_title", "page_text", "name"):
        yield one, getattr(report, one)
    for chapter in report.chapters:
        yield f"{chapter.name} title", chapter.title
        for block in chapter.blocks:
            yield from ((f"{chapter.name} {type(block).__name__}", text) for text in _of_block(block))


def _of_block(block: object) -> Iterator[str]:
    match block:
        case Facts(rows=rows):
            yield from (text for row in rows for text in row)
        case Table(columns=columns, rows=rows, notes=notes):
            yield from (column.title for column in columns)
            yield from (cell for row in rows for cell in row)
            yield from (text for note in notes for pair in note for text in pair)
        case Card(title=title, rows=rows, text=text):
            yield from (title, *([text] if text else ()))
            yield from (text for row in rows for text in row)
        case Figure(caption=caption, alt=alt):
            yield from (caption, alt)
        case _ if hasattr(block, "text"):
            yield block.text
        case _ if hasattr(block, "titles"):
            yield from block.titles
        case _ if hasattr(block, "rows"):
            yield from (text for row in block.rows for text in row if isinstance(text, str))


def outline(report: Report) -> str:
    """The structure of a report as text: chapters, kinds of block, and what stands in them but long tables."""
    lines = [f"{report.kind} | {report.title} | {report.subtitle} | {report.name}"]
    lines += [f"  {name}: {value}" for name, value in report.cover]
    for chapter in report.chapters:
        kind = f"{' annex' * chapter.annex}{' wide' * chapter.wide}"
        lines.append(f"\n# {chapter.name}{kind}: {chapter.title}")
        for block in chapter.blocks:
            lines += _outlined(block)
    return "".join(f"{line}\n" for line in lines)


_MOST_ROWS = 12


def _outlined(block: object) -> Iterator[str]:
    yield f"  [{type(block).__name__}]"
    match block:
        case Table(columns=columns, rows=rows, marked=marked, notes=notes):
            yield f"    {' | '.join(column.title for column in columns)}"
            for place, row in enumerate(rows[:_MOST_ROWS]):
                cells = " | ".join(cell.replace("\n", " / ") for cell in row)
                yield f"  {'! ' if place in marked else '  '}{cells}"
                under = notes[place] if notes else ()
                yield from (f"      {name} {value}".replace("\n", " / ") for name, value in under)
            if len(rows) > _MOST_ROWS:
                yield f"    ... {len(rows)} rows"
        case Facts(rows=rows) | Counts(rows=rows):
            yield from (f"    {name}: {value}".replace("\n", " / ") for name, value in rows)
        case Card(title=title, tag=tag, weight=weight, rows=rows, text=said):
            yield f"    <{weight}> {title} [{tag}] {said}".rstrip()
            yield from (f"      {name}: {value}".replace("\n", " / ") for name, value in rows)
        case _:
            yield from (f"    {text}".replace("\n", " / ") for text in _of_block(block))


def both(saved: SavedSession) -> tuple[Report, Report]:
    """The report in both languages."""
    return report_of(saved, "id"), report_of(saved, "en")


def chapter(report: Report, name: str) -> Chapter:
    return next(one for one in report.chapters if one.name == name)


def facts(report: Report, name: str) -> dict[str, str]:
    return {
        key: value
        for block in chapter(report, name).blocks
        if isinstance(block, Facts | Counts)
        for key, value in block.rows
    }


def tables(report: Report, name: str) -> list[Table]:
    return [block for block in chapter(report, name).blocks if isinstance(block, Table)]


def cards(report: Report, name: str) -> list[Card]:
    return [block for block in chapter(report, name).blocks if isinstance(block, Card)]


def words(report: Report, name: str) -> str:
    blocks = chapter(report, name).blocks
    return " ".join(block.text for block in blocks if isinstance(block, Paragraph | Remark | Heading))


def sound(report: Report, saved: SavedSession) -> None:
    """Fail unless what holds of every report holds."""
    assert [one.name for one in report.chapters] == [
        *("summary", "scene", "timeline", "crowd", "course", "injects", "expected", "orders", "units", "findings"),
        *("records", "observations", "objectives", "strengths", "improvements", "plan"),
        *("log", "readiness", "participants", "script", "measures", "rules", "proof"),
    ]
    assert all(one.blocks for one in report.chapters if one.name != "measures")
    empty = [place for place, text in texts_of(report) if not text.strip() and place != HANDWRITTEN]
    assert empty == []
    strange = [text for _, text in texts_of(report) if re.search(r"[\x00-\x09\x0b-\x1f\x7f\ud800-\udfff]", text)]
    assert strange == []
    (log,) = tables(report, "log")
    numbers = (row[0].split("–") for row in log.rows)
    told = [seq for first, *last in numbers for seq in range(int(first), int(last[0] if last else first) + 1)]
    assert told == [record.event.seq for record in saved.records]
    for one in report.chapters:
        for table in (block for block in one.blocks if isinstance(block, Table)):
            assert {len(row) for row in table.rows} <= {len(table.columns)}
            assert all(0 <= place < len(table.rows) for place in table.marked)
