"""R8: the situation turned yellow with no negotiation, or it was dropped while yellow."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from player.engine.findings.finding import Finding
from player.engine.findings.ledger import Ledger
from player.engine.findings.rule import BEFORE, CrowdRow, FindingRule, Now, deed_of
from player.i18n import N_, Message
from player.model import events as ev
from player.model.doctrine import Situation
from player.model.times import clock_text, duration_text

NEGOTIATION_KINDS = frozenset({"negotiation", "commander_dialogue"})
"""The kinds of action that are one."""


@dataclass(frozen=True, slots=True)
class _Silence:
    """Nobody negotiates while the situation is yellow.

    Attributes:
        from_ms: since when.
        dropped_seq: number of the event by which the negotiation stopped; None: it turned yellow without one.
    """

    from_ms: int
    dropped_seq: int | None = None


class NegotiationInYellow(FindingRule):
    """Yellow with no negotiation and no dialogue of the commander for longer than ``within``.

    The time counts from when the situation turned yellow from green, or from when the last negotiation stopped while
    it was yellow. It ends when one begins, or the situation is yellow no more. Where the situation comes down from
    red, none has to begin.
    """

    ID = "R8"
    LISTENS = (ev.ActionStarted, ev.ActionStopped)
    WATCHES = True

    def __init__(self, ledger: Ledger) -> None:
        super().__init__(ledger)
        self._within_ms = self.applied.duration_ms("within")
        self._situation = BEFORE.situation
        self._talks: set[int] = set()
        self._silence: _Silence | None = None
        self._over: list[Finding] = []

    def take(self, event: ev.Event) -> None:
        """Follow whether anybody negotiates."""
        deed = deed_of(event, self.ledger)
        if deed.does not in NEGOTIATION_KINDS:
            return
        if isinstance(event.body, ev.ActionStarted):
            self._talks.add(deed.number)
            self._end(event.exercise_ms, event.seq)
        else:
            self._talks.discard(deed.number)
            if not self._talks and self._situation == Situation.KUNING:
                self._silence = _Silence(event.exercise_ms, event.seq)

    def see(self, row: CrowdRow) -> None:
        """Follow the situation."""
        before, self._situation = self._situation, row.situation
        if before == row.situation:
            return
        self._end(row.t_ms)
        if row.situation == Situation.KUNING and before == Situation.HIJAU and not self._talks:
            self._silence = _Silence(row.t_ms)

    def _end(self, at_ms: int, begun_seq: int | None = None) -> None:
        if self._silence is not None and at_ms - self._silence.from_ms > self._within_ms:
            self._over.append(self._tell(self._silence, at_ms, begun_seq))
        self._silence = None

    @property
    def due_ms(self) -> int | None:
        """When the present silence is too long."""
        return None if self._silence is None else self._silence.from_ms + self._within_ms

    def findings(self, now: Now) -> Iterable[Finding]:
        """The silences that were too long, and the present one if it is by now."""
        yield from self._over
        if self._silence is not None and now.ms - self._silence.from_ms > self._within_ms:
            yellow = now.crowd.situation == Situation.KUNING
            yield self._tell(self._silence, now.ms, lasting=yellow and not now.ended)

    def _tell(self, silence: _Silence, to_ms: int, begun_seq: int | None = None, *, lasting: bool = False) -> Finding:
        values = {"within": duration_text(self._within_ms), "time": clock_text(to_ms - silence.from_ms)}
        turned = N_("The situation turned yellow, and no negotiation began within {within}")
        dropped = N_("Negotiation was dropped while the situation was yellow, and not taken up again within {within}")
        could = N_("Negotiation or a dialogue of the commander within {within}, kept up while it is yellow")
        began = N_("Negotiation began after {time}")
        shown = [seq for seq in (silence.dropped_seq, begun_seq) if seq is not None]
        return self.found(
            Message(turned if silence.dropped_seq is None else dropped, values),
            silence.from_ms,
            to_ms,
            shown,
            Message(could if begun_seq is None else began, values),
            lasting=lasting,
        )
