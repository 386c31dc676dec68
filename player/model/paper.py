"""What is on a sheet of paper, as plain data in the language of its reader. Every text is plain: no markup, no tags.

A `Paper` is a sheet or two that the window prints: the muster, the keys, the hotwash. A `Report` is the after-action
report, which `player.export` writes in several formats; it is made of the same blocks and a few of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

Tone: TypeAlias = Literal["ink", "soft", "strong"]
"""How a paragraph stands out: as text, as a remark in small, or in bold."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading over what follows; level 1 begins a part, level 2 a piece of it."""

    text: str
    level: Literal[1, 2] = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; its line breaks stay."""

    text: str
    tone: Tone = "ink"


@dataclass(frozen=True, slots=True)
class Facts:
    """Names with their values, one below the other; ``small`` where they are no more than notes."""

    rows: tuple[tuple[str, str], ...]
    small: bool = False


@dataclass(frozen=True, slots=True)
class Counts:
    """Names with short figures, side by side: how many of each kind."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its heading, its share of the width, and whether it holds figures, which stand right."""

    title: str
    share: float = 1.0
    figures: bool = False
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under headings, which are repeated on each page. Each row has a cell for each column.

    Attributes:
        marked: numbers of rows that stand out: with a mark before them, and in bold.
        notes: for each row, names with texts that stand under it across all columns but the first; empty where no row
            has any. A row and what stands under it stay on one page.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    marked: frozenset[int] = frozenset()
    notes: tuple[tuple[tuple[str, str], ...], ...] = ()


@dataclass(frozen=True, slots=True)
class CheckItem:
    """Something to tick by hand: its text, what belongs to it in small, and whether it is ticked already.

    Attributes:
        note: a word beside it, as "required"; may be empty.
    """

    text: str
    about: str = ""
    ticked: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class CheckList:
    """Items with a box to tick; ``blanks``: headings of columns left empty, to be written in by hand."""

    items: tuple[CheckItem, ...]
    blanks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class KeyList:
    """Keys with what they do; set in two columns where there are many."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Bars:
    """Parts of a whole as bars: a name, how much of the whole, 0 to 1, and the figure as it is written."""

    rows: tuple[tuple[str, float, str], ...]


@dataclass(frozen=True, slots=True)
class Signatures:
    """Lines to sign on, side by side, each with what stands under it."""

    titles: tuple[str, ...]


Block: TypeAlias = Heading | Paragraph | Facts | Table | CheckList | KeyList | Bars | Signatures


@dataclass(frozen=True, slots=True)
class Paper:
    """A document to print.

    Attributes:
        title: what it is; stands large on the first page, small on the others.
        subtitle: of which exercise, where and when; may be empty.
        name: what its file is called by default, without its ending.
        foot: what stands at the foot of each page, as where its figures come from; may be empty.
    """

    title: str
    subtitle: str
    blocks: tuple[Block, ...]
    name: str
    foot: str = ""


Weight: TypeAlias = Literal["plain", "soft", "good", "worth", "sure"]
"""How a card or a remark is meant: for the record, in passing, well done, worth a look, or a finding surely made."""


@dataclass(frozen=True, slots=True)
class Remark:
    """A sentence or two that stand out in a frame, as how a figure is to be read."""

    text: str
    weight: Weight = "plain"


@dataclass(frozen=True, slots=True)
class Card:
    """Something told at some length, kept together on a page: a finding, an objective, an area for improvement.

    Attributes:
        title: what it is; ``tag``: a word or two beside it, as its certainty or rating; may be empty.
        rows: names with their values, one below the other; a value may have several lines.
        text: running text under the title; may be empty.
    """

    title: str
    tag: str = ""
    weight: Weight = "plain"
    rows: tuple[tuple[str, str], ...] = ()
    text: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing.

    Attributes:
        name: a stable name, of small letters, for files and links.
        svg: the drawing as a whole SVG document: shapes and text in the fonts shipped with Gladi, nothing from outside.
        width_mm, height_mm: how large it is on paper.
        caption: what stands under it. ``alt``: what it shows, in words, for whoever cannot see it.
    """

    name: str
    svg: str
    width_mm: float
    height_mm: float
    caption: str
    alt: str


ReportBlock: TypeAlias = Heading | Paragraph | Facts | Counts | Table | Bars | Signatures | Remark | Card | Figure


@dataclass(frozen=True, slots=True)
class Chapter:
    """A part of a report with a heading of its own, which the table of contents lists.

    Attributes:
        name: a stable name, of small letters, for links and tests.
        annex: it belongs to the annexes, which are lettered; the others are numbered.
        wide: its tables need a page on its side.
        apart: it begins on a page of its own in formats that cannot keep a table and the signatures under it together.
    """

    name: str
    title: str
    blocks: tuple[ReportBlock, ...]
    annex: bool = False
    wide: bool = False
    apart: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """An after-action report.

    Attributes:
        language: code of the language it is written in.
        kind: what it is ("After-action report"); ``title``: of which exercise; ``subtitle``: where and when.
        cover: what stands on the cover, names with values.
        banner: stands at the head of every page: LATIHAN.
        foot: stands at the foot of every page: that the index is for training, and no prediction.
        contents_title: heading of the table of contents; ``annexes_title``: of the annexes.
        page_text: how pages are numbered, with ``{number}`` and ``{count}``.
        made: when it was made, as ISO 8601 with offset; also the date files carry, so that the same report is the same
            bytes.
        name: what its file is called by default, without its ending.
        data: files that may be embedded in it or travel with it, by name.
    """

    language: str
    kind: str
    title: str
    subtitle: str
    cover: tuple[tuple[str, str], ...]
    chapters: tuple[Chapter, ...]
    banner: str
    foot: str
    contents_title: str
    annexes_title: str
    page_text: str
    made: str
    name: str
    data: Mapping[str, bytes] = field(default_factory=dict)
