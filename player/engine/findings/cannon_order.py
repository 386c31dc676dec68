"""R6: water cannon with no order from one of the ranks allowed."""

from __future__ import annotations

from player.engine.findings.finding import Listed
from player.engine.findings.ledger import Deed, GivenOrder, Ledger
from player.engine.findings.orders import OrderedMeans
from player.i18n import N_, Message


class CannonOrder(OrderedMeans):
    """The water cannon is used with no order from a rank that may give it.

    These are the rule's ``ranks``; where the scenario names none there, those whose order the action of the script
    needs; and where it needs none, any.
    """

    ID = "R6"
    MEANS = "water_cannon"
    DOES = frozenset({MEANS})

    def __init__(self, ledger: Ledger) -> None:
        super().__init__(ledger)
        self._allowed = self.applied.names("ranks")

    def counts(self, order: GivenOrder, deed: Deed) -> bool:
        """An order from one of the ranks."""
        allowed = self._ranks(deed)
        return not allowed or order.body.rank in allowed

    def tell(self, deed: Deed, order: GivenOrder | None) -> tuple[Message, Message]:
        """That nobody ordered it, or somebody of another rank."""
        ranks = Listed(self._ranks(deed))
        doing = self.ledger.doing(deed)
        if ranks.parts:
            cleared_by = Message(
                N_("An order for it from one of these ranks, recorded no later than its start: {ranks}"),
                {"ranks": ranks},
            )
        else:
            cleared_by = Message(N_("An order for it that names the rank, recorded no later than its start"))
        if order is None:
            return Message(N_("{doing} with no order"), {"doing": doing}), cleared_by
        values = {"doing": doing, "rank": order.body.rank, "ranks": ranks}
        return Message(N_("{doing} on the order of a {rank}; the ranks allowed: {ranks}"), values), cleared_by

    def _ranks(self, deed: Deed) -> tuple[str, ...]:
        return self._allowed or self.scenario.action_by_id[deed.offer].order_from
