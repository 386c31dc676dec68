"""The text of ``compare``: what is compared, the table of measures, who was first where."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from player.i18n import _, ngettext
from player.model.times import clock_text
from player.review.comparing import Comparison
from player.review.comparing_first import Contest
from player.review.comparing_rows import MeasureRow
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
    row_title,
    subject_name,
    value_text,
    when_text,
)

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
