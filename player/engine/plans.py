"""The phases still to come, as they are planned now."""

from __future__ import annotations

from player.engine.state import DrillState
from player.model.times import MINUTE_MS

SHORTEST_PHASE_MS = MINUTE_MS
"""A phase cannot be made shorter than this; to end it sooner, go on to the next one."""


def phases_to_come(state: DrillState) -> tuple[str, ...]:
    """Ids of the phases planned after the present one, in their order; a circle is gone round once."""
    found: list[str] = []
    phase = state.phase
    while phase is not None and phase.planned_next is not None and phase.planned_next not in found:
        found.append(phase.planned_next)
        phase = state.scenario.phase_by_id[phase.planned_next]
    return tuple(found)


def absorb(state: DrillState, delta_ms: int) -> None:
    """Let the phases to come take in that the present one is longer or shorter, the next one first.

    None becomes shorter than `SHORTEST_PHASE_MS` or its own bound, none longer than its own; what they cannot take in
    moves the end of the exercise.
    """
    left_ms = -delta_ms
    for name in phases_to_come(state):
        phase, planned_ms = state.scenario.phase_by_id[name], state.planned_ms_of(name)
        least_ms = min(planned_ms, max(SHORTEST_PHASE_MS, phase.min_ms))
        most_ms = planned_ms + max(0, left_ms) if phase.max_ms is None else max(planned_ms, phase.max_ms)
        taken_ms = max(least_ms, min(most_ms, planned_ms + left_ms)) - planned_ms
        if taken_ms:
            state.planned_changes[name] = state.planned_changes.get(name, 0) + taken_ms
        left_ms -= taken_ms
        if left_ms == 0:
            return
