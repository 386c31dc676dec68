"""The state of a drill as a fold over its events. Live, after a restart and in review it is this one."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from player.engine.clock import NORMAL_SPEED_PERMILLE
from player.model import events as ev
from player.model.doctrine import InjectStatus
from player.model.course import Phase, UnitAction
from player.model.scenario import Scenario


class Status(StrEnum):
    """Where the exercise stands."""

    READY = "ready"
    RUNNING = "running"
    HELD = "held"
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


@dataclass(frozen=True, slots=True)
class InjectState:
    """Where an inject stands.

    Attributes:
        due_ms: exercise time it is planned for, known once its phase has begun.
        fired_ms: exercise time it was fired; ``fired_seq``: number of that event.
    """

    status: InjectStatus = InjectStatus.PENDING
    due_ms: int | None = None
    fired_ms: int | None = None
    fired_seq: int | None = None


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


VOIDABLE: tuple[type[ev.Body], ...] = (ev.NoteWritten, ev.MarkerPlaced, ev.ExpectedActionMet, ev.OrderGiven)
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
        """The phase after the present one, or None at the end and before StartEx."""
        phase = self.phase
        if phase is None or phase.next is None:
            return None
        return self.scenario.phase_by_id[phase.next]

    @property
    def personnel(self) -> int:
        """Persons committed to running actions; a unit with two actions counts once, with the larger number."""
        by_unit: dict[str, int] = {}
        for run in self.running.values():
            by_unit[run.unit] = max(by_unit.get(run.unit, 0), run.personnel)
        return sum(by_unit.values())

    @property
    def force(self) -> int:
        """Highest stage of force under way."""
        return max((run.stage for run in self.running.values()), default=0)

    @property
    def dialogue(self) -> float:
        """The strongest dialogue under way, 0..1."""
        return max((self._offer(run).dialogue for run in self.running.values()), default=0.0)

    def copy(self) -> DrillState:
        """A state that further events do not change."""
        other = DrillState.__new__(DrillState)
        for name, value in self.__dict__.items():
            setattr(other, name, value.copy() if isinstance(value, (list, dict, set)) else value)
        return other

    def _offer(self, run: ActionRun) -> UnitAction:
        return self.scenario.action_by_id[run.offer]
