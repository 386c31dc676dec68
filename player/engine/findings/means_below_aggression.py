"""R3: baton, gas or water cannon while behaviour is below aggressive."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from player.engine.findings.finding import Finding
from player.engine.findings.ledger import Deed, Ledger, Step
from player.engine.findings.rule import (
    ACTION_EVENTS,
    BEFORE,
    CrowdRow,
    FindingRule,
    Now,
    tick_ms,
    until,
    while_so,
)
from player.i18n import N_, Message
from player.model import events as ev
from player.model.doctrine import BEHAVIOUR_TITLES, FORCE_FROM, Behaviour
from player.model.rules import BasisMark, Certainty

MEANS = frozenset({"baton", "tear_gas", "water_cannon"})
"""The kinds of action that are meant."""


@dataclass(slots=True, eq=False)
class _Use:
    """A means in use.

    Attributes:
        ended_ms: when it was no longer used, or None.
        below_ms: since when the behaviour has been below aggressive, or None while it is not.
        behaviour: what it was then.
        begun: it was so when the use began.
    """

    deed: Deed
    step: Step
    ended_ms: int | None = None
    below_ms: int | None = None
    behaviour: int = 0
    begun: bool = False


class MeansBelowAggression(FindingRule):
    """A baton, tear gas or the water cannon begins to be used, or goes on, while behaviour is below aggressive.

    A use that begins so is found at once. One that was begun against aggressive behaviour may still end within the
    ``grace`` after the behaviour has fallen; nobody stops within the second. A stage below 3 is no use: the vehicle
    drives up, the launcher is shown. That the water cannon is meant too is Gladi's own reading, so of that it is less
    sure. Version 1 of the rules went by the grace of R2.
    """

    ID = "R3"
    LISTENS = ACTION_EVENTS
    DOES = MEANS
    WATCHES = True

    def __init__(self, ledger: Ledger) -> None:
        super().__init__(ledger)
        grace_of = self.applied if "grace" in self.applied.rule.settings else self.rule_as_applied("R2")
        self.waits_ms = self._grace_ms = grace_of.duration_ms("grace")
        self._row = BEFORE
        self._uses: dict[int, _Use] = {}
        self._fresh: list[_Use] = []  # begun in a second that is not over
        self._over: list[Finding] = []

    def follow(self, deed: Deed, event: ev.Event) -> None:
        """Follow when a means begins and ends to be used."""
        used = deed.stopped_ms is None and deed.stage >= FORCE_FROM
        if used and deed.number not in self._uses:
            use = self._uses[deed.number] = _Use(deed, deed.steps[-1])
            self._fresh.append(use)
        elif not used and deed.number in self._uses:
            use = self._uses.pop(deed.number)
            use.ended_ms = event.exercise_ms
            if use not in self._fresh:
                self._rise(use, event.exercise_ms)

    def settle(self, before_ms: int) -> None:
        """See against what behaviour the uses of the last seconds began."""
        if self._fresh and tick_ms(self._fresh[0].step.at_ms) < before_ms:
            settled = [use for use in self._fresh if tick_ms(use.step.at_ms) < before_ms]
            self._fresh = self._fresh[len(settled) :]
            for use in settled:
                self._begin(use, self._row)
                if use.ended_ms is not None:
                    self._rise(use, use.ended_ms)

    def see(self, row: CrowdRow) -> None:
        """Follow when the behaviour falls below aggressive, and when it is so again."""
        self._row = row
        for use in self._uses.values():
            if row.behaviour >= Behaviour.AGRESIF:
                self._rise(use, row.t_ms)
            elif use.below_ms is None:
                use.below_ms, use.behaviour = row.t_ms, row.behaviour

    @staticmethod
    def _begin(use: _Use, row: CrowdRow) -> None:
        if row.behaviour < Behaviour.AGRESIF:
            use.below_ms, use.behaviour, use.begun = use.step.at_ms, row.behaviour, True

    def _rise(self, use: _Use, at_ms: int) -> None:
        """A use is no longer one below aggressive: it has ended, or the behaviour has risen."""
        if use.below_ms is not None and self._is_found(use, at_ms):
            self._over.append(self._tell(use, use.below_ms, at_ms))
        use.below_ms, use.begun = None, False

    def _is_found(self, use: _Use, to_ms: int) -> bool:
        return use.begun or (use.below_ms is not None and to_ms - use.below_ms > self._grace_ms)

    def due_ms(self, now_ms: int) -> int | None:
        """When the next means that goes on should have been put away."""
        if not self._uses:
            return None
        ends_ms = (use.below_ms + self._grace_ms for use in self._uses.values() if use.below_ms is not None)
        return min((ms for ms in ends_ms if ms >= now_ms), default=None)

    def findings(self, now: Now) -> Iterable[Finding]:
        """The uses that are over, and those that go on."""
        yield from self._over
        to_ms, lasting = while_so(now, so=now.crowd.behaviour < Behaviour.AGRESIF)
        for use in self._uses.values():
            if use.below_ms is not None and self._is_found(use, to_ms):
                yield self._tell(use, use.below_ms, to_ms, lasting=lasting)
        for use in self._fresh:
            if now.crowd.behaviour < Behaviour.AGRESIF:
                begun = _Use(use.deed, use.step)
                self._begin(begun, now.crowd)
                to_ms, lasting = until(use.ended_ms, now)
                yield self._tell(begun, use.step.at_ms, to_ms, lasting=lasting)

    def _tell(self, use: _Use, from_ms: int, to_ms: int, *, lasting: bool = False) -> Finding:
        values = {
            "doing": self.ledger.doing(use.deed),
            "behaviour": Message(BEHAVIOUR_TITLES[Behaviour(use.behaviour)]),
        }
        began = N_("{doing} while the behaviour was below aggressive; at first: {behaviour}")
        went_on = N_("{doing} went on after the behaviour had fallen below aggressive; at first: {behaviour}")
        cleared_by = Message(N_("Other means, or aggressive behaviour observed and logged before it"))
        own_reading = use.deed.does == "water_cannon"
        return self.found(
            Message(began if use.begun else went_on, values),
            from_ms,
            to_ms,
            [use.step.seq],
            cleared_by,
            lasting=lasting,
            certainty=Certainty.MEDIUM if own_reading else None,
            mark=BasisMark.OWN if own_reading else None,
        )
