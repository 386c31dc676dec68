"""R11: firearm without identification, warning and a declared immediate threat."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import takewhile

from player.engine.findings.finding import Cleared, Finding, Listed
from player.engine.findings.ledger import Deed, Ledger, Mark, Step
from player.engine.findings.rule import (
    ACTION_EVENTS,
    BEFORE,
    VOIDS,
    CrowdRow,
    FindingRule,
    Now,
    tick_ms,
    until,
)
from player.i18n import N_, Message
from player.model import events as ev
from player.model.doctrine import Behaviour, Stage
from player.model.times import clock_text, length_words


@dataclass(slots=True, eq=False)
class _Shot:
    """An action at stage 6; ``threat``: whether an immediate threat stood declared, once that is known."""

    deed: Deed
    step: Step
    warned: bool
    threat: bool = False


class Firearm(FindingRule):
    """An action comes to stage 6, and one of three things is not on record.

    - A declared immediate threat: behaviour of the highest class, which only an inject, an observed tag or the
      controller declares.
    - A warning: an action of that kind under way, or ended no longer ago than R1 allows (its ``within``). An appeal
      to the crowd is none. What is recorded at the same instant counts.
    - Identification: there is no event of it, so that what was written counts: the reason recorded with the action,
      or a note on its entry. Where nothing else is missing, a note that is written later clears it.
    """

    ID = "R11"
    LISTENS = (*ACTION_EVENTS, ev.NoteWritten, *VOIDS)
    WATCHES = True

    def __init__(self, ledger: Ledger) -> None:
        super().__init__(ledger)
        self._within_ms = self.rule_as_applied("R1").duration_ms("within")
        self._behaviour = BEFORE.behaviour
        self._warning: set[int] = set()
        self._heard_ms: int | None = None
        self._shots: list[_Shot] = []
        self._fresh: list[_Shot] = []

    def follow(self, deed: Deed, event: ev.Event) -> None:
        """Hear warnings; keep what comes to stage 6."""
        now_ms = event.exercise_ms
        if deed.does == "warning":
            self._hear(deed, event)
        if deed.stage >= Stage.FIREARM and deed.came_to[0] < Stage.FIREARM and deed.stopped_ms is None:
            heard = self._heard_ms is not None and now_ms - self._heard_ms <= self._within_ms
            shot = _Shot(deed, deed.steps[-1], warned=bool(self._warning) or heard)
            self._shots.append(shot)
            self._fresh.append(shot)

    def _hear(self, deed: Deed, event: ev.Event) -> None:
        if isinstance(event.body, ev.ActionStarted):
            self._warning.add(deed.number)
            at_once = takewhile(lambda shot: shot.step.at_ms == event.exercise_ms, reversed(self._shots))
            for shot in at_once:
                shot.warned = True
        elif isinstance(event.body, ev.ActionStopped):
            self._warning.discard(deed.number)
            self._heard_ms = event.exercise_ms

    def settle(self, before_ms: int) -> None:
        """See whether a threat stood declared in the last seconds."""
        while self._fresh and tick_ms(self._fresh[0].step.at_ms) < before_ms:
            self._fresh.pop(0).threat = self._behaviour >= Behaviour.AGRESIF_SEGERA

    def see(self, row: CrowdRow) -> None:
        """Follow the behaviour."""
        self._behaviour = row.behaviour

    def findings(self, now: Now) -> Iterable[Finding]:
        """One for each use of stage 6 that lacks something."""
        for shot in self._shots:
            missing = []
            if not (now.crowd.behaviour >= Behaviour.AGRESIF_SEGERA if shot in self._fresh else shot.threat):
                missing.append(Message(N_("declared immediate threat")))
            if not shot.warned:
                missing.append(Message(N_("warning")))
            note = self.ledger.note_on([shot.step.seq])
            identified = bool(shot.step.reason) or (note is not None and note.at_ms == shot.step.at_ms)
            cleared = None
            if not identified and (note is None or not missing):
                missing.append(Message(N_("identification")))
                cleared = None if note is None else self._identified(note, shot.step)
            if missing:
                yield self._tell(shot, missing, cleared, now)

    @staticmethod
    def _identified(note: Mark, step: Step) -> Cleared:
        values = {"time": clock_text(note.at_ms - step.at_ms)}
        told = Message(N_("A note on its entry gave the identification {time} after"), values)
        return Cleared(note.at_ms, (note.seq,), told)

    def _tell(self, shot: _Shot, missing: list[Message], cleared: Cleared | None, now: Now) -> Finding:
        to_ms, lasting = until(shot.deed.below_ms(Stage.FIREARM, shot.step), now)
        if cleared is not None:
            to_ms, lasting = min(to_ms, cleared.at_ms), False
        values = {"doing": self.ledger.doing(shot.deed), "missing": Listed(tuple(missing))}
        message = Message(N_("{doing} at stage 6; not on record: {missing}"), values)
        cleared_by = Message(
            N_(
                "An immediate threat declared by an inject, a tag or the controller, a warning no more than {within} "
                "before, and the identification written as the reason or in a note on the entry"
            ),
            {"within": length_words(self._within_ms)},
        )
        step = shot.step
        return self.found(message, step.at_ms, to_ms, [step.seq], cleared_by, cleared=cleared, lasting=lasting)
