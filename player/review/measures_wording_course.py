"""Words for the measures of what the script asked for: expected actions, decisions, injects; and of overrides."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from player.i18n import _
from player.model.scenario import Scenario
from player.model.text import Text
from player.model.times import clock_text
from player.review.instrument_wording import QUANTITY_TITLES
from player.review.lanes import LATE_AFTER_MS
from player.review.measures import DecisionMeasure, Measures, Tally
from player.review.measures_rows import (
    NOTHING,
    Group,
    Row,
    delays_text,
    joined,
    longest_text,
    moment_text,
    of_text,
    row,
    time_text,
)


def course_groups(measures: Measures, scenario: Scenario) -> tuple[Group, ...]:
    """The groups, also those with nothing to tell."""
    aims = {aim.id: aim.title for aim in scenario.objectives.values()}
    units = {unit.id: unit.title for unit in scenario.units.values()}
    expected = measures.expected
    return (
        Group(_("Expected actions"), tuple(_expected(measures))),
        Group(
            _("Expected actions by objective: only when they were done"),
            tuple(_tallies(expected.by_objective, aims)),
            in_chapters=True,
        ),
        Group(
            _("Expected actions by unit: only when they were done"),
            tuple(_tallies(expected.by_unit, units)),
            in_chapters=True,
        ),
        Group(
            _("Decisions"),
            tuple(_decision(one, measures, scenario) for one in measures.decisions.decisions),
            in_chapters=True,
        ),
        Group(_("Injects"), tuple(_injects(measures))),
        Group(_("Overrides"), tuple(_overrides(measures, scenario))),
    )


def _expected(measures: Measures) -> Iterator[Row]:
    total, critical = measures.expected.total, measures.expected.critical
    if not total.opened:
        return
    yield row(
        _("Done on time"),
        of_text(total.met, total.opened),
        _("Expected actions seen by their deadline, of all that were called for, each time one was."),
        _("begun before its inject: {n}").format(n=total.ahead) if total.ahead else "",
    )
    yield row(_("Done late"), str(total.late), _("Seen after their deadline had passed."), alarming=total.late > 0)
    yield row(
        _("Not seen"),
        str(total.missed),
        _("Not seen by their deadline, and not since; a tick that is void does not count."),
        alarming=total.missed > 0,
    )
    if total.open:
        yield row(_("Still open"), str(total.open), _("Called for, with their deadline to come."))
    yield row(
        _("From inject to action"),
        time_text(total.delays.median_ms, ended=measures.ended),
        _(
            "Median from the delivery of the inject to the moment it was seen, late ones included; without those whose "
            "action had begun before the inject."
        ),
        longest_text(total.delays),
    )
    if critical.opened:
        yield row(
            _("Critical tasks on time"),
            of_text(critical.met, critical.opened),
            _("The same of those that show a critical task of an objective."),
            _tally_detail(critical),
            alarming=critical.missed + critical.late > 0,
        )


def _tallies(tallies: Mapping[str, Tally], titles: Mapping[str, Text]) -> Iterator[Row]:
    for name, one in tallies.items():
        yield row(
            str(titles[name]),
            of_text(one.met, one.opened),
            _(
                "Done on time, of those called for; beside it what was not, what had begun before it was called for, "
                "and from inject to action. It says nothing of whether what was done was in proportion; the findings "
                "do."
            ),
            _tally_detail(one),
            alarming=one.missed > 0,
        )


def _tally_detail(one: Tally) -> str:
    return joined(
        _("late: {n}").format(n=one.late) if one.late else "",
        _("not seen: {n}").format(n=one.missed) if one.missed else "",
        _("still open: {n}").format(n=one.open) if one.open else "",
        _("begun before its inject: {n}").format(n=one.ahead) if one.ahead else "",
        delays_text(one.delays),
    )


def _decision(one: DecisionMeasure, measures: Measures, scenario: Scenario) -> Row:
    decision = scenario.decision_by_id[one.decision]
    choice = decision.choice(one.choice) if one.choice is not None else None
    value = time_text(one.wait_ms, ended=measures.ended)
    if one.taken_ms is not None and one.asked_ms is None:
        value = NOTHING
        when = _("answered at {time}, before it was asked").format(time=moment_text(one.taken_ms))
    elif one.asked_ms is not None:
        when = _("asked at {time}").format(time=moment_text(one.asked_ms))
    else:
        when = ""
    return row(
        str(decision.ask),
        value,
        _("From the question to the answer."),
        joined(when, "" if choice is None else str(choice.title)),
        alarming=measures.ended and one.taken_ms is None,
    )


def _injects(measures: Measures) -> Iterator[Row]:
    injects = measures.injects
    if not injects.deliveries and not injects.skipped and not injects.held:
        return
    count, latest_ms = len(injects.deliveries), injects.delays.longest_ms
    early = _("early: {n}").format(n=injects.early) if injects.early else ""
    untimed = _("with no time of their own: {n}").format(n=injects.untimed) if injects.untimed else ""
    yield row(
        _("Delivered on time"),
        of_text(injects.on_time, count),
        _("Deliveries no more than {grace} off the time the script gives them, each time one is delivered.").format(
            grace=clock_text(LATE_AFTER_MS)
        ),
        joined(early, untimed),
    )
    yield row(
        _("Delivered late"),
        str(injects.late),
        _("Deliveries more than {grace} after their time; beside it the longest any came after its time.").format(
            grace=clock_text(LATE_AFTER_MS)
        ),
        "" if latest_ms is None else _("the latest by {time}").format(time=clock_text(latest_ms)),
        alarming=injects.late > 0,
    )
    yield row(_("Delivered by hand"), str(injects.by_hand), _("Deliveries by GO or picked by the controller."))
    yield row(_("Injects held back"), str(injects.held), _("Injects the controller held back at some time."))
    yield row(_("Skipped"), str(injects.skipped), _("Injects the controller skipped, and did not deliver later."))
    yield row(
        _("Never delivered"),
        str(injects.passed),
        _("Other injects of the phases played that did not come; those of phases not played are not counted."),
        _("to come in this phase: {n}").format(n=injects.waiting) if injects.waiting else "",
    )


def _overrides(measures: Measures, scenario: Scenario) -> Iterator[Row]:
    overrides = measures.overrides
    if not overrides.count:
        return
    yield row(
        _("Any value held"),
        clock_text(overrides.held_ms),
        _("How long the controller held at least one value, so that the curves are not the model's alone."),
        _("overrides: {n}").format(n=overrides.count),
        alarming=overrides.held_ms > 0,
    )
    for one in overrides.values:
        what = _(QUANTITY_TITLES[one.quantity])
        counts = {"sets": one.sets, "holds": one.holds, "releases": one.releases}
        yield row(
            f"{what}: {scenario.units[one.unit].title}" if one.unit is not None else what,
            clock_text(one.held_ms),
            _("How long this value was held."),
            _("set {sets}, held {holds}, released {releases} times").format(**counts),
        )
