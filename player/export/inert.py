"""Texts that no spreadsheet program takes for a formula, and the numbers among them that stay numbers."""

from __future__ import annotations

import re

LONGEST_CELL = 32_767
"""Characters a cell of Excel has at most, counted in UTF-16."""

_NO_TEXT = re.compile("[\ud800-\udfff\ufffe\uffff]")
_LIKE_A_FORMULA = re.compile(
    r"'*(?:[\t\r\n]|[\s\x00-\x1f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20])"
)
"""Also behind what cannot be seen, and in the wide letters that some programs take for the narrow ones."""
_NUMBER = re.compile(r"(?!-0\Z)-?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{0,8}[1-9])?")


def is_number(text: str) -> bool:
    """Whether a text is a number and reads the same once it is stored as one."""
    return _NUMBER.fullmatch(text) is not None and f"{float(text):.15g}" == text


def looks_like_formula(text: str) -> bool:
    """Whether a spreadsheet program may take a text for a formula, or undo what keeps it from being one."""
    return _LIKE_A_FORMULA.match(text) is not None and not is_number(text)


def writable(text: str) -> str:
    """A text without what no file of text can hold: halves of letters, and what is no letter at all."""
    return text if text.isascii() else _NO_TEXT.sub("\ufffd", text)


def inert(text: str) -> str:
    """A text for a file of plain text: an apostrophe before it where it looks like a formula."""
    return f"'{text}" if looks_like_formula(text) else text


def utf16_length(text: str) -> int:
    """The length of a text as Excel counts it."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2
