"""Contrast between two colours, as WCAG 2 defines it."""

from __future__ import annotations

TEXT_CONTRAST = 7.0
"""Least contrast of any text with its ground (WCAG 2 AAA)."""

GRAPHIC_CONTRAST = 3.0
"""Least contrast of lines and shapes that carry meaning (WCAG 2, 1.4.11)."""


def relative_luminance(colour: str) -> float:
    """Relative luminance 0..1 of ``#rrggbb``, WCAG 2."""
    channels = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast_ratio(one: str, other: str) -> float:
    """Contrast of two ``#rrggbb`` colours, from 1 (the same) to 21 (black and white)."""
    lighter, darker = sorted((relative_luminance(one), relative_luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)
