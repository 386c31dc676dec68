"""How the events of the desk change the state of a drill: gaps, emergencies, observers, changes to the script."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from player.engine.arming import await_inject
from player.engine.state import DrillState, Gap, Observation, Status
from player.model import events as ev
from player.model.doctrine import InjectStatus


def _on_gap(state: DrillState, event: ev.Event, body: ev.GapFound) -> None:
    state.gap = Gap(event.seq, body.gap_ms, state.speed_permille)


def _on_gap_counted(state: DrillState, _event: ev.Event, _body: ev.GapCounted) -> None:
    state.gap = None


def _on_emergency(state: DrillState, _event: ev.Event, _body: ev.EmergencyDeclared) -> None:
    state.status = Status.EMERGENCY
    state.contacted.clear()


def _on_contacted(state: DrillState, event: ev.Event, body: ev.EmergencyContacted) -> None:
    if body.reached:
        state.contacted[body.contact] = event.exercise_ms
    else:
        state.contacted.pop(body.contact, None)


def _on_emergency_over(state: DrillState, _event: ev.Event, _body: ev.EmergencyOver) -> None:
    state.status = Status.HELD if state.phases else Status.READY


def _on_turn(state: DrillState, _event: ev.Event, body: ev.ObserverTookTurn) -> None:
    state.observer = body.name


_AMENDED: Mapping[str, Callable[[Observation, str], Observation]] = {
    "text": lambda seen, value: seen._replace(text=value),
    "unit": lambda seen, value: seen._replace(unit=value or None),
    "place": lambda seen, value: seen._replace(place=value),
    "rating": lambda seen, value: seen._replace(rating=value),
}
OBSERVED_FIELDS = tuple(_AMENDED)
"""What can be amended of a logged tag."""


def _on_amended(state: DrillState, _event: ev.Event, body: ev.ObservationAmended) -> None:
    state.observations[body.seq] = _AMENDED[body.field](state.observations[body.seq], body.value)


def _on_text(state: DrillState, _event: ev.Event, body: ev.InjectTextEdited) -> None:
    if body.text:
        state.inject_texts[body.inject] = body.text
    else:
        state.inject_texts.pop(body.inject, None)


def _on_hand(state: DrillState, _event: ev.Event, body: ev.InjectHandSet) -> None:
    state.by_hand[body.inject] = body.by_hand


def _on_shifted(state: DrillState, event: ev.Event, body: ev.InjectsShifted) -> None:
    for name in waiting_for_time(state, event.exercise_ms):
        stood = state.injects[name]
        due_ms = max(event.exercise_ms, (stood.due_ms or 0) + body.delta_ms)
        state.injects[name] = stood._replace(due_ms=due_ms)
        if stood.status is InjectStatus.PENDING:
            await_inject(state, state.scenario.inject_by_id[name], due_ms)


def waiting_for_time(state: DrillState, now_ms: int) -> list[str]:
    """Ids of the injects of the present phase that are still to come at a known time, held back or not."""
    phase = state.phase
    if phase is None:
        return []
    waits = {InjectStatus.PENDING, InjectStatus.HELD}
    stood = ((inject.id, state.injects[inject.id]) for inject in phase.injects)
    return [name for name, now in stood if now.status in waits and now.due_ms is not None and now.due_ms > now_ms]


DESK_TRANSITIONS: Mapping[type[ev.Body], Callable[[DrillState, ev.Event, Any], None]] = {
    ev.GapFound: _on_gap,
    ev.GapCounted: _on_gap_counted,
    ev.EmergencyDeclared: _on_emergency,
    ev.EmergencyContacted: _on_contacted,
    ev.EmergencyOver: _on_emergency_over,
    ev.ObserverTookTurn: _on_turn,
    ev.ObservationAmended: _on_amended,
    ev.InjectTextEdited: _on_text,
    ev.InjectHandSet: _on_hand,
    ev.InjectsShifted: _on_shifted,
}
"""What each event of the desk changes."""
