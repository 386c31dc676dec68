"""The plan laid to the phases as they were played: what was planned for this moment of this phase, not of the clock.

A plan is cut into its phases, and each is laid to where that phase really began. Where the phase ended sooner its plan
is cut off there; where it ran longer nothing is planned for the rest of it. What is still to come follows the end the
present phase is expected to have.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

from player.engine.rehearsal import Rehearsal, Route
from player.engine.state import PhaseRun
from player.model import events as ev
from player.model.course import Choice, Decision, Phase
from player.model.scenario import Scenario
from player.model.times import SECOND_MS

Column: TypeAlias = Sequence[float]

COLUMNS = ("tension", "force", "personnel")
"""What of a plan is laid anew."""

OVERTIME_STEP_MS = 5 * SECOND_MS
"""In overtime a phase is expected to end at the next multiple of this: a plan that slides every second is a blur."""


@dataclass(frozen=True)
class Stretch:
    """A piece of the plan where it is played now; between two pieces nothing is planned.

    Attributes:
        phase: id of the phase it begins in.
        start_ms, end_ms: from when to when in exercise time it lies.
        shift_ms: by how much later than in the plan.
        columns: ``t_ms``, ``tension``, ``force`` and ``personnel``, one number per second and one at its end.
        slipped: it lies elsewhere than, or says something else than, the plan as it was written.
    """

    phase: str
    start_ms: int
    end_ms: int
    shift_ms: int
    columns: Mapping[str, Column]
    slipped: bool


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of a plan, from and to in its own time, and where it begins now."""

    plan: int
    phase: str
    from_ms: int
    to_ms: int
    start_ms: int

    @property
    def end_ms(self) -> int:
        return self.start_ms + self.to_ms - self.from_ms

    def goes_on_in(self, other: _Piece) -> bool:
        """Whether another piece is the same plan carried on without a break."""
        return (self.plan, self.to_ms, self.end_ms) == (other.plan, other.from_ms, other.start_ms)


def expected_end_ms(run: PhaseRun, now_ms: int) -> int:
    """When a phase is expected to end, or has ended: as planned and adjusted, and never before now."""
    if run.ended_ms is not None:
        return run.ended_ms
    end_ms = run.started_ms + run.planned_ms
    return end_ms if now_ms <= end_ms else -(-now_ms // OVERTIME_STEP_MS) * OVERTIME_STEP_MS


def route_taken(scenario: Scenario, events: Iterable[ev.Event]) -> Route:
    """The way a drill has taken so far, as a plan takes it: its answers, and the optional phases it left out.

    Where a phase was left by hand for one that only an answer leads to, that answer counts as given.
    """
    rounds = _rounds(events)
    choices: dict[str, list[str]] = {}
    for (phase_id, given), (to, _given) in pairwise([*rounds, ("", {})]):
        for decision, choice in _answers(scenario.phase_by_id[phase_id], given, to):
            choices.setdefault(decision.id, []).append(choice.id)
    played = {phase for phase, _given in rounds}
    passed_over: set[str] = set()
    for (phase_id, _given), (to, _) in pairwise(rounds):
        passed_over |= _passed_between(scenario, phase_id, to)
    return Route({name: tuple(answers) for name, answers in choices.items()}, frozenset(passed_over - played))


def is_on_plan(scenario: Scenario, plan: Rehearsal, events: Iterable[ev.Event]) -> bool:
    """Whether a plan is one of what is being played: the same phases so far, with the same answers."""
    played, planned = _rounds(events), _rounds(plan.events)
    if [phase for phase, _given in played] != [phase for phase, _given in planned[: len(played)]]:
        return False
    taken, choices = route_taken(scenario, events).choices, route_taken(scenario, plan.events).choices
    return all(tuple(choices.get(name, ()))[: len(answers)] == tuple(answers) for name, answers in taken.items())


def realign(
    plan: Rehearsal,
    runs: Sequence[PhaseRun],
    now_ms: int,
    *,
    finished: bool = False,
    taken: Rehearsal | None = None,
    changes_ms: Mapping[str, int] | None = None,
) -> tuple[Stretch, ...]:
    """Lay the plan to the phases as they were played.

    Args:
        plan: the plan as it was written.
        runs: the phases played so far, the present one last.
        now_ms: exercise time reached.
        finished: nothing more is to come.
        taken: the plan of the way taken, where it is another one; a phase that neither of the two plays has no plan.
        changes_ms: by how much phases to come are planned longer or shorter than by the script, by id.
    """
    plans = (plan,) if taken is None else (taken, plan)
    visits = [[_visit(one, run) for run in one.fold.state.phases] for one in plans]
    pieces: list[_Piece] = []
    rounds: dict[str, int] = {}
    place: tuple[int, int] | None = None
    end_ms = 0
    for run in runs:
        end_ms = expected_end_ms(run, now_ms)
        if run.ended_ms is None and finished:
            end_ms = max(run.started_ms, now_ms)
        number = rounds.get(run.phase, 0)
        rounds[run.phase] = number + 1
        place = _find(visits, run.phase, number)
        if place is not None:
            _phase, from_ms, to_ms = visits[place[0]][place[1]]
            to_ms = min(to_ms, from_ms + end_ms - run.started_ms)
            pieces.append(_Piece(place[0], run.phase, from_ms, to_ms, run.started_ms))
    if runs and place is not None and not finished and runs[-1].ended_ms is None:
        changes = dict(changes_ms or {})
        for phase, from_ms, to_ms in visits[place[0]][place[1] + 1 :]:
            length_ms = max(0, to_ms - from_ms + changes.pop(phase, 0))
            pieces.append(_Piece(place[0], phase, from_ms, min(to_ms, from_ms + length_ms), end_ms))
            end_ms += length_ms
    return tuple(_stretches(plans, plan, [piece for piece in pieces if piece.to_ms > piece.from_ms]))


def _visit(plan: Rehearsal, run: PhaseRun) -> tuple[str, int, int]:
    end_ms = plan.events[-1].exercise_ms if plan.events else 0
    return run.phase, run.started_ms, end_ms if run.ended_ms is None else run.ended_ms


def _find(visits: Sequence[Sequence[tuple[str, int, int]]], phase: str, number: int) -> tuple[int, int] | None:
    """In which plan, and as which of its visits, a phase is planned for the time it is played."""
    for plan, course in enumerate(visits):
        places = [place for place, visit in enumerate(course) if visit[0] == phase]
        if number < len(places):
            return plan, places[number]
    return None


def _stretches(plans: Sequence[Rehearsal], written: Rehearsal, pieces: Sequence[_Piece]) -> list[Stretch]:
    """The pieces with their numbers; what goes on without a break is one stretch."""
    columns = [one.fold.crowd.columns() for one in plans]
    as_written = columns[plans.index(written)]
    joined: list[_Piece] = []
    for piece in pieces:
        if joined and joined[-1].goes_on_in(piece):
            last = joined.pop()
            joined.append(_Piece(last.plan, last.phase, last.from_ms, piece.to_ms, last.start_ms))
        else:
            joined.append(piece)
    stretches = []
    for piece in joined:
        own = columns[piece.plan]
        shift_ms = piece.start_ms - piece.from_ms
        cut = _cut(own, piece.from_ms, piece.to_ms, shift_ms)
        slipped = shift_ms != 0 or (own is not as_written and cut != _cut(as_written, piece.from_ms, piece.to_ms, 0))
        stretches.append(Stretch(piece.phase, piece.start_ms, piece.end_ms, shift_ms, cut, slipped))
    return stretches


def _cut(columns: Mapping[str, Column], from_ms: int, to_ms: int, shift_ms: int) -> Mapping[str, Column]:
    """The rows from one moment of a plan to another, moved; a value the last one has stands to the very end.

    The row at the end belongs to the phase that begins there, unless the plan itself ends with it.
    """
    count = len(columns["t_ms"])
    first = min(-(-from_ms // SECOND_MS), count - 1)
    after = min(-(-to_ms // SECOND_MS), count)
    if to_ms >= int(columns["t_ms"][-1]):
        after = count
    after = max(after, first + 1)
    t_ms = [int(ms) + shift_ms for ms in columns["t_ms"][first:after]]
    rows = {name: list(columns[name][first:after]) for name in COLUMNS}
    if first * SECOND_MS > from_ms:  # a phase that began between two rows begins with the first of its own
        t_ms.insert(0, from_ms + shift_ms)
        for values in rows.values():
            values.insert(0, values[0])
    if t_ms[-1] < to_ms + shift_ms:
        t_ms.append(to_ms + shift_ms)
        for values in rows.values():
            values.append(values[-1])
    return {"t_ms": t_ms, **rows}


def _rounds(events: Iterable[ev.Event]) -> list[tuple[str, dict[str, str]]]:
    """The phases as they were played, each with the answers given while it lasted."""
    rounds: list[tuple[str, dict[str, str]]] = []
    for event in events:
        match event.body:
            case ev.PhaseStarted(phase=phase):
                rounds.append((phase, {}))
            case ev.DecisionTaken(decision=decision, choice=choice) if rounds:
                rounds[-1][1][decision] = choice
    return rounds


def _answers(phase: Phase, given: Mapping[str, str], to: str) -> Iterable[tuple[Decision, Choice]]:
    """What a plan has to answer in a phase to leave it as it was left; ``to`` is empty while it lasts.

    A plan puts every question in its turn, so one that was never answered is answered so that the phase goes on.
    """
    left = to
    for decision in phase.decisions:
        choice = decision.choice(given[decision.id]) if decision.id in given else None
        if choice is None and not left:
            continue  # it may still be answered either way
        if choice is None:
            choice = next((one for one in decision.choices if one.moves and one.to == left), None)
        if choice is None:
            planned = decision.planned_choice
            stays = (one for one in decision.choices if not one.moves)
            choice = planned if not planned.moves else next(stays, planned)
        yield decision, choice
        if choice.moves:
            return


def _passed_between(scenario: Scenario, phase: str, to: str) -> set[str]:
    """The optional phases left out between a phase and the one that came after it."""
    passed: set[str] = set()
    after = scenario.phase_by_id[phase].next
    while after is not None and after != to and after not in passed and scenario.phase_by_id[after].optional:
        passed.add(after)
        after = scenario.phase_by_id[after].next
    return passed if after == to else set()
