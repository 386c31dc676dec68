"""The timeline figure: what was planned and what was played, lane under lane over one time axis."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from player.export.report.chapters_source import Source
from player.export.report.figure_axis import Axis
from player.export.report.figure_lanes import (
    decision_key,
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
    phase_key,
    plan_goes_on,
    record_letter,
    shown_units,
    unit_name,
    weight_in_figure,
)
from player.export.report.figure_legend import (
    KEY_HEIGHT,
    LINE_HEIGHT,
    Sign,
    draw_key,
    draw_legend,
    key_lines,
    legend_lines,
)
from player.export.report.figure_marks import bar, cross, diamond, dot, finding_bar, hold_line, order_sign, triangle
from player.export.report.svg import FAINT, SMALL, SOFT, Svg, clipped
from player.export.report.words import length, listed, moment
from player.i18n import N_, _
from player.model.doctrine import RECORD_TITLES, RecordKind
from player.model.paper import Figure
from player.model.times import clock_text
from player.review.lane_marks import ClockKind, ExpectedFate
from player.review.lane_spans import InjectFate

WIDTH, LABELS, RIGHT = 2570, 430, 2530
TOP = 104
MOST_HEIGHT = 1400
"""Of the whole figure, so that it fits on a page on its side."""

_BELOW = 100
"""Room under the lanes for the times and around keys and legend."""

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
    signs, keys = _signs(source), _keys(source)
    legend = len(legend_lines(signs, RIGHT - 20)) * LINE_HEIGHT + len(keys) * KEY_HEIGHT
    lanes = _lanes(source, MOST_HEIGHT - TOP - _BELOW - legend)
    bottom = TOP + sum(lane.height for lane in lanes)
    legend_top = bottom + 84
    height = bottom + _BELOW + legend
    svg = Svg(WIDTH, round(height), _("Timeline of the exercise, planned and played"))
    axis.draw_grid(svg, TOP, bottom)
    _draw_end(svg, source, axis, bottom)
    _draw_holds(svg, source, axis, bottom)
    svg.text(20, TOP - 52, _("Scenario clock"), SMALL, colour=SOFT)
    axis.draw_story(svg, TOP - 52, source.scenario.place.starts_ms)
    top = float(TOP)
    for lane in lanes:
        svg.line(20, top, RIGHT, top, stroke=FAINT, stroke_width=2)
        named = lane.draw is not None
        title = unit_name(lane.title, LABELS - 24) if named else clipped(lane.title, SMALL, RIGHT - 20)
        svg.text(20, top + lane.height / 2 + 9, title, SMALL)
        if lane.draw is not None:
            lane.draw(svg, axis, top, top + lane.height)
        top += lane.height
    axis.draw_times(svg, bottom)
    svg.text(20, bottom + 34, _("Exercise time"), SMALL, colour=SOFT)
    draw_key(svg, keys, 20, legend_top - 20)
    draw_legend(svg, signs, 20, legend_top - 20 + len(keys) * KEY_HEIGHT, RIGHT - 20)
    return svg


def _lanes(source: Source, most_height: float) -> list[Lane]:
    """The lanes there is something in, from the top down."""
    named = [
        (_("Phases, planned"), 52, draw_planned_phases),
        (_("Phases, played"), 52, draw_phases),
        (_("Decisions"), _decision_height(source), draw_decisions),
        (_("Injects, planned over delivered"), 64 if source.scenario.inject_by_id else 0, draw_injects),
        (_("Expected actions"), expected_height(source), draw_expected),
    ]
    above = [Lane(title, height, partial(draw, source)) for title, height, draw in named if height]
    below = []
    if any(source.lanes.observed.values()) or source.lanes.records.items:
        below.append(Lane(_("Records, observations"), 52, partial(draw_records, source)))
    if source.told.findings:
        below.append(Lane(_("Findings (not verdicts)"), finding_height(source), partial(draw_findings, source)))
    room = most_height - sum(lane.height for lane in (*above, *below))
    return [*above, *_unit_lanes(source, room), *below]


def _decision_height(source: Source) -> int:
    return (0, 44, 72)[min(2, len(source.lanes.decisions.items))]


def _unit_lanes(source: Source, room: float) -> list[Lane]:
    """A lane for each unit; where there is no room for all, for those with the most to tell, in the script's order."""
    units = shown_units(source)
    tall = next((height for height in (54, 46) if len(units) * height <= room), 46)
    most = len(units) if len(units) * tall <= room else max(3, int((room - LESS) / tall))
    kept = sorted(units, key=lambda unit: weight_in_figure(source, unit), reverse=True)[:most]
    lanes = [Lane(source.unit(unit), tall, partial(draw_unit, source, unit)) for unit in units if unit in kept]
    left_out = [source.unit(unit).split(" (")[0].split(", ")[0] for unit in units if unit not in kept]
    if left_out:
        text = _("and {n} more units: {units}")
        lanes.append(Lane(text.format(n=len(left_out), units=listed(left_out)), LESS, None))
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


def _keys(source: Source) -> list[str]:
    """What the numbers of the phases and the letters of the decisions stand for."""
    decisions = key_lines(_("Decisions"), decision_key(source), RIGHT - 20)
    return [*key_lines(_("Phases"), phase_key(source), RIGHT - 20), *decisions]


def _signs(source: Source) -> list[Sign]:
    """Signs with their meaning; of what need not be in every exercise those that are in this one."""
    kinds = {record.kind for record in source.lanes.records.items if not record.voided}
    records = ", ".join(f"{record_letter(kind)} {_(RECORD_TITLES[kind])}" for kind in RecordKind if kind in kinds)
    injects = {mark.fate for mark in source.lanes.injects.items}
    fates = {span.fate for span in source.lanes.expected.items}
    stages = {span.stage for track in source.lanes.units.values() for span in track.items}
    overridden = any(span.overridden for track in source.lanes.units.values() for span in track.items)
    there = {
        _ORDERED: any(len(track) for track in source.lanes.orders.values()),
        _LATE: InjectFate.LATE in injects,
        _SKIPPED: InjectFate.SKIPPED in injects,
        _UNSEEN: ExpectedFate.MISSED in fates,
        _NOT_MET: bool(fates & {ExpectedFate.LATE, ExpectedFate.OPEN}),
        _WAITING: bool(source.told.findings),
        _STOOD: bool(source.lanes.clock.items),
        _SEEN: any(track.items for track in source.lanes.observed.values()),
        _HIGH: bool(stages & {5, 6}) or overridden,
        _DECIDED: bool(source.lanes.decisions.items),
    }
    signs = [(draw, text) for draw, text in _every_sign() if there.get(text, True)]
    translated = [(draw, _(text)) for draw, text in signs]
    return [*translated, (lambda _s, _x, _y: None, records)] if records else translated


_ORDERED = N_("order")
_LATE = N_("inject late; the line begins when it was due")
_SKIPPED = N_("inject skipped")
_UNSEEN = N_("expected action not seen")
_NOT_MET = N_("late or open")
_WAITING = N_("finding waiting for an answer; white: answered or cleared; dashed: medium certainty")
_STOOD = N_("the clock stood still")
_SEEN = N_("observation")
_HIGH = N_("stage 5–6; *: set by the controller")
_DECIDED = N_("decision")


def _every_sign() -> list[Sign]:
    return [
        (lambda s, x, y: triangle(s, x + 20, y, filled=False), N_("inject planned")),
        (lambda s, x, y: triangle(s, x + 20, y), N_("inject delivered")),
        (_late_inject, _LATE),
        (lambda s, x, y: cross(s, x + 20, y), _SKIPPED),
        (lambda s, x, y: order_sign(s, x + 20, y), _ORDERED),
        (lambda s, x, y: diamond(s, x + 20, y), _DECIDED),
        (lambda s, x, y: dot(s, x + 20, y), N_("expected action on time")),
        (lambda s, x, y: dot(s, x + 20, y, filled=False), _NOT_MET),
        (lambda s, x, y: cross(s, x + 20, y), _UNSEEN),
        (lambda s, x, y: s.line(x + 20, y - 12, x + 20, y + 12, stroke_width=4), N_("its deadline")),
        (lambda s, x, y: bar(s, x, y - 11, x + 42, y + 11, 2), N_("number: stage of force, here 1–2 (white: 0)")),
        (lambda s, x, y: bar(s, x, y - 11, x + 42, y + 11, 4), N_("stage 3–4")),
        (lambda s, x, y: bar(s, x, y - 11, x + 42, y + 11, 5), _HIGH),
        (
            lambda s, x, y: finding_bar(s, x, y - 11, x + 42, y + 11, waits=True, high=True),
            _WAITING,
        ),
        (lambda s, x, y: hold_line(s, x + 20, y - 14, y + 14, grave=False), _STOOD),
        (lambda s, x, y: s.line(x + 20, y - 8, x + 20, y + 6, stroke=SOFT, stroke_width=3), _SEEN),
    ]


def _late_inject(svg: Svg, x: float, y: float) -> None:
    svg.line(x, y, x + 26, y, stroke_width=4)
    triangle(svg, x + 28, y)


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
