"""R5: tear gas with no named order."""

from __future__ import annotations

from player.engine.findings.ledger import Deed, GivenOrder
from player.engine.findings.orders import OrderedMeans
from player.i18n import N_, Message


class GasOrder(OrderedMeans):
    """Tear gas is used with no order that names the rank of who gave it."""

    ID = "R5"
    MEANS = "tear_gas"
    DOES = frozenset({MEANS})

    def counts(self, order: GivenOrder, deed: Deed) -> bool:
        """Any order that is one."""
        del order, deed
        return True

    def tell(self, deed: Deed, order: GivenOrder | None) -> tuple[Message, Message]:
        """That nobody is named who ordered it."""
        del order
        return (
            Message(N_("{doing} with no named order"), {"doing": self.ledger.doing(deed)}),
            Message(N_("An order for it that names the rank, recorded no later than its start")),
        )
