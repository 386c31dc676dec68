"""What lies in each lane of the timeline figure."""

from __future__ import annotations

from collections.abc import Mapping

from player.export.report.chapters_source import Source
from player.export.report.figure_axis import Axis
from player.export.report.figure_legend import letter_of
from player.export.report.figure_marks import LEAST_FINDING, bar, cross, diamond, dot, finding_bar, order_sign, triangle
from player.export.report.svg import FAINT, INK, LIGHT, SMALL, SOFT, Svg, clipped, text_width
from player.export.report.words import moment
from player.i18n import _
from player.model.doctrine import ACTION_KINDS, NEGOTIATION_KINDS, WARNING_KINDS, RecordKind, Stage
from player.model.rules import Certainty
from player.review.hotwash import Found
from player.review.lane_marks import DecisionMark, ExpectedFate
from player.review.lane_spans import InjectFate, UnitSpan, stacked

MOST_ROWS, MOST_FINDING_ROWS = 4, 8
"""Rows of bars that lie above each other at the most."""

ROW, FINDING_ROW = 30, 34
_NAME_SHARE = 0.036
"""How much of the width the name of a finding takes."""

_FEWEST_LETTERS = 8
"""Less of a name than this says nothing."""

_BESIDE_FORCE = WARNING_KINDS | NEGOTIATION_KINDS | {"medical_aid", "evacuation"}
"""What is to be seen beside force."""

_ORDERS = 14
"""Room over the bars of a unit for the orders it was given."""

_ALIKE = 3
"""What lies nearer to its like than this cannot be told from it, in tenths of a millimetre."""

_STEP = 8
"""How far apart things must lie to be drawn one by one, in tenths of a millimetre."""


def plan_goes_on(source: Source) -> str:
    """That the plan goes on where the figure ends; empty where it does not."""
    end_ms = source.lanes.plan.end_ms
    if end_ms <= source.shown_ms:
        return ""
    return _("The plan goes on until {time}.").format(time=moment(end_ms))


def numbered_phases(source: Source) -> Mapping[str, int]:
    """The numbers of the phases in the figure: those of the plan in their order, then what was played beside it."""
    planned = [one.phase for one in source.lanes.plan.phases]
    played = [one.phase for one in source.told.phases]
    return {phase: place for place, phase in enumerate(dict.fromkeys((*planned, *played)), start=1)}


def phase_key(source: Source) -> list[str]:
    """What each number stands for."""
    titles = source.scenario.phase_by_id
    return [f"{number} {titles[phase].title}" for phase, number in numbered_phases(source).items()]


def decision_key(source: Source) -> list[str]:
    """What each letter stands for: when, and the answer."""
    return [
        f"{letter_of(place)} {moment(mark.start_ms)} {_answer(source, mark)}"
        for place, mark in enumerate(source.lanes.decisions.items)
    ]


def _answer(source: Source, mark: DecisionMark) -> str:
    choice = source.scenario.decision_by_id[mark.decision].choice(mark.choice)
    return mark.choice if choice is None else str(choice.title)


def unit_name(title: str, room: float) -> str:
    """A unit's title, where it is too long without what stands in brackets or behind a comma."""
    shorter = (title, title.split(" (", maxsplit=1)[0], title.split(" (", maxsplit=1)[0].split(", ", maxsplit=1)[0])
    fitting = (name for name in shorter if text_width(name, SMALL) <= room)
    return next(fitting, clipped(shorter[-1], SMALL, room))


def draw_planned_phases(source: Source, svg: Svg, axis: Axis, top: float, bottom: float) -> None:
    """The phases along the script's own plan."""
    numbers = numbered_phases(source)
    for one in source.lanes.plan.phases:
        if one.start_ms >= axis.end_ms:
            break
        title = str(source.scenario.phase_by_id[one.phase].title)
        number = numbers[one.phase]
        _draw_phase(svg, axis, (one.start_ms, one.end_ms), (top, bottom), (number, title), planned=True)


def draw_phases(source: Source, svg: Svg, axis: Axis, top: float, bottom: float) -> None:
    """The phases as they were played."""
    numbers = numbered_phases(source)
    for one in source.told.phases:
        title = str(source.scenario.phase_by_id[one.phase].title)
        number = numbers[one.phase]
        _draw_phase(svg, axis, (one.from_ms, one.to_ms), (top, bottom), (number, title), planned=False)


def _draw_phase(
    svg: Svg,
    axis: Axis,
    times_ms: tuple[int, int],
    heights: tuple[float, float],
    name: tuple[int, str],
    *,
    planned: bool,
) -> None:
    """A phase with its number, and its name where that fits as a whole."""
    left, right = axis.x(times_ms[0]), axis.x(times_ms[1])
    top, bottom = heights[0] + 6, heights[1] - 6
    look: dict[str, str | float] = {"stroke_dasharray": "10 6"} if planned else {}
    fill = "#ffffff" if planned else FAINT
    svg.rect(left, top, max(3, right - left), bottom - top, fill=fill, stroke=INK, stroke_width=2, **look)
    for text in (f"{name[0]} {name[1]}", str(name[0])):
        if text_width(text, SMALL, bold=not planned) + 10 <= right - left:
            svg.text(left + 6, (top + bottom) / 2 + 9, text, SMALL, bold=not planned)
            break


def draw_decisions(source: Source, svg: Svg, axis: Axis, top: float, bottom: float) -> None:
    """The decisions with their letters and the answers given, by turns in two rows, so that each has more room."""
    marks = source.lanes.decisions.items
    rows = min(2, len(marks))
    edges = [axis.x(mark.start_ms) for mark in marks]
    for place, (mark, x) in enumerate(zip(marks, edges, strict=True)):
        y = top + (bottom - top) * (2 * (place % rows) + 1) / (2 * rows)
        end = next((edge for edge in edges[place + rows :: rows]), axis.right + 44) - 44
        letter = letter_of(place)
        name = clipped(f"{letter} {_answer(source, mark)}", SMALL, max(end - x - 20, text_width(letter, SMALL)))
        shown = letter if name.endswith("…") and len(name) <= _FEWEST_LETTERS else name
        if not svg.text(x + 18, y + 9, shown, SMALL):
            svg.text(x - 18, y + 9, letter, SMALL, anchor="end")
        diamond(svg, x, y)


def draw_injects(source: Source, svg: Svg, axis: Axis, top: float, bottom: float) -> None:
    """When each inject was planned, above when it was delivered."""
    above, below = top + (bottom - top) * 0.28, top + (bottom - top) * 0.74
    last = -1e9
    for at_ms in source.lanes.plan.injects.values():
        x = axis.x(at_ms)
        if x - last >= _STEP and at_ms <= axis.end_ms:
            triangle(svg, x, above, 9, filled=False)
            last = x
    track, least_ms = source.lanes.injects, axis.end_ms * _STEP / (axis.right - axis.left)
    for group in track.in_view(0, axis.end_ms, least_ms):
        marks = track.items[group.first : group.last + 1]
        x = axis.x(group.start_ms)
        if any(mark.fate in {InjectFate.DELIVERED, InjectFate.LATE} for mark in marks):
            triangle(svg, x, below, 11)
        elif any(mark.fate is InjectFate.SKIPPED for mark in marks):
            cross(svg, x, below)
        for mark in marks:
            if mark.fate is InjectFate.LATE and mark.due_ms is not None:
                svg.line(axis.x(mark.due_ms), below, x, below, stroke_width=4)


def expected_height(source: Source) -> float:
    """How high the lane of the expected actions is; 0 where there are none."""
    return (max(_expected_rows(source), default=-1) + 1) * ROW + 16 if source.lanes.expected.items else 0


def _expected_rows(source: Source) -> list[int]:
    """In which row each expected action lies."""
    spans = source.lanes.expected.items
    end_ms = source.length_ms
    edges = [(float(one.start_ms), float(max(one.deadline_ms, one.end_ms or end_ms))) for one in spans]
    return stacked(edges, MOST_ROWS)


def draw_expected(source: Source, svg: Svg, axis: Axis, top: float, _bottom: float) -> None:
    """The expected actions: from the inject that called for each to what became of it."""
    last: dict[tuple[int, ExpectedFate], float] = {}
    for span, row in zip(source.lanes.expected.items, _expected_rows(source), strict=True):
        if axis.x(span.start_ms) - last.get((row, span.fate), -_STEP) < _ALIKE:
            continue
        last[row, span.fate] = axis.x(span.start_ms)
        y = top + 8 + row * ROW + ROW / 2
        left, right = axis.x(span.start_ms), axis.x(source.length_ms if span.end_ms is None else span.end_ms)
        due = axis.x(span.deadline_ms)
        svg.line(left, y, max(right, due), y, stroke=LIGHT, stroke_width=4)
        svg.line(left, y, right, y, stroke=INK, stroke_width=4)
        svg.line(due, y - 10, due, y + 10, stroke_width=3)
        if span.fate is ExpectedFate.MISSED:
            cross(svg, right, y, 8)
        else:
            dot(svg, right, y, 7, filled=span.fate is ExpectedFate.MET)


def shown_units(source: Source) -> list[str]:
    """The units that did something or were ordered to, in the order of the script."""
    lanes = source.lanes
    return [unit for unit in source.scenario.units if len(lanes.units[unit]) or len(lanes.orders[unit])]


def highest_stage(source: Source, unit: str) -> int:
    """The highest stage a unit came to."""
    return max((span.stage for span in source.lanes.units[unit].items), default=-1)


def weight_in_figure(source: Source, unit: str) -> tuple[bool, bool, int]:
    """How much a unit has to tell beside others: that it used force, that it spoke or helped, how often it changed."""
    spans = source.lanes.units[unit].items
    forced = highest_stage(source, unit) >= Stage.SOFT_HAND
    return forced, any(_BESIDE_FORCE & set(span.does) for span in spans), len(spans)


def draw_unit(source: Source, unit: str, svg: Svg, axis: Axis, top: float, bottom: float) -> None:
    """What a unit did, with its stages of force, and the orders it was given."""
    floor = bottom - 4
    line = floor - (floor - top - _ORDERS) / 2 + SMALL * 0.35
    last: tuple[float, int] = (-1e9, -1)
    drawn: list[tuple[float, float, UnitSpan]] = []
    for span in source.lanes.units[unit].items:
        left = axis.x(span.start_ms)
        right = axis.x(source.length_ms if span.end_ms is None else span.end_ms)
        if right - last[0] < _ALIKE and span.stage <= last[1]:
            continue
        last = left, span.stage
        height = floor - top - _ORDERS
        bar(svg, left, floor - height, right, floor, span.stage)
        drawn.append((left, right, span))
    starts = [left for left, _right, _span in drawn[1:]]
    for (left, right, span), after in zip(drawn, [*starts, axis.right], strict=False):
        texts = _span_texts(span)
        wide = [text_width(text, SMALL, bold=True) for text in texts]
        text = next((text for text, width in zip(texts, wide, strict=True) if right - left > width + 10), "")
        if text:
            svg.text((left + right) / 2, line, text, SMALL, anchor="middle", bold=True, ground=span.stage > 4, room=0)
        elif after - right > wide[-1] + 12:
            svg.text(right + 6, line, texts[-1], SMALL, bold=True, room=0)
    ordered = -1e9
    for order in source.lanes.orders[unit].items:
        x = axis.x(order.start_ms)
        if not order.voided and x - ordered >= _ALIKE:
            ordered = x
            order_sign(svg, x, top + 8)


def _span_texts(span: UnitSpan) -> tuple[str, ...]:
    """What may stand on the bar of a unit, the longest first: its stage with all it does, then with less of that."""
    stage = f"{span.stage}*" if span.overridden else str(span.stage)
    highest = max((ACTION_KINDS[does].stage for does in span.does), default=Stage.NONE)
    titles = [(_(ACTION_KINDS[does].title), ACTION_KINDS[does].stage) for does in span.does]
    every, most = ", ".join(title for title, _stage in titles), [title for title, at in titles if at is highest]
    return f"{stage} {every}", f"{stage} {', '.join(most)}", f"{stage} {most[-1] if most else ''}", stage


def record_letter(kind: RecordKind) -> str:
    """The letter a record has in the figure."""
    return {RecordKind.CASUALTY: _("C"), RecordKind.ARREST: _("A"), RecordKind.EVIDENCE: _("E")}[kind]


def draw_records(source: Source, svg: Svg, axis: Axis, top: float, bottom: float) -> None:
    """Records as letters, observations as short strokes."""
    y = (top + bottom) / 2
    drawn = set()
    for track in source.lanes.observed.values():
        for seen in track.items:
            place = round(axis.x(seen.start_ms))
            if not seen.voided and place not in drawn:
                drawn.add(place)
                svg.line(place, bottom - 18, place, bottom - 4, stroke=SOFT, stroke_width=3)
    for middle, text in _record_texts(source, axis):
        half = text_width(text, SMALL, bold=True) / 2 + 4
        x = min(max(middle, axis.left + half), svg.width - half)
        svg.text(x, y, text, SMALL, anchor="middle", bold=True)


def _record_texts(source: Source, axis: Axis) -> list[tuple[float, str]]:
    """The letters of the records, each with where it stands; those too near each other stand together: "4K P"."""
    groups: list[list[tuple[float, RecordKind]]] = []
    for record in source.lanes.records.items:
        if not record.voided:
            groups.append([(axis.x(record.start_ms), record.kind)])
            while len(groups) > 1 and _touch(groups[-2], groups[-1]):
                last = groups.pop()
                groups[-1] += last
    return [_as_text(group) for group in groups]


def _touch(one: list[tuple[float, RecordKind]], other: list[tuple[float, RecordKind]]) -> bool:
    (left, before), (right, after) = _as_text(one), _as_text(other)
    return right - left < (text_width(before, SMALL, bold=True) + text_width(after, SMALL, bold=True)) / 2 + 14


def _as_text(group: list[tuple[float, RecordKind]]) -> tuple[float, str]:
    counts: dict[RecordKind, int] = {}
    for _x, kind in group:
        counts[kind] = counts.get(kind, 0) + 1
    text = " ".join(f"{count if count > 1 else ''}{record_letter(kind)}" for kind, count in counts.items())
    return (group[0][0] + group[-1][0]) / 2, text


def finding_height(source: Source) -> float:
    """How high the lane of the findings is."""
    return (max(_finding_rows(source), default=0) + 1) * FINDING_ROW + 14


def _finding_rows(source: Source) -> list[int]:
    """In which row each finding lies, in the order of time; none lies on the name of another one."""
    found = (one.finding for one in _findings(source))
    edges = [(float(one.from_ms), max(float(one.to_ms), one.from_ms + source.shown_ms * _NAME_SHARE)) for one in found]
    return stacked(edges, MOST_FINDING_ROWS)


def _findings(source: Source) -> list[Found]:
    return sorted(source.told.findings, key=lambda one: one.finding.from_ms)


def draw_findings(source: Source, svg: Svg, axis: Axis, top: float, _bottom: float) -> None:
    """The findings with the numbers of their rules, which lie over the bars."""
    placed = list(zip(_findings(source), _finding_rows(source), strict=True))
    for found, row in placed:
        finding = found.finding
        upper = top + 8 + row * FINDING_ROW
        high = finding.certainty is Certainty.HIGH
        ends = axis.x(finding.from_ms), upper, axis.x(finding.to_ms), upper + FINDING_ROW - 6
        finding_bar(svg, *ends, waits=found.waits, high=high)
    for found, row in placed:
        rule, line = found.finding.rule, top + 8 + row * FINDING_ROW + (FINDING_ROW - 6) / 2 + SMALL * 0.35
        left = axis.x(found.finding.from_ms)
        right = max(axis.x(found.finding.to_ms), left + LEAST_FINDING)
        if right - left > text_width(rule, SMALL, bold=True) + 14:
            svg.text(left + 8, line, rule, SMALL, bold=True)
        else:
            svg.text(right + 6, line, rule, SMALL, bold=True)
