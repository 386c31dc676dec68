"""What a trainer's entries say: annotations, ratings of objectives, corrective actions, the summary."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from player.i18n import N_, _
from player.model import events as ev
from player.model.doctrine import RATING_TITLES, Rating
from player.model.rules import rule_of_finding
from player.model.times import clock_text
from player.review.days import due_text
from player.review.lines import Line, LineKind

if TYPE_CHECKING:
    from player.review.wording import Wording

ANNOTATION_TITLES: Mapping[ev.AnnotationKind, str] = {
    ev.AnnotationKind.NOTE: N_("Trainer's note"),
    ev.AnnotationKind.STRENGTH: N_("Strength"),
    ev.AnnotationKind.IMPROVEMENT: N_("To be improved"),
    ev.AnnotationKind.BOOKMARK: N_("Bookmark"),
}
"""What each kind of annotation is called."""


def span_text(at_ms: int, to_ms: int | None) -> str:
    """The stretch of exercise time something is about: "00:04:30", or "00:04:30-00:06:00"."""
    start = clock_text(at_ms, hours=True)
    return start if to_ms is None or to_ms <= at_ms else f"{start}–{clock_text(to_ms, hours=True)}"


def _annotated(_w: Wording, body: ev.AnnotationWritten) -> Line:
    bookmark = body.kind is ev.AnnotationKind.BOOKMARK
    values = {
        "kind": _("Trainer's bookmark") if bookmark else _(ANNOTATION_TITLES[body.kind]),
        "time": span_text(body.at_ms, body.to_ms),
        "seq": body.on,
        "rule": rule_of_finding(body.finding),
        "text": body.text,
    }
    if body.finding:
        template = N_("{kind} on finding {rule}: {text}")
    elif body.on is not None:
        template = N_("{kind} on #{seq}: {text}")
    else:
        template = N_("{kind} at {time}: {text}") if body.text else N_("{kind} at {time}")
    return Line(LineKind.REVIEW, _by(_(template).format(**values), body.who))


def _rated(w: Wording, body: ev.ObjectiveRated) -> Line:
    objective = w.scenario.objectives.get(body.objective)
    title = body.objective if objective is None else str(objective.title)
    if body.rating in set(Rating):
        rating = f"{body.rating}, {_(RATING_TITLES[Rating(body.rating)])}"
        text = _("Rated {rating}: {objective}").format(rating=rating, objective=title)
    else:
        text = _("Not rated after all: {objective}").format(objective=title)
    text = f"{text}. {body.comment}" if body.comment else text
    return Line(LineKind.REVIEW, _by(text, body.who))


def _planned(_w: Wording, body: ev.CorrectiveActionPlanned) -> Line:
    values = {"text": body.text, "owner": body.owner, "due": due_text(body.due)}
    if body.owner and body.due:
        template = N_("Corrective action, {owner} answers for it, due {due}: {text}")
    elif body.owner:
        template = N_("Corrective action, {owner} answers for it: {text}")
    else:
        template = N_("Corrective action, due {due}: {text}") if body.due else N_("Corrective action: {text}")
    return Line(LineKind.REVIEW, _(template).format(**values))


def _summed_up(_w: Wording, body: ev.SummaryWritten) -> Line:
    text = _("Summary: {text}").format(text=body.text) if body.text else _("Summary taken out")
    return Line(LineKind.REVIEW, _by(text, body.who))


def _by(text: str, who: str) -> str:
    return _("{text} ({observer})").format(text=text, observer=who) if who else text


ASSESSMENT_LINES: Mapping[type[ev.Body], Callable[[Wording, Any], Line]] = {
    ev.AnnotationWritten: _annotated,
    ev.ObjectiveRated: _rated,
    ev.CorrectiveActionPlanned: _planned,
    ev.SummaryWritten: _summed_up,
}
"""The words of each event of this kind."""
