"""What every format does the same with a report: labels of chapters, texts as they may stand, the date of the file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from player.model.paper import (
    Bars,
    Card,
    Chapter,
    Counts,
    Facts,
    Figure,
    Heading,
    Paragraph,
    Report,
    ReportBlock,
    Signatures,
    Table,
)

REGIONS: Mapping[str, str] = {"id": "ID", "en": "GB"}
"""Whose spelling a language has, for programs that check it."""

ITEMS = ("• ", "– ")
"""How a line of a paragraph begins that is an item of a list."""

_MOST_SIGNED_ROWS, _MOST_SIGNED_LINES = 12, 36
_MOST_WHOLE_ROWS, _MOST_WHOLE_LINES, _LETTERS_OF_A_LINE = 8, 13, 40
_MOST_LEADING = 480

_MOST_ABREAST = 6
"""So many figures stand side by side at most."""

_LEAST_NAMES = 0.16
_LETTER_OF_ROOM = 1 / 95
"""About how much of the width of a page that stands a letter takes."""

_UNBROKEN = re.compile(r"\S{21,}")
"""What may be too long for the line it stands in: a hash, a path."""

_PIECE = 8

_NO_TEXT = re.compile(r"[^\t\n\u0020-\u007e\u00a0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\ufdd0-\ufdef]")
"""What XML and PDF cannot hold: control characters, halves of characters, and what is no character."""


def plain(text: str) -> str:
    """A text without what no document can hold; its line breaks stay, of whatever kind they are."""
    unified = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    return _NO_TEXT.sub("", unified.replace("\v", "\n").replace("\f", "\n")).replace("\t", " ")


def lines_of(text: str) -> list[str]:
    """The lines of a text, as they may stand."""
    return plain(text).split("\n")


def line_of(text: str) -> str:
    """A text on one line, as it may stand."""
    return " ".join(plain(text).split())


def pieces_of(text: str) -> list[str]:
    """A text in pieces between which a line may be broken: one, unless a word in it is too long for a line."""
    pieces: list[str] = []
    end = 0
    for found in _UNBROKEN.finditer(text):
        word = found.group()
        cut = [word[place : place + _PIECE] for place in range(0, len(word), _PIECE)]
        cut[0] = text[end : found.start()] + cut[0]
        pieces += cut
        end = found.end()
    if not pieces:
        return [text]
    pieces[-1] += text[end:]
    return pieces


def is_list(paragraph: Paragraph) -> bool:
    """Whether each line of a paragraph is an item of a list."""
    lines = plain(paragraph.text).split("\n")
    return bool(paragraph.text) and all(line.startswith(ITEMS) for line in lines)


def leads_on(blocks: Sequence[ReportBlock], place: int) -> bool:
    """Whether a block is a sentence or two on what comes next, or over a signature, so that both belong on one page."""
    block = blocks[place]
    if not isinstance(block, Paragraph) or place + 1 == len(blocks):
        return False
    if _is_signed(blocks, place):
        return True
    if len(block.text) > _MOST_LEADING:
        return False
    led = blocks[place + 1]
    if isinstance(led, Heading):  # no heading of a chapter stands at the foot of a page with a line under it
        return place == 0
    return isinstance(led, Table | Facts | Counts | Bars | Figure | Card) or leads_on(blocks, place + 1)


def signed_below(blocks: Sequence[ReportBlock], place: int) -> bool:
    """Whether a block is a short table that is signed under, so that no signature stands alone on a page."""
    block = blocks[place]
    if not isinstance(block, Table) or len(block.rows) > _MOST_SIGNED_ROWS or not _is_signed(blocks, place):
        return False
    return sum(max(map(_height, row), default=1) for row in block.rows) <= _MOST_SIGNED_LINES


def _is_signed(blocks: Sequence[ReportBlock], place: int) -> bool:
    """Whether nothing but paragraphs stands between a block and signatures."""
    after = (block for block in blocks[place + 1 :] if not isinstance(block, Paragraph))
    return isinstance(next(after, None), Signatures)


def stays_whole(block: ReportBlock) -> bool:
    """Whether a block is so short that it goes to the next page rather than leaving a row or two behind."""
    if not isinstance(block, Facts | Table | Bars) or len(block.rows) > _MOST_WHOLE_ROWS:
        return False
    heights = (max((_height(cell) for cell in row if isinstance(cell, str)), default=1) for row in block.rows)
    return sum(heights) <= _MOST_WHOLE_LINES


def abreast(counts: Counts) -> list[tuple[tuple[str, str], ...]]:
    """Figures in lines of about the same length, each as many as stand side by side."""
    rows = counts.rows
    lines = -(-len(rows) // _MOST_ABREAST)
    length = -(-len(rows) // lines) if lines else 0
    return [rows[start : start + length] for start in range(0, len(rows), length)] if length else []


def name_share(rows: Sequence[tuple[str, str]], most: float) -> float:
    """How much of the width the names beside values need: up to ``most``, where longer ones are broken."""
    longest = max((len(line) for name, _value in rows for line in lines_of(name)), default=0)
    return min(max((longest + 3) * _LETTER_OF_ROOM, _LEAST_NAMES), most)


def _height(cell: str) -> int:
    """About how many lines a cell takes in a column of middling width."""
    return sum(1 + len(line) // _LETTERS_OF_A_LINE for line in lines_of(cell))


def items_of(paragraph: Paragraph) -> list[str]:
    """The items of a list, without their marks."""
    return [line[len(ITEMS[0]) :] for line in lines_of(paragraph.text)]


def shown_in(figure: Figure) -> str:
    """What a figure shows, in words; never empty."""
    return next(filter(None, (line_of(words) for words in (figure.alt, figure.caption))), figure.name)


def letter_of(place: int) -> str:
    """The letter of an annex: A to Z, then AA, AB and so on; ``place`` counts from 0."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def labelled(report: Report) -> Iterator[tuple[str, Chapter]]:
    """Each chapter with its number, or its letter where it is an annex; the annexes last, and no heading too deep."""
    chapters = [_levelled(chapter) for chapter in report.chapters if not chapter.annex]
    annexes = [_levelled(chapter) for chapter in report.chapters if chapter.annex]
    yield from ((str(number), chapter) for number, chapter in enumerate(chapters, 1))
    yield from ((letter_of(place), chapter) for place, chapter in enumerate(annexes))


def _levelled(chapter: Chapter) -> Chapter:
    """The chapter without a heading that skips a level: programs that read aloud lose their way at one."""
    blocks: list[ReportBlock] = []
    is_under = False
    for block in chapter.blocks:
        levelled = block
        if isinstance(block, Heading):
            levelled = block if is_under else replace(block, level=1)
            is_under = True
        blocks.append(levelled)
    return replace(chapter, blocks=tuple(blocks))


def anchor_of(chapter: Chapter) -> str:
    """The name links lead to a chapter by."""
    return f"chapter-{re.sub(r'[^a-z0-9-]+', '-', chapter.name.lower())}"


def document_title(report: Report) -> str:
    """What the document is called in lists of documents and in the bar of a window."""
    return f"{line_of(report.kind)}: {line_of(report.title)}"


def running_title(report: Report) -> str:
    """What stands small at the head of each page."""
    return " · ".join(filter(None, (line_of(report.kind), line_of(report.title))))


def made_at(report: Report) -> datetime:
    """When it was made, with its offset."""
    return datetime.fromisoformat(report.made)


def page_words(report: Report) -> tuple[str, str, str]:
    """What stands before the number of the page, between it and the count of pages, and behind that."""
    before, _number, rest = plain(report.page_text).partition("{number}")
    between, _count, behind = rest.partition("{count}")
    return before, between, behind
