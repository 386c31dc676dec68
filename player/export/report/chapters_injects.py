"""The injects as they were planned and delivered, and the expected actions with how quickly they came."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from player.engine.findings import Finding
from player.engine.state import ExpectedStatus
from player.export.report.chapters_source import Source, told_only
from player.export.report.expected_wording import (
    BY_THE_TICK,
    ONLY_FROM_LOG,
    known_by,
    order_text,
    ordered_by,
    outcome_text,
    tally_table,
    tick_of,
)
from player.export.report.figure_latency import latency_figure
from player.export.report.findings_beside import by_rule, found_while, standing
from player.export.report.words import NOTHING, capital, delay_counts, length, listed, moment, sentences, signed
from player.i18n import _
from player.model.doctrine import CHANNELS, InjectStatus
from player.model.events import Firing
from player.model.paper import Chapter, Column, Counts, Facts, Heading, Paragraph, ReportBlock, Table
from player.model.times import SECOND_MS
from player.review.lanes import LATE_AFTER_MS
from player.review.measures import DeliveryMeasure, ExpectedMeasure
from player.review.measures_expected import SeenBy, tally
from player.review.measures_rows import of_text
from player.review.outcome_wording import HOW_DELIVERED


def injects(source: Source) -> Chapter:
    """The injects."""
    return Chapter("injects", _("Injects"), tuple(_injects(source)))


def _injects(source: Source) -> Iterator[ReportBlock]:
    measured = source.measures.injects
    if not source.scenario.inject_by_id:
        yield Paragraph(_("The script has no inject."))
        return
    if not measured.deliveries:
        yield Paragraph(_("No inject was delivered."))
    else:
        told = (
            (_("Injects delivered"), len(measured.deliveries)),
            (_("Delivered on time"), measured.on_time),
            (_("Delivered late"), measured.late),
            (_("Delivered early"), measured.early),
            (_("With no time of their own"), measured.untimed),
            (_("Delivered by hand"), measured.by_hand),
        )
        kept = (one for one in told if one[1] or one[0] == _("Delivered late"))
        yield Counts(tuple((title, str(count)) for title, count in kept))
        text = _(
            "Planned: as the script plays through on its own plan. Late: against its time in the phase as it was "
            "played; more than {grace} counts as late. “–”: on time, by itself."
        )
        yield Paragraph(text.format(grace=length(LATE_AFTER_MS)), "soft")
        yield _deliveries(source)
    rows = tuple(_left(source))
    if rows:
        yield Heading(_("Not delivered"))
        yield Paragraph(_left_text(source), "soft")
        yield Table((Column(_("Inject"), 4), Column(_("Phase"), 3.4), Column(_("Why"), 3.2)), rows)
    changed = tuple((moment(one.at_ms), source.lines[one.seq].text) for one in source.told.edited)
    if changed:
        yield Heading(_("Words changed in the run"))
        yield Table((Column(_("Time"), 1, figures=True), Column(_("What"), 7)), changed)


def _left_text(source: Source) -> str:
    """How many injects were not delivered, and why; what could still come is told only of a drill that goes on."""
    measured, played = source.measures.injects, {run.phase for run in source.state.phases}
    told = (
        (_("skipped by the controller: {n}"), measured.skipped),
        (_("not come in phases played: {n}"), measured.passed),
        (_("still to come: {n}"), 0 if source.saved.finished else measured.waiting),
        (
            _("in phases that were not played: {n}"),
            sum(inject.phase not in played for inject in source.scenario.inject_by_id.values()),
        ),
    )
    return f"{capital(listed(text.format(n=count) for text, count in told if count))}."


def _deliveries(source: Source) -> Table:
    scenario, planned = source.scenario, source.lanes.plan.injects
    deliveries = source.measures.injects.deliveries
    rows = []
    seen: set[str] = set()
    for one in deliveries:
        inject = scenario.inject_by_id[one.inject]
        channel = "" if inject.channel is None else _(CHANNELS.get(inject.channel, inject.channel))
        people = " → ".join(filter(None, (str(inject.sender), str(inject.receiver))))
        rows.append(
            (
                _("again") if one.inject in seen else moment(planned.get(one.inject)),
                moment(one.fired_ms),
                signed(one.late_ms) if one.late_ms and abs(one.late_ms) >= SECOND_MS else NOTHING,
                "\n".join(filter(None, (str(inject.title), listed((people, channel))))),
                NOTHING if one.how is Firing.SCHEDULE else _(HOW_DELIVERED[one.how]),
            )
        )
        seen.add(one.inject)
    return told_only(
        (
            Column(_("Planned"), 1.2, figures=True),
            Column(_("Delivered"), 1.4, figures=True),
            Column(_("Late by"), 1.2, figures=True),
            Column(_("Inject"), 6.4),
            Column(_("How"), 1.9),
        ),
        rows,
        (place for place, one in enumerate(deliveries) if _is_late(one)),
    )


def _is_late(one: DeliveryMeasure) -> bool:
    return one.late_ms is not None and one.late_ms > LATE_AFTER_MS


def _left(source: Source) -> Iterator[tuple[str, str, str]]:
    """The injects of phases played that never came, in the order of the script."""
    scenario = source.scenario
    played = {run.phase for run in source.state.phases}
    for name, stood in source.state.injects.items():
        inject = scenario.inject_by_id[name]
        skipped = stood.status is InjectStatus.SKIPPED and stood.left_out
        if stood.times or not (skipped or inject.phase in played):
            continue
        why = _("skipped by the controller") if skipped else _("not used, its time or condition did not come")
        if not skipped and name in scenario.contingencies:
            why = _("kept in reserve, not used")
        yield str(inject.title), str(scenario.phase_by_id[inject.phase].title), why


def expected_actions(source: Source) -> Chapter:
    """The expected actions."""
    return Chapter("expected", _("Expected actions"), tuple(_expected(source)))


def _expected(source: Source) -> Iterator[ReportBlock]:
    measured = source.measures.expected
    if not measured.called:
        yield Paragraph(_("No expected action was called for."))
        return
    total, critical = measured.total, measured.critical
    counts = (
        (_("Called for"), total.opened),
        (_("On time"), total.met),
        (_("Late"), total.late),
        (_("Not seen"), total.missed),
        (_("Still open"), total.open),
    )
    delays = delay_counts(
        total.delays,
        alone=_("From inject to action"),
        median=_("From inject to action, median"),
        longest=_("From inject to action, longest"),
    )
    yield Counts(
        (
            *((title, str(count)) for title, count in counts if count or title != _("Still open")),
            *delays,
            *([(_("Critical tasks on time"), of_text(critical.met, critical.opened))] if critical.opened else []),
        )
    )
    ordered = ordered_by(source)
    begun = [one for one in measured.called if one.seen_by is SeenBy.ACTION]
    known = [(_("How that is known"), known_by(measured.called))]
    if begun:
        count = sum(bool(order_text(one, ordered)) for one in begun)
        known.append((_("Begun by an order on record"), of_text(count, len(begun))))
    otherwise = [one for one in measured.called if tick_of(source, one)]
    if otherwise:
        known.append((_("Otherwise by the log"), str(len(otherwise))))
    yield Facts(tuple(known))
    text = _("The figures tell only when something was done, not how, and not how much of it was done.")
    left_out = _("Median and longest leave out what had begun before its inject.")
    told_apart = _(BY_THE_TICK) if otherwise else ""
    yield Paragraph(sentences((text, _(ONLY_FROM_LOG), left_out, told_apart)), "soft")
    yield from _by_unit(source)
    figure = latency_figure(source)
    if figure is not None:
        yield figure
    unmet = {ExpectedStatus.MISSED, ExpectedStatus.MET_LATE, ExpectedStatus.OPEN}
    mostly = 2 * critical.opened > total.opened
    told = _("Rows that are late or not seen are marked.")
    if mostly:
        every = critical.opened == total.opened
        which = _("All are critical tasks.") if every else _("All are critical tasks but those of which it is said.")
        told = sentences((told, which))
    yield Paragraph(told, "soft")
    found = standing(source)
    notes = tuple(_beside(source, found, one) for one in measured.called)
    yield Table(
        (
            Column(_("Called for"), 1.2, figures=True),
            Column(_("Expected action"), 5),
            Column(_("Allowed"), 1, figures=True),
            Column(_("Took"), 1, figures=True),
            Column(_("Outcome"), 2.6),
        ),
        tuple(_row(source, one, order_text(one, ordered), mostly=mostly) for one in measured.called),
        frozenset(place for place, one in enumerate(measured.called) if one.status in unmet),
        notes if any(notes) else (),
    )


def _by_unit(source: Source) -> Iterator[ReportBlock]:
    measured = source.measures.expected
    if measured.by_unit:
        unbound = [one for one in measured.called if one.by is None]
        tallies = [(source.unit(unit), one) for unit, one in measured.by_unit.items()]
        if unbound:
            tallies.append((_("of no particular unit"), tally(unbound)))
        yield Heading(_("By unit"))
        yield tally_table(_("Unit"), [*tallies, (_("In all"), measured.total)])
        yield Heading(_("One by one"))


def _row(source: Source, one: ExpectedMeasure, order: str, *, mostly: bool) -> tuple[str, ...]:
    expected = source.scenario.expected_by_id[one.expected]
    critical = _("critical task") if one.critical and not mostly else ""
    if mostly and not one.critical:
        critical = _("no critical task")
    beside = (source.unit(one.by), critical)
    return (
        moment(one.opened_ms),
        "\n".join(filter(None, (str(expected.text), listed(beside)))),
        length(one.deadline_ms - one.opened_ms),
        NOTHING if one.ahead else length(one.latency_ms),
        listed((outcome_text(one), order)),
    )


def _beside(source: Source, standing_found: Sequence[Finding], one: ExpectedMeasure) -> tuple[tuple[str, str], ...]:
    """What the log has of it otherwise than the tick, and the findings that stand and begin while it was waited for."""
    otherwise = tick_of(source, one)
    found = "; ".join(f"{rule} {moments}" for rule, moments in by_rule(found_while(standing_found, one)))
    notes = ((_("Tick and log"), otherwise), (_("Findings in this time"), found))
    return tuple((title, text) for title, text in notes if text)
