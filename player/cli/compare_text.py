"""The text and the sheet of ``compare``: what is compared, the table of measures, who was first where."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from typing import IO

from player.export.inert import inert
from player.i18n import _, current_language, ngettext
from player.model.times import HOUR_MS, MINUTE_MS, SECOND_MS, clock_text
from player.review.comparing import Comparison
from player.review.comparing_first import Contest
from player.review.comparing_rows import MeasureRow, Unit
from player.review.comparing_wording import (
    BY_TITLES,
    FIRST_SIGN,
    SECTION_TITLES,
    behind_text,
    contest_kind,
    contest_title,
    difference_text,
    firsts_text,
    label,
    named_text,
    notices,
    phase_title,
    plan_note,
    result_text,
    result_texts,
    row_title,
    subject_name,
    value_text,
    when_text,
)

SEPARATORS = {"id": ";", "en": ","}
"""What stands between columns where spreadsheet programs speak this language."""

_NAME_WIDTH = 46


def comparison_lines(comparison: Comparison, *, every: bool) -> Iterator[str]:
    """A comparison in full.

    Args:
        every: also what is alike in all of them.
    """
    yield str(comparison.subjects[0].scenario.title)
    yield f"{_('training index, not a prediction')} · {_('findings, no verdicts')}"
    yield _(BY_TITLES[comparison.by])
    yield ""
    yield from _columns(comparison)
    for notice in notices(comparison):
        yield f"! {notice}"
    if any(subject.is_plan for subject in comparison.subjects):
        yield f"! {plan_note()}"
    yield ""
    yield from _table(_("MEASURES"), comparison, list(_measure_rows(comparison, every=every)))
    yield ""
    yield from _table(_("WHO WAS FIRST WHERE"), comparison, list(_contest_rows(comparison, every=every)))
    alike = sum(not one.differs for one in comparison.contests)
    if alike and not every:
        text = ngettext("{n} more is alike in all.", "{n} more are alike in all.", alike)
        yield f"  {text.format(n=alike)} (--all)"


_Line = tuple[str, Sequence[str]]
"""A line of a table: its title, and a cell for each drill; none where it is a heading."""


def _columns(comparison: Comparison) -> Iterator[str]:
    width = max(len(label(comparison, place)) for place in range(len(comparison.subjects)))
    names = max(len(subject_name(subject)) for subject in comparison.subjects)
    for place, subject in enumerate(comparison.subjects):
        told = [when_text(subject), clock_text(subject.end_ms), firsts_text(comparison, place)]
        if place == comparison.base:
            told.append(_("the differences are to this"))
        details = "  ".join(filter(None, told))
        yield f"  {label(comparison, place):>{width}}  {subject_name(subject):<{names}}  {details}"


def _measure_rows(comparison: Comparison, *, every: bool) -> Iterator[_Line]:
    section = None
    for row in comparison.rows:
        if not every and not row.differs:
            continue
        if row.section is not section:
            section = row.section
            yield _(SECTION_TITLES[section]), ()
        cells = [
            " ".join(filter(None, (value_text(row, place), _apart(comparison, row, place), named_text(row, place)[:1])))
            for place in range(len(comparison.subjects))
        ]
        yield f"  {row_title(comparison, row)}", cells


def _apart(comparison: Comparison, row: MeasureRow, place: int) -> str:
    text = difference_text(row, place, comparison.base)
    return f"({text})" if text else ""


def _contest_rows(comparison: Comparison, *, every: bool) -> Iterator[_Line]:
    phase = None
    for one in comparison.contests:
        if not every and not one.differs:
            continue
        if one.phase != phase:
            phase = one.phase
            yield phase_title(comparison, phase), ()
        cells = [
            " ".join(filter(None, (result_text(one, place), _behind(one, place))))
            for place in range(len(comparison.subjects))
        ]
        yield f"  {contest_kind(one)}: {contest_title(comparison, one)}", cells


def _behind(contest: Contest, place: int) -> str:
    if place in contest.first:
        return FIRST_SIGN
    text = behind_text(contest, place)
    return f"({text})" if text else ""


def _table(title: str, comparison: Comparison, lines: Sequence[_Line]) -> Iterator[str]:
    count = len(comparison.subjects)
    heads = [label(comparison, place) for place in range(count)]
    told = [cells for _name, cells in lines if cells]
    widths = [max([len(heads[place]), *(len(cells[place]) for cells in told)]) for place in range(count)]
    yield f"{title:<{_NAME_WIDTH}}  {'  '.join(f'{head:<{width}}' for head, width in zip(heads, widths, strict=True))}"
    for name, cells in lines:
        shown = name if len(name) <= _NAME_WIDTH else f"{name[: _NAME_WIDTH - 1]}…"
        padded = "  ".join(f"{cell:<{width}}" for cell, width in zip(cells, widths, strict=False))
        yield f"{shown:<{_NAME_WIDTH}}  {padded}".rstrip()


# The sheet


def write_sheet(comparison: Comparison, target: IO[bytes]) -> None:
    """Write both tables with all their rows, in UTF-8 with a byte order mark; times with hours, numbers as numbers."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=SEPARATORS[current_language()], lineterminator="\r\n")
    writer.writerows([cell if isinstance(cell, int) else inert(cell) for cell in row] for row in _records(comparison))
    target.write(text.getvalue().encode("utf-8-sig"))


def _records(comparison: Comparison) -> Iterator[list[str | int]]:
    places = range(len(comparison.subjects))
    yield [str(comparison.subjects[0].scenario.title)]
    yield [_("EXERCISE"), _("training index, not a prediction"), _("findings, no verdicts")]
    for notice in notices(comparison):
        yield [notice]
    yield []
    heads: list[str | int] = [_("group"), _("measure or moment")]
    for place in places:
        name = f"{label(comparison, place)} {subject_name(comparison.subjects[place])}"
        heads += [name, _("out of"), _("difference")]
    yield [*heads, _("named")]
    for row in comparison.rows:
        cells: list[str | int] = [_(SECTION_TITLES[row.section]), row_title(comparison, row)]
        for place, difference in zip(places, row.differences(comparison.base), strict=True):
            whole = row.wholes[place] if row.wholes else None
            cells += [_cell(row.unit, row.values[place]), "" if whole is None else whole]
            cells.append("" if place == comparison.base else _cell(row.unit, difference))
        named = ", ".join(f"{label(comparison, place)} {named_text(row, place)}" for place in row.named)
        yield [*cells, named]
    yield []
    yield [*heads, _("named")]
    for one in comparison.contests:
        cells = [phase_title(comparison, one.phase), f"{contest_kind(one)}: {contest_title(comparison, one)}"]
        for place in places:
            result, behind_ms = one.results[place], one.behind_ms(place)
            told, beside = result_texts(one, place)
            word = beside if result.counts else told
            cells += [_cell(Unit.SPAN, result.shown_ms if result.counts else None), word, _cell(Unit.SPAN, behind_ms)]
        yield [*cells, ", ".join(f"{label(comparison, place)} {behind_text(one, place)}" for place in one.first)]


def _cell(unit: Unit, value: int | None) -> str | int:
    if value is None:
        return ""
    if unit not in {Unit.MOMENT, Unit.SPAN}:
        return value
    sign, size = ("-" if value < 0 else ""), abs(value)
    return f"{sign}{size // HOUR_MS}:{size // MINUTE_MS % 60:02}:{size // SECOND_MS % 60:02}"
