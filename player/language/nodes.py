"""A script as a tree of texts, lists and maps that know their place in the file.

Nothing is resolved: a value is its text, so that ``no``, ``0123`` or ``10:00`` stay what was written.
"""

from __future__ import annotations

from typing import Protocol


class _Mark(Protocol):
    """A place in the file as PyYAML gives it, from 0."""

    line: int
    column: int


_COLUMN_BITS = 24
"""A place is one number, its column in the lower bits: it weighs a third of the mark it is taken from."""

_COLUMN = (1 << _COLUMN_BITS) - 1


class Node:
    """A piece of the file. ``line`` and ``column`` are where it begins, from 1."""

    __slots__ = ("_place",)

    def __init__(self, mark: _Mark) -> None:
        self._place = mark.line << _COLUMN_BITS | mark.column

    @property
    def line(self) -> int:
        """The line it begins in, from 1."""
        return (self._place >> _COLUMN_BITS) + 1

    @property
    def column(self) -> int:
        """The column it begins in, from 1."""
        return (self._place & _COLUMN) + 1


class TextNode(Node):
    """A single value: its text, and how it was written (``""`` for plain, a quotation mark, ``|`` or ``>``)."""

    __slots__ = ("style", "text")

    def __init__(self, mark: _Mark, text: str, style: str) -> None:
        self._place = mark.line << _COLUMN_BITS | mark.column
        self.text = text
        self.style = style

    @property
    def is_nothing(self) -> bool:
        """Whether nothing was written at all, as after ``key:``."""
        return not self.text and not self.style


class ListNode(Node):
    """A list."""

    __slots__ = ("items",)

    def __init__(self, mark: _Mark) -> None:
        self._place = mark.line << _COLUMN_BITS | mark.column
        self.items: list[Node] = []


class MapNode(Node):
    """Keys with values, in the order of the file; each key with the place where it stands."""

    __slots__ = ("entries",)

    def __init__(self, mark: _Mark) -> None:
        self._place = mark.line << _COLUMN_BITS | mark.column
        self.entries: dict[str, tuple[TextNode, Node]] = {}


class BrokenNode(Node):
    """Stands where something was refused; the problem has been reported."""

    __slots__ = ()
