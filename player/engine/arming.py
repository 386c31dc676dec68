"""What waits in the present phase for its trigger, and when it is due: the part of the state the schedule is made from.

Each function changes a state under an event and notes in its ``just_due`` what now has a time.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from player.engine.state import (
    DEADLINE_RANK,
    DECISION_RANK,
    END_RANK,
    EXIT_RANK,
    INJECT_RANK,
    DecisionState,
    DecisionStatus,
    DrillState,
    ExpectedState,
    InjectState,
    Waiting,
)
from player.model import events as ev
from player.model.course import Decision, Exit, Inject, Phase, Triggered
from player.model.doctrine import InjectStatus
from player.model.times import SECOND_MS


def begin_phase(state: DrillState, phase: Phase, started_ms: int, planned_ms: int) -> None:
    """Let all of a phase that is now planned so long wait that has not had its turn for good."""
    for inject in phase.injects:
        _begin_inject(state, inject, started_ms)
    for decision in phase.decisions:
        trigger = decision.trigger
        due_ms = started_ms + planned_ms if trigger is None else trigger.due_at_start(state, started_ms)
        state.decisions[decision.id] = DecisionState(choice=state.decisions[decision.id].choice)
        if due_ms is not None:
            _await_decision(state, decision, max(due_ms, started_ms))
    state.exits.clear()
    for way in phase.exits:
        due_ms = way.trigger.due_at_start(state, started_ms)
        if due_ms is not None and due_ms >= started_ms:  # an exit whose moment has passed is none
            await_exit(state, way, due_ms)
    if phase.on_time:
        state.just_due.append(Waiting(started_ms + planned_ms, END_RANK, 0, 0, phase.id))


def move_end(state: DrillState, delta_ms: int) -> None:
    """The planned end of the present phase has moved, and with it what is due there."""
    phase, run = state.phase, state.phase_run
    if phase is None or run is None:
        return
    end_ms = run.started_ms + run.planned_ms
    for decision in phase.decisions:
        stood = state.decisions[decision.id]
        if decision.trigger is None and stood.status is DecisionStatus.WAITING:
            _await_decision(state, decision, (stood.due_ms or 0) + delta_ms)
    if phase.on_time:
        state.just_due.append(Waiting(end_ms, END_RANK, 0, 0, phase.id))


def stir(state: DrillState, event: ev.Event, listening: Iterable[Triggered]) -> None:
    """Something happened to which these things of the present phase listen."""
    for one in listening:
        if one.trigger is None:
            continue
        due_ms = one.trigger.due_after(state, event)
        if due_ms is None:
            continue
        if isinstance(one, Inject):
            _stir_inject(state, one, due_ms, event.exercise_ms)
        elif isinstance(one, Decision):
            if state.decisions[one.id].status is DecisionStatus.WAITING and state.decisions[one.id].due_ms is None:
                _await_decision(state, one, due_ms)
        elif one.id not in state.exits:
            await_exit(state, one, due_ms)


def forget(state: DrillState, body: ev.ExpectedActionMet) -> None:
    """An expected action is no longer met: what waits because of it waits without a time again."""
    phase = state.phase
    event = ev.Event(0, 0, 0, ev.Actor.ENGINE, body)
    for one in phase.injects if phase is not None else ():
        stood = state.injects[one.id]
        if stood.status is InjectStatus.PENDING and one.trigger.due_after(state, event) is not None:
            state.injects[one.id] = stood._replace(due_ms=None)


def wait_again(state: DrillState, inject: Inject, due_ms: int | None) -> None:
    """An inject that just fired, due at this time or before it, may have another turn in this phase."""
    run = state.phase_run
    stood = state.injects[inject.id]
    if run is None or run.phase != inject.phase or stood.fired_ms is None:
        return
    again_ms = inject.trigger.again_ms(run.started_ms, max(stood.fired_ms, due_ms or 0))
    if again_ms is not None:
        _set(state, inject, InjectStatus.PENDING, again_ms)
        await_inject(state, inject, again_ms)
    elif inject.repeats and (inject.trigger.LISTENS or inject.trigger.WATCHES):
        _set(state, inject, InjectStatus.PENDING, None)


def await_inject(state: DrillState, inject: Inject, due_ms: int) -> None:
    """An inject that waits has a time."""
    state.just_due.append(Waiting(due_ms, INJECT_RANK, -inject.priority, inject.sequence, inject.id))


def await_deadline(state: DrillState, opened: ExpectedState) -> None:
    """An expected action was opened."""
    sequence = state.scenario.expected_places[opened.expected]
    state.just_due.append(Waiting(opened.deadline_ms, DEADLINE_RANK, 0, sequence, opened.expected))


def await_exit(state: DrillState, way: Exit, due_ms: int) -> None:
    """An exit has a time, no earlier than its phase may be left by itself, and never the instant it began."""
    phase, run = state.phase, state.phase_run
    if phase is not None and run is not None:
        due_ms = max(due_ms, run.started_ms + max(phase.min_ms, SECOND_MS))
    state.exits[way.id] = due_ms
    state.just_due.append(Waiting(due_ms, EXIT_RANK, 0, way.sequence, way.id))


def _await_decision(state: DrillState, decision: Decision, due_ms: int) -> None:
    state.decisions[decision.id] = replace(state.decisions[decision.id], due_ms=due_ms)
    state.just_due.append(Waiting(due_ms, DECISION_RANK, 0, decision.sequence, decision.id))


def _begin_inject(state: DrillState, inject: Inject, started_ms: int) -> None:
    status, _, fired_ms, fired_seq, times, left_out = state.injects[inject.id]
    again = status is InjectStatus.FIRED and inject.repeats
    if again or (status is InjectStatus.SKIPPED and not left_out):
        status = InjectStatus.PENDING
    if status is InjectStatus.FIRED:
        return
    due_ms = inject.trigger.due_at_start(state, started_ms)
    if fired_ms is not None and due_ms is not None and due_ms <= fired_ms:
        due_ms = fired_ms + SECOND_MS
    state.injects[inject.id] = InjectState(status, due_ms, fired_ms, fired_seq, times, left_out)
    if due_ms is not None and status is InjectStatus.PENDING:
        await_inject(state, inject, due_ms)


def _stir_inject(state: DrillState, inject: Inject, due_ms: int, now_ms: int) -> None:
    stood = state.injects[inject.id]
    if stood.status in {InjectStatus.FIRED, InjectStatus.DUE} or (stood.due_ms is not None and stood.due_ms >= now_ms):
        return
    if stood.fired_ms is not None and due_ms <= stood.fired_ms:
        due_ms = stood.fired_ms + SECOND_MS  # so that two that wait for each other cannot stop the clock
    _set(state, inject, stood.status, due_ms)
    if stood.status is InjectStatus.PENDING:
        await_inject(state, inject, due_ms)


def _set(state: DrillState, inject: Inject, status: InjectStatus, due_ms: int | None) -> None:
    stood = state.injects[inject.id]
    state.injects[inject.id] = InjectState(
        status, due_ms, stood.fired_ms, stood.fired_seq, stood.times, left_out=stood.left_out
    )
