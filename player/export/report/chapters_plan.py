"""The improvement plan: who does what by when, what nobody has taken up yet, and where it is signed."""

from __future__ import annotations

from collections.abc import Iterator

from player.engine.state import ExpectedStatus
from player.export.report.chapters_conclusions import finding_text
from player.export.report.chapters_findings import by_number, title_of, when_text
from player.export.report.chapters_source import Source
from player.export.report.expected_wording import outcome_text
from player.export.report.words import NOTHING, listed_first, moment
from player.i18n import _, ngettext
from player.model.paper import Chapter, Column, Paragraph, ReportBlock, Signatures, Table
from player.model.rules import rule_of_finding
from player.review.assessment import Corrective
from player.review.days import due_text
from player.review.hotwash import Found
from player.review.suggesting import stands, unmet_of

EMPTY_ROWS = 6
"""Lines of an improvement plan that is to be written by hand."""

MOST_ROWS = 8
"""Lines for what nobody has taken up, at the most."""

MOST_TIMES = 4
"""Findings of a rule named by their time in one line at the most."""


def improvement_plan(source: Source) -> Chapter:
    """Who does what by when, and where it is signed."""
    return Chapter("plan", _("Improvement plan"), tuple(_plan(source)), apart=True)


def _plan(source: Source) -> Iterator[ReportBlock]:
    planned = source.assessment.correctives
    rows = [
        (one.text, _about(source, one) or NOTHING, one.owner or NOTHING, due_text(one.due) or NOTHING)
        for one in planned
    ]
    left = list(_without_action(source))
    if not planned:
        yield Paragraph(_("No corrective action is planned yet; the lines are to be filled in by hand."))
    elif left:
        yield Paragraph(
            _("Lines without a corrective action are what none answers yet, to be filled in by hand."), "soft"
        )
    rows += [("", what, "", "") for what in left[:MOST_ROWS]]
    rows += [("", "", "", "")] * (EMPTY_ROWS - len(rows) if not planned else 0)
    yield Table(
        (
            Column(_("No."), 0.6, figures=True),
            Column(_("Corrective action"), 4),
            Column(_("What it answers"), 3.9),
            Column(_("Owner"), 2),
            Column(_("Due date"), 1.9),
        ),
        tuple((str(number), *row) for number, row in enumerate(rows, start=1)),
    )
    more = len(left) - MOST_ROWS
    if more > 0:
        text = ngettext(
            "{n} more critical task has no corrective action yet.",
            "{n} more critical tasks have no corrective action yet.",
            more,
        )
        yield Paragraph(text.format(n=more), "soft")
    yield Paragraph(_("Place, date: ________________________________________"))
    below = _("Name, post, rank, number:")
    titles = (_("Exercise controller"), _("Trainer"), _("Seen by the commander"))
    yield Signatures(tuple(f"{title}\n{below}" for title in titles))


def _without_action(source: Source) -> Iterator[str]:
    """The findings that stand, by rule, and the critical tasks not seen or late, that no corrective action answers."""
    answered = {one.finding for one in source.assessment.correctives}
    notes = {one.annotation for one in source.assessment.correctives}
    answered |= {one.finding for one in source.assessment.annotations if one.number in notes}
    open_: dict[str, list[Found]] = {}
    for one in source.told.findings:
        if stands(source.state, one.finding) and one.finding.key not in answered:
            open_.setdefault(one.finding.rule, []).append(one)
    for rule, found in sorted(open_.items(), key=lambda pair: by_number((pair[0], len(pair[1])))):
        times = [when_text(one) for one in sorted(found, key=lambda one: one.finding.from_ms)]
        yield f"{rule} {title_of(source, rule)}: {listed_first(times, MOST_TIMES)}"
    yield from _tasks_without_action(source, notes)


def _tasks_without_action(source: Source, notes: set[int | None]) -> Iterator[str]:
    called = source.measures.expected.called
    taken_up = {one.on for one in source.assessment.annotations if one.number in notes}
    unmet = unmet_of(source.scenario, source.timeline.events, called)
    unseen = {id(one.measure) for one in unmet if not {one.said_seq, one.fired_seq} & taken_up}
    for one in called:
        late = one.status is ExpectedStatus.MET_LATE
        if one.critical and (late or id(one) in unseen):
            text = source.scenario.expected_by_id[one.expected].text
            yield _("{time} {task} ({outcome})").format(
                time=moment(one.opened_ms), task=text, outcome=outcome_text(one)
            )


def _about(source: Source, one: Corrective) -> str:
    """What a corrective action answers: the area for improvement with its rule, or else the finding, the objective."""
    note = next((note for note in source.assessment.annotations if note.number == one.annotation), None)
    rule = rule_of_finding(one.finding)
    if note is not None:
        return f"{note.text} ({rule})" if rule else note.text
    aim = source.scenario.objectives.get(one.objective)
    return finding_text(source, one.finding) if rule else str(aim.title) if aim is not None else ""
