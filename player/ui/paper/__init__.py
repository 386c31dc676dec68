"""Sheets of paper: what is on one as plain data, and how it becomes a PDF or comes out of a printer.

Make a `Paper` of blocks and hand it to `player.ui.paper.sheet.print_paper`, which asks whether to save or to print it.
"""

from player.model.paper import (
    Bars,
    Block,
    CheckItem,
    CheckList,
    Column,
    Facts,
    Heading,
    KeyList,
    Paper,
    Paragraph,
    Signatures,
    Table,
)

__all__ = [
    "Bars",
    "Block",
    "CheckItem",
    "CheckList",
    "Column",
    "Facts",
    "Heading",
    "KeyList",
    "Paper",
    "Paragraph",
    "Signatures",
    "Table",
]
