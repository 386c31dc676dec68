"""What went well in a drill, as far as figures can tell it. None of it rewards force, or an empty square."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from player.engine.findings import Finding
from player.engine.findings.applied import applied
from player.engine.state import DrillState, ExpectedStatus
from player.model import events as ev
from player.model.doctrine import FORCE_FROM, WARNING_KINDS, RecordKind, Situation
from player.model.rules import RULES_ON_FORCE
from player.review.force_uses import UseOfForce, tagged_ms
from player.review.hotwash_dialogue import Dialogue
from player.review.measures import ExpectedMeasure, Measures
from player.review.measures_orders import OrderMeasures
from player.review.measures_trace import Trace

_AID = "medical_aid"


class StrengthKind(StrEnum):
    """What went well, as far as figures can tell it. None of these rewards force, or a square that emptied quickly."""

    NO_FORCE = "no_force"
    """No force of stage 3 or more was used although the situation left green."""
    IN_PROPORTION = "in_proportion"
    """Force of stage 3 or more was used, and never stood above the ceiling of what people tagged, the script aside.

    Not told while a finding of any rule on force stands: what is in question in one way is not praised in another.
    """
    WARNED = "warned"
    """Before each use of force there was a warning within the time rule R1 allows, and no warning asked for failed."""
    DIALOGUE = "dialogue"
    """There was dialogue while the situation was not green, and it was never missing for long beside force."""
    ORDERED = "ordered"
    """Every action that needs an order by the script had one."""
    AID = "aid"
    """Casualties were recorded, and aid was never found late."""
    ARRESTS = "arrests"
    """Every arrest was recorded in full."""
    CRITICAL = "critical"
    """Every critical task was done on time."""


@dataclass(frozen=True, slots=True)
class Strength:
    """Something that went well.

    Attributes:
        part: of ``whole``, what it is told by: ms, or how many; of `WARNED` the shortest time from a warning's begin to
            force, and the time of the rule; of `AID` how many casualties, and the time of rule R12.
        beside: moments of what is to be said beside it: of `DIALOGUE` from when to when it was missing for longer than
            rule R8 allows, of `ORDERED` the uses of force that had no order as the script asks for none, of `CRITICAL`
            when those were called for that the log tells otherwise than whoever ticked them.
    """

    kind: StrengthKind
    part: int = 0
    whole: int = 0
    at_ms: int | None = None
    beside: tuple[int, ...] = ()


_ON_ORDERED = frozenset({"R2", "R3", "R5", "R6", "R11"})
"""Rules on force that somebody orders: too much of it, with the wrong means, or by nobody who may."""


def strengths_of(
    state: DrillState,
    measured: Measures,
    trace: Trace,
    findings: Sequence[Finding],
    facts: Mapping[RecordKind, int],
    uses: Sequence[UseOfForce],
    dialogue: Dialogue,
) -> Iterator[Strength]:
    """What went well.

    What rests on the script alone is no merit of anybody and is left out; and so is that of which a rule found
    otherwise, unless somebody has dismissed that.
    """
    against = {one.rule for one in findings if one.open and not _is_dismissed(state, one)}
    yield from _restraint(state, measured, trace, against, uses)
    if "R8" not in against:
        yield from _dialogue(state, dialogue)
    orders, critical = measured.orders, measured.expected.critical
    behind = ordered_actions(state, orders)
    if orders.needed and not orders.without_order and not against & _ON_ORDERED:
        bare = tuple(one.from_ms for one in uses if one.action not in behind)
        yield Strength(StrengthKind.ORDERED, orders.needed, orders.needed, None, bare)
    hurt, arrested = facts[RecordKind.CASUALTY], facts[RecordKind.ARREST]
    aid_ms = min((run.started_ms for run in state.actions.values() if run.does == _AID), default=None)
    if hurt and aid_ms is not None and not any(one.rule == "R12" for one in findings):
        yield Strength(StrengthKind.AID, hurt, applied(state.scenario, "R12").duration_ms("within"), aid_ms)
    if arrested and "R9" not in against:
        yield Strength(StrengthKind.ARRESTS, arrested, arrested)
    if critical.opened and critical.met == critical.opened:
        otherwise = tuple(one.opened_ms for one in measured.expected.called if one.critical and one.contradicted)
        yield Strength(StrengthKind.CRITICAL, critical.met, critical.opened, None, otherwise)


def _restraint(
    state: DrillState, measured: Measures, trace: Trace, against: set[str], uses: Sequence[UseOfForce]
) -> Iterator[Strength]:
    """Force in proportion, said before it came, and words besides it."""
    force = measured.force
    uneasy_ms = measured.length_ms - measured.situation_ms[Situation.HIJAU]
    if force.first_ms is None and uneasy_ms > 0:
        yield Strength(StrengthKind.NO_FORCE, uneasy_ms, measured.length_ms)
    used_ms, within_ms = tagged_ms(state, trace)
    if used_ms and within_ms == used_ms and not force.excess_ms and not against & RULES_ON_FORCE:
        yield Strength(StrengthKind.IN_PROPORTION, used_ms, measured.length_ms, force.first_ms)
    if "R1" not in against:
        yield from _warned(state, measured, uses)


def _warned(state: DrillState, measured: Measures, uses: Sequence[UseOfForce]) -> Iterator[Strength]:
    """Warned before each use, not just once: within the time of rule R1, not in the same instant, and as asked for."""
    rule = applied(state.scenario, "R1")
    within_ms = rule.duration_ms("within")
    leads_ms = [use.from_ms - heard.from_ms for use in uses if (heard := use.warning_within(within_ms)) is not None]
    if rule.active and uses and len(leads_ms) == len(uses) and not _is_warning_wanting(state, measured):
        yield Strength(StrengthKind.WARNED, min(leads_ms), within_ms, uses[0].from_ms)


def _is_warning_wanting(state: DrillState, measured: Measures) -> bool:
    """Whether an appeal or a warning the script asked for came late, was never seen, or is in nothing but a tick."""
    return any(
        (one.status is not ExpectedStatus.MET or _is_but_a_tick(one))
        and state.scenario.expected_by_id[one.expected].action in WARNING_KINDS
        for one in measured.expected.called
    )


def _is_but_a_tick(one: ExpectedMeasure) -> bool:
    """Whether the log has nothing of the kind in time by the unit that had to do it, whatever was ticked."""
    found = one.by_log
    if found is None:
        return False
    return found.at_ms is None or found.unit is not None or found.at_ms > one.deadline_ms


def _dialogue(state: DrillState, dialogue: Dialogue) -> Iterator[Strength]:
    """Dialogue that did not stop for longer than rule R8 allows while there was force."""
    within_ms = applied(state.scenario, "R8").duration_ms("within")
    if dialogue.talked_ms and dialogue.dropped_for(within_ms, FORCE_FROM) is None:
        longest = dialogue.longest
        is_long = longest is not None and longest.length_ms > within_ms
        beside = (longest.from_ms, longest.to_ms) if longest is not None and is_long else ()
        yield Strength(StrengthKind.DIALOGUE, dialogue.talked_ms, dialogue.uneasy_ms, dialogue.first_ms, beside)


def ordered_actions(state: DrillState, orders: OrderMeasures) -> Mapping[int, int]:
    """The order behind each action that had one, also where nobody linked them: numbers of the order by the action."""
    given = state.orders
    behind = {one.action: one.order for one in orders.orders if one.action is not None}
    linked = {run.action: run.order for run in state.actions.values() if run.order is not None and run.order in given}
    return {**behind, **{action: order for action, order in linked.items() if not given[order].voided}}


def _is_dismissed(state: DrillState, finding: Finding) -> bool:
    answer = state.answer_of(finding.key)
    return answer is not None and answer.kind is ev.AnswerKind.DISMISSED
