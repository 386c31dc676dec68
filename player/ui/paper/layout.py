"""Laying out the blocks of a paper: each becomes pieces of known height."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial, singledispatch

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPen

from player.i18n import _
from player.model.paper import (
    Bars,
    Block,
    CheckItem,
    CheckList,
    Column,
    Facts,
    Heading,
    KeyList,
    Paragraph,
    Signatures,
    Table,
)
from player.ui.paper.pieces import GROUND, INK, LINE, SOFT, Piece, Words, box, rule, side_by_side

_PAD = 40
"""Room in a row, over and under its text, in units."""

_BESIDE = 90
"""Room between two columns."""

_BOX = 110
_BLANK_SHARE = 0.17
_NAME_SHARE = 0.30
_TWO_COLUMNS_FROM = 12
_BAR_HEIGHT = 80
_SIGN_ROOM = 520
_TOGETHER = 6
"""A table of no more rows than this is not torn apart."""


def pieces_of(blocks: Sequence[Block], width: float) -> list[Piece]:
    """The blocks as pieces of this width, in order."""
    return [piece for block in blocks for piece in _pieces(block, width)]


@singledispatch
def _pieces(block: Block, width: float) -> Iterator[Piece]:
    raise NotImplementedError(type(block), width)  # pragma: no cover - there is one for each kind


@_pieces.register
def _heading(block: Heading, width: float) -> Iterator[Piece]:
    words = Words(block.text, f"heading_{block.level}", width)
    if block.level == 1:

        def paint(painter: QPainter, left: float, top: float) -> None:
            words.paint(painter, left, top)
            rule(painter, left, top + words.height + 15, width, INK, 12)

        yield Piece(words.height + 70, paint, keep=True, gap=200)
    else:
        yield Piece(words.height + 30, words.paint, keep=True, gap=120)


@_pieces.register
def _paragraph(block: Paragraph, width: float) -> Iterator[Piece]:
    style, colour = {"ink": ("body", INK), "soft": ("small", SOFT), "strong": ("strong", INK)}[block.tone]
    introduces = block.tone == "soft"  # a remark is about what comes after it
    for line in block.text.split("\n"):
        words = Words(line, style, width, colour, leading=1.06)
        yield Piece(words.height, words.paint, keep=introduces)
    yield Piece(60, _nothing, keep=introduces)


@_pieces.register
def _facts(block: Facts, width: float) -> Iterator[Piece]:
    across = _NAME_SHARE * width
    for name, value in block.rows:
        left, right = Words(name, "body", across - _BESIDE, SOFT), Words(value, "strong", width - across)
        both = ((0.0, left), (across, right))
        yield Piece(max(left.height, right.height) + _PAD / 2, partial(side_by_side, both))
    yield Piece(60, _nothing)


@_pieces.register
def _table(block: Table, width: float) -> Iterator[Piece]:
    widths = _shared([column.share for column in block.columns], width)
    titles = [column.title for column in block.columns]
    head = _head(titles, widths, [column.figures for column in block.columns]) if any(titles) else None
    together = len(block.rows) if len(block.rows) <= _TOGETHER else 1
    for place, row in enumerate(block.rows, 1):
        piece = _row(block.columns, row, widths, marked=place - 1 in block.marked)
        yield replace(piece, head=head, keep=place < together)
    yield Piece(60, _nothing)


@_pieces.register
def _check_list(block: CheckList, width: float) -> Iterator[Piece]:
    blanks = [width * _BLANK_SHARE for _blank in block.blanks]
    noted = any(item.note for item in block.items)
    note = width * 0.11 if noted else 0.0
    text = width - sum(blanks) - note - _BOX - _BESIDE
    titles = ["", "", *([""] if noted else []), *block.blanks]
    widths = [_BOX + _BESIDE, text, *([note] if noted else []), *blanks]
    head = _head(titles, widths, [False] * len(titles)) if block.blanks else None
    for item in block.items:
        yield replace(_check(item, widths, len(block.blanks), width), head=head)
    yield Piece(60, _nothing)


def _check(item: CheckItem, widths: Sequence[float], blanks: int, width: float) -> Piece:
    words = Words(item.text, "strong" if item.note else "body", widths[1] - _BESIDE)
    about = Words(item.about, "small", widths[1] - _BESIDE, SOFT) if item.about else None
    note = Words(item.note, "small", widths[2] - _BESIDE / 2, SOFT) if item.note else None
    text_height = words.height + (about.height if about is not None else 0.0)
    height = max(text_height, 210 if blanks else 0.0) + 2 * _PAD
    left_of_blanks = width - sum(widths[len(widths) - blanks :]) if blanks else width

    def paint(painter: QPainter, left: float, top: float) -> None:
        box(painter, left, top + _PAD + 10, _BOX, ticked=item.ticked)
        words.paint(painter, left + widths[0], top + _PAD)
        if about is not None:
            about.paint(painter, left + widths[0], top + _PAD + words.height)
        if note is not None:
            note.paint(painter, left + widths[0] + widths[1], top + _PAD + 12)
        rule(painter, left, top + height - 5, width)
        across = left_of_blanks
        for place in range(blanks):
            painter.fillRect(QRectF(left + across, top, 5, height - 5), LINE)
            across += widths[len(widths) - blanks + place]

    return Piece(height, paint)


@_pieces.register
def _keys(block: KeyList, width: float) -> Iterator[Piece]:
    columns = 2 if len(block.rows) >= _TWO_COLUMNS_FROM else 1
    across = (width - (columns - 1) * 2 * _BESIDE) / columns
    lines = [_key(key, text, across) for key, text in block.rows]
    half = -(-len(lines) // columns)
    for place in range(half):
        beside = lines[place::half][:columns]
        height = max(line.height for line in beside)
        yield Piece(height, partial(_paint_beside, beside, across + 2 * _BESIDE))
    yield Piece(60, _nothing)


def _key(key: str, text: str, width: float) -> Piece:
    cap = Words(key, "key", width * 0.42)
    room = max(width * 0.24, cap.width + 2 * _PAD) + _BESIDE
    words = Words(text, "body", width - room)

    def paint(painter: QPainter, left: float, top: float) -> None:
        painter.setPen(QPen(SOFT, 6))
        painter.setBrush(GROUND)
        painter.drawRoundedRect(QRectF(left, top, cap.width + 2 * _PAD, cap.height + 24), 25, 25)
        cap.paint(painter, left + _PAD, top + 12)
        words.paint(painter, left + room, top + 10)

    return Piece(max(cap.height, words.height) + 54, paint)


def _paint_beside(pieces: Sequence[Piece], across: float, painter: QPainter, left: float, top: float) -> None:
    for place, piece in enumerate(pieces):
        piece.paint(painter, left + place * across, top)


@_pieces.register
def _bars(block: Bars, width: float) -> Iterator[Piece]:
    name, figure = _NAME_SHARE * width, 0.2 * width
    for title, share, value in block.rows:
        words = Words(title, "body", name - _BESIDE)
        number = Words(value, "figures", figure - _BESIDE)
        paint = partial(_paint_bar, words, number, share, name, width - figure)
        yield Piece(max(words.height, number.height) + _PAD, paint, keep=True)
    yield Piece(60, _nothing)


def _paint_bar(
    words: Words, number: Words, share: float, from_x: float, to_x: float, painter: QPainter, left: float, top: float
) -> None:
    words.paint(painter, left, top)
    room = QRectF(left + from_x, top + (words.height - _BAR_HEIGHT) / 2, to_x - from_x, _BAR_HEIGHT)
    painter.fillRect(room, GROUND)
    full = QRectF(room)
    full.setWidth(room.width() * max(0.0, min(1.0, share)))
    painter.fillRect(full, SOFT)
    number.paint(painter, left + to_x + _BESIDE, top)


@_pieces.register
def _signatures(block: Signatures, width: float) -> Iterator[Piece]:
    count = max(1, len(block.titles))
    across = (width - (count - 1) * 2 * _BESIDE) / count
    words = [Words(title, "small", across, SOFT) for title in block.titles]

    def paint(painter: QPainter, left: float, top: float) -> None:
        for place, title in enumerate(words):
            begin = left + place * (across + 2 * _BESIDE)
            rule(painter, begin, top + _SIGN_ROOM, across, INK, 6)
            title.paint(painter, begin, top + _SIGN_ROOM + 25)

    yield Piece(_SIGN_ROOM + 25 + max(word.height for word in words) + 60, paint)


def _row(columns: Sequence[Column], row: Sequence[str], widths: Sequence[float], *, marked: bool) -> Piece:
    cells = []
    left, most, width = 0.0, max(widths), sum(widths)
    for column, text, own in zip(columns, row, widths, strict=True):
        style = "figures" if column.figures else "strong" if column.strong or (marked and own == most) else "body"
        cells.append((left, Words(text, style, own - _BESIDE, right=column.figures)))
        left += own
    height = max(words.height for _across, words in cells) + 2 * _PAD

    def paint(painter: QPainter, left: float, top: float) -> None:
        if marked:
            painter.fillRect(QRectF(left, top + 10, 30, height - 30), INK)
        side_by_side(cells, painter, left, top + _PAD)
        rule(painter, left, top + height - 5, width)

    return Piece(height, paint)


def _head(titles: Sequence[str], widths: Sequence[float], figures: Sequence[bool]) -> Piece:
    cells = []
    left = 0.0
    for title, own, right in zip(titles, widths, figures, strict=True):
        cells.append((left, Words(title, "column", own - _BESIDE, SOFT, right=right)))
        left += own
    height = max(words.height for _across, words in cells) + _PAD

    def paint(painter: QPainter, left: float, top: float) -> None:
        side_by_side(cells, painter, left, top + 10)
        rule(painter, left, top + height - 8, sum(widths), INK, 8)

    return Piece(height, paint)


def _shared(shares: Sequence[float], width: float) -> list[float]:
    whole = sum(shares)
    return [width * share / whole for share in shares]


def _nothing(painter: QPainter, left: float, top: float) -> None:
    """Room between blocks."""


def page_text(number: int, count: int) -> str:
    """The number of a page."""
    return _("page {n} of {count}").format(n=number, count=count)
