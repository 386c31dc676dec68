"""Annexes: every entry of the log, and every measure with how it is counted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from player.export.report.chapters_source import Source
from player.export.report.words import NOTHING, listed, moment
from player.export.table_events import ACTOR_TITLES
from player.i18n import _
from player.model.events import Actor, AnnotationKind, Body, InjectSkipped, Record, SkipReason, WallTime
from player.model.paper import Chapter, Column, Heading, Paragraph, ReportBlock, Table
from player.model.times import story_clock_text
from player.review.lines import LINE_KIND_TITLES
from player.review.measures_wording import Row, measure_groups, span_text

_LONGEST = 100
"""So many letters of what a trainer wrote stand in the log, where the whole of it stands in a chapter."""


def log(source: Source) -> Chapter:
    """Every entry, in the order in which it was written."""
    return Chapter("log", _("The whole log"), tuple(_log(source)), annex=True, wide=True)


def _log(source: Source) -> Iterator[ReportBlock]:
    records = source.saved.records
    days = {record.wall.local.date() for record in records}
    zones = {record.wall.zone for record in records}
    zone = zones.pop() if len(zones) == 1 else ""
    text = _("Entries: {n}. Void entries stay in the log and are marked as void; what was late or not seen stands out.")
    yield Paragraph(text.format(n=len(records)), "soft")
    pointers = _pointers(source)
    titles = {kind: _(title) for kind, title in LINE_KIND_TITLES.items()}
    actors = {actor: _(title) for actor, title in ACTOR_TITLES.items()} | {Actor.ENGINE: _("Gladi (script)")}
    void = _("void")
    rows: list[tuple[str, ...]] = []
    marked = set()
    for group in _together(source):
        record, event = group[0], group[0].event
        line = source.lines[event.seq]
        if line.alert:
            marked.add(len(rows))
        text = _shortened(line.text, pointers.get(event.seq, "")) if len(group) == 1 else _aside(source, group)
        rows.append(
            (
                str(event.seq) if len(group) == 1 else f"{event.seq}–{group[-1].event.seq}",
                moment(event.exercise_ms),
                _wall(record.wall, day=len(days) > 1, zone=not zone),
                story_clock_text(event.scenario_ms),
                actors[event.actor],
                titles[line.kind],
                f"{text} ({void})" if source.is_void(event.seq) else text,
            )
        )
    yield Table(
        (
            Column("#", 0.9, figures=True),
            Column(_("Exercise time"), 1.1, figures=True),
            Column(listed((_("Wall clock"), zone)), 2.3 if len(days) > 1 else 1.4, figures=True),
            Column(_("Story"), 1, figures=True),
            Column(_("Who"), 1.8),
            Column(_("Kind"), 1.6),
            Column(_("What"), 8),
        ),
        tuple(rows),
        frozenset(marked),
    )


def _together(source: Source) -> Iterator[list[Record]]:
    """The records one by one, but those in a row of injects whose phases were never played."""
    group: list[Record] = []
    for record in source.saved.records:
        if _is_aside(source, record.event.body):
            group.append(record)
            continue
        if group:
            yield group
            group = []
        yield [record]
    if group:
        yield group


def _is_aside(source: Source, body: Body) -> bool:
    """Whether it tells of an inject that was not delivered and whose phase was never played."""
    if not isinstance(body, InjectSkipped) or body.reason is not SkipReason.EXERCISE_ENDED:
        return False
    return all(run.phase != source.scenario.inject_by_id[body.inject].phase for run in source.state.phases)


def _aside(source: Source, group: Sequence[Record]) -> str:
    """Injects that were not delivered, by the phases of theirs that were not played."""
    phases: dict[str, list[str]] = {}
    for record in group:
        assert isinstance(record.event.body, InjectSkipped)
        inject = source.scenario.inject_by_id[record.event.body.inject]
        phases.setdefault(inject.phase, []).append(str(inject.title))
    told = (f"{source.scenario.phase_by_id[phase].title}: {listed(titles)}" for phase, titles in phases.items())
    return _("Not delivered, phases of branches not played. {phases}").format(phases="; ".join(told))


def _pointers(source: Source) -> dict[int, str]:
    """In which chapters the words of trainers stand, by the numbers of their entries."""
    assessed = source.assessment
    chapters = {
        AnnotationKind.NOTE: _("Observations and notes"),
        AnnotationKind.STRENGTH: _("Strengths"),
        AnnotationKind.IMPROVEMENT: _("Areas for improvement"),
    }
    pointers = {one.seq: chapters[one.kind] for one in assessed.annotations if one.kind in chapters}
    pointers |= {one.seq: _("Objectives and ratings") for one in assessed.ratings.values()}
    pointers |= {one.seq: _("Improvement plan") for one in assessed.correctives}
    if assessed.summary_seq is not None:
        pointers[assessed.summary_seq] = _("Summary")
    return pointers


def _shortened(text: str, chapter: str) -> str:
    """The words of an entry; where they are long and stand in a chapter as a whole, their beginning and its name."""
    if not chapter or len(text) <= _LONGEST:
        return text
    start = text[:_LONGEST].rsplit(" ", 1)[0].rstrip(" .,;:")
    return _("{start} … (whole in “{chapter}”)").format(start=start, chapter=chapter)


def _wall(when: WallTime, *, day: bool, zone: bool) -> str:
    """The clock on the wall, short: with the day and the zone only where they are not the same in all rows."""
    date = f"{when.local:%Y-%m-%d}" if day else ""
    return " ".join(filter(None, (date, story_clock_text(when.local_ms), when.zone if zone else "")))


NAUGHT = frozenset({"0", "00:00"})
"""What stands for nothing that happened."""


def measures_annex(source: Source) -> Chapter:
    """Every measure, and how it is counted."""
    return Chapter("measures", _("Measures and how they are counted"), tuple(_measures(source)), annex=True)


def _measures(source: Source) -> Iterator[ReportBlock]:
    yield Paragraph(_("Counted over: {span}.").format(span=span_text(source.measures)), "soft")
    groups = measure_groups(source.measures, source.scenario)
    for group in groups:
        rows = [row for row in group.rows if _tells(row)]
        if rows and not group.in_chapters:
            yield Heading(group.title)
            yield _group(rows)
    told: dict[str, list[str]] = {}
    for group in groups:
        if group.in_chapters:
            told.setdefault(group.rows[0].about, []).append(group.title)
    if told:
        yield Heading(_("Counted in the chapters above"))
        yield Table(
            (Column(_("Measures"), 3, strong=True), Column(_("How they are counted"), 7)),
            tuple(("\n".join(titles), about) for about, titles in told.items()),
        )


def _group(rows: Sequence[Row]) -> Table:
    return Table(
        (
            Column(_("Measure"), 3, strong=True),
            Column(_("Value"), 1.6, figures=True),
            Column(_("Remarks"), 2.4),
            Column(_("How it is counted"), 4),
        ),
        tuple(_rows(rows)),
        frozenset(place for place, row in enumerate(rows) if row.alarming),
    )


def _tells(row: Row) -> bool:
    """Whether a measure is more than nothing that happened."""
    return bool(row.value not in NAUGHT or row.detail or row.alarming)


def _rows(rows: Iterable[Row]) -> Iterator[tuple[str, str, str, str]]:
    """The rows of a group; how they are counted is said once where several in a row are counted alike."""
    before = ""
    for row in rows:
        yield row.name, row.value, row.detail or NOTHING, _("as above") if row.about == before else row.about
        before = row.about
