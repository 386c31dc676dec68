"""What has to be spoken of, in words: findings, expected actions, injects, and what was recorded."""

from __future__ import annotations

from collections.abc import Iterator

from player.engine.state import ExpectedStatus
from player.i18n import _
from player.model.doctrine import RecordKind
from player.model.rules import CERTAINTY_TITLES, MARK_TITLES, Certainty
from player.model.scenario import Scenario
from player.model.times import clock_text
from player.review.hotwash import Found, Hotwash, Said
from player.review.hotwash_lines import Line, Look, Section
from player.review.instrument_wording import ANSWER_TITLES, QUANTITY_TITLES
from player.review.measures import ExpectedMeasure
from player.review.measures_rows import delays_text, joined, of_text
from player.review.tick_wording import tick_text

DOT = " · "


def finding_section(told: Hotwash) -> Section:
    """The findings, those that wait for an answer first."""
    return Section(
        "findings",
        _("Findings"),
        tuple(map(_finding, told.findings)),
        _("A finding is not a verdict, and nothing here is legal advice."),
        _("No rule has found anything."),
    )


def _finding(found: Found) -> Line:
    one = found.finding
    sure = _(CERTAINTY_TITLES[one.certainty])
    basis = _("{basis} ({mark})").format(basis=one.basis, mark=_(MARK_TITLES[one.mark]))
    if found.waits:
        look = Look.SURE if one.certainty is Certainty.HIGH else Look.LIKELY
        stands = ""
    else:
        look = Look.SOFT
        stands = _(ANSWER_TITLES[found.answer]) if found.answer is not None else _("cleared")
    detail = DOT.join(filter(None, (one.rule, stands, sure, basis)))
    return Line(str(one.message), clock_text(one.from_ms), detail, look, one.from_ms)


def expected_section(told: Hotwash, scenario: Scenario) -> Section:
    """Expected actions nobody saw, those that came late, those the log tells otherwise, then those still open."""
    missed = (one for one in told.unmet if one.status is not ExpectedStatus.OPEN)
    still_open = tuple(_open(one, scenario) for one in told.unmet if one.status is ExpectedStatus.OPEN)
    lines = (*(_missed(one, scenario) for one in missed), *(_late(one, scenario) for one in told.late))
    total, called = told.measures.expected.total, told.measures.expected.called
    otherwise = tuple(_otherwise(one, scenario) for one in called if one.contradicted and one not in told.late)
    title = _("Expected actions not met, or late") if lines or not still_open else _("Expected actions")
    if otherwise:
        title = _("Expected actions not met, late, or otherwise by the log")
    return Section(
        "expected",
        title,
        (*lines, *otherwise, *still_open),
        delays_text(total.delays),
        _("All that was called for was done on time.") if total.opened else "",
    )


def _missed(one: ExpectedMeasure, scenario: Scenario) -> Line:
    return _called(one, scenario, _("not seen"), "", Look.UNMET)


def _open(one: ExpectedMeasure, scenario: Scenario) -> Line:
    """One whose time had not run out: nobody has failed to do it."""
    return _called(one, scenario, _("still open at EndEx"), "", Look.SOFT)


def _late(one: ExpectedMeasure, scenario: Scenario) -> Line:
    over_ms = (one.latency_ms or 0) - (one.deadline_ms - one.opened_ms)
    word = DOT.join(filter(None, (_("late"), tick_text(scenario, one.by_log))))
    return _called(one, scenario, word, f"+{clock_text(over_ms)}", Look.WORTH)


def _otherwise(one: ExpectedMeasure, scenario: Scenario) -> Line:
    return _called(one, scenario, tick_text(scenario, one.by_log), "", Look.WORTH)


def _called(one: ExpectedMeasure, scenario: Scenario, word: str, value: str, look: Look) -> Line:
    expected = scenario.expected_by_id[one.expected]
    unit = str(scenario.units[one.by].title) if one.by is not None else ""
    critical = _("critical task") if one.critical else ""
    by = _("deadline {time}").format(time=clock_text(one.deadline_ms))
    detail = DOT.join(filter(None, (word, critical, unit, by)))
    return Line(str(expected.text), value or clock_text(one.opened_ms), detail, look, one.opened_ms)


def inject_section(told: Hotwash, scenario: Scenario) -> Section:
    """How the injects were delivered; those that went otherwise than the script has it, one by one."""
    return Section("injects", _("Injects"), tuple(_injects(told, scenario)))


def _injects(told: Hotwash, scenario: Scenario) -> Iterator[Line]:
    injects = told.measures.injects
    count = len(injects.deliveries)
    if count or injects.skipped:
        early = _("early: {n}").format(n=injects.early) if injects.early else ""
        by_hand = _("by hand: {n}").format(n=injects.by_hand) if injects.by_hand else ""
        untimed = _("with no time of their own: {n}").format(n=injects.untimed) if injects.untimed else ""
        yield Line(_("Delivered on time"), of_text(injects.on_time, count), joined(early, untimed, by_hand))
    for late in told.late_injects:
        yield Line(_title(late.inject, scenario), f"+{clock_text(late.late_ms)}", _("late"), Look.WORTH, late.at_ms)
    for said, word, look in (
        *((one, _("skipped"), Look.WORTH) for one in told.skipped),
        *((one, _("in changed words"), Look.PLAIN) for one in told.edited),
        *((one, _("delivered again"), Look.PLAIN) for one in told.again),
    ):
        yield _said(said, word, look, scenario)
    if told.shifts:
        text = _("Waiting injects shifted, or the length of a phase changed")
        yield Line(text, str(told.shifts), look=Look.SOFT)


def _said(one: Said, word: str, look: Look, scenario: Scenario) -> Line:
    return Line(_title(one.inject, scenario), clock_text(one.at_ms), word, look, one.at_ms)


def _title(inject: str, scenario: Scenario) -> str:
    return str(scenario.inject_by_id[inject].title)


def record_section(told: Hotwash, scenario: Scenario) -> Section:
    """What was recorded, what was overridden, and what was not ready at the muster."""
    lines = (*_facts(told), *_overrides(told, scenario), *_waived(told, scenario))
    return Section("records", _("Records, overrides, readiness"), lines)


def _facts(told: Hotwash) -> Iterator[Line]:
    facts = told.facts
    titles = (
        (_("Casualties"), RecordKind.CASUALTY),
        (_("Arrests"), RecordKind.ARREST),
        (_("Evidence"), RecordKind.EVIDENCE),
    )
    for title, kind in titles:
        if facts[kind]:
            yield Line(title, str(facts[kind]))
    without = [title for title, kind in titles if not facts[kind]]
    if without:
        yield Line(DOT.join(without), "0", look=Look.SOFT)
    written = joined(_("notes: {n}").format(n=told.notes), _("markers: {n}").format(n=told.markers))
    who = _("observed by {names}").format(names=", ".join(told.observers)) if told.observers else ""
    yield Line(_("Tags logged"), str(told.observations), joined(who, written), Look.PLAIN)


def _overrides(told: Hotwash, scenario: Scenario) -> Iterator[Line]:
    overrides = told.measures.overrides
    for one in overrides.values:
        what = _(QUANTITY_TITLES[one.quantity])
        name = f"{what}: {scenario.units[one.unit].title}" if one.unit is not None else what
        counts = {"sets": one.sets, "holds": one.holds, "releases": one.releases}
        detail = _("set {sets}, held {holds}, released {releases} times").format(**counts)
        yield Line(_("Overridden: {name}").format(name=name), clock_text(one.held_ms), detail, Look.WORTH)


def _waived(told: Hotwash, scenario: Scenario) -> Iterator[Line]:
    for item, reason in told.waived:
        text = _("Gone on with this not ready: {item}").format(item=scenario.readiness[item].text)
        yield Line(text, "", reason, Look.WORTH)
