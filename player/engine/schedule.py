"""What is due when. The order of things due at the same instant is explicit: (due_ms, rank, priority, sequence)."""

from __future__ import annotations

from heapq import heappop, heappush

from player.engine.arming import await_deadline, await_exit, await_inject
from player.engine.state import (
    DECISION_RANK,
    END_RANK,
    DecisionStatus,
    DrillState,
    ExpectedStatus,
    Waiting,
)
from player.model.doctrine import InjectStatus


class Schedule:
    """All that waits with a known time, earliest first.

    An entry is not taken out when it stops to apply; whoever pops it looks at the state.
    """

    def __init__(self, state: DrillState) -> None:
        self._state = state
        self._heap: list[Waiting] = []
        self._take_up()
        self.follow()

    @property
    def next_due_ms(self) -> int | None:
        """When the next entry is due, or None."""
        return self._heap[0].due_ms if self._heap else None

    def pop(self, to_ms: int) -> Waiting | None:
        """Take out the earliest entry due at or before ``to_ms``, if there is one."""
        heap = self._heap
        return heappop(heap) if heap and heap[0].due_ms <= to_ms else None

    def follow(self) -> None:
        """Take in what the event just applied made due."""
        for waiting in self._state.just_due:
            heappush(self._heap, waiting)

    def _take_up(self) -> None:
        """Find what waits in a drill that is taken up again."""
        state = self._state
        state.just_due.clear()
        for inject, stood in state.injects.items():
            if stood.due_ms is not None and stood.status is InjectStatus.PENDING:
                await_inject(state, state.scenario.inject_by_id[inject], stood.due_ms)
        for opened in state.expected.values():
            if opened.status is ExpectedStatus.OPEN:
                await_deadline(state, opened)
        self._take_up_phase(state)

    @staticmethod
    def _take_up_phase(state: DrillState) -> None:
        phase, run = state.phase, state.phase_run
        if phase is None or run is None:
            return
        for decision in phase.decisions:
            asked = state.decisions[decision.id]
            if asked.due_ms is not None and asked.status is DecisionStatus.WAITING:
                state.just_due.append(Waiting(asked.due_ms, DECISION_RANK, 0, decision.sequence, decision.id))
        for way in phase.exits:
            if way.id in state.exits:
                await_exit(state, way, state.exits[way.id])
        if phase.on_time:
            state.just_due.append(Waiting(run.started_ms + run.planned_ms, END_RANK, 0, 0, phase.id))
