"""What suggests itself as an area for improvement: what the log shows, and no trainer has taken up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from player.engine.findings import Finding
from player.engine.state import DrillState, ExpectedStatus
from player.model import events as ev
from player.model.scenario import Scenario
from player.review.assessment import Assessment
from player.review.measures_expected import ExpectedMeasure

UNMET = frozenset({ExpectedStatus.MISSED, ExpectedStatus.OPEN})
"""What became of expected actions that nobody saw."""


@dataclass(frozen=True, slots=True)
class Unmet:
    """An expected action that nobody saw.

    Attributes:
        fired_seq: number of the event that called for it.
        said_seq: of the event that says it was missed; of that which called for it, where it was open at EndEx.
    """

    measure: ExpectedMeasure
    fired_seq: int
    said_seq: int


def unmet_of(scenario: Scenario, log: Iterable[ev.Event], called: Iterable[ExpectedMeasure]) -> tuple[Unmet, ...]:
    """Of the expected actions that were called for, those nobody saw, with the events that tell so."""
    fired: dict[tuple[str, int], int] = {}
    missed: dict[tuple[str, int], int] = {}
    opened_ms: dict[str, int] = {}
    for event in log:
        match event.body:
            case ev.InjectFired(inject=inject):
                for expected in scenario.inject_by_id[inject].expect:
                    opened_ms[expected.id] = event.exercise_ms
                    fired[expected.id, event.exercise_ms] = event.seq
            case ev.ExpectedActionMissed(expected=name) if name in opened_ms:
                missed[name, opened_ms[name]] = event.seq
    unmet = [(one, (one.expected, one.opened_ms)) for one in called if one.status in UNMET]
    return tuple(Unmet(one, fired[key], missed.get(key, fired[key])) for one, key in unmet)


def stands(state: DrillState, finding: Finding) -> bool:
    """Whether a finding counts: nothing has cleared it, and nobody has dismissed it."""
    answer = state.answer_of(finding.key)
    return finding.open and (answer is None or answer.kind is not ev.AnswerKind.DISMISSED)


def suggested_findings(state: DrillState, findings: Iterable[Finding], assessed: Assessment) -> tuple[Finding, ...]:
    """The findings that stand, and that no area for improvement or corrective action is about."""
    taken = {one.finding for one in assessed.of_kind(ev.AnnotationKind.IMPROVEMENT)}
    taken |= {one.finding for one in assessed.correctives}
    return tuple(one for one in findings if one.key not in taken and stands(state, one))


def suggested_unmet(unmet: Sequence[Unmet], assessed: Assessment) -> tuple[Unmet, ...]:
    """Those that no area for improvement is about; one inject may call for several, of which each area takes one."""
    areas = Counter(one.on for one in assessed.of_kind(ev.AnnotationKind.IMPROVEMENT) if one.on is not None)
    left = []
    for one in unmet:
        on = next((seq for seq in (one.said_seq, one.fired_seq) if areas[seq]), None)
        if on is None:
            left.append(one)
        else:
            areas[on] -= 1
    return tuple(left)
