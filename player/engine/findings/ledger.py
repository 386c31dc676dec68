"""What the rules look up in the log: actions, orders and notes, each with the numbers of its events."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from player.engine.findings.finding import Doing
from player.model import events as ev
from player.model.scenario import Scenario


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
        stopped_ms, stopped_seq: its end, or None while it runs.
    """

    number: int
    offer: str
    unit: str
    does: str
    order: int | None
    steps: list[Step]
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
    def stage(self) -> int:
        """Its stage of force, the last one once it has ended."""
        return self.steps[-1].stage

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


@dataclass(frozen=True, slots=True, eq=False)
class GivenOrder:
    """An order, with the number of its event."""

    seq: int
    given_ms: int
    body: ev.OrderGiven


@dataclass(slots=True)
class Ledger:
    """The actions, orders and notes of a drill so far.

    Attributes:
        deeds: every action started, by its running number; ``running``: those not stopped yet.
        orders: by their running numbers; ``order_by_seq``: the same by the numbers of their events.
        notes_on: numbers of the notes about an event, by the number of that event; ``note_about``: the other way.
        voided: numbers of the events that no longer count.
        ended_ms: EndEx, or None.
    """

    scenario: Scenario
    deeds: dict[int, Deed] = field(default_factory=dict)
    running: dict[int, Deed] = field(default_factory=dict)
    orders: dict[int, GivenOrder] = field(default_factory=dict)
    order_by_seq: dict[int, GivenOrder] = field(default_factory=dict)
    notes_on: dict[int, list[int]] = field(default_factory=dict)
    note_about: dict[int, int] = field(default_factory=dict)
    voided: set[int] = field(default_factory=set)
    ended_ms: int | None = None

    @property
    def handlers(self) -> Mapping[type[ev.Body], Callable[[ev.Event], None]]:
        """What takes in each kind of event there is something to learn from."""
        return {
            ev.ActionStarted: self._on_started,
            ev.ActionStageChanged: self._on_stage,
            ev.ActionStopped: self._on_stopped,
            ev.OrderGiven: self._on_order,
            ev.NoteWritten: self._on_note,
            ev.EntryVoided: self._on_voided,
            ev.EntryRestored: self._on_restored,
            ev.ExerciseEnded: self._on_ended,
        }

    @property
    def force(self) -> int:
        """Highest stage of force under way."""
        return max((deed.stage for deed in self.running.values()), default=0)

    def doing(self, deed: Deed) -> Doing:
        """An action in words."""
        return Doing(self.scenario.units[deed.unit].title, deed.does)

    def unit_kind(self, deed: Deed) -> str:
        """What kind of unit does it, a word of `UNIT_KINDS`."""
        return self.scenario.units[deed.unit].kind

    def above(self, stage: int) -> list[int]:
        """Numbers of the events that brought what now runs above this stage there, in their order."""
        return sorted(deed.steps[-1].seq for deed in self.running.values() if deed.stage > stage)

    def is_noted(self, seq: int) -> bool:
        """Whether somebody wrote a note about this event that still counts."""
        return any(note not in self.voided for note in self.notes_on.get(seq, ()))

    def is_explained(self, step: Step) -> bool:
        """Whether a reason was recorded with a step of an action, or a note about it."""
        return bool(step.reason) or self.is_noted(step.seq)

    def _on_started(self, event: ev.Event) -> None:
        body: Any = event.body
        step = Step(event.exercise_ms, event.seq, body.stage, body.reason.strip())
        deed = Deed(body.action, body.offer, body.unit, body.does, body.order, [step])
        self.deeds[body.action] = deed
        self.running[body.action] = deed

    def _on_stage(self, event: ev.Event) -> None:
        body: Any = event.body
        step = Step(event.exercise_ms, event.seq, body.stage, body.reason.strip())
        self.deeds[body.action].steps.append(step)

    def _on_stopped(self, event: ev.Event) -> None:
        body: Any = event.body
        deed = self.running.pop(body.action)
        deed.stopped_ms, deed.stopped_seq = event.exercise_ms, event.seq

    def _on_order(self, event: ev.Event) -> None:
        body: Any = event.body
        given = GivenOrder(event.seq, event.exercise_ms, body)
        self.orders[body.order] = given
        self.order_by_seq[event.seq] = given

    def _on_note(self, event: ev.Event) -> None:
        body: Any = event.body
        if body.on is not None:
            self.notes_on.setdefault(body.on, []).append(event.seq)
            self.note_about[event.seq] = body.on

    def _on_voided(self, event: ev.Event) -> None:
        body: Any = event.body
        self.voided.add(body.seq)

    def _on_restored(self, event: ev.Event) -> None:
        body: Any = event.body
        self.voided.discard(body.seq)

    def _on_ended(self, event: ev.Event) -> None:
        self.ended_ms = event.exercise_ms
