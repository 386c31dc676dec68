"""What R5 and R6 share: which order stands behind the use of a means."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable
from typing import ClassVar

from player.engine.findings.finding import Finding
from player.engine.findings.ledger import Deed, GivenOrder, Ledger, Step
from player.engine.findings.rule import VOIDS, FindingRule, Now, deed_of, until
from player.engine.findings.terms import FORCE_FROM
from player.i18n import Message
from player.model import events as ev


class OrderedMeans(FindingRule):
    """A means that is used on an order only.

    The order behind a use is the one it was said to follow; or else one to that unit for that means that nothing else
    has followed, recorded no later than the use began, at the same instant at the latest. Where several could stand
    behind it, the last of those that count does, or else the last. An order that is void, that names no rank or that
    ordered something else is none. A stage below 3 is no use.

    Attributes:
        MEANS: the kind of action.
    """

    MEANS: ClassVar[str]
    LISTENS = (ev.ActionStarted, ev.ActionStageChanged, ev.OrderGiven, *VOIDS)

    def __init__(self, ledger: Ledger) -> None:
        super().__init__(ledger)
        self._uses: dict[str, list[tuple[Deed, Step]]] = {}
        self._orders: dict[str, list[GivenOrder]] = {}
        self._stale: set[str] = set()
        self._lacking: dict[str, list[tuple[Deed, Step, GivenOrder | None]]] = {}

    @abstractmethod
    def counts(self, order: GivenOrder, deed: Deed) -> bool:
        """Whether an order is one that this use needs."""

    @abstractmethod
    def tell(self, deed: Deed, order: GivenOrder | None) -> tuple[Message, Message]:
        """What happened, and what would have cleared it; ``order`` is the one behind it, which does not count."""

    def take(self, event: ev.Event) -> None:
        """Follow uses and orders."""
        match event.body:
            case ev.OrderGiven(does=self.MEANS, unit=unit):
                self._orders.setdefault(unit, []).append(self.ledger.order_by_seq[event.seq])
                self._stale.add(unit)
            case ev.ActionStarted() | ev.ActionStageChanged():
                deed = deed_of(event, self.ledger)
                uses = self._uses.setdefault(deed.unit, []) if deed.does == self.MEANS else None
                begun = uses is not None and deed.first_at(FORCE_FROM) is deed.steps[-1]
                if uses is not None and begun:
                    uses.append((deed, deed.steps[-1]))
                    self._stale.add(deed.unit)
            case ev.EntryVoided(seq=seq) | ev.EntryRestored(seq=seq):
                order = self.ledger.order_by_seq.get(seq)
                if order is not None and order.body.does == self.MEANS:
                    self._stale.add(order.body.unit)

    def findings(self, now: Now) -> Iterable[Finding]:
        """One for each use with no order that counts."""
        for unit in self._stale:
            self._lacking[unit] = self._without(unit)
        self._stale.clear()
        for deed, step, order in (case for cases in self._lacking.values() for case in cases):
            message, cleared_by = self.tell(deed, order)
            to_ms, lasting = until(deed.below_ms(FORCE_FROM, step), now)
            shown = [step.seq] if order is None else [step.seq, order.seq]
            yield self.found(message, step.at_ms, to_ms, shown, cleared_by, lasting=lasting)

    def _without(self, unit: str) -> list[tuple[Deed, Step, GivenOrder | None]]:
        """The uses by a unit that no order stands behind, or one that does not count."""
        uses = self._uses.get(unit, [])
        followed = {deed.order for deed, _ in uses}
        orders = [order for order in self._orders.get(unit, []) if order.body.order not in followed]
        later = [order for order in reversed(orders) if self._is_one(order)]
        given: list[GivenOrder] = []
        lacking = []
        for deed, step in uses:
            while later and later[-1].given_ms <= step.at_ms:
                given.append(later.pop())
            behind = self._order_behind(deed, given)
            if behind is None or not self.counts(behind, deed):
                lacking.append((deed, step, behind))
        return lacking

    def _order_behind(self, deed: Deed, given: list[GivenOrder]) -> GivenOrder | None:
        """The order a use was said to follow, or one of those given by then, which is taken out."""
        said = self.ledger.orders.get(deed.order) if deed.order is not None else None
        if said is not None and self._is_one(said):
            return said
        if not given:
            return None
        last = len(given) - 1
        return given.pop(next((n for n in range(last, -1, -1) if self.counts(given[n], deed)), last))

    def _is_one(self, order: GivenOrder) -> bool:
        body = order.body
        return body.does == self.MEANS and bool(body.rank.strip()) and order.seq not in self.ledger.voided
