"""The state of a drill as a fold over its events. Live, after a restart and in review it is this one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from player.engine.clock import NORMAL_SPEED_PERMILLE
from player.model import events as ev
from player.model.course import Decision, Phase, UnitAction
from player.model.doctrine import Behaviour, InjectStatus, RecordKind, Situation
from player.model.entries import ReadinessItem
from player.model.scenario import Scenario


class Status(StrEnum):
    """Where the exercise stands."""

    READY = "ready"
    RUNNING = "running"
    HELD = "held"
    EMERGENCY = "emergency"
    """Something real has happened: the exercise is frozen."""
    ENDED = "ended"


class ExpectedStatus(StrEnum):
    """Where an expected action stands."""

    OPEN = "open"
    MET = "met"
    MISSED = "missed"
    MET_LATE = "met_late"


@dataclass(frozen=True, slots=True)
class PhaseRun:
    """A phase as it was played; ``ended_ms`` is None while it lasts."""

    phase: str
    started_ms: int
    planned_ms: int
    ended_ms: int | None = None


class InjectState(NamedTuple):
    """Where an inject stands. A tuple, as a script may have thousands of injects: it is made in a third of the time.

    Attributes:
        due_ms: exercise time at which it is due, once that is known.
        fired_ms: exercise time it was last fired; ``fired_seq``: number of that event; ``times``: how often.
        left_out: it was skipped by the controller, not because its phase ended.
    """

    status: InjectStatus = InjectStatus.PENDING
    due_ms: int | None = None
    fired_ms: int | None = None
    fired_seq: int | None = None
    times: int = 0
    left_out: bool = False


class DecisionStatus(StrEnum):
    """Where a decision stands."""

    WAITING = "waiting"
    """Its question has not been put yet; it can be answered all the same while its phase lasts."""
    ASKED = "asked"
    TAKEN = "taken"


@dataclass(frozen=True, slots=True)
class DecisionState:
    """Where a decision stands. Times are exercise time.

    Attributes:
        due_ms: when its question is put, once that is known.
        choice: the answer it last got, also in an earlier round of its phase.
    """

    status: DecisionStatus = DecisionStatus.WAITING
    due_ms: int | None = None
    asked_ms: int | None = None
    taken_ms: int | None = None
    choice: str | None = None
    who: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A casualty, an arrest or a piece of evidence as it is known now.

    Attributes:
        number: running number of its kind.
        seq: number of the event that recorded it.
        details: what is known of it, by the field of its event, amended; an empty text is not known.
    """

    kind: RecordKind
    number: int
    seq: int
    recorded_ms: int
    details: Mapping[str, str]
    voided: bool = False


@dataclass(frozen=True, slots=True)
class Observation:
    """A tag an observer logged."""

    seq: int
    tag: str
    seen_ms: int
    text: str
    unit: str | None
    voided: bool = False


@dataclass(frozen=True, slots=True)
class Override:
    """A value the controller has set or holds. ``value`` is in the numbers of its `Quantity`."""

    quantity: ev.Quantity
    unit: str | None
    value: int
    held: bool
    since_ms: int
    seq: int
    who: str
    why: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered to a finding."""

    kind: ev.AnswerKind
    text: str
    who: str
    at_ms: int
    seq: int


class Waiting(NamedTuple):
    """Something that waits for a known time: ``rank`` says what it is, and orders what is due at one instant."""

    due_ms: int
    rank: int
    priority: int
    sequence: int
    id: str


INJECT_RANK, DEADLINE_RANK, DECISION_RANK, EXIT_RANK, END_RANK = range(5)
"""The order of what is due at one instant: a deadline comes after the injects, so that what they bring can still meet
it; what ends the phase comes last."""


@dataclass(frozen=True, slots=True)
class ExpectedState:
    """An expected action that was opened by its inject. Times are exercise time."""

    expected: str
    opened_ms: int
    deadline_ms: int
    status: ExpectedStatus = ExpectedStatus.OPEN
    met_ms: int | None = None


@dataclass(frozen=True, slots=True)
class ActionRun:
    """An action as it was done; ``stopped_ms`` is None while it runs."""

    action: int
    offer: str
    unit: str
    does: str
    stage: int
    personnel: int
    started_ms: int
    order: int | None = None
    stopped_ms: int | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Order:
    """An order as it was given."""

    order: int
    unit: str
    does: str
    rank: str
    who: str
    channel: str
    given_ms: int
    voided: bool = False


VOIDABLE: tuple[type[ev.Body], ...] = (
    ev.NoteWritten,
    ev.MarkerPlaced,
    ev.ExpectedActionMet,
    ev.OrderGiven,
    ev.TagObserved,
    ev.CasualtyRecorded,
    ev.ArrestRecorded,
    ev.EvidenceRecorded,
    ev.FindingAnswered,
)
"""What the controller may void: what was written or ticked, not what happened on the ground."""


class DrillState:
    """Everything about a drill but its crowd, after the events applied so far.

    Attributes:
        exercise_ms: exercise time of the last event.
        phases: the phases played so far; the last one is the present one.
        injects: every inject of the script, by id.
        expected: every expected action that has been opened, by id, in the order they were opened.
        unmet: ids of those still open or missed.
        actions: every action started, by running number; ``running``: those not stopped yet.
        decisions: every decision of the script, by id.
        exits: when the exits of the present phase are taken, by id, where that is known.
        ready: readiness items found ready, by id, with the exercise time; ``waived``: reasons why others were passed.
        facts: casualties, arrests and evidence, by kind and running number.
        observations: tags logged, by the number of their event.
        behaviour, situation, dispersed: what the log last told of the crowd.
        overrides: values the controller holds, and units whose force the controller has set, by quantity and unit.
        answers: what was answered to findings, by the key of the finding, in the order of time; also what is void.
        completed: the script has come to its end by itself.
        just_due: what the last event made due; whoever keeps the schedule takes it.
        voidable: bodies the controller may void, by number; ``voided``: numbers of those that no longer count.
    """

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self.status = Status.READY
        self.exercise_ms = 0
        self.speed_permille = NORMAL_SPEED_PERMILLE
        self.last_seq = 0
        self.phases: list[PhaseRun] = []
        self.injects: dict[str, InjectState] = dict.fromkeys(scenario.inject_by_id, InjectState())
        self.expected: dict[str, ExpectedState] = {}
        self.unmet: dict[str, None] = {}
        self.actions: dict[int, ActionRun] = {}
        self.running: dict[int, ActionRun] = {}
        self.orders: dict[int, Order] = {}
        self.decisions: dict[str, DecisionState] = dict.fromkeys(scenario.decision_by_id, DecisionState())
        self.exits: dict[str, int] = {}
        self.ready: dict[str, int] = {}
        self.waived: dict[str, str] = {}
        self.facts: dict[tuple[RecordKind, int], Fact] = {}
        self.observations: dict[int, Observation] = {}
        self.behaviour = Behaviour.TERTIB
        self.situation = Situation.HIJAU
        self.dispersed = False
        self.overrides: dict[tuple[ev.Quantity, str | None], Override] = {}
        self.answers: dict[str, tuple[Answer, ...]] = {}
        self.completed = False
        self.just_due: list[Waiting] = []
        self.voidable: dict[int, ev.Body] = {}
        self.voided: set[int] = set()

    @property
    def phase(self) -> Phase | None:
        """The present phase, or None before StartEx."""
        return self.scenario.phase_by_id[self.phases[-1].phase] if self.phases else None

    @property
    def phase_run(self) -> PhaseRun | None:
        """The present phase as it is played, or None before StartEx."""
        return self.phases[-1] if self.phases else None

    @property
    def next_phase(self) -> Phase | None:
        """The phase the script plans after the present one, or None at the end and before StartEx."""
        phase = self.phase
        if phase is None or phase.planned_next is None:
            return None
        return self.scenario.phase_by_id[phase.planned_next]

    @property
    def undecided(self) -> tuple[Decision, ...]:
        """The decisions of the present phase that have not been answered in this round of it."""
        phase = self.phase
        if phase is None:
            return ()
        taken = DecisionStatus.TAKEN
        return tuple(one for one in phase.decisions if self.decisions[one.id].status is not taken)

    def open_items(self, gate: str) -> tuple[ReadinessItem, ...]:
        """The required readiness items before a gate, a phase or `AT_STARTEX`, that are neither ready nor waived."""
        return tuple(
            item
            for item in self.scenario.readiness.values()
            if item.required and item.gate == gate and item.id not in self.ready and item.id not in self.waived
        )

    @property
    def committed(self) -> dict[str, int]:
        """Persons committed to running actions, by unit; two actions of a unit count once, with the larger number."""
        by_unit: dict[str, int] = {}
        for run in self.running.values():
            by_unit[run.unit] = max(by_unit.get(run.unit, 0), run.personnel)
        return by_unit

    @property
    def personnel(self) -> int:
        """Persons committed to running actions."""
        return sum(self.committed.values())

    @property
    def unit_stages(self) -> dict[str, int]:
        """The stage of force of each unit that does something, or whose force the controller has overridden."""
        stages: dict[str, int] = {}
        for run in self.running.values():
            stages[run.unit] = max(stages.get(run.unit, 0), run.stage)
        for (quantity, unit), override in self.overrides.items():
            if quantity is ev.Quantity.FORCE and unit is not None:
                stages[unit] = override.value
        return stages

    @property
    def force(self) -> int:
        """Highest stage of force under way."""
        if self.overrides:
            return max(self.unit_stages.values(), default=0)
        return max((run.stage for run in self.running.values()), default=0)

    def answer_of(self, finding: str) -> Answer | None:
        """The answer to a finding that stands: the last one that is not void, or None."""
        given = reversed(self.answers.get(finding, ()))
        return next((answer for answer in given if answer.seq not in self.voided), None)

    def is_held(self, quantity: ev.Quantity, unit: str | None = None) -> bool:
        """Whether the controller holds a value."""
        override = self.overrides.get((quantity, unit))
        return override is not None and override.held

    @property
    def dialogue(self) -> float:
        """The strongest dialogue under way, 0..1."""
        return max((self._offer(run).dialogue for run in self.running.values()), default=0.0)

    # What a trigger may ask: player.model.trigger.Drill

    @property
    def starts_ms(self) -> int:
        """The story's clock at StartEx, ms after midnight."""
        return self.scenario.place.starts_ms

    def fired_ms(self, inject: str) -> int | None:
        """When an inject last fired, or None."""
        return self.injects[inject].fired_ms

    def met_ms(self, expected: str) -> int | None:
        """When an expected action was met, or None."""
        opened = self.expected.get(expected)
        return None if opened is None else opened.met_ms

    def is_missed(self, expected: str) -> bool:
        """Whether the deadline of an expected action passed with nothing seen by then."""
        opened = self.expected.get(expected)
        return opened is not None and opened.status in {ExpectedStatus.MISSED, ExpectedStatus.MET_LATE}

    def choice_of(self, decision: str) -> str | None:
        """The answer a decision last got, or None."""
        return self.decisions[decision].choice

    def has_begun(self, phase: str) -> bool:
        """Whether a phase has begun at all."""
        return any(run.phase == phase for run in self.phases)

    def has_ended(self, phase: str) -> bool:
        """Whether a phase that had begun is over."""
        return any(run.phase == phase and run.ended_ms is not None for run in self.phases)

    def doing(self, action: int) -> tuple[str, str]:
        """The unit of a started action, and what it does."""
        run = self.actions[action]
        return run.unit, run.does

    def copy(self) -> DrillState:
        """A state that further events do not change."""
        other = DrillState.__new__(DrillState)
        for name, value in self.__dict__.items():
            setattr(other, name, value.copy() if isinstance(value, (list, dict, set)) else value)
        return other

    def _offer(self, run: ActionRun) -> UnitAction:
        return self.scenario.action_by_id[run.offer]
