"""The legend of a figure: signs with what they mean, in as many lines as they need."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

from player.export.report.svg import SMALL, Svg, clipped, text_width

Sign: TypeAlias = tuple[Callable[[Svg, float, float], None], str]
"""What draws a sign with its left middle at a point, and what it means."""

SIGN_WIDTH = 56
LINE_HEIGHT = 40
KEY_HEIGHT = 34
MOST_KEY_LINES = 3
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_GAP = 36


def legend_lines(signs: Sequence[Sign], room: float) -> list[list[Sign]]:
    """The signs in lines that fit."""
    lines: list[list[Sign]] = [[]]
    used = 0.0
    for sign in signs:
        wide = SIGN_WIDTH + text_width(sign[1], SMALL) + _GAP
        if lines[-1] and used + wide > room:
            lines.append([])
            used = 0.0
        lines[-1].append(sign)
        used += wide
    return lines


def key_lines(title: str, items: Sequence[str], room: float) -> list[str]:
    """What the numbers or letters in a figure stand for, in lines that fit; no line without items."""
    lines: list[str] = []
    line = f"{title}:"
    for item in items:
        first = line == f"{title}:"
        longer = f"{line} {item}" if first else f"{line} · {item}"
        if first or text_width(longer, SMALL) <= room:
            line = longer
        else:
            lines.append(line)
            line = item
    lines = [clipped(one, SMALL, room) for one in (*lines, line)] if items else []
    if len(lines) <= MOST_KEY_LINES:
        return lines
    return [*lines[: MOST_KEY_LINES - 1], clipped(f"{lines[MOST_KEY_LINES - 1]} …", SMALL, room)]


def draw_key(svg: Svg, lines: Sequence[str], left: float, top: float) -> None:
    """Write the lines of keys from ``top`` down."""
    for row, line in enumerate(lines):
        svg.text(left, top + row * KEY_HEIGHT + 28, line, SMALL)


def letter_of(place: int) -> str:
    """The letter of a decision in a figure, by its place: a, b, ... z, then numbers."""
    return _LETTERS[place] if place < len(_LETTERS) else str(place + 1)


def draw_legend(svg: Svg, signs: Sequence[Sign], left: float, top: float, room: float) -> None:
    """Draw the legend from ``top`` down."""
    for row, line in enumerate(legend_lines(signs, room)):
        x, y = left, top + row * LINE_HEIGHT + LINE_HEIGHT / 2
        for draw, text in line:
            draw(svg, x, y)
            svg.text(x + SIGN_WIDTH, y + 8, text, SMALL)
            x += SIGN_WIDTH + text_width(text, SMALL) + _GAP
