"""The objectives with the ratings trainers gave, beside what the log tells of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from player.engine.state import ExpectedStatus
from player.export.report.chapters_findings import by_number, title_of
from player.export.report.chapters_injects import ONLY_WHEN, known_by, outcome_text, tally_cells, tally_columns
from player.export.report.chapters_source import Source
from player.export.report.words import NOTHING, capital, length, listed, moment
from player.i18n import _
from player.model.doctrine import RATING_TITLES, Rating
from player.model.entries import CriticalTask, Objective
from player.model.paper import Card, Chapter, Column, Heading, Paragraph, Remark, ReportBlock, Table, Weight
from player.review.assessment_wording import span_text
from player.review.measures import ExpectedMeasure
from player.review.measures_expected import tally
from player.review.suggesting import stands

_WEIGHTS: dict[Rating, Weight] = {Rating.P: "good", Rating.S: "plain", Rating.M: "worth", Rating.U: "worth"}


def objectives(source: Source) -> Chapter:
    """The chapter."""
    return Chapter("objectives", _("Objectives and ratings"), tuple(_objectives(source)))


def _objectives(source: Source) -> Iterator[ReportBlock]:
    aims = source.scenario.objectives
    if not aims:
        yield Paragraph(_("The script names no objective."))
        return
    ratings = source.assessment.ratings
    rated = sum(name in ratings for name in aims)
    text = _("Objectives: {n}, of them rated by a trainer: {rated}. P, S, M and U are given by people, never by Gladi.")
    yield Paragraph(text.format(n=len(aims), rated=rated), "soft")
    meant = (f"{rating}: {_(title)}" for rating, title in RATING_TITLES.items())
    yield Paragraph("; ".join(meant) + ".", "soft")
    yield Paragraph(_(ONLY_WHEN), "soft")
    standing = Counter(one.finding.rule for one in source.told.findings if stands(source.state, one.finding))
    if standing:
        text = _(
            "Findings that stand beside these ratings, whatever the letters say: {findings}. They are told in "
            "“{chapter}”."
        )
        rules = listed(
            f"{rule} {title_of(source, rule)} ({count}×)" for rule, count in sorted(standing.items(), key=by_number)
        )
        yield Remark(text.format(findings=rules, chapter=_("Findings")), "worth")
    for aim in aims.values():
        yield _card(source, aim)
    tallies = source.measures.expected.by_objective
    unbound = [one for one in source.measures.expected.called if one.objective is None]
    if tallies:
        yield Heading(_("Expected actions by objective"))
        yield Table(
            (Column(_("Objective"), 3, strong=True), *tally_columns()),
            (
                *((str(aims[name].title), *tally_cells(one)) for name, one in tallies.items()),
                *([(_("of no objective"), *tally_cells(tally(unbound)))] if unbound else []),
                (_("In all"), *tally_cells(source.measures.expected.total)),
            ),
            frozenset({len(tallies) + bool(unbound)}),
        )


def _card(source: Source, aim: Objective) -> Card:
    rated = source.assessment.ratings.get(aim.id)
    called = [one for one in source.measures.expected.called if one.objective == aim.id]
    rows = []
    tag = _("not rated yet")
    weight: Weight = "plain"
    if rated is not None:
        tag = f"{rated.rating} · {_(RATING_TITLES[rated.rating])}"
        weight = _WEIGHTS[rated.rating]
        rows.append((_("Comment"), rated.comment or NOTHING))
        rows.append((_("Rated by"), rated.who or _("the trainer")))
        if aim.ratings.get(rated.rating):
            measure = _("The script's measure of {rating}").format(rating=rated.rating)
            rows.append((measure, str(aim.ratings[rated.rating])))
    if aim.tasks:
        tasks = (f"• {_task(source, aim, task, called)}" for task in aim.tasks.values())
        rows.append((_("Critical tasks"), "\n".join(tasks)))
    rows.append((_("Expected actions"), _counted(called)))
    if called:
        rows.append((_("How that is known"), known_by(called)))
    short = [one for one in called if one.status is not ExpectedStatus.MET]
    if short:
        rows.append((_("Late or not seen"), "\n".join(f"• {_line(source, one)}" for one in short)))
    noted = [
        f"{span_text(one.at_ms, one.to_ms)} {one.text}"
        for one in source.assessment.annotations
        if one.objective == aim.id and one.text
    ]
    if noted:
        rows.append((_("Notes of the trainer"), "\n".join(noted)))
    return Card(str(aim.title), tag, weight, tuple(rows))


def _counted(called: Sequence[ExpectedMeasure]) -> str:
    if not called:
        return _("None was called for.")
    told = tally(called)
    text = _("{opened} called for: {met} on time, {late} late, {missed} not seen, {open} still open")
    return text.format(opened=told.opened, met=told.met, late=told.late, missed=told.missed, open=told.open)


def _task(source: Source, aim: Objective, task: CriticalTask, called: list[ExpectedMeasure]) -> str:
    """A critical task with how often it was shown on time, of how often it was called for."""
    names = {
        name
        for name, expected in source.scenario.expected_by_id.items()
        if expected.objective == aim.id and expected.task == task.id
    }
    ones = [one for one in called if one.expected in names]
    if not ones:
        return _("{task}: not called for").format(task=task.title)
    met = sum(one.status is ExpectedStatus.MET for one in ones)
    return _("{task}: on time {n} of {all}").format(task=task.title, n=met, all=len(ones))


def _line(source: Source, one: ExpectedMeasure) -> str:
    text = str(source.scenario.expected_by_id[one.expected].text)
    took = "" if one.latency_ms is None or one.ahead else _("after {time}").format(time=length(one.latency_ms))
    return f"{moment(one.opened_ms)} {capital(text)}: {listed((outcome_text(one), took))}"
