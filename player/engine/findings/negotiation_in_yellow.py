"""R8: the situation turned yellow with no negotiation, or it was dropped while yellow."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from player.engine.findings.finding import Cleared, Finding
from player.engine.findings.ledger import Deed, Ledger, Mark
from player.engine.findings.rule import ACTION_EVENTS, BEFORE, CrowdRow, FindingRule, Now, while_so
from player.i18n import N_, Message
from player.model import events as ev
from player.model.doctrine import NEGOTIATION_KINDS, Situation
from player.model.times import clock_text, length_words


@dataclass(frozen=True, slots=True)
class _Silence:
    """Nobody negotiates while the situation is yellow.

    Attributes:
        from_ms: since when.
        dropped: a negotiation was dropped; else it turned yellow without one.
        seq: number of the event by which it was dropped or turned, or None where the log does not tell that it turned.
    """

    from_ms: int
    dropped: bool
    seq: int | None


class NegotiationInYellow(FindingRule):
    """Yellow with no negotiation and no dialogue of the commander for longer than ``within``.

    The time counts from when the situation turned yellow from green, or from when the last negotiation stopped while
    it was yellow. It ends when one begins, which clears it, or the situation is yellow no more, which does not. Where
    the situation comes down from red, none has to begin.
    """

    ID = "R8"
    LISTENS = (*ACTION_EVENTS, ev.SituationChanged)
    DOES = NEGOTIATION_KINDS
    WATCHES = True

    def __init__(self, ledger: Ledger) -> None:
        super().__init__(ledger)
        self.waits_ms = self._within_ms = self.applied.duration_ms("within")
        self._situation = BEFORE.situation
        self._turned: Mark | None = None
        self._talks: set[int] = set()
        self._silence: _Silence | None = None
        self._over: list[Finding] = []

    def take(self, event: ev.Event) -> None:
        """Follow what the log tells of the situation."""
        self._turned = Mark(event.exercise_ms, event.seq)

    def follow(self, deed: Deed, event: ev.Event) -> None:
        """Follow whether anybody negotiates."""
        now = Mark(event.exercise_ms, event.seq)
        if isinstance(event.body, ev.ActionStarted):
            self._talks.add(deed.number)
            self._end(now.at_ms, now)
        elif isinstance(event.body, ev.ActionStopped):
            self._talks.discard(deed.number)
            if not self._talks and self._situation == Situation.KUNING:
                self._silence = _Silence(now.at_ms, dropped=True, seq=now.seq)

    def see(self, row: CrowdRow) -> None:
        """Follow the situation."""
        before, self._situation = self._situation, row.situation
        if before == row.situation:
            return
        self._end(row.t_ms)
        if row.situation == Situation.KUNING and before == Situation.HIJAU and not self._talks:
            turned = self._turned
            seq = turned.seq if turned is not None and turned.at_ms == row.t_ms else None
            self._silence = _Silence(row.t_ms, dropped=False, seq=seq)

    def _end(self, at_ms: int, begun: Mark | None = None) -> None:
        if self._silence is not None and at_ms - self._silence.from_ms > self._within_ms:
            self._over.append(self._tell(self._silence, at_ms, begun))
        self._silence = None

    def due_ms(self, now_ms: int) -> int | None:
        """When the present silence is too long."""
        if self._silence is None or self._silence.from_ms + self._within_ms < now_ms:
            return None
        return self._silence.from_ms + self._within_ms

    def findings(self, now: Now) -> Iterable[Finding]:
        """The silences that were too long, and the present one if it is by now."""
        yield from self._over
        if self._silence is not None:
            to_ms, lasting = while_so(now, so=now.crowd.situation == Situation.KUNING)
            if to_ms - self._silence.from_ms > self._within_ms:
                yield self._tell(self._silence, to_ms, lasting=lasting)

    def _tell(self, silence: _Silence, to_ms: int, begun: Mark | None = None, *, lasting: bool = False) -> Finding:
        values = {"within": length_words(self._within_ms), "time": clock_text(to_ms - silence.from_ms)}
        turned = N_("The situation turned yellow, and no negotiation began within {within}")
        dropped = N_("Negotiation was dropped while the situation was yellow, and not taken up again within {within}")
        could = N_("Negotiation or a dialogue of the commander within {within}, kept up while it is yellow")
        cleared = None
        if begun is not None:
            cleared = Cleared(begun.at_ms, (begun.seq,), Message(N_("Negotiation began after {time}"), values))
        return self.found(
            Message(dropped if silence.dropped else turned, values),
            silence.from_ms,
            to_ms,
            () if silence.seq is None else (silence.seq,),
            Message(could, values),
            cleared=cleared,
            lasting=lasting,
        )
