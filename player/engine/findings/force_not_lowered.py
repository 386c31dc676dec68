"""R14: behaviour has calmed and force has not come down."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from player.engine.findings.finding import Finding
from player.engine.findings.ledger import Ledger
from player.engine.findings.rule import BEFORE, CrowdRow, FindingRule, Now, while_so
from player.i18n import N_, Message
from player.model.doctrine import BEHAVIOUR_TITLES, Behaviour
from player.model.times import clock_text, length_words


@dataclass(frozen=True, slots=True)
class _Calm:
    """The behaviour fell below what justifies the force that stood then; ``seqs``: the events that brought it."""

    from_ms: int
    force: int
    seqs: tuple[int, ...]


class ForceNotLowered(FindingRule):
    """The behaviour fell, so that its ceiling is below the force, and for longer than ``after`` force stayed.

    It ends when force comes down, be it by one stage; when the behaviour justifies it again; or with the exercise.
    What force does above the ceiling for whatever reason is R2's.
    """

    ID = "R14"
    WATCHES = True

    def __init__(self, ledger: Ledger) -> None:
        super().__init__(ledger)
        self.waits_ms = self._after_ms = self.applied.duration_ms("after")
        self._row = BEFORE
        self._calm: _Calm | None = None
        self._over: list[Finding] = []

    def see(self, row: CrowdRow) -> None:
        """Follow force and ceiling."""
        before, self._row = self._row, row
        if self._calm is not None and (row.force <= row.ceiling or row.force < self._calm.force):
            if row.t_ms - self._calm.from_ms > self._after_ms:
                self._over.append(self._tell(self._calm, before.behaviour, row.t_ms))
            self._calm = None
        stood = min(before.force, row.force)
        if self._calm is None and row.ceiling < before.ceiling and stood > row.ceiling:
            self._calm = _Calm(row.t_ms, stood, tuple(self.ledger.above(row.ceiling)))

    def due_ms(self, now_ms: int) -> int | None:
        """When the behaviour has been calmer for long enough."""
        if self._calm is None or self._calm.from_ms + self._after_ms < now_ms:
            return None
        return self._calm.from_ms + self._after_ms

    def findings(self, now: Now) -> Iterable[Finding]:
        """The times that were too long, and the present one if it is by now."""
        yield from self._over
        if self._calm is not None:
            stays = now.crowd.force > now.crowd.ceiling and now.crowd.force >= self._calm.force
            to_ms, lasting = while_so(now, so=stays)
            if to_ms - self._calm.from_ms > self._after_ms:
                yield self._tell(self._calm, self._row.behaviour, to_ms, lasting=lasting)

    def _tell(self, calm: _Calm, behaviour: int, to_ms: int, *, lasting: bool = False) -> Finding:
        values = {
            "behaviour": Message(BEHAVIOUR_TITLES[Behaviour(behaviour)]),
            "force": calm.force,
            "time": clock_text(to_ms - calm.from_ms),
            "after": length_words(self._after_ms),
        }
        message = Message(
            N_("Behaviour had calmed ({behaviour}), and force stayed at stage {force} for {time}"), values
        )
        cleared_by = Message(N_("Force brought down within {after} of the behaviour calming"), values)
        return self.found(message, calm.from_ms, to_ms, calm.seqs, cleared_by, lasting=lasting)
