"""The legend of a figure: signs with what they mean, in as many lines as they need."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

from player.export.report.svg import SMALL, Svg, text_width

Sign: TypeAlias = tuple[Callable[[Svg, float, float], None], str]
"""What draws a sign with its left middle at a point, and what it means."""

SIGN_WIDTH = 56
LINE_HEIGHT = 40
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


def draw_legend(svg: Svg, signs: Sequence[Sign], left: float, top: float, room: float) -> None:
    """Draw the legend from ``top`` down."""
    for row, line in enumerate(legend_lines(signs, room)):
        x, y = left, top + row * LINE_HEIGHT + LINE_HEIGHT / 2
        for draw, text in line:
            draw(svg, x, y)
            svg.text(x + SIGN_WIDTH, y + 8, text, SMALL)
            x += SIGN_WIDTH + text_width(text, SMALL) + _GAP
