"""What the events of a drill tell for its hotwash, one after the other: when it stood still, and what was changed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from player.model import events as ev


class HaltKind(StrEnum):
    """Why the exercise stood still, or the record of it has a hole."""

    HOLD = "hold"
    EMERGENCY = "emergency"
    GAP = "gap"
    """The machine was asleep or stuck."""
    CUT_OFF = "cut_off"
    """Gladi was closed, or died, and the session was taken up again."""


@dataclass(frozen=True, slots=True)
class Halt:
    """A time in which the exercise stood still, or of which nothing was recorded.

    Attributes:
        lasted_ms: real time, by the wall clock; ``reason``: as the log gives it, may be empty.
        counted_as: what a gap counted as, once that was said.
    """

    kind: HaltKind
    at_ms: int
    seq: int
    lasted_ms: int
    reason: str = ""
    counted_as: ev.GapAs | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """Something that was done to an inject, as often as it was: when first, and the number of that event."""

    inject: str
    at_ms: int
    seq: int


_TELLING = frozenset(
    {
        ev.ExerciseStarted,
        ev.ExerciseEnded,
        ev.ExerciseResumed,
        ev.ExerciseHeld,
        ev.EmergencyDeclared,
        ev.EmergencyOver,
        ev.GapFound,
        ev.GapCounted,
        ev.SessionResumed,
        ev.PhaseStarted,
        ev.PhaseAdjusted,
        ev.InjectFired,
        ev.InjectSkipped,
        ev.InjectTextEdited,
        ev.InjectsShifted,
        ev.TagObserved,
        ev.NoteWritten,
        ev.MarkerPlaced,
        ev.ExpectedActionMet,
    }
)
"""The events `Told` learns from; of a hundred thousand most are others."""


class Told:
    """What the events tell, one after the other."""

    def __init__(self) -> None:
        self.started: ev.WallTime | None = None
        self.ended: ev.WallTime | None = None
        self.in_emergency = False
        self.halts: list[Halt] = []
        self.phase_seqs: list[int] = []
        self.skipped: dict[str, Said] = {}
        self.edited: dict[str, Said] = {}
        self.again: dict[str, Said] = {}
        self.observers: dict[str, None] = {}
        self.shifts = 0
        self._still: int | None = None
        """Place of the halt that lasts."""
        self._since_ms = 0
        self._gap: int | None = None
        self._fired: set[str] = set()

    def take(self, event: ev.Event, wall: ev.WallTime) -> None:
        """Take in the next event."""
        if type(event.body) not in _TELLING:
            return
        match event.body:
            case ev.ExerciseStarted():
                self.started = wall
            case ev.ExerciseEnded():
                self.in_emergency = self._stands(HaltKind.EMERGENCY)
                self._go_on(wall)
                self.ended = wall
            case ev.ExerciseResumed() | ev.EmergencyOver():
                self._go_on(wall)
                if isinstance(event.body, ev.EmergencyOver) and self.started is not None:
                    self._stop(Halt(HaltKind.HOLD, event.exercise_ms, event.seq, 0), wall)
            case ev.ExerciseHeld(reason=reason):
                self._stop(Halt(HaltKind.HOLD, event.exercise_ms, event.seq, 0, reason), wall)
            case ev.EmergencyDeclared():
                self._go_on(wall)
                self._stop(Halt(HaltKind.EMERGENCY, event.exercise_ms, event.seq, 0), wall)
            case _:
                self._take_hole(event, wall)

    def _take_hole(self, event: ev.Event, wall: ev.WallTime) -> None:
        match event.body:
            case ev.GapFound(gap_ms=gap_ms):
                self._hole(Halt(HaltKind.GAP, event.exercise_ms, event.seq, gap_ms))
            case ev.SessionResumed(down_ms=down_ms):
                cut_off = Halt(HaltKind.CUT_OFF, event.exercise_ms, event.seq, down_ms)
                if self.started is not None and self.ended is None and self._still is None:
                    self._hole(cut_off)
                    self._stop(Halt(HaltKind.HOLD, event.exercise_ms, event.seq, 0), wall)
                else:  # nothing ran, so nobody is asked what it counts as
                    self.halts.append(cut_off)
            case ev.GapCounted(counts_as=counts_as):
                self._count(counts_as)
            case _:
                self._take_script(event)

    def _take_script(self, event: ev.Event) -> None:
        body = event.body
        match body:
            case ev.PhaseStarted():
                self.phase_seqs.append(event.seq)
            case ev.InjectFired(inject=inject):
                if inject in self._fired:
                    self.again.setdefault(inject, Said(inject, event.exercise_ms, event.seq))
                self._fired.add(inject)
            case ev.InjectSkipped(inject=inject):
                self.skipped[inject] = Said(inject, event.exercise_ms, event.seq)
            case ev.InjectTextEdited(inject=inject):
                self.edited[inject] = Said(inject, event.exercise_ms, event.seq)
            case ev.InjectsShifted() | ev.PhaseAdjusted():
                self.shifts += 1
            case ev.TagObserved() | ev.NoteWritten() | ev.MarkerPlaced() | ev.ExpectedActionMet() if body.observer:
                self.observers[body.observer] = None

    def _stands(self, kind: HaltKind) -> bool:
        return self._still is not None and self.halts[self._still].kind is kind

    def _stop(self, halt: Halt, wall: ev.WallTime) -> None:
        self._still, self._since_ms = len(self.halts), wall.utc_ms
        self.halts.append(halt)

    def _go_on(self, wall: ev.WallTime) -> None:
        if self._still is not None:
            halt = self.halts[self._still]
            self.halts[self._still] = replace(halt, lasted_ms=max(0, wall.utc_ms - self._since_ms))
            self._still = None

    def _hole(self, halt: Halt) -> None:
        self._gap = len(self.halts)
        self.halts.append(halt)

    def _count(self, counts_as: ev.GapAs) -> None:
        """A gap that counts as elapsed was no hold: the exercise went on without Gladi."""
        if self._gap is None:
            return
        gap, hold = self.halts[self._gap], self._gap + 1
        self.halts[self._gap] = replace(gap, counted_as=counts_as)
        if counts_as is not ev.GapAs.ELAPSED or gap.kind is not HaltKind.GAP:  # no hold was open while it was cut off
            return
        if hold == self._still:
            self._since_ms += gap.lasted_ms
        elif hold < len(self.halts):
            stood_ms = max(0, self.halts[hold].lasted_ms - gap.lasted_ms)
            self.halts[hold] = replace(self.halts[hold], lasted_ms=stood_ms)
