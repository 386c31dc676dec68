"""R12: a casualty with no medical aid started in time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from player.engine.findings.finding import Finding
from player.engine.findings.ledger import Ledger
from player.engine.findings.rule import FindingRule, Now
from player.i18n import N_, Message
from player.model import events as ev
from player.model.times import clock_text, duration_text

AID = "medical_aid"
"""The kind of action that is medical aid."""


@dataclass(slots=True, eq=False)
class _Hurt:
    """A casualty without aid when it was recorded; ``aid_ms``, ``aid_seq``: when aid came after all."""

    number: int
    seq: int
    recorded_ms: int
    aid_ms: int | None = None
    aid_seq: int | None = None


class MedicalAid(FindingRule):
    """A casualty is on record, and for longer than ``within`` no unit gave medical aid.

    Aid that runs when the casualty is recorded counts, and aid that starts within the time, at its very end too. The
    action counts, not a unit named in the record.
    """

    ID = "R12"
    LISTENS = (ev.ActionStarted, ev.ActionStopped, ev.CasualtyRecorded)

    def __init__(self, ledger: Ledger) -> None:
        super().__init__(ledger)
        self._within_ms = self.applied.duration_ms("within")
        self._aid: set[int] = set()
        self._waiting: list[_Hurt] = []
        self._late: list[_Hurt] = []

    def take(self, event: ev.Event) -> None:
        """Follow aid and casualties."""
        match event.body:
            case ev.ActionStarted(does=does, action=action):
                if does == AID:
                    self._aid.add(action)
                    self._help(event)
            case ev.ActionStopped(action=action):
                self._aid.discard(action)
            case ev.CasualtyRecorded(number=number):
                if not self._aid:
                    self._waiting.append(_Hurt(number, event.seq, event.exercise_ms))

    def _help(self, event: ev.Event) -> None:
        for hurt in self._waiting:
            if event.exercise_ms - hurt.recorded_ms > self._within_ms:
                hurt.aid_ms, hurt.aid_seq = event.exercise_ms, event.seq
                self._late.append(hurt)
        self._waiting.clear()

    @property
    def due_ms(self) -> int | None:
        """When the first casualty should have been helped."""
        return self._waiting[0].recorded_ms + self._within_ms if self._waiting else None

    def findings(self, now: Now) -> Iterable[Finding]:
        """One for each casualty that counts and was not helped in time."""
        overdue = [hurt for hurt in self._waiting if now.ms - hurt.recorded_ms > self._within_ms]
        for hurt in (*self._late, *overdue):
            if hurt.seq in self.ledger.voided:
                continue
            to_ms = now.ms if hurt.aid_ms is None else hurt.aid_ms
            values = {
                "number": hurt.number,
                "within": duration_text(self._within_ms),
                "time": clock_text(to_ms - hurt.recorded_ms),
            }
            could = N_("Medical aid under way, or begun no more than {within} after the record")
            cleared_by = Message(could if hurt.aid_ms is None else N_("Medical aid began after {time}"), values)
            shown = [hurt.seq] if hurt.aid_seq is None else [hurt.seq, hurt.aid_seq]
            lasting = hurt.aid_ms is None and not now.ended
            message = Message(N_("Casualty {number}: no medical aid within {within}"), values)
            yield self.found(message, hurt.recorded_ms, to_ms, shown, cleared_by, lasting=lasting)
