"""Who ordered what and what followed it, and what force was used."""

from __future__ import annotations

from collections.abc import Iterator

from player.export.report.chapters_force import deed_text, force_blocks
from player.export.report.chapters_source import Source
from player.export.report.words import NOTHING, delay_counts, length, listed, moment
from player.i18n import _
from player.model.doctrine import CHANNELS
from player.model.paper import Chapter, Column, Counts, Heading, Paragraph, ReportBlock, Table
from player.review.entry_wording import giver_text
from player.review.measures import OrderMeasure


def orders(source: Source) -> Chapter:
    """The chapter."""
    return Chapter("orders", _("Orders and force"), tuple(_blocks(source)))


def _blocks(source: Source) -> Iterator[ReportBlock]:
    yield Heading(_("Orders"))
    yield from _orders(source)
    yield from force_blocks(source)


def _orders(source: Source) -> Iterator[ReportBlock]:
    measured = source.measures.orders
    void = sum(order.voided for order in source.state.orders.values())
    if not measured.orders:
        yield Paragraph(_("No order is on record."))
    else:
        yield Counts(
            (
                (_("Orders"), str(len(measured.orders))),
                (_("Orders not followed"), str(sum(one.ignored for one in measured.orders))),
                *delay_counts(
                    measured.delays,
                    alone=_("From order to action"),
                    median=_("From order to action, median"),
                    longest=_("From order to action, longest"),
                ),
            )
        )
        yield Table(
            (
                Column(_("Given"), 1.2, figures=True),
                Column(_("By"), 2, strong=True),
                Column(_("Order"), 4),
                Column(_("Channel"), 1.2),
                Column(_("Followed"), 1.6, figures=True),
                Column(_("After"), 1, figures=True),
            ),
            tuple(_order(source, one) for one in measured.orders),
            frozenset(place for place, one in enumerate(measured.orders) if one.ignored),
        )
    if void:
        yield Paragraph(_("Orders that are void are left out: {n}. They stand in the log.").format(n=void), "soft")
    if measured.without_order:
        yield Heading(_("Needed an order, had none"))
        text = _("Actions the script wants ordered that began with no order behind them; of {needed}: {without}.")
        yield Paragraph(text.format(needed=measured.needed, without=len(measured.without_order)), "soft")
        yield Table(
            (Column(_("Begun"), 1, figures=True), Column(_("Action"), 4), Column(_("Order wanted from"), 3)),
            tuple(
                (moment(one.started_ms), deed_text(source, one.unit, one.does), _wanted(source, one.action))
                for one in measured.without_order
            ),
        )


def _wanted(source: Source, action: int) -> str:
    offer = source.scenario.action_by_id[source.state.actions[action].offer]
    return listed(offer.order_from) or NOTHING


def _order(source: Source, one: OrderMeasure) -> tuple[str, ...]:
    given = source.state.orders[one.order]
    followed = moment(one.followed_ms)
    if one.under_way:
        followed = _("under way already")
    elif one.ignored:
        followed = _("not followed")
    return (
        moment(one.given_ms),
        giver_text(given.rank, given.who),
        deed_text(source, one.unit, one.does),
        _(CHANNELS.get(given.channel, given.channel)),
        followed,
        length(one.latency_ms),
    )
