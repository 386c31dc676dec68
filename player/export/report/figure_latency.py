"""The figure of the expected actions: how long each took, against the time it was allowed."""

from __future__ import annotations

from player.engine.state import ExpectedStatus
from player.export.report.chapters_source import Source
from player.export.report.figure_axis import Axis
from player.export.report.figure_legend import LINE_HEIGHT, Sign, draw_legend, legend_lines
from player.export.report.figure_marks import cross, dot
from player.export.report.svg import FAINT, INK, LIGHT, SMALL, SOFT, Svg, clipped
from player.export.report.words import length
from player.i18n import _
from player.model.paper import Figure
from player.model.times import SECOND_MS
from player.review.measures import ExpectedMeasure

FEWEST, MOST = 3, 36
"""How many expected actions make a figure: fewer are read faster in the table, more do not fit on a page."""

WIDTH, LEFT, RIGHT = 1700, 1000, 1640
TOP, ROW = 16, 34


def latency_figure(source: Source) -> Figure | None:
    """The figure, or None where a table says it better."""
    if not FEWEST <= len(source.measures.expected.called) <= MOST:
        return None
    svg = latency_svg(source)
    caption = _("Expected actions: time taken, against the time allowed")
    return Figure("latency", svg.source(), svg.width / 10, svg.height / 10, caption, _told(source))


def latency_svg(source: Source) -> Svg:
    """The drawing."""
    called, signs = source.measures.expected.called, _signs(source)
    bottom = TOP + len(called) * ROW + 8
    height = bottom + 60 + len(legend_lines(signs, WIDTH - 40)) * LINE_HEIGHT + 8
    svg = Svg(WIDTH, height, _("Expected actions: time taken, against the time allowed"))
    longest_ms = max(max(one.deadline_ms - one.opened_ms, one.latency_ms or 0) for one in called)
    axis = Axis(LEFT, RIGHT, max(longest_ms, SECOND_MS))
    axis.draw_grid(svg, TOP, bottom)
    for place, one in enumerate(called):
        _draw(source, svg, axis, one, TOP + place * ROW + ROW / 2)
    axis.draw_times(svg, bottom, lengths=True)
    draw_legend(svg, signs, 20, bottom + 52, WIDTH - 40)
    return svg


def _draw(source: Source, svg: Svg, axis: Axis, one: ExpectedMeasure, y: float) -> None:
    text = str(source.scenario.expected_by_id[one.expected].text)
    svg.text(20, y + 8, clipped(text, SMALL, LEFT - 50), SMALL)
    due = axis.x(one.deadline_ms - one.opened_ms)
    svg.rect(LEFT, y - 9, due - LEFT, 18, fill=FAINT, stroke=LIGHT, stroke_width=2)
    svg.line(due, y - 12, due, y + 12, stroke_width=4)
    if one.status is ExpectedStatus.MISSED:
        cross(svg, due, y, 8)
    elif one.latency_ms is not None:
        x = axis.x(one.latency_ms)
        svg.line(LEFT, y, x, y, stroke=SOFT if one.ahead else INK, stroke_width=6)
        dot(svg, x, y, 8, filled=one.status is ExpectedStatus.MET and not one.ahead)


def _signs(source: Source) -> list[Sign]:
    """Signs with their meaning, without those of which there is none."""
    called = source.measures.expected.called
    hollow = any(one.ahead or one.status is ExpectedStatus.MET_LATE for one in called)
    missed = any(one.status is ExpectedStatus.MISSED for one in called)
    return [
        (lambda s, x, y: s.rect(x, y - 9, 42, 18, fill=FAINT, stroke=LIGHT, stroke_width=2), _("time allowed")),
        (lambda s, x, y: s.line(x + 20, y - 12, x + 20, y + 12, stroke_width=4), _("its deadline")),
        (lambda s, x, y: dot(s, x + 20, y), _("on time")),
        *([(_hollow, _("late, or begun before its inject"))] if hollow else []),
        *([(_cross, _("not seen"))] if missed else []),
    ]


def _hollow(svg: Svg, x: float, y: float) -> None:
    dot(svg, x + 20, y, filled=False)


def _cross(svg: Svg, x: float, y: float) -> None:
    cross(svg, x + 20, y)


def _told(source: Source) -> str:
    """The figure in words."""
    total = source.measures.expected.total
    text = _(
        "Bars of {n} expected actions; median from inject to action {median}, longest {longest}; not seen: {missed}."
    )
    return text.format(
        n=total.opened,
        median=length(total.delays.median_ms),
        longest=length(total.delays.longest_ms),
        missed=total.missed,
    )
