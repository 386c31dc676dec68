"""The tables of ``rehearse``: the routes of a script beside each other, and one course by phase and by minute."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from player.cli.routes import route_arguments, route_words
from player.engine.findings import Finding, find
from player.engine.rehearsal import Rehearsal, Route
from player.i18n import _, ngettext
from player.model.doctrine import SITUATION_TITLES, Situation
from player.model.events import InjectFired
from player.model.rules import CERTAINTY_TITLES, MARK_TITLES, RULES, Certainty
from player.model.scenario import LoadedProgramme, Scenario
from player.model.times import MINUTE_MS, SECOND_MS, clock_text
from player.review.course import Facts, PlannedCourse, Span, Visit, planned_course


def routes_table(file: Path, scenario: Scenario, routes: Sequence[Route], courses: Sequence[Rehearsal]) -> list[str]:
    """All routes, one line of figures each with its answers below, and the planned one by its phases."""
    lines = list(_heading(scenario))
    lines.append(f"{_('ROUTES')} ({len(routes)})")
    lines.append(f"   #  {_figure_heads()}")
    for number, (route, course) in enumerate(zip(routes, courses, strict=True), 1):
        mark = "*" if number == 1 else " "
        lines.append(f" {number:>3}{mark} {_figures(planned_course(course).facts)}")
        found = _rules_of(find(scenario, course.events, course.fold))
        if found:
            lines.append(f"      {found}")
        lines.append(f"      {route_words(scenario, route)}")
    lines += ["", f"  * {_('the route the script plans')}", ""]
    lines += _phases(scenario, courses[0])
    example = next((route for route in routes[1:] if route.choices or route.passed_over), None)
    if example is not None:
        command = f"rehearse {file} {route_arguments(scenario, example)}"
        lines += ["", _("One route in full: {command}").format(command=command)]
    return lines


def course_table(scenario: Scenario, route: Route, course: Rehearsal) -> list[str]:
    """One course: figures, phases, what was delivered when, the crowd by the minute."""
    lines = list(_heading(scenario))
    if scenario.has_branches:
        lines += [route_words(scenario, route), ""]
    planned = planned_course(course)
    lines += [f"  {_figure_heads()}", f"  {_figures(planned.facts)}", ""]
    lines += _phases(scenario, course)
    lines += ["", *_injects(scenario, course), "", *_findings(scenario, course), "", *_minutes(course)]
    return lines


def programme_table(loaded: LoadedProgramme, courses: Sequence[Rehearsal]) -> list[str]:
    """The stages of a programme one after the other, each with what it took over and its figures."""
    lines = [str(loaded.programme.title), _("training index, not a prediction"), "", _("STAGES")]
    lines.append(f"   #  {_figure_heads()}")
    for number, (stage, course) in enumerate(zip(loaded.programme.stages, courses, strict=True), 1):
        lines.append(f" {number:>3}  {_figures(planned_course(course).facts)}")
        taken = ", ".join(_(name) for name in ("tension", "activity", "legitimacy") if name in stage.carries)
        over = _("takes over: {what}").format(what=taken) if taken else ""
        lines.append("      " + " · ".join(part for part in (str(stage.title), str(stage.when), over) if part))
    return lines


def _heading(scenario: Scenario) -> Iterator[str]:
    yield str(scenario.title)
    yield _("training index, not a prediction")
    yield ""


def _figure_heads() -> str:
    heads = (
        _("length"),
        _("peak"),
        _("at"),
        _("stage"),
        _("above ceiling"),
        _("red"),
        _("dispersed"),
        _("present"),
        _("legitimacy"),
    )
    return "{:>8} {:>7} {:>8} {:>6} {:>14} {:>8} {:>9} {:>8} {:>11}".format(*heads)


def _figures(facts: Facts) -> str:
    cells = (
        f"{clock_text(facts.length_ms):>8}",
        f"{facts.peak:>7.1f}",
        f"{clock_text(facts.peak_ms):>8}",
        f"{facts.highest_stage:>6}",
        f"{_time(facts.excess_ms):>14}",
        f"{_time(facts.red_ms):>8}",
        f"{_time(facts.dispersed_ms):>9}",
        f"{facts.presence:>8.0%}",
        f"{facts.lowest_legitimacy:>11.0%}",
    )
    return " ".join(cells)


def _time(ms: int | None) -> str:
    return clock_text(ms) if ms else "–"


def _phases(scenario: Scenario, course: Rehearsal) -> list[str]:
    """Each phase as it was played: when, how tension went, how much force there was."""
    planned = planned_course(course)
    heads = (_("start"), _("length"), _("tension"), _("stage"), _("ceiling"))
    lines = [_("PHASES"), "  {:>8} {:>8}  {:<18} {:>6} {:>8}".format(*heads)]
    return [*lines, *(_phase(scenario, planned, visit) for visit in planned.visits)]


def _phase(scenario: Scenario, planned: PlannedCourse, visit: Visit) -> str:
    tension = planned.tension[visit.start_ms // SECOND_MS : visit.end_ms // SECOND_MS + 1]
    way = f"{tension[0]:.0f} → {max(tension):.0f} → {tension[-1]:.0f}" if tension else ""
    stage, ceiling = (_most(spans, visit.start_ms, visit.end_ms) for spans in (planned.force, planned.ceiling))
    start, length = clock_text(visit.start_ms), clock_text(visit.end_ms - visit.start_ms)
    title = scenario.phase_by_id[visit.phase].title
    return f"  {start:>8} {length:>8}  {way:<18} {stage:>6} {ceiling:>8}  {title}"


def _most(spans: Sequence[Span], start_ms: int, end_ms: int) -> int:
    return max((span.value for span in spans if span.start_ms < end_ms and span.end_ms > start_ms), default=0)


def _injects(scenario: Scenario, course: Rehearsal) -> list[str]:
    fired = [(event.exercise_ms, event.body.inject) for event in course.events if isinstance(event.body, InjectFired)]
    left = len(scenario.inject_by_id) - len({inject for _ms, inject in fired})
    lines = [_("INJECTS AS DELIVERED")]
    lines += [f"  {clock_text(ms):>8}  {scenario.inject_by_id[inject].title}" for ms, inject in fired]
    if left:
        text = ngettext(
            "{n} inject is not delivered on this route.", "{n} injects are not delivered on this route.", left
        )
        lines.append(f"            {text.format(n=left)}")
    return lines


def _rules_of(findings: Sequence[Finding]) -> str:
    """The rules that find something that nothing clears, each with how often; those of high certainty first."""
    times = Counter(finding.rule for finding in findings if finding.open)
    sure = {finding.rule for finding in findings if finding.open and finding.certainty is Certainty.HIGH}
    rules = sorted(times, key=lambda rule: (rule not in sure, list(RULES).index(rule)))
    said = ", ".join(rule if times[rule] == 1 else f"{rule} ×{times[rule]}" for rule in rules)
    return _("findings to expect: {rules}").format(rules=said) if said else ""


def _findings(scenario: Scenario, course: Rehearsal) -> list[str]:
    lines = [_("FINDINGS TO EXPECT")]
    for finding in find(scenario, course.events, course.fold):
        when = clock_text(finding.from_ms)
        if finding.to_ms > finding.from_ms:
            when = f"{when}–{clock_text(finding.to_ms)}"
        lines.append(f"  {when:>15}  {finding.rule:<3}  {finding.message}")
        basis = _("basis: {basis} ({mark}); {certainty}").format(
            basis=finding.basis, mark=_(MARK_TITLES[finding.mark]), certainty=_(CERTAINTY_TITLES[finding.certainty])
        )
        lines.append(f"{'':>23} {basis}")
        if finding.cleared is not None:
            lines.append(f"{'':>23} {_('cleared: {how}').format(how=finding.cleared.message)}")
    if len(lines) == 1:
        lines.append(f"  {_('none by the rules that apply')}")
    return lines


def _minutes(course: Rehearsal) -> list[str]:
    columns = course.fold.crowd.columns()
    heads = (_("time"), _("tension"), _("force"), _("ceiling"), _("situation"), _("present"))
    lines = [_("COURSE BY THE MINUTE"), "  {:>8}  {:>10}  {:>8}  {:>8}  {:<10}  {:>7}".format(*heads)]
    last = len(columns["t_ms"]) - 1
    lines += [
        f"  {clock_text(int(t_ms)):>8}  {columns['tension'][row]:>10.1f}"
        f"  {int(columns['force'][row]):>8}  {int(columns['ceiling'][row]):>8}"
        f"  {_(SITUATION_TITLES[Situation(int(columns['situation'][row]))]):<10}  {columns['presence'][row]:>7.0%}"
        for row, t_ms in enumerate(columns["t_ms"])
        if not t_ms % MINUTE_MS or row == last
    ]
    return lines
