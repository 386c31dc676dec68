"""What went well in a drill, as far as figures can tell it. None of it rewards force, or an empty square."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from player.engine.findings import Finding
from player.engine.findings.applied import applied
from player.engine.state import ActionRun, DrillState
from player.model import events as ev
from player.model.doctrine import ACTION_KINDS, RecordKind, Situation
from player.review.force_uses import UseOfForce, tagged_ms
from player.review.measures import Measures
from player.review.measures_trace import Trace

_AID = "medical_aid"
_TALK_FROM = 0.5
_TALKS = frozenset(kind for kind, action in ACTION_KINDS.items() if action.dialogue >= _TALK_FROM)
"""The kinds of action that listen as well as speak; an appeal or a warning does not."""


class StrengthKind(StrEnum):
    """What went well, as far as figures can tell it. None of these rewards force, or a square that emptied quickly."""

    NO_FORCE = "no_force"
    """No force of stage 3 or more was used although the situation left green."""
    IN_PROPORTION = "in_proportion"
    """Force of stage 3 or more was used, and never stood above the ceiling of what people tagged, the script aside."""
    WARNED = "warned"
    """Before each use of force the crowd was spoken to within the time rule R1 allows."""
    DIALOGUE = "dialogue"
    """There was dialogue with the crowd while the situation was not green."""
    ORDERED = "ordered"
    """Every action that needed an order had one."""
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
        part: of ``whole``, what it is told by: ms, or how many; of `WARNED` the shortest time the crowd had, and the
            time of the rule.
    """

    kind: StrengthKind
    part: int = 0
    whole: int = 0
    at_ms: int | None = None


def strengths_of(
    state: DrillState,
    measured: Measures,
    trace: Trace,
    findings: Sequence[Finding],
    facts: Mapping[RecordKind, int],
    uses: Sequence[UseOfForce],
) -> Iterator[Strength]:
    """What went well.

    What rests on the script alone is no merit of anybody and is left out; and so is that of which a rule found
    otherwise, unless somebody has dismissed that.
    """
    against = {one.rule for one in findings if one.open and not _is_dismissed(state, one)}
    yield from _restraint(state, measured, trace, against, uses)
    orders, critical = measured.orders, measured.expected.critical
    if orders.needed and not orders.without_order and not against & {"R5", "R6"}:
        yield Strength(StrengthKind.ORDERED, orders.needed, orders.needed)
    hurt, arrested = facts[RecordKind.CASUALTY], facts[RecordKind.ARREST]
    aid_ms = min((run.started_ms for run in state.actions.values() if run.does == _AID), default=None)
    if hurt and aid_ms is not None and not any(one.rule == "R12" for one in findings):
        yield Strength(StrengthKind.AID, hurt, hurt, aid_ms)
    if arrested and "R9" not in against:
        yield Strength(StrengthKind.ARRESTS, arrested, arrested)
    if critical.opened and critical.met == critical.opened:
        yield Strength(StrengthKind.CRITICAL, critical.met, critical.opened)


def _restraint(
    state: DrillState, measured: Measures, trace: Trace, against: set[str], uses: Sequence[UseOfForce]
) -> Iterator[Strength]:
    """Force in proportion, said before it came, and words besides it."""
    force = measured.force
    uneasy_ms = measured.length_ms - measured.situation_ms[Situation.HIJAU]
    if force.first_ms is None and uneasy_ms > 0:
        yield Strength(StrengthKind.NO_FORCE, uneasy_ms, measured.length_ms)
    used_ms, within_ms = tagged_ms(state, trace)
    if used_ms and within_ms == used_ms and not force.excess_ms and not against & {"R2", "R3"}:
        yield Strength(StrengthKind.IN_PROPORTION, used_ms, measured.length_ms, force.first_ms)
    if "R1" not in against:
        yield from _warned(state, uses)
    talked_ms, first_ms = _dialogue(state, trace)
    if talked_ms and "R8" not in against:
        yield Strength(StrengthKind.DIALOGUE, talked_ms, uneasy_ms, first_ms)


def _warned(state: DrillState, uses: Sequence[UseOfForce]) -> Iterator[Strength]:
    """Warned before each use, not just once: within the time of rule R1, and not in the same instant."""
    rule = applied(state.scenario, "R1")
    within_ms = rule.duration_ms("within")
    leads_ms = [one.lead_ms for one in uses if one.quiet_ms is not None and one.quiet_ms <= within_ms and one.lead_ms]
    if rule.active and uses and len(leads_ms) == len(uses):
        yield Strength(StrengthKind.WARNED, min(leads_ms), within_ms, uses[0].from_ms)


def _dialogue(state: DrillState, trace: Trace) -> tuple[int, int | None]:
    """How long somebody spoke with the crowd while the situation was not green, and when first."""
    talks = _merged([run for run in state.actions.values() if run.does in _TALKS], trace.length_ms)
    uneasy = [(run.from_ms, run.to_ms) for run in trace.runs if run.situation != Situation.HIJAU]
    shared = _shared(talks, uneasy)
    return sum(to_ms - from_ms for from_ms, to_ms in shared), shared[0][0] if shared else None


def _merged(runs: Sequence[ActionRun], end_ms: int) -> list[tuple[int, int]]:
    """When any of these went on, without overlaps, in order."""
    merged: list[tuple[int, int]] = []
    for run in sorted(runs, key=lambda run: run.started_ms):
        to_ms = end_ms if run.stopped_ms is None else min(run.stopped_ms, end_ms)
        if merged and run.started_ms <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(merged[-1][1], to_ms)
        else:
            merged.append((run.started_ms, to_ms))
    return merged


def _shared(one: Sequence[tuple[int, int]], other: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """What two rows of spans, each in order and without overlaps, have in common."""
    shared = []
    here = there = 0
    while here < len(one) and there < len(other):
        from_ms, to_ms = max(one[here][0], other[there][0]), min(one[here][1], other[there][1])
        if from_ms < to_ms:
            shared.append((from_ms, to_ms))
        if one[here][1] <= other[there][1]:
            here += 1
        else:
            there += 1
    return shared


def _is_dismissed(state: DrillState, finding: Finding) -> bool:
    answer = state.answer_of(finding.key)
    return answer is not None and answer.kind is ev.AnswerKind.DISMISSED
