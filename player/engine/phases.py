"""What the commands about the course of the drill make happen: StartEx, phases, decisions, EndEx, readiness."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from player.engine import commands as do
from player.engine.fold import Fold
from player.engine.plans import SHORTEST_PHASE_MS
from player.engine.refusals import Outcome, opened, refusal, still_open, under_way
from player.engine.state import DecisionStatus, DrillState, Status
from player.model import events as ev
from player.model.course import Inject
from player.model.doctrine import InjectStatus
from player.model.entries import AT_STARTEX

_WAITING = (InjectStatus.PENDING, InjectStatus.DUE, InjectStatus.HELD)


def start(fold: Fold, command: do.StartExercise) -> Outcome:
    """StartEx: past the open items of the muster only with a reason."""
    if fold.state.status is not Status.READY:
        raise refusal("The exercise has already started.")
    for body in _pass_gate(fold.state, AT_STARTEX, command.reason):
        yield body, None
    yield ev.ExerciseStarted(), None
    yield ev.PhaseStarted(fold.scenario.phases[0].id, ev.PhaseCause.START), None


def end(fold: Fold, _command: do.EndExercise) -> Outcome:
    """EndEx, also out of a real emergency: running actions stop, nothing fires any more."""
    state = still_open(fold)
    if not state.phases:
        raise refusal("The exercise has not started yet.")
    for action in tuple(state.running):
        yield ev.ActionStopped(action), ev.Actor.ENGINE
    for body in _skip_waiting(state, fold.scenario.inject_by_id.values(), ev.SkipReason.EXERCISE_ENDED):
        yield body, ev.Actor.ENGINE
    yield ev.ExerciseEnded(), None


def next_phase(fold: Fold, command: do.NextPhase) -> Outcome:
    """The next phase begins, or the one that is named."""
    state = under_way(fold)
    phase = state.phase
    to = command.to
    if phase is None:
        raise refusal("The exercise has not started yet.")
    if to is None:
        open_question = next((decision for decision in state.undecided if decision.branches), None)
        if open_question is not None:
            raise refusal("The decision comes first: {question}", question=open_question.ask)
        to = following(state)
        if to is None:
            raise refusal("This is the last phase; the exercise goes on until EndEx.")
    elif to not in fold.scenario.phase_by_id:
        raise refusal("The script has no phase {phase}.", phase=to)
    yield from _enter(state, to, ev.PhaseCause.HAND, command.reason)


def following(state: DrillState) -> str | None:
    """The phase `NextPhase` goes on to: by the last answer that leads on, or else the one named as next."""
    phase = state.phase
    for decision in phase.decisions if phase is not None else ():
        stood = state.decisions[decision.id]
        choice = decision.choice(stood.choice or "") if stood.status is DecisionStatus.TAKEN else None
        if choice is not None and choice.moves:
            return choice.to
    return phase.next if phase is not None else None


def take_decision(fold: Fold, command: do.Decide) -> Outcome:
    """A decision of the present phase is answered; an answer that leads on does so at once."""
    state = under_way(fold)
    decision = fold.scenario.decision_by_id.get(command.decision)
    phase = state.phase
    if decision is None:
        raise refusal("The script has no decision {decision}.", decision=command.decision)
    if phase is None or decision.phase != phase.id:
        raise refusal("This decision belongs to another phase.")
    if state.decisions[decision.id].status is DecisionStatus.TAKEN:
        raise refusal("This decision has already been taken.")
    choice = decision.choice(command.choice)
    if choice is None:
        raise refusal("The decision has no answer {choice}.", choice=command.choice)
    moves_to = choice.to if choice.moves else None
    waived = _pass_gate(state, moves_to, command.reason) if moves_to is not None else []
    yield ev.DecisionTaken(decision.id, choice.id, command.who.strip()), None
    if moves_to is not None:
        for body in waived:
            yield body, None
        for body in leave_phase(state, moves_to, ev.PhaseCause.DECISION):
            yield body, (None if isinstance(body, ev.PhaseStarted) else ev.Actor.ENGINE)
    elif choice.moves and not state.completed:
        yield ev.ScriptCompleted(ev.PhaseCause.DECISION), ev.Actor.ENGINE


def adjust_phase(fold: Fold, command: do.AdjustPhase) -> Outcome:
    """The present phase is planned longer or shorter, within its bounds."""
    state = under_way(fold)
    phase, run = state.phase, state.phase_run
    if phase is None or run is None:
        raise refusal("The exercise has not started yet.")
    shortest_ms = max(SHORTEST_PHASE_MS, phase.min_ms)
    delta_ms = max(command.delta_ms, min(0, shortest_ms - run.planned_ms))
    if phase.max_ms is not None:
        delta_ms = min(delta_ms, max(0, phase.max_ms - run.planned_ms))
    if delta_ms == 0 and command.delta_ms > 0:
        raise refusal("The phase is already as long as the script allows.")
    if delta_ms == 0:
        raise refusal("The phase is already as short as it can be; go on to the next phase instead.")
    yield ev.PhaseAdjusted(run.phase, delta_ms, command.rest), None


def check_readiness(fold: Fold, command: do.CheckReadiness) -> Outcome:
    """An item of the muster is ready, or open again."""
    state = opened(fold)
    if command.item not in fold.scenario.readiness:
        raise refusal("The script has no readiness item {item}.", item=command.item)
    if (command.item in state.ready) != command.ready:
        yield ev.ReadinessChecked(command.item, command.ready, command.note.strip()), None


def undelivered(state: DrillState) -> list[Inject]:
    """The injects that are left out when the present phase is left now; a contingency inject counts once it is due."""
    if state.phase is None:
        return []
    spare = state.scenario.contingencies
    waiting = _waiting(state, state.phase.injects)
    return [one for one in waiting if one.id not in spare or state.injects[one.id].status is InjectStatus.DUE]


def leave_phase(state: DrillState, to: str, cause: ev.PhaseCause) -> Iterator[ev.Body]:
    """What happens when the present phase ends and another begins."""
    phase = state.phase
    if phase is not None:
        yield from _skip_waiting(state, phase.injects, ev.SkipReason.PHASE_ENDED)
    yield ev.PhaseStarted(to, cause)


def _enter(state: DrillState, to: str, cause: ev.PhaseCause, reason: str) -> Outcome:
    for body in _pass_gate(state, to, reason):
        yield body, None
    for body in leave_phase(state, to, cause):
        yield body, (None if isinstance(body, ev.PhaseStarted) else ev.Actor.ENGINE)


def _pass_gate(state: DrillState, gate: str, reason: str) -> list[ev.Body]:
    """What is recorded of the required items that are open at a gate.

    Raises:
        Refused: there are some, and no reason is given.
    """
    items = state.open_items(gate)
    reason = reason.strip()
    if items and not reason:
        named = ", ".join(str(item.text) for item in items)
        raise refusal("Not ready yet: {items}. Passing all the same needs a reason.", items=named)
    return [ev.ReadinessWaived(item.id, reason) for item in items]


def _skip_waiting(state: DrillState, injects: Iterable[Inject], reason: ev.SkipReason) -> Iterator[ev.Body]:
    for inject in _waiting(state, injects):
        yield ev.InjectSkipped(inject.id, reason)


def _waiting(state: DrillState, injects: Iterable[Inject]) -> Iterator[Inject]:
    for inject in injects:
        stood = state.injects[inject.id]
        # One that has had its turn, and waited for another that nobody can foresee, is not left out.
        foreseen = stood.due_ms is not None or not stood.times
        if stood.status in _WAITING and foreseen:
            yield inject
