"""What the rules look up in the log: actions, orders, notes and set force, each with the numbers of its events."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from player.engine.findings.finding import Doing
from player.model import events as ev
from player.model.doctrine import Stage
from player.model.rules import RULES, Rule
from player.model.scenario import Scenario


class Mark(NamedTuple):
    """That something happened: when, and the number of its event."""

    at_ms: int
    seq: int


class SetForce(NamedTuple):
    """The controller set or holds the force of a unit; the number of that event."""

    stage: int
    held: bool
    seq: int


class Step(NamedTuple):
    """An action is at this stage of force from this event on; ``reason`` is why, or empty."""

    at_ms: int
    seq: int
    stage: int
    reason: str


@dataclass(slots=True, eq=False)
class Deed:
    """An action of a unit as the log tells it.

    Attributes:
        number: its running number; ``order``: that of the order it was said to follow, or None.
        offer: id of the `UnitAction` of the script.
        steps: its start and each change of its stage.
        stage: its stage of force, the last one once it has ended.
        stopped_ms, stopped_seq: its end, or None while it runs.
    """

    number: int
    offer: str
    unit: str
    does: str
    order: int | None
    steps: list[Step]
    stage: int
    stopped_ms: int | None = None
    stopped_seq: int | None = None

    @property
    def seq(self) -> int:
        """Number of the event that started it."""
        return self.steps[0].seq

    @property
    def started_ms(self) -> int:
        """When it started."""
        return self.steps[0].at_ms

    @property
    def came_to(self) -> tuple[int, int]:
        """Its stage of force before the last step, 0 if that is its start, and since."""
        return (self.steps[-2].stage if len(self.steps) > 1 else 0), self.stage

    @property
    def seqs(self) -> list[int]:
        """Numbers of all events that tell of it."""
        told = [step.seq for step in self.steps]
        return told if self.stopped_seq is None else [*told, self.stopped_seq]

    def first_at(self, stage: int) -> Step | None:
        """The first step that brought it to this stage or a higher one."""
        return next((step for step in self.steps if step.stage >= stage), None)

    def below_ms(self, stage: int, after: Step) -> int | None:
        """When it next came below this stage or ended, after one of its steps; None while neither has happened."""
        later = self.steps[self.steps.index(after) + 1 :]
        return next((step.at_ms for step in later if step.stage < stage), self.stopped_ms)


class GivenOrder(NamedTuple):
    """An order, with the number of its event."""

    seq: int
    given_ms: int
    body: ev.OrderGiven


@dataclass(slots=True)
class Ledger:
    """The actions, orders and notes of a drill so far.

    Attributes:
        rules: the rules of the version the session was run with.
        deeds: every action started, by its running number; ``running``: those not stopped yet.
        orders: by their running numbers; ``order_by_seq``: the same by the numbers of their events.
        set_force: force that the controller has set or holds, by the unit; what the unit does counts for nothing then.
        notes_on: the notes about an event, by the number of that event; ``note_about``: the other way.
        voided: when which event no longer counted, by the number of what counts no more.
        force: the highest stage of force that counts now.
        ended_ms: EndEx, or None.
    """

    scenario: Scenario
    rules: Mapping[str, Rule] = field(default_factory=lambda: RULES)
    deeds: dict[int, Deed] = field(default_factory=dict)
    running: dict[int, Deed] = field(default_factory=dict)
    orders: dict[int, GivenOrder] = field(default_factory=dict)
    order_by_seq: dict[int, GivenOrder] = field(default_factory=dict)
    set_force: dict[str, SetForce] = field(default_factory=dict)
    notes_on: dict[int, list[Mark]] = field(default_factory=dict)
    note_about: dict[int, int] = field(default_factory=dict)
    voided: dict[int, Mark] = field(default_factory=dict)
    force: int = 0
    ended_ms: int | None = None
    _at_stage: list[int] = field(default_factory=lambda: [0] * len(Stage))

    @property
    def handlers(self) -> Mapping[type[ev.Body], Callable[[ev.Event], None]]:
        """What takes in each kind of event there is something to learn from."""
        return {
            ev.ActionStarted: self._on_started,
            ev.ActionStageChanged: self._on_stage,
            ev.ActionStopped: self._on_stopped,
            ev.ValueOverridden: self._on_overridden,
            ev.OrderGiven: self._on_order,
            ev.NoteWritten: self._on_note,
            ev.EntryVoided: self._on_voided,
            ev.EntryRestored: self._on_restored,
            ev.ExerciseEnded: self._on_ended,
        }

    def _forces(self) -> Iterator[tuple[int, int]]:
        """Every stage of force that counts, and the number of the event that brought it there."""
        for deed in self.running.values():
            if deed.unit not in self.set_force:
                yield deed.stage, deed.steps[-1].seq
        for one in self.set_force.values():
            yield one.stage, one.seq

    def doing(self, deed: Deed) -> Doing:
        """An action in words."""
        return Doing(self.scenario.units[deed.unit].title, deed.does)

    def above(self, stage: int) -> list[int]:
        """Numbers of the events that brought what now stands above this stage there, in their order."""
        return sorted(seq for force, seq in self._forces() if force > stage)

    def note_on(self, seqs: Iterable[int]) -> Mark | None:
        """The first note about one of these events that still counts, or None."""
        notes = (note for seq in seqs for note in self.notes_on.get(seq, ()) if note.seq not in self.voided)
        return min(notes, default=None)

    def _on_started(self, event: ev.Event) -> None:
        body: Any = event.body
        step = Step(event.exercise_ms, event.seq, body.stage, body.reason.strip())
        deed = Deed(body.action, body.offer, body.unit, body.does, body.order, [step], body.stage)
        self.deeds[body.action] = deed
        self._let_go(body.unit)
        self.running[body.action] = deed
        if body.unit not in self.set_force:
            self._add(body.stage)

    def _on_stage(self, event: ev.Event) -> None:
        body: Any = event.body
        step = Step(event.exercise_ms, event.seq, body.stage, body.reason.strip())
        deed = self.deeds[body.action]
        self._let_go(deed.unit)
        if deed.unit not in self.set_force:
            self._add(body.stage)
            self._take(deed.stage)
        deed.steps.append(step)
        deed.stage = body.stage

    def _on_stopped(self, event: ev.Event) -> None:
        body: Any = event.body
        deed = self.running[body.action]
        self._let_go(deed.unit)
        if deed.unit not in self.set_force:
            self._take(deed.stage)
        del self.running[body.action]
        deed.stopped_ms, deed.stopped_seq = event.exercise_ms, event.seq

    def _let_go(self, unit: str) -> None:
        """The force of a unit that was set, and is not held, stands until the unit next does something."""
        if unit in self.set_force and not self.set_force[unit].held:
            self._put(unit, None)

    def _put(self, unit: str, force: SetForce | None) -> None:
        """Let this be the force of a unit, or what it does."""
        own = [deed.stage for deed in self.running.values() if deed.unit == unit]
        before = self.set_force.pop(unit, None)
        for stage in own if before is None else [before.stage]:
            self._take(stage)
        if force is not None:
            self.set_force[unit] = force
        for stage in own if force is None else [force.stage]:
            self._add(stage)

    def _add(self, stage: int) -> None:
        self._at_stage[stage] += 1
        self.force = max(self.force, stage)

    def _take(self, stage: int) -> None:
        self._at_stage[stage] -= 1
        while self.force and not self._at_stage[self.force]:
            self.force -= 1

    def _on_overridden(self, event: ev.Event) -> None:
        body: Any = event.body
        if body.quantity is not ev.Quantity.FORCE:
            return
        if body.mode is ev.OverrideMode.RELEASE:
            self._put(body.unit, None)
        else:
            self._put(body.unit, SetForce(body.after, body.mode is ev.OverrideMode.HOLD, event.seq))

    def _on_order(self, event: ev.Event) -> None:
        body: Any = event.body
        given = GivenOrder(event.seq, event.exercise_ms, body)
        self.orders[body.order] = given
        self.order_by_seq[event.seq] = given

    def _on_note(self, event: ev.Event) -> None:
        body: Any = event.body
        if body.on is not None:
            self.notes_on.setdefault(body.on, []).append(Mark(event.exercise_ms, event.seq))
            self.note_about[event.seq] = body.on

    def _on_voided(self, event: ev.Event) -> None:
        body: Any = event.body
        self.voided[body.seq] = Mark(event.exercise_ms, event.seq)

    def _on_restored(self, event: ev.Event) -> None:
        body: Any = event.body
        self.voided.pop(body.seq, None)

    def _on_ended(self, event: ev.Event) -> None:
        self.ended_ms = event.exercise_ms
        for unit in tuple(self.set_force):
            self._put(unit, None)
