"""How each event changes the state of a drill: one function an event."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from player.engine.state import (
    VOIDABLE,
    ActionRun,
    DrillState,
    ExpectedState,
    ExpectedStatus,
    InjectState,
    Order,
    PhaseRun,
    Status,
)
from player.model import events as ev
from player.model.doctrine import InjectStatus


def apply_event(state: DrillState, event: ev.Event) -> None:
    """Take one more event into the state."""
    state.exercise_ms = event.exercise_ms
    state.last_seq = event.seq
    if event.actor is ev.Actor.CONTROLLER and isinstance(event.body, VOIDABLE):
        state.voidable[event.seq] = event.body
    transition = _TRANSITIONS.get(type(event.body))
    if transition is not None:
        transition(state, event, event.body)


def _set_status(state: DrillState, inject: str, status: InjectStatus) -> None:
    # Made anew, as `replace` takes four times as long: a script may have thousands of injects.
    stood = state.injects[inject]
    state.injects[inject] = InjectState(status, stood.due_ms, stood.fired_ms, stood.fired_seq)


def _set_running(state: DrillState, action: int, **changes: Any) -> None:
    run = replace(state.actions[action], **changes)
    state.actions[action] = run
    if run.stopped_ms is None:
        state.running[action] = run
    else:
        state.running.pop(action, None)


def _on_started(state: DrillState, _event: ev.Event, _body: ev.ExerciseStarted) -> None:
    state.status = Status.RUNNING


def _on_held(state: DrillState, _event: ev.Event, _body: ev.ExerciseHeld) -> None:
    state.status = Status.HELD


def _on_session_resumed(state: DrillState, _event: ev.Event, _body: ev.SessionResumed) -> None:
    if state.status is Status.RUNNING:
        state.status = Status.HELD


def _on_resumed(state: DrillState, _event: ev.Event, _body: ev.ExerciseResumed) -> None:
    state.status = Status.RUNNING


def _on_speed(state: DrillState, _event: ev.Event, body: ev.SpeedChanged) -> None:
    state.speed_permille = body.speed_permille


def _on_ended(state: DrillState, event: ev.Event, _body: ev.ExerciseEnded) -> None:
    state.status = Status.ENDED
    _close_phase(state, event.exercise_ms)


def _on_phase(state: DrillState, event: ev.Event, body: ev.PhaseStarted) -> None:
    _close_phase(state, event.exercise_ms)
    phase = state.scenario.phase_by_id[body.phase]
    state.phases.append(PhaseRun(phase.id, event.exercise_ms, phase.planned_ms))
    for inject in phase.injects:
        if inject.at_ms is not None:
            stood = state.injects[inject.id]
            due_ms = event.exercise_ms + inject.at_ms
            state.injects[inject.id] = InjectState(stood.status, due_ms, stood.fired_ms, stood.fired_seq)


def _close_phase(state: DrillState, exercise_ms: int) -> None:
    if state.phases:
        state.phases[-1] = replace(state.phases[-1], ended_ms=exercise_ms)


def _on_phase_adjusted(state: DrillState, _event: ev.Event, body: ev.PhaseAdjusted) -> None:
    run = state.phases[-1]
    state.phases[-1] = replace(run, planned_ms=run.planned_ms + body.delta_ms)


def _on_inject_due(state: DrillState, _event: ev.Event, body: ev.InjectCameDue) -> None:
    _set_status(state, body.inject, InjectStatus.DUE)


def _on_inject_fired(state: DrillState, event: ev.Event, body: ev.InjectFired) -> None:
    due_ms = state.injects[body.inject].due_ms
    state.injects[body.inject] = InjectState(InjectStatus.FIRED, due_ms, event.exercise_ms, event.seq)
    for expected in state.scenario.inject_by_id[body.inject].expect:
        deadline_ms = event.exercise_ms + expected.within_ms
        state.expected[expected.id] = ExpectedState(expected.id, event.exercise_ms, deadline_ms)
        state.unmet[expected.id] = None


def _on_inject_held_back(state: DrillState, _event: ev.Event, body: ev.InjectHeldBack) -> None:
    _set_status(state, body.inject, InjectStatus.HELD)


def _on_inject_released(state: DrillState, event: ev.Event, body: ev.InjectReleased) -> None:
    due_ms = state.injects[body.inject].due_ms
    passed = due_ms is not None and due_ms <= event.exercise_ms
    _set_status(state, body.inject, InjectStatus.DUE if passed else InjectStatus.PENDING)


def _on_inject_skipped(state: DrillState, _event: ev.Event, body: ev.InjectSkipped) -> None:
    _set_status(state, body.inject, InjectStatus.SKIPPED)


def _on_expected_met(state: DrillState, _event: ev.Event, body: ev.ExpectedActionMet) -> None:
    _meet(state, body)


def _meet(state: DrillState, body: ev.ExpectedActionMet) -> None:
    opened = state.expected[body.expected]
    status = ExpectedStatus.MET_LATE if body.late else ExpectedStatus.MET
    met_ms = opened.opened_ms + body.latency_ms
    state.expected[body.expected] = ExpectedState(opened.expected, opened.opened_ms, opened.deadline_ms, status, met_ms)
    state.unmet.pop(body.expected, None)


def _on_expected_missed(state: DrillState, _event: ev.Event, body: ev.ExpectedActionMissed) -> None:
    missed = replace(state.expected[body.expected], status=ExpectedStatus.MISSED)
    state.expected[body.expected] = missed


def _on_order(state: DrillState, event: ev.Event, body: ev.OrderGiven) -> None:
    state.orders[body.order] = Order(
        body.order, body.unit, body.does, body.rank, body.who, body.channel, event.exercise_ms
    )


def _on_action_started(state: DrillState, event: ev.Event, body: ev.ActionStarted) -> None:
    run = ActionRun(
        body.action,
        body.offer,
        body.unit,
        body.does,
        body.stage,
        body.personnel,
        event.exercise_ms,
        body.order,
    )
    state.actions[body.action] = run
    state.running[body.action] = run


def _on_stage_changed(state: DrillState, _event: ev.Event, body: ev.ActionStageChanged) -> None:
    _set_running(state, body.action, stage=body.stage)


def _on_action_stopped(state: DrillState, event: ev.Event, body: ev.ActionStopped) -> None:
    _set_running(state, body.action, stopped_ms=event.exercise_ms)


def _on_voided(state: DrillState, _event: ev.Event, body: ev.EntryVoided) -> None:
    state.voided.add(body.seq)
    _count(state, body.seq, counts=False)


def _on_restored(state: DrillState, _event: ev.Event, body: ev.EntryRestored) -> None:
    state.voided.discard(body.seq)
    _count(state, body.seq, counts=True)


def _count(state: DrillState, seq: int, *, counts: bool) -> None:
    body = state.voidable[seq]
    if isinstance(body, ev.OrderGiven):
        state.orders[body.order] = replace(state.orders[body.order], voided=not counts)
    elif isinstance(body, ev.ExpectedActionMet):
        opened = state.expected[body.expected]
        if counts:
            _meet(state, body)
        else:
            state.unmet[body.expected] = None
            state.expected[body.expected] = replace(opened, status=ExpectedStatus.OPEN, met_ms=None)


_TRANSITIONS: Mapping[type[ev.Body], Callable[[DrillState, ev.Event, Any], None]] = {
    ev.SessionResumed: _on_session_resumed,
    ev.ExerciseStarted: _on_started,
    ev.ExerciseHeld: _on_held,
    ev.ExerciseResumed: _on_resumed,
    ev.SpeedChanged: _on_speed,
    ev.ExerciseEnded: _on_ended,
    ev.PhaseStarted: _on_phase,
    ev.PhaseAdjusted: _on_phase_adjusted,
    ev.InjectCameDue: _on_inject_due,
    ev.InjectFired: _on_inject_fired,
    ev.InjectHeldBack: _on_inject_held_back,
    ev.InjectReleased: _on_inject_released,
    ev.InjectSkipped: _on_inject_skipped,
    ev.ExpectedActionMet: _on_expected_met,
    ev.ExpectedActionMissed: _on_expected_missed,
    ev.OrderGiven: _on_order,
    ev.ActionStarted: _on_action_started,
    ev.ActionStageChanged: _on_stage_changed,
    ev.ActionStopped: _on_action_stopped,
    ev.EntryVoided: _on_voided,
    ev.EntryRestored: _on_restored,
}
