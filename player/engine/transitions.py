"""How each event changes the state of a drill: one function an event."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from typing import Any

from player.engine.arming import await_deadline, await_inject, begin_phase, forget, move_end, stir, wait_again
from player.engine.desk_transitions import DESK_TRANSITIONS
from player.engine.plans import absorbed
from player.engine.state import (
    VOIDABLE,
    ActionRun,
    Answer,
    DecisionStatus,
    DrillState,
    ExpectedState,
    ExpectedStatus,
    Fact,
    Gap,
    InjectState,
    Observation,
    Order,
    Override,
    PhaseRun,
    Status,
)
from player.model import events as ev
from player.model.doctrine import Behaviour, InjectStatus, RecordKind, Situation

RECORDED: Mapping[type[ev.Body], RecordKind] = {
    ev.CasualtyRecorded: RecordKind.CASUALTY,
    ev.ArrestRecorded: RecordKind.ARREST,
    ev.EvidenceRecorded: RecordKind.EVIDENCE,
}
"""What each event puts on record."""

_DETAILS = {
    kind: tuple(field.name for field in fields(body) if field.name != "number") for body, kind in RECORDED.items()
}

_THEIR_OWN = (ev.Actor.CONTROLLER, ev.Actor.OBSERVER, ev.Actor.TRAINER)  # a tuple: an enum is slow to look up in a set
_VOIDABLE = frozenset(VOIDABLE)


def apply_event(state: DrillState, event: ev.Event) -> None:
    """Take one more event into the state."""
    body = event.body
    kind = type(body)
    state.exercise_ms = event.exercise_ms
    state.last_seq = event.seq
    if state.just_due:
        state.just_due.clear()
    if kind in _VOIDABLE and event.actor in _THEIR_OWN:
        state.voidable[event.seq] = body
    transition = _TRANSITIONS.get(kind)
    if transition is not None:
        transition(state, event, body)
    if state.phases:
        listening = state.scenario.listeners[state.phases[-1].phase].get(kind)
        if listening is not None:
            stir(state, event, listening)


def _set_status(state: DrillState, inject: str, status: InjectStatus) -> None:
    stood = state.injects[inject]
    state.injects[inject] = InjectState(status, stood.due_ms, stood.fired_ms, stood.fired_seq, stood.times)


def _set_running(state: DrillState, action: int, stage: int | None = None, stopped_ms: int | None = None) -> None:
    was = state.actions[action]
    run = ActionRun(  # five times as fast as _replace(), and it is done for a third of all events
        was.action,
        was.offer,
        was.unit,
        was.does,
        was.stage if stage is None else stage,
        was.personnel,
        was.started_ms,
        was.order,
        was.stopped_ms if stopped_ms is None else stopped_ms,
        was.reason,
    )
    state.actions[action] = run
    if state.overrides:
        _let_go_of_set_force(state, run.unit)
    if run.stopped_ms is None:
        state.running[action] = run
    else:
        state.running.pop(action, None)


def _on_started(state: DrillState, _event: ev.Event, _body: ev.ExerciseStarted) -> None:
    state.status = Status.RUNNING


def _on_held(state: DrillState, _event: ev.Event, _body: ev.ExerciseHeld) -> None:
    state.status = Status.HELD


def _on_session_resumed(state: DrillState, event: ev.Event, body: ev.SessionResumed) -> None:
    if state.status is Status.RUNNING:
        state.status = Status.HELD
        state.gap = Gap(event.seq, body.down_ms, state.speed_permille) if body.down_ms > 0 else None


def _on_resumed(state: DrillState, _event: ev.Event, _body: ev.ExerciseResumed) -> None:
    state.status = Status.RUNNING
    state.gap = None


def _on_speed(state: DrillState, _event: ev.Event, body: ev.SpeedChanged) -> None:
    state.speed_permille = body.speed_permille


def _on_ended(state: DrillState, event: ev.Event, _body: ev.ExerciseEnded) -> None:
    state.status = Status.ENDED
    state.gap = None
    state.overrides.clear()
    _close_phase(state, event.exercise_ms)


def _on_phase(state: DrillState, event: ev.Event, body: ev.PhaseStarted) -> None:
    _close_phase(state, event.exercise_ms)
    phase = state.scenario.phase_by_id[body.phase]
    planned_ms = state.planned_ms_of(phase.id)
    state.planned_changes.pop(phase.id, None)
    state.phases.append(PhaseRun(phase.id, event.exercise_ms, planned_ms))
    state.completed = False  # a controller may go back
    begin_phase(state, phase, event.exercise_ms, planned_ms)


def _close_phase(state: DrillState, exercise_ms: int) -> None:
    if state.phases:
        state.phases[-1] = replace(state.phases[-1], ended_ms=exercise_ms)


def _on_phase_adjusted(state: DrillState, _event: ev.Event, body: ev.PhaseAdjusted) -> None:
    run = state.phases[-1]
    state.phases[-1] = replace(run, planned_ms=run.planned_ms + body.delta_ms)
    move_end(state, body.delta_ms)
    if body.rest is ev.Rest.ABSORB:
        state.planned_changes = absorbed(state.scenario, run.phase, state.planned_changes, body.delta_ms)


def _on_completed(state: DrillState, _event: ev.Event, _body: ev.ScriptCompleted) -> None:
    state.completed = True


def _on_readiness(state: DrillState, event: ev.Event, body: ev.ReadinessChecked) -> None:
    if body.ready:
        state.ready[body.item] = event.exercise_ms
    else:
        state.ready.pop(body.item, None)


def _on_waived(state: DrillState, _event: ev.Event, body: ev.ReadinessWaived) -> None:
    state.waived[body.item] = body.reason


def _on_decision_due(state: DrillState, event: ev.Event, body: ev.DecisionCameDue) -> None:
    stood = state.decisions[body.decision]
    state.decisions[body.decision] = replace(stood, status=DecisionStatus.ASKED, asked_ms=event.exercise_ms)


def _on_decision(state: DrillState, event: ev.Event, body: ev.DecisionTaken) -> None:
    state.decisions[body.decision] = replace(
        state.decisions[body.decision],
        status=DecisionStatus.TAKEN,
        taken_ms=event.exercise_ms,
        choice=body.choice,
        who=body.who,
    )


def _on_inject_due(state: DrillState, event: ev.Event, body: ev.InjectCameDue) -> None:
    stood = state.injects[body.inject]
    due_ms = event.exercise_ms if stood.due_ms is None else stood.due_ms  # nobody could foresee a contingency
    state.injects[body.inject] = stood._replace(status=InjectStatus.DUE, due_ms=due_ms)


def _on_inject_fired(state: DrillState, event: ev.Event, body: ev.InjectFired) -> None:
    inject = state.scenario.inject_by_id[body.inject]
    stood = state.injects[body.inject]
    fired = InjectState(InjectStatus.FIRED, stood.due_ms, event.exercise_ms, event.seq, stood.times + 1)
    state.injects[body.inject] = fired
    wait_again(state, inject, stood.due_ms)
    for expected in inject.expect:
        opened = ExpectedState(expected.id, event.exercise_ms, event.exercise_ms + expected.within_ms)
        state.expected[expected.id] = opened
        state.unmet[expected.id] = None
        await_deadline(state, opened)


def _on_inject_held_back(state: DrillState, _event: ev.Event, body: ev.InjectHeldBack) -> None:
    _set_status(state, body.inject, InjectStatus.HELD)


def _on_inject_released(state: DrillState, event: ev.Event, body: ev.InjectReleased) -> None:
    due_ms = state.injects[body.inject].due_ms
    passed = due_ms is not None and due_ms <= event.exercise_ms
    _set_status(state, body.inject, InjectStatus.DUE if passed else InjectStatus.PENDING)
    if due_ms is not None and not passed:
        await_inject(state, state.scenario.inject_by_id[body.inject], due_ms)


def _on_inject_skipped(state: DrillState, _event: ev.Event, body: ev.InjectSkipped) -> None:
    left_out = body.reason is ev.SkipReason.CONTROLLER
    state.injects[body.inject] = state.injects[body.inject]._replace(status=InjectStatus.SKIPPED, left_out=left_out)


def _on_expected_met(state: DrillState, _event: ev.Event, body: ev.ExpectedActionMet) -> None:
    _meet(state, body)


def _meet(state: DrillState, body: ev.ExpectedActionMet) -> None:
    opened = state.expected[body.expected]
    status = ExpectedStatus.MET_LATE if body.late else ExpectedStatus.MET
    met_ms = opened.opened_ms + body.latency_ms
    state.expected[body.expected] = ExpectedState(opened.expected, opened.opened_ms, opened.deadline_ms, status, met_ms)
    state.unmet.pop(body.expected, None)


def _on_expected_missed(state: DrillState, _event: ev.Event, body: ev.ExpectedActionMissed) -> None:
    missed = state.expected[body.expected]._replace(status=ExpectedStatus.MISSED)
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
        reason=body.reason,
    )
    state.actions[body.action] = run
    state.running[body.action] = run
    if state.overrides:
        _let_go_of_set_force(state, body.unit)


def _on_stage_changed(state: DrillState, _event: ev.Event, body: ev.ActionStageChanged) -> None:
    _set_running(state, body.action, stage=body.stage)


def _on_action_stopped(state: DrillState, event: ev.Event, body: ev.ActionStopped) -> None:
    _set_running(state, body.action, stopped_ms=event.exercise_ms)


def _on_tag(state: DrillState, event: ev.Event, body: ev.TagObserved) -> None:
    state.observations[event.seq] = Observation(
        event.seq, body.tag, event.exercise_ms, body.text, body.unit, body.place, body.rating, body.observer
    )


def _on_record(
    state: DrillState, event: ev.Event, body: ev.CasualtyRecorded | ev.ArrestRecorded | ev.EvidenceRecorded
) -> None:
    kind = RECORDED[type(body)]
    details = {name: getattr(body, name) or "" for name in _DETAILS[kind]}
    state.facts[kind, body.number] = Fact(kind, body.number, event.seq, event.exercise_ms, details)


def _on_amended(state: DrillState, _event: ev.Event, body: ev.RecordAmended) -> None:
    fact = state.facts[body.kind, body.number]
    if body.field not in fact.details:
        raise LookupError(body.field)
    state.facts[body.kind, body.number] = fact._replace(details={**fact.details, body.field: body.value})


def _on_behaviour(state: DrillState, _event: ev.Event, body: ev.BehaviourChanged) -> None:
    state.behaviour = Behaviour(body.behaviour)


def _on_situation(state: DrillState, _event: ev.Event, body: ev.SituationChanged) -> None:
    state.situation = Situation(body.situation)


def _on_dispersed(state: DrillState, _event: ev.Event, _body: ev.CrowdDispersed) -> None:
    state.dispersed = True


def _on_gathered(state: DrillState, _event: ev.Event, _body: ev.CrowdGathered) -> None:
    state.dispersed = False


def _on_overridden(state: DrillState, event: ev.Event, body: ev.ValueOverridden) -> None:
    key = body.quantity, body.unit
    held = body.mode is ev.OverrideMode.HOLD
    if held or (body.mode is ev.OverrideMode.SET and body.quantity is ev.Quantity.FORCE):
        state.overrides[key] = Override(
            body.quantity, body.unit, body.after, held, event.exercise_ms, event.seq, body.who, body.why
        )
    else:
        state.overrides.pop(key, None)


def _let_go_of_set_force(state: DrillState, unit: str) -> None:
    """The force of a unit that was set, and not held, stands until the unit next does something."""
    key = ev.Quantity.FORCE, unit
    if key in state.overrides and not state.overrides[key].held:
        del state.overrides[key]


def _on_answered(state: DrillState, event: ev.Event, body: ev.FindingAnswered) -> None:
    answer = Answer(body.answer, body.text, body.who, event.exercise_ms, event.seq)
    state.answers[body.finding] = (*state.answers.get(body.finding, ()), answer)


def _on_voided(state: DrillState, _event: ev.Event, body: ev.EntryVoided) -> None:
    state.voided.add(body.seq)
    _count(state, body.seq, counts=False)


def _on_restored(state: DrillState, _event: ev.Event, body: ev.EntryRestored) -> None:
    state.voided.discard(body.seq)
    _count(state, body.seq, counts=True)


def _count(state: DrillState, seq: int, *, counts: bool) -> None:
    body = state.voidable[seq]
    if isinstance(body, ev.OrderGiven):
        state.orders[body.order] = state.orders[body.order]._replace(voided=not counts)
    elif isinstance(body, ev.TagObserved):
        state.observations[seq] = state.observations[seq]._replace(voided=not counts)
    elif isinstance(body, ev.CasualtyRecorded | ev.ArrestRecorded | ev.EvidenceRecorded):
        key = RECORDED[type(body)], body.number
        state.facts[key] = state.facts[key]._replace(voided=not counts)
    elif isinstance(body, ev.ExpectedActionMet):
        if counts:
            _meet(state, body)
        else:
            _open_again(state, body)


def _open_again(state: DrillState, body: ev.ExpectedActionMet) -> None:
    """The tick of an expected action no longer counts; nor does what it made due."""
    opened = state.expected[body.expected]._replace(status=ExpectedStatus.OPEN, met_ms=None)
    state.unmet[body.expected] = None
    state.expected[body.expected] = opened
    await_deadline(state, opened)
    forget(state, body)


_TRANSITIONS: Mapping[type[ev.Body], Callable[[DrillState, ev.Event, Any], None]] = {
    ev.SessionResumed: _on_session_resumed,
    ev.ExerciseStarted: _on_started,
    ev.ExerciseHeld: _on_held,
    ev.ExerciseResumed: _on_resumed,
    ev.SpeedChanged: _on_speed,
    ev.ExerciseEnded: _on_ended,
    ev.PhaseStarted: _on_phase,
    ev.PhaseAdjusted: _on_phase_adjusted,
    ev.ScriptCompleted: _on_completed,
    ev.ReadinessChecked: _on_readiness,
    ev.ReadinessWaived: _on_waived,
    ev.DecisionCameDue: _on_decision_due,
    ev.DecisionTaken: _on_decision,
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
    ev.TagObserved: _on_tag,
    ev.CasualtyRecorded: _on_record,
    ev.ArrestRecorded: _on_record,
    ev.EvidenceRecorded: _on_record,
    ev.RecordAmended: _on_amended,
    ev.EntryVoided: _on_voided,
    ev.EntryRestored: _on_restored,
    ev.BehaviourChanged: _on_behaviour,
    ev.SituationChanged: _on_situation,
    ev.CrowdDispersed: _on_dispersed,
    ev.CrowdGathered: _on_gathered,
    ev.ValueOverridden: _on_overridden,
    ev.FindingAnswered: _on_answered,
    **DESK_TRANSITIONS,
}
