"""What happened in a drill that has ended, as plain data: for the page after EndEx and for the report of the hotwash.

It is worked out from the same folds as the measures and the findings, without a word of text. Times are whole
milliseconds of exercise time; how long the exercise stood still is real time, by the wall clock.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from player.engine.findings import Finding
from player.engine.fold import Fold
from player.engine.state import DrillState, ExpectedStatus
from player.model import events as ev
from player.model.doctrine import InjectStatus, RecordKind
from player.model.rules import Certainty
from player.model.scenario import Scenario
from player.review.force_uses import Ground, UseOfForce, grounds_at, uses_of_force
from player.review.hotwash_dialogue import Dialogue, dialogue_of
from player.review.hotwash_strengths import Strength, StrengthKind, strengths_of
from player.review.hotwash_told import Halt, HaltKind, Said, Told
from player.review.lanes import LATE_AFTER_MS
from player.review.measures import ExpectedMeasure, Measures, measures
from player.review.measures_trace import Trace
from player.review.suggesting import UNMET

__all__ = [
    "Found",
    "Halt",
    "HaltKind",
    "Hotwash",
    "Peak",
    "PlayedPhase",
    "Said",
    "Strength",
    "StrengthKind",
    "hotwash",
    "unplayed_titles",
]


@dataclass(frozen=True, slots=True)
class PlayedPhase:
    """A phase as it was played once.

    Attributes:
        from_ms, to_ms: when; ``seq``: number of the event that began it.
        planned_ms: as the script plans it; ``adjusted_ms``: as it was planned at the end, with what the controller
            changed.
    """

    phase: str
    from_ms: int
    to_ms: int
    planned_ms: int
    adjusted_ms: int
    seq: int

    @property
    def length_ms(self) -> int:
        """How long it lasted."""
        return self.to_ms - self.from_ms


@dataclass(frozen=True, slots=True)
class Peak:
    """The highest tension there was: the index, 0 to 100, and when it was first reached."""

    index: float
    at_ms: int


@dataclass(frozen=True, slots=True)
class Found:
    """A finding with the answer to it that stands, or None."""

    finding: Finding
    answer: ev.AnswerKind | None

    @property
    def waits(self) -> bool:
        """Whether it still waits for an answer."""
        return self.finding.open and self.answer is None


@dataclass(frozen=True, slots=True)
class LateInject:
    """An inject that was delivered later than its time."""

    inject: str
    at_ms: int
    late_ms: int


@dataclass(frozen=True, slots=True)
class Hotwash:
    """What happened.

    Attributes:
        started, ended: the wall clock at StartEx and at EndEx, None where that was not.
        in_emergency: EndEx came while a real emergency lasted.
        planned_ms: how long the script plans it, along its own course.
        halts: holds, emergencies and gaps, in the order of time; ``stood_ms``: real time on hold or in an emergency.
        phases: as they were played; ``unplayed``: ids of those that were not.
        peak: the highest tension, None where no time has passed.
        findings: those that wait for an answer first, the surest of them first; then the answered and the cleared.
        unmet: expected actions that were missed, or still open at EndEx; ``late``: that were seen late.
        late_injects: the latest first; ``skipped``: those the controller skipped; ``edited``: in changed words;
            ``again``: that were delivered more than once.
        shifts: how often the controller moved waiting injects, or changed the length of a phase.
        facts: how many casualties, arrests and pieces of evidence count.
        observations, notes, markers: how many of them count; ``observers``: who observed, by name.
        waived: readiness items that were passed over, with the reason.
        uses: each use of force of stage 3 or more, without the ``momentary`` ones: how many were over within a second
            (`UseOfForce.is_momentary`).
        dialogue: with the crowd, while the situation was not green.
        turned: what the class of behaviour rested on when the situation first left green.
        strengths: what went well.
    """

    started: ev.WallTime | None
    ended: ev.WallTime | None
    in_emergency: bool
    planned_ms: int
    halts: tuple[Halt, ...]
    phases: tuple[PlayedPhase, ...]
    unplayed: tuple[str, ...]
    peak: Peak | None
    findings: tuple[Found, ...]
    unmet: tuple[ExpectedMeasure, ...]
    late: tuple[ExpectedMeasure, ...]
    late_injects: tuple[LateInject, ...]
    skipped: tuple[Said, ...]
    edited: tuple[Said, ...]
    again: tuple[Said, ...]
    shifts: int
    facts: Mapping[RecordKind, int]
    observations: int
    notes: int
    markers: int
    observers: tuple[str, ...]
    waived: tuple[tuple[str, str], ...]
    uses: tuple[UseOfForce, ...]
    momentary: int
    dialogue: Dialogue
    turned: tuple[Ground, ...]
    strengths: tuple[Strength, ...]
    measures: Measures

    @property
    def stood_ms(self) -> int:
        """Real time on hold, or in a real emergency."""
        still = {HaltKind.HOLD, HaltKind.EMERGENCY}
        return sum(halt.lasted_ms for halt in self.halts if halt.kind in still)

    def halts_of(self, kind: HaltKind) -> tuple[Halt, ...]:
        """Those of a kind."""
        return tuple(halt for halt in self.halts if halt.kind is kind)

    @property
    def waiting(self) -> tuple[Found, ...]:
        """The findings that wait for an answer."""
        return tuple(found for found in self.findings if found.waits)


def hotwash(
    scenario: Scenario,
    log: Iterable[tuple[ev.Event, ev.WallTime]],
    fold: Fold,
    findings: Sequence[Finding],
) -> Hotwash:
    """Sum up a drill.

    Args:
        log: the whole log, each event with the wall clock.
        fold: the drill these events tell.
        findings: what is found in it.
    """
    events: list[ev.Event] = []
    told = Told()
    for event, wall in log:
        events.append(event)
        told.take(event, wall)
    state = fold.state
    measured = measures(scenario, events, fold)
    found = _sorted(Found(one, _kind(state, one)) for one in findings)
    called = measured.expected.called
    facts, every = _facts(state), uses_of_force(events, fold)
    uses = tuple(one for one in every if not one.is_momentary)
    trace = Trace(fold, measured.length_ms)
    dialogue, left_green_ms = dialogue_of(state, trace), measured.warning.left_green_ms
    return Hotwash(
        started=told.started,
        ended=told.ended,
        in_emergency=told.in_emergency,
        planned_ms=scenario.planned_ms,
        halts=tuple(told.halts),
        phases=tuple(_phases(scenario, state, told.phase_seqs, measured.length_ms)),
        unplayed=tuple(phase.id for phase in scenario.phases if not state.has_begun(phase.id)),
        peak=_peak(fold, measured),
        findings=found,
        unmet=tuple(one for one in called if one.status in UNMET),
        late=tuple(one for one in called if one.status is ExpectedStatus.MET_LATE),
        late_injects=_late_injects(measured),
        skipped=tuple(one for one in told.skipped.values() if _is_skipped(state, one.inject)),
        edited=tuple(one for one in told.edited.values() if state.inject_texts.get(one.inject)),
        again=tuple(told.again.values()),
        shifts=told.shifts,
        facts=facts,
        observations=sum(not one.voided for one in state.observations.values()),
        notes=sum(isinstance(body, ev.NoteWritten) for body in _counting(state)),
        markers=sum(isinstance(body, ev.MarkerPlaced) for body in _counting(state)),
        observers=tuple(told.observers),
        waived=tuple(state.waived.items()),
        uses=uses,
        momentary=len(every) - len(uses),
        dialogue=dialogue,
        turned=() if left_green_ms is None else grounds_at(events, fold, left_green_ms),
        strengths=tuple(strengths_of(state, measured, trace, findings, facts, uses, dialogue)),
        measures=measured,
    )


def unplayed_titles(told: Hotwash, scenario: Scenario) -> tuple[list[str], list[str]]:
    """The titles of the phases that were not played: those on the planned way, and those of other branches."""
    planned = {phase.id for phase in scenario.phase_order}
    titles = [(phase in planned, str(scenario.phase_by_id[phase].title)) for phase in told.unplayed]
    return [title for on_way, title in titles if on_way], [title for on_way, title in titles if not on_way]


def _phases(scenario: Scenario, state: DrillState, seqs: Sequence[int], length_ms: int) -> Iterable[PlayedPhase]:
    for run, seq in zip(state.phases, seqs, strict=True):
        to_ms = length_ms if run.ended_ms is None else run.ended_ms
        planned_ms = scenario.phase_by_id[run.phase].planned_ms
        yield PlayedPhase(run.phase, run.started_ms, to_ms, planned_ms, run.planned_ms, seq)


def _peak(fold: Fold, measured: Measures) -> Peak | None:
    at_ms = measured.dispersal.peak_ms
    return None if at_ms is None else Peak(fold.crowd.sample(at_ms).tension_index, at_ms)


def _kind(state: DrillState, finding: Finding) -> ev.AnswerKind | None:
    answer = state.answer_of(finding.key)
    return None if answer is None else answer.kind


_SURENESS = tuple(Certainty)


def _sorted(found: Iterable[Found]) -> tuple[Found, ...]:
    def order(one: Found) -> tuple[bool, bool, int, int]:
        finding = one.finding
        return not one.waits, not finding.open, _SURENESS.index(finding.certainty), finding.from_ms

    return tuple(sorted(found, key=order))


def _late_injects(measured: Measures) -> tuple[LateInject, ...]:
    late = (
        LateInject(one.inject, one.fired_ms, one.late_ms)
        for one in measured.injects.deliveries
        if one.late_ms is not None and one.late_ms > LATE_AFTER_MS
    )
    return tuple(sorted(late, key=lambda one: -one.late_ms))


def _is_skipped(state: DrillState, inject: str) -> bool:
    stood = state.injects[inject]
    return stood.status is InjectStatus.SKIPPED and stood.left_out and not stood.times


def _facts(state: DrillState) -> Mapping[RecordKind, int]:
    counts = dict.fromkeys(RecordKind, 0)
    for fact in state.facts.values():
        counts[fact.kind] += not fact.voided
    return counts


def _counting(state: DrillState) -> Iterable[ev.Body]:
    """What was written and is not void."""
    return (body for seq, body in state.voidable.items() if seq not in state.voided)
