"""Who was first where: each phase, inject, expected action and decision, with the time of every drill.

What is put side by side is the time since StartEx, or phase by phase the time since the phase began; of an expected
action the time from its inject, of a decision from its question, of a phase how long it took.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from operator import itemgetter

from player.engine.state import ExpectedStatus
from player.model.times import in_seconds
from player.review.comparing_axis import By
from player.review.comparing_rows import contenders
from player.review.comparing_subjects import Subject


class Of(StrEnum):
    """What is put side by side."""

    PHASE_BEGUN = "phase_begun"
    PHASE_TOOK = "phase_took"
    INJECT = "inject"
    EXPECTED = "expected"
    DECISION = "decision"


class Outcome(StrEnum):
    """What became of it in a drill."""

    DONE = "done"
    LATE = "late"
    """Done after its deadline."""
    AHEAD = "ahead"
    """Begun before it was called for, so that its time says nothing."""
    MISSED = "missed"
    OPEN = "open"
    """Not done by the end of what there is of the drill."""
    ABSENT = "absent"
    """It did not come to that."""


@dataclass(frozen=True, slots=True)
class Result:
    """How it went in one drill.

    Attributes:
        time_ms: what is put side by side, or None.
        at_ms: the exercise time at which it was done or, where it was not, at which it was called for; None where it
            did not come to that.
    """

    outcome: Outcome
    time_ms: int | None = None
    at_ms: int | None = None

    @property
    def shown_ms(self) -> int | None:
        """The time as it is shown, in whole seconds: what looks alike is alike."""
        return None if self.time_ms is None else in_seconds(self.time_ms)

    @property
    def counts(self) -> bool:
        """Whether its time can be put beside others."""
        return self.time_ms is not None and self.outcome in {Outcome.DONE, Outcome.LATE}


_ABSENT = Result(Outcome.ABSENT)


@dataclass(frozen=True, slots=True)
class Contest:
    """One thing as it went in every drill.

    Attributes:
        of: what it is, with its ``id`` and from 0 which time it was.
        phase: id of its phase.
        first: the drills that were first; none where all were alike, or only one has a time.
    """

    of: Of
    id: str
    round: int
    phase: str
    results: tuple[Result, ...]
    first: tuple[int, ...] = ()

    @property
    def differs(self) -> bool:
        """Whether it did not go alike in all of them."""
        return len({(one.outcome, one.shown_ms) for one in self.results}) > 1

    def behind_ms(self, place: int) -> int | None:
        """How far a drill is behind the first, or None where it cannot be said."""
        result = self.results[place]
        if not self.first or not result.counts or result.shown_ms is None:
            return None
        best = self.results[self.first[0]].shown_ms
        return None if best is None else result.shown_ms - best


@dataclass(frozen=True, slots=True)
class Firsts:
    """In how many expected actions a drill was the quickest, of so many where that can be said.

    Injects and phases are not counted: when they come and how long they last is no matter of being quick.
    """

    first: int
    places: int


_Key = tuple[str, int]
_Found = tuple[str, str, Result]
"""An id, the phase it belongs to, and how it went."""


def contests(subjects: Sequence[Subject], by: By) -> tuple[Contest, ...]:
    """Everything that can be put side by side, phase by phase as the script has them."""
    scenario = subjects[0].scenario
    fair = contenders(subjects)
    found = []
    for of, tell in _TELLERS.items():
        every = [_numbered(tell(subject, by)) for subject in subjects]
        for key in dict.fromkeys(key for one in every for key in one):
            phase = next(one[key][0] for one in every if key in one)
            results = tuple(one[key][1] if key in one else _ABSENT for one in every)
            found.append(_with_first(Contest(of, *key, phase, results), fair))
    numbers = {phase.id: scenario.phase_number(phase.id) for phase in scenario.phases}
    kinds = list(Of)
    return tuple(sorted(found, key=lambda one: (numbers.get(one.phase, 0), _began_ms(one), kinds.index(one.of))))


def firsts(each: Iterable[Contest], place: int) -> Firsts:
    """How often a drill was the quickest."""
    told = [one for one in each if one.first and one.of is Of.EXPECTED]
    return Firsts(sum(place in one.first for one in told), len(told))


def _began_ms(contest: Contest) -> int:
    return min((one.at_ms for one in contest.results if one.at_ms is not None), default=0)


def _numbered(found: Iterable[_Found]) -> dict[_Key, tuple[str, Result]]:
    """Each by its id and which time it was."""
    rounds: dict[str, int] = {}
    numbered = {}
    for name, phase, result in found:
        number = rounds.get(name, 0)
        rounds[name] = number + 1
        numbered[name, number] = phase, result
    return numbered


def _with_first(contest: Contest, fair: Sequence[int]) -> Contest:
    known = {
        place: ms
        for place in fair
        if contest.results[place].counts and (ms := contest.results[place].shown_ms) is not None
    }
    if len(known) < 2 or len(set(known.values())) < 2:
        return contest
    best = min(known.items(), key=itemgetter(1))[1]
    return replace(contest, first=tuple(place for place, ms in known.items() if ms == best))


def _begun(subject: Subject, _by: By) -> Iterator[_Found]:
    for stay in subject.stays:
        yield stay.phase, stay.phase, Result(Outcome.DONE, stay.start_ms, stay.start_ms)


def _took(subject: Subject, _by: By) -> Iterator[_Found]:
    for place, stay in enumerate(subject.stays, start=1):
        over = place < len(subject.stays) or subject.ended
        result = Result(Outcome.DONE, stay.length_ms, stay.end_ms) if over else Result(Outcome.OPEN, None, stay.end_ms)
        yield stay.phase, stay.phase, result


def _injects(subject: Subject, by: By) -> Iterator[_Found]:
    for one in subject.measures.injects.deliveries:
        phase = subject.scenario.inject_by_id[one.inject].phase
        since_ms = one.fired_ms
        if by is By.PHASE:
            stay = subject.stay_at(one.fired_ms)
            since_ms -= stay.start_ms if stay is not None else 0
        yield one.inject, phase, Result(Outcome.DONE, since_ms, one.fired_ms)


_OUTCOMES = {
    ExpectedStatus.MET: Outcome.DONE,
    ExpectedStatus.MET_LATE: Outcome.LATE,
    ExpectedStatus.MISSED: Outcome.MISSED,
    ExpectedStatus.OPEN: Outcome.OPEN,
}


def _expected(subject: Subject, _by: By) -> Iterator[_Found]:
    scenario = subject.scenario
    for one in subject.measures.expected.called:
        phase = scenario.inject_by_id[scenario.expected_by_id[one.expected].inject].phase
        outcome = Outcome.AHEAD if one.ahead else _OUTCOMES[one.status]
        at_ms = one.opened_ms if one.latency_ms is None else one.opened_ms + one.latency_ms
        yield one.expected, phase, Result(outcome, one.latency_ms, at_ms)


def _decisions(subject: Subject, _by: By) -> Iterator[_Found]:
    for one in subject.measures.decisions.decisions:
        phase = subject.scenario.decision_by_id[one.decision].phase
        outcome = Outcome.DONE if one.taken_ms is not None else Outcome.OPEN
        if one.asked_ms is None:
            outcome = Outcome.AHEAD
        at_ms = one.asked_ms if one.taken_ms is None else one.taken_ms
        yield one.decision, phase, Result(outcome, one.wait_ms, at_ms)


_TELLERS: dict[Of, Callable[[Subject, By], Iterator[_Found]]] = {
    Of.PHASE_BEGUN: _begun,
    Of.PHASE_TOOK: _took,
    Of.INJECT: _injects,
    Of.EXPECTED: _expected,
    Of.DECISION: _decisions,
}
