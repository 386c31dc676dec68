"""The phases still to come, as they are planned now."""

from __future__ import annotations

from collections.abc import Mapping

from player.engine.state import DrillState
from player.model.scenario import Scenario
from player.model.times import MINUTE_MS

SHORTEST_PHASE_MS = MINUTE_MS
"""A phase cannot be made shorter than this; to end it sooner, go on to the next one."""


def phases_to_come(state: DrillState) -> tuple[str, ...]:
    """Ids of the phases planned after the present one, in their order; a circle is gone round once."""
    return () if state.phase is None else _phases_after(state.scenario, state.phase.id)


def _phases_after(scenario: Scenario, phase: str) -> tuple[str, ...]:
    found: list[str] = []
    following = scenario.phase_by_id[phase].planned_next
    while following is not None and following not in found:
        found.append(following)
        following = scenario.phase_by_id[following].planned_next
    return tuple(found)


def absorbed(scenario: Scenario, phase: str, changes: Mapping[str, int], delta_ms: int) -> dict[str, int]:
    """By how much the phases to come are planned longer or shorter once they take in that this one is.

    They take it in one after the other, the next one first. None becomes shorter than `SHORTEST_PHASE_MS` or its own
    bound, none longer than its own; what they cannot take in moves the end of the exercise.

    Args:
        phase: id of the present phase.
        changes: by how much they are planned longer or shorter already, by id.
    """
    fresh, left_ms = dict(changes), -delta_ms
    for name in _phases_after(scenario, phase):
        script = scenario.phase_by_id[name]
        planned_ms = script.planned_ms + fresh.get(name, 0)
        least_ms = min(planned_ms, max(SHORTEST_PHASE_MS, script.min_ms))
        most_ms = planned_ms + max(0, left_ms) if script.max_ms is None else max(planned_ms, script.max_ms)
        taken_ms = max(least_ms, min(most_ms, planned_ms + left_ms)) - planned_ms
        if taken_ms:
            fresh[name] = fresh.get(name, 0) + taken_ms
        left_ms -= taken_ms
        if left_ms == 0:
            break
    return fresh
