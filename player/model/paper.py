"""What is on a sheet of paper, as plain data in the language of its reader. Every text is plain: no markup, no tags."""

from __future__ import annotations

from dataclasses import dataclass
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
    """Names with their values, one below the other."""

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
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    marked: frozenset[int] = frozenset()


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
