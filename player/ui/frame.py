"""The frame of the window from start to start: its size, its place, and how the panels of a drill share it.

What is kept is plain text, so that a file damaged in any way is told from a good one before Qt sees it.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

SHOWN = ("normal", "maximised", "full_screen")
_MOST_PX = 32_000
_MOST_PARTS = 12
_SEEN_PX = 120
"""So much of the title of a window has to be on a screen, or nobody could take hold of it."""

Box = tuple[int, int, int, int]
"""Left, top, width, height in px."""


@dataclass(frozen=True, slots=True)
class Frame:
    """Where the window stands.

    Attributes:
        x, y, width, height: the window while it fills nothing, in px.
        shown: one of `SHOWN`.
    """

    x: int
    y: int
    width: int
    height: int
    shown: str = SHOWN[0]

    @property
    def text(self) -> str:
        """As it is kept."""
        return json.dumps(asdict(self))

    def on(self, screens: Sequence[Box], least: tuple[int, int]) -> Frame | None:
        """The frame as it fits one of these screens, or None where it is off all of them.

        Args:
            screens: the room of each screen.
            least: the smallest width and height of the window.
        """
        for left, top, across, down in screens:
            seen = min(self.x + self.width, left + across) - max(self.x, left)
            if seen >= _SEEN_PX and top - 1 <= self.y < top + down - _SEEN_PX:
                width = max(least[0], min(self.width, across))
                height = max(least[1], min(self.height, down))
                x = max(left, min(self.x, left + across - width))
                y = max(top, min(self.y, top + down - height))
                return Frame(x, y, width, height, self.shown)
        return None


def frame_of(text: str) -> Frame | None:
    """The frame kept as this text, or None where it is none."""
    found = _parsed(text)
    if not isinstance(found, dict) or set(found) != set(Frame.__dataclass_fields__):
        return None
    numbers = [found[name] for name in ("x", "y", "width", "height")]
    if not all(type(number) is int and abs(number) <= _MOST_PX for number in numbers):
        return None
    if min(numbers[2:]) < 1 or found["shown"] not in SHOWN:
        return None
    return Frame(**found)


def is_frame(text: str) -> bool:
    """Whether a frame can be kept as this text."""
    return frame_of(text) is not None


Layout = tuple[tuple[int, ...], ...]
"""Of each splitter of a page, in the order of the page, the sizes of its parts in px."""


def layout_text(layout: Layout) -> str:
    """As it is kept."""
    return json.dumps(layout)


def layout_of(text: str) -> Layout | None:
    """The layout kept as this text, or None where it is none."""
    found = _parsed(text)
    if not isinstance(found, list) or not 0 < len(found) <= _MOST_PARTS:
        return None
    if not all(isinstance(sizes, list) and 2 <= len(sizes) <= _MOST_PARTS for sizes in found):
        return None
    if not all(type(size) is int and 0 < size <= _MOST_PX for sizes in found for size in sizes):
        return None
    return tuple(tuple(sizes) for sizes in found)


def is_layout(text: str) -> bool:
    """Whether a layout can be kept as this text."""
    return layout_of(text) is not None


def _parsed(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None
