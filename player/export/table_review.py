"""What was found in a session and what trainers said of it, as tables."""

from __future__ import annotations

from collections.abc import Iterator

from player.engine.findings import Finding
from player.export.cells import SPAN, WHOLE, YES_NO
from player.export.msel import line
from player.export.session_source import SessionSource
from player.export.table import Column, Table, Value
from player.i18n import N_, _
from player.model.doctrine import RATING_TITLES
from player.model.rules import CERTAINTY_TITLES, MARK_TITLES, rules_of
from player.review.assessment import Annotation
from player.review.assessment_wording import ANNOTATION_TITLES
from player.review.instrument_wording import ANSWER_TITLES

_FINDINGS = (
    Column("rule", N_("Rule"), 7),
    Column("from", N_("Begins at"), 11, SPAN),
    Column("to", N_("Ends at"), 11, SPAN),
    Column("message", N_("Finding, no verdict"), 46),
    Column("title", N_("Rule in words"), 30),
    Column("basis", N_("Basis"), 24),
    Column("certainty", N_("Certainty"), 18),
    Column("mark", N_("Where the basis comes from"), 22),
    Column("open", N_("Not cleared"), 9, YES_NO),
    Column("cleared_at", N_("Cleared at"), 11, SPAN),
    Column("cleared", N_("Cleared by, or what would clear it"), 36),
    Column("answer", N_("Answer"), 14),
    Column("answer_text", N_("Answer in words"), 32),
    Column("answer_who", N_("Answered by"), 20),
    Column("events", N_("Events that show it"), 18),
    Column("key", N_("Key"), 18),
)


def _findings(source: SessionSource, _step_ms: int) -> Iterator[tuple[Value, ...]]:
    rules = rules_of(source.saved.opened.rules_version)
    for one in source.findings:
        answer = source.state.answer_of(one.key)
        yield (
            one.rule,
            one.from_ms,
            None if one.lasting else one.to_ms,
            str(one.message),
            _(rules[one.rule].title),
            str(one.basis),
            _(CERTAINTY_TITLES[one.certainty]),
            _(MARK_TITLES[one.mark]),
            one.open,
            None if one.cleared is None else one.cleared.at_ms,
            str(one.cleared_by if one.cleared is None else one.cleared.message),
            "" if answer is None else _(ANSWER_TITLES[answer.kind]),
            "" if answer is None else answer.text,
            "" if answer is None else answer.who,
            " ".join(f"#{seq}" for seq in one.events),
            one.key,
        )


_ASSESSMENT = (
    Column("what", N_("What"), 22),
    Column("number", N_("No."), 6, WHOLE),
    Column("from", N_("Begins at"), 11, SPAN),
    Column("to", N_("Ends at"), 11, SPAN),
    Column("on", N_("On event"), 8, WHOLE),
    Column("objective", N_("Objective"), 34),
    Column("rating", N_("Rating"), 8),
    Column("rating_text", N_("Rating in words"), 22),
    Column("text", N_("Text"), 50),
    Column("who", N_("Written by, or to be done by"), 22),
    Column("due", N_("Due day"), 12),
    Column("finding", N_("Finding"), 32),
    Column("annotation", N_("Answers no."), 8, WHOLE),
    Column("seq", N_("Said by event"), 8, WHOLE),
)


def _assessment(source: SessionSource, _step_ms: int) -> Iterator[tuple[Value, ...]]:
    said, titles = source.assessment, {one.id: line(one.title) for one in source.scenario.objectives.values()}
    findings = {one.key: one for one in source.findings}
    nothing = (None,) * 4
    if said.summary:
        yield _("Summary"), *nothing, "", "", "", said.summary, "", "", "", None, said.summary_seq
    for name, title in titles.items():
        rated = said.ratings.get(name)
        what = _("Rating of an objective")
        if rated is None:
            yield what, *nothing, title, "", _("not rated"), "", "", "", "", None, None
            continue
        words = _(RATING_TITLES[rated.rating])
        yield what, *nothing, title, rated.rating.value, words, rated.comment, rated.who, "", "", None, rated.seq
    for note in said.annotations:
        yield _annotation(note, titles, findings)
    for plan in said.correctives:
        aim, found = titles.get(plan.objective, plan.objective), _finding(plan.finding, findings)
        what = _("Corrective action")
        yield (
            *(what, plan.number, None, None, None, aim, "", "", plan.text, plan.owner, plan.due, found),
            *(plan.annotation, plan.seq),
        )


def _annotation(note: Annotation, titles: dict[str, str], findings: dict[str, Finding]) -> tuple[Value, ...]:
    return (
        _(ANNOTATION_TITLES[note.kind]),
        note.number,
        note.at_ms,
        note.to_ms if note.is_span else None,
        note.on,
        titles.get(note.objective, note.objective),
        "",
        "",
        note.text,
        note.who,
        "",
        _finding(note.finding, findings),
        None,
        note.seq,
    )


def _finding(key: str, findings: dict[str, Finding]) -> str:
    """A finding by its words; by its key where the rules no longer find it."""
    found = findings.get(key)
    return key if found is None else f"{found.rule}: {found.message}"


FINDINGS = Table("findings", N_("Findings"), _FINDINGS, _findings, printed=14)
ASSESSMENT = Table("assessment", N_("Assessment"), _ASSESSMENT, _assessment)
