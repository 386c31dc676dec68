"""The figure of tension over force: planned and played, on one time axis."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

from player.export.report.chapters_source import Source
from player.export.report.figure_axis import Axis
from player.export.report.figure_lanes import decision_key, plan_goes_on
from player.export.report.figure_legend import (
    KEY_HEIGHT,
    LINE_HEIGHT,
    Sign,
    draw_key,
    draw_legend,
    key_lines,
    legend_lines,
    letter_of,
)
from player.export.report.figure_marks import TOO_NARROW, diamond, finding_bar, triangle
from player.export.report.figure_voices import ROW, draw_rows, rows_of
from player.export.report.svg import FAINT, INK, LIGHT, NORMAL, SMALL, SOFT, Svg, clipped, text_width, thinned
from player.export.report.words import capital, length, moment
from player.i18n import _
from player.model.doctrine import ACTION_KINDS, SITUATION_TITLES, Situation, Stage
from player.model.paper import Figure
from player.model.times import SECOND_MS
from player.review.course import Span
from player.review.held import held
from player.review.lane_spans import InjectFate

WIDTH, LEFT, RIGHT = 1700, 176, 1660
BANDS = (14, 60)
TENSION = (70, 460)
VOICES = 476
"""Where the strip of who spoke begins; what is below it is moved down by its height."""

_FORCE, _PEOPLE = (546, 808), (866, 954)
_HEAD = 46
"""Room at the top of the plot of the tension for the words on what it is."""

_STAGES = 6
_CLEAR = 6
"""How far the ceiling lies above its line, so that force that comes up to it does not hide it."""

_Frame: TypeAlias = tuple[float, float]

Height: TypeAlias = Callable[[float], float]
"""Where a value lies on the drawing."""


def crowd_figure(source: Source) -> Figure:
    """The figure of a session in which time has passed."""
    svg = crowd_svg(source)
    caption = _("Tension and force, planned and played (training index, not a prediction)")
    if plan_goes_on(source):
        caption = f"{caption}. {plan_goes_on(source)}"
    return Figure("tension-force", svg.source(), svg.width / 10, svg.height / 10, caption, _told(source))


def crowd_svg(source: Source) -> Svg:
    """The drawing."""
    signs = _signs(source)
    voices = rows_of(source)
    down = len(voices) * ROW
    force, people = ((frame[0] + down, frame[1] + down) for frame in (_FORCE, _PEOPLE))
    legend_top = people[1] + 60
    keys = key_lines(_("Decisions"), decision_key(source), WIDTH - 40)
    height = legend_top + len(legend_lines(signs, WIDTH - 40)) * LINE_HEIGHT + len(keys) * KEY_HEIGHT + 12
    svg = Svg(WIDTH, height, _("Tension and force, planned and played"))
    axis = Axis(LEFT, RIGHT, source.shown_ms)
    for top, bottom in (TENSION, (VOICES, VOICES + down), force, people):
        axis.draw_grid(svg, top, bottom)
    columns = {name: _until(source, name) for name in ("tension", "situation", "force", "ceiling", "personnel")}
    _draw_marks(svg, source, axis, people)
    _draw_bands(svg, axis, columns["situation"], source.length_ms)
    _draw_tension(svg, source, axis, columns["tension"])
    draw_rows(svg, voices, axis, VOICES)
    _draw_force(svg, source, axis, columns, force)
    _draw_people(svg, source, axis, columns["personnel"], people)
    for top, bottom in (TENSION, force, people):
        svg.rect(LEFT, top, RIGHT - LEFT, bottom - top, fill="none", stroke=INK, stroke_width=2)
    axis.draw_times(svg, people[1])
    draw_key(svg, keys, 20, legend_top - 8)
    draw_legend(svg, signs, 20, legend_top - 8 + len(keys) * KEY_HEIGHT, WIDTH - 40)
    return svg


def _until(source: Source, name: str) -> Sequence[float]:
    """A column of the crowd's trace up to the end; what stands for a second there no longer stands at EndEx itself."""
    rows = source.length_ms // SECOND_MS + 1 if name == "tension" else -(-source.length_ms // SECOND_MS)
    return list(source.columns[name][:rows])


def _draw_marks(svg: Svg, source: Source, axis: Axis, people: _Frame) -> None:
    """Where injects came, decisions were taken and where it ended."""
    track = source.lanes.injects
    least_ms = axis.end_ms * 10 / (axis.right - axis.left)
    for group in track.in_view(0, source.length_ms, least_ms):
        marks = track.items[group.first : group.last + 1]
        if any(mark.fate in {InjectFate.DELIVERED, InjectFate.LATE} for mark in marks):
            triangle(svg, axis.x(group.start_ms), TENSION[1] - 12, 8)
    for place, mark in enumerate(source.lanes.decisions.items):
        x, y = axis.x(mark.start_ms), TENSION[0] + _HEAD + 16
        svg.line(x, y, x, TENSION[1], stroke=SOFT, stroke_dasharray="2 6")
        diamond(svg, x, y, 10)
        svg.text(x + 16, y + 9, letter_of(place), SMALL, bold=True)
    if source.saved.finished and source.length_ms < axis.end_ms:
        x = axis.x(source.length_ms)
        svg.line(x, TENSION[0], x, people[1], stroke_width=3)
        svg.text(x + 8, people[0] + 26, _("EndEx"), SMALL, bold=True)


def _draw_bands(svg: Svg, axis: Axis, situation: Sequence[float], length_ms: int) -> None:
    """The situation as a band with its name; the graver the denser its hatching."""
    svg.text(LEFT - 10, BANDS[1] - 14, _("Situation"), SMALL, anchor="end")
    for from_ms, to_ms, value in held(situation, length_ms):
        left, right = axis.x(from_ms), axis.x(to_ms)
        colour = Situation(int(value))
        svg.rect(left, BANDS[0], right - left, BANDS[1] - BANDS[0], fill=_fill(svg, colour), stroke=INK, stroke_width=2)
        name = capital(_(SITUATION_TITLES[colour]))
        fitting = (text for text in (name, name[:1]) if text_width(text, SMALL, bold=True) + 16 < right - left)
        svg.text((left + right) / 2, BANDS[1] - 15, next(fitting, ""), SMALL, anchor="middle", bold=True, ground=True)


def _fill(svg: Svg, colour: Situation) -> str:
    match colour:
        case Situation.HIJAU:
            return "#ffffff"
        case Situation.KUNING:
            return svg.hatch("yellow", 14, 45, SOFT, 2)
        case Situation.MERAH:
            return svg.hatch("red", 8, -45, INK, 4)


def _draw_tension(svg: Svg, source: Source, axis: Axis, tension: Sequence[float]) -> None:
    top, bottom = TENSION[0] + _HEAD, TENSION[1]

    def y(index: float) -> float:
        return bottom - (bottom - top) * index / 100

    svg.text(
        (LEFT + RIGHT) / 2,
        TENSION[0] + 33,
        _("training index, not a prediction"),
        NORMAL,
        anchor="middle",
        bold=True,
        ground=True,
    )
    svg.text(LEFT + 10, TENSION[0] + 33, _("Tension, 0 to 100"), SMALL, bold=True, ground=True)
    for index in range(0, 101, 20):
        svg.line(LEFT, y(index), RIGHT, y(index), stroke=FAINT)
        svg.text(LEFT - 10, y(index) + 8, str(index), SMALL, anchor="end")
    planned = thinned(source.plan.tension[: axis.end_ms // SECOND_MS + 1], int(axis.right - axis.left))
    points = [(axis.x(row * SECOND_MS), y(value)) for row, value in planned]
    svg.polyline(points, stroke=SOFT, stroke_width=4, stroke_dasharray="14 9")
    actual = thinned(tension, int(axis.right - axis.left))
    svg.polyline([(axis.x(row * SECOND_MS), y(value)) for row, value in actual], stroke_width=5)
    peak = source.told.peak
    if peak is not None:
        x = axis.x(peak.at_ms)
        svg.circle(x, y(peak.index), 9, fill="#ffffff", stroke=INK, stroke_width=4)
        text = _("highest {index}, {time}").format(index=f"{peak.index:.0f}", time=moment(peak.at_ms))
        above = y(peak.index) - 18
        anchor = "start" if x < (LEFT + RIGHT) / 2 else "end"
        place = x + 16 if anchor == "start" else x - 16
        svg.text(place, max(top + 20, above), text, SMALL, anchor=anchor, ground=True)  # type: ignore[arg-type]


def _draw_force(svg: Svg, source: Source, axis: Axis, columns: dict[str, Sequence[float]], frame: _Frame) -> None:
    top, bottom = frame[0] + 10, frame[1]

    def y(stage: float) -> float:
        return bottom - (bottom - top) * stage / (_STAGES + 0.4)

    svg.text(
        LEFT,
        frame[0] - 14,
        _("Stage of force, 0 to 6, with its ceiling for the behaviour (script and observation)"),
        SMALL,
        bold=True,
        ground=True,
    )
    for stage in range(_STAGES + 1):
        svg.line(LEFT, y(stage), RIGHT, y(stage), stroke=FAINT)
        svg.text(LEFT - 10, y(stage) + 8, str(stage), SMALL, anchor="end")
    excess = svg.hatch("excess", 10, 45, INK, 3)
    both = zip(columns["force"], columns["ceiling"], strict=True)
    for from_ms, to_ms, (force, ceiling) in held(both, source.length_ms):
        if force > ceiling:
            left, right = axis.x(from_ms), axis.x(to_ms)
            fill = excess if right - left >= TOO_NARROW else LIGHT
            svg.rect(left, y(force), right - left, y(ceiling) - y(force), fill=fill, stroke=INK, stroke_width=2)
    svg.polyline(_planned_steps(source.plan.force, axis, y), stroke=LIGHT, stroke_width=5, stroke_dasharray="12 8")
    svg.polyline(_steps(columns["force"], source.length_ms, axis, y), stroke_width=6)
    for use in source.told.uses:
        if max(use.stages) >= Stage.BLUNT_CHEMICAL:
            x = axis.x(use.from_ms)
            svg.text(x, frame[0] + 32, _(ACTION_KINDS[use.does].title), SMALL, bold=True, ground=True)
    above = [(x, height - _CLEAR) for x, height in _steps(columns["ceiling"], source.length_ms, axis, y)]
    svg.polyline(above, stroke_width=3, stroke_dasharray="4 6")


def _draw_people(svg: Svg, source: Source, axis: Axis, personnel: Sequence[float], frame: _Frame) -> None:
    top, bottom = frame
    most = max(source.measures.force.personnel, 1)

    def y(people: float) -> float:
        return bottom - (bottom - top - 30) * people / most

    text = _("Personnel with a task or standing by, {most} of {all} at the most").format(
        most=source.measures.force.personnel, all=source.measures.force.available
    )
    svg.text(LEFT, top - 14, text, SMALL, bold=True, ground=True)
    svg.text(LEFT - 10, y(0) + 4, "0", SMALL, anchor="end")
    svg.text(LEFT - 10, y(most) + 8, clipped(str(most), SMALL, LEFT - 20), SMALL, anchor="end")
    points = _steps(personnel, source.length_ms, axis, y)
    if points:
        svg.polygon([(points[0][0], bottom), *points, (points[-1][0], bottom)], fill=FAINT)
        svg.polyline(points, stroke_width=4)


def _steps(values: Sequence[float], length_ms: int, axis: Axis, y: Height) -> list[tuple[float, float]]:
    """A line of steps: what stands at a second stands until the next one."""
    return [(axis.x(ms), y(value)) for *times_ms, value in held(values, length_ms) for ms in times_ms]


def _planned_steps(spans: Sequence[Span], axis: Axis, y: Height) -> list[tuple[float, float]]:
    ends = (
        (axis.x(ms), y(span.value))
        for span in spans
        for ms in (span.start_ms, span.end_ms)
        if span.start_ms < axis.end_ms
    )
    return list(ends)


def _signs(source: Source) -> list[Sign]:
    def stroke(width: float, dash: str = "", colour: str = INK) -> Sign:
        look: dict[str, str | float] = {"stroke_dasharray": dash} if dash else {}
        return (lambda s, x, y: s.line(x, y, x + 44, y, stroke=colour, stroke_width=width, **look), "")

    def excess(svg: Svg, x: float, y: float) -> None:
        svg.rect(x, y - 12, 42, 24, fill=svg.hatch("excess", 10, 45, INK, 3), stroke=INK, stroke_width=2)

    def band(colour: Situation) -> Sign:
        def draw(svg: Svg, x: float, y: float) -> None:
            svg.rect(x, y - 12, 42, 24, fill=_fill(svg, colour), stroke=INK, stroke_width=2)

        return draw, _(SITUATION_TITLES[colour])

    def found(svg: Svg, x: float, y: float) -> None:
        finding_bar(svg, x + 10, y - 11, x + 36, y + 11, waits=True, high=True)

    exceeded = source.measures.force.excess_ms > 0
    decided = bool(source.lanes.decisions.items)
    return [
        *map(band, Situation),
        (stroke(5)[0], _("tension, played")),
        (stroke(4, "14 9", SOFT)[0], _("tension, planned")),
        (stroke(6)[0], _("highest stage, played")),
        (stroke(5, "12 8", LIGHT)[0], _("highest stage, planned")),
        (stroke(3, "4 6")[0], _("ceiling for the behaviour (script and observation)")),
        *([(excess, _("above the ceiling"))] if exceeded else []),
        (lambda s, x, y: triangle(s, x + 20, y), _("inject delivered")),
        *([(lambda s, x, y: diamond(s, x + 20, y), _("decision"))] if decided else []),
        *([(found, _("finding, with its rule"))] if source.told.findings else []),
    ]


def _told(source: Source) -> str:
    """The figure in words."""
    measured, peak = source.measures, source.told.peak
    situation = ", ".join(f"{_(SITUATION_TITLES[colour])} {length(ms)}" for colour, ms in measured.situation_ms.items())
    text = _(
        "Curves over exercise time; a training index, not a prediction. Highest tension {index} at {time}. Situation: "
        "{situation}. Highest stage of force {stage}; above the ceiling {excess}. Most personnel committed {personnel}."
        " How often in the strip: {voices}."
    )
    return text.format(
        index="–" if peak is None else f"{peak.index:.0f}",
        time=moment(None if peak is None else peak.at_ms),
        situation=situation,
        stage=measured.force.highest,
        excess=length(measured.force.excess_ms),
        personnel=measured.force.personnel,
        voices=", ".join(f"{row.title} {row.count}" for row in rows_of(source)),
    )
