"""Who ordered what and what followed it, and the log of force."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from player.engine.state import ActionRun
from player.export.report.chapters_source import Source
from player.export.report.words import NOTHING, length, listed, moment
from player.i18n import _
from player.model import events as ev
from player.model.doctrine import ACTION_KINDS, CHANNELS, FORCE_FROM
from player.model.paper import Chapter, Column, Facts, Heading, Paragraph, ReportBlock, Table
from player.review.entry_wording import giver_text
from player.review.measures import OrderMeasure


def orders(source: Source) -> Chapter:
    """The chapter."""
    return Chapter("orders", _("Orders and force"), tuple(_blocks(source)))


def _blocks(source: Source) -> Iterator[ReportBlock]:
    yield Heading(_("Orders"))
    yield from _orders(source)
    yield Heading(_("Log of force"))
    yield from _force(source)


def _orders(source: Source) -> Iterator[ReportBlock]:
    measured = source.measures.orders
    void = sum(order.voided for order in source.state.orders.values())
    if not measured.orders:
        yield Paragraph(_("No order is on record."))
    else:
        yield Facts(
            (
                (_("Orders"), str(len(measured.orders))),
                (_("Orders not followed"), str(sum(one.ignored for one in measured.orders))),
                (_("From order to action, median"), length(measured.delays.median_ms)),
                (_("From order to action, longest"), length(measured.delays.longest_ms)),
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
                (moment(one.started_ms), _deed(source, one.unit, one.does), _wanted(source, one.action))
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
        _deed(source, one.unit, one.does),
        _(CHANNELS.get(given.channel, given.channel)),
        followed,
        length(one.latency_ms),
    )


def _deed(source: Source, unit: str, does: str) -> str:
    return f"{source.unit(unit)}: {_(ACTION_KINDS[does].title)}"


def _force(source: Source) -> Iterator[ReportBlock]:
    runs = source.state.actions
    if not runs:
        yield Paragraph(_("No action of a unit is on record."))
        return
    stages = _stages(source)
    force = source.measures.force
    text = _(
        "Every action of a unit; those of stage 3 or more are marked. Above the ceiling for the behaviour observed in "
        "all: {excess}. The ceiling beside an action is the one at its start."
    )
    yield Paragraph(text.format(excess=length(force.excess_ms)), "soft")
    rows = tuple(runs.values())
    yield Table(
        (
            Column(_("Begins"), 1.2, figures=True),
            Column(_("Ends"), 1.2, figures=True),
            Column(_("Action"), 3.6, strong=True),
            Column(_("Stage"), 1.1, figures=True),
            Column(_("Ceiling"), 0.9, figures=True),
            Column(_("Personnel"), 1, figures=True),
            Column(_("Order, reason"), 3.2),
        ),
        tuple(_run(source, run, stages[run.action]) for run in rows),
        frozenset(place for place, run in enumerate(rows) if max(stages[run.action]) >= FORCE_FROM),
    )


def _stages(source: Source) -> Mapping[int, list[int]]:
    """The stages each action went through, by its running number."""
    stages: dict[int, list[int]] = {}
    for record in source.saved.records:
        match record.event.body:
            case ev.ActionStarted(action=action, stage=stage):
                stages[action] = [stage]
            case ev.ActionStageChanged(action=action, stage=stage):
                stages[action].append(stage)
    return stages


def _run(source: Source, run: ActionRun, stages: list[int]) -> tuple[str, ...]:
    order = None if run.order is None else source.state.orders.get(run.order)
    by = "" if order is None else _("ordered by {who}").format(who=giver_text(order.rank, order.who))
    ceiling = source.timeline.crowd.sample(run.started_ms).ceiling
    return (
        moment(run.started_ms),
        moment(run.stopped_ms) if run.stopped_ms is not None else _("under way"),
        _deed(source, run.unit, run.does),
        " → ".join(map(str, stages)),
        str(int(ceiling)),
        str(run.personnel),
        ". ".join(filter(None, (by, run.reason))) or NOTHING,
    )
