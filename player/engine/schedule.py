"""What is due when. The order of things due at the same instant is explicit: (due_ms, priority, sequence)."""

from __future__ import annotations

from collections.abc import Iterator
from heapq import heappop, heappush
from typing import NamedTuple

from player.engine.state import DrillState, ExpectedStatus
from player.model import events as ev
from player.model.doctrine import InjectStatus

_INJECT_PRIORITY = 0
_DEADLINE_PRIORITY = 1
"""A deadline comes after the injects of its instant, so that what they bring can still meet it."""


class Due(NamedTuple):
    """Something that happens by itself at ``due_ms``; compared field by field, so the order is total."""

    due_ms: int
    priority: int
    sequence: int
    id: str

    @property
    def is_deadline(self) -> bool:
        """Whether it is the deadline of an expected action, not an inject."""
        return self.priority == _DEADLINE_PRIORITY


class Schedule:
    """The injects that wait for their time and the deadlines now running, earliest first.

    An entry is not taken out when it stops to apply; whoever pops it looks at the state.
    """

    def __init__(self, state: DrillState) -> None:
        self._state = state
        self._sequence_of = {expected: n for n, expected in enumerate(state.scenario.expected_by_id)}
        self._heap: list[Due] = []
        for inject in state.injects:
            self._push_inject(inject)
        for opened in state.expected.values():
            if opened.status is ExpectedStatus.OPEN:
                self._push_deadline(opened.expected)

    @property
    def next_due_ms(self) -> int | None:
        """When the next entry is due, or None."""
        return self._heap[0].due_ms if self._heap else None

    def pop_until(self, to_ms: int) -> Iterator[Due]:
        """Take out the entries due at or before ``to_ms``, first the earliest; what is put in meanwhile counts, too."""
        heap = self._heap
        while heap and heap[0].due_ms <= to_ms:
            yield heappop(heap)

    def follow(self, event: ev.Event) -> None:
        """Take in what an event just applied puts on the schedule."""
        match event.body:
            case ev.PhaseStarted():
                self._push_phase()
            case ev.InjectFired(inject=inject):
                for expected in self._state.scenario.inject_by_id[inject].expect:
                    self._push_deadline(expected.id)
            case ev.InjectReleased(inject=inject):
                self._push_inject(inject)
            case ev.EntryVoided(seq=seq):
                body = self._state.voidable[seq]
                if isinstance(body, ev.ExpectedActionMet):
                    self._push_deadline(body.expected)
            case _:
                pass

    def _push_phase(self) -> None:
        phase = self._state.phase
        for inject in phase.injects if phase is not None else ():
            self._push_inject(inject.id)

    def _push_inject(self, inject: str) -> None:
        now = self._state.injects[inject]
        if now.due_ms is not None and now.status is InjectStatus.PENDING:
            sequence = self._state.scenario.inject_by_id[inject].sequence
            heappush(self._heap, Due(now.due_ms, _INJECT_PRIORITY, sequence, inject))

    def _push_deadline(self, expected: str) -> None:
        deadline_ms = self._state.expected[expected].deadline_ms
        heappush(self._heap, Due(deadline_ms, _DEADLINE_PRIORITY, self._sequence_of[expected], expected))
