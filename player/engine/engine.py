"""The engine: commands and the passing of exercise time become events.

It reads no clock and does no I/O. `Engine.advance` is its only source of time; the same scenario, commands and times
give the same events, whatever the steps in which time is advanced.
"""

from __future__ import annotations

from collections.abc import Iterable

from player.engine import state
from player.engine.changes import changes
from player.engine.commands import Command
from player.engine.decisions import decide
from player.engine.expected import met_at_once
from player.engine.fold import Fold
from player.engine.phases import leave_phase
from player.engine.schedule import Schedule
from player.engine.state import DecisionStatus, ExpectedStatus, Status, Waiting
from player.engine.watch import Watch
from player.model import events as ev
from player.model.course import Decision, Inject, Triggered
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
        self._watch = Watch(self.fold)
        self._catching_up = False

    @property
    def now_ms(self) -> int:
        """Exercise time reached."""
        return self.fold.now_ms

    @property
    def next_due_ms(self) -> int | None:
        """Exercise time at which next something happens by itself, or may, as a condition on the crowd; or None.

        When the crowd comes to stand otherwise nobody can say before.
        """
        known = [ms for ms in (self._schedule.next_due_ms, self._watch.next_ms) if ms is not None]
        return min(known, default=None)

    def advance(self, to_ms: int) -> list[ev.Event]:
        """Let exercise time go on to ``to_ms``; gives what happened by itself, each at its own time.

        While the exercise is not running time stands still, and nothing happens. What should have happened in a time
        that the drill has already left behind happens now.
        """
        happened: list[ev.Event] = []
        self._go_on(to_ms, happened)
        return happened

    def _go_on(self, to_ms: int, happened: list[ev.Event]) -> None:
        while self.fold.state.status is Status.RUNNING or self._catching_up:
            look_ms = self._watch.next_ms
            stop_ms = to_ms if look_ms is None else min(to_ms, look_ms)
            due_ms = self._schedule.next_due_ms
            if due_ms is None or due_ms > stop_ms:
                told = self._tell_changes(stop_ms, happened)
            else:
                told = due_ms > self.now_ms and self._tell_changes(due_ms - 1, happened, due_ms)
            if told:
                continue
            due = self._schedule.pop(stop_ms)
            if due is not None:
                for body in self._due(due):
                    self._happen(body, ev.Actor.ENGINE, max(due.due_ms, self.now_ms), happened)
                continue
            self.fold.advance(stop_ms)
            if look_ms is None or look_ms > to_ms:
                break
            self._look(happened)

    def _catch_up(self, to_ms: int, happened: list[ev.Event]) -> None:
        """Let a gap pass in which the exercise went on unseen: nothing is delivered in it by itself, it comes due."""
        self._catching_up = True
        try:
            self._go_on(to_ms, happened)
        finally:
            self._catching_up = False

    def do(self, command: Command, actor: ev.Actor = ev.Actor.CONTROLLER) -> list[ev.Event]:
        """Carry out a command at the time reached; gives what came of it, in order, with all that is due at once by it.

        Raises:
            Refused: the command does not fit the state of the drill; nothing has changed.
        """
        happened: list[ev.Event] = []
        for body, by in decide(self.fold, command):
            if isinstance(body, ev.GapCounted) and body.counts_as is ev.GapAs.ELAPSED:
                self._catch_up(self.now_ms + body.gap_ms, happened)
            self._happen(body, actor if by is None else by, self.now_ms, happened)
        if self.fold.state.status is Status.HELD:
            self._tell_changes(self.now_ms, happened)
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
        self._schedule.follow()
        self._watch.follow(event)
        return event

    def _tell_changes(self, until_ms: int, happened: list[ev.Event], ahead_ms: int = 0) -> bool:
        """Put into the log how the crowd first stands otherwise than it tells, up to this time; gives whether it does.

        A tick is looked at after all that is due at its instant, and before the conditions on the crowd.
        """
        change_ms = self.fold.next_change_ms(until_ms, ahead_ms)
        if change_ms is None:
            return False
        at_ms = max(change_ms, self.now_ms)
        for body in changes(self.fold):
            self._happen(body, ev.Actor.ENGINE, at_ms, happened)
        return True

    def _look(self, happened: list[ev.Event]) -> None:
        """Look at the conditions of this tick, and let happen what they bring."""
        phases = len(self.fold.state.phases)
        for one in self._watch.look():
            if len(self.fold.state.phases) > phases:  # an exit before it has ended the phase
                break
            self._watch.spend(one)
            for body in self._come_about(one, ev.Firing.CONDITION):
                self._happen(body, ev.Actor.ENGINE, self.now_ms, happened)

    def _due(self, due: Waiting) -> Iterable[ev.Body]:
        """What happens at this entry of the schedule; nothing when it no longer applies."""
        match due.rank:
            case state.DEADLINE_RANK:
                return self._miss(due)
            case state.INJECT_RANK:
                return self._due_inject(due)
            case state.DECISION_RANK:
                return self._ask(due)
        return self._due_end(due)

    def _ask(self, due: Waiting) -> Iterable[ev.Body]:
        """The question of a decision is put while its phase lasts."""
        phase, asked = self.fold.state.phase, self.fold.state.decisions[due.id]
        if phase is None or phase.id != self.scenario.decision_by_id[due.id].phase:
            return ()
        applies = asked.status is DecisionStatus.WAITING and asked.due_ms == due.due_ms
        return (ev.DecisionCameDue(due.id),) if applies else ()

    def _due_inject(self, due: Waiting) -> Iterable[ev.Body]:
        run, stood = self.fold.state.phase_run, self.fold.state.injects[due.id]
        inject = self.scenario.inject_by_id[due.id]
        if run is None:
            return ()
        if stood.status is not InjectStatus.PENDING or stood.due_ms != due.due_ms:
            return ()
        if due.due_ms < run.started_ms:  # its moment passed before its phase began
            return (ev.InjectCameDue(inject.id),)
        return self._come_about(inject, ev.Firing.EVENT if inject.trigger.LISTENS else ev.Firing.SCHEDULE)

    def _due_end(self, due: Waiting) -> Iterable[ev.Body]:
        """An exit, or the planned end of a phase that goes on by itself."""
        phase, run = self.fold.state.phase, self.fold.state.phase_run
        if phase is None or run is None:
            return ()
        if due.rank == state.EXIT_RANK:
            way = next((way for way in phase.exits if way.id == due.id), None)
            applies = way is not None and self.fold.state.exits.get(due.id) == due.due_ms
            return self._leave(way.to, ev.PhaseCause.EXIT) if way is not None and applies else ()
        if phase.id != due.id or run.started_ms + run.planned_ms != due.due_ms:
            return ()
        return self._leave(phase.next, ev.PhaseCause.TIME)

    def _miss(self, due: Waiting) -> Iterable[ev.Body]:
        """The deadline of an expected action: it is missed, and its contingency inject is offered."""
        now = self.fold.state
        opened = now.expected[due.id]
        if opened.status is not ExpectedStatus.OPEN or opened.deadline_ms != due.due_ms:
            return
        yield ev.ExpectedActionMissed(due.id)
        contingency = self.scenario.expected_by_id[due.id].contingency
        if contingency is not None and now.injects[contingency].status is InjectStatus.PENDING:
            yield ev.InjectCameDue(contingency)

    def _come_about(self, one: Triggered, how: ev.Firing | None) -> Iterable[ev.Body]:
        """What follows when the trigger of something of the present phase comes about."""
        if isinstance(one, Inject):
            if self.fold.state.is_by_hand(one) or self._catching_up:
                return (ev.InjectCameDue(one.id),)
            return (ev.InjectFired(one.id, how or ev.Firing.SCHEDULE),)
        if isinstance(one, Decision):
            return (ev.DecisionCameDue(one.id),)
        return self._leave(one.to, ev.PhaseCause.EXIT)

    def _leave(self, to: str | None, cause: ev.PhaseCause) -> Iterable[ev.Body]:
        """Go on by itself: not over a decision that must be taken, nor through a gate with an open item."""
        now = self.fold.state
        if any(decision.branches for decision in now.undecided) and cause is ev.PhaseCause.TIME:
            return ()
        if to is None:
            return () if now.completed else (ev.ScriptCompleted(cause),)
        return () if now.open_items(to) else leave_phase(now, to, cause)
