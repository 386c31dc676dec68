"""What the commands of a trainer make happen after EndEx: annotations, ratings, corrective actions, a summary."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from typing import TypeVar

from player.engine import commands as do
from player.engine.entries import LONGEST_NAME, LONGEST_NOTE, check_rating
from player.engine.fold import Fold
from player.engine.refusals import Outcome, refusal
from player.engine.state import DrillState, Status
from player.model import events as ev
from player.model.rules import RULES, rule_of_finding

B = TypeVar("B", bound=ev.Body)

_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")


def annotate(fold: Fold, command: do.Annotate) -> Outcome:
    """A note is written on a moment, a span, an entry or a finding, or changed."""
    state = _ended(fold)
    text = command.text.strip()[:LONGEST_NOTE]
    if not text and command.kind is not ev.AnnotationKind.BOOKMARK:
        raise refusal("A note needs a text.")
    end_ms = state.exercise_ms
    if not 0 <= command.at_ms <= end_ms or not command.at_ms <= (command.to_ms or command.at_ms) <= end_ms:
        raise refusal("A note is on a moment, or a stretch of time, between StartEx and EndEx.")
    if command.on is not None and not 1 <= command.on <= state.last_seq:
        raise refusal("There is no entry #{seq}.", seq=command.on)
    _check_subject(fold, command.finding, command.objective)
    number = _number(state, ev.AnnotationWritten, command.annotation)
    to_ms = None if command.to_ms == command.at_ms else command.to_ms
    body = ev.AnnotationWritten(
        number,
        command.kind,
        command.at_ms,
        to_ms,
        command.on,
        command.finding,
        command.objective,
        text,
        command.who.strip()[:LONGEST_NAME],
    )
    if body != _standing(state, ev.AnnotationWritten, number):
        yield body, None


def remove_annotation(fold: Fold, command: do.RemoveAnnotation) -> Outcome:
    """A note is taken back."""
    yield from _taken_back(_ended(fold), ev.AnnotationWritten, command.annotation)


def rate_objective(fold: Fold, command: do.RateObjective) -> Outcome:
    """An objective is rated, or its rating taken back."""
    state = _ended(fold)
    if command.objective not in fold.scenario.objectives:
        raise refusal("The script has no objective {objective}.", objective=command.objective)
    check_rating(command.rating)
    comment, who = command.comment.strip()[:LONGEST_NOTE], command.who.strip()[:LONGEST_NAME]
    body = ev.ObjectiveRated(command.objective, command.rating, comment, who)
    stood = [one for one in _counting(state, ev.ObjectiveRated) if one.objective == command.objective]
    said = stood[-1] if stood else ev.ObjectiveRated(command.objective, "")
    if (said.rating, said.comment) != (body.rating, body.comment):
        yield body, None


def plan_corrective(fold: Fold, command: do.PlanCorrective) -> Outcome:
    """A corrective action is planned, or changed."""
    state = _ended(fold)
    text = command.text.strip()[:LONGEST_NOTE]
    if not text:
        raise refusal("A corrective action needs words: what is to be done.")
    due = command.due.strip()
    if due and not _is_day(due):
        raise refusal("A day is written as 2026-12-31; not {day}.", day=due)
    _check_subject(fold, command.finding, command.objective)
    if command.annotation is not None:
        _number(state, ev.AnnotationWritten, command.annotation)
    number = _number(state, ev.CorrectiveActionPlanned, command.corrective)
    body = ev.CorrectiveActionPlanned(
        number,
        text,
        command.owner.strip()[:LONGEST_NAME],
        due,
        command.annotation,
        command.finding,
        command.objective,
    )
    if body != _standing(state, ev.CorrectiveActionPlanned, number):
        yield body, None


def remove_corrective(fold: Fold, command: do.RemoveCorrective) -> Outcome:
    """A corrective action is taken out of the plan."""
    yield from _taken_back(_ended(fold), ev.CorrectiveActionPlanned, command.corrective)


def write_summary(fold: Fold, command: do.WriteSummary) -> Outcome:
    """The drill is summed up, or the summary taken back."""
    state = _ended(fold)
    body = ev.SummaryWritten(command.text.strip()[:LONGEST_NOTE], command.who.strip()[:LONGEST_NAME])
    stood = list(_counting(state, ev.SummaryWritten))
    if (stood[-1].text if stood else "") != body.text:
        yield body, None


def _ended(fold: Fold) -> DrillState:
    if fold.state.status is not Status.ENDED:
        raise refusal("A drill is assessed after EndEx.")
    return fold.state


def _counting(state: DrillState, kind: type[B]) -> Iterator[B]:
    return (body for seq, body in state.voidable.items() if isinstance(body, kind) and seq not in state.voided)


def _number_of(body: ev.Body) -> int:
    match body:
        case ev.AnnotationWritten(annotation=number) | ev.CorrectiveActionPlanned(corrective=number):
            return number
    raise TypeError(body)


def _number(state: DrillState, kind: type[ev.Body], wanted: int | None) -> int:
    """The number asked for, where something stands under it, or one that nothing ever had."""
    if wanted is None:
        return 1 + max((_number_of(body) for body in state.voidable.values() if isinstance(body, kind)), default=0)
    if _standing(state, kind, wanted) is None:
        raise refusal("There is nothing numbered {number} to change any more.", number=wanted)
    return wanted


def _standing(state: DrillState, kind: type[ev.Body], number: int) -> ev.Body | None:
    stood = [body for body in _counting(state, kind) if _number_of(body) == number]
    return stood[-1] if stood else None


def _taken_back(state: DrillState, kind: type[ev.Body], number: int) -> Outcome:
    _number(state, kind, number)
    for seq, body in reversed(state.voidable.items()):
        if isinstance(body, kind) and seq not in state.voided and _number_of(body) == number:
            yield ev.EntryVoided(seq), None


def _check_subject(fold: Fold, finding: str, objective: str) -> None:
    rule = rule_of_finding(finding)
    if finding and rule not in RULES:
        raise refusal("There is no rule {rule}.", rule=rule)
    if objective and objective not in fold.scenario.objectives:
        raise refusal("The script has no objective {objective}.", objective=objective)


def _is_day(text: str) -> bool:
    match = _DAY.fullmatch(text)
    if match is None:
        return False
    year, month, day = map(int, match.groups())
    return year >= 1 and 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]
