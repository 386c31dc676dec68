"""The timeline figure: what was planned and what was played, lane under lane over one time axis."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from player.export.report.chapters_source import Source
from player.export.report.figure_axis import Axis
from player.export.report.figure_lanes import (
    draw_decisions,
    draw_expected,
    draw_findings,
    draw_injects,
    draw_phases,
    draw_planned_phases,
    draw_records,
    draw_unit,
    expected_height,
    finding_height,
    highest_stage,
    plan_goes_on,
    record_letter,
    shown_units,
)
from player.export.report.figure_legend import LINE_HEIGHT, Sign, draw_legend, legend_lines
from player.export.report.figure_marks import bar, cross, diamond, dot, finding_bar, hold_line, triangle
from player.export.report.svg import FAINT, SMALL, SOFT, Svg, clipped
from player.export.report.words import length, moment
from player.i18n import _
from player.model.doctrine import RECORD_TITLES, RecordKind
from player.model.paper import Figure
from player.model.times import clock_text
from player.review.lane_marks import ClockKind

WIDTH, LABELS, RIGHT = 2570, 400, 2530
TOP = 96
MOST_HEIGHT = 1060
"""Of all lanes together, so that the figure with its axes and its legend fits on a page on its side."""

LESS = 36
"""Height of a lane without anything in it."""


@dataclass(frozen=True, slots=True)
class Lane:
    """A lane: its name, its height, and what draws it between two heights."""

    title: str
    height: float
    draw: Callable[[Svg, Axis, float, float], None] | None


def timeline_figure(source: Source) -> Figure:
    """The figure of a session that has begun."""
    title = _("Timeline of the exercise, planned and played")
    svg = timeline_svg(source)
    caption = f"{title}. {plan_goes_on(source)}" if plan_goes_on(source) else title
    return Figure("timeline", svg.source(), svg.width / 10, svg.height / 10, caption, _told(source))


def timeline_svg(source: Source) -> Svg:
    """The drawing."""
    axis = Axis(LABELS + 10, RIGHT, source.shown_ms)
    lanes = _lanes(source)
    signs = _signs()
    bottom = TOP + sum(lane.height for lane in lanes)
    legend_top = bottom + 90
    height = legend_top + len(legend_lines(signs, RIGHT - 20)) * LINE_HEIGHT + 16
    svg = Svg(WIDTH, round(height), _("Timeline of the exercise, planned and played"))
    axis.draw_grid(svg, TOP, bottom)
    _draw_end(svg, source, axis, bottom)
    _draw_holds(svg, source, axis, bottom)
    svg.text(20, TOP - 46, _("Story's clock"), SMALL, colour=SOFT)
    axis.draw_story(svg, TOP - 46, source.scenario.place.starts_ms)
    top = float(TOP)
    for lane in lanes:
        svg.line(20, top, RIGHT, top, stroke=FAINT, stroke_width=2)
        svg.text(20, top + lane.height / 2 + 8, clipped(lane.title, SMALL, LABELS - 30), SMALL)
        if lane.draw is not None:
            lane.draw(svg, axis, top, top + lane.height)
        top += lane.height
    axis.draw_times(svg, bottom)
    svg.text(20, bottom + 34, _("Exercise time"), SMALL, colour=SOFT)
    draw_legend(svg, signs, 20, legend_top - 20, RIGHT - 20)
    return svg


def _lanes(source: Source) -> list[Lane]:
    """The lanes there is something in, from the top down."""
    named = [
        (_("Phases, planned"), 52, draw_planned_phases),
        (_("Phases, played"), 52, draw_phases),
        (_("Decisions"), 44 if source.lanes.decisions.items else 0, draw_decisions),
        (_("Injects, planned over delivered"), 64 if source.scenario.inject_by_id else 0, draw_injects),
        (_("Expected actions"), expected_height(source), draw_expected),
    ]
    above = [Lane(title, height, partial(draw, source)) for title, height, draw in named if height]
    below = []
    if any(source.lanes.observed.values()) or source.lanes.records.items:
        below.append(Lane(_("Records, observations"), 52, partial(draw_records, source)))
    if source.told.findings:
        below.append(Lane(_("Findings (no verdicts)"), finding_height(source), partial(draw_findings, source)))
    room = MOST_HEIGHT - sum(lane.height for lane in (*above, *below))
    return [*above, *_unit_lanes(source, room), *below]


def _unit_lanes(source: Source, room: float) -> list[Lane]:
    """A lane for each unit; where there is no room for all, for those that went to the highest stages, in order."""
    units = shown_units(source)
    tall = next((height for height in (52, 44) if len(units) * height <= room), 44)
    most = len(units) if len(units) * tall <= room else max(3, int((room - LESS) / tall))
    kept = sorted(units, key=lambda unit: -highest_stage(source, unit))[:most]
    lanes = [Lane(source.unit(unit), tall, partial(draw_unit, source, unit)) for unit in units if unit in kept]
    more = len(units) - len(lanes)
    if more:
        lanes.append(Lane(_("and {n} more units").format(n=more), LESS, None))
    return lanes


def _draw_end(svg: Svg, source: Source, axis: Axis, bottom: float) -> None:
    """Where the exercise ended, where that is not at the edge."""
    x = axis.x(source.length_ms)
    svg.line(x, TOP - 8, x, bottom, stroke_width=3)
    name = _("EndEx") if source.saved.finished else _("the record ends")
    anchor, place = ("end", x) if x > WIDTH / 2 else ("start", x)
    svg.text(place, TOP - 16, f"{name} {clock_text(source.length_ms, hours=True)}", SMALL, anchor=anchor, bold=True)  # type: ignore[arg-type]


def _draw_holds(svg: Svg, source: Source, axis: Axis, bottom: float) -> None:
    for mark in source.lanes.clock.items:
        x = axis.x(mark.start_ms)
        hold_line(svg, x, TOP - 8, bottom, grave=mark.kind is not ClockKind.HOLD)
        word = {
            ClockKind.HOLD: _("hold"),
            ClockKind.GAP: _("gap"),
            ClockKind.DOWN: _("cut off"),
            ClockKind.EMERGENCY: _("REAL EMERGENCY"),
        }[mark.kind]
        text = f"{word} {length(mark.length_ms)}" if mark.length_ms else word
        svg.text(x, TOP - 16, text, SMALL, anchor="middle")


def _signs() -> list[Sign]:
    records = ", ".join(f"{record_letter(kind)} {_(RECORD_TITLES[kind])}" for kind in RecordKind)
    return [
        (lambda s, x, y: triangle(s, x + 20, y, filled=False), _("inject planned; order")),
        (lambda s, x, y: triangle(s, x + 20, y), _("inject delivered")),
        (lambda s, x, y: cross(s, x + 20, y), _("inject skipped; expected action not seen")),
        (lambda s, x, y: diamond(s, x + 20, y), _("decision")),
        (lambda s, x, y: dot(s, x + 20, y), _("expected action on time")),
        (lambda s, x, y: dot(s, x + 20, y, filled=False), _("late or open")),
        (lambda s, x, y: s.line(x + 20, y - 12, x + 20, y + 12, stroke_width=4), _("its deadline")),
        (lambda s, x, y: bar(s, x, y - 11, x + 42, y + 11, 2), _("stage 1–2 of force (white: none)")),
        (lambda s, x, y: bar(s, x, y - 11, x + 42, y + 11, 4), _("stage 3–4")),
        (lambda s, x, y: bar(s, x, y - 11, x + 42, y + 11, 5), _("stage 5–6; *: set by the controller")),
        (
            lambda s, x, y: finding_bar(s, x, y - 11, x + 42, y + 11, waits=True, high=True),
            _("finding waiting for an answer; white: answered or cleared; dashed: medium certainty"),
        ),
        (lambda s, x, y: hold_line(s, x + 20, y - 14, y + 14, grave=False), _("the clock stood still")),
        (lambda s, x, y: s.line(x + 20, y - 8, x + 20, y + 6, stroke=SOFT, stroke_width=3), _("observation")),
        (lambda _s, _x, _y: None, records),
    ]


def _told(source: Source) -> str:
    """The figure in words."""
    scenario, told = source.scenario, source.told
    phases = "; ".join(
        _("{phase} from {start} to {end}").format(
            phase=scenario.phase_by_id[one.phase].title, start=moment(one.from_ms), end=moment(one.to_ms)
        )
        for one in told.phases
    )
    text = _(
        "Lanes over exercise time. Phases played: {phases}. Deliveries of injects: {injects}; expected actions: "
        "{expected}; findings: {findings}."
    )
    return text.format(
        phases=phases or _("none"),
        injects=len(told.measures.injects.deliveries),
        expected=told.measures.expected.total.opened,
        findings=len(told.findings),
    )
