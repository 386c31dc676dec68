"""The state of a drill as a fold over its events. Live, after a restart and in review it is this one."""

from __future__ import annotations

from player.engine.clock import NORMAL_SPEED_PERMILLE
from player.engine.items import (
    DEADLINE_RANK,
    DECISION_RANK,
    END_RANK,
    EXIT_RANK,
    INJECT_RANK,
    ActionRun,
    Answer,
    DecisionState,
    DecisionStatus,
    ExpectedState,
    ExpectedStatus,
    Fact,
    Gap,
    InjectState,
    Observation,
    Order,
    Override,
    PhaseRun,
    Status,
    Waiting,
)
from player.model import events as ev
from player.model.course import Decision, Inject, Phase, UnitAction
from player.model.doctrine import Behaviour, RecordKind, Situation
from player.model.entries import ReadinessItem
from player.model.scenario import Scenario

__all__ = [
    "DEADLINE_RANK",
    "DECISION_RANK",
    "END_RANK",
    "EXIT_RANK",
    "INJECT_RANK",
    "VOIDABLE",
    "ActionRun",
    "Answer",
    "DecisionState",
    "DecisionStatus",
    "DrillState",
    "ExpectedState",
    "ExpectedStatus",
    "Fact",
    "Gap",
    "InjectState",
    "Observation",
    "Order",
    "Override",
    "PhaseRun",
    "Status",
    "Waiting",
]

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
    *ev.REVIEW_BODIES,
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
        gap: the gap in the time of which nobody has said what it counts as, or None.
        contacted: contacts of the emergency list that were reached, with the exercise time.
        observer: who observes at the desk; empty: the controller.
        inject_texts: words of injects changed for this exercise; ``by_hand``: injects of which the controller has said
            whether they wait for GO.
        planned_changes: by how much the phases still to come are planned longer or shorter, by id.
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
        self.gap: Gap | None = None
        self.contacted: dict[str, int] = {}
        self.observer = ""
        self.inject_texts: dict[str, str] = {}
        self.by_hand: dict[str, bool] = {}
        self.planned_changes: dict[str, int] = {}
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

    def is_by_hand(self, inject: Inject) -> bool:
        """Whether an inject waits for GO when it is due."""
        return self.by_hand.get(inject.id, inject.by_hand)

    def planned_ms_of(self, phase: str) -> int:
        """How long a phase still to come is planned, with what the phases before it have left it."""
        return self.scenario.phase_by_id[phase].planned_ms + self.planned_changes.get(phase, 0)

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
