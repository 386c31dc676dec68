"""The objectives with the ratings trainers gave, beside what the log tells of them."""

from __future__ import annotations

from collections.abc import Iterator

from player.engine.state import ExpectedStatus
from player.export.report.chapters_injects import outcome_text, tally_cells, tally_columns
from player.export.report.chapters_source import Source
from player.export.report.words import NOTHING, capital, length, listed, moment
from player.i18n import _
from player.model.doctrine import RATING_TITLES, Rating
from player.model.entries import CriticalTask, Objective
from player.model.paper import Card, Chapter, Column, Heading, Paragraph, ReportBlock, Table, Weight
from player.review.assessment_wording import span_text
from player.review.measures import ExpectedMeasure

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
    for aim in aims.values():
        yield _card(source, aim)
    tallies = source.measures.expected.by_objective
    if tallies:
        yield Heading(_("Expected actions by objective"))
        yield Table(
            (Column(_("Objective"), 3, strong=True), *tally_columns()),
            tuple((str(aims[name].title), *tally_cells(one)) for name, one in tallies.items()),
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
            rows.append((_("As the script describes it"), str(aim.ratings[rated.rating])))
    if aim.tasks:
        rows.append((_("Critical tasks"), "\n".join(_task(source, aim, task, called) for task in aim.tasks.values())))
    rows.append(
        (
            _("Expected actions"),
            "\n".join(_line(source, one) for one in called) or _("None was called for."),
        )
    )
    noted = [
        f"{span_text(one.at_ms, one.to_ms)} {one.text}"
        for one in source.assessment.annotations
        if one.objective == aim.id and one.text
    ]
    if noted:
        rows.append((_("Notes of the trainer"), "\n".join(noted)))
    return Card(str(aim.title), tag, weight, tuple(rows))


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
