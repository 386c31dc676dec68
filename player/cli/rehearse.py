"""``rehearse``: every route of a script, or one of them, on the script's own plan: a table, JSON or a picture."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from player.cli import EXIT_UNUSABLE
from player.cli.output import add_json, print_json
from player.cli.rehearse_tables import course_table, programme_table, routes_table
from player.cli.routes import add_route, route_or_say, route_words
from player.cli.scripts import Unusable, add_scenario, load_or_say, load_programme_or_say
from player.cli.shot import SCALING
from player.engine.findings import find
from player.engine.programme import rehearse_programme
from player.engine.rehearsal import Rehearsal, Route, rehearse
from player.engine.routes import routes_of
from player.export.saving import CannotWrite, save
from player.i18n import _
from player.model.doctrine import Situation
from player.model.events import InjectFired
from player.model.scenario import LoadedProgramme, Scenario
from player.model.times import MINUTE_MS
from player.review.course import planned_course
from player.scenario import is_programme
from player.session.codec import CODEC

PICTURES = (".png", ".svg")


def summary() -> str:
    """One line for the help."""
    return _("play a script through on its own plan at once, on every route, and print its course")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of this command."""
    add_scenario(parser)
    add_route(parser)
    parser.add_argument(
        "-o",
        "--output",
        type=_picture,
        metavar=_("FILE.png|svg"),
        help=_("draw the planned curves into this picture"),
    )
    add_json(parser)


def main(options: argparse.Namespace) -> int:
    """Rehearse a script or a programme; 0, 1 it has errors, 2 it cannot be read or the picture not be written."""
    try:
        if is_programme(options.scenario):
            return _show_programme(load_programme_or_say(options.scenario), options)
        scenario = load_or_say(options.scenario).scenario
    except Unusable as unusable:
        return unusable.code
    one = bool(options.choose or options.pass_over or options.miss)
    routes = [route_or_say(scenario, options)] if one else routes_of(scenario)
    courses = [rehearse(scenario, route) for route in routes]
    if options.json:
        print_json(
            {
                "scenario": scenario.id,
                "routes": [course_json(scenario, *one) for one in zip(routes, courses, strict=True)],
            }
        )
    elif len(routes) > 1:
        print("\n".join(routes_table(options.scenario, scenario, routes, courses)))
    else:
        print("\n".join(course_table(scenario, routes[0], courses[0])))
    names = [route_words(scenario, route) for route in routes]
    return _draw(options, [(scenario, name, course) for name, course in zip(names, courses, strict=True)])


def course_json(scenario: Scenario, route: Route, course: Rehearsal) -> dict[str, Any]:
    """A course as plain data: its route, phases, injects, the trace by the minute, peaks, findings, events."""
    columns = course.fold.crowd.columns()
    minutes = minute_rows(columns["t_ms"])
    trace: dict[str, list[Any]] = {"t_min": [round(columns["t_ms"][row] / MINUTE_MS, 3) for row in minutes]}
    for name in ("tension", "activity", "legitimacy", "presence"):
        trace[name] = [round(columns[name][row], 6) for row in minutes]
    for name in ("force", "ceiling"):
        trace[name] = [int(columns[name][row]) for row in minutes]
    trace["situation"] = [Situation(int(columns["situation"][row])).name.lower() for row in minutes]
    facts = planned_course(course).facts
    return {
        "choices": {decision: list(answers) for decision, answers in route.choices.items()},
        "passed_over": sorted(route.passed_over),
        "phases": [
            {"id": run.phase, "start_ms": run.started_ms, "end_ms": run.ended_ms} for run in course.fold.state.phases
        ],
        "injects": [
            {"id": event.body.inject, "t_ms": event.exercise_ms, "how": event.body.how}
            for event in course.events
            if isinstance(event.body, InjectFired)
        ],
        "trace": trace,
        "peaks": {
            "tension": round(facts.peak, 2),
            "tension_t_ms": facts.peak_ms,
            "force": facts.highest_stage,
            "excess_s": facts.excess_ms // 1000,
            "red_s": facts.red_ms // 1000,
            "dispersed_t_ms": facts.dispersed_ms,
            "presence_end": round(facts.presence, 4),
            "legitimacy_low": round(facts.lowest_legitimacy, 4),
        },
        "findings": [
            {
                "rule": finding.rule,
                "from_ms": finding.from_ms,
                "to_ms": finding.to_ms,
                "events": list(finding.events),
                "certainty": finding.certainty,
                "message": str(finding.message),
                "basis": str(finding.basis),
                "mark": finding.mark,
                "cleared": finding.cleared and str(finding.cleared.message),
            }
            for finding in find(scenario, course.events, course.fold)
        ],
        "events": [
            {
                "seq": event.seq,
                "t_ms": event.exercise_ms,
                "kind": event.body.NAME,
                "actor": event.actor,
                "data": CODEC.plain(event.body),
            }
            for event in course.events
        ],
    }


def minute_rows(times_ms: Sequence[float]) -> list[int]:
    """Rows at whole minutes, and the last."""
    rows = [row for row, t_ms in enumerate(times_ms) if t_ms % MINUTE_MS == 0]
    last = len(times_ms) - 1
    return rows if rows and rows[-1] == last else [*rows, last]


def _show_programme(loaded: LoadedProgramme, options: argparse.Namespace) -> int:
    if options.choose or options.pass_over or options.miss:
        text = _("a programme is rehearsed as planned; choose in the script of one stage: {stages}")
        names = ", ".join(stage.file for stage in loaded.programme.stages)
        raise argparse.ArgumentError(None, text.format(stages=names))
    courses = rehearse_programme(loaded)
    if options.json:
        stages = [
            {"stage": stage.id, "scenario": script.scenario.id, **course_json(script.scenario, Route(), course)}
            for stage, script, course in zip(loaded.programme.stages, loaded.scenarios, courses, strict=True)
        ]
        print_json({"programme": loaded.programme.id, "stages": stages})
    else:
        print("\n".join(programme_table(loaded, courses)))
    scripts: list[Scenario] = [script.scenario for script in loaded.scenarios]
    titles = [str(stage.title) for stage in loaded.programme.stages]
    return _draw(options, list(zip(scripts, titles, courses, strict=True)))


def _draw(options: argparse.Namespace, courses: Sequence[tuple[Scenario, str, Rehearsal]]) -> int:
    """Draw the courses where a picture is asked for; gives the exit code."""
    if options.output is None:
        return 0
    for variable in SCALING:
        os.environ.pop(variable, None)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from player.app import draw_courses

    drawn = [(scenario, name, planned_course(course)) for scenario, name, course in courses]
    picture = draw_courses(drawn, svg=options.output.suffix.lower() == ".svg")
    try:
        save(lambda file: file.write(picture), options.output, replace=True)
    except CannotWrite as error:
        print(f"{options.output}: {error}", file=sys.stderr)
        return EXIT_UNUSABLE
    return 0


def _picture(word: str) -> Path:
    path = Path(word)
    if path.suffix.lower() not in PICTURES:
        raise argparse.ArgumentTypeError(_("a picture ends in .png or .svg; {word} does not").format(word=word))
    return path
