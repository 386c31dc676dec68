"""What the answer to a finding makes happen. It may come while the drill runs, and after EndEx."""

from __future__ import annotations

from player.engine import commands as do
from player.engine.entries import LONGEST_NOTE
from player.engine.fold import Fold
from player.engine.refusals import Outcome, refusal
from player.engine.state import Status
from player.model import events as ev
from player.model.rules import RULES, rule_of_finding


def answer_finding(fold: Fold, command: do.AnswerFinding) -> Outcome:
    """A finding is accepted, explained or dismissed."""
    if fold.state.status is Status.READY:
        raise refusal("The exercise has not started yet.")
    if fold.state.status is Status.EMERGENCY:
        raise refusal("A real emergency: the exercise has stopped.")
    rule = rule_of_finding(command.finding)
    if rule not in RULES:
        raise refusal("There is no rule {rule}.", rule=rule)
    text, who = command.text.strip()[:LONGEST_NOTE], command.who.strip()[:LONGEST_NOTE]
    if not text and command.answer is not ev.AnswerKind.ACCEPTED:
        raise refusal("A finding that is explained or dismissed needs the reason in words.")
    yield ev.FindingAnswered(command.finding, command.answer, text, who), None
