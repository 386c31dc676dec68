"""The rows of the two tables, and how they are painted: the first column stays, the others move under it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from player.i18n import _
from player.review.comparing import Comparison
from player.review.comparing_first import Contest
from player.review.comparing_wording import (
    FIRST_SIGN,
    FIRST_TITLES,
    SECTION_TITLES,
    TOWARD_SIGNS,
    TOWARD_TITLES,
    behind_text,
    contest_kind,
    contest_title,
    difference_text,
    label,
    named_text,
    phase_title,
    result_texts,
    row_title,
    value_text,
)
from player.ui.rows import paint_bar
from player.ui.theme import PAD, SPACE, Theme, colour, scaled, text_font
from player.ui.widgets.painted import LEFT, RIGHT, paint_text, text_width

ROW_PX, HEADING_PX = 28, 24
TITLE_PX, CELL_PX = 300, 146
_KIND_PX = 78


@dataclass(frozen=True, slots=True)
class Cell:
    """A value of a drill. ``aside``: what is written small beside it; ``named``: it is at the end that is named."""

    text: str
    aside: str = ""
    named: bool = False


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of a table, or a heading, which has no cells.

    Attributes:
        kind: written small before the title; ``word``: at the right of the title, what the sign in a cell says.
        contest: what of the drills can be marked, or None.
    """

    key: str
    title: str
    cells: tuple[Cell, ...] = ()
    kind: str = ""
    word: str = ""
    tip: str = ""
    contest: Contest | None = None
    heads: tuple[str, ...] = ()
    chosen: bool = False

    @property
    def spoken(self) -> str:
        """The row in words."""
        cells = [
            " ".join(filter(None, (head, cell.text, cell.aside)))
            for head, cell in zip(self.heads, self.cells, strict=True)
        ]
        return "; ".join(filter(None, (" ".join(filter(None, (self.kind, self.title))), *cells)))


def height_of(row: TableRow) -> int:
    """Height of a row at text size 1."""
    return ROW_PX if row.cells else HEADING_PX


def measure_table(comparison: Comparison, *, differing: bool) -> list[TableRow]:
    """The measures, under the headings of what they belong to."""
    rows: list[TableRow] = []
    places = range(len(comparison.subjects))
    heads = tuple(label(comparison, place) for place in places)
    section = None
    for row in comparison.rows:
        if differing and not row.differs:
            continue
        if row.section is not section:
            section = row.section
            rows.append(TableRow(f"section.{section}", _(SECTION_TITLES[section])))
        cells = tuple(
            Cell(
                " ".join(filter(None, (named_text(row, place)[:1], value_text(row, place)))),
                difference_text(row, place, comparison.base),
                place in row.named,
            )
            for place in places
        )
        word = ""
        if row.toward is not None and row.named:
            word = f"{TOWARD_SIGNS[row.toward]} {_(TOWARD_TITLES[row.toward])}"
        title = row_title(comparison, row)
        rows.append(TableRow(f"{row.key}.{row.of}", title, cells, "", word, title, None, heads))
    return rows


def contest_table(comparison: Comparison, *, differing: bool) -> list[TableRow]:
    """Who was first, phase by phase."""
    rows: list[TableRow] = []
    places = range(len(comparison.subjects))
    heads = tuple(label(comparison, place) for place in places)
    phase = None
    for one in comparison.contests:
        if differing and not one.differs:
            continue
        if one.phase != phase:
            phase = one.phase
            rows.append(TableRow(f"phase.{phase}.{len(rows)}", phase_title(comparison, phase)))
        cells = tuple(_contest_cell(one, place) for place in places)
        word = f"{FIRST_SIGN} {_(FIRST_TITLES[one.of])}" if one.first else ""
        title, kind = contest_title(comparison, one), contest_kind(one)
        key = f"{one.of}.{one.id}.{one.round}"
        rows.append(TableRow(key, title, cells, kind, word, f"{kind}: {title}", one, heads))
    return rows


def _contest_cell(contest: Contest, place: int) -> Cell:
    (text, word), first = result_texts(contest, place), place in contest.first
    behind = "" if first else behind_text(contest, place)
    return Cell(f"{FIRST_SIGN} {text}" if first else text, " ".join(filter(None, (word, behind))), first)


@dataclass(frozen=True, slots=True)
class Shown:
    """Which columns stand where.

    Attributes:
        first: place of the drill in the first column after the titles.
        place: the drill that is looked at.
        title_px, cell_px: widths.
    """

    first: int
    place: int
    title_px: float
    cell_px: float


Columns = Callable[[], Shown]


def row_painter(columns: Columns) -> Callable[[QPainter, QRectF, TableRow, Theme], None]:
    """What paints the rows of a table."""

    def paint(painter: QPainter, box: QRectF, row: TableRow, theme: Theme) -> None:
        if not row.cells:
            painter.fillRect(box, colour(theme.surfaces.strip))
            paint_text(painter, text_font("caption"), theme.ink_soft, box.adjusted(PAD, 0, -PAD, 0), row.title)
            return
        shown = columns()
        if row.chosen:
            painter.fillRect(box, colour(theme.surfaces.selected))
        left = box.left() + shown.title_px
        for place in range(shown.first, len(row.cells)):
            if left + shown.cell_px > box.right() + 1:
                break
            cell_box = QRectF(left, box.top(), shown.cell_px, box.height())
            _paint_cell(painter, cell_box, row.cells[place], theme, looked_at=place == shown.place)
            left += shown.cell_px
        _paint_title(painter, QRectF(box.left(), box.top(), shown.title_px, box.height()), row, theme)
        if row.chosen:
            paint_bar(painter, box, theme.tones.accent)

    return paint


def _paint_title(painter: QPainter, box: QRectF, row: TableRow, theme: Theme) -> None:
    inner = box.adjusted(PAD, 0, -2 * SPACE, 0)
    small = text_font("small")
    if row.kind:
        paint_text(
            painter,
            small,
            theme.ink_soft,
            QRectF(inner.left(), inner.top(), scaled(_KIND_PX) - SPACE, inner.height()),
            row.kind,
        )
        inner.setLeft(inner.left() + scaled(_KIND_PX))
    if row.word:
        width = text_width(small, row.word) + 1
        word = QRectF(inner.right() - width, inner.top(), width, inner.height())
        paint_text(painter, small, theme.tones.accent.text, word, row.word, RIGHT)
        inner.setRight(word.left() - 2 * SPACE)
    paint_text(painter, text_font("body"), theme.ink, inner, row.title, LEFT)
    painter.fillRect(QRectF(box.right() - 1, box.top(), 1, box.height()), colour(theme.edge))


def _paint_cell(painter: QPainter, box: QRectF, cell: Cell, theme: Theme, *, looked_at: bool) -> None:
    if looked_at:
        painter.fillRect(box.adjusted(0, 0, 0, -1), colour(theme.surfaces.hover))
    inner = box.adjusted(SPACE, 0, -2 * SPACE, 0)
    small, figures = text_font("small"), text_font("figure_s")
    aside = text_width(small, cell.aside) + 1 if cell.aside else 0.0
    middle = box.left() + round(box.width() * 0.5)
    right = min(middle, inner.right() - aside - SPACE) if cell.aside else middle
    ink = theme.tones.accent.text if cell.named else theme.ink
    value = QRectF(inner.left(), inner.top(), max(0.0, right - inner.left()), inner.height())
    if not cell.aside:
        value.setRight(max(value.right(), min(inner.right(), inner.left() + text_width(figures, cell.text) + 2)))
    paint_text(painter, figures, ink, value, cell.text, RIGHT)
    if cell.aside:
        paint_text(
            painter,
            small,
            theme.ink_soft,
            QRectF(inner.right() - aside, inner.top(), aside, inner.height()),
            cell.aside,
            RIGHT,
        )
    painter.fillRect(QRectF(box.right() - 1, box.top(), 1, box.height()), colour(theme.line))
