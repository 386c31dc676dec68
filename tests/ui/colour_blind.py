"""Colours as the colour-blind see them, and how far apart two colours look."""

from __future__ import annotations

import math
from collections.abc import Mapping

Matrix = tuple[tuple[float, float, float], tuple[float, float, float], tuple[float, float, float]]
Triple = tuple[float, float, float]

SEEN: Mapping[str, Matrix] = {
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deutan": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritan": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
"""Full dichromacy in linear sRGB: Machado, Oliveira and Fernandes (2009), severity 1.0."""

_TO_XYZ: Matrix = (
    (0.4124564, 0.3575761, 0.1804375),
    (0.2126729, 0.7151522, 0.0721750),
    (0.0193339, 0.1191920, 0.9503041),
)
_WHITE: Triple = (0.95047, 1.0, 1.08883)


def linear(colour: str) -> Triple:
    """``#rrggbb`` as light, 0..1 each."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return red, green, blue


def times(matrix: Matrix, light: Triple) -> Triple:
    """A matrix times a column."""
    one, two, three = (sum(factor * part for factor, part in zip(row, light, strict=True)) for row in matrix)
    return one, two, three


def lab(light: Triple) -> Triple:
    """Light as CIELAB (D65)."""

    def curve(part: float) -> float:
        return part ** (1 / 3) if part > 216 / 24389 else (24389 / 27 * part + 16) / 116

    x, y, z = (curve(part / white) for part, white in zip(times(_TO_XYZ, light), _WHITE, strict=True))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def distance(one: str, other: str, seen: str = "") -> float:
    """How far apart two colours look: CIE76 in CIELAB, where 2.3 can just be told; ``seen``: by whom, of `SEEN`."""

    def place(colour: str) -> Triple:
        light = linear(colour)
        if seen:
            red, green, blue = (min(1.0, max(0.0, part)) for part in times(SEEN[seen], light))
            light = red, green, blue
        return lab(light)

    return math.dist(place(one), place(other))
