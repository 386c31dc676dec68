"""The engine: commands and the passing of exercise time become events.

It reads no clock and does no I/O. `Engine.advance` is its only source of time; the same scenario, commands and times
give the same events, whatever the steps in which time is advanced.
"""

from __future__ import annotations

from player.engine.commands import Command
from player.engine.decisions import decide, met_at_once
from player.engine.fold import Fold
from player.engine.schedule import Due, Schedule
from player.engine.state import ExpectedStatus, Status
from player.model import events as ev
from player.model.doctrine import InjectStatus
from player.model.scenario import Scenario


class Engine:
    """A drill under way.

    Args:
        scenario: the script.
        fold: the drill so far, for a session taken up again; None for a new one.
    """

    def __init__(self, scenario: Scenario, fold: Fold | None = None) -> None:
        self.scenario = scenario
        self.fold = fold if fold is not None else Fold(scenario)
        self._schedule = Schedule(self.fold.state)

    @property
    def now_ms(self) -> int:
        """Exercise time reached."""
        return self.fold.now_ms

    @property
    def next_due_ms(self) -> int | None:
        """Exercise time of the next thing that happens by itself, or None."""
        return self._schedule.next_due_ms

    def advance(self, to_ms: int) -> list[ev.Event]:
        """Let exercise time go on to ``to_ms``; gives what happened by itself, each at its own time.

        While the exercise is not running time stands still, and nothing happens. What should have happened in a time
        that the drill has already left behind happens now.
        """
        happened: list[ev.Event] = []
        if self.fold.state.status is not Status.RUNNING:
            return happened
        for due in self._schedule.pop_until(to_ms):
            body = self._body_of(due)
            if body is not None:
                self._happen(body, ev.Actor.ENGINE, max(due.due_ms, self.now_ms), happened)
        self.fold.advance(to_ms)
        return happened

    def do(self, command: Command, actor: ev.Actor = ev.Actor.CONTROLLER) -> list[ev.Event]:
        """Carry out a command at the time reached; gives what came of it, in order, with all that is due at once by it.

        Raises:
            Refused: the command does not fit the state of the drill; nothing has changed.
        """
        happened: list[ev.Event] = []
        for body, by in decide(self.fold, command):
            self._happen(body, actor if by is None else by, self.now_ms, happened)
        return happened + self.advance(self.now_ms)

    def record(self, body: ev.Body, exercise_ms: int) -> ev.Event:
        """Put an event of the session itself (opened, resumed) into the drill, no earlier than the time reached."""
        return self._emit(body, ev.Actor.ENGINE, max(exercise_ms, self.now_ms))

    def _happen(self, body: ev.Body, actor: ev.Actor, exercise_ms: int, happened: list[ev.Event]) -> None:
        """Something happens, and what follows from it at once."""
        happened.append(self._emit(body, actor, exercise_ms))
        if isinstance(body, ev.InjectFired):
            met = tuple(met_at_once(self.fold, body.inject))
            happened.extend(self._emit(one, ev.Actor.ENGINE, exercise_ms) for one in met)

    def _emit(self, body: ev.Body, actor: ev.Actor, exercise_ms: int) -> ev.Event:
        scenario_ms = self.scenario.place.starts_ms + exercise_ms
        event = ev.Event(self.fold.state.last_seq + 1, exercise_ms, scenario_ms, actor, body)
        self.fold.apply(event)
        self._schedule.follow(event)
        return event

    def _body_of(self, due: Due) -> ev.Body | None:
        """What happens at this entry of the schedule, or None when it no longer applies."""
        state = self.fold.state
        if due.is_deadline:
            opened = state.expected[due.id]
            still_open = opened.status is ExpectedStatus.OPEN and opened.deadline_ms == due.due_ms
            return ev.ExpectedActionMissed(due.id) if still_open else None
        if state.injects[due.id].status is not InjectStatus.PENDING:
            return None
        if self.scenario.inject_by_id[due.id].manual:
            return ev.InjectCameDue(due.id)
        return ev.InjectFired(due.id, ev.Firing.SCHEDULE)
