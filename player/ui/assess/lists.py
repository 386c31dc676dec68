"""What the panels of an assessment list, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from player.engine.findings import Finding
from player.engine.items import ExpectedStatus
from player.i18n import N_, _, ngettext
from player.model import events as ev
from player.model.doctrine import RATING_TITLES, Rating
from player.model.entries import Objective
from player.model.rules import rule_of_finding
from player.model.times import clock_text
from player.review.assessment import Annotation, Corrective
from player.review.assessment_wording import ANNOTATION_TITLES, span_text
from player.review.measures_expected import ExpectedMeasure, tally
from player.review.suggesting import suggested_findings, suggested_unmet
from player.review.tick_wording import tick_text
from player.ui.assess.book import Book
from player.ui.assess.days import day_text, is_overdue
from player.ui.assess.rows import NOT_RATED, AssessRow
from player.ui.instrument.finding_words import DOT
from player.ui.review_view import ReviewView

RATING_TONES: Mapping[Rating, str] = {Rating.P: "go", Rating.S: "ink", Rating.M: "warn", Rating.U: "alarm"}
KIND_ICONS: Mapping[ev.AnnotationKind, str] = {
    ev.AnnotationKind.NOTE: "message-square",
    ev.AnnotationKind.STRENGTH: "circle-check",
    ev.AnnotationKind.IMPROVEMENT: "trending-up",
    ev.AnnotationKind.BOOKMARK: "bookmark",
}
KIND_TONES: Mapping[ev.AnnotationKind, str] = {
    ev.AnnotationKind.STRENGTH: "go",
    ev.AnnotationKind.IMPROVEMENT: "warn",
}
_STATUS_SIGNS: Mapping[ExpectedStatus, tuple[str, str]] = {
    ExpectedStatus.MET: ("circle-check", "go"),
    ExpectedStatus.MET_LATE: ("clock-alert", "warn"),
    ExpectedStatus.MISSED: ("circle-x", "alarm"),
    ExpectedStatus.OPEN: ("circle-x", "alarm"),
}
_SHORT = 44
NO_OWNER, NO_DUE = N_("no owner yet"), N_("no due date")


def rating_rows(view: ReviewView, book: Book) -> list[AssessRow]:
    """The objectives of the script, each with its rating and what the log shows in figures."""
    return [_objective_row(objective, book) for objective in view.scenario.objectives.values()]


def _objective_row(objective: Objective, book: Book) -> AssessRow:
    rated = book.assessment.ratings.get(objective.id)
    draft = _half_written(book, f"rating.{objective.id}")
    figures = tally_text([one for one in book.called if one.objective == objective.id])
    if rated is None:
        detail = figures or _("no expected action of this objective was called for")
        flag = DOT.join(filter(None, (_("not rated yet"), draft)))
        return AssessRow(("objective", objective.id), str(objective.title), detail, flag, NOT_RATED)
    detail = DOT.join(filter(None, (_(RATING_TITLES[rated.rating]), figures)))
    return AssessRow(
        ("objective", objective.id),
        str(objective.title),
        detail,
        draft,
        letter=rated.rating.value,
        tone=RATING_TONES[rated.rating],
    )


def tally_text(called: list[ExpectedMeasure]) -> str:
    """How expected actions came out, in figures; empty where none was called for."""
    count = tally(called)
    parts = (
        (count.met, N_("{n} on time")),
        (sum(one.contradicted for one in called), N_("of them {n} otherwise by the log")),
        (count.late, N_("{n} late")),
        (count.missed + count.open, N_("{n} not seen")),
    )
    return ", ".join(_(text).format(n=n) for n, text in parts if n)


def evidence_rows(view: ReviewView, book: Book, objective: Objective) -> list[AssessRow]:
    """What a rating of this objective goes by: the script's words, and what the log shows."""
    rows: list[AssessRow] = []
    rated = book.assessment.ratings.get(objective.id)
    if rated is not None and (rated.comment or rated.who):
        rows.append(_head("comment", _("Comment")))
        rows.append(AssessRow(("comment",), rated.comment or _("no comment"), rated.who, faint=True))
    rows += _ladder(objective, None if rated is None else rated.rating)
    called = [one for one in book.called if one.objective == objective.id]
    rows += _tasks(view, objective, called)
    rows += _called(view, called)
    rows += _touching(view, book, objective)
    return rows


def _ladder(objective: Objective, rating: Rating | None) -> Iterator[AssessRow]:
    if objective.ratings:
        yield _head("ladder", _("What earns each rating"))
    for one, text in objective.ratings.items():
        tone = RATING_TONES[one] if one is rating else "soft"
        yield AssessRow(("ladder", one.value), str(text), letter=one.value, tone=tone, faint=one is not rating)


def _tasks(view: ReviewView, objective: Objective, called: list[ExpectedMeasure]) -> Iterator[AssessRow]:
    if objective.tasks:
        yield _head("tasks", _("Critical tasks"))
    for task in objective.tasks.values():
        shown = [one for one in called if view.scenario.expected_by_id[one.expected].task == task.id]
        figures = tally_text(shown) or _("nothing in the log shows it; judge by what was seen")
        worst = max(shown, key=lambda one: (_SEVERITY[one.status], one.contradicted), default=None)
        icon, tone = ("circle-help", "soft") if worst is None else _signs(worst)
        yield AssessRow(("task", task.id), str(task.title), figures, icon=icon, tone=tone, faint=True)


_SEVERITY = {status: place for place, status in enumerate(_STATUS_SIGNS)}


def _signs(one: ExpectedMeasure) -> tuple[str, str]:
    """The icon and the tone of what became of it; in time by a tick that the log tells otherwise is in doubt."""
    in_doubt = one.contradicted and one.status is ExpectedStatus.MET
    return ("circle-help", "warn") if in_doubt else _STATUS_SIGNS[one.status]


def _called(view: ReviewView, called: list[ExpectedMeasure]) -> Iterator[AssessRow]:
    if called:
        yield _head("called", _("What the log shows"))
    for place, one in enumerate(called):
        icon, tone = _signs(one)
        text = str(view.scenario.expected_by_id[one.expected].text)
        critical = _("critical task") if one.critical else ""
        unit = "" if one.by is None else str(view.scenario.units[one.by].title)
        said = (clock_text(one.opened_ms, hours=True), outcome_text(one), tick_text(view.scenario, one.by_log))
        detail = DOT.join(filter(None, (*said, critical, unit)))
        yield AssessRow(("called", place), text, detail, icon=icon, tone=tone, at_ms=one.opened_ms, faint=True)


def outcome_text(one: ExpectedMeasure) -> str:
    """What became of an expected action, with how long it took."""
    if one.status is ExpectedStatus.OPEN:
        return _("still open at EndEx")
    if one.latency_ms is None:
        return _("not seen by {time}").format(time=clock_text(one.deadline_ms, hours=True))
    if one.ahead:
        return _("had begun before it was called for")
    time, within = clock_text(one.latency_ms), clock_text(one.deadline_ms - one.opened_ms)
    if one.status is ExpectedStatus.MET_LATE:
        return _("late, after {time} of {within}").format(time=time, within=within)
    return _("on time, after {time} of {within}").format(time=time, within=within)


def _touching(view: ReviewView, book: Book, objective: Objective) -> Iterator[AssessRow]:
    findings = [one for one in view.findings if one.open and book.touches(one, objective.id)]
    if findings:
        yield _head("findings", _("Findings about the same actions"))
    for finding in findings:
        yield AssessRow(
            ("finding", finding.key),
            str(finding.message),
            DOT.join((finding.rule, span_text(finding.from_ms, finding.to_ms))),
            icon="file-warning",
            at_ms=finding.from_ms,
            faint=True,
        )
    notes = [one for one in book.assessment.annotations if one.objective == objective.id]
    if notes:
        yield _head("notes", _("Trainer's notes"))
    for note in notes:
        yield note_row(note, book)


def note_rows(book: Book, kinds: frozenset[ev.AnnotationKind]) -> list[AssessRow]:
    """The notes of these kinds, in the order of the time they are on."""
    return [note_row(one, book) for one in book.assessment.annotations if one.kind in kinds]


def note_row(note: Annotation, book: Book) -> AssessRow:
    """A note with what it is on."""
    title = _(ANNOTATION_TITLES[note.kind])
    objective = short(book.objective_title(note.objective))
    kind = title if note.text else ""
    detail = DOT.join(filter(None, (kind, span_text(note.at_ms, note.to_ms), on_text(note), objective, note.who)))
    return AssessRow(
        ("note", note.number),
        note.text or title,
        detail,
        _half_written(book, f"note.{note.number}"),
        icon=KIND_ICONS[note.kind],
        tone=KIND_TONES.get(note.kind, "ink"),
        at_ms=note.at_ms,
    )


def short(text: str) -> str:
    """A title as long as there is room for beside other things."""
    return text if len(text) <= _SHORT else text[: _SHORT - 1].rstrip() + "…"


def on_text(note: Annotation) -> str:
    """The entry or the finding a note is on, in short; empty where it is on a moment or a span."""
    if note.finding:
        return _("finding {rule}").format(rule=rule_of_finding(note.finding))
    return "" if note.on is None else f"#{note.on}"


def plan_rows(view: ReviewView, book: Book) -> list[AssessRow]:
    """What is to be improved and who does what about it, then what suggests itself."""
    assessment, today = book.assessment, view.today
    areas = assessment.of_kind(ev.AnnotationKind.IMPROVEMENT)
    rows = [_head("areas", _("Areas for improvement"))] if areas else []
    numbers = {area.number for area in areas}
    for area in areas:
        planned = [one for one in assessment.correctives if one.annotation == area.number]
        flag = "" if planned else _("no corrective action yet")
        row = note_row(area, book)
        detail = DOT.join(filter(None, (span_text(area.at_ms, area.to_ms), on_text(area), area.who)))
        flag = DOT.join(filter(None, (flag, row.flag)))
        rows.append(AssessRow(row.key, row.text, detail, flag, icon=row.icon, tone=row.tone, at_ms=row.at_ms))
        rows += [corrective_row(one, book, today, indent=1) for one in planned]
    others = [one for one in assessment.correctives if one.annotation not in numbers]
    if others:
        rows.append(_head("others", _("Other corrective actions")))
        rows += [corrective_row(one, book, today) for one in others]
    suggested = suggestions(view, book)
    if suggested:
        rows.append(_head("suggested", _("Suggestions: Enter makes an area for improvement of it")))
        rows += suggested
    return rows


def corrective_row(one: Corrective, book: Book, today: date, *, indent: int = 0) -> AssessRow:
    """A corrective action with who does it until when."""
    due = _("by {day}").format(day=day_text(one.due)) if one.due else ""
    finding = _("finding {rule}").format(rule=rule_of_finding(one.finding)) if one.finding else ""
    detail = DOT.join(filter(None, (one.owner, due, finding, short(book.objective_title(one.objective)))))
    flags = (
        "" if one.owner else _(NO_OWNER),
        "" if one.due else _(NO_DUE),
        _("overdue") if is_overdue(one.due, today) else "",
        _half_written(book, f"plan.{one.number}"),
    )
    return AssessRow(
        ("corrective", one.number),
        one.text,
        detail,
        DOT.join(filter(None, flags)),
        icon="square-check",
        indent=indent,
    )


def suggestions(view: ReviewView, book: Book) -> list[AssessRow]:
    """Findings that stand and expected actions nobody saw, of which nobody has made an area for improvement."""
    found = suggested_findings(view.final_state, view.findings, book.assessment)
    rows = [_suggested_finding(one) for one in found]
    for unmet in suggested_unmet(book.unmet, book.assessment):
        one = unmet.measure
        text = str(view.scenario.expected_by_id[one.expected].text)
        detail = DOT.join((_("expected action"), clock_text(one.opened_ms, hours=True), outcome_text(one)))
        key = ("missed", unmet.said_seq, one.expected, one.opened_ms)
        rows.append(AssessRow(key, text, detail, icon="plus", tone="soft", at_ms=one.opened_ms, faint=True))
    return sorted(rows, key=lambda row: row.at_ms or 0)


def _suggested_finding(finding: Finding) -> AssessRow:
    detail = DOT.join((_("finding {rule}").format(rule=finding.rule), span_text(finding.from_ms, finding.to_ms)))
    key = ("finding", finding.key)
    return AssessRow(key, str(finding.message), detail, icon="plus", tone="soft", at_ms=finding.from_ms, faint=True)


def plan_waiting(view: ReviewView, book: Book) -> int:
    """How many areas have no corrective action, and how many corrective actions no owner, or are overdue."""
    assessment, today = book.assessment, view.today
    answered = {one.annotation for one in assessment.correctives}
    areas = assessment.of_kind(ev.AnnotationKind.IMPROVEMENT)
    late = sum(not one.owner or is_overdue(one.due, today) for one in assessment.correctives)
    return late + sum(area.number not in answered for area in areas)


def unrated_text(count: int) -> str:
    """So many objectives wait for a rating."""
    if not count:
        return _("all rated")
    return ngettext("{n} not rated", "{n} not rated", count).format(n=count)


def _half_written(book: Book, name: str) -> str:
    """That a change of it is kept as a draft, if one is."""
    return _("half-written change") if name in book.drafts else ""


def _head(name: str, title: str) -> AssessRow:
    return AssessRow(("head", name), title, head=True)
