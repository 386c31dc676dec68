"""R12: a casualty with no medical aid started in time."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from player.engine.findings.finding import Cleared, Finding
from player.engine.findings.ledger import Deed, Ledger, Mark
from player.engine.findings.rule import VOIDS, FindingRule, Now, entry_voided, until
from player.i18n import N_, Message
from player.model import events as ev
from player.model.times import clock_text, length_words

AID = "medical_aid"
"""The kind of action that is medical aid."""


@dataclass(slots=True, eq=False)
class _Hurt:
    """A casualty without aid when it was recorded; ``aid``: the aid that came after all, or None."""

    number: int
    seq: int
    recorded_ms: int
    aid: Mark | None = None


class MedicalAid(FindingRule):
    """A casualty is on record, and for longer than ``within`` no unit gave medical aid.

    Aid that runs when the casualty is recorded counts, and aid that starts within the time, at its very end too. The
    action counts, not a unit named in the record. Aid that comes later clears it, and so does it that the entry is
    voided.
    """

    ID = "R12"
    DOES = frozenset({AID})
    LISTENS = (ev.ActionStarted, ev.ActionStopped, ev.CasualtyRecorded, *VOIDS)

    def __init__(self, ledger: Ledger) -> None:
        super().__init__(ledger)
        self.waits_ms = self._within_ms = self.applied.duration_ms("within")
        self._aid: set[int] = set()
        self._waiting: list[_Hurt] = []
        self._late: list[_Hurt] = []

    def follow(self, deed: Deed, event: ev.Event) -> None:
        """Follow aid."""
        if deed.stopped_ms is None:
            self._aid.add(deed.number)
            self._help(event)
        else:
            self._aid.discard(deed.number)

    def take(self, event: ev.Event) -> None:
        """Follow casualties."""
        match event.body:
            case ev.CasualtyRecorded(number=number):
                if not self._aid:
                    self._waiting.append(_Hurt(number, event.seq, event.exercise_ms))

    def _help(self, event: ev.Event) -> None:
        for hurt in self._waiting:
            if event.exercise_ms - hurt.recorded_ms > self._within_ms:
                hurt.aid = Mark(event.exercise_ms, event.seq)
                self._late.append(hurt)
        self._waiting.clear()

    def due_ms(self, now_ms: int) -> int | None:
        """When the next casualty should have been helped."""
        if not self._waiting:
            return None
        place = bisect_left(self._waiting, now_ms - self._within_ms, key=lambda hurt: hurt.recorded_ms)
        return self._waiting[place].recorded_ms + self._within_ms if place < len(self._waiting) else None

    def findings(self, now: Now) -> Iterable[Finding]:
        """One for each casualty that was not helped in time, but those whose entry was voided before."""
        for hurt in (*self._late, *self._waiting):
            cleared, voided = self._came(hurt), self.ledger.voided.get(hurt.seq)
            if voided is not None and (cleared is None or voided.at_ms < cleared.at_ms):
                cleared = entry_voided(voided)
            to_ms, lasting = until(None if cleared is None else cleared.at_ms, now)
            if to_ms - hurt.recorded_ms > self._within_ms:
                values = {"number": hurt.number, "within": length_words(self._within_ms)}
                message = Message(N_("Casualty {number}: no medical aid within {within}"), values)
                could = Message(N_("Medical aid under way, or begun no more than {within} after the record"), values)
                from_ms = hurt.recorded_ms
                yield self.found(message, from_ms, to_ms, [hurt.seq], could, cleared=cleared, lasting=lasting)

    @staticmethod
    def _came(hurt: _Hurt) -> Cleared | None:
        """The aid that came too late."""
        if hurt.aid is None:
            return None
        values = {"time": clock_text(hurt.aid.at_ms - hurt.recorded_ms)}
        return Cleared(hurt.aid.at_ms, (hurt.aid.seq,), Message(N_("Medical aid began after {time}"), values))
