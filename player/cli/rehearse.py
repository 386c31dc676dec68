"""``rehearse``: the whole drill on the script's own plan, at once, as a table or JSON."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import Any

from player.cli.output import add_json, print_json
from player.cli.scripts import Unusable, add_missed, add_scenario, load_or_say, missed_or_say
from player.engine.rehearsal import Rehearsal, Route, rehearse
from player.i18n import _
from player.model.doctrine import SITUATION_TITLES, Situation
from player.model.events import InjectFired, PhaseStarted
from player.model.scenario import Scenario
from player.model.times import MINUTE_MS, clock_text
from player.session.codec import CODEC


def summary() -> str:
    """One line for the help."""
    return _("play a script through on its own plan at once and print its course")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of this command."""
    add_scenario(parser)
    add_json(parser)
    add_missed(parser)


def main(options: argparse.Namespace) -> int:
    """Rehearse a script and print it; 0, 1 the script has errors, 2 it cannot be read."""
    try:
        scenario = load_or_say(options.scenario).scenario
    except Unusable as unusable:
        return unusable.code
    course = rehearse(scenario, Route(missed=missed_or_say(scenario, options.miss)))
    if options.json:
        print_json(as_json(scenario, course))
    else:
        print("\n".join(_table(scenario, course)))
    return 0


def as_json(scenario: Scenario, course: Rehearsal) -> dict[str, Any]:
    """A rehearsal as plain data: phases, injects, the trace by the minute, peaks, events."""
    columns = course.fold.crowd.columns()
    minutes = _minutes(columns["t_ms"])
    trace: dict[str, list[Any]] = {"t_min": [round(columns["t_ms"][row] / MINUTE_MS, 3) for row in minutes]}
    for name in ("tension", "activity", "legitimacy", "presence"):
        trace[name] = [round(columns[name][row], 6) for row in minutes]
    for name in ("force", "ceiling"):
        trace[name] = [int(columns[name][row]) for row in minutes]
    trace["situation"] = [Situation(int(columns["situation"][row])).name.lower() for row in minutes]
    return {
        "scenario": scenario.id,
        "phases": [
            {"id": run.phase, "start_ms": run.started_ms, "end_ms": run.ended_ms} for run in course.fold.state.phases
        ],
        "injects": [
            {"id": event.body.inject, "t_ms": event.exercise_ms, "how": event.body.how}
            for event in course.events
            if isinstance(event.body, InjectFired)
        ],
        "trace": trace,
        "peaks": _peaks(columns),
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


def _minutes(times_ms: Sequence[float]) -> list[int]:
    """Rows at whole minutes, and the last."""
    rows = [row for row, t_ms in enumerate(times_ms) if t_ms % MINUTE_MS == 0]
    last = len(times_ms) - 1
    return rows if rows and rows[-1] == last else [*rows, last]


def _peaks(columns: Any) -> dict[str, Any]:
    tension = columns["tension"]
    top = max(range(len(tension)), key=tension.__getitem__)
    excess_s = sum(1 for excess in columns["excess"] if excess > 0)
    return {
        "tension": round(tension[top], 2),
        "tension_t_ms": int(columns["t_ms"][top]),
        "force": int(max(columns["force"])),
        "excess_s": excess_s,
        "presence_end": round(columns["presence"][-1], 4),
    }


def _table(scenario: Scenario, course: Rehearsal) -> list[str]:
    """A rehearsal as lines that a planner reads in a minute."""
    columns = course.fold.crowd.columns()
    lines = [str(scenario.title), _("training index, not a prediction"), ""]
    lines.append(_("PHASES"))
    for run in course.fold.state.phases:
        title = scenario.phase_by_id[run.phase].title
        lines.append(f"  {clock_text(run.started_ms):>8}  {clock_text(run.ended_ms or 0):>8}  {title}")
    lines += ["", _("INJECTS AND PHASES AS PLAYED")]
    for event in course.events:
        if isinstance(event.body, InjectFired):
            lines.append(f"  {clock_text(event.exercise_ms):>8}  {scenario.inject_by_id[event.body.inject].title}")
        elif isinstance(event.body, PhaseStarted):
            lines.append(f"  {clock_text(event.exercise_ms):>8}  ▸ {scenario.phase_by_id[event.body.phase].title}")
    lines += ["", _("COURSE BY THE MINUTE")]
    heads = (_("time"), _("tension"), _("force"), _("ceiling"), _("situation"), _("present"))
    lines.append("  {:>8}  {:>10}  {:>8}  {:>8}  {:<10}  {:>7}".format(*heads))
    for row in _minutes(columns["t_ms"]):
        lines.append(
            f"  {clock_text(int(columns['t_ms'][row])):>8}  {columns['tension'][row]:>10.1f}"
            f"  {int(columns['force'][row]):>8}  {int(columns['ceiling'][row]):>8}"
            f"  {_(SITUATION_TITLES[Situation(int(columns['situation'][row]))]):<10}  {columns['presence'][row]:>7.0%}"
        )
    peaks = _peaks(columns)
    lines += [
        "",
        _(
            "Highest tension {tension:.1f} at {time}. Highest stage {force}. Force above the ceiling: {excess} s."
        ).format(
            tension=peaks["tension"],
            time=clock_text(peaks["tension_t_ms"]),
            force=peaks["force"],
            excess=peaks["excess_s"],
        ),
        _("Of the crowd {presence:.0%} is present at the end.").format(presence=peaks["presence_end"]),
    ]
    return lines
