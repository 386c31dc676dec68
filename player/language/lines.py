"""The lines of a long text, found where they are asked for: a list of them would weigh many times the text."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate

_STRIDE = 4096
"""Characters between two places whose line number is known."""


class Lines:
    """A text as its lines, numbered from 1. A line ends with LF, CR LF or CR; nothing after the last one is no line.

    Attributes:
        text: the text with every line end as LF; offsets count its characters.
    """

    __slots__ = ("_breaks_before", "_last_found", "text")

    def __init__(self, text: str) -> None:
        if "\r" in text:
            text = text.replace("\r\n", "\n").replace("\r", "\n")
        self.text = text
        counts = (text.count("\n", start, start + _STRIDE) for start in range(0, len(text), _STRIDE))
        self._breaks_before = [0, *accumulate(counts)]
        self._last_found = (0, 0, 0)

    def __len__(self) -> int:
        return max(1, self._breaks_before[-1] + (not self.text.endswith("\n")))

    def length(self, number: int) -> int:
        """How many characters a line has."""
        start, end = self._span(number)
        return end - start

    def piece(self, number: int, start: int = 0, end: int | None = None) -> str:
        """A line, or the part of it between two places counted from 0."""
        first, last = self._span(number)
        return self.text[first + start : last if end is None else min(first + end, last)]

    def offset(self, number: int) -> int:
        """The offset of the first character of a line."""
        return self._span(number)[0]

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column, both from 1, of the character at this offset."""
        known = offset // _STRIDE
        number = self._breaks_before[known] + self.text.count("\n", known * _STRIDE, offset) + 1
        return number, offset - self.offset(number) + 1

    def _span(self, number: int) -> tuple[int, int]:
        """The offsets of the first character of a line and of its end."""
        if self._last_found[0] != number:
            start = self._start(number - 1)
            end = self.text.find("\n", start)
            self._last_found = (number, start, len(self.text) if end < 0 else end)
        return self._last_found[1:]

    def _start(self, breaks: int) -> int:
        """The offset behind so many line ends."""
        if not breaks:
            return 0
        known = bisect_right(self._breaks_before, breaks - 1) - 1
        within = self.text[known * _STRIDE : (known + 1) * _STRIDE]
        rest = within.split("\n", breaks - self._breaks_before[known])[-1]
        return known * _STRIDE + len(within) - len(rest)
