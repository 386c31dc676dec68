"""What R5 and R6 share: which order stands behind the use of a means."""

from __future__ import annotations

from abc import abstractmethod
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import ClassVar, NamedTuple

from player.engine.findings.finding import Cleared, Finding
from player.engine.findings.ledger import Deed, GivenOrder, Ledger, Step
from player.engine.findings.rule import ACTION_EVENTS, VOIDS, FindingRule, Now, until
from player.i18n import N_, Message
from player.model import events as ev
from player.model.doctrine import FORCE_FROM
from player.model.times import clock_text


class _Lacking(NamedTuple):
    """A use that no order which counts stands behind.

    Attributes:
        behind: the order that stands behind it and does not count, or None.
        late: the order that counts and came while it went on, or None.
    """

    deed: Deed
    step: Step
    behind: GivenOrder | None
    late: GivenOrder | None


class OrderedMeans(FindingRule):
    """A means that is used on an order only.

    The order behind a use is the one it was said to follow; or else one to that unit for that means that nothing else
    has followed, recorded no later than the use began, at the same instant at the latest. Where several could stand
    behind it, the last of those that count does, or else the last. An order that is void, that names no rank or that
    ordered something else is none. A stage below 3 is no use. An order that counts and was recorded while the use went
    on clears it from then on.

    Attributes:
        MEANS: the kind of action.
    """

    MEANS: ClassVar[str]
    LISTENS = (*ACTION_EVENTS, ev.OrderGiven, *VOIDS)

    def __init__(self, ledger: Ledger) -> None:
        super().__init__(ledger)
        self._uses: dict[str, list[tuple[Deed, Step]]] = {}
        self._orders: dict[str, list[GivenOrder]] = {}
        self._stale: set[str] = set()
        self._found: dict[str, list[Finding]] = {}

    @abstractmethod
    def counts(self, order: GivenOrder, deed: Deed) -> bool:
        """Whether an order is one that this use needs; it goes by the rank of the order alone."""

    @abstractmethod
    def tell(self, deed: Deed, order: GivenOrder | None) -> tuple[Message, Message]:
        """What happened, and what would have cleared it; ``order`` is the one behind it, which does not count."""

    def take(self, event: ev.Event) -> None:
        """Follow orders."""
        match event.body:
            case ev.OrderGiven(does=self.MEANS, unit=unit):
                self._orders.setdefault(unit, []).append(self.ledger.order_by_seq[event.seq])
                self._stale.add(unit)
            case ev.EntryVoided(seq=seq) | ev.EntryRestored(seq=seq):
                order = self.ledger.order_by_seq.get(seq)
                if order is not None and order.body.does == self.MEANS:
                    self._stale.add(order.body.unit)

    def follow(self, deed: Deed, event: ev.Event) -> None:
        """Follow uses; whatever an action of the means does may change what is found of it."""
        del event
        uses = self._uses.setdefault(deed.unit, [])
        if deed.stopped_ms is None and deed.first_at(FORCE_FROM) is deed.steps[-1]:
            uses.append((deed, deed.steps[-1]))
        self._stale.add(deed.unit)

    def findings(self, now: Now) -> Iterable[Finding]:
        """One for each use with no order that counts."""
        for unit in self._stale:
            self._found[unit] = [self._tell(case, now) for case in self._without(unit)]
        self._stale.clear()
        for unit, found in self._found.items():
            yield from found
            if any(one.lasting for one in found):
                self._stale.add(unit)

    def _tell(self, case: _Lacking, now: Now) -> Finding:
        deed, step, behind, late = case
        message, cleared_by = self.tell(deed, behind)
        to_ms, lasting = until(deed.below_ms(FORCE_FROM, step), now)
        cleared = None
        if late is not None:
            to_ms, lasting = late.given_ms, False
            told = Message(N_("An order for it was recorded {time} after"), {"time": clock_text(to_ms - step.at_ms)})
            cleared = Cleared(to_ms, (late.seq,), told)
        shown = [step.seq] if behind is None else [step.seq, behind.seq]
        return self.found(message, step.at_ms, to_ms, shown, cleared_by, cleared=cleared, lasting=lasting)

    def _without(self, unit: str) -> list[_Lacking]:
        """The uses by a unit that no order stands behind, or one that does not count."""
        uses = self._uses.get(unit, [])
        followed = {deed.order for deed, _ in uses}
        orders = [order for order in self._orders.get(unit, []) if order.body.order not in followed]
        later = [order for order in reversed(orders) if self._is_one(order)]
        given: dict[str, list[GivenOrder]] = {}  # by rank, as nothing else tells whether an order counts
        lacking = []
        for deed, step in uses:
            while later and later[-1].given_ms <= step.at_ms:
                order = later.pop()
                given.setdefault(order.body.rank, []).append(order)
            behind = self._order_behind(deed, given)
            if behind is None or not self.counts(behind, deed):
                lacking.append(_Lacking(deed, step, behind, self._late(deed, step, orders)))
        return lacking

    def _late(self, deed: Deed, step: Step, orders: Sequence[GivenOrder]) -> GivenOrder | None:
        """The first of these orders, in the order of time, that counts and came while a use went on."""
        end_ms = deed.below_ms(FORCE_FROM, step)
        first = bisect_right(orders, step.at_ms, key=lambda order: order.given_ms)
        for order in islice(orders, first, None):
            if end_ms is not None and order.given_ms > end_ms:
                return None
            if self._is_one(order) and self.counts(order, deed):
                return order
        return None

    def _order_behind(self, deed: Deed, given: Mapping[str, list[GivenOrder]]) -> GivenOrder | None:
        """The order a use was said to follow, or one of those given by then, which is taken out."""
        said = self.ledger.orders.get(deed.order) if deed.order is not None else None
        if said is not None and self._is_one(said):
            return said
        lasts = [orders[-1] for orders in given.values() if orders]
        if not lasts:
            return None
        behind = max(lasts, key=lambda order: (self.counts(order, deed), order.seq))
        return given[behind.body.rank].pop()

    def _is_one(self, order: GivenOrder) -> bool:
        body = order.body
        return body.does == self.MEANS and bool(body.rank.strip()) and order.seq not in self.ledger.voided
