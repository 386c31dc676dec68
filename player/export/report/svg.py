"""A drawing as SVG, made without Qt: shapes and text, where no text lies on another.

Lengths are tenths of a millimetre on paper, so that whole numbers are exact enough and the same drawing is the same
text. Text is in the fonts shipped with Gladi, and its width is known from `player.export.report.svg_widths`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, NamedTuple, TypeAlias
from xml.etree import ElementTree as ET

from player.export.report.svg_widths import BOLD, REGULAR, WIDEST
from player.export.report.words import plain

FONT = "IBM Plex Sans"

SMALL, NORMAL, LARGE = 27, 28, 32
"""Sizes of text: 2.7 mm are 7.65 points, the least that is read on paper without effort."""

INK, SOFT, LIGHT, FAINT = "#111111", "#555555", "#b5b5b5", "#e6e6e6"
"""Greys that stay apart on any printer."""

Anchor: TypeAlias = Literal["start", "middle", "end"]

_ASCENT, _DESCENT = 0.78, 0.24
"""How far letters reach above and below their line, in parts of their size."""

_SHIFTS: Mapping[str, float] = {"start": 0.0, "middle": 0.5, "end": 1.0}


class Box(NamedTuple):
    """Where something lies."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Whether they have anything in common."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def wider(self, by: float) -> Box:
        """The box with room on each side."""
        return Box(self.left - by, self.top - by, self.right + by, self.bottom + by)


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """How wide a text is, or a little less than that."""
    widths = BOLD if bold else REGULAR
    return sum(widths.get(character, WIDEST) for character in text) * size / 1000


def clipped(text: str, size: float, room: float, *, bold: bool = False) -> str:
    """The text, shortened with an ellipsis where it does not fit; empty where not even a letter does."""
    line = " ".join(text.split())
    if text_width(line, size, bold=bold) <= room:
        return line
    room -= text_width("…", size, bold=bold)
    kept, used = 0, 0.0
    for character in line:
        used += text_width(character, size, bold=bold)
        if used > room:
            break
        kept += 1
    return f"{line[:kept].rstrip()}…" if kept else ""


class Svg:
    """A drawing.

    Args:
        width, height: in tenths of a millimetre.

    Attributes:
        texts: every text that was written, with where it lies: no two of them meet, none is cut off.
    """

    def __init__(self, width: int, height: int, title: str) -> None:
        self.width, self.height = width, height
        self.texts: list[tuple[Box, str]] = []
        self._root = ET.Element(
            "svg",
            {
                "xmlns": "http://www.w3.org/2000/svg",
                "viewBox": f"0 0 {width} {height}",
                "width": f"{_number(width / 10)}mm",
                "height": f"{_number(height / 10)}mm",
                "font-family": f"{FONT}, sans-serif",
            },
        )
        ET.SubElement(self._root, "title").text = plain(title)
        self._defs = ET.SubElement(self._root, "defs")
        self._patterns: set[str] = set()
        self.rect(0, 0, width, height, fill="#ffffff")

    def hatch(self, name: str, gap: int = 14, angle: int = 45, colour: str = INK, width: float = 2) -> str:
        """A fill of parallel lines; gives what to fill with."""
        if name not in self._patterns:
            self._patterns.add(name)
            values: dict[str, str | float] = {"id": name, "width": gap, "height": gap, "patternUnits": "userSpaceOnUse"}
            pattern = ET.SubElement(
                self._defs, "pattern", {**_attributes(values), "patternTransform": f"rotate({angle})"}
            )
            line: dict[str, str | float] = {
                "x1": 0,
                "y1": 0,
                "x2": 0,
                "y2": gap,
                "stroke": colour,
                "stroke-width": width,
            }
            ET.SubElement(pattern, "line", _attributes(line))
        return f"url(#{name})"

    def rect(self, x: float, y: float, width: float, height: float, **look: str | float) -> None:
        """A box."""
        self._add("rect", {"x": x, "y": y, "width": max(0.0, width), "height": max(0.0, height)}, look)

    def line(self, x1: float, y1: float, x2: float, y2: float, **look: str | float) -> None:
        """A straight line."""
        self._add("line", {"x1": x1, "y1": y1, "x2": x2, "y2": y2}, {"stroke": INK, "stroke_width": 2, **look})

    def circle(self, x: float, y: float, radius: float, **look: str | float) -> None:
        """A circle."""
        self._add("circle", {"cx": x, "cy": y, "r": radius}, look)

    def polyline(self, points: Iterable[tuple[float, float]], **look: str | float) -> None:
        """A line from point to point, not filled."""
        self._add("polyline", {"points": _points(points)}, {"fill": "none", "stroke": INK, "stroke_width": 2, **look})

    def polygon(self, points: Iterable[tuple[float, float]], **look: str | float) -> None:
        """A shape with corners."""
        self._add("polygon", {"points": _points(points)}, look)

    def text(
        self,
        x: float,
        y: float,
        text: str,
        size: int = NORMAL,
        *,
        anchor: Anchor = "start",
        bold: bool = False,
        colour: str = INK,
        ground: bool = False,
        room: float = 4,
    ) -> bool:
        """Write a text on the line ``y``, unless it would lie on another one or be cut off.

        Args:
            ground: with a white ground under it.
            room: what is to be left free around it.

        Returns:
            Whether it was written.
        """
        shown = plain(" ".join(text.split()))
        box = box_of(x, y, shown, size, anchor=anchor, bold=bold)
        if not shown or not self.is_free(box.wider(room)) or not self._holds(box):
            return False
        self.texts.append((box, shown))
        if ground:
            self.rect(box.left - 6, box.top, box.right - box.left + 12, box.bottom - box.top, fill="#ffffff")
        values: dict[str, str | float] = {"x": x, "y": y, "font-size": size, "fill": colour}
        if anchor != "start":
            values["text-anchor"] = anchor
        if bold:
            values["font-weight"] = 600
        ET.SubElement(self._root, "text", _attributes(values)).text = shown
        return True

    def is_free(self, box: Box) -> bool:
        """Whether no text lies there."""
        return not any(box.meets(other) for other, _ in self.texts)

    def _holds(self, box: Box) -> bool:
        return box.left >= 0 and box.top >= 0 and box.right <= self.width and box.bottom <= self.height

    def source(self) -> str:
        """The drawing as a whole document."""
        return ET.tostring(self._root, encoding="unicode")

    def _add(self, tag: str, values: Mapping[str, str | float], look: Mapping[str, str | float]) -> None:
        named = {name.replace("_", "-"): value for name, value in look.items()}
        ET.SubElement(self._root, tag, _attributes({**values, **named}))


def box_of(x: float, y: float, text: str, size: int, *, anchor: Anchor = "start", bold: bool = False) -> Box:
    """Where a text written there lies."""
    width = text_width(text, size, bold=bold)
    left = x - _SHIFTS[anchor] * width
    return Box(left, y - _ASCENT * size, left + width, y + _DESCENT * size)


def thinned(values: Sequence[float], columns: int) -> list[tuple[int, float]]:
    """The values that are to be drawn where there are more than columns: of each column what stands out, in order."""
    count = len(values)
    step = max(1, -(-count // max(1, columns)))
    if step <= 2:
        return list(enumerate(values))
    kept: list[tuple[int, float]] = []
    for start in range(0, count, step):
        part = range(start, min(start + step, count))
        wanted = {part[0], min(part, key=values.__getitem__), max(part, key=values.__getitem__), part[-1]}
        kept += [(place, values[place]) for place in sorted(wanted)]
    return kept


def _points(points: Iterable[tuple[float, float]]) -> str:
    return " ".join(f"{_number(x)},{_number(y)}" for x, y in points)


def _attributes(values: Mapping[str, str | float]) -> dict[str, str]:
    return {name: value if isinstance(value, str) else _number(value) for name, value in values.items()}


def _number(value: float) -> str:
    """A number as short as it may be: a tenth of a tenth of a millimetre is finer than paper."""
    return f"{value:.1f}".removesuffix(".0")
