"""The course of a scenario: phases with injects, expected actions, actions of units, decisions and exits.

Times are integer milliseconds of exercise time, counted from the start of their phase unless said otherwise.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from player.model.doctrine import ACTION_KINDS, Behaviour, RecordKind, Stage
from player.model.entries import NO_ORIGIN, NO_TEXT, Attachment, Origin
from player.model.text import Text
from player.model.trigger import Trigger


@dataclass(frozen=True, slots=True)
class Pressure:
    """Inject pressure: the input s of the crowd model, per minute, for a time."""

    rate_per_min: float
    for_ms: int


@dataclass(frozen=True, slots=True)
class Effects:
    """What something does to the crowd.

    Attributes:
        tension: impulse in points of the tension index, -100..100.
        presence: points of the crowd's size that join it (or, below 0, leave it), -100..100.
        pressure: pressure that starts now, or None.
        behaviour: behaviour class seen from this moment, or None.
        provocateurs: share of provocateurs active from now on, 0..1, or None for no change.
        unlawful: unlawful acts are declared, so that the situation turns red.
    """

    tension: float = 0.0
    presence: float = 0.0
    pressure: Pressure | None = None
    behaviour: Behaviour | None = None
    provocateurs: float | None = None
    unlawful: bool = False


NO_EFFECTS = Effects()


@dataclass(frozen=True, slots=True)
class WantedRecord:
    """A record of a casualty, an arrest or evidence that an inject calls for; the words say what there is to record.

    Attributes:
        count: how many records of the kind.
        side: a word of `SIDES`; ``severity``: of `SEVERITIES`, of a casualty; ``weapon``: of `WEAPONS`, of an arrest;
            ``medium``: of `MEDIA`, of evidence. Each None where it does not apply or is not said.
    """

    kind: RecordKind
    count: int = 1
    side: str | None = None
    severity: str | None = None
    weapon: str | None = None
    medium: str | None = None


@dataclass(frozen=True, slots=True)
class ExpectedAction:
    """What the players are expected to do after an inject.

    Attributes:
        inject: id of the inject that opens it.
        action: kind of action that meets it by itself when a unit starts it, or None.
        record: the records that meet it by themselves once they are all written, or None.
        by: id of the unit that has to do it, or None for any.
        within_ms: time allowed from the firing of the inject.
        objective: id of the objective it shows, or None; ``task``: id of that objective's critical task, or None.
        contingency: id of the inject that is offered when it is missed, or None.
    """

    id: str
    inject: str
    text: Text
    within_ms: int
    action: str | None = None
    by: str | None = None
    objective: str | None = None
    record: WantedRecord | None = None
    task: str | None = None
    contingency: str | None = None

    def is_met_by(self, unit: str, action: str) -> bool:
        """Whether this unit starting this kind of action meets it."""
        return self.action is not None and self.action == action and self.by in (None, unit)


@dataclass(frozen=True, slots=True)
class Inject:
    """An entry of the MSEL.

    Attributes:
        sequence: position in the whole script, the last tie-break of injects due at the same instant.
        trigger: when it is due.
        confirm: when it is due it waits for the controller's hand.
        priority: of injects due at the same instant the higher goes first, -9..9.
        repeats: it may fire more than once: each time its trigger comes about.
        sender: who says it; ``receiver``: to whom; both as they are read. ``sender_role``, ``receiver_role``: ids of
            the roles they are, or None.
        channel: a word of `CHANNELS` or None.
        note: what the controller alone needs to know.
        fields: what else a planner's sheet says of it, by column.
    """

    id: str
    phase: str
    sequence: int
    title: Text
    text: Text
    trigger: Trigger
    confirm: bool = False
    priority: int = 0
    repeats: bool = False
    sender: Text = NO_TEXT
    receiver: Text = NO_TEXT
    sender_role: str | None = None
    receiver_role: str | None = None
    channel: str | None = None
    effects: Effects = NO_EFFECTS
    expect: tuple[ExpectedAction, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    note: Text = NO_TEXT
    fields: Mapping[str, str] = field(default_factory=dict)
    origin: Origin = NO_ORIGIN

    @property
    def at_ms(self) -> int | None:
        """Planned time from the start of its phase, or None where it depends on what happens."""
        return self.trigger.planned_ms

    @property
    def by_hand(self) -> bool:
        """Whether it fires only by the controller's hand."""
        return self.confirm or self.trigger.KIND == "manual"


@dataclass(frozen=True, slots=True)
class PlannedSpan:
    """When the script plans an action: from the start of the phase, to a time in it or (None) to its end."""

    from_ms: int
    to_ms: int | None


@dataclass(frozen=True, slots=True)
class PlannedOrder:
    """The order the script plans for an action.

    Attributes:
        rank: who gives it; ``channel``: how, a word of `CHANNELS`; ``text``: the words of the order.
        ahead_ms: how long before the action it is given.
    """

    rank: str
    channel: str = "radio"
    ahead_ms: int = 0
    text: Text = NO_TEXT


@dataclass(frozen=True, slots=True)
class UnitAction:
    """An action a phase offers: a unit does something, with a stage of force.

    Attributes:
        id: unique in the script.
        does: a word of `ACTION_KINDS`.
        stage: stage of force.
        personnel: persons committed.
        dialogue: dialogue with the crowd while it runs, 0..1.
        order_from: ranks whose order it needs; empty: it needs none.
        planned: when the script plans it; ``order``: the order it plans for that, or None.
        reason: why the script plans it, recorded with its start.
    """

    id: str
    phase: str
    unit: str
    does: str
    stage: Stage
    personnel: int
    dialogue: float
    order_from: tuple[str, ...] = ()
    planned: tuple[PlannedSpan, ...] = ()
    order: PlannedOrder | None = None
    reason: Text = NO_TEXT
    origin: Origin = NO_ORIGIN

    @property
    def arrests_provocateurs(self) -> bool:
        """Whether starting it takes the provocateurs out."""
        return ACTION_KINDS[self.does].arrests_provocateurs


@dataclass(frozen=True, slots=True)
class Choice:
    """An answer to a decision.

    Attributes:
        to: id of the phase it leads to, None for the end of the script; ``moves``: whether it leads anywhere at all,
            or the phase goes on.
        planned: it is the one the script plans.
    """

    id: str
    title: Text
    to: str | None = None
    moves: bool = False
    planned: bool = False
    effects: Effects = NO_EFFECTS
    origin: Origin = NO_ORIGIN


@dataclass(frozen=True, slots=True)
class Decision:
    """A question at which the course divides.

    Attributes:
        id: unique in the script.
        trigger: when the question is put; None: at the planned end of the phase. It can be answered before.
        by: id of the role that decides, or None.
    """

    id: str
    phase: str
    sequence: int
    ask: Text
    choices: tuple[Choice, ...]
    trigger: Trigger | None = None
    by: str | None = None
    origin: Origin = NO_ORIGIN

    @property
    def branches(self) -> bool:
        """Whether every answer leads on, so that the phase cannot be left without one."""
        return all(choice.moves for choice in self.choices)

    @property
    def planned_choice(self) -> Choice:
        """The answer the script plans; where it marks none, the first."""
        return next((choice for choice in self.choices if choice.planned), self.choices[0])

    def choice(self, choice_id: str) -> Choice | None:
        """The answer of this id."""
        return next((choice for choice in self.choices if choice.id == choice_id), None)


@dataclass(frozen=True, slots=True)
class Exit:
    """A way out of a phase that is taken by itself.

    Attributes:
        id: the phase's id, a dot and the number of the exit.
        to: id of the phase it leads to, or None for the end of the script.
    """

    id: str
    phase: str
    sequence: int
    trigger: Trigger
    to: str | None


Triggered: TypeAlias = Inject | Decision | Exit
"""What waits in a phase for its trigger."""


@dataclass(frozen=True, slots=True)
class Phase:
    """A phase of the drill.

    Attributes:
        planned_ms: how long it is planned to last; ``min_ms``: it is not left by itself before; ``max_ms``: it cannot
            be made longer.
        on_time: at its planned end it goes on by itself.
        optional: the controller may pass over it.
        enter: what its beginning does to the crowd.
        next: id of the phase after it, or None at the end.
    """

    id: str
    title: Text
    planned_ms: int
    injects: tuple[Inject, ...] = ()
    actions: tuple[UnitAction, ...] = ()
    next: str | None = None
    goal: Text = NO_TEXT
    min_ms: int = 0
    max_ms: int | None = None
    on_time: bool = False
    optional: bool = False
    enter: Effects = NO_EFFECTS
    decisions: tuple[Decision, ...] = ()
    exits: tuple[Exit, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    origin: Origin = NO_ORIGIN

    @property
    def triggered(self) -> tuple[Triggered, ...]:
        """All that waits for a trigger in this phase."""
        return (*self.injects, *self.decisions, *self.exits)

    @property
    def onward(self) -> tuple[str | None, ...]:
        """Where the course can go from here, each target once, the planned one first; None is the end."""
        targets = [self.planned_next]
        if not any(decision.branches for decision in self.decisions):
            targets.append(self.next)
        targets += [choice.to for decision in self.decisions for choice in decision.choices if choice.moves]
        targets += [way.to for way in self.exits]
        return tuple(dict.fromkeys(targets))

    @property
    def planned_next(self) -> str | None:
        """Where the script plans to go from here: by the planned answer that leads on, or else to the next phase."""
        for decision in self.decisions:
            choice = decision.planned_choice
            if choice.moves:
                return choice.to
        return self.next
