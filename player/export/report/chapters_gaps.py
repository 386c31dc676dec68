"""What the log does not hold of what somebody will ask for: names, orders, reasons, particulars of records."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from player.export.report.chapters_force import is_scripted, orders_behind
from player.export.report.chapters_source import Source
from player.export.report.words import listed
from player.i18n import _
from player.model import events as ev
from player.model.doctrine import RecordKind
from player.model.paper import Column, Heading, Paragraph, ReportBlock, Table
from player.review.measures_expected import SeenBy


class Kept(NamedTuple):
    """How many of so many things have on record what belongs to them; ``short``: what is missing, within a sentence."""

    what: str
    kept: int
    of: int
    short: str = ""


def gap_blocks(source: Source) -> Iterator[ReportBlock]:
    """A table of what is on record of whom and why; nothing where there was nothing to record."""
    rows = [one for one in _kept(source) if one.of]
    if not rows:
        return
    yield Heading(_("What is on record, and what is not"))
    text = _(
        "What is not on record may have been done or said all the same; it can no longer be shown. Lines with gaps are "
        "marked."
    )
    yield Paragraph(text, "soft")
    yield Table(
        (
            Column(_("What somebody will ask for"), 6),
            Column(_("On record"), 1.2, figures=True),
            Column(_("Missing"), 1.2, figures=True),
        ),
        tuple((one.what, _("{n} of {all}").format(n=one.kept, all=one.of), str(one.of - one.kept)) for one in rows),
        frozenset(place for place, one in enumerate(rows) if one.kept < one.of),
    )


def missing_text(source: Source) -> str:
    """How much of orders, reasons and names is missing, in one line; empty where nothing is."""
    return listed(_missing(one) for one in (*_force(source), *_names(source)))


def missing_names(source: Source) -> str:
    """Of how many orders and decisions the log has no name, in one line; empty where it has all."""
    return listed(map(_missing, _names(source)))


def _missing(one: Kept) -> str:
    gone = one.of - one.kept
    return _("{what} {n} of {all}").format(what=one.short, n=gone, all=one.of) if gone and one.short else ""


def _kept(source: Source) -> Iterator[Kept]:
    yield from _force(source)
    yield from _names(source)
    seen = [one.seen_by for one in source.measures.expected.called if one.seen_by is not None]
    ticked = sum(one in {SeenBy.OBSERVER, SeenBy.CONTROLLER} for one in seen)
    yield Kept(_("Expected actions done: ticked by the controller or an observer"), ticked, len(seen))
    yield from _records(source)


def _force(source: Source) -> Iterator[Kept]:
    uses, behind = source.told.uses, orders_behind(source)
    ordered = sum(one.action in behind for one in uses)
    yield Kept(_("Uses of force of stage 3 and above: the order"), ordered, len(uses), _("orders behind force"))
    runs = [source.state.actions[one.action] for one in uses]
    own = sum(bool(run.reason) and not is_scripted(source, run) for run in runs)
    title = _("Uses of force of stage 3 and above: the reason, not in the script's words")
    yield Kept(title, own, len(uses), _("reasons in words of their own"))
    tagged = sum(one.tagged for one in uses)
    yield Kept(_("Uses of force of stage 3 and above: the behaviour, tagged by somebody"), tagged, len(uses))


def _names(source: Source) -> Iterator[Kept]:
    orders = [order for order in source.state.orders.values() if not order.voided]
    by_name = sum(bool(order.who) for order in orders)
    yield Kept(_("Orders: the name of who gave them"), by_name, len(orders), _("names of who ordered"))
    events = (one.event for one in source.saved.records if not source.is_void(one.event.seq))
    taken = [event.body for event in events if isinstance(event.body, ev.DecisionTaken)]
    by_name = sum(bool(body.who) for body in taken)
    yield Kept(_("Decisions: the name of who took them"), by_name, len(taken), _("names of who decided"))


def _records(source: Source) -> Iterator[Kept]:
    asked = (
        (RecordKind.CASUALTY, _("Casualties: how badly hurt"), ("severity",)),
        (RecordKind.CASUALTY, _("Casualties: the place"), ("place",)),
        (RecordKind.ARREST, _("Arrests: the name, and to whom handed over"), ("who", "handed_to")),
        (RecordKind.EVIDENCE, _("Evidence: what it is"), ("text",)),
    )
    marks = [mark for mark in source.lanes.records.items if not mark.voided]
    for kind, what, fields in asked:
        of_kind = [mark for mark in marks if mark.kind is kind]
        yield Kept(what, sum(all(mark.details.get(field) for field in fields) for mark in of_kind), len(of_kind))
