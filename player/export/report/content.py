"""The content of the after-action report: from a saved session to a `Report`, in the language asked for.

Every figure in it comes from the folds the screen shows: measures, hotwash, lanes, findings, assessment. To add a
chapter: a module with a function from `Source` to `Chapter`, and its line in `CHAPTERS`.

To find where a row is made: `CHAPTERS` leads to the module of its chapter. Some chapters take parts from others:
``chapters_essentials`` and, of force, warnings and dialogue, ``chapters_restraint`` make the table of the summary;
``chapters_force`` the uses of force under the orders; ``chapters_restraint`` and ``chapters_gaps`` what the log leaves
to be asked under the areas for improvement; ``expected_wording`` and ``findings_beside`` what stands beside expected
actions and objectives; the ``figure_*`` modules the drawings. ``chapters_source`` is what all of them are made from.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeAlias

from player.export.report.chapters_conclusions import improvements, strengths
from player.export.report.chapters_course import course
from player.export.report.chapters_crowd import crowd, units
from player.export.report.chapters_findings import findings, rules
from player.export.report.chapters_injects import expected_actions, injects
from player.export.report.chapters_log import log, measures_annex
from player.export.report.chapters_objectives import objectives
from player.export.report.chapters_orders import orders
from player.export.report.chapters_plan import improvement_plan
from player.export.report.chapters_proof import proof
from player.export.report.chapters_records import observations, records
from player.export.report.chapters_scene import participants, readiness, scene, script
from player.export.report.chapters_source import Source, source_of
from player.export.report.chapters_summary import standing_of, summary
from player.export.report.chapters_timeline import timeline_chapter
from player.export.report.cleaning import cleaned
from player.export.report.words import NOTHING, iso_text, length, listed, signed, wall_text
from player.export.verifier import VERIFIER_NAME, verifier_text
from player.i18n import _, ngettext, speaking
from player.model.events import WallTime
from player.model.paper import Chapter, Report
from player.model.times import apart_ms
from player.review.days import date_text
from player.review.timeline import Timeline
from player.session.errors import SessionUnreadable
from player.session.jsonl import JSONL_SUFFIX, jsonl_lines
from player.session.reader import SavedSession
from player.session.store import fitting

ChapterMaker: TypeAlias = Callable[[Source], Chapter]

CHAPTERS: tuple[ChapterMaker, ...] = (
    summary,
    scene,
    timeline_chapter,
    crowd,
    course,
    injects,
    expected_actions,
    orders,
    units,
    findings,
    records,
    observations,
    objectives,
    strengths,
    improvements,
    improvement_plan,
    log,
    readiness,
    participants,
    script,
    measures_annex,
    rules,
    proof,
)
"""The chapters in their order, the annexes last."""

MOST_EMBEDDED_EVENTS = 20_000
"""Entries above which the log does not travel inside the report: it would be larger than the report itself."""


def report_of(saved: SavedSession, language: str, *, timeline: Timeline | None = None) -> Report:
    """The after-action report of a session: of what is intact of it, where it is damaged.

    The same session gives the same report: it is dated by its last entry.

    Args:
        saved: a session as it was read.
        language: code of the language the report is written in.
        timeline: the drill of it, where somebody has folded it already; it is not changed.

    Raises:
        ValueError: the language is not known.
    """
    if timeline is None:
        saved = fitting(saved)
    with speaking(language):
        return cleaned(_report(source_of(saved, timeline), language))


def _report(source: Source, language: str) -> Report:
    scenario = source.scenario
    return Report(
        language=language,
        kind=_("After-action report"),
        title=str(scenario.title) or scenario.id,
        subtitle=" · ".join(filter(None, (str(scenario.place.name), date_text(source.first_wall.local.date())))),
        cover=tuple(_cover(source)),
        chapters=tuple(make(source) for make in CHAPTERS),
        banner=_("EXERCISE"),
        foot=_("Training index, not a prediction. Findings are not verdicts."),
        contents_title=_("Contents"),
        annexes_title=_("Annexes"),
        page_text=_("Page {number} of {count}"),
        made=iso_text(_latest(source.saved)),
        name=_("after-action_{session}").format(session=source.saved.path.stem),
        data=_data(source),
    )


def _cover(source: Source) -> Iterator[tuple[str, str]]:
    saved, told, scenario = source.saved, source.told, source.scenario
    standing = standing_of(source)
    if standing:
        yield _("State of the session"), standing
    yield _("Place"), str(scenario.place.name) or NOTHING
    if source.begun:
        yield _("StartEx"), wall_text(told.started, day=True)
        yield _("EndEx"), wall_text(told.ended, day=True) if told.ended is not None else _("not reached")
    else:
        yield _("Session opened"), wall_text(source.first_wall, day=True)
    planned, off = length(told.planned_ms), signed(apart_ms(source.length_ms, told.planned_ms))
    yield (
        _("Exercise time"),
        _("{length}, planned {planned} ({difference})").format(
            length=length(source.length_ms), planned=planned, difference=off
        ),
    )
    count = len(scenario.units)
    yield (
        _("Units of the script"),
        listed(
            (
                ngettext("{n} unit", "{n} units", count).format(n=count),
                _("{n} personnel").format(n=scenario.total_strength),
            )
        ),
    )
    yield _("Log up to"), wall_text(_latest(saved), day=True)
    yield _("Session"), saved.opened.session_id
    yield _("Head hash"), saved.head_hash


def _latest(saved: SavedSession) -> WallTime:
    """The latest time on the wall in the log; that of the last entry may be earlier, where the clock was set back."""
    return max((record.wall for record in saved.records), key=lambda wall: wall.utc_ms)


def _data(source: Source) -> dict[str, bytes]:
    """The log and the program that checks it, so that the report can prove what it rests on."""
    data = {VERIFIER_NAME: verifier_text().encode()}
    if len(source.saved.records) <= MOST_EMBEDDED_EVENTS:
        try:
            lines = "".join(f"{line}\n" for line in jsonl_lines(source.saved))
        except SessionUnreadable:  # the file has gone since it was read
            return data
        data[f"{source.saved.path.stem}{JSONL_SUFFIX}"] = lines.encode()
    return data
