"""The strip beside the curve of force: when somebody spoke to the crowd, what was found, and who was hurt."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from player.export.report.chapters_source import Source
from player.export.report.figure_axis import Axis
from player.export.report.figure_marks import LEAST_FINDING, bar, dot, finding_bar
from player.export.report.svg import FAINT, INK, SMALL, Svg, text_width
from player.i18n import N_, _
from player.model.doctrine import NEGOTIATION_KINDS, RecordKind
from player.model.rules import Certainty

ROW = 32
"""Height of a row, in tenths of a millimetre."""

_STAGE = 3
"""The bars are filled as those of this stage, so that they stand out."""

_SPOKEN: tuple[tuple[str, Collection[str]], ...] = (
    (N_("Dialogue"), NEGOTIATION_KINDS),
    (N_("Appeal"), frozenset({"appeal"})),
    (N_("Warning"), frozenset({"warning"})),
)
"""The rows that are always there, with the kinds of action in each: that one is empty is told, too."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its name, how many things lie in it, and what draws them around a height."""

    title: str
    count: int
    draw: Callable[[Svg, Axis, float], None]


def rows_of(source: Source) -> list[Row]:
    """The rows, from the top down; those of findings and casualties where there are any."""
    rows = [_spoken(source, _(title), kinds) for title, kinds in _SPOKEN]
    if source.told.findings:
        rows.append(
            Row(_("Findings"), len(source.told.findings), lambda svg, axis, y: _draw_found(source, svg, axis, y))
        )
    hurt = _hurt_ms(source)
    if hurt:
        rows.append(Row(_("Casualties"), len(hurt), lambda svg, axis, y: _draw_hurt(hurt, svg, axis, y)))
    return rows


def draw_rows(svg: Svg, rows: list[Row], axis: Axis, top: float) -> None:
    """Draw the rows from ``top`` down, each with its name before it."""
    for place, row in enumerate(rows):
        y = top + place * ROW + ROW / 2
        svg.line(axis.left, y + ROW / 2, axis.right, y + ROW / 2, stroke=FAINT)
        svg.text(axis.left - 10, y + SMALL * 0.35, row.title, SMALL, anchor="end", room=0)
        row.draw(svg, axis, y)
    svg.rect(axis.left, top, axis.right - axis.left, len(rows) * ROW, fill="none", stroke=INK, stroke_width=2)


def _spoken(source: Source, title: str, kinds: Collection[str]) -> Row:
    spans = [
        (run.started_ms, source.length_ms if run.stopped_ms is None else run.stopped_ms)
        for run in source.state.actions.values()
        if run.does in kinds
    ]

    def draw(svg: Svg, axis: Axis, y: float) -> None:
        for start_ms, end_ms in spans:
            bar(svg, axis.x(start_ms), y - 9, axis.x(end_ms), y + 9, _STAGE)

    return Row(title, len(spans), draw)


def _draw_found(source: Source, svg: Svg, axis: Axis, y: float) -> None:
    for found in sorted(source.told.findings, key=lambda one: one.finding.from_ms):
        finding = found.finding
        left, right = axis.x(finding.from_ms), axis.x(finding.to_ms)
        finding_bar(svg, left, y - 10, right, y + 10, waits=found.waits, high=finding.certainty is Certainty.HIGH)
    for text, x in _names(source, axis):
        svg.text(x, y + SMALL * 0.35, text, SMALL, bold=True, room=2)


def _names(source: Source, axis: Axis) -> Iterator[tuple[str, float]]:
    """The rules of findings, each behind its bar; those of bars near each other together behind the last of them."""
    found = sorted((one.finding for one in source.told.findings), key=lambda one: one.from_ms)
    rules: dict[str, None] = {}
    ends = 0.0
    for one, after in zip(found, [*found[1:], None], strict=True):
        rules[one.rule] = None
        ends = max(ends, axis.x(one.to_ms), axis.x(one.from_ms) + LEAST_FINDING)
        text = " ".join(rules)
        if after is None or axis.x(after.from_ms) > ends + text_width(text, SMALL, bold=True) + 14:
            yield text, ends + 6
            rules, ends = {}, 0.0


def _hurt_ms(source: Source) -> list[int]:
    """When each casualty was recorded."""
    records = source.lanes.records.items
    return [one.start_ms for one in records if one.kind is RecordKind.CASUALTY and not one.voided]


def _draw_hurt(hurt_ms: list[int], svg: Svg, axis: Axis, y: float) -> None:
    for at_ms in dict.fromkeys(hurt_ms):
        dot(svg, axis.x(at_ms), y, 7)
        count = hurt_ms.count(at_ms)
        if count > 1:
            svg.text(axis.x(at_ms) + 12, y + SMALL * 0.35, str(count), SMALL, bold=True, room=0)
