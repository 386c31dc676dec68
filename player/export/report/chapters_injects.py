"""The injects as they were planned and delivered, and the expected actions with how quickly they came."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from player.engine.state import ExpectedStatus
from player.export.report.chapters_source import Source
from player.export.report.figure_latency import latency_figure
from player.export.report.words import NOTHING, length, listed, moment, signed
from player.i18n import N_, _
from player.model.doctrine import CHANNELS, InjectStatus
from player.model.paper import Chapter, Column, Counts, Facts, Heading, Paragraph, ReportBlock, Table
from player.review.lanes import LATE_AFTER_MS
from player.review.measures import DeliveryMeasure, ExpectedMeasure, Tally
from player.review.measures_expected import SeenBy, tally
from player.review.measures_rows import of_text
from player.review.outcome_wording import HOW_DELIVERED, OUTCOMES

ONLY_WHEN = N_(
    "This tells when something was done, not how, and not whether it was in proportion. What is known from an action "
    "or a record was seen by nobody: only that it was begun or written down."
)
"""How far an expected action that was met may be trusted."""

_KNOWN_FROM: Mapping[SeenBy, str] = {
    SeenBy.OBSERVER: N_("an observer"),
    SeenBy.CONTROLLER: N_("the controller's tick"),
    SeenBy.ACTION: N_("an action begun"),
    SeenBy.RECORD: N_("a record made"),
}


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
        yield Counts(
            (
                (_("Deliveries"), str(len(measured.deliveries))),
                (_("Delivered on time"), str(measured.on_time)),
                (_("Delivered late"), str(measured.late)),
                (_("Delivered early"), str(measured.early)),
                (_("With no time of their own"), str(measured.untimed)),
                (_("Delivered by hand"), str(measured.by_hand)),
            )
        )
        text = _(
            "Planned: as the script plays through on its own plan. Late: against its time in the phase as it was "
            "played; more than {grace} counts as late."
        )
        yield Paragraph(text.format(grace=length(LATE_AFTER_MS)), "soft")
        yield _deliveries(source)
    rows = tuple(_left(source))
    if rows:
        yield Heading(_("Not delivered"))
        played = {run.phase for run in source.state.phases}
        text = _(
            "Skipped by the controller: {skipped}; not come in phases played: {passed}; to come: {waiting}. In phases "
            "that were not played: {aside}."
        )
        values = {
            "skipped": measured.skipped,
            "passed": measured.passed,
            "waiting": measured.waiting,
            "aside": sum(inject.phase not in played for inject in source.scenario.inject_by_id.values()),
        }
        yield Paragraph(text.format(**values), "soft")
        yield Table((Column(_("Inject"), 4), Column(_("Phase"), 3), Column(_("Why"), 3)), rows)
    changed = tuple((moment(one.at_ms), source.lines[one.seq].text) for one in source.told.edited)
    if changed:
        yield Heading(_("Words changed in the run"))
        yield Table((Column(_("Time"), 1, figures=True), Column(_("What"), 7)), changed)


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
                signed(one.late_ms),
                "\n".join(filter(None, (str(inject.title), listed((people, channel))))),
                _(HOW_DELIVERED[one.how]),
            )
        )
        seen.add(one.inject)
    return Table(
        (
            Column(_("Planned"), 1.2, figures=True),
            Column(_("Delivered"), 1.2, figures=True),
            Column(_("Late by"), 1, figures=True),
            Column(_("Inject"), 5),
            Column(_("How"), 2),
        ),
        tuple(rows),
        frozenset(place for place, one in enumerate(deliveries) if _is_late(one)),
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
        why = _("skipped by the controller") if skipped else _("its time or its condition did not come")
        if not skipped and name in scenario.contingencies:
            why = _("kept in reserve; it was not needed or not offered")
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
    yield Counts(
        (
            (_("Called for"), str(total.opened)),
            (_("On time"), str(total.met)),
            (_("Late"), str(total.late)),
            (_("Not seen"), str(total.missed)),
            (_("Still open"), str(total.open)),
            (_("From inject to action, median"), length(total.delays.median_ms)),
            (_("From inject to action, longest"), length(total.delays.longest_ms)),
            (_("Critical tasks on time"), of_text(critical.met, critical.opened) if critical.opened else NOTHING),
        )
    )
    yield Facts(((_("How that is known"), known_by(measured.called)),))
    yield Paragraph(_(ONLY_WHEN), "soft")
    text = _(
        "Median and longest leave out what had begun before its inject. Rows that are late or not seen are marked."
    )
    yield Paragraph(text, "soft")
    figure = latency_figure(source)
    if figure is not None:
        yield figure
    unmet = {ExpectedStatus.MISSED, ExpectedStatus.MET_LATE, ExpectedStatus.OPEN}
    yield Table(
        (
            Column(_("Called for"), 1.2, figures=True),
            Column(_("Expected action"), 5),
            Column(_("Allowed"), 1, figures=True),
            Column(_("Took"), 1, figures=True),
            Column(_("Outcome"), 1.8, strong=True),
            Column(_("Known from"), 1.8),
        ),
        tuple(_row(source, one) for one in measured.called),
        frozenset(place for place, one in enumerate(measured.called) if one.status in unmet),
    )
    unbound = [one for one in measured.called if one.by is None]
    if measured.by_unit:
        yield Heading(_("By unit"))
        yield Table(
            (Column(_("Unit"), 3, strong=True), *tally_columns()),
            (
                *((source.unit(unit), *tally_cells(one)) for unit, one in measured.by_unit.items()),
                *([(_("of no one unit"), *tally_cells(tally(unbound)))] if unbound else []),
                (_("In all"), *tally_cells(total)),
            ),
            frozenset({len(measured.by_unit) + bool(unbound)}),
        )


def _row(source: Source, one: ExpectedMeasure) -> tuple[str, ...]:
    expected = source.scenario.expected_by_id[one.expected]
    beside = (source.unit(one.by), _("critical task") if one.critical else "")
    return (
        moment(one.opened_ms),
        "\n".join(filter(None, (str(expected.text), listed(beside)))),
        length(one.deadline_ms - one.opened_ms),
        NOTHING if one.ahead else length(one.latency_ms),
        outcome_text(one),
        known_from(one),
    )


def known_from(one: ExpectedMeasure) -> str:
    """Who or what says that an expected action was done."""
    if one.seen_by is None:
        return NOTHING
    return one.observer or _(_KNOWN_FROM[one.seen_by])


def known_by(called: Iterable[ExpectedMeasure]) -> str:
    """Of how many expected actions a person saw that they were done, and of how many only the log says so."""
    counts = Counter(one.seen_by for one in called if one.seen_by is not None)
    return listed(f"{_(_KNOWN_FROM[one])}: {counts[one]}" for one in SeenBy if counts[one]) or NOTHING


def outcome_text(one: ExpectedMeasure) -> str:
    """What became of an expected action: "late, 00:40 after its deadline"."""
    text = _(OUTCOMES[one.status])
    if one.ahead:
        return _("on time, begun before its inject")
    if one.status is ExpectedStatus.MET_LATE and one.latency_ms is not None:
        over_ms = one.latency_ms - (one.deadline_ms - one.opened_ms)
        return _("late by {time}").format(time=length(max(0, over_ms)))
    return text


def tally_columns() -> tuple[Column, ...]:
    """The columns of `tally_cells`, in the language in use."""
    return (
        Column(_("Called for"), 1, figures=True),
        Column(_("On time"), 1, figures=True),
        Column(_("Late"), 1, figures=True),
        Column(_("Not seen"), 1, figures=True),
        Column(_("Still open"), 1, figures=True),
        Column(_("Median"), 1, figures=True),
        Column(_("Longest"), 1, figures=True),
    )


def tally_cells(one: Tally) -> tuple[str, ...]:
    """How several expected actions came out, cell by cell."""
    counts = (one.opened, one.met, one.late, one.missed, one.open)
    return (*map(str, counts), length(one.delays.median_ms), length(one.delays.longest_ms))
