"""What became of expected actions in words that say no more than the log: who or what tells of each, and when."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from player.engine.state import ExpectedStatus
from player.export.report.chapters_source import Source
from player.export.report.words import NOTHING, length, listed
from player.i18n import N_, _
from player.model import events as ev
from player.model.paper import Column, Table
from player.review.entry_wording import giver_text
from player.review.measures import ExpectedMeasure, Tally
from player.review.measures_expected import SeenBy, tally
from player.review.measures_rows import of_text
from player.review.outcome_wording import OUTCOMES
from player.review.tick_wording import tick_text

ONLY_FROM_LOG = N_(
    "“Begun” and “recorded” are known from the log alone: no observer saw how. “Ticked”: the controller or an observer "
    "says so."
)
"""How far an expected action that was met may be trusted."""

BY_THE_TICK = N_(
    "On time or late is counted by the tick. Where the log has the action or the decision at another time, or not at "
    "all, that is told below it."
)
"""How those are counted of which the log tells otherwise than the tick."""

_KNOWN_FROM: Mapping[SeenBy, str] = {
    SeenBy.OBSERVER: N_("an observer"),
    SeenBy.CONTROLLER: N_("the controller's tick"),
    SeenBy.ACTION: N_("an action begun"),
    SeenBy.RECORD: N_("a record made"),
}

_ON_TIME: Mapping[SeenBy, str] = {
    SeenBy.OBSERVER: N_("ticked on time"),
    SeenBy.CONTROLLER: N_("ticked on time"),
    SeenBy.ACTION: N_("begun on time"),
    SeenBy.RECORD: N_("recorded on time"),
}

_LATE: Mapping[SeenBy, str] = {
    SeenBy.OBSERVER: N_("ticked late by {time}"),
    SeenBy.CONTROLLER: N_("ticked late by {time}"),
    SeenBy.ACTION: N_("begun late by {time}"),
    SeenBy.RECORD: N_("recorded late by {time}"),
}

_DEEDS: Mapping[SeenBy, str] = {
    SeenBy.ACTION: N_("begun"),
    SeenBy.RECORD: N_("recorded"),
    SeenBy.CONTROLLER: N_("ticked"),
    SeenBy.OBSERVER: N_("ticked"),
}


def outcome_text(one: ExpectedMeasure) -> str:
    """What became of an expected action, and what that is known from: "begun late by 00:40"."""
    if one.seen_by is None:
        return _(OUTCOMES[one.status])
    if one.ahead:
        return _("begun before its inject")
    if one.status is ExpectedStatus.MET_LATE and one.latency_ms is not None:
        over_ms = one.latency_ms - (one.deadline_ms - one.opened_ms)
        said = _(_LATE[one.seen_by]).format(time=length(max(0, over_ms)))
    else:
        said = _(_ON_TIME[one.seen_by])
    return _("{text} ({observer})").format(text=said, observer=one.observer) if one.observer else said


def tick_of(source: Source, one: ExpectedMeasure) -> str:
    """What was ticked and what the log has of it, where that is not the same; else empty."""
    return tick_text(source.scenario, one.by_log)


def known_by(called: Iterable[ExpectedMeasure]) -> str:
    """Of how many expected actions a person saw that they were done, and of how many only the log says so."""
    counts = Counter(one.seen_by for one in called if one.seen_by is not None)
    return listed(f"{_(_KNOWN_FROM[one])}: {counts[one]}" for one in SeenBy if counts[one]) or NOTHING


def on_time_text(called: Sequence[ExpectedMeasure]) -> str:
    """How many of these were on time, by what that is known from: "begun or ticked on time 5 of 6".

    Of how many of them the log tells otherwise stands behind it.
    """
    met = [one for one in called if one.status is ExpectedStatus.MET]
    count = of_text(len(met), len(called)).replace(" ", "\N{NO-BREAK SPACE}")
    known = {one.seen_by for one in met}
    deeds = list(dict.fromkeys(_(text) for seen_by, text in _DEEDS.items() if seen_by in known))
    if not deeds:
        return _("on time {count}").format(count=count)
    how = deeds[0] if len(deeds) == 1 else _("{some} or {last}").format(some=listed(deeds[:-1]), last=deeds[-1])
    otherwise = sum(one.contradicted for one in met)
    beside = _("of them {n} otherwise by the log").format(n=otherwise) if otherwise else ""
    return listed((_("{how} on time {count}").format(how=how, count=count), beside))


def ordered_by(source: Source) -> Mapping[tuple[str, int], str]:
    """Who ordered the actions that met expected actions: by the expected action and when it was met."""
    givers = {}
    for order in source.measures.orders.orders:
        if order.action is not None:
            given = source.state.orders[order.order]
            givers[order.action] = giver_text(given.rank, given.who)
    ordered = {}
    for record in source.saved.records:
        match record.event.body:
            case ev.ExpectedActionMet(expected=name, by_action=action) if action in givers:
                ordered[name, record.event.exercise_ms] = givers[action]
    return ordered


def order_text(one: ExpectedMeasure, ordered: Mapping[tuple[str, int], str]) -> str:
    """By whose order an action that met an expected action was begun; empty where no order is on record."""
    if one.seen_by is not SeenBy.ACTION or one.latency_ms is None:
        return ""
    giver = ordered.get((one.expected, one.opened_ms + one.latency_ms))
    return "" if giver is None else _("by order of {who}").format(who=giver)


def tally_table(title: str, tallies: Sequence[tuple[str, Tally]]) -> Table:
    """How expected actions came out, in groups, the last of them all; without columns of which no group has any."""
    counts: tuple[tuple[str, Callable[[Tally], int]], ...] = (
        (_("Called for"), lambda one: one.opened),
        (_("On time"), lambda one: one.met),
        (_("Late"), lambda one: one.late),
        (_("Not seen"), lambda one: one.missed),
        (_("Still open"), lambda one: one.open),
    )
    kept = [(name, count) for name, count in counts if any(count(one) for _name, one in tallies)]
    names = (*(name for name, _count in kept), _("Median"), _("Longest"))
    rows = (
        (
            name,
            *(str(count(one)) for _name, count in kept),
            length(one.delays.median_ms),
            length(one.delays.longest_ms),
        )
        for name, one in tallies
    )
    columns = (Column(name, 1, figures=True) for name in names)
    return Table((Column(title, 3, strong=True), *columns), tuple(rows), frozenset({len(tallies) - 1}))


def counted_text(called: Sequence[ExpectedMeasure]) -> str:
    """How these came out, in a sentence: "8 called for: 6 on time, 1 late"."""
    told = tally(called)
    parts = (
        (_("{n} on time"), told.met),
        (_("{n} late"), told.late),
        (_("{n} not seen"), told.missed),
        (_("{n} still open"), told.open),
    )
    said = listed(text.format(n=count) for text, count in parts if count)
    return _("{opened} called for: {counts}").format(opened=told.opened, counts=said)
