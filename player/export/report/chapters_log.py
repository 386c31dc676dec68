"""Annexes: every entry of the log, and every measure with how it is counted."""

from __future__ import annotations

from collections.abc import Iterator

from player.export.report.chapters_source import Source
from player.export.report.words import NOTHING, listed, moment
from player.export.table_events import ACTOR_TITLES
from player.i18n import _
from player.model.events import WallTime
from player.model.paper import Chapter, Column, Heading, Paragraph, ReportBlock, Table
from player.model.times import story_clock_text
from player.review.lines import LINE_KIND_TITLES
from player.review.measures_wording import Group, measure_groups, span_text


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
    lines = source.lines
    titles = {kind: _(title) for kind, title in LINE_KIND_TITLES.items()}
    actors = {actor: _(title) for actor, title in ACTOR_TITLES.items()}
    void = _("void")
    rows, marked = [], set()
    for place, record in enumerate(records):
        event = record.event
        line = lines[event.seq]
        if line.alert:
            marked.add(place)
        rows.append(
            (
                str(event.seq),
                moment(event.exercise_ms),
                _wall(record.wall, day=len(days) > 1, zone=not zone),
                story_clock_text(event.scenario_ms),
                actors[event.actor],
                titles[line.kind],
                f"{line.text} ({void})" if source.is_void(event.seq) else line.text,
            )
        )
    yield Table(
        (
            Column("#", 0.7, figures=True),
            Column(_("Exercise time"), 1.1, figures=True),
            Column(listed((_("Wall clock"), zone)), 2.3 if len(days) > 1 else 1.4, figures=True),
            Column(_("Story"), 1, figures=True),
            Column(_("Who"), 2.2),
            Column(_("Kind"), 1.3),
            Column(_("What"), 8),
        ),
        tuple(rows),
        frozenset(marked),
    )


def _wall(when: WallTime, *, day: bool, zone: bool) -> str:
    """The clock on the wall, short: with the day and the zone only where they are not the same in all rows."""
    date = f"{when.local:%Y-%m-%d}" if day else ""
    return " ".join(filter(None, (date, story_clock_text(when.local_ms), when.zone if zone else "")))


def measures_annex(source: Source) -> Chapter:
    """Every measure, and how it is counted."""
    return Chapter("measures", _("Measures and how they are counted"), tuple(_measures(source)), annex=True)


def _measures(source: Source) -> Iterator[ReportBlock]:
    yield Paragraph(span_text(source.measures), "soft")
    groups = measure_groups(source.measures, source.scenario)
    for group in groups:
        if not group.in_chapters:
            yield Heading(group.title)
            yield _group(group)
    told = [group for group in groups if group.in_chapters]
    if told:
        yield Heading(_("Counted in the chapters above"))
        yield Table(
            (Column(_("Measures"), 3, strong=True), Column(_("How they are counted"), 7)),
            tuple((group.title, group.rows[0].about) for group in told),
        )


def _group(group: Group) -> Table:
    return Table(
        (
            Column(_("Measure"), 3, strong=True),
            Column(_("Value"), 1.6, figures=True),
            Column(_("Remarks"), 2.4),
            Column(_("How it is counted"), 4),
        ),
        tuple(_rows(group)),
        frozenset(place for place, row in enumerate(group.rows) if row.alarming),
    )


def _rows(group: Group) -> Iterator[tuple[str, str, str, str]]:
    """The rows of a group; how they are counted is said once where several in a row are counted alike."""
    before = ""
    for row in group.rows:
        yield row.name, row.value, row.detail or NOTHING, _("as above") if row.about == before else row.about
        before = row.about
