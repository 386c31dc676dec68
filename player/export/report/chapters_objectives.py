"""The objectives with the ratings trainers gave, beside what the log tells of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from player.engine.findings import Finding
from player.engine.state import ExpectedStatus
from player.export.report.chapters_findings import by_number, title_of
from player.export.report.chapters_gaps import missing_text
from player.export.report.chapters_restraint import eased_text, unwarned_text
from player.export.report.chapters_source import Source
from player.export.report.expected_wording import (
    ONLY_FROM_LOG,
    counted_text,
    known_by,
    on_time_text,
    outcome_text,
    tally_table,
    tick_of,
)
from player.export.report.findings_beside import (
    by_rule,
    found_about,
    found_meanwhile,
    is_about_dialogue,
    is_about_proportion,
    is_about_records,
    is_about_warning,
    standing,
)
from player.export.report.words import NOTHING, capital, length, listed, moment, sentences
from player.i18n import _
from player.model.doctrine import ACTION_KINDS, RATING_TITLES, Rating, Stage
from player.model.entries import CriticalTask, Objective
from player.model.paper import Card, Chapter, Heading, Paragraph, Remark, ReportBlock, Weight
from player.review.assessment_wording import span_text
from player.review.measures import ExpectedMeasure
from player.review.measures_expected import tally

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
    text = _(
        "Behind a critical task stands how many of the actions that show it were begun, recorded or ticked on time; "
        "how well it was done is not measured."
    )
    yield Paragraph(sentences((text, _(ONLY_FROM_LOG))), "soft")
    found = standing(source)
    beside = {name: _beside(source, found, aim) for name, aim in aims.items()}
    told = {one.key for both in beside.values() for ones in both for one in ones}
    elsewhere = [one for one in found if one.key not in told]
    if elsewhere:
        text = _("Findings that belong to no one objective, and stand beside all ratings: {findings}.")
        yield Remark(text.format(findings=listed(_found(source, elsewhere))), "worth")
    for name, aim in aims.items():
        yield _card(source, aim, *beside[name])
    tallies = source.measures.expected.by_objective
    unbound = [one for one in source.measures.expected.called if one.objective is None]
    if tallies:
        rows = [(str(aims[name].title), one) for name, one in tallies.items()]
        if unbound:
            rows.append((_("of no objective"), tally(unbound)))
        rows.append((_("In all"), source.measures.expected.total))
        yield Heading(_("Expected actions by objective"))
        yield tally_table(_("Objective"), rows)


def _card(source: Source, aim: Objective, about: Sequence[Finding], meanwhile: Sequence[Finding]) -> Card:
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
    if about:
        rows.append((_("Findings about this"), "\n".join(_found(source, about))))
    if aim.tasks:
        tasks = (f"• {_task(source, aim, task, called)}" for task in aim.tasks.values())
        rows.append((_("Critical tasks"), "\n".join(tasks)))
    if called:
        rows.append((_("Expected actions"), f"{counted_text(called)} ({known_by(called)})"))
    else:
        rows.append((_("Expected actions"), _("None was called for.")))
    short = [one for one in called if one.status is not ExpectedStatus.MET]
    if short:
        rows.append((_("Late or not seen"), "\n".join(f"• {_line(source, one)}" for one in short)))
    ticked = [f"• {_named(source, one)}: {said}" for one in called if (said := tick_of(source, one))]
    if ticked:
        rows.append((_("Tick and log"), "\n".join(ticked)))
    rows += _by_log(source, aim)
    if meanwhile:
        rows.append(
            (_("Other findings in its time"), "; ".join(f"{rule} {moments}" for rule, moments in by_rule(meanwhile)))
        )
    noted = [
        f"{span_text(one.at_ms, one.to_ms)} {one.text}"
        for one in source.assessment.annotations
        if one.objective == aim.id and one.text
    ]
    if noted:
        rows.append((_("Notes of the trainer"), "\n".join(noted)))
    if rated is not None and aim.ratings.get(rated.rating):
        meant = _("{rating} in the script").format(rating=rated.rating)
        rows.append((meant, f"“{aim.ratings[rated.rating]}”"))
    return Card(str(aim.title), tag, weight, tuple(rows))


def _by_log(source: Source, aim: Objective) -> Iterator[tuple[str, str]]:
    """What the log tells of the subject of an objective: how long the strongest force lasted, when somebody talked."""
    used = _strong_force(source) if is_about_proportion(aim) else ""
    if used:
        yield _("Force of stage 5 or more"), used
    unwarned = unwarned_text(source) if is_about_warning(aim) else ""
    if unwarned:
        yield _("Force with no warning"), unwarned
    missing = missing_text(source) if is_about_records(aim) else ""
    if missing:
        yield _("Not on record"), missing
    if is_about_dialogue(aim):
        yield _("Dialogue by the log"), _talked(source)


def _strong_force(source: Source) -> str:
    """The uses of force of the highest stages, from when to when, and for how long after the crowd had eased."""
    uses = [use for use in source.told.uses if max(use.stages) >= Stage.BLUNT_CHEMICAL]
    ends_ms = source.length_ms
    spans = "; ".join(
        f"{_(ACTION_KINDS[use.does].title)} {span_text(use.from_ms, ends_ms if use.to_ms is None else use.to_ms)}"
        for use in uses
    )
    return "\n".join(filter(None, (spans, eased_text(source, uses))))


def _talked(source: Source) -> str:
    """When somebody talked with the crowd."""
    return "; ".join(span_text(*span) for span in source.told.dialogue.talks) or _("none on record")


def _beside(source: Source, found: Sequence[Finding], aim: Objective) -> tuple[list[Finding], list[Finding]]:
    """The findings about an objective, and the others that begin while one of its actions was waited for."""
    called = [one for one in source.measures.expected.called if one.objective == aim.id]
    about = found_about(source, found, aim)
    keys = {one.key for one in about}
    return about, [one for one in found_meanwhile(found, called) if one.key not in keys]


def _found(source: Source, found: Sequence[Finding]) -> Iterator[str]:
    """These findings by rule, each with the moments it was found at."""
    for rule, moments in sorted(by_rule(found), key=by_number):
        alone = [one for one in found if one.rule == rule]
        about = str(alone[0].message) if len(alone) == 1 else title_of(source, rule)
        yield f"{rule} {about} ({moments})"


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
    return f"{task.title}: {on_time_text(ones)}"


def _line(source: Source, one: ExpectedMeasure) -> str:
    took = "" if one.latency_ms is None or one.ahead else _("after {time}").format(time=length(one.latency_ms))
    return f"{_named(source, one)}: {listed((outcome_text(one), took))}"


def _named(source: Source, one: ExpectedMeasure) -> str:
    """When it was called for, and what."""
    return f"{moment(one.opened_ms)} {capital(str(source.scenario.expected_by_id[one.expected].text))}"
