"""The tables of a comparison as they are exported: measures, and who was first where."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from player.i18n import _
from player.review.comparing import Comparison
from player.review.comparing_rows import Unit
from player.review.comparing_wording import (
    SECTION_TITLES,
    behind_text,
    contest_kind,
    contest_title,
    label,
    named_text,
    phase_title,
    result_texts,
    row_title,
    subject_name,
)


class Length(NamedTuple):
    """A time in a table; ``ms`` may be less than nothing."""

    ms: int


Cell = str | int | Length | None
"""What stands in a cell; None: nothing."""


def heads(comparison: Comparison) -> list[str]:
    """What names the columns, of either table."""
    names: list[str] = []
    for place, subject in enumerate(comparison.subjects):
        name = subject_name(subject)
        names += [name if subject.is_plan else f"{label(comparison, place)} {name}", _("out of"), _("difference")]
    return [_("group"), _("measure or moment"), *names, _("named")]


def measure_records(comparison: Comparison) -> Iterator[list[Cell]]:
    """The measures, a row each, with the differences to the drill they are told to."""
    places = range(len(comparison.subjects))
    for row in comparison.rows:
        cells: list[Cell] = [_(SECTION_TITLES[row.section]), row_title(comparison, row)]
        for place, difference in zip(places, row.differences(comparison.base), strict=True):
            cells += [_cell(row.unit, row.values[place]), row.wholes[place] if row.wholes else None]
            cells.append(None if place == comparison.base else _cell(row.unit, difference))
        yield [*cells, ", ".join(f"{label(comparison, place)} {named_text(row, place)}" for place in row.named)]


def contest_records(comparison: Comparison) -> Iterator[list[Cell]]:
    """The moments that can be told apart, a row each, with how far each drill is behind the first."""
    for one in comparison.contests:
        cells: list[Cell] = [
            phase_title(comparison, one.phase),
            f"{contest_kind(one)}: {contest_title(comparison, one)}",
        ]
        for place in range(len(comparison.subjects)):
            result, behind_ms = one.results[place], one.behind_ms(place)
            told, beside = result_texts(one, place)
            cells.append(_cell(Unit.SPAN, result.shown_ms if result.counts else None))
            cells += [beside if result.counts else told, _cell(Unit.SPAN, behind_ms)]
        yield [*cells, ", ".join(f"{label(comparison, place)} {behind_text(one, place)}" for place in one.first)]


def _cell(unit: Unit, value: int | None) -> Cell:
    return Length(value) if value is not None and unit in {Unit.MOMENT, Unit.SPAN} else value
