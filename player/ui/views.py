"""What the panels show: a drill at a moment, live or saved, behind one face."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple, Protocol

from PySide6.QtCore import QObject, Signal

from player.engine.commands import Command
from player.engine.crowd import CrowdSample, CrowdTrace
from player.engine.findings import Finding
from player.engine.programme import opening_of
from player.engine.rehearsal import Rehearsal, rehearse
from player.engine.state import Answer, DrillState
from player.model.course import Inject, Phase
from player.model.doctrine import InjectStatus
from player.model.events import Body, StageOpened
from player.model.scenario import LoadedScenario
from player.model.times import SECOND_MS
from player.review.lanes import LATE_AFTER_MS
from player.session.live import Entry
from player.ui.background import Background

_DONE = frozenset({InjectStatus.FIRED, InjectStatus.SKIPPED})


class Columns(Protocol):
    """Columns of a crowd trace, by name; see `player.engine.crowd`."""

    def __call__(self, start_row: int = 0) -> Mapping[str, Sequence[float]]:
        """The rows from this one on."""


class _Course(NamedTuple):
    """The injects of a phase at a moment: all, those that wait, and the one that stands by unless one is picked."""

    injects: Sequence[Inject]
    waiting: Sequence[Inject]
    first: Inject | None


class DrillView(QObject):
    """A drill at a moment. Panels read from it and listen to its signals.

    Attributes:
        coming: injects announced as about to be due, the next one first; ``coming_lit``: the light of their pulse.
        drafts: words of injects that were changed and not saved, by id.
        background: where what takes long is worked out; None: at once, as there is not much of it.

    Signals:
        second_passed: another whole second of exercise time shows; comes before ``passed``.
        passed: time went on; clocks and bars are to be drawn again.
        changed: the state is another one.
        grown: entries were added to the log, or became saved.
        moved: another moment of a saved session is shown.
        picked: the standby inject or the selected unit action is another one.
        planned: the planned course of the script is there.
        ending: EndEx is about to be recorded; what is still being written is written now, or never.
        judged: other things are found, or were answered to what is found.
        announced: other injects are about to be due, or the light of their pulse has changed.
        said: something to tell the user in one line (text, whether it is a warning).
    """

    second_passed = Signal()
    passed = Signal()
    changed = Signal()
    grown = Signal()
    moved = Signal()
    picked = Signal()
    planned = Signal()
    ending = Signal()
    judged = Signal()
    announced = Signal()
    said = Signal(str, bool)

    live = False
    looks_ahead = False
    """It is a saved session of which more than the moment shown is to be seen: all of its log, curves and findings."""

    def __init__(self, loaded: LoadedScenario, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.loaded = loaded
        self.scenario = loaded.scenario
        self.plan: Rehearsal | None = None
        self.background: Background | None = None
        self._standby: str | None = None
        self._known_course = _Course((), (), None)
        self._moment_of_course: tuple[int, str] = (-1, "")
        self._selected_action: str | None = None
        self._second = -1
        self.coming: tuple[Inject, ...] = ()
        self.coming_lit = False
        self.drafts: dict[str, str] = {}

    @property
    def state(self) -> DrillState:
        """Everything about the drill but its crowd."""
        raise NotImplementedError  # pragma: no cover - each view has its own

    @property
    def sample(self) -> CrowdSample:
        """The crowd at this moment."""
        raise NotImplementedError  # pragma: no cover

    @property
    def now_ms(self) -> int:
        """Exercise time shown."""
        raise NotImplementedError  # pragma: no cover

    @property
    def entries(self) -> Sequence[Entry]:
        """The whole log."""
        raise NotImplementedError  # pragma: no cover

    def entries_of(self, kinds: Collection[type[Body]], since: int = 0) -> Sequence[Entry]:
        """The entries of these kinds, in their order, without those among the first ``since`` of the log."""
        return [entry for entry in (self.entries[since:] if since else self.entries) if type(entry.event.body) in kinds]

    @property
    def entry_count(self) -> int:
        """How many entries of the log had happened by the moment shown."""
        return len(self.entries)

    def columns(self, start_row: int = 0) -> Mapping[str, Sequence[float]]:
        """The course of the crowd from this row on."""
        raise NotImplementedError  # pragma: no cover

    @property
    def trace(self) -> CrowdTrace:
        """The whole course of the crowd, as far as it goes."""
        raise NotImplementedError  # pragma: no cover

    @property
    def final_state(self) -> DrillState:
        """The drill after everything that is in the log, whatever moment is shown."""
        return self.state

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Everything the rules find in the drill: as far as it goes while it runs, all of it in a saved session."""
        raise NotImplementedError  # pragma: no cover

    @property
    def findings_awaited(self) -> bool:
        """Whether they are still being worked out, so that none are there yet; `judged` tells when they are."""
        return False

    def all_findings(self) -> tuple[Finding, ...]:
        """The same, for what must not do without: where they are awaited, this takes as long as that does."""
        return self.findings

    def answer_of(self, finding: Finding) -> Answer | None:
        """The answer to a finding that stands, or None."""
        return self.final_state.answer_of(finding.key)

    @property
    def can_answer(self) -> bool:
        """Whether what is found can be answered here, as far as is known before it is tried."""
        return False

    @property
    def answer_obstacle(self) -> str:
        """Why nothing that is found can be answered here, where that is not plain to see; else empty."""
        return ""

    @property
    def saved_seq(self) -> int:
        """Number of the last entry that is on the disk."""
        return self.entries[-1].event.seq if self.entries else 0

    @property
    def intact_seq(self) -> int | None:
        """Number of the last intact entry of a damaged session; None: it is not damaged."""
        return None

    @property
    def unsaved_count(self) -> int:
        """How many entries wait to be saved."""
        return 0

    @property
    def halt_reason(self) -> str:
        """Why the machine itself put the exercise on hold, while it is; else empty."""
        return ""

    @property
    def stage_opening(self) -> StageOpened | None:
        """What the drill took over as a stage of a programme, or None."""
        return opening_of(entry.event for entry in self.entries)

    def rehearse(self) -> Rehearsal:
        """Play the script through on its own plan, from what the drill took over; may be done in another thread."""
        return rehearse(self.scenario, opening=self.stage_opening)

    def set_plan(self, plan: Rehearsal) -> None:
        """Take the planned course of the script, unless it begins otherwise than the drill did."""
        if opening_of(plan.events) == self.stage_opening:
            self.plan = plan
            self.planned.emit()

    def do(self, command: Command) -> bool:
        """Carry out a command; False when it was refused, which has then been said."""
        raise NotImplementedError  # pragma: no cover

    def phase_injects(self) -> Sequence[Inject]:
        """The injects of the present phase, by time as far as it is known; before StartEx those of the first phase."""
        return self._course().injects

    def waiting(self) -> Sequence[Inject]:
        """The injects of the present phase that wait to be delivered, in the order of `phase_injects`."""
        return self._course().waiting

    @property
    def standby(self) -> Inject | None:
        """The inject GO fires: the one picked, else the first due, else the first that waits.

        One kept for the case that something is missed stands by when it is due, or picked.
        """
        course = self._course()
        picked = (inject for inject in course.waiting if inject.id == self._standby)
        return next(picked, course.first) if self._standby is not None else course.first

    def _course(self) -> _Course:
        """The injects as they stand; worked out once for each event, for there may be thousands."""
        phase = self.state.phase or self.scenario.phases[0]
        moment = (self.state.last_seq, phase.id)
        if moment != self._moment_of_course:
            self._moment_of_course = moment
            self._known_course = self._work_out(phase)
        return self._known_course

    def _work_out(self, phase: Phase) -> _Course:
        state = self.state
        stood, run = state.injects, state.phase_run
        start_ms = run.started_ms if run is not None else None

        def place(inject: Inject) -> tuple[bool, int]:
            now = stood[inject.id]
            known_ms = now.due_ms if now.due_ms is not None else now.fired_ms
            if start_ms is None or known_ms is None:
                return inject.at_ms is None, inject.at_ms or 0
            return False, known_ms - start_ms

        def turn(inject: Inject) -> tuple[bool, bool, int]:
            now = stood[inject.id]
            return now.status is not InjectStatus.DUE, now.due_ms is None, now.due_ms or 0

        ordered = sorted(self.scenario.injects_by_time[phase.id], key=place)
        waiting = [inject for inject in ordered if stood[inject.id].status not in _DONE]
        free = (one for one in waiting if stood[one.id].status is not InjectStatus.HELD and not self.is_in_reserve(one))
        return _Course(ordered, waiting, min(free, key=turn, default=None))

    def is_in_reserve(self, inject: Inject) -> bool:
        """Whether an inject is kept for the case that something is missed, which has not happened."""
        stood = self.state.injects[inject.id]
        waits = stood.status is InjectStatus.PENDING and stood.due_ms is None
        return waits and inject.id in self.scenario.contingencies

    def is_offered(self, inject: Inject) -> bool:
        """Whether an inject kept for the case that something is missed waits for GO, as that has happened."""
        return inject.id in self.scenario.contingencies and self.state.injects[inject.id].status is InjectStatus.DUE

    def words_of(self, inject: Inject) -> str:
        """What is said when an inject is delivered: the words of the script, or those put in their place."""
        return self.state.inject_texts.get(inject.id) or str(inject.text)

    def is_by_hand(self, inject: Inject) -> bool:
        """Whether an inject waits for GO when it is due."""
        return self.state.is_by_hand(inject)

    def due_within(self, ahead_ms: int) -> tuple[Inject, ...]:
        """The injects of the present phase that will be due within this exercise time, the next one first."""
        stood, now_ms = self.state.injects, self.now_ms
        found = []
        for inject in self.waiting():
            status, due_ms = stood[inject.id].status, stood[inject.id].due_ms
            if status is InjectStatus.PENDING and due_ms is not None and now_ms <= due_ms <= now_ms + ahead_ms:
                found.append(inject)
        return tuple(sorted(found, key=lambda inject: stood[inject.id].due_ms or 0))

    def announce(self, coming: tuple[Inject, ...], *, lit: bool) -> None:
        """Announce injects that are about to be due; ``lit`` is the light of their pulse."""
        if (coming, lit) != (self.coming, self.coming_lit):
            self.coming, self.coming_lit = coming, lit
            self.announced.emit()

    def pick_standby(self, inject: str | None) -> None:
        """Put another inject on standby."""
        self._standby = inject
        self.picked.emit()

    def move_standby(self, step: int) -> None:
        """Put the waiting inject so many places further on standby."""
        waiting = self.waiting()
        if not waiting:
            return
        present = self.standby
        place = waiting.index(present) if present in waiting else -1
        self.pick_standby(waiting[max(0, min(len(waiting) - 1, place + step))].id)

    @property
    def selected_action(self) -> str | None:
        """Id of the unit action that F with a digit is about."""
        return self._selected_action

    def select_action(self, offer: str | None) -> None:
        """Select a unit action."""
        self._selected_action = offer
        self.picked.emit()

    def is_late(self, inject: Inject) -> bool:
        """Whether an inject that waits for the controller is past its time by more than the grace."""
        now = self.state.injects[inject.id]
        since_ms = self.now_ms if now.due_ms is None else now.due_ms
        return now.status is InjectStatus.DUE and self.now_ms - since_ms > LATE_AFTER_MS

    def _tell_time(self) -> None:
        second = self.now_ms // SECOND_MS
        if second != self._second:
            self._second = second
            self.second_passed.emit()
        self.passed.emit()
