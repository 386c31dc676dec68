"""A comparison as an Excel workbook: what is compared, the measures, and who was first where."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO

from player.export.cells import SPAN, WHOLE
from player.export.comparison_csv import length_text
from player.export.comparison_tables import Cell, Length, contest_records, heads, measure_records
from player.export.msel import line
from player.export.notes import cells_cut
from player.export.workbook import CREATED, Pages, row_height, workbook
from player.i18n import N_, Message, _
from player.model.times import DAY_MS, clock_text
from player.review.comparing import Comparison
from player.review.comparing_wording import (
    BY_TITLES,
    firsts_text,
    label,
    notices,
    plan_note,
    subject_name,
    when_text,
)

NAME = "xlsx"
TITLE = N_("both tables as an Excel workbook, one sheet each")
SUFFIX = ".xlsx"

_PLAIN = "row"
_ABOUT = (24, 90)
_WIDTHS = {"group": 32, "title": 46, "value": 14, "named": 34}
_FROZEN = 2


def write(comparison: Comparison, target: IO[bytes]) -> tuple[Message, ...]:
    """Write the workbook; the same bytes for the same comparison in the same language."""
    title = line(comparison.subjects[0].scenario.title)
    with workbook(target, in_memory=True) as book:
        book.set_properties({"title": title[:255], "created": CREATED})
        pages = Pages(book, title, _("training index, not a prediction"))
        _write(pages, _("Comparing sessions"), [_("What"), _("Value")], [*_about(comparison)], list(_ABOUT), 0)
        widths = [_WIDTHS["group"], _WIDTHS["title"]]
        widths += [_WIDTHS["value"]] * (3 * len(comparison.subjects)) + [_WIDTHS["named"]]
        for name, records in ((_("Measures"), measure_records), (_("Who was first where"), contest_records)):
            _write(pages, name, heads(comparison), [*records(comparison)], widths, _FROZEN)
    return cells_cut(pages.cut)


def _about(comparison: Comparison) -> Iterator[list[Cell]]:
    yield [_("Exercise"), str(comparison.subjects[0].scenario.title)]
    yield [_("EXERCISE"), f"{_('training index, not a prediction')} · {_('findings, no verdicts')}"]
    yield [_("Aligned"), _(BY_TITLES[comparison.by])]
    for place, subject in enumerate(comparison.subjects):
        told = [subject_name(subject), when_text(subject), clock_text(subject.end_ms), firsts_text(comparison, place)]
        if place == comparison.base:
            told.append(_("the differences are to this"))
        yield [label(comparison, place), " · ".join(filter(None, told))]
    for notice in notices(comparison):
        yield [_("Note"), notice]
    if any(subject.is_plan for subject in comparison.subjects):
        yield [_("Note"), plan_note()]


def _write(pages: Pages, name: str, names: list[str], rows: list[list[Cell]], widths: list[int], frozen: int) -> None:
    page = pages.page(name)
    for place, width in enumerate(widths):
        page.set_column(place, place, width)
    pages.write_header(page, 0, names, widths)
    span, whole, plain = (pages.style(_PLAIN, 0, holds=holds) for holds in (SPAN, WHOLE, "text"))
    for number, row in enumerate(rows, 1):
        page.set_row(number, row_height(row, widths))
        for place, cell in enumerate(row):
            if isinstance(cell, Length) and cell.ms >= 0:
                page.write_number(number, place, cell.ms / DAY_MS, span)
            elif isinstance(cell, Length):  # no spreadsheet program shows a time below nothing
                pages.write_text(page, number, place, length_text(cell.ms), _PLAIN, 0)
            elif isinstance(cell, int):
                page.write_number(number, place, cell, whole)
            elif cell:
                pages.write_text(page, number, place, cell, _PLAIN, 0)
            else:
                page.write_blank(number, place, None, plain)
    pages.finish(page, 0, len(rows), len(widths), frozen)
