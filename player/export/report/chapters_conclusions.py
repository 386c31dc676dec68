"""What to keep and what to improve: the trainer's words first, then what the log shows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from player.engine.state import ExpectedStatus
from player.export.report.chapters_findings import basis_text, by_number, standing_text, title_of, when_text
from player.export.report.chapters_gaps import gap_blocks
from player.export.report.chapters_restraint import wanting
from player.export.report.chapters_source import Source
from player.export.report.expected_wording import outcome_text
from player.export.report.words import NOTHING, capital, listed, moment
from player.i18n import _
from player.model.paper import Card, Chapter, Column, Facts, Heading, Paragraph, ReportBlock, Table, Weight
from player.model.review_events import AnnotationKind
from player.model.rules import CERTAINTY_TITLES, rule_of_finding
from player.review.assessment import Annotation
from player.review.assessment_wording import span_text
from player.review.hotwash import Found
from player.review.hotwash_wording_well import strength_section
from player.review.measures import ExpectedMeasure
from player.review.suggesting import suggested_findings, suggested_unmet, unmet_of


def strengths(source: Source) -> Chapter:
    """What to keep."""
    return Chapter("strengths", _("Strengths"), tuple(_strengths(source)))


def _strengths(source: Source) -> Iterator[ReportBlock]:
    yield Heading(_("As the trainer sees it"))
    written = source.assessment.of_kind(AnnotationKind.STRENGTH)
    yield from (_annotation(source, one, "good") for one in written)
    if not written:
        yield Paragraph(_("The trainer has written down no strength."))
    yield Heading(_("From the log, not assessed"))
    section = strength_section(source.told)
    if not section.lines:
        yield Paragraph(section.nothing)
        return
    yield Table(
        (Column(_("What"), 5), Column(_("Figure"), 2), Column(_("First at"), 1.2, figures=True)),
        tuple((line.text, line.value or NOTHING, moment(line.at_ms)) for line in section.lines),
    )


def _annotation(source: Source, one: Annotation, weight: Weight) -> Card:
    rows = []
    aim = source.scenario.objectives.get(one.objective)
    if aim is not None:
        rows.append((_("Objective"), str(aim.title)))
    if one.finding:
        rows.append((_("Finding"), finding_text(source, one.finding)))
    if one.on is not None and one.on in source.lines:
        rows.append((_("Entry"), f"#{one.on} {source.lines[one.on].text}"))
    if one.who:
        rows.append((_("Written by"), one.who))
    when = capital(_("at {time}").format(time=span_text(one.at_ms, one.to_ms)))
    return Card(when, "", weight, tuple(rows), one.text or NOTHING)


def finding_text(source: Source, key: str) -> str:
    """A finding by its key: its rule and message, or its rule alone where it no longer stands."""
    found = next((one.finding for one in source.told.findings if one.finding.key == key), None)
    rule = rule_of_finding(key)
    return f"{rule}. {title_of(source, rule)}" if found is None else f"{rule}. {found.message}"


def improvements(source: Source) -> Chapter:
    """What to improve."""
    return Chapter("improvements", _("Areas for improvement"), tuple(_improvements(source)))


def _improvements(source: Source) -> Iterator[ReportBlock]:
    yield Heading(_("As the trainer sees it"))
    written = source.assessment.of_kind(AnnotationKind.IMPROVEMENT)
    yield from (_annotation(source, one, "worth") for one in written)
    if not written:
        yield Paragraph(_("The trainer has written down no area for improvement."))
    yield from _from_log(source)
    yield from gap_blocks(source)


def _from_log(source: Source) -> Iterator[ReportBlock]:
    yield Heading(_("From the log, not assessed"))
    found, unmet, force = _open_findings(source), _open_expected(source), tuple(wanting(source))
    if force:
        yield Facts(force)
    if not found and not unmet and force:
        return
    if not found and not unmet:
        yield Paragraph(_("Nothing is left in the log that the trainer has not taken up."))
        return
    text = _(
        "Findings that were not dismissed, expected actions not seen and critical tasks that came late, unless the "
        "trainer has taken them up."
    )
    yield Paragraph(text, "soft")
    if found:
        yield _findings(found)
    if unmet:
        yield Table(
            (Column(_("Called for"), 1.4, figures=True), Column(_("Expected action"), 6), Column(_("Outcome"), 2)),
            tuple(
                (
                    moment(one.opened_ms),
                    _expected(source, one),
                    outcome_text(one),
                )
                for one in unmet
            ),
        )


def _findings(found: Sequence[Found]) -> Table:
    """By rule; what was found several times in the same words stands in one row."""
    alike: dict[tuple[str, str, str, str, str], list[str]] = {}
    for one in sorted(found, key=lambda one: (by_number((one.finding.rule, 0)), one.finding.from_ms)):
        said = f"{one.finding.rule}. {one.finding.message}"
        sure = _(CERTAINTY_TITLES[one.finding.certainty])
        row = (said, basis_text(one), sure, standing_text(one), one.finding.rule)
        alike.setdefault(row, []).append(when_text(one))
    return Table(
        (
            Column(_("When"), 1.9, figures=True),
            Column(_("Finding"), 4.4),
            Column(_("Basis"), 3.8),
            Column(_("Certainty"), 1.6),
            Column(_("Answer"), 1.4),
        ),
        tuple(("\n".join(times), *row[:-1]) for row, times in alike.items()),
    )


def _expected(source: Source, one: ExpectedMeasure) -> str:
    text = str(source.scenario.expected_by_id[one.expected].text)
    beside = listed((source.unit(one.by), _("critical task") if one.critical else ""))
    return " · ".join(filter(None, (text, beside)))


def _open_findings(source: Source) -> list[Found]:
    """The findings that suggest themselves, as the assessment on the screen has them."""
    findings = (one.finding for one in source.told.findings)
    keys = {one.key for one in suggested_findings(source.state, findings, source.assessment)}
    return [one for one in source.told.findings if one.finding.key in keys]


def _open_expected(source: Source) -> list[ExpectedMeasure]:
    """The expected actions nobody saw, as the assessment on the screen has them, and the critical ones seen late."""
    called = source.measures.expected.called
    unmet = suggested_unmet(unmet_of(source.scenario, source.timeline.events, called), source.assessment)
    late = (one for one in called if one.critical and one.status is ExpectedStatus.MET_LATE)
    return sorted([*(one.measure for one in unmet), *late], key=lambda one: one.opened_ms)
